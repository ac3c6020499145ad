"""What of a patent can be searched, and the text each database's index takes for it."""

from collections.abc import Iterable, Sequence

from panhuo.db import Dialect
from panhuo.search.tokens import tokens

TOKENS_AT_MOST = 8_000
"""Of one patent; the rest of a longer abstract is not found. PostgreSQL's places end at 16,383."""
GAP = "\ue000"
"""Stands in SQLite's document where a place is free: a private-use character, which no query holds."""


def searchable_fields(
    title: str,
    abstract: str | None,
    owners: Iterable[str],
    inventors: Iterable[str],
    application_number: str,
    publication_number: str | None,
) -> list[str]:
    """The fields quick search looks at (S105), the long one last.

    An application number is found with its dot and without: what its first part begins with, all digits do
    too, so that part needs no place of its own.
    """
    body, _, check_digit = application_number.partition(".")
    numbers = [body + check_digit, check_digit, publication_number or ""]
    return [title, *numbers, *owners, *inventors, abstract or ""]


def document(fields: Sequence[str], dialect: Dialect) -> str:
    """What the column `patent_text.tokens` is to hold for these fields."""
    return sqlite_document(fields) if dialect == "sqlite" else postgres_document(fields)


def postgres_document(fields: Sequence[str]) -> str:
    """The literal of a tsvector, as `基站:2 站:3`. Tokens are letters and digits only: nothing to quote."""
    return " ".join([f"{token}:{place}" for token, place in tokens(fields, TOKENS_AT_MOST)])


def sqlite_document(fields: Sequence[str]) -> str:
    """The tokens in order, a filler at each free place, for FTS5's tokenizer `ascii`."""
    written: list[str] = []
    before = 0
    for token, place in tokens(fields, TOKENS_AT_MOST):
        if place != before + 1:
            written.append(GAP)
        written.append(token)
        before = place
    return " ".join(written)
