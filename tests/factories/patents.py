"""Patents with everything that hangs on them."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from panhuo.db import connection, dialect
from panhuo.models import (
    Code,
    Holding,
    LegalEvent,
    OrgUnit,
    Patent,
    PatentCode,
    PatentInventor,
    PatentOwner,
)
from panhuo.rules.names import fold_name
from panhuo.rules.vocabulary import CodeKind, CodeSource, FilingState, LegalEventKind, MatchState
from panhuo.search import document, searchable_fields
from tests.factories.facts import (
    Codes,
    Inventor,
    Owner,
    facts,
    inventor_name,
    matched,
    owner_name,
    place,
    progress,
)
from tests.factories.matches import decide
from tests.search.index import ROW

SHARED_COLUMNS = (
    "type",
    "legal_status",
    "valid_at_2023_end",
    "co_owned",
    "main_ipc",
    "main_industry",
    "main_strategic_industry",
    "application_sort",
    "grant_sort",
)
"""Columns a holding repeats from its patent."""


async def patent(
    *owners: Owner,
    inventors: Sequence[Inventor] = (),
    former: Sequence[OrgUnit] = (),
    ipc: Sequence[str] = (),
    industries: Sequence[str] = (),
    strategic_industries: Sequence[str] = (),
    state: FilingState = FilingState.UNFILED,
    **columns: Any,
) -> Patent:
    """A patent of its owners, in order: units, or the names of others.

    An inventor is a name, an account (then confirmed), or an account and how far it is matched. `former`
    are institutions that no longer own it (S70). Unless `columns` say otherwise it is a valid invention
    filed on 2019-06-01 and granted on 2021-06-01.
    """
    codes = {
        CodeKind.IPC: ipc,
        CodeKind.INDUSTRY: industries,
        CodeKind.STRATEGIC_INDUSTRY: strategic_industries,
    }
    first = owners[0] if owners and isinstance(owners[0], OrgUnit) else None
    made = await Patent.create(
        **facts(columns, owners, inventors, codes)
        | place(first, inventors)
        | progress(first, state, columns)
        | columns
    )
    await add_owners(made, owners)
    await add_inventors(made, inventors)
    await add_codes(made, codes)
    await add_holdings(made, owners, former, inventors)
    await add_text(made)
    return made


async def add_owners(made: Patent, owners: Sequence[Owner]) -> None:
    for position, owner in enumerate(owners, 1):
        name = owner_name(owner)
        unit_id = owner.id if isinstance(owner, OrgUnit) else None
        await PatentOwner.create(
            patent_id=made.id, position=position, name=name, folded=fold_name(name), org_unit_id=unit_id
        )


async def add_inventors(made: Patent, inventors: Sequence[Inventor]) -> None:
    for position, inventor in enumerate(inventors, 1):
        account, state = matched(inventor)
        name = inventor_name(inventor)
        confirmed = state is MatchState.CONFIRMED
        row = await PatentInventor.create(
            patent_id=made.id,
            position=position,
            name=name,
            folded=fold_name(name),
            user_id=account.id if account and confirmed else None,
            match="CONFIRMED" if confirmed else "NONE",
        )
        if account and state:
            await decide(row, account, state)


async def add_codes(made: Patent, codes: Codes) -> None:
    for kind, values in codes.items():
        for position, value in enumerate(values, 1):
            await PatentCode.create(
                patent_id=made.id, kind=kind, position=position, code=value, source=CodeSource.PUSHED
            )


async def add_holdings(
    made: Patent, owners: Sequence[Owner], former: Sequence[OrgUnit], inventors: Sequence[Inventor]
) -> None:
    """One holding for each institution, the first of its owner names deciding; then the former ones."""
    held: set[int] = set()
    candidates = [(owner, rank, True) for rank, owner in enumerate(owners, 1) if isinstance(owner, OrgUnit)]
    candidates += [(owner, rank, False) for rank, owner in enumerate(former, 1)]
    for owner, rank, current in candidates:
        if owner.institution_id not in held:
            held.add(owner.institution_id)
            await add_holding(made, owner, rank, current, inventors)


async def add_holding(
    made: Patent, owner: OrgUnit, rank: int, current: bool, inventors: Sequence[Inventor]
) -> None:
    registered = current and made.filing_state is FilingState.REGISTERED
    own = current and made.institution_id == owner.institution_id
    await Holding.create(
        patent_id=made.id,
        **place(owner, inventors),
        rank=rank,
        current=current,
        filing_state=made.filing_state if own or registered else FilingState.UNFILED,
        registered_sort=made.registered_sort if own or registered else 0,
        **{column: getattr(made, column) for column in SHARED_COLUMNS},
    )


async def add_text(made: Patent) -> None:
    """Let quick search find it."""
    fields = searchable_fields(
        made.title,
        made.abstract,
        json.loads(made.owner_names),
        json.loads(made.inventor_names),
        made.application_number,
        made.publication_number,
    )
    await connection().execute_query(ROW[dialect()], [made.id, document(fields, dialect())])


async def legal_event(of: Patent, kind: LegalEventKind, on: date, detail: str | None = None) -> LegalEvent:
    return await LegalEvent.create(patent_id=of.id, kind=kind, date=on, detail=detail)


async def code(kind: CodeKind, value: str, title: str, parent: Code | None = None) -> Code:
    """An entry of a code table, one level below its parent."""
    return await Code.create(
        kind=kind,
        code=value,
        title=title,
        level=parent.level + 1 if parent else 1,
        parent_id=parent and parent.id,
        parent_code=parent and parent.code,
    )
