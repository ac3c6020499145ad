"""Failures to expect of a command: said in a sentence, on standard error, with exit code 1. No traceback."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import asyncpg
import typer
from pydantic import ValidationError
from tortoise.exceptions import BaseORMException, ConfigurationError, DBConnectionError

from panhuo.errors import PanhuoError, message

DATABASE_AWAY = (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, DBConnectionError)
DATABASE_ERRORS = (*DATABASE_AWAY, sqlite3.Error, BaseORMException)


class CommandFailed(Exception):
    """A command cannot do what it was asked for; the message says why and what to do."""


@contextmanager
def failures_explained() -> Iterator[None]:
    """Turn what can be expected to go wrong into a message and exit code 1."""
    try:
        yield
    except CommandFailed as failure:
        fail(str(failure))
    except PanhuoError as error:
        fail(in_both_languages(error))
    except ValidationError as invalid:
        fail(
            "\n".join(
                f"PANHUO_{error['loc'][0]!s}".upper() + f": {error['msg']}" for error in invalid.errors()
            )
        )
    except ConfigurationError as error:
        fail(
            f"PANHUO_DATABASE_URL: {error}. It reads sqlite://PATH or postgres://user:password@host:port/name."
        )
    except BrokenPipeError:
        raise  # whoever read the output has gone, as head does; click ends that quietly
    except DATABASE_ERRORS as error:
        fail(f"The database cannot be used ({database_name()}): {reason(error)}")


def fail(message: str) -> None:
    typer.secho(message, err=True, fg=typer.colors.RED)
    raise typer.Exit(1)


def in_both_languages(error: PanhuoError) -> str:
    """The code, what it means in English and Chinese, and its details."""
    details = [error.detail] if isinstance(error.detail, str) else error.detail
    parts = (f"{error.code}:", message(error.code), message(error.code, chinese=True), *details)
    return " ".join(filter(None, parts))


def database_name() -> str:
    """The database's URL without its password."""
    from panhuo.settings import get_settings

    url = get_settings().database_url
    password = urlsplit(url).password
    return url.replace(f":{password}@", ":***@") if password else url


def reason(error: BaseException) -> str:
    """An error's own words; those of what caused it, where it has none."""
    return str(error) or (reason(error.__cause__) if error.__cause__ else type(error).__name__)
