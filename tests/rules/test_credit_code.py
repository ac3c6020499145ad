"""Unified social credit codes: 18 signs, the last of which checks the others (GB 32100-2015)."""

import pytest

from panhuo.rules.credit_code import credit_code

REAL = "91350100M000100Y43"
"""The example of GB 32100-2015."""


def test_a_code_is_kept_in_capitals() -> None:
    assert credit_code(f" {REAL.lower()} ") == REAL


@pytest.mark.parametrize(
    "typed", ["", REAL[:-1], REAL[:-1] + "4", REAL.replace("Y", "I"), REAL + "0", "９" * 18]
)
def test_anything_else_is_none(typed: str) -> None:
    assert credit_code(typed) is None
