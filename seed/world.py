"""The demo's fictional world: two universities, an institute, companies. Nobody in it exists."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from panhuo.rules.vocabulary import InstitutionType, OrgUnitKind

AS_OF = date(2026, 6, 30)
"""The date of the demo's latest data."""
FIRST_PUSH = date(2026, 5, 31)
PATENTS = 3000


@dataclass(frozen=True, slots=True)
class Unit:
    """A node of an institution's tree, before it has an id."""

    kind: OrgUnitKind
    name: str
    slug: str
    """Short Latin name, unique within the world; institutions' slugs end their account names."""
    children: tuple["Unit", ...] = ()
    fields: tuple[str, ...] = ()
    """What is invented there: fields of `topics.csv`; empty for units that have children."""
    weight: float = 0
    """About how many patents."""
    owner_names: tuple[str, ...] = ()
    """Under which it owns patents: its name now, then older ones. Institutions and branches only."""
    institution_type: InstitutionType | None = None
    open_showcase: bool = False
    branch_reviews: bool = True
    """Of an institution: whether its branches review dossiers, or their colleges submit to it directly."""
    address: str | None = None
    region_code: str | None = None

    def __iter__(self) -> Iterator["Unit"]:
        """This unit and all below, parents first."""
        yield self
        for child in self.children:
            yield from child


def college(slug: str, name: str, weight: float, *fields: str) -> Unit:
    return Unit(OrgUnitKind.COLLEGE, name, slug, fields=fields, weight=weight)


def branch(slug: str, name: str, owner: str, *children: Unit) -> Unit:
    return Unit(OrgUnitKind.BRANCH, name, slug, children, owner_names=(owner,))


def branch_college(slug: str, name: str, weight: float, *fields: str) -> Unit:
    return Unit(OrgUnitKind.BRANCH_COLLEGE, name, slug, fields=fields, weight=weight)


INSTITUTIONS = (
    Unit(
        OrgUnitKind.INSTITUTION,
        "云岭大学",
        "yunling",
        (
            college("materials", "材料科学与工程学院", 320, "材料"),
            college("electrical", "电气工程学院", 250, "电气", "能源"),
            college("information", "信息工程学院", 250, "信息", "智能"),
            college("life", "生命科学与医药学院", 200, "生医"),
            college("chemistry", "环境与化学工程学院", 200, "环化"),
            college("agriculture", "农业与食品学院", 150, "农食"),
        ),
        owner_names=("云岭大学", "云岭工学院"),
        institution_type=InstitutionType.UNIVERSITY,
        open_showcase=True,
        address="650000 云南省云岭新区文津路1号",
        region_code="530000",
    ),
    Unit(
        OrgUnitKind.INSTITUTION,
        "东海理工大学",
        "donghai",
        (
            college("mechanical", "机械工程学院", 230, "机械"),
            college("computing", "计算机学院", 210, "计算机"),
            college("civil", "土木与交通学院", 150, "土木"),
            college("optics", "光电学院", 150, "光电"),
            branch(
                "wangchao",
                "望潮分校",
                "东海理工大学望潮分校",
                branch_college("marine", "海洋装备学院", 170, "海洋"),
                branch_college("power", "能源动力学院", 130, "能源"),
            ),
            branch(
                "qingyu",
                "青屿分校",
                "东海理工大学青屿分校",
                branch_college("medical", "医疗工程学院", 130, "医工"),
                branch_college("creative", "数字创意学院", 90, "数创"),
            ),
        ),
        owner_names=("东海理工大学", "东海工业学院"),
        institution_type=InstitutionType.UNIVERSITY,
        branch_reviews=False,
        address="310000 浙江省东海新区观澜大道9号",
        region_code="330000",
    ),
    Unit(
        OrgUnitKind.INSTITUTION,
        "沧澜先进技术研究院",
        "canglan",
        (
            college("newmaterials", "新材料研究中心", 160, "材料", "环化"),
            college("intelligent", "智能系统研究中心", 170, "智能", "信息"),
        ),
        owner_names=("沧澜先进技术研究院", "沧澜先进技术研究所"),
        institution_type=InstitutionType.RESEARCH_INSTITUTE,
        open_showcase=True,
        address="430000 湖北省沧澜科技园3号",
        region_code="420000",
    ),
)

ENTERPRISES = (
    "赤霞储能科技有限公司",
    "澜竹医疗器械有限公司",
    "云杉数控装备有限公司",
    "碧湾环境工程有限公司",
)
"""Their experts have accounts; they also own patents with the institutions, and buy some."""
OTHER_COMPANIES = (
    "霁川新材料股份有限公司",
    "星槎智能航行有限公司",
    "砚溪信息技术有限公司",
    "禾屿农业科技有限公司",
)
COMPANIES = ENTERPRISES + OTHER_COMPANIES


def place(slug: str) -> str:
    """Where a unit stands, from its institution down."""
    return " / ".join(unit.name for unit in chain(slug))


def chain(slug: str) -> list[Unit]:
    """A unit and those above it, the institution first. Raises KeyError for a slug nobody has."""
    for institution in INSTITUTIONS:
        if found := path_to(institution, slug):
            return found
    raise KeyError(slug)


def path_to(unit: Unit, slug: str) -> list[Unit]:
    if unit.slug == slug:
        return [unit]
    below = next((found for child in unit.children if (found := path_to(child, slug))), [])
    return [unit, *below] if below else []
