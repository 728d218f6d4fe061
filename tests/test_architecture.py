"""The house rules that keep the engine free of the terminal and the first frame free of weight."""

import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
ENGINE = sorted(
    ".".join(path.relative_to(PROJECT).with_suffix("").parts).removesuffix(".__init__")
    for path in (PROJECT / "index").rglob("*.py")
)


def loaded_by(statement: str) -> set[str]:
    """The top-level modules a fresh interpreter has loaded after ``statement``."""
    code = f"{statement}\nimport sys\nprint('\\n'.join({{m.split('.')[0] for m in sys.modules}}))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, check=True, capture_output=True, text=True
    )
    return set(done.stdout.split())


def test_the_whole_engine_imports_without_a_terminal() -> None:
    loaded = loaded_by("\n".join(f"import {module}" for module in ENGINE))
    assert not loaded & {"textual", "rich", "click", "reader"}


def test_reading_claims_loads_nothing_that_finds_them() -> None:
    code = "import index.claims.index, sys; print('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=PROJECT, check=True, capture_output=True, text=True
    )
    finding = {f"index.claims.{part}" for part in ("compare", "encoder", "extract", "linking")}
    assert not set(done.stdout.split()) & finding


@pytest.mark.parametrize("module", ["reader.app", "reader.cli", "index.library"])
def test_the_way_to_the_first_frame_is_light(module: str) -> None:
    assert not loaded_by(f"import {module}") & {"numpy", "whoosh", "rapidfuzz", "markdown_it"}


def test_the_import_contracts_hold() -> None:
    pytest.importorskip("importlinter", reason="import-linter comes with the 'dev' extra")
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
        cwd=PROJECT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
