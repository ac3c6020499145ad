"""Root fields that a function works out, and who asks: a part of `binding`, from which they are imported."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from panhuo.permissions.viewer import Viewer


@dataclass(frozen=True)
class Asker:
    """Who asks, in which language, and how statements run over the request's own connection."""

    viewer: "Viewer"
    chinese: bool
    rows: Callable[..., Awaitable[list[dict[str, Any]]]]
    """(statement with `$1` …, values) → rows by column, as `auth.statements.run` gives them."""


@dataclass(frozen=True)
class Worked:
    """Root field: a plain object that a function works out, for a viewer and within its scope."""

    parse: Callable[[Mapping[str, Any]], Any]
    """The arguments by name → what is asked. Raises PanhuoError where they cannot be."""
    find: Callable[[Asker, Any], Awaitable[Any]]
    """(who asks, what is asked) → the object. Raises PanhuoError, NOT_FOUND for one."""
