"""Ready queries for each role, kept as files: `examples/<role>/<order>-<name>.graphql`.

The first line is the title, in English and Chinese: `# English | 中文`.
"""

from functools import lru_cache
from pathlib import Path
from typing import TypedDict

from panhuo.rules.vocabulary import Role

EXAMPLES = Path(__file__).parent / "examples"


class Example(TypedDict):
    """One query; `title` is by language tag, `query` the file without its title."""

    role: str
    name: str
    title: dict[str, str]
    query: str


def read_example(path: Path) -> Example:
    """The example in a file. Raises ValueError where its first line isn't a title in both languages."""
    first_line, _, query = path.read_text("utf-8").partition("\n")
    english, bar, chinese = first_line.removeprefix("#").partition("|")
    if not (first_line.startswith("#") and bar and english.strip() and chinese.strip()):
        raise ValueError(f"{path}: the first line must be '# English title | 中文标题'")
    role = Role(path.parent.name.upper())
    title = {"en": english.strip(), "zh-CN": chinese.strip()}
    return Example(role=role.value, name=f"{path.parent.name}/{path.stem}", title=title, query=query)


@lru_cache
def examples() -> tuple[Example, ...]:
    """All examples: the roles in the order of `Role`, each role's in the order of their file names."""
    folders = (EXAMPLES / role.value.lower() for role in Role)
    return tuple(read_example(path) for folder in folders for path in sorted(folder.glob("*.graphql")))
