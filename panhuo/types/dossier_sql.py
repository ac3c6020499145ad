"""What a dossier shows to this viewer: expressions over the table `dossier`."""

from panhuo.compiler.binding import Sql
from panhuo.compiler.nothing import OrNothing
from panhuo.compiler.statement import Place
from panhuo.permissions.ability import Ability
from panhuo.permissions.policy import scopes_of
from panhuo.permissions.reach import reach
from panhuo.rules.dossier_lifecycle import TRANSITIONS, DossierAct
from panhuo.rules.vocabulary import DossierState


def content(column: str) -> Sql:
    """A column of the version last submitted; null before anything was."""
    return lambda place: f"{version_of(place)}.{column}"


def version_of(place: Place) -> str:
    return place.join("content", "dossier_version", lambda alias: f"{alias}.id = {place['content_id']}")


def shown_version(place: Place) -> str:
    """The version that the dossier's own columns follow: what was submitted, before that the draft."""
    return f"coalesce({place['content_id']}, {place['draft_id']})"


def zero_as_null(column: str) -> Sql:
    return lambda place: OrNothing(place[column], "0")


def filer_name(place: Place) -> str:
    alias = place.join("filer", "user_account", lambda alias: f"{alias}.id = {place['filer_id']}")
    return f"{alias}.name"


DAY = 86_400_000
"""In milliseconds."""


def due_at(place: Place) -> str:
    """While it waits where reviews have a limit of days: until when it is to be reviewed."""
    flow = place.join("flow", "approval_flow", lambda alias: f"{alias}.id = {place['institution_id']}")
    unit = place.join("step", "org_unit", lambda alias: f"{alias}.id = {place['step_unit_id']}")
    levels = ("college", "branch_college", "branch", "institution")
    days = " ".join(f"when '{level.upper()}' then {flow}.{level}_days" for level in levels)
    return f"(nullif({place['waiting_since']}, 0) + (case {unit}.kind {days} end) * cast({DAY} as bigint))"


def overdue(place: Place) -> str:
    return f"coalesce({due_at(place)} < {place.statement.now()}, false)"


def open_revision(place: Place) -> str:
    """The id of the revision beside an inventoried dossier."""
    alias = place.join("revision", "dossier", lambda alias: f"{alias}.base_id = {place['id']}")
    return f"{alias}.id"


def grant_sort(place: Place) -> str:
    """The grant date of the first member, as the sort columns of patents have it."""
    alias = place.join("patent", "patent", lambda alias: f"{alias}.id = {place['patent_id']}")
    return f"{alias}.grant_sort"


def held_back(ability: Ability, act: DossierAct, *more: tuple[str, str]) -> Sql:
    """The reason the viewer may not, null where nothing stands against it.

    `more` are reasons beside role, state and scope: (reason, condition with `{d}` for the alias and `{me}`
    for the viewer's account).
    """

    def sql(place: Place) -> str:
        cell = scopes_of(ability, place.rights)
        if not cell:
            return "'ROLE'"
        scope = reach("dossier", cell, place.role).sql(place.statement, place.alias)
        reasons = "".join(
            f" when {stands.format(d=place.alias, me=place.viewer('user_id'))} then '{reason}'"
            for reason, stands in more
        )
        return (
            f"case when {place['id']} is null or not ({open_in(act, place)}) then 'STATE'"
            f" when ({scope}) is not true then '{outside(ability)}'{reasons} end"
        )

    return sql


def outside(ability: Ability) -> str:
    """What it is to lie outside an ability's scope."""
    if ability in (Ability.DOSSIER_DELIST, Ability.DOSSIER_HANDOVER):
        return "OUT_OF_SCOPE"
    return "NOT_YOUR_STEP" if ability is Ability.DOSSIER_REVIEW else "NOT_FILER"


def open_in(act: DossierAct, place: Place) -> str:
    """Whether the table of transitions lets the act begin in the dossier's state."""
    parts = []
    for revision in (False, True):
        states = sorted({each.source for each in TRANSITIONS if begins(each, act, revision)})  # type: ignore[type-var]
        listed = ", ".join(f"'{state}'" for state in states)
        base = f"{place['base_id']} is {'not ' if revision else ''}null"
        if listed:
            parts.append(f"({base} and {place['state']} in ({listed}))")
    return " or ".join(parts)


def begins(transition: object, act: DossierAct, revision: bool) -> bool:
    source = transition.source  # type: ignore[attr-defined]
    wanted = transition.act is act and transition.revision is revision  # type: ignore[attr-defined]
    return bool(wanted and source is not None)


OWN_REVIEW = ("OWN_REVIEW", "{d}.filer_id = {me}")
APPROVED = (
    "APPROVED_ALREADY",
    "exists (select 1 from review a where a.dossier_id = {d}.id and a.submission = {d}.submission"
    " and a.act = 'APPROVE')",
)
SUBMITTED_BEFORE = ("SUBMITTED_BEFORE", "{d}.submitted and {d}.base_id is null")
REVISION_OPEN = ("REVISION_OPEN", "exists (select 1 from dossier a where a.base_id = {d}.id)")
REVISION_PENDING = (
    "REVISION_OPEN",
    "exists (select 1 from dossier a where a.base_id = {d}.id and a.state = 'PENDING')",
)
MEMBER_INELIGIBLE = (
    "MEMBER_INELIGIBLE",
    "exists (select 1 from dossier_patent m join patent a on a.id = m.patent_id"
    " where m.version_id = coalesce({d}.draft_id, {d}.content_id)"
    " and (a.legal_status <> 'VALID' or coalesce(a.institution_id <> {d}.institution_id, true)))",
)
"""As `rules.eligibility.member_refusal` has it, of the version that is or would be submitted."""

EDIT = held_back(Ability.DOSSIER_EDIT, DossierAct.SAVE)
SUBMIT = held_back(Ability.DOSSIER_SUBMIT, DossierAct.SUBMIT, MEMBER_INELIGIBLE)
WITHDRAW = held_back(Ability.DOSSIER_WITHDRAW, DossierAct.WITHDRAW, APPROVED)
DISCARD = held_back(Ability.DOSSIER_DISCARD, DossierAct.DISCARD, SUBMITTED_BEFORE)
APPROVE = held_back(Ability.DOSSIER_REVIEW, DossierAct.APPROVE, OWN_REVIEW, MEMBER_INELIGIBLE)
RETURN = held_back(Ability.DOSSIER_REVIEW, DossierAct.RETURN, OWN_REVIEW)
DELIST = held_back(Ability.DOSSIER_DELIST, DossierAct.DELIST)
HAND_OVER = held_back(Ability.DOSSIER_HANDOVER, DossierAct.HAND_OVER, REVISION_PENDING)
REVISE = held_back(Ability.DOSSIER_EDIT, DossierAct.REVISE, REVISION_OPEN)
CHANGE_CONTACT = held_back(Ability.DOSSIER_CONTACT_EDIT, DossierAct.CHANGE_CONTACT)


def has_reason(place: Place) -> str:
    """Whether there is a reason of a return or a delisting that the viewer reads (S138–S140)."""
    cell = scopes_of(Ability.REVIEW_HISTORY_READ, place.rights)
    if not cell:
        return "false"
    scope = reach("dossier", cell, place.role).sql(place.statement, place.alias)
    return f"({place['state']} in ('{DossierState.REJECTED}', '{DossierState.DELISTED}') and ({scope}))"


def has_evaluations(place: Place) -> str:
    """Whether enterprises evaluate it, being registered, or any have done so before (S123, S126)."""
    if not scopes_of(Ability.EVALUATION_SUMMARY_READ, place.rights):
        return "false"
    return f"({place['state']} = '{DossierState.REGISTERED}' or {place['evaluated']})"


def evaluating(place: Place) -> str:
    """The reason the viewer may not evaluate it, null where nothing stands against it (S150)."""
    cell = scopes_of(Ability.EVALUATION_WRITE, place.rights)
    if not cell:
        return "'ROLE'"
    scope = reach("dossier", cell, place.role).sql(place.statement, place.alias)
    return f"case when ({scope}) is not true then 'STATE' end"
