"""What the demo's patents are about: topics by field, and titles, abstracts and claims made from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from random import Random

from panhuo.rules.vocabulary import PatentType
from seed.tables import lines_of


@dataclass(frozen=True, slots=True)
class Topic:
    """A line of `topics.csv`: what is invented, under which IPC codes, for what and to what effect."""

    field: str
    kind: str
    """material, device or method: how its titles are worded."""
    ipc: tuple[str, ...]
    object: str
    features: tuple[str, ...]
    scenes: tuple[str, ...]
    device: str
    """The thing a utility model of this topic protects."""
    problem: str
    means: str
    effect: str
    product: str
    """The product a design protects; empty where the topic has none."""


@dataclass(frozen=True, slots=True)
class Text:
    """The words of one patent."""

    title: str
    abstract: str
    independent_claim: str | None


TITLES: Mapping[str, Sequence[str]] = {
    "material": (
        "一种{feature}{object}及其制备方法",
        "一种用于{scene}的{feature}{object}及其制备方法与应用",
        "{feature}{object}的制备方法",
        "一种面向{scene}的{object}及应用",
    ),
    "device": (
        "一种{feature}{object}",
        "一种{feature}{object}及其控制方法",
        "用于{scene}的{feature}{object}",
        "一种面向{scene}的{object}及使用方法",
    ),
    "method": (
        "一种基于{feature}的{object}方法",
        "基于{feature}的{scene}{object}方法及系统",
        "面向{scene}的{object}方法、装置、设备及存储介质",
        "一种结合{feature}与{other}的{object}系统",
    ),
    "utility": (
        "一种{manner}{device}",
        "一种用于{scene}的{device}",
        "一种用于{scene}的{manner}{device}",
        "{manner}{device}",
    ),
    "design": ("{product}", "{product}（{manner}）", "{scene}用{product}"),
}
MANNERS = ("快拆式", "便于调节的", "可折叠", "模块化", "防护型", "自锁式", "多功能", "低噪声", "高稳定性")
PARTS = (
    "安装座",
    "导向杆",
    "锁紧螺母",
    "限位槽",
    "缓冲垫",
    "卡接件",
    "滑动支架",
    "弹性压板",
    "密封圈",
    "调节旋钮",
)
MERITS = ("拆装方便，定位可靠", "结构紧凑，占用空间小", "密封性好，使用寿命长", "操作简便，降低了劳动强度")
REMARKS = (
    "结构简单，便于推广应用。",
    "适合批量生产，成本较低。",
    "为相关领域的工程应用提供了新的技术途径。",
    "具有良好的稳定性和重复性。",
    "",
)


@cache
def topics() -> Mapping[str, Sequence[Topic]]:
    """All topics by field, read once a process."""
    found: dict[str, list[Topic]] = {}
    for line in lines_of("topics.csv"):
        found.setdefault(line["field"], []).append(topic(line))
    return found


def topic(line: Mapping[str, str]) -> Topic:
    lists = {name: tuple(line[name].split(";")) for name in ("ipc", "features", "scenes")}
    return Topic(**{**line, **lists})  # type: ignore[arg-type]


def text(rng: Random, topic: Topic, kind: PatentType) -> Text:
    """A plausible title, abstract and claim of that kind of patent on a topic."""
    feature, other = rng.sample(topic.features, 2)
    words = {
        "feature": feature,
        "other": other,
        "scene": rng.choice(topic.scenes),
        "manner": rng.choice(MANNERS),
        "object": topic.object,
        "device": topic.device,
        "product": topic.product,
    }
    title = rng.choice(TITLES[title_kind(topic, kind)]).format_map(words)
    if kind is PatentType.DESIGN:
        return Text(title, f"1.本外观设计产品的名称：{title}。2.本外观设计产品的设计要点：产品的形状。", None)
    return Text(title, abstract(rng, topic, kind, title, words["scene"]), claim(rng, topic, kind, title))


def title_kind(topic: Topic, kind: PatentType) -> str:
    return {PatentType.UTILITY_MODEL: "utility", PatentType.DESIGN: "design"}.get(kind, topic.kind)


def abstract(rng: Random, topic: Topic, kind: PatentType, title: str, scene: str) -> str:
    if kind is PatentType.UTILITY_MODEL:
        return f"本实用新型公开了{title}，包括{parts(rng, topic)}。{rng.choice(MERITS)}，适用于{scene}。"
    reaches = "达到" in topic.effect or "提高到" in topic.effect
    effect = topic.effect.format(n=rng.randint(86, 98) if reaches else rng.randint(12, 67))
    return (
        f"本发明公开了{title}。针对{scene}中{topic.problem}的问题，"
        f"{topic.means}，{effect}。{rng.choice(REMARKS)}"
    )


def claim(rng: Random, topic: Topic, kind: PatentType, title: str) -> str:
    subject = title if title.startswith("一种") else "一种" + title
    if kind is PatentType.UTILITY_MODEL:
        return f"1.{subject}，其特征在于，包括{parts(rng, topic)}。"
    return f"1.{subject}，其特征在于，{topic.means}，以解决{topic.problem}的问题。"


def parts(rng: Random, topic: Topic) -> str:
    base, *others = rng.sample(PARTS, 3)
    return f"{topic.device}本体、设于本体一侧的{base}，以及与{base}配合的{'和'.join(others)}"
