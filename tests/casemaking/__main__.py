"""Make the cases again: `PYTHONPATH=tests python -m casemaking [--all]` from the repository."""

from __future__ import annotations

import sys
from collections.abc import Callable

from casemaking import (
    addresses,
    addresses_of_issuers,
    contents,
    contexts,
    credentials,
    drawings,
    drawings_wrong,
    endorsements,
    fine_points,
    fine_points_elsewhere,
    good_proofs,
    good_tokens,
    issuers,
    issuers_elsewhere,
    json_layer,
    moments,
    older_good,
    older_lists,
    older_scope,
    older_seams,
    older_served,
    older_signed,
    older_tokens,
    pictures,
    proofs_authority,
    proofs_chains,
    proofs_forms,
    proofs_sets,
    rarities,
    rarities_elsewhere,
    rarities_of_keys,
    seams,
    seams_between_documents,
    seams_in_contents,
    status_entries,
    status_forms,
    status_read,
    status_unread,
    tampering,
    tampering_forms,
    tokens_claims,
    tokens_headers,
    tokens_keys,
    tokens_spelling,
    weak_keys,
    weak_keys_rare,
    words,
    work,
)
from casemaking.shelf import Shelf

FAMILIES: tuple[Callable[[Shelf], None], ...] = (
    good_proofs.make,
    good_tokens.make,
    rarities.make,
    rarities_elsewhere.make,
    rarities_of_keys.make,
    tampering.make,
    tampering_forms.make,
    proofs_authority.make,
    proofs_forms.make,
    proofs_sets.make,
    proofs_chains.make,
    weak_keys.make,
    weak_keys_rare.make,
    json_layer.make,
    contexts.make,
    words.make,
    tokens_headers.make,
    tokens_keys.make,
    tokens_spelling.make,
    tokens_claims.make,
    status_read.make,
    status_forms.make,
    status_unread.make,
    status_entries.make,
    addresses.make,
    addresses_of_issuers.make,
    older_good.make,
    older_scope.make,
    older_served.make,
    older_signed.make,
    older_tokens.make,
    older_lists.make,
    older_seams.make,
    moments.make,
    issuers.make,
    issuers_elsewhere.make,
    pictures.make,
    drawings.make,
    drawings_wrong.make,
    contents.make,
    endorsements.make,
    credentials.make,
    seams.make,
    seams_between_documents.make,
    seams_in_contents.make,
    work.make,
    fine_points.make,
    fine_points_elsewhere.make,
)


def collection() -> Shelf:
    """Every case and its world."""
    shelf = Shelf()
    for make in FAMILIES:
        make(shelf)
    return shelf


def main() -> None:
    """Write what changed."""
    shelf = collection()
    written = shelf.write(rewrite="--all" in sys.argv)
    failing = sum(case["verdict"] != "valid" for case in shelf.cases)
    print(f"{len(shelf.cases)} cases, {failing} not valid; {written} files written")


if __name__ == "__main__":
    main()
