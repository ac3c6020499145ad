"""Words in which files of accounts speak of roles, and of yes and no."""

from collections.abc import Mapping

from panhuo.rules.names import fold_name
from panhuo.rules.vocabulary import Role

ROLE_NAMES: Mapping[Role, tuple[str, ...]] = {
    Role.INSTITUTION_ADMIN: ("高校院所管理员", "高校管理员", "院所管理员", "高校(院所)管理员", "机构管理员"),
    Role.COLLEGE_ADMIN: ("学院管理员",),
    Role.BRANCH_ADMIN: ("分校管理员",),
    Role.BRANCH_COLLEGE_ADMIN: ("分校学院管理员",),
    Role.INVENTOR: ("发明人",),
    Role.ENTERPRISE: ("企业专家", "企业/专家", "企业", "专家"),
    Role.PLATFORM_OPERATOR: ("平台管理方", "平台管理员"),
}
"""The word a template offers for each role, then others that are understood; so is the role's code."""
YES, NO = "是", "否"
TRUTHS: Mapping[str, bool] = {
    **dict.fromkeys((YES, "yes", "y", "true", "1", "√"), True),
    **dict.fromkeys((NO, "no", "n", "false", "0", "×"), False),
}

_ROLES = {fold_name(word): role for role, words in ROLE_NAMES.items() for word in (*words, role.value)}


def role_named(typed: str) -> Role | None:
    """The role a cell names; None where it names none."""
    return _ROLES.get(fold_name(typed))


def role_name(role: Role) -> str:
    """The word a template offers for a role."""
    return ROLE_NAMES[role][0]


def truth_named(typed: str) -> bool | None:
    """Whether a cell says yes; None where it says neither yes nor no."""
    return TRUTHS.get(fold_name(typed))
