"""The dossiers of a generated world: in every state, with their versions, members, routes and histories."""

import json
from collections.abc import Sequence
from typing import Any

from tests.reference.world import Builder, Row
from tests.reference.world_forms import random_form
from tests.reference.world_people import PEOPLE

TIMES = (1_779_000_000_000, 1_779_000_000_001, 1_577_836_800_000, 1_700_000_000_000)
LONG_WAITING, NOT_YET_LATE = 1_700_000_000_000, 1_950_000_000_000
"""Whatever the limit of days, one is over on every day on which worlds are asked, the other is not."""
REASONS = ("材料不全", "权属存疑")
STATES: dict[str, tuple[str, ...]] = {
    "FILED": ("DRAFT", "PENDING", "PENDING", "REJECTED"),
    "INVENTORIED": ("INVENTORIED", "INVENTORIED", "DELISTED"),
    "REGISTERED": ("REGISTERED",),
}
"""What a patent's filing state says of its own dossier (S188)."""
ALL_STATES = (
    "DRAFT",
    "PENDING",
    "PENDING",
    "REJECTED",
    "INVENTORIED",
    "REGISTERED",
    "REGISTERED",
    "DELISTED",
)
EDITABLE = ("DRAFT", "REJECTED", "DELISTED")
OPTIONS = {
    "status": (
        *("NOT_IMPLEMENTED", "LICENSED", "ASSIGNED", "SELF_INDUSTRIALISED", "EVALUATION_REPORT"),
        *("TO_BE_ABANDONED", "OWNERSHIP_DISPUTE", "UNSUITABLE", "CUSTOM"),
    ),
    "willingness": ("TO_LICENSE", "TO_ASSIGN", "TO_APPLY"),
}
"""What a list may have ticked, in order: bits of a dossier's columns."""
SHOWN = ("fiscal_funding", "price", "maturity")
"""Columns of a dossier that repeat its version's."""
COLUMNS = (
    *("fiscal_funding", "fee_standard", "price", "contact", "phone", "maturity", "rating", "advantages"),
    *("prospects", "industry", "strategic_industry", "name", "description"),
)


def add_dossiers(builder: Builder) -> None:
    """Of each patent that is filed somewhere, a few portfolios of each institution, and some revisions."""
    for holding in builder.world.rows("holding"):
        patent = builder.world.tables["patent"][holding["patent_id"]]
        own = holding["institution_id"] == patent["institution_id"] or not holding["current"]
        if own and holding["filing_state"] != "UNFILED":
            add_single(builder, patent, holding)
    for school in builder.world.rows("org_unit", kind="INSTITUTION"):
        for _ in range(builder.random.choice((0, 1, 2, 3))):
            add_portfolio(builder, school["id"], ALL_STATES)
    for base in builder.world.rows("dossier", state="INVENTORIED"):
        if builder.chance(0.6):
            add_revision(builder, base)


def add_single(builder: Builder, patent: Row, holding: Row) -> None:
    """The own dossier of a patent in an institution, as the holding has its state."""
    first = holding["institution_id"] == patent["institution_id"] and holding["current"]
    state = builder.random.choice(STATES[holding["filing_state"]])
    flagged = not first or (not patent["published"] if state == "REGISTERED" else builder.chance(0.1))
    since = holding["registered_sort"] if state == "REGISTERED" else 0
    add_dossier(builder, "SINGLE", state, holding["institution_id"], [patent], flagged, since)


def add_portfolio(builder: Builder, institution_id: int, states: Sequence[str]) -> Row | None:
    """Of two to four patents, most of them the institution's own; seldom of one, while it is a draft."""
    ours = builder.world.rows("patent", institution_id=institution_id)
    patents = list({row["id"]: row for row in [*ours, *builder.world.rows("patent")]}.values())
    state = builder.random.choice(states)
    least = 1 if state == "DRAFT" else 2
    count = min(builder.random.randint(least, 4), len(patents))
    if count < least:
        return None
    some = ours if len(ours) >= count and builder.chance(0.8) else patents
    members = builder.random.sample(some, count)
    since = builder.random.choice(TIMES) if state == "REGISTERED" else 0
    return add_dossier(builder, "PORTFOLIO", state, institution_id, members, builder.chance(0.15), since)


def add_revision(builder: Builder, base: Row) -> None:
    """Beside an inventoried dossier, of the same filer at the same place."""
    rows = builder.world.rows("dossier_patent", dossier_id=base["id"], current=True)
    members = [builder.world.tables["patent"][row["patent_id"]] for row in rows]
    state = builder.random.choice(("DRAFT", "PENDING", "REJECTED"))
    add_dossier(builder, base["kind"], state, base["institution_id"], members, False, 0, base)


def add_dossier(
    builder: Builder,
    kind: str,
    state: str,
    institution_id: int,
    patents: list[Row],
    flagged: bool,
    since: int,
    base: Row | None = None,
) -> Row:
    """One with all that hangs on it. A draft may have been submitted once, and taken back."""
    filer = builder.world.tables["user_account"][base["filer_id"]] if base else None
    filer = filer or some_filer(builder, institution_id, patents)
    submitted = state != "DRAFT" or builder.chance(0.2)
    drafted = not submitted or (state in EDITABLE and (state == "DRAFT" or builder.chance(0.5)))
    since_when = builder.random.choice((LONG_WAITING, NOT_YET_LATE)) if state == "PENDING" else 0
    dossier = builder.add(
        "dossier",
        kind=kind,
        state=state,
        base_id=base and base["id"],
        institution_id=institution_id,
        **place_of(builder, filer, base),
        filer_id=filer["id"],
        patent_id=patents[0]["id"],
        version=builder.random.randrange(1, 9),
        submitted=submitted,
        submission=builder.random.choice((1, 1, 2)) if submitted else 0,
        waiting_since=since_when,
        reason=some_reason(builder, state, submitted),
        flagged=flagged,
        **shown_to(builder, state, flagged, institution_id),
        **dates(builder, state, submitted, since),
    )
    add_versions(builder, dossier, patents, submitted, drafted)
    add_history(builder, dossier, filer)
    return dossier


def some_filer(builder: Builder, institution_id: int, patents: list[Row]) -> Row:
    """A confirmed inventor of one of the patents rather, or anybody of the institution."""
    accounts = builder.world.rows("user_account", institution_id=institution_id)
    confirmed = {
        row["user_id"]
        for patent in patents
        for row in builder.world.rows("patent_inventor", patent_id=patent["id"], match="CONFIRMED")
    }
    inventors = [account for account in accounts if account["id"] in confirmed]
    found: Row = builder.random.choice(inventors if inventors and builder.chance(0.5) else accounts)
    return found


def place_of(builder: Builder, filer: Row, base: Row | None) -> dict[str, Any]:
    """The filer's unit, or where the filer stood at the last submission."""
    units = builder.world.rows("org_unit", institution_id=filer["institution_id"])
    unit = builder.random.choice(units)
    stood = unit | {"unit_id": unit["id"]} if builder.chance(0.1) else filer
    return {name: (base or stood)[name] for name in ("branch_id", "unit_id")}


def some_reason(builder: Builder, state: str, submitted: bool) -> str | None:
    if state in ("REJECTED", "DELISTED"):
        return str(builder.random.choice(REASONS))
    return builder.random.choice((None, None, *REASONS)) if submitted and state == "PENDING" else None


def shown_to(builder: Builder, state: str, flagged: bool, institution_id: int) -> dict[str, bool]:
    published = state == "REGISTERED" and not flagged
    school = builder.world.tables["org_unit"][institution_id]
    return {"published": published, "open_showcase": published and school["open_showcase"]}


def dates(builder: Builder, state: str, submitted: bool, since: int) -> dict[str, Any]:
    """When what happened; what is not registered any more has no such date."""

    def when(happened: bool) -> int | None:
        return builder.random.choice(TIMES) if happened else None

    settled = state in ("INVENTORIED", "REGISTERED", "DELISTED")
    return {
        "created_at": when(True),
        "updated_at": when(True),
        "submitted_at": when(submitted),
        "inventoried_at": when(settled),
        "registered_at": since or None,
        "delisted_at": when(state == "DELISTED"),
        "registered_sort": since,
    }


def add_versions(builder: Builder, dossier: Row, patents: list[Row], submitted: bool, drafted: bool) -> None:
    """Earlier ones, what was last submitted, and the draft; its readers see the one before the last word."""
    dossier |= {"content_id": None, "draft_id": None}
    number = 0
    for _ in range(dossier["submission"]):
        number += 1
        dossier["content_id"] = add_version(builder, dossier, patents, number, True)["id"]
    if drafted:
        other = patents if dossier["kind"] == "SINGLE" else builder.random.sample(patents, len(patents))
        dossier["draft_id"] = add_version(builder, dossier, other, number + 1, False)["id"]
    shown = builder.world.tables["dossier_version"][dossier["content_id"] or dossier["draft_id"]]
    members = builder.world.rows("dossier_patent", version_id=shown["id"])
    for member in members:
        member["current"] = True
    dossier |= {name: shown[name] for name in SHOWN}
    title = patents[0]["title"] if dossier["kind"] == "SINGLE" else shown["name"] or ""
    dossier |= {"rating": shown["rating"] or 0, "title": title, "members": len(members)}
    dossier |= {"patent_id": members[0]["patent_id"]}
    for name, options in OPTIONS.items():
        chosen = builder.world.rows("dossier_choice", version_id=shown["id"], kind=name.upper())
        ticked = {choice["first_level"] for choice in chosen}
        dossier[f"{name}_bits"] = sum(2 ** options.index(each) for each in ticked)


def add_version(builder: Builder, dossier: Row, patents: list[Row], number: int, frozen: bool) -> Row:
    form = random_form(builder, dossier["kind"], [patent["id"] for patent in patents])
    version = builder.add(
        "dossier_version",
        dossier_id=dossier["id"],
        number=number,
        frozen=frozen,
        author_id=dossier["filer_id"],
        author_name=builder.random.choice(PEOPLE),
        saved_at=builder.random.choice(TIMES),
        content=json.dumps(form, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
        cities=json.dumps(form.get("cities", []), ensure_ascii=False),
        companies=json.dumps(form.get("companies", []), ensure_ascii=False),
        **{name: form.get(name) for name in COLUMNS},
    )
    for kind, name in (("STATUS", "statuses"), ("WILLINGNESS", "willingness")):
        for position, entry in enumerate(form.get(name, ()), 1):
            add_choice(builder, version, kind, position, entry)
    for position, patent in enumerate(patents, 1):
        add_member(builder, dossier, version, position, patent)
    return version


def add_choice(builder: Builder, version: Row, kind: str, position: int, entry: dict[str, Any]) -> None:
    amount = entry.get("amount")
    builder.add(
        "dossier_choice",
        version_id=version["id"],
        kind=kind,
        position=position,
        first_level=entry["first"],
        second_level=entry.get("second"),
        amount=amount,
        amount_yuan=None if amount is None else round(float(amount) * 10_000),
        **{name: entry.get(name) for name in ("custom", "result", "conclusion", "product", "remark")},
    )


def add_member(builder: Builder, dossier: Row, version: Row, position: int, patent: Row) -> None:
    transferred = patent["institution_id"] != dossier["institution_id"]
    flag = "TRANSFERRED_OUT" if transferred else "LAPSED" if patent["legal_status"] == "LAPSED" else None
    builder.add(
        "dossier_patent",
        dossier_id=dossier["id"],
        version_id=version["id"],
        position=position,
        patent_id=patent["id"],
        current=False,
        flag=flag,
    )


def add_history(builder: Builder, dossier: Row, filer: Row) -> None:
    """A route for each submission, the step at which it waits, and some reviews."""
    unit = builder.world.tables["org_unit"][dossier["unit_id"]]
    above = [] if filer["role"] == "INVENTOR" and builder.chance(0.5) else [unit]
    while unit["parent_id"]:
        unit = builder.world.tables["org_unit"][unit["parent_id"]]
        above.append(unit)
    levels = above or [unit]
    for submission in range(1, dossier["submission"] + 1):
        add_route(builder, dossier, submission, levels)
    step = builder.random.randint(1, len(levels)) if dossier["state"] == "PENDING" else 0
    dossier |= {"step": step, "step_unit_id": levels[step - 1]["id"] if step else None}
    dossier["came_from"] = builder.random.choice(("DRAFT", "REJECTED")) if dossier["submitted"] else None
    add_review(builder, dossier, "REVISE" if dossier["base_id"] else "FILE", None, "DRAFT", 0)
    for submission in range(1, dossier["submission"] + 1):
        add_review(builder, dossier, "SUBMIT", "DRAFT", "PENDING", submission)
        if builder.chance(0.5):
            act = builder.random.choice(("APPROVE", "RETURN"))
            add_review(builder, dossier, act, "PENDING", "PENDING", submission, levels[0]["id"])
    if builder.chance(0.2):
        receiver = builder.random.choice(
            builder.world.rows("user_account", institution_id=dossier["institution_id"])
        )
        add_review(builder, dossier, "HAND_OVER", dossier["state"], dossier["state"], 0, None, receiver["id"])


def add_route(builder: Builder, dossier: Row, submission: int, levels: list[Row]) -> None:
    for position, level in enumerate(levels, 1):
        outcomes = ("REVIEWS",) if level["kind"] == "INSTITUTION" else ("REVIEWS", "SWITCHED_OFF", "NO_ADMIN")
        builder.add(
            "review_step",
            dossier_id=dossier["id"],
            submission=submission,
            position=position,
            unit_id=level["id"],
            kind=level["kind"],
            outcome=builder.random.choice(outcomes),
        )


def add_review(
    builder: Builder,
    dossier: Row,
    act: str,
    before: str | None,
    after: str | None,
    submission: int,
    unit_id: int | None = None,
    receiver_id: int | None = None,
) -> None:
    builder.add(
        "review",
        dossier_id=dossier["id"],
        at=builder.random.choice(TIMES),
        act=act,
        revision=dossier["base_id"] is not None,
        from_state=before,
        to_state=after,
        submission=submission,
        step=0 if unit_id is None else 1,
        unit_id=unit_id,
        by_id=dossier["filer_id"],
        by_name=builder.random.choice(PEOPLE),
        on_behalf=unit_id is not None and builder.chance(0.2),
        reason=builder.random.choice((None, *REASONS)),
        receiver_id=receiver_id,
        version_id=dossier["content_id"] or dossier["draft_id"],
    )
