"""A small university at which dossiers live: who is there, what they invented, and what became of it."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from panhuo.models import OrgUnit, User
from panhuo.rules.vocabulary import LegalStatus, Role
from tests.factories import branch, branch_college, college, institution, patent, user
from tests.patent_import.records import grant, push

PLACES = {
    "chair": (Role.INSTITUTION_ADMIN, "root"),
    "vice": (Role.INSTITUTION_ADMIN, "root"),
    "dean": (Role.COLLEGE_ADMIN, "physics"),
    "other dean": (Role.COLLEGE_ADMIN, "law"),
    "head": (Role.BRANCH_ADMIN, "east"),
    "chief": (Role.BRANCH_COLLEGE_ADMIN, "ships"),
    "chen": (Role.INVENTOR, "physics"),
    "zhou": (Role.INVENTOR, "physics"),
    "lin": (Role.INVENTOR, "ships"),
    "stranger": (Role.INSTITUTION_ADMIN, "elsewhere"),
}
INVENTED = {
    "chen's": ("root", ["chen"]),
    "both's": ("root", ["chen", "zhou"]),
    "zhou's": ("root", ["zhou"]),
    "lin's": ("east", ["lin"]),
    "nobody's": ("root", []),
    "east's": ("east", []),
    "theirs": ("afar", ["chen"]),
}
"""By name: the first owner and the inventors. Of `theirs` the university is but a co-owner."""
SWITCHES = {"physics": "college", "law": "college", "ships": "branch_college", "east": "branch"}

FIRST = date(2026, 1, 31)
"""What is known of every patent at first."""


@dataclass(repr=False)
class Person:
    name: str
    role: Role
    unit: str
    account: User
    active: bool = True


@dataclass(repr=False)
class Invention:
    name: str
    number: int
    application_number: str
    inventors: list[str]
    unit: str
    """Where it stands within the university."""
    branch: str | None
    first_owner: str
    owner: str = ""
    """Whose it is now: the first owner's name, or somebody else's."""
    lapsed: bool = False


@dataclass(repr=False)
class Campus:
    units: dict[str, OrgUnit]
    people: dict[str, Person] = field(default_factory=dict)
    inventions: dict[str, Invention] = field(default_factory=dict)
    days: int = 0
    """Since the first delivery: one a day."""
    open_: dict[str, bool] = field(
        default_factory=lambda: {"college": True, "branch_college": True, "branch": True}
    )

    def staffed(self, unit: str) -> bool:
        """Whether somebody administers a unit."""
        return any(
            each.active and each.unit == unit and each.role is not Role.INVENTOR
            for each in self.people.values()
        )


async def campus() -> Campus:
    """Everybody active, every switch on, nothing filed."""
    root, elsewhere = await institution("青岚大学", open_showcase=True), await institution("海沐大学")
    units = {"root": root, "elsewhere": elsewhere, "afar": await institution("远山大学")}
    units["physics"], units["law"] = await college(root, "物理学院"), await college(root, "法学院")
    units["east"] = await branch(root, "青岚大学东校区")
    units["ships"] = await branch_college(units["east"], "船舶学院")
    here = Campus(units)
    for name, (role, unit) in PLACES.items():
        here.people[name] = Person(name, role, unit, await user(role, units[unit], name))
    for name, (first, inventors) in INVENTED.items():
        here.inventions[name] = await invented(here, name, first, inventors)
    return here


async def invented(here: Campus, name: str, first: str, inventors: list[str]) -> Invention:
    owners = [here.units[first], *([here.units["root"]] if first == "afar" else [])]
    accounts = [here.people[each].account for each in inventors]
    made = await patent(*owners, inventors=accounts)
    unit = here.people[inventors[0]].unit if inventors else first
    where = "east" if unit in ("east", "ships") else None
    return Invention(name, made.id, made.application_number, inventors, unit, where, first, first)


async def deliver(here: Campus, name: str, *, lapsed: bool | None = None, owner: str | None = None) -> None:
    """What the platform tells of a patent today: in force or not, whose it is."""
    about = here.inventions[name]
    about.lapsed = about.lapsed if lapsed is None else lapsed
    about.owner = owner or about.owner
    names = [here.units[about.owner].name if about.owner in here.units else about.owner]
    names += [here.units["root"].name] if about.owner == "afar" else []
    told = grant(
        application_number=about.application_number,
        publication_number=f"CN1{about.number:08d}B",
        owners=names,
        inventors=about.inventors or ["佚名"],
        legal_status=LegalStatus.LAPSED if about.lapsed else LegalStatus.VALID,
    )
    here.days += 1
    report = await push(told, as_of=FIRST + timedelta(days=here.days))
    assert report.updated == 1, report
