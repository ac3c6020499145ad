"""The review route: bottom-up, the institution last, nothing twice, nothing that is switched off."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panhuo.rules.route_words import route_words
from panhuo.rules.routing import LEVELS, Level, LevelOutcome, NotAFiler, reviewers, route
from panhuo.rules.vocabulary import OrgUnitKind, Role

KINDS = list(OrgUnitKind)
HEIGHT = {"COLLEGE": 0, "BRANCH_COLLEGE": 0, "BRANCH": 1, "INSTITUTION": 2}
STANDS = {
    "INSTITUTION_ADMIN": "INSTITUTION",
    "COLLEGE_ADMIN": "COLLEGE",
    "BRANCH_ADMIN": "BRANCH",
    "BRANCH_COLLEGE_ADMIN": "BRANCH_COLLEGE",
}
filers = st.sampled_from(
    [(Role.INVENTOR, kind) for kind in KINDS] + [(Role(role), OrgUnitKind(at)) for role, at in STANDS.items()]
)
some_levels = st.sets(st.sampled_from(KINDS))
EVERY = frozenset(KINDS)


@pytest.mark.req("S16", "S17", "S19")
@given(filer=filers, on=some_levels, staffed=some_levels)
def test_every_route_obeys_the_rules(
    filer: tuple[Role, OrgUnitKind], on: set[OrgUnitKind], staffed: set[OrgUnitKind]
) -> None:
    role, unit = filer
    levels = route(role, unit, on, staffed)
    steps = reviewers(levels)
    heights = [HEIGHT[level.kind] for level in levels]

    assert heights == sorted(set(heights)), "bottom-up, no level twice"
    assert (role is Role.INSTITUTION_ADMIN) == (steps == ())
    assert steps == () or steps[-1] is OrgUnitKind.INSTITUTION
    assert all(kind in on and kind in staffed for kind in steps[:-1])
    assert all(level.kind not in on for level in levels if level.outcome is LevelOutcome.SWITCHED_OFF)
    first = HEIGHT[unit] + (role is not Role.INVENTOR)
    assert all(height >= first for height in heights), "one level above whoever submits"
    assert {kind for kind in LEVELS[unit] if HEIGHT[kind] >= first} == {level.kind for level in levels}


@pytest.mark.req("S15")
def test_the_manuals_example() -> None:
    on = EVERY - {OrgUnitKind.BRANCH}

    levels = route(Role.INVENTOR, OrgUnitKind.BRANCH_COLLEGE, on, EVERY)

    assert reviewers(levels) == (OrgUnitKind.BRANCH_COLLEGE, OrgUnitKind.INSTITUTION)
    assert Level(OrgUnitKind.BRANCH, LevelOutcome.SWITCHED_OFF) in levels


def test_a_level_without_an_admin_is_passed_over_but_never_the_institution() -> None:
    levels = route(Role.INVENTOR, OrgUnitKind.COLLEGE, EVERY, ())

    assert levels == (
        Level(OrgUnitKind.COLLEGE, LevelOutcome.NO_ADMIN),
        Level(OrgUnitKind.INSTITUTION, LevelOutcome.REVIEWS),
    )


@pytest.mark.parametrize(
    ("role", "unit"),
    [
        (Role.COLLEGE_ADMIN, OrgUnitKind.BRANCH),
        (Role.INSTITUTION_ADMIN, OrgUnitKind.COLLEGE),
        (Role.ENTERPRISE, OrgUnitKind.COLLEGE),
        (Role.PLATFORM_OPERATOR, OrgUnitKind.INSTITUTION),
    ],
)
def test_who_does_not_stand_there_files_nothing(role: Role, unit: OrgUnitKind) -> None:
    with pytest.raises(NotAFiler):
        route(role, unit, EVERY, EVERY)


def test_words_name_everybody_passed_over() -> None:
    levels = [("甲", LevelOutcome.NO_ADMIN), ("乙", LevelOutcome.SWITCHED_OFF), ("丙", LevelOutcome.REVIEWS)]
    english = route_words(Role.INVENTOR, "甲", levels, False)
    chinese = route_words(Role.INVENTOR, "甲", levels, True)

    assert english == (
        "A dossier filed by an inventor of 甲 goes to 丙, because 甲 is left out: it has no active"
        " administrator; 乙 is left out: its switch is off."
    )
    assert chinese == ("甲的发明人建档后，提交至丙审核（跳过甲：没有在用的管理员；跳过乙：审批开关已关闭）。")
