"""How a dossier came to stand where it stands: its route, its reviews, its versions and their differences."""

from dataclasses import dataclass
from typing import Any

import orjson
import strawberry
from strawberry.utils.str_converters import to_camel_case

from panhuo.compiler import binding as bind
from panhuo.compiler.statement import Place
from panhuo.compiler.weights import Size
from panhuo.enums import described
from panhuo.rules.dossier_content import NAMES as FIELDS
from panhuo.rules.dossier_content import DossierContent as Content
from panhuo.rules.dossier_lifecycle import DossierAct
from panhuo.rules.routing import LevelOutcome
from panhuo.rules.vocabulary import DossierState, OrgUnitKind
from panhuo.types import approval  # noqa: F401  # it describes LevelOutcome
from panhuo.types.declare import column, declared, derived, entity, to_one
from panhuo.types.dossier_content import DossierContent
from panhuo.types.org_unit import OrgUnit
from panhuo.types.scalars import Instant

described(
    DossierAct,
    "A step of a dossier's life (操作).",
    {
        "APPROVE": "Approved (审核通过).",
        "CHANGE_CONTACT": "Contact replaced (修改联系人).",
        "DELIST": "Delisted (下架).",
        "DISCARD": "Discarded (删除草稿).",
        "FILE": "Begun (建档).",
        "FLAG": "A patent lapsed, was transferred, or came back (标记).",
        "HAND_OVER": "Handed over (移交).",
        "REGISTER_DIRECTLY": "Registered directly by an upload (上传登记入库).",
        "REPLACE": "Replaced by its revision (再次盘点生效).",
        "RETURN": "Returned (退回).",
        "REVISE": "A revision was begun (再次盘点).",
        "SAVE": "Saved (保存).",
        "SUBMIT": "Submitted (提交).",
        "WITHDRAW": "Withdrawn (撤回).",
    },
)
DIFFERENCES = Size(4, len(FIELDS))
UNTOLD = frozenset({"contact", "phone"})
"""Fields under an ability of their own: of these only that they changed is told."""


def unit_name(place: Place) -> str:
    alias = place.join("unit", "org_unit", lambda alias: f"{alias}.id = {place['unit_id']}")
    return f"{alias}.name"


def waits_here(place: Place) -> str:
    alias = place.join("dossier", "dossier", lambda alias: f"{alias}.id = {place['dossier_id']}")
    return f"({alias}.state = 'PENDING' and {alias}.step = {place['position']})"


def receiver_name(place: Place) -> str:
    alias = place.join("receiver", "user_account", lambda alias: f"{alias}.id = {place['receiver_id']}")
    return f"{alias}.name"


def present_route(place: Place) -> str:
    """Steps of the route of the last submission."""
    return f"{place['submission']} = (select d.submission from dossier d where d.id = {place['dossier_id']})"


def submitted_only(place: Place) -> str:
    return place["frozen"]


@entity("review_step", None, "A level of a dossier's route, frozen when it was submitted (审核环节, S18).")
class ReviewStep:
    """A step."""

    position: int = column("Position, from 1, bottom-up (次序).")
    kind: OrgUnitKind = column("Kind of its unit (机构类型).")
    outcome: LevelOutcome = column("Whether it reviews, and why not (是否审核).")
    unit_name: str = derived("Name of its unit (机构名称).", unit_name)
    unit: OrgUnit | None = to_one("Its unit, where readable (机构).", "OrgUnit", "unit_id")
    waiting: bool = derived("Whether the dossier waits here (当前环节).", waits_here)


@entity("review", None, "A step of a dossier's life as it was taken (审核记录).")
class Review:
    """An entry of the history."""

    at: Instant = column("When (时间).")
    act: DossierAct = column("What was done (操作).")
    revision: bool = column("Done to a revision, which has gone up in this dossier since (再次盘点).")
    from_state: DossierState | None = column("Before; null for what did not exist (变更前状态).")
    to_state: DossierState | None = column("After; null where it ended (变更后状态).")
    submission: int = column("How often it had been submitted then (提交次数).")
    step: int = column("Position in the route; 0 outside reviews (审核环节次序).")
    unit_name: str | None = derived("Name of the unit of that step (审核机构).", unit_name)
    by_name: str = column("The actor's name at the time (操作人).")
    on_behalf: bool = column("The institution acted for a level without an administrator (代审).")
    reason: str | None = column("Why (原因, S116, S145).")
    receiver_name: str | None = derived("Of a hand-over: the new filer (移交给).", receiver_name)


@strawberry.type(description="A field that two versions of a dossier say differently (版本差异).")
class DossierDifference:
    """A difference."""

    field: str = declared(None, "The field, as the form names it (字段).")
    before: str | None = declared(
        None,
        "What the earlier version said, as JSON; null for nothing. Contact and phone are not told (变更前).",
    )
    after: str | None = declared(None, "What this version says (变更后).")


@dataclass(frozen=True)
class Difference:
    field: str
    before: str | None
    after: str | None


def differences(chinese: bool, content: str, before: str | None) -> list[Difference]:
    """Two contents compared field by field; nothing of a first version."""
    if before is None:
        return []
    new, old = Content.parse(content).filled(), Content.parse(before).filled()
    return [
        Difference(to_camel_case(name), said(name, old.get(name)), said(name, new.get(name)))
        for name in sorted(FIELDS)
        if old.get(name) != new.get(name)
    ]


def said(name: str, value: Any) -> str | None:
    return None if value is None or name in UNTOLD else orjson.dumps(value).decode()


def content_before(place: Place) -> str:
    """What the version submitted before this one said."""
    return (
        "(select b.content from dossier_version b"
        f" where b.dossier_id = {place['dossier_id']} and b.frozen and b.number < {place['number']}"
        " order by b.number desc limit 1)"
    )


@entity("dossier_version", None, "A version of a dossier that was submitted (历史版本).")
class DossierVersion:
    """A version of the history."""

    number: int = column("Number, rising (版本号).")
    saved_at: Instant = column("When it was saved last (保存时间).")
    author_name: str = column("Who saved it, by the name of then (保存人).")
    content: DossierContent = to_one("What it says (内容).", "DossierContent", "id")
    differences: list[DossierDifference] = declared(
        bind.Computed(differences, ("content", content_before)),
        "What it says differently from the version before (版本差异).",
        size=DIFFERENCES,
    )
