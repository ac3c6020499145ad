"""Whoever asked for a job: may they still, by now?"""

from panhuo.auth.sessions import viewer_of_account, viewer_of_api_token
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
    if not scopes_of(kind.ability, viewer.rights):
        code = ErrorCode.FORBIDDEN if viewer.signed_in else ErrorCode.UNAUTHENTICATED
        raise PanhuoError(code, ability=kind.ability.value)


def require_standing(viewer: Viewer, row: Row) -> None:
    """Raise FORBIDDEN where the owner of a job stands elsewhere than when asking, or lost the ability.

    A token is told of its owner's jobs, but acts on those alone that it asked for: what others hold was made
    with more abilities than it has.
    """
    require(viewer, kind_of(row["kind"]))
    if viewer.token is not None and viewer.token.id != row["token_id"]:
        raise PanhuoError(ErrorCode.FORBIDDEN, OF_ANOTHER)
    if standing(viewer) != row["standing"]:
        raise PanhuoError(ErrorCode.FORBIDDEN, STANDS_ELSEWHERE)


async def owner_now(row: Row) -> Viewer:
    """The owner of a job as the account is by now; of a token's job, with what the token has.

    Raises UNAUTHENTICATED where it is closed, FORBIDDEN where its role or place is not what it was.
    """
    token = row["token_id"]
    viewer = await (viewer_of_account(row["owner_id"]) if token is None else viewer_of_api_token(token))
    if viewer is None:
        raise PanhuoError(ErrorCode.UNAUTHENTICATED)
    require_standing(viewer, row)
    return viewer


OF_ANOTHER = (
    "The job was not started with this token; sign in, or start it again.",
    "该任务并非由此令牌发起，请登录后操作，或重新发起任务。",
)
STANDS_ELSEWHERE = (
    "The account has another role or place than when the job was started; start it again.",
    "账号的角色或单位在任务发起后已变更，请重新发起任务。",
)
