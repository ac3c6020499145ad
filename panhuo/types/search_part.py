"""The argument `search` of lists that look for a part of some texts, as it stands."""

from collections.abc import Mapping

from panhuo.compiler.arguments import Leaf, Tree
from panhuo.compiler.encoding import clean_text
from panhuo.compiler.listing import Listing
from panhuo.errors import ErrorCode, PanhuoError

SEARCH_AT_MOST = 200
POSITION = {"postgres": "strpos", "sqlite": "instr"}


def any_holds(rows: Listing, arguments: Mapping[str, Tree], *texts: str) -> list[str]:
    """The condition that one of the texts, SQL each, holds what `search` says; none where it says nothing."""
    search = arguments.get("search")
    if not isinstance(search, Leaf):
        return []
    statement, position = rows.statement, POSITION[rows.statement.dialect.name]
    typed = statement.dialect.cast(statement.param(lambda env: part(search.read(env.variables))), "text")
    return [f"({' or '.join(f'{position}({text}, {typed}) > 0' for text in texts)})"]


def part(typed: str) -> str:
    """The words without outer spaces. Raises INVALID_VALUE."""
    if len(typed) > SEARCH_AT_MOST:
        raise PanhuoError(ErrorCode.INVALID_VALUE, f"(search: at most {SEARCH_AT_MOST} characters)")
    return clean_text(typed.strip())
