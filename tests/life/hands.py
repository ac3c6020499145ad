"""Acts carried out: by the services, or by somebody over HTTP with a session of their own."""

from collections.abc import Mapping
from typing import Any, Protocol

import httpx

from panhuo.errors import ErrorCode, PanhuoError
from panhuo.models import Dossier
from panhuo.rules.dossier_content import DossierContent
from panhuo.rules.vocabulary import DossierState
from panhuo.services.acting import acting
from panhuo.services.dossiers import filing, reviewing, saving, settled, submitting
from panhuo.services.dossiers.direct import register_directly
from panhuo.services.dossiers.patents import no_import_meanwhile
from tests.acceptance.filing import FORM, document
from tests.dossiers.making import form
from tests.factories import sign_in
from tests.life.campus import Campus
from tests.life.guards import Act
from tests.life.papers import Said
from tests.viewers import viewer_of

CONTACT, PHONE = "李四", "0571-88000001"
STATUSES = {"fit": [{"first": "NOT_IMPLEMENTED"}], "unfit": [{"first": "TO_BE_ABANDONED"}]}


def changes(said: Said, portfolio: bool) -> dict[str, Any]:
    """What a form differs in from one that is fit for the library."""
    phone = {"phone": None} if said.quality == "partial" else {}
    named = {"name": "储能组合", "description": "数件一组"} if portfolio else {}
    return {"statuses": STATUSES.get(said.quality, STATUSES["fit"])} | phone | named


def is_portfolio(act: Act) -> bool:
    assert act.said
    return len(act.said.members) > 1 or bool(act.paper and not act.paper.single)


class Hands(Protocol):
    """Whatever carries an act out."""

    async def do(self, act: Act, version: int) -> int | None:
        """The id of the dossier that came of it. Raises PanhuoError where it is refused."""


class ByService:
    """Calls the services as the account's viewer."""

    def __init__(self, here: Campus) -> None:
        self.here = here

    async def do(self, act: Act, version: int) -> int | None:
        viewer = viewer_of(act.by.account)
        number = act.paper.number if act.paper else 0
        members = [self.here.inventions[each].number for each in act.said.members] if act.said else []
        match act.name:
            case "FILE" if act.said:
                given = form(**changes(act.said, is_portfolio(act)))
                return (await filing.file_dossier(viewer, members, given)).id
            case "REGISTER_DIRECTLY" if act.said:
                return await self.registered(act, members)
            case "SAVE" if act.said:
                given = form(**changes(act.said, is_portfolio(act))) | {"members": tuple(members)}
                return (await saving.save_dossier(viewer, number, version, given)).id
            case "DISCARD":
                await saving.discard_dossier(viewer, number, version)
                return None
            case "SUBMIT":
                return (await submitting.submit_dossier(viewer, number, version)).id
            case "WITHDRAW":
                return (await submitting.withdraw_dossier(viewer, number, version)).id
            case "APPROVE":
                outcome = DossierState(act.outcome) if act.outcome else None
                return (await reviewing.approve_dossier(viewer, number, version, outcome)).id
            case "RETURN":
                return (await reviewing.return_dossier(viewer, number, version, act.reason)).id
            case "REVISE":
                return (await settled.revise_dossier(viewer, number)).id
            case "DELIST":
                return (await settled.delist_dossier(viewer, number, version, act.reason)).id
            case "CHANGE_CONTACT":
                return (await settled.change_contact(viewer, number, version, CONTACT, PHONE)).id
            case "HAND_OVER" if act.receiver:
                receiver = act.receiver.account.id
                return (await settled.hand_over(viewer, number, version, receiver, act.reason)).id
        raise AssertionError(f"how is {act} done?")

    async def registered(self, act: Act, members: list[int]) -> int:
        """As an upload does it."""
        assert act.said
        given = form(**changes(act.said, is_portfolio(act))) | {"members": tuple(members)}
        async with acting(viewer_of(act.by.account)) as action:
            await no_import_meanwhile()
            return (await register_directly(action, members, DossierContent().merged(given))).id


MUTATIONS = {
    "FILE": "fileDossier",
    "SAVE": "saveDossier",
    "DISCARD": "discardDossier",
    "SUBMIT": "submitDossier",
    "WITHDRAW": "withdrawDossier",
    "APPROVE": "approveDossiers",
    "RETURN": "returnDossiers",
    "REVISE": "reviseDossier",
    "DELIST": "delistDossier",
    "CHANGE_CONTACT": "changeDossierContact",
    "HAND_OVER": "handOverDossier",
}


class OverHTTP:
    """Sends mutations. Direct registration has none of its own: it goes by its service."""

    def __init__(self, here: Campus, http: httpx.AsyncClient) -> None:
        self.here, self.http, self.services = here, http, ByService(here)

    async def do(self, act: Act, version: int) -> int | None:
        if act.name == "REGISTER_DIRECTLY":
            if not act.by.active:
                raise PanhuoError(ErrorCode.UNAUTHENTICATED)
            return await self.services.do(act, version)
        name = MUTATIONS[act.name]
        item = self.input_of(act, version)
        given = {"items": [item]} if act.name in ("APPROVE", "RETURN") else item
        body = {"query": document(name), "variables": {"input": given}}
        headers = await sign_in(act.by.account)
        answer = (await self.http.post("/graphql", json=body, headers=headers)).json()
        refuse(answer.get("errors", ()))
        payload = answer["data"][name]
        refuse(payload["userErrors"])
        [told] = payload.get("results", [payload])
        refuse(told["userErrors"])
        shown = told.get("dossier")
        return int(shown["id"].partition(":")[2]) if shown else None

    def input_of(self, act: Act, version: int) -> dict[str, Any]:
        patents = (
            [f"Patent:{self.here.inventions[each].number}" for each in act.said.members] if act.said else []
        )
        content: dict[str, Any] = FORM | changes(act.said, is_portfolio(act)) if act.said else {}
        if act.name == "FILE":
            return {"patents": patents, "content": content}
        assert act.paper
        at: dict[str, Any] = {"id": f"Dossier:{act.paper.number}"}
        at |= {} if act.name == "REVISE" else {"version": version}
        more: dict[str, dict[str, Any]] = {
            "SAVE": {"content": content | {"members": patents}},
            "APPROVE": {"outcome": act.outcome},
            "RETURN": {"reason": act.reason},
            "DELIST": {"reason": act.reason},
            "CHANGE_CONTACT": {"contact": CONTACT, "phone": PHONE},
            "HAND_OVER": {"receiver": f"User:{act.receiver.account.id}", "reason": act.reason}
            if act.receiver
            else {},
        }
        return at | more.get(act.name, {})


def refuse(errors: list[Mapping[str, Any]]) -> None:
    """Raise the first error as the services do; a failure of the server as what it is."""
    for error in errors:
        code = ErrorCode(error.get("code") or error["extensions"]["code"])
        assert code is not ErrorCode.INTERNAL, error
        raise PanhuoError(code)


async def version_of(number: int) -> int:
    return (await Dossier.get(id=number)).version
