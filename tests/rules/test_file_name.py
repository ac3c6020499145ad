"""File names as others may see them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panhuo.rules.file_name import clean_file_name

NAMES = {
    "patents.csv": "patents.csv",
    "专利 清单.xlsx": "专利 清单.xlsx",
    "/etc/passwd": "passwd",
    "..\\..\\boot.csv": "boot.csv",
    "C:\\Users\\陈\\a.csv.gz": "a.csv.gz",
    "a\x00b\r\n.csv": "ab .csv",
    "\u202evsc.exe": "vsc.exe",
    "a\u200b\u2066b\ufeff.csv": "ab.csv",
    "  a   b .csv  ": "a b .csv",
    "a.csv. .": "a.csv",
    "\ud800a.csv": "a.csv",
    "e\u0301.csv": "é.csv",
    "": "file",
    "..": "file",
    "a/": "file",
    "x" * 300 + ".csv.gz": "x" * 248 + ".csv.gz",
    "长" * 300: "长" * 255,
    "." * 300 + "csv": "." * 252 + "csv",
}


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_cleaned(name: str) -> None:
    assert clean_file_name(name) == NAMES[name]


@given(st.text(alphabet=st.characters(), max_size=600))
def test_every_name_is_short_and_safe(name: str) -> None:
    found = clean_file_name(name)

    assert 0 < len(found) <= 255
    assert not any(unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp") for letter in found)
    assert not {"/", "\\"} & {*found}
    assert found == found.strip()
    assert clean_file_name(found) == found
