"""The rules of docs/architecture.md that a reader could break without noticing."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LINES_AT_MOST = 250
ROLES = "Role"

MAY_IMPORT: dict[str, set[str]] = {
    "rules": {"rules"},
    "errors": {"errors"},
    "settings": {"settings", "rules"},
    "db": {"db", "settings"},
    "migrate": {"migrate", "migrations", "db"},
    "models": {"models", "rules"},
    "signals": {"signals", "db"},
    "observing": {"observing", "settings"},
    "logs": {"logs", "observing", "settings"},
}
"""What a part may import of ours, where that can be listed. Everything else obeys MAY_NOT_IMPORT."""

UPPER = {"app", "cli", "commands", "http", "schema"}
MAY_NOT_IMPORT: dict[str, set[str]] = {
    "search": UPPER | {"resolvers", "services", "types", "compiler", "permissions"},
    "files": UPPER | {"resolvers", "services", "types", "compiler", "permissions", "models"},
    "sheets": UPPER | {"resolvers", "services", "types", "compiler", "permissions"},
    "auth": UPPER | {"resolvers", "types", "compiler"},
    "permissions": UPPER | {"resolvers", "services", "types", "compiler", "models"},
    "compiler": UPPER | {"resolvers", "services", "types"},
    "replica": UPPER | {"resolvers", "services", "types", "jobs"},
    "services": UPPER | {"resolvers", "types", "compiler", "jobs"},
    "jobs": UPPER | {"resolvers", "types"},
    "matrix": UPPER | {"resolvers", "services", "types"},
    "types": UPPER | {"resolvers", "services"},
    "resolvers": UPPER,
    "schema": {"app", "cli", "commands", "http"},
    "http": {"app", "cli", "commands"},
    "app": {"cli", "commands"},
}
SOURCES = sorted((ROOT / "panhuo").rglob("*.py"))
CODE = [*SOURCES, *sorted((ROOT / "seed").rglob("*.py")), *sorted((ROOT / "bench").rglob("*.py"))]
TEXTS = {".py", ".md", ".toml", ".yaml", ".yml", ".txt", ".graphql", ".ts", ".tsx", ".js", ".json", ""}
SKIPPED_FOLDERS = {".git", "node_modules", "static", ".venv", "dist", "build", "data"}
SKIPPED_FOLDERS |= {".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "__pycache__"}


def part_of(path: Path) -> str:
    """The part of the program a file belongs to: `compiler` for panhuo/compiler/plan.py."""
    return path.relative_to(ROOT / "panhuo").parts[0].removesuffix(".py")


def imported_parts(path: Path) -> set[str]:
    """The parts of the program a file imports, also inside functions."""
    parts: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            parts |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("panhuo.")}
        elif isinstance(node, ast.ImportFrom) and node.module == "panhuo":
            parts |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("panhuo."):
            parts.add(str(node.module).split(".")[1])
    return parts


def upward_imports() -> Iterator[str]:
    for path in SOURCES:
        part, imported = part_of(path), imported_parts(path)
        wrong = (
            imported - MAY_IMPORT[part] if part in MAY_IMPORT else imported & MAY_NOT_IMPORT.get(part, set())
        )
        yield from (f"{path.relative_to(ROOT)} imports panhuo.{name}" for name in sorted(wrong))


def role_comparisons() -> Iterator[str]:
    """Decisions on a role by comparison: only permissions/ may take them."""
    for path in SOURCES:
        if part_of(path) not in ("permissions", "migrations"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            yield from (f"{path.relative_to(ROOT)}:{line}" for line in lines_that_decide_on_roles(tree))


def lines_that_decide_on_roles(tree: ast.AST) -> list[int]:
    decisions = [node for node in ast.walk(tree) if isinstance(node, ast.Compare | ast.MatchValue)]
    return [node.lineno for node in decisions if any(is_role(inner) for inner in ast.walk(node))]


def is_role(node: ast.AST) -> bool:
    """Whether an expression is a member of Role: `Role.INVENTOR`, `vocabulary.Role.INVENTOR`."""
    if not isinstance(node, ast.Attribute):
        return False
    owner = node.value
    return (isinstance(owner, ast.Name) and owner.id == ROLES) or (
        isinstance(owner, ast.Attribute) and owner.attr == ROLES
    )


def project_texts() -> Iterator[Path]:
    for path in sorted(ROOT.rglob("*")):
        skipped = SKIPPED_FOLDERS.intersection(path.relative_to(ROOT).parts)
        if path.is_file() and not skipped and path.suffix in TEXTS:
            yield path


def test_imports_run_downwards() -> None:
    assert list(upward_imports()) == []


def test_files_stay_short() -> None:
    long = {
        str(path.relative_to(ROOT)): lines
        for path in CODE
        if "migrations" not in path.parts
        and (lines := len(path.read_text(encoding="utf-8").splitlines())) > LINES_AT_MOST
    }
    assert long == {}


def test_only_the_permissions_decide_on_roles() -> None:
    assert list(role_comparisons()) == []


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("if viewer.role is Role.INVENTOR: pass", [1]),
        ("ok = viewer.role in (Role.INVENTOR, Role.ENTERPRISE)", [1]),
        ("match viewer.role:\n    case Role.INVENTOR: pass", [2]),
        ("x = vocabulary.Role.INVENTOR == y", [1]),
        ("create(role=Role.INVENTOR)", []),
        ("if viewer.signed_in: pass", []),
    ],
)
def test_the_check_of_roles_sees_each_form(source: str, lines: list[int]) -> None:
    assert lines_that_decide_on_roles(ast.parse(source)) == lines


def test_the_project_stands_on_its_own() -> None:
    """Nothing names a folder outside the project, nor a path of one machine."""
    foreign = ("../" + "shared", "/" + "work/", "/" + "root/")
    naming = [
        f"{path.relative_to(ROOT)} names {word}"
        for path in project_texts()
        for word in foreign
        if word in path.read_text(encoding="utf-8", errors="ignore")
    ]
    assert naming == []
