from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from panhuo.errors import ErrorCode, PanhuoError
from panhuo.search import KEYWORD_AT_MOST, postgres_query, searchable_fields, sqlite_query
from tests.factories import patent
from tests.search.index import index, search
from tests.search.straightforward import finds

pytestmark = pytest.mark.anyio

NUMBER, PUBLICATION = "202310123456.6", "CN110813200B"
LETTERS = "基站散热方法石墨烯aab5gx7α жßＡ①㎏々あ한𠮷𬱖ﷺé_-.·，'\":*&|!()<>\\ \t　"
text = st.text(st.sampled_from(LETTERS), max_size=14)
word = st.text(st.sampled_from(LETTERS), min_size=1, max_size=5)
NUMBERS = ("CN202310123456", "zl202310123456.6", "2023 1 0123456.6", "2023101234561", "20231012", "123456")


class Words(NamedTuple):
    """What varies between the patents of an example."""

    title: str
    owner: str
    inventor: str
    abstract: str | None

    @property
    def indexed(self) -> list[str]:
        return searchable_fields(
            self.title, self.abstract, [self.owner], [self.inventor], NUMBER, PUBLICATION
        )

    @property
    def plain(self) -> list[str]:
        """The fields as the register names them."""
        numbers = [NUMBER, NUMBER.replace(".", ""), PUBLICATION]
        return [self.title, self.abstract or "", self.owner, self.inventor, *numbers]


@st.composite
def words_and_keywords(draw: st.DrawFn) -> tuple[list[Words], list[str]]:
    """Some patents, and keywords: random, cut from what can be searched, and numbers."""
    patents = draw(st.lists(st.builds(Words, text, text, text, st.none() | text), min_size=1, max_size=3))
    source = " ".join(field for one in patents for field in one.plain)
    cuts = [
        source[start : start + draw(st.integers(1, 8))]
        for start in draw(st.lists(st.integers(0, len(source) - 1), max_size=6))
    ]
    random = draw(st.lists(st.lists(word, min_size=1, max_size=3).map(" ".join), max_size=4))
    return patents, [*cuts, *random, *draw(st.lists(st.sampled_from(NUMBERS), max_size=1))]


@pytest.fixture
async def three(db: str) -> list[int]:
    return [(await patent("某大学")).id for _ in range(3)]


@pytest.mark.req("S105")
@given(case=words_and_keywords())
async def test_the_index_finds_what_the_plain_meaning_finds(
    three: list[int], case: tuple[list[Words], list[str]]
) -> None:
    # given
    patents, keywords = case
    rows = list(zip(three, patents, strict=False))
    await index([(id, one.indexed) for id, one in rows])

    for keyword in keywords:
        # when
        hits = await search(keyword)

        # then
        assert hits == {id for id, one in rows if finds(keyword, one.plain, NUMBER)}, (keyword, patents)


async def found(title: str, keyword: str) -> bool:
    one = await patent("某大学")
    await index([(one.id, searchable_fields(title, None, [], [], NUMBER, None))])
    return await search(keyword) == {one.id}


@pytest.mark.req("S105")
@pytest.mark.parametrize(
    ("title", "keyword", "expected"),
    [
        ("一种基站散热方法", "基", True),
        ("一种基站散热方法", "法", True),
        ("一种基站散热方法", "基站", True),
        ("一种基站散热方法", "基站方法", False),
        ("一种基站散热方法", "方法 基站", True),
        ("一种基站，散热方法", "站散", False),
        ("一种基站，散热方法", "基站,散热", True),
        ("基于LED的显示", "led的显", True),
        ("基于LED的显示", "ED", False),
        ("基于LED的显示", "le", True),
        ("α-Fe2O3薄膜", "α", True),
        ("浓度为10μm", "μm", True),
        ("发明人𬱖某", "𬱖", True),
        ("ﬁlm厚度", "FILM", True),
        ("一种方法", "；", False),
        ("一种方法", "", False),
        ("x" * 3000 + "方法", "x" * 61, True),
        ("x" * 59 + "y" * 5, "x" * 59 + "yyy", True),
        ("x" * 59 + "y" * 5, "y", False),
        ("x" * 60 + "方法", "x" * 60 + "方", True),
        ("任意", "ZL2023 1 0123456.6", True),
        ("任意", "2023101234566", True),
        ("任意", "202310123456.1", False),
    ],
)
async def test_search_by_example(db: str, title: str, keyword: str, expected: bool) -> None:
    assert await found(title, keyword) is expected


@pytest.mark.parametrize(
    "keyword", ["a b " * 50, "基 " * 100, "ﷺ" * 200, "基站" * 100, "\"*'" * 60, "\x00a", "\ud800"]
)
async def test_no_keyword_breaks_the_database(db: str, keyword: str) -> None:
    await search(keyword)


async def test_a_long_abstract_is_searched_to_its_limit(db: str) -> None:
    abstract = "甲乙丙丁" * 2_500
    one = await patent("某大学")
    await index([(one.id, searchable_fields("标题", abstract, [], [], NUMBER, None))])
    assert await search("标题") == await search("乙丙丁甲") == {one.id}


@pytest.mark.parametrize("query", [postgres_query, sqlite_query])
def test_a_keyword_that_is_too_long_is_refused(query) -> None:
    with pytest.raises(PanhuoError) as refused:
        query("字" * (KEYWORD_AT_MOST + 1))
    assert refused.value.code == ErrorCode.INVALID_VALUE
