"""Mutations of institutions, owner names and review chains (S5–S7, S11, S26, S54)."""

from collections.abc import Awaitable, Callable
from typing import Annotated

import strawberry

from panhuo.resolvers.institution_inputs import (
    ActivateInstitutionInput,
    AddOwnerAliasInput,
    ApprovalFlowPayload,
    CertifyInstitutionInput,
    CreateInstitutionInput,
    OwnerAliasPayload,
    RemoveOwnerAliasInput,
    UpdateApprovalFlowInput,
    UpdateShowcaseSettingsInput,
)
from panhuo.resolvers.org_unit_inputs import OrgUnitPayload
from panhuo.resolvers.telling import Info, numbered, shown, told_in
from panhuo.resolvers.unit_payloads import unit_after
from panhuo.services.approval_flow import DAYS, Switches, update_approval_flow
from panhuo.services.institutions import (
    Certificate,
    activate_institution,
    certify_institution,
    create_institution,
    update_showcase_settings,
)
from panhuo.services.owner_names import add_owner_alias, remove_owner_alias


async def create(
    info: Info,
    input: Annotated[
        CreateInstitutionInput, strawberry.argument(description="The institution (待新建院校).")
    ],
) -> OrgUnitPayload:
    """Open an institution."""
    payload = OrgUnitPayload()
    with told_in(payload, info):
        made, _ = await create_institution(
            info.context.viewer, input.name, input.type, input.aliases, input.idempotency_key
        )
        payload.org_unit = shown("OrgUnit", made)
    return payload


async def activate(
    info: Info,
    input: Annotated[
        ActivateInstitutionInput, strawberry.argument(description="The institution (待开启院校).")
    ],
) -> OrgUnitPayload:
    """Open its space."""
    viewer = info.context.viewer
    return await unit_after(info, input.id, lambda number: activate_institution(viewer, number))


async def certify(
    info: Info,
    input: Annotated[CertifyInstitutionInput, strawberry.argument(description="The profile (认证信息).")],
) -> OrgUnitPayload:
    """Complete its certified profile."""
    viewer, version = info.context.viewer, input.version
    given = Certificate(
        input.credit_code, input.address, input.contact_name, input.contact_phone, input.contact_email
    )
    return await unit_after(
        info, input.id, lambda number: certify_institution(viewer, number, given, version)
    )


async def show(
    info: Info,
    input: Annotated[
        UpdateShowcaseSettingsInput, strawberry.argument(description="The settings (公开展示设置).")
    ],
) -> OrgUnitPayload:
    """Open or close its showcase to visitors."""
    viewer, given = info.context.viewer, (input.open_showcase, input.version)
    return await unit_after(info, input.id, lambda number: update_showcase_settings(viewer, number, *given))


async def add_alias(
    info: Info,
    input: Annotated[AddOwnerAliasInput, strawberry.argument(description="The name (权利人别名).")],
) -> OwnerAliasPayload:
    """Let it own patents under another name."""
    return await names_after(info, input, add_owner_alias)


async def remove_alias(
    info: Info,
    input: Annotated[RemoveOwnerAliasInput, strawberry.argument(description="The name (权利人别名).")],
) -> OwnerAliasPayload:
    """Take a name from it."""
    return await names_after(info, input, remove_owner_alias)


async def names_after(
    info: Info, input: AddOwnerAliasInput | RemoveOwnerAliasInput, act: Callable[..., Awaitable[int]]
) -> OwnerAliasPayload:
    """The unit whose names changed, and how many patents that concerned."""
    payload = OwnerAliasPayload()
    with told_in(payload, info):
        number = numbered(input.org_unit, "OrgUnit", "orgUnit")
        payload.patents = await act(info.context.viewer, number, input.name)
        payload.org_unit = shown("OrgUnit", number)
    return payload


async def update_flow(
    info: Info,
    input: Annotated[UpdateApprovalFlowInput, strawberry.argument(description="The switches (审批开关).")],
) -> ApprovalFlowPayload:
    """Open and close switches."""
    payload = ApprovalFlowPayload()
    with told_in(payload, info):
        number = numbered(input.institution, "OrgUnit", "institution")
        days = {name: getattr(input, name) for name in DAYS}
        given = Switches(
            input.college,
            input.branch_college,
            input.branch,
            {name: each for name, each in days.items() if each is not strawberry.UNSET},
        )
        await update_approval_flow(info.context.viewer, number, given, input.version)
        payload.approval_flow = shown("ApprovalFlow", number)
    return payload
