"""The error that a client may see."""

from typing import Any

from graphql import GraphQLError

from panhuo.errors.codes import ErrorCode
from panhuo.errors.messages import Detail, message


class PanhuoError(GraphQLError):
    """An error a client may see: a code from the catalogue, and what it concerns."""

    def __init__(self, code: ErrorCode, detail: Detail = "", **extensions: Any) -> None:
        self.code = code
        self.detail = detail
        super().__init__(message(code, detail=detail), extensions={"code": code.value, **extensions})
