"""What people tell of themselves, as it is kept, and as it is shown where it may only be recognised."""

import pytest

from panhuo.rules.contact import MAX_EMAIL, MAX_PHONE, clean_email, clean_phone, clean_text
from panhuo.rules.masking import masked


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" 张三 ", "张三"),
        ("x" * 5, "x" * 5),
        ("x" * 6, None),
        ("  ", None),
        ("a\nb", None),
    ],
)
def test_text_of_one_line(typed: str, kept: str | None) -> None:
    assert clean_text(typed, 5) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("138 0000 0000", "13800000000"),
        ("\uff10\uff11\uff10-12345678", "010-12345678"),
        ("+86-10-12345678", "+86-10-12345678"),
        ("0571--1234567", None),
        ("1234", None),
        ("1" * 29, "1" * 29),
        ("1" * (MAX_PHONE + 1), None),
        ("no phone", None),
    ],
)
def test_phones(typed: str, kept: str | None) -> None:
    assert clean_phone(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" zhang@example.edu.cn ", "zhang@example.edu.cn"),
        ("zhang\uff20example.com", "zhang@example.com"),
        ("zhang@example", None),
        ("zhang.example.com", None),
        ("a b@example.com", None),
        ("", None),
        ("z" * MAX_EMAIL + "@example.com", None),
    ],
)
def test_email_addresses(typed: str, kept: str | None) -> None:
    assert clean_email(typed) == kept


@pytest.mark.parametrize(
    ("column", "value", "shown"),
    [
        ("phone", "13800138000", "138****8000"),
        ("contact_phone", "12345", "*****"),
        ("email", "zhang@example.edu.cn", "z***@example.edu.cn"),
        ("contact_email", "nowhere", "***"),
        ("name", "13800138000", "13800138000"),
        ("phone", None, None),
        ("active", True, True),
    ],
)
def test_phones_and_addresses_are_masked_and_nothing_else(column: str, value: object, shown: object) -> None:
    assert masked({column: value}) == {column: shown}
