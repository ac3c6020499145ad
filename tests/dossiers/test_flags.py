"""What an import, and a change of the tree, mean for dossiers (S85, S189)."""

from datetime import date
from typing import Any

import pytest

from panhuo.errors import ErrorCode
from panhuo.models import Dossier, DossierPatent, Notice, OrgUnit, Patent, Review, ReviewStep
from panhuo.rules.patent_record import PatentRecord
from panhuo.rules.vocabulary import DossierFlag, LegalStatus, NoticeKind, Role
from panhuo.rules.vocabulary import DossierState as D
from panhuo.services.dossiers.filing import file_dossier
from panhuo.services.dossiers.reviewing import approve_dossier, return_dossier
from panhuo.services.dossiers.saving import save_dossier
from panhuo.services.dossiers.settled import change_contact, revise_dossier
from panhuo.services.dossiers.submitting import submit_dossier
from panhuo.services.institutions import update_showcase_settings
from panhuo.services.org_unit_places import merge_org_units
from panhuo.services.org_units import archive_org_unit
from tests.dossiers.making import UNFIT, School, form, school
from tests.dossiers.test_filing import refused
from tests.factories import college, user
from tests.patent_import.records import grant, push
from tests.viewers import viewer_of

FEBRUARY, MARCH = date(2026, 2, 28), date(2026, 3, 31)
pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]


def again(found: Patent, here: School, **changes: Any) -> PatentRecord:
    """The same patent in a later file."""
    facts = {"application_number": found.application_number, "owners": [here.root.name]}
    return grant(**facts | changes)


@pytest.mark.req("S85", "S189")
async def test_a_lapse_hides_what_is_registered_and_a_restoration_shows_it_again() -> None:
    # given
    here = await school()
    done = await here.decided()
    [found] = here.patents

    # when
    await push(again(found, here, legal_status=LegalStatus.LAPSED), as_of=FEBRUARY)

    # then
    row, shown = await Dossier.get(id=done.id), await Patent.get(id=found.id)
    assert (row.state, row.flagged, row.published, shown.published) == (D.REGISTERED, True, False, False)
    assert (await DossierPatent.get(dossier_id=done.id)).flag is DossierFlag.LAPSED
    people = {each["user_id"] for each in await Notice.filter(kind=NoticeKind.DOSSIER_FLAGGED).values()}
    assert people == {here.chen.id, here.admin.id}
    flagged = await Review.filter(act="FLAG").get()
    assert (flagged.from_state, flagged.to_state, flagged.by_id) == (D.REGISTERED, D.REGISTERED, None)

    # when it is in force again
    await push(again(found, here), as_of=MARCH)

    # then
    row, shown = await Dossier.get(id=done.id), await Patent.get(id=found.id)
    assert (row.flagged, row.published, shown.published) == (False, True, True)
    assert shown.registered_at == row.registered_at


@pytest.mark.req("S189")
async def test_a_transfer_flags_the_former_owners_dossier() -> None:
    # given
    here = await school()
    done = await here.decided()
    [found] = here.patents

    # when
    await push(again(found, here, owners=["海沐公司"]), as_of=FEBRUARY)

    # then
    row = await Dossier.get(id=done.id)
    assert (row.state, row.flagged, row.published) == (D.REGISTERED, True, False)
    assert (await DossierPatent.get(dossier_id=done.id)).flag is DossierFlag.TRANSFERRED_OUT
    assert not (await Patent.get(id=found.id)).published


async def test_a_merged_unit_carries_its_dossiers_and_their_route() -> None:
    # given
    here = await school()
    sent = await here.submitted()
    optics = await college(here.root)
    dean = viewer_of(await user(Role.COLLEGE_ADMIN, optics))

    # when
    await merge_org_units(here.viewer("admin"), here.physics.id, optics.id)
    passed = await approve_dossier(dean, sent.id, sent.version)

    # then
    assert passed.state is D.PENDING
    assert (await ReviewStep.get(position=1)).unit_id == optics.id
    assert (await Dossier.get(id=sent.id)).unit_id == optics.id


async def test_a_unit_at_which_dossiers_stand_is_not_archived() -> None:
    here = await school(0)
    optics = await college(here.root)
    first = await school()
    sent = await first.submitted()
    await Dossier.filter(id=sent.id).update(unit_id=optics.id)

    error = await refused(archive_org_unit(here.viewer("admin"), optics.id))

    assert error.code is ErrorCode.UNIT_IN_USE and "1 dossiers" in str(error)


async def test_opening_the_showcase_shows_dossiers_too() -> None:
    here = await school()
    done = await here.decided()

    version = (await OrgUnit.get(id=here.root.id)).version
    await update_showcase_settings(here.viewer("admin"), here.root.id, True, version)

    assert (await Dossier.get(id=done.id)).open_showcase


async def test_new_contacts_do_not_make_a_lapse_forgotten() -> None:
    # given: two of a registered portfolio lapsed, then contact and phone were replaced
    here = await school(2)
    one, two = here.patents
    filed = await file_dossier(here.viewer("admin"), here.numbers, form(name="储能组合"))
    done = await submit_dossier(here.viewer("admin"), filed.id, filed.version)
    lapsed = [again(each, here, legal_status=LegalStatus.LAPSED) for each in (one, two)]
    await push(*lapsed, as_of=FEBRUARY)
    row = await Dossier.get(id=done.id)
    await change_contact(here.viewer("admin"), done.id, row.version, "李四", "0571-88000001")
    assert await current_flags(done.id) == [DossierFlag.LAPSED] * 2

    # when one of them is in force again
    await push(again(one, here), as_of=MARCH)

    # then
    row = await Dossier.get(id=done.id)
    assert await current_flags(done.id) == [None, DossierFlag.LAPSED]
    assert (row.flagged, row.published) == (True, False)


async def test_a_draft_is_flagged_for_as_long_as_what_lapsed_is_in_it() -> None:
    # given
    here = await school(3)
    filed = await file_dossier(here.viewer("chen"), here.numbers, form(name="储能组合"))
    await push(again(here.patents[0], here, legal_status=LegalStatus.LAPSED), as_of=FEBRUARY)
    version = (await Dossier.get(id=filed.id)).version

    # when something else is saved; when the member is taken out
    saved = await save_dossier(here.viewer("chen"), filed.id, version, {"rating": 5})
    kept = (await Dossier.get(id=filed.id)).flagged, await current_flags(filed.id)
    await save_dossier(here.viewer("chen"), filed.id, saved.version, {"members": tuple(here.numbers[1:])})

    # then
    assert kept == (True, [DossierFlag.LAPSED, None, None])
    assert not (await Dossier.get(id=filed.id)).flagged


async def test_a_draft_saved_while_a_patent_had_lapsed_is_submitted_after_its_restoration() -> None:
    # given: returned, flagged, saved, in force again
    here = await school()
    sent = await here.submitted()
    back = await return_dossier(here.viewer("dean"), sent.id, sent.version, "材料不全")
    await push(again(here.patents[0], here, legal_status=LegalStatus.LAPSED), as_of=FEBRUARY)
    row = await Dossier.get(id=back.id)
    await save_dossier(here.viewer("chen"), back.id, row.version, {"rating": 5})
    await push(again(here.patents[0], here), as_of=MARCH)

    # when
    row = await Dossier.get(id=back.id)
    await submit_dossier(here.viewer("chen"), back.id, row.version)

    # then
    assert not (await Dossier.get(id=back.id)).flagged
    assert await current_flags(back.id) == [None]


@pytest.mark.req("S127")
async def test_a_flag_in_the_history_of_a_revision_is_the_revisions() -> None:
    here = await school()
    done = await here.decided(D.INVENTORIED, **UNFIT)
    revision = await revise_dossier(here.viewer("chen"), done.id)

    await push(again(here.patents[0], here, legal_status=LegalStatus.LAPSED), as_of=FEBRUARY)

    told = await Review.filter(act="FLAG").order_by("dossier_id").values("dossier_id", "revision")
    assert told == [
        {"dossier_id": done.id, "revision": False},
        {"dossier_id": revision.id, "revision": True},
    ]


async def current_flags(dossier: int) -> list[DossierFlag | None]:
    """Of the members that readers see, in order."""
    return [
        each.flag
        for each in await DossierPatent.filter(dossier_id=dossier, current=True).order_by("position")
    ]
