import pytest

from panhuo.rules.account_name import account_name


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("zhang.wei", "zhang.wei"),
        ("  Zhang.Wei\n", "zhang.wei"),
        ("ＺＨＡＮＧ１２３", "zhang123"),
        ("张伟", "张伟"),
        ("a b", "a b"),
        ("x" * 64, "x" * 64),
        (" " * 100 + "x", "x"),
    ],
)
def test_spellings_of_one_name_are_stored_alike(typed: str, stored: str):
    assert account_name(typed) == stored
    assert account_name(stored) == stored


@pytest.mark.parametrize(
    "typed", ["", "   ", "\u3000", "a\x00b", "a\nb", "\ud800", "x" * 65, "x" * 1_000_000, "ﷺ" * 60]
)
def test_what_no_account_can_be_called(typed: str):
    assert account_name(typed) is None
