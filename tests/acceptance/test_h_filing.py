"""H. Filing one patent (S57–S77): what a form begins with, what it asks for, and whose it is."""

from typing import Any

import httpx
import pytest

from panhuo.models import Dossier
from panhuo.rules.vocabulary import CodeKind, LegalStatus, Role
from panhuo.services.dossiers import hand_over_user
from tests.acceptance.filing import (
    FORM,
    all_at_once,
    at,
    codes,
    document,
    ids,
    nothing_changes,
    university,
)
from tests.factories import code, institution, patent

pytestmark = pytest.mark.anyio

PUSHED = """
mutation ($input: OpenDossierInput!) {
  openDossier(input: $input) {
    kind
    patents {
      patent { title applicationNumber abstract mainIpc mainIndustry unit { name } }
      refusal
    }
    problems { field }
    userErrors { code }
  }
}
"""


def fields(payload: dict[str, Any]) -> set[str]:
    return {problem["field"] for problem in payload["problems"]}


@pytest.mark.req("S57", "S59", "S66")
async def test_a_form_begins_with_what_was_delivered_and_with_what_it_asks_for(
    client: httpx.AsyncClient,
) -> None:
    # given
    here = await university(client)
    invention = await here.invention(
        here.chen, title="一种电池", ipc=["H01M10/0525"], industries=["C38"], abstract="能量密度高"
    )

    # when
    opening = (await here.chen.asks(PUSHED, input={"patents": ids([invention])}))["openDossier"]

    # then
    [opened] = opening["patents"]
    assert (opening["kind"], opened["refusal"]) == ("SINGLE", None)
    shown = opened["patent"]
    assert shown.pop("applicationNumber") == invention.application_number
    assert shown == {
        "title": "一种电池",
        "abstract": "能量密度高",
        "mainIpc": "H01M10/0525",
        "mainIndustry": "C38",
        "unit": {"name": "物理学院"},
    }
    assert fields(opening) == {
        *("fiscalFunding", "statuses", "willingness", "price", "contact", "phone", "maturity", "rating"),
        *("advantages", "prospects"),
    }


@pytest.mark.req("S57", "S75")
async def test_opening_locks_nothing_and_the_first_save_owns(client: httpx.AsyncClient) -> None:
    # given: two inventors of one patent
    here = await university(client)
    invention = await here.invention(here.chen, here.zhou)

    # when: both look, one saves
    async with nothing_changes():
        for person in (here.chen, here.zhou):
            opening = await person.tries("openDossier", patents=ids([invention]))
            assert (opening["kind"], codes(opening)) == ("SINGLE", [])
    filed = await here.zhou.does("fileDossier", patents=ids([invention]), content={"rating": 3})

    # then
    assert filed["filer"]["name"] == "周二"
    async with nothing_changes():
        late = await here.chen.tries("fileDossier", patents=ids([invention]), content=FORM)
    assert codes(late) == ["CONFLICT"]
    assert "周二" in late["userErrors"][0]["message"]
    [opened] = (await here.chen.tries("openDossier", patents=ids([invention])))["patents"]
    assert opened["refusal"] == "ALREADY_FILED"


@pytest.mark.req("S72", "S75")
async def test_of_two_who_save_first_in_the_same_instant_one_owns(client: httpx.AsyncClient) -> None:
    # given
    here = await university(client)
    invention = await here.invention(here.chen, here.zhou)

    # when
    given = {"patents": ids([invention]), "content": FORM}
    answers = await all_at_once(
        here.chen.tries("fileDossier", **given), here.zhou.tries("fileDossier", **given)
    )

    # then
    assert sorted(code for each in answers for code in codes(each)) == ["CONFLICT"]
    assert await Dossier.all().count() == 1


@pytest.mark.req("S58", "S70", "S71")
async def test_what_lapsed_was_sold_or_belongs_to_another_first_is_refused_with_the_reason(
    client: httpx.AsyncClient,
) -> None:
    # given
    here = await university(client)
    other = await institution()
    lapsed = await here.invention(here.chen, legal_status=LegalStatus.LAPSED)
    sold = await patent("某公司", former=[here.root], inventors=[here.chen.account])
    shared = await patent(other, here.root, inventors=[here.chen.account])
    bought = {lapsed: "LAPSED", sold: "TRANSFERRED_OUT", shared: "NOT_FIRST_OWNER"}

    # when
    async with nothing_changes():
        for each, refusal in bought.items():
            [opened] = (await here.admin.tries("openDossier", patents=ids([each])))["patents"]
            refused = await here.admin.tries("fileDossier", patents=ids([each]), content=FORM)

            # then
            assert (opened["refusal"], bool(opened["message"])) == (refusal, True)
            assert codes(refused) == ["DOSSIER_NOT_FILEABLE"]


@pytest.mark.req("S76")
async def test_behind_a_company_a_university_does_not_file(client: httpx.AsyncClient) -> None:
    # given
    here = await university(client)
    behind = await patent("某公司", here.root, inventors=[here.chen.account])

    # when
    [opened] = (await here.chen.tries("openDossier", patents=ids([behind])))["patents"]

    # then
    assert opened["refusal"] == "FIRST_OWNER_OUTSIDE"
    async with nothing_changes():
        refused = await here.chen.tries("fileDossier", patents=ids([behind]), content=FORM)
    assert codes(refused) == ["DOSSIER_NOT_FILEABLE"]


@pytest.mark.req("S73", "S28")
async def test_the_institution_sees_its_branches_patents_and_files_only_its_own(
    client: httpx.AsyncClient,
) -> None:
    # given
    here = await university(client)
    theirs = await here.branch_invention(here.lin)

    # when
    [opened] = (await here.admin.tries("openDossier", patents=ids([theirs])))["patents"]

    # then
    assert opened["refusal"] == "OTHER_CAMPUS"
    async with nothing_changes():
        refused = await here.admin.tries("fileDossier", patents=ids([theirs]), content=FORM)
    assert codes(refused) == ["DOSSIER_NOT_FILEABLE"]
    assert (await here.head.files(theirs))["state"] == "DRAFT"


@pytest.mark.req("S28")
async def test_who_has_no_part_in_filing_files_nothing(client: httpx.AsyncClient) -> None:
    # given
    here = await university(client)
    invention = await here.invention(here.chen)
    operator = await here.person(Role.PLATFORM_OPERATOR)
    stranger = await here.person(Role.INSTITUTION_ADMIN, await institution())

    # then
    async with nothing_changes():
        given = {"patents": ids([invention]), "content": FORM}
        assert await operator.forbidden("fileDossier", **given) == "FORBIDDEN"
        for person in (stranger, here.zhou, here.head, here.lin):
            assert codes(await person.tries("fileDossier", **given)) == ["NOT_FOUND"]
        body = {"query": document("fileDossier"), "variables": {"input": given}}
        visitor = (await client.post("/graphql", json=body)).json()
        assert visitor["errors"][0]["extensions"]["code"] == "UNAUTHENTICATED"


@pytest.mark.req("S60")
async def test_industries_can_be_corrected_and_ipc_cannot(client: httpx.AsyncClient) -> None:
    # given
    here = await university(client)
    await code(CodeKind.INDUSTRY, "C39", "计算机、通信和其他电子设备制造业")
    draft = await here.chen.files(await here.invention(here.chen, ipc=["H01M10/0525"], industries=["C38"]))

    # when
    saved = await here.chen.tries("saveDossier", **at(draft), content={"industry": "C39"})
    wrong = await here.chen.tries("saveDossier", **at(saved["dossier"]), content={"industry": "无此行业"})

    # then
    assert (codes(saved), codes(wrong)) == ([], ["DOSSIER_INDUSTRY_UNKNOWN"])
    form = await here.chen.asks('{ __type(name: "DossierContentInput") { inputFields { name } } }')
    names = {each["name"] for each in form["__type"]["inputFields"]}
    assert {"industry", "strategicIndustry"} <= names and not any("ipc" in name.lower() for name in names)


@pytest.mark.req("S61", "S63", "S65")
async def test_a_draft_keeps_what_is_there_and_says_what_is_missing(client: httpx.AsyncClient) -> None:
    # given
    here = await university(client)
    invention = await here.invention(here.chen)
    two = [{"first": "LICENSED", "second": "PATENT_POOL"}, {"first": "NOT_IMPLEMENTED"}]

    # when: it is filled in piece by piece
    first = await here.chen.tries("fileDossier", patents=ids([invention]), content={"statuses": two})
    second = await here.chen.tries(
        "saveDossier", **at(first["dossier"]), content={"contact": "陈一", "phone": "13800000000"}
    )
    third = await here.chen.tries(
        "saveDossier", **at(second["dossier"]), content={"phone": None, "rating": 5}
    )

    # then: what is left out stays, null empties
    assert "statuses" not in fields(first) and {"contact", "phone"} <= fields(first)
    assert not {"statuses", "contact", "phone"} & fields(second)
    assert "phone" in fields(third) and not {"statuses", "contact", "rating"} & fields(third)
    assert all(problem["missing"] and problem["message"] for problem in third["problems"])
    async with nothing_changes():
        refused = await here.chen.tries("submitDossier", **at(third["dossier"]))
    assert set(codes(refused)) == {"DOSSIER_FIELD_MISSING"}
    assert fields(refused) == fields(third)


@pytest.mark.req("S62", "S63", "S77")
async def test_both_lists_take_several_options_and_texts_of_ones_own(client: httpx.AsyncClient) -> None:
    # given
    here = await university(client)
    content = FORM | {
        "statuses": [
            {"first": "LICENSED", "second": "CUSTOM", "custom": "校企联合实验室内使用"},
            {"first": "CUSTOM", "custom": "已用于教学"},
        ],
        "willingness": [
            {"first": "TO_LICENSE", "second": "PATENT_POOL"},
            {"first": "TO_APPLY", "second": "CUSTOM", "custom": "拟孵化"},
        ],
    }
    sale = FORM | {"statuses": [{"first": "ASSIGNED", "second": "ASSIGNMENT_SIGNED", "amount": "30"}]}

    # when
    sent = await here.chen.submits(await here.chen.files(await here.invention(here.chen), content=content))
    sold = await here.chen.submits(await here.chen.files(await here.invention(here.chen), content=sale))

    # then
    assert (sent["state"], sold["state"]) == ("PENDING", "PENDING")


@pytest.mark.req("S64")
@pytest.mark.parametrize("stars", [0, 6, -1])
async def test_a_rating_is_one_to_five_stars(client: httpx.AsyncClient, stars: int) -> None:
    here = await university(client)
    invention = await here.invention(here.chen)

    async with nothing_changes():
        refused = await here.chen.tries(
            "fileDossier", patents=ids([invention]), content=FORM | {"rating": stars}
        )

    assert codes(refused) == ["DOSSIER_RATING_INVALID"]
    assert refused["userErrors"][0]["field"] == ["input", "content", "rating"]


@pytest.mark.req("S67", "S68", "S99")
async def test_at_one_or_two_stars_use_and_prospects_may_be_left_out_contacts_not(
    client: httpx.AsyncClient,
) -> None:
    # given
    here = await university(client)
    bare = {name: value for name, value in FORM.items() if name not in ("advantages", "prospects")}
    invention = await here.invention(here.chen)

    # when
    low = await here.chen.tries("fileDossier", patents=ids([invention]), content=bare | {"rating": 2})
    high = await here.chen.tries("saveDossier", **at(low["dossier"]), content={"rating": 3})
    nobody = await here.chen.tries(
        "saveDossier", **at(high["dossier"]), content={"rating": 1, "contact": None, "phone": None}
    )

    # then
    assert fields(low) == set()
    assert fields(high) == {"advantages", "prospects"}
    assert fields(nobody) == {"contact", "phone"}


@pytest.mark.req("S67")
async def test_a_price_is_asked_for_with_willingness_and_other_wishes_are_optional(
    client: httpx.AsyncClient,
) -> None:
    # given
    here = await university(client)
    invention = await here.invention(here.chen)

    # when
    priceless = await here.chen.tries("fileDossier", patents=ids([invention]), content=FORM | {"price": None})
    companies = [f"第{number}公司" for number in range(11)]
    async with nothing_changes():
        many = await here.chen.tries(
            "saveDossier", **at(priceless["dossier"]), content={"companies": companies}
        )
    wishes = {"companies": companies[:10], "cities": ["杭州"], "feeStandard": "12.5", "price": "UP_TO_20"}
    full = await here.chen.tries("saveDossier", **at(priceless["dossier"]), content=wishes)

    # then
    assert fields(priceless) == {"price"}
    assert codes(many) == ["DOSSIER_COMPANIES_TOO_MANY"]
    assert (codes(full), fields(full)) == ([], set())


@pytest.mark.req("S72")
async def test_only_its_filer_edits_submits_and_discards_a_dossier(client: httpx.AsyncClient) -> None:
    # given: colleagues who see the patent, and admins above
    here = await university(client)
    draft = await here.chen.files(await here.invention(here.chen, here.zhou))

    # then: an untouched draft is nobody else's to see
    async with nothing_changes():
        for person in (here.zhou, here.dean, here.admin):
            for name, more in (
                ("saveDossier", {"content": {"rating": 1}}),
                ("submitDossier", {}),
                ("discardDossier", {}),
            ):
                assert codes(await person.tries(name, **at(draft), **more)) == ["NOT_FOUND"]

    # and when it was submitted and returned, admins read it, and still do not edit it
    returned = await here.dean.returns(await here.chen.submits(draft), "请补充")
    async with nothing_changes():
        refused = await here.dean.tries("saveDossier", **at(returned), content={"rating": 1})
    assert codes(refused) == ["DOSSIER_ACT_UNAVAILABLE"]


@pytest.mark.req("S72")
async def test_of_two_forms_of_one_draft_the_older_hears_of_the_conflict(client: httpx.AsyncClient) -> None:
    # given
    here = await university(client)
    draft = await here.chen.files(await here.invention(here.chen))
    newer = await here.chen.does("saveDossier", **at(draft), content={"rating": 5})

    # when
    async with nothing_changes():
        older = await here.chen.tries("saveDossier", **at(draft), content={"rating": 1})

    # then
    assert codes(older) == ["CONFLICT"]
    assert newer["version"] > draft["version"]


@pytest.mark.req("S75")
async def test_a_discarded_draft_frees_its_patent(client: httpx.AsyncClient) -> None:
    # given
    here = await university(client)
    invention = await here.invention(here.chen, here.zhou)
    draft = await here.chen.files(invention)

    # when
    payload = await here.chen.tries("discardDossier", **at(draft))

    # then
    assert (payload["discarded"], codes(payload)) == (True, [])
    assert (await here.zhou.files(invention))["filer"]["name"] == "周二"


@pytest.mark.req("S35")
async def test_every_matched_inventor_reads_a_submitted_dossier(client: httpx.AsyncClient) -> None:
    # given
    here = await university(client)
    dossier = await here.chen.submits(await here.chen.files(await here.invention(here.chen, here.zhou)))

    # then
    seen = "query ($id: ID!) { node(id: $id) { id } }"
    assert (await here.zhou.asks(seen, id=dossier["id"]))["node"] == {"id": dossier["id"]}
    hidden = await here.lin.post(seen, id=dossier["id"])
    assert hidden["data"]["node"] is None


@pytest.mark.req("S74")
async def test_a_dossier_is_handed_over_with_a_reason_by_admins_alone(client: httpx.AsyncClient) -> None:
    # given
    here = await university(client)
    draft = await here.chen.files(await here.invention(here.chen, here.zhou))
    given = at(draft) | {"receiver": here.zhou.id, "reason": "已离职"}

    # then: not by the filer, nor without a reason, nor to somebody who could not file it
    async with nothing_changes():
        assert await here.chen.forbidden("handOverDossier", **given) == "FORBIDDEN"
        assert await here.dean.forbidden("handOverDossier", **given) == "FORBIDDEN"
        assert codes(await here.head.tries("handOverDossier", **given)) == ["NOT_FOUND"]
        reasonless = await here.admin.tries("handOverDossier", **given | {"reason": " "})
        unfit = await here.admin.tries("handOverDossier", **given | {"receiver": here.lin.id})
    assert (codes(reasonless), codes(unfit)) == (["DOSSIER_REASON_MISSING"], ["DOSSIER_RECEIVER_UNFIT"])

    # when
    payload = await here.admin.tries("handOverDossier", **given)

    # then: the institution's admin does not read the draft; its new filer edits it
    assert codes(payload) == []
    version = (await Dossier.get()).version
    saved = await here.zhou.does("saveDossier", id=draft["id"], version=version, content={"rating": 5})
    assert saved["filer"]["name"] == "周二"
    notices = await here.zhou.asks("{ notices { nodes { kind } } }")
    assert [each["kind"] for each in notices["notices"]["nodes"]] == ["DOSSIER_HANDED_OVER"]


@pytest.mark.req("S74")
async def test_everything_a_leaving_inventor_filed_goes_to_another(client: httpx.AsyncClient) -> None:
    # given: a draft, one under review, one registered; and one that the receiver could not file
    here = await university(client)
    draft = await here.chen.files(await here.invention(here.chen, here.zhou))
    pending = await here.chen.submits(await here.chen.files(await here.invention(here.chen, here.zhou)))
    theirs = await here.chen.files(await here.invention(here.chen))
    given = {"id": here.chen.id, "receiver": here.zhou.id, "reason": "离职"}

    # when
    async with nothing_changes():
        assert await here.dean.forbidden("handOverUser", **given) == "FORBIDDEN"
        assert codes(await here.head.tries("handOverUser", **given)) == ["NOT_FOUND"]
    payload = await here.admin.tries("handOverUser", **given)

    # then
    assert [each["dossierId"] for each in payload["results"]] == [draft["id"], theirs["id"]]
    assert codes(payload) == ["DOSSIER_RECEIVER_UNFIT"]
    assert (payload["remaining"], payload["user"]["id"]) == (2, here.chen.id)
    owners = {f"Dossier:{each.id}": each.filer_id for each in await Dossier.all()}  # type: ignore[attr-defined]
    assert owners == {
        draft["id"]: here.zhou.account.id,
        pending["id"]: here.chen.account.id,
        theirs["id"]: here.chen.account.id,
    }


@pytest.mark.req("S74")
async def test_those_that_cannot_go_do_not_hold_back_the_others(
    client: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    # given: two that the receiver could not file stand before two that can go
    monkeypatch.setattr(hand_over_user, "AT_MOST", 2)
    here = await university(client)
    stay = [await here.chen.files(await here.invention(here.chen)) for _ in range(2)]
    go = [await here.chen.files(await here.invention(here.chen, here.zhou)) for _ in range(2)]
    given = {"id": here.chen.id, "receiver": here.zhou.id, "reason": "离职"}

    # when
    async with nothing_changes():
        first = await here.admin.tries("handOverUser", **given)
        unfit = await here.admin.tries("handOverUser", **given, after="Patent:1")
    second = await here.admin.tries("handOverUser", **given, after=first["nextAfter"])

    # then
    assert codes(first) == ["DOSSIER_RECEIVER_UNFIT"] * 2 and codes(unfit) == ["BAD_ID"]
    assert (first["nextAfter"], first["remaining"]) == (stay[-1]["id"], 4)
    assert [each["dossierId"] for each in second["results"]] == [each["id"] for each in go]
    assert (codes(second), second["nextAfter"], second["remaining"]) == ([], None, 2)


async def test_filling_in_and_copying_save_retyping(client: httpx.AsyncClient) -> None:
    # given
    here = await university(client)
    full = await here.chen.files(await here.invention(here.chen))
    empty = [await here.chen.files(await here.invention(here.chen), content={"rating": 3}) for _ in range(3)]
    submitted = await here.chen.submits(full)

    # when
    filled = await here.chen.tries(
        "fillDossiers",
        items=[at(empty[0]), at(empty[1]), at(submitted)],
        content={"contact": "陈一", "phone": "13800000000"},
    )
    copied = await here.chen.tries("copyDossierContent", **at(empty[2]), source=submitted["id"])
    async with nothing_changes():
        members = await here.chen.tries("fillDossiers", items=[at(empty[2])], content={"members": []})

    # then
    assert (filled["succeeded"], codes(filled)) == (2, ["DOSSIER_ACT_UNAVAILABLE"])
    assert filled["results"][2]["userErrors"][0]["field"] == ["input", "items", "2", "id"]
    assert all("contact" not in fields(each) for each in filled["results"][:2])
    assert (codes(copied), fields(copied)) == ([], set())
    assert codes(members) == ["INVALID_VALUE"]
