"""From a keyword somebody typed to the query each database's text index takes.

White space and punctuation separate terms; all must match. Tokens hold letters and digits only, and are
quoted all the same, so that nothing typed is read as an operator.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from panhuo.errors import ErrorCode, PanhuoError
from panhuo.rules.application_number import normalise_application_number
from panhuo.search.tokens import RUN, fold, parts

KEYWORD_AT_MOST = 200
"""Characters of a keyword."""


class Phrase(NamedTuple):
    """Tokens at consecutive places; the last may be the beginning of a longer one."""

    tokens: tuple[str, ...]
    prefix: bool


@dataclass(frozen=True)
class Writer:
    """How one database's query language says it."""

    phrase: Callable[[Phrase], str]
    both: str
    either: str

    def all_of(self, conditions: list[str]) -> str | None:
        return joined(self.both, conditions)

    def any_of(self, alternatives: list[str | None]) -> str | None:
        return joined(self.either, [alternative for alternative in alternatives if alternative])


def joined(operator: str, operands: list[str]) -> str | None:
    """Operands in brackets with an operator between them; None where there is none."""
    return (
        operator.join(f"({operand})" for operand in operands)
        if len(operands) > 1
        else next(iter(operands), None)
    )


POSTGRES = Writer(
    phrase=lambda phrase: (
        " <-> ".join(f"'{token}'" for token in phrase.tokens) + (":*" if phrase.prefix else "")
    ),
    both=" & ",
    either=" | ",
)
SQLITE = Writer(
    phrase=lambda phrase: f'"{" ".join(phrase.tokens)}"' + (" *" if phrase.prefix else ""),
    both=" AND ",
    either=" OR ",
)


def postgres_query(keyword: str) -> str | None:
    """The text of a tsquery for `tokens @@ $1::tsquery`; None where nothing in the keyword can be searched.

    Such a keyword matches nothing. Raises PanhuoError INVALID_VALUE over KEYWORD_AT_MOST characters.
    """
    return written(keyword, POSTGRES)


def sqlite_query(keyword: str) -> str | None:
    """The text for FTS5's `patent_text match ?1`; None and errors as in `postgres_query`."""
    return written(keyword, SQLITE)


def written(keyword: str, writer: Writer) -> str | None:
    """A whole keyword may be one application number, written with spaces; else each part of it may be."""
    if len(keyword) > KEYWORD_AT_MOST:
        raise PanhuoError(ErrorCode.INVALID_VALUE, f"keyword: at most {KEYWORD_AT_MOST} characters")
    conditions = [condition for word in keyword.split() if (condition := with_number(word, writer))]
    number = number_query(keyword, writer) if len(keyword.split()) > 1 else None
    return writer.any_of([number, writer.all_of(conditions)])


def with_number(word: str, writer: Writer) -> str | None:
    """What one word of a keyword asks for: its terms, or the patent whose number it is."""
    terms = writer.all_of([writer.phrase(phrase) for phrase in phrases(word)])
    return writer.any_of([number_query(word, writer), terms])


def number_query(text: str, writer: Writer) -> str | None:
    """Where a text is an application number in any form, the query for it."""
    number = normalise_application_number(text)
    if number is None:
        return None
    return writer.phrase(Phrase((fold(number.replace(".", "")),), prefix=False))


def phrases(text: str) -> list[Phrase]:
    """One phrase for each term of a text: what stands between its gaps."""
    found: list[Phrase] = []
    runs: list[list[str]] = []
    end = -1
    for run in RUN.finditer(fold(text)):
        if runs and run.start() != end:
            found.append(phrase_of(runs))
            runs = []
        runs.append(parts(run))
        end = run.end()
    return [*found, phrase_of(runs)] if runs else found


def phrase_of(runs: list[list[str]]) -> Phrase:
    """The phrase of a term's runs.

    A Chinese term may end inside a run, where no character stands alone: its pairs suffice. A single
    character and the beginning of a word match what goes on.
    """
    *before, last = runs
    pairs = len(last) > 1 and len(last[-1]) == 1
    inner = [token for run in before for token in run]
    return Phrase((*inner, *(last[:-1] if pairs else last)), prefix=not pairs)
