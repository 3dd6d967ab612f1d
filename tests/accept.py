"""Rewrite the expectations of `tests/cases`; then read the git diff."""

from __future__ import annotations

import sys

import cases

for path in cases.accept():
    sys.stdout.write(f"{path.relative_to(cases.FOLDER)}\n")
