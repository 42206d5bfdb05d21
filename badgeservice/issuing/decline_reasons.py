"""Why does somebody not get the badge they asked for? The words are for the one who asked (Dutch A2)."""

from __future__ import annotations

from collections.abc import Mapping

from badgeservice.wording import N_

OTHER = "other"
REASONS: Mapping[str, str] = {
    "more": N_("Vertel wat meer over je werk. Vraag het daarna nog eens."),
    "not_seen": N_("We hebben dit nog niet gezien. Laat het zien op je werk. Vraag het daarna nog eens."),
    "practise": N_("Oefen nog even. Vraag het nog eens als het goed lukt."),
    "unknown": N_("We kennen je niet. Vraag de badge waar je werkt."),
    "twice": N_("Je hebt deze badge al."),
}
