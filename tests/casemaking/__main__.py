"""Make the cases again: `PYTHONPATH=tests python -m casemaking [--all]` from the repository."""

from __future__ import annotations

import sys
from collections.abc import Callable

from casemaking import (
    addresses,
    contents,
    drawings,
    good_proofs,
    good_tokens,
    issuers,
    json_layer,
    limits,
    moments,
    more_bad,
    more_good,
    older_hosted,
    older_signed,
    pictures,
    proofs_wrong,
    status_bad,
    status_good,
    tampering,
    tokens_claims,
    tokens_wrong,
    weak_keys,
    words_games,
)
from casemaking.shelf import Shelf

FAMILIES: tuple[Callable[[Shelf], None], ...] = (
    good_proofs.make,
    good_tokens.make,
    tampering.make,
    proofs_wrong.make,
    weak_keys.make,
    json_layer.make,
    words_games.make,
    tokens_wrong.make,
    tokens_claims.make,
    status_good.make,
    status_bad.make,
    addresses.make,
    older_hosted.make,
    older_signed.make,
    moments.make,
    issuers.make,
    pictures.make,
    drawings.make,
    contents.make,
    more_good.make,
    more_bad.make,
    limits.make,
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
