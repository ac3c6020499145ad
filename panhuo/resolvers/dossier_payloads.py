"""What the mutations of dossiers answer."""

from typing import Any

import strawberry

from panhuo.compiler.weights import Size, weighed, weight_directives
from panhuo.resolvers.dossier_inputs import ITEMS_AT_MOST
from panhuo.rules.dossier_validation import MEMBERS_AT_MOST
from panhuo.rules.eligibility import FilingRefusal
from panhuo.rules.vocabulary import DossierKind
from panhuo.services.dossiers.hand_over_user import AT_MOST as HANDED_OVER_AT_MOST
from panhuo.types.dossier import Dossier
from panhuo.types.dossier_problem import PROBLEMS, DossierProblem
from panhuo.types.patent import Patent
from panhuo.types.user import User
from panhuo.types.user_error import UserError, user_errors

ERRORS = "What stands against it, and where (错误)."
MEMBERS, ITEMS = Size(2, MEMBERS_AT_MOST), Size(10, ITEMS_AT_MOST)


def listed(size: Size, description: str) -> Any:
    """A list of a payload, empty at first."""
    return strawberry.field(
        default_factory=list,
        description=description,
        metadata=weighed(None, size),
        directives=weight_directives(None, size),
    )


PROBLEMS_WORDS = "Everything that stands against submitting, in the order of the form (待完善项)."


@strawberry.type(description="A patent that somebody is about to file (待建档专利).")
class OpenedPatent:
    """A patent of `openDossier`."""

    patent: Patent | None = strawberry.field(
        description="The patent with what was delivered: facts, text, college, industries, IPC "
        "(专利信息, S59)."
    )
    refusal: FilingRefusal | None = strawberry.field(
        description="Why it may not be filed; null where it may (不可建档原因, S58, S70, S71)."
    )
    message: str | None = strawberry.field(description="The same in words (说明).")
    dossier: Dossier | None = strawberry.field(
        description="Its own dossier, where there is one that the viewer reads (单条档案)."
    )


@strawberry.type(description="What a form begins with (建档页), or why it cannot be opened.")
class OpenDossierPayload:
    """What `openDossier` answers."""

    kind: DossierKind | None = strawberry.field(
        default=None, description="What these patents are filed as (档案类型, S57)."
    )
    patents: list[OpenedPatent] = listed(MEMBERS, "The patents in the order they were ticked (专利).")
    problems: list[DossierProblem] = listed(PROBLEMS, "What an empty form lacks (必填项, S66).")
    user_errors: list[UserError] = user_errors(ERRORS)


@strawberry.type(description="The dossier (档案), or why nothing happened.")
class DossierPayload:
    """What mutations of a dossier answer."""

    dossier: Dossier | None = strawberry.field(default=None, description="The dossier (档案).")
    problems: list[DossierProblem] = listed(PROBLEMS, PROBLEMS_WORDS)
    user_errors: list[UserError] = user_errors(ERRORS)


@strawberry.type(description="Whether a draft was discarded (删除结果).")
class DiscardDossierPayload:
    """What `discardDossier` answers."""

    discarded: bool = strawberry.field(default=False, description="Whether it is gone (是否已删除).")
    user_errors: list[UserError] = user_errors(ERRORS)


@strawberry.type(description="What became of one of several dossiers (逐条结果).")
class DossierResult:
    """An item's outcome."""

    dossier_id: strawberry.ID = strawberry.field(description="The id that was asked for (档案编号).")
    dossier: Dossier | None = strawberry.field(
        default=None, description="The dossier, where it was done; of an approved revision its base (档案)."
    )
    problems: list[DossierProblem] = listed(PROBLEMS, PROBLEMS_WORDS)
    user_errors: list[UserError] = user_errors(ERRORS)


@strawberry.type(description="What became of each of several dossiers (批量结果).")
class DossiersPayload:
    """What mutations of several dossiers answer."""

    results: list[DossierResult] = listed(ITEMS, "One for each item, in their order (逐条结果).")
    succeeded: int = strawberry.field(default=0, description="For how many it was done (成功数).")
    user_errors: list[UserError] = user_errors("What is wrong with the list as a whole (错误).")


@strawberry.type(description="What became of an account's dossiers (移交结果).")
class HandOverUserPayload:
    """What `handOverUser` answers."""

    user: User | None = strawberry.field(default=None, description="The account that gave (移交人).")
    results: list[DossierResult] = listed(
        Size(10, HANDED_OVER_AT_MOST),
        f"Up to {HANDED_OVER_AT_MOST} of its dossiers that are not under review, the oldest first "
        "(逐条结果).",
    )
    succeeded: int = strawberry.field(default=0, description="How many were handed over (成功数).")
    next_after: strawberry.ID | None = strawberry.field(
        default=None,
        description="Give it as `after` to go on; null where none is left to look at (下次起始档案编号).",
    )
    remaining: int = strawberry.field(
        default=0,
        description="How many the account still has, those under review included (剩余数).",
    )
    user_errors: list[UserError] = user_errors(ERRORS)
