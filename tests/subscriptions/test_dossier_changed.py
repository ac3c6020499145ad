"""`dossierChanged`: an open form hears of others' changes, and nobody of what is not theirs to read."""

import pytest

from panhuo.rules.vocabulary import DossierState, Role
from panhuo.services.dossiers.reviewing import return_dossier
from panhuo.services.dossiers.saving import discard_dossier, save_dossier
from panhuo.services.dossiers.settled import hand_over
from panhuo.services.dossiers.submitting import submit_dossier
from tests.dossiers.making import school
from tests.factories import institution, sign_in, user
from tests.subscriptions.asking import Server, Socket, begun, ended, quiet

pytestmark = pytest.mark.anyio

CHANGED = "subscription ($id: ID!) { dossierChanged(id: $id) { version state } }"


async def event(socket: Socket) -> tuple[int, str]:
    """Version and state of the next event."""
    found = (await socket.receive())["payload"]["data"]["dossierChanged"]
    return found["version"], found["state"]


async def follow(socket: Socket, number: int) -> None:
    await socket.subscribe(CHANGED, variables={"id": f"Dossier:{number}"})


async def code(socket: Socket) -> str:
    """Why a subscription ended."""
    message = await socket.receive()
    assert message["type"] in ("error", "next"), message
    errors = message["payload"] if message["type"] == "error" else message["payload"]["errors"]
    found: str = errors[0]["extensions"]["code"]
    return found


async def test_a_form_hears_of_a_second_window_of_review_and_of_the_reviewer(server: Server) -> None:
    # given
    here = await school()
    saved = await here.filed()
    async with server.socket(await sign_in(here.chen)) as socket:
        await follow(socket, saved.id)
        assert await event(socket) == (saved.version, "DRAFT")
        await begun(1)

        # when
        again = await save_dossier(here.viewer("chen"), saved.id, saved.version, {"rating": 5})
        first = await event(socket)
        sent = await submit_dossier(here.viewer("chen"), saved.id, again.version)
        second = await event(socket)
        await return_dossier(here.viewer("dean"), saved.id, sent.version, "请补充")
        third = await event(socket)

    # then
    assert (first, second) == ((again.version, "DRAFT"), (sent.version, "PENDING"))
    assert third[1] == DossierState.REJECTED
    await ended()


async def test_a_reviewer_hears_of_a_dossier_once_it_is_submitted_and_not_of_a_draft(server: Server) -> None:
    # given
    here = await school()
    saved = await here.filed()
    async with server.socket(await sign_in(here.dean)) as socket:
        await follow(socket, saved.id)
        assert await code(socket) == "NOT_FOUND"
        sent = await submit_dossier(here.viewer("chen"), saved.id, saved.version)

        # when
        await follow(socket, saved.id)

        # then
        assert await event(socket) == (sent.version, "PENDING")


@pytest.mark.parametrize("role", [Role.INSTITUTION_ADMIN, Role.INVENTOR])
async def test_strangers_hear_nothing(server: Server, role: Role) -> None:
    here = await school()
    sent = await here.submitted()
    stranger = await user(role, await institution())

    async with server.socket(await sign_in(stranger)) as socket:
        await follow(socket, sent.id)

        assert await code(socket) == "NOT_FOUND"
        await return_dossier(here.viewer("dean"), sent.id, sent.version, "请补充")
        assert await quiet(socket.receive)
    await ended()


async def test_it_ends_where_a_draft_is_discarded_or_handed_to_somebody_else(server: Server) -> None:
    # given two drafts
    here = await school(2)
    given = await here.filed(which=0)
    thrown = await here.filed(which=1)
    async with server.socket(await sign_in(here.chen)) as socket:
        for number in (given.id, thrown.id):
            await follow(socket, number)
            await event(socket)
        await begun(2)

        # when
        await discard_dossier(here.viewer("chen"), thrown.id, thrown.version)
        first = await code(socket)
        await hand_over(here.viewer("admin"), given.id, given.version, here.dean.id, "离职")

        # then
        assert first == await code(socket) == "NOT_FOUND"
    await ended()
