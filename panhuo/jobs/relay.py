"""The relay between the table and the broker: sees to it that every job that is due is run, sooner or later.

A job's row is committed before its id is sent, and stays due until a run takes it. So an id that was never
sent, that the broker lost, or whose run died is sent again. Any number of processes may relay.
"""

import asyncio

import structlog

from panhuo.clock import now_ms
from panhuo.jobs import table
from panhuo.jobs.broker import job_broker
from panhuo.jobs.running import tell
from panhuo.permissions.viewer import ANONYMOUS
from panhuo.services.acting import acting
from panhuo.settings import get_settings

log = structlog.get_logger("panhuo")

LONGEST_PAUSE = 5.0


async def relay() -> None:
    """Send what is due, for ever. The broker within a process lost what was sent before it began."""
    fresh = job_broker().inside
    while True:
        try:
            if fresh:
                await table.forget_sent()
                fresh = False
            await bury_dead()
            await send_due()
        except Exception as error:  # the database may be away
            log.warning("jobs not relayed", error=repr(error))
        await asyncio.sleep(min(get_settings().job_lease_seconds / 4, LONGEST_PAUSE))


async def send_due() -> None:
    """Give the broker the jobs that are due. Those it does not take are due again; the log says why."""
    now = now_ms()
    numbers = await table.sending(now, now - round(2000 * get_settings().job_lease_seconds))
    for place, number in enumerate(numbers):
        try:
            await job_broker().send(number)
        except Exception as error:
            log.warning("broker unavailable", error=repr(error))
            for each in numbers[place:]:
                await table.not_sent(each)
            return


async def bury_dead() -> None:
    """End jobs that were begun too often and never ended."""
    if await table.any_dead(now_ms()):
        async with acting(ANONYMOUS) as action:
            for row in await table.bury(now_ms()):
                await tell(action, row)
