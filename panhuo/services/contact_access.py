"""Recording who is shown a contact, so that its institution can see who looked."""

from collections.abc import Collection

from panhuo.auth.statements import run
from panhuo.clock import now_ms

RECORD = """
insert into contact_access (at, dossier_id, dossier_title, user_id, reader_name, enterprise_name,
                            institution_id, branch_id, unit_id)
select cast($1 as bigint), d.id, d.title, u.id, u.name, e.name, d.institution_id, d.branch_id, d.unit_id
from dossier d join user_account u on u.id = $2 left join enterprise e on e.id = u.enterprise_id
where d.id in ({marks}) order by d.id
"""


async def record_looks(user_id: int, dossiers: Collection[int]) -> None:
    """Record that an account was shown the contact of some dossiers, before it is told."""
    marks = ", ".join(f"${place}" for place in range(3, len(dossiers) + 3))
    await run(RECORD.format(marks=marks), now_ms(), user_id, *sorted(dossiers))
