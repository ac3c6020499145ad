"""What the mutations of demands take and answer."""

import strawberry

from panhuo.rules.dossier_options import WillingnessDetail
from panhuo.rules.vocabulary import CodeKind
from panhuo.types.demand import Demand
from panhuo.types.demand_words import DemandHandling
from panhuo.types.user_error import UserError, user_errors

DEMAND = "Id of the demand (需求编号)."
VERSION = "The version that was looked at (版本); CONFLICT where it is another by now."


@strawberry.input(description="A way of working together (合作方式, S165).")
class DemandModeInput:
    """An entry of `CreateDemandInput.cooperation`."""

    mode: WillingnessDetail = strawberry.field(description="Which (合作方式).")
    custom: str | None = strawberry.field(
        default=None, description="Of CUSTOM: what, up to 100 letters (自定义内容)."
    )


@strawberry.input(description="A class of technology or industry (分类).")
class DemandClassInput:
    """An entry of `CreateDemandInput.classes`."""

    kind: CodeKind = strawberry.field(description="The code table (分类表).")
    code: str = strawberry.field(description="The code; everything below it counts (代码).")


@strawberry.input(description="What an enterprise wants (企业需求).")
class CreateDemandInput:
    """What `createDemand` takes."""

    dossier: strawberry.ID | None = strawberry.field(
        default=None,
        description="Id of the registered patent or portfolio it is directed to; none of a general demand "
        "(定向档案, S162).",
    )
    cooperation: list[DemandModeInput] = strawberry.field(
        description="Ways of working together, at least one (合作方式, S165)."
    )
    region: str = strawberry.field(description="Code of the enterprise's region (企业所在地区).")
    contact: str = strawberry.field(description="Whom to ask (联系人).")
    phone: str = strawberry.field(description="Phone to call (联系电话).")
    description: str | None = strawberry.field(
        default=None, description="What it has in mind, up to 2,000 letters (合作意向说明)."
    )
    topic: str | None = strawberry.field(
        default=None, description="Of a general demand: what is looked for, up to 200 letters (需求主题)."
    )
    keywords: list[str] = strawberry.field(
        default_factory=list,
        description="Of a general demand: up to 8 words to find patents by (关键词).",
    )
    classes: list[DemandClassInput] = strawberry.field(
        default_factory=list,
        description="Of a general demand: up to 8 classes to look in (分类); with no keyword at least one.",
    )
    idempotency_key: str | None = strawberry.field(
        default=None,
        description="A word of the client's own: asking again under it sends nothing twice (幂等键).",
    )


@strawberry.input(description="A step with a demand (处理企业需求).")
class HandleDemandInput:
    """What `handleDemand` takes."""

    id: strawberry.ID = strawberry.field(description=DEMAND)
    version: int = strawberry.field(description=VERSION)
    act: DemandHandling = strawberry.field(description="What is done (处理方式).")
    note: str | None = strawberry.field(
        default=None,
        description="A note for the institution's own people, up to 500 letters; of CLOSE the reason, which "
        "the enterprise is told (备注).",
    )


@strawberry.input(description="A demand to withdraw (撤回企业需求).")
class WithdrawDemandInput:
    """What `withdrawDemand` takes."""

    id: strawberry.ID = strawberry.field(description=DEMAND)
    version: int = strawberry.field(description=VERSION)
    reason: str | None = strawberry.field(
        default=None, description="Why, which the institution is told, up to 500 letters (原因)."
    )


@strawberry.type(description="The demand (企业需求), or why nothing happened.")
class DemandPayload:
    """What mutations of a demand answer."""

    demand: Demand | None = strawberry.field(default=None, description="The demand (企业需求).")
    user_errors: list[UserError] = user_errors("What stands against it, and where (错误).")
