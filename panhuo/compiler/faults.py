"""Exceptions from below → coded errors: internals never leave."""

import os
import sqlite3
from collections.abc import Sequence
from typing import Any

import asyncpg
import structlog
from graphql import GraphQLError
from tortoise.exceptions import DBConnectionError, OperationalError

from panhuo.compiler.refusals import Path, located
from panhuo.compiler.request_errors import RequestErrors
from panhuo.compiler.wording import introduced, worded
from panhuo.errors import ErrorCode, PanhuoError, message
from panhuo.settings import get_settings

log = structlog.get_logger("panhuo")

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


def is_collision(error: BaseException | None) -> bool:
    """Whether PostgreSQL undid a transaction because it and another stood in each other's way."""
    return isinstance(error, asyncpg.TransactionRollbackError)


def as_errors(error: Exception, chinese: bool) -> list[GraphQLError]:
    """What a client sees of what stood against a whole request."""
    return shown(error.errors if isinstance(error, RequestErrors) else [error], chinese)


def shown(errors: Sequence[Exception], chinese: bool) -> list[GraphQLError]:
    """What a client sees of several exceptions: the first of them, and at least how many more there are."""
    most = get_settings().max_errors
    found = [as_error(each, chinese) for each in errors[:most]]
    if len(errors) > most:
        rest = PanhuoError(ErrorCode.TOO_MANY_ERRORS, count=len(errors) - most)
        found.append(located(rest, chinese))
    return found


def as_error(error: Exception, chinese: bool, path: Path | None = None) -> GraphQLError:
    """What a client sees of an exception; what it does not see is logged."""
    if isinstance(error, PanhuoError):
        return located(error, chinese, path)
    if isinstance(error, GraphQLError):
        return unfit(error, chinese, path)
    if is_away(error):
        log.warning("database unavailable", error=repr(error))
        return located(PanhuoError(ErrorCode.DATABASE_UNAVAILABLE), chinese, path)
    if is_collision(error):
        log.warning("two changes collided", error=repr(error))
        return located(PanhuoError(ErrorCode.CONFLICT), chinese, path)
    found = os.urandom(6).hex()
    log.error("unexpected error", id=found, exc_info=error)
    return located(unexpected(found), chinese, path)


def unexpected(found: str) -> PanhuoError:
    """What a client sees of an error whose traceback is logged under an id."""
    detail = (f"Quote {found} to your operator.", f"请将编号 {found} 告知管理员。")
    return PanhuoError(ErrorCode.INTERNAL, detail, id=found)


def unfit(error: GraphQLError, chinese: bool, path: Path | None = None) -> GraphQLError:
    """An error of graphql-core's own about a document, a variable or an argument; ours stay as they are."""
    cause, path = error.original_error, path or tuple(error.path or ()) or None
    if isinstance(cause, PanhuoError):
        before = error.message.removesuffix(cause.message)
        text = introduced(before, message(cause.code, chinese, cause.detail), chinese)
        return replaced(error, text, dict(cause.extensions or {}), path)
    if cause is not None and not isinstance(cause, GraphQLError):
        return as_error(cause, chinese, path)
    if (error.extensions or {}).get("code"):
        return error
    code = ErrorCode.VALIDATION_FAILED
    return replaced(error, message(code, chinese, worded(error.message, chinese)), {"code": code.value}, path)


def replaced(error: GraphQLError, text: str, extensions: dict[str, Any], path: Path | None) -> GraphQLError:
    """The same error, where it was in the document, in other words."""
    return GraphQLError(
        text, error.nodes, error.source, error.positions, list(path) if path else None, None, extensions
    )
