"""What a dossier lacks, and what is wrong with it (S67–S68, S94–S100, S118)."""

from decimal import Decimal
from typing import Any

import pytest

from panhuo.errors.dossier_messages import DOSSIER_MESSAGES, FIELD_WORDS
from panhuo.rules.dossier_content import DossierContent, StatusEntry, WillingnessEntry
from panhuo.rules.dossier_options import CUSTOM_LABEL, Willingness, WillingnessDetail
from panhuo.rules.dossier_options import ImplementationDetail as D
from panhuo.rules.dossier_options import ImplementationStatus as S
from panhuo.rules.dossier_problems import ProblemCode as P
from panhuo.rules.dossier_validation import problems, required
from panhuo.rules.vocabulary import DossierKind
from tests.rules.dossiers import LICENSED, NOT_IMPLEMENTED, TO_LICENSE, whole


def found(content: DossierContent, kind: DossierKind = DossierKind.SINGLE) -> list[tuple[P, Any]]:
    return [(each.code, each.path) for each in problems(content, kind)]


def test_a_whole_dossier_has_no_problem() -> None:
    assert found(whole()) == [] and found(whole(statuses=(LICENSED,))) == []


@pytest.mark.req("S66", "S67", "S68")
def test_an_empty_draft_only_lacks() -> None:
    everything = problems(DossierContent(members=(1,)), DossierKind.SINGLE)

    assert all(each.only_missing and each.code is P.FIELD_MISSING for each in everything)
    assert {each.path[0] for each in everything} == set(FIELD_WORDS) - {"name"}


@pytest.mark.req("S67", "S68", "S99")
@pytest.mark.parametrize("rating", [1, 2])
def test_low_ratings_need_no_use_told_but_a_contact(rating: int) -> None:
    low = whole(rating=rating, advantages=None, prospects=None)

    assert found(low) == []
    assert found(whole(rating=rating, contact=None, phone=None)) == [
        (P.FIELD_MISSING, ("contact",)),
        (P.FIELD_MISSING, ("phone",)),
    ]


@pytest.mark.req("S118")
@pytest.mark.parametrize("first", [S.TO_BE_ABANDONED, S.OWNERSHIP_DISPUTE, S.UNSUITABLE])
def test_what_cannot_be_transferred_needs_little(first: S) -> None:
    bare = DossierContent(
        fiscal_funding=False,
        statuses=(NOT_IMPLEMENTED, StatusEntry(first)),
        contact="陈一",
        phone="13800000000",
        members=(1,),
    )

    assert found(bare) == []
    assert required(bare, DossierKind.SINGLE) == ("fiscal_funding", "statuses", "contact", "phone")


CASES: list[tuple[StatusEntry, list[tuple[P, str]]]] = [
    (StatusEntry(S.LICENSED), [(P.OPTION_MISSING, "second")]),
    (StatusEntry(S.LICENSED, D.ASSIGNMENT_PLANNED), [(P.OPTION_MISPLACED, "second")]),
    (StatusEntry(S.NOT_IMPLEMENTED, D.CUSTOM, "某"), [(P.OPTION_MISPLACED, "second")]),
    (StatusEntry(S.NOT_IMPLEMENTED, custom="某"), [(P.CUSTOM_MISPLACED, "custom")]),
    (StatusEntry(S.EVALUATION_REPORT, custom="某", result="符合"), [(P.CUSTOM_MISPLACED, "custom")]),
    (StatusEntry(S.LICENSED, D.CUSTOM), [(P.CUSTOM_MISSING, "custom")]),
    (StatusEntry(S.LICENSED, D.CUSTOM, "  "), [(P.CUSTOM_MISSING, "custom")]),
    (StatusEntry(S.LICENSED, D.CUSTOM, CUSTOM_LABEL), [(P.CUSTOM_PLACEHOLDER, "custom")]),
    (StatusEntry(S.LICENSED, D.CUSTOM, "交叉许可"), []),
    (StatusEntry(S.CUSTOM), [(P.CUSTOM_MISSING, "custom")]),
    (StatusEntry(S.CUSTOM, custom="用于教学"), []),
    (StatusEntry(S.CUSTOM, custom="某" * 101), [(P.TEXT_TOO_LONG, "custom")]),
    (StatusEntry(S.LICENSED, D.OPEN_LICENCE_SIGNED), [(P.AMOUNT_MISSING, "amount")]),
    (StatusEntry(S.LICENSED, D.OPEN_LICENCE_SIGNED, remark="销售额提成"), []),
    (StatusEntry(S.LICENSED, D.OPEN_LICENCE_PLANNED), []),
    (StatusEntry(S.ASSIGNED, D.ASSIGNMENT_SIGNED), [(P.AMOUNT_MISSING, "amount")]),
    (StatusEntry(S.ASSIGNED, D.ASSIGNMENT_PLANNED), []),
    (StatusEntry(S.SELF_INDUSTRIALISED), [(P.AMOUNT_MISSING, "amount")]),
    (StatusEntry(S.SELF_INDUSTRIALISED, amount=Decimal("0.00001")), [(P.AMOUNT_INVALID, "amount")]),
    (StatusEntry(S.SELF_INDUSTRIALISED, amount=Decimal("-1")), [(P.AMOUNT_INVALID, "amount")]),
    (StatusEntry(S.SELF_INDUSTRIALISED, amount=Decimal("NaN")), [(P.AMOUNT_INVALID, "amount")]),
    (StatusEntry(S.NOT_IMPLEMENTED, amount=Decimal(1)), [(P.DETAIL_MISPLACED, "amount")]),
    (StatusEntry(S.EVALUATION_REPORT), [(P.RESULT_MISSING, "result")]),
    (StatusEntry(S.EVALUATION_REPORT, result="符合"), []),
    (StatusEntry(S.EVALUATION_REPORT, result="符合", conclusion="具备创造性"), []),
    (StatusEntry(S.NOT_IMPLEMENTED, result="符合"), [(P.DETAIL_MISPLACED, "result")]),
    (StatusEntry(S.LICENSED, D.INDUSTRIALISED_BY_LICENSEE), [(P.PRODUCT_MISSING, "product")]),
    (StatusEntry(S.LICENSED, D.INDUSTRIALISED_BY_PARTNER, product="电池"), []),
    (StatusEntry(S.LICENSED, D.PATENT_POOL, product="电池"), [(P.DETAIL_MISPLACED, "product")]),
    (StatusEntry(S.NOT_IMPLEMENTED, remark="某" * 501), [(P.TEXT_TOO_LONG, "remark")]),
]


@pytest.mark.req("S95", "S97", "S98")
@pytest.mark.parametrize(("entry", "expected"), CASES)
def test_each_status_has_its_rules(entry: StatusEntry, expected: list[tuple[P, str]]) -> None:
    assert found(whole(statuses=(entry,))) == [(code, ("statuses", 0, name)) for code, name in expected]


@pytest.mark.req("S96", "S100")
def test_an_amount_is_asked_of_signed_deals_alone() -> None:
    asking = {
        second
        for second in D
        if second is not D.CUSTOM
        and P.AMOUNT_MISSING
        in {code for code, _ in found(whole(statuses=(StatusEntry(S.LICENSED, second, product="某"),)))}
    }
    assert {each.value for each in asking} == {
        *(f"{kind}_LICENCE_SIGNED" for kind in ("OPEN", "ORDINARY", "SOLE", "EXCLUSIVE")),
        *("ASSIGNMENT_SIGNED", "CONTRIBUTED_AS_EQUITY"),
    }


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (WillingnessEntry(Willingness.TO_LICENSE), [(P.OPTION_MISSING, "second")]),
        (WillingnessEntry(Willingness.TO_APPLY), []),
        (WillingnessEntry(Willingness.TO_APPLY, WillingnessDetail.CUSTOM, "自用"), []),
        (
            WillingnessEntry(Willingness.TO_ASSIGN, WillingnessDetail.OPEN_LICENCE),
            [(P.OPTION_MISPLACED, "second")],
        ),
        (WillingnessEntry(Willingness.TO_ASSIGN, WillingnessDetail.CUSTOM), [(P.CUSTOM_MISSING, "custom")]),
    ],
)
def test_willingness_has_its_rules(entry: WillingnessEntry, expected: list[tuple[P, str]]) -> None:
    assert found(whole(willingness=(entry,))) == [(code, ("willingness", 0, name)) for code, name in expected]


@pytest.mark.req("S94")
def test_several_options_but_none_twice() -> None:
    assert found(whole(statuses=(NOT_IMPLEMENTED, LICENSED))) == []
    assert found(whole(willingness=(TO_LICENSE, TO_LICENSE))) == [(P.OPTION_REPEATED, ("willingness", 1))]
    many = tuple(StatusEntry(S.CUSTOM, custom=f"第{number}") for number in range(31))
    assert found(whole(statuses=many)) == [(P.OPTIONS_TOO_MANY, ("statuses",))]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"phone": "12"}, (P.PHONE_INVALID, ("phone",))),
        ({"rating": 6}, (P.RATING_INVALID, ("rating",))),
        ({"rating": 0}, (P.RATING_INVALID, ("rating",))),
        ({"industry": "Z99"}, (P.INDUSTRY_UNKNOWN, ("industry",))),
        ({"advantages": "某" * 501}, (P.TEXT_TOO_LONG, ("advantages",))),
        ({"prospects": "某\x00"}, (P.TEXT_UNPRINTABLE, ("prospects",))),
        ({"fee_standard": Decimal("-3")}, (P.AMOUNT_INVALID, ("fee_standard",))),
        ({"companies": tuple(map(str, range(11)))}, (P.COMPANIES_TOO_MANY, ("companies",))),
        ({"cities": tuple(map(str, range(101)))}, (P.OPTIONS_TOO_MANY, ("cities",))),
        ({"companies": ("某" * 201,)}, (P.TEXT_TOO_LONG, ("companies", 0))),
        ({"name": "组合"}, (P.FIELD_MISPLACED, ("name",))),
        ({"members": (1, 2)}, (P.MEMBERS_TOO_MANY, ("members",))),
    ],
)
def test_what_is_wrong_in_any_draft(changes: dict[str, Any], expected: tuple[P, Any]) -> None:
    everything = problems(whole(**changes), DossierKind.SINGLE)

    assert [(each.code, each.path) for each in everything] == [expected]
    assert not everything[0].only_missing


def test_what_is_fine() -> None:
    fine = whole(
        industry="C3521",
        companies=tuple(map(str, range(10))),
        cities=("浙江省-杭州市",),
        fee_standard=Decimal("0"),
        advantages="一\n二",
    )
    assert found(fine) == []


@pytest.mark.req("S80")
@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ((1,), [P.MEMBERS_TOO_FEW]),
        ((1, 2), []),
        (tuple(range(10)), []),
        (tuple(range(11)), [P.MEMBERS_TOO_MANY]),
        ((1, 2, 1), [P.MEMBERS_REPEATED]),
    ],
)
def test_a_portfolio_has_a_name_and_two_to_ten_patents(members: tuple[int, ...], expected: list[P]) -> None:
    named = whole(name="储能组合", description="某" * 500, members=members)

    assert [code for code, _ in found(named, DossierKind.PORTFOLIO)] == expected
    nameless = whole(members=(1, 2))
    assert found(nameless, DossierKind.PORTFOLIO) == [(P.FIELD_MISSING, ("name",))]


def test_every_code_has_its_words() -> None:
    assert {code.value for code in P} <= DOSSIER_MESSAGES.keys()
