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
    OrgUnitKind,
)
from seed.accounts import DEMO_PASSWORD, HOMONYMS, READY_ACCOUNTS, inventor_accounts
from seed.world import AS_OF, ENTERPRISES, INSTITUTIONS, PATENTS, chain

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("demo")]

BROKEN = {
    "published is registered, valid and held": """
        select p.id from patent p where p.published
          and (p.filing_state <> 'REGISTERED' or p.legal_status <> 'VALID' or p.institution_id is null)""",
    "open where published by an open institution": """
        select p.id from patent p left join org_unit o on o.id = p.institution_id
        where p.open_showcase <> (p.published and coalesce(o.open_showcase, false))""",
    "registered patents have a time, others none": """
        select p.id from patent p where (p.filing_state = 'REGISTERED') <> (p.registered_at is not null)
          or p.registered_sort <> coalesce(p.registered_at, 0)""",
    "the first owner's holding tells the same": """
        select p.id from patent p join holding h on h.patent_id = p.id and h.institution_id = p.institution_id
        where h.filing_state <> p.filing_state or h.registered_sort <> p.registered_sort
          or h.unit_id <> p.unit_id or coalesce(h.branch_id, 0) <> coalesce(p.branch_id, 0)
          or not h.current or h.rank <> 1""",
    "nobody files what others own first": """
        select h.id from holding h join patent p on p.id = h.patent_id
        where h.current and h.rank > 1 and h.filing_state <> 'UNFILED' and p.filing_state <> 'REGISTERED'""",
    "units lie in the holding institution": """
        select h.id from holding h join org_unit u on u.id = h.unit_id
        where u.institution_id <> h.institution_id""",
    "what people assigned stands at a college and has no confirmed inventor of the institution": """
        select h.id from holding h join org_unit u on u.id = h.unit_id
        where h.assigned and (u.kind not in ('COLLEGE', 'BRANCH_COLLEGE') or exists (
          select 1 from patent_inventor i join user_account a on a.id = i.user_id
          where i.patent_id = h.patent_id and i.match = 'CONFIRMED'
            and a.institution_id = h.institution_id))""",
    "a patent tells of its own dossier": """
        select p.id from patent p left join dossier d on d.patent_id = p.id and d.kind = 'SINGLE'
          and d.institution_id = p.institution_id and d.base_id is null
        where p.institution_id is not null and p.filing_state <> case
          when d.id is null then 'UNFILED' when d.state = 'REGISTERED' then 'REGISTERED'
          when d.state in ('INVENTORIED', 'DELISTED') then 'INVENTORIED' else 'FILED' end""",
    "a dossier is published where it is registered and nothing is wrong with its patents": """
        select d.id from dossier d where d.published <> (d.state = 'REGISTERED' and not d.flagged)
          or d.flagged <> exists (select 1 from dossier_patent m
                                  where m.dossier_id = d.id and m.current and m.flag is not null)""",
    "members are flagged where they lapsed or were sold": """
        select m.id from dossier_patent m join dossier d on d.id = m.dossier_id
        join patent p on p.id = m.patent_id
        where m.current and (m.flag is not null) <> (p.legal_status <> 'VALID'
          or not exists (select 1 from holding h where h.patent_id = p.id and h.current
                         and h.institution_id = d.institution_id))""",
    "what waits names a step that reviews, nothing else names one": """
        select d.id from dossier d left join review_step s on s.dossier_id = d.id
          and s.submission = d.submission and s.position = d.step
        where (d.state = 'PENDING') <> (s.id is not null and s.outcome = 'REVIEWS')
          or (s.id is not null and s.unit_id <> d.step_unit_id)""",
    "the last review of a dossier led where it stands": """
        select d.id from dossier d join review r on r.id = (
          select max(l.id) from review l where l.dossier_id = d.id and l.act <> 'FLAG')
        where r.to_state <> d.state""",
    "nobody reviews their own": """
        select r.id from review r join dossier d on d.id = r.dossier_id
        where r.act in ('APPROVE', 'RETURN') and r.by_id = d.filer_id""",
    "matches are by name": """
        select i.id from patent_inventor i join user_account a on a.id = i.user_id where a.name <> i.name""",
}


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
