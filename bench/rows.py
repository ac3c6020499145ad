"""From generated records to rows of the tables a patent fills, consistent with `panhuo.models.patent`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import orjson

from bench.accounts import CREATED_AT, Account
from bench.columns import FACTS
from bench.dossiers import DossierMaker
from bench.institutions import Unit
from panhuo.db import Dialect
from panhuo.models.patent import NO_DATE
from panhuo.rules.names import fold_name
from panhuo.rules.patent_record import PatentRecord
from panhuo.rules.terms import valid_at_2023_end
from panhuo.rules.vocabulary import CodeKind, FilingState, LegalStatus, MatchState
from panhuo.search import document, searchable_fields
from panhuo.services.dossiers.patents import FILING_STATES
from panhuo.services.patents.codes_of_record import CodesKnown, GivenCode, codes_of
from seed.campaign import FirstHolding
from seed.dossiers import Filing

Row = tuple[Any, ...]


@dataclass(slots=True)
class Case:
    """One patent on its way into the tables."""

    number: int
    record: PatentRecord
    former: Sequence[str]
    """Owners that have sold it."""
    codes: Sequence[GivenCode]
    filed: Filing | None = None
    """Its own dossier in its first owner's institution."""

    @property
    def state(self) -> FilingState:
        return FILING_STATES[self.filed and self.filed.state]

    @property
    def registered(self) -> int:
        """When it was registered, 0 where it is not."""
        registered = self.filed and self.state is FilingState.REGISTERED
        return self.filed.taken[-1].at if self.filed and registered else 0

    @property
    def published(self) -> bool:
        return bool(self.registered and self.filed and not self.filed.flagged)


@dataclass
class RowMaker:
    """Writes the rows of one record after another."""

    owners: Mapping[str, Unit]
    """Institutions and branches by the name that stands on patents."""
    people: Mapping[str, Account]
    as_of: date
    dossiers: DossierMaker
    known: CodesKnown = field(default_factory=CodesKnown.of)

    def rows(
        self, number: int, record: PatentRecord, former: Sequence[str]
    ) -> Iterator[tuple[str, list[Row]]]:
        """Table and rows, but for the text index."""
        case = Case(number, record, former, codes_of(record, self.known).codes)
        first = self.owners.get(record.owners[0])
        held = self.held(case, first) if first else None
        if held:
            case.filed = self.dossiers.single(held, self.found(case))
        shared = self.shared(case)
        yield "patent", [(*self.patent(case, first), *shared, *(getattr(record, name) for name in FACTS))]
        yield "patent_owner", list(self.owner_rows(case))
        yield "holding", [(*row, *shared) for row in self.holdings(case, first)]
        inventors = list(self.inventor_rows(case))
        yield "patent_inventor", inventors
        yield "inventor_match", list(match_rows(inventors))
        yield "patent_code", [(number, *code) for code in case.codes]
        yield "legal_event", [(number, kind, on, detail) for kind, on, detail in record.events]
        for filed in (case.filed, self.dossiers.portfolio(held) if held else None):
            yield from self.dossiers.rows(filed, held, record.inventors) if filed and held else ()

    def held(self, case: Case, first: Unit) -> FirstHolding | None:
        """What its first owner may file; None where it was never granted."""
        record, (institution, branch, unit) = case.record, self.place(case, first)
        if record.grant_date is None:
            return None
        valid = record.legal_status is LegalStatus.VALID
        placed = (case.number, case.number, institution, branch, unit)
        return FirstHolding(*placed, record.title, valid, record.grant_date, first.open_showcase)

    def shared(self, case: Case) -> Row:
        record = case.record
        main = {kind: code for kind, position, code, *_ in case.codes if position == 1}
        valid = valid_at_2023_end(
            record.legal_status,
            record.application_date,
            record.grant_date,
            record.lapse_date,
            record.expiry_date,
        )
        mains = [main.get(kind) for kind in (CodeKind.IPC, CodeKind.INDUSTRY, CodeKind.STRATEGIC_INDUSTRY)]
        sorts = record.application_date or NO_DATE, record.grant_date or NO_DATE
        return valid, len(record.owners) > 1, *mains, *sorts

    def patent(self, case: Case, first: Unit | None) -> Row:
        record, published = case.record, case.published
        return (
            case.number,
            self.as_of,
            orjson.dumps(record.owners).decode(),
            orjson.dumps(record.inventors).decode(),
            record.inventors[0],
            *(self.place(case, first) if first else (None, None, None)),
            case.state,
            case.registered or None,
            case.registered,
            published,
            bool(published and first and first.open_showcase),
        )

    def found(self, case: Case) -> list[Account]:
        """Its inventors that have accounts."""
        return [person for name in case.record.inventors if (person := self.people.get(name)) and person.unit]

    def place(self, case: Case, owner: Unit) -> tuple[int, int | None, int]:
        """Institution, branch and unit of an owner's holding."""
        units = [person.unit for person in self.found(case) if person.unit]
        unit = next((unit for unit in units if unit.institution is owner.institution), None)
        branch = owner.branch.id if owner.branch else None
        return owner.institution.id, branch, (unit or owner).id

    def owner_rows(self, case: Case) -> Iterator[Row]:
        for position, name in enumerate(case.record.owners, 1):
            unit = self.owners.get(name)
            yield case.number, position, name, fold_name(name), unit and unit.id

    def holdings(self, case: Case, first: Unit | None) -> Iterator[Row]:
        """One for each institution that owns it, then those of former owners."""
        held = set()
        ranked = [(name, rank, True) for rank, name in enumerate(case.record.owners, 1)]
        ranked += [(name, rank, False) for rank, name in enumerate(case.former, 1)]
        for name, rank, current in ranked:
            owner = self.owners.get(name)
            if owner is not None and owner.institution.id not in held:
                held.add(owner.institution.id)
                seen = self.seen(case, owner, first, current)
                kind = case.record.type, case.record.legal_status
                yield case.number, rank, current, *self.place(case, owner), False, *seen, *kind

    def seen(self, case: Case, owner: Unit, first: Unit | None, current: bool) -> tuple[FilingState, int]:
        """The dossier as an institution sees it: its own, or what another has registered."""
        own = first is not None and owner.institution is first.institution
        return (
            (case.state, case.registered)
            if current and (own or case.registered)
            else (FilingState.UNFILED, 0)
        )

    def inventor_rows(self, case: Case) -> Iterator[Row]:
        names = (*case.record.owners, *case.former)
        holders = {owner.institution.id for name in names if (owner := self.owners.get(name))}
        for position, name in enumerate(case.record.inventors, 1):
            person = self.people.get(name)
            known = person is not None and person.unit is not None and person.unit.institution.id in holders
            matched = (person.id, "CONFIRMED") if known and person else (None, "NONE")
            yield case.number, position, name, fold_name(name), *matched


def match_rows(inventors: Iterable[Row]) -> Iterator[Row]:
    """The matches behind confirmed inventors; nobody's name stands twice on a patent here."""
    for number, _, _, folded, user_id, _ in inventors:
        if user_id is not None:
            yield number, user_id, MatchState.CONFIRMED, folded, 1, CREATED_AT


def text_row(number: int, record: PatentRecord, dialect: Dialect) -> Row:
    """The row of the text index."""
    fields = searchable_fields(
        record.title,
        record.abstract,
        record.owners,
        record.inventors,
        record.application_number,
        record.publication_number,
    )
    return number, document(fields, dialect)
