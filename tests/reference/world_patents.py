"""The code tables and patents of a generated world."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from panhuo.models.patent import NO_DATE
from tests.reference.world import Builder, Row
from tests.reference.world_holdings import add_holdings, add_parts, dossier, owner_name, place
from tests.reference.world_people import PEOPLE

CODES = {
    "IPC": ("H", "H01", "H01M", "H01M 10/00", "H01M 10/0525", "H01M 4/00", "H01L", "B", "B60", "B60L"),
    "INDUSTRY": ("C", "C38", "C384", "C3841", "C35", "C3521", "I", "I65"),
    "STRATEGIC_INDUSTRY": ("1", "1.1", "1.1.1", "3", "3.6", "3.6.1"),
    "REGION": ("11", "1101"),
}
PATENT_CODES = {
    "IPC": ("H01M 10/0525", "H01M 10/00", "H01M 10/05", "H01M 4/36", "H01L", "B60L 50/60", "A01B 1/00"),
    "INDUSTRY": ("C3841", "C384", "C3521", "I65", "C38", "Q84"),
    "STRATEGIC_INDUSTRY": ("1.1.1", "1.1", "3.6", "3.6.1", "1", "新材料"),
}
"""What patents carry: some codes stand in no table."""
WORDS = (
    "电池",
    "锂电池",
    "电池材料",
    "池电",
    "材料",
    "电",
    "料",
    "battery",
    "Battery",
    "ABS",
    "ＡＢＳ",
    "5G",
    "bat",
)
JOINTS = ("", "", " ", "-", "、")
COMPANIES = ("某某股份有限公司", "电池材料公司", "ABS Ltd.")
DATES = (None, date(2018, 2, 28), date(2020, 2, 29), date(2020, 3, 1), date(2021, 6, 1), date(2023, 12, 31))
LATE_DATES = (
    None,
    date(2022, 2, 28),
    date(2022, 6, 1),
    date(2023, 12, 31),
    date(2024, 1, 1),
    date(2025, 2, 28),
)
TYPES = {"INVENTION": 1, "UTILITY_MODEL": 2, "DESIGN": 3}


EDITIONS = ("INDUSTRY", "STRATEGIC_INDUSTRY", "IPC", "INDUSTRY_CONCORDANCE", "STRATEGIC_CONCORDANCE")
LOADED = (1_700_000_000_000, 1_700_000_000_000, 1_760_000_000_000)


def add_editions(builder: Builder) -> None:
    """Of some tables an edition in force, of some others that were."""
    for table in EDITIONS:
        names = builder.random.choice(((), ("builtin",), ("2018", "builtin")))
        for name in names:
            builder.add(
                "code_edition",
                code_table=table,
                name=name,
                file_name=None,
                codes=builder.random.randrange(2000),
                in_force=name == names[0],
                loaded_at=builder.random.choice(LOADED),
                loaded_by=None,
                labelled_at=builder.random.choice((None, *LOADED)),
            )


def some_edition(builder: Builder) -> int | None:
    """An edition there is, none, or one that is gone."""
    known = [row["id"] for row in builder.world.rows("code_edition")]
    choice: int | None = builder.random.choice((None, *known, 999))
    return choice


def add_codes(builder: Builder) -> None:
    """Code tables with holes: a code's parent is its longest prefix there is."""
    add_editions(builder)
    for kind, codes in CODES.items():
        present: dict[str, Row] = {}
        for code in codes:
            shorter = [other for other in present if is_below(code, other)]
            parent = present[max(shorter, key=len)] if shorter else None
            if parent is None or builder.chance(0.9):
                present[code] = add_code(builder, kind, code, parent)


def is_below(code: str, other: str) -> bool:
    """Whether a code lies below another; of an IPC main group `H01M 10/00`, any of its groups."""
    return code != other and code.startswith(other.removesuffix("/00"))


def add_code(builder: Builder, kind: str, code: str, parent: Row | None) -> Row:
    return builder.add(
        "code",
        kind=kind,
        code=code,
        title=builder.random.choice(WORDS),
        level=parent["level"] + 1 if parent else 1,
        parent_id=parent and parent["id"],
        parent_code=parent and parent["code"],
        edition_id=some_edition(builder),
        retired=builder.chance(0.2),
    )


def add_patent(builder: Builder) -> Row:
    """A patent with its owners, holdings, inventors, codes and events."""
    units = [row for row in builder.world.rows("org_unit") if row["kind"] in ("INSTITUTION", "BRANCH")]
    owners = some_owners(builder, units)
    inventors = some_inventors(builder)
    codes = {kind: some(builder, values, 3) for kind, values in PATENT_CODES.items()}
    patent = builder.add("patent", **facts(builder, owners, inventors, codes))
    first = owners[0] if isinstance(owners[0], dict) else None
    patent.update(place(first, inventors) | dossier(builder, first))
    add_parts(builder, patent, owners, inventors, codes)
    add_holdings(builder, patent, owners, some(builder, units, 1), inventors)
    return patent


def some(builder: Builder, values: Sequence[Any], at_most: int) -> list[Any]:
    """Different values, in any order."""
    return builder.random.sample(values, min(builder.random.randint(0, at_most), len(values)))


def some_owners(builder: Builder, units: list[Row]) -> list[Row | str]:
    """One to three owners: institutions, branches, companies."""
    owners = some(builder, [*units, *units, *COMPANIES], 3) or [builder.random.choice(units)]
    return [owner for place, owner in enumerate(owners) if owner not in owners[:place]]


def some_inventors(builder: Builder) -> list[tuple[str, Row | None, str]]:
    """Names in order, each with its account, or none, and whether it is confirmed."""
    accounts = [row for row in builder.world.rows("user_account") if row["unit_id"]]
    inventors: list[tuple[str, Row | None, str]] = []
    inventing = [account for account in accounts if account["role"] == "INVENTOR"]
    likely = some(builder, [*inventing, *inventing, *accounts], 4)
    for account in {account["id"]: account for account in likely}.values():
        match = builder.random.choice(("CONFIRMED", "NONE"))
        inventors.append((account["name"], account if match == "CONFIRMED" else None, match))
    inventors += [(builder.random.choice(PEOPLE), None, "NONE") for _ in range(builder.random.randint(0, 2))]
    builder.random.shuffle(inventors)
    return inventors


def facts(
    builder: Builder, owners: list[Row | str], inventors: list[Any], codes: dict[str, list[str]]
) -> dict[str, Any]:
    """What the platform pushed, with the columns that follow from it."""
    type, filed, granted = builder.random.choice(list(TYPES)), *some_dates(builder)
    status = builder.random.choice(("VALID", "VALID", "LAPSED", "PENDING"))
    granted = None if status == "PENDING" else granted
    lapsed = builder.random.choice(LATE_DATES) if status == "LAPSED" else None
    return {
        "application_number": application_number(TYPES[type], builder.random.randrange(10**7)),
        "publication_number": builder.random.choice((None, "CN106595479B")),
        "title": phrase(builder),
        "abstract": builder.random.choice((None, phrase(builder), phrase(builder))),
        "independent_claim": builder.random.choice((None, "一种装置。")),
        "type": type,
        "application_date": filed,
        "publication_date": builder.random.choice(DATES),
        "grant_date": granted,
        "expiry_date": builder.random.choice((None, date(2040, 1, 1))),
        "lapse_date": lapsed,
        "legal_status": status,
        "legal_text": builder.random.choice((None, "权利转移", "授权")),
        "agency": builder.random.choice((None, "某代理")),
        "agent": builder.random.choice((None, "某人")),
        "address": None,
        "region_code": builder.random.choice((None, "11")),
        "priority": None,
        "valid_at_2023_end": builder.random.choice((None, True, False)),
        "co_owned": len(owners) > 1,
        "owner_names": json.dumps([owner_name(owner) for owner in owners], ensure_ascii=False),
        "inventor_names": json.dumps([name for name, _, _ in inventors], ensure_ascii=False),
        "first_inventor": inventors[0][0] if inventors else None,
        **{f"main_{kind.lower()}": next(iter(values), None) for kind, values in codes.items()},
        "as_of": date(2026, 1, 31),
        "application_sort": filed or NO_DATE,
        "grant_sort": granted or NO_DATE,
    }


def some_dates(builder: Builder) -> tuple[date | None, date | None]:
    return builder.random.choice(DATES), builder.random.choice(LATE_DATES)


def phrase(builder: Builder) -> str:
    words = [builder.random.choice(WORDS) for _ in range(builder.random.randint(1, 3))]
    return builder.random.choice(JOINTS).join(words)


def application_number(type_digit: int, serial: int) -> str:
    """A canonical number with its check digit (ZC 0006-2003)."""
    digits = f"2019{type_digit}{serial:07d}"
    weights = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
    check = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11
    return f"{digits}.{'X' if check == 10 else check}"
