"""Looks at contacts in the fixture world, and those that the matrix itself takes."""

from panhuo.auth.statements import run
from panhuo.models import ContactAccess, Dossier, User
from tests.factories import now
from tests.matrix.dossiers import DOSSIERS
from tests.matrix.facts import between, chain_of
from tests.shared import let_forget

LOOKS = {
    "E at a1": ("ENT E", "of a1 published"),
    "OP at abc": ("OP", "of abc published"),
    "F at bb": ("ENT F", "of bb open"),
    "OP at what is in the pool": ("OP", "draft by IA A"),
}


def look_words(viewer: str, name: str) -> set[str]:
    """It stands where the dossier stood."""
    return {"anything", between(chain_of(viewer), chain_of(DOSSIERS[LOOKS[name][1]].filer))}


async def make_looks(users: dict[str, User], dossiers: dict[str, int]) -> dict[str, int]:
    """Ids by name. The table is let forget: what the matrix records by asking is no part of the world."""
    await let_forget("contact_access")
    made = {}
    for name, (reader, about) in LOOKS.items():
        row = await Dossier.get(id=dossiers[about])
        look = await ContactAccess.create(
            at=now(),
            dossier_id=row.id,
            dossier_title=row.title,
            user_id=users[reader].id,
            reader_name=users[reader].name,
            enterprise_name="某公司",
            institution_id=row.institution_id,
            branch_id=row.branch_id,
            unit_id=row.unit_id,
        )
        made[name] = look.id
    return made


async def forget_looks(known: dict[str, str]) -> None:
    """What asking recorded is no part of the world."""
    last = max(int(each.partition(":")[2]) for each in known.values())
    await run("delete from contact_access where id > $1", last)
