"""The page at /graphql: its policy, its hosts, its caching."""

import re
from pathlib import Path

import httpx
import pytest

from panhuo.web import pages as module
from panhuo.web.assets import PAGE, STATIC
from tests.answers import content

pytestmark = pytest.mark.anyio

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
    " font-src 'self' data:; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none';"
    " frame-ancestors 'none'"
)
LOADED = re.compile(r"""(?:src|href)="([^"]*)\"""")
CSS_URL = re.compile(r"""url\(["']?([^"')]{1,80})""")


async def test_the_application_gives_browsers_the_page(client: httpx.AsyncClient, built: None) -> None:
    # given a browser, which names text/html
    answer = await client.get("/graphql", headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})

    # then it gets the page under the strict policy
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["vary"] == "Accept, Origin"


async def test_a_query_by_get_is_not_answered_with_the_page(client: httpx.AsyncClient) -> None:
    # given a client of the API
    accept = {"Accept": "application/json"}

    # when it queries by GET
    answer = await client.get("/graphql", params={"query": "{ __typename }"}, headers=accept)

    # then it gets its data
    assert content(answer) == {"data": {"__typename": "Query"}}


async def test_the_page_has_nothing_inline_and_names_no_other_host(
    pages: httpx.AsyncClient, built: None
) -> None:
    # when the page is read
    html = (await pages.get("/graphql")).text

    # then everything it loads is a file of ours, and no script or style stands in it
    assert all(re.fullmatch(r"static/[\w.-]+", path) for path in LOADED.findall(html))
    assert re.findall(r"<script[^>]*>([^<]*)</script>", html) == [""]
    assert "<style" not in html
    assert not re.search(r"""\son\w+=|style=|//""", html)


async def test_every_file_the_page_loads_is_there(pages: httpx.AsyncClient, built: None) -> None:
    # given the files that the page, its styles and its script name
    html = (STATIC / PAGE).read_text("utf-8")
    styles = "".join(path.read_text("utf-8") for path in STATIC.glob("*.css"))
    script = next(STATIC.glob("page-*.js")).read_text("utf-8")
    named = set(LOADED.findall(html)) | set(re.findall(r"static/[\w.]+\.worker-\w+\.js", script))
    urls = [url for url in CSS_URL.findall(styles) if not url.startswith("data:")]

    # when each is asked for
    found = [await pages.get(f"/{path}") for path in named]
    found += [await pages.get(f"/static/{url}") for url in urls]

    # then all are served: the page, its style and icon, three workers, two fonts
    assert len(found) == 8
    assert {answer.status_code for answer in found} == {200}


async def test_the_page_is_asked_about_each_time_and_sent_once(pages: httpx.AsyncClient, built: None) -> None:
    # given a browser that has the page
    first = await pages.get("/graphql")

    # when it asks again with the tag
    again = await pages.get("/graphql", headers={"If-None-Match": first.headers["etag"]})

    # then nothing is sent
    assert first.headers["cache-control"] == "no-cache"
    assert (again.status_code, again.content) == (304, b"")


async def test_the_root_leads_to_the_page(pages: httpx.AsyncClient) -> None:
    # when somebody opens the bare address
    answer = await pages.get("/")

    # then they are led on, with the policy there too
    assert (answer.status_code, answer.headers["location"]) == (307, "/graphql")
    assert answer.headers["content-security-policy"] == POLICY


async def test_a_page_that_was_not_built_says_so(
    pages: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    # given a source tree in which nothing was built
    monkeypatch.setattr(module, "STATIC", tmp_path)

    # when a browser comes
    answer = await pages.get("/graphql")

    # then it reads what to do, in both languages
    assert answer.status_code == 503
    assert "pip install" in answer.text
    assert "尚未构建" in answer.text
