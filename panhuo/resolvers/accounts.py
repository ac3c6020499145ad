"""`createUser`, `disableUser`, `enableUser`, `moveUser`, `resetUser`."""

from collections.abc import Awaitable, Callable
from typing import Annotated

import strawberry

from panhuo.auth.activation import Activation
from panhuo.resolvers.telling import Info, numbered, shown, told_in
from panhuo.rules.vocabulary import Role
from panhuo.services.account_changes import disable_user, enable_user, move_user, reset_user
from panhuo.services.accounts import NewAccount, create_user
from panhuo.services.profile import Profile
from panhuo.types.scalars import Instant
from panhuo.types.user import User
from panhuo.types.user_error import UserError, user_errors

KEY = "A word of the client's own: asking again under it opens nothing new (幂等键)."
ERRORS = "NOT_FOUND, CONFLICT, or what is wrong in the input (错误)."


@strawberry.input(description="An account to open (新建用户, S36).")
class CreateUserInput:
    """What `createUser` takes."""

    role: Role = strawberry.field(
        description="Its role (角色): one that the viewer's role may open (S37–S41)."
    )
    username: str = strawberry.field(description="Account name (账号), the only one of the whole system.")
    name: str = strawberry.field(description="Name of the person (姓名).")
    unit: strawberry.ID | None = strawberry.field(
        default=None, description="The unit it stands at (所属机构); of roles inside institutions."
    )
    enterprise_name: str | None = strawberry.field(
        default=None, description="Its enterprise (企业名称), opened where it is new; for the operator."
    )
    is_manager: bool = strawberry.field(
        default=False,
        description="Whether it manages its enterprise's accounts (企业管理员); for the operator.",
    )
    job_title: str | None = strawberry.field(default=None, description="Department and title (部门职务).")
    phone: str | None = strawberry.field(default=None, description="Mobile phone (手机号).")
    email: str | None = strawberry.field(default=None, description="E-mail (邮箱).")
    idempotency_key: str | None = strawberry.field(default=None, description=KEY)


@strawberry.input(description="An account to disable (待停用账号).")
class DisableUserInput:
    """What `disableUser` takes."""

    id: strawberry.ID = strawberry.field(description="Id of the account (编号).")


@strawberry.input(description="An account to enable (待启用账号).")
class EnableUserInput:
    """What `enableUser` takes."""

    id: strawberry.ID = strawberry.field(description="Id of the account (编号).")


@strawberry.input(description="An account to move (待调整账号).")
class MoveUserInput:
    """What `moveUser` takes."""

    id: strawberry.ID = strawberry.field(description="Id of the account (编号).")
    unit: strawberry.ID = strawberry.field(description="The unit it is to stand at (新单位).")


@strawberry.input(description="An account to give a new activation code (待重置账号).")
class ResetUserInput:
    """What `resetUser` takes."""

    id: strawberry.ID = strawberry.field(description="Id of the account (编号).")


@strawberry.type(description="An account with its activation code (账号与激活码), or why there is none.")
class ActivationPayload:
    """What mutations answer that make an activation code."""

    user: User | None = strawberry.field(default=None, description="The account (账号).")
    activation_code: str | None = strawberry.field(
        default=None,
        description="With it the owner sets a password by `activate`, once (激活码). Shown here and never "
        "again; null where an earlier call under the same key opened the account.",
    )
    expires_at: Instant | None = strawberry.field(
        default=None, description="Until when the code serves (到期时间): 14 days."
    )
    user_errors: list[UserError] = user_errors(ERRORS)


@strawberry.type(description="The account (账号), or why nothing happened.")
class UserPayload:
    """What mutations of accounts answer."""

    user: User | None = strawberry.field(default=None, description="The account (账号).")
    user_errors: list[UserError] = user_errors(ERRORS)


async def create(
    info: Info, input: Annotated[CreateUserInput, strawberry.argument(description="The account (新账号).")]
) -> ActivationPayload:
    """Open an account within the viewer's scope."""
    payload = ActivationPayload()
    with told_in(payload, info):
        opened = await create_user(info.context.viewer, account_of(input), input.idempotency_key)
        show(payload, opened.id, opened.activation)
    return payload


async def reset(
    info: Info, input: Annotated[ResetUserInput, strawberry.argument(description="The account (账号).")]
) -> ActivationPayload:
    """End an account's password and sessions, and make a new activation code."""
    payload = ActivationPayload()
    with told_in(payload, info):
        number = numbered(input.id, "User", "id")
        show(payload, number, await reset_user(info.context.viewer, number))
    return payload


async def disable(
    info: Info, input: Annotated[DisableUserInput, strawberry.argument(description="The account (账号).")]
) -> UserPayload:
    """Close an account at once."""
    return await changed(info, input.id, lambda number: disable_user(info.context.viewer, number))


async def enable(
    info: Info, input: Annotated[EnableUserInput, strawberry.argument(description="The account (账号).")]
) -> UserPayload:
    """Open a disabled account again."""
    return await changed(info, input.id, lambda number: enable_user(info.context.viewer, number))


async def move(
    info: Info, input: Annotated[MoveUserInput, strawberry.argument(description="The account (账号).")]
) -> UserPayload:
    """Let an account stand at another unit."""

    def moved(number: int) -> Awaitable[None]:
        return move_user(info.context.viewer, number, numbered(input.unit, "OrgUnit", "unit"))

    return await changed(info, input.id, moved)


async def changed(info: Info, id: strawberry.ID, change: Callable[[int], Awaitable[None]]) -> UserPayload:
    """The account after a change of it, or why there was none."""
    payload = UserPayload()
    with told_in(payload, info):
        number = numbered(id, "User", "id")
        await change(number)
        payload.user = shown("User", number)
    return payload


def show(payload: ActivationPayload, number: int, activation: Activation | None) -> None:
    payload.user = shown("User", number)
    if activation is not None:
        payload.activation_code = activation.code
        payload.expires_at = Instant(activation.expires_at)


def account_of(input: CreateUserInput) -> NewAccount:
    return NewAccount(
        role=input.role,
        username=input.username,
        name=input.name,
        unit_id=None if input.unit is None else numbered(input.unit, "OrgUnit", "unit"),
        enterprise=input.enterprise_name,
        is_manager=input.is_manager,
        profile=Profile(input.job_title, input.phone, input.email),
    )
