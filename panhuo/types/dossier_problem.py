"""What a dossier lacks before submission, what is wrong in it, and what approval would make of it."""

from collections.abc import Iterable
from dataclasses import dataclass

import strawberry
from strawberry.utils.str_converters import to_camel_case

from panhuo.compiler.weights import Size
from panhuo.errors import ErrorCode, message
from panhuo.errors.dossier_messages import problem_detail
from panhuo.rules.dossier_content import DossierContent
from panhuo.rules.dossier_outcome import UNFIT_WORDS, UnfitReason, outcome_of
from panhuo.rules.dossier_problems import Problem
from panhuo.rules.dossier_validation import problems
from panhuo.rules.vocabulary import DossierKind, DossierState
from panhuo.types import dossier_words, user_error  # noqa: F401  # they describe the enumerations
from panhuo.types.declare import declared

SHOWN_AT_MOST = 200
"""Problems of an answer."""
PROBLEMS = Size(10, SHOWN_AT_MOST)
UNFIT = Size(1, len(UnfitReason))


@strawberry.type(description="Something missing or wrong in a dossier (待完善项).")
class DossierProblem:
    """One thing to put right before submission."""

    code: ErrorCode = declared(None, "What is wrong, for programs (错误代码).")
    field: str = declared(None, "Where in the content, such as `statuses[1].amount`, counted from 0 (字段).")
    missing: bool = declared(None, "Whether it is only missing: a draft is kept all the same (仅缺失).")
    message: str = declared(None, "What is wrong and what to do, for people (说明).")


@strawberry.type(description="Why approval makes no more of a dossier than inventoried (不宜入库原因, S112).")
class UnfitDetail:
    """A reason."""

    code: UnfitReason = declared(None, "The reason, for programs (原因代码).")
    message: str = declared(None, "The same in words (原因).")


@strawberry.type(
    description="What approval makes of a dossier: a rule on what it says, nobody's choice "
    "(审核结果, S112–S115)."
)
class DossierOutcome:
    """An outcome."""

    state: DossierState = declared(None, "INVENTORIED (完成盘点) or REGISTERED (完成盘点并登记入库).")
    reasons: list[UnfitDetail] = declared(
        None, "Why it is not registered; empty where it is (不宜入库原因).", size=UNFIT
    )


@dataclass(frozen=True)
class Unfit:
    code: str
    message: str


@dataclass(frozen=True)
class Expected:
    state: str
    reasons: list[Unfit]


def told(found: Iterable[Problem], chinese: bool) -> list[DossierProblem]:
    """Problems of the validator as an answer shows them."""
    return [
        DossierProblem(
            code=ErrorCode(each.code.value),
            field=written(each),
            missing=each.only_missing,
            message=in_words(each, chinese),
        )
        for each in list(found)[:SHOWN_AT_MOST]
    ]


def in_words(problem: Problem, chinese: bool) -> str:
    detail = problem_detail(problem.path, problem.params)
    return message(ErrorCode(problem.code.value), chinese, detail)


def written(problem: Problem) -> str:
    """`statuses[1].amount`."""
    steps = (f"[{each}]" if isinstance(each, int) else f".{to_camel_case(each)}" for each in problem.path)
    return "".join(steps).removeprefix(".")


def every_problem(chinese: bool, content: str, kind: str) -> list[DossierProblem]:
    """Everything that stands against submitting a content."""
    return told(problems(DossierContent.parse(content), DossierKind(kind)), chinese)


def what_is_missing(chinese: bool, content: str, kind: str) -> list[DossierProblem]:
    """Of that, what is only missing."""
    found = problems(DossierContent.parse(content), DossierKind(kind))
    return told((each for each in found if each.only_missing), chinese)


def expected(chinese: bool, content: str | None) -> Expected | None:
    """What approval would make of a content; None of none."""
    if content is None:
        return None
    found = outcome_of(DossierContent.parse(content))
    reasons = [Unfit(each.value, UNFIT_WORDS[each][1 if chinese else 0]) for each in found.reasons]
    return Expected(found.state.value, reasons)
