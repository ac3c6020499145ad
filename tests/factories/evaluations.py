"""Evaluations of dossiers, and what they come to beside these."""

from typing import Any

from panhuo.models import Dossier, Enterprise, Evaluation, EvaluationVersion, User
from panhuo.rules.evaluation import average_of
from tests.factories.org import now

TEXTS = {"prospects": "前景", "improvements": "改进", "cooperation": "合作"}


async def evaluation(of: Dossier, expert: User, stars: int, **columns: Any) -> Evaluation:
    """An expert's evaluation, of one version; the dossier's summary follows."""
    firm = await Enterprise.get(id=expert.enterprise_id)  # type: ignore[attr-defined]
    names = {"dossier_title": of.title, "enterprise_name": firm.name, "expert_name": expert.name}
    keys = {"dossier_id": of.id, "enterprise_id": firm.id, "user_id": expert.id}
    made = await Evaluation.create(
        **{"rating": stars, "created_at": now(), "updated_at": now(), **keys, **names, **TEXTS, **columns}
    )
    await EvaluationVersion.create(evaluation_id=made.id, number=1, rating=stars, saved_at=now(), **TEXTS)
    given = [each.rating for each in await Evaluation.filter(dossier_id=of.id)]
    await Dossier.filter(id=of.id).update(
        evaluated=True,
        evaluation_count=len(given),
        evaluation_stars=sum(given),
        evaluation_average=average_of(len(given), sum(given)),
    )
    return made
