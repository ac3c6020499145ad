"""Evaluating what is registered, and the evaluations one reads (S30, S149–S151)."""

from typing import Annotated

import strawberry

from panhuo.compiler import binding as bind
from panhuo.permissions.ability import Ability
from panhuo.resolvers.telling import Info, numbered, shown, told_in
from panhuo.services.evaluations import Opinion, evaluate_dossier
from panhuo.types.declare import declared, mutation
from panhuo.types.evaluation import LIST_ARGUMENTS, Evaluation, EvaluationConnection
from panhuo.types.user_error import UserError, user_errors

LETTERS = "up to 1,000 letters"


@strawberry.input(description="What an expert says of a registered dossier (企业评价内容).")
class EvaluateDossierInput:
    """What `evaluateDossier` takes."""

    dossier: strawberry.ID = strawberry.field(description="Id of the dossier (档案编号).")
    version: int | None = strawberry.field(
        default=None,
        description="The version of one's evaluation that is to be changed; none for the first (版本).",
    )
    rating: int = strawberry.field(description="Stars, one to five (评论星级).")
    prospects: str | None = strawberry.field(
        default=None, description=f"Prospects of industrialisation, {LETTERS} (产业化前景)."
    )
    improvements: str | None = strawberry.field(
        default=None, description=f"What the technology still needs, {LETTERS} (技术改进需求)."
    )
    cooperation: str | None = strawberry.field(
        default=None, description=f"How far one would work together, {LETTERS} (产学研合作意愿)."
    )


@strawberry.type(description="The evaluation (企业评价), or why there is none.")
class EvaluateDossierPayload:
    """What `evaluateDossier` answers."""

    evaluation: Evaluation | None = strawberry.field(
        default=None, description="The evaluation as it stands now (企业评价)."
    )
    user_errors: list[UserError] = user_errors("What stands against it, and where (错误).")


async def evaluate(
    info: Info,
    input: Annotated[EvaluateDossierInput, strawberry.argument(description="The evaluation (企业评价).")],
) -> EvaluateDossierPayload:
    """Evaluate a dossier, or change what one said."""
    payload = EvaluateDossierPayload()
    with told_in(payload, info):
        number = numbered(input.dossier, "Dossier", "dossier")
        said = Opinion(input.rating, input.prospects, input.improvements, input.cooperation)
        made = await evaluate_dossier(info.context.viewer, number, said, input.version)
        payload.evaluation = shown("Evaluation", made)
    return payload


@strawberry.type
class EvaluationQuery:
    """Evaluations, as far as the viewer reads them."""

    evaluations: EvaluationConnection | None = declared(
        bind.Connection("Evaluation"),
        "What enterprises say of dossiers in the viewer's scope, the newest first; an enterprise reads its "
        "own (企业评价, S30).",
        Ability.EVALUATION_READ,
        LIST_ARGUMENTS,
        cost=500,
    )


@strawberry.type(description="What enterprises do (企业操作).")
class EvaluationMutations:
    """Evaluating."""

    evaluate_dossier: EvaluateDossierPayload | None = mutation(
        evaluate,
        "Say what one thinks of a registered dossier: one evaluation of each expert, which its author may "
        "change while the dossier is published; what it said before is kept (企业评价, S149–S151).",
        Ability.EVALUATION_WRITE,
    )
