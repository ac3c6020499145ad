"""The root of what can be followed. Each field names its ability; events are read through the read path."""

from collections.abc import AsyncGenerator

import strawberry

from panhuo.permissions.ability import Ability
from panhuo.resolvers.dossier_changed import dossier_changed
from panhuo.resolvers.job_progress import job_progress
from panhuo.resolvers.library import library_changed
from panhuo.resolvers.notices import notice_added
from panhuo.types.declare import subscription
from panhuo.types.dossier import Dossier
from panhuo.types.job import Job
from panhuo.types.library import LibraryChange
from panhuo.types.notice import Notice


@strawberry.type(description="Everything that can be followed (订阅).")
class Subscription:
    """Root of subscriptions."""

    library_changed: AsyncGenerator[LibraryChange | None, None] = subscription(
        library_changed,
        "Patents within the viewer's scope have new data: read them again (基础库更新). Of other patents it"
        " tells nothing. Read once more after every reconnection too.",
        Ability.LIBRARY_FIGURES_READ,
    )
    notice_added: AsyncGenerator[Notice | None, None] = subscription(
        notice_added,
        "Every notice to the viewer from now on (新通知). Read `notices` once after every reconnection too.",
        Ability.NOTICE_READ,
    )
    job_progress: AsyncGenerator[Job | None, None] = subscription(
        job_progress,
        "A job as it is, and again whenever it got on, until it is over (任务进度)."
        " NOT_FOUND where the viewer has no such job.",
        Ability.JOB_READ,
    )
    dossier_changed: AsyncGenerator[Dossier | None, None] = subscription(
        dossier_changed,
        "A dossier as it is, and again after every change of it, so that an open form knows (档案更新)."
        " NOT_FOUND where the viewer reads no such dossier, or does not any more.",
        Ability.DOSSIER_READ,
    )
