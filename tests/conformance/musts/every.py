"""Which statements are there, of all the standards together?"""

from __future__ import annotations

from musts import (
    advanced,
    data_model,
    data_model_members,
    eddsa,
    identifiers,
    presentations,
    proof_checks,
    proof_sets,
    proofs,
    refused,
    related_resources,
    status_entries,
    status_lists,
    tokens,
    vc_api,
)
from musts.inputs import because
from musts.reasons import REASONS

_TABLES = (
    data_model.MUSTS
    + data_model_members.MUSTS
    + presentations.MUSTS
    + advanced.MUSTS
    + related_resources.MUSTS
    + proofs.MUSTS
    + proof_checks.MUSTS
    + proof_sets.MUSTS
    + eddsa.MUSTS
    + status_entries.MUSTS
    + status_lists.MUSTS
    + tokens.MUSTS
    + identifiers.MUSTS
    + vc_api.MUSTS
    + refused.MUSTS
)

MUSTS = tuple(because(must, REASONS.get(must.id, "")) for must in _TABLES)
