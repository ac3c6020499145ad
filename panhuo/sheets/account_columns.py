"""The columns of a file of accounts: their headings, other words for them, and their rules (S42)."""

from typing import NamedTuple

from panhuo.rules.account_name import MAX_ACCOUNT_NAME
from panhuo.rules.contact import MAX_EMAIL, MAX_JOB_TITLE, MAX_NAME
from panhuo.sheets.patent_headings import RULE, normalise_heading


class AccountColumn(NamedTuple):
    """A column of the template."""

    field: str
    heading: str
    rule: str
    """What may stand in it, as its reader reads it beside the heading."""
    aliases: tuple[str, ...] = ()
    width: int = 18
    required: bool = False
    """Whether no row does without it."""
    lists: bool = False
    """Whether the template offers its values as a list."""


USERNAME = AccountColumn(
    "username",
    "账号",
    f"必填。登录用账号名，全系统唯一，至多 {MAX_ACCOUNT_NAME} 字；不区分大小写和全半角。",
    ("账号名", "用户名", "登录名", "登录账号", "username"),
    required=True,
)
NAME = AccountColumn(
    "name",
    "姓名",
    f"必填。本人姓名，至多 {MAX_NAME} 字；发明人须与专利上的姓名一致。",
    ("用户姓名", "真实姓名", "name"),
    14,
    required=True,
)
ROLE = AccountColumn(
    "role",
    "角色",
    "必填。请从下拉列表中选择。",
    ("用户角色", "账号角色", "role"),
    required=True,
    lists=True,
)
UNIT = AccountColumn(
    "unit",
    "所属机构",
    "账号所在的机构。请从下拉列表中选择；重名时连同上级机构填写，如“东校区/物理学院”。",
    ("所属单位", "所属学院", "机构", "单位", "学院", "unit"),
    30,
    lists=True,
)
ENTERPRISE = AccountColumn(
    "enterprise", "企业名称", "仅企业账号填写，至多 200 字；新企业将自动建立。", ("所属企业", "企业"), 30
)
MANAGER = AccountColumn(
    "is_manager",
    "企业管理员",
    "仅企业账号填写：是 / 否，可不填（否）。",
    ("是否企业管理员",),
    12,
    lists=True,
)
JOB_TITLE = AccountColumn(
    "job_title",
    "部门职务",
    f"选填，至多 {MAX_JOB_TITLE} 字。",
    ("部门及职务", "职务"),
)
PHONE = AccountColumn(
    "phone",
    "手机号",
    "选填。13800138000 或 010-62511234；本列为文本格式，请勿改为数值。",
    ("手机", "手机号码", "联系电话", "电话", "联系方式", "phone"),
)
EMAIL = AccountColumn(
    "email",
    "邮箱",
    f"选填，至多 {MAX_EMAIL} 字，如 name@example.edu.cn。",
    ("电子邮箱", "电子邮件", "邮件", "E-mail", "email"),
    26,
)
COLUMNS = (USERNAME, NAME, ROLE, UNIT, ENTERPRISE, MANAGER, JOB_TITLE, PHONE, EMAIL)
OUTCOME, EXPLANATION = "校验结果", "校验说明"
"""Headings that a row report adds; a corrected report may come back with them."""

FIELDS = {
    normalise_heading(heading): column for column in COLUMNS for heading in (column.heading, *column.aliases)
}
REPORTED = frozenset(map(normalise_heading, (OUTCOME, EXPLANATION)))


def column_headed(heading: str) -> AccountColumn | None:
    """The column a heading means; a rule in brackets behind it is ignored."""
    normal = normalise_heading(heading)
    return FIELDS.get(normal) or FIELDS.get(RULE.sub("", normal))


def is_reported(heading: str) -> bool:
    """Whether a heading is one that a row report added."""
    return normalise_heading(heading) in REPORTED
