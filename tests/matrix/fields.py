"""Every field of every object: visible with its value, masked in its row, denied to the role, or absent."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from graphql import get_named_type, is_leaf_type

from tests.matrix import evaluations, links, trees
from tests.matrix.cells import ABSENT, DENIED, MASKED, VISIBLE, Asking, Cell
from tests.matrix.dossier_acts import dossier_menu
from tests.matrix.dossiers import own_dossier, portfolios_of
from tests.matrix.expectation import OBJECTS, OWN, has, never
from tests.matrix.kinds import KINDS
from tests.matrix.seen import Node, listed_rows
from tests.matrix.selections import everything, object_type

Truth = dict[str, dict[str, Node]]
"""Type → name → every field, as somebody sees it who sees everything of it."""

LINKS = {
    "Patent": {"owners": "PatentOwner", "inventors": "PatentInventor"},
    "Performance": {"patents": "PerformancePatent"},
}
LINKED = {
    "PatentOwner": ("orgUnit", "OrgUnit", links.owners),
    "PatentInventor": ("user", "User", links.inventors),
    "PerformancePatent": ("patent", "Patent", links.reported_papers),
}
ROWS = {
    "AuditEntry.changes": "AuditChange",
    "Demand.classes": "DemandClass",
    "Demand.cooperation": "DemandMode",
    "Demand.notes": "DemandNote",
    "Demand.steps": "DemandStep",
    "Dossier.evaluationSummary": "EvaluationSummary",
    "Evaluation.versions": "EvaluationVersion",
    "Job.error": "JobError",
    "Job.figures": "JobFigure",
    "JobRow.issues": "JobRowIssue",
    "OrgUnit.ownerAliases": "OwnerAlias",
    "Patent.codes": "PatentCode",
    "Patent.legalEvents": "LegalEvent",
    "Performance.deals": "PerformanceDeal",
    "Performance.steps": "PerformanceStep",
}
"""Fields with plain objects below them, one or several."""
CONNECTED = {"patents": "Patent", "portfolios": "Dossier", "evaluations": "Evaluation", "rows": "JobRow"}
SUMMARIES = {"Patent": evaluations.of_paper, "OrgUnit": evaluations.of_unit}
TOLD = {"can"}
"""What tells the policy itself, and so shows every flip of it, whatever is enforced: `access` looks at it."""
EMPTY = {"User.enterpriseName", "Patent.firstInventor", "Notice.readAt"}
EMPTY |= {
    f"{kind}.{each}" for kind in ("InventorMatch", "InventorClaim") for each in ("firstInventor", "reason")
}
EMPTY |= {f"Dossier.{each}" for each in ("submittedAt", "waitingSince", "dueAt")}
EMPTY |= {f"Dossier.{each}" for each in ("inventoriedAt", "registeredAt", "delistedAt")}
EMPTY |= {"ApiToken.revokedAt"}
EMPTY |= {"Performance.reason", "Performance.decidedAt"}
EMPTY |= {f"Demand.{each}" for each in ("kind", "unitName", "regionName", "reason", "signedAt", "closedAt")}
"""Plain fields that some object of the world leaves empty; any other null is a mask."""


async def nodes_of(asking: Asking, kind: str) -> dict[str, Any]:
    query = f"query ($i: [ID!]!) {{ nodes(ids: $i) {{ ... on {kind} {{ {everything(kind)} }} }} }}"
    return await asking.ask(query, i=[*asking.world.ids[kind].values()])


async def truth_of(asking: Asking) -> Truth:
    """What those see who see everything of an object, taken once and before anything is flipped."""
    found: Truth = {}
    for kind, known in KINDS.items():
        seen = {}
        for viewer in {known.witness(name) for name in known.names}:
            seen[viewer] = (await nodes_of(replace(asking, viewer=viewer), kind))["data"]["nodes"]
        found[kind] = {name: seen[known.witness(name)][at] for at, name in enumerate(known.names)}
    return found


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
                for each in (*OBJECTS[self.kind][1].split(), *own_fields(self.kind), *below(self.kind)):
                    yield self.cell(each, name, there, ABSENT if node is None else VISIBLE)
                if self.kind == "Dossier":
                    yield from trees.unseen(self, name, there, node)
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
            one = one | {"dossier": own_dossier(self.asking.viewer, name)}
        elif self.kind == "Dossier":
            told = trees.said(name) | {"availableActions": dossier_menu(self.asking.viewer, name)}
        elif self.kind == "Job":
            told = {"confirmable": f"{self.asking.viewer}, waiting" == name}
        elif self.kind == "Evaluation":
            told = {"mine": evaluations.author_of(name) == self.asking.viewer}
        for each, definition in object_type(self.kind).fields.items():
            value, true = node[each], self.truth[name][each]
            ability = OWN.get(f"{self.kind}.{each}")
            if each == "evaluationSummary" and self.kind in SUMMARIES:
                yield from self.summed(each, name, value)
            elif ability and not has(
                ability, self.asking.role, {*KINDS[self.kind].words[self.asking.viewer, name]}
            ):
                yield from self.without(ability, each, name, value)
            elif each in one:
                yield self.link(each, name, get_named_type(definition.type).name, one[each], value, (each,))
            elif each in LINKS.get(self.kind, {}):
                yield from self.linked(each, name, value, true)
            elif get_named_type(definition.type).name.endswith("Connection"):
                yield from self.connection(each, name, value)
            elif each in links.MANY.get(self.kind, {}):
                yield from self.objects(each, name, value)
            elif f"{self.kind}.{each}" in ROWS:
                own = [{"name": alias} for alias in links.ALIASES.get(name, [])]
                yield from self.rows(each, name, value, own if each == "ownerAliases" else true)
            elif each in told:
                seen = value is not None if each == "registeredAt" else value
                yield self.cell(each, name, told[each], seen)
            elif self.kind == "Dossier" and each in trees.presence(name):
                yield from trees.tree(self, name, each, value, true)
            elif each in TOLD:
                yield self.cell(each, name, VISIBLE, VISIBLE if value else value)
            elif each == "viewerCan":
                yield from self.decisions(name, value)
            elif each == "download":
                yield from self.link_to_file(name, value)
            else:
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
        kind = CONNECTED.get(each, self.kind)
        if never(KINDS[kind].ability, self.asking.role):
            yield self.cell(each, name, DENIED, self.null((each,), page))
            return
        if each == "evaluations":
            hanging = evaluations.of_dossier(name)
        elif each == "portfolios":
            hanging = portfolios_of(name)
        elif each == "rows":
            hanging = links.rows(name)
        elif each == "patents":
            hanging = links.patents_at(self.asking.viewer, name)
        else:
            hanging = links.children(kind, name)
        listed = hanging & self.asking.seen(kind)
        if page is None:
            yield self.cell(each, name, VISIBLE, self.null((each,), page, count=False))
            return
        for cell in self.asking.listed(f"{self.kind}.{each}", kind, listed, page["nodes"]):
            yield self.cell(each, f"{name} → {cell.object}", cell.expected, cell.found)
        yield self.cell(f"{kind}Connection.totalCount", f"{name}.{each}", len(listed), page["totalCount"])

    def summed(self, each: str, name: str, value: Any) -> Iterator[Cell]:
        """What the evaluations come to of dossiers of which the viewer reads that."""
        if never(evaluations.SUMMARY, self.asking.role):
            yield self.cell(each, name, DENIED, self.null((each,), value))
            return
        expected = SUMMARIES[self.kind](self.asking.viewer, name)
        for place in (each, *(f"EvaluationSummary.{inner}" for inner in expected)):
            yield self.cell(place, name, expected, value)

    def linked(self, each: str, name: str, rows: Any, true: Any) -> Iterator[Cell]:
        inner, kind, targets = LINKED[LINKS[self.kind][each]]
        for row, original, target in zip(rows, true, targets(name), strict=True):
            yield self.link(
                f"{LINKS[self.kind][each]}.{inner}", name, kind, target, row[inner], (each, inner)
            )
            yield from self.values(LINKS[self.kind][each], name, row, original, inner)
        yield self.cell(each, name, VISIBLE, VISIBLE if rows or not true else rows)

    def without(self, ability: str, each: str, name: str, value: Any) -> Iterator[Cell]:
        """A field with an ability of its own that the viewer does not have over the object."""
        denied = never(ability, self.asking.role)
        yield self.cell(each, name, DENIED if denied else MASKED, self.null((each,), value, denied))
        for inner in inner_fields(f"{self.kind}.{each}"):
            yield self.cell(inner, name, ABSENT, ABSENT if value is None else value)

    def objects(self, each: str, name: str, nodes: Any) -> Iterator[Cell]:
        """A plain list of objects, each in the viewer's scope itself."""
        kind, hanging = links.MANY[self.kind][each]
        listed = {other for other in hanging(name) if self.asking.sees(kind, other)}
        for cell in self.asking.listed(f"{self.kind}.{each}", kind, listed, nodes):
            yield self.cell(each, f"{name} → {cell.object}", cell.expected, cell.found)

    def rows(self, each: str, name: str, rows: Any, true: Any) -> Iterator[Cell]:
        """Child rows, under their parent's ability."""
        found, originals = listed_rows(rows), listed_rows(true)
        yield self.cell(each, name, len(originals), len(found))
        for row, original in zip(found, originals, strict=False):
            yield from self.values(ROWS[f"{self.kind}.{each}"], name, row, original)

    def values(self, kind: str, name: str, row: Node, true: Node, *but: str) -> Iterator[Cell]:
        for each, definition in object_type(kind).fields.items():
            if each not in but:
                yield self.cell(f"{kind}.{each}", name, true[each], row[each])
                inner = get_named_type(definition.type)
                if not is_leaf_type(inner) and inner.name not in KINDS:
                    pairs = zip(listed_rows(row[each]), listed_rows(true[each]), strict=False)
                    for below_it, original in pairs:
                        yield from self.values(inner.name, name, below_it, original)

    def link_to_file(self, name: str, found: Node) -> Iterator[Cell]:
        for each in ("JobFile.download", "JobDownload.url", "JobDownload.expiresAt"):
            value = found if each == "JobFile.download" else found[each.partition(".")[2]]
            yield self.cell(each, name, VISIBLE, VISIBLE if value else value)

    def decisions(self, name: str, found: Node) -> Iterator[Cell]:
        """What everybody is told about abilities of their own."""
        type_name = f"{self.kind}ViewerCan"
        decision = get_named_type(next(iter(object_type(type_name).fields.values())).type).name
        for each, reason in links.DECIDED[self.kind](self.asking.viewer, name).items():
            told, about = found[each], f"{name}, {each}"
            for coordinate in (f"{type_name}.{each}", f"{decision}.reason", f"{self.kind}.viewerCan"):
                yield self.cell(coordinate, about, reason, told["reason"])
            yield self.cell(f"{decision}.allowed", about, reason is None, told["allowed"])
            yield self.cell(f"{decision}.message", about, reason is None, told["message"] is None)


@cache
def own_fields(kind: str) -> list[str]:
    """The fields that ask for an ability of their own."""
    places = [place.split(".") for place in OWN]
    return [field for of, field in places if of == kind]


@cache
def below(kind: str) -> tuple[str, ...]:
    """The fields of what hangs on an object and has no id of its own."""
    types = [get_named_type(field.type) for field in object_type(kind).fields.values()]
    plain = [
        each.name
        for each in types
        if not is_leaf_type(each) and each.name not in KINDS and not each.name.endswith("Connection")
    ]
    return tuple(
        place
        for name in dict.fromkeys(plain)
        for place in (*(f"{name}.{field}" for field in object_type(name).fields), *below(name))
    )


def inner_fields(place: str) -> list[str]:
    return [f"{ROWS[place]}.{each}" for each in object_type(ROWS[place]).fields] if place in ROWS else []


def code(asking: Asking) -> str:
    return "UNAUTHENTICATED" if asking.viewer == "visitor" else "FORBIDDEN"


async def all_fields(asking: Asking, truth: Truth) -> list[Cell]:
    """Every field of every object of every type."""
    return [cell for kind in KINDS for cell in await fields_of(asking, kind, truth)]


async def fields_of(asking: Asking, kind: str, truth: Truth) -> list[Cell]:
    """Every field of every object of a type."""
    answer = await nodes_of(asking, kind)
    denied: dict[tuple[str, ...], list[Any]] = {}
    for error in answer.get("errors", ()):
        path = tuple(step for step in error["path"][1:] if isinstance(step, str))
        denied.setdefault(path, []).append(error["extensions"])
    return [*Reader(asking, kind, truth[kind], denied).cells(answer["data"]["nodes"])]
