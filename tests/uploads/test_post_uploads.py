"""POST /uploads: a file as the body or in a form, for everybody with an account."""

import gzip
import hashlib
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from panhuo.auth.http import COOKIE
from panhuo.models import Session, Upload
from panhuo.settings import get_settings
from tests.factories import now, sign_in, user
from tests.http.answers import codes_of
from tests.sheets.files import write_xlsx
from tests.uploads.conftest import CSV, People, an_upload, files_in

pytestmark = pytest.mark.anyio

ROLES = ("IA", "CA", "BA", "BCA", "INV", "ENT", "OP")
MEDIA_TYPES = {
    "a.csv": "text/csv",
    "A.CSV": "text/csv",
    "a.csv.gz": "application/gzip",
    "a.xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
UNFIT: dict[str, tuple[str, bytes, int, str]] = {
    "empty": ("a.csv", b"", 422, "SHEET_EMPTY"),
    "another ending": ("a.pdf", CSV, 415, "SHEET_WRONG_TYPE"),
    "no ending": ("patents", CSV, 415, "SHEET_WRONG_TYPE"),
    "a page as csv": ("a.csv", b"<html><script>alert(1)</script>" * 500, 415, "SHEET_WRONG_TYPE"),
    "text as a workbook": ("a.xlsx", CSV * 1000, 415, "SHEET_WRONG_TYPE"),
    "a zip as csv": ("a.csv", b"PK\x03\x04" + bytes(9000), 415, "SHEET_WRONG_TYPE"),
    "a picture": ("a.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 80, 415, "SHEET_WRONG_TYPE"),
    "text as gzip": ("a.csv.gz", CSV, 415, "SHEET_WRONG_TYPE"),
    "damaged gzip": ("a.csv.gz", b"\x1f\x8b" + bytes(90), 422, "SHEET_DAMAGED"),
    "an old workbook": ("a.xlsx", OLE + bytes(700_000), 415, "SHEET_WRONG_TYPE"),
    "a password": (
        "a.xlsx",
        OLE + bytes(700_000) + "EncryptedPackage".encode("utf-16-le") + bytes(9),
        422,
        "SHEET_ENCRYPTED",
    ),
    "a bidi mark in the ending": ("a\u202evsc.csv\u202egpj", CSV, 415, "SHEET_WRONG_TYPE"),
}


def content(name: str, tmp_path: Path) -> bytes:
    if name.endswith(".xlsx"):
        write_xlsx(tmp_path / "a.xlsx", [["a"], [1]])
        return (tmp_path / "a.xlsx").read_bytes()
    return gzip.compress(CSV) if name.endswith(".gz") else CSV


async def post(client: httpx.AsyncClient, headers: dict[str, str], **sent: Any) -> httpx.Response:
    return await client.post("/uploads", headers=headers, **sent)


@pytest.mark.parametrize("role", ROLES)
async def test_every_role_keeps_a_file(
    role: str, shared_client: httpx.AsyncClient, people: People, folder: Path
) -> None:
    before = now()

    response = await post(shared_client, people.headers[role], params={"name": "patents.csv"}, content=CSV)

    # then
    assert response.status_code == 201
    upload = response.json()["upload"]
    row = await Upload.get()
    assert upload == {
        "id": f"FileUpload:{row.id}",
        "name": "patents.csv",
        "mediaType": "text/csv",
        "size": len(CSV),
        "expiresAt": upload["expiresAt"],
    }
    expires_at = datetime.fromisoformat(upload["expiresAt"]).timestamp() * 1000
    assert 0 <= expires_at - before - 24 * 3_600_000 < 60_000
    assert (row.owner_id, row.stored, row.consumed_at) == (people.accounts[role].id, True, None)  # type: ignore[attr-defined]
    assert row.sha256 == hashlib.sha256(CSV).hexdigest()
    assert await Session.filter(id=row.session_id, user_id=people.accounts[role].id).exists()  # type: ignore[attr-defined]
    (file,) = files_in(folder)
    assert file.read_bytes() == CSV
    assert file.relative_to(folder).as_posix() == row.store_key and "patents" not in row.store_key


@pytest.mark.parametrize("name", MEDIA_TYPES)
@pytest.mark.parametrize("as_form", [False, True])
async def test_every_kind_of_file_either_way(
    name: str,
    as_form: bool,
    shared_client: httpx.AsyncClient,
    people: People,
    folder: Path,
    tmp_path: Path,
) -> None:
    data = content(name, tmp_path)
    sent: dict[str, Any] = (
        {"files": {"file": (name, data)}} if as_form else {"content": data, "params": {"name": name}}
    )

    response = await post(shared_client, people.headers["IA"], **sent)

    assert response.status_code == 201, response.text
    assert response.json()["upload"]["mediaType"] == MEDIA_TYPES[name]
    assert response.json()["upload"]["size"] == len(data)


@pytest.mark.parametrize("unfit", UNFIT)
@pytest.mark.parametrize("as_form", [False, True])
async def test_what_is_not_what_its_name_says_is_refused(
    unfit: str, as_form: bool, shared_client: httpx.AsyncClient, people: People, nothing_left: None
) -> None:
    name, data, status, code = UNFIT[unfit]
    sent: dict[str, Any] = (
        {"files": {"file": (name, data)}} if as_form else {"content": data, "params": {"name": name}}
    )

    response = await post(shared_client, people.headers["INV"], **sent)

    assert (response.status_code, codes_of(response)) == (status, [code])


async def test_errors_follow_the_language(shared_client: httpx.AsyncClient, people: People) -> None:
    headers = people.headers["IA"] | {"Accept-Language": "zh-CN"}

    response = await post(shared_client, headers, params={"name": "a.pdf"}, content=CSV)

    assert "文件类型" in response.json()["errors"][0]["message"]


async def read_further() -> AsyncIterator[bytes]:
    yield CSV
    pytest.fail("the body was read")


async def test_nobody_else_is_read_from(
    shared_client: httpx.AsyncClient, people: People, nothing_left: None
) -> None:
    """A visitor, a session revoked, expired, or of an account closed: refused before the body is read."""
    account = await user(people.accounts["INV"].role)
    headers = [await sign_in(account) for _ in range(3)]
    sessions = await Session.filter(user_id=account.id).order_by("id")
    await Session.filter(id=sessions[0].id).update(revoked_at=now())
    await Session.filter(id=sessions[1].id).update(expires_at=now() - 1)
    account.active = False
    await account.save(update_fields=["active"])

    for each in ({}, *headers):
        answers = [
            await post(shared_client, each, params={"name": "a.csv"}, content=read_further()),
            await post(
                shared_client,
                each | {"Content-Type": "multipart/form-data; boundary=x"},
                content=read_further(),
            ),
        ]
        for response in answers:
            assert (response.status_code, codes_of(response)) == (401, ["UNAUTHENTICATED"])


async def test_a_session_that_ends_meanwhile_keeps_nothing(
    shared_client: httpx.AsyncClient, people: People, nothing_left: None
) -> None:
    headers = await sign_in(people.accounts["CA"])
    session = await Session.all().order_by("-id").first()
    assert session

    async def body() -> AsyncIterator[bytes]:
        yield CSV
        await Session.filter(id=session.id).update(revoked_at=now())
        yield CSV

    response = await post(shared_client, headers, params={"name": "a.csv"}, content=body())

    assert (response.status_code, codes_of(response)) == (401, ["UNAUTHENTICATED"])


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"X-Panhuo-Client": "1"}, 201),
        ({"Apollo-Require-Preflight": "true"}, 201),
        ({"GraphQL-Require-Preflight": "1"}, 201),
        ({"Content-Type": "application/json"}, 201),
        ({"X-Panhuo-Client": "1", "Origin": "http://evil.test"}, 401),
        ({"X-Panhuo-Client": "1", "Sec-Fetch-Site": "cross-site"}, 401),
        ({"X-Panhuo-Client": "1", "Origin": "http://panhuo.test", "Sec-Fetch-Site": "same-origin"}, 201),
    ],
)
async def test_a_cookie_counts_only_where_no_other_site_can_have_sent_it(
    headers: dict[str, str], status: int, shared_client: httpx.AsyncClient, people: People, folder: Path
) -> None:
    token = people.headers["BA"]["Authorization"].removeprefix("Bearer ")

    response = await post(
        shared_client, headers | {"Cookie": f"{COOKIE}={token}"}, params={"name": "a.csv"}, content=CSV
    )

    assert response.status_code == status
    assert await Upload.all().count() == (status == 201)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Any:
    monkeypatch.setenv("PANHUO_MAX_UPLOAD_BYTES", "100000")
    monkeypatch.setenv("PANHUO_MAX_BODY_BYTES", "10000")
    monkeypatch.setenv("PANHUO_UPLOADS_PER_ACCOUNT", "3")
    get_settings.cache_clear()
    yield
    get_settings.cache_clear()


@pytest.mark.parametrize("size", [99_999, 100_000])
async def test_a_file_of_just_the_size_allowed(
    size: int, small: None, shared_client: httpx.AsyncClient, people: People
) -> None:
    for sent in (
        {"content": b"a" * size, "params": {"name": "a.csv"}},
        {"files": {"f": ("a.csv", b"a" * size)}},
    ):
        response = await post(shared_client, people.headers["IA"], **sent)
        assert response.status_code == 201


async def test_a_file_too_large_is_refused_while_it_arrives(
    small: None, shared_client: httpx.AsyncClient, people: People, nothing_left: None
) -> None:
    sizes = []

    async def endless() -> AsyncIterator[bytes]:
        while True:
            sizes.append(1000)
            yield b"a" * 1000

    # without a length, with a true one, as a form
    answers = [await post(shared_client, people.headers["IA"], params={"name": "a.csv"}, content=endless())]
    assert sum(sizes) < 130_000
    answers += [
        await post(shared_client, people.headers["IA"], params={"name": "a.csv"}, content=b"a" * 100_001)
    ]
    answers += [await post(shared_client, people.headers["IA"], files={"file": ("a.csv", b"a" * 100_001)})]
    answers += [await post(shared_client, people.headers["IA"], files={"file": ("a.csv", b"a" * 300_000)})]

    for response in answers:
        assert (response.status_code, codes_of(response)) == (413, ["FILE_TOO_LARGE"])
        assert response.json()["errors"][0]["extensions"]["limit"] == 100_000


async def test_an_account_has_so_many_uploads_waiting(
    small: None, shared_client: httpx.AsyncClient, people: People, folder: Path
) -> None:
    # given three
    first, *_ = [await an_upload(shared_client, people.headers["INV"]) for _ in range(3)]

    # when
    fourth = await post(shared_client, people.headers["INV"], params={"name": "a.csv"}, content=CSV)

    # then
    assert (fourth.status_code, codes_of(fourth)) == (409, ["UPLOADS_TOO_MANY"])
    assert len(files_in(folder)) == 3
    await an_upload(shared_client, people.headers["IA"])
    await Upload.filter(id=int(first.partition(":")[2])).update(expires_at=now() - 1)
    await an_upload(shared_client, people.headers["INV"])


MALFORMED: dict[str, tuple[dict[str, Any], int, str]] = {
    "no name": ({"content": CSV}, 400, "BAD_REQUEST"),
    "an empty name": ({"content": CSV, "params": {"name": ""}}, 400, "BAD_REQUEST"),
    "compressed": (
        {"content": gzip.compress(CSV), "params": {"name": "a.csv"}, "headers": {"Content-Encoding": "gzip"}},
        415,
        "UNSUPPORTED_MEDIA_TYPE",
    ),
    "two files": ({"files": [("a", ("a.csv", CSV)), ("b", ("b.csv", CSV))]}, 400, "BAD_REQUEST"),
    "a field": ({"data": {"x": "1"}, "files": {"a": ("a.csv", CSV)}}, 400, "BAD_REQUEST"),
    "no boundary": (
        {"content": b"x", "headers": {"Content-Type": "multipart/form-data"}},
        400,
        "BAD_REQUEST",
    ),
    "an empty form": (
        {"content": b"--x--\r\n", "headers": {"Content-Type": "multipart/form-data; boundary=x"}},
        400,
        "BAD_REQUEST",
    ),
    "a form cut off": (
        {
            "content": b'--x\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\n\r\na,b',
            "headers": {"Content-Type": "multipart/form-data; boundary=x"},
        },
        400,
        "BAD_REQUEST",
    ),
}


@pytest.mark.parametrize("case", MALFORMED)
async def test_malformed_requests(
    case: str, shared_client: httpx.AsyncClient, people: People, nothing_left: None
) -> None:
    sent, status, code = MALFORMED[case]
    headers = people.headers["OP"] | sent.get("headers", {})

    response = await post(
        shared_client, headers, **{key: value for key, value in sent.items() if key != "headers"}
    )

    assert (response.status_code, codes_of(response)) == (status, [code])


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PATCH"])
async def test_other_methods(method: str, shared_client: httpx.AsyncClient, people: People) -> None:
    response = await shared_client.request(method, "/uploads", headers=people.headers["OP"])

    assert (response.status_code, response.headers["Allow"]) == (405, "POST")
    assert codes_of(response) == ["METHOD_NOT_ALLOWED"]
