"""`first`, `after`, `last`, `before`: how many rows, from where, in which direction."""

from collections.abc import Mapping
from dataclasses import dataclass

from panhuo.compiler.arguments import Leaf, Tree
from panhuo.compiler.statement import Env, Slot
from panhuo.errors import ErrorCode, PanhuoError

DEFAULT_PAGE = 20
LARGEST_PAGE = 100


@dataclass(frozen=True)
class Paging:
    """The paging of one list, as its arguments' null-ness shapes it."""

    size: Leaf | None
    cursor: Leaf | None
    backward: bool

    def rows(self, env: Env) -> int:
        """Rows of a page; PAGE_TOO_LARGE outside 0–100."""
        count = DEFAULT_PAGE if self.size is None else self.size.read(env.variables)
        if not 0 <= count <= LARGEST_PAGE:
            raise PanhuoError(ErrorCode.PAGE_TOO_LARGE)
        return int(count)

    @property
    def limit(self) -> Slot:
        """One row more than the page, which tells whether another page follows."""
        return lambda env: self.rows(env) + 1


def paging_of(arguments: Mapping[str, Tree]) -> Paging:
    """Forward by first/after, backward by last/before; mixing them is refused."""
    forward = {name: arguments.get(name) for name in ("first", "after")}
    backward = {name: arguments.get(name) for name in ("last", "before")}
    if any(forward.values()) and any(backward.values()):
        raise PanhuoError(
            ErrorCode.INVALID_VALUE,
            "Use first with after, or last with before. first 与 after 搭配，last 与 before 搭配。",
        )
    size, cursor = backward.values() if any(backward.values()) else forward.values()
    return Paging(
        size if isinstance(size, Leaf) else None,
        cursor if isinstance(cursor, Leaf) else None,
        any(backward.values()),
    )
