import pytest
from hypothesis import given
from hypothesis import strategies as st

from panhuo.rules.publication_number import parse_publication_number
from panhuo.rules.vocabulary import PatentType


@pytest.mark.parametrize(
    ("text", "canonical", "is_grant", "type"),
    [
        ("CN106595479B", "CN106595479B", True, PatentType.INVENTION),
        ("CN106595479A", "CN106595479A", False, PatentType.INVENTION),
        ("CN211865941U", "CN211865941U", True, PatentType.UTILITY_MODEL),
        ("CN306123456S", "CN306123456S", True, PatentType.DESIGN),
        ("CN100411649C", "CN100411649C", True, PatentType.INVENTION),
        ("CN2312345Y", "CN2312345Y", True, PatentType.UTILITY_MODEL),
        ("CN3112345D", "CN3112345D", True, PatentType.DESIGN),
        ("CN85100099A", "CN85100099A", False, PatentType.INVENTION),
        ("CN106595479B9", "CN106595479B9", True, PatentType.INVENTION),
        (" cn 106595479 b ", "CN106595479B", True, PatentType.INVENTION),
        ("ＣＮ１０６５９５４７９Ｂ", "CN106595479B", True, PatentType.INVENTION),
        ("106595479B", "CN106595479B", True, PatentType.INVENTION),
        ("CN106595479", "CN106595479", None, None),
        ("WO2019218420A1", "WO2019218420A1", None, None),
        ("US11535542B2", "US11535542B2", None, None),
    ],
)
def test_publication_numbers(text: str, canonical: str, is_grant: bool | None, type: PatentType) -> None:
    number = parse_publication_number(text)

    assert number is not None
    assert (number.canonical, number.is_grant, number.type) == (canonical, is_grant, type)


@pytest.mark.parametrize(
    "text", ["", "CN", "CN12B", "CN1234567890B", "CN106595479E", "CN106595479BB", "发明", "-", "C" * 5000]
)
def test_what_is_no_publication_number(text: str) -> None:
    assert parse_publication_number(text) is None


@given(st.text(max_size=20))
def test_reading_never_raises_and_is_stable(text: str) -> None:
    number = parse_publication_number(text)

    assert number is None or parse_publication_number(number.canonical) == number
