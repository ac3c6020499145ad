"""Review: `submitDossier`, `withdrawDossier`, `approveDossiers`, `returnDossiers`."""

from typing import Annotated

import strawberry

from panhuo.resolvers.dossier_inputs import (
    ApproveDossiersInput,
    ReturnDossiersInput,
    SubmitDossierInput,
    WithdrawDossierInput,
)
from panhuo.resolvers.dossier_payloads import DossierPayload, DossiersPayload
from panhuo.resolvers.dossier_telling import done, each_done
from panhuo.resolvers.telling import Info
from panhuo.services.dossiers.reviewing import approve_dossier, return_dossier
from panhuo.services.dossiers.submitting import submit_dossier, withdraw_dossier


async def submit(
    info: Info,
    input: Annotated[SubmitDossierInput, strawberry.argument(description="The dossier (待提交档案).")],
) -> DossierPayload:
    """Send a dossier on its way."""
    viewer = info.context.viewer
    return await done(info, input.id, lambda number: submit_dossier(viewer, number, input.version))


async def withdraw(
    info: Info,
    input: Annotated[WithdrawDossierInput, strawberry.argument(description="The dossier (待撤回档案).")],
) -> DossierPayload:
    """Take a dossier back before anybody approved it."""
    viewer = info.context.viewer
    return await done(info, input.id, lambda number: withdraw_dossier(viewer, number, input.version))


async def approve(
    info: Info,
    input: Annotated[ApproveDossiersInput, strawberry.argument(description="The dossiers (批量通过).")],
) -> DossiersPayload:
    """Let dossiers pass the viewer's level."""
    viewer = info.context.viewer
    return await each_done(
        info,
        input.items,
        lambda item, number: approve_dossier(viewer, number, item.version, item.outcome),
    )


async def give_back(
    info: Info,
    input: Annotated[ReturnDossiersInput, strawberry.argument(description="The dossiers (批量退回).")],
) -> DossiersPayload:
    """Give dossiers back to their filers."""
    viewer = info.context.viewer
    return await each_done(
        info, input.items, lambda item, number: return_dossier(viewer, number, item.version, item.reason)
    )
