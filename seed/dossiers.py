"""Dossiers of the demo in every state, at every level, by every role that files: rows, several at a time."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tortoise.backends.base.client import BaseDBAsyncClient
from tortoise.models import Model

from panhuo.models import Dossier, DossierChoice, DossierPatent, DossierVersion, Review, ReviewStep
from panhuo.rules.dossier_content import DossierContent
from panhuo.rules.vocabulary import DossierFlag, DossierKind, DossierState
from panhuo.services.dossiers.versions import CHOICE_COLUMNS, COLUMNS, choices, values
from seed.reviews import Person, Stop, Taken

Row = dict[str, Any]
AT_ONCE = 500
DRAFT, PENDING = DossierState.DRAFT, DossierState.PENDING
REGISTERED = DossierState.REGISTERED


@dataclass(frozen=True, slots=True)
class Filing:
    """A dossier with everything that led to where it stands."""

    patents: tuple[int, ...]
    title: str
    filer: Person
    content: DossierContent
    route: tuple[Stop, ...]
    taken: tuple[Taken, ...]
    flagged: frozenset[int] = frozenset()
    """Those of its patents that lapsed since."""
    open_showcase: bool = False

    @property
    def state(self) -> DossierState:
        return self.taken[-1].target

    @property
    def kind(self) -> DossierKind:
        return DossierKind.SINGLE if len(self.patents) == 1 else DossierKind.PORTFOLIO


async def add_dossiers(client: BaseDBAsyncClient, filings: Sequence[Filing]) -> Sequence[int]:
    """Write them: shells, what they say, their patents, routes and reviews. Their ids, in order."""
    await insert(client, Dossier, map(shell, filings))
    numbers = await rising(client, "dossier", len(filings))
    placed = list(zip(numbers, filings, strict=True))
    await insert(client, DossierVersion, (version(number, each) for number, each in placed))
    versions = await rising(client, "dossier_version", len(filings))
    whole = [(number, kept, each) for (number, each), kept in zip(placed, versions, strict=True)]
    for model, rows in BELOW.items():
        await insert(client, model, (row for each in whole for row in rows(*each)))
    await point(client)
    return numbers


async def insert(client: BaseDBAsyncClient, model: type[Model], rows: Iterable[Row]) -> None:
    await model.bulk_create((model(**row) for row in rows), batch_size=AT_ONCE, using_db=client)


async def rising(client: BaseDBAsyncClient, table: str, count: int) -> list[int]:
    """The ids of rows that were just written, in their order."""
    rows = await client.execute_query_dict(f"select id from {table} order by id desc limit {count}")
    return [row["id"] for row in reversed(rows)]


async def point(client: BaseDBAsyncClient) -> None:
    """Let shells name their version: what was submitted, or the draft."""
    one = "(select v.id from dossier_version v where v.dossier_id = dossier.id)"
    await client.execute_query(f"update dossier set content_id = {one} where submitted")
    await client.execute_query(f"update dossier set draft_id = {one} where not submitted")


def shell(filing: Filing) -> Row:
    """Of `dossier`, but for the ids of its version."""
    taken, content = filing.taken, filing.content
    at: dict[str, int] = {each.act.value: each.at for each in taken}
    submitted = "SUBMIT" in at
    shown = filing.state is REGISTERED and not filing.flagged
    return dict(
        kind=filing.kind,
        state=filing.state,
        institution_id=filing.filer.institution_id,
        branch_id=filing.filer.branch_id,
        unit_id=filing.filer.unit_id,
        filer_id=filing.filer.id,
        patent_id=filing.patents[0],
        version=len(taken),
        title=content.name or filing.title,
        members=len(filing.patents),
        fiscal_funding=content.fiscal_funding,
        price=content.price,
        maturity=content.maturity,
        rating=content.rating or 0,
        status_bits=content.status_bits,
        willingness_bits=content.willingness_bits,
        submitted=submitted,
        submission=int(submitted),
        came_from=DRAFT if submitted else None,
        reason=taken[-1].reason,
        flagged=bool(filing.flagged),
        published=shown,
        open_showcase=shown and filing.open_showcase,
        created_at=taken[0].at,
        updated_at=taken[-1].at,
        submitted_at=at.get("SUBMIT"),
        **waiting(filing),
        **results(filing),
    )


def waiting(filing: Filing) -> Row:
    """Where it waits for whom, while it is reviewed."""
    if filing.state is not PENDING:
        return {"step": 0, "step_unit_id": None, "waiting_since": 0}
    last = filing.taken[-1]
    place, stop = next(
        (place, stop)
        for place, stop in enumerate(filing.route, 1)
        if place > last.step and stop.level.outcome.value == "REVIEWS"
    )
    return {"step": place, "step_unit_id": stop.unit_id, "waiting_since": last.at}


def results(filing: Filing) -> Row:
    """When it was inventoried, registered, taken out."""
    at = {each.target: each.at for each in filing.taken}
    since = at.get(REGISTERED)
    registered = since if filing.state is REGISTERED else None
    return {
        "inventoried_at": since or at.get(DossierState.INVENTORIED),
        "registered_at": registered,
        "registered_sort": registered or 0,
        "delisted_at": at.get(DossierState.DELISTED),
    }


def version(dossier: int, filing: Filing) -> Row:
    """Of `dossier_version`."""
    said = dict(zip(COLUMNS, values(filing.content), strict=True))
    filer, submitted = filing.filer, len(filing.taken) > 1
    return dict(
        dossier_id=dossier,
        number=1,
        frozen=submitted,
        author_id=filer.id,
        author_name=filer.name,
        saved_at=filing.taken[0].at,
        **said,
    )


def ticked(dossier: int, version_id: int, filing: Filing) -> Iterator[Row]:
    """Of `dossier_choice`."""
    for row in choices(version_id, filing.content):
        yield dict(zip(CHOICE_COLUMNS, row, strict=True))


def members(dossier: int, version_id: int, filing: Filing) -> Iterator[Row]:
    """Of `dossier_patent`."""
    for position, patent in enumerate(filing.patents, 1):
        flag = DossierFlag.LAPSED if patent in filing.flagged else None
        place = {"dossier_id": dossier, "version_id": version_id, "position": position}
        yield {**place, "patent_id": patent, "flag": flag}


def steps(dossier: int, version_id: int, filing: Filing) -> Iterator[Row]:
    """Of `review_step`."""
    for position, stop in enumerate(filing.route if len(filing.taken) > 1 else (), 1):
        yield {
            "dossier_id": dossier,
            "submission": 1,
            "position": position,
            "unit_id": stop.unit_id,
            "kind": stop.level.kind,
            "outcome": stop.level.outcome,
        }


def history(dossier: int, version_id: int, filing: Filing) -> Iterator[Row]:
    """Of `review`."""
    for each in filing.taken:
        yield {
            "dossier_id": dossier,
            "at": each.at,
            "act": each.act,
            "from_state": each.source,
            "to_state": each.target,
            "submission": 0 if each.act.value == "FILE" else 1,
            "step": each.step,
            "unit_id": each.unit_id,
            "by_id": each.by.id,
            "by_name": each.by.name,
            "reason": each.reason,
            "version_id": version_id,
        }


BELOW: Mapping[type[Model], Callable[[int, int, Filing], Iterable[Row]]] = {
    DossierChoice: ticked,
    DossierPatent: members,
    ReviewStep: steps,
    Review: history,
}
"""What stands below a dossier and its version: the rows of each table, from both ids and the filing."""
