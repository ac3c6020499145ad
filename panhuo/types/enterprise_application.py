"""Applications of enterprises as the platform sees them (企业入驻申请, S5)."""

import strawberry

from panhuo.compiler.binding import Condition
from panhuo.compiler.ordering import SortKey
from panhuo.enums import described
from panhuo.permissions.ability import Ability
from panhuo.rules.enterprise_application import EnterpriseApplicationState
from panhuo.types.declare import Arguments, column, entity, physical
from panhuo.types.filters import enum_operators, filter_input, many, order_input
from panhuo.types.node import PAGING, Connection, Node
from panhuo.types.scalars import Instant

described(
    EnterpriseApplicationState,
    "Where an enterprise's application stands (申请状态).",
    {
        "PENDING": "Waits for the platform's decision (待审核).",
        "APPROVED": "Approved: its manager signs in (已通过).",
        "REJECTED": "Rejected with a reason (已驳回).",
        "EXPIRED": "Nobody decided in time; apply again (已过期).",
    },
)
CONDITIONS = {
    "state": (Condition(physical("state"), "enum"), "Where it stands (申请状态)."),
    "enterpriseName": (Condition(physical("enterprise_name"), "text"), "Name of the enterprise (企业名称)."),
    "creditCode": (
        Condition(physical("credit_code"), "text"),
        "Unified social credit code (统一社会信用代码).",
    ),
    "appliedAt": (Condition(physical("applied_at"), "instant"), "When it was made (申请时间)."),
}
ORDERS = {
    "APPLIED_AT": (SortKey("APPLIED_AT", "applied_at", "instant", False), "When it was made (申请时间).")
}
NEWEST = (SortKey("APPLIED_AT", "applied_at", "instant", True),)
EnterpriseApplicationFilter = filter_input(
    "EnterpriseApplicationFilter",
    __name__,
    "Which applications (申请筛选).",
    CONDITIONS,
    {"state": enum_operators(EnterpriseApplicationState, "Comparisons of their states (申请状态条件).")},
)
EnterpriseApplicationOrder = order_input(
    "EnterpriseApplicationOrder", __name__, "A sort of applications (申请排序).", ORDERS
)
LIST_ARGUMENTS: Arguments = {
    "where": (EnterpriseApplicationFilter | None, strawberry.UNSET, "Which applications (筛选)."),
    "order_by": (
        many(EnterpriseApplicationOrder),
        strawberry.UNSET,
        "Sorts, the newest first where none is given (排序).",
    ),
    **PAGING,
}


@entity(
    "enterprise_application",
    Ability.ENTERPRISE_APPROVE,
    "What a visitor applied for in an enterprise's name (企业入驻申请, S5). It waits 30 days, and is "
    "forgotten 180 days later.",
    conditions={name: condition for name, (condition, _) in CONDITIONS.items()},
    orders={name: key for name, (key, _) in ORDERS.items()},
    default_order=NEWEST,
)
class EnterpriseApplication(Node):
    """An application."""

    state: EnterpriseApplicationState = column("Where it stands (申请状态).")
    enterprise_name: str = column("Name of the enterprise (企业名称).")
    credit_code: str = column("Its unified social credit code, GB 32100-2015 (统一社会信用代码).")
    contact_name: str = column("The first manager of its accounts (联系人).")
    job_title: str | None = column("Department and title (部门职务).")
    phone: str = column("Mobile phone (手机号).")
    email: str = column("E-mail (邮箱).")
    username: str = column("Account name asked for (账号).")
    reason: str | None = column("Why it was rejected (驳回原因).")
    version: int = column("Rises with each change; decisions name it (版本).")
    applied_at: Instant = column("When it was made (申请时间).")
    expires_at: Instant = column("Until when it waits (有效期至).")
    decided_at: Instant | None = column("When it was decided (处理时间).")
    decider_name: str | None = column("Who decided, by the name of then (处理人).")


@strawberry.type(description="A page of applications (企业入驻申请列表).")
class EnterpriseApplicationConnection(Connection[EnterpriseApplication]):
    """Applications."""


__all__ = ["EnterpriseApplication", "EnterpriseApplicationConnection"]
