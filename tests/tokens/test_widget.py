"""The widget page of `examples/`: on its own origin it lists the showcase and posts an evaluation.

In headless Chromium where there is one; what the page sends is sent over HTTP everywhere.
"""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from panhuo.app import create_app
from panhuo.models import Evaluation
from tests.subscriptions.browser import CHROMIUM, page
from tests.subscriptions.conftest import serving
from tests.tokens.world import World

pytestmark = pytest.mark.anyio

WIDGET = Path(__file__).parents[2] / "examples" / "widget"
KINDS = {".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css"}
ABILITIES = ("EVALUATION_READ", "EVALUATION_WRITE", "ORG_UNIT_READ", "SHOWCASE_READ")
"""What README.md tells who builds a widget."""
CARDS = "document.querySelectorAll('article').length"
TROUBLE = "(document.querySelector('[role=alert]')?.textContent ?? '')"
EVALUATE = """
(() => {
  const form = document.querySelector('article form');
  form.rating.value = 4;
  form.prospects.value = '储能市场可期';
  form.querySelector('button').click();
})()
"""
SAID = "(document.querySelector('article output')?.textContent ?? '')"


def documents() -> dict[str, str]:
    """The operations that the page sends, by name."""
    script = (WIDGET / "widget.js").read_text("utf-8")
    return dict(re.findall(r"const (\w+) = /\* GraphQL \*/ `(.+?)`;", script, re.DOTALL))


@asynccontextmanager
async def site(api: str, token: dict[str, str]) -> AsyncIterator[str]:
    """Somebody's web server with the page, as they would fill it in; its origin."""

    async def served(request: Request) -> Response:
        file = WIDGET / (request.path_params["name"] or "index.html")
        text = file.read_text("utf-8").replace("http://127.0.0.1:8000/graphql", api)
        text = text.replace("pht_…", token.get("secret", ""))
        return Response(text, media_type=KINDS[file.suffix])

    app = Starlette(routes=[Route("/{name:path}", served)])
    app.state.draining = None
    async with serving(app) as found:
        yield f"http://{found.address}"


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")
async def test_in_a_browser_it_works_on_its_own_origin_and_on_no_other(world: World, tmp_path: Path) -> None:
    # given the page on another origin than the API's, and a token that names it
    token: dict[str, str] = {}
    async with (
        serving(create_app()) as api,
        site(api.url, token) as own,
        site(api.url, token) as other,
    ):
        _, headers = await world.made(world.expert, *ABILITIES, origins=[own])
        token["secret"] = headers["Authorization"].removeprefix("Bearer ")
        await Evaluation.all().delete()
        async with page(tmp_path) as browser:
            # when it is opened where the token is at home
            await browser.call("Page.enable")
            await browser.call("Page.navigate", url=f"{own}/")
            await browser.shows(f"{CARDS} === 1")
            await browser.value(EVALUATE)
            await browser.shows(f"{SAID}.includes('4 星')")
            shown = await browser.value("document.querySelector('article').innerText")

            # and then the same page, token and all, at another address
            await browser.call("Page.navigate", url=f"{other}/")
            await browser.shows(f"location.origin === '{other}' && {TROUBLE} !== ''")
            cards, trouble = await browser.value(CARDS), await browser.value(TROUBLE)

    # then
    assert "储能装置" in shown and "青岚大学" in shown
    [row] = await Evaluation.all().values("rating", "prospects", "user_id")
    assert row == {"rating": 4, "prospects": "储能市场可期", "user_id": world.expert.id}
    assert cards == 0 and "令牌" in trouble


async def test_what_it_sends_is_answered_on_its_own_origin_and_on_no_other(world: World) -> None:
    own, other, sent = "https://www.firm.example", "https://evil.example", documents()
    _, headers = await world.made(world.rival, *ABILITIES, origins=[own])
    given = {"dossier": f"Dossier:{world.dossier.id}", "rating": 5, "prospects": "可期", "version": None}
    before = await Evaluation.all().count()

    refused = [
        await world.post(headers | {"origin": other}, sent["SHOWCASE"]),
        await world.post(headers | {"origin": other}, sent["EVALUATE"], input=given),
    ]
    unchanged = await Evaluation.all().count()
    listed = await world.post(headers | {"origin": own}, sent["SHOWCASE"], search="储能")
    evaluated = await world.post(headers | {"origin": own}, sent["EVALUATE"], input=given)

    assert [each.status_code for each in refused] == [403, 403] and unchanged == before
    assert not any("access-control-allow-origin" in each.headers for each in refused)
    assert "errors" not in listed.json(), listed.text
    assert [each["title"] for each in listed.json()["data"]["showcase"]["nodes"]] == ["储能装置"]
    assert evaluated.json()["data"]["evaluateDossier"]["evaluation"] == {"version": 1, "rating": 5}
    assert {each.headers["access-control-allow-origin"] for each in (listed, evaluated)} == {own}
