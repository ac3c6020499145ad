"""What patents, holdings, counters and codes show of a batch of dossiers."""

from collections.abc import Mapping
from typing import Any

import orjson

from panhuo.auth.statements import run
from panhuo.db import dialect
from panhuo.rules.vocabulary import CodeKind, DossierState, FilingState
from panhuo.services.acting import Action
from panhuo.services.dossier_batch.ledger import Ledger
from panhuo.services.dossiers.codes import CORRECTED
from panhuo.services.dossiers.patents import FILING_STATES
from panhuo.services.record_set import record_set
from panhuo.signals import library_topic

MOVED = {
    "patent_id": "bigint",
    "institution_id": "bigint",
    "filing": "text",
    "shown": "text",
    "since": "bigint",
    "registered_at": "bigint",
    "published": "boolean",
}
FOLLOW = (
    """
update holding set filing_state = x.filing, registered_sort = x.since from {rows} x
where holding.patent_id = x.patent_id and holding.institution_id = x.institution_id
""",
    """
update patent set filing_state = x.filing, registered_sort = x.since, registered_at = x.registered_at,
  published = x.published,
  open_showcase = x.published and exists (select 1 from org_unit o
                                          where o.id = x.institution_id and o.open_showcase)
from {rows} x where patent.id = x.patent_id and patent.institution_id = x.institution_id
""",
    """
update holding set filing_state = x.shown, registered_sort = x.since from {rows} x
where holding.patent_id = x.patent_id and holding.institution_id <> x.institution_id and holding.current
  and exists (select 1 from patent p where p.id = x.patent_id and p.institution_id = x.institution_id)
""",
)
"""As `panhuo.services.dossiers.patents.follow`: its institution, the patent, co-owners."""
REACHED = {"id": "bigint", "everybody": "boolean"}
HELD = "join {rows} x on x.id = h.patent_id and (x.everybody or h.institution_id = $3)"
RAISE = f"""
insert into data_version (kind, key, version, changed_at)
select kind, key, 1, cast($2 as bigint) from (
  select 'LIBRARY' as kind, 0 as key
  union select 'UNIT', h.institution_id from holding h {HELD}
  union select 'UNIT', h.branch_id from holding h {HELD} where h.branch_id is not null
  union select 'UNIT', h.unit_id from holding h {HELD} where h.unit_id is not null
  union select 'INVENTOR', i.user_id from patent_inventor i
        join {{rows}} x on x.id = i.patent_id
        join user_account a on a.id = i.user_id
        where i.match = 'CONFIRMED' and (x.everybody or a.institution_id = $3)
) reached where true order by kind, key
on conflict (kind, key) do update set
  version = data_version.version + 1, as_of = null, changed_at = excluded.changed_at
"""
READERS = f"select distinct h.institution_id as id from holding h {HELD}".replace("$3", "$2")
CODE = {"patent_id": "bigint", "code": "text"}
CLEAR = "delete from patent_code where kind = $2 and patent_id in (select patent_id from {rows} x)"
CORRECT = """
insert into patent_code (patent_id, kind, position, code, source)
select x.patent_id, $2, 1, x.code, 'CORRECTED' from {rows} x where true order by x.patent_id
"""
MAIN = (
    "update patent set {column} = x.code from {rows} x where patent.id = x.patent_id",
    "update holding set {column} = x.code from {rows} x where holding.patent_id = x.patent_id",
)


async def follow_all(ledger: Ledger) -> None:
    """Let the patents of single dossiers show how far these have come."""
    rows = [shown(row) for row in ledger.moved.values()]
    if rows:
        given = orjson.dumps(rows).decode()
        for statement in FOLLOW:
            await run(statement.format(rows=record_set(MOVED, dialect())), given)


def shown(row: Mapping[str, Any]) -> dict[str, Any]:
    state = DossierState(row["state"])
    registered = state is DossierState.REGISTERED
    return {
        "patent_id": row["patent_id"],
        "institution_id": row["institution_id"],
        "filing": FILING_STATES[state].value,
        "shown": (FilingState.REGISTERED if registered else FilingState.UNFILED).value,
        "since": row["registered_at"] or 0,
        "registered_at": row["registered_at"],
        "published": bool(row["published"]),
    }


async def correct_all(ledger: Ledger) -> None:
    """Let patents have the industries that were approved (S60)."""
    for field, (kind, column) in CORRECTED.items():
        found = [(patent, getattr(content, field)) for patent, content in ledger.corrected]
        await correct(kind, column, {patent: code for patent, code in found if code is not None})


async def correct(kind: CodeKind, column: str, codes: Mapping[int, str]) -> None:
    if codes:
        given = orjson.dumps([{"patent_id": patent, "code": code} for patent, code in codes.items()]).decode()
        rows = record_set(CODE, dialect())
        for statement in (CLEAR, CORRECT):
            await run(statement.format(rows=rows), given, kind.value)
        for statement in MAIN:
            await run(statement.format(rows=rows, column=column), given)


async def raise_versions(action: Action, ledger: Ledger) -> None:
    """Let whoever reads these patents hear of a change: last in the transaction."""
    if not ledger.reached:
        return
    pairs = [{"id": patent, "everybody": everybody} for patent, everybody in ledger.reached.items()]
    given, rows = orjson.dumps(pairs).decode(), record_set(REACHED, dialect())
    institution = action.viewer.institution_id
    await run(RAISE.format(rows=rows), given, action.now, institution)
    found = await run(READERS.format(rows=rows), given, institution)
    await action.signal([library_topic(None), *(library_topic(row["id"]) for row in found)])
