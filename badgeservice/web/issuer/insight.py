"""What do the numbers say: how many badges did an organisation give, and what became of them?"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import g, render_template, request
from flask.typing import ResponseReturnValue

from badgeservice.errors import NotFoundError
from badgeservice.issuing.insight import NOTHING, Insight, Period, insight, last_months, whole_year
from badgeservice.model.issuer import OrganisationKind
from badgeservice.organisations.roles import Right
from badgeservice.storage import insight as numbers
from badgeservice.storage.tables import OrganisationRow
from badgeservice.web.access import may, route
from badgeservice.web.collaborators import now
from badgeservice.web.csv_files import csv_file
from badgeservice.web.issuer.blueprint import issuer, session
from badgeservice.web.issuer.days import month_name, today
from badgeservice.web.issuer.insight_views import csv_head, insight_view, lines_of, rows_of
from badgeservice.wording import N_


@dataclass(frozen=True)
class Asked:
    """What somebody wants to see: a period and perhaps one badge class, out of what there is to choose."""

    period: Period
    badge_class: UUID | None
    names: dict[UUID, str]
    years: list[int]


@route(issuer, "/cijfers", may(Right.READ))
def figures(organisation: OrganisationRow) -> ResponseReturnValue:
    """The numbers of an organisation; of a branch also those of who gives its badges."""
    asked = _asked(organisation)
    own = _insight(numbers.given_by(organisation.id), asked)
    view = insight_view(own, asked.names) | {"month": month_name(now()), "year": asked.period.year}
    view["others"] = _others(organisation, asked)
    return render_template(
        "issuer/insight.html",
        insight=view,
        asked=asked,
        query=_query(asked),
        may_see_people=Right.SEE_PEOPLE in g.rights,
    )


@route(issuer, "/cijfers.csv", may(Right.READ))
def figures_csv(organisation: OrganisationRow) -> ResponseReturnValue:
    """The same numbers, by month and badge class."""
    asked = _asked(organisation)
    own = _insight(numbers.given_by(organisation.id), asked)
    return csv_file(f"cijfers-{organisation.slug}.csv", csv_head(), lines_of(own, asked.names))


@route(issuer, "/cijfers/organisaties.csv", may(Right.READ))
def figures_of_others_csv(organisation: OrganisationRow) -> ResponseReturnValue:
    """What others gave of the badge classes of a branch, by month, organisation and badge class."""
    if organisation.kind != OrganisationKind.BRANCH:
        raise NotFoundError(N_("Deze pagina bestaat niet."))
    asked = _asked(organisation)
    found = _insight(numbers.given_for(organisation.id), asked)
    lines = lines_of(found, asked.names, numbers.mandated(session(), organisation.id))
    return csv_file(f"cijfers-organisaties-{organisation.slug}.csv", csv_head(with_givers=True), lines)


def _asked(organisation: OrganisationRow) -> Asked:
    """What the address asks for; what it asks for and is not there, is left out."""
    scopes = [numbers.given_by(organisation.id)]
    if organisation.kind == OrganisationKind.BRANCH:
        scopes.append(numbers.given_for(organisation.id))
    names = dict(sorted(numbers.class_names(session(), *scopes).items(), key=lambda one: one[1].lower()))
    begun = [moment for scope in scopes if (moment := numbers.first_given(session(), scope)) is not None]
    last = today(now()).year
    years = list(range(last, min([today(moment).year for moment in begun] or [last]) - 1, -1))
    year = next((each for each in years if str(each) == request.args.get("jaar")), None)
    badge_class = next((each for each in names if str(each) == request.args.get("soort")), None)
    return Asked(whole_year(year) if year else last_months(now()), badge_class, names, years)


def _insight(scope: numbers.Scope, asked: Asked) -> Insight:
    chosen = numbers.only(scope, asked.badge_class) if asked.badge_class else scope
    return insight(session(), chosen, asked.period, now())


def _others(organisation: OrganisationRow, asked: Asked) -> list[dict[str, object]] | None:
    """The rows of a branch about others: numbers only, never people."""
    if organisation.kind != OrganisationKind.BRANCH:
        return None
    names = numbers.mandated(session(), organisation.id)
    counted = _insight(numbers.given_for(organisation.id), asked).by_giver()
    return rows_of({each: counted.get(each, NOTHING) for each in names}, names)


def _query(asked: Asked) -> dict[str, str]:
    chosen = {"jaar": str(asked.period.year or ""), "soort": str(asked.badge_class or "")}
    return {name: value for name, value in chosen.items() if value}
