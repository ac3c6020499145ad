"""Text that no spreadsheet program takes for a formula, and back."""

import csv
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from panhuo.sheets.delimited import DelimitedFile
from panhuo.sheets.limits import LIMITS
from panhuo.sheets.neutral_text import neutral, restored

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1+1", "＋86", "－", "＠")
TEXT = st.text(st.sampled_from("'=+-@＝ \t\r\na1") | st.characters(exclude_categories=["Cs"]), max_size=8)


@pytest.mark.parametrize("text", FORMULAS)
def test_what_looks_like_a_formula_stands_after_an_apostrophe(text: str) -> None:
    assert neutral(text) == f"'{text}"
    assert restored(neutral(text)) == text


@pytest.mark.parametrize("text", ["", "电池", "a=1", "'", "'电池", "O'Neil", "13800000000", "2024-01-31"])
def test_other_text_stays_as_it_is(text: str) -> None:
    assert neutral(text) == text == restored(text)


@given(text=TEXT)
@example(text="'=1")
@example(text="''-")
def test_nothing_is_lost(text: str) -> None:
    written = neutral(text)

    assert restored(written) == text
    assert not written.lstrip(" ").startswith(tuple("=+-@＝＋－＠"))
    assert not written.startswith(("\t", "\r", "\n"))


@given(rows=st.lists(st.lists(TEXT, min_size=2, max_size=2), min_size=1, max_size=4))
def test_our_reader_takes_the_apostrophes_away(rows: list[list[str]], tmp_path_factory: object) -> None:
    path = Path(tmp_path_factory.mktemp("neutral")) / "a.csv"  # type: ignore[attr-defined]
    kept = [[cell.replace("\x00", "") for cell in row] for row in rows]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, quoting=csv.QUOTE_ALL)
        writer.writerows([["申请号", "标题"], *([neutral(cell) for cell in row] for row in kept)])

    with DelimitedFile(path, False, LIMITS) as read:
        assert [*read][1:] == kept
