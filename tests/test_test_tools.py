"""What the tests stand on: the acceptance report, and databases that are found, made and cleared away."""

import asyncio
import time
from pathlib import Path

import pytest

from tests.databases import PREFIX, STALE_AFTER, PostgresDatabases
from tests.services import binaries, own_postgres, reach

SUITE = """
import pytest

@pytest.mark.req("S58", "S70")
def test_passes(count_request): count_request(); count_request()

@pytest.mark.req("S58")
def test_fails(): assert False

@pytest.mark.req("S7")
def test_is_skipped(): pytest.skip("no service")
"""


@pytest.fixture
def suite(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent.parent))
    pytester.makeconftest('pytest_plugins = ["tests.acceptance_report"]')
    return pytester


@pytest.mark.parametrize("spread", [(), ("-n", "2")], ids=["one process", "several"])
def test_the_report_tells_tests_outcome_and_requests(spread: tuple[str, ...], suite: pytest.Pytester) -> None:
    # given
    suite.makepyfile(SUITE)

    # when
    suite.runpytest_subprocess("--acceptance-report=report.txt", *spread)

    # then
    assert [line.split() for line in (suite.path / "report.txt").read_text().splitlines()] == [
        ["number", "tests", "outcome", "requests"],
        ["S7", "1", "skipped", "0"],
        ["S58", "2", "failed", "2"],
        ["S70", "1", "passed", "2"],
        ["3", "of", "192", "requirements", "carried"],
    ]


@pytest.mark.parametrize(
    ("numbers", "complaint"),
    [
        ('"S1", "S2", "S3", "S4"', "*4 requirements, at most 3 a test*"),
        ('"S193"', "*unknown requirement S193*"),
    ],
)
def test_a_test_may_carry_three_known_numbers(suite: pytest.Pytester, numbers: str, complaint: str) -> None:
    suite.makepyfile(f"import pytest\n@pytest.mark.req({numbers})\ndef test_it(): pass")

    result = suite.runpytest_subprocess()

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([complaint])


def test_a_server_of_our_own_goes_with_the_tests() -> None:
    with own_postgres(binaries()) as server:
        assert asyncio.run(reach(server.url)) is None
        server.stop()
        assert asyncio.run(reach(server.url)) is not None
        server.start()
        assert asyncio.run(reach(server.url)) is None

    assert asyncio.run(reach(server.url)) is not None


def test_databases_of_crashed_runs_are_cleared_away(postgres_databases: PostgresDatabases) -> None:
    # given
    old, young = (f"{PREFIX}{int(time.time()) - age}_1_1" for age in (STALE_AFTER + 60, STALE_AFTER - 60))
    for name in (old, young):
        postgres_databases.execute(f'create database "{name}"')

    # when
    postgres_databases.forget_crashed_runs()

    # then
    left = postgres_databases.names(PREFIX)
    postgres_databases.drop(young)
    assert (old in left, young in left) == (False, True)
