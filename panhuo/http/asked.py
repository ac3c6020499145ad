"""What a request asks, however it came: as JSON, in a URL, in a form with files, over a WebSocket."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from panhuo.errors import ErrorCode, PanhuoError


@dataclass(slots=True)
class Asked:
    """The parameters of a request (GraphQL over HTTP, "Request Parameters", "Persisted Documents")."""

    query: str | None = None
    document_id: str | None = None
    variables: Mapping[str, Any] | None = None
    operation_name: str | None = None
    extensions: Mapping[str, Any] | None = None
    reads_only: bool = False
    """It came by GET, which changes nothing (RFC 9110 §9.2.1)."""


def asked_of(found: Any, reads_only: bool = False) -> Asked:
    """The parameters in a decoded object. Raises BAD_REQUEST where it is none, or one is of another type."""
    if not isinstance(found, dict):
        raise bad("The request is not a JSON object.", "请求不是 JSON 对象。")
    return Asked(
        parameter(found, "query", str) or None,  # graphql-ws cannot leave it out beside a documentId
        parameter(found, "documentId", str),
        parameter(found, "variables", dict),
        parameter(found, "operationName", str) or None,
        parameter(found, "extensions", dict),
        reads_only,
    )


def parameter(found: dict[str, Any], name: str, kind: type) -> Any:
    """A parameter; null is as good as none."""
    value = found.get(name)
    if value is not None and not isinstance(value, kind):
        if kind is dict:
            raise bad(f"`{name}` must be an object.", f"`{name}` 必须是对象。")
        raise bad(f"`{name}` must be a string.", f"`{name}` 必须是字符串。")
    return value


def bad(english: str, chinese: str) -> PanhuoError:
    return PanhuoError(ErrorCode.BAD_REQUEST, (english, chinese))
