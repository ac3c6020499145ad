"""T. General demands, and the registered patents suggested for them, with the reasons shown."""

import httpx
import pytest

from panhuo.rules.vocabulary import FilingState
from tests.acceptance.demanding import WANTED, company, does, nothing_changes, refused, registered
from tests.acceptance.filing import university

pytestmark = pytest.mark.anyio

SUGGESTED = """query ($d: ID!, $top: Int! = 20) { demandSuggestions(demand: $d, top: $top) {
  title score institutionName reasons { reason detail } } }"""
GENERAL = {
    **WANTED,
    "topic": "寻找固态电池技术",
    "keywords": ["固态", "电池"],
    "classes": [{"kind": "IPC", "code": "H01M"}, {"kind": "STRATEGIC_INDUSTRY", "code": "5"}],
}


@pytest.mark.req("S162")
async def test_a_general_demand_is_answered_by_ranked_suggestions(client: httpx.AsyncClient) -> None:
    # given registered patents, one not registered, and a general demand
    here = await university(client)
    shown = {"state": FilingState.REGISTERED}
    await here.invention(title="固态电池电解质", ipc=["H01M 10/00"], strategic_industries=["5.2"], **shown)
    await here.invention(title="电池外壳", **shown)
    await here.invention(title="燃料供给方法", ipc=["H01M 8/04"], **shown)
    await here.invention(title="犁", ipc=["A01B 3/00"], **shown)
    await here.invention(title="固态电池隔膜", ipc=["H01M 50/40"])
    qian, _ = await company(here)
    rival, _ = await company(here, "他司")
    sent = await does(qian, "createDemand", **GENERAL)

    # then
    found = (await qian.asks(SUGGESTED, d=sent["id"]))["demandSuggestions"]
    assert [(each["title"], each["score"]) for each in found] == [
        ("固态电池电解质", 10),
        ("燃料供给方法", 3),
        ("电池外壳", 2),
    ]
    assert found[0]["institutionName"] == "青岚大学"
    assert found[0]["reasons"] == [
        {"reason": "KEYWORD", "detail": "固态"},
        {"reason": "KEYWORD", "detail": "电池"},
        {"reason": "CLASS", "detail": "IPC:H01M"},
        {"reason": "CLASS", "detail": "STRATEGIC_INDUSTRY:5"},
    ]
    assert len((await qian.asks(SUGGESTED, d=sent["id"], top=1))["demandSuggestions"]) == 1
    # and it is nobody's but the enterprise's
    for who in (here.admin, here.head, rival):
        answer = await who.post(SUGGESTED, d=sent["id"])
        assert [each["extensions"]["code"] for each in answer["errors"]] == ["NOT_FOUND"]
    assert (await here.admin.asks("{ demands { totalCount } }"))["demands"]["totalCount"] == 0
    directed = await does(qian, "createDemand", dossier=(await registered(here))["id"], **WANTED)
    assert (await qian.asks(SUGGESTED, d=directed["id"]))["demandSuggestions"] == []
    async with nothing_changes():
        wordless = {**GENERAL, "keywords": [], "classes": []}
        assert await refused(qian, "createDemand", **wordless) == "INVALID_VALUE"
        assert await refused(qian, "createDemand", **{**GENERAL, "topic": ""}) == "INVALID_VALUE"
