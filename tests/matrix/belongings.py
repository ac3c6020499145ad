"""What belongs to accounts and units in the fixture world: uploads, jobs and their files, notices, audit."""

from datetime import date

from tests.matrix.facts import ACCOUNTS, CHAINS, between, chain_of

SOME = ("IA A", "INV A1", "OP")
"""Accounts with one of everything."""


def named(usual: str, *others: str) -> tuple[str, ...]:
    """A thing of every account, and others of some."""
    return (
        *(f"{owner}, {usual}" for owner in ACCOUNTS),
        *(f"{owner}, {other}" for owner in SOME for other in others),
    )


UPLOADS = named("waiting", "waiting too", "expired", "used", "arriving")
JOBS = named("waiting", "failed")
FILES = named("report", "secret", "expired", "unfinished")
"""Of each account's job that waits."""
ROWS = named("row", "unfinished")
"""Of the file it reads."""
ROW_PAPER, ROW_DOSSIER = "a1 published", "of a1 published"
"""What every row is of, whoever may read it."""
NOTICES = named("new", "read")
ENTRIES = (*(f"at {unit}" for unit in CHAINS), "at none")
"""Of the audit log, by where what they speak of stood."""
PUSHES = ("a month's", "a week's")
"""Deliveries of patents: they belong to nobody."""
PUSHED_ON = date(2026, 1, 31)
"""The date of their data."""
FLOWS = tuple(unit for unit, chain in CHAINS.items() if len(chain) == 1)
"""By institution."""
WAITING = ("waiting", "waiting too")
OVER = {"over"}
"""What nobody sees any more, or not yet."""


def owner_of(name: str) -> str:
    return name.rpartition(", ")[0]


def state_of(name: str) -> str:
    return name.rpartition(", ")[2]


def owned_words(viewer: str, name: str) -> set[str]:
    return {"anything", "self" if owner_of(name) == viewer else "another's"}


def upload_words(viewer: str, name: str) -> set[str]:
    return owned_words(viewer, name) if state_of(name) in WAITING else OVER


def file_words(viewer: str, name: str) -> set[str]:
    """A job is everybody's to see who may see all, its files are its owner's alone."""
    if state_of(name) in ("expired", "unfinished"):
        return OVER
    return owned_words(viewer, name) - (set() if owner_of(name) == viewer else {"anything"})


def entry_words(viewer: str, name: str) -> set[str]:
    return {"anything", between(chain_of(viewer), CHAINS.get(name.removeprefix("at "), ()))}


def push_words(viewer: str, name: str) -> set[str]:
    return {"anything"}


def flow_words(viewer: str, name: str) -> set[str]:
    return {"anything", between(chain_of(viewer), CHAINS[name])}
