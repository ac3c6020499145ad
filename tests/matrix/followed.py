"""Subscriptions by every viewer: of which changes each tells, and of which it tells nothing."""

from typing import Any

from panhuo.db import connection
from panhuo.permissions.viewer import ANONYMOUS
from panhuo.rules.vocabulary import NoticeKind
from panhuo.services.acting import Subject, acting
from panhuo.signals import hub
from tests.matrix.belongings import state_of
from tests.matrix.cells import ABSENT, DENIED, VISIBLE, Asking, Cell, listing
from tests.matrix.expectation import OBJECTS, has, never
from tests.matrix.facts import ACCOUNTS, CHAINS, PAPERS
from tests.matrix.following import Stream, followed, settled
from tests.matrix.kinds import KINDS
from tests.matrix.version_rows import number

ABILITY = "LIBRARY_FIGURES_READ"
FIELDS = OBJECTS["LibraryChange"][1].split()
PLACES = ["Subscription.libraryChanged", *(f"LibraryChange.{each}" for each in FIELDS)]
QUERY = f"subscription {{ libraryChanged {{ {' '.join(FIELDS)} }} }}"


async def library_changes(asking: Asking) -> list[Cell]:
    """The versions of each patent's readers are raised in turn; whoever is told then reads the patent."""
    cells: list[Cell] = []
    async with followed(asking, QUERY) as stream:
        if never(ABILITY, asking.role) or stream.refused:
            expected = DENIED if never(ABILITY, asking.role) else VISIBLE
            found = DENIED if stream.refused else stream.results
            return [asking.cell(place, "the library", expected, found) for place in PLACES]
        for name in PAPERS:
            stream.results.clear()
            await connection().execute_script(
                f"update data_version set version = version + 1 where {readers(asking, name)}"
            )
            hub().wake_all()
            await settled()
            expected = VISIBLE if sees(asking, name) else ABSENT
            cells += [asking.cell(each, name, expected, told(stream, each)) for each in PLACES]
    return cells


def sees(asking: Asking, name: str) -> bool:
    return has(ABILITY, asking.role, {*KINDS["Patent"].words[asking.viewer, name]})


def told(stream: Stream, place: str) -> Any:
    """Whether one event came, and its field with it."""
    events = stream.events("libraryChanged")
    name = place.partition(".")[2]
    return listing(sum(1 for each in events if name not in FIELDS or each[name] is not None))


def readers(asking: Asking, paper: str) -> str:
    """The rows of who reads a patent, by hand: the library's, its units' and those above, its inventors'."""
    ids, stood = asking.world.ids, PAPERS[paper]
    keys = {
        "LIBRARY": {0},
        "UNIT": {number(ids["OrgUnit"][up]) for unit in stood.stands.values() for up in CHAINS[unit]},
        "INVENTOR": {number(ids["User"][account]) for account in stood.confirmed},
    }
    return " or ".join(
        f"kind = '{kind}' and key in ({', '.join(map(str, {-1, *those}))})" for kind, those in keys.items()
    )


JOB_READ, NOTICE_READ = "JOB_READ", "NOTICE_READ"
JOB = ("Subscription.jobProgress", "Subscription.jobProgress(id:)")
NOTICE_FIELDS = OBJECTS["Notice"][1].split()
NOTICE = ("Subscription.noticeAdded", *(f"Notice.{each}" for each in NOTICE_FIELDS))


async def job_progress(asking: Asking) -> list[Cell]:
    """Every account's job as it is; one that is out of scope is NOT_FOUND."""
    cells: list[Cell] = []
    for name, id in [each for each in asking.world.ids["Job"].items() if state_of(each[0]) == "waiting"]:
        async with followed(asking, f'subscription {{ jobProgress(id: "{id}") {{ id }} }}') as stream:
            await settled()
        events = [asking.name(each) for each in stream.events("jobProgress")]
        outcome = DENIED if stream.refused else ABSENT if stream.code == "NOT_FOUND" else events
        expected = [name] if asking.sees("Job", name) else DENIED if never(JOB_READ, asking.role) else ABSENT
        cells += [asking.cell(place, f"{name}, followed", expected, outcome) for place in JOB]
    return cells


async def notices_added(asking: Asking) -> list[Cell]:
    """Every account is told something in turn; only that of the viewer is told to it."""
    cells: list[Cell] = []
    async with followed(asking, f"subscription {{ noticeAdded {{ {' '.join(NOTICE_FIELDS)} }} }}") as stream:
        if stream.refused or never(NOTICE_READ, asking.role):
            found = DENIED if stream.refused else VISIBLE
            expected = DENIED if never(NOTICE_READ, asking.role) else VISIBLE
            return [asking.cell(place, "notices, followed", expected, found) for place in NOTICE]
        for name in ACCOUNTS:
            stream.results.clear()
            async with acting(ANONYMOUS) as action:
                account = number(asking.world.ids["User"][name])
                await action.notify([account], NoticeKind.JOB_DONE, Subject("Job", {"id": 1}), name="a.csv")
            hub().wake_all()
            await settled()
            expected = VISIBLE if name == asking.viewer else ABSENT
            found = listing(len(stream.events("noticeAdded")))
            cells += [asking.cell(place, f"{name}, followed", expected, found) for place in NOTICE]
    return cells


DOSSIER_READ = "DOSSIER_READ"
DOSSIER = ("Subscription.dossierChanged", "Subscription.dossierChanged(id:)")


async def dossiers_changed(asking: Asking) -> list[Cell]:
    """Every dossier as it is, and again once it changed; one that is out of scope is NOT_FOUND."""
    cells: list[Cell] = []
    for name, id in asking.world.ids["Dossier"].items():
        async with followed(asking, f'subscription {{ dossierChanged(id: "{id}") {{ id }} }}') as stream:
            await settled()
            first = len(stream.results)
            await connection().execute_script(
                f"update dossier set version = version + 1 where id = {number(id)}"
            )
            hub().wake_all()
            await settled()
        told = [asking.name(each) for each in stream.events("dossierChanged")]
        outcome = DENIED if stream.refused else ABSENT if stream.code == "NOT_FOUND" else told
        denied = DENIED if never(DOSSIER_READ, asking.role) else ABSENT
        expected = [name, name] if asking.sees("Dossier", name) else denied
        cells += [asking.cell(place, f"{name}, followed", expected, outcome) for place in DOSSIER]
        cells.append(asking.cell(DOSSIER[0], f"{name}, at first", 1, first))
    return cells


async def events(asking: Asking) -> list[Cell]:
    """Every subscription; what was written for it is taken back."""
    await asking.world.rows.keep()
    cells = [cell for part in FOLLOWED.values() for cell in await part(asking)]
    await asking.world.rows.restore()
    return cells


FOLLOWED = {
    "dossierChanged": dossiers_changed,
    "jobProgress": job_progress,
    "libraryChanged": library_changes,
    "noticeAdded": notices_added,
}
"""Every subscription."""
