"""What the fields of dossiers answer: the shell, what it says, its members and its history."""

import json
from collections.abc import Callable
from typing import Any

from tests.reference import dossier_acts, dossiers, filed, forms, patents
from tests.reference.objects import Object, by_id, connection, found, instant, instants, reference, to_one
from tests.reference.printed import said
from tests.reference.scopes import Ask
from tests.reference.world import Row

Resolver = Callable[..., Any]
HISTORY, CONTACT, DRAFT = "REVIEW_HISTORY_READ", "CONTACT_READ", "DOSSIER_DRAFT_READ"


def page(name: str, ability: str, kept: Callable[[Ask, Row], bool]) -> Resolver:
    """A list of the dossiers that one reads, and that an ability reaches."""

    def resolve(ask: Ask, _: Any, **given: Any) -> Object:
        rows = [row for row in ask.all("Dossier") if ask.reaches(ability, "Dossier", row)]
        return connection(dossiers.dossier_list(ask, name, [row for row in rows if kept(ask, row)], given))

    return resolve


def reviewed(ask: Ask, dossier: Row) -> bool:
    """What others filed; revisions aside."""
    return dossier["base_id"] is None and bool(ask.account and dossier["filer_id"] != ask.account["id"])


def in_library(ask: Ask, dossier: Row) -> bool:
    return dossier["state"] == "REGISTERED" and dossier["base_id"] is None


def portfolios(ask: Ask, patent: Object, **given: Any) -> Object:
    return connection(dossiers.dossier_list(ask, "portfolios", filed.portfolios(ask, patent.row), given))


def shown(ask: Ask) -> list[Row]:
    return [row for row in ask.world.rows("dossier") if ask.reaches("SHOWCASE_READ", "Dossier", row)]


def showcase(ask: Ask, _: Any, **given: Any) -> Object:
    return connection(dossiers.dossier_list(ask, "showcase", shown(ask), given))


def shown_dossier(ask: Ask, _: Any, id: str) -> Object:
    """One of them; of another type there is none."""
    rows = [row for row in shown(ask) if id == f"Dossier:{row['id']}"]
    return found(Object("Dossier", rows[0], shown=True) if rows else None)


def place_of(column: str) -> Resolver:
    """A unit of a dossier: one that the viewer reads, or that the showcase shows along."""

    def resolve(ask: Ask, dossier: Object) -> Object | None:
        unit = ask.world.get("org_unit", dossier.row[column])
        if unit and dossier.shown and ask.reaches("SHOWCASE_READ", "OrgUnit", unit):
            return Object("OrgUnit", unit)
        return to_one(ask, "OrgUnit", dossier.row[column])

    return resolve


def guarded(ability: str, value: Resolver) -> Resolver:
    """Null where the ability does not reach this dossier."""

    def resolve(ask: Ask, dossier: Object) -> Any:
        return value(ask, dossier) if ask.reaches(ability, "Dossier", dossier.row) else None

    return resolve


def version(type_name: str, column: str) -> Resolver:
    def resolve(ask: Ask, dossier: Object) -> Object | None:
        row = ask.world.get("dossier_version", dossier.row[column])
        return Object(type_name, row) if row else None

    return resolve


def said_last(column: str) -> Resolver:
    """A column of what was last submitted."""

    def resolve(ask: Ask, dossier: Object) -> Any:
        row = ask.world.get("dossier_version", dossier.row["content_id"])
        return row and row[column]

    return resolve


def parts(table: str, type_name: str, order: str, kept: Callable[[Row, Row], bool]) -> Resolver:
    """What hangs on a dossier, in order."""

    def resolve(ask: Ask, dossier: Object) -> list[Object]:
        rows = [row for row in ask.world.of_dossier(table, dossier.row["id"]) if kept(dossier.row, row)]
        return [Object(type_name, row) for row in sorted(rows, key=lambda row: row[order])]

    return resolve


def members_of_version(ask: Ask, form: Object) -> list[Object]:
    rows = ask.world.of_dossier("dossier_patent", form.row["dossier_id"])
    mine = [row for row in rows if row["version_id"] == form.row["id"]]
    return [Object("DossierMember", row) for row in sorted(mine, key=lambda row: row["position"])]


def choices(kind: str, type_name: str) -> Resolver:
    def resolve(ask: Ask, form: Object) -> list[Object]:
        rows = [row for row in ask.world.choices.get(form.row["id"], ()) if row["kind"] == kind]
        return [Object(type_name, row) for row in sorted(rows, key=lambda row: row["position"])]

    return resolve


def outcome(ask: Ask, text: str | None) -> Object | None:
    if text is None:
        return None
    reasons = [
        Object("UnfitDetail", {"code": each, "message": said("UnfitReason", each, ask.chinese)})
        for each in dossier_acts.outcome(json.loads(text))
    ]
    state = "INVENTORIED" if reasons else "REGISTERED"
    return Object("DossierOutcome", {"state": state, "reasons": reasons})


def problems(ask: Ask, draft: Object) -> list[Object]:
    kind = ask.world.tables["dossier"][draft.row["dossier_id"]]["kind"]
    rows = forms.lacking(json.loads(draft.row["content"]), kind, ask.chinese)
    return [Object("DossierProblem", row) for row in rows]


def differences(ask: Ask, late: Object) -> list[Object]:
    """From the version submitted before it."""
    rows = ask.world.of_dossier("dossier_version", late.row["dossier_id"])
    earlier = [row for row in rows if row["frozen"] and row["number"] < late.row["number"]]
    before = max(earlier, key=lambda row: row["number"])["content"] if earlier else None
    rows = forms.differences(json.loads(late.row["content"]), json.loads(before) if before else None)
    return [Object("DossierDifference", row) for row in rows]


def decisions(ask: Ask, dossier: Object) -> Object:
    reasons = {act: dossier_acts.refusal(ask, dossier.row, act) for act in dossier_acts.STATES}
    made = {act: Object("DossierDecision", {"reason": reason}) for act, reason in reasons.items()}
    return Object("DossierViewerCan", made)


def in_words(ask: Ask, decision: Object) -> str | None:
    reason = decision.row["reason"]
    return reason and said("DossierRefusal", reason, ask.chinese)


def name_of(table: str, column: str) -> Resolver:
    """The name of a unit or an account, whoever may read that."""

    def resolve(ask: Ask, source: Object) -> str | None:
        row = ask.world.get(table, source.row[column])
        return row["name"] if row else None

    return resolve


def waits_here(ask: Ask, step: Object) -> bool:
    dossier = ask.world.tables["dossier"][step.row["dossier_id"]]
    return bool(dossier["state"] == "PENDING" and dossier["step"] == step.row["position"])


def open_revision(ask: Ask, dossier: Object) -> Object | None:
    rows = ask.world.rows("dossier", base_id=dossier.row["id"])
    return to_one(ask, "Dossier", rows[0]["id"]) if rows else None


def facts(ask: Ask, member: Object) -> Object:
    return Object("MemberPatent", ask.world.tables["patent"][member.row["patent_id"]])


def listed(column: str) -> Resolver:
    return lambda ask, source: json.loads(source.row[column])


def labelled(type_name: str, first: str, second: str) -> dict[str, Resolver]:
    return {
        f"{type_name}.first": lambda ask, entry: entry.row["first_level"],
        f"{type_name}.second": lambda ask, entry: entry.row["second_level"],
        f"{type_name}.firstLabel": lambda ask, entry: forms.label(first, entry.row["first_level"]),
        f"{type_name}.secondLabel": lambda ask, entry: forms.label(second, entry.row["second_level"]),
    }


def form(type_name: str) -> dict[str, Resolver]:
    """The fields that a draft and a submitted content have alike."""
    fields = {
        "statuses": choices("STATUS", "ImplementationEntry"),
        "willingness": choices("WILLINGNESS", "WillingnessEntry"),
        "cities": listed("cities"),
        "companies": listed("companies"),
        "members": members_of_version,
    }
    return {f"{type_name}.{name}": value for name, value in fields.items()} | instants(type_name, "savedAt")


GUARDED: dict[str, tuple[str, Resolver]] = {
    "reason": (HISTORY, lambda ask, dossier: dossier.row["reason"]),
    "filerName": (HISTORY, name_of("user_account", "filer_id")),
    "contact": (CONTACT, said_last("contact")),
    "phone": (CONTACT, said_last("phone")),
    "draft": (DRAFT, version("DossierDraft", "draft_id")),
    "route": (
        HISTORY,
        parts(
            "review_step",
            "ReviewStep",
            "position",
            lambda dossier, row: row["submission"] == dossier["submission"],
        ),
    ),
    "reviews": (HISTORY, parts("review", "Review", "id", lambda dossier, row: True)),
    "versions": (
        HISTORY,
        parts("dossier_version", "DossierVersion", "number", lambda dossier, row: row["frozen"]),
    ),
}
GUARDS = {
    "Query.myDossiers": DRAFT,
    "Query.reviewQueue": "DOSSIER_REVIEW",
    "Query.reviewed": "DOSSIER_REVIEW",
    "Query.showcase": "SHOWCASE_READ",
    "Query.showcaseDossier": "SHOWCASE_READ",
    **{f"Dossier.{name}": ability for name, (ability, _) in GUARDED.items()},
}
DOSSIER: dict[str, Resolver] = {
    **{name: guarded(ability, value) for name, (ability, value) in GUARDED.items()},
    "memberCount": lambda ask, dossier: dossier.row["members"],
    "rating": lambda ask, dossier: dossier.row["rating"] or None,
    "waitingSince": lambda ask, dossier: instant(dossier.row["waiting_since"] or None),
    "dueAt": lambda ask, dossier: instant(dossiers.due_at(ask, dossier.row)),
    "filer": reference("User", "filer_id"),
    **{each: place_of(f"{each}_id") for each in ("institution", "branch", "unit")},
    "patent": reference("Patent", "patent_id"),
    "content": version("DossierContent", "content_id"),
    "members": parts("dossier_patent", "DossierMember", "position", lambda dossier, row: row["current"]),
    "outcome": lambda ask, dossier: outcome(ask, said_last("content")(ask, dossier)),
    "revisionOf": reference("Dossier", "base_id"),
    "openRevision": open_revision,
    "viewerCan": decisions,
    "availableActions": lambda ask, dossier: dossier_acts.menu(ask, dossier.row),
}
RESOLVERS: dict[str, Resolver] = {
    "Query.dossier": lambda ask, _, id: found(by_id(ask, id)),
    "Query.dossiers": page("dossiers", "DOSSIER_READ", lambda ask, row: row["base_id"] is None),
    "Query.myDossiers": page("myDossiers", DRAFT, lambda ask, row: True),
    "Query.reviewQueue": page("reviewQueue", "DOSSIER_REVIEW", lambda ask, row: row["state"] == "PENDING"),
    "Query.reviewed": page("reviewed", "DOSSIER_READ", reviewed),
    "Query.showcase": showcase,
    "Query.showcaseDossier": shown_dossier,
    "Query.resources": page("resources", "DOSSIER_READ", in_library),
    "DossierConnection.counts": lambda ask, source, by, top: [
        Object("DossierCount", group) for group in dossiers.counted(ask, source.row["listing"].rows, by, top)
    ],
    **{f"Dossier.{name}": value for name, value in DOSSIER.items()},
    **instants(
        "Dossier", "createdAt", "updatedAt", "submittedAt", "inventoriedAt", "registeredAt", "delistedAt"
    ),
    **form("DossierContent"),
    **form("DossierDraft"),
    "DossierDraft.missing": problems,
    "DossierDraft.problems": problems,
    "DossierDraft.outcome": lambda ask, draft: outcome(ask, draft.row["content"]),
    **labelled("ImplementationEntry", "ImplementationStatus", "ImplementationDetail"),
    **labelled("WillingnessEntry", "Willingness", "WillingnessDetail"),
    "DossierMember.facts": facts,
    "DossierMember.patent": reference("Patent", "patent_id"),
    "MemberPatent.patentId": lambda ask, patent: f"Patent:{patent.row['id']}",
    "MemberPatent.maintenanceYears": lambda ask, patent: patents.maintenance_years(ask, patent.row),
    "MemberPatent.validAtEndOf2023": lambda ask, patent: patent.row["valid_at_2023_end"],
    "MemberPatent.ownerNames": listed("owner_names"),
    "MemberPatent.inventorNames": listed("inventor_names"),
    "ReviewStep.unitName": name_of("org_unit", "unit_id"),
    "ReviewStep.unit": reference("OrgUnit", "unit_id"),
    "ReviewStep.waiting": waits_here,
    **instants("Review", "at"),
    "Review.unitName": name_of("org_unit", "unit_id"),
    "Review.receiverName": name_of("user_account", "receiver_id"),
    **instants("DossierVersion", "savedAt"),
    "DossierVersion.content": lambda ask, late: Object("DossierContent", late.row),
    "DossierVersion.differences": differences,
    "DossierDecision.allowed": lambda ask, decision: decision.row["reason"] is None,
    "DossierDecision.message": in_words,
}
"""Patents' own fields of dossiers stand in `patent_fields`."""
