"""What was inventoried offline and is registered directly (S89, S90, S144)."""

from typing import Any

import pytest

from panhuo.errors import ErrorCode
from panhuo.models import Code, Dossier, DossierVersion, Holding, PatentCode, Review
from panhuo.permissions.viewer import Viewer
from panhuo.rules.dossier_content import DossierContent, StatusEntry
from panhuo.rules.dossier_options import ImplementationStatus
from panhuo.rules.vocabulary import CodeKind, FilingState, Role
from panhuo.rules.vocabulary import DossierState as D
from panhuo.services.acting import acting
from panhuo.services.dossiers.direct import register_directly
from panhuo.services.dossiers.patents import no_import_meanwhile
from panhuo.services.dossiers.submitting import Decided
from tests.dossiers.making import school
from tests.dossiers.test_filing import refused
from tests.factories import branch, code, patent, user
from tests.rules.dossiers import whole
from tests.viewers import viewer_of

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]

UNFIT = (StatusEntry(ImplementationStatus.UNSUITABLE),)


async def direct(viewer: Viewer, patents: list[int], **changes: Any) -> Decided:
    async with acting(viewer) as action:
        await no_import_meanwhile()
        content: DossierContent = whole(**{"members": tuple(patents), **changes})
        return await register_directly(action, patents, content)


@pytest.mark.req("S89", "S90", "S144")
async def test_fit_rows_are_registered_and_unfit_ones_inventoried() -> None:
    # given
    here = await school(4)
    one, two, *both = here.numbers

    # when
    fit = await direct(here.viewer("admin"), [one])
    unfit = await direct(here.viewer("admin"), [two], statuses=UNFIT)
    together = await direct(here.viewer("admin"), both, name="储能组合")

    # then
    assert [each.state for each in (fit, unfit, together)] == [D.REGISTERED, D.INVENTORIED, D.REGISTERED]
    states = [(await Holding.get(patent_id=each)).filing_state.value for each in here.numbers]
    assert states == ["REGISTERED", "INVENTORIED", "UNFILED", "UNFILED"]
    acts = [each.act.value for each in await Review.filter(dossier_id=fit.id).order_by("id")]
    assert acts == ["FILE", "REGISTER_DIRECTLY"]


@pytest.mark.req("S144")
async def test_a_branch_registers_its_own_alone() -> None:
    # given
    here = await school()
    north = await branch(here.root)
    head = viewer_of(await user(Role.BRANCH_ADMIN, north))
    own = await patent(north)

    # when
    done = await direct(head, [own.id])

    # then
    assert done.state is D.REGISTERED
    assert (await refused(direct(head, here.numbers))).code is ErrorCode.NOT_FOUND
    assert (await refused(direct(here.viewer("dean"), here.numbers))).code is ErrorCode.FORBIDDEN


async def test_ones_own_draft_is_gone_on_with_and_what_is_inventoried_revised() -> None:
    # given
    here = await school()
    draft = await here.filed("admin", rating=None)

    # when
    first = await direct(here.viewer("admin"), here.numbers, statuses=UNFIT)
    second = await direct(here.viewer("admin"), here.numbers)
    third = await refused(direct(here.viewer("admin"), here.numbers))

    # then
    assert first.id == second.id == draft.id
    assert (first.state, second.state) == (D.INVENTORIED, D.REGISTERED)
    assert third.code is ErrorCode.DOSSIER_ACT_UNAVAILABLE
    assert await Dossier.all().count() == 1
    assert [each.frozen for each in await DossierVersion.all()] == [True, True]


async def test_anothers_dossier_and_what_lacks_something_are_row_errors() -> None:
    # given
    here = await school(2)
    await here.filed()

    # when
    taken = await refused(direct(here.viewer("admin"), here.numbers[:1]))
    lacking = await refused(direct(here.viewer("admin"), here.numbers[1:], contact=None))

    # then
    assert taken.code is ErrorCode.CONFLICT and "陈一" in str(taken)
    assert lacking.code is ErrorCode.DOSSIER_FIELD_MISSING
    assert await Dossier.all().count() == 1


@pytest.mark.req("S60")
async def test_approved_industries_become_the_patents_own() -> None:
    # given
    here = await school(2)
    await code(CodeKind.INDUSTRY, "C3521", "炼油、化工生产专用设备制造")

    # when
    unknown = await refused(direct(here.viewer("admin"), here.numbers[:1], industry="C3529"))
    await direct(here.viewer("admin"), here.numbers[:1], industry="C3521")

    await Code.filter(code="C3521").update(retired=True)
    retired = await refused(direct(here.viewer("admin"), here.numbers[1:], industry="C3521"))

    # then
    assert unknown.code is retired.code is ErrorCode.DOSSIER_INDUSTRY_UNKNOWN
    [corrected] = await PatentCode.all()
    assert (corrected.code, corrected.source, corrected.position) == ("C3521", "CORRECTED", 1)
    held = await Holding.get(patent_id=here.numbers[0])
    assert (held.main_industry, held.filing_state) == ("C3521", FilingState.REGISTERED)
