"""The ready queries: well-formed, valid, and of use to the role they are for."""

from pathlib import Path

import httpx
import pytest
from graphql import build_schema, parse, validate
from strawberry.utils.str_converters import to_camel_case

from panhuo.resolvers.dossier_mutations import DossierMutations
from panhuo.rules.vocabulary import Role
from panhuo.schema import schema
from panhuo.web.examples import EXAMPLES, Example, examples, read_example


@pytest.mark.anyio
async def test_the_page_gets_every_example_with_its_title_in_both_languages(pages: httpx.AsyncClient) -> None:
    # when the page asks
    found = (await pages.get("/examples.json")).json()

    # then each has what the menu shows, and no name occurs twice
    assert all(set(example) == {"role", "name", "title", "query"} for example in found)
    assert all(example["title"]["en"].isascii() and example["title"]["zh-CN"] for example in found)
    assert len({example["name"] for example in found}) == len(found)


@pytest.mark.parametrize("role", list(Role))
def test_each_role_has_a_few(role: Role) -> None:
    assert 2 <= len([example for example in examples() if example["role"] == role.value]) <= 30


def test_every_act_on_a_dossier_has_an_example() -> None:
    acts = {each.name for each in DossierMutations.__strawberry_definition__.fields}  # type: ignore[attr-defined]
    shown = "".join(example["query"] for example in examples())

    assert {act for act in acts if f"{to_camel_case(act)}(" not in shown} == set()


def test_every_file_is_an_example_of_a_role() -> None:
    # given all files in the folder of examples
    files = [path for path in EXAMPLES.rglob("*") if path.is_file()]

    # then none is left out
    assert len(files) == len(examples())


@pytest.mark.parametrize("example", examples(), ids=lambda example: example["name"])
def test_an_example_fits_the_schema(example: Example) -> None:
    assert validate(build_schema(schema.as_str()), parse(example["query"])) == []


@pytest.mark.parametrize("first_line", ["query {", "# only English", "# | 只有中文", "# English |", ""])
def test_a_file_without_a_title_in_both_languages_is_refused(tmp_path: Path, first_line: str) -> None:
    # given a file of a role, whose first line is no title
    path = tmp_path / "inventor" / "1-broken.graphql"
    path.parent.mkdir()
    path.write_text(f"{first_line}\n{{ viewer {{ name }} }}\n", "utf-8")

    # then reading it says which file and what is expected
    with pytest.raises(ValueError, match=r"1-broken\.graphql: the first line must be"):
        read_example(path)
