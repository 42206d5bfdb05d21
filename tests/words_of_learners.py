"""Which words does a learner read? Found by following the code from their pages, so that a new page counts at once."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_file

from badgeservice.mail.letters_to_learners import TO_LEARNERS
from badgeservice.wording import VERDICTS

ROOT = Path(__file__).resolve().parents[1]
KEYWORDS = {**DEFAULT_KEYWORDS, "N_": None, "lazy_gettext": None}

# Here their pages, and what is done for them, are written; what these packages import is followed.
OF_LEARNERS = ("badgeservice/web/learner", "badgeservice/portfolio")
FOLLOWED = (
    "badgeservice.web.presenters",
    "badgeservice.issuing.decline_reasons",
    *(f.replace("/", ".") for f in OF_LEARNERS),
)
# Which templates these pages fill in; the check page is for others, and learners read what it says of their badge.
RENDERED = re.compile(r"""render_template\(\s*["']([\w/]+\.html)["']""")
USED = re.compile(r"""{%-?\s*(?:extends|include|from)\s+["']([\w/]+\.html)["']""")
NAMED = ("learner*.html", "keep*.html", "kept*.html", "stage.html")
# What is said to other programs stands beside what is said to people.
FOR_PROGRAMS = ("ob3_*.py", "oauth*.py", "oembed*.py", "embed.py", "letting_in.py")


@cache
def messages_of_learners() -> dict[str, str]:
    """Every message id a learner may read, with where it stands."""
    found = {message: file.name for file in files() for message in _messages(file)}
    for kind, letter in TO_LEARNERS.items():
        for text in (letter.subject, *letter.paragraphs, letter.button or ""):
            found.setdefault(text, f"letter {kind}")
    for heading, sentence in VERDICTS.values():
        found |= {heading: "verdict", sentence: "verdict"}
    return {message: where for message, where in found.items() if re.search(r"[a-z]", re.sub(r"{\w+}", "", message))}


def files() -> list[Path]:
    """The modules and the templates that the words of learners stand in."""
    modules = _modules()
    names = {name for module in modules for name in RENDERED.findall(module.read_text())}
    templates = {ROOT / "templates" / name for name in names}
    templates |= {file for pattern in NAMED for file in ROOT.glob(f"templates/{pattern}")}
    found = modules | _with_what_they_use(templates)
    return sorted(file for file in found if not any(file.match(pattern) for pattern in FOR_PROGRAMS))


def _modules() -> set[Path]:
    found = {file for folder in OF_LEARNERS for file in (ROOT / folder).glob("**/*.py")}
    waiting = list(found)
    while waiting:
        for module in _imported(waiting.pop()) - found:
            found.add(module)
            waiting.append(module)
    return found


def _imported(file: Path) -> set[Path]:
    nodes = [node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.ImportFrom)]
    names = {
        name for node in nodes for name in (node.module, *(f"{node.module}.{one.name}" for one in node.names)) if name
    }
    places = (ROOT / f"{name.replace('.', '/')}.py" for name in names if name.startswith(FOLLOWED))
    return {place for place in places if place.is_file()}


def _with_what_they_use(templates: set[Path]) -> set[Path]:
    found, waiting = set(templates), list(templates)
    while waiting:
        used = {ROOT / "templates" / name for name in USED.findall(waiting.pop().read_text())} - found
        found |= used
        waiting.extend(used)
    return found


def _messages(file: Path) -> Iterator[str]:
    method = "python" if file.suffix == ".py" else "jinja2"
    for _, message, _, _ in extract_from_file(method, file, keywords=KEYWORDS):
        yield from (message,) if isinstance(message, str) else message
