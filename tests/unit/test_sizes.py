"""The sizes of architecture.md hold: modules, functions, view bodies, public methods."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import badgeservice

PACKAGE = Path(badgeservice.__file__).parent
MODULES = [file for file in PACKAGE.rglob("*.py") if "migrations" not in file.parts]
LONGEST_MODULE, LONGEST_FUNCTION, LONGEST_VIEW, MOST_METHODS = 250, 40, 15, 8

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def body_length(function: Function) -> int:
    """Lines of the body without the docstring."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    return body[-1].end_lineno - body[0].lineno + 1 if body else 0


def is_view(function: Function) -> bool:
    decorators = (node.func for node in function.decorator_list if isinstance(node, ast.Call))
    return any(getattr(node, "id", getattr(node, "attr", "")) == "route" for node in decorators)


def test_no_module_is_longer_than_250_lines() -> None:
    lengths = {file.relative_to(PACKAGE): len(file.read_text().splitlines()) for file in MODULES}
    assert {file: length for file, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_no_function_is_longer_than_40_lines() -> None:
    too_long = [
        f"{file.relative_to(PACKAGE)}:{function.name}"
        for file in MODULES
        for function in functions(ast.parse(file.read_text()))
        if function.end_lineno - function.lineno + 1 > LONGEST_FUNCTION
    ]
    assert too_long == []


def test_no_view_has_a_body_of_more_than_15_lines() -> None:
    too_long = [
        f"{file.relative_to(PACKAGE)}:{function.name}"
        for file in (PACKAGE / "web").rglob("*.py")
        for function in functions(ast.parse(file.read_text()))
        if is_view(function) and body_length(function) > LONGEST_VIEW
    ]
    assert too_long == []


def test_no_class_has_more_than_8_public_methods() -> None:
    classes = (
        (file, node)
        for file in MODULES
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.ClassDef)
    )
    too_many = [
        f"{file.relative_to(PACKAGE)}:{node.name}"
        for file, node in classes
        if sum(1 for item in node.body if isinstance(item, Function) and is_public_method(item)) > MOST_METHODS
    ]
    assert too_many == []


def is_public_method(function: Function) -> bool:
    decorators = {node.id for node in function.decorator_list if isinstance(node, ast.Name)}
    return not function.name.startswith("_") and "property" not in decorators


def test_every_module_and_public_function_says_what_it_is() -> None:
    silent = []
    for file in MODULES:
        tree = ast.parse(file.read_text())
        if ast.get_docstring(tree) is None:
            silent.append(str(file.relative_to(PACKAGE)))
        public = (node for node in tree.body if isinstance(node, Function) and not node.name.startswith("_"))
        silent += [f"{file.relative_to(PACKAGE)}:{node.name}" for node in public if ast.get_docstring(node) is None]
    assert silent == []


def test_nothing_is_imported_inside_a_function() -> None:
    inner = [
        f"{file.relative_to(PACKAGE)}:{node.lineno}"
        for file in MODULES
        for function in functions(ast.parse(file.read_text()))
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert inner == []
