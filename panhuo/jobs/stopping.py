"""A process told to stop: its jobs have a while to finish, then they go back to the queue, uncounted."""

import threading
from typing import Any

from dramatiq.middleware import Middleware

from panhuo.jobs.run import Why
from panhuo.jobs.running import UNDER_WAY
from panhuo.settings import get_settings


class Drain(Middleware):
    """Hands back what runs for longer than `job_drain_seconds` after a worker was told to stop."""

    def __init__(self) -> None:
        self.timer: threading.Timer | None = None

    def before_worker_shutdown(self, broker: Any, worker: Any) -> None:
        self.timer = threading.Timer(get_settings().job_drain_seconds, hand_back)
        self.timer.daemon = True
        self.timer.start()

    def after_worker_shutdown(self, broker: Any, worker: Any) -> None:
        if self.timer is not None:
            self.timer.cancel()


def hand_back() -> None:
    """End every run of this process; each puts its job back into the queue."""
    for run in list(UNDER_WAY):
        run.stop(Why.STOPPING)
