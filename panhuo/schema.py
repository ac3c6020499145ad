"""The one schema."""

from typing import Any

import strawberry
from strawberry.schema.config import StrawberryConfig

import panhuo.types.vocabulary  # noqa: F401  descriptions of the enums
from panhuo.compiler.check import check_schema
from panhuo.compiler.front import PlanningSchema
from panhuo.compiler.served import serve
from panhuo.resolvers.mutations import Mutation
from panhuo.resolvers.reads import Query
from panhuo.resolvers.subscriptions import Subscription
from panhuo.types.scalars import SCALARS
from panhuo.types.user import User


class PanhuoSchema(PlanningSchema):
    """Strawberry's schema; errors are logged where they arise (`compiler.faults`), not here."""

    def __init__(self, **declared: Any) -> None:
        super().__init__(**declared)
        describe_arguments(self)

    def process_errors(self, errors: Any, execution_context: Any = None) -> None:
        """Nothing: what is unexpected was logged already."""


def describe_arguments(schema: strawberry.Schema) -> None:
    """Say of the directives' arguments what was declared of them, which strawberry forgets."""
    for declared, built in schema._schema_graphql_directives.items():
        for field in declared.__strawberry_directive__.fields:  # type: ignore[attr-defined]
            built.args[schema.config.name_converter.get_graphql_name(field)].description = field.description


schema = PanhuoSchema(
    query=Query,
    mutation=Mutation,
    subscription=Subscription,
    types=[User],
    config=StrawberryConfig(scalar_map=SCALARS),
)
check_schema(schema)
serve(schema._schema)
