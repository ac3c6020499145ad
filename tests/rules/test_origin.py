"""Origins of pages, as browsers write them (RFC 6454)."""

import pytest

from panhuo.rules.origin import LENGTH_AT_MOST, is_origin


@pytest.mark.parametrize(
    "text",
    ["https://a.example", "http://localhost:3000", "https://[::1]:8443", "http://a.example:443"],
)
def test_what_a_browser_sends_is_an_origin(text: str) -> None:
    assert is_origin(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "*", "null", "a.example", "ftp://a.example", "https://", "https://*.example"),
        *("https://A.example", "https://a.example/", "https://a.example/page", "https://u@a.example"),
        *("https://a.example:443", "http://a.example:80", "https://a.example:0", "https://a.example:65536"),
        f"https://{'a' * LENGTH_AT_MOST}",
    ],
)
def test_anything_else_is_none(text: str) -> None:
    assert not is_origin(text)
