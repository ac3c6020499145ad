"""One round of an import: rows of different patents, from `import_row` to every table they touch."""

from collections.abc import Sequence

from panhuo.services.patents import (
    codes,
    events,
    facts,
    flags,
    holdings,
    inventors,
    matches,
    merge,
    owners,
    staging,
    text,
    transfers,
    twins,
    versions,
)
from panhuo.services.patents.bulk import Bulk
from panhuo.services.patents.report import ImportReport
from panhuo.services.patents.spool import Row as Spooled
from panhuo.services.patents.sql import Columns, Words

TABLES: dict[str, tuple[Columns, str]] = {
    "import_row": (staging.STAGED, "line"),
    "import_patent": (merge.MERGED, "patent_id"),
    "import_settled": (transfers.SETTLED, "line"),
    "import_touched": (
        {"patent_id": "bigint", "outcome": "bigint", "was": "text", "now": "text", "sold": "boolean"},
        "patent_id",
    ),
    "import_licensed": ({"patent_id": "bigint"}, "patent_id"),
    "import_changed": ({"patent_id": "bigint"}, "patent_id"),
    "import_owner": (owners.OWNER_NAME, "folded"),
    "import_code": (codes.CODE, ""),
    "import_code_before": (codes.CODE, ""),
    "import_kind": (codes.KIND, ""),
    "import_target": (holdings.TARGET, "patent_id"),
    "import_holding": (holdings.WANTED, "patent_id, institution_id"),
    "import_text": (text.RETOLD, ""),
    "import_name": ({"folded": "text"}, "folded"),
    "import_reached": (versions.REACHED, "kind, key"),
}
"""The temporary tables, their columns and keys."""
UNCHANGED, UPDATED, CREATED = range(3)
"""`import_touched.outcome`. `was` and `now` are legal states, before and after the import."""
LINE_AT = list(staging.STAGED).index("line")


class Rounds:
    """An import's statements. What they share between rounds lives in the temporary tables and here."""

    def __init__(self, bulk: Bulk, looking: bool = False) -> None:
        self.bulk = bulk
        self.words = Words(bulk.dialect, looking)
        """`looking`: only at what would become of the patents, in twins of their tables."""
        self.dossiers = flags.Flagged()

    async def begin(self) -> None:
        """Make the tables."""
        for table, (columns, key) in TABLES.items():
            await self.bulk.run(self.words.create(table, columns, key))
            await self.bulk.run(self.words.clear(table))
        await owners.load_owner_names(self.bulk, self.words)

    async def end(self) -> None:
        """Drop the tables, where the connection lives on."""
        for table in TABLES:
            await self.bulk.run(f"drop table {table}")

    async def publish(self, rows: Sequence[Spooled]) -> Sequence[Spooled]:
        """Merge rows, no two of one application, into everything that hangs on their patents.

        The number of statements does not depend on the number of rows. Rows that speak of no patent we know
        come back.
        """
        unknown = await self.stage(rows)
        known = await self.any("import_patent where not is_new")
        if known:
            await versions.note_reached(self.bulk, versions.RESTATED)
        await self.state(known)
        await owners.write_owners(self.bulk, self.words, known)
        await inventors.write_inventors(self.bulk, self.words, known)
        await self.aim()
        if await self.any("import_target"):
            await self.hold(known)
        await text.write_text(self.bulk, self.words, known)
        await self.count()
        return unknown

    async def look(self, rows: Sequence[Spooled]) -> Sequence[Spooled]:
        """The same for the twins, as far as a preview tells: facts, events, codes, the first owner."""
        unknown = await self.stage(rows)
        await self.state(await self.any("import_patent where not is_new"))
        await twins.place(self.bulk, self.words)
        await self.count()
        return unknown

    async def state(self, known: bool) -> None:
        await facts.write_facts(self.bulk, self.words)
        await events.write_events(self.bulk, self.words)
        await codes.write_codes(self.bulk, self.words, known)

    async def stage(self, rows: Sequence[Spooled]) -> Sequence[Spooled]:
        await self.bulk.run(self.words.clear("import_row"))
        await self.bulk.run(self.words.clear("import_changed"))
        await self.bulk.copy("import_row", list(staging.STAGED), [row[3] for row in rows])
        await transfers.settle_owners(self.bulk, self.words)
        await merge.merge(self.bulk, self.words)
        left = await self.bulk.rows("""
          select r.line from import_row r
          where not r.whole and not exists (select 1 from import_patent m where m.line = r.line)""")
        lines = {row[0] for row in left}
        return [row for row in rows if row[3][LINE_AT] in lines] if lines else []

    async def aim(self) -> None:
        """The holdings of new and changed patents are to be worked out."""
        await self.bulk.run(self.words.clear("import_target"))
        await self.bulk.run("""
          insert into import_target
          select patent_id, true from import_patent where is_new
          union all select patent_id, false from import_changed""")

    async def hold(self, known: bool) -> None:
        if known:
            await versions.note_reached(self.bulk, versions.KNOWN_TARGETS)
        await holdings.write_holdings(self.bulk, self.words, known)
        await matches.propose(self.bulk, self.words)
        if known:
            await flags.flag_dossiers(self.bulk, self.words, self.dossiers)
        await versions.note_reached(self.bulk, versions.TARGETS)

    async def any(self, source: str) -> bool:
        """Whether there is a row. A statement over nothing may still read a whole table."""
        return bool(await self.bulk.rows(f"select 1 from {source} limit 1"))

    async def count(self) -> None:
        """Remember what became of each patent; of several rows the one that did most."""
        await self.bulk.run(f"""
          insert into import_touched as t
          select m.patent_id, case when m.is_new then {CREATED} when c.patent_id is null then {UNCHANGED}
                                   else {UPDATED} end,
                 m.known_legal_status, m.legal_status, m.owners_new and m.owned
          from import_patent m left join import_changed c on c.patent_id = m.patent_id where true
          on conflict (patent_id) do update set
            outcome = case when t.outcome < excluded.outcome then excluded.outcome else t.outcome end,
            now = excluded.now, sold = t.sold or (excluded.sold and t.was is not null)
          where t.outcome < excluded.outcome or t.now <> excluded.now or excluded.sold""")

    async def outcomes(self, report: ImportReport) -> None:
        """How many patents were created, updated, left as they were, sold …"""
        rows = await self.bulk.rows("""
          select outcome, was, now, coalesce(sold, false), count(*)
          from import_touched group by 1, 2, 3, 4""")
        for outcome, was, now, sold, many in rows:
            name = {CREATED: "created", UPDATED: "updated", UNCHANGED: "unchanged"}[outcome]
            setattr(report, name, getattr(report, name) + many)
            report.transferred += many if sold else 0
            report.lapsed += many if now == "LAPSED" and was not in (None, now) else 0
            report.restored += many if was == "LAPSED" and now == "VALID" else 0
        report.licensed = (await self.bulk.rows("select count(*) from import_licensed"))[0][0]
        report.flagged, report.unflagged = self.dossiers.counts()
