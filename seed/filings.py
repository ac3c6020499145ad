"""What the demo's people write into their dossiers. Nothing in it is true."""

from dataclasses import replace
from decimal import Decimal
from random import Random

from panhuo.rules.dossier_content import DossierContent, StatusEntry, WillingnessEntry
from panhuo.rules.dossier_options import (
    ImplementationDetail,
    ImplementationStatus,
    Maturity,
    PriceRange,
    Willingness,
    WillingnessDetail,
)
from panhuo.rules.vocabulary import DossierState
from seed.world import COMPANIES

S, D, W, WD = ImplementationStatus, ImplementationDetail, Willingness, WillingnessDetail
CITIES = ("杭州", "宁波", "昆明", "武汉", "苏州", "东莞")
FIT = (
    *((StatusEntry(S.NOT_IMPLEMENTED),),) * 4,
    (StatusEntry(S.LICENSED, D.ORDINARY_LICENCE_PLANNED),),
    (StatusEntry(S.LICENSED, D.SOLE_LICENCE_SIGNED, amount=Decimal("12.5")),),
    (StatusEntry(S.LICENSED, D.INDUSTRIALISED_BY_LICENSEE, product="示范产线样机"),),
    (StatusEntry(S.LICENSED, D.PATENT_POOL), StatusEntry(S.CUSTOM, custom="已用于校内教学实验")),
    (StatusEntry(S.SELF_INDUSTRIALISED, amount=Decimal(80)),),
)
UNFIT = (
    (StatusEntry(S.TO_BE_ABANDONED),),
    (StatusEntry(S.UNSUITABLE),),
    (StatusEntry(S.OWNERSHIP_DISPUTE),),
    (StatusEntry(S.ASSIGNED, D.ASSIGNMENT_PLANNED),),
    (StatusEntry(S.ASSIGNED, D.ASSIGNMENT_SIGNED, amount=Decimal(30)),),
)
WISHES = (
    (WillingnessEntry(W.TO_LICENSE, WD.OPEN_LICENCE),),
    (WillingnessEntry(W.TO_LICENSE, WD.ORDINARY_LICENCE), WillingnessEntry(W.TO_ASSIGN, WD.ASSIGNMENT)),
    (WillingnessEntry(W.TO_LICENSE, WD.PATENT_POOL),),
    (WillingnessEntry(W.TO_ASSIGN, WD.EQUITY),),
    (WillingnessEntry(W.TO_APPLY),),
)
RETURNED = (
    "请补充产业化前景描述。",
    "联系电话有误，请核对。",
    "请说明实施状态的依据。",
    "自评偏高，请复核。",
)
DELISTED = ("专利已进入转让谈判，先行下架。", "建档信息待更新。", "与企业签有保密协议，暂不公开。")


def written(
    rng: Random, state: DossierState, title: str, members: tuple[int, ...], contact: str, phone: str
) -> DossierContent:
    """What somebody wrote, such that the state follows from it; drafts lack something now and then."""
    content = DossierContent(
        fiscal_funding=rng.random() < 0.6,
        statuses=rng.choice(FIT),
        willingness=rng.choice(WISHES),
        cities=tuple(rng.sample(CITIES, rng.randint(0, 2))),
        companies=tuple(rng.sample(COMPANIES, rng.randint(0, 2))),
        price=rng.choice(list(PriceRange)),
        contact=contact,
        phone=phone,
        maturity=rng.choice(list(Maturity)),
        rating=rng.choices((3, 4, 5), (5, 4, 2))[0],
        advantages=f"{title[:60]}：结构紧凑，成本较低，可靠性优于现有方案。",
        prospects="已完成小范围验证，预计三年内可形成示范应用。",
        members=members,
        name=f"{title[:20]}等专利组合" if len(members) > 1 else None,
        description="围绕同一技术方向的若干专利，可整体许可。" if len(members) > 1 else None,
    )
    if state is DossierState.INVENTORIED:
        return replace(content, rating=rng.randint(1, 2)) if rng.random() < 0.5 else unfit(rng, content)
    if state is DossierState.DRAFT and rng.random() < 0.6:
        return replace(content, prospects=None, price=None, phone=None)
    return content


def unfit(rng: Random, content: DossierContent) -> DossierContent:
    return replace(content, statuses=rng.choice(UNFIT))
