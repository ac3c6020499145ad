"""What hangs on a generated patent: its place, its dossier's state, its holdings and other rows."""

from datetime import date
from typing import Any

from panhuo.rules.names import fold_name
from tests.reference.world import Builder, Row

Owner = Row | str
Inventor = tuple[str, Row | None, str]

REGISTERED_AT = (1_717_171_717_171, 1_717_171_717_171, 1_730_000_000_000, 1_672_531_199_999)
STATES = ("UNFILED", "UNFILED", "FILED", "INVENTORIED", *("REGISTERED",) * 4)
EVENTS = ("GRANT", "TRANSFER", "LICENCE", "LAPSE")
EVENT_DAYS = ("2021-06-01", "2023-10-19", "2024-02-29")
SHARED = (
    "type",
    "legal_status",
    "valid_at_2023_end",
    "co_owned",
    "main_ipc",
    "main_industry",
    "main_strategic_industry",
    "application_sort",
    "grant_sort",
)
"""Columns a holding repeats from its patent."""


def owner_name(owner: Owner) -> str:
    return owner if isinstance(owner, str) else str(owner["name"])


def place(owner: Row | None, inventors: list[Inventor]) -> dict[str, int | None]:
    """Where an owner's holding stands (S190): at its first confirmed inventor's unit, else in the pool."""
    if owner is None:
        return {"institution_id": None, "branch_id": None, "unit_id": None}
    confirmed = confirmed_unit(owner["institution_id"], inventors)
    pool = owner["branch_id"] or owner["institution_id"]
    return {
        "institution_id": owner["institution_id"],
        "branch_id": owner["branch_id"],
        "unit_id": confirmed or pool,
    }


def confirmed_unit(institution_id: int, inventors: list[Inventor]) -> int | None:
    for _, account, match in inventors:
        if account and match == "CONFIRMED" and account["institution_id"] == institution_id:
            return int(account["unit_id"])
    return None


def dossier(builder: Builder, first: Row | None) -> dict[str, Any]:
    """How far the first owner's dossier has come, and who is shown it."""
    state = builder.random.choice(STATES) if first else "UNFILED"
    since = builder.random.choice(REGISTERED_AT) if state == "REGISTERED" else None
    published = state == "REGISTERED" and builder.chance(0.8)
    return {
        "filing_state": state,
        "registered_at": since,
        "registered_sort": since or 0,
        "published": published,
        "open_showcase": published and institution_of(builder, first)["open_showcase"],
    }


def institution_of(builder: Builder, unit: Row | None) -> Row:
    assert unit is not None
    return builder.world.tables["org_unit"][unit["institution_id"]]


def add_parts(
    builder: Builder,
    patent: Row,
    owners: list[Owner],
    inventors: list[Inventor],
    codes: dict[str, list[str]],
) -> None:
    """The rows of its owners, inventors, codes and events, each in order."""
    for position, owner in enumerate(owners, 1):
        unit_id = None if isinstance(owner, str) else owner["id"]
        add_name(builder, "patent_owner", patent, position, owner_name(owner), org_unit_id=unit_id)
    for position, (name, account, match) in enumerate(inventors, 1):
        user_id = account and account["id"]
        add_name(builder, "patent_inventor", patent, position, name, user_id=user_id, match=match)
    for kind, values in codes.items():
        for position, code in enumerate(values, 1):
            add_code(builder, patent, kind, position, code)
    for kind in builder.random.sample(EVENTS, builder.random.choice((0, 0, 1, 3))):
        add_event(builder, patent, kind)


def add_name(builder: Builder, table: str, patent: Row, position: int, name: str, **columns: Any) -> None:
    builder.add(
        table, patent_id=patent["id"], position=position, name=name, folded=fold_name(name), **columns
    )


def add_code(builder: Builder, patent: Row, kind: str, position: int, code: str) -> None:
    source = builder.random.choice(("PUSHED", "SUGGESTED", "CORRECTED"))
    rule = code[:4] if source == "SUGGESTED" else None
    builder.add(
        "patent_code",
        patent_id=patent["id"],
        kind=kind,
        position=position,
        code=code,
        source=source,
        rule=rule,
        edition_id=builder.random.choice((None, *builder.world.tables["code_edition"], 999)),
    )


def add_event(builder: Builder, patent: Row, kind: str) -> None:
    day = date.fromisoformat(builder.random.choice(EVENT_DAYS))
    detail = builder.random.choice((None, "见公告"))
    builder.add("legal_event", patent_id=patent["id"], kind=kind, date=day, detail=detail)


def add_holdings(
    builder: Builder, patent: Row, owners: list[Owner], former: list[Row], inventors: list[Inventor]
) -> None:
    """One for each institution, the first of its names deciding; then the former ones."""
    held: set[int] = set()
    current = [(unit, rank, True) for rank, unit in enumerate(owners, 1) if not isinstance(unit, str)]
    for unit, rank, still in [*current, *((unit, rank, False) for rank, unit in enumerate(former, 1))]:
        if unit["institution_id"] not in held:
            held.add(unit["institution_id"])
            add_holding(builder, patent, unit, rank, still, inventors)


def add_holding(
    builder: Builder, patent: Row, unit: Row, rank: int, current: bool, inventors: list[Inventor]
) -> None:
    state, since = seen_state(builder, patent, unit, current)
    builder.add(
        "holding",
        patent_id=patent["id"],
        **place(unit, inventors),
        assigned=False,
        rank=rank,
        current=current,
        filing_state=state,
        registered_sort=since,
        **{column: patent[column] for column in SHARED},
    )


def seen_state(builder: Builder, patent: Row, unit: Row, current: bool) -> tuple[str, int]:
    """Of the institution's own dossier, a former owner's included; of another's once it is registered."""
    if current and patent["institution_id"] == unit["institution_id"]:
        return patent["filing_state"], patent["registered_sort"]
    if not current and builder.chance(0.4):
        return builder.random.choice((("FILED", 0), ("INVENTORIED", 0), ("REGISTERED", REGISTERED_AT[0])))
    registered = current and patent["filing_state"] == "REGISTERED"
    return ("REGISTERED", patent["registered_sort"]) if registered else ("UNFILED", 0)
