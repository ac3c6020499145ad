"""What the mutations of institutions, owner names and review chains take and answer."""

import strawberry

from panhuo.resolvers.org_unit_inputs import KEY, VERSION
from panhuo.rules.vocabulary import InstitutionType
from panhuo.types.approval import ApprovalFlow
from panhuo.types.org_unit import OrgUnit
from panhuo.types.user_error import UserError, user_errors

INSTITUTION = "Id of the institution (院校编号)."


@strawberry.input(description="An institution to open (待新建院校).")
class CreateInstitutionInput:
    """What `createInstitution` takes."""

    name: str = strawberry.field(description="Its name, 1–120 letters, under which it owns patents (名称).")
    type: InstitutionType = strawberry.field(description="University or institute (院所类型, S7).")
    aliases: list[str] = strawberry.field(
        default_factory=list, description="Other names it owns patents under, at most 20 (权利人别名, S54)."
    )
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.input(description="An institution whose space is to be opened (待开启院校).")
class ActivateInstitutionInput:
    """What `activateInstitution` takes."""

    id: strawberry.ID = strawberry.field(description=INSTITUTION)


@strawberry.input(description="The certified profile of an institution (认证信息, S26).")
class CertifyInstitutionInput:
    """What `certifyInstitution` takes."""

    id: strawberry.ID = strawberry.field(description=INSTITUTION)
    version: int = strawberry.field(description=VERSION)
    credit_code: str = strawberry.field(
        description="Unified social credit code, 18 characters by GB 32100-2015 (统一社会信用代码)."
    )
    address: str = strawberry.field(description="Address, up to 200 letters (地址).")
    contact_name: str = strawberry.field(description="Whom the platform asks for, up to 60 letters (联系人).")
    contact_phone: str = strawberry.field(description="Phone, up to 30 characters (联系电话).")
    contact_email: str = strawberry.field(description="E-mail, up to 120 characters (联系邮箱).")


@strawberry.input(description="What visitors may see of an institution (公开展示设置).")
class UpdateShowcaseSettingsInput:
    """What `updateShowcaseSettings` takes."""

    id: strawberry.ID = strawberry.field(description=INSTITUTION)
    version: int = strawberry.field(description=VERSION)
    open_showcase: bool = strawberry.field(
        description="Whether visitors without an account see what it published (对访客公开)."
    )


@strawberry.input(description="A name under which an institution or branch is to own patents (权利人别名).")
class AddOwnerAliasInput:
    """What `addOwnerAlias` takes."""

    org_unit: strawberry.ID = strawberry.field(
        description="Id of the institution or branch (院校或分校编号)."
    )
    name: str = strawberry.field(description="The name as patents write it, 1–120 letters (名称).")


@strawberry.input(description="A name that an institution or branch is to lose (权利人别名).")
class RemoveOwnerAliasInput:
    """What `removeOwnerAlias` takes."""

    org_unit: strawberry.ID = strawberry.field(
        description="Id of the institution or branch (院校或分校编号)."
    )
    name: str = strawberry.field(description="The name, in any width and case (名称).")


@strawberry.type(description="The institution or branch (机构), or why nothing happened.")
class OwnerAliasPayload:
    """What mutations of owner names answer."""

    org_unit: OrgUnit | None = strawberry.field(default=None, description="The institution or branch (机构).")
    patents: int | None = strawberry.field(
        default=None, description="Patents whose owners were matched again (重新匹配的专利数)."
    )
    user_errors: list[UserError] = user_errors("What stands against it, and where (错误).")


@strawberry.input(description="Switches to open or close (审批开关, S11).")
class UpdateApprovalFlowInput:
    """What `updateApprovalFlow` takes; a switch that is left out stays as it is."""

    institution: strawberry.ID = strawberry.field(description=INSTITUTION)
    version: int = strawberry.field(description="The flow's version that was looked at (版本).")
    college: bool | None = strawberry.field(
        default=None, description="Whether colleges of the main campus review (学院审批开关)."
    )
    branch_college: bool | None = strawberry.field(
        default=None, description="Whether colleges of branches review (分校学院审批开关)."
    )
    branch: bool | None = strawberry.field(
        default=None, description="Whether branches review (分校审批开关)."
    )
    college_days: int | None = strawberry.field(
        default=strawberry.UNSET,
        description="Days for reviews by colleges of the main campus, 1–365; null for none (学院审核期限).",
    )
    branch_college_days: int | None = strawberry.field(
        default=strawberry.UNSET,
        description="Days for reviews by colleges of branches, 1–365; null for none (分校学院审核期限).",
    )
    branch_days: int | None = strawberry.field(
        default=strawberry.UNSET,
        description="Days for reviews by branches, 1–365; null for none (分校审核期限).",
    )
    institution_days: int | None = strawberry.field(
        default=strawberry.UNSET,
        description="Days for reviews by the institution, 1–365; null for none (高校审核期限).",
    )


@strawberry.type(description="The flow (审批流程), or why it did not change.")
class ApprovalFlowPayload:
    """What `updateApprovalFlow` answers."""

    approval_flow: ApprovalFlow | None = strawberry.field(default=None, description="The flow (审批流程).")
    user_errors: list[UserError] = user_errors("What stands against it, and where (错误).")
