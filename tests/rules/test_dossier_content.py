"""What a dossier says, as a value, as JSON and as a form changes it."""

import json
from decimal import Decimal

import pytest

from panhuo.rules.dossier_content import DossierContent, StatusEntry, yuan
from panhuo.rules.dossier_options import ImplementationDetail, Maturity, PriceRange
from tests.rules.dossiers import LICENSED, NOT_IMPLEMENTED, whole


def test_the_canonical_form_leaves_out_what_is_not_filled_in() -> None:
    content = DossierContent(rating=3, cities=("浙江省-杭州市",), fee_standard=Decimal("100.00"))

    assert content.json() == '{"cities":["浙江省-杭州市"],"fee_standard":"100","rating":3}'
    assert DossierContent().json() == "{}"


@pytest.mark.parametrize("content", [whole(), whole(statuses=(LICENSED,)), DossierContent()])
def test_the_canonical_form_reads_back(content: DossierContent) -> None:
    assert DossierContent.parse(content.json()) == content
    assert DossierContent.parse(content.json()).json() == content.json()


def test_a_form_replaces_what_it_has_empties_by_null_and_leaves_the_rest() -> None:
    # given
    content = whole(companies=("甲公司",))

    # when
    changed = content.merged(
        {
            "rating": None,
            "contact": " 李二 ",
            "phone": "  ",
            "companies": None,
            "cities": [" 浙江省-杭州市 "],
            "price": "UP_TO_10",
            "maturity": "SAMPLE",
            "fiscal_funding": False,
            "members": [2, 1],
            "statuses": [
                {"first": "LICENSED", "second": "SOLE_LICENCE_SIGNED", "amount": "3.1"},
                {"first": "NOT_IMPLEMENTED"},
            ],
            "willingness": [{"first": "TO_APPLY"}],
        }
    )

    # then
    assert (changed.rating, changed.contact, changed.phone, changed.companies) == (None, "李二", None, ())
    assert (changed.price, changed.maturity) == (PriceRange.UP_TO_10, Maturity.SAMPLE)
    assert changed.cities == ("浙江省-杭州市",) and changed.members == (2, 1)
    assert changed.statuses[0].second is ImplementationDetail.SOLE_LICENCE_SIGNED
    assert changed.statuses[0].amount == Decimal("3.1") and changed.statuses[1].second is None
    assert changed.willingness[0].second is None and changed.fiscal_funding is False
    assert changed.advantages == content.advantages


def test_what_does_not_exist_is_refused() -> None:
    with pytest.raises(KeyError, match="colour"):
        whole().merged({"colour": 1})
    with pytest.raises(ValueError, match="HUGE"):
        whole().merged({"price": "HUGE"})


def test_amounts_are_whole_yuan_and_told_without_zeros() -> None:
    assert yuan(Decimal("12.5")) == 125_000 and yuan(None) is None
    told = json.loads(whole(fee_standard=Decimal("1E+2")).json())["fee_standard"]
    assert told == "100"


@pytest.mark.parametrize(
    ("ticked", "bits"),
    [((), 0), ((NOT_IMPLEMENTED,), 1), ((LICENSED,), 2), ((LICENSED, NOT_IMPLEMENTED, LICENSED), 3)],
)
def test_what_is_ticked_has_a_bit_each(ticked: tuple[StatusEntry, ...], bits: int) -> None:
    assert whole(statuses=ticked).status_bits == bits
    assert whole().willingness_bits == 1
