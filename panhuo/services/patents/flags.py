"""Dossiers whose patents lapsed or were transferred since, or came back (S85, S189).

What is flagged leaves the showcase; nothing is deleted, and its filer is told. A dossier under review can
then only be returned.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import orjson

from panhuo.clock import now_ms
from panhuo.rules.dossier_lifecycle import DossierAct, moved
from panhuo.rules.vocabulary import DossierFlag, DossierState, NoticeKind
from panhuo.services.patents.bulk import Bulk, Row
from panhuo.services.patents.sql import Words
from panhuo.signals import dossier_topic, notices_topic, signal

REVIEW = (
    *("dossier_id", "at", "act", "revision", "from_state", "to_state", "submission", "by_name"),
    "version_id",
)
NOTICE = ("user_id", "kind", "subject_type", "subject_id", "words", "created_at")
REFLAG = """
update dossier set
  flagged = exists (select 1 from dossier_patent m
                    where m.dossier_id = dossier.id and m.current and m.flag is not null)
where id in ({ids})
"""
REPUBLISH = """
update dossier set published = state = 'REGISTERED' and not flagged,
  open_showcase = state = 'REGISTERED' and not flagged and exists (
    select 1 from org_unit o where o.id = dossier.institution_id and o.open_showcase),
  version = version + 1
where id in ({ids})
"""
FOLLOW = """
update patent as p set published = d.published, open_showcase = d.open_showcase,
  registered_at = d.registered_at, registered_sort = d.registered_sort,
  filing_state = case d.state when 'REGISTERED' then 'REGISTERED' when 'INVENTORIED' then 'INVENTORIED'
                              when 'DELISTED' then 'INVENTORIED' else 'FILED' end
from dossier d
where d.id in ({ids}) and d.kind = 'SINGLE' and d.base_id is null and p.id = d.patent_id
  and p.institution_id = d.institution_id
"""
CHANGED = """
select id, state, base_id is not null, submission, coalesce(content_id, draft_id) from dossier
where id in ({ids})
"""
TOLD = """
select d.id, d.title, a.id from dossier d join user_account a
  on a.active and (a.id = d.filer_id
                   or (d.state = 'REGISTERED' and (
                     a.role = 'INSTITUTION_ADMIN' and a.institution_id = d.institution_id
                     or a.role = 'BRANCH_ADMIN' and a.branch_id = d.branch_id)))
where d.id in ({ids}) and d.flagged order by d.id, a.id
"""


@dataclass
class Flagged:
    """Dossiers that an import flags, and those whose flags it lifts."""

    before: dict[int, bool] = field(default_factory=dict)
    """Of each dossier it meets, whether it was flagged."""
    members: dict[int, set[int]] = field(default_factory=dict)
    """Of these, the members that are flagged now."""

    def note(self, rows: Iterable[Row]) -> None:
        for member, dossier, wanted, flagged in rows:
            self.before.setdefault(dossier, bool(flagged))
            now = self.members.setdefault(dossier, set())
            now.add(member) if wanted else now.discard(member)

    def counts(self) -> tuple[int, int]:
        flagged = sum(1 for each, was in self.before.items() if self.members[each] and not was)
        return flagged, sum(1 for each, was in self.before.items() if was and not self.members[each])


async def wanting(bulk: Bulk, words: Words, which: str) -> Sequence[Row]:
    """Members of dossiers whose flag is not what it shall be: member, dossier, its flag to be, had it one.

    `which` joins the patents to look at, as `t`.
    """
    wanted = f"""
      case when {words.differ("p.institution_id", "d.institution_id")} then 'TRANSFERRED_OUT'
           when p.legal_status = 'LAPSED' then 'LAPSED' end"""
    return await bulk.rows(f"""
      select m.id, m.dossier_id, m.wanted, m.flagged from (
        select v.id, v.dossier_id, v.flag, {wanted} as wanted, d.flagged
        from {which} join dossier_patent v on v.patent_id = t.patent_id and v.current
        join dossier d on d.id = v.dossier_id
        join {words.table("patent")} p on p.id = v.patent_id) m
      where {words.differ("m.flag", "m.wanted")}""")


KNOWN_TARGETS = "(select patent_id from import_target where not is_new) t"


async def flag_dossiers(bulk: Bulk, words: Words, flagged: Flagged) -> None:
    """Flag the dossiers of this round's known patents, or lift their flags, where what is so has changed."""
    rows = await wanting(bulk, words, KNOWN_TARGETS)
    flagged.note(rows)
    if rows:
        await mark(bulk, rows)
        await tell(bulk, sorted({row[1] for row in rows}))


async def mark(bulk: Bulk, rows: Sequence[Row]) -> None:
    """Write the flags of members, and what follows from them for dossiers and patents."""
    for flag in (None, *DossierFlag):
        chosen = [row[0] for row in rows if row[2] == flag]
        if chosen:
            value = f"'{flag}'" if flag else "null"
            await bulk.run(f"update dossier_patent set flag = {value} where id in ({listed(chosen)})")
    ids = listed({row[1] for row in rows})
    for statement in (REFLAG, REPUBLISH, FOLLOW):
        await bulk.run(statement.format(ids=ids))


async def tell(bulk: Bulk, dossiers: Sequence[int]) -> None:
    """Record it in each dossier's history; tell filer and institution of what is flagged now."""
    now, ids = now_ms(), listed(dossiers)
    history = []
    for number, state, of_revision, submission, version in await bulk.rows(CHANGED.format(ids=ids)):
        revision = bool(of_revision)
        same = moved(DossierAct.FLAG, DossierState(state), DossierState(state), revision)
        history.append((number, now, DossierAct.FLAG.value, revision, state, same, submission, "", version))
    await bulk.copy("review", REVIEW, history)
    people = await bulk.rows(TOLD.format(ids=ids))
    kind = NoticeKind.DOSSIER_FLAGGED.value
    await bulk.copy(
        "notice",
        NOTICE,
        [
            (user, kind, "Dossier", number, orjson.dumps({"name": title}).decode(), now)
            for number, title, user in people
        ],
    )
    topics = [dossier_topic(number) for number in dossiers]
    await signal(bulk.run, [*topics, *sorted({notices_topic(row[2]) for row in people})])


def listed(numbers: Iterable[int]) -> str:
    return ", ".join(map(str, sorted(numbers)))
