"""Labelling by the concordances in force: what is suggested follows them, what others gave stays."""

from typing import Any

import httpx
import pytest

from panhuo.models import CodeEdition, DataVersion, Holding, Patent, PatentCode
from panhuo.rules.vocabulary import CodeKind, CodeSource, Role
from panhuo.services.code_tables.relabelling import relabel
from seed.codes import load_codes
from tests.code_tables.files import CONCORDANCE, INDUSTRIES, loaded
from tests.factories import college, institution, sign_in, user
from tests.jobs.asking import Headers, ask
from tests.patent_import.records import grant, push

pytestmark = pytest.mark.anyio

SHOWN = """{
  patents(filed: ALL, orderBy: [{ field: APPLICATION_NUMBER }]) {
    nodes { mainIndustry codes { kind code title source rule ruleEdition retired } }
    counts(by: INDUSTRY_DIVISION) { key count }
  }
}"""
UNDER = """query ($code: String!) {
  patents(filed: ALL, where: { industry: { under: $code } }) { totalCount }
}"""
BUILTIN = {"title": "电气机械和器材制造业", "source": "SUGGESTED", "rule": "H01", "ruleEdition": "builtin"}


@pytest.fixture
async def headers(db: str) -> Headers:
    return await sign_in(await user(Role.PLATFORM_OPERATOR))


async def industries(client: httpx.AsyncClient, headers: Headers) -> list[list[dict[str, Any]]]:
    nodes = (await ask(client, SHOWN, headers))["data"]["patents"]["nodes"]
    found = []
    for node in nodes:
        codes = [code for code in node["codes"] if code.pop("kind") == "INDUSTRY"]
        assert node["mainIndustry"] == (codes[0]["code"] if codes else None)
        found.append(codes)
    return found


async def versions() -> dict[tuple[str, int], int]:
    return {(each.kind, each.key): each.version for each in await DataVersion.all()}


async def test_suggestions_follow_the_edition_and_say_by_which_rule(
    client: httpx.AsyncClient, headers: Headers
) -> None:
    # given: suggested, pushed, corrected, and of a field the new edition does not know
    await load_codes()
    school = await institution("青岚大学")
    await college(school, "物理学院")
    await push(
        grant(1, ipc=["H01M 10/0525"]),
        grant(2, ipc=["H01M 10/0525"], industries=["C39"]),
        grant(3, ipc=["H01M 10/0525"]),
        grant(4, ipc=["A01B 1/00"]),
        grant(5, ipc=["A01B 1/00", "G06F 3/01"]),
    )
    third = (await Patent.all().order_by("application_number"))[2]
    await PatentCode.filter(patent=third, kind=CodeKind.INDUSTRY).delete()
    await PatentCode.create(
        patent=third, kind=CodeKind.INDUSTRY, position=1, code="C35", source=CodeSource.CORRECTED
    )
    await Patent.filter(id=third.id).update(main_industry="C35")
    await Holding.filter(patent=third).update(main_industry="C35")
    before = await industries(client, headers)
    assert before[0] == [{"code": "C38", "retired": False, **BUILTIN}]
    raised = await versions()

    # when
    await loaded(client, headers, INDUSTRIES, "INDUSTRY", edition="GB/T 4754-2017")
    middle = await industries(client, headers)
    await loaded(client, headers, CONCORDANCE, "INDUSTRY_CONCORDANCE", edition="2018")

    # then a rule that leads to a retired code suggests nothing
    assert middle[3] == [] and middle[0] == before[0]
    after = await industries(client, headers)
    told = {"retired": False, "source": "SUGGESTED", "ruleEdition": "2018"}
    assert after[0] == [{"code": "C3841", "title": "锂离子电池制造", "rule": "H01M 10", **told}]
    assert [(code["code"], code["source"], code["ruleEdition"]) for code in after[1]] == [
        ("C39", "PUSHED", None)
    ]
    assert [(code["code"], code["source"], code["retired"]) for code in after[2]] == [
        ("C35", "CORRECTED", True)
    ]
    assert after[3] == []
    assert [(code["code"], code["rule"]) for code in after[4]] == [("C39", "G06F")]
    held = await Holding.all().order_by("patent_id").values_list("main_industry", flat=True)
    assert [*held] == ["C3841", "C39", "C35", None, "C39"]
    assert {key for key, version in (await versions()).items() if version > raised[key]} == {
        ("LIBRARY", 0),
        ("UNIT", school.id),
    }

    # when the same is done once more
    raised = await versions()
    again = await relabel()

    # then
    assert (again.patents, again.changed, await versions()) == (5, 0, raised)
    assert (await CodeEdition.get(name="2018")).labelled_at is not None


async def test_filters_and_counts_say_what_patents_show(client: httpx.AsyncClient, headers: Headers) -> None:
    # given
    await load_codes()
    await institution("青岚大学")
    await push(
        *(grant(number, ipc=[ipc]) for number, ipc in enumerate(("H01M 10/00", "G06F 3/01", "A01B 1/00"), 1))
    )
    await loaded(client, headers, INDUSTRIES, "INDUSTRY")
    await loaded(client, headers, CONCORDANCE, "INDUSTRY_CONCORDANCE")

    # when
    answer = (await ask(client, SHOWN, headers))["data"]["patents"]
    shown = [code["code"] for node in answer["nodes"] for code in node["codes"] if code["kind"] == "INDUSTRY"]

    # then
    assert shown == ["C3841", "C39"]
    for code in ("C", "C38", "C384", "C3841", "C39", "C35", "A"):
        found = (await ask(client, UNDER, headers, code=code))["data"]["patents"]["totalCount"]
        assert found == len([each for each in shown if each.startswith(code)]), code
    assert answer["counts"] == [
        {"key": "C38", "count": 1},
        {"key": "C39", "count": 1},
        {"key": None, "count": 1},
    ]


async def test_what_is_pushed_later_is_labelled_by_the_same_edition(
    client: httpx.AsyncClient, headers: Headers
) -> None:
    # given
    await loaded(client, headers, INDUSTRIES, "INDUSTRY")
    await loaded(client, headers, CONCORDANCE, "INDUSTRY_CONCORDANCE", edition="2018")
    await push(grant(1, ipc=["H01M 10/0525"]), grant(2, ipc=["H01M 4/36"]))

    # when
    before = await industries(client, headers)
    again = await relabel()

    # then
    assert [(code["code"], code["rule"], code["ruleEdition"]) for [code] in before] == [
        ("C3841", "H01M 10", "2018"),
        ("C38", "H01M", "2018"),
    ]
    assert again.changed == 0
