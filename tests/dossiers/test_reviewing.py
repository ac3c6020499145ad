"""A dossier's way through review, and what is done with it afterwards."""

import asyncio

import pytest

from panhuo.errors import ErrorCode, PanhuoError
from panhuo.models import (
    ApprovalFlow,
    AuditEntry,
    Dossier,
    DossierPatent,
    DossierVersion,
    Holding,
    Notice,
    OrgUnit,
    Patent,
    Review,
    ReviewStep,
    User,
)
from panhuo.rules.dossier_content import DossierContent
from panhuo.rules.vocabulary import DossierState as D
from panhuo.rules.vocabulary import FilingState, LegalStatus, NoticeKind, Role
from panhuo.services.dossiers.filing import file_dossier
from panhuo.services.dossiers.reviewing import approve_dossier, return_dossier
from panhuo.services.dossiers.saving import discard_dossier, save_dossier
from panhuo.services.dossiers.settled import change_contact, delist_dossier, hand_over, revise_dossier
from panhuo.services.dossiers.submitting import submit_dossier, withdraw_dossier
from tests.dossiers.making import UNFIT, form, school, state
from tests.dossiers.test_filing import refused
from tests.factories import branch, branch_college, college, institution, patent, user
from tests.viewers import viewer_of

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("db")]


async def told(kind: NoticeKind) -> set[int]:
    return {row["user_id"] for row in await Notice.filter(kind=kind).values("user_id")}


@pytest.mark.req("S14", "S19", "S113")
async def test_a_dossier_passes_level_by_level_and_is_registered() -> None:
    # given
    here = await school()
    sent = await here.submitted()
    assert await told(NoticeKind.DOSSIER_WAITING) == {here.dean.id}

    # when
    passed = await approve_dossier(here.viewer("dean"), sent.id, sent.version)
    assert (passed.state, await told(NoticeKind.DOSSIER_WAITING)) == (
        D.PENDING,
        {here.dean.id, here.admin.id},
    )
    assert await told(NoticeKind.DOSSIER_PASSED) == {here.chen.id}
    done = await approve_dossier(here.viewer("admin"), sent.id, passed.version, D.REGISTERED)

    # then
    row, held = await Dossier.get(id=sent.id), await Holding.get(patent_id=here.numbers[0])
    assert (row.state, row.step, row.step_unit_id, row.waiting_since) == (D.REGISTERED, 0, None, 0)
    assert row.published and row.registered_at == row.registered_sort and row.version == done.version
    shown = await Patent.get(id=here.numbers[0])
    assert (shown.filing_state, shown.published) == (FilingState.REGISTERED, True)
    assert shown.registered_at == row.registered_at == held.registered_sort
    assert await told(NoticeKind.DOSSIER_DECIDED) == {here.chen.id}
    assert [(each.act, each.from_state, each.to_state) for each in await Review.all().order_by("id")] == [
        ("FILE", None, D.DRAFT),
        ("SUBMIT", D.DRAFT, D.PENDING),
        ("APPROVE", D.PENDING, D.PENDING),
        ("APPROVE", D.PENDING, D.REGISTERED),
    ]


@pytest.mark.req("S112", "S115")
async def test_the_rule_decides_and_the_reviewer_agrees() -> None:
    # given
    here = await school()
    sent = await here.submitted(**UNFIT)
    passed = await approve_dossier(here.viewer("dean"), sent.id, sent.version)

    # when
    for wrong in (D.REGISTERED, None):
        error = await refused(approve_dossier(here.viewer("admin"), sent.id, passed.version, wrong))
        assert error.code is ErrorCode.DOSSIER_OUTCOME_DIFFERS
    await approve_dossier(here.viewer("admin"), sent.id, passed.version, D.INVENTORIED)

    # then
    row = await Dossier.get(id=sent.id)
    assert (row.state, row.registered_at, row.published) == (D.INVENTORIED, None, False)
    assert row.inventoried_at is not None
    assert (await Holding.get(patent_id=here.numbers[0])).filing_state is FilingState.INVENTORIED


@pytest.mark.req("S20")
async def test_the_institutions_own_filing_has_its_outcome_at_once() -> None:
    here = await school(2)

    fit, unfit = await here.submitted("admin"), await here.submitted("admin", 1, **UNFIT)

    assert (fit.state, unfit.state) == (D.REGISTERED, D.INVENTORIED)
    assert await ReviewStep.all().count() == 0


@pytest.mark.req("S13", "S15", "S18")
async def test_the_route_is_frozen_with_the_levels_passed_over() -> None:
    # given
    here = await school()
    north = await branch(here.root)
    optics = await branch_college(north)
    li = await user(Role.INVENTOR, optics)
    of_optics = await user(Role.BRANCH_COLLEGE_ADMIN, optics)
    found = await patent(north, inventors=[li])
    await ApprovalFlow.filter(id=here.root.id).update(branch=False)
    saved = await file_dossier(viewer_of(li), [found.id], form())

    # when
    sent = await submit_dossier(viewer_of(li), saved.id, saved.version)
    await ApprovalFlow.filter(id=here.root.id).update(branch=True)
    await user(Role.BRANCH_ADMIN, north)
    await approve_dossier(viewer_of(of_optics), sent.id, sent.version)

    # then
    steps = await ReviewStep.all().order_by("position")
    assert [(each.unit_id, each.outcome) for each in steps] == [
        (optics.id, "REVIEWS"),
        (north.id, "SWITCHED_OFF"),
        (here.root.id, "REVIEWS"),
    ]
    assert (await Dossier.get(id=sent.id)).step_unit_id == here.root.id


async def test_a_level_without_an_administrator_is_passed_over_and_recorded() -> None:
    here = await school()
    await User.filter(id=here.dean.id).update(active=False)

    sent = await here.submitted()

    assert (await Dossier.get(id=sent.id)).step_unit_id == here.root.id
    assert [each.outcome for each in await ReviewStep.all().order_by("position")] == ["NO_ADMIN", "REVIEWS"]


async def test_the_institution_acts_for_a_level_that_lost_its_administrator() -> None:
    # given
    here = await school()
    sent = await here.submitted()
    early = await refused(approve_dossier(here.viewer("admin"), sent.id, sent.version))
    await User.filter(id=here.dean.id).update(active=False)

    # when
    passed = await approve_dossier(here.viewer("admin"), sent.id, sent.version)
    await approve_dossier(here.viewer("admin"), sent.id, passed.version, D.REGISTERED)

    # then
    assert early.code is ErrorCode.DOSSIER_ACT_UNAVAILABLE
    approvals = await Review.filter(act="APPROVE").order_by("id")
    assert [(each.on_behalf, each.unit_id) for each in approvals] == [
        (True, here.physics.id),
        (False, here.root.id),
    ]


@pytest.mark.req("S116")
async def test_a_return_goes_to_the_filer_with_its_reason_and_the_route_is_void() -> None:
    # given
    here = await school()
    sent = await here.submitted()
    passed = await approve_dossier(here.viewer("dean"), sent.id, sent.version)

    # when
    empty = await refused(return_dossier(here.viewer("admin"), sent.id, passed.version, " "))
    back = await return_dossier(here.viewer("admin"), sent.id, passed.version, " 请补充材料 ")
    edited = await save_dossier(here.viewer("chen"), sent.id, back.version, {"rating": 5})
    assert (await Dossier.get(id=sent.id)).rating == 4
    again = await submit_dossier(here.viewer("chen"), sent.id, edited.version)

    # then
    row = await Dossier.get(id=sent.id)
    assert empty.code is ErrorCode.DOSSIER_REASON_MISSING
    assert (again.state, row.submission, row.step_unit_id) == (D.PENDING, 2, here.physics.id)
    assert (row.reason, row.rating) == ("请补充材料", 5)
    assert await told(NoticeKind.DOSSIER_RETURNED) == {here.chen.id}
    assert [each.frozen for each in await DossierVersion.all()] == [True, True]
    assert await DossierPatent.filter(current=True).count() == 1


async def test_returns_to_a_disabled_filer_are_told_to_the_institution() -> None:
    here = await school()
    sent = await here.submitted()
    await User.filter(id=here.chen.id).update(active=False)

    await return_dossier(here.viewer("dean"), sent.id, sent.version, "请补充")

    assert await told(NoticeKind.DOSSIER_RETURNED) == {here.admin.id}


@pytest.mark.req("S141")
async def test_a_withdrawal_before_the_first_approval_takes_it_back() -> None:
    # given
    here = await school(2)
    sent, later = await here.submitted(), await here.submitted(which=1)
    passed = await approve_dossier(here.viewer("dean"), later.id, later.version)

    # when
    back = await withdraw_dossier(here.viewer("chen"), sent.id, sent.version)
    late = await refused(withdraw_dossier(here.viewer("chen"), later.id, passed.version))

    # then
    assert back.state is await state(sent.id) is D.DRAFT
    assert late.code is ErrorCode.DOSSIER_APPROVED_ALREADY


async def test_nobody_reviews_their_own() -> None:
    # given
    here = await school()
    sent = await here.submitted()
    await User.filter(id=here.chen.id).update(role=Role.COLLEGE_ADMIN)
    here.chen = await User.get(id=here.chen.id)

    # when
    error = await refused(approve_dossier(here.viewer("chen"), sent.id, sent.version))

    # then
    assert error.code is ErrorCode.DOSSIER_OWN_REVIEW and await state(sent.id) is D.PENDING


async def test_of_two_who_approve_at_once_one_is_told_of_a_conflict() -> None:
    # given
    here = await school()
    second = viewer_of(await user(Role.COLLEGE_ADMIN, here.physics))
    sent = await here.submitted()

    # when
    found = await asyncio.gather(
        approve_dossier(here.viewer("dean"), sent.id, sent.version),
        approve_dossier(second, sent.id, sent.version),
        return_exceptions=True,
    )

    # then
    assert [each.code for each in found if isinstance(each, PanhuoError)] == [ErrorCode.CONFLICT]
    assert await Review.filter(act="APPROVE").count() == 1


async def test_out_of_sight_is_not_found_and_out_of_role_forbidden() -> None:
    here = await school()
    other = viewer_of(await user(Role.COLLEGE_ADMIN, await college(here.root)))
    sent = await here.submitted()

    assert (await refused(approve_dossier(other, sent.id, sent.version))).code is ErrorCode.NOT_FOUND
    error = await refused(approve_dossier(here.viewer("chen"), sent.id, sent.version))
    assert error.code is ErrorCode.FORBIDDEN
    assert await state(sent.id) is D.PENDING


@pytest.mark.req("S85")
async def test_a_member_that_lapsed_meanwhile_can_only_be_returned() -> None:
    # given
    here = await school()
    sent = await here.submitted()
    await Patent.filter(id=here.numbers[0]).update(legal_status=LegalStatus.LAPSED)

    # when
    error = await refused(approve_dossier(here.viewer("dean"), sent.id, sent.version))
    back = await return_dossier(here.viewer("dean"), sent.id, sent.version, "已失效")

    # then
    assert error.code is ErrorCode.DOSSIER_MEMBER_INELIGIBLE and back.state is D.REJECTED
    again = await refused(submit_dossier(here.viewer("chen"), sent.id, back.version))
    assert again.code is ErrorCode.DOSSIER_MEMBER_INELIGIBLE


@pytest.mark.req("S145", "S148")
async def test_what_is_delisted_leaves_the_showcase_and_goes_through_review_again() -> None:
    # given
    here = await school()
    done = await here.decided()

    # when
    gone = await delist_dossier(here.viewer("admin"), done.id, done.version, "信息有误")
    shown = await Patent.get(id=here.numbers[0])
    again = await submit_dossier(here.viewer("chen"), done.id, gone.version)

    # then
    assert (shown.filing_state, shown.published, shown.registered_at) == (
        FilingState.INVENTORIED,
        False,
        None,
    )
    row = await Dossier.get(id=done.id)
    assert (again.state, row.came_from, row.registered_sort) == (D.PENDING, D.DELISTED, 0)
    assert await told(NoticeKind.DOSSIER_DELISTED) == {here.chen.id}
    back = await withdraw_dossier(here.viewer("chen"), done.id, again.version)
    assert back.state is D.DELISTED


@pytest.mark.req("S146")
async def test_who_may_delist() -> None:
    here = await school()
    done = await here.decided()

    for name in ("dean", "chen"):
        error = await refused(delist_dossier(here.viewer(name), done.id, done.version, "有误"))
        assert error.code is ErrorCode.FORBIDDEN
    assert await state(done.id) is D.REGISTERED


@pytest.mark.req("S127")
async def test_a_revision_stands_beside_the_old_result_until_it_is_approved() -> None:
    # given
    here = await school()
    done = await here.decided(D.INVENTORIED, rating=1)
    chen = here.viewer("chen")
    begun = await revise_dossier(chen, done.id)

    # when
    second = await refused(revise_dossier(chen, done.id))
    edited = await save_dossier(chen, begun.id, begun.version, {"rating": 5})
    sent = await submit_dossier(chen, begun.id, edited.version)
    base = await Dossier.get(id=done.id)
    assert (base.state, base.rating) == (D.INVENTORIED, 1)
    passed = await approve_dossier(here.viewer("dean"), sent.id, sent.version)
    end = await approve_dossier(here.viewer("admin"), sent.id, passed.version, D.REGISTERED)

    # then
    assert second.code is ErrorCode.DOSSIER_REVISION_OPEN
    [base] = await Dossier.all()
    assert (end.id, base.id, base.state, base.rating) == (done.id, done.id, D.REGISTERED, 5)
    versions = await DossierVersion.all().order_by("number")
    assert [(each.number, each.rating, each.dossier_id) for each in versions] == [
        (1, 1, done.id),
        (2, 5, done.id),
    ]
    assert base.content_id == versions[1].id and base.draft_id is None
    moved = [(each.act, each.revision, each.to_state) for each in await Review.all().order_by("id")]
    assert moved[4:] == [
        ("REVISE", True, D.DRAFT),
        ("REVISE", False, D.INVENTORIED),
        ("SUBMIT", True, D.PENDING),
        ("APPROVE", True, D.PENDING),
        ("APPROVE", True, None),
        ("REPLACE", False, D.REGISTERED),
    ]
    assert (await Holding.get(patent_id=here.numbers[0])).filing_state is FilingState.REGISTERED


@pytest.mark.req("S127")
async def test_a_revision_given_up_leaves_its_base_untouched() -> None:
    # given
    here = await school()
    done = await here.decided(D.INVENTORIED, **UNFIT)
    begun = await revise_dossier(here.viewer("chen"), done.id)
    before = await Dossier.get(id=done.id)

    # when
    await discard_dossier(here.viewer("chen"), begun.id, begun.version)

    # then
    [base] = await Dossier.all()
    assert dict(base) == dict(before)


@pytest.mark.req("S20", "S127")
async def test_the_institutions_own_revision_takes_effect_at_once() -> None:
    here = await school()
    done = await here.submitted("admin", **UNFIT)
    begun = await revise_dossier(here.viewer("admin"), done.id)
    edited = await save_dossier(here.viewer("admin"), begun.id, begun.version, form())

    end = await submit_dossier(here.viewer("admin"), begun.id, edited.version)

    assert (end.id, end.state, await Dossier.all().count()) == (done.id, D.REGISTERED, 1)


async def test_only_what_is_inventoried_is_revised() -> None:
    here = await school()
    done = await here.decided()

    error = await refused(revise_dossier(here.viewer("chen"), done.id))

    assert error.code is ErrorCode.DOSSIER_ACT_UNAVAILABLE


@pytest.mark.req("S74")
async def test_a_dossier_is_handed_over_to_who_could_file_it() -> None:
    # given
    here = await school()
    saved = await here.filed()
    elsewhere = await user(Role.COLLEGE_ADMIN, await college(here.root))
    foreign = await user(Role.INSTITUTION_ADMIN, await institution())
    admin = here.viewer("admin")

    # when
    for unfit in (elsewhere.id, foreign.id, here.chen.id):
        error = await refused(hand_over(admin, saved.id, saved.version, unfit, "离职"))
        assert error.code is ErrorCode.DOSSIER_RECEIVER_UNFIT
    given = await hand_over(admin, saved.id, saved.version, here.dean.id, "离职")

    # then
    row = await Dossier.get(id=saved.id)
    assert (given.state, row.filer_id) == (D.DRAFT, here.dean.id)
    assert await told(NoticeKind.DOSSIER_HANDED_OVER) == {here.chen.id, here.dean.id}
    assert (await Review.filter(act="HAND_OVER").get()).receiver_id == here.dean.id
    assert "DOSSIER_HANDED_OVER" in {each.action for each in await AuditEntry.all()}
    await save_dossier(here.viewer("dean"), saved.id, given.version, {"rating": 5})


@pytest.mark.req("S74")
async def test_nothing_is_handed_over_under_review_nor_by_a_college() -> None:
    here = await school()
    sent = await here.submitted()

    error = await refused(hand_over(here.viewer("admin"), sent.id, sent.version, here.dean.id, "离职"))
    other = await refused(hand_over(here.viewer("dean"), sent.id, sent.version, here.dean.id, "离职"))

    assert error.code is ErrorCode.DOSSIER_ACT_UNAVAILABLE and other.code is ErrorCode.FORBIDDEN
    assert (await Dossier.get(id=sent.id)).filer_id == here.chen.id


async def test_contact_and_phone_of_a_registered_dossier_are_replaced_without_review() -> None:
    # given
    here = await school()
    done = await here.decided()

    # when
    one = await change_contact(here.viewer("chen"), done.id, done.version, "王五", "13900000000")
    two = await change_contact(here.viewer("admin"), done.id, one.version, "赵六", "13900000001")
    error = await refused(change_contact(here.viewer("admin"), done.id, two.version, "赵六", "1"))

    # then
    row = await Dossier.get(id=done.id)
    version = await DossierVersion.get(id=row.content_id)
    assert (row.state, version.contact, version.phone, version.number) == (
        D.REGISTERED,
        "赵六",
        "13900000001",
        3,
    )
    assert DossierContent.parse(version.content).rating == 4
    assert error.code is ErrorCode.DOSSIER_PHONE_INVALID
    assert await Review.filter(act="CHANGE_CONTACT").count() == 2


@pytest.mark.req("S71")
async def test_a_co_owner_sees_the_registration_and_its_end_alone() -> None:
    # given
    here, other = await school(0), await institution()
    shared = await patent(here.root, other, inventors=[here.chen])
    here.patents = [shared]
    held = Holding.filter(patent_id=shared.id, institution_id=other.id)

    # when
    sent = await here.submitted()
    while_pending = (await held.get()).filing_state
    passed = await approve_dossier(here.viewer("dean"), sent.id, sent.version)
    done = await approve_dossier(here.viewer("admin"), sent.id, passed.version, D.REGISTERED)
    registered = (await held.get()).filing_state
    await delist_dossier(here.viewer("admin"), sent.id, done.version, "有误")

    # then
    assert (while_pending, registered) == (FilingState.UNFILED, FilingState.REGISTERED)
    assert (await held.get()).filing_state is FilingState.UNFILED


async def test_an_open_showcase_shows_what_is_registered() -> None:
    here = await school()
    await OrgUnit.filter(id=here.root.id).update(open_showcase=True)

    done = await here.decided()

    assert (await Dossier.get(id=done.id)).open_showcase
    assert (await Patent.get(id=here.numbers[0])).open_showcase
