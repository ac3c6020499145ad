"""What the application wrote to its log during a test."""

from collections.abc import Callable, Iterator
from typing import Any

import orjson
import pytest

from panhuo.settings import get_settings

Lines = Callable[..., list[dict[str, Any]]]
Settings = Callable[..., None]


@pytest.fixture
def lines(capfd: pytest.CaptureFixture[str], request: pytest.FixtureRequest) -> Lines:
    """The lines logged since the last call, or those of one event. Ask for it before the application."""

    def read(event: str | None = None) -> list[dict[str, Any]]:
        found = [orjson.loads(line) for line in capfd.readouterr().err.splitlines()]
        return [line for line in found if event is None or line["event"] == event]

    return read


@pytest.fixture
def configured(monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """Set settings for the test's length: `configured(METRICS_TOKEN=...)`."""

    def setting(**values: str) -> None:
        for name, value in values.items():
            monkeypatch.setenv(f"PANHUO_{name}", value)
        get_settings.cache_clear()

    yield setting
    get_settings.cache_clear()
