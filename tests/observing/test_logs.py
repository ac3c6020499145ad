"""One line for each operation: who asked what, what it took, and nothing that is a secret."""

import hashlib
import re

import httpx
import pytest

from panhuo.app import create_app
from panhuo.auth.passwords import hash_password
from panhuo.db import connection
from panhuo.rules.vocabulary import Role
from tests.factories import institution, patent, sign_in, user
from tests.observing.conftest import Lines, Settings

pytestmark = pytest.mark.anyio

LIST = "query Library($first: Int) { patents(first: $first) { totalCount nodes { title } } }"
LOGIN = """mutation SignIn($input: LoginInput!) {
  login(input: $input) { token viewer { name } userErrors { code } }
}"""
CODES = "{ codes(kind: IPC) { totalCount } }"
SECRET = "Panhuo-geheim-2026"
PHONE = "13912345678"


async def test_a_query_is_one_line(lines: Lines, client: httpx.AsyncClient) -> None:
    # given
    school = await institution("甲大学")
    admin = await user(Role.INSTITUTION_ADMIN, school)
    for _ in range(3):
        await patent(school)
    headers = {**await sign_in(admin), "X-Request-ID": "abc-12345678"}
    lines()

    # when
    body = {"query": LIST, "variables": {"first": 2}, "operationName": "Library"}
    response = await client.post("/graphql", json=body, headers=headers)

    # then
    (line,) = lines()
    assert response.headers["x-request-id"] == "abc-12345678"
    assert line.pop("ms") > 0
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", line.pop("timestamp"))
    assert line.pop("cost") > 0
    assert line == {
        "event": "operation",
        "level": "info",
        "request_id": "abc-12345678",
        "operation": "Library",
        "type": "query",
        "document": hashlib.sha256(LIST.encode()).hexdigest()[:16],
        "transport": "http",
        "viewer": admin.id,
        "role": "INSTITUTION_ADMIN",
        "statements": 2,
        "rows": 4,
        "outcome": "ok",
        "status": 200,
    }


async def test_no_secret_is_logged(lines: Lines, client: httpx.AsyncClient) -> None:
    # given
    school = await institution("甲大学")
    await user(Role.INVENTOR, school, username="chen", password_hash=await hash_password(SECRET))

    # when
    given = {"username": "chen", "password": SECRET}
    signed_in = await client.post("/graphql", json={"query": LOGIN, "variables": {"input": given}})
    token = signed_in.json()["data"]["login"]["token"]
    inline = f'mutation {{ login(input: {{username: "{PHONE}", password: "{SECRET}"}}) {{ token }} }}'
    headers = {"Authorization": f"Bearer {token}", "Cookie": f"panhuo_session={token}"}
    for query in (inline, f'{{ patents(search: "{PHONE}") {{ totalCount }} }}', f"{{ {SECRET} "):
        await client.post("/graphql", json={"query": query}, headers=headers)
    await client.get("/graphql", params={"query": inline}, headers=headers)
    await client.get(f"/nothing?token={token}")

    # then
    written = str(lines())
    assert "SignIn" in written
    assert [each for each in (SECRET, PHONE, token) if each in written] == []


@pytest.mark.parametrize(
    ("query", "outcome", "kind"),
    [
        ("{ nothing }", ["VALIDATION_FAILED"], None),
        ("{", ["VALIDATION_FAILED"], None),
        ("{ a: __typename } query B { __typename }", ["VALIDATION_FAILED"], None),
        ('{ node(id: "x") { id } }', ["BAD_ID"], "query"),
        ("mutation { logout { signedOut } }", "ok", "mutation"),
    ],
)
async def test_what_went_wrong_is_told_by_its_codes(
    query: str, outcome: object, kind: str | None, lines: Lines, client: httpx.AsyncClient
) -> None:
    lines()

    await client.post("/graphql", json={"query": query})

    (line,) = lines("operation")
    assert (line["outcome"], line.get("type")) == (outcome, kind)


@pytest.mark.parametrize(
    "given", ["", "short", "x" * 129, "with space 123", 'quote"quote"', "umlaut-äöü-123"]
)
async def test_an_ill_formed_request_id_is_replaced(
    given: str, lines: Lines, client: httpx.AsyncClient
) -> None:
    response = await client.post(
        "/graphql", json={"query": "{ __typename }"}, headers=[(b"x-request-id", given.encode())]
    )

    made = response.headers["x-request-id"]
    assert re.fullmatch("[0-9a-f]{32}", made)
    assert lines("operation")[0]["request_id"] == made


async def test_the_trace_of_the_caller_is_named(lines: Lines, client: httpx.AsyncClient) -> None:
    trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    for given in (f"00-{trace}-00f067aa0ba902b7-01", f"00-{'0' * 32}-00f067aa0ba902b7-01", "00-xyz"):
        await client.post("/graphql", json={"query": "{ __typename }"}, headers={"traceparent": given})

    assert [line.get("trace_id") for line in lines("operation")] == [trace, None, None]


async def test_probes_and_pages_are_no_operations(lines: Lines, client: httpx.AsyncClient) -> None:
    lines()

    for path in ("/healthz", "/readyz", "/nothing", "/examples.json"):
        response = await client.get(path)
        assert "x-request-id" in response.headers

    assert [line for line in lines() if line["event"] == "operation" and "type" in line] == []


async def test_an_unexpected_error_is_found_by_its_id(lines: Lines, client: httpx.AsyncClient) -> None:
    # given
    await connection().execute_script("alter table code rename to hidden")

    # when
    answers = [
        await client.post("/graphql", json={"query": CODES}, headers={"Accept-Language": language})
        for language in ("en", "zh-CN")
    ]

    # then
    found = [each.json()["errors"][0] for each in answers]
    written = lines("unexpected error")
    for error, line, answer in zip(found, written, answers, strict=True):
        assert error["extensions"]["code"] == "INTERNAL"
        assert error["extensions"]["id"] == line["id"]
        assert line["id"] in error["message"]
        assert line["request_id"] == answer.headers["x-request-id"]
        assert "Traceback" in line["exception"]
        assert "no such table" not in str(error) and "relation" not in str(error)
    assert "Quote" in found[0]["message"] and "告知管理员" in found[1]["message"]


async def test_what_nobody_caught_leaves_coded(lines: Lines, client: httpx.AsyncClient) -> None:
    """An address outside of GraphQL whose handler breaks."""
    app = create_app()

    async def broken(request: object) -> None:
        raise RuntimeError("insides")

    app.add_route("/broken", broken)
    transport = httpx.ASGITransport(app=app)
    async with httpx.AsyncClient(transport=transport, base_url="http://panhuo.test") as http:
        response = await http.get("/broken")

    assert response.status_code == 500
    (error,) = response.json()["errors"]
    (line,) = lines("unexpected error")
    assert (error["extensions"]["code"], error["extensions"]["id"]) == ("INTERNAL", line["id"])
    assert "insides" not in response.text


@pytest.mark.parametrize(("path", "method", "status"), [("/nothing", "GET", 404), ("/healthz", "POST", 405)])
async def test_addresses_where_nothing_is_are_told_by_code(
    path: str, method: str, status: int, client: httpx.AsyncClient
) -> None:
    response = await client.request(method, path, headers={"Accept-Language": "zh-CN"})

    assert response.status_code == status
    assert response.json()["errors"][0]["extensions"]["code"] in ("NOT_FOUND", "METHOD_NOT_ALLOWED")


async def test_levels_and_formats(
    lines: Lines, configured: Settings, capfd: pytest.CaptureFixture[str], client: httpx.AsyncClient
) -> None:
    for level, shape in (("warning", "json"), ("info", "console")):
        configured(LOG_LEVEL=level, LOG_FORMAT=shape)
        transport = httpx.ASGITransport(app=create_app())
        async with httpx.AsyncClient(transport=transport, base_url="http://panhuo.test") as http:
            await http.post("/graphql", json={"query": "{ __typename }"})
        written = capfd.readouterr().err
        assert ("operation" in written) is (level == "info")
    assert "outcome=ok" in re.sub(r"\x1b\[[0-9;]*m", "", written)
