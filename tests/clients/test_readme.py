"""The READMEs' snippets are lines of what runs here."""

import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
SECTION = re.compile(r"## (?:Clients|客户端)\n(.*?)\n## ", re.DOTALL)
BLOCK = re.compile(r"```(js|python)\n(.*?)```", re.DOTALL)
FILES = {"js": "*.mjs", "python": "test_*.py"}


def squeezed(text: str) -> str:
    """Without white space and without what only one form of a statement needs."""
    return re.sub(r"\s+|;|,(?=\s*[)}])", "", text)


@pytest.mark.parametrize("readme", ["README.md", "README.zh-CN.md"])
def test_snippets_are_run(readme: str) -> None:
    # given
    section = SECTION.search((ROOT / readme).read_text(encoding="utf-8"))
    assert section
    blocks = BLOCK.findall(section[1])
    assert [language for language, _ in blocks] == ["js", "python"]

    for language, block in blocks:
        # when
        run = "".join(squeezed(file.read_text("utf-8")) for file in sorted(HERE.glob(FILES[language])))
        lines = [re.sub(r"\s*(?://|#) .*", "", line) for line in block.splitlines()]

        # then
        assert [line for line in lines if squeezed(line) not in run] == []
