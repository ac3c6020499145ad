"""Patents and issues from the rows of a file."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from panhuo import clock
from panhuo.errors import ErrorCode
from panhuo.rules.patent_record import PatentRecord, RowIssue
from panhuo.rules.publication_number import PublicationNumber
from panhuo.rules.vocabulary import LegalStatus
from panhuo.sheets import patent_checks as checks
from panhuo.sheets.cells import NULLS, Cell
from panhuo.sheets.draft import Draft
from panhuo.sheets.limits import LIMITS, Limits
from panhuo.sheets.patent_cells import NOTHING, cell_readers
from panhuo.sheets.patent_headings import Layout, find_layout, promises_grant
from panhuo.sheets.reading import Progress, SheetRow, read_rows
from panhuo.sheets.row_issues import row_issue
from panhuo.sheets.sheet_error import SheetError

NO_MAPPING: Mapping[str, str] = {}
AS_READ = (
    "abstract",
    "independent_claim",
    "application_date",
    "publication_date",
    "expiry_date",
    "legal_text",
    "agency",
    "agent",
    "address",
    "region_code",
    "priority",
    "as_of",
    "batch",
)
"""Fields a patent has just as their cells were read."""


def read_patents(
    path: Path,
    mapping: Mapping[str, str] = NO_MAPPING,
    *,
    today: date | None = None,
    file_name: str | None = None,
    limits: Limits = LIMITS,
    progress: Progress = lambda done: None,
) -> Iterator[PatentRecord | RowIssue]:
    """Every patent of a file, each after the issues of its row; a row with a fatal issue gives no patent.

    `mapping` names the field of a heading we do not know, `today` (in China) is what dates are held against.
    Raises SheetError, also in the middle of a file: what came before must then be thrown away.
    """
    rows = read_rows(path, file_name=file_name, limits=limits, progress=progress)
    layout = find_layout(rows, mapping)
    reader = PatentReader(layout, today or clock.today())
    filled = 0
    for row in rows:
        found = reader.read(row)
        filled += bool(found)
        yield from found
    if not filled:
        raise SheetError(ErrorCode.SHEET_EMPTY)


class PatentReader:
    """Reads the rows below one row of headings."""

    def __init__(self, layout: Layout, today: date) -> None:
        self.width, self.today = layout.width, today
        readers = cell_readers(layout.columns)
        self.needed = max(reader.place for reader in readers) + 1
        self.preferred = [(r, r.place, r.name, r.known) for r in readers if r.preferred]
        self.others = [reader for reader in readers if not reader.preferred]
        self.headings = {reader.name: reader.heading for reader in readers if reader.preferred}
        self.as_read = [name for name in AS_READ if name in self.headings]

    def read(self, row: SheetRow) -> list[PatentRecord | RowIssue]:
        """The issues of a row and its patent; nothing for a blank row."""
        if row.fault:
            return [row_issue(row.number, None, row.fault, fatal=True)]
        draft = Draft(row.number, self.today, self.headings)
        missing = self.needed - len(row.cells)
        self.read_cells(draft, [*row.cells, *[""] * missing] if missing > 0 else row.cells)
        if not draft.values and not draft.issues:
            return []
        if len(row.cells) > self.width and any(cell not in NULLS for cell in row.cells[self.width :]):
            draft.refuse((), ErrorCode.ROW_TOO_WIDE, f"{len(row.cells)} > {self.width}")
        record = self.patent(draft)
        return [*draft.issues, record] if record else [*draft.issues]

    def read_cells(self, draft: Draft, cells: Sequence[Cell]) -> None:
        """Every column's cell. Most have been read before: that path, taken millions of times, is inlined."""
        values = draft.values
        for reader, place, name, known in self.preferred:
            value = known.get(cells[place])
            if value is None:
                reader.read(draft, cells[place])
            elif value is not NOTHING:
                values[name] = value
        for reader in self.others:
            if reader.name not in values:
                reader.read(draft, cells[reader.place])

    def patent(self, draft: Draft) -> PatentRecord | None:
        """The patent a draft adds up to; None where something fatal is wrong with it."""
        events = checks.resolve_event(draft)
        checks.check_required(draft)
        number, status = draft.get("application_number"), checks.resolve_status(draft, events)
        if number is None or (status is None and draft.refused):
            return None
        grant_date, lapse_date = checks.resolve_grant(draft), checks.resolve_lapse(draft, status, events)
        owners = checks.resolve_owners(draft, events)
        checks.check_type(draft, number)
        checks.check_state(draft, status, number, grant_date)
        checks.check_order(draft, number, lapse_date)
        if draft.refused:
            return None
        return self.record(draft, status, owners, events, grant_date, lapse_date)

    def record(
        self,
        draft: Draft,
        status: LegalStatus | None,
        owners: list[str],
        events: list[checks.Event],
        grant_date: date | None,
        lapse_date: date | None,
    ) -> PatentRecord:
        values, number = draft.values, draft.values["application_number"]
        published: PublicationNumber | None = draft.get("publication_number")
        return PatentRecord(
            row=draft.row,
            application_number=number.canonical,
            title=values.get("title", ""),
            type=number.type,
            legal_status=status,
            is_grant=is_grant(draft, published, status, grant_date),
            publication_number=published.canonical if published else None,
            owners=owners,
            inventors=list(values.get("inventors", ())),
            grant_date=grant_date,
            lapse_date=lapse_date,
            ipc=list(dict.fromkeys([*values.get("main_ipc", ()), *values.get("ipc", ())])),
            industries=list(values.get("industries", ())),
            strategic_industries=list(values.get("strategic_industries", ())),
            events=events,
            **{name: values[name] for name in self.as_read if name in values},
        )


def is_grant(
    draft: Draft, number: PublicationNumber | None, status: LegalStatus | None, grant_date: date | None
) -> bool:
    """Whether the publication is the grant: its number's kind says so, else its heading, else the state."""
    if number and number.is_grant is not None:
        return number.is_grant
    heading = draft.heading("publication_number") if number else None
    if heading and promises_grant(heading):
        return True
    return grant_date is not None or status is LegalStatus.VALID
