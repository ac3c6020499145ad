"""The places an IPC code stands at."""

import pytest

from panhuo.rules.ipc_prefix import LEVELS, level_of, normalise_prefix, prefixes


@pytest.mark.req("S92")
@pytest.mark.parametrize(
    ("ipc", "expected"),
    [
        ("H01M 8/18", ["H01M 8/18", "H01M 8", "H01M", "H01", "H"]),
        ("C01B 32/158", ["C01B 32/158", "C01B 32/15", "C01B 32", "C01B", "C01", "C"]),
        ("H01M 8", ["H01M 8", "H01M", "H01", "H"]),
        ("H01M", ["H01M", "H01", "H"]),
        ("H01", ["H01", "H"]),
        ("H", []),
        ("电池", []),
    ],
)
def test_the_narrowest_place_comes_first(ipc: str, expected: list[str]) -> None:
    assert list(prefixes(ipc)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("h01m8", "H01M 8"),
        ("H01M 08/18", "H01M 8/18"),
        ("Ｈ01Ｍ", "H01M"),
        ("H01M 8/00", "H01M 8/00"),
        ("H", "H"),
        ("H01M 0", None),
        ("H01M/18", None),
        ("I01", None),
    ],
)
def test_a_prefix_is_kept_in_one_form(text: str, expected: str | None) -> None:
    assert normalise_prefix(text) == expected


def test_each_place_has_its_level() -> None:
    places = ["H", "H01", "H01M", "H01M 8", "H01M 8/18"]
    assert [level_of(place) for place in places] == list(range(1, len(LEVELS) + 1))
