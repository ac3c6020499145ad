"""From text to tokens with places: one tokenizer, in the application, for both databases.

Two-character words are the norm in Chinese and no database's own tokenizer finds them. So a run of Chinese
characters becomes every pair of neighbours and its last character alone; a run of ASCII letters and digits is
a word, as is a run of other letters (Greek, Cyrillic, …). Everything else is a gap. A phrase of tokens at
consecutive places is then exactly a substring of the text, one that does not begin inside a word.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator

CJK = (
    "\u1100-\u11ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3041-\u3096\u309d-\u309f\u30a1-\u30fa"
    "\u30fc-\u30ff\u3105-\u312f\u3131-\u318e\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97c"
    "\uac00-\ud7fb\uf900-\ufaff\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
"""Han, kana, bopomofo and hangul, as the inside of a regular expression's class."""
OTHER = f"[^\\W_a-z0-9{CJK}]"
"""A letter or digit of another script."""
WORD_PIECE = 60
"""Characters of a word in one token. PostgreSQL refuses tokens over 2 KB; a longer word is several."""
RUN = re.compile(f"([{CJK}]+)|([a-z0-9]+|{OTHER}+)")
"""Of folded text: a run of Chinese characters, or a word."""
CONTINUED = "\ue001"
"""Begins the further pieces of a long word: a private-use character, so that no text holds one."""

Token = tuple[str, int]
"""A token and its place. Places of neighbours differ by one, those around a gap by two."""


def fold(text: str) -> str:
    """Text as it is compared: NFKC, and without case."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def pieces(word: str) -> list[str]:
    """The tokens of one word: itself, or several where it is long."""
    first, *further = [word[start : start + WORD_PIECE] for start in range(0, len(word), WORD_PIECE)]
    return [first, *(CONTINUED + piece for piece in further)]


def tokens(fields: Iterable[str], limit: int) -> Iterator[Token]:
    """The tokens of a document's fields, at most `limit` of them. There is a gap between two fields."""
    place = 0
    for field in fields:
        end = -1
        for run in RUN.finditer(fold(field)):
            place += run.start() != end
            end = run.end()
            for token in parts(run):
                place += 1
                yield token, place
                if not (limit := limit - 1):
                    return


def parts(run: re.Match[str]) -> list[str]:
    """The tokens of one run, in order."""
    characters = run[1]
    if characters is None:
        return pieces(run[2]) if len(run[2]) > WORD_PIECE else [run[2]]
    return [characters[at : at + 2] for at in range(len(characters))]
