import pytest
from starlette.requests import Request
from starlette.responses import Response

from panhuo.auth.http import (
    Authentication,
    authenticate,
    clear_session_cookie,
    client_address,
    cookie_request_is_safe,
    same_origin,
    set_session_cookie,
)
from panhuo.auth.sessions import create_session, revoke_all
from panhuo.clock import StoppedClock
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.models import User
from panhuo.permissions.viewer import ANONYMOUS
from panhuo.settings import get_settings

Headers = dict[str, str] | list[tuple[str, str]]


def request(headers: Headers = (), peer: str | None = "10.0.0.1") -> Request:
    pairs = headers.items() if isinstance(headers, dict) else headers
    raw = [(name.lower().encode(), value.encode("latin-1")) for name, value in pairs]
    client = (peer, 50000) if peer else None
    return Request({"type": "http", "method": "POST", "path": "/graphql", "headers": raw, "client": client})


def settings(monkeypatch: pytest.MonkeyPatch, **values: object) -> None:
    for name, value in values.items():
        monkeypatch.setenv(f"PANHUO_{name.upper()}", str(value))
    get_settings.cache_clear()


@pytest.mark.anyio
@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER  "])
async def test_a_bearer_token_says_who_it_is(scheme: str, admin: User):
    token, _ = await create_session(admin.id)

    found = await authenticate(request({"Authorization": f"{scheme} {token}"}))

    assert found.viewer.user_id == admin.id
    assert not found.by_cookie


@pytest.mark.anyio
async def test_a_cookie_says_who_it_is_and_that_it_is_a_cookie(admin: User):
    token, _ = await create_session(admin.id)

    found = await authenticate(request({"Cookie": f"theme=dark; panhuo_session={token}"}))

    assert (found.viewer.user_id, found.by_cookie, found.stale_cookie) == (admin.id, True, False)


@pytest.mark.anyio
@pytest.mark.parametrize("headers", [{}, {"Authorization": "Basic eDp5"}, {"Authorization": ""}])
async def test_without_either_the_viewer_is_anonymous(headers: Headers, db: str):
    assert await authenticate(request(headers)) == Authentication(ANONYMOUS)


@pytest.mark.anyio
@pytest.mark.parametrize("token", ["", "x", "x" * 43, "x" * 44, "x" * 42 + "é", "x" * 42 + "\x00"])
async def test_a_bad_bearer_token_is_refused_even_beside_a_good_cookie(token: str, admin: User):
    cookie, _ = await create_session(admin.id)
    headers = {"Authorization": f"Bearer {token}", "Cookie": f"panhuo_session={cookie}"}

    with pytest.raises(PanhuoError) as raised:
        await authenticate(request(headers))

    assert raised.value.code == ErrorCode.UNAUTHENTICATED


@pytest.mark.anyio
@pytest.mark.parametrize("ending", ["expired", "revoked", "closed"])
async def test_a_session_that_is_over_refuses_a_bearer_and_drops_a_cookie(
    ending: str, admin: User, time: StoppedClock
):
    token, expires_at = await create_session(admin.id)
    if ending == "expired":
        time.at = expires_at
    elif ending == "revoked":
        await revoke_all(admin.id)
    else:
        await User.filter(id=admin.id).update(active=False)

    with pytest.raises(PanhuoError):
        await authenticate(request({"Authorization": f"Bearer {token}"}))
    by_cookie = await authenticate(request({"Cookie": f"panhuo_session={token}"}))

    assert by_cookie == Authentication(ANONYMOUS, by_cookie=False, stale_cookie=True)


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(time: StoppedClock):
    response = Response()
    set_session_cookie(response, "t" * 43, time.at + 3_600_999)

    parts = response.headers["set-cookie"].split("; ")
    assert parts[0] == f"panhuo_session={'t' * 43}"
    assert sorted(parts[1:]) == ["HttpOnly", "Max-Age=3600", "Path=/", "SameSite=lax"]


def test_the_cookie_is_for_https_only_where_the_setting_says_so(
    monkeypatch: pytest.MonkeyPatch, time: StoppedClock
):
    settings(monkeypatch, secure_cookies="true")
    made, cleared = Response(), Response()
    set_session_cookie(made, "t" * 43, time.at + 1000)
    clear_session_cookie(cleared)

    assert "; Secure" in made.headers["set-cookie"]
    assert "; Secure" in cleared.headers["set-cookie"]
    assert "Max-Age=0" in cleared.headers["set-cookie"]


JSON = {"Content-Type": "application/json"}
HOST = {"Host": "panhuo.edu.cn"}


@pytest.mark.parametrize(
    "headers",
    [
        JSON,
        {"Content-Type": "Application/JSON; charset=utf-8"},
        {"Content-Type": "multipart/form-data; boundary=x", "X-Panhuo-Client": "web"},
        {"X-Panhuo-Client": "1"},
        {**JSON, **HOST, "Origin": "https://panhuo.edu.cn"},
        {**JSON, **HOST, "Origin": "http://panhuo.edu.cn:80", "Sec-Fetch-Site": "same-origin"},
        {**JSON, "Host": "PANHUO.edu.cn:443", "Origin": "https://panhuo.edu.cn"},
        {**JSON, "Host": "[::1]:8000", "Origin": "http://[::1]:8000"},
        {**JSON, "Sec-Fetch-Site": "none"},
    ],
)
def test_a_request_only_our_own_pages_can_send_may_rest_on_its_cookie(headers: Headers):
    assert cookie_request_is_safe(request(headers))


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Content-Type": "text/plain"},
        {"Content-Type": "text/plain; application/json"},
        {"Content-Type": "text/plain, application/json"},
        {"Content-Type": "application/x-www-form-urlencoded"},
        {"Content-Type": "multipart/form-data; boundary=x"},
        {**JSON, "Sec-Fetch-Site": "cross-site"},
        {**JSON, "Sec-Fetch-Site": "same-site"},
        {**JSON, **HOST, "Origin": "https://evil.example"},
        {**JSON, **HOST, "Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin"},
        {**JSON, **HOST, "Origin": "https://panhuo.edu.cn.evil.example"},
        {**JSON, **HOST, "Origin": "https://panhuo.edu.cn@evil.example"},
        {**JSON, **HOST, "Origin": "https://panhuo.edu.cn:8443"},
        {**JSON, **HOST, "Origin": "null"},
        {**JSON, **HOST, "Origin": ""},
        {**JSON, **HOST, "Origin": "file://panhuo.edu.cn"},
        {**JSON, **HOST, "Origin": "https://[panhuo"},
        {**JSON, **HOST, "Origin": "https://panhuo.edu.cn:x"},
        {**JSON, "Origin": "https://panhuo.edu.cn"},
        {**JSON, "Host": "", "Origin": "https://"},
        {**JSON, **HOST, "Origin": "https://evil.example", "X-Forwarded-Host": "evil.example"},
    ],
)
def test_a_request_another_site_could_send_may_not(headers: Headers):
    assert not cookie_request_is_safe(request(headers))


def test_behind_a_proxy_the_origin_is_compared_with_the_host_it_saw(monkeypatch: pytest.MonkeyPatch):
    settings(monkeypatch, trusted_proxies=1, secure_cookies="true")
    headers = {"Host": "10.0.0.9:8000", "X-Forwarded-Host": "panhuo.edu.cn"}

    assert same_origin(request({**headers, "Origin": "https://panhuo.edu.cn"}))
    assert not same_origin(request({**headers, "Origin": "https://10.0.0.9:8000"}))
    assert not same_origin(request({**headers, "Origin": "http://panhuo.edu.cn"}))
    assert same_origin(request({**HOST, "Origin": "https://panhuo.edu.cn"}))


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "1.2.3.4", "10.0.0.1"),
        (1, "", "10.0.0.1"),
        (1, "1.2.3.4", "1.2.3.4"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.2", "1.2.3.4"),
        (2, "1.2.3.4", "10.0.0.1"),
        (1, "1.2.3.4:5678", "1.2.3.4"),
        (1, "[2001:db8::1]:5678", "2001:db8::1"),
        (1, "2001:db8::1", "2001:db8::1"),
        (1, "6.6.6.6, nonsense", "10.0.0.1"),
        (1, "6.6.6.6,", "10.0.0.1"),
        (1, "[", "10.0.0.1"),
    ],
)
def test_the_address_is_the_one_our_outermost_proxy_saw(
    proxies: int, forwarded: str, address: str, monkeypatch: pytest.MonkeyPatch
):
    settings(monkeypatch, trusted_proxies=proxies)

    assert client_address(request({"X-Forwarded-For": forwarded})) == address


def test_repeated_forwarding_headers_count_as_one_list(monkeypatch: pytest.MonkeyPatch):
    settings(monkeypatch, trusted_proxies=1)

    found = client_address(request([("X-Forwarded-For", "6.6.6.6"), ("X-Forwarded-For", "1.2.3.4")]))

    assert found == "1.2.3.4"


def test_a_unix_socket_without_a_proxys_word_is_unknown():
    assert client_address(request(peer=None)) == "unknown"
