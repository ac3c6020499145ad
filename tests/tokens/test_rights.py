"""A token may what was chosen for it and its owner still may, wherever it is used."""

from typing import Any

import pytest

from panhuo.auth.sessions import API_PREFIX
from panhuo.auth.token_uses import USED, write_uses
from panhuo.clock import now_ms
from panhuo.models import ApiToken, Job, User
from panhuo.rules.vocabulary import Role
from panhuo.services.account_changes import disable_user, reset_user
from tests.exports.asking import PATENTS, begun, exported
from tests.factories import sign_in
from tests.jobs.asking import RETRY, change, job, run_due
from tests.shared import contents
from tests.tokens.world import CREATE, EVALUATE, READS, REVOKE, SHOWN, World
from tests.viewers import viewer_of

pytestmark = pytest.mark.anyio

TOKEN = "{ token { name abilities origins } can { ability allowed message } viewer { username } }"
CAN = "query ($id: ID!) { dossier(id: $id) { contact viewerCan { evaluate { allowed reason } } } }"
EVALUATES = ("EVALUATION_READ", "EVALUATION_WRITE")
EXPORTS = ("EXPORT", "PATENT_READ", "JOB_READ", "JOB_RUN", "USER_READ")
SIGN_IN_THINGS = {
    "login": 'mutation { login(input: {username: "x", password: "y"}) { token } }',
    "logout": "mutation { logout { signedOut } }",
    "activate": 'mutation { activate(input: {username: "x", activationCode: "y", password: "long-enough-1"})'
    " { activated } }",
}
OF_ACCOUNTS = {
    "changePassword": 'mutation { changePassword(input: {oldPassword: "x", newPassword: "long-enough-1"}) {'
    " endedSessions } }",
    "updateProfile": 'mutation { updateProfile(input: {phone: "13900000000"}) { user { id } } }',
    "createApiToken": 'mutation { createApiToken(input: {name: "x", abilities: [DOSSIER_READ], validDays: 1})'
    " { secret } }",
}


def codes(answer: dict[str, Any]) -> list[str]:
    return [each["extensions"]["code"] for each in answer.get("errors", ())]


async def test_it_has_the_abilities_chosen_and_no_others(world: World) -> None:
    # given
    _, reader = await world.made(world.expert, *READS, name="橱窗")
    _, both = await world.made(world.expert, *READS, "CONTACT_READ", *EVALUATES)
    session, dossier = await sign_in(world.expert), f"Dossier:{world.dossier.id}"

    # when the same document is asked by each, one after the other
    asked = [await world.asks(each, SHOWN) for each in (session, reader, both, session)]
    may = [await world.asks(each, CAN, id=dossier) for each in (session, reader, both)]
    tries = {"dossier": dossier, "rating": 4}
    refused = await world.asks(reader, EVALUATE, input=tries)
    before = await contents("evaluation")
    given = await world.asks(both, EVALUATE, input=tries)

    # then
    contacts = [each["data"]["showcase"]["nodes"][0]["contact"] for each in asked]
    assert contacts[0] and contacts == [contacts[0], None, contacts[0], contacts[0]]
    assert [codes(each) for each in asked] == [[], ["FORBIDDEN"], [], []]
    evaluate = [each["data"]["dossier"]["viewerCan"]["evaluate"] for each in may]
    assert [each["allowed"] for each in evaluate] == [True, False, True] and evaluate[1]["reason"] == "ROLE"
    assert codes(refused) == ["FORBIDDEN"] and before["evaluation"] == []
    assert given["data"]["evaluateDossier"]["evaluation"] == {"rating": 4}


async def test_it_tells_what_it_may(world: World) -> None:
    _, headers = await world.made(world.expert, *READS, "PATENT_READ", name="橱窗")

    answer = await world.asks(headers, TOKEN)
    session = await world.asks(await sign_in(world.expert), TOKEN)

    assert answer["data"]["token"] == {
        "name": "橱窗",
        "abilities": ["DOSSIER_READ", "PATENT_READ", "SHOWCASE_READ"],
        "origins": [],
    }
    allowed = {each["ability"] for each in answer["data"]["can"] if each["allowed"]}
    assert allowed == {"PATENT_READ", *READS}
    told = next(each["message"] for each in answer["data"]["can"] if each["ability"] == "EVALUATION_WRITE")
    assert "none of the token's abilities" in told
    assert answer["data"]["viewer"] is None and session["data"]["token"] is None
    assert session["data"]["viewer"]["username"] == world.expert.username


async def test_it_never_signs_in_or_changes_accounts(world: World) -> None:
    _, headers = await world.made(world.operator, "USER_READ", "PATENT_READ")
    tables = ("user_account", "api_token", "sign_in_throttle")
    before = {name: await contents(name) for name in tables[:2]}

    signing = [codes(await world.asks(headers, each)) for each in SIGN_IN_THINGS.values()]
    accounts = [codes(await world.asks(headers, each)) for each in OF_ACCOUNTS.values()]

    assert signing == [["TOKEN_NOT_ALLOWED"]] * 3 and accounts == [["FORBIDDEN"]] * 3
    assert {name: await contents(name) for name in tables[:2]} == before
    assert (await world.asks(headers, "{ patents(filed: ALL) { totalCount } }"))["data"]["patents"]


async def test_it_is_no_cookie(world: World) -> None:
    _, headers = await world.made(world.expert, *READS)
    cookie = f"panhuo_session={headers['Authorization'].removeprefix('Bearer ')}"

    answer = await world.asks({"Cookie": cookie, "X-Panhuo-Client": "1"}, TOKEN)

    assert answer["data"]["token"] is None


async def test_it_follows_its_owner(world: World) -> None:
    """Another role leaves only what both have; a disabled account or a reset one leaves nothing."""
    # given
    person = await User.get(id=world.rival.id)
    number, headers = await world.made(person, *READS, "EVALUATION_WRITE")
    query = "{ token { abilities } showcase { totalCount } }"

    # when
    await User.filter(id=person.id).update(role=Role.INVENTOR)
    other_role = await world.asks(headers, query)
    await User.filter(id=person.id).update(role=Role.ENTERPRISE, active=False)
    closed = await world.post(headers, query)
    await User.filter(id=person.id).update(active=True)
    opened = await world.asks(headers, query)
    await reset_user(viewer_of(world.operator), person.id)
    reset = await world.post(headers, query)

    # then
    assert other_role["data"]["token"] == {"abilities": [*READS]}
    assert closed.status_code == reset.status_code == 401
    assert opened["data"]["token"] == {"abilities": ["DOSSIER_READ", "EVALUATION_WRITE", "SHOWCASE_READ"]}
    row = await ApiToken.get(id=number.partition(":")[2])
    assert row.revoked_at is not None


async def test_a_disabled_accounts_tokens_are_over_for_good(world: World) -> None:
    person = await User.create(
        **{
            name: getattr(world.expert, name)
            for name in ("role", "name", "phone", "email", "job_title", "enterprise_id", "created_at")
        },
        username="departed",
    )
    _, headers = await world.made(person, *READS)

    await disable_user(viewer_of(world.operator), person.id)
    await User.filter(id=person.id).update(active=True)

    assert (await world.post(headers, SHOWN)).status_code == 401


async def test_its_last_use_is_written_later_and_never_goes_back(world: World) -> None:
    number, headers = await world.made(world.expert, *READS)
    key = int(number.partition(":")[2])
    USED.clear()

    await world.asks(headers, SHOWN)
    unwritten, noted = (await ApiToken.get(id=key)).last_used_at, USED[key]
    await write_uses()
    USED[key] = 1
    await write_uses()

    assert unwritten is None and now_ms() - noted < 60_000
    assert (await ApiToken.get(id=key)).last_used_at == noted and not USED


async def test_an_unknown_one_is_refused(world: World) -> None:
    for secret in (API_PREFIX + "x" * 43, API_PREFIX, "pht_short"):
        response = await world.post({"Authorization": f"Bearer {secret}"}, SHOWN)
        assert (response.status_code, codes(response.json())) == (401, ["UNAUTHENTICATED"])


async def test_uploads_and_templates_obey_it(world: World) -> None:
    _, without = await world.made(world.admin, "PATENT_READ")
    _, sends = await world.made(world.admin, "FILE_UPLOAD")
    asked = {"params": {"name": "a.csv"}, "content": "a,b\n1,2\n"}

    refused = await world.client.post("/uploads", headers=without, **asked)  # type: ignore[arg-type]
    taken = await world.client.post("/uploads", headers=sends, **asked)  # type: ignore[arg-type]
    template = await world.client.get("/templates/accounts", headers=sends)

    assert (refused.status_code, codes(refused.json())) == (403, ["FORBIDDEN"])
    assert taken.status_code == 201 and template.status_code == 403


async def test_an_export_reads_with_what_the_token_has(world: World) -> None:
    """When it is asked, when it runs, and when its file is fetched."""
    # given
    client, session = world.client, await sign_in(world.admin)
    number, headers = await world.made(world.admin, *EXPORTS)
    wanted = {"columns": ["title"], "format": "CSV"}

    # when
    done = await exported(client, headers, **wanted)
    own = await exported(client, session, **wanted)
    unit = await world.asks(headers, PATENTS, input=wanted | {"columns": ["title", "unitName"]})
    fetched = [
        await client.get(each["files"][0]["download"]["url"], headers=by)
        for each, by in ((done, headers), (done, session), (own, headers))
    ]
    waiting = await begun(client, headers, **wanted)
    await world.as_account(world.admin, REVOKE, id=number)
    await run_due()
    over = await job(client, session, waiting["id"])

    # then
    assert [each.status_code for each in fetched] == [200, 200, 403]
    refusals = unit["data"]["exportPatents"]
    assert codes(unit) or refusals["userErrors"], unit
    assert (over["state"], over["error"]["code"]) == ("FAILED", "UNAUTHENTICATED")
    assert await Job.filter(token_id=number.partition(":")[2]).count() == 2


async def test_it_acts_on_jobs_of_its_own_alone(world: World) -> None:
    """A session's job runs with all that the account has: a token must not start it again."""
    client, session = world.client, await sign_in(world.admin)
    _, headers = await world.made(world.admin, *EXPORTS)
    own = await begun(client, session, columns=["title"], format="CSV")
    await Job.filter(id=own["id"].partition(":")[2]).update(state="FAILED")

    by_token = await world.asks(headers, RETRY, input={"id": own["id"]})
    by_session = await change(client, RETRY, session, id=own["id"])

    assert codes(by_token) == ["FORBIDDEN"] and by_session["userErrors"] == []
    await run_due()


async def test_no_token_is_made_by_a_token_however_it_is_asked(world: World) -> None:
    _, headers = await world.made(world.operator, "PATENT_READ")
    given = {"name": "x", "abilities": ["TOKEN_MANAGE"], "validDays": 1}

    answer = await world.asks(headers, CREATE, input=given)

    assert codes(answer) == ["FORBIDDEN"] and answer["data"]["createApiToken"] is None
