"""What dossiers say, written and read: a version with its choices and its patents."""

import json
from collections.abc import Sequence
from typing import Any

from panhuo.auth.statements import run
from panhuo.rules.dossier_content import DossierContent, plain, yuan
from panhuo.rules.vocabulary import ChoiceList, DossierKind
from panhuo.services.acting import Action

Row = dict[str, Any]
AUTHOR = "coalesce((select name from user_account where id = $3), '')"
INSERT = f"""
insert into dossier_version (dossier_id, number, author_id, author_name, saved_at)
select cast($1 as bigint), coalesce(max(number), cast($2 as integer)) + 1, cast($3 as bigint), {AUTHOR},
       cast($4 as bigint)
from dossier_version where dossier_id = $1
returning id
"""
COLUMNS = (
    *("content", "fiscal_funding", "fee_standard", "cities", "companies", "price", "contact", "phone"),
    *("maturity", "rating", "advantages", "prospects", "industry", "strategic_industry", "name"),
    "description",
)
FILL = f"""
update dossier_version set author_id = $2, author_name = {AUTHOR.replace("$3", "$2")}, saved_at = $3,
  {", ".join(f"{name} = ${place}" for place, name in enumerate(COLUMNS, 4))}
where id = $1
"""
CHOICE_COLUMNS = (
    *("version_id", "kind", "position", "first_level", "second_level", "custom", "amount", "amount_yuan"),
    *("result", "conclusion", "product", "remark"),
)
CLEAR = (
    "delete from dossier_choice where version_id = $1",
    "delete from dossier_patent where version_id = $1",
)
PATENT_COLUMNS = ("dossier_id", "version_id", "position", "patent_id", "current")
CONTENT = "select content from dossier_version where id = $1"
FREEZE = "update dossier_version set frozen = true where id = $1"
SHOW = "update dossier_patent set current = (version_id = $2) where dossier_id = $1"
FLAG = """
update dossier_patent set flag = (
  select case when p.institution_id is null or p.institution_id <> d.institution_id then 'TRANSFERRED_OUT'
              when p.legal_status = 'LAPSED' then 'LAPSED' end
  from patent p, dossier d where p.id = dossier_patent.patent_id and d.id = dossier_patent.dossier_id)
where dossier_id = $1 and current
"""
"""As an import flags members (`panhuo/services/patents/flags.py`): new rows must not forget it."""
SUMMARY = """
update dossier set title = $2, members = $3, patent_id = $4, fiscal_funding = $5, price = $6, maturity = $7,
  rating = $8, status_bits = $9, willingness_bits = $10, flagged = exists (select 1 from dossier_patent m
                                 where m.dossier_id = $1 and m.current and m.flag is not null)
where id = $1
"""
TITLE = "select title from patent where id = $1"


async def content_of(version: int | None) -> DossierContent:
    """What a version says; nothing without one."""
    rows = await run(CONTENT, version) if version is not None else []
    return DossierContent.parse(rows[0]["content"]) if rows else DossierContent()


async def add_version(
    action: Action, dossier: int, content: DossierContent, shown: bool, after: int = 0
) -> int:
    """A new version that says `content`; its id. Of a first one the number follows `after`."""
    [made] = await run(INSERT, dossier, after, action.viewer.user_id, action.now)
    await fill(action, dossier, made["id"], content, shown)
    return int(made["id"])


async def fill(action: Action, dossier: int, version: int, content: DossierContent, shown: bool) -> None:
    """Let a version say `content`. `shown`: it is what readers of the dossier see."""
    await run(FILL, version, action.viewer.user_id, action.now, *values(content))
    for statement in CLEAR:
        await run(statement, version)
    await insert("dossier_choice", CHOICE_COLUMNS, choices(version, content))
    members = [(dossier, version, place, patent, shown) for place, patent in enumerate(content.members, 1)]
    await insert("dossier_patent", PATENT_COLUMNS, members)


async def insert(table: str, columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Several rows by one statement."""
    if rows:
        width = len(columns)
        marks = ", ".join(
            f"({', '.join(f'${row * width + place}' for place in range(1, width + 1))})"
            for row in range(len(rows))
        )
        names = ", ".join(f'"{name}"' for name in columns)
        await run(f"insert into {table} ({names}) values {marks}", *(each for row in rows for each in row))


def values(content: DossierContent) -> list[Any]:
    """The columns of a version."""
    fee = None if content.fee_standard is None else plain(content.fee_standard)
    lists = [json.dumps(names, ensure_ascii=False) for names in (content.cities, content.companies)]
    return [
        *(content.json(), content.fiscal_funding, fee, *lists, content.price, content.contact, content.phone),
        *(content.maturity, content.rating, content.advantages, content.prospects, content.industry),
        *(content.strategic_industry, content.name, content.description),
    ]


def choices(version: int, content: DossierContent) -> list[tuple[Any, ...]]:
    """The rows of a version's choices."""
    ticked: list[tuple[Any, ...]] = []
    for place, each in enumerate(content.statuses, 1):
        amount = None if each.amount is None else plain(each.amount)
        told = (each.result, each.conclusion, each.product, each.remark)
        head = (version, ChoiceList.STATUS.value, place, each.first.value, each.second, each.custom)
        ticked.append((*head, amount, yuan(each.amount), *told))
    for place, wish in enumerate(content.willingness, 1):
        kind = ChoiceList.WILLINGNESS.value
        ticked.append((version, kind, place, wish.first.value, wish.second, wish.custom, *[None] * 6))
    return ticked


async def summarise(row: Row, content: DossierContent) -> None:
    """Let the dossier's own columns follow what its readers see."""
    title = content.name or ""
    if row["kind"] == DossierKind.SINGLE and content.members:
        [patent] = await run(TITLE, content.members[0])
        title = patent["title"]
    first = content.members[0] if content.members else row["patent_id"]
    await run(FLAG, row["id"])
    chosen = (content.fiscal_funding, content.price, content.maturity, content.rating or 0)
    ticked = (content.status_bits, content.willingness_bits)
    await run(SUMMARY, row["id"], title, len(content.members), first, *chosen, *ticked)


async def publish_version(row: Row, version: int, content: DossierContent) -> None:
    """Freeze a version, and show it to the readers of its dossier."""
    await run(FREEZE, version)
    await run(SHOW, row["id"], version)
    await summarise(row, content)
