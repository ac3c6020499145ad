"""`login` and `logout`. Accounts of institutions are assigned (S1); enterprises apply for theirs."""

from typing import Annotated, Any, cast

import strawberry
from starlette.responses import Response

from panhuo.auth.http import (
    clear_session_cookie,
    client_address,
    cookie_request_is_safe,
    set_session_cookie,
)
from panhuo.clock import now_ms
from panhuo.compiler.ref import Ref
from panhuo.context import Context
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.services.sign_in import SignedIn, sign_in, sign_out
from panhuo.types.scalars import Instant
from panhuo.types.user import User
from panhuo.types.user_error import UserError, user_error, user_errors

Info = strawberry.Info[Context, None]


@strawberry.input(description="An account and its password (登录信息).")
class LoginInput:
    """What `login` takes."""

    username: str = strawberry.field(
        description="Account name (账号), as the platform assigned it; capitals and width do not matter."
    )
    password: str = strawberry.field(description="Password (密码).")
    cookie: bool = strawberry.field(
        default=False,
        description="For browsers (浏览器登录): keep the token in an HttpOnly cookie and leave `token` null.",
    )


@strawberry.type(description="The session just opened (登录结果), or why there is none.")
class LoginPayload:
    """What `login` answers."""

    token: str | None = strawberry.field(
        default=None,
        description="Token to send as `Authorization: Bearer` (令牌); shown this once. Null with `cookie`.",
    )
    expires_at: Instant | None = strawberry.field(
        default=None, description="When the session ends (到期时间), unless signed out before."
    )
    viewer: User | None = strawberry.field(default=None, description="The account signed in (当前用户).")
    retry_after: int | None = strawberry.field(
        default=None, description="Seconds to wait (需等待秒数), with the error TOO_MANY_TRIES."
    )
    user_errors: list[UserError] = user_errors(
        "SIGN_IN_FAILED or TOO_MANY_TRIES (错误); empty when signed in."
    )


@strawberry.type(description="The end of a session (退出结果).")
class LogoutPayload:
    """What `logout` answers."""

    signed_out: bool = strawberry.field(description="Whether a session was ended (是否已退出).")
    user_errors: list[UserError] = user_errors("UNAUTHENTICATED where nobody was signed in (错误).")


async def login(
    info: Info,
    input: Annotated[LoginInput, strawberry.argument(description="The account and its password (登录信息).")],
) -> LoginPayload:
    """Open a session. Unknown accounts and wrong passwords look alike; each alias is a try of its own."""
    context = info.context
    cookie = cookie_jar(context) if input.cookie else None
    try:
        signed_in = await sign_in(input.username, input.password, client_address(context.request), now_ms())
    except PanhuoError as error:
        retry_after = cast(dict[str, Any], error.extensions).get("retryAfter")
        return LoginPayload(retry_after=retry_after, user_errors=[user_error(error, context.chinese)])
    context.signed_in.append(cast(int, signed_in.viewer.user_id))
    if cookie is None:
        return opened(signed_in, signed_in.token)
    set_session_cookie(cookie, signed_in.token, signed_in.expires_at)
    return opened(signed_in, None)


async def logout(info: Info) -> LogoutPayload:
    """End the session the request was sent with, at once and in every worker, and take back its cookie."""
    context = info.context
    signed_out = await sign_out(context.viewer)
    if context.response is not None and cookie_request_is_safe(context.request):
        clear_session_cookie(context.response)  # else another site could sign its visitors out of ours
    if signed_out:
        return LogoutPayload(signed_out=True)
    nobody = PanhuoError(ErrorCode.UNAUTHENTICATED)
    return LogoutPayload(signed_out=False, user_errors=[user_error(nobody, context.chinese)])


def cookie_jar(context: Context) -> Response:
    """The response to set the cookie on.

    Raises BAD_REQUEST where another site may have sent the request, and over a WebSocket, which sets none.
    """
    if context.response is None or not cookie_request_is_safe(context.request):
        raise PanhuoError(ErrorCode.BAD_REQUEST)
    return context.response


def opened(signed_in: SignedIn, token: str | None) -> LoginPayload:
    viewer = Ref("User", cast(int, signed_in.viewer.user_id), viewer=signed_in.viewer)
    return LoginPayload(token=token, expires_at=Instant(signed_in.expires_at), viewer=cast(Any, viewer))
