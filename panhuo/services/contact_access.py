"""Recording who is shown a contact, so that its institution can see who looked."""

from collections.abc import Collection, Iterable
from itertools import groupby
from operator import itemgetter

from panhuo.auth.statements import run
from panhuo.clock import now_ms

RECORD = """
insert into contact_access (at, dossier_id, dossier_title, user_id, reader_name, enterprise_name,
                            institution_id, branch_id, unit_id)
select cast($1 as bigint), d.id, d.title, u.id, u.name, e.name, d.institution_id, d.branch_id, d.unit_id
from dossier d join user_account u on u.id = $2 left join enterprise e on e.id = u.enterprise_id
where d.id in ({marks}) order by d.id
"""


AT_ONCE = 500


async def record_looks(looks: Iterable[tuple[int, int]]) -> None:
    """Record (account, dossier) of each contact that is shown, before it is told."""
    for user, shown in groupby(sorted(looks), key=itemgetter(0)):
        dossiers = [dossier for _, dossier in shown]
        for start in range(0, len(dossiers), AT_ONCE):
            await record_some(user, dossiers[start : start + AT_ONCE])


async def record_some(user_id: int, dossiers: Collection[int]) -> None:
    marks = ", ".join(f"${place}" for place in range(3, len(dossiers) + 3))
    await run(RECORD.format(marks=marks), now_ms(), user_id, *sorted(dossiers))
