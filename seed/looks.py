"""Whose contacts the demo's experts looked at: of half of what they evaluated."""

from random import Random

from tortoise.transactions import in_transaction

from panhuo.models import ContactAccess, Dossier, Evaluation

AT_ONCE = 500
HOUR_MS = 3600 * 1000


async def look_at_contacts(rng: Random) -> None:
    """Rows as the service records them, in order of time."""
    async with in_transaction() as client:
        dossiers = {each.id: each for each in await Dossier.filter(evaluated=True)}
        said = [each for each in await Evaluation.all().order_by("created_at", "id") if rng.random() < 0.5]
        looks = [look(rng, each, dossiers[each.dossier_id]) for each in said]  # type: ignore[attr-defined]
        await ContactAccess.bulk_create(looks, batch_size=AT_ONCE, using_db=client)


def look(rng: Random, after: Evaluation, dossier: Dossier) -> ContactAccess:
    return ContactAccess(
        at=after.created_at + rng.randint(1, HOUR_MS),
        dossier_id=dossier.id,
        dossier_title=dossier.title,
        user_id=after.user_id,  # type: ignore[attr-defined]
        reader_name=after.expert_name,
        enterprise_name=after.enterprise_name,
        institution_id=dossier.institution_id,
        branch_id=dossier.branch_id,
        unit_id=dossier.unit_id,
    )
