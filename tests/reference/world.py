"""Small worlds of plain dicts, a list of rows a table, as the docstrings of `panhuo.models` say.

A world follows from a few numbers, so that a failing example says how to make it again and shrinks by size.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from random import Random
from typing import Any

Row = dict[str, Any]
TABLES = (
    "org_unit",
    "owner_alias",
    "approval_flow",
    "enterprise",
    "user_account",
    "session",
    "api_token",
    "code_edition",
    "code",
    "patent",
    "patent_owner",
    "holding",
    "patent_inventor",
    "patent_code",
    "legal_event",
    "inventor_match",
    "push",
    "dossier",
    "dossier_version",
    "dossier_choice",
    "dossier_patent",
    "review_step",
    "review",
    "demand",
    "demand_mode",
    "demand_step",
    "performance",
    "performance_deal",
    "performance_option",
    "performance_patent",
    "performance_step",
    "contact_access",
    "enterprise_application",
    "evaluation",
    "evaluation_version",
    "upload",
    "job",
    "job_file",
    "job_row",
    "notice",
    "audit_entry",
    "idempotency_key",
    "data_version",
)
"""In the order in which rows can be inserted."""
ROLES = (
    "INSTITUTION_ADMIN",
    "COLLEGE_ADMIN",
    "BRANCH_ADMIN",
    "BRANCH_COLLEGE_ADMIN",
    "INVENTOR",
    "ENTERPRISE",
    "PLATFORM_OPERATOR",
    "ANONYMOUS",
)
PARTS = ("patent_owner", "holding", "patent_inventor", "patent_code", "legal_event", "inventor_match")
"""The tables of what hangs on a patent."""
DOSSIER_PARTS = ("dossier_version", "dossier_patent", "review_step", "review")
"""The tables of what hangs on a dossier."""
ENTITIES = {
    "ApiToken": "api_token",
    "OrgUnit": "org_unit",
    "User": "user_account",
    "Code": "code",
    "CodeEdition": "code_edition",
    "Patent": "patent",
    "FileUpload": "upload",
    "Job": "job",
    "JobFile": "job_file",
    "JobRow": "job_row",
    "ApprovalFlow": "approval_flow",
    "Notice": "notice",
    "AuditEntry": "audit_entry",
    "Push": "push",
    "InventorMatch": "inventor_match",
    "InventorClaim": "inventor_match",
    "Dossier": "dossier",
    "Demand": "demand",
    "Performance": "performance",
    "ContactAccess": "contact_access",
    "Evaluation": "evaluation",
    "EnterpriseApplication": "enterprise_application",
}
"""The table of each type that has ids."""


@dataclass(repr=False)
class World:
    """Rows by table and id. Nothing changes a world once a reference was asked about it."""

    tables: dict[str, dict[int, Row]] = field(default_factory=lambda: {table: {} for table in TABLES})
    made_from: tuple[Any, ...] = ()
    """What `build_world` made it from."""

    def __repr__(self) -> str:
        return f"build_world{self.made_from}"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))

    def rows(self, table: str, **equal: Any) -> list[Row]:
        """Rows with these values, by id."""
        found = self.tables[table].values()
        return [row for row in found if all(row[column] == value for column, value in equal.items())]

    def get(self, table: str, id: int | None) -> Row | None:
        return None if id is None else self.tables[table].get(id)

    def of_patent(self, table: str, patent_id: int) -> list[Row]:
        """Rows of a table that hang on a patent."""
        return self.by_patent.get((table, patent_id), [])

    def of_dossier(self, table: str, dossier_id: int) -> list[Row]:
        """Rows of a table that hang on a dossier."""
        return self.by_dossier.get((table, dossier_id), [])

    @cached_property
    def by_dossier(self) -> dict[tuple[str, int], list[Row]]:
        grouped: dict[tuple[str, int], list[Row]] = {}
        for table in DOSSIER_PARTS:
            for row in self.tables[table].values():
                grouped.setdefault((table, row["dossier_id"]), []).append(row)
        return grouped

    @cached_property
    def choices(self) -> dict[int, list[Row]]:
        """What is ticked in each version of a dossier."""
        grouped: dict[int, list[Row]] = {}
        for row in self.tables["dossier_choice"].values():
            grouped.setdefault(row["version_id"], []).append(row)
        return grouped

    @cached_property
    def by_patent(self) -> dict[tuple[str, int], list[Row]]:
        grouped: dict[tuple[str, int], list[Row]] = {}
        for table in PARTS:
            for row in self.tables[table].values():
                grouped.setdefault((table, row["patent_id"]), []).append(row)
        return grouped

    def copy(self) -> "World":
        return World({name: {id: {**row} for id, row in rows.items()} for name, rows in self.tables.items()})


class Builder:
    """Adds rows with ids that rise by steps, each table from its own start, so that tables share ids."""

    def __init__(self, seed: int, world: World | None = None) -> None:
        self.random = Random(seed)
        self.world = world or World()
        self.ids = {table: self.numbers(max(rows, default=0)) for table, rows in self.world.tables.items()}

    def numbers(self, start: int) -> Iterator[int]:
        while True:
            start += self.random.choice((1, 1, 1, 2, 7))
            yield start

    def add(self, table: str, **columns: Any) -> Row:
        row = {"id": next(self.ids[table]), **columns}
        self.world.tables[table][row["id"]] = row
        return row

    def chance(self, share: float) -> bool:
        return self.random.random() < share


def random_world(random: Random) -> World:
    """A world of 1–3 institutions and 0–25 patents."""
    patents = random.choice((0, 5, 5, 10, 15, 20, 25))
    return build_world(random.randrange(2**32), random.choice((1, 2, 3, 3)), patents)


def random_viewer(random: Random, world: World) -> Row | None:
    """An account of any role, or a visitor."""
    return viewer_of_role(random, world, random.choice(ROLES))


def viewer_of_role(random: Random, world: World, role: str) -> Row | None:
    """An account of a role, rather one that is confirmed often; None where there is none."""
    confirmed = Counter(row["user_id"] for row in world.rows("patent_inventor", match="CONFIRMED"))
    accounts = sorted(world.rows("user_account", role=role), key=lambda row: -confirmed[row["id"]])
    return random.choice([*accounts, *accounts[:3]]) if accounts else None


def build_world(seed: int, institutions: int, patents: int) -> World:
    """The world of these numbers."""
    from tests.reference.enterprises import add_applications
    from tests.reference.looks import add_looks
    from tests.reference.world_audit import add_entries
    from tests.reference.world_demands import add_demands
    from tests.reference.world_dossiers import add_dossiers
    from tests.reference.world_evaluations import add_evaluations
    from tests.reference.world_jobs import add_jobs
    from tests.reference.world_matches import add_matches
    from tests.reference.world_notices import add_keys, add_notices
    from tests.reference.world_patents import add_codes, add_patent
    from tests.reference.world_people import add_enterprises, add_institution
    from tests.reference.world_performances import add_performances
    from tests.reference.world_pushes import add_pushes
    from tests.reference.world_tokens import add_tokens
    from tests.reference.world_uploads import add_uploads
    from tests.reference.world_versions import add_versions

    builder = Builder(seed, World(made_from=(seed, institutions, patents)))
    for number in range(institutions):
        add_institution(builder, number)
    add_enterprises(builder)
    add_codes(builder)
    for _ in range(patents):
        add_patent(builder)
    add_matches(builder)
    add_pushes(builder)
    add_dossiers(builder)
    add_demands(builder)
    add_performances(builder)
    add_evaluations(builder)
    add_looks(builder)
    add_applications(builder)
    add_uploads(builder)
    add_tokens(builder)
    add_jobs(builder)
    add_notices(builder)
    add_keys(builder)
    add_entries(builder)
    add_versions(builder)
    return builder.world
