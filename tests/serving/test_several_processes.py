"""`panhuo serve --workers 2`: one log in JSON, and metrics of all processes from whichever answers."""

import re
from pathlib import Path

import httpx
import pytest

from tests.serving.process import serving

pytestmark = pytest.mark.anyio

TOKEN = "scrape-me-0123456789"
ASKED = 40


async def test_log_and_metrics_of_several_processes(database_url: str, tmp_path: Path) -> None:
    # given
    async with (
        serving(tmp_path, database_url, "--workers", "2", PANHUO_METRICS_TOKEN=TOKEN) as web,
        httpx.AsyncClient(base_url=web.url, headers={"Connection": "close"}) as http,
    ):
        # when
        for _ in range(ASKED):
            await http.post("/graphql", json={"query": "{ __typename }"})
        page = (await http.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})).text

        # then
        counted = re.search(r'^panhuo_operations_total\{[^}]*outcome="ok",type="query"\} (\S+)$', page, re.M)
        assert counted is not None and float(counted[1]) == ASKED
        assert re.search(r'^panhuo_build_info\{version="[^"]+"\} 1.0$', page, re.M)
        assert 'panhuo_database_connections{state="free"}' in page
        assert "pid=" not in page
        assert len(web.logged("operation")) == ASKED
    assert {line["level"] for line in web.logged()} == {"info"}
    assert len([line for line in web.logged() if line["event"].startswith("Started server process")]) == 2
