"""Dossiers outside a viewer's scope, and what of patents and people must stay because dossiers show it."""

from tests.reference import filed, perturb_demands
from tests.reference.change import Change
from tests.reference.scopes import Ask
from tests.reference.world import Row
from tests.reference.world_dossiers import REASONS, TIMES, add_portfolio, add_single

SETTLED = ("REJECTED", "INVENTORIED", "DELISTED")


def read(ask: Ask) -> list[Row]:
    return ask.all("Dossier")


def looked_at(ask: Ask) -> list[Row]:
    """What the showcase shows the viewer, readable otherwise or not."""
    return [row for row in ask.world.rows("dossier") if ask.reaches("SHOWCASE_READ", "Dossier", row)]


def in_sight(ask: Ask) -> list[Row]:
    """Either."""
    seen = {row["id"] for row in read(ask)}
    return [*read(ask), *(row for row in looked_at(ask) if row["id"] not in seen)]


def shown_along(ask: Ask) -> set[int]:
    """Units that the showcase shows beside its dossiers."""
    columns = ("institution_id", "branch_id", "unit_id")
    return {row[column] for row in looked_at(ask) for column in columns}


def evaluated(ask: Ask) -> list[Row]:
    """Dossiers of which the viewer reads an evaluation, readable themselves or not."""
    return [ask.world.tables["dossier"][id] for id in {row["dossier_id"] for row in ask.all("Evaluation")}]


def shown_patents(ask: Ask) -> set[int]:
    """Patents whose facts stand in some version of a dossier that the viewer reads."""
    return {
        row["patent_id"]
        for each in [*in_sight(ask), *evaluated(ask)]
        for row in ask.world.of_dossier("dossier_patent", each["id"])
    }


def shown_units(ask: Ask) -> set[int]:
    """Units named in routes and histories that the viewer reads."""
    tables = ("review_step", "review")
    return {
        row["unit_id"]
        for each in read(ask)
        for table in tables
        for row in ask.world.of_dossier(table, each["id"])
    }


def shown_people(ask: Ask) -> set[int]:
    """Filers and receivers named in dossiers that the viewer reads, and filers of patents in scope."""
    receivers = {
        row["receiver_id"] for each in read(ask) for row in ask.world.of_dossier("review", each["id"])
    }
    filers = {row["filer_id"] for row in [*in_sight(ask), *known(ask), *evaluated(ask)]}
    told = {row["id"] for row in read(ask)} | {row["id"] for row in evaluated(ask)}
    experts = {row["user_id"] for row in ask.world.rows("evaluation") if row["dossier_id"] in told}
    return receivers | filers | experts


def known(ask: Ask) -> list[Row]:
    """Own dossiers of patents in scope: the institution hears that there is one, and whose it is."""
    found = [filed.own_dossier(ask, patent) for patent in ask.all("Patent") if ask.institution_id is not None]
    return [row for row in found if row]


def dossiers(change: Change) -> None:
    """Others' say something else, stand elsewhere, go and come."""
    ask = change.ask
    kept = {row["id"] for row in in_sight(ask)}
    for dossier in looked_at(ask):
        if not ask.reaches("DOSSIER_READ", "Dossier", dossier):
            hide_behind(change, dossier["id"])
    stay = {row["id"] for row in known(ask)} | {row["base_id"] for row in in_sight(ask)}
    stay |= perturb_demands.shown_dossiers(ask)
    stay |= {row["id"] for row in evaluated(ask)}
    for dossier in change.world.rows("dossier"):
        if dossier["id"] not in kept:
            alter(change, dossier)
            if change.chance(0.3) and dossier["id"] not in stay:
                change.remove_dossier(dossier["id"])
    before = set(change.world.tables["dossier"])
    add_some(change)
    made = ask.over(type(ask.world)(change.world.tables))
    for row in in_sight(made):
        if row["id"] not in before:
            change.remove_dossier(row["id"])


def hide_behind(change: Change, id: int) -> None:
    """Of a dossier that is shown and not read: contact, reason, history."""
    change.world.tables["dossier"][id] |= {"reason": change.random.choice((None, *REASONS))}
    for version in change.world.rows("dossier_version", dossier_id=id):
        version |= {"contact": "改", "phone": "改", "author_name": "改名"}
    for review in change.world.rows("review", dossier_id=id):
        review |= {"by_name": "改名", "reason": "改"}


def alter(change: Change, dossier: Row) -> None:
    """Everything but who has it and whether it is shown; what waits for somebody still waits for them."""
    if dossier["submitted"] and dossier["state"] in SETTLED:
        dossier["state"] = change.random.choice(SETTLED)
    dossier |= {
        "title": f"改名{dossier['id']}",
        "version": 77,
        "members": change.random.randrange(1, 9),
        "price": change.random.choice((None, "UP_TO_50")),
        "maturity": change.random.choice((None, "PILOT")),
        "rating": change.random.randrange(6),
        "reason": change.random.choice((None, *REASONS)),
        "flagged": change.chance(0.5),
        "updated_at": change.random.choice(TIMES),
    }
    for version in change.world.rows("dossier_version", dossier_id=dossier["id"]):
        version |= {"contact": "改", "phone": "改", "content": "{}", "rating": 4, "author_name": "改名"}
        for choice in change.world.rows("dossier_choice", version_id=version["id"]):
            first = {"STATUS": "NOT_IMPLEMENTED", "WILLINGNESS": "TO_APPLY"}[choice["kind"]]
            choice |= {"first_level": first, "second_level": None}
    for review in change.world.rows("review", dossier_id=dossier["id"]):
        review |= {"by_name": "改名", "reason": "改"}
    for member in change.world.rows("dossier_patent", dossier_id=dossier["id"]):
        if change.chance(0.3) and member["position"] > 1:
            change.remove("dossier_patent", id=member["id"])


def add_some(change: Change) -> None:
    """Portfolios everywhere, which may hold patents in scope; singles of patents outside."""
    for school in change.world.rows("org_unit", kind="INSTITUTION"):
        if change.world.rows("user_account", institution_id=school["id"]):
            add_portfolio(change.builder, school["id"], ("DRAFT", "DRAFT", "PENDING", "REGISTERED"))
    taken = {(row["patent_id"], row["institution_id"]) for row in change.world.rows("dossier")}
    for holding in change.world.rows("holding"):
        place = (holding["patent_id"], holding["institution_id"])
        seen = holding["patent_id"] in change.seen["Patent"] and place[1] == change.ask.institution_id
        staffed = change.world.rows("user_account", institution_id=place[1])
        if staffed and not seen and place not in taken and change.chance(0.3):
            patent = change.world.tables["patent"][holding["patent_id"]]
            add_single(change.builder, patent, holding | {"filing_state": "FILED"})
