"""What the demo's experts say of registered dossiers: rows, with what they come to. Nothing in it is true."""

from random import Random
from typing import Any

from tortoise.transactions import in_transaction

from panhuo.models import Dossier, Evaluation, EvaluationVersion, User
from panhuo.rules.evaluation import average_of
from panhuo.rules.vocabulary import Role

AT_ONCE = 500
SHARE = {True: 0.35, False: 0.2}
"""How many of the published dossiers an expert evaluates: the one who manages an enterprise, and others."""
WEEK_MS = 7 * 24 * 3600 * 1000
PROSPECTS = (
    "与本公司储能产品线契合，市场规模可期。",
    "产业化路径清晰，但下游认证周期较长。",
    "技术领先，量产成本尚需验证。",
    None,
)
IMPROVEMENTS = (
    "希望补充循环寿命与低温性能数据。",
    "建议提供中试规模的良率数据。",
    "需进一步降低原材料成本。",
    None,
)
COOPERATION = (
    "愿意共建联合实验室，先行小试。",
    "可考虑普通许可，并委托后续开发。",
    "暂无合作计划，保持关注。",
    None,
)


async def evaluate(rng: Random) -> None:
    """Let every expert rate some of what is published; a few changed their minds later."""
    async with in_transaction() as client:
        experts = await User.filter(role=Role.ENTERPRISE).order_by("id").prefetch_related("enterprise")
        dossiers = await Dossier.filter(published=True).order_by("id")
        said = [
            evaluation(rng, who, of)
            for who in experts
            for of in dossiers
            if rng.random() < SHARE[who.is_manager]
        ]
        await Evaluation.bulk_create(said, batch_size=AT_ONCE, using_db=client)
        rows = await Evaluation.all().order_by("id").using_db(client)
        versions = [version for row in rows for version in versions_of(rng, row)]
        await EvaluationVersion.bulk_create(versions, batch_size=AT_ONCE, using_db=client)
        for dossier in dossiers:
            stars = [row.rating for row in rows if row.dossier_id == dossier.id]  # type: ignore[attr-defined]
            if stars:
                await Dossier.filter(id=dossier.id).using_db(client).update(**summed(stars))


def evaluation(rng: Random, expert: User, dossier: Dossier) -> Evaluation:
    assert expert.enterprise is not None and dossier.registered_at is not None
    at = dossier.registered_at + rng.randint(1, WEEK_MS)
    return Evaluation(
        dossier_id=dossier.id,
        dossier_title=dossier.title,
        enterprise_id=expert.enterprise.id,
        enterprise_name=expert.enterprise.name,
        user_id=expert.id,
        expert_name=expert.name,
        version=rng.choice((1, 1, 1, 2)),
        **words(rng),
        created_at=at,
        updated_at=at,
    )


def versions_of(rng: Random, row: Evaluation) -> list[EvaluationVersion]:
    """What it says now, and of one that was changed what it said before."""
    now: dict[str, Any] = {
        name: getattr(row, name) for name in ("rating", "prospects", "improvements", "cooperation")
    }
    each = [words(rng) for _ in range(row.version - 1)] + [now]
    return [
        EvaluationVersion(evaluation_id=row.id, number=number, saved_at=row.updated_at, **said)
        for number, said in enumerate(each, 1)
    ]


def words(rng: Random) -> dict[str, Any]:
    return {
        "rating": rng.choice((2, 3, 3, 4, 4, 4, 5, 5)),
        "prospects": rng.choice(PROSPECTS),
        "improvements": rng.choice(IMPROVEMENTS),
        "cooperation": rng.choice(COOPERATION),
    }


def summed(stars: list[int]) -> dict[str, Any]:
    """As the service keeps it on the dossier."""
    count, total = len(stars), sum(stars)
    return {
        "evaluated": True,
        "evaluation_count": count,
        "evaluation_stars": total,
        "evaluation_average": average_of(count, total),
    }
