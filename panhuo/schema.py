"""The one schema."""

from typing import Any

from strawberry.schema.config import StrawberryConfig

import panhuo.types.vocabulary  # noqa: F401  descriptions of the enums
from panhuo.compiler.check import check_schema
from panhuo.compiler.executor import PanhuoExecutor
from panhuo.compiler.extension import PlanExtension
from panhuo.compiler.front import PlanningSchema
from panhuo.resolvers.mutations import Mutation
from panhuo.resolvers.reads import Query
from panhuo.types.scalars import SCALARS
from panhuo.types.user import User


class PanhuoSchema(PlanningSchema):
    """Strawberry's schema; errors are logged where they arise (`compiler.faults`), not here."""

    def process_errors(self, errors: Any, execution_context: Any = None) -> None:
        """Nothing: what is unexpected was logged already."""


schema = PanhuoSchema(
    query=Query,
    mutation=Mutation,
    types=[User],
    config=StrawberryConfig(scalar_map=SCALARS),
    execution_context_class=PanhuoExecutor,
    extensions=[PlanExtension],
)
check_schema(schema)
