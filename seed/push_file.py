"""Files as the platform delivers them: the month's facts, the week's states (S50, S51)."""

import csv
import gzip
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from panhuo.rules.legal_words import (
    BETWEEN,
    EVENT_WORDS,
    STATUS_WORDS,
    TYPE_WORDS,
    transfer_detail,
    transfer_parties,
)
from panhuo.rules.patent_record import PatentRecord
from panhuo.rules.vocabulary import LegalEventKind, LegalStatus
from seed.demo import demo_patents
from seed.world import AS_OF, COMPANIES, PATENTS

COLUMNS: Mapping[str, str] = {
    "申请号": "application_number",
    "公开（公告）号": "publication_number",
    "专利名称": "title",
    "摘要": "abstract",
    "主权项": "independent_claim",
    "专利权人": "owners",
    "发明人": "inventors",
    "申请日": "application_date",
    "公开（公告）日": "publication_date",
    "授权日": "grant_date",
    "预估到期日": "expiry_date",
    "IPC分类号": "ipc",
    "国民经济行业分类号": "industries",
    "战略新兴产业分类": "strategic_industries",
    "法律状态/事件": "legal_text",
    "简单法律状态": "legal_status",
    "专利类型": "type",
    "专利代理机构": "agency",
    "代理人": "agent",
    "地址": "address",
    "国省代码": "region_code",
    "失效日期": "lapse_date",
    "数据截止日": "as_of",
    "批次号": "batch",
}
EVENT_COLUMNS = ("事件类型", "事件日期", "变更前权利人", "变更后权利人")
OF_STATES = ("申请号", "简单法律状态", "失效日期", "数据截止日", "批次号")
MONTH, WEEK = "push-month.csv.gz", "push-week.csv"
"""The demo's files to try."""
NEW, EACH = 5, 3


def write_push(path: Path, records: Iterable[PatentRecord], of_states: bool = False) -> None:
    """A .csv, or .csv.gz by its name, of facts, or of states and events alone."""
    columns = {name: COLUMNS[name] for name in OF_STATES} if of_states else COLUMNS
    packed = path.name.endswith(".gz")
    with (gzip.open if packed else open)(path, "wt", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*columns, *EVENT_COLUMNS])
        for record in records:
            facts = [text(getattr(record, name)) for name in columns.values()]
            writer.writerows([*facts, *event] for event in events_of(record))


def events_of(record: PatentRecord) -> Iterator[Sequence[str]]:
    """The cells of its events: a row tells of one; a patent without any has a row too."""
    if not record.events:
        yield ("",) * len(EVENT_COLUMNS)
    for kind, day, detail in record.events:
        before, after = transfer_parties(detail)
        yield EVENT_WORDS[kind], day.isoformat(), BETWEEN.join(before), BETWEEN.join(after)


def text(value: Any) -> str:
    """A cell."""
    if isinstance(value, list):
        return BETWEEN.join(value)
    if isinstance(value, date):
        return value.isoformat()
    return STATUS_WORDS.get(value) or TYPE_WORDS.get(value) or value or ""


def month() -> Iterator[PatentRecord]:
    """A month for the demo: new patents, some retitled, lapsed, sold or licensed, most as they were."""
    known = list(demo_patents())
    valid = iter([record for record in known if record.legal_status is LegalStatus.VALID][7::11])
    for record in islice(valid, EACH):
        yield replace(record, title=f"{record.title}及其应用", events=[])
    for record in islice(valid, EACH):
        lapse = LegalEventKind.LAPSE, AS_OF, "未缴年费"
        yield replace(record, legal_status=LegalStatus.LAPSED, lapse_date=AS_OF, legal_text="未缴年费",
                      events=[lapse])  # fmt: skip
    for record in islice(valid, EACH):
        sale = LegalEventKind.TRANSFER, AS_OF, transfer_detail(record.owners, [COMPANIES[0]])
        yield replace(record, owners=[COMPANIES[0]], events=[sale])
    for record in islice(valid, EACH):
        yield replace(record, events=[(LegalEventKind.LICENCE, AS_OF, None)])
    yield from islice(valid, 40)
    yield from islice(demo_patents(PATENTS + NEW), PATENTS, None)


def week() -> Iterator[PatentRecord]:
    """A week for the demo: some lapse, some come back into force."""
    known = list(demo_patents())
    for status, kind in (
        (LegalStatus.VALID, LegalEventKind.LAPSE),
        (LegalStatus.LAPSED, LegalEventKind.RESTORATION),
    ):
        chosen = (each for each in known if each.legal_status is status and each.grant_date)
        for record in islice(chosen, 20, 20 + EACH):
            now = LegalStatus.LAPSED if status is LegalStatus.VALID else LegalStatus.VALID
            yield replace(record, legal_status=now, lapse_date=None, events=[(kind, AS_OF, None)])


def write_samples(folder: Path) -> None:
    """The two files, for whoever wants to try `importPatents`."""
    write_push(folder / MONTH, (replace(record, batch="2026-06") for record in month()))
    write_push(folder / WEEK, (replace(record, batch="2026-W27") for record in week()), of_states=True)
