"""What answers an account until its profile and password are set (S2): enough to set them, and no more."""

from collections.abc import Mapping

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    SelectionSetNode,
    get_named_type,
    is_leaf_type,
)

from panhuo.errors import ErrorCode, PanhuoError

OPEN = frozenset(
    {
        "Query.viewer",
        "Query.can",
        "Query.serviceContacts",
        "Mutation.activate",
        "Mutation.changePassword",
        "Mutation.login",
        "Mutation.logout",
        "Mutation.updateProfile",
        "LoginPayload.viewer",
        "UpdateProfilePayload.user",
        "User.can",
        "User.institution",
        "User.unit",
    }
)
"""Root fields, and fields that lead to an object. Values of the objects they lead to are open with them."""


def require_open_at_first(
    schema: GraphQLSchema,
    fragments: Mapping[str, FragmentDefinitionNode],
    kind: GraphQLObjectType | None,
    *selections: SelectionSetNode | None,
) -> None:
    """Raise PROFILE_INCOMPLETE unless everything that is asked of a type is open; introspection is."""
    walk = Walk(schema, fragments)
    if kind is None or not all(walk.is_open(kind, each) for each in selections):
        raise PanhuoError(ErrorCode.PROFILE_INCOMPLETE)


class Walk:
    """Over selections, whatever they skip or include."""

    def __init__(self, schema: GraphQLSchema, fragments: Mapping[str, FragmentDefinitionNode]) -> None:
        self.schema = schema
        self.fragments = fragments

    def is_open(self, kind: GraphQLObjectType, selections: SelectionSetNode | None) -> bool:
        """Whether every field selected of an object is open."""
        for node in selections.selections if selections else ():
            if isinstance(node, FieldNode):
                fits = self.field_is_open(kind, node)
            else:
                found = self.fragments[node.name.value] if isinstance(node, FragmentSpreadNode) else node
                assert isinstance(found, FragmentDefinitionNode | InlineFragmentNode)
                fits = self.is_open(kind, found.selection_set)
            if not fits:
                return False
        return True

    def field_is_open(self, kind: GraphQLObjectType, node: FieldNode) -> bool:
        name = node.name.value
        if name.startswith("__"):
            return True
        inner = get_named_type(kind.fields[name].type)
        at_root = kind in (self.schema.query_type, self.schema.mutation_type, self.schema.subscription_type)
        if f"{kind.name}.{name}" not in OPEN and (
            at_root or not (is_leaf_type(inner) or name == "userErrors")
        ):
            return False
        return is_leaf_type(inner) or self.is_open(inner, node.selection_set)  # type: ignore[arg-type]
