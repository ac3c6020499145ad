"""What the documentation repeats from the program is what the program says."""

import re
from pathlib import Path

from panhuo.errors import MESSAGES, ErrorCode
from panhuo.permissions.ability import Scope
from panhuo.permissions.policy import COLUMNS, POLICY, ROWS
from panhuo.settings import Settings
from scripts.error_docs import page

ROOT = Path(__file__).parent.parent
LETTERS = re.compile(r"^\| `([A-Z_]+)` \| ([A-Z]+) \|", re.MULTILINE)
POLICY_ROW = re.compile(r"^\| ([A-Z_]+) \| (.+) \|$", re.MULTILINE)
LINK = re.compile(r"\]\((?!https?://|#|mailto:)([^)#]+)")


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def test_every_error_code_has_its_messages() -> None:
    assert set(MESSAGES) == set(ErrorCode)
    assert all(english and chinese for english, chinese in MESSAGES.values())


def test_the_page_of_errors_is_current() -> None:
    """Else: `.venv/bin/python scripts/error_docs.py > docs/errors.md`."""
    assert text("docs/errors.md") == page()


def test_the_documented_policy_is_the_policy() -> None:
    # given
    documented = text("docs/permissions.md")
    scopes = {letter: Scope(name) for name, letter in LETTERS.findall(documented)} | {"–": None}

    # when
    rows = {
        name: [
            frozenset(scopes[letter] for letter in cell.split("+")) - {None} for cell in cells.split(" | ")
        ]
        for name, cells in POLICY_ROW.findall(documented)
    }

    # then
    assert rows == {ability.value: [POLICY[ability, role] for role in COLUMNS] for ability in sorted(ROWS)}


def test_the_register_is_whole() -> None:
    numbers = re.findall(r"^- \*\*S(\d+)\*\*", text("docs/requirements.md"), re.MULTILINE)
    assert [int(number) for number in numbers] == list(range(1, 193))


def test_both_readmes_name_every_setting() -> None:
    names = {f"PANHUO_{name.upper()}" for name in Settings.model_fields}
    for readme in ("README.md", "README.zh-CN.md"):
        assert names == set(re.findall(r"^\| `(PANHUO_[A-Z_]+)`", text(readme), re.MULTILINE)), readme


def test_links_lead_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    dead = [
        f"{page.relative_to(ROOT)}: {target}"
        for page in pages
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert dead == []
