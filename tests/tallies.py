"""A pytest plugin: what a run counts beside its tests, told at its end, whichever process counted it."""

from collections import Counter
from typing import Any

import pytest

TALLIES: Counter[str] = Counter()
"""Line → count; the line says where the count stands by `{:,}`."""
SENT_AS = "panhuo_tallies"


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker of pytest-xdist hands its counts over."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput[SENT_AS] = dict(TALLIES)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    TALLIES.update(getattr(node, "workeroutput", {}).get(SENT_AS, {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for line, count in sorted(TALLIES.items()):
        terminalreporter.write_line(line.format(count))
