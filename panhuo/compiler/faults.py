"""Exceptions from below → coded errors: internals never leave."""

import asyncpg
import structlog
from graphql import GraphQLError
from tortoise.exceptions import DBConnectionError, OperationalError

from panhuo.compiler.refusals import Path, located
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.logs import configure_logs

configure_logs()
log = structlog.get_logger("panhuo")

AWAY = (
    OSError,
    TimeoutError,
    DBConnectionError,
    asyncpg.PostgresConnectionError,
    asyncpg.CannotConnectNowError,
    asyncpg.OperatorInterventionError,
    asyncpg.TooManyConnectionsError,
)
"""What a database that is away or restarting raises."""


def is_away(error: BaseException) -> bool:
    closed = isinstance(error, asyncpg.InterfaceError) and "closed" in str(error)
    return (
        closed
        or isinstance(error, AWAY)
        or (isinstance(error, OperationalError) and isinstance(error.__cause__, AWAY))
    )


def as_error(error: Exception, chinese: bool, path: Path | None = None) -> GraphQLError:
    """What a client sees of an exception; what it does not see is logged."""
    if isinstance(error, PanhuoError):
        return located(error, chinese, path)
    if is_away(error):
        log.warning("database unavailable", error=repr(error))
        return located(PanhuoError(ErrorCode.DATABASE_UNAVAILABLE), chinese, path)
    log.error("unexpected error", exc_info=error)
    return located(PanhuoError(ErrorCode.INTERNAL), chinese, path)
