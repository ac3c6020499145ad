"""Owners after transfers that stand alone: rows that tell of a sale and do not name the owners beside.

What is known is a list of owners, its *base*, and dated transfers. Those that were first told by newer data
than the base's, or by as new ones of a later day, follow upon it, oldest first. Base and transfers are a
register and a set, so that the owners of now do not depend on what came when.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import orjson

from panhuo.rules.legal_words import transfer_parties
from panhuo.services.patents.bulk import Bulk
from panhuo.services.patents.owners_of_record import OWNER_EVENTS, transferred
from panhuo.services.patents.ranks import NO_DAY, OWNERS, of_basis
from panhuo.services.patents.sql import Columns, Words
from panhuo.services.patents.staging import folded, listed

SETTLED: Columns = {
    "line": "bigint",
    "owners": "text",
    "owner_names": "text",
    "co_owned": "boolean",
    "first_owner": "text",
    "base": "text",
    "base_rank": "text",
}
"""`import_settled`: what goes into rows that need settling."""
NOBODY = "[]"

Told = tuple[str, str, str]
"""A transfer: when it was first told, its day, its parties."""


@dataclass(frozen=True)
class Base:
    """A list of owners that a row stated, and its rank."""

    names: list[str]
    rank: str

    def follows(self, told: Told) -> bool:
        """Whether a transfer comes after this list."""
        return (told[0], told[1]) > (self.rank[:10], self.rank[10:20])


async def settle_owners(bulk: Bulk, words: Words) -> None:
    """Before rows are merged: give those that need it the owners that follow from base and transfers."""
    rows = await concerned(bulk, words)
    if not rows:
        return
    told = await known_transfers(bulk, words)
    await bulk.run(words.clear("import_settled"))
    await bulk.copy("import_settled", list(SETTLED), [settled(row, told.get(row[1], {})) for row in rows])
    columns = ", ".join(f"{name} = s.{name}" for name in SETTLED if name != "line")
    await bulk.run(f"update import_row as r set {columns} from import_settled s where s.line = r.line")


async def concerned(bulk: Bulk, words: Words) -> Sequence[Any]:
    """Rows with a bare transfer, and rows of patents whose owners follow from one."""
    basis = words.text("p.basis")
    return await bulk.rows(f"""
      select r.line, p.id, r.owner_names, r.owners_rank, r.events, {words.text("r.as_of")}, r.bare,
             p.owner_names, {of_basis(OWNERS, basis)}, p.remembered, t.patent_id is not null
      from import_row r
      {words.look_up(f"{words.table('patent')} p", "p.application_number = r.application_number")}
      {words.look_up("import_touched t", "t.patent_id = p.id")}
      where r.bare or p.remembered like '%"base":%'""")


async def known_transfers(bulk: Bulk, words: Words) -> dict[int, dict[str, Told]]:
    """Of the round's patents, by day and parties."""
    kinds = ", ".join(f"'{kind}'" for kind in OWNER_EVENTS)
    found: defaultdict[int, dict[str, Told]] = defaultdict(dict)
    rows = await bulk.rows(f"""
      select e.patent_id, e.kind, {words.text("e.as_of")}, {words.text("e.date")}, e.detail
      from import_row r join {words.table("patent")} p on p.application_number = r.application_number
      join {words.table("legal_event")} e on e.patent_id = p.id
      where e.kind in ({kinds}) and e.detail is not null and (r.bare or p.remembered like '%"base":%')""")
    for number, kind, as_of, day, detail in rows:
        found[number][f"{kind}{day}"] = (as_of or NO_DAY, day, detail)
    return found


def settled(row: Sequence[Any], known: Mapping[str, Told]) -> tuple[Any, ...]:
    """The row of `import_settled` for a staged row and the known transfers of its patent."""
    line, _, names, rank, events, as_of, bare, known_names, known_rank, remembered, seen = row
    stated = None if bare or not names else Base(orjson.loads(names), rank)
    base = better(base_of(known_names, known_rank, orjson.loads(remembered or "{}")), stated, bool(seen))
    told = dict(known)
    for kind, day, detail in orjson.loads(events or "[]"):
        if kind in OWNER_EVENTS and detail:
            told[f"{kind}{day}"] = first_told(told.get(f"{kind}{day}"), (as_of, day, detail))
    now = base.names
    for _, _, detail in sorted(filter(base.follows, told.values()), key=lambda each: each[1:]):
        before, after = transfer_parties(detail)
        now = transferred(now, before, after) if after else now
    pairs, other = [(name, folded(name)) for name in now], now != base.names
    return (
        line,
        listed(pairs),
        listed(now),
        len(now) > 1,
        pairs[0][1] if pairs else None,
        (listed(base.names) or NOBODY) if other else None,
        base.rank,
    )


def base_of(names: str | None, rank: str | None, remembered: Mapping[str, Any]) -> Base:
    """The list that is known."""
    stated = remembered.get("base")
    if stated is None:
        stated = orjson.loads(names or NOBODY)
    return Base(stated, remembered.get("owner_names", rank or "") if stated else "")


def better(known: Base, stated: Base | None, seen: bool) -> Base:
    wins = stated is not None and (
        not known.names or stated.rank > known.rank or (stated.rank == known.rank and not seen)
    )
    return stated if stated is not None and wins else known


def first_told(known: Told | None, new: Told) -> Told:
    """One event told twice: since the first time, in the words that say more."""
    if known is None:
        return new
    detail = max(known[2], new[2], key=lambda text: (len(text), text))
    return min(known[0], new[0]), new[1], detail
