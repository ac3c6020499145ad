"""What a row becomes: found against the patents and dossiers of now."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from panhuo.errors import ErrorCode
from panhuo.permissions.ability import Ability
from panhuo.permissions.viewer import Viewer
from panhuo.rules.dossier_content import DossierContent
from panhuo.rules.dossier_lifecycle import DossierAct, legal
from panhuo.rules.dossier_outcome import outcome_of
from panhuo.rules.eligibility import FILING_REFUSALS, FilingRefusal, filing_refusal, member_refusal
from panhuo.rules.names import compatible, fold_name
from panhuo.rules.vocabulary import CodeKind, DossierKind, DossierState, JobRowOutcome
from panhuo.services.dossier_batch.checking import Checked
from panhuo.services.dossier_batch.issues import Issue, issue
from panhuo.services.dossier_batch.matching import Known
from panhuo.services.dossier_batch.places import Places
from panhuo.services.dossier_batch.standing import Standing, StandingDossiers
from panhuo.services.dossiers.codes import CORRECTED
from panhuo.sheets.dossier_columns import BY_FIELD, FURTHER, NUMBER, TITLE, UNIT
from panhuo.sheets.dossier_told import as_stated

EDITED = (DossierState.DRAFT, DossierState.REJECTED, DossierState.DELISTED)
"""Where the filer goes on with a dossier."""


SUGGESTED_CHARACTERS = 100
"""Of what was suggested and not taken, as it is told of."""
WRITTEN = frozenset(
    (JobRowOutcome.DRAFT, JobRowOutcome.INVENTORIED, JobRowOutcome.PENDING, JobRowOutcome.REGISTERED)
)
"""What leaves something behind."""


@dataclass
class Candidate:
    """A row, what it is of, and what becomes of it by now."""

    checked: Checked
    outcome: JobRowOutcome = JobRowOutcome.ERROR
    issues: list[Issue] = field(default_factory=list)
    content: DossierContent = field(default_factory=DossierContent)
    """With its members."""
    patents: tuple[Known, ...] = ()
    standing: Standing | None = None
    """The dossier it goes on with, or revises; of an open revision its base."""
    made: int | None = None
    """The dossier it left, once it is written."""

    @property
    def number(self) -> int:
        return self.checked.row.row

    @property
    def wrong(self) -> bool:
        return any(each.fatal for each in self.issues)

    @property
    def target(self) -> Standing | None:
        """The row of `dossier` that is written: an open revision goes before its base."""
        found = self.standing
        return found.revision if found and found.revision else found

    def seen(self) -> tuple[object, ...]:
        """Everything that must still be so when it is written."""
        target = self.target
        version = (target.id, target.row["version"]) if target else None
        return self.outcome, tuple(self.issues), self.content, version


@dataclass(frozen=True)
class Door:
    """How rows enter, and for whom."""

    viewer: Viewer
    ability: Ability
    at_once: bool
    """Complete rows have their outcome at once: nobody stands above, or it is the direct door."""
    places: Places

    @property
    def act(self) -> DossierAct:
        return DossierAct.REGISTER_DIRECTLY if self.at_once else DossierAct.SUBMIT


@dataclass(frozen=True)
class Found:
    """What the database says of a file's rows."""

    patents: Mapping[str, Known]
    dossiers: StandingDossiers
    codes: Mapping[CodeKind, Collection[str] | None]
    """The corrected industries that are known, by table; None where that table is empty."""


def judge(door: Door, found: Found, checked: Checked) -> Candidate:
    """What a row becomes. One that nobody has filled in asks for nothing."""
    if checked.row.untouched:
        return Candidate(checked, JobRowOutcome.UNCHANGED)
    candidate = Candidate(checked, issues=list(checked.issues))
    match(candidate, found)
    if candidate.patents and len(candidate.patents) == len(checked.numbers):
        compare(door, candidate)
        take_content(candidate, found)
        if not refuse_ineligible(door, candidate):
            place(door, candidate, found)
    candidate.outcome = outcome(door, candidate)
    return candidate


def match(candidate: Candidate, found: Found) -> None:
    """The patents, in order. One out of sight is told of like one that does not exist."""
    row, numbers = candidate.checked.row, candidate.checked.numbers
    candidate.patents = tuple(found.patents[each] for each in numbers if each in found.patents)
    for place, number in enumerate(numbers):
        if number not in found.patents:
            first = place == 0 and row.application_number is not None
            column = NUMBER if first else FURTHER
            candidate.issues.append(issue(row.row, column, ErrorCode.DOSSIER_PATENT_UNKNOWN, f"[{number}]"))


def compare(door: Door, candidate: Candidate) -> None:
    """专利名称 is compared, 所属学院 must be the uploader's, what was suggested is told of (S92, S93)."""
    row, first = candidate.checked.row, candidate.patents[0]
    if row.title and same_title(row.title) != same_title(first.title):
        told = f"[{first.title[:60]}]"
        candidate.issues.append(issue(row.row, TITLE, ErrorCode.DOSSIER_TITLE_DIFFERS, told, fatal=False))
    if row.unit and not door.places.know(row.unit):
        candidate.issues.append(issue(row.row, UNIT, ErrorCode.UNIT_UNKNOWN, f"[{row.unit[:40]}]"))
    left = [each for each in row.suggested if not any(label in each for label in first.labels)]
    if left:
        told = f"[{'；'.join(left)[:SUGGESTED_CHARACTERS]}]"
        code = ErrorCode.DOSSIER_SUGGESTION_LEFT
        candidate.issues.append(issue(row.row, None, code, told, fatal=False))


def same_title(text: str) -> str:
    """A title as it is compared: width, case and spaces do not matter."""
    return fold_name(compatible(text))


def refuse_ineligible(door: Door, candidate: Candidate) -> bool:
    """Who may file what (S58, S70, S71, S73, S76, S82, S85); whether something stands against it."""
    row, single = candidate.checked.row, candidate.checked.kind is DossierKind.SINGLE
    refused = False
    for place, patent in enumerate(candidate.patents):
        reason = refusal(door, patent, single)
        if reason is not None:
            refused = True
            english, chinese = FILING_REFUSALS[reason]
            told = f"{patent.number}: {english}", f"{patent.number}：{chinese}"
            column = FURTHER if place else NUMBER
            candidate.issues.append(issue(row.row, column, ErrorCode.DOSSIER_NOT_FILEABLE, told))
    return refused


def refusal(door: Door, patent: Known, single: bool) -> FilingRefusal | None:
    """Why a patent may not be filed by this door."""
    ask, reached = (filing_refusal, patent.single) if single else (member_refusal, patent.together)
    reason = ask(patent.standing(door.viewer.institution_id or 0, reached))
    return reason or (None if reached else FilingRefusal.OTHER_CAMPUS)


def take_content(candidate: Candidate, found: Found) -> None:
    """The content with its members. Corrected codes must be known."""
    row = candidate.checked.row
    members = tuple(patent.id for patent in candidate.patents)
    candidate.content = replace(row.content, members=members)
    for name, (kind, _) in CORRECTED.items():
        code, known = getattr(row.content, name), found.codes.get(kind)
        if code is not None and known is not None and code not in known:
            told = f"({code})"
            candidate.issues.append(issue(row.row, BY_FIELD[name], ErrorCode.DOSSIER_INDUSTRY_UNKNOWN, told))


def place(door: Door, candidate: Candidate, found: Found) -> None:
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
        candidate.content = kept(candidate.content, target.latest)


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
