"""The dossier that a row goes on with, and what is open to it (S72, S127, S148)."""

from collections.abc import Mapping
from dataclasses import replace

from panhuo.errors import ErrorCode
from panhuo.rules.dossier_content import DossierContent
from panhuo.rules.dossier_lifecycle import DossierAct, legal
from panhuo.rules.dossier_outcome import outcome_of
from panhuo.rules.row_outcome import JobRowOutcome
from panhuo.rules.vocabulary import DossierKind, DossierState
from panhuo.services.dossier_batch.candidate import Candidate, Door, Found
from panhuo.services.dossier_batch.issues import issue
from panhuo.services.dossier_batch.standing import Standing
from panhuo.services.dossiers.codes import CORRECTED
from panhuo.sheets.dossier_columns import NUMBER
from panhuo.sheets.dossier_told import as_stated


def find_standing(door: Door, candidate: Candidate, found: Found) -> None:
    """The dossier that stands there already. Another's is not touched (S72)."""
    if candidate.checked.kind is DossierKind.SINGLE:
        standing = found.dossiers.singles.get(candidate.content.members[0])
    else:
        standing = found.dossiers.portfolio(candidate.content)
    if standing is not None and standing.row["filer_id"] != door.viewer.user_id:
        filer = standing.row["filer_name"]
        told = f"It is filed by {filer}.", f"建档人：{filer}。"
        candidate.issues.append(issue(candidate.number, NUMBER, ErrorCode.CONFLICT, told))
        return
    candidate.standing = standing
    target = candidate.target
    if target is not None:
        content = kept(candidate.content, target.latest)
        candidate.content = target.latest if same(target.latest, content) else content


def kept(content: DossierContent, before: DossierContent) -> DossierContent:
    """Corrections of a label that the file does not speak of stay: a file never takes one back (S60, S92)."""
    fields = {name: getattr(before, name) for name in CORRECTED if getattr(content, name) is None}
    return replace(content, **fields)


def outcome(door: Door, candidate: Candidate) -> JobRowOutcome:
    """What the row becomes; the same content again is no change (twice is once)."""
    if candidate.wrong:
        return JobRowOutcome.ERROR
    target = candidate.target
    if target is not None and unchanged(target, candidate):
        return JobRowOutcome.UNCHANGED
    if target is not None and not open_to(door, candidate, target):
        return JobRowOutcome.ERROR
    if not candidate.checked.complete:
        return JobRowOutcome.DRAFT
    if not door.at_once:
        return JobRowOutcome.PENDING
    return JobRowOutcome(outcome_of(candidate.content).state.value)


def unchanged(target: Standing, candidate: Candidate) -> bool:
    """Whether the dossier says the same already, as far as a workbook can state it.

    What was returned or delisted is not sent again as it was; a draft that lacks nothing is sent.
    """
    standing = candidate.standing or target
    if any(same(said, candidate.content) for said in (target.said, standing.said)):
        warn_of_state(target, candidate)
        return True
    return not candidate.checked.complete and same(target.drafted, candidate.content)


def same(before: DossierContent | None, now: DossierContent) -> bool:
    """Whether a file states just what was there."""
    return before is not None and (
        before == now or (before.members == now.members and as_stated(before) == as_stated(now))
    )


def warn_of_state(target: Standing, candidate: Candidate) -> None:
    """Say that a returned or delisted dossier stays so while nothing in it changes."""
    if target.state in (DossierState.REJECTED, DossierState.DELISTED):
        code = ErrorCode.DOSSIER_UNCHANGED
        candidate.issues.append(issue(candidate.number, NUMBER, code, fatal=False))


def open_to(door: Door, candidate: Candidate, target: Standing) -> bool:
    """Whether the dossier can be gone on with; an issue says why not."""
    state, code = target.state, ErrorCode.DOSSIER_ACT_UNAVAILABLE
    if state is DossierState.INVENTORIED and not target.is_revision:
        return True
    act = door.act if candidate.checked.complete else DossierAct.SAVE
    if legal(act, state, target.is_revision):
        return True
    if target.is_revision and state is not DossierState.PENDING:
        code = ErrorCode.DOSSIER_REVISION_OPEN
    english, chinese = STATES[state]
    candidate.issues.append(issue(candidate.number, NUMBER, code, (f"({english})", f"（{chinese}）")))
    return False


STATES: Mapping[DossierState, tuple[str, str]] = {
    DossierState.DRAFT: ("draft", "草稿"),
    DossierState.PENDING: ("under review", "待审核"),
    DossierState.REJECTED: ("returned", "已驳回"),
    DossierState.INVENTORIED: ("inventoried", "已盘点未入库"),
    DossierState.REGISTERED: ("registered", "已盘点并入库"),
    DossierState.DELISTED: ("delisted", "已下架"),
}
