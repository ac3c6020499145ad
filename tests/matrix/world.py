"""The fixture world in rows, every column filled, so that a null is always a mask."""

from dataclasses import dataclass, field
from datetime import date

from panhuo.auth.passwords import hash_password
from panhuo.models import Code, OrgUnit, PatentCode, User
from panhuo.models import Patent as PatentRow
from panhuo.rules.vocabulary import CodeKind, FilingState, InstitutionType, LegalEventKind, MatchState
from tests.factories import code, enterprise, institution, legal_event, patent, sign_in
from tests.matrix.facts import ACCOUNTS, CODES, KINDS, PAPERS, VIEWERS, Paper, shown_words
from tests.matrix.upload_rows import make_uploads
from tests.matrix.version_rows import make_versions
from tests.permissions.world import make_units, make_users

PASSWORD = "correct horse battery staple"
MATCHES = {"?": MatchState.PROPOSED, "!": MatchState.REFUSED}
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


@dataclass
class World:
    """Ids by type and name as GraphQL shows them, application numbers, each viewer's session."""

    ids: dict[str, dict[str, str]] = field(default_factory=dict)
    numbers: dict[str, str] = field(default_factory=dict)
    usernames: dict[str, str] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)
    uploads: dict[str, str] = field(default_factory=dict)
    """Ids by the owner's name and the state."""
    names: dict[str, str] = field(default_factory=dict)
    """Names by id."""

    def know(self, kind: str, rows: dict[str, int]) -> None:
        self.ids[kind] = {name: f"{kind}:{rows[name]}" for name in KINDS[kind].names}
        self.names |= {identity: name for name, identity in self.ids[kind].items()}


async def make_world() -> World:
    """Insert it."""
    units = await make_units()
    units["C"] = await institution("丙大学")
    users = await make_users(units, {"E": await enterprise(), "F": await enterprise()})
    world = World(headers={name: await sign_in(account) for name, account in users.items()} | {"visitor": {}})
    world.usernames = {name: account.username for name, account in users.items()}
    assert set(world.headers) == set(VIEWERS) and set(users) == set(ACCOUNTS)
    world.know("OrgUnit", {name: unit.id for name, unit in units.items()})
    world.know("User", {name: account.id for name, account in users.items()})
    world.uploads = await make_uploads(users)
    await make_versions(world.ids)
    await fill_columns()
    world.know("Code", await make_codes())
    papers = {name: await make_paper(name, paper, units, users) for name, paper in PAPERS.items()}
    world.know("Patent", {name: made.id for name, made in papers.items()})
    world.numbers = {name: made.application_number for name, made in papers.items()}
    return world


async def fill_columns() -> None:
    await OrgUnit.all().update(activated_at=1_700_000_000_000, institution_type=InstitutionType.UNIVERSITY)
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


async def make_paper(name: str, paper: Paper, units: dict[str, OrgUnit], users: dict[str, User]) -> PatentRow:
    inventors = [each.strip() for each in paper.inventors.split(",") if each.strip()]
    matched = [
        (users[each[1:]], MATCHES[each[0]]) if each[0] in MATCHES else users.get(each, each)
        for each in inventors
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
    await PatentCode.filter(patent_id=made.id).update(rule="H01M")
    await legal_event(made, LegalEventKind.GRANT, date(2021, 6, 1), "授权")
    return made
