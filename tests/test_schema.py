"""What holds of the schema everywhere: sentences for its readers, and ids for what has an id."""

import re
from collections.abc import Iterator

from graphql import (
    GraphQLObjectType,
    is_introspection_type,
    is_specified_directive,
    is_specified_scalar_type,
)

from panhuo.schema import schema

BUILT = schema._schema
ENGLISH, CHINESE = re.compile(r"[A-Za-z`]"), re.compile("[\u4e00-\u9fff]")


def descriptions() -> Iterator[tuple[str, str | None]]:
    """Every coordinate with its description."""
    for directive in BUILT.directives:
        if not is_specified_directive(directive):
            yield f"@{directive.name}", directive.description
            yield from (
                (f"@{directive.name}({name}:)", each.description) for name, each in directive.args.items()
            )
    for kind in BUILT.type_map.values():
        if not (is_introspection_type(kind) or is_specified_scalar_type(kind)):
            yield kind.name, kind.description
            for name, member in {**getattr(kind, "fields", {}), **getattr(kind, "values", {})}.items():
                yield f"{kind.name}.{name}", member.description
                for argument, each in getattr(member, "args", {}).items():
                    yield f"{kind.name}.{name}({argument}:)", each.description


def test_every_description_is_english_with_the_chinese_term() -> None:
    found = dict(descriptions())

    lacking = {
        place: text
        for place, text in found.items()
        if not (text and ENGLISH.match(text) and CHINESE.search(text))
    }
    assert len(found) > 500
    assert lacking == {}


def test_what_has_an_id_is_a_node() -> None:
    # given
    objects = {name: kind for name, kind in BUILT.type_map.items() if isinstance(kind, GraphQLObjectType)}

    # then
    nodes = {name for name, kind in objects.items() if "Node" in {each.name for each in kind.interfaces}}
    assert nodes == {name for name, kind in objects.items() if "id" in kind.fields}
