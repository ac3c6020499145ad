"""After review: dossiers delisted, revised, given another contact, handed over."""

from collections.abc import Awaitable
from typing import Annotated

import strawberry

from panhuo.errors import PanhuoError
from panhuo.resolvers.dossier_inputs import (
    ChangeDossierContactInput,
    DelistDossierInput,
    HandOverDossierInput,
    HandOverUserInput,
    ReviseDossierInput,
)
from panhuo.resolvers.dossier_payloads import DossierPayload, DossierResult, HandOverUserPayload
from panhuo.resolvers.dossier_telling import done, show
from panhuo.resolvers.telling import Info, numbered, shown, told_in
from panhuo.services.dossiers.hand_over_user import hand_over_user
from panhuo.services.dossiers.settled import change_contact, delist_dossier, hand_over, revise_dossier
from panhuo.services.dossiers.submitting import Decided


async def delist(
    info: Info,
    input: Annotated[DelistDossierInput, strawberry.argument(description="The dossier (待下架档案).")],
) -> DossierPayload:
    """Take a registered dossier out of the library."""
    viewer, given = info.context.viewer, (input.version, input.reason)
    return await done(info, input.id, lambda number: delist_dossier(viewer, number, *given))


async def revise(
    info: Info,
    input: Annotated[ReviseDossierInput, strawberry.argument(description="The dossier (再次盘点).")],
) -> DossierPayload:
    """Begin a revision of an inventoried dossier."""
    return await done(info, input.id, lambda number: revise_dossier(info.context.viewer, number))


async def change(
    info: Info,
    input: Annotated[ChangeDossierContactInput, strawberry.argument(description="The contact (联系人).")],
) -> DossierPayload:
    """Replace a registered dossier's contact."""
    viewer, given = info.context.viewer, (input.version, input.contact, input.phone)
    return await done(info, input.id, lambda number: change_contact(viewer, number, *given))


async def transfer(
    info: Info,
    input: Annotated[HandOverDossierInput, strawberry.argument(description="To whom (移交档案).")],
) -> DossierPayload:
    """Make somebody else the filer."""

    def handed(number: int) -> Awaitable[Decided]:
        receiver = numbered(input.receiver, "User", "receiver")
        return hand_over(info.context.viewer, number, input.version, receiver, input.reason)

    return await done(info, input.id, handed)


async def transfer_all(
    info: Info,
    input: Annotated[HandOverUserInput, strawberry.argument(description="From whom to whom (移交).")],
) -> HandOverUserPayload:
    """Make somebody else the filer of an account's dossiers."""
    payload = HandOverUserPayload()
    with told_in(payload, info):
        giver, receiver = numbered(input.id, "User", "id"), numbered(input.receiver, "User", "receiver")
        after = numbered(input.after, "Dossier", "after") if input.after is not None else 0
        found = await hand_over_user(info.context.viewer, giver, receiver, input.reason, after)
        payload.user = shown("User", giver)
        payload.results = [handed_over(info, number, outcome) for number, outcome in found.outcomes]
        payload.succeeded = sum(1 for each in payload.results if each.dossier is not None)
        if found.next_after is not None:
            payload.next_after = strawberry.ID(f"Dossier:{found.next_after}")
        payload.remaining = found.remaining
    return payload


def handed_over(info: Info, number: int, outcome: Decided | PanhuoError) -> DossierResult:
    result = DossierResult(dossier_id=strawberry.ID(f"Dossier:{number}"))
    with told_in(result, info):
        if isinstance(outcome, PanhuoError):
            raise outcome
        show(result, outcome, info)
    return result
