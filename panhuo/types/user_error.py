"""What a mutation refuses, told in its payload."""

from typing import Any

import strawberry

from panhuo.compiler.weights import Size, weighed, weight_directives
from panhuo.errors import MEANINGS, MESSAGES, ErrorCode, PanhuoError, message
from panhuo.types.filters import described

described(
    ErrorCode,
    "What went wrong (错误代码). Codes are stable; messages may change.",
    {code.value: " ".join(texts) for code, texts in {**MESSAGES, **MEANINGS}.items()},
)


PATH = Size(2, 50)
"""Steps from the argument to the input."""
ERRORS = Size(1, 50)
"""A payload's errors."""


def user_errors(description: str) -> Any:
    """The field of a payload that says what was refused."""
    return strawberry.field(
        default_factory=list,
        description=description,
        metadata=weighed(None, ERRORS),
        directives=weight_directives(None, ERRORS),
    )


@strawberry.type(description="Something a person can put right (用户错误), and where.")
class UserError:
    """An error of input or state, in the language of the request."""

    code: ErrorCode = strawberry.field(description="What is wrong, for programs (错误代码).")
    field: list[str] | None = strawberry.field(
        metadata=weighed(None, PATH),
        directives=weight_directives(None, PATH),
        description="Path of the input it concerns (相关字段), such as [input, password]; "
        "null for the whole.",
    )
    message: str = strawberry.field(description="What is wrong and what to do, for people (错误说明).")


def user_error(error: PanhuoError, chinese: bool, field: list[str] | None = None) -> UserError:
    """An error of the catalogue as a payload shows it."""
    return UserError(code=error.code, field=field, message=message(error.code, chinese, error.detail))
