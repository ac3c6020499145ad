"""A reader coerces what graphql-core coerces, as it does, and tells the shape that plans are kept by."""

from typing import Any

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    OperationDefinitionNode,
    Undefined,
    build_schema,
    get_nullable_type,
    parse,
)
from graphql.execution.values import VariableValues, get_variable_values
from graphql.language.parser import MAX_NESTING_DEPTH
from graphql.utilities import coerce_input_value
from hypothesis import given
from hypothesis import strategies as st

from panhuo.compiler.arguments import shape_of
from panhuo.compiler.readers import Unfit, reader_of
from panhuo.compiler.request_errors import RequestErrors
from panhuo.compiler.variables import declarations_of
from panhuo.schema import schema

OURS = [kind for kind in schema._schema.type_map.values() if isinstance(kind, GraphQLInputObjectType)]
MADE = build_schema(
    """
    enum Colour { RED GREEN }
    input One @oneOf { name: String number: Int others: [One!] }
    input Whole {
      name: String! = "nobody" size: Int! colour: Colour = RED colours: [Colour!] inner: Whole inners: [Whole]
      deep: [[Int!]] flag: Boolean one: One
    }
    type Query { at(whole: Whole, one: [One!]!): Int }
    """
)
KINDS: list[GraphQLInputType] = [
    *OURS,
    *(kind for kind in MADE.type_map.values() if isinstance(kind, GraphQLInputObjectType)),
    GraphQLNonNull(GraphQLList(GraphQLNonNull(MADE.type_map["Whole"]))),  # type: ignore[arg-type]
]
ANYTHING = st.sampled_from(
    [None, True, 0, 2**40, 1.5, "", "x", "RED", "GREEN", [], ["RED", None], {}, {"x": 1}]
)


@st.composite
def values(draw: st.DrawFn, kind: GraphQLInputType, depth: int = 0) -> Any:
    """A value that a type takes, more often than not."""
    if draw(st.integers(0, 19)) == 0:
        return draw(ANYTHING)
    bare = get_nullable_type(kind)
    if bare is kind and draw(st.integers(0, 4)) == 0:
        return None
    if isinstance(bare, GraphQLList):
        most = 0 if depth > 4 else 3
        found = [draw(values(bare.of_type, depth + 1)) for _ in range(draw(st.integers(0, most)))]
        return found[0] if len(found) == 1 and draw(st.booleans()) else found
    if isinstance(bare, GraphQLInputObjectType):
        return draw(objects(bare, depth))
    if isinstance(bare, GraphQLEnumType):
        return draw(st.sampled_from(list(bare.values)))
    return draw(st.sampled_from(["x", "Patent:1", "2024-02-29", 3, True, 1.5]))


@st.composite
def objects(draw: st.DrawFn, kind: GraphQLInputObjectType, depth: int) -> dict[str, Any]:
    wanted = [name for name, field in kind.fields.items() if isinstance(field.type, GraphQLNonNull)]
    if depth < 4 or kind.is_one_of:
        wanted += draw(st.lists(st.sampled_from(list(kind.fields)), max_size=1 if kind.is_one_of else 4))
    wanted += ["nothing"] if draw(st.integers(0, 29)) == 0 else []
    return {
        name: draw(values(kind.fields[name].type, depth + 1)) if name in kind.fields else 1
        for name in draw(st.permutations(wanted))
    }


@given(data=st.data())
def test_a_reader_is_graphql_cores_coercion(data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(KINDS))
    value = data.draw(values(kind))

    expected = coerced_or_undefined(value, kind)

    if expected is Undefined:
        with pytest.raises(Unfit):
            reader_of(kind)(value, 0)
    else:
        assert repr(reader_of(kind)(value, 0)) == repr((expected, shape_of(expected, kind)))


def coerced_or_undefined(value: Any, kind: GraphQLInputType) -> Any:
    """A oneOf input of strawberry's says by an exception what graphql-core then says again."""
    try:
        return coerce_input_value(value, kind)
    except Exception:
        return Undefined


QUERY = """
query (
  $whole: Whole = {size: 3, inner: {size: 1, colours: GREEN}}, $one: [One!]!, $left: Int, $size: Int = 2
) {
  at(whole: $whole, one: $one)
}
"""


@given(data=st.data())
def test_variables_are_graphql_cores(data: st.DataObject) -> None:
    [node] = parse(QUERY).definitions
    assert isinstance(node, OperationDefinitionNode)
    kinds = {"whole": MADE.type_map["Whole"], "one": MADE.type_map["One"], "left": MADE.type_map["Int"]}
    names = data.draw(st.sets(st.sampled_from([*kinds, "size", "unknown"])))
    given = {
        name: data.draw(values(kinds[name]) if name in kinds else ANYTHING)  # type: ignore[arg-type]
        for name in sorted(names)
    }

    expected = get_variable_values(MADE, node.variable_definitions or (), given, hide_suggestions=True)

    declarations = declarations_of(MADE, node)
    if not isinstance(expected, VariableValues):
        with pytest.raises(RequestErrors) as refused:
            declarations.read(given)
        assert [each.message for each in refused.value.errors] == [each.message for each in expected]
    else:
        coerced, shape = declarations.read(given)
        values_of = declarations.values(given, coerced)
        assert repr(values_of.coerced) == repr(expected.coerced)
        assert told(values_of) == told(expected)
        kinds = {name: source.signature.type for name, source in expected.sources.items()}
        assert shape == tuple(
            (name, shape_of(coerced[name], kinds[name])) for name in kinds if name in coerced
        )


def told(values: VariableValues) -> str:
    """Where each value came from."""
    return repr([(name, str(each.signature.type), each.value) for name, each in values.sources.items()])


@pytest.mark.parametrize("levels", [MAX_NESTING_DEPTH // 2, MAX_NESTING_DEPTH // 2 + 1])
def test_what_is_nested_too_deeply_is_refused_as_graphql_core_refuses_it(levels: int) -> None:
    [node] = parse("query ($one: [One!]!) { at(one: $one) }").definitions
    assert isinstance(node, OperationDefinitionNode)
    value: Any = {"name": "x"}
    for _ in range(levels - 1):
        value = {"others": [value]}

    expected = get_variable_values(MADE, node.variable_definitions or (), {"one": [value]})

    if isinstance(expected, VariableValues):
        assert declarations_of(MADE, node).read({"one": [value]})[0] == expected.coerced
    else:
        with pytest.raises(RequestErrors, match="nested too deeply"):
            declarations_of(MADE, node).read({"one": [value]})
