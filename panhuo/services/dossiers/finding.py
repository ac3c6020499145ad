"""The dossier an act is about: within reach, locked, at the version its actor has seen."""

from typing import Any

from panhuo.errors import ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.rules.dossier_lifecycle import DossierAct, legal
from panhuo.rules.vocabulary import DossierState
from panhuo.services.acting import Action
from panhuo.services.tree import require_version

Row = dict[str, Any]
FILER = "select name from user_account where id = $1"


async def dossier_for(action: Action, ability: Ability, act: DossierAct, number: int, version: int) -> Row:
    """A dossier with which the viewer may do something now.

    Raises NOT_FOUND for one out of sight, CONFLICT where somebody changed it meanwhile or owns it now,
    DOSSIER_ACT_UNAVAILABLE where the act is not open in its state.
    """
    row = await dossier_within(action, ability, number, version)
    require_version(row, version)
    require_open(row, act)
    return row


async def dossier_within(action: Action, ability: Ability, number: int, version: int | None = None) -> Row:
    """A dossier within reach of an ability, in whatever state. Raises what `why_not` says."""
    found = await action.reached(ability, "dossier", [number])
    if number not in found:
        raise await why_not(action, number, version)
    return found[number]


async def why_not(action: Action, number: int, version: int | None) -> PanhuoError:
    """Why a dossier is not within reach of an ability, as far as the viewer may know."""
    row = (await action.reached(Ability.DOSSIER_READ, "dossier", [number])).get(number)
    if row is None:
        return PanhuoError(ErrorCode.NOT_FOUND, field="id")
    if version not in (None, row["version"]):
        return PanhuoError(ErrorCode.CONFLICT, field="version")
    return PanhuoError(ErrorCode.DOSSIER_ACT_UNAVAILABLE, field="id")


def require_open(row: Row, act: DossierAct) -> None:
    """Raise DOSSIER_ACT_UNAVAILABLE where no transition of the act begins in the dossier's state."""
    if not legal(act, state_of(row), is_revision(row)):
        raise PanhuoError(ErrorCode.DOSSIER_ACT_UNAVAILABLE, field="id")


def state_of(row: Row) -> DossierState:
    return DossierState(row["state"])


def is_revision(row: Row) -> bool:
    return row["base_id"] is not None
