"""Which kinds may an organisation make and give, whatever else is true of it?"""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from badgeservice.issuing.class_content import ClassContent, content_problems
from badgeservice.issuing.kind_guards import OrganisationFacts, giving_problem, making_problem
from badgeservice.issuing.microcredential_content import elements_of, kept_elements, microcredential_problems
from badgeservice.model.achievement import Kind
from badgeservice.model.issuer import OrganisationKind
from badgeservice.model.microcredential import Microcredential, Participation, Stackability, Supervision

kinds = st.sampled_from(list(Kind))
facts = st.builds(
    OrganisationFacts,
    kind=st.sampled_from(list(OrganisationKind)),
    brin_checked=st.booleans(),
    leerbedrijf_id=st.one_of(st.none(), st.just("100900011")),
    evc_recognised=st.booleans(),
)
elements = st.builds(
    Microcredential,
    country=st.sampled_from(["NL", "BE", "DE"]),
    hours=st.integers(1, 10_000),
    assessment=st.just("Een opdracht"),
    participation=st.sampled_from(Participation),
    quality_assurance=st.just("De examencommissie"),
    ects=st.one_of(st.none(), st.integers(1, 30_000).map(lambda hundredths: hundredths / 100)),
    supervision=st.one_of(st.none(), st.sampled_from(Supervision)),
    prerequisites=st.just(""),
    stackability=st.one_of(st.none(), st.sampled_from(Stackability)),
)
CONTENT = ClassContent("skillsbadge", "Koken", "Je kookt.", "nl", ("Je kookt soep.",))


@given(facts)
def test_anybody_gives_what_asks_for_nothing(of: OrganisationFacts) -> None:
    for kind in (Kind.SKILLSBADGE, Kind.DEELCERTIFICAAT, Kind.BEWIJS_VAN_DEELNAME):
        assert making_problem(kind, of) is None


@given(facts)
def test_each_guard_hangs_on_its_own_fact_alone(of: OrganisationFacts) -> None:
    may = {kind: making_problem(kind, of) is None for kind in Kind}
    assert may[Kind.MICROCREDENTIAL] == may[Kind.MBO_CERTIFICAAT] == of.brin_checked
    assert may[Kind.PRAKTIJKVERKLARING] == (of.leerbedrijf_id is not None)
    assert may[Kind.ERVARINGSCERTIFICAAT] == of.evc_recognised
    assert may[Kind.BRANCHECERTIFICAAT] == (of.kind == OrganisationKind.BRANCH)


@given(kinds, facts)
def test_who_may_make_a_kind_may_give_it(kind: Kind, of: OrganisationFacts) -> None:
    assert making_problem(kind, of) is not None or giving_problem(kind, of) is None


@given(kinds, facts)
def test_to_lose_a_fact_never_opens_a_kind(kind: Kind, of: OrganisationFacts) -> None:
    poorer = (
        replace(of, brin_checked=False),
        replace(of, leerbedrijf_id=None),
        replace(of, evc_recognised=False),
    )
    if giving_problem(kind, of) is not None:
        assert all(giving_problem(kind, less) is not None for less in poorer)


@given(kinds, facts)
def test_a_refusal_is_a_sentence_about_the_kind_and_says_what_to_do(kind: Kind, of: OrganisationFacts) -> None:
    problem = making_problem(kind, of)
    assert problem is None or (problem.endswith(".") and problem.count(".") > 1)
    assert content_problems(replace(CONTENT, kind=kind), of).get("kind") == problem


@given(st.text(max_size=30).filter(lambda text: text not in set(Kind)), facts)
def test_a_kind_that_does_not_exist_is_nobodys(kind: str, of: OrganisationFacts) -> None:
    assert content_problems(replace(CONTENT, kind=kind), of)["kind"] == "Kies een soort badge."


@given(elements)
def test_the_elements_of_a_microcredential_come_back_as_they_were_kept(one: Microcredential) -> None:
    assert microcredential_problems(one) == {}
    assert elements_of({"microcredential": kept_elements(one)}) == one


@given(elements, st.integers(-5, 0) | st.integers(10_001, 99_999), st.floats(300.01, 1e9))
def test_hours_and_credits_out_of_reach_are_refused(one: Microcredential, hours: int, ects: float) -> None:
    assert set(microcredential_problems(replace(one, hours=hours, ects=ects))) == {"hours", "ects"}
