"""What may not be declared: each fault is found when the schema is built, and named by its place."""

from collections.abc import Callable
from enum import Enum

import pytest
import strawberry
from strawberry import Schema

from panhuo.compiler import binding as bind
from panhuo.compiler.binding import Dimension, Source
from panhuo.compiler.check import SchemaError, check_schema
from panhuo.compiler.weights import Size
from panhuo.permissions.ability import Ability, Scope
from panhuo.permissions.requires import PUBLIC, Requires
from panhuo.types.declare import column, declared, derived, physical, to_many, to_one
from tests.compiler.declaring import (
    MASKED,
    SECRET,
    by_id,
    many,
    one,
    page,
    plain,
    query,
    schema,
    secret_condition,
    secret_input,
    thing,
    unit,
    with_mutation,
    with_public,
    with_secret_argument,
)

pytestmark = pytest.mark.usefixtures("own_entities")

Build = Callable[[], Schema]
CASES: list[tuple[Build, list[str]]] = []


def fault(*expected: str) -> Callable[[Build], Build]:
    """Register a schema that must fail with exactly these faults."""

    def register(build: Build) -> Build:
        CASES.append((build, list(expected)))
        return build

    return register


def faults(built: Schema) -> list[str]:
    try:
        check_schema(built)
    except SchemaError as error:
        return str(error).splitlines()
    return []


@fault("Thing.tags: is a list that does not say how long it may become")
def a_list_without_an_end() -> Schema:
    return schema(one(thing(tags=(list[str], column("Tags.")))))


@fault()
def a_list_with_an_end() -> Schema:
    return schema(one(thing(tags=(list[str], column("Tags.", size=Size(2, 9))))))


@fault("Query.more: names neither an ability nor PUBLIC")
def a_query_field_without_an_ability() -> Schema:
    return with_public(declared(bind.ById("Thing"), "More."))


@fault("Mutation.act: names neither an ability nor PUBLIC")
def a_mutation_without_an_ability() -> Schema:
    return with_mutation(None)


@fault("Mutation.act: may be refused, so it must be nullable")
def a_mutation_that_some_role_is_refused() -> Schema:
    return with_mutation(Ability.CODES_LOAD)


@fault("Query.more: is not bound")
def a_query_field_without_a_binding() -> Schema:
    return with_public(declared(None, "More.", PUBLIC))


@fault("Query.more: names neither an ability nor PUBLIC", "Query.more: is not bound")
def a_query_field_with_a_resolver() -> Schema:
    return with_public(strawberry.field(resolver=lambda: "x", description="More."), str)


@fault(
    *(
        f"Thing: PATENT_READ has scope {scope}, which table code cannot express"
        for scope in ("OWN", "PUBLISHED", "PUBLISHED_OPEN", "SUBTREE")
    )
)
def a_type_whose_table_cannot_express_a_scope() -> Schema:
    return schema(one(thing("code")))


@fault("Thing.title: USER_READ has scope ENTERPRISE, which table patent cannot express")
def a_field_with_a_scope_that_the_table_cannot_express() -> Schema:
    title = column("Title.", permission_classes=[Requires(Ability.USER_READ)])
    return schema(one(thing(title=(str | None, title))))


@fault("Thing source of PUBLISHED: table holding cannot express it")
def a_source_that_cannot_express_the_scope_it_serves() -> Schema:
    return schema(one(thing(options={"sources": {Scope.PUBLISHED: Source("holding", "patent_id")}})))


@fault("Thing.agency: may be refused, so it must be nullable")
def a_field_that_some_role_is_refused() -> Schema:
    return schema(one(thing(agency=(str, column("Agency.", permission_classes=SECRET)))))


@fault("Thing.agent: may be refused, so it must be nullable")
def a_field_masked_in_some_rows() -> Schema:
    return schema(one(thing(agent=(str, column("Agent.", permission_classes=MASKED)))))


@fault("Thing.unit: may be refused, so it must be nullable")
def a_relation_to_something_scoped() -> Schema:
    return schema(one(thing(unit=(unit(), to_one("Unit.", "Unit", "unit_id")))))


@fault("Thing.units: may be refused, so it must be nullable")
def a_short_list_of_something_that_some_role_is_refused() -> Schema:
    units = list[unit("patent", Ability.DEMAND_CREATE)]
    return schema(one(thing(units=(units, to_many("Units.", "Unit", "parent_id", "id")))))


@fault("Query.thing: may be refused, so it must be nullable")
def an_object_by_its_id() -> Schema:
    return schema(query(thing=(thing(), by_id())))


@fault("Query.things: may be refused, so it must be nullable")
def a_list_that_some_role_is_refused() -> Schema:
    return schema(many(page(thing("patent", Ability.DEMAND_CREATE)), Ability.DEMAND_CREATE))


@fault("Query.things: may be refused, so it must be nullable")
def a_list_with_a_filter_that_some_role_is_refused() -> Schema:
    return schema(many(page(thing(options=secret_condition()))))


@fault("Page.total: may be refused, so it must be nullable")
def a_total_that_some_role_is_refused() -> Schema:
    total = declared(None, "Total.", Ability.CODES_LOAD)
    return schema(many(page(thing(), total=(int, total)) | None))


@fault("Thing condition agency: DOSSIER_FILE is narrower by row for INSTITUTION_ADMIN")
def a_filter_by_what_is_masked_in_some_rows() -> Schema:
    return schema(one(thing(options=secret_condition(Ability.DOSSIER_FILE))))


@fault("Thing dimension X: there is no condition nothing")
def a_dimension_of_no_condition() -> Schema:
    return schema(one(thing(options={"dimensions": {"X": Dimension("nothing", lambda place, value: value)}})))


@fault("Loose.x: names CODES_LOAD, which nothing enforces there")
def an_ability_on_a_field_that_nothing_plans() -> Schema:
    loose = plain("Loose", x=(int | None, declared(None, "X.", Ability.CODES_LOAD)))
    return schema(one(thing()), types=[loose])


@fault("In.x: names CODES_LOAD, which nothing enforces there")
def an_ability_on_an_input_field() -> Schema:
    return schema(query(thing=(thing() | None, by_id(arguments=secret_input()))))


@fault("Thing.agency(x:): names CODES_LOAD, which nothing enforces there")
def an_ability_on_an_argument_of_a_plain_field() -> Schema:
    return schema(one(thing(agency=(str | None, with_secret_argument(column("Agency."))))))


@fault("Query.thing: its target Nothing is not declared")
def a_target_that_is_not_declared() -> Schema:
    return schema(query(thing=(thing() | None, by_id("Nothing"))))


@fault("Query.thing: its target Thing is reached only through its parent")
def a_root_field_to_what_has_no_ability_of_its_own() -> Schema:
    return schema(query(thing=(thing("patent", None) | None, by_id())))


@fault("Loose: has no description")
def a_type_without_a_description() -> Schema:
    loose = strawberry.type(type("Loose", (), {"__annotations__": {"x": int}}))
    loose.__strawberry_definition__.fields[0].description = "X."
    return schema(one(thing()), types=[loose])


@fault("Thing.agency: has no description")
def a_field_without_a_description() -> Schema:
    return schema(one(thing(agency=(str | None, column("")))))


@fault("Query.thing(id:): has no description")
def an_argument_without_a_description() -> Schema:
    return schema(
        query(thing=(thing() | None, by_id(arguments={"id": (strawberry.ID, strawberry.UNSET, "")})))
    )


@fault("Colour: has no description", "Colour.RED: has no description")
def an_enum_without_descriptions() -> Schema:
    colour = strawberry.enum(Enum("Colour", {"RED": "RED"}))
    return schema(one(thing(colour=(colour, derived("Colour.", physical("agency"))))))


@fault("In.x: has no description")
def an_input_field_without_a_description() -> Schema:
    return schema(query(thing=(thing() | None, by_id(arguments=secret_input("", None)))))


@fault(
    "Query.more: names neither an ability nor PUBLIC",
    "Query.more: is not bound",
    "Thing.title: has no description",
    "Thing.agency: may be refused, so it must be nullable",
)
def several_faults_at_once() -> Schema:
    agency = column("Agency.", permission_classes=SECRET)
    return schema(
        one(thing(title=(str, column("")), agency=(str, agency)), more=(str | None, declared(None, "More.")))
    )


@pytest.mark.parametrize(("build", "expected"), CASES, ids=[build.__name__ for build, _ in CASES])
def test_each_fault_is_named_by_its_place(build: Build, expected: list[str]) -> None:
    assert faults(build()) == expected


def test_sound_schemas_pass() -> None:
    hidden = (str | None, column("Agency.", permission_classes=SECRET))
    masked = (str | None, column("Agent.", permission_classes=MASKED))
    total = (int | None, declared(None, "Total.", Ability.CODES_LOAD))

    assert faults(schema(one(thing(agency=hidden, agent=masked, options=secret_condition())))) == []
    assert faults(schema(many(page(thing(options=secret_condition()), total=total) | None))) == []
    assert faults(with_mutation(PUBLIC)) == []
