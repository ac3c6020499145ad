"""GraphiQL in a real browser: a subscription runs on the session's cookie, under the page's own policy."""

import json
from pathlib import Path

import pytest

from panhuo.auth.http import COOKIE
from panhuo.rules.vocabulary import Role
from panhuo.web.assets import PAGE, STATIC
from tests.factories import institution, sign_in, user
from tests.patent_import.records import grant, push
from tests.subscriptions.asking import CHANGED, Server, begun, ended
from tests.subscriptions.browser import CHROMIUM, page

pytestmark = [
    pytest.mark.anyio,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine"),
    pytest.mark.skipif(not (STATIC / PAGE).exists(), reason="the page has not been built"),
]

NOTHING = dict.fromkeys(("hash", "variables", "headers", "operationName", "response"))
TABS = {"tabs": [{"id": "1", "title": "Changes", "query": CHANGED, **NOTHING}], "activeTabIndex": 0}
"""What GraphiQL finds of an earlier visit."""
RUN = "document.querySelector('.graphiql-execute-button')"
ANSWER = "document.querySelector('.graphiql-response')?.innerText.replaceAll('\\u00a0', ' ')"


async def test_a_subscription_runs_in_graphiql(server: Server, tmp_path: Path) -> None:
    # given a browser that is signed in, with the subscription in the editor
    admin = await user(Role.INSTITUTION_ADMIN, await institution("青岚大学"))
    token = (await sign_in(admin))["Authorization"].removeprefix("Bearer ")
    async with page(tmp_path) as browser:
        await browser.call("Log.enable")
        await browser.call("Page.enable")
        await browser.call("Network.setCookie", name=COOKIE, value=token, url=server.url, httpOnly=True)
        await browser.call(
            "Page.addScriptToEvaluateOnNewDocument",
            source=f"localStorage.setItem('graphiql:tabState', {json.dumps(json.dumps(TABS))})",
        )
        await browser.call("Page.navigate", url=server.url)
        await browser.shows(f"{RUN} && document.body.innerText.includes('libraryChanged')")

        # when
        await browser.value(f"{RUN}.click()")
        await begun(1)
        await push(grant())

        # then
        await browser.shows(f"{ANSWER}.includes('2025-01-31')")
        assert "publishedAt" in await browser.value(ANSWER)
        await browser.value(f"{RUN}.click()")  # stops it
        await ended()
        assert [said for said in browser.console if "policy" in said.lower() or "error" in said.lower()] == []
