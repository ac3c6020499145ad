"""What stands against an act on a dossier, told in its payload: field by field."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol, TypeVar

import strawberry
from strawberry.utils.str_converters import to_camel_case

from panhuo.errors import ErrorCode, PanhuoError
from panhuo.resolvers.dossier_inputs import ITEMS_AT_MOST
from panhuo.resolvers.dossier_payloads import DossierPayload, DossierResult, DossiersPayload
from panhuo.resolvers.telling import Info, numbered, shown, told_in
from panhuo.rules.dossier_problems import Problem
from panhuo.services.dossiers.filing import Saved
from panhuo.services.dossiers.refused import DossierProblems
from panhuo.services.dossiers.submitting import Decided
from panhuo.types.dossier_problem import SHOWN_AT_MOST, DossierProblem, in_words, told
from panhuo.types.user_error import UserError

HOW_MANY = (f"Give 1–{ITEMS_AT_MOST} items.", f"请提供 1–{ITEMS_AT_MOST} 项。")


class Telling(Protocol):
    """A payload, or an item of one, that tells of a dossier."""

    problems: list[DossierProblem]
    user_errors: list[UserError]


class Item(Protocol):
    id: strawberry.ID


I = TypeVar("I", bound=Item)  # noqa: E741
Act = Callable[[int], Awaitable[Saved | Decided]]


@contextmanager
def problems_told_in(payload: Telling, info: Info, at: Sequence[str] = ("input",)) -> Iterator[None]:
    """As `told_in`; of a content that is refused every problem, at its own field."""
    with told_in(payload, info):
        try:
            yield
        except DossierProblems as error:
            payload.problems = told(error.problems, info.context.chinese)
            payload.user_errors = [refused(each, info, at) for each in error.problems[:SHOWN_AT_MOST]]


def refused(problem: Problem, info: Info, at: Sequence[str]) -> UserError:
    steps = [*at, "content", *steps_of(problem)]
    return UserError(
        code=ErrorCode(problem.code.value), field=steps, message=in_words(problem, info.context.chinese)
    )


def steps_of(problem: Problem) -> list[str]:
    """`["statuses", "1", "amount"]`."""
    return [to_camel_case(str(step)) for step in problem.path]


async def done(info: Info, id: strawberry.ID, act: Act) -> DossierPayload:
    """A dossier after an act on it, or why there was none."""
    payload = DossierPayload()
    with problems_told_in(payload, info):
        show(payload, await act(numbered(id, "Dossier", "id")), info)
    return payload


def show(payload: DossierPayload | DossierResult, found: Saved | Decided, info: Info) -> None:
    """Put what an act left into a payload."""
    payload.dossier = shown("Dossier", found.id)
    if isinstance(found, Saved):
        payload.problems = told(found.problems, info.context.chinese)


async def each_done(
    info: Info, items: Sequence[I], act: Callable[[I, int], Awaitable[Saved | Decided]]
) -> DossiersPayload:
    """Every item by itself, in order: one that fails keeps none of the others."""
    payload = DossiersPayload()
    with told_in(payload, info):
        if not 0 < len(items) <= ITEMS_AT_MOST:
            raise PanhuoError(ErrorCode.INVALID_VALUE, HOW_MANY, field="items")
        payload.results = [await one_done(info, place, item, act) for place, item in enumerate(items)]
        payload.succeeded = sum(1 for each in payload.results if each.dossier is not None)
    return payload


async def one_done(info: Info, place: int, item: I, act: Callable[[I, int], Awaitable[Any]]) -> DossierResult:
    result = DossierResult(dossier_id=item.id)
    with problems_told_in(result, info):
        show(result, await act(item, numbered(item.id, "Dossier", "id")), info)
    for error in result.user_errors:
        error.field = ["input", "items", str(place), *(error.field or ["input"])[1:]]
    return result
