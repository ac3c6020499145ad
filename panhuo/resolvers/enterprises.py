"""Enterprises apply, and the platform decides (S5)."""

from typing import Annotated

import strawberry

from panhuo.auth.http import client_address
from panhuo.clock import now_ms
from panhuo.compiler import binding as bind
from panhuo.permissions.ability import Ability
from panhuo.permissions.requires import PUBLIC
from panhuo.resolvers.enterprise_inputs import (
    ApproveEnterpriseInput,
    CheckEnterpriseApplicationInput,
    CheckEnterpriseApplicationPayload,
    EnterpriseApplicationPayload,
    RegisterEnterpriseInput,
    RegisterEnterprisePayload,
    RejectEnterpriseInput,
)
from panhuo.resolvers.telling import Info, numbered, shown, told_in
from panhuo.rules.enterprise_application import EnterpriseApplicationState
from panhuo.services.enterprises.applying import Application, application_of, apply_for_enterprise
from panhuo.services.enterprises.deciding import approve_enterprise, reject_enterprise
from panhuo.types.declare import declared, mutation
from panhuo.types.enterprise_application import (
    LIST_ARGUMENTS,
    EnterpriseApplication,
    EnterpriseApplicationConnection,
)
from panhuo.types.scalars import Instant


async def register(
    info: Info,
    input: Annotated[RegisterEnterpriseInput, strawberry.argument(description="The enterprise (企业).")],
) -> RegisterEnterprisePayload:
    """Apply for an enterprise."""
    payload = RegisterEnterprisePayload()
    with told_in(payload, info):
        asked = Application(
            input.enterprise_name,
            input.credit_code,
            input.contact_name,
            input.phone,
            input.email,
            input.username,
            input.password,
            input.job_title,
        )
        applied = await apply_for_enterprise(asked, client_address(info.context.request), now_ms())
        payload.reference, payload.expires_at = applied.reference, Instant(applied.expires_at)
    return payload


async def check(
    info: Info,
    input: Annotated[
        CheckEnterpriseApplicationInput, strawberry.argument(description="The reference (查询码).")
    ],
) -> CheckEnterpriseApplicationPayload:
    """Ask what became of an application."""
    payload = CheckEnterpriseApplicationPayload()
    with told_in(payload, info):
        row = await application_of(input.reference, client_address(info.context.request), now_ms())
        payload.state, payload.reason = EnterpriseApplicationState(row["state"]), row["reason"]
        payload.expires_at = Instant(row["expires_at"])
        payload.decided_at = None if row["decided_at"] is None else Instant(row["decided_at"])
    return payload


async def approve(
    info: Info,
    input: Annotated[ApproveEnterpriseInput, strawberry.argument(description="The application (申请).")],
) -> EnterpriseApplicationPayload:
    """Let the enterprise and its manager's account come into being."""
    payload = EnterpriseApplicationPayload()
    with told_in(payload, info):
        number = numbered(input.id, "EnterpriseApplication", "id")
        await approve_enterprise(info.context.viewer, number, input.version)
        payload.application = shown("EnterpriseApplication", number)
    return payload


async def reject(
    info: Info,
    input: Annotated[RejectEnterpriseInput, strawberry.argument(description="The application (申请).")],
) -> EnterpriseApplicationPayload:
    """Turn an application down with a reason."""
    payload = EnterpriseApplicationPayload()
    with told_in(payload, info):
        number = numbered(input.id, "EnterpriseApplication", "id")
        await reject_enterprise(info.context.viewer, number, input.version, input.reason)
        payload.application = shown("EnterpriseApplication", number)
    return payload


@strawberry.type
class EnterpriseQuery:
    """How applications are read."""

    enterprise_application: EnterpriseApplication | None = declared(
        bind.ById("EnterpriseApplication", {"id": "id"}),
        "An application by its id (申请详情).",
        Ability.ENTERPRISE_APPROVE,
        {"id": (strawberry.ID, strawberry.UNSET, "Id, `EnterpriseApplication:number` (编号).")},
    )
    enterprise_applications: EnterpriseApplicationConnection | None = declared(
        bind.Connection("EnterpriseApplication"),
        "Enterprises that applied, the newest first (企业入驻申请, S5).",
        Ability.ENTERPRISE_APPROVE,
        LIST_ARGUMENTS,
    )


@strawberry.type(description="How enterprises come to have accounts (企业入驻操作).")
class EnterpriseMutations:
    """Applying and deciding."""

    register_enterprise: RegisterEnterprisePayload | None = mutation(
        register,
        "Apply for an enterprise and its first manager's account; the platform decides (企业入驻申请, S5). "
        "Tries are limited by address, as for signing in.",
        PUBLIC,
    )
    check_enterprise_application: CheckEnterpriseApplicationPayload | None = mutation(
        check,
        "Ask with its reference what became of an application, and why it was rejected (查询申请进度). "
        "A mutation, since wrong references are counted.",
        PUBLIC,
    )
    approve_enterprise: EnterpriseApplicationPayload | None = mutation(
        approve,
        "Approve an application: the enterprise and its manager's account come into being, which signs in "
        "with the password asked for (通过入驻申请). CONFLICT where such an enterprise exists already.",
        Ability.ENTERPRISE_APPROVE,
    )
    reject_enterprise: EnterpriseApplicationPayload | None = mutation(
        reject, "Reject an application with a reason (驳回入驻申请).", Ability.ENTERPRISE_APPROVE
    )
