"""The parts of a connection: nodes, edges, pageInfo, totalCount, counts."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson
from graphql import GraphQLField, GraphQLObjectType, get_named_type
from graphql.execution.collect_fields import FieldDetails

from panhuo.compiler.arguments import Leaf
from panhuo.compiler.assemble import PageSql
from panhuo.compiler.binding import Entity
from panhuo.compiler.cursor import encode_cursor
from panhuo.compiler.groups import checked_top, grouped, key_of
from panhuo.compiler.objects import RowWriter
from panhuo.compiler.paging import Paging
from panhuo.compiler.plan import Part, Record, View
from panhuo.compiler.planner import TYPENAME, Planner, ability_of
from panhuo.compiler.rowcode import compile_rows, dict_code
from panhuo.permissions.policy import Cell


@dataclass
class ConnectionWriter:
    """Writes what is selected of one connection; what is not selected costs nothing."""

    planner: Planner
    page: PageSql
    paging: Paging
    target: Entity
    cell: Cell
    rows: RowWriter

    def parts(self, kind: GraphQLObjectType, nodes: list[FieldDetails]) -> list[Part]:
        fields = self.planner.subfields(kind, nodes)
        names = {details[0].node.name.value for _, _, details in fields}
        self.page.rows = bool(names & {"nodes", "edges", "pageInfo"})
        parts: list[Part] = []
        for key, field_def, details in fields:
            with self.planner.at(key):
                parts.append((key, self.guarded(kind, field_def, details)))
        return parts

    def guarded(
        self, kind: GraphQLObjectType, field_def: GraphQLField, details: list[FieldDetails]
    ) -> Callable[[View], Any]:
        """The part under its own ability: as it is, or denied to the role."""
        ability = None if field_def is TYPENAME else ability_of(field_def)
        if ability is None or self.planner.cell(ability):
            return self.part(kind, field_def, details)
        self.planner.deny(ability)
        return lambda view: None

    def part(
        self, kind: GraphQLObjectType, field_def: GraphQLField, details: list[FieldDetails]
    ) -> Callable[[View], Any]:
        if field_def is TYPENAME:
            return lambda view: kind.name
        name = details[0].node.name.value
        if name == "totalCount":
            return self.total()
        if name == "counts":
            return self.counts(field_def, details)
        inner = get_named_type(field_def.type)
        assert isinstance(inner, GraphQLObjectType)
        if name == "pageInfo":
            return self.page_info(inner, details)
        with self.planner.at("*"):
            code = self.node(details) if name == "nodes" else self.edge(inner, details)
        build = compile_rows(code, self.rows.names)
        return lambda view: build(view.records, view.env, view.kids)

    def node(self, details: list[FieldDetails]) -> str:
        kind = self.planner.object_type(self.target.name)
        return self.rows.object(kind, details, self.page.wide, self.target, self.cell)

    def edge(self, kind: GraphQLObjectType, details: list[FieldDetails]) -> str:
        entries = []
        for key, field_def, nodes in self.planner.subfields(kind, details):
            if field_def is TYPENAME:
                entries.append((key, repr(kind.name)))
            elif nodes[0].node.name.value == "cursor":
                self.rows.names["cursor"] = self.cursor
                entries.append((key, "cursor(r)"))
            else:
                with self.planner.at(key):
                    entries.append((key, self.node(nodes)))
        return dict_code(entries)

    @cached_property
    def sort_columns(self) -> list[int]:
        """The output columns a cursor is made of, selected on first use."""
        return [
            self.page.statement.output(self.page.sort_output(index))
            for index in range(len(self.page.ordering.keys))
        ]

    @cached_property
    def cursor(self) -> Callable[[Record], str]:
        """What makes the cursor of a record."""
        signature, columns = self.page.ordering.signature, self.sort_columns
        return lambda record: encode_cursor(signature, [record[index] for index in columns])

    def page_info(self, kind: GraphQLObjectType, details: list[FieldDetails]) -> Callable[[View], Any]:
        backward, given = self.paging.backward, self.paging.cursor is not None
        fields = self.planner.subfields(kind, details)
        wanted = {nodes[0].node.name.value for _, _, nodes in fields}
        cursor = self.cursor if wanted & {"startCursor", "endCursor"} else str
        readers: dict[str, Callable[[View], Any]] = {
            "hasNextPage": lambda view: given if backward else view.more,
            "hasPreviousPage": lambda view: view.more if backward else given,
            "startCursor": lambda view: cursor(view.records[0]) if view.records else None,
            "endCursor": lambda view: cursor(view.records[-1]) if view.records else None,
            "__typename": lambda view: kind.name,
        }
        chosen = [(key, readers[nodes[0].node.name.value]) for key, _, nodes in fields]
        return lambda view: {key: reader(view) for key, reader in chosen}

    def head(self, sql: str) -> int:
        """The output column of something computed once a page."""
        if sql not in self.page.heads:
            self.page.heads.append(sql)
        return self.page.statement.output(f"k.h{self.page.heads.index(sql)}")

    def total(self) -> Callable[[View], Any]:
        self.page.total = f"(select count(*) {self.page.listing.text()})"
        index = self.head(self.page.total)
        return lambda view: view.first[index]

    def counts(self, field_def: GraphQLField, details: list[FieldDetails]) -> Callable[[View], Any]:
        arguments = self.planner.arguments(field_def, details)
        by, top = arguments["by"], arguments["top"]
        assert isinstance(by, Leaf) and isinstance(top, Leaf)
        index = self.head(self.groups(str(by.value), top))
        inner = get_named_type(field_def.type)
        assert isinstance(inner, GraphQLObjectType)
        positions = {"key": 0, "label": 1, "count": 2}
        chosen = [
            (key, None if found is TYPENAME else positions[nodes[0].node.name.value])
            for key, found, nodes in self.planner.subfields(inner, details)
        ]
        return lambda view: [
            {key: inner.name if position is None else group[position] for key, position in chosen}
            for group in orjson.loads(view.first[index])
        ]

    def groups(self, name: str, top: Leaf) -> str:
        """Rows counted by a dimension, the largest group first, ties in key order, the unknown last."""
        dimension = self.target.dimensions[name]
        listing, statement = self.page.listing, self.page.statement
        key = key_of(listing, dimension)
        counted = grouped(listing, [key], [])
        limit = statement.param(lambda env: checked_top(top.read(env.variables)))
        return statement.dialect.groups(
            f"select g0.k0 as k, {dimension.label('g0.k0')} as l, g0.n as n"
            f" from ({counted}) g0 order by g0.n desc, (g0.k0 is null), g0.k0 limit {limit}"
        )
