"""Contents of dossiers that lack nothing, to change one thing of."""

from decimal import Decimal
from typing import Any

from panhuo.rules.dossier_content import DossierContent, StatusEntry, WillingnessEntry
from panhuo.rules.dossier_options import (
    ImplementationDetail,
    ImplementationStatus,
    Maturity,
    PriceRange,
    Willingness,
    WillingnessDetail,
)

NOT_IMPLEMENTED = StatusEntry(ImplementationStatus.NOT_IMPLEMENTED)
LICENSED = StatusEntry(
    ImplementationStatus.LICENSED, ImplementationDetail.SOLE_LICENCE_SIGNED, amount=Decimal("12.5")
)
TO_LICENSE = WillingnessEntry(Willingness.TO_LICENSE, WillingnessDetail.OPEN_LICENCE)


def whole(**changes: Any) -> DossierContent:
    """A single dossier fit for registration."""
    filled: dict[str, Any] = {
        "fiscal_funding": True,
        "statuses": (NOT_IMPLEMENTED,),
        "willingness": (TO_LICENSE,),
        "price": PriceRange.NEGOTIABLE,
        "contact": "陈一",
        "phone": "0571-88000000",
        "maturity": Maturity.PILOT,
        "rating": 4,
        "advantages": "能量密度高",
        "prospects": "可用于储能",
        "members": (1,),
    }
    return DossierContent(**filled | changes)
