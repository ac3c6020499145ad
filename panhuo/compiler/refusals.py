"""Errors for places a role may not read: one a place, at its first path, with a count."""

from collections.abc import Iterator, Sequence
from typing import Any

from graphql import GraphQLError

from panhuo.compiler.plan import Denied
from panhuo.errors import ErrorCode, PanhuoError, message
from panhuo.permissions.viewer import Viewer

Path = tuple[str | int, ...]


def refusal(
    viewer: Viewer, chinese: bool, ability: str, path: Path | None = None, count: int = 1
) -> GraphQLError:
    """FORBIDDEN, or UNAUTHENTICATED for a visitor, for whom signing in may help."""
    code = ErrorCode.FORBIDDEN if viewer.signed_in else ErrorCode.UNAUTHENTICATED
    extensions = {"code": code.value, "ability": ability, "count": count}
    return GraphQLError(message(code, chinese), path=list(path) if path else None, extensions=extensions)


def refusals(
    denied: Sequence[Denied], data: Any, viewer: Viewer, chinese: bool, prefix: Path = ()
) -> list[GraphQLError]:
    """The errors of a finished response; a denied place under an empty list or a null gives none."""
    errors = []
    for place in denied:
        paths = list(occurrences(data, place.path))
        if paths:
            errors.append(refusal(viewer, chinese, place.ability, prefix + paths[0], len(paths)))
    return errors


def occurrences(data: Any, path: Sequence[str]) -> Iterator[Path]:
    """The concrete paths at which a path with `*` occurs."""
    if not path:
        yield ()
    elif data is None:
        return
    elif path[0] == "*":
        for index, item in enumerate(data):
            yield from ((index, *rest) for rest in occurrences(item, path[1:]))
    elif path[0] in data:
        yield from ((path[0], *rest) for rest in occurrences(data[path[0]], path[1:]))


def not_found(path: Path, chinese: bool) -> GraphQLError:
    """The same for what does not exist and for what is out of scope."""
    code = ErrorCode.NOT_FOUND
    return GraphQLError(message(code, chinese), path=list(path), extensions={"code": code.value})


def located(error: PanhuoError, chinese: bool, path: Path | None = None) -> GraphQLError:
    """An error of the catalogue in the viewer's language."""
    text = message(error.code, chinese, error.detail)
    return GraphQLError(
        text, path=list(path) if path else error.path, extensions=dict(error.extensions or {})
    )
