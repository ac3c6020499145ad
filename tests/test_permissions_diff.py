"""`scripts/permissions-diff` in CI's clones: with history, without it, and outside any repository."""

import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parent.parent / "scripts" / "permissions-diff"
MATRIX = "docs/permissions-matrix.md"

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git here")


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def commit(folder: Path, matrix: str) -> None:
    (folder / MATRIX).write_text(matrix)
    git(folder, "add", ".")
    git(folder, "commit", "--allow-empty", "-m", "change")


def shown(folder: Path, *words: str) -> str:
    """What the script prints; it never fails."""
    done = subprocess.run(
        [folder / "scripts" / SCRIPT.name, *words], check=True, capture_output=True, text=True
    )
    return done.stdout


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The script and a matrix, not yet in a repository."""
    origin = tmp_path / "origin"
    for part in ("scripts", "docs"):
        (origin / part).mkdir(parents=True)
    shutil.copy(SCRIPT, origin / "scripts")
    (origin / MATRIX).write_text("a\n")
    return origin


def test_it_shows_the_difference_from_the_commit_before(folder: Path) -> None:
    # given
    git(folder, "init")
    commit(folder, "| `User` | – |\n")
    commit(folder, "| `User` | ALL |\n")

    # then
    assert "-| `User` | – |\n+| `User` | ALL |\n" in shown(folder)
    assert "is as it was" in shown(folder, "HEAD")


def test_it_shows_the_difference_from_where_a_branch_began(folder: Path, tmp_path: Path) -> None:
    # given a branch of two commits
    git(folder, "init")
    commit(folder, "one\n")
    git(tmp_path, "clone", str(folder), "clone")
    commit(tmp_path / "clone", "two\n")
    commit(tmp_path / "clone", "three\n")

    # then
    assert "-one\n+three\n" in shown(tmp_path / "clone")


def test_a_clone_without_history_says_so(folder: Path, tmp_path: Path) -> None:
    # given
    git(folder, "init")
    commit(folder, "one\n")
    commit(folder, "two\n")
    git(tmp_path, "clone", "--depth", "1", f"file://{folder}", "shallow")

    # then
    assert "no earlier commit" in shown(tmp_path / "shallow")


def test_a_folder_that_is_no_repository_says_so(folder: Path) -> None:
    assert "no earlier commit" in shown(folder)
