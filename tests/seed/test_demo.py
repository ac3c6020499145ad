"""What the demo's world holds, and that it holds together."""

import pytest

from panhuo.auth.passwords import verify_password
from panhuo.db import connection
from panhuo.models import (
    Dossier,
    DossierVersion,
    Enterprise,
    Holding,
    InventorMatch,
    Notice,
    OrgUnit,
    Patent,
    Push,
    User,
)
from panhuo.rules.dossier_content import DossierContent
from panhuo.rules.dossier_outcome import outcome_of
from panhuo.rules.dossier_validation import problems
from panhuo.rules.names import fold_name
from panhuo.rules.vocabulary import (
    ADMIN_ROLES,
    DossierKind,
    DossierState,
    FilingState,
    LegalStatus,
    MatchState,
    NoticeKind,
    OrgUnitKind,
)
from seed.accounts import DEMO_PASSWORD, HOMONYMS, READY_ACCOUNTS, inventor_accounts
from seed.world import AS_OF, ENTERPRISES, INSTITUTIONS, PATENTS, chain
from tests.broken import BROKEN

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("demo")]


@pytest.mark.parametrize("rule", BROKEN)
async def test_the_world_holds_together(rule: str) -> None:
    assert await connection().execute_query_dict(BROKEN[rule]) == []


async def test_the_tree_has_every_kind_of_unit() -> None:
    units = await OrgUnit.all()
    assert {unit.kind for unit in units} == set(OrgUnitKind)
    assert len(units) == sum(1 for institution in INSTITUTIONS for _ in institution)
    for unit in units:
        above = next((other for other in units if other.id == unit.parent_id), None)
        assert unit.institution_id == (above.institution_id if above else unit.id)
        assert unit.branch_id == (
            unit.id if unit.kind is OrgUnitKind.BRANCH else above.branch_id if above else None
        )


async def test_accounts_stand_where_they_should() -> None:
    for account in READY_ACCOUNTS:
        user = await User.get(username=account.username)
        unit = await OrgUnit.get_or_none(id=user.unit_id)
        assert await verify_password(DEMO_PASSWORD, user.password_hash)
        assert (unit and unit.name) == (account.unit and chain(account.unit)[-1].name)
        assert (user.institution_id, user.branch_id) == (
            (unit.institution_id, unit.branch_id) if unit else (None, None)
        )
    expert = await User.get(username="expert@chixia").prefetch_related("enterprise")
    assert expert.enterprise is not None
    assert (expert.enterprise.name, expert.is_manager) == (ENTERPRISES[0], True)
    assert await User.filter(password_hash=None).count() == len(inventor_accounts())
    assert await Enterprise.all().count() == len(ENTERPRISES)


async def test_dossiers_of_both_kinds_are_in_every_state() -> None:
    for kind in DossierKind:
        for state in DossierState:
            assert await Dossier.filter(kind=kind, state=state).count() >= 5


async def test_everybody_who_reviews_has_something_waiting() -> None:
    reviewers = [account for account in READY_ACCOUNTS if account.role in ADMIN_ROLES]
    for account in reviewers:
        user = await User.get(username=account.username)
        assert await Dossier.filter(state=DossierState.PENDING, step_unit_id=user.unit_id).count() >= 2


@pytest.mark.parametrize("state", DossierState)
async def test_what_a_dossier_says_is_valid_and_leads_to_its_state(state: DossierState) -> None:
    for dossier in await Dossier.filter(state=state).limit(200):
        version = await DossierVersion.get(dossier_id=dossier.id)
        content = DossierContent.parse(version.content)
        found = problems(content, dossier.kind)
        assert all(each.only_missing for each in found) and (state is DossierState.DRAFT or found == [])
        if state in (DossierState.INVENTORIED, DossierState.REGISTERED):
            assert outcome_of(content).state is state


async def test_reviewers_know_of_what_waits_and_filers_of_what_was_decided() -> None:
    for dossier in await Dossier.filter(state=DossierState.PENDING):
        told = await Notice.filter(subject_type="Dossier", subject_id=dossier.id).values("kind", "user_id")
        reviewers = await User.filter(unit_id=dossier.step_unit_id, role__in=ADMIN_ROLES).values("id")
        waiting = [each["user_id"] for each in told if each["kind"] == NoticeKind.DOSSIER_WAITING]
        assert waiting == [each["id"] for each in reviewers]
    unread = Notice.filter(read_at=None)
    for kind in ("DECIDED", "DELISTED", "PASSED", "RETURNED", "WAITING"):
        assert await Notice.filter(kind=f"DOSSIER_{kind}").count() >= 5
        assert await unread.filter(kind=f"DOSSIER_{kind}").count() >= 1


async def test_two_deliveries_and_nothing_refused() -> None:
    first, second = await Push.all().order_by("id")
    assert (first.created, first.rejected, first.warnings) == (PATENTS, 0, 0)
    assert (second.updated, second.as_of) == (second.rows, AS_OF)
    assert await Patent.all().count() == PATENTS


async def test_each_institution_has_every_case() -> None:
    for institution in await OrgUnit.filter(kind=OrgUnitKind.INSTITUTION):
        held = Holding.filter(institution_id=institution.id)
        assert await held.filter(current=False).count() >= 2
        assert await held.filter(current=True, rank__gt=1).count() >= 10
        assert await held.filter(current=True, assigned=False).count() >= 20
        for state in FilingState:
            assert await held.filter(current=True, rank=1, filing_state=state).count() >= 10
        for status in LegalStatus:
            assert await held.filter(legal_status=status).count() >= 10
    assert await Patent.filter(institution_id=None, co_owned=True).count() >= 30


async def test_some_registered_patents_lapsed_since() -> None:
    flagged = Patent.filter(filing_state=FilingState.REGISTERED, legal_status=LegalStatus.LAPSED)
    assert await flagged.count() >= 5
    assert await flagged.filter(published=True).count() == 0
    assert await Holding.filter(current=False, filing_state=FilingState.REGISTERED).count() >= 3


async def test_inventors_are_matched_but_namesakes_are_left_to_people() -> None:
    for state in MatchState:
        assert await InventorMatch.filter(state=state).count() >= 50
    for name in HOMONYMS:
        of_that_name = InventorMatch.filter(user__folded=fold_name(name))
        assert await of_that_name.exclude(state=MatchState.PROPOSED).count() == 0
        assert await of_that_name.count() >= 20
