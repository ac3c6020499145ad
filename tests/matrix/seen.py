"""What the modules that compare fields share."""

from typing import Any, Protocol

from tests.matrix.cells import Asking, Cell

Node = dict[str, Any]


class Reading(Protocol):
    """The reader of one type's objects, as `fields.Reader` is."""

    asking: Asking

    def cell(self, coordinate: str, name: str, expected: Any, found: Any) -> Cell: ...

    def link(
        self,
        coordinate: str,
        name: str,
        kind: str,
        target: str | None,
        node: Node | None,
        path: tuple[str, ...],
    ) -> Cell: ...


def listed_rows(value: Any) -> list[Node]:
    """Several, one, or none."""
    return value if isinstance(value, list) else [] if value is None else [value]
