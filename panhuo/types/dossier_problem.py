"""What a dossier lacks before submission, what is wrong in it, and what approval would make of it."""

from dataclasses import dataclass

import strawberry

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

PROBLEMS = Size(5, 500)
PATH = Size(2, 3)
UNFIT = Size(1, len(UnfitReason))


@strawberry.type(description="Something that stands against submitting a dossier (待完善项), and where.")
class DossierProblem:
    """A problem of the form."""

    code: ErrorCode = declared(None, "What is wrong, for programs (错误代码).")
    path: list[str] = declared(
        None, "The field of the form, such as [statuses, 0, amount] (相关字段).", size=PATH
    )
    missing: bool = declared(None, "It is only missing: the draft can be kept without it (仅缺失，可暂存).")
    message: str = declared(None, "What to do, in the language of the request (说明).")


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
    reasons: list[UnfitDetail] = declared(None, "Why it is not registered; empty where it is.", size=UNFIT)


@dataclass(frozen=True)
class Told:
    code: str
    path: list[str]
    missing: bool
    message: str


@dataclass(frozen=True)
class Unfit:
    code: str
    message: str


@dataclass(frozen=True)
class Expected:
    state: str
    reasons: list[Unfit]


def camel(name: str | int) -> str:
    """A field as GraphQL writes it: `fee_standard` → feeStandard."""
    head, *rest = str(name).split("_")
    return head + "".join(part.capitalize() for part in rest)


def told(problem: Problem, chinese: bool) -> Told:
    """A problem of the validator as a form shows it."""
    code = ErrorCode(problem.code.value)
    words = message(code, chinese, problem_detail(problem.path, problem.params))
    return Told(code.value, [camel(part) for part in problem.path], problem.only_missing, words)


def every_problem(chinese: bool, content: str, kind: str) -> list[Told]:
    """Everything that stands against submitting."""
    found = problems(DossierContent.parse(content), DossierKind(kind))
    return [told(each, chinese) for each in found]


def what_is_missing(chinese: bool, content: str, kind: str) -> list[Told]:
    """Of that, what is only missing."""
    return [each for each in every_problem(chinese, content, kind) if each.missing]


def expected(chinese: bool, content: str | None) -> Expected | None:
    """What approval would make of a content; None of none."""
    if content is None:
        return None
    found = outcome_of(DossierContent.parse(content))
    reasons = [Unfit(each.value, UNFIT_WORDS[each][1 if chinese else 0]) for each in found.reasons]
    return Expected(found.state.value, reasons)
