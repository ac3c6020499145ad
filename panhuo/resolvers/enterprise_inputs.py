"""What the mutations of applications of enterprises take and answer."""

import strawberry

from panhuo.rules.enterprise_application import EnterpriseApplicationState
from panhuo.types.enterprise_application import EnterpriseApplication
from panhuo.types.scalars import Instant
from panhuo.types.user_error import UserError, user_errors

VERSION = "The version that was looked at (版本); CONFLICT where it is another by now."
NUMBER = "Id of the application (申请编号)."


@strawberry.input(description="An enterprise that applies for accounts (企业入驻申请, S5).")
class RegisterEnterpriseInput:
    """What `registerEnterprise` takes."""

    enterprise_name: str = strawberry.field(
        description="Name of the enterprise, at most 200 letters (企业名称)."
    )
    credit_code: str = strawberry.field(
        description="Its unified social credit code of 18 signs, GB 32100-2015 (统一社会信用代码)."
    )
    contact_name: str = strawberry.field(description="The first manager of its accounts (联系人).")
    phone: str = strawberry.field(description="Mobile phone (手机号).")
    email: str = strawberry.field(description="E-mail (邮箱).")
    username: str = strawberry.field(
        description="Account name wanted (账号), the only one of the whole system."
    )
    password: str = strawberry.field(description="Password wanted, 10–200 characters (密码).")
    job_title: str | None = strawberry.field(default=None, description="Department and title (部门职务).")


@strawberry.input(description="The reference of an application (查询码).")
class CheckEnterpriseApplicationInput:
    """What `checkEnterpriseApplication` takes."""

    reference: str = strawberry.field(
        description="The code that `registerEnterprise` gave; hyphens and capitals do not matter (查询码)."
    )


@strawberry.input(description="An application to approve (通过申请).")
class ApproveEnterpriseInput:
    """What `approveEnterprise` takes."""

    id: strawberry.ID = strawberry.field(description=NUMBER)
    version: int = strawberry.field(description=VERSION)


@strawberry.input(description="An application to reject (驳回申请).")
class RejectEnterpriseInput:
    """What `rejectEnterprise` takes."""

    id: strawberry.ID = strawberry.field(description=NUMBER)
    version: int = strawberry.field(description=VERSION)
    reason: str = strawberry.field(description="Why, for the applicant; at most 500 letters (驳回原因).")


@strawberry.type(description="An application that waits (申请结果), or why there is none.")
class RegisterEnterprisePayload:
    """What `registerEnterprise` answers."""

    reference: str | None = strawberry.field(
        default=None,
        description="With it the applicant asks by `checkEnterpriseApplication` what became of it (查询码); "
        "shown here and never again.",
    )
    expires_at: Instant | None = strawberry.field(
        default=None, description="Until when it waits for a decision (有效期至): 30 days."
    )
    user_errors: list[UserError] = user_errors(
        "INVALID_VALUE, CONFLICT for a credit code that waits or has accounts, ACCOUNT_NAME_TAKEN, "
        "TOO_MANY_TRIES (错误)."
    )


@strawberry.type(description="What became of an application (申请进度).")
class CheckEnterpriseApplicationPayload:
    """What `checkEnterpriseApplication` answers."""

    state: EnterpriseApplicationState | None = strawberry.field(
        default=None, description="Where it stands (申请状态)."
    )
    reason: str | None = strawberry.field(default=None, description="Why it was rejected (驳回原因).")
    expires_at: Instant | None = strawberry.field(
        default=None, description="Until when it waits, or waited (有效期至)."
    )
    decided_at: Instant | None = strawberry.field(default=None, description="When it was decided (处理时间).")
    user_errors: list[UserError] = user_errors("NOT_FOUND or TOO_MANY_TRIES (错误).")


@strawberry.type(description="The application (企业入驻申请), or why nothing happened.")
class EnterpriseApplicationPayload:
    """What decisions answer."""

    application: EnterpriseApplication | None = strawberry.field(
        default=None, description="The application (申请)."
    )
    user_errors: list[UserError] = user_errors("NOT_FOUND, CONFLICT, or what is wrong in the input (错误).")
