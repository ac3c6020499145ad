"""Documents registered beforehand, asked for by id; and a server that runs nothing else."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import orjson
import pytest

from panhuo.http.documents import trusted_documents, trusted_texts
from panhuo.settings import get_settings
from tests.answers import content
from tests.http.answers import codes_of, send
from tests.http.conftest import Asking

pytestmark = pytest.mark.anyio

UNITS = "query Units($n: Int) { orgUnits(first: $n) { totalCount } }"
SHA = hashlib.sha256(UNITS.encode()).hexdigest()
DOCUMENTS = {
    f"sha256:{SHA}": UNITS,
    "two": "query A { viewer { id } } query B { viewer { name } }",
    "out": "mutation { logout { signedOut } }",
    "old": "{ gone }",
}
NOBODY = {"data": {"orgUnits": {"totalCount": 0}}}


def forget() -> None:
    for cached in (get_settings, trusted_documents, trusted_texts):
        cached.cache_clear()


@pytest.fixture
def trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """The documents are registered."""
    file = tmp_path / "persisted-documents.json"
    file.write_bytes(orjson.dumps(DOCUMENTS))
    monkeypatch.setenv("PANHUO_TRUSTED_DOCUMENTS", str(file))
    forget()
    yield monkeypatch
    monkeypatch.undo()
    forget()


@pytest.fixture
def only_trusted(trusted: pytest.MonkeyPatch) -> None:
    trusted.setenv("PANHUO_TRUSTED_DOCUMENTS_ONLY", "true")
    get_settings.cache_clear()


@pytest.mark.parametrize(
    "request_",
    [
        {"documentId": f"sha256:{SHA}"},
        {"documentId": SHA},
        {"documentId": f"sha256:{SHA}", "operationName": "Units", "variables": {"n": 5}},
        {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": SHA}}},
        {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": SHA}}, "query": UNITS},
    ],
)
@pytest.mark.usefixtures("trusted")
async def test_a_document_is_run_by_its_id(
    request_: dict[str, Any], shared_client: httpx.AsyncClient
) -> None:
    by_post = await send(shared_client, json=request_)
    parameters = {
        name: value if isinstance(value, str) else orjson.dumps(value).decode()
        for name, value in request_.items()
    }
    by_get = await send(shared_client, "GET", params=parameters)

    assert (content(by_post), content(by_get)) == (NOBODY, NOBODY)


@pytest.mark.parametrize(
    ("request_", "status", "code"),
    [
        ({"documentId": "unknown"}, 400, "DOCUMENT_UNKNOWN"),
        ({"documentId": "../../etc/passwd"}, 400, "DOCUMENT_UNKNOWN"),
        ({"documentId": "two"}, 400, "OPERATION_UNKNOWN"),
        ({"documentId": "old"}, 400, "VALIDATION_FAILED"),
        ({"documentId": SHA, "query": UNITS}, 400, "BAD_REQUEST"),
        ({"documentId": 5}, 400, "BAD_REQUEST"),
        ({"extensions": {"persistedQuery": {"sha256Hash": "0" * 64}}}, 400, "PERSISTED_QUERY_NOT_FOUND"),
        ({"extensions": {"persistedQuery": {"sha256Hash": 5}}}, 400, "BAD_REQUEST"),
        ({"extensions": {"persistedQuery": 5}}, 400, "BAD_REQUEST"),
    ],
)
@pytest.mark.usefixtures("trusted")
async def test_a_document_that_is_not_registered(
    request_: dict[str, Any], status: int, code: str, shared_client: httpx.AsyncClient
) -> None:
    headers = {"accept": "application/graphql-response+json"}

    response = await send(shared_client, json=request_, headers=headers)

    assert (response.status_code, codes_of(response)) == (status, [code])


async def test_a_client_of_apollo_is_told_to_send_its_query(shared_client: httpx.AsyncClient) -> None:
    body = {"extensions": {"persistedQuery": {"version": 1, "sha256Hash": SHA}}}

    response = await send(shared_client, json=body)

    assert response.json()["errors"][0]["message"] == "PersistedQueryNotSupported"


@pytest.mark.usefixtures("trusted")
async def test_a_registered_mutation_still_needs_a_post(
    shared_client: httpx.AsyncClient, asking: Asking
) -> None:
    response = await send(shared_client, "GET", params={"documentId": "out"}, headers=asking.admin)

    assert (response.status_code, codes_of(response)) == (405, ["METHOD_NOT_ALLOWED"])


@pytest.mark.usefixtures("only_trusted")
async def test_nothing_else_is_run_where_a_setting_says_so(
    shared_client: httpx.AsyncClient, asking: Asking
) -> None:
    # when
    sent = await send(shared_client, json={"query": "{ viewer { id } }"}, headers=asking.admin)
    schema = await send(shared_client, json={"query": "{ __schema { queryType { name } } }"})
    the_same = await send(shared_client, json={"query": UNITS})
    by_id = await send(shared_client, json={"documentId": SHA})

    # then
    assert (codes_of(sent), codes_of(schema)) == (["DOCUMENT_NOT_TRUSTED"], ["DOCUMENT_NOT_TRUSTED"])
    assert (content(the_same), content(by_id)) == (NOBODY, NOBODY)


@pytest.mark.parametrize("text", ["", "[]", "5", '{"a": 5}'])
def test_a_file_that_is_no_list_of_documents_is_refused(text: str, tmp_path: Path) -> None:
    from panhuo.http.documents import read_documents

    file = tmp_path / "documents.json"
    file.write_text(text)

    with pytest.raises(ValueError):
        read_documents(file)
