"""The fields of one object over one table alias → one expression of the row function."""

from dataclasses import dataclass, field
from typing import Any

from graphql import GraphQLField, GraphQLObjectType, get_named_type, get_nullable_type, is_list_type
from graphql.execution.collect_fields import FieldDetails

from panhuo.compiler.binding import (
    Binding,
    Computed,
    Connection,
    Decision,
    Embedded,
    Entity,
    ToMany,
    ToOne,
    Value,
    binding_of,
)
from panhuo.compiler.plain import plain_code
from panhuo.compiler.plan import Kid
from panhuo.compiler.planner import TYPENAME, Planner, Refused, ability_of, narrower
from panhuo.compiler.rowcode import CODECS, dict_code
from panhuo.compiler.statement import Place
from panhuo.permissions.logged import is_logged
from panhuo.permissions.policy import Cell
from panhuo.permissions.predicates import ALWAYS
from panhuo.permissions.reach import reach


def scoped(field_def: GraphQLField) -> bool:
    """Whether a field's expressions look at rows of its own ability alone, whichever row it stands on."""
    binding = binding_of(field_def)
    return isinstance(binding, Computed) and binding.scoped


LEAF_CODECS = {"Boolean": "bool", "Instant": "instant"}


@dataclass
class RowWriter:
    """Writes the row expression of a statement: every object of it, at any depth of to-one."""

    planner: Planner
    kids: list[Kid] = field(default_factory=list)
    names: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.names.update(self.planner.names)

    def object(
        self,
        object_type: GraphQLObjectType,
        details: list[FieldDetails],
        place: Place,
        entity: Entity,
        cell: Cell,
    ) -> str:
        """`cell` is what already holds of the row: the scopes through which it was reached."""
        entries = []
        for key, field_def, nodes in self.planner.subfields(object_type, details):
            if field_def is TYPENAME:
                entries.append((key, repr(object_type.name)))
                continue
            with self.planner.at(key):
                entries.append((key, self.guarded(object_type, field_def, nodes, place, entity, cell)))
        return dict_code(entries)

    def guarded(
        self,
        object_type: GraphQLObjectType,
        field_def: GraphQLField,
        nodes: list[FieldDetails],
        place: Place,
        entity: Entity,
        cell: Cell,
    ) -> str:
        """The field's expression under its own ability: as it is, masked by row, or denied."""
        ability = ability_of(field_def)
        if ability is None or ability == entity.ability:
            return self.unrefused(field_def, nodes, place, entity, cell)
        own = self.planner.cell(ability)
        if not own:
            self.planner.deny(ability)
            return "None"
        code = self.unrefused(field_def, nodes, place, entity, cell)
        if is_logged(ability, self.planner.role):
            code = f"e.looked(r[{place.statement.output(place['id'])}], {code})"
        if scoped(field_def) or not narrower(own, cell):
            return code
        mask = reach(entity.table, own, self.planner.role).sql(place.statement, place.alias)
        return f"({code} if r[{place.statement.output(f'({mask})')}] else None)"

    def unrefused(
        self, field_def: GraphQLField, nodes: list[FieldDetails], place: Place, entity: Entity, cell: Cell
    ) -> str:
        """The field's expression; null where one of its arguments is refused."""
        try:
            return self.field(field_def, nodes, place, entity, cell)
        except Refused as refused:
            self.planner.deny(refused.ability)
            return "None"

    def field(
        self, field_def: GraphQLField, nodes: list[FieldDetails], place: Place, entity: Entity, cell: Cell
    ) -> str:
        binding: Binding | None = binding_of(field_def)
        if isinstance(binding, Value):
            return self.value(field_def, binding, place, entity)
        if isinstance(binding, ToOne):
            return self.to_one(binding, nodes, place, entity, cell)
        if isinstance(binding, Decision):
            return self.decision(field_def, binding, nodes, place)
        if isinstance(binding, Computed):
            return self.computed(field_def, binding, nodes, place)
        if isinstance(binding, Embedded):
            inner = get_named_type(field_def.type)
            assert isinstance(inner, GraphQLObjectType)
            return self.object(inner, nodes, place, entity, cell)
        assert isinstance(binding, ToMany | Connection)
        return self.kid(field_def, binding, nodes, place, entity, cell)

    def value(self, field_def: GraphQLField, binding: Value, place: Place, entity: Entity) -> str:
        index = place.statement.output(binding.sql(place))
        if binding.codec == "id":
            return f"f'{entity.name}:{{r[{index}]}}'"
        codec = binding.codec
        if codec == "plain":
            nullable = get_nullable_type(field_def.type)
            codec = (
                "json" if is_list_type(nullable) else LEAF_CODECS.get(get_named_type(nullable).name, "plain")
            )
        return CODECS[place.dialect.name][codec](f"r[{index}]")

    def to_one(
        self, binding: ToOne, nodes: list[FieldDetails], place: Place, entity: Entity, cell: Cell
    ) -> str:
        """The related row under its own scope; of a type without an ability, under that of this row."""
        target = self.planner.entity(binding.target)
        if target.ability is not None:
            cell = self.planner.cell(target.ability) | self.along(binding, entity)
            if not cell:
                self.planner.deny(target.ability)
                return "None"
        child = self.joined(binding, target, cell, place)
        inner = self.object(self.planner.object_type(target.name), nodes, child, target, cell)
        return f"(None if r[{place.statement.output(child['id'])}] is None else {inner})"

    def along(self, binding: ToOne, entity: Entity) -> Cell:
        """The scopes under which this row is read in place of its type's own, for what goes along."""
        other = binding.along and entity.ability != self.planner.entity(entity.name).ability
        return self.planner.cell(entity.ability) if other and entity.ability is not None else frozenset()

    def joined(self, binding: ToOne, target: Entity, cell: Cell, place: Place) -> Place:
        """The related row, joined under the target's scope; one join however often it is selected."""
        key = binding.key(place)
        scope = ALWAYS if target.ability is None else reach(target.table, cell, self.planner.role)
        alias = place.join(
            (key, target.name),
            target.table,
            lambda alias: f"{alias}.id = {key} and ({scope.sql(place.statement, alias)})",
        )
        return place.below(alias)

    def decision(
        self, field_def: GraphQLField, binding: Decision, nodes: list[FieldDetails], place: Place
    ) -> str:
        index = place.statement.output(binding.sql(place))
        name = f"messages{len(self.names)}"
        self.names[name] = binding.messages
        codes = {
            "allowed": f"(r[{index}] is None)",
            "reason": f"r[{index}]",
            "message": f"(None if r[{index}] is None else {name}[r[{index}]][e.chinese])",
        }
        inner = get_named_type(field_def.type)
        assert isinstance(inner, GraphQLObjectType)
        return dict_code(
            [
                (key, repr(inner.name) if found is TYPENAME else codes[details[0].node.name.value])
                for key, found, details in self.planner.subfields(inner, nodes)
            ]
        )

    def computed(
        self, field_def: GraphQLField, binding: Computed, nodes: list[FieldDetails], place: Place
    ) -> str:
        name = f"make{len(self.names)}"
        self.names[name] = binding.make
        values = [
            f"r[{place.statement.output(place[value] if isinstance(value, str) else value(place))}]"
            for value in binding.values
        ]
        return plain_code(self.planner, field_def, nodes, f"{name}({', '.join(['e.chinese', *values])})")

    def kid(
        self,
        field_def: GraphQLField,
        binding: ToMany | Connection,
        nodes: list[FieldDetails],
        place: Place,
        entity: Entity,
        cell: Cell,
    ) -> str:
        from panhuo.compiler.pages import child_page  # pages write rows, rows hold pages

        target = self.planner.entity(binding.target)
        child_cell = cell if target.ability is None else self.planner.cell(target.ability)
        if target.ability is not None and not child_cell:
            self.planner.deny(target.ability)
            return "None"
        key = place.statement.output(place["id"])
        number = len(self.kids)
        plan = child_page(self.planner, field_def, binding, target, nodes, child_cell)
        self.kids.append(Kid(key, plan))
        missing = ", []" if isinstance(binding, ToMany) else ""
        return f"k[{number}].get(r[{key}]{missing})"
