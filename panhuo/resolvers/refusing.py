"""What a mutation's services refuse, as its payload tells it."""

import strawberry

from panhuo.context import Context
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.types.user_error import UserError, user_error

NOT_IN_THE_INPUT = (
    ErrorCode.DATABASE_UNAVAILABLE,
    ErrorCode.FORBIDDEN,
    ErrorCode.PROFILE_INCOMPLETE,
    ErrorCode.TIMEOUT,
    ErrorCode.UNAUTHENTICATED,
)
"""What nobody can mend in the input."""


def refused(error: PanhuoError, info: strawberry.Info[Context, None], field: str) -> list[UserError]:
    """An error with the path of the input it names, or `field`. Raises it where the input is not to blame."""
    if error.code in NOT_IN_THE_INPUT:
        raise error
    place = str((error.extensions or {}).get("field") or field)
    return [user_error(error, info.context.chinese, ["input", place])]
