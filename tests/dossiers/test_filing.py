"""Drafts: who may begin one, who owns it, what a save keeps."""

import asyncio

import pytest

from panhuo.errors import ErrorCode, PanhuoError
from panhuo.models import (
    AuditEntry,
    DataVersion,
    Dossier,
    DossierChoice,
    DossierPatent,
    DossierVersion,
    Holding,
    Patent,
    Review,
)
from panhuo.rules.dossier_content import DossierContent
from panhuo.rules.dossier_problems import ProblemCode
from panhuo.rules.eligibility import FilingRefusal
from panhuo.rules.vocabulary import DossierKind, DossierState, FilingState, LegalStatus, Role
from panhuo.services.dossiers.filing import file_dossier, open_dossier
from panhuo.services.dossiers.saving import copy_content, discard_dossier, save_dossier
from panhuo.services.dossiers.submitting import submit_dossier
from tests.dossiers.making import form, school
from tests.factories import branch, institution, patent, user
from tests.rules.dossiers import LICENSED, whole
from tests.viewers import viewer_of

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]


async def refused(work: object) -> PanhuoError:
    with pytest.raises(PanhuoError) as error:
        await work  # type: ignore[misc]
    return error.value


@pytest.mark.req("S57", "S66", "S75")
async def test_opening_writes_nothing_and_tells_what_is_to_be_filled_in() -> None:
    # given
    here = await school(2)

    # when
    single = await open_dossier(here.viewer("chen"), here.numbers[:1])
    both = await open_dossier(here.viewer("chen"), here.numbers)

    # then
    assert (single.kind, both.kind) == (DossierKind.SINGLE, DossierKind.PORTFOLIO)
    assert single.refusals == {here.numbers[0]: None} and single.dossiers == {here.numbers[0]: None}
    assert ("name",) in [each.path for each in both.problems]
    assert await Dossier.all().count() == await Review.all().count() == 0


@pytest.mark.req("S72", "S75")
async def test_the_first_save_owns_and_keeps_an_incomplete_draft() -> None:
    # given
    here = await school()

    # when
    saved = await file_dossier(here.viewer("chen"), here.numbers, {"rating": 3})

    # then
    row = await Dossier.get(id=saved.id)
    assert (row.state, row.kind, row.filer_id) == (DossierState.DRAFT, DossierKind.SINGLE, here.chen.id)
    assert (row.title, row.rating, row.unit_id) == (here.patents[0].title, 3, here.physics.id)
    assert {each.code for each in saved.problems} == {ProblemCode.FIELD_MISSING}
    version = await DossierVersion.get(dossier_id=saved.id)
    assert row.draft_id == version.id and row.content_id is None and not version.frozen
    assert (await Holding.get(patent_id=here.numbers[0])).filing_state is FilingState.FILED
    assert (await Patent.get(id=here.numbers[0])).filing_state is FilingState.FILED
    [review] = await Review.all()
    assert (review.act, review.from_state, review.to_state) == ("FILE", None, DossierState.DRAFT)
    assert [entry.action for entry in await AuditEntry.all()] == ["DOSSIER_FILED"]
    assert await DataVersion.filter(kind="UNIT", key=here.physics.id).count() == 1


@pytest.mark.req("S72")
async def test_the_loser_is_told_who_won() -> None:
    # given
    here = await school()
    await here.filed()

    # when
    error = await refused(here.filed("dean"))

    # then
    assert error.code is ErrorCode.CONFLICT and "陈一" in str(error)
    assert await Dossier.all().count() == 1


@pytest.mark.req("S72", "S75")
async def test_of_several_who_save_in_the_same_instant_one_owns() -> None:
    # given
    here = await school()
    people = [here.viewer(name) for name in ("chen", "dean", "admin")]

    # when
    found = await asyncio.gather(
        *(file_dossier(each, here.numbers, form()) for each in people), return_exceptions=True
    )

    # then
    errors = [each for each in found if isinstance(each, PanhuoError)]
    assert [each.code for each in errors] == [ErrorCode.CONFLICT] * 2
    assert await Dossier.all().count() == await DossierVersion.all().count() == 1


async def test_the_same_key_files_once() -> None:
    here = await school()
    first, second = [await file_dossier(here.viewer("chen"), here.numbers, form(), key="k") for _ in range(2)]

    assert first == second and await Dossier.all().count() == 1


@pytest.mark.req("S58", "S70", "S71")
async def test_what_may_not_be_filed_is_refused_with_the_reason() -> None:
    # given
    here, other = await school(), await institution()
    dean, admin = here.viewer("dean"), here.viewer("admin")
    lapsed = await patent(here.root, inventors=[here.chen], legal_status=LegalStatus.LAPSED)
    shared = await patent(other, here.root)
    gone = await patent(other, former=[here.root])
    outside = await patent("某公司", here.root)
    far = await patent(await branch(here.root))
    foreign = await patent(other)

    # when
    found = {
        name: await refused(file_dossier(viewer, [each.id], form()))
        for name, viewer, each in (
            ("LAPSED", dean, lapsed),
            ("NOT_FIRST_OWNER", admin, shared),
            ("TRANSFERRED_OUT", admin, gone),
            ("FIRST_OWNER_OUTSIDE", admin, outside),
            ("OTHER_CAMPUS", admin, far),
        )
    }

    # then
    for name, error in found.items():
        assert error.code is ErrorCode.DOSSIER_NOT_FILEABLE, name
        assert (error.extensions or {})["refusal"] == name
    assert (await refused(file_dossier(admin, [foreign.id], form()))).code is ErrorCode.NOT_FOUND
    assert (await refused(file_dossier(dean, [shared.id], form()))).code is ErrorCode.NOT_FOUND
    operator = viewer_of(await user(Role.PLATFORM_OPERATOR))
    assert (await refused(file_dossier(operator, [far.id], form()))).code is ErrorCode.FORBIDDEN
    assert await Dossier.all().count() == 0
    opened = await open_dossier(admin, [far.id])
    assert opened.refusals == {far.id: FilingRefusal.OTHER_CAMPUS}


@pytest.mark.req("S82", "S84", "S86")
async def test_a_portfolio_takes_branch_patents_and_what_is_filed_already() -> None:
    # given
    here = await school(2)
    far = await patent(await branch(here.root))
    await here.filed()

    # when
    one, two = [
        await file_dossier(here.viewer("admin"), [here.numbers[0], far.id], form(name=f"组合{number}"))
        for number in (1, 2)
    ]

    # then
    assert one.problems == two.problems == ()
    row = await Dossier.get(id=one.id)
    assert (row.kind, row.title, row.members) == (DossierKind.PORTFOLIO, "组合1", 2)
    assert (await Holding.get(patent_id=far.id)).filing_state is FilingState.UNFILED


async def test_a_save_keeps_what_it_leaves_out_and_empties_by_null() -> None:
    # given
    here = await school()
    saved = await here.filed(statuses=whole(statuses=(LICENSED,)).filled()["statuses"])

    # when
    again = await save_dossier(
        here.viewer("chen"), saved.id, saved.version, {"rating": None, "contact": "李二"}
    )
    same = await save_dossier(here.viewer("chen"), saved.id, again.version, {"contact": "李二"})

    # then
    assert again.version == same.version == saved.version + 1
    assert [each.path for each in again.problems] == [("rating",)]
    version = await DossierVersion.get(dossier_id=saved.id)
    content = DossierContent.parse(version.content)
    assert (content.contact, content.rating, content.advantages) == ("李二", None, "能量密度高")
    assert (version.contact, version.rating, (await Dossier.get(id=saved.id)).rating) == ("李二", None, 0)
    status, wish = await DossierChoice.all().order_by("kind")
    assert (status.first_level, status.second_level) == ("LICENSED", "SOLE_LICENCE_SIGNED")
    assert (status.amount, status.amount_yuan, wish.first_level) == ("12.5", 125_000, "TO_LICENSE")
    assert await Review.all().count() == 1


async def test_who_saved_an_older_version_or_is_not_the_filer_changes_nothing() -> None:
    # given
    here = await school()
    saved = await here.filed()
    await save_dossier(here.viewer("chen"), saved.id, saved.version, {"rating": 5})

    # when
    late = await refused(save_dossier(here.viewer("chen"), saved.id, saved.version, {"rating": 1}))
    other = await refused(save_dossier(here.viewer("dean"), saved.id, saved.version + 1, {"rating": 1}))

    # then
    assert late.code is ErrorCode.CONFLICT
    assert other.code is ErrorCode.NOT_FOUND
    assert (await Dossier.get(id=saved.id)).rating == 5


@pytest.mark.parametrize("changes", [{"rating": 9}, {"phone": "1"}, {"members": []}])
async def test_no_draft_holds_what_is_wrong(changes: dict[str, object]) -> None:
    here = await school()
    saved = await here.filed()

    error = await refused(save_dossier(here.viewer("chen"), saved.id, saved.version, changes))

    assert error.code.value.startswith("DOSSIER_") or error.code is ErrorCode.INVALID_VALUE
    assert (await Dossier.get(id=saved.id)).version == saved.version


@pytest.mark.req("S69", "S79", "S83")
async def test_a_single_draft_becomes_a_portfolio_whose_members_change() -> None:
    # given
    here = await school(3)
    one, two, three = here.numbers
    saved = await here.filed()

    # when
    grown = await save_dossier(
        here.viewer("chen"), saved.id, saved.version, {"members": [one, two], "name": "储能组合"}
    )
    turned = await save_dossier(here.viewer("chen"), saved.id, grown.version, {"members": [three, one]})

    # then
    row = await Dossier.get(id=saved.id)
    assert (row.kind, row.patent_id, row.members) == (DossierKind.PORTFOLIO, three, 2)
    members = await DossierPatent.filter(dossier_id=saved.id, current=True).order_by("position")
    assert [each.patent_id for each in members] == [three, one] and turned.problems == ()
    assert (await Holding.get(patent_id=one)).filing_state is FilingState.UNFILED
    await here.filed("dean")


@pytest.mark.req("S85")
async def test_a_new_member_must_be_fit_to_file() -> None:
    here = await school(2)
    saved = await file_dossier(here.viewer("chen"), here.numbers, {"name": "组合"})
    lapsed = await patent(here.root, inventors=[here.chen], legal_status=LegalStatus.LAPSED)

    error = await refused(
        save_dossier(here.viewer("chen"), saved.id, saved.version, {"members": [*here.numbers, lapsed.id]})
    )

    assert error.code is ErrorCode.DOSSIER_NOT_FILEABLE


async def test_discarding_frees_the_patent() -> None:
    # given
    here = await school()
    saved = await here.filed()

    # when
    await discard_dossier(here.viewer("chen"), saved.id, saved.version)

    # then
    for table in (Dossier, DossierVersion, DossierChoice, DossierPatent, Review):
        assert await table.all().count() == 0
    assert (await Patent.get(id=here.numbers[0])).filing_state is FilingState.UNFILED
    await here.filed("dean")


async def test_what_was_submitted_once_is_not_discarded() -> None:
    here = await school()
    sent = await here.submitted()

    error = await refused(discard_dossier(here.viewer("chen"), sent.id, sent.version))

    assert error.code is ErrorCode.DOSSIER_ACT_UNAVAILABLE


async def test_a_sibling_is_copied_but_for_what_is_the_patents_own() -> None:
    # given
    here = await school(2)
    first = await here.filed(which=0, contact="张三", industry="C3521")
    second = await file_dossier(here.viewer("chen"), here.numbers[1:], {})

    # when
    copied = await copy_content(here.viewer("chen"), first.id, second.id, second.version)

    # then
    assert copied.problems == ()
    row = await Dossier.get(id=second.id)
    version = await DossierVersion.get(id=row.draft_id)
    assert (version.contact, version.industry, row.patent_id) == ("张三", None, here.numbers[1])


async def test_an_incomplete_dossier_is_not_submitted() -> None:
    here = await school()
    saved = await here.filed(rating=None)

    error = await refused(submit_dossier(here.viewer("chen"), saved.id, saved.version))

    assert error.code is ErrorCode.DOSSIER_FIELD_MISSING
    assert (error.extensions or {})["field"] == "rating"
    assert (await Dossier.get(id=saved.id)).state is DossierState.DRAFT
