"""Text that no spreadsheet program takes for a formula, in files that cannot say that a cell is text.

A program that opens a .csv reads what begins with `=`, `+`, `-` or `@` as a formula, and so might run what
somebody typed into a title. Such text is written after an apostrophe, and so is text that begins with
apostrophes before one of these; reading takes one apostrophe away again, so that nothing is lost.
"""

import re

RISKY = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])")
"""How text begins that is written after an apostrophe. The wide signs count in East Asian programs."""


def neutral(text: str) -> str:
    """The text as a .csv has it: `'=1+1` of `=1+1`."""
    return f"'{text}" if RISKY.match(text) else text


def restored(text: str) -> str:
    """What a cell of a .csv says: `=1+1` of `'=1+1`; other apostrophes stay."""
    return text[1:] if text[:1] == "'" and RISKY.match(text) else text
