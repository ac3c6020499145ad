"""A cell of the matrix: what was expected of a coordinate for a viewer and an object, and what was found."""

from collections.abc import Awaitable, Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import httpx

from tests.matrix.expectation import Outcome, has
from tests.matrix.facts import role_of
from tests.matrix.kinds import KINDS
from tests.matrix.looks import forget_looks
from tests.matrix.world import World
from tests.shared import post

LOGGED = ("ENT", "OP")
"""Whose looks at contacts are recorded."""
VISIBLE, ABSENT, MASKED, DENIED = Outcome.VISIBLE, Outcome.ABSENT, Outcome.MASKED, Outcome.DENIED


@dataclass(frozen=True)
class Cell:
    """One cell, executed."""

    coordinate: str
    viewer: str
    object: str
    expected: Any
    found: Any

    @property
    def right(self) -> bool:
        return bool(self.expected == self.found)


@dataclass
class Asking:
    """A viewer before the API, over the world."""

    client: httpx.AsyncClient
    world: World
    viewer: str

    @property
    def role(self) -> str:
        return role_of(self.viewer)

    async def ask(self, query: str, **variables: Any) -> dict[str, Any]:
        """The whole answer of the viewer."""
        answer = await post(self.client, query, self.world.headers[self.viewer], **variables)
        if role_of(self.viewer) in LOGGED:
            await forget_looks(self.world.ids["ContactAccess"])
        return answer

    def sees(self, kind: str, name: str) -> bool:
        """What the table says of an object."""
        found = KINDS[kind]
        return has(found.ability, self.role, {*found.words[self.viewer, name]})

    def seen(self, kind: str) -> set[str]:
        return {name for name in KINDS[kind].names if self.sees(kind, name)}

    def name(self, node: dict[str, Any] | None) -> str | None:
        return None if node is None else self.world.names[node["id"]]

    def listed(self, coordinate: str, kind: str, expected: Iterable[str], nodes: Any) -> Iterator[Cell]:
        """A cell for each object of a kind: whether it is listed, and once."""
        wanted, found = set(expected), [self.name(node) for node in nodes or ()]
        for name in KINDS[kind].names:
            yield self.cell(coordinate, name, listing(int(name in wanted)), listing(found.count(name)))

    def cell(self, coordinate: str, name: str, expected: Any, found: Any) -> Cell:
        return Cell(coordinate, self.viewer, name, expected, found)


def listing(times: int) -> Any:
    return {0: ABSENT, 1: VISIBLE}.get(times, f"{times} times")


Part = Callable[[Asking], Awaitable[list[Cell]]]
"""A part of the matrix: everything it has to say about one viewer."""
