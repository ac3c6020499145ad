"""The options of a dossier's form, and which go together."""

import pytest

from panhuo.rules.dossier_options import (
    CUSTOM_LABEL,
    DETAIL_LABELS,
    MATURITY_LABELS,
    OLDER_MATURITY,
    PRICE_LABELS,
    RATING_LABELS,
    STATUS_LABELS,
    STATUS_PAIRS,
    WILLINGNESS_DETAIL_LABELS,
    WILLINGNESS_LABELS,
    WILLINGNESS_PAIRS,
    ImplementationDetail,
    ImplementationStatus,
    Maturity,
    PriceRange,
    Willingness,
    WillingnessDetail,
    is_placeholder,
)


@pytest.mark.parametrize(
    ("labels", "options"),
    [
        (STATUS_LABELS, ImplementationStatus),
        (DETAIL_LABELS, ImplementationDetail),
        (WILLINGNESS_LABELS, Willingness),
        (WILLINGNESS_DETAIL_LABELS, WillingnessDetail),
        (MATURITY_LABELS, Maturity),
        (PRICE_LABELS, PriceRange),
    ],
)
def test_every_option_has_a_label_of_its_own(labels: dict[str, str], options: type) -> None:
    assert list(labels) == list(options) and len(set(labels.values())) == len(labels)


def test_every_option_of_the_second_level_belongs_somewhere() -> None:
    assert set(STATUS_PAIRS) == set(ImplementationStatus)
    assert {each for pairs in STATUS_PAIRS.values() for each in pairs} == set(ImplementationDetail)
    assert {each for pairs in WILLINGNESS_PAIRS.values() for each in pairs} == set(WillingnessDetail)
    assert [len(STATUS_PAIRS[each]) for each in ImplementationStatus] == [0, 12, 4, 1, 0, 1, 1, 1, 0]
    assert set(OLDER_MATURITY.values()) == set(Maturity) and set(RATING_LABELS) == {1, 2, 3, 4, 5}
    assert PRICE_LABELS[PriceRange.UP_TO_10] == "0-10万" and PRICE_LABELS[PriceRange.UP_TO_100] == "90-100万"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CUSTOM_LABEL, True),
        ("自定义（请勿勾选，请直接填写）（请勿勾选，请直接填写）", True),
        ("自定义(请勿勾选，请直接填写)", True),
        ("自定义", True),
        ("自定义（其他）", False),
        ("与企业合作开发", False),
    ],
)
def test_the_hint_of_the_form_is_no_value(text: str, expected: bool) -> None:
    assert is_placeholder(text) is expected
