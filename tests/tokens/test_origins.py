"""Pages of the origins that a token names may bring it, others not; preflights let nobody in."""

import httpx
import pytest

from panhuo.rules.origin import is_origin
from tests.factories import sign_in
from tests.shared import contents
from tests.tokens.world import EVALUATE, READS, SHOWN, World

pytestmark = pytest.mark.anyio

PAGE, OTHER = "https://www.firm.example", "https://evil.example"
ALLOW = "access-control-allow-origin"


async def preflight(world: World, origin: str, headers: str) -> httpx.Response:
    asked = {"access-control-request-method": "POST", "access-control-request-headers": headers}
    return await world.client.options("/graphql", headers=asked | {"origin": origin})


@pytest.mark.parametrize("path", ["/graphql", "/uploads", "/downloads/x", "/templates/dossiers"])
async def test_only_its_own_origins_bring_it(world: World, path: str) -> None:
    _, headers = await world.made(world.expert, *READS, origins=[PAGE])

    async def sent(origin: str) -> httpx.Response:
        method = "POST" if path in ("/graphql", "/uploads") else "GET"
        body = {"json": {"query": SHOWN}} if path == "/graphql" else {}
        return await world.client.request(method, path, headers=headers | {"origin": origin}, **body)

    let_in, refused = await sent(PAGE), await sent(OTHER)

    assert let_in.headers[ALLOW] == PAGE and "origin" in let_in.headers["vary"].lower()
    assert "access-control-allow-credentials" not in let_in.headers
    assert refused.status_code == 403 and ALLOW not in refused.headers
    assert refused.json()["errors"][0]["extensions"]["code"] == "ORIGIN_NOT_ALLOWED"
    assert let_in.status_code != 403 or "ORIGIN_NOT_ALLOWED" not in let_in.text


async def test_what_is_refused_changes_nothing(world: World) -> None:
    _, headers = await world.made(world.expert, "EVALUATION_READ", "EVALUATION_WRITE", origins=[PAGE])
    given = {"dossier": f"Dossier:{world.dossier.id}", "rating": 5}
    before = await contents("evaluation", "dossier", "contact_access")

    for origin in (OTHER, "null", f"{PAGE}.evil.example", "http://www.firm.example", f"{PAGE}:8443"):
        response = await world.post(headers | {"origin": origin}, EVALUATE, input=given)
        assert response.status_code == 403, origin

    assert await contents("evaluation", "dossier", "contact_access") == before
    allowed = await world.asks(headers | {"origin": PAGE}, EVALUATE, input=given)
    assert allowed["data"]["evaluateDossier"]["evaluation"] == {"rating": 5}


async def test_one_without_origins_is_for_servers_and_any_serves_them(world: World) -> None:
    _, of_server = await world.made(world.expert, *READS)
    _, of_page = await world.made(world.expert, *READS, origins=[PAGE])

    refused = await world.post(of_server | {"origin": "http://panhuo.test"}, SHOWN)
    served = [await world.post(each, SHOWN) for each in (of_server, of_page)]

    assert refused.status_code == 403 and [each.status_code for each in served] == [200, 200]


async def test_a_refusal_can_be_read_by_the_page_that_is_let_in(world: World) -> None:
    """What the token lacks, or asks too much of, its page is told."""
    _, headers = await world.made(world.expert, "PATENT_READ", origins=[PAGE])

    forbidden = await world.post(headers | {"origin": PAGE}, EVALUATE, input={"dossier": "x", "rating": 1})
    malformed = await world.post(headers | {"origin": PAGE}, "{ nothing }")

    assert forbidden.headers[ALLOW] == PAGE and "FORBIDDEN" in forbidden.text
    assert "errors" in malformed.json() and ALLOW not in malformed.headers  # nobody was looked up yet


async def test_a_preflight_lets_nobody_in(world: World) -> None:
    """It is answered where a token is to be sent, and nowhere allows cookies or our own headers alone."""
    with_token = await preflight(world, OTHER, "authorization, content-type")
    without = await preflight(world, OTHER, "x-panhuo-client")
    stranger = await preflight(world, OTHER, "authorization, x-strange")

    assert (with_token.status_code, with_token.headers[ALLOW]) == (200, OTHER)
    assert "access-control-allow-credentials" not in with_token.headers
    assert (without.status_code, stranger.status_code) == (400, 400) and ALLOW not in without.headers
    session = await world.post(await sign_in(world.expert) | {"origin": OTHER}, SHOWN)
    assert session.status_code == 200 and ALLOW not in session.headers  # no page of another site reads it


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("https://a.example", True),
        ("http://localhost:8080", True),
        ("https://[::1]:8443", True),
        ("https://a.example:443", False),
        ("http://a.example:80", False),
        ("https://a.example:99999", False),
        ("https://A.example", False),
        ("https://a.example/", False),
        ("https://*.example", False),
        ("ftp://a.example", False),
        ("file://", False),
        ("null", False),
        ("https://a.example\n", False),
        ("https://" + "a" * 200, False),
    ],
)
def test_an_origin_is_what_a_browser_would_send(text: str, fits: bool) -> None:
    assert is_origin(text) is fits
