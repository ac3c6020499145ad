"""Names of people who do not exist."""

from collections.abc import Iterator
from random import Random

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚"
    "沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
GIVEN = (
    "伟芳娜敏静磊军洋勇艳杰娟涛明超霞平刚桂文辉力永健世广志义兴良海山仁波宁贵福生龙元全国胜学祥才发武新利清飞"
    "彬富顺信子昌成康星光天达安岩中茂进林有坚和彪博诚先敬震振壮会思群豪心邦承乐绍功松善厚庆民友裕河哲江浩亮政"
    "谦亨奇固之轮翰朗伯宏言若鸣朋斌梁栋维启克伦翔旭鹏泽晨辰士以建家致树炎德行时泰盛雄琛钧冠策腾楠榕风航弘"
)


def people(rng: Random, taken: set[str] | None = None) -> Iterator[str]:
    """Names without end, no two alike, none of those taken."""
    seen = set(taken or ())
    while True:
        given = "".join(rng.choices(GIVEN, k=2 if rng.random() < 0.8 else 1))
        name = rng.choice(SURNAMES) + given
        if name not in seen:
            seen.add(name)
            yield name
