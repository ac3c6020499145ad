"""Every field of every object: visible with its value, masked in its row, denied to the role, or absent."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tests.matrix import links
from tests.matrix.cells import ABSENT, DENIED, MASKED, VISIBLE, Asking, Cell
from tests.matrix.expectation import DECISIONS, OBJECTS, OWN, has, never
from tests.matrix.facts import KINDS
from tests.matrix.selections import everything, object_type

Node = dict[str, Any]
Truth = dict[str, dict[str, Node]]
"""Type → name → every field, as the operator sees it, who sees everything."""

LINKS = {"Patent": {"owners": "PatentOwner", "inventors": "PatentInventor"}}
LINKED = {
    "PatentOwner": ("orgUnit", "OrgUnit", links.owners),
    "PatentInventor": ("user", "User", links.inventors),
}
ROWS = {"codes": "PatentCode", "legalEvents": "LegalEvent", "ownerAliases": "OwnerAlias"}
TOLD = {"can"}
"""What tells the policy itself, and so shows every flip of it, whatever is enforced: `access` looks at it."""
EMPTY = {"User.enterpriseName", "Patent.firstInventor"}
"""Plain fields that some object of the world leaves empty; any other null is a mask."""


async def nodes_of(asking: Asking, kind: str) -> dict[str, Any]:
    query = f"query ($i: [ID!]!) {{ nodes(ids: $i) {{ ... on {kind} {{ {everything(kind)} }} }} }}"
    return await asking.ask(query, i=[*asking.world.ids[kind].values()])


async def truth_of(asking: Asking) -> Truth:
    """What the operator sees, taken once and before anything is flipped."""
    found = {kind: (await nodes_of(asking, kind))["data"]["nodes"] for kind in KINDS}
    return {kind: dict(zip(KINDS[kind].names, nodes, strict=True)) for kind, nodes in found.items()}


@dataclass
class Reader:
    """The fields of one type's objects as one viewer saw them."""

    asking: Asking
    kind: str
    truth: dict[str, Node]
    denied: dict[tuple[str, ...], list[Any]]
    """Path without positions → the extensions of its errors."""
    expected: dict[tuple[str, ...], int] = field(default_factory=dict)
    """Path without positions → how often it should have been denied."""

    def cells(self, nodes: list[Node | None]) -> Iterator[Cell]:
        for name, node in zip(KINDS[self.kind].names, nodes, strict=True):
            if self.asking.sees(self.kind, name) and node is not None:
                yield from self.object(name, node)
            else:
                there = VISIBLE if self.asking.sees(self.kind, name) else ABSENT
                for each in OBJECTS[self.kind][1].split():
                    yield self.cell(each, name, there, ABSENT if node is None else VISIBLE)
        wanted = {path: (code(self.asking), count) for path, count in self.expected.items()}
        found = {path: (each[0]["code"], each[0]["count"]) for path, each in self.denied.items()}
        yield self.asking.cell(self.kind, "errors", wanted, found)

    def cell(self, coordinate: str, name: str, expected: Any, found: Any) -> Cell:
        full = coordinate if "." in coordinate else f"{self.kind}.{coordinate}"
        return self.asking.cell(full, name, expected, found)

    def object(self, name: str, node: Node) -> Iterator[Cell]:
        one, told = links.to_one(self.kind, name), {}
        if self.kind == "Patent":
            told = links.told(self.asking.viewer, name)
            yield from self.decision(name, node["viewerCan"]["file"])
        for each in object_type(self.kind).fields:
            value, true = node[each], self.truth[name][each]
            if each in one:
                yield self.link(
                    each, name, "Code" if self.kind == "Code" else "OrgUnit", one[each], value, (each,)
                )
            elif each in ("children", "patents"):
                yield from self.connection(each, name, value)
            elif each in LINKS.get(self.kind, {}):
                yield from self.linked(each, name, value, true)
            elif each in ROWS:
                own = [{"name": alias} for alias in links.ALIASES.get(name, [])]
                yield from self.rows(each, name, value, own if each == "ownerAliases" else true)
            elif each in told:
                seen = value is not None if each == "registeredAt" else value
                yield self.cell(each, name, told[each], seen)
            elif each in TOLD:
                yield self.cell(each, name, VISIBLE, VISIBLE if value else value)
            elif each != "viewerCan":
                filled = value is not None or f"{self.kind}.{each}" in EMPTY
                yield self.cell(each, name, VISIBLE, VISIBLE if value == true and filled else value)

    def link(
        self,
        coordinate: str,
        name: str,
        kind: str,
        target: str | None,
        node: Node | None,
        path: tuple[str, ...],
    ) -> Cell:
        """An object that is reached from another: it must be in the viewer's scope itself."""
        if never(KINDS[kind].ability, self.asking.role):
            return self.cell(coordinate, name, DENIED, self.null(path, node))
        expected = VISIBLE if target and self.asking.sees(kind, target) else MASKED
        found = VISIBLE if node and self.asking.name(node) == target else self.null(path, node, count=False)
        return self.cell(coordinate, name, expected, found)

    def null(self, path: tuple[str, ...], value: Any, count: bool = True) -> Any:
        """How a place came to be null."""
        if count:
            self.expected[path] = self.expected.get(path, 0) + 1
        return value if value is not None else DENIED if path in self.denied else MASKED

    def connection(self, each: str, name: str, page: Any) -> Iterator[Cell]:
        kind = "Patent" if each == "patents" else self.kind
        hanging = (
            links.patents_at(self.asking.viewer, name) if kind == "Patent" else links.children(kind, name)
        )
        listed = hanging & self.asking.seen(kind)
        if page is None:
            yield self.cell(each, name, VISIBLE, self.null((each,), page, count=False))
            return
        for cell in self.asking.listed(f"{self.kind}.{each}", kind, listed, page["nodes"]):
            yield self.cell(each, f"{name} → {cell.object}", cell.expected, cell.found)
        yield self.cell(f"{kind}Connection.totalCount", f"{name}.{each}", len(listed), page["totalCount"])

    def linked(self, each: str, name: str, rows: Any, true: Any) -> Iterator[Cell]:
        inner, kind, targets = LINKED[LINKS[self.kind][each]]
        for row, original, target in zip(rows, true, targets(name), strict=True):
            yield self.link(
                f"{LINKS[self.kind][each]}.{inner}", name, kind, target, row[inner], (each, inner)
            )
            yield from self.values(LINKS[self.kind][each], name, row, original, inner)
        yield self.cell(each, name, VISIBLE, VISIBLE if rows or not true else rows)

    def rows(self, each: str, name: str, rows: Any, true: Any) -> Iterator[Cell]:
        """Child rows, under an ability of their own or their parent's."""
        ability = OWN.get(f"{self.kind}.{each}")
        words = {*KINDS[self.kind].words[self.asking.viewer, name]}
        if ability and not has(ability, self.asking.role, words):
            denied = never(ability, self.asking.role)
            yield self.cell(each, name, DENIED if denied else MASKED, self.null((each,), rows, denied))
            for inner in object_type(ROWS[each]).fields:
                yield self.cell(f"{ROWS[each]}.{inner}", name, ABSENT, ABSENT if rows is None else rows)
        else:
            length = None if rows is None else len(rows)
            yield self.cell(each, name, len(true or ()), length)
            for row, original in zip(rows or (), true or (), strict=False):
                yield from self.values(ROWS[each], name, row, original)

    def values(self, kind: str, name: str, row: Node, true: Node, *but: str) -> Iterator[Cell]:
        for each in object_type(kind).fields:
            if each not in but:
                yield self.cell(f"{kind}.{each}", name, true[each], row[each])

    def decision(self, name: str, found: Node) -> Iterator[Cell]:
        """What everybody is told about an ability of its own."""
        reason = links.filing(self.asking.viewer, name)
        (place,) = DECISIONS
        for coordinate in (place, "FilingDecision.reason", "Patent.viewerCan"):
            yield self.cell(coordinate, name, reason, found["reason"])
        yield self.cell("FilingDecision.allowed", name, reason is None, found["allowed"])
        yield self.cell("FilingDecision.message", name, reason is None, found["message"] is None)


def code(asking: Asking) -> str:
    return "UNAUTHENTICATED" if asking.viewer == "visitor" else "FORBIDDEN"


async def all_fields(asking: Asking, truth: Truth) -> list[Cell]:
    """Every field of every object of every type."""
    cells: list[Cell] = []
    for kind in KINDS:
        answer = await nodes_of(asking, kind)
        denied: dict[tuple[str, ...], list[Any]] = {}
        for error in answer.get("errors", ()):
            path = tuple(step for step in error["path"][1:] if isinstance(step, str))
            denied.setdefault(path, []).append(error["extensions"])
        cells += Reader(asking, kind, truth[kind], denied).cells(answer["data"]["nodes"])
    return cells
