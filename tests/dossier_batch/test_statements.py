"""How many statements a batch takes: as many for many rows as for few."""

import pytest

from bench.dossier_file import dossiers, number, owned
from panhuo.auth import statements
from panhuo.models import Dossier
from panhuo.permissions.viewer import Viewer
from panhuo.services.patent_import import publish_records
from panhuo.sheets.dossier_row import DossierRow
from tests.dossier_batch.making import outcomes, row, uploaded
from tests.dossiers.making import school
from tests.viewers import viewer_of

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]

FEW, MANY = 12, 240


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The statements that ran."""
    seen: list[str] = []
    spelled = statements.spelled

    def noting(statement: str, *rest: object) -> str:
        seen.append(statement)
        return spelled(statement, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(statements, "spelled", noting)
    return seen


def rows(first: int, count: int, **said: object) -> list[DossierRow]:
    """Singles, every fourth a portfolio with the one before."""
    found = []
    for at, each in enumerate(dossiers(count, 0, first=first)):
        serial = first + at
        further = (number(serial - 1),) if at % 4 == 3 else ()
        name = {"name": f"组合{serial}"} if further else {}
        changes = {**each.content.filled(), **name, **said}
        found.append(row(4 + at, number(serial), *further, content=each.content.merged(changes)))
    return found


async def counted(viewer: Viewer, given: list[DossierRow], ran: list[str]) -> int:
    """How many statements it takes to look at rows and write them."""
    ran.clear()
    found = await uploaded(viewer, given)
    assert "ERROR" not in outcomes(found), [each.issues for each in found.candidates if each.issues][:3]
    return len([statement for statement in ran if "pg_notify" not in statement])


@pytest.mark.req("S88", "S91", "S89")
async def test_as_many_statements_for_many_rows_as_for_few(ran: list[str]) -> None:
    # given
    here = await school(0)
    await publish_records(owned(2 * (FEW + MANY), here.root.name), None, "专利.csv")
    admin = viewer_of(here.admin)

    # when new rows are registered, then what is inventoried or registered is sent again with changes
    few = await counted(admin, rows(1, FEW), ran)
    many = await counted(admin, rows(FEW + 1, MANY), ran)
    drafts = await counted(admin, rows(FEW + MANY + 1, FEW, contact=None), ran)
    more = await counted(admin, rows(FEW + MANY + 1 + FEW, MANY, contact=None), ran)
    whole = await counted(admin, rows(FEW + MANY + 1, FEW), ran)
    wholes = await counted(admin, rows(FEW + MANY + 1 + FEW, MANY), ran)

    # then
    assert few == many
    assert drafts == more
    assert whole == wholes
    assert await Dossier.all().count() == 2 * (FEW + MANY)
