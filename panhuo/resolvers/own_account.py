"""`activate`, `changePassword`, `updateProfile`: what people do with their own accounts."""

from typing import Annotated

import strawberry

from panhuo.auth.http import client_address
from panhuo.clock import now_ms
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.resolvers.telling import Info, shown, told_in
from panhuo.services.own_password import activate as activate_account
from panhuo.services.own_password import change_password
from panhuo.services.profile import Profile, update_profile
from panhuo.types.user import User
from panhuo.types.user_error import UserError, user_errors

NEEDED = ("It cannot be taken back; leave it out to keep it.", "不能清空；如不修改请勿填写。")


@strawberry.input(description="An account, its activation code and its password to be (激活信息).")
class ActivateInput:
    """What `activate` takes."""

    username: str = strawberry.field(description="Account name (账号).")
    activation_code: str = strawberry.field(
        description="The code its administrator was shown (激活码); hyphens and capitals do not matter."
    )
    password: str = strawberry.field(description="The password to be (新密码): 10–256 characters.")


@strawberry.type(description="Whether the account can sign in now (激活结果).")
class ActivatePayload:
    """What `activate` answers."""

    activated: bool = strawberry.field(default=False, description="Whether the password is set (是否已激活).")
    user_errors: list[UserError] = user_errors(
        "ACTIVATION_FAILED, TOO_MANY_TRIES, or what is wrong with the password (错误)."
    )


@strawberry.input(description="One's password and the one to be (修改密码).")
class ChangePasswordInput:
    """What `changePassword` takes."""

    old_password: str = strawberry.field(description="The password until now (原密码).")
    new_password: str = strawberry.field(description="The password to be (新密码): 10–256 characters.")


@strawberry.type(description="Whether the password was changed (修改结果).")
class ChangePasswordPayload:
    """What `changePassword` answers."""

    ended_sessions: int | None = strawberry.field(
        default=None,
        description="How many other sessions ended (已结束的其他会话数); null where none was changed.",
    )
    user_errors: list[UserError] = user_errors("TOO_MANY_TRIES, or what is wrong in the input (错误).")


@strawberry.input(description="What one tells of oneself (个人信息, S2); what is left out stays as it is.")
class UpdateProfileInput:
    """What `updateProfile` takes."""

    job_title: str | None = strawberry.field(
        default=strawberry.UNSET, description="Department and title (部门职务)."
    )
    phone: str | None = strawberry.field(default=strawberry.UNSET, description="Mobile phone (手机号).")
    email: str | None = strawberry.field(default=strawberry.UNSET, description="E-mail (邮箱).")


@strawberry.type(description="The own account (本人账号), or why nothing happened.")
class UpdateProfilePayload:
    """What `updateProfile` answers."""

    user: User | None = strawberry.field(default=None, description="The own account (本人账号).")
    user_errors: list[UserError] = user_errors("What is wrong in the input (错误).")


async def activate(
    info: Info, input: Annotated[ActivateInput, strawberry.argument(description="The account (激活信息).")]
) -> ActivatePayload:
    """Set the first password, or one after a reset. Unknown accounts and wrong codes look alike."""
    payload, address = ActivatePayload(), client_address(info.context.request)
    with told_in(payload, info):
        await activate_account(input.username, input.activation_code, input.password, address, now_ms())
        payload.activated = True
    return payload


async def change(
    info: Info, input: Annotated[ChangePasswordInput, strawberry.argument(description="Both (新旧密码).")]
) -> ChangePasswordPayload:
    """Replace one's password; every other session of the account ends."""
    payload, viewer = ChangePasswordPayload(), info.context.viewer
    address = client_address(info.context.request)
    with told_in(payload, info):
        payload.ended_sessions = await change_password(
            viewer, input.old_password, input.new_password, address, now_ms()
        )
    return payload


async def update(
    info: Info,
    input: Annotated[UpdateProfileInput, strawberry.argument(description="What changes (个人信息).")],
) -> UpdateProfilePayload:
    """Write what is said of oneself. A first sign-in is through once all three are there (S2)."""
    payload = UpdateProfilePayload()
    with told_in(payload, info):
        payload.user = shown("User", await update_profile(info.context.viewer, profile_of(input)))
    return payload


def profile_of(input: UpdateProfileInput) -> Profile:
    """What is given. Raises INVALID_VALUE for a null: a profile stays complete."""
    fields = {"jobTitle": input.job_title, "phone": input.phone, "email": input.email}
    emptied = next((name for name, value in fields.items() if value is None), None)
    if emptied is not None:
        raise PanhuoError(ErrorCode.INVALID_VALUE, NEEDED, field=emptied)
    return Profile(*(None if value is strawberry.UNSET else value for value in fields.values()))
