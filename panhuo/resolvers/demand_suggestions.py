"""`demandSuggestions`: registered patents ranked by the keywords and classes of a general demand.

The score is exact and the same on either database: 2 for each keyword that quick search finds in the patent,
3 for each class that one of its codes lies in; of equals the one registered last comes first.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson

from panhuo.compiler.arguments import constant
from panhuo.compiler.binding import Asker
from panhuo.compiler.encoding import clean_text
from panhuo.compiler.filters import under_sql
from panhuo.compiler.ids import number_of
from panhuo.compiler.statement import Env, Statement, new_statement
from panhuo.db import dialect
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.services.approval_flow import readable
from panhuo.types.demand_suggestion import MOST, Reason, Suggestion, SuggestionReason
from panhuo.types.patent_list import NOTHING, QUERIES

POINTS = {SuggestionReason.KEYWORD: 2, SuggestionReason.CLASS: 3}
FACTS = "p.id, p.title, p.application_number, p.first_inventor, o.name as institution_name"


@dataclass(frozen=True)
class Asked:
    """A demand, and how many patents."""

    demand: int
    top: int


def asked(given: Mapping[str, Any]) -> Asked:
    """What the arguments ask. Raises BAD_ID, INVALID_VALUE."""
    top = given["top"]
    if not 1 <= top <= MOST:
        raise PanhuoError(ErrorCode.INVALID_VALUE, f"top: 1–{MOST}.")
    return Asked(number_of(given["demand"], "Demand"), top)


async def find_suggestions(asker: Asker, question: Asked) -> list[Suggestion]:
    """The patents, of those that everybody is shown. Raises NOT_FOUND for a demand out of sight."""
    row = await readable(asker.viewer, Ability.DEMAND_READ, "demand", question.demand, asker.rows)
    reasons = reasons_of(row)
    if not reasons:
        return []
    statement = new_statement(asker.viewer.rights, dialect())
    text = ranked(statement, reasons, question.top)
    found = await asker.rows(text, *statement.arguments(Env(asker.viewer, {}, date.min)))
    return [suggestion(each, reasons) for each in found]


def reasons_of(row: Mapping[str, Any]) -> Sequence[Reason]:
    """What may speak for a patent, in the demand's order."""
    words = [Reason(SuggestionReason.KEYWORD, each) for each in orjson.loads(row["keywords"])]
    classes = [
        Reason(SuggestionReason.CLASS, f"{kind}:{code}") for kind, code in orjson.loads(row["classes"])
    ]
    return [*words, *classes]


def ranked(statement: Statement, reasons: Sequence[Reason], top: int) -> str:
    """Each reason is looked at once for each registered patent; those with none are left out."""
    speaking = ", ".join(f"({speaks(statement, each)}) as r{place}" for place, each in enumerate(reasons))
    score = " + ".join(
        f"case when s.r{place} then {POINTS[SuggestionReason(each.reason)]} else 0 end"
        for place, each in enumerate(reasons)
    )
    return statement.finished(
        f"select * from (select s.*, {score} as score from (select {FACTS}, p.registered_sort, {speaking}"
        " from patent p left join org_unit o on o.id = p.institution_id where p.published) s) t"
        f" where t.score > 0 order by t.score desc, t.registered_sort desc, t.id desc limit {top}"
    )


def speaks(statement: Statement, reason: Reason) -> str:
    """Whether one reason holds for a patent."""
    if reason.reason == SuggestionReason.KEYWORD:
        name = statement.dialect.name
        query = QUERIES[name](clean_text(reason.detail)) or NOTHING[name]
        return statement.dialect.matches("p.id", statement.param(lambda env: query))
    kind, _, code = reason.detail.partition(":")
    within = under_sql("c", constant(code), kind, statement)
    return (
        "exists (select 1 from patent_code c where c.patent_id = p.id"
        f" and c.kind = {text_param(statement, kind)} and {within})"
    )


def text_param(statement: Statement, value: str) -> str:
    return statement.dialect.cast(statement.param(lambda env: value), "text")


def suggestion(row: Mapping[str, Any], reasons: Sequence[Reason]) -> Suggestion:
    facts = {
        name: row[name] for name in ("title", "application_number", "first_inventor", "institution_name")
    }
    return Suggestion(
        patent_id=f"Patent:{row['id']}",
        score=row["score"],
        reasons=tuple(each for place, each in enumerate(reasons) if row[f"r{place}"]),
        **facts,
    )
