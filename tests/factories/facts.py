"""What a patent's own columns follow from: its owners, inventors, codes and dossier. Pure."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from panhuo.models import OrgUnit, User
from panhuo.models.patent import NO_DATE
from panhuo.rules.vocabulary import CodeKind, FilingState, LegalStatus, MatchState, PatentType
from tests.factories.org import now, numbers

Owner = OrgUnit | str
Inventor = User | str | tuple[User, MatchState]
Codes = Mapping[CodeKind, Sequence[str]]

END_OF_2023 = date(2023, 12, 31)
TYPE_DIGIT = {PatentType.INVENTION: 1, PatentType.UTILITY_MODEL: 2, PatentType.DESIGN: 3}


def application_number(
    type: PatentType = PatentType.INVENTION, year: int = 2019, serial: int | None = None
) -> str:
    """A canonical application number with its check digit."""
    digits = f"{year}{TYPE_DIGIT[type]}{next(numbers) if serial is None else serial:07d}"
    weights = (*range(2, 10), 2, 3, 4, 5)
    check = sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=True)) % 11
    return f"{digits}.{'X' if check == 10 else check}"


def facts(
    columns: Mapping[str, Any], owners: Sequence[Owner], inventors: Sequence[Inventor], codes: Codes
) -> dict[str, Any]:
    """What the platform would push, with the derived columns that follow from it."""
    plain: dict[str, Any] = {
        "type": PatentType.INVENTION,
        "application_date": date(2019, 6, 1),
        "grant_date": date(2021, 6, 1),
        "legal_status": LegalStatus.VALID,
        "lapse_date": None,
        "as_of": date(2026, 1, 31),
    } | dict(columns)
    names = [inventor_name(inventor) for inventor in inventors]
    return plain | {
        "application_number": columns.get("application_number") or application_number(plain["type"]),
        "title": columns.get("title", f"第{next(numbers)}种装置及方法"),
        "valid_at_2023_end": valid_at_2023_end(plain),
        "co_owned": len(owners) > 1,
        "owner_names": json.dumps([owner_name(owner) for owner in owners], ensure_ascii=False),
        "inventor_names": json.dumps(names, ensure_ascii=False),
        "first_inventor": names[0] if names else None,
        "main_ipc": next(iter(codes[CodeKind.IPC]), None),
        "main_industry": next(iter(codes[CodeKind.INDUSTRY]), None),
        "main_strategic_industry": next(iter(codes[CodeKind.STRATEGIC_INDUSTRY]), None),
        "application_sort": plain["application_date"] or NO_DATE,
        "grant_sort": plain["grant_date"] or NO_DATE,
    }


def valid_at_2023_end(plain: Mapping[str, Any]) -> bool | None:
    """In force on 2023-12-31; unknown for a lapsed patent without a lapse date (S187)."""
    if plain["grant_date"] is None or plain["grant_date"] > END_OF_2023:
        return False
    if plain["legal_status"] is not LegalStatus.LAPSED:
        return True
    return None if plain["lapse_date"] is None else plain["lapse_date"] > END_OF_2023


def place(owner: OrgUnit | None, inventors: Sequence[Inventor]) -> dict[str, Any]:
    """Institution, branch and unit of an owner's holding (S190)."""
    if owner is None:
        return {"institution_id": None, "branch_id": None, "unit_id": None}
    confirmed = confirmed_unit(owner.institution_id, inventors)
    unit = confirmed or owner.branch_id or owner.institution_id
    return {"institution_id": owner.institution_id, "branch_id": owner.branch_id, "unit_id": unit}


def confirmed_unit(institution_id: int, inventors: Sequence[Inventor]) -> int | None:
    """The unit of the first confirmed inventor of an institution."""
    for inventor in inventors:
        account, match = matched(inventor)
        if account and match is MatchState.CONFIRMED and account.institution_id == institution_id:
            return account.unit_id
    return None


def progress(first: OrgUnit | None, state: FilingState, columns: Mapping[str, Any]) -> dict[str, Any]:
    """How far the first owner's dossier has come, and whether the showcase shows the patent."""
    registered = state is FilingState.REGISTERED
    since = columns.get("registered_at", now() if registered else None)
    published = columns.get("published", registered)
    return {
        "filing_state": state,
        "registered_at": since,
        "registered_sort": since or 0,
        "published": published,
        "open_showcase": bool(published and first and first.open_showcase),
    }


def owner_name(owner: Owner) -> str:
    return owner if isinstance(owner, str) else owner.name


def matched(inventor: Inventor) -> tuple[User | None, MatchState | None]:
    if isinstance(inventor, tuple):
        return inventor
    return (inventor, MatchState.CONFIRMED) if isinstance(inventor, User) else (None, None)


def inventor_name(inventor: Inventor) -> str:
    account, _ = matched(inventor)
    return account.name if account else str(inventor)
