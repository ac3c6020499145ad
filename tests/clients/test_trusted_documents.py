"""A server that runs registered documents alone: for Relay, which asks by documentId, and Apollo, by hash."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from panhuo.schema import schema
from tests.clients.conftest import Demo, heard
from tests.clients.scripts import UPLOADED, told
from tests.clients.story import DOCUMENTS
from tests.node import Installed, installed
from tests.serving.process import served

pytestmark = pytest.mark.anyio
HERE = Path(__file__).parent
TOOLS = HERE.parent / "schema_tools"
COMPILER = TOOLS / "node_modules" / "relay-compiler" / "cli.js"
BY_RELAY = Path("relay", "__generated__", "documents.json")


@pytest.fixture(scope="module")
def compiled(packages: Installed, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """A copy of this folder, with what relay-compiler writes."""
    folder = tmp_path_factory.mktemp("relay") / "clients"
    shutil.copytree(HERE, folder, ignore=shutil.ignore_patterns("node_modules", "*.py", "__pycache__"))
    (folder / "node_modules").symlink_to(HERE / "node_modules", target_is_directory=True)
    (folder / "schema.graphql").write_text(schema.as_str(), encoding="utf-8")
    (folder / BY_RELAY).parent.mkdir()
    (folder / BY_RELAY).write_text("{}", encoding="utf-8")
    copy = Installed(folder, installed(TOOLS).node)
    done = copy.run(str(COMPILER), "relay.config.json")
    assert done.returncode == 0, done.stdout + done.stderr
    return copy


@pytest.fixture(scope="module")
def documents(compiled: Installed) -> Path:
    """The documents of both clients, as a server takes them."""
    by_apollo = compiled.run("apollo.mjs", "documents")
    assert by_apollo.returncode == 0, by_apollo.stderr
    by_relay = (compiled.folder / BY_RELAY).read_text(encoding="utf-8")
    file = compiled.folder / "documents.json"
    file.write_text(json.dumps(json.loads(by_relay) | json.loads(by_apollo.stdout)), encoding="utf-8")
    return file


@pytest.fixture(scope="module")
def strict(documents: Path, database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """The demo, served to those who ask for registered documents alone."""
    folder = tmp_path_factory.mktemp("strict")
    settings = {
        "PANHUO_FILES_URL": str(folder / "files"),
        "PANHUO_TRUSTED_DOCUMENTS": str(documents),
        "PANHUO_TRUSTED_DOCUMENTS_ONLY": "1",
    }
    with served(folder, database, **settings) as server:
        yield Demo(f"{server.url}/graphql", database)


async def test_relay(compiled: Installed, strict: Demo, expected: dict[str, Any]) -> None:
    """Its store joins the pages of a connection."""
    story = heard(await told(compiled, "relay.mjs", strict))

    pages = expected["pages"]
    joined = [[edge for page in pages[:number] for edge in page["edges"]] for number in (1, 2, 3)]
    assert [page["edges"] for page in story.pop("pages")] == joined
    others = {name: found for name, found in expected.items() if name != "pages"}
    assert story == others | UPLOADED


async def test_apollo(packages: Installed, strict: Demo, expected: dict[str, Any]) -> None:
    story = await told(packages, "apollo.mjs", strict, PANHUO_PERSISTED="1")

    assert heard(story) == expected | UPLOADED


async def test_apollo_falls_back_where_nothing_is_registered(
    packages: Installed, demo: Demo, expected: dict[str, Any]
) -> None:
    story = await told(packages, "apollo.mjs", demo, PANHUO_PERSISTED="1")

    assert heard(story) == expected | UPLOADED


def test_nothing_else_runs(strict: Demo) -> None:
    response = httpx.post(strict.url, json={"query": DOCUMENTS["Viewer"] + "# another"})

    assert response.json()["errors"][0]["extensions"]["code"] == "DOCUMENT_NOT_TRUSTED"
