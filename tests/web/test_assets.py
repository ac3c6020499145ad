"""The built files: cached for good under names that change with their content."""

import gzip

import httpx
import pytest

from panhuo.web.assets import STATIC
from panhuo.web.headers import CONTENT_SECURITY_POLICY

pytestmark = [pytest.mark.anyio, pytest.mark.usefixtures("built")]


def script() -> str:
    return next(STATIC.glob("page-*.js")).name


async def test_a_file_is_cached_for_good(pages: httpx.AsyncClient) -> None:
    # when the page's script is read
    answer = await pages.get(f"/static/{script()}")

    # then its name may be kept for a year, and it is held by the same policy, which binds workers
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["content-security-policy"] == CONTENT_SECURITY_POLICY


async def test_a_browser_that_has_the_file_gets_nothing(pages: httpx.AsyncClient) -> None:
    # given the file's tag
    tag = (await pages.get(f"/static/{script()}")).headers["etag"]

    # when it is asked for again
    answer = await pages.get(f"/static/{script()}", headers={"If-None-Match": f'"other", {tag}'})

    # then nothing is sent
    assert (answer.status_code, answer.content) == (304, b"")


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("gzip, br", "gzip"), ("br;q=1, gzip;q=0.5", "gzip"), ("gzip;q=0, br", None), ("identity", None)],
)
async def test_text_is_compressed_for_those_who_take_it(
    pages: httpx.AsyncClient, accepted: str, encoding: str | None
) -> None:
    # when the script is read by a browser that takes these encodings
    async with pages.stream("GET", f"/static/{script()}", headers={"Accept-Encoding": accepted}) as answer:
        sent = b"".join([part async for part in answer.aiter_raw()])

    # then it arrives as agreed, whole, and under a third of its size where compressed
    whole = (STATIC / script()).read_bytes()
    assert answer.headers.get("content-encoding") == encoding
    assert (gzip.decompress(sent) if encoding else sent) == whole
    assert not encoding or len(sent) < len(whole) / 3


@pytest.mark.parametrize(
    "path", ["nothing.js", "index.html", "..%2Fpages.py", "%2Fetc%2Fpasswd", "..", "%00", "a%5C..%5Cpages.py"]
)
async def test_nothing_but_built_files_is_served(pages: httpx.AsyncClient, path: str) -> None:
    # when something else is asked for, however it is spelt
    answer = await pages.get(f"/static/{path}", follow_redirects=False)

    # then it is not there (`..` is the browser's own way to the root)
    assert answer.status_code == (307 if path == ".." else 404)
    assert "import" not in answer.text


async def test_the_licences_of_what_was_bundled_travel_with_it(pages: httpx.AsyncClient) -> None:
    # when the licences are read
    answer = await pages.get("/static/licences.txt")

    # then the large parts are there, and the text is asked about each time
    assert answer.headers["cache-control"] == "no-cache"
    assert all(
        f"\n{name} " in f"\n{answer.text}" for name in ("graphiql", "graphql", "monaco-editor", "react")
    )
