"""Jobs that ask more of whoever starts them than an ability."""

from panhuo.auth.throttle import require_unlocked
from panhuo.clock import now_ms
from panhuo.jobs.asking import start_job
from panhuo.jobs.user_import import USER_IMPORT
from panhuo.permissions.viewer import Viewer
from panhuo.services.account_batch.form import require_roles
from panhuo.services.accounts import names_key


async def start_user_import(viewer: Viewer, upload: int, key: str | None = None) -> int:
    """Queue a job that opens the accounts of a file; its id.

    Raises what `start_job` does, FORBIDDEN for who opens no accounts, and TOO_MANY_TRIES for who learnt of
    too many names that are taken.
    """
    require_roles(viewer)
    await require_unlocked(names_key(viewer), now_ms())
    return await start_job(viewer, USER_IMPORT, upload, {}, key)
