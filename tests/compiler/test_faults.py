"""Which exceptions of the drivers mean that the database is away, and what people read of the others."""

import re
import sqlite3
from collections.abc import Callable
from pathlib import Path

import asyncpg
import pytest
from graphql import GraphQLError
from tortoise.exceptions import DBConnectionError, OperationalError

from panhuo.compiler.faults import as_error
from panhuo.errors import ErrorCode, PanhuoError, message


def raised(act: Callable[[], object]) -> Exception:
    with pytest.raises(Exception) as caught:
        act()
    return caught.value  # type: ignore[return-value]


def wrapped(error: Exception) -> OperationalError:
    """As Tortoise passes it on."""
    try:
        try:
            raise error
        except type(error) as caught:
            raise OperationalError(caught)  # noqa: B904 Tortoise does not say `from`
    except OperationalError as outer:
        return outer


def held(folder: Path) -> Exception:
    """Somebody else is writing."""
    first, second = (sqlite3.connect(folder / "held", timeout=0) for _ in range(2))
    first.execute("begin exclusive")
    return raised(lambda: second.execute("create table x (a)"))


def read_only(folder: Path) -> Exception:
    sqlite3.connect(folder / "read").execute("create table x (a)").connection.close()
    connection = sqlite3.connect(f"file:{folder / 'read'}?mode=ro", uri=True)
    return raised(lambda: connection.execute("insert into x values (1)"))


AWAY: dict[str, Callable[[Path], Exception]] = {
    "a folder that is gone": lambda folder: raised(lambda: sqlite3.connect(folder / "gone" / "x")),
    "a file held by another": held,
    "a file that may not be written": read_only,
    "a refused connection": lambda folder: ConnectionRefusedError(),
    "a timeout": lambda folder: TimeoutError(),
    "a lost connection": lambda folder: asyncpg.ConnectionDoesNotExistError("lost"),
    "a closed connection": lambda folder: asyncpg.InterfaceError("connection is closed"),
    "a closing pool": lambda folder: asyncpg.InterfaceError("pool is closing"),
    "a server shutting down": lambda folder: asyncpg.AdminShutdownError("bye"),
    "a server starting": lambda folder: asyncpg.CannotConnectNowError("wait"),
    "too many connections": lambda folder: asyncpg.TooManyConnectionsError("many"),
    "no such database": lambda folder: asyncpg.InvalidCatalogNameError("none"),
    "a wrong password": lambda folder: asyncpg.InvalidPasswordError("wrong"),
    "no connection, says Tortoise": lambda folder: DBConnectionError("none"),
}
OTHERS: dict[str, Callable[[], Exception]] = {
    "no such table": lambda: raised(lambda: sqlite3.connect(":memory:").execute("select * from nothing")),
    "a constraint": lambda: asyncpg.UniqueViolationError("twice"),
    "wrong SQL": lambda: asyncpg.PostgresSyntaxError("select select"),
    "a wrong value": lambda: asyncpg.DataError("too large"),
    "misuse": lambda: asyncpg.InterfaceError("another operation is in progress"),
    "a bug": lambda: raised(lambda: {}["secret"]),
}


@pytest.mark.parametrize("name", AWAY)
def test_a_database_that_is_away(name: str, tmp_path: Path) -> None:
    error = AWAY[name](tmp_path)

    for each in (error, wrapped(error)):
        shown = as_error(each, chinese=True)
        assert shown.extensions == {"code": "DATABASE_UNAVAILABLE"}
        assert shown.message == message(ErrorCode.DATABASE_UNAVAILABLE, chinese=True)


@pytest.mark.parametrize("name", OTHERS)
def test_anything_else_is_ours(name: str) -> None:
    error = OTHERS[name]()

    for each in (error, wrapped(error)):
        shown = as_error(each, chinese=False)
        found = (shown.extensions or {})["id"]
        assert re.fullmatch("[0-9a-f]{12}", found)
        assert shown.formatted == {
            "message": f"{message(ErrorCode.INTERNAL)} Quote {found} to your operator.",
            "extensions": {"code": "INTERNAL", "id": found},
        }


def test_what_graphql_says_is_said_in_json_and_shortened() -> None:
    shown = as_error(GraphQLError("Expected True or None, found " + "x" * 10_000), chinese=True)

    assert shown.message.startswith(
        f"{message(ErrorCode.VALIDATION_FAILED, chinese=True)} Expected true or null"
    )
    assert len(shown.message) < 600


def test_an_error_of_ours_inside_one_of_graphqls_keeps_its_code_and_its_place() -> None:
    ours = PanhuoError(ErrorCode.INVALID_VALUE, "Date: 2024-01-31.")
    theirs = GraphQLError(f"Variable '$x' has invalid value at .eq: {ours.message}", original_error=ours)

    shown = as_error(theirs, chinese=True)

    assert shown.message == f"变量“$x”的取值（.eq）不正确：{message(ours.code, True, ours.detail)}"
    assert shown.extensions == {"code": "INVALID_VALUE"}
