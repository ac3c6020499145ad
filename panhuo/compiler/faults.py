"""Exceptions from below → coded errors: internals never leave."""

import re
import sqlite3
from typing import Any

import asyncpg
import structlog
from graphql import GraphQLError
from tortoise.exceptions import DBConnectionError, OperationalError

from panhuo.compiler.refusals import Path, located
from panhuo.errors import ErrorCode, PanhuoError, message
from panhuo.logs import configure_logs

configure_logs()
log = structlog.get_logger("panhuo")

LONGEST = 500
"""Characters of graphql-core's text that are passed on: it repeats what was sent."""
JSON_WORDS = {"None": "null", "True": "true", "False": "false"}
PYTHON_WORD = re.compile(r"\b(?:None|True|False)\b")

AWAY = (
    OSError,
    TimeoutError,
    DBConnectionError,
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.InternalClientError,  # a connection cut while it was idle
    asyncpg.InvalidAuthorizationSpecificationError,
    asyncpg.InvalidCatalogNameError,
    asyncpg.OperatorInterventionError,
    asyncpg.TooManyConnectionsError,
)
"""What a PostgreSQL that is away, restarting or without our database raises."""
SQLITE_AWAY = (
    "SQLITE_BUSY",
    "SQLITE_CANTOPEN",
    "SQLITE_FULL",
    "SQLITE_IOERR",
    "SQLITE_LOCKED",
    "SQLITE_READONLY",
)
"""How the names of SQLite's errors begin where its file is away, full or held by somebody else."""


def is_away(error: BaseException | None) -> bool:
    if isinstance(error, sqlite3.Error):
        return (getattr(error, "sqlite_errorname", None) or "").startswith(SQLITE_AWAY)
    if isinstance(error, asyncpg.InterfaceError):
        return "clos" in str(error)  # is closed, is closing
    if isinstance(error, OperationalError):  # Tortoise wraps what the driver raised
        return is_away(error.__cause__ or error.__context__)
    return isinstance(error, AWAY)


def as_error(error: Exception, chinese: bool, path: Path | None = None) -> GraphQLError:
    """What a client sees of an exception; what it does not see is logged."""
    if isinstance(error, PanhuoError):
        return located(error, chinese, path)
    if isinstance(error, GraphQLError):
        return unfit(error, chinese, path)
    if is_away(error):
        log.warning("database unavailable", error=repr(error))
        return located(PanhuoError(ErrorCode.DATABASE_UNAVAILABLE), chinese, path)
    log.error("unexpected error", exc_info=error)
    return located(PanhuoError(ErrorCode.INTERNAL), chinese, path)


def unfit(error: GraphQLError, chinese: bool, path: Path | None = None) -> GraphQLError:
    """An error of graphql-core's own about a document, a variable or an argument; ours stay as they are."""
    cause, path = error.original_error, path or tuple(error.path or ()) or None
    if isinstance(cause, PanhuoError):
        text = error.message.removesuffix(cause.message) + message(cause.code, chinese, cause.detail)
        return replaced(error, text, dict(cause.extensions or {}), path)
    if cause is not None and not isinstance(cause, GraphQLError):
        return as_error(cause, chinese, path)
    if (error.extensions or {}).get("code"):
        return error
    code = ErrorCode.VALIDATION_FAILED
    return replaced(error, message(code, chinese, in_json_words(error.message)), {"code": code.value}, path)


def replaced(error: GraphQLError, text: str, extensions: dict[str, Any], path: Path | None) -> GraphQLError:
    """The same error, where it was in the document, in other words."""
    return GraphQLError(
        text, error.nodes, error.source, error.positions, list(path) if path else None, None, extensions
    )


def in_json_words(text: str) -> str:
    """graphql-core quotes what was sent as Python writes it, and in full."""
    shortened = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    return PYTHON_WORD.sub(lambda found: JSON_WORDS[found[0]], shortened)
