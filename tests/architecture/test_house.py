"""The house rules that can be counted: sizes, docstrings, drawers, deferred imports, loose types."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "ledgerstone"
FILE_LINES = 400
FUNCTION_LINES = 60
DRAWERS = {"util", "helper", "common", "misc", "manager", "service", "base"}
CORE = ("values", "evidence", "accountability")
Function = ast.FunctionDef | ast.AsyncFunctionDef

MODULES = sorted(p for p in SOURCE.rglob("*.py") if "migrations" not in p.parts)
TREES = {path: ast.parse(path.read_bytes()) for path in MODULES}


def functions() -> Iterator[tuple[Path, Function]]:
    for path, tree in TREES.items():
        for node in ast.walk(tree):
            if isinstance(node, Function):
                yield path, node


def names(paths: Iterator[Path] | list[Path]) -> list[str]:
    return sorted(str(p.relative_to(ROOT)) for p in paths)


def test_there_is_a_house_to_check():
    assert len(MODULES) > 50


def test_no_file_is_longer_than_a_reader_can_hold():
    every = [*MODULES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py")]
    assert names([p for p in every if len(p.read_bytes().splitlines()) > FILE_LINES]) == []


def test_no_function_is_longer_than_a_page():
    assert [
        f"{path.name}:{node.name}" for path, node in functions() if node.end_lineno - node.lineno + 1 > FUNCTION_LINES
    ] == []


def test_every_module_says_its_job():
    assert names([p for p, tree in TREES.items() if tree.body and not ast.get_docstring(tree)]) == []


def test_there_is_no_drawer():
    packages = [p.parent for p in MODULES if p.name == "__init__.py"]
    assert names([p for p in [*MODULES, *packages] if p.stem.rstrip("s") in DRAWERS]) == []


def test_no_import_hides_in_a_function():
    assert [
        f"{path.name}:{node.name}"
        for path, node in functions()
        if any(isinstance(inner, ast.Import | ast.ImportFrom) for inner in ast.walk(node))
    ] == []


def test_no_public_signature_is_loose():
    def written(node: Function) -> str:
        arguments = node.args
        every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
        annotations = [node.returns, *(a.annotation for a in every if a)]
        return " ".join(ast.unparse(a) for a in annotations if a)

    loose = [
        f"{path.name}:{node.name}"
        for path, node in functions()
        if not node.name.startswith("_") and re.search(r"\bAny\b", written(node))
    ]
    assert loose == []


@pytest.mark.parametrize("room", CORE)
def test_the_core_imports_no_framework(room):
    for path, tree in TREES.items():
        if path.relative_to(SOURCE).parts[0] != room:
            continue
        for node in ast.walk(tree):
            imported = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            imported += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {name.split(".")[0] for name in imported} & {"django", "click", "rich"}, path


def test_no_committed_file_names_a_registry_host():
    hosts = re.compile(r"pypi\.org|pythonhosted|registry\.npmjs|deb\.debian\.org|index-url", re.IGNORECASE)
    every = [p for p in (ROOT / "requirements").iterdir() if p.is_file()] + [ROOT / "pyproject.toml"]
    assert names([p for p in every if hosts.search(p.read_text(encoding="utf-8"))]) == []
