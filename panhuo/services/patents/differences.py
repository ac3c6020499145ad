"""What an import would change: patent by patent, fact by fact, before and after."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TextIO

import orjson

from panhuo.rules.legal_words import EVENT_WORDS, STATUS_WORDS, TYPE_WORDS
from panhuo.rules.vocabulary import LegalEventKind
from panhuo.services.patents.bulk import Bulk, Row
from panhuo.services.patents.merge import COMPARED
from panhuo.services.patents.report import harmless
from panhuo.services.patents.round import CREATED, UNCHANGED
from panhuo.services.patents.sql import Words

HEADINGS = ("申请号", "专利名称", "类别", "字段", "变更前", "变更后")
NAMES = {
    "publication_number": "公开（公告）号",
    "title": "专利名称",
    "abstract": "摘要",
    "independent_claim": "独立权利要求",
    "type": "专利类型",
    "publication_date": "公开（公告）日",
    "priority": "优先权",
    "legal_text": "法律状态/事件",
    "application_date": "申请日",
    "grant_date": "授权日",
    "agency": "专利代理机构",
    "agent": "代理人",
    "address": "地址",
    "region_code": "国省代码",
    "expiry_date": "预估到期日",
    "lapse_date": "失效日期",
    "legal_status": "简单法律状态",
    "owner_names": "专利权人",
    "inventor_names": "发明人",
}
CODES = {"IPC": "IPC分类号", "INDUSTRY": "国民经济行业分类号", "STRATEGIC_INDUSTRY": "战略新兴产业分类"}
CREATED_WORD, CHANGED_WORD, SOLD_WORD, HAPPENED_WORD = "新增", "变更", "转让", "事件"
AT_ONCE = 1_000
LONGEST = 500
"""Characters of a value in the report."""
COLUMNS = ("id", "application_number", *COMPARED)


class Differences:
    """The report: a .csv of patent, class, field, value before and after."""

    def __init__(self, file: TextIO, bulk: Bulk, words: Words) -> None:
        self.writer, self.bulk, self.words = csv.writer(file), bulk, words
        self.writer.writerow(HEADINGS)

    async def write(self) -> None:
        """Add those of the patents that the twins hold."""
        twin, after = self.words.table("patent"), None
        while True:
            beyond = "" if after is None else f"and p.id > {after}"
            rows = await self.bulk.rows(f"""
              select t.outcome, {", ".join(f"p.{name}" for name in COLUMNS)}
              from {twin} p join import_touched t on t.patent_id = p.id
              where t.outcome > {UNCHANGED} {beyond} order by p.id limit {AT_ONCE}""")
            if not rows:
                return
            after = rows[-1][1]
            await self.compare(rows)

    async def compare(self, rows: Sequence[Row]) -> None:
        ids = ", ".join(str(row[1]) for row in rows if row[1] > 0) or "0"
        known = {row[0]: row for row in await self.before(ids)}
        codes = await self.codes("patent_code", ids), await self.codes(self.words.table("patent_code"), ids)
        events = await self.events(ids)
        for outcome, *now in rows:
            number, title = now[1], now[COLUMNS.index("title")]
            for told in self.lines(outcome == CREATED, known.get(now[0]), now, codes, events):
                self.writer.writerow([harmless(cell) for cell in (number, title, *told)])

    async def before(self, ids: str) -> Sequence[Row]:
        return await self.bulk.rows(f"select {', '.join(COLUMNS)} from patent where id in ({ids})")

    async def codes(self, table: str, ids: str) -> Mapping[tuple[int, str], str]:
        found: defaultdict[tuple[int, str], list[str]] = defaultdict(list)
        for patent, kind, code in await self.bulk.rows(f"""
          select patent_id, kind, code from {table} where patent_id in ({ids})
          order by patent_id, kind, position"""):
            found[patent, kind].append(code)
        return {key: " | ".join(some) for key, some in found.items()}

    async def events(self, ids: str) -> Mapping[int, list[Row]]:
        found: defaultdict[int, list[Row]] = defaultdict(list)
        for row in await self.bulk.rows(f"""
          select n.patent_id, n.kind, n.date, n.detail from {self.words.table("legal_event")} n
          left join legal_event e on e.patent_id = n.patent_id and e.kind = n.kind and e.date = n.date
          where e.id is null and n.patent_id in ({ids}) order by n.patent_id, n.date, n.kind"""):
            found[row[0]].append(row)
        return found

    def lines(
        self, new: bool, before: Row | None, now: Sequence[Any], codes: Any, events: Mapping[int, list[Row]]
    ) -> Iterator[tuple[str, str, str, str]]:
        """Class, field, before, after."""
        if new or before is None:
            yield CREATED_WORD, "", "", ""
            return
        for name, old, value in zip(COLUMNS[2:], before[2:], now[2:], strict=True):
            if name in NAMES and old != value:
                yield kind_of(name, old, value), NAMES[name], shown(name, old), shown(name, value)
        for kind, label in CODES.items():
            old, value = (each.get((now[0], kind), "") for each in codes)
            if old != value:
                yield CHANGED_WORD, label, old, value
        for _, kind, day, detail in events.get(now[0], ()):
            yield EVENT_WORDS[kind], HAPPENED_WORD, "", f"{day} {detail or ''}".strip()[:LONGEST]


def kind_of(name: str, old: Any, value: Any) -> str:
    if name == "legal_status" and value == "LAPSED":
        return EVENT_WORDS[LegalEventKind.LAPSE]
    if name == "legal_status" and old == "LAPSED" and value == "VALID":
        return EVENT_WORDS[LegalEventKind.RESTORATION]
    return SOLD_WORD if name == "owner_names" and old not in (None, "[]") else CHANGED_WORD


def shown(name: str, value: Any) -> str:
    if value is None:
        return ""
    if name.endswith("_names"):
        return " | ".join(orjson.loads(value))[:LONGEST]
    return STATUS_WORDS.get(value) or TYPE_WORDS.get(value) or str(value)[:LONGEST]
