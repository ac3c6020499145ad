"""Who files and who reviews in the demo, by where they stand."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from tortoise.backends.base.client import BaseDBAsyncClient

from panhuo.rules.routing import route
from panhuo.rules.vocabulary import OrgUnitKind, Role
from seed.accounts import READY_ACCOUNTS
from seed.reviews import Person, Stop

PEOPLE = """
select id, username, name, phone, role, institution_id, branch_id, unit_id from user_account
where institution_id is not null order by id
"""
CONFIRMED = """
select patent_id, user_id from patent_inventor where match = 'CONFIRMED' order by patent_id, position
"""
UNITS = """
select u.id, u.kind, u.institution_id, u.branch_id, f.college, f.branch_college, f.branch
from org_unit u join approval_flow f on f.id = u.institution_id
"""


class Held(Protocol):
    """A holding: what is owned, and where it stands."""

    @property
    def patent_id(self) -> int: ...
    @property
    def institution_id(self) -> int: ...
    @property
    def branch_id(self) -> int | None: ...
    @property
    def unit_id(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Offices:
    """The demo's people and units."""

    ready: Sequence[Person]
    """Those who can sign in."""
    admins: Mapping[int, Person]
    """By the unit they administer."""
    inventors: Mapping[int, Sequence[Person]]
    """Confirmed ones, by patent."""
    units: Mapping[int, Mapping[str, Any]]

    def filers(self, held: Held) -> list[Person]:
        """Who may file a patent singly: its inventors, and the admins above it on its campus."""
        above = {held.unit_id, held.branch_id or held.institution_id}
        return [*self.own(held), *(self.admins[unit] for unit in sorted(above) if unit in self.admins)]

    def own(self, held: Held) -> list[Person]:
        """Its confirmed inventors of the institution."""
        return [each for each in self.of(held.patent_id) if each.institution_id == held.institution_id]

    def inventors_below_admin(self, held: Held) -> list[Person]:
        """Those of a unit below the institution that has an admin."""
        return [each for each in self.own(held) if each.unit_id in self.admins]

    def of(self, patent: int) -> Sequence[Person]:
        return self.inventors.get(patent, ())

    def may_combine(self, person: Person, held: Held) -> bool:
        """Whether a patent may stand in somebody's portfolio (S82)."""
        if person.role == Role.INVENTOR.value:
            return held.institution_id == person.institution_id and person in self.of(held.patent_id)
        return person.unit_id in (held.unit_id, held.branch_id, held.institution_id)

    def head(self, person: Person) -> Person:
        """The institution's admin."""
        return self.admins[person.institution_id]

    def route(self, filer: Person, every_level: bool) -> tuple[Stop, ...]:
        """Every level above a filer; `every_level`: submitted before any switch was closed (S18)."""
        own = self.units[filer.unit_id]
        chain = [self.units[each] for each in (own["id"], own["branch_id"], own["institution_id"]) if each]
        at = {OrgUnitKind(unit["kind"]): unit["id"] for unit in chain}
        on = {kind for kind in at if every_level or own.get(kind.value.lower(), True)}
        staffed = {kind for kind, unit in at.items() if unit in self.admins}
        levels = route(Role(filer.role), OrgUnitKind(own["kind"]), on, staffed)
        return tuple(Stop(at[level.kind], level, self.admins.get(at[level.kind])) for level in levels)


async def offices_of(client: BaseDBAsyncClient) -> Offices:
    """The offices as the database has them."""
    rows = await client.execute_query_dict(PEOPLE)
    names = {row.pop("username"): Person(**row) for row in rows}
    people = {person.id: person for person in names.values()}
    inventors: dict[int, list[Person]] = defaultdict(list)
    for row in await client.execute_query_dict(CONFIRMED):
        inventors[row["patent_id"]].append(people[row["user_id"]])
    return Offices(
        ready=[names[each.username] for each in READY_ACCOUNTS if each.username in names],
        admins={each.unit_id: each for each in people.values() if each.role != Role.INVENTOR.value},
        inventors=inventors,
        units={row["id"]: row for row in await client.execute_query_dict(UNITS)},
    )
