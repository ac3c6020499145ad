"""What must hold in the database after each act, by the model and by the recorded history."""

from collections import defaultdict
from typing import Any

from panhuo.db import connection
from tests.life.campus import Campus
from tests.life.papers import Paper, Papers
from tests.life.table import BASE_LIBRARY, LIFE, REGISTERED, UNSEEN
from tests.reference.world_dossiers import OPTIONS
from tests.shared import contents

Row = dict[str, Any]
TABLES = (
    *("approval_flow", "data_version", "dossier", "dossier_choice", "dossier_patent", "dossier_version"),
    *("holding", "notice", "patent", "patent_code", "review", "review_step"),
)
"""Everything that an act on dossiers may change, but for the audit log, of which the length tells."""


async def digest() -> dict[str, list[str]]:
    return await contents(*TABLES) | {
        "audit_entry": [str(row) for row in await rows("select count(*) as n from audit_entry")]
    }


async def rows(statement: str) -> list[Row]:
    return [dict(row) for row in await connection().execute_query_dict(statement)]


async def laws_hold(here: Campus, papers: Papers) -> None:
    """The database says what the model says, and what its own history replays to."""
    found = {row["id"]: row for row in await rows("select * from dossier")}
    assert found.keys() == papers.all.keys()
    for number, row in found.items():
        as_the_model_says(here, papers.all[number], row)
    await as_the_history_says(found)
    await ticks_follow(found)
    await members_are_flagged(here, found)
    await patents_follow(here, papers, found)


def as_the_model_says(here: Campus, paper: Paper, row: Row) -> None:
    units = {name: unit.id for name, unit in here.units.items()}
    assert row["state"] == paper.state, row
    assert row["filer_id"] == paper.filer.account.id, row
    assert row["kind"] == ("SINGLE" if paper.single else "PORTFOLIO"), row
    assert row["base_id"] == (paper.base and paper.base.number), row
    assert bool(row["submitted"]) is paper.submitted, row
    assert row["branch_id"] == (paper.branch and units[paper.branch]), row
    assert row["step_unit_id"] == (units[paper.route[0]] if paper.route else None), row
    assert (row["step"] > 0) is (row["waiting_since"] > 0) is bool(paper.route), row
    assert row["members"] == len(paper.shows.members), row
    flagged = any(flag_of(here, each) for each in paper.shows.members)
    registered = paper.state == REGISTERED
    assert bool(row["flagged"]) is flagged, ("flagged", row)
    assert bool(row["published"]) is bool(row["open_showcase"]) is (registered and not flagged), row
    assert (row["registered_at"] is not None) is registered, row
    assert row["registered_sort"] == (row["registered_at"] or 0), row


def flag_of(here: Campus, name: str) -> str | None:
    about = here.inventions[name]
    if about.owner not in ("root", "east"):
        return "TRANSFERRED_OUT"
    return "LAPSED" if about.lapsed else None


async def as_the_history_says(found: dict[int, Row]) -> None:
    """Each entry goes on from the last, by a line of the table; the last leads to where a dossier is."""
    chains: dict[tuple[int, bool], list[Row]] = defaultdict(list)
    for entry in await rows("select * from review order by id"):
        chains[entry["dossier_id"], bool(entry["revision"])].append(entry)
    for number, row in found.items():
        revision = row["base_id"] is not None
        state = None
        for entry in chains.pop((number, revision)):
            assert (entry["act"], entry["from_state"], entry["to_state"], revision) in LIFE, entry
            assert entry["act"] not in UNSEEN and entry["from_state"] == state, (entry, state)
            state = entry["to_state"]
        assert state == row["state"], (row, state)
    for (number, revision), chain in chains.items():  # of revisions that went up in their bases
        assert revision and number in found, chain
        state = None
        for entry in chain:
            assert (entry["act"], entry["from_state"], entry["to_state"], True) in LIFE, entry
            assert entry["from_state"] == state, (entry, state)
            state = entry["to_state"]
        assert state is None, chain


CHOICES = """
select distinct d.id, c.kind, c.first_level from dossier d
join dossier_choice c on c.version_id = coalesce(d.content_id, d.draft_id)
"""
"""What readers see ticked."""


async def ticks_follow(found: dict[int, Row]) -> None:
    """The bits of a dossier are those of what its readers see ticked."""
    bits: dict[tuple[int, str], int] = defaultdict(int)
    for row in await rows(CHOICES):
        kind = row["kind"].lower()
        bits[row["id"], kind] += 2 ** OPTIONS[kind].index(row["first_level"])
    for number, row in found.items():
        for kind in OPTIONS:
            assert row[f"{kind}_bits"] == bits[number, kind], row


async def members_are_flagged(here: Campus, found: dict[int, Row]) -> None:
    """What readers see of a dossier, member by member."""
    names = {about.number: name for name, about in here.inventions.items()}
    for member in await rows("select * from dossier_patent where current"):
        assert member["dossier_id"] in found
        assert member["flag"] == flag_of(here, names[member["patent_id"]]), member


async def patents_follow(here: Campus, papers: Papers, found: dict[int, Row]) -> None:
    """Patents and holdings show how far their own dossiers are; portfolios do not touch them."""
    root = here.units["root"].id
    holdings = {(row["patent_id"], row["institution_id"]): row for row in await rows("select * from holding")}
    for patent in await rows("select * from patent"):
        [(name, about)] = [(n, each) for n, each in here.inventions.items() if each.number == patent["id"]]
        own = papers.own_of(name)
        row = found[own.number] if own else {}
        state, since = BASE_LIBRARY[own.state if own else None], row.get("registered_at")
        told = holdings[patent["id"], root]
        if about.first_owner != "afar":
            assert (told["filing_state"], told["registered_sort"]) == (state, since or 0), (told, row)
        if about.owner in ("root", "east"):
            assert (patent["filing_state"], patent["registered_at"]) == (state, since), (patent, row)
            assert patent["registered_sort"] == (since or 0), (patent, row)
        published = bool(row.get("published")) and about.owner in ("root", "east")
        assert bool(patent["published"]) is bool(patent["open_showcase"]) is published, (patent, row)


async def versions() -> dict[tuple[str, int], int]:
    return {(row["kind"], row["key"]): row["version"] for row in await rows("select * from data_version")}


WATCHED = {
    "dossier": "select id, state, flagged, published, institution_id from dossier where base_id is null",
    "holding": "select id, filing_state, registered_sort, institution_id, branch_id, unit_id from holding",
}
"""What lists show of dossiers and of the patents that they are about."""


async def watched() -> dict[str, dict[int, Row]]:
    return {name: {row["id"]: row for row in await rows(text)} for name, text in WATCHED.items()}


def readers(before: dict[str, dict[int, Row]], after: dict[str, dict[int, Row]]) -> set[tuple[str, int]]:
    """Who reads in lists what has changed: the library, the institution, and the units of a holding."""
    reached: set[tuple[str, int]] = set()
    for name in WATCHED:
        for number in before[name].keys() | after[name].keys():
            old, new = before[name].get(number), after[name].get(number)
            if old != new:
                places = ("institution_id", "branch_id", "unit_id")
                some = [each[column] for each in (old, new) if each for column in places if each.get(column)]
                reached |= {("UNIT", unit) for unit in some} | {("LIBRARY", 0)}
    return reached
