"""What a mutation refuses, told in its payload: at the input's field that the error names."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol, cast

import strawberry

from panhuo.compiler.ids import number_of
from panhuo.compiler.ref import Ref
from panhuo.context import Context
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.errors.demand_messages import DEMAND_MESSAGES
from panhuo.errors.dossier_messages import DOSSIER_MESSAGES
from panhuo.errors.performance_messages import PERFORMANCE_MESSAGES
from panhuo.errors.token_messages import TOKEN_MESSAGES
from panhuo.types.user_error import UserError, user_error

Info = strawberry.Info[Context, None]
IN_THE_INPUT = frozenset(
    {
        ErrorCode.ACCOUNT_NAME_TAKEN,
        ErrorCode.ACTIVATION_FAILED,
        ErrorCode.BAD_ID,
        ErrorCode.CONFLICT,
        ErrorCode.INVALID_VALUE,
        ErrorCode.NAME_TAKEN,
        ErrorCode.NOT_ACTIVATED,
        ErrorCode.NOT_FOUND,
        ErrorCode.TOO_MANY_TRIES,
        ErrorCode.UNIT_IN_USE,
        *DEMAND_MESSAGES,
        *DOSSIER_MESSAGES,
        *PERFORMANCE_MESSAGES,
        *TOKEN_MESSAGES,
    }
)
"""What a person can put right in the input, or by looking again; anything else is an error of the request."""


class Payload(Protocol):
    user_errors: list[UserError]


@contextmanager
def told_in(payload: Payload, info: Info) -> Iterator[None]:
    """Put what the block refuses into a payload. Other errors pass."""
    try:
        yield
    except PanhuoError as error:
        if error.code not in IN_THE_INPUT:
            raise
        field = (error.extensions or {}).get("field")
        path = ["input", str(field)] if field else ["input"]
        payload.user_errors = [user_error(error, info.context.chinese, path)]


def numbered(id: str, kind: str, field: str) -> int:
    """The number of an id in a field of the input. Raises BAD_ID, which names the field."""
    try:
        return number_of(id, kind)
    except PanhuoError as error:
        raise PanhuoError(error.code, error.detail, field=field) from None


def shown(kind: str, number: int) -> Any:
    """An object of a payload, read back as a query would show it."""
    return cast(Any, Ref(kind, number))
