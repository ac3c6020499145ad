"""A failing example made smaller: fewer fields, arguments and patents, as long as it still fails."""

from collections.abc import Awaitable, Callable
from copy import deepcopy
from typing import Any

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLSyntaxError,
    Node,
    SelectionSetNode,
    VariableDefinitionNode,
    VariableNode,
    Visitor,
    parse,
    print_ast,
    validate,
    visit,
)
from tortoise.exceptions import IntegrityError

from tests.reference.printed import schema
from tests.reference.world import DOSSIER_PARTS, PARTS, World

Fails = Callable[[World, str], Awaitable[bool]]
REMOVABLE = ("field", "inline_fragment", "fragment_spread", "argument", "object_field", "directive")


async def smaller(world: World, query: str, fails: Fails) -> tuple[World, str]:
    """A world and a query that fail too, and of which nothing more can be left out."""
    query = await smaller_query(world, query, fails)
    for patent_id in list(world.tables["patent"]):
        without = without_patent(world, patent_id)
        try:
            world = without if await fails(without, query) else world
        except IntegrityError:  # something else refers to what hung on it
            continue
    return world, await smaller_query(world, query, fails)


async def smaller_query(world: World, query: str, fails: Fails) -> str:
    place = 0
    while (without := without_part(query, place)) is not None:
        if fits(without) and await fails(world, without):
            query = without
        else:
            place += 1
    return query


def fits(query: str) -> bool:
    """Whether something is left in every selection, and it fits the schema."""
    try:
        document = parse(query)
    except GraphQLSyntaxError:
        return False
    used = Used()
    visit(document, used)
    return not used.emptied and not validate(schema(), document)


def without_patent(world: World, patent_id: int) -> World:
    tables = deepcopy(world.tables)
    del tables["patent"][patent_id]
    for table in PARTS:
        tables[table] = {id: row for id, row in tables[table].items() if row["patent_id"] != patent_id}
    gone = {row["dossier_id"] for row in tables["dossier_patent"].values() if row["patent_id"] == patent_id}
    gone |= {row["id"] for row in tables["dossier"].values() if row["base_id"] in gone}
    for table, column in (*((table, "dossier_id") for table in DOSSIER_PARTS), ("dossier", "id")):
        tables[table] = {id: row for id, row in tables[table].items() if row[column] not in gone}
    left = tables["dossier_version"]
    tables["dossier_choice"] = {
        id: row for id, row in tables["dossier_choice"].items() if row["version_id"] in left
    }
    return World(tables)


class Remover(Visitor):
    """Leaves out the part at one place, counted from the start of the document."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self.place, self.seen = place, 0

    def enter(self, node: Node, *_: Any) -> Any:
        if node.kind not in REMOVABLE:
            return None
        self.seen += 1
        return self.REMOVE if self.seen - 1 == self.place else None


def without_part(query: str, place: int) -> str | None:
    """The query without its part at a place; None beyond the last."""
    remover = Remover(place)
    found = visit(parse(query), remover)
    if remover.seen <= place:
        return None
    return print_ast(tidied(found))


def tidied(document: DocumentNode) -> DocumentNode:
    """Without fragments and variables that nothing uses any more."""
    used = Used()
    visit(document, used)
    tidy = visit(document, Tidier(used))
    return tidy if tidy == document else tidied(tidy)


class Used(Visitor):
    """Notes the fragments that are spread, the variables that are read, and whether a selection is empty."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.emptied = False

    def enter_selection_set(self, node: SelectionSetNode, *_: Any) -> None:
        """graphql-core reads a selection of nothing, though the language has none."""
        self.emptied = self.emptied or not node.selections

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: Any) -> None:
        self.names.add(node.name.value)

    def enter_variable(self, node: VariableNode, _: Any, parent: Any, *rest: Any) -> None:
        if getattr(parent, "kind", "") != "variable_definition":
            self.names.add(node.name.value)


class Tidier(Visitor):
    """Removes what is defined and not used."""

    def __init__(self, used: Used) -> None:
        super().__init__()
        self.used = used

    def enter_fragment_definition(self, node: FragmentDefinitionNode, *_: Any) -> Any:
        return None if node.name.value in self.used.names else self.REMOVE

    def enter_variable_definition(self, node: VariableDefinitionNode, *_: Any) -> Any:
        return None if node.variable.name.value in self.used.names else self.REMOVE
