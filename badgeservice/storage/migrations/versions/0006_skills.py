"""Skills and werkprocessen to search in, and the words by which they are found"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the tables forward."""
    op.create_table(
        "skill",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(12), nullable=False),
        sa.Column("uri", sa.String(300), nullable=False),
        sa.Column("code", sa.String(20), nullable=True),
        sa.Column("crebo", sa.String(5), nullable=True),
        sa.Column("label_nl", sa.String(300), nullable=False),
        sa.Column("label_en", sa.String(300), nullable=False),
        sa.Column("alternatives_nl", sa.String(4000), nullable=False),
        sa.Column("alternatives_en", sa.String(4000), nullable=False),
        sa.Column("description", sa.String(2000), nullable=False),
        sa.Column("checked", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_skill"),
        sa.UniqueConstraint("uri", name="uq_skill_uri"),
    )
    op.create_index("ix_skill_crebo", "skill", ["crebo"])
    _words()


def downgrade() -> None:
    """Bring the tables back; skills have to be read in again after that."""
    op.drop_table("skill_words")
    op.drop_table("skill")


def _words() -> None:
    # Each database has an index of words of its own kind; to the code both are one table of the same columns.
    if op.get_bind().dialect.name == "sqlite":
        columns = "words, label_nl UNINDEXED, label_en UNINDEXED, source UNINDEXED, crebo UNINDEXED, prefix='2 3 4'"
        op.execute(f"CREATE VIRTUAL TABLE skill_words USING fts5({columns})")
        return
    op.execute(
        "CREATE TABLE skill_words (rowid integer PRIMARY KEY, words tsvector NOT NULL, label_nl text NOT NULL, "
        "label_en text NOT NULL, source text NOT NULL, crebo text NOT NULL)"
    )
    op.execute("CREATE INDEX ix_skill_words_words ON skill_words USING gin (words)")
