"""Running commands as a shell would, in this process."""

from collections.abc import Callable, Iterator

import pytest
from tortoise.backends.base.executor import EXECUTOR_CACHE
from typer.testing import CliRunner, Result

from panhuo.cli import app
from panhuo.settings import get_settings

Run = Callable[..., Result]
NameDatabase = Callable[[str], None]


@pytest.fixture
def run() -> Run:
    """Run a command: `run("user", "list", input=...)`. An exception that reaches the shell fails the test."""

    def invoke(*arguments: str, input: str | None = None) -> Result:
        EXECUTOR_CACHE.clear()  # Tortoise keeps SQL by connection name, not by dialect
        result = CliRunner().invoke(app, arguments, input=input)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return invoke


@pytest.fixture
def database_named(monkeypatch: pytest.MonkeyPatch) -> Iterator[NameDatabase]:
    """Name a database in the environment for the test's length."""

    def name(url: str) -> None:
        monkeypatch.setenv("PANHUO_DATABASE_URL", url)
        get_settings.cache_clear()

    yield name
    get_settings.cache_clear()
