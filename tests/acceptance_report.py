"""A pytest plugin: which requirement is carried by which tests, and how they ended.

`@pytest.mark.req("S58", "S70")` names at most three numbers of docs/requirements.md. At the end of a run
the report tells, for each number: tests, outcome, HTTP requests made. `--acceptance-report=PATH` writes
it to a file as well.
"""

from collections import defaultdict
from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

KNOWN = {f"S{number}" for number in range(1, 193)}
AT_MOST = 3
REQUESTS = pytest.StashKey[int]()
NUMBERS, REQUESTED = "req", "requests"
"""Properties of a test's report."""


@dataclass
class Entry:
    """What the run says about one requirement."""

    tests: int = 0
    requests: int = 0
    outcomes: set[str] = field(default_factory=set)

    @property
    def outcome(self) -> str:
        """The worst of its tests'."""
        return next(
            word for word in ("failed", "skipped", "passed", "not run") if word in {*self.outcomes, "not run"}
        )


TOLD: defaultdict[str, Entry] = defaultdict(Entry)
"""What the run says, by requirement."""


@pytest.fixture
def count_request(request: pytest.FixtureRequest) -> Callable[[], None]:
    """Call it for each HTTP request the test makes."""

    def count() -> None:
        request.node.stash[REQUESTS] = request.node.stash.get(REQUESTS, 0) + 1

    return count


def numbers_of(item: pytest.Item) -> list[str]:
    """The requirement numbers a test carries; a UsageError where they are too many or unknown."""
    numbers = [str(number) for mark in item.iter_markers("req") for number in mark.args]
    unknown = sorted(set(numbers) - KNOWN)
    if unknown:
        raise pytest.UsageError(f"{item.nodeid}: unknown requirement {', '.join(unknown)}")
    if len(set(numbers)) > AT_MOST:
        raise pytest.UsageError(f"{item.nodeid}: {len(set(numbers))} requirements, at most {AT_MOST} a test")
    return sorted(set(numbers))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--acceptance-report", metavar="PATH", help="write the acceptance report to a file")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        numbers_of(item)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let the report carry what is told of it, since another process may tell (pytest-xdist)."""
    report = yield
    told = {NUMBERS: numbers_of(item), REQUESTED: item.stash.get(REQUESTS, 0)}
    report.user_properties = [*report.user_properties, *told.items()]
    return report


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if report.when == "call" or report.outcome != "passed":
        told = dict(report.user_properties)
        for number in told[NUMBERS]:  # type: ignore[union-attr]
            note(TOLD[str(number)], report, int(str(told[REQUESTED])))


def note(entry: Entry, report: pytest.TestReport, requests: int) -> None:
    entry.outcomes.add(report.outcome)
    if report.when != "teardown":
        entry.tests += 1
        entry.requests += requests


def table(entries: dict[str, Entry]) -> Iterable[str]:
    """The report's lines, by number."""
    yield f"{'number':<8}{'tests':>6}  {'outcome':<9}{'requests':>9}"
    for number in sorted(entries, key=lambda name: int(name[1:])):
        entry = entries[number]
        yield f"{number:<8}{entry.tests:>6}  {entry.outcome:<9}{entry.requests:>9}"
    yield f"{len(entries)} of {len(KNOWN)} requirements carried"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    path = config.getoption("--acceptance-report")
    if path:
        Path(path).write_text("\n".join(table(TOLD)) + "\n", encoding="utf-8")
    if TOLD:
        terminalreporter.section("acceptance report")
        terminalreporter.write_line("\n".join(table(TOLD)))
