"""Accounts."""

from panhuo.compiler import binding as bind
from panhuo.permissions.ability import Ability
from panhuo.permissions.explain import permissions
from panhuo.rules.vocabulary import Role
from panhuo.types.access import ABILITIES, Permission
from panhuo.types.declare import Place, column, declared, derived, entity, to_one
from panhuo.types.node import Node
from panhuo.types.org_unit import OrgUnit


def enterprise_name(place: Place) -> str:
    alias = place.join("enterprise", "enterprise", lambda alias: f"{alias}.id = {place['enterprise_id']}")
    return f"{alias}.name"


@entity("user_account", Ability.USER_READ, "An account (账号).")
class User(Node):
    """An account."""

    username: str = column("Account name (账号).")
    name: str = column("Name of the person (姓名).")
    role: Role = column("Role (角色, S3–S5).")
    job_title: str | None = column("Department and title (部门职务).")
    phone: str | None = column("Mobile phone (手机号).")
    email: str | None = column("E-mail (邮箱).")
    active: bool = column("Whether it may sign in (启用).")
    is_manager: bool = column("Of an enterprise's accounts: may manage the others (企业管理员).")
    enterprise_name: str | None = derived("The enterprise it belongs to (企业名称).", enterprise_name)
    unit: OrgUnit | None = to_one("The unit it stands at (所属机构).", "OrgUnit", "unit_id")
    institution: OrgUnit | None = to_one("Its institution (所属院校).", "OrgUnit", "institution_id")
    can: list[Permission] = declared(
        bind.Computed(permissions, ("role", "is_manager", "active")),
        "What the account may do: every ability there is; of a disabled account, nothing (权限清单).",
        size=ABILITIES,
    )
