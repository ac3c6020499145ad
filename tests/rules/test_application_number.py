import pytest
from hypothesis import given
from hypothesis import strategies as st

from panhuo.errors import ErrorCode
from panhuo.rules.application_number import (
    ApplicationNumberError,
    ApplicationNumberFault,
    check_digit,
    normalise_application_number,
    parse_application_number,
)
from panhuo.rules.vocabulary import PatentType


@pytest.mark.parametrize(
    ("body", "digit"),
    [
        ("200310102344", "5"),  # the example of ZC 0006-2003
        ("201710601862", "3"),
        ("202310123456", "6"),
        ("97101765", "4"),
        ("95115608", "X"),
        ("88201465", "X"),
        ("202010000010", "0"),
    ],
)
def test_check_digits_of_known_numbers(body: str, digit: str) -> None:
    assert check_digit(body) == digit


@pytest.mark.parametrize(
    "text",
    [
        "202310123456.6",
        "CN202310123456.6",
        "ZL202310123456.6",
        "ZL2023101234566",
        "2023101234566",
        "202310123456",
        "CN202310123456",
        "cn 2023 1 0123456.6",
        "ＣＮ２０２３１０１２３４５６．６",
        " ZL 2023 1 0123456.6 ",
        "CNZL202310123456.6",
        "ZL CN202310123456.6",
        "202310123456.6\u200b",
        "\u3000202310123456.6\n",
    ],
)
def test_every_form_of_a_number_is_one_number(text: str) -> None:
    assert normalise_application_number(text) == "202310123456.6"


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("97101765.4", "97101765.4"),
        ("ZL971017654", "97101765.4"),
        ("97101765", "97101765.4"),
        ("95115608.x", "95115608.X"),
        ("ZL 88 2 01465.X", "88201465.X"),
    ],
)
def test_numbers_of_the_old_form(text: str, canonical: str) -> None:
    assert normalise_application_number(text) == canonical


@pytest.mark.parametrize(
    ("text", "type", "is_pct", "year"),
    [
        ("202310123456.6", PatentType.INVENTION, False, 2023),
        ("202020000002.1", PatentType.UTILITY_MODEL, False, 2020),
        ("202130000003.6", PatentType.DESIGN, False, 2021),
        ("202180000004.8", PatentType.INVENTION, True, 2021),
        ("202290000005.2", PatentType.UTILITY_MODEL, True, 2022),
        ("97101765.4", PatentType.INVENTION, False, 1997),
        ("03812345.2", PatentType.INVENTION, True, 2003),
        ("85100099.1", PatentType.INVENTION, False, 1985),
    ],
)
def test_what_a_number_tells(text: str, type: PatentType, is_pct: bool, year: int) -> None:
    number = parse_application_number(text)

    assert (number.canonical, number.type, number.is_pct, number.year) == (text, type, is_pct, year)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("202310123456.7", ApplicationNumberFault.CHECK_DIGIT),
        ("2023101234567", ApplicationNumberFault.CHECK_DIGIT),
        ("202310123456.X", ApplicationNumberFault.CHECK_DIGIT),
        ("97101765.5", ApplicationNumberFault.CHECK_DIGIT),
        ("20231012345", ApplicationNumberFault.LENGTH),
        ("20231012345678", ApplicationNumberFault.LENGTH),
        ("2023", ApplicationNumberFault.LENGTH),
        ("1", ApplicationNumberFault.LENGTH),
        ("202340123456", ApplicationNumberFault.TYPE),
        ("97401765", ApplicationNumberFault.TYPE),
        ("199910123456", ApplicationNumberFault.YEAR),
        ("202710123456", ApplicationNumberFault.YEAR),
        ("04101765", ApplicationNumberFault.YEAR),
        ("84101765", ApplicationNumberFault.YEAR),
        ("", ApplicationNumberFault.CHARACTERS),
        ("CN", ApplicationNumberFault.CHARACTERS),
        ("US16/123456", ApplicationNumberFault.CHARACTERS),
        ("PCT/CN2023/012345", ApplicationNumberFault.CHARACTERS),
        ("2023.10123456.6", ApplicationNumberFault.CHARACTERS),
        ("2023X0123456.6", ApplicationNumberFault.CHARACTERS),
        ("٢٠٢٣١٠١٢٣٤٥٦", ApplicationNumberFault.CHARACTERS),
        ("202310123456.6;202310123457.4", ApplicationNumberFault.CHARACTERS),
        ("申请号", ApplicationNumberFault.CHARACTERS),
        ("1" * 10_000, ApplicationNumberFault.CHARACTERS),
    ],
)
def test_what_is_no_number(text: str, fault: ApplicationNumberFault) -> None:
    with pytest.raises(ApplicationNumberError) as raised:
        parse_application_number(text, latest_year=2026)

    assert raised.value.fault is fault
    assert normalise_application_number(text) is None or fault is ApplicationNumberFault.YEAR


def test_every_fault_is_in_the_catalogue() -> None:
    assert {fault.value for fault in ApplicationNumberFault} <= {code.value for code in ErrorCode}


long_bodies = st.builds(
    lambda year, kind, serial: f"{year}{kind}{serial:07d}",
    st.integers(2003, 2099),
    st.sampled_from("12389"),
    st.integers(0, 9_999_999),
)
short_bodies = st.builds(
    lambda year, kind, serial: f"{year % 100:02d}{kind}{serial:05d}",
    st.integers(1985, 2003),
    st.sampled_from("12389"),
    st.integers(0, 99_999),
)
bodies = long_bodies | short_bodies
full_width = str.maketrans("0123456789.X", "０１２３４５６７８９．Ｘ")


@given(
    body=bodies,
    prefix=st.sampled_from(["", "CN", "ZL", "cn", "ZL ", "CN  "]),
    dot=st.booleans(),
    check=st.booleans(),
    wide=st.booleans(),
)
def test_any_writing_of_a_number_reads_back(
    body: str, prefix: str, dot: bool, check: bool, wide: bool
) -> None:
    canonical = f"{body}.{check_digit(body)}"
    written = f"{body}{'.' if dot else ''}{check_digit(body)}" if check else body

    text = prefix + (written.translate(full_width) if wide else written)

    assert parse_application_number(text).canonical == canonical
    assert normalise_application_number(canonical) == canonical


@given(body=bodies, place=st.integers(0, 11), other=st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_found(body: str, place: int, other: str) -> None:
    place %= len(body)
    wrong = body[:place] + other + body[place + 1 :]

    if wrong != body:
        assert normalise_application_number(f"{wrong}.{check_digit(body)}") is None


@given(st.text())
def test_a_search_box_never_raises(text: str) -> None:
    assert normalise_application_number(text) in (None, normalise_application_number(text))
