"""What every act on matches begins with: which of them, and what stands against each."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from panhuo.auth.statements import run
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.permissions.matches import REASONS, RESULTS, MatchAct, done_before, refusal_of
from panhuo.rules.contact import clean_text
from panhuo.rules.vocabulary import MatchState
from panhuo.services.acting import Action, Subject

Match = dict[str, Any]
"""A row of inventor_match; `title` is its patent's, and name and place are its account's."""

AT_ONCE = 1_000
"""Matches named in a call."""
MAX_REASON = 500
CHOOSE = (f"Give 1–{AT_ONCE}, each once.", f"请提供 1–{AT_ONCE} 项，且不重复。")
DETAILS = """
select m.id, p.title, a.name as account, a.institution_id, a.branch_id, a.unit_id
from inventor_match m join patent p on p.id = m.patent_id join user_account a on a.id = m.user_id
where m.id in ({ids})
"""
CHANGE = """
update inventor_match set state = $1, changed_at = $2, reason = $3, decided_by = coalesce($4, decided_by)
where id in ({ids})
"""


@dataclass(frozen=True, slots=True)
class MatchResult:
    """What became of one of several: the state it is in now, or why nothing was done."""

    id: int
    state: MatchState | None = None
    error: PanhuoError | None = None


@dataclass
class Chosen:
    """Some matches to act upon: those to change, and what is settled of the others."""

    act: MatchAct
    asked: list[int]
    rows: dict[int, Match] = field(default_factory=dict)
    errors: dict[int, PanhuoError] = field(default_factory=dict)

    def refuse(self, number: int, reason: str) -> None:
        """Leave one out: CONFLICT with a reason."""
        self.rows.pop(number, None)
        self.errors[number] = PanhuoError(ErrorCode.CONFLICT, REASONS[reason])

    @property
    def results(self) -> list[MatchResult]:
        """Of each that was asked for, in that order."""
        state = RESULTS[self.act]
        return [
            MatchResult(each, None, self.errors[each]) if each in self.errors else MatchResult(each, state)
            for each in self.asked
        ]


async def choose(action: Action, ability: Ability, act: MatchAct, numbers: Sequence[int]) -> Chosen:
    """The matches within reach, locked, that nothing stands against acting upon; of the others why.

    What the viewer did before is neither changed nor refused. Raises INVALID_VALUE for none or too many.
    """
    if not 0 < len(numbers) <= AT_ONCE or len(set(numbers)) < len(numbers):
        raise PanhuoError(ErrorCode.INVALID_VALUE, CHOOSE, field="ids")
    chosen = Chosen(act, list(numbers))
    found = await action.reached(ability, "inventor_match", numbers)
    for number in numbers:
        row = found.get(number)
        if row is None:
            chosen.errors[number] = PanhuoError(ErrorCode.NOT_FOUND)
        elif not done_before(act, row, action.viewer):
            chosen.rows[number] = row
            reason = refusal_of(act, row, action.viewer)
            if reason is not None:
                chosen.refuse(number, reason)
    for row in await run(DETAILS.format(ids=listed(chosen.rows))) if chosen.rows else ():
        chosen.rows[row["id"]] |= row
    return chosen


async def change(action: Action, chosen: Chosen, reason: str | None = None, decided: bool = False) -> None:
    """Write the new state of what is to be changed."""
    by = action.viewer.user_id if decided else None
    state = RESULTS[chosen.act].value
    await run(CHANGE.format(ids=listed(chosen.rows)), state, action.now, reason, by)


def listed(numbers: Any) -> str:
    """Numbers of our own as SQL."""
    return ", ".join(str(int(number)) for number in numbers)


def reason_of(typed: str | None) -> str | None:
    """A reason as it is kept. Raises INVALID_VALUE."""
    reason = None if typed is None else clean_text(typed, MAX_REASON)
    if reason is None and typed is not None:
        raise PanhuoError(ErrorCode.INVALID_VALUE, f"(reason: 1–{MAX_REASON})", field="reason")
    return reason


def match_subject(match: Match) -> Subject:
    """A match as the audit log tells of it: at the unit of its account."""
    return Subject("InventorClaim", match)


def titles(matches: Sequence[Match]) -> str:
    """One patent by its title, several by the first one's and their number."""
    more = f" (+{len(matches) - 1})" if len(matches) > 1 else ""
    return f"{matches[0]['title']}{more}"
