"""Whoever asked for a job: may they still, by now?"""

from panhuo.auth.sessions import viewer_of_account
from panhuo.errors import ErrorCode, PanhuoError
from panhuo.jobs.kinds import Kind, kind_of
from panhuo.jobs.table import Row
from panhuo.permissions.policy import scopes_of
from panhuo.permissions.viewer import Viewer


def standing(viewer: Viewer) -> str:
    """Role and place of an account, as one text to compare."""
    places = (viewer.institution_id, viewer.branch_id, viewer.unit_id, viewer.enterprise_id)
    words = ["" if place is None else str(place) for place in places]
    return ":".join([viewer.role.value, *words, str(int(viewer.is_manager))])


def require(viewer: Viewer, kind: Kind) -> None:
    """Raise UNAUTHENTICATED or FORBIDDEN unless a viewer has what a kind of job asks."""
    if not scopes_of(kind.ability, viewer.role):
        code = ErrorCode.FORBIDDEN if viewer.signed_in else ErrorCode.UNAUTHENTICATED
        raise PanhuoError(code, ability=kind.ability.value)


def require_standing(viewer: Viewer, row: Row) -> None:
    """Raise FORBIDDEN where the owner of a job stands elsewhere than when asking, or lost the ability."""
    require(viewer, kind_of(row["kind"]))
    if standing(viewer) != row["standing"]:
        raise PanhuoError(ErrorCode.FORBIDDEN, STANDS_ELSEWHERE)


async def owner_now(row: Row) -> Viewer:
    """The owner of a job as the account is by now.

    Raises UNAUTHENTICATED where it is closed, FORBIDDEN where its role or place is not what it was.
    """
    viewer = await viewer_of_account(row["owner_id"])
    if viewer is None:
        raise PanhuoError(ErrorCode.UNAUTHENTICATED)
    require_standing(viewer, row)
    return viewer


STANDS_ELSEWHERE = (
    "The account has another role or place than when the job was started; start it again.",
    "账号的角色或单位在任务发起后已变更，请重新发起任务。",
)
