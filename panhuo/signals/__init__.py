"""Signals between processes: whoever writes says that something changed, whoever waits reads again.

A signal is a topic and nothing more: it tells nobody anything, since what it speaks of is read through the
read path by whoever may. It goes out with the commit of the transaction that sent it, never without. Those
who wait in any process of the same database see one wake-up however many signals came meanwhile, so memory
does not grow; one too many does no harm, so after every gap everybody is woken.

A backend is a coroutine that keeps waking a `Hub` until it is cancelled (`postgres.py`, `sqlite.py`).
"""

from panhuo.signals.attended import Attended
from panhuo.signals.hub import Wakes, hub, listening
from panhuo.signals.sending import signal
from panhuo.signals.topics import dossier_topic, job_topic, library_topic, notices_topic, session_topic

__all__ = [
    "Attended",
    "Wakes",
    "dossier_topic",
    "hub",
    "job_topic",
    "library_topic",
    "listening",
    "notices_topic",
    "session_topic",
    "signal",
]
