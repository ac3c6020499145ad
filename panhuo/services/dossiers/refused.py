"""What is wrong with a dossier, as an error."""

from collections.abc import Mapping, Sequence
from decimal import InvalidOperation
from typing import Any

from panhuo.errors import Detail, ErrorCode, PanhuoError
from panhuo.errors.dossier_messages import problem_detail
from panhuo.rules.dossier_content import DossierContent
from panhuo.rules.dossier_problems import Problem
from panhuo.rules.dossier_validation import problems
from panhuo.rules.vocabulary import DossierKind


class DossierProblems(PanhuoError):
    """Everything that stands against keeping or submitting a dossier; its code is the first's."""

    def __init__(self, found: Sequence[Problem]) -> None:
        self.problems = tuple(found)
        first = found[0]
        super().__init__(ErrorCode(first.code.value), detail(first), field=place(first))


def detail(problem: Problem) -> Detail:
    """What the message of a problem's code needs to be told: which field, how many."""
    return problem_detail(problem.path, problem.params)


def place(problem: Problem) -> str:
    """Its path as one word: `statuses.0.amount`."""
    return ".".join(map(str, problem.path))


def changed(content: DossierContent, changes: Mapping[str, Any]) -> DossierContent:
    """The content with the fields of a form. Raises INVALID_VALUE for what is no such value."""
    try:
        return content.merged(changes)
    except (AttributeError, InvalidOperation, KeyError, TypeError, ValueError) as error:
        raise PanhuoError(ErrorCode.INVALID_VALUE, f"({error})", field="content") from error


def require_valid(content: DossierContent, kind: DossierKind, to_submit: bool) -> None:
    """Raise DossierProblems for what no draft may hold, or for anything where it is to be submitted."""
    found = [each for each in problems(content, kind) if to_submit or not each.only_missing]
    if found:
        raise DossierProblems(found)
