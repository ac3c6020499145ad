"""The GraphQL multipart request specification: what clients send, and whatever else may be sent."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from panhuo.auth.http import COOKIE
from panhuo.models import Upload
from panhuo.settings import get_settings
from tests.http.answers import codes_of
from tests.uploads.conftest import CSV, People, files_in
from tests.uploads.forms import BOUNDARY, GOOD, MULTIPART, UPLOAD, file, form, operations, places

pytestmark = pytest.mark.anyio

BAD = ["BAD_REQUEST"]


def text(name: str, value: Any) -> tuple[str, None, bytes]:
    return name, None, value if isinstance(value, bytes) else json.dumps(value).encode()


MAP = places(file=["variables.file"])
BATCH = [{"query": UPLOAD, "variables": {"file": None}}]
ABUSE: dict[str, bytes] = {
    "nothing": b"",
    "no parts": form(),
    "not a form": b"{}",
    "operations of a number": form(text("operations", 5), MAP, file()),
    "operations of null": form(text("operations", None), MAP, file()),
    "operations of text": form(text("operations", "x"), MAP, file()),
    "a batch": form(text("operations", BATCH), places(file=["0.variables.file"]), file()),
    "operations no JSON": form(text("operations", b"{"), MAP, file()),
    "operations of bad UTF-8": form(text("operations", b'{"query": "\xff\xfe"}'), MAP, file()),
    "operations of depth": form(text("operations", b"[" * 100_000), MAP, file()),
    "operations as a file": form(("operations", "a.json", operations(file=None)[2]), MAP, file()),
    "operations empty": form(text("operations", {}), MAP, file()),
    "no operations": form(MAP, file()),
    "no map": form(operations(file=None), file()),
    "map of a list": form(operations(file=None), text("map", []), file()),
    "map of a number": form(operations(file=None), text("map", 5), file()),
    "map no JSON": form(operations(file=None), text("map", b"nonsense"), file()),
    "map as a file": form(operations(file=None), ("map", "m.json", MAP[2]), file()),
    "paths of a text": form(operations(file=None), places(file="variables.file"), file()),
    "paths of a number": form(operations(file=None), places(file=[5]), file()),
    "no paths": form(operations(file=None), places(file=[]), file()),
    "a path to nowhere": form(operations(file=None), places(file=["variables.other"]), file()),
    "a path into null": form(operations(file=None), places(file=["variables.file.x"]), file()),
    "a path to what is not null": form(operations(file="x"), MAP, file()),
    "a path to the variables": form(operations(file=None), places(file=["variables"]), file()),
    "a path to the query": form(operations(file=None), places(file=["query"]), file()),
    "a path to the operation name": form(
        text("operations", {"query": UPLOAD, "operationName": None, "variables": {"file": None}}),
        places(file=["operationName"]),
        file(),
    ),
    "an empty path": form(operations(file=None), places(file=[""]), file()),
    "a path of dots": form(operations(file=None), places(file=["." * 100_000]), file()),
    "a path beyond a list": form(operations(files=[None]), places(file=["variables.files.1"]), file()),
    "a path of a negative index": form(operations(files=[None]), places(file=["variables.files.-1"]), file()),
    "a path of another script": form(operations(files=[None]), places(file=["variables.files.٠"]), file()),
    "a path of an endless index": form(
        operations(files=[None]), places(file=[f"variables.files.{'9' * 5000}"]), file()
    ),
    "a path into a text": form(operations(file="abc"), places(file=["variables.file.0"]), file()),
    "one place twice": form(operations(file=None), places(file=["variables.file", "variables.file"]), file()),
    "two files at one place": form(
        operations(file=None), places(a=["variables.file"], b=["variables.file"]), file("a"), file("b")
    ),
    "a file that is not there": form(operations(file=None), MAP),
    "a file of another name": form(operations(file=None), MAP, file("other")),
    "a file too many": form(operations(file=None), MAP, file(), file("unused")),
    "a file twice": form(operations(file=None), MAP, file(), file()),
    "a text in place of a file": form(operations(file=None), MAP, text("file", b"a,b")),
    "the map first": form(MAP, operations(file=None), file()),
    "the file first": form(file(), operations(file=None), MAP),
    "operations twice": form(operations(file=None), operations(file=None), MAP, file()),
    "another field": form(operations(file=None), MAP, text("x", 1), file()),
    "many fields": form(*(text(f"f{number}", number) for number in range(5000))),
    "many files": form(operations(file=None), MAP, *(file(f"f{number}") for number in range(500))),
    "a huge field": form(("operations", None, b'"' + b"x" * 3_000_000 + b'"'), MAP, file()),
    "a huge header": form((f"x{'y' * 200_000}", None, b"")),
    "no name": f"--{BOUNDARY}\r\nContent-Disposition: form-data\r\n\r\nx\r\n--{BOUNDARY}--\r\n".encode(),
    "no headers": f"--{BOUNDARY}\r\n\r\nx\r\n--{BOUNDARY}--\r\n".encode(),
    "many headers": f"--{BOUNDARY}\r\n{'x: y' + chr(13) + chr(10)}".encode() * 1
    + b"x: y\r\n" * 5000
    + f"\r\nx\r\n--{BOUNDARY}--\r\n".encode(),
    "cut off": form(*GOOD)[:-100],
    "cut off before its end": form(*GOOD, end=""),
    "another boundary": form(*GOOD).replace(BOUNDARY.encode(), b"----other"),
}
HEADERS: dict[str, str] = {
    "no boundary": "multipart/form-data",
    "an empty boundary": "multipart/form-data; boundary=",
    "a long boundary": f"multipart/form-data; boundary={'x' * 5000}",
    "an odd charset": f"multipart/form-data; boundary={BOUNDARY}; charset=zlib_codec",
}


async def send(
    client: httpx.AsyncClient, headers: dict[str, str], body: bytes, **more: Any
) -> httpx.Response:
    return await client.post("/graphql", content=body, headers=headers | MULTIPART | more)


async def test_a_file_by_a_mutation(shared_client: httpx.AsyncClient, people: People, folder: Path) -> None:
    response = await send(shared_client, people.headers["CA"], form(*GOOD))

    # then
    assert response.status_code == 200, response.text
    payload = response.json()["data"]["uploadFile"]
    row = await Upload.get()
    assert payload["userErrors"] == []
    assert {key: payload["upload"][key] for key in ("id", "name", "mediaType", "size")} == {
        "id": f"FileUpload:{row.id}",
        "name": "patents.csv",
        "mediaType": "text/csv",
        "size": len(CSV),
    }
    assert (row.owner_id, row.stored) == (people.accounts["CA"].id, True)  # type: ignore[attr-defined]
    assert [path.read_bytes() for path in files_in(folder)] == [CSV]


async def test_in_an_input_object_and_several_at_once(
    shared_client: httpx.AsyncClient, people: People, folder: Path
) -> None:
    query = """mutation ($a: UploadFileInput!, $c: Upload!) {
      a: uploadFile(input: $a) { upload { name } }
      b: uploadFile(input: {file: $c}) { upload { name } }
    }"""
    body = form(
        operations(query, a={"file": None}, c=None),
        places(x=["variables.a.file"], y=["variables.c"]),
        file("x", "a.csv"),
        file("y", "b.csv"),
    )

    answer = (await send(shared_client, people.headers["ENT"], body)).json()

    assert answer["data"] == {"a": {"upload": {"name": "a.csv"}}, "b": {"upload": {"name": "b.csv"}}}


async def test_one_file_at_two_places(shared_client: httpx.AsyncClient, people: People, folder: Path) -> None:
    query = """mutation ($a: Upload!, $b: Upload!) {
      a: uploadFile(input: {file: $a}) { upload { size } }
      b: uploadFile(input: {file: $b}) { upload { size } }
    }"""
    body = form(operations(query, a=None, b=None), places(file=["variables.a", "variables.b"]), file())

    answer = (await send(shared_client, people.headers["OP"], body)).json()

    size = {"upload": {"size": len(CSV)}}
    assert answer["data"] == {"a": size, "b": size}


async def test_what_is_wrong_with_a_file_is_told_in_the_payload(
    shared_client: httpx.AsyncClient, people: People, nothing_left: None
) -> None:
    body = form(*GOOD[:2], file(file_name="a.xlsx"))

    payload = (await send(shared_client, people.headers["IA"], body)).json()["data"]["uploadFile"]

    assert payload["upload"] is None
    (error,) = payload["userErrors"]
    assert (error["code"], error["field"]) == ("SHEET_WRONG_TYPE", ["input", "file"])


@pytest.mark.parametrize("abuse", ABUSE)
async def test_whatever_else_is_sent_is_refused_in_words(
    abuse: str, shared_client: httpx.AsyncClient, people: People, nothing_left: None
) -> None:
    for _ in range(2):
        response = await send(shared_client, people.headers["IA"], ABUSE[abuse])

        assert codes_of(response) == BAD, response.text
        assert response.status_code == 400


@pytest.mark.parametrize("header", HEADERS)
async def test_headers_that_name_no_form(
    header: str, shared_client: httpx.AsyncClient, people: People, nothing_left: None
) -> None:
    headers = people.headers["IA"] | {"Content-Type": HEADERS[header]}

    response = await shared_client.post("/graphql", content=form(*GOOD[:1]), headers=headers)

    assert (response.status_code, codes_of(response)) == (400, BAD)


@pytest.mark.parametrize("value", ["x", 5, None, {"name": "a.csv"}, ["x"]])
async def test_a_file_comes_only_as_a_file(
    value: Any, shared_client: httpx.AsyncClient, people: People, nothing_left: None
) -> None:
    answers = [
        await shared_client.post(
            "/graphql", json={"query": UPLOAD, "variables": {"file": value}}, headers=people.headers["IA"]
        ),
        await shared_client.post(
            "/graphql",
            json={"query": UPLOAD.replace("$file: Upload!", "$x: ID").replace("$file", '"x"')},
            headers=people.headers["IA"],
        ),
    ]

    for response in answers:
        assert set(codes_of(response)) <= {"INVALID_VALUE", "VALIDATION_FAILED"} and codes_of(response)


async def test_a_visitor_and_another_site_are_refused_before_the_body_is_read(
    shared_client: httpx.AsyncClient, people: People, nothing_left: None
) -> None:
    async def body() -> Any:
        yield form(*GOOD)[:50]
        pytest.fail("the body was read")

    token = people.headers["BA"]["Authorization"].removeprefix("Bearer ")
    cookie = {"Cookie": f"{COOKIE}={token}"}
    for headers in ({}, cookie, cookie | {"X-Panhuo-Client": "1", "Origin": "http://evil.test"}):
        response = await shared_client.post("/graphql", content=body(), headers=MULTIPART | headers)

        assert (response.status_code, codes_of(response)) == (401, ["UNAUTHENTICATED"])


@pytest.mark.parametrize(
    "header", ["X-Panhuo-Client", "Apollo-Require-Preflight", "GraphQL-Require-Preflight"]
)
async def test_a_cookie_with_a_header_that_browsers_preflight(
    header: str, shared_client: httpx.AsyncClient, people: People, folder: Path
) -> None:
    token = people.headers["BA"]["Authorization"].removeprefix("Bearer ")

    response = await send(shared_client, {"Cookie": f"{COOKIE}={token}", header: "true"}, form(*GOOD))

    assert response.json()["data"]["uploadFile"]["upload"]["name"] == "patents.csv"


async def test_a_form_too_large(
    shared_client: httpx.AsyncClient, people: People, nothing_left: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PANHUO_MAX_UPLOAD_BYTES", "100000")
    monkeypatch.setenv("PANHUO_MAX_BODY_BYTES", "20000")
    get_settings.cache_clear()
    sent = 0

    async def endless() -> Any:
        nonlocal sent
        yield form(*GOOD, end="")[:-2]
        while True:
            sent += 10_000
            yield b"a" * 10_000

    # the file alone is too large: the payload says so; all of it: nothing is executed
    told = await send(shared_client, people.headers["IA"], form(*GOOD[:2], file(data=b"a" * 110_000)))
    refused = await send(shared_client, people.headers["IA"], endless())  # type: ignore[arg-type]

    assert told.json()["data"]["uploadFile"]["userErrors"][0]["code"] == "FILE_TOO_LARGE"
    assert (refused.status_code, codes_of(refused)) == (413, ["FILE_TOO_LARGE"])
    assert sent < 150_000


names = st.sampled_from(["operations", "map", "file", "0", ""])
values = st.sampled_from(
    [GOOD[0][2], GOOD[1][2], CSV, b"", b"{}", b"null", b'{"file": ["variables.file"]}']
) | st.binary(max_size=50)
parts = st.tuples(names, st.none() | st.sampled_from(["a.csv", ""]), values)
noise = st.lists(st.tuples(st.integers(0, 600), st.binary(min_size=1, max_size=3)), max_size=3)


@settings(max_examples=settings().max_examples // 3)
@given(sent=st.just(list(GOOD)) | st.lists(parts, max_size=5), flips=noise)
async def test_no_form_breaks_anything(
    shared_client: httpx.AsyncClient, people: People, sent: list[Any], flips: list[tuple[int, bytes]]
) -> None:
    body = form(*sent)
    for place, noise in flips:
        body = body[:place] + noise + body[place + len(noise) :]

    response = await send(shared_client, people.headers["IA"], body)

    await Upload.all().delete()
    assert response.status_code in (200, 400), response.text
    codes_of(response)
    assert response.status_code == 200 or "data" not in response.json()
