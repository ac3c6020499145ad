"""API tokens: made, listed, revoked."""

from typing import Annotated

import strawberry

from panhuo.compiler import binding as bind
from panhuo.permissions.ability import Ability
from panhuo.permissions.requires import PUBLIC
from panhuo.resolvers.telling import Info, numbered, shown, told_in
from panhuo.services.tokens import DAYS_AT_MOST, ORIGINS_AT_MOST, TokenAsked, create_token, revoke_token
from panhuo.types.api_token import (
    LIST_ARGUMENTS,
    TOKEN_IN_USE,
    ApiToken,
    ApiTokenConnection,
    TokenInUse,
)
from panhuo.types.declare import declared, mutation
from panhuo.types.user_error import UserError, user_errors


@strawberry.input(description="A token to be made (新建访问令牌).")
class CreateApiTokenInput:
    """What `createApiToken` takes."""

    name: str = strawberry.field(description="What it is for, up to 60 letters (名称).")
    abilities: list[Ability] = strawberry.field(
        description="What it may, of what one's role has (权限). Never TOKEN_MANAGE, PROFILE_EDIT, "
        "USER_CREATE, USER_MANAGE."
    )
    origins: list[str] = strawberry.field(
        default_factory=list,
        description="Origins whose pages may use it, as browsers write them, `https://www.example.com`, "
        f"up to {ORIGINS_AT_MOST}; none: for servers alone (允许的网页来源).",
    )
    valid_days: int = strawberry.field(description=f"How many days it is good, 1–{DAYS_AT_MOST} (有效天数).")


@strawberry.type(description="The token (访问令牌) with its secret, or why there is none.")
class CreateApiTokenPayload:
    """What `createApiToken` answers."""

    token: ApiToken | None = strawberry.field(default=None, description="The token (访问令牌).")
    secret: str | None = strawberry.field(
        default=None,
        description="What programs send as `Authorization: Bearer …` (令牌密钥). Shown here and never again.",
    )
    user_errors: list[UserError] = user_errors("What is wrong in the input (错误).")


@strawberry.input(description="A token to be ended (撤销访问令牌).")
class RevokeApiTokenInput:
    """What `revokeApiToken` takes."""

    id: strawberry.ID = strawberry.field(description="Id of the token (令牌编号).")


@strawberry.type(description="The token as it is now (访问令牌), or why it was not ended.")
class RevokeApiTokenPayload:
    """What `revokeApiToken` answers."""

    token: ApiToken | None = strawberry.field(default=None, description="The token (访问令牌).")
    user_errors: list[UserError] = user_errors("NOT_FOUND, or CONFLICT for one that was revoked (错误).")


async def create(
    info: Info,
    input: Annotated[CreateApiTokenInput, strawberry.argument(description="The token (访问令牌).")],
) -> CreateApiTokenPayload:
    """Make a token of one's own."""
    payload = CreateApiTokenPayload()
    with told_in(payload, info):
        asked = TokenAsked(input.name, input.abilities, input.origins, input.valid_days)
        number, payload.secret = await create_token(info.context.viewer, asked)
        payload.token = shown("ApiToken", number)
    return payload


async def revoke(
    info: Info,
    input: Annotated[RevokeApiTokenInput, strawberry.argument(description="The token (访问令牌).")],
) -> RevokeApiTokenPayload:
    """End a token."""
    payload = RevokeApiTokenPayload()
    with told_in(payload, info):
        number = numbered(input.id, "ApiToken", "id")
        await revoke_token(info.context.viewer, number)
        payload.token = shown("ApiToken", number)
    return payload


@strawberry.type
class ApiTokenQuery:
    """Tokens, as far as the viewer manages them."""

    api_tokens: ApiTokenConnection | None = declared(
        bind.Connection("ApiToken"),
        "API tokens: one's own, an enterprise's, the operator's view of all; the newest first (访问令牌).",
        Ability.TOKEN_MANAGE,
        LIST_ARGUMENTS,
    )
    token: TokenInUse | None = declared(
        TOKEN_IN_USE,
        "The API token that this request brought, which needs no ability; null without one (当前访问令牌).",
        PUBLIC,
    )


@strawberry.type(description="What people do with API tokens (访问令牌操作).")
class ApiTokenMutations:
    """Making and ending tokens."""

    create_api_token: CreateApiTokenPayload | None = mutation(
        create,
        "Make an API token of one's own, for a widget on another site or for a program; its secret is shown "
        "once (新建访问令牌).",
        Ability.TOKEN_MANAGE,
    )
    revoke_api_token: RevokeApiTokenPayload | None = mutation(
        revoke, "End an API token, at once and everywhere (撤销访问令牌).", Ability.TOKEN_MANAGE
    )
