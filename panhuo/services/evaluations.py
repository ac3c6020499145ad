"""What experts of enterprises say of registered dossiers: once each, changed as they like (S149–S151)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from panhuo.auth.statements import run
from panhuo.errors import Detail, ErrorCode, PanhuoError
from panhuo.permissions.ability import Ability
from panhuo.permissions.policy import cell_of
from panhuo.permissions.reach import reach
from panhuo.permissions.viewer import Viewer
from panhuo.rules.evaluation import STARS_AT_MOST, TEXT_AT_MOST, average_of, cleaned_text, is_rating
from panhuo.rules.vocabulary import AuditAction, NoticeKind, Role
from panhuo.services.acting import Action, Subject, Values, acting
from panhuo.signals import dossier_topic

Row = dict[str, Any]
TEXTS = ("prospects", "improvements", "cooperation")
OWN = "select * from evaluation where dossier_id = $1 and user_id = $2"
AUTHOR = """
select u.name as expert, e.id, e.name as enterprise
from user_account u join enterprise e on e.id = u.enterprise_id
where u.id = $1
"""
INSERT = """
insert into evaluation (dossier_id, dossier_title, enterprise_id, enterprise_name, user_id, expert_name,
                        rating, prospects, improvements, cooperation, created_at, updated_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11) returning *
"""
CHANGE = """
update evaluation set dossier_title = $2, enterprise_name = $3, expert_name = $4, rating = $5, prospects = $6,
  improvements = $7, cooperation = $8, updated_at = $9, version = version + 1
where id = $1 returning *
"""
KEEP = """
insert into evaluation_version (evaluation_id, number, rating, prospects, improvements, cooperation, saved_at)
values ($1, $2, $3, $4, $5, $6, $7)
"""
SUM_UP = """
update dossier set evaluated = true, evaluation_count = $2, evaluation_stars = $3, evaluation_average = $4
where id = $1
"""
CONCERNED = """
select u.* from user_account u where u.active and (u.id = $2 or u.id in (
  select i.user_id from dossier_patent m join patent_inventor i on i.patent_id = m.patent_id
  where m.dossier_id = $1 and m.current and i.match = 'CONFIRMED'))
order by u.id
"""
ADMINS = """
select * from user_account where active and role = 'INSTITUTION_ADMIN' and institution_id = $1 order by id
"""
EXISTS: Detail = (
    "You have evaluated it before; read your evaluation and name its version.",
    "您已评价过该档案，请查看您的评价并提供其版本号。",
)


@dataclass(frozen=True, slots=True)
class Opinion:
    """What an expert says: 1–5 stars and three texts, each of which may be left out."""

    rating: int
    prospects: str | None = None
    improvements: str | None = None
    cooperation: str | None = None

    @property
    def columns(self) -> tuple[Any, ...]:
        return self.rating, *(getattr(self, name) for name in TEXTS)


async def evaluate_dossier(viewer: Viewer, dossier: int, given: Opinion, version: int | None) -> int:
    """Evaluate a dossier of the showcase, or change what one said of it; the id of the evaluation.

    `version` is that of one's evaluation, where there is one. Raises NOT_FOUND for a dossier that is not
    published, CONFLICT where the evaluation is at another version or already there, INVALID_VALUE.
    """
    said = checked(given)
    async with acting(viewer) as action:
        row = await action.one(Ability.EVALUATION_WRITE, "dossier", dossier, "dossier")
        before = next(iter(await run(OWN, dossier, viewer.user_id)), None)
        if (before and before["version"]) != version:
            unread = before is not None and version is None
            raise PanhuoError(ErrorCode.CONFLICT, EXISTS if unread else "", field="version")
        await sum_up(row, before, said)
        after = await (change(action, row, before, said) if before else give(action, row, said))
        await run(KEEP, after["id"], after["version"], *said.columns, action.now)
        await action.signal([dossier_topic(dossier)])
    return int(after["id"])


def checked(given: Opinion) -> Opinion:
    """What is said as it is kept. Raises INVALID_VALUE at the first field that cannot be."""
    if not is_rating(given.rating):
        raise PanhuoError(ErrorCode.INVALID_VALUE, f"(1–{STARS_AT_MOST})", field="rating")
    texts = {}
    for name in TEXTS:
        try:
            texts[name] = cleaned_text(getattr(given, name))
        except ValueError:
            raise PanhuoError(ErrorCode.INVALID_VALUE, f"(0–{TEXT_AT_MOST})", field=name) from None
    return Opinion(given.rating, **texts)


async def give(action: Action, dossier: Row, said: Opinion) -> Row:
    """The first that the viewer says of it."""
    [author] = await run(AUTHOR, action.viewer.user_id)
    about = (dossier["id"], dossier["title"], author["id"], author["enterprise"])
    [row] = await run(INSERT, *about, action.viewer.user_id, author["expert"], *said.columns, action.now)
    subject = subject_of(row, dossier)
    await action.audit(AuditAction.EVALUATION_GIVEN, subject, None, {"rating": said.rating})
    words = {"name": dossier["title"], "enterprise": author["enterprise"], "person": author["expert"]}
    people = await concerned(action, dossier, row["id"])
    await action.notify(people, NoticeKind.EVALUATION_GIVEN, subject, rating=str(said.rating), **words)
    return row


async def change(action: Action, dossier: Row, before: Row, said: Opinion) -> Row:
    """What the viewer says now; what it said stays in the history."""
    [author] = await run(AUTHOR, action.viewer.user_id)
    names = (dossier["title"], author["enterprise"], author["expert"])
    [row] = await run(CHANGE, before["id"], *names, *said.columns, action.now)
    old, new = {"rating": before["rating"]}, {"rating": said.rating}
    await action.audit(AuditAction.EVALUATION_CHANGED, subject_of(row, dossier), old, new)
    return row


def subject_of(row: Row, dossier: Row) -> Subject:
    """An evaluation, standing where its dossier stands."""
    place = {name: dossier[name] for name in ("institution_id", "branch_id", "unit_id")}
    return Subject("Evaluation", {"id": row["id"], "title": dossier["title"], **place})


async def sum_up(dossier: Row, before: Row | None, said: Opinion) -> None:
    """Keep count and average; the dossier is locked since it was found, so nobody else writes them."""
    count = dossier["evaluation_count"] + (0 if before else 1)
    stars = dossier["evaluation_stars"] + said.rating - (before["rating"] if before else 0)
    await run(SUM_UP, dossier["id"], count, stars, average_of(count, stars))


async def concerned(action: Action, dossier: Row, evaluation: int) -> Sequence[int]:
    """Filer and confirmed inventors who read the evaluation; where nobody does, the institution."""
    people = await run(CONCERNED, dossier["id"], dossier["filer_id"])
    found = [each["id"] for each in people if await reads(each, action.now, evaluation)]
    return found or [each["id"] for each in await run(ADMINS, dossier["institution_id"])]


async def reads(account: Row, now: int, evaluation: int) -> bool:
    """Whether an account reads an evaluation: a notice tells nobody more than a query does (S30)."""
    role, place = Role(account["role"]), (account["institution_id"], account["branch_id"], account["unit_id"])
    cell = cell_of(Ability.EVALUATION_READ, role)
    if not cell:
        return False
    values = Values(Viewer(role, account["id"], *place, account["enterprise_id"]), now)
    mark = values.add(evaluation)
    where = reach("evaluation", cell, role).sql(values, "t")
    return bool(await run(f"select 1 from evaluation t where t.id = {mark} and ({where})", *values.values))
