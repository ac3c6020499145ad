"""The fixture world in rows, every column filled, so that a null is always a mask."""

from dataclasses import dataclass, field
from datetime import date

from panhuo.auth.passwords import hash_password
from panhuo.models import Code, CodeEdition, JobRow, OrgUnit, PatentCode, User
from panhuo.models import Patent as PatentRow
from panhuo.rules.code_table import CodeTable
from panhuo.rules.vocabulary import (
    CodeKind,
    CodeSource,
    FilingState,
    InstitutionType,
    LegalEventKind,
    MatchState,
    Role,
)
from tests.factories import code, college, enterprise, institution, legal_event, patent, sign_in, user
from tests.factories.matches import match_of
from tests.matrix.belonging_rows import make_belongings
from tests.matrix.belongings import ROW_DOSSIER, ROW_PAPER
from tests.matrix.changing.rows import Rows
from tests.matrix.demand_rows import make_demands
from tests.matrix.dossier_rows import make_dossiers
from tests.matrix.enterprises import make_applications
from tests.matrix.evaluations import make_evaluations
from tests.matrix.facts import ACCOUNTS, CODES, EDITIONS, PAPERS, VIEWERS, Paper, shown_words
from tests.matrix.kinds import KINDS
from tests.matrix.looks import make_looks
from tests.matrix.matches import MATCHES, account_of, paper_of
from tests.matrix.performances import make_performances
from tests.matrix.tokens import make_tokens
from tests.matrix.version_rows import make_versions
from tests.permissions.world import make_units, make_users

CREDIT_CODE = "91350100M000100Y43"
PASSWORD = "correct horse battery staple"
MARKS = {"?": MatchState.PROPOSED, "*": MatchState.CLAIMED, "!": MatchState.REFUSED}
FULL = {
    "publication_number": "CN106595479B",
    "abstract": "摘要",
    "independent_claim": "权利要求",
    "publication_date": date(2020, 1, 1),
    "expiry_date": date(2039, 6, 1),
    "lapse_date": date(2026, 1, 1),
    "legal_text": "有效",
    "agency": "代理机构",
    "agent": "代理人",
    "address": "地址",
    "region_code": "CN-33",
    "priority": "优先权",
}
"""Columns of a patent that would otherwise be null."""
CERTIFIED = {
    "credit_code": CREDIT_CODE,
    "address": "地址",
    "contact_name": "联系人",
    "contact_phone": "010-62511234",
    "contact_email": "office@example.cn",
    "certified_at": 1_700_000_000_000,
}
"""The same of a unit."""


@dataclass
class World:
    """Ids by type and name as GraphQL shows them, application numbers, each viewer's session."""

    ids: dict[str, dict[str, str]] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    usernames: dict[str, str] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    """Names by id."""
    rows: Rows = field(init=False, repr=False)

    def know(self, kind: str, rows: dict[str, int]) -> None:
        self.ids[kind] = {name: f"{kind}:{rows[name]}" for name in KINDS[kind].names}
        self.names |= {identity: name for name, identity in self.ids[kind].items()}


async def make_world() -> World:
    """Insert it."""
    units = await make_units()
    units["C"] = await institution("丙大学")
    units["A3"] = await college(units["A"], "甲三")
    firms = {"E": await enterprise(), "F": await enterprise()}
    users = await make_users(units, firms)
    users["ENT EM"] = await user(Role.ENTERPRISE, firms["E"], is_manager=True)
    world = World(headers={name: await sign_in(account) for name, account in users.items()} | {"visitor": {}})
    world.usernames = {name: account.username for name, account in users.items()}
    assert set(world.headers) == set(VIEWERS) and set(users) == set(ACCOUNTS)
    world.know("OrgUnit", {name: unit.id for name, unit in units.items()})
    world.know("User", {name: account.id for name, account in users.items()})
    for kind, rows in (await make_belongings(units, users)).items():
        world.know(kind, rows)
    await make_versions(world.ids)
    await fill_columns()
    world.know("ApiToken", await make_tokens(users))
    world.know("Code", await make_codes())
    world.know("CodeEdition", await make_editions())
    papers = {name: await make_paper(name, paper, units, users) for name, paper in PAPERS.items()}
    world.know("Patent", {name: made.id for name, made in papers.items()})
    matched = {name: await match_of(users[account_of(name)], papers[paper_of(name)]) for name in MATCHES}
    for kind in ("InventorMatch", "InventorClaim"):
        world.know(kind, {name: match.id for name, match in matched.items()})
    filed = await make_dossiers(units, users, papers)
    world.know("Dossier", filed)
    await JobRow.all().update(patent_id=papers[ROW_PAPER].id, dossier_id=filed[ROW_DOSSIER])
    wanted = await make_demands(users, filed)
    world.know("Demand", wanted)
    world.know("Performance", await make_performances(units, users, papers, wanted))
    world.know("ContactAccess", await make_looks(users, filed))
    world.know("EnterpriseApplication", await make_applications())
    world.know("Evaluation", await make_evaluations(users, filed))
    world.numbers = {name: made.application_number for name, made in papers.items()}
    return world


async def fill_columns() -> None:
    await OrgUnit.all().update(
        activated_at=1_700_000_000_000, institution_type=InstitutionType.UNIVERSITY, **CERTIFIED
    )
    await User.all().update(
        phone="13800000000",
        email="someone@example.cn",
        job_title="处长",
        password_hash=await hash_password(PASSWORD),
    )


async def make_codes() -> dict[str, int]:
    made: dict[str, Code] = {}
    for value, parent in CODES.items():
        made[value] = await code(CodeKind.IPC, value, f"部类 {value}", made.get(parent))
    return {name: row.id for name, row in made.items()}


async def make_editions() -> dict[str, int]:
    """Two of one concordance."""
    columns = {"code_table": CodeTable.INDUSTRY_CONCORDANCE, "codes": 3, "loaded_at": 1, "labelled_at": 2}
    made = {
        name: await CodeEdition.create(name=name, in_force=name == "in force", **columns) for name in EDITIONS
    }
    return {name: row.id for name, row in made.items()}


async def make_paper(name: str, paper: Paper, units: dict[str, OrgUnit], users: dict[str, User]) -> PatentRow:
    matched = [
        (users[each[1:]], MARKS[each[0]]) if each[0] in MARKS else users.get(each, each)
        for each in paper.listed
    ]
    made = await patent(
        *(units.get(each, each) for each in paper.owners.split()),
        former=[units[each] for each in paper.former.split()],
        inventors=matched,
        state=FilingState[paper.state],
        published=paper.published,
        open_showcase="published, open" in shown_words(paper),
        title=f"{name} 电池",
        ipc=["H01M 10/00"],
        industries=["C3841"],
        strategic_industries=["5.2.3"],
        **FULL,
    )
    await PatentCode.filter(patent_id=made.id).update(rule="H01M", source=CodeSource.SUGGESTED)
    await legal_event(made, LegalEventKind.GRANT, date(2021, 6, 1), "授权")
    return made
