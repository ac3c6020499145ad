"""What planning one operation shares: schema, fragments, variables, role, and the verdict."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    FragmentDefinitionNode,
    GraphQLArgument,
    GraphQLField,
    GraphQLInputField,
    GraphQLObjectType,
    GraphQLSchema,
    OperationDefinitionNode,
)
from graphql.execution.collect_fields import FieldDetails, FragmentDetails, collect_subfields
from graphql.execution.values import VariableValues

from panhuo.compiler.arguments import Tree, arguments_of
from panhuo.compiler.binding import ENTITIES, Entity
from panhuo.compiler.plan import Denied
from panhuo.compiler.statement import Statement, new_statement
from panhuo.permissions.ability import Ability, Scope
from panhuo.permissions.policy import Cell, scopes_of
from panhuo.permissions.requires import METADATA, PUBLIC
from panhuo.permissions.rights import Rights
from panhuo.rules.vocabulary import Role

Fields = list[tuple[str, GraphQLField, list[FieldDetails]]]


def ability_of(field_def: GraphQLField | GraphQLArgument | GraphQLInputField) -> Ability | None:
    """The ability a field, argument or input field of the built schema names for itself."""
    definition = field_def.extensions.get("strawberry-definition")
    ability = definition.metadata.get(METADATA) if definition is not None else None
    return ability if isinstance(ability, Ability) else None


def is_public(field_def: GraphQLField) -> bool:
    """Whether a root field is anybody's."""
    definition = field_def.extensions.get("strawberry-definition")
    return definition is not None and definition.metadata.get(METADATA) is PUBLIC


@dataclass
class Planner:
    """One traversal makes the plan and the verdict together."""

    schema: GraphQLSchema
    operation: OperationDefinitionNode
    fragments: dict[str, FragmentDetails]
    variables: VariableValues
    rights: Rights
    dialect: str
    denied: list[Denied] = field(default_factory=list)
    names: Mapping[str, Any] = field(default_factory=dict)
    """What row functions call in place of `rowcode.NAMES`."""
    _path: list[str] = field(default_factory=list)

    @property
    def role(self) -> Role:
        return self.rights.role

    def statement(self) -> Statement:
        return new_statement(self.rights, self.dialect)

    @contextmanager
    def at(self, *keys: str) -> Iterator[None]:
        """Inside a response key, or `*` for the items of a list."""
        self._path.extend(keys)
        try:
            yield
        finally:
            del self._path[len(self._path) - len(keys) :]

    def deny(self, ability: Ability) -> None:
        """Record that the role has nothing of this ability here; the place becomes null."""
        self.denied.append(Denied(tuple(self._path), ability.value))

    def cell(self, ability: Ability) -> Cell:
        return scopes_of(ability, self.rights)

    def subfields(self, object_type: GraphQLObjectType, details: list[FieldDetails]) -> Fields:
        """The merged fields of a selection on one object type, fragments and directives applied."""
        grouped = collect_subfields(
            self.schema, self.fragments, self.variables, self.operation, object_type, details
        ).grouped_field_set
        return [
            (key, object_type.fields.get(entries[0].node.name.value, TYPENAME), entries)
            for key, entries in grouped.items()
        ]

    def arguments(self, field_def: GraphQLField, details: list[FieldDetails]) -> dict[str, Tree]:
        """The arguments of a field; Refused where one asks for an ability the role lacks."""
        given = arguments_of(field_def, details[0].node, self.variables)
        for argument in details[0].node.arguments or ():
            name = argument.name.value
            if given.get(name) is not None:
                require(ability_of(field_def.args[name]), self.rights)
        return given

    def entity(self, name: str) -> Entity:
        return ENTITIES[name]

    def object_type(self, name: str) -> GraphQLObjectType:
        found = self.schema.get_type(name)
        assert isinstance(found, GraphQLObjectType)
        return found


class Refused(Exception):
    """An argument, filter, sort or dimension asks for an ability the role has nothing of."""

    def __init__(self, ability: Ability) -> None:
        super().__init__(ability.value)
        self.ability = ability


def require(ability: Ability | None, rights: Rights) -> None:
    """Raise Refused where whoever asks has nothing of an ability."""
    if ability is not None and not scopes_of(ability, rights):
        raise Refused(ability)


TYPENAME: Any = object()
"""Stands for the meta field `__typename` in `Planner.subfields`."""


def narrower(cell: Cell, than: Cell) -> bool:
    """Whether a cell may refuse rows that another admits."""
    return Scope.ALL not in cell and not than <= cell


def fragments_of(document: Any) -> dict[str, FragmentDetails]:
    return {
        definition.name.value: FragmentDetails(definition)
        for definition in document.definitions
        if isinstance(definition, FragmentDefinitionNode)
    }
