"""One round of an import: rows of different patents, from `import_row` to every table they touch."""

from collections.abc import Sequence

from panhuo.services.code_tables.labels import labels_in_force
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
    versions,
)
from panhuo.services.patents.bulk import Bulk, Row
from panhuo.services.patents.codes_of_record import CodesKnown
from panhuo.services.patents.sql import Columns, Words

TABLES: dict[str, tuple[Columns, str]] = {
    "import_row": (staging.STAGED, "line"),
    "import_patent": (merge.MERGED, "patent_id"),
    "import_touched": ({"patent_id": "bigint", "outcome": "bigint"}, "patent_id"),
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
"""`import_touched.outcome`."""


class Rounds:
    """An import's statements. What they share between rounds lives in the temporary tables and here."""

    def __init__(self, bulk: Bulk) -> None:
        self.bulk = bulk
        self.words = Words(bulk.dialect)

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

    async def codes_known(self) -> CodesKnown:
        """Strategic industries by title, and the concordances, as the database has them."""
        loaded = await self.bulk.rows("select code, title from code where kind = 'STRATEGIC_INDUSTRY'")
        return CodesKnown.of(((row[0], row[1]) for row in loaded), await labels_in_force(self.bulk))

    async def publish(self, rows: Sequence[Row]) -> None:
        """Merge rows, no two of one application, into everything that hangs on their patents.

        The number of statements does not depend on the number of rows.
        """
        await self.stage(rows)
        known = await self.any("import_patent where not is_new")
        if known:
            await versions.note_reached(self.bulk, versions.RESTATED)
        await facts.write_facts(self.bulk)
        await events.write_events(self.bulk, self.words)
        await owners.write_owners(self.bulk, self.words, known)
        await inventors.write_inventors(self.bulk, self.words, known)
        await codes.write_codes(self.bulk, self.words, known)
        await self.aim()
        if await self.any("import_target"):
            await self.hold(known)
        await text.write_text(self.bulk, self.words, known)
        await self.count()

    async def stage(self, rows: Sequence[Row]) -> None:
        await self.bulk.run(self.words.clear("import_row"))
        await self.bulk.run(self.words.clear("import_changed"))
        await self.bulk.copy("import_row", list(staging.STAGED), rows)
        await merge.merge(self.bulk, self.words)

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
            await flags.flag_dossiers(self.bulk, self.words)
        await versions.note_reached(self.bulk, versions.TARGETS)

    async def any(self, source: str) -> bool:
        """Whether there is a row. A statement over nothing may still read a whole table."""
        return bool(await self.bulk.rows(f"select 1 from {source} limit 1"))

    async def count(self) -> None:
        """Remember what became of each patent; of several rows the one that did most."""
        await self.bulk.run(f"""
          insert into import_touched
          select m.patent_id, case when m.is_new then {CREATED} when c.patent_id is null then {UNCHANGED}
                                   else {UPDATED} end
          from import_patent m left join import_changed c on c.patent_id = m.patent_id where true
          on conflict (patent_id) do update set outcome = excluded.outcome
          where import_touched.outcome < excluded.outcome""")

    async def outcomes(self) -> tuple[int, int, int]:
        """How many patents were created, updated, left as they were."""
        rows = await self.bulk.rows("select outcome, count(*) from import_touched group by outcome")
        found = {row[0]: row[1] for row in rows}
        return found.get(CREATED, 0), found.get(UPDATED, 0), found.get(UNCHANGED, 0)
