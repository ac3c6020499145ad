"""Reading answers by the names of the world's objects."""

from collections.abc import Mapping, Sequence, Set
from typing import Any

Found = Mapping[str, Any] | None


def names(ids: Mapping[str, str], found: Sequence[Found]) -> list[str]:
    """The names of the objects found, in order of the names."""
    known = {identity: name for name, identity in ids.items()}
    return sorted(known[each["id"]] for each in found if each)


def name_of(ids: Mapping[str, str], found: Found) -> str | None:
    """The name of an object that may be null."""
    return next(iter(names(ids, [found])), None)


def shown(name: str | None, readable: Set[str]) -> str | None:
    """What a viewer sees of something by that name."""
    return name if name in readable else None
