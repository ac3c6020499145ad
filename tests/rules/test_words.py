"""Whatever the program may have to say has words, in both languages; whatever files say is understood."""

from string import Formatter

import pytest

from panhuo.rules.account_words import ROLE_NAMES, role_name, role_named, truth_named
from panhuo.rules.dossier_refusals import DOSSIER_REFUSALS, DossierRefusal
from panhuo.rules.notice_words import NOTICE_WORDS, notice_text
from panhuo.rules.org_tree import CHILD_KINDS, MAX_UNIT_NAME, clean_unit_name
from panhuo.rules.patent_record import PatentRecord, RowIssue
from panhuo.rules.route_words import route_words
from panhuo.rules.routing import LevelOutcome
from panhuo.rules.vocabulary import LegalStatus, NoticeKind, OrgUnitKind, PatentType, Role

R, OFF, NOBODY = LevelOutcome.REVIEWS, LevelOutcome.SWITCHED_OFF, LevelOutcome.NO_ADMIN


def places(text: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(text)} - {None}


def test_every_notice_has_words_that_are_given_the_same_in_both_languages() -> None:
    assert set(NOTICE_WORDS) == set(NoticeKind)
    for english, chinese in NOTICE_WORDS.values():
        assert places(english) == places(chinese)


def test_an_outcome_is_named_in_the_language_of_the_notice() -> None:
    words = {"name": "燃料电池", "outcome": "REGISTERED"}

    english, chinese = (notice_text(NoticeKind.DOSSIER_DECIDED, words, each) for each in (False, True))

    assert english == "A dossier passed review: 燃料电池, inventoried and registered."
    assert chinese == "档案审核完成：燃料电池，已完成盘点并登记入库。"


def test_every_refusal_has_words() -> None:
    assert set(DOSSIER_REFUSALS) == set(DossierRefusal)
    assert all(english and chinese for english, chinese in DOSSIER_REFUSALS.values())


@pytest.mark.parametrize("role", ROLE_NAMES)
def test_a_role_is_named_by_its_words_and_by_its_code(role: Role) -> None:
    assert role_named(role_name(role)) == role_named(f" {role.value.lower()} ") == role


def test_what_says_neither() -> None:
    assert (role_named("校长"), truth_named("也许")) == (None, None)
    assert (truth_named("是"), truth_named("N")) == (True, False)


@pytest.mark.parametrize(
    ("levels", "chinese", "said"),
    [
        ((), False, "A dossier filed by an inventor of 材料学院 is decided at once: nobody stands above."),
        (
            (("材料学院", R), ("云岭大学", R)),
            False,
            "A dossier filed by an inventor of 材料学院 goes to 材料学院, then to 云岭大学.",
        ),
        (
            (("材料学院", OFF), ("云岭大学", R)),
            False,
            "A dossier filed by an inventor of 材料学院 goes to 云岭大学,"
            " because 材料学院 is left out: its switch is off.",
        ),
        (
            (("材料学院", R), ("云岭大学", R)),
            True,
            "材料学院的发明人建档后，提交至材料学院，再提交至云岭大学审核。",
        ),
        (
            (("材料学院", NOBODY), ("云岭大学", R)),
            True,
            "材料学院的发明人建档后，提交至云岭大学审核（跳过材料学院：没有在用的管理员）。",
        ),
    ],
)
def test_a_route_in_words(levels: tuple[tuple[str, LevelOutcome], ...], chinese: bool, said: str) -> None:
    assert route_words(Role.INVENTOR, "材料学院", levels, chinese) == said


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  材料  学院 ", "材料 学院"),
        ("", None),
        ("\u200b", None),
        ("院" * MAX_UNIT_NAME, "院" * MAX_UNIT_NAME),
        ("院" * (MAX_UNIT_NAME + 1), None),
        ("a\x07b", "a b"),
        ("a\ud800", None),
    ],
)
def test_names_of_units(typed: str, kept: str | None) -> None:
    assert clean_unit_name(typed) == kept


def test_a_tree_is_three_levels_deep_at_most() -> None:
    """S9."""

    def depth(kind: OrgUnitKind) -> int:
        return 1 + max(map(depth, CHILD_KINDS[kind]), default=0)

    assert depth(OrgUnitKind.INSTITUTION) == 3 and set(CHILD_KINDS) == set(OrgUnitKind)


def test_what_a_row_does_not_say_is_none_or_nothing() -> None:
    kind, status = PatentType.DESIGN, LegalStatus.PENDING
    record = PatentRecord(2, "202330000001.X", "外观", kind, status, is_grant=False)
    other = PatentRecord(3, "202330000002.8", "外观", kind, status, is_grant=False)

    assert (record.abstract, record.owners, record.events, record.as_of) == (None, [], [], None)
    assert record.owners is not other.owners
    assert not RowIssue(2, None, "INVALID_VALUE", "", fatal=False).fatal
