"""Exports: one instant, limits, what is recorded, and that every column there is can be had."""

from collections.abc import Iterator

import httpx
import pytest
from graphql import GraphQLObjectType, get_named_type, is_leaf_type

from panhuo import clock, db
from panhuo.auth.sessions import viewer_of_account
from panhuo.auth.statements import run
from panhuo.compiler.snapshot import snapshot
from panhuo.jobs.export_asked import ExportAsked, ExportLayout, chosen, planned
from panhuo.models import AuditEntry, ContactAccess, Patent
from panhuo.rules.vocabulary import DossierState, Role
from panhuo.schema import schema
from panhuo.sheets.export_columns import ExportColumn, ExportLibrary, columns_of
from panhuo.sheets.export_file import ExportFormat
from tests.exports.asking import COLUMNS, begun, column, exported, refused, table
from tests.factories import college, dossier, institution, patent, sign_in, user
from tests.jobs.asking import ask, job, run_due
from tests.rules.dossiers import whole
from tests.settings import settings

pytestmark = pytest.mark.anyio

LEFT_OUT = {
    "Patent": "owners inventors legalEvents viewerCan availableActions portfolios institution branch unit"
    " dossier",
    "Dossier": "fiscalFunding price maturity rating content draft members route reviews versions revisionOf"
    " openRevision viewerCan availableActions outcome filer patent institution branch unit",
}
"""Fields of rows that no column shows: lists and objects, and what the form's own columns say."""


async def made() -> tuple[dict[str, str], dict[str, str]]:
    """Two filed patents; the headers of their institution's administrator and of the operator."""
    school = await institution("青岚大学")
    chen = await user(Role.INVENTOR, await college(school, "物理学院"), "陈一")
    for title in ("电池", "灯具"):
        filed = await patent(school, inventors=[chen], title=title)
        await dossier(chen, filed, state=DossierState.REGISTERED, content=whole())
    admin, operator = await user(Role.INSTITUTION_ADMIN, school), await user(Role.PLATFORM_OPERATOR)
    return await sign_in(admin), await sign_in(operator)


async def test_a_list_too_long_fails_the_export(client: httpx.AsyncClient) -> None:
    admin, _ = await made()
    with settings(export_rows=1):
        started = await begun(client, admin, filed="ALL")
        await run_due()
        ended = await job(client, admin, started["id"])

    assert (ended["state"], ended["error"]["code"], ended["files"]) == ("FAILED", "EXPORT_TOO_LARGE", [])
    assert await AuditEntry.filter(action="EXPORTED").count() == 0


async def test_it_is_recorded_what_was_taken_along_and_whose_contacts(client: httpx.AsyncClient) -> None:
    admin, operator = await made()

    await exported(client, admin, filed="ALL", format="CSV", columns=["title", "dossier.phone"])
    await exported(client, operator, filed="ALL", format="CSV", columns=["title"])
    assert await ContactAccess.all().count() == 0

    found = await table(client, operator, filed="ALL", format="CSV", columns=["title", "dossier.phone"])
    assert column(found, "Phone") == ["0571-88000000"] * 2
    assert sorted(await ContactAccess.all().values_list("dossier_title", flat=True)) == ["灯具", "电池"]
    texts = await AuditEntry.filter(action="EXPORTED").order_by("id").values_list("after", flat=True)
    assert [text.count("dossier.phone") for text in texts] == [1, 0, 1]
    assert all('"rows":2' in text for text in texts)


async def test_nobody_is_offered_what_the_role_may_not_read(client: httpx.AsyncClient) -> None:
    admin, operator = await made()

    async def readable(headers: dict[str, str], library: str) -> set[bool]:
        answer = await ask(client, COLUMNS, headers, library=library)
        return {each["readable"] for each in answer["data"]["exportColumns"]}

    assert await readable(admin, "MY_DOSSIERS") == await readable(operator, "PATENTS") == {True}
    assert await readable(operator, "MY_DOSSIERS") == {False}
    assert await refused(client, operator, library="MY_DOSSIERS") == [("FORBIDDEN", "library")]
    assert await refused(client, operator, layout="TEMPLATE") == [("FORBIDDEN", "layout")]


async def test_a_file_is_of_one_instant_and_nobody_waits_for_it(client: httpx.AsyncClient) -> None:
    # given an export that has found its rows
    await made()
    [operator] = await run("select id from user_account where role = 'PLATFORM_OPERATOR'")
    viewer = await viewer_of_account(operator["id"])
    assert viewer is not None
    library, arguments = ExportLibrary.PATENTS, {"filed": "ALL", "orderBy": [{"field": "APPLICATION_DATE"}]}
    asked = ExportAsked(library, ["title"], ExportFormat.JSONL, ExportLayout.COLUMNS, False, arguments, None)
    plan = planned(asked, chosen(library, ["title"]), viewer)
    async with snapshot() as database:
        numbers = await plan.numbers(database)

        # when somebody changes everything meanwhile, without waiting for it
        await Patent.all().update(title="改名")
        await patent("丙公司", title="新来")

        # then the rows are those of that instant
        rows = await plan.page(numbers, database)
        assert sorted(row["title"] for row in rows) == ["灯具", "电池"]
    async with snapshot() as database:
        assert len(await plan.numbers(database)) == 3


@pytest.mark.parametrize("library", ExportLibrary)
async def test_all_columns_together_are_one_plan(client: httpx.AsyncClient, library: ExportLibrary) -> None:
    """SQLite joins no more than 64 tables."""
    school = await institution()
    admin = await user(Role.INSTITUTION_ADMIN, school)
    viewer, every = await viewer_of_account(admin.id), columns_of(library)
    assert viewer is not None and clock.today() and db.dialect()
    keys = [each.key for each in every]
    assert len({*keys}) == len(keys)
    asked = ExportAsked(library, keys, ExportFormat.XLSX, ExportLayout.COLUMNS, True, {}, None)
    assert planned(asked, every, viewer).denied == []
    assert len({each.chinese for each in every}) == len(every)


@pytest.mark.parametrize("library", [ExportLibrary.PATENTS, ExportLibrary.RESOURCES])
def test_everything_that_is_one_value_has_a_column(library: ExportLibrary) -> None:
    kind = "Patent" if library is ExportLibrary.PATENTS else "Dossier"
    shown = {path.split(".")[0] for each in columns_of(library) for path in each.paths}
    form = {path.rpartition(".")[2] for path in paths(columns_of(library)) if "content." in path}

    assert set(leaves(kind)) - shown - {*LEFT_OUT[kind].split()} == set()
    assert set(leaves("DossierContent")) - form == set()


def paths(columns: tuple[ExportColumn, ...]) -> list[str]:
    return [path for each in columns for path in each.paths]


def leaves(kind: str) -> Iterator[str]:
    """Fields of a type that are values, or lists of them."""
    found = schema._schema.type_map[kind]
    assert isinstance(found, GraphQLObjectType)
    return (name for name, field in found.fields.items() if is_leaf_type(get_named_type(field.type)))
