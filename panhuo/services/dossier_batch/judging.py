"""What a row becomes: found against the patents and dossiers of now."""

from dataclasses import replace

from panhuo.errors import ErrorCode
from panhuo.rules.eligibility import FILING_REFUSALS, FilingRefusal, filing_refusal, member_refusal
from panhuo.rules.names import compatible, fold_name
from panhuo.rules.row_outcome import JobRowOutcome
from panhuo.rules.vocabulary import DossierKind
from panhuo.services.dossier_batch.candidate import Candidate, Door, Found
from panhuo.services.dossier_batch.checking import Checked
from panhuo.services.dossier_batch.going_on import find_standing, outcome
from panhuo.services.dossier_batch.issues import issue
from panhuo.services.dossier_batch.matching import Known
from panhuo.services.dossiers.codes import CORRECTED
from panhuo.sheets.dossier_columns import BY_FIELD, FURTHER, NUMBER, TITLE, UNIT

SUGGESTED_CHARACTERS = 100
"""Of what was suggested and not taken, as it is told of."""


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
            find_standing(door, candidate, found)
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
