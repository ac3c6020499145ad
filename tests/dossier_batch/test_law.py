"""Law: dossiers → our template → upload = the same dossiers, whatever they say."""

import asyncio
import io
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from tortoise.backends.base.executor import EXECUTOR_CACHE

from panhuo.auth.statements import run
from panhuo.db import database
from panhuo.models import Dossier
from panhuo.rules.dossier_content import DossierContent
from panhuo.rules.dossier_validation import problems
from panhuo.rules.vocabulary import DossierKind
from panhuo.services.dossiers.filing import file_dossier
from panhuo.services.dossiers.submitting import submit_dossier
from panhuo.sheets.dossier_file import read_dossier_file
from panhuo.sheets.dossier_form import DossierForm
from panhuo.sheets.dossier_row import TemplateRow
from panhuo.sheets.dossier_workbook import write_dossier_workbook
from tests.databases import SqliteDatabases
from tests.dossier_batch.making import outcomes, uploaded
from tests.dossiers.making import School, form, school
from tests.rules.dossiers import whole
from tests.sheets.stated import contents

SAID = """
select d.id, d.kind, d.title, v.content, d.state from dossier d
join dossier_version v on v.id = coalesce(d.draft_id, d.content_id) order by d.id
"""
Kept = tuple[bool, DossierContent]
"""Whether it is a portfolio, and what it says."""


def may_be_kept(content: DossierContent, portfolio: bool) -> bool:
    kind = DossierKind.PORTFOLIO if portfolio else DossierKind.SINGLE
    members = {"members": (1, 2) if portfolio else (1,)}
    found = problems(DossierContent.parse(content.json()).merged(members), kind)
    return all(each.only_missing for each in found)


def kept(portfolio: bool) -> st.SearchStrategy[Kept]:
    written = contents(portfolio).map(lambda each: DossierContent.parse(each.json()))
    return st.tuples(st.just(portfolio), written.filter(lambda each: may_be_kept(each, portfolio)))


@settings(max_examples=settings().max_examples // 50)
@given(
    said=st.lists(
        kept(False) | kept(True), min_size=1, max_size=3, unique_by=lambda each: each[1].name or each
    ),
    sent=st.booleans(),
)
def test_dossiers_written_into_a_template_and_uploaded_are_the_same(
    sqlite_databases: SqliteDatabases, said: list[Kept], sent: bool
) -> None:
    EXECUTOR_CACHE.clear()
    url = sqlite_databases.fresh()
    try:
        asyncio.run(round_trip(url, said, sent))
    finally:
        sqlite_databases.drop(url)


async def round_trip(url: str, said: Sequence[Kept], sent: bool) -> None:
    async with database(url):
        here = await school(2 * len(said) + 1)
        chen = here.viewer("chen")
        for place, (portfolio, content) in enumerate(said):
            numbers = here.numbers[2 * place : 2 * place + 1 + portfolio]
            await file_dossier(chen, numbers, form(content))
        if sent:
            saved = await file_dossier(chen, here.numbers[-1:], form(whole()))
            await submit_dossier(chen, saved.id, saved.version)
        before = await run(SAID)

        found = await uploaded(chen, await read_back(here))

        after = await run(SAID)
        unlike = [{name: row[name] for name in ("id", "kind", "title", "content")} for row in after]
        assert unlike == [{name: row[name] for name in ("id", "kind", "title", "content")} for row in before]
        whole_ones = [
            row["state"] == "PENDING" and old["state"] == "DRAFT"
            for row, old in zip(after, before, strict=True)
        ]
        assert outcomes(found) == ["PENDING" if each else "UNCHANGED" for each in whole_ones]
        again = await uploaded(chen, await read_back(here))
        assert set(outcomes(again)) == {"UNCHANGED"}


async def read_back(here: School) -> Sequence[object]:
    """Every dossier there is, written into the template and read."""
    names = {each.id: each.application_number for each in here.patents}
    rows = []
    for each in await Dossier.all().order_by("id"):
        [found] = await run(
            "select content from dossier_version where id = $1", each.draft_id or each.content_id
        )
        content = DossierContent.parse(found["content"])
        first, *further = [names[number] for number in content.members]
        rows.append(TemplateRow(first, "", further=further, content=content))
    buffer = io.BytesIO()
    write_dossier_workbook(buffer, rows, DossierForm())
    with TemporaryDirectory() as folder:
        path = Path(folder) / "建档.xlsx"
        path.write_bytes(buffer.getvalue())
        return read_dossier_file(path, "建档.xlsx").rows
