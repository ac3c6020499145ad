"""A review route in words, English or Chinese: where a dossier goes, and why not elsewhere (S15)."""

from collections.abc import Sequence

from panhuo.rules.routing import LevelOutcome
from panhuo.rules.vocabulary import Role

FILERS: dict[Role, tuple[str, str]] = {
    Role.INSTITUTION_ADMIN: ("the institution administrator", "高校院所管理员"),
    Role.COLLEGE_ADMIN: ("a college administrator", "学院管理员"),
    Role.BRANCH_ADMIN: ("a branch administrator", "分校管理员"),
    Role.BRANCH_COLLEGE_ADMIN: ("a branch-college administrator", "分校学院管理员"),
    Role.INVENTOR: ("an inventor", "发明人"),
}
OUTCOMES: dict[LevelOutcome, tuple[str, str]] = {
    LevelOutcome.REVIEWS: ("{name} reviews it", "由{name}审核"),
    LevelOutcome.SWITCHED_OFF: ("{name} is left out: its switch is off", "跳过{name}：审批开关已关闭"),
    LevelOutcome.NO_ADMIN: (
        "{name} is left out: it has no active administrator",
        "跳过{name}：没有在用的管理员",
    ),
}
GOES = (
    "A dossier filed by {filer} of {unit} goes to {steps}{reasons}.",
    "{unit}的{filer}建档后，提交至{steps}审核{reasons}。",
)
AT_ONCE = (
    "A dossier filed by {filer} of {unit} is decided at once: nobody stands above.",
    "{unit}的{filer}建档后直接完成盘点或登记入库，无须上级审核。",
)


def level_words(name: str, outcome: LevelOutcome, chinese: bool) -> str:
    """What becomes of a dossier at one unit."""
    return OUTCOMES[outcome][chinese].format(name=name)


def route_words(role: Role, unit: str, levels: Sequence[tuple[str, LevelOutcome]], chinese: bool) -> str:
    """The whole route: who reviews in turn, and of every level passed over, why."""
    words = {"filer": FILERS[role][chinese], "unit": unit}
    steps = [name for name, outcome in levels if outcome is LevelOutcome.REVIEWS]
    if not steps:
        return AT_ONCE[chinese].format(**words)
    passed = [level_words(*level, chinese) for level in levels if level[1] is not LevelOutcome.REVIEWS]
    if chinese:
        reasons = f"（{'；'.join(passed)}）" if passed else ""
        return GOES[1].format(steps="，再提交至".join(steps), reasons=reasons, **words)
    reasons = f", because {'; '.join(passed)}" if passed else ""
    return GOES[0].format(steps=", then to ".join(steps), reasons=reasons, **words)
