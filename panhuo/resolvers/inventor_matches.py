"""`claimMatches`, `declineMatches`, `confirmClaims`, `refuseClaims`, `reopenClaims` (S190, S191)."""

from collections.abc import Awaitable, Callable
from typing import Annotated

import strawberry

from panhuo.compiler.weights import Size, weighed, weight_directives
from panhuo.resolvers.telling import Info, numbered, told_in
from panhuo.services.inventor_claims import confirm_claims, refuse_claims, reopen_claims
from panhuo.services.inventor_matches import claim_matches, decline_matches
from panhuo.services.match_acts import AT_ONCE, MatchResult
from panhuo.types.inventor_match import MatchState
from panhuo.types.user_error import UserError, user_error, user_errors

RESULTS = Size(20, AT_ONCE)
IDS = f"Which, 1–{AT_ONCE}, each once (编号)."


@strawberry.input(description="Proposals to claim (待认领专利).")
class ClaimMatchesInput:
    """What `claimMatches` takes."""

    ids: list[strawberry.ID] = strawberry.field(description=IDS)


@strawberry.input(description="Proposals that are not one's own, or claims to withdraw (非本人专利).")
class DeclineMatchesInput:
    """What `declineMatches` takes."""

    ids: list[strawberry.ID] = strawberry.field(description=IDS)


@strawberry.input(description="Claims to confirm (待确认认领).")
class ConfirmClaimsInput:
    """What `confirmClaims` takes."""

    ids: list[strawberry.ID] = strawberry.field(description=IDS)


@strawberry.input(description="Claims to refuse (待拒绝认领).")
class RefuseClaimsInput:
    """What `refuseClaims` takes."""

    ids: list[strawberry.ID] = strawberry.field(description=IDS)
    reason: str | None = strawberry.field(
        default=None, description="Why, which the claimant reads; 1–500 characters (原因)."
    )


@strawberry.input(description="Decisions to take back (待撤销处理).")
class ReopenClaimsInput:
    """What `reopenClaims` takes."""

    ids: list[strawberry.ID] = strawberry.field(description=IDS)
    reason: str = strawberry.field(
        description="Why, which the claimant and the audit log read; 1–500 characters (原因)."
    )


@strawberry.type(description="What became of one of several (单项结果).")
class MatchOutcome:
    """The result of one."""

    subject_id: strawberry.ID = strawberry.field(description="Its id (编号).")
    state: MatchState | None = strawberry.field(
        default=None, description="The state it is in now; null where nothing was done (匹配状态)."
    )
    error: UserError | None = strawberry.field(
        default=None, description="Why nothing was done: NOT_FOUND, or CONFLICT with the reason (错误)."
    )


@strawberry.type(description="What became of each (逐项结果), or why nothing happened at all.")
class MatchesPayload:
    """What mutations of matches answer."""

    results: list[MatchOutcome] = strawberry.field(
        default_factory=list,
        description="One for each id, in the order given (逐项结果).",
        metadata=weighed(None, RESULTS),
        directives=weight_directives(None, RESULTS),
    )
    user_errors: list[UserError] = user_errors("What is wrong in the input as a whole (错误).")


async def claim(
    info: Info,
    input: Annotated[ClaimMatchesInput, strawberry.argument(description="The proposals (待认领专利).")],
) -> MatchesPayload:
    """Say of proposals that the viewer is the inventor."""
    viewer = info.context.viewer
    return await acted(info, "InventorMatch", input.ids, lambda ids: claim_matches(viewer, ids))


async def decline(
    info: Info,
    input: Annotated[DeclineMatchesInput, strawberry.argument(description="The proposals (非本人专利).")],
) -> MatchesPayload:
    """Say of proposals that the viewer is not the inventor."""
    viewer = info.context.viewer
    return await acted(info, "InventorMatch", input.ids, lambda ids: decline_matches(viewer, ids))


async def confirm(
    info: Info,
    input: Annotated[ConfirmClaimsInput, strawberry.argument(description="The claims (待确认认领).")],
) -> MatchesPayload:
    """Confirm claims."""
    viewer = info.context.viewer
    return await acted(info, "InventorClaim", input.ids, lambda ids: confirm_claims(viewer, ids))


async def refuse(
    info: Info,
    input: Annotated[RefuseClaimsInput, strawberry.argument(description="The claims (待拒绝认领).")],
) -> MatchesPayload:
    """Refuse claims."""
    viewer, reason = info.context.viewer, input.reason
    return await acted(info, "InventorClaim", input.ids, lambda ids: refuse_claims(viewer, ids, reason))


async def reopen(
    info: Info,
    input: Annotated[ReopenClaimsInput, strawberry.argument(description="The claims (待撤销处理).")],
) -> MatchesPayload:
    """Take decisions back."""
    viewer, reason = info.context.viewer, input.reason
    return await acted(info, "InventorClaim", input.ids, lambda ids: reopen_claims(viewer, ids, reason))


async def acted(
    info: Info,
    kind: str,
    ids: list[strawberry.ID],
    act: Callable[[list[int]], Awaitable[list[MatchResult]]],
) -> MatchesPayload:
    """What became of each, or what is wrong in the whole."""
    payload = MatchesPayload()
    with told_in(payload, info):
        results = await act([numbered(each, kind, "ids") for each in ids])
        payload.results = [outcome(info, kind, result) for result in results]
    return payload


def outcome(info: Info, kind: str, result: MatchResult) -> MatchOutcome:
    made = MatchOutcome(subject_id=strawberry.ID(f"{kind}:{result.id}"), state=result.state)
    if result.error is not None:
        made.error = user_error(result.error, info.context.chinese, ["input", "ids"])
    return made
