"""How codes of the tables are written, and what stands above what (S183, S184)."""

import pytest

from panhuo.rules.code_table import CONCORDANCES, TREES, CodeTable, above, normalise_code, parent_of
from panhuo.rules.vocabulary import CodeKind

INDUSTRY, STRATEGIC = CodeKind.INDUSTRY, CodeKind.STRATEGIC_INDUSTRY
IPC, REGION = CodeKind.IPC, CodeKind.REGION


def test_every_table_is_a_tree_or_a_concordance() -> None:
    assert TREES.keys() | CONCORDANCES.keys() == set(CodeTable)
    assert not TREES.keys() & CONCORDANCES.keys()


@pytest.mark.req("S183", "S184")
@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (INDUSTRY, "0111", "A0111"),
        (INDUSTRY, "c 3841", "C3841"),
        (INDUSTRY, "A", "A"),
        (INDUSTRY, "99", None),
        (INDUSTRY, "电池", None),
        (STRATEGIC, "1.1.1", "1.1.1"),
        (STRATEGIC, "新材料", None),
        (IPC, "H", "H"),
        (IPC, "h01", "H01"),
        (IPC, "H01M8/18", "H01M 8/18"),
        (IPC, "Z01", None),
        (REGION, "320100", "320100"),
        (REGION, "3201", None),
    ],
)
def test_a_code_is_kept_as_its_table_has_it(kind: CodeKind, text: str, expected: str | None) -> None:
    assert normalise_code(kind, text) == expected


@pytest.mark.parametrize(
    ("kind", "code", "expected"),
    [
        (INDUSTRY, "C", []),
        (INDUSTRY, "C38", ["C"]),
        (INDUSTRY, "C384", ["C38"]),
        (INDUSTRY, "C3841", ["C384"]),
        (STRATEGIC, "1", []),
        (STRATEGIC, "1.2.3", ["1.2"]),
        (REGION, "320000", []),
        (REGION, "320100", ["320000"]),
        (REGION, "320102", ["320100", "320000"]),
        (IPC, "H", []),
        (IPC, "H01", ["H"]),
        (IPC, "H01M", ["H01"]),
        (IPC, "H01M 8/00", ["H01M"]),
        (IPC, "H01M 8/18", ["H01M 8/00"]),
    ],
)
def test_what_stands_above_follows_from_the_code(kind: CodeKind, code: str, expected: list[str]) -> None:
    assert above(kind, code) == expected


def test_the_nearest_known_code_above_is_the_parent() -> None:
    assert parent_of(REGION, "320102", {"320100", "320000"}) == "320100"
    assert parent_of(REGION, "320102", {"320000"}) == "320000"
    assert parent_of(INDUSTRY, "C", set()) is None
    with pytest.raises(LookupError, match="C38"):
        parent_of(INDUSTRY, "C384", {"C"})
