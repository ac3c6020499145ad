"""What the cells of one patent say together: states, types, dates and events that follow or contradict."""

from datetime import date

from panhuo.errors import ErrorCode
from panhuo.rules.application_number import ApplicationNumber
from panhuo.rules.legal_words import derived_status, event_kind, simple_status, transfer_detail
from panhuo.rules.publication_number import PublicationNumber
from panhuo.rules.terms import expiry
from panhuo.rules.vocabulary import LegalEventKind, LegalStatus
from panhuo.sheets.draft import Draft

Event = tuple[LegalEventKind, date, str | None]
STATUS = ("legal_status", "legal_text")
OWNER_EVENTS = (LegalEventKind.TRANSFER, LegalEventKind.CHANGE)
IMPLIED = {
    LegalEventKind.GRANT: LegalStatus.VALID,
    LegalEventKind.LAPSE: LegalStatus.LAPSED,
    LegalEventKind.RESTORATION: LegalStatus.VALID,
}
"""What an event says of the state, where the row does not state one."""


def check_required(draft: Draft) -> None:
    """No patent without a number, no facts without a title.

    A cell that was refused already is not called empty.
    """
    names = ("application_number",) if of_states(draft) else ("application_number", "title")
    for name in names:
        if name not in draft.values and not draft.has_fatal(name):
            draft.refuse(name, ErrorCode.CELL_REQUIRED)


def of_states(draft: Draft) -> bool:
    """Whether a row may leave out the title: its file has none, or it tells of a legal event."""
    return "title" not in draft.headings or bool(draft.get("event_kind") and draft.get("event_date"))


def check_type(draft: Draft, number: ApplicationNumber) -> None:
    """The application number decides; the type in words and the publication number are compared with it."""
    if (stated := draft.get("type")) and stated is not number.type:
        draft.warn("type", ErrorCode.PATENT_TYPE_CONTRADICTS, f"{stated} ≠ {number.canonical}")
    published: PublicationNumber | None = draft.get("publication_number")
    if published and published.type and published.type is not number.type:
        draft.warn(
            "publication_number",
            ErrorCode.PATENT_TYPE_CONTRADICTS,
            f"{published.canonical} ≠ {number.canonical}",
        )


def resolve_status(draft: Draft, events: list[Event]) -> LegalStatus | None:
    """The state in a word, or the one that follows from 法律状态/事件, or from the row's event.

    A row of facts falls where nothing tells; one that only tells of a sale, say, states none.
    """
    word, text = draft.get("legal_status"), draft.get("legal_text")
    stated = simple_status(word) if word else None
    derived = derived_status(text) if text else None
    implied = next((IMPLIED[kind] for kind, *_ in events if kind in IMPLIED), None)
    if not word and not text and (implied or (events and not draft.get("title"))):
        return implied
    if stated is None and derived is None:
        draft.refuse(STATUS, ErrorCode.LEGAL_STATUS_UNKNOWN, word or text or "")
    elif stated is None and word:
        draft.warn("legal_status", ErrorCode.LEGAL_STATUS_UNKNOWN, word)
    elif stated and derived and stated is not derived:
        draft.warn("legal_text", ErrorCode.LEGAL_STATUS_CONTRADICTS, text)
    return stated or derived


def resolve_event(draft: Draft) -> list[Event]:
    """The dated event a row tells, if it tells one; the row falls where one half of it is missing."""
    word, day = draft.get("event_kind"), draft.get("event_date")
    known, kind = event_kind(word) if word else (True, None)
    if not known:
        draft.refuse("event_kind", ErrorCode.EVENT_KIND_UNKNOWN, word)
    elif kind and not day:
        draft.refuse("event_date", ErrorCode.EVENT_INCOMPLETE, word)
    elif day and not word:
        draft.warn("event_kind", ErrorCode.EVENT_INCOMPLETE, str(day))
    if not kind or not day:
        return []
    return [(kind, day, transfer_detail(draft.get("owners_before") or [], draft.get("owners_after") or []))]


def resolve_owners(draft: Draft, events: list[Event]) -> list[str]:
    """The owners as stated; a transfer that stands alone is applied to what is known."""
    owners = list(draft.get("owners") or ())
    told = any(kind in OWNER_EVENTS for kind, _, _ in events) and draft.get("owners_after")
    if not owners and not told and draft.get("title") and "owners" in draft.headings:
        draft.warn("owners", ErrorCode.OWNERS_MISSING)
    return owners


def resolve_lapse(draft: Draft, status: LegalStatus | None, events: list[Event]) -> date | None:
    """When a lapsed patent lapsed: its own date, or that of the row's event. None where it is in force."""
    day: date | None = draft.get("lapse_date")
    kinds = {kind: at for kind, at, _ in events}
    if status is LegalStatus.LAPSED:
        return day or kinds.get(LegalEventKind.LAPSE)
    if status and (day or LegalEventKind.LAPSE in kinds) and LegalEventKind.RESTORATION not in kinds:
        draft.warn(("lapse_date", "event_kind"), ErrorCode.LEGAL_STATUS_CONTRADICTS, str(day or ""))
    return None


def resolve_grant(draft: Draft) -> date | None:
    """The grant date; the grant's publication is dated the same day."""
    granted: date | None = draft.get("grant_date")
    number: PublicationNumber | None = draft.get("publication_number")
    first_edition = number is not None and number.is_grant and len(number.kind or "") == 1
    return granted or (draft.get("publication_date") if first_edition else None)


def check_state(
    draft: Draft, status: LegalStatus | None, number: ApplicationNumber, grant_date: date | None
) -> None:
    """A pending application is not granted; a patent in force past its term stays so, with a warning."""
    if status is LegalStatus.PENDING and grant_date:
        draft.warn(STATUS, ErrorCode.LEGAL_STATUS_CONTRADICTS, str(grant_date))
    ends = expiry(number.type, draft.get("application_date"), draft.get("expiry_date"))
    if status is LegalStatus.VALID and ends and ends < draft.today:
        draft.warn(("expiry_date", "legal_status", "legal_text"), ErrorCode.EXPIRY_PASSED, str(ends))


def check_order(draft: Draft, number: ApplicationNumber, lapse_date: date | None) -> None:
    """Nothing comes before the filing; the number is given in the year of filing or, to a division, later."""
    filed: date | None = draft.get("application_date")
    if filed is None:
        return
    if filed.year > number.year:
        draft.warn("application_date", ErrorCode.DATES_CONTRADICT, f"{filed} ≠ {number.canonical}")
    later = {
        "grant_date": draft.get("grant_date"),
        "expiry_date": draft.get("expiry_date"),
        "lapse_date": lapse_date,
    }
    for name, day in later.items():
        if day and day < filed:
            draft.refuse((name, "event_date"), ErrorCode.DATES_CONTRADICT, f"{day} < {filed}")
    published: date | None = draft.get("publication_date")
    if published and published < filed:
        draft.warn("publication_date", ErrorCode.DATES_CONTRADICT, f"{published} < {filed}")
