"""All of an account's dossiers handed to another (S74): somebody leaves, the work goes on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from panhuo.auth.statements import run
from panhuo.errors import PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.permissions.policy import scopes_of
from panhuo.permissions.reach import reach
from panhuo.permissions.viewer import Viewer
from panhuo.rules.vocabulary import AuditAction, DossierState
from panhuo.services.acting import Action, Subject, Values, acting
from panhuo.services.dossiers.settled import hand_over
from panhuo.services.dossiers.submitting import Decided
from panhuo.services.reasons import cleaned_reason

AT_MOST = 200
"""Dossiers of one call."""


@dataclass(frozen=True, slots=True)
class HandedOver:
    """What became of an account's dossiers."""

    outcomes: Sequence[tuple[int, Decided | PanhuoError]]
    """By dossier: where it stands, or why it stays."""
    next_after: int | None
    """The dossier after which the next call goes on; None where none is left to look at."""
    remaining: int
    """How many the account still has, those under review included."""


async def hand_over_user(
    viewer: Viewer, giver: int, receiver: int, reason: str, after: int = 0
) -> HandedOver:
    """Make `receiver` the filer of an account's dossiers, each as `hand_over` does it, the oldest first.

    Those under review stay. One call takes AT_MOST of those `after` a dossier, so that some which cannot go
    do not stand before the others for ever. Raises NOT_FOUND for an account out of sight,
    DOSSIER_REASON_MISSING; what stands against a single dossier is told of that one.
    """
    text = cleaned_reason(reason)
    async with acting(viewer) as action:
        account = await action.one(Ability.USER_READ, "user_account", giver)
        held = await held_by(action, giver)
    free = [row for row in held if row["id"] > after and row["state"] != DossierState.PENDING.value]
    outcomes = [(row["id"], await handed(viewer, row, receiver, text)) for row in free[:AT_MOST]]
    next_after = outcomes[-1][0] if len(free) > AT_MOST else None
    moved = sum(1 for _, outcome in outcomes if isinstance(outcome, Decided))
    if moved:
        async with acting(viewer) as action:
            told = {"receiver": receiver, "dossiers": moved, "reason": text}
            await action.audit(AuditAction.USER_HANDED_OVER, Subject("User", account), None, told)
    return HandedOver(outcomes, next_after, len(held) - moved)


async def held_by(action: Action, giver: int) -> list[dict[str, Any]]:
    """An account's dossiers that the viewer may hand over; open revisions go with theirs."""
    viewer = action.viewer
    values = Values(viewer, action.now)
    filer = values.add(giver)
    where = reach("dossier", scopes_of(Ability.DOSSIER_HANDOVER, viewer.rights), viewer.role).sql(values, "t")
    return await run(
        f"select t.id, t.version, t.state from dossier t where t.filer_id = {filer} and t.base_id is null"
        f" and ({where}) order by t.id",
        *values.values,
    )


async def handed(viewer: Viewer, row: dict[str, Any], receiver: int, reason: str) -> Decided | PanhuoError:
    try:
        return await hand_over(viewer, row["id"], row["version"], receiver, reason)
    except PanhuoError as error:
        return error
