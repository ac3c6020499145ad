"""`panhuo schema --breaking`: what the last release offered, beside what is offered now."""

import json
from pathlib import Path

import pytest
from graphql import build_schema, find_breaking_changes, resolve_schema_coordinate
from typer.testing import Result

from panhuo.commands import breaking
from panhuo.matrix.changes import of_schema
from tests.cli.conftest import Run

CHANGES = (
    "# Changelog\n\n## 0.2.0 (not released)\n\n{newest}\n## 0.1.0\n\n### Breaking\n\n- `User.fax` is gone.\n"
)
MAY_SIGN_IN = '"""Whether it may sign in (启用)."""\n  active: Boolean!\n'
"""What comes after the e-mail address of an account."""


@pytest.fixture
def released(tmp_path: Path, run: Run) -> Path:
    """A release that offered what is offered now, which is read once for all tests."""
    assert run("schema", "--release", "--released", str(tmp_path)).exit_code == 0
    return tmp_path


def compare(run: Run, released: Path, newest: str = "") -> Result:
    """The command, beside a change log whose first section says this."""
    changelog = released / "CHANGELOG.md"
    changelog.write_text(CHANGES.format(newest=newest), encoding="utf-8")
    return run("schema", "--breaking", "--released", str(released), "--changelog", str(changelog))


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1
    file.write_text(text.replace(old, new), encoding="utf-8")


def grant(released: Path, coordinate: str, role: str, scopes: list[str]) -> None:
    """Let a role have reached so far in the release."""
    file = released / breaking.MATRIX
    matrix = json.loads(file.read_text(encoding="utf-8"))
    (row,) = (each for each in matrix["coordinates"] if each["coordinate"] == coordinate)
    row["grants"][role] = scopes
    file.write_text(json.dumps(matrix), encoding="utf-8")


def with_fax(released: Path) -> None:
    """Let accounts have had a fax number in the release."""
    edit(released / breaking.SCHEMA, MAY_SIGN_IN, f'"""Fax (传真)."""\n  fax: String\n\n  {MAY_SIGN_IN}')


def test_nothing_changed(run: Run, released: Path) -> None:
    result = compare(run, released)

    assert (result.exit_code, result.output) == (0, "")


def test_a_field_removed_in_silence_fails(run: Run, released: Path) -> None:
    # given
    with_fax(released)

    # when
    result = compare(run, released)

    # then
    assert result.exit_code == 1
    assert "Breaking, not announced:\n- Field User.fax was removed.\n" in result.output
    assert "name `User.fax` under “### Breaking”" in result.output


def test_a_field_whose_removal_is_announced_passes(run: Run, released: Path) -> None:
    # given
    with_fax(released)

    # when
    result = compare(run, released, "### Breaking\n\n- Nobody has a fax: `User.fax` is gone.\n\n### Added\n")

    # then
    assert result.exit_code == 0
    assert "Breaking, announced:\n- Field User.fax was removed.\n" in result.output


@pytest.mark.parametrize(
    "newest", ["### Added\n\n- `User.fax`\n", "- `User.fax`\n", "### Breaking\n\n- `User`\n"]
)
def test_only_the_coordinate_itself_under_its_heading_announces(
    run: Run, released: Path, newest: str
) -> None:
    with_fax(released)

    assert compare(run, released, newest).exit_code == 1


def test_a_field_added_passes(run: Run, released: Path) -> None:
    # given a release without e-mail addresses
    email = '"""E-mail (邮箱)."""\n  email: String\n\n  '
    edit(released / breaking.SCHEMA, f"{email}{MAY_SIGN_IN}", MAY_SIGN_IN)

    # then
    assert compare(run, released).exit_code == 0


def test_a_role_that_reaches_less_fails(run: Run, released: Path) -> None:
    # given visitors who saw every account
    grant(released, "User", "ANONYMOUS", ["ALL"])

    # when
    silent = compare(run, released)
    announced = compare(run, released, "### Breaking\n\n- Visitors do not see a `User`.\n")

    # then
    told = "- ANONYMOUS no longer reach what they did at User: USER_READ before, USER_READ now.\n"
    assert (silent.exit_code, announced.exit_code) == (1, 0)
    assert f"Breaking, not announced:\n{told}" in silent.output
    assert f"Breaking, announced:\n{told}" in announced.output


def test_a_guard_on_what_asked_for_nothing_fails(run: Run, released: Path) -> None:
    # given names under which a unit owns patents, which whoever read the unit could read
    file = released / breaking.MATRIX
    matrix = json.loads(file.read_text(encoding="utf-8"))
    unit, aliases = (
        next(each for each in matrix["coordinates"] if each["coordinate"] == name)
        for name in ("OrgUnit", "OrgUnit.ownerAliases")
    )
    aliases |= {"access": "INHERITED", "inherits": ["OrgUnit"], "grants": unit["grants"]}
    file.write_text(json.dumps(matrix), encoding="utf-8")

    # when
    result = compare(run, released)

    # then
    assert result.exit_code == 1
    assert "name `OrgUnit.ownerAliases` under" in result.output
    assert "COLLEGE_ADMIN" in result.output


def test_a_role_that_reaches_further_passes(run: Run, released: Path) -> None:
    # given operators who saw no account
    grant(released, "User", "PLATFORM_OPERATOR", [])

    # when
    result = compare(run, released)

    # then
    assert result.exit_code == 0
    assert "Worth a look:\n- PLATFORM_OPERATOR reach further at User" in result.output


def test_a_missing_release_is_a_sentence(run: Run, tmp_path: Path) -> None:
    result = run("schema", "--breaking", "--released", str(tmp_path / "none"))

    assert result.exit_code == 1
    assert "cannot be read" in result.output


OLD = """
directive @seen(by: String, at: String) repeatable on FIELD | QUERY
interface I { id: ID }
interface J { id: ID }
union U = A | B
enum E { ONE TWO }
scalar S
input In { a: Int, b: Int }
type A implements I & J { id: ID, f(x: Int, y: Int): Int, g: Int }
type B { id: ID }
type C { id: ID }
type Query { u: U, e(e: E): S, i(in: In): I, j: J, c: C }
"""
EDITS = {
    "C": (("type C { id: ID }", ""), (", c: C", "")),
    "S": (("scalar S", "enum S { X }"),),
    "A.g": ((", g: Int }", "}"),),
    "A.f": (("y: Int): Int", "y: Int): String"),),
    "A.f(x:)": (("x: Int, ", ""),),
    "A.f(y:)": (("y: Int)", "y: String)"),),
    "A.f(z:)": (("y: Int)", "y: Int, z: Int!)"),),
    "In.b": ((", b: Int }", "}"),),
    "In.c": (("b: Int }", "b: Int, c: Int! }"),),
    "E.TWO": ((" TWO", ""),),
    "B": (("= A | B", "= A"),),
    "A": (("I & J", "I"),),
    "@seen": (("repeatable ", ""),),
    "@seen(at:)": ((", at: String", ""),),
}


@pytest.mark.parametrize("coordinate", EDITS)
def test_every_kind_of_break_is_named_by_its_coordinate(coordinate: str) -> None:
    # given
    new = OLD
    for old, replacement in EDITS[coordinate]:
        new = new.replace(old, replacement)
    before, now = (build_schema(text) for text in (OLD, new))

    # when
    changes = [of_schema(change) for change in find_breaking_changes(before, now)]

    # then
    assert coordinate in [change.coordinate for change in changes], changes
    for change in changes:
        assert any(resolve_schema_coordinate(each, change.coordinate) for each in (before, now))
