"""Notices sent as actions send them."""

from panhuo.models import User
from panhuo.permissions.viewer import ANONYMOUS
from panhuo.rules.vocabulary import NoticeKind
from panhuo.services.acting import Action, Subject, acting

JOB = Subject("Job", {"id": 1})


async def send(*accounts: User, name: str = "导入") -> None:
    async with acting(ANONYMOUS) as action:
        await tell(action, *accounts, name=name)


async def tell(action: Action, *accounts: User, name: str = "导入") -> None:
    await action.notify([each.id for each in accounts], NoticeKind.JOB_DONE, JOB, name=name)
