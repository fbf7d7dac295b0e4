"""Trials and claims: run, and what was judged."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas

from .program import Path, call, options
from .progress import Line


@dataclass(frozen=True)
class Verdict:
    """What became of a trial. `details` has everything that the program said."""

    id: str
    verdict: str
    """reproduced, follows from its rule, not reproduced, inconclusive, measured or failed"""
    in_range: bool | None
    """whether sizes are in the stated range; None where none is stated"""
    effect: float | None
    interval: tuple[float, float] | None
    p: float | None
    ablation: float | None
    """share of the effect that its ablation removes"""
    runs: int
    details: dict[str, Any]

    @property
    def judged(self) -> pandas.DataFrame:
        """Each sentence with its effect, interval and p."""
        return pandas.DataFrame([{key: row.get(key) for key in ("name", "sentence", "effect", "ci", "p", "n", "holds")} for row in self.details["judged"]])

    def _repr_html_(self) -> str:
        return f"<p><b>{self.id}</b>: {self.verdict}</p>{self.judged.to_html(index=False)}"


def trial(
    file: Path,
    *,
    replicates: int | None = None,
    jobs: int | None = None,
    keep: Path = ".niche/runs",
    output: Path | None = None,
    progress: bool = True,
) -> list[Verdict]:
    """Runs a trial file (arms times seeds), judges it, and returns its verdict; runs that are kept are not made again.

    Args:
        replicates: seeds of each arm, in place of what the trial says.
        jobs: runs side by side; the result does not depend on them.
        keep: folder of what was measured in runs.
        output: folder for a report, its index.html.
    """
    return _judge(["trial", file, "--json", *options(replicates=replicates, jobs=jobs, keep=keep, output=output)], progress)


def claims(
    names: Sequence[str] = (),
    *,
    quick: bool = False,
    replicates: int | None = None,
    jobs: int | None = None,
    keep: Path = ".niche/runs",
    folder: Path = "Claims",
    output: Path | None = None,
    progress: bool = True,
) -> list[Verdict]:
    """Judges claims of the literature by their names, or all of them, which takes hours; `quick` tells directions only."""
    named = options(quick=quick, replicates=replicates, jobs=jobs, keep=keep, folder=folder, output=output)
    return _judge(["claims", *names, "--json", *named], progress)


def _judge(arguments: list[Path], progress: bool) -> list[Verdict]:
    line = Line(progress)
    rows: list[dict[str, Any]] = []

    def collect(text: str) -> None:
        row = json.loads(text)
        if "verdict" in row:
            rows.append(row)

    try:
        call(arguments, on_output=collect, on_message=line.show)
    finally:
        line.end()
    return [_verdict(row) for row in rows]


def _verdict(row: dict[str, Any]) -> Verdict:
    interval = row.get("ci")
    return Verdict(
        id=row["id"], verdict=row["verdict"], in_range=row.get("size"), effect=row.get("effect"),
        interval=(float(interval[0]), float(interval[1])) if interval else None, p=row.get("p"), ablation=row.get("ablation"),
        runs=int(row.get("runs", 0)), details=row,
    )  # fmt: skip

