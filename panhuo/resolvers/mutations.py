"""The root of what changes data. Each field names its ability, or PUBLIC."""

import strawberry

from panhuo.permissions.requires import PUBLIC
from panhuo.resolvers.sign_in import LoginPayload, LogoutPayload, login, logout
from panhuo.types.declare import mutation


@strawberry.type(description="Everything that can be changed (变更).")
class Mutation:
    """Root of mutations."""

    login: LoginPayload = mutation(
        login, "Open a session (登录). Accounts are assigned by the platform (S1).", PUBLIC
    )
    logout: LogoutPayload = mutation(logout, "End the session of this request (退出登录).", PUBLIC)
