"""What commands do and print."""

import asyncio
import subprocess
import sys
from pathlib import Path

import pytest

from panhuo.commands import printed
from panhuo.db import database
from panhuo.models import Code
from tests.cli.conftest import NameDatabase, Run


def test_help_names_every_command_and_imports_little(run: Run) -> None:
    # when
    result = run("--help")
    heavy = "{'tortoise', 'strawberry', 'graphql', 'uvicorn'}"
    script = f"import sys; from panhuo.cli import app; sys.exit(bool({heavy} & set(sys.modules)))"
    light = subprocess.run([sys.executable, "-c", script], check=False, timeout=60)

    # then
    assert result.exit_code == 0
    for command in ("demo", "serve", "migrate", "import-patents", "schema", "permissions", "codes", "user"):
        assert command in result.output
    assert light.returncode == 0


def test_migrate_says_what_it_applied(
    run: Run, empty_database_url: str, database_named: NameDatabase
) -> None:
    database_named(empty_database_url)

    assert "Applied 0001_initial" in run("migrate").output
    assert "already" in run("migrate").output


def test_codes_are_loaded_once(run: Run, database_url: str) -> None:
    # when
    first, second = run("codes", "load-builtin"), run("codes", "load-builtin")

    # then
    async def count() -> int:
        async with database(database_url):
            return await Code.all().count()

    assert first.output == f"{asyncio.run(count())} codes new or corrected.\n"
    assert second.output == "0 codes new or corrected.\n"


@pytest.mark.parametrize(
    "command",
    [
        ("schema",),
        ("permissions",),
        ("permissions", "--format", "json"),
        ("permissions", "--format", "csv"),
    ],
)
def test_kept_files_are_printed_written_and_checked(
    run: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    # given
    file = tmp_path / "kept"
    named = (*command, "--file", str(file))

    # then
    shown = run(*command)
    assert shown.exit_code == 0
    assert run(*named, "--check").exit_code == 1  # missing
    assert run(*named, "--write").exit_code == 0
    assert file.read_text() == shown.output
    assert run(*named, "--check").exit_code == 0
    file.write_text(shown.output.replace("INVENTOR", "INVENTER", 1))
    stale = run(*named, "--check")
    assert stale.exit_code == 1
    assert "INVENTER" in stale.output
    assert f"`panhuo {' '.join(command)} --write`" in stale.output


def test_a_missing_folder_for_a_kept_file(tmp_path: Path) -> None:
    with pytest.raises(printed.CommandFailed):
        printed.show_or_keep(
            "text", tmp_path / "no" / "file", check=False, write=True, command="panhuo schema"
        )


def test_a_reader_that_leaves_early_is_no_failure() -> None:
    # given a shell that reads one line of many
    script = "from panhuo.cli import app; app()"
    command = [sys.executable, "-c", script, "permissions", "--format", "csv"]

    # when
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stderr
        first = process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()

    # then
    assert first.startswith("coordinate,")
    assert said == ""
