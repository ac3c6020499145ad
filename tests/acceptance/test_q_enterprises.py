"""Q. An enterprise applies, the platform decides, and its manager opens accounts of experts (S5)."""

from typing import Any

import httpx
import pytest

from panhuo.clock import now_ms, stopped
from panhuo.models import AuditEntry, Enterprise, EnterpriseApplication, User
from panhuo.rules.credit_code import check_sign
from panhuo.rules.enterprise_application import DAY_MS, KEEP_MS
from panhuo.rules.vocabulary import Role
from panhuo.services.enterprises.applying import forget_old_applications
from tests.acceptance.filing import PASSWORD, Person, University, all_at_once, university
from tests.acceptance.test_q_afterwards import registered
from tests.factories import enterprise
from tests.settings import settings
from tests.shared import contents

pytestmark = pytest.mark.anyio

REGISTER = (
    "mutation ($input: RegisterEnterpriseInput!) { registerEnterprise(input: $input) {"
    " reference expiresAt userErrors { code field message } } }"
)
CHECK = (
    "mutation ($input: CheckEnterpriseApplicationInput!) { checkEnterpriseApplication(input: $input) {"
    " state reason decidedAt userErrors { code field } } }"
)
LIST = (
    "{ enterpriseApplications(where: {state: {eq: PENDING}}) { totalCount nodes { id version enterpriseName"
    " creditCode contactName phone email username state } } }"
)
APPROVE = (
    "mutation ($input: ApproveEnterpriseInput!) { approveEnterprise(input: $input) {"
    " application { state deciderName } userErrors { code field message } } }"
)
REJECT = (
    "mutation ($input: RejectEnterpriseInput!) { rejectEnterprise(input: $input) {"
    " application { state reason } userErrors { code field } } }"
)
LOGIN = (
    "mutation ($input: LoginInput!) { login(input: $input) { token viewer { username role isManager }"
    " userErrors { code } } }"
)
CODES = [body + check_sign(body) for body in ("91330100MA2C0FFE0", "91330100MA2C0FFE1", "91330100MA2C0FFE2")]
GIVEN = {
    "enterpriseName": "赤霞储能科技",
    "creditCode": CODES[0],
    "contactName": "吴经理",
    "phone": "13800138000",
    "email": "wu@chixia.example",
    "username": "chixia",
    "password": PASSWORD,
    "jobTitle": "技术部 经理",
}
ROWS = ("enterprise", "enterprise_application", "user_account", "audit_entry", "notice")


async def visitor(client: httpx.AsyncClient, query: str, input: dict[str, Any]) -> dict[str, Any]:
    """The payload of a mutation of somebody without an account."""
    answer = (await client.post("/graphql", json={"query": query, "variables": {"input": input}})).json()
    [payload] = answer["data"].values()
    return dict(payload)


def codes(payload: dict[str, Any]) -> list[tuple[str, str]]:
    return [(each["code"], each["field"][-1]) for each in payload["userErrors"]]


async def waiting(operator: Person) -> dict[str, Any]:
    """The one application that waits."""
    [found] = (await operator.asks(LIST))["enterpriseApplications"]["nodes"]
    return dict(found)


async def decided(operator: Person, query: str, asked: dict[str, Any], **more: Any) -> dict[str, Any]:
    given = {"id": asked["id"], "version": asked["version"], **more}
    [payload] = (await operator.asks(query, input=given)).values()
    return dict(payload)


async def with_operator(client: httpx.AsyncClient) -> tuple[University, Person]:
    here = await university(client)
    return here, await here.person(Role.PLATFORM_OPERATOR, None, "值班员")


@pytest.mark.req("S5")
async def test_an_enterprise_applies_is_approved_and_its_manager_opens_accounts_of_experts(
    client: httpx.AsyncClient,
) -> None:
    # given
    here, operator = await with_operator(client)
    single = await registered(here)
    applied = await visitor(client, REGISTER, GIVEN | {"creditCode": f" {CODES[0].lower()} "})
    early = await visitor(client, LOGIN, {"username": "chixia", "password": PASSWORD})
    asked = await waiting(operator)

    # when
    told = (await operator.asks("{ notices { nodes { message } } }"))["notices"]["nodes"]
    approved = await decided(operator, APPROVE, asked)
    login = await visitor(client, LOGIN, {"username": "chixia", "password": PASSWORD})
    status = await visitor(client, CHECK, {"reference": applied["reference"].replace("-", " ").lower()})

    # then: nothing before, the enterprise and its manager afterwards, who has nothing to complete
    assert applied["userErrors"] == [] and [each["code"] for each in early["userErrors"]] == [
        "SIGN_IN_FAILED"
    ]
    shown = {name: value for name, value in GIVEN.items() if name not in ("password", "jobTitle")}
    assert {name: asked[name] for name in shown} == shown
    assert any("赤霞储能科技" in each["message"] for each in told)
    assert approved["application"] == {"state": "APPROVED", "deciderName": "值班员"}
    assert login["viewer"] == {"username": "chixia", "role": "ENTERPRISE", "isManager": True}
    assert (status["state"], status["reason"]) == ("APPROVED", None)
    manager = Person(await User.get(username="chixia"), client)
    [row] = await EnterpriseApplication.all()
    assert row.password_hash is None
    assert (await Enterprise.get(id=manager.account.enterprise_id)).credit_code == CODES[0]
    logged = await AuditEntry.filter(subject_type="EnterpriseApplication").order_by("id")
    assert [each.action for each in logged] == ["ENTERPRISE_APPLIED", "ENTERPRISE_APPROVED"]
    assert all("13800138000" not in (each.after or "") for each in logged)

    # and: experts of this enterprise alone, whose evaluations stay though the account is closed
    await experts_of(here, manager, single, client)


async def experts_of(here: University, manager: Person, single: dict[str, Any], client: Any) -> None:
    """The manager opens one, who evaluates; another enterprise's manager has nothing to do with either."""
    asked = {"role": "ENTERPRISE", "username": "wuexpert", "name": "吴专家"}
    assert (await manager.asks(CREATE, input=asked))["createUser"]["userErrors"] == []
    row = await User.get(username="wuexpert")
    assert (row.enterprise_id, row.is_manager) == (manager.account.enterprise_id, False)
    said = {"job_title": "专家", "phone": "13800138001", "email": "a@b.example"}
    await User.filter(id=row.id).update(password_hash=here.password_hash, **said)
    expert = Person(await User.get(id=row.id), client)
    await expert.asks(EVALUATE, input={"dossier": single["id"], "rating": 4})
    other = await here.person(Role.ENTERPRISE, await enterprise("墨石材料"))
    await User.filter(id=other.account.id).update(is_manager=True)
    refused = [(await each.post(DISABLE, input={"id": expert.id})) for each in (other, expert)]
    seen = (await other.asks("{ users { nodes { username } } }"))["users"]["nodes"]
    assert refused[0]["data"]["disableUser"]["userErrors"][0]["code"] == "NOT_FOUND"
    assert refused[1]["data"]["disableUser"]["userErrors"][0]["code"] in ("NOT_FOUND", "CONFLICT")
    assert "wuexpert" not in {each["username"] for each in seen}
    assert (await manager.asks(DISABLE, input={"id": expert.id}))["disableUser"]["userErrors"] == []
    mine = (await manager.asks(EVALUATIONS))["evaluations"]["nodes"]
    assert mine == [{"expertName": "吴专家", "rating": 4, "mine": False}]
    assert (await other.asks(EVALUATIONS))["evaluations"]["nodes"] == []


EVALUATE = (
    "mutation ($input: EvaluateDossierInput!) { evaluateDossier(input: $input) { userErrors { code } } }"
)
CREATE = "mutation ($input: CreateUserInput!) { createUser(input: $input) { userErrors { code } } }"
DISABLE = "mutation ($input: DisableUserInput!) { disableUser(input: $input) { userErrors { code } } }"
EVALUATIONS = "{ evaluations { nodes { expertName rating mine } } }"


@pytest.mark.req("S5")
async def test_an_application_is_rejected_with_a_reason_and_made_again(client: httpx.AsyncClient) -> None:
    # given
    _, operator = await with_operator(client)
    applied = await visitor(client, REGISTER, GIVEN)
    asked = await waiting(operator)

    # when
    silent = await decided(operator, REJECT, asked, reason="  ")
    rejected = await decided(operator, REJECT, asked, reason="营业执照与名称不符")
    late = await decided(operator, APPROVE, asked)
    status = await visitor(client, CHECK, {"reference": applied["reference"]})
    again = await visitor(client, REGISTER, GIVEN)

    # then
    assert codes(silent) == [("DOSSIER_REASON_MISSING", "reason")]
    assert rejected["application"] == {"state": "REJECTED", "reason": "营业执照与名称不符"}
    assert codes(late) == [("CONFLICT", "version")]
    assert (status["state"], status["reason"]) == ("REJECTED", "营业执照与名称不符")
    assert again["userErrors"] == [] and again["reference"] != applied["reference"]
    assert await User.filter(username="chixia").count() == await Enterprise.all().count() == 0


@pytest.mark.req("S5")
async def test_what_cannot_be_and_what_is_there_is_refused_and_changes_nothing(
    client: httpx.AsyncClient,
) -> None:
    # given one that waits, and somebody with an account
    here, operator = await with_operator(client)
    at_once = await all_at_once(*(visitor(client, REGISTER, GIVEN) for _ in range(3)))
    before = await contents(*ROWS)
    taken = here.chen.account.username

    # when
    others = {
        "creditCode": ["91330100MA2C0FFE0", CODES[1][:-1] + ("0" if CODES[1][-1] != "0" else "1"), "I" * 18],
        "enterpriseName": ["", "长" * 201],
        "contactName": [" "],
        "phone": ["电话"],
        "email": ["wu"],
        "username": [""],
        "password": ["short"],
    }
    fresh = GIVEN | {"creditCode": CODES[1], "username": "another"}
    wrong = [
        (field, codes(await visitor(client, REGISTER, fresh | {field: value})))
        for field, values in others.items()
        for value in values
    ]
    name_taken = [await visitor(client, REGISTER, fresh | {"username": each}) for each in (taken, "chixia")]
    code_taken = await visitor(client, REGISTER, GIVEN | {"username": "another"})
    unknown = await visitor(client, CHECK, {"reference": "AAAAA-AAAAA-AAAAA-AAAAA"})
    people = (here.admin, here.dean, here.chen, await here.person(Role.ENTERPRISE, await enterprise()))
    before = await contents(*ROWS)
    asked = await waiting(operator)
    refused = [
        await each.post(query, **given)
        for each in people
        for query, given in (
            (LIST, {}),
            (APPROVE, {"input": {"id": asked["id"], "version": asked["version"]}}),
            (REJECT, {"input": {"id": asked["id"], "version": asked["version"], "reason": "不"}}),
        )
    ]

    # then: of three at once one; taken is told of names and codes, by nobody's name
    assert sorted(len(each["userErrors"]) for each in at_once) == [0, 1, 1]
    assert {code for each in at_once for code in codes(each)} == {("CONFLICT", "creditCode")}
    assert [each for each in wrong if each[1] != [("INVALID_VALUE", each[0])]] == []
    assert [codes(each) for each in name_taken] == [[("ACCOUNT_NAME_TAKEN", "username")]] * 2
    assert codes(code_taken) == [("CONFLICT", "creditCode")] and "赤霞" not in str(code_taken)
    assert codes(unknown) == [("NOT_FOUND", "reference")]
    assert {each["errors"][0]["extensions"]["code"] for each in refused} == {"FORBIDDEN"}
    assert await contents(*ROWS) == before


@pytest.mark.req("S5")
async def test_an_enterprise_that_is_there_is_nobodys_to_take_over(client: httpx.AsyncClient) -> None:
    # given an enterprise of that name that the platform opened
    _, operator = await with_operator(client)
    firm = await enterprise(GIVEN["enterpriseName"])
    await visitor(client, REGISTER, GIVEN)
    asked = await waiting(operator)
    before = await contents(*ROWS)

    # when
    approved = await decided(operator, APPROVE, asked)

    # then
    assert codes(approved) == [("CONFLICT", "id")]
    assert await contents(*ROWS) == before and await User.filter(enterprise_id=firm.id).count() == 0


@pytest.mark.req("S5")
async def test_applications_expire_are_forgotten_and_are_limited_by_address(
    client: httpx.AsyncClient,
) -> None:
    # given
    _, operator = await with_operator(client)
    first = await visitor(client, REGISTER, GIVEN)
    asked = await waiting(operator)
    later = now_ms() + 31 * DAY_MS

    # when: nobody decides for a month; somebody applies again
    with stopped(later):
        status = await visitor(client, CHECK, {"reference": first["reference"]})
    with settings(sign_in_address_failures="2"):
        tries = [
            await visitor(client, REGISTER, GIVEN | {"creditCode": each, "username": each}) for each in CODES
        ]
        guesses = [await visitor(client, CHECK, {"reference": "A"}) for _ in range(3)]

    # then
    assert (status["state"], status["reason"]) == ("EXPIRED", None)
    assert codes(await decided(operator, APPROVE, asked)) == [("CONFLICT", "version")]
    assert [[code for code, _ in codes(each)] for each in tries][-1] == ["TOO_MANY_TRIES"]
    assert [code for code, _ in codes(guesses[-1])] == ["TOO_MANY_TRIES"]
    await forget_old_applications(later + KEEP_MS + DAY_MS)
    assert await EnterpriseApplication.all().count() == 0
