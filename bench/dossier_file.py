"""Patents of an institution, and a workbook of dossiers of theirs with errors planted at known rows."""

import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from panhuo.rules.application_number import check_digit
from panhuo.rules.dossier_content import DossierContent, StatusEntry, WillingnessEntry
from panhuo.rules.dossier_options import (
    ImplementationDetail,
    ImplementationStatus,
    Maturity,
    PriceRange,
    Willingness,
    WillingnessDetail,
)
from panhuo.rules.patent_record import PatentRecord
from panhuo.rules.vocabulary import LegalStatus, PatentType
from panhuo.sheets.dossier_form import DossierForm
from panhuo.sheets.dossier_row import TemplateRow
from panhuo.sheets.dossier_workbook import write_dossier_workbook

FIRST_ROW = 4
"""Below the headings of the template."""
LICENSED = StatusEntry(
    ImplementationStatus.LICENSED, ImplementationDetail.SOLE_LICENCE_SIGNED, amount=Decimal("12.5")
)
UNFIT = StatusEntry(ImplementationStatus.UNSUITABLE)


def number(serial: int) -> str:
    """A canonical application number."""
    body = f"20191{serial:07d}"
    return f"{body}.{check_digit(body)}"


def owned(count: int, owner: str, first: int = 1) -> list[PatentRecord]:
    """So many granted inventions of an owner."""
    return [
        PatentRecord(
            row=serial,
            application_number=number(serial),
            title=f"一种储能装置及其控制方法{serial:06}",
            type=PatentType.INVENTION,
            legal_status=LegalStatus.VALID,
            is_grant=True,
            owners=[owner],
            inventors=["张三", "李四"],
            application_date=date(2019, 6, 1),
            grant_date=date(2021, 6, 1),
            ipc=["H01M 8/18"],
            industries=["C3841"],
        )
        for serial in range(first, first + count)
    ]


def content(serial: int) -> DossierContent:
    """What a dossier says: every third has two statuses, every tenth is not fit for registration."""
    unfit = serial % 10 == 0
    statuses = (UNFIT,) if unfit else (LICENSED,) if serial % 3 else (LICENSED, StatusEntry(OTHER))
    return DossierContent(
        fiscal_funding=bool(serial % 2),
        statuses=statuses,
        willingness=(WillingnessEntry(Willingness.TO_LICENSE, WillingnessDetail.OPEN_LICENCE),),
        price=PriceRange.NEGOTIABLE,
        contact="张三",
        phone=f"139{serial:08}",
        maturity=Maturity.PILOT,
        rating=3 + serial % 3,
        advantages="能量密度高，循环寿命长，可在低温下工作。" * 3,
        prospects="可用于分布式储能和电动船舶。" * 3,
    )


OTHER = ImplementationStatus.NOT_IMPLEMENTED


def dossiers(count: int, wrong: int, first: int = 1) -> list[TemplateRow]:
    """So many rows in which nothing is wrong, then some with a phone that is none."""
    rows = [TemplateRow(number(each), "", content=content(each)) for each in range(first, first + count)]
    for serial in range(first + count, first + count + wrong):
        rows.append(TemplateRow(number(serial), "", content=DossierContent(phone="x", contact="张三")))
    return rows


def workbook(rows: Sequence[TemplateRow]) -> bytes:
    """The template, filled in."""
    buffer = io.BytesIO()
    write_dossier_workbook(buffer, rows, DossierForm())
    return buffer.getvalue()
