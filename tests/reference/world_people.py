"""The units and accounts of a generated world."""

from typing import Any

from panhuo.rules.names import fold_name
from tests.reference.world import Builder, Row

SCHOOLS = ("青岚大学", "石桥工学院", "北川研究所", "新河大学")
UNIT_NAMES = ("材料学院", "物理学院", "电池学院", "Design School", "设计学院", "材料学院")
PEOPLE = ("张三", "李四", "李四光", "王小明", "Ann Lee", "陈电")
HASH = "$argon2id$v=19$m=8,t=1,p=1$eSBHjAHBm+tKTHVPfNRWLQ$ystgt92dGj3YAPh2FnEzwQuctlgz7yDwXFcNaRt71Mc"
"""Of a password that no test gives."""
PROFILE = {
    "credit_code": ("12100000400009127X", "91350211M000100Y43"),
    "address": ("某省某市某路 1 号", "1 Some Road"),
    "contact_name": ("张三", "Ann Lee"),
    "contact_phone": ("13800000000", "010-62511234"),
    "contact_email": ("office@example.edu.cn",),
    "certified_at": (1_779_000_000_000, 1_779_000_000_001),
}
"""What institutions certify of themselves."""
ACTIVATED = (None, 1_700_000_000_000, 1_699_999_999_999, 1_709_210_096_007)


def add_institution(builder: Builder, number: int) -> Row:
    """An institution with its colleges, branches, branch colleges and their accounts."""
    name = SCHOOLS[number]
    school = add_unit(
        builder, "INSTITUTION", name, None, builder.random.choice(("UNIVERSITY", "RESEARCH_INSTITUTE"))
    )
    school["open_showcase"] = builder.chance(0.6)
    certify(builder, school)
    add_flow(builder, school)
    add_aliases(builder, school)
    for _ in range(builder.random.choice((1, 2, 2, 3))):
        add_college(builder, school)
    for place in range(builder.random.choice((0, 1, 1, 2))):
        add_branch(builder, school, f"{name}{'东西'[place]}校区")
    add_users(builder, "INSTITUTION_ADMIN", school, 1)
    add_users(builder, "INVENTOR", school, builder.random.choice((0, 1)))
    return school


def certify(builder: Builder, school: Row) -> None:
    """Some institutions have completed their profile (S26)."""
    if builder.chance(0.7):
        school |= {name: builder.random.choice(values) for name, values in PROFILE.items()}


def add_flow(builder: Builder, school: Row) -> None:
    """The switches of its review chains and their days, under the institution's own id."""
    switches = {name: builder.chance(0.6) for name in ("college", "branch_college", "branch")}
    days = {f"{name}_days": builder.random.choice((None, 1, 365)) for name in (*switches, "institution")}
    flow = {"id": school["id"], **switches, **days, "version": builder.random.randrange(1, 4)}
    builder.world.tables["approval_flow"][school["id"]] = flow


def add_branch(builder: Builder, school: Row, name: str) -> None:
    branch = add_unit(builder, "BRANCH", name, school)
    branch["branch_id"] = branch["id"]
    add_aliases(builder, branch)
    add_users(builder, "BRANCH_ADMIN", branch, 1)
    add_users(builder, "INVENTOR", branch, builder.random.choice((0, 1)))
    for _ in range(builder.random.choice((0, 1, 2))):
        college = add_unit(builder, "BRANCH_COLLEGE", builder.random.choice(UNIT_NAMES), branch)
        add_users(builder, "BRANCH_COLLEGE_ADMIN", college, 1)
        add_users(builder, "INVENTOR", college, 1)


def add_college(builder: Builder, school: Row) -> None:
    college = add_unit(builder, "COLLEGE", builder.random.choice(UNIT_NAMES), school)
    add_users(builder, "COLLEGE_ADMIN", college, builder.random.choice((0, 1)))
    add_users(builder, "INVENTOR", college, builder.random.choice((0, 1, 2)))


def add_unit(
    builder: Builder, kind: str, name: str, parent: Row | None, institution_type: str | None = None
) -> Row:
    """A unit below its parent; an institution is its own institution, a branch its own branch."""
    unit = builder.add(
        "org_unit",
        kind=kind,
        institution_type=institution_type,
        name=name,
        parent_id=parent and parent["id"],
        institution_id=parent and parent["institution_id"],
        branch_id=parent and parent["branch_id"],
        position=builder.random.choice((0, 0, 1, 2)),
        archived=builder.chance(0.15),
        open_showcase=False,
        activated_at=builder.random.choice(ACTIVATED),
        version=builder.random.randrange(1, 4),
        **dict.fromkeys(PROFILE),
    )
    unit["institution_id"] = unit["institution_id"] or unit["id"]
    return unit


def add_aliases(builder: Builder, unit: Row) -> None:
    for name in (unit["name"], f"{unit['name']}旧名")[: builder.random.choice((1, 2))]:
        builder.add("owner_alias", org_unit_id=unit["id"], name=name, folded=fold_name(name))


def add_users(builder: Builder, role: str, unit: Row | None, count: int, **columns: Any) -> None:
    """Accounts of a role at a unit, or at none."""
    for _ in range(count):
        account = {
            "role": role,
            "name": builder.random.choice(PEOPLE),
            "password_hash": builder.random.choice((None, HASH)),
            "password_temporary": builder.chance(0.1),
            "job_title": builder.random.choice((None, "教授")),
            "phone": builder.random.choice((None, "13800000000")),
            "email": builder.random.choice((None, "someone@example.test")),
            "active": builder.chance(0.8),
            "is_manager": False,
            "institution_id": unit and unit["institution_id"],
            "branch_id": unit and unit["branch_id"],
            "unit_id": unit and unit["id"],
            "enterprise_id": None,
            "created_at": 1_700_000_000_000,
        }
        row = builder.add("user_account", **account | columns)
        row |= {"username": f"user{row['id']}", "folded": fold_name(row["name"])}


def add_enterprises(builder: Builder) -> None:
    """Two companies and the accounts that stand at no unit."""
    for place in range(2):
        company = builder.add("enterprise", name=f"{'甲乙'[place]}科技有限公司")
        for manager in (True, False)[place:]:
            add_users(builder, "ENTERPRISE", None, 1, enterprise_id=company["id"], is_manager=manager)
    add_users(builder, "PLATFORM_OPERATOR", None, 1)
