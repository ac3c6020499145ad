"""The schema satisfies the tools that clients are built with, and what they generate from it compiles."""

import shutil
from pathlib import Path

import pytest

pytest.importorskip("hatchling", reason="comes with the test tools")

from panhuo.schema import schema
from tests.node import Installed, installed

FOLDER = Path(__file__).parent
MODULES = "node_modules"
ESLINT = f"{MODULES}/eslint/bin/eslint.js"
RELAY = f"{MODULES}/relay-compiler/cli.js"
CODEGEN = f"{MODULES}/@graphql-codegen/cli/cjs/bin.js"
COMPILE = f"{MODULES}/typescript/bin/tsc"


@pytest.fixture
def tools(tmp_path: Path) -> Installed:
    """A copy of this folder beside today's schema, for the tools to write into."""
    ready, copy = installed(FOLDER), tmp_path / "tools"
    shutil.copytree(FOLDER, copy, ignore=shutil.ignore_patterns(MODULES, "*.py", "__pycache__"))
    (copy / MODULES).symlink_to(FOLDER / MODULES, target_is_directory=True)
    (copy / "schema.graphql").write_text(schema.as_str() + "\n", encoding="utf-8")
    return Installed(copy, ready.node)


def passes(tools: Installed, *words: str) -> None:
    """The tool ends well; else what it said is what pytest shows."""
    done = tools.run(*words)
    assert done.returncode == 0, done.stdout + done.stderr


def edit(file: Path, old: str, new: str) -> None:
    """Put something in the place of its first occurrence from the type User on, else of its first."""
    text = file.read_text(encoding="utf-8")
    at = text.find(old, text.index("\ntype User "))
    at = at if at >= 0 else text.index(old)
    file.write_text(text[:at] + new + text[at + len(old) :], encoding="utf-8")


FAULTS = {
    "require-description": ('  """Mobile phone (手机号)."""\n', ""),
    "naming-convention": ("  jobTitle: String", "  job_title: String"),
    "no-typename-prefix": ("  isManager: Boolean!", "  userManager: Boolean!"),
    "no-unreachable-types": ("scalar Instant\n", 'scalar Instant\n\n"Lost."\nscalar Lost\n'),
    "relay-page-info": ("  hasNextPage: Boolean!", "  hasNextPage: Boolean"),
    "relay-connection-types": ("  edges: [CodeEdge!]!", "  edges: CodeEdge!"),
    "require-deprecation-reason": ("  email: String", "  email: String @deprecated"),
}
"""Rule → an edit of the schema that breaks it."""


def test_graphql_eslint_would_find_faults(tools: Installed) -> None:
    # given
    for old, new in FAULTS.values():
        edit(tools.folder / "schema.graphql", old, new)

    # when
    done = tools.run(ESLINT, "schema.graphql")

    # then
    assert done.returncode == 1
    assert [rule for rule in FAULTS if f"@graphql-eslint/{rule}" not in done.stdout] == []


def test_what_relay_and_codegen_generate_compiles(tools: Installed) -> None:
    passes(tools, RELAY, "relay.config.json")
    passes(tools, CODEGEN, "--config", "codegen.json")
    passes(tools, COMPILE, "-p", ".")


def test_relay_refuses_what_is_no_connection(tools: Installed) -> None:
    # given a page without its edges
    edit(tools.folder / "schema.graphql", "  edges: [PatentEdge!]!\n", "")

    # when
    done = tools.run(RELAY, "relay.config.json")

    # then
    assert done.returncode != 0
    assert "edges" in done.stdout + done.stderr


def test_the_lock_file_names_no_registry() -> None:
    """So that the packages come from wherever the machine's npm is told, each held to its hash."""
    lock = (FOLDER / "package-lock.json").read_text("utf-8")

    assert '"resolved"' not in lock
    assert "registry" not in lock
    assert lock.count(f'"{MODULES}/') == lock.count('"integrity"')
