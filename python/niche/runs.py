"""Runs: started, repeated, and opened."""

from __future__ import annotations

import json
import pathlib
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, Union

import anndata
import pandas
import xarray

from .program import NicheError, Path, call, options
from .progress import Line

Names = Union[str, Sequence[str], None]

_MINUTES = {"s": 1 / 60, "min": 1.0, "h": 60.0, "d": 1440.0}


class Run:
    """The folder of a run. Everything is read when it is asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = pathlib.Path(folder)
        if not (self.folder / "run.json").exists():
            raise FileNotFoundError(f"{self.folder} is no run's folder: it has no run.json")

    def __repr__(self) -> str:
        return f"Run({str(self.folder)!r}, {self.manifest['model_title']!r}, {self.manifest['status']}, {len(self.times)} snapshots)"

    @property
    def manifest(self) -> dict[str, Any]:
        """What was run and how far it came: the contents of run.json."""
        found: dict[str, Any] = json.loads((self.folder / "run.json").read_text(encoding="utf-8"))
        return found

    @property
    def state(self) -> str:
        """Digest of the last state: equal for the same model, seed and time, on any machine."""
        return str(self.manifest["state_digest"])

    @property
    def report(self) -> pathlib.Path:
        """The report, one file for a browser."""
        return self.folder / "report.html"

    @cached_property
    def summary(self) -> pandas.DataFrame:
        """The course in numbers, a row a record; names have their units."""
        return pandas.read_csv(self.folder / "summary.csv")

    @property
    def _snapshots(self) -> dict[float, pathlib.Path]:
        """Snapshots by their times [min]."""
        names = (self.folder / "run.zarr" / "cells").glob("[0-9]*")
        return {_minutes_of(path.name): path for path in sorted(names)}

    @property
    def times(self) -> list[float]:
        """Times of the snapshots [min]."""
        return list(self._snapshots)

    def cells(self, at: str | None = None, *, step: int = -1) -> anndata.AnnData:
        """The cells of a snapshot.

        Args:
            at: its time, such as "7d" or "36 h"; if not given,
            step: its place, from 0, or from the end below 0.
        """
        snapshots = self._snapshots
        if at is None:
            return anndata.read_zarr(list(snapshots.values())[step])
        time = minutes(at)
        if time not in snapshots:
            raise KeyError(f"no snapshot at {at}; there are some at {', '.join(f'{t:g}' for t in snapshots)} min")
        return anndata.read_zarr(snapshots[time])

    def all_cells(self) -> anndata.AnnData:
        """The cells of all snapshots; obs["minutes"] tells them apart."""
        steps = {f"{time:g}": anndata.read_zarr(path) for time, path in self._snapshots.items()}
        joined = anndata.concat(steps, label="minutes", index_unique="-")
        joined.obs["minutes"] = joined.obs["minutes"].astype(float)
        return joined

    @property
    def fields(self) -> xarray.DataArray:
        """All substances at all snapshots: t [min], c (names), z, y, x [um]; loaded as it is used."""
        image: xarray.DataArray = xarray.open_zarr(self.folder / "run.zarr" / "fields", consolidated=False, drop_variables=["1"])["0"]
        return image

    def resume(self, until: str | None = None, *, threads: int | None = None, progress: bool = True) -> Run:
        """Goes on from the newest checkpoint, to the end it was given or to a later one; the bits are those of a run that never stopped.

        Raises:
            NicheError: what the program says is wrong.
        """
        _follow(["run", "--json", "--resume", self.folder, *options(until=until, threads=threads)], progress)
        return Run(self.folder)


def open_run(folder: Path) -> Run:
    """Opens the folder of a run that was made before, or is still going."""
    return Run(folder)


def run(
    model: Path,
    output: Path,
    *,
    until: str | None = None,
    seed: int = 1,
    settings: Mapping[str, object] | None = None,
    genotype: Names = None,
    therapy: Names = None,
    cells: Path | None = None,
    types: Mapping[str, str] | None = None,
    columns: Mapping[str, str] | None = None,
    length: str | None = None,
    corner: str | None = None,
    threads: int | None = None,
    force: bool = False,
    progress: bool = True,
) -> Run:
    """Runs a model and returns its run.

    Args:
        model: a YAML file, such as "Models/slice.yaml".
        output: folder of the run; one that holds a run is refused without `force`.
        until: end of the simulated time, such as "7d".
        settings: parameters, couplings and type parameters, such as {"M18": 0, "tumour_cycle": "17 h"}.
        genotype, therapy: of the model, one or several.
        cells, types, columns, length, corner: a tissue section to start from; see Documentation/OtherTools.md.
        threads: the result does not depend on them.
        progress: whether to show how far the run is.

    Raises:
        NicheError: what the program says is wrong, with file, line and column.
    """
    arguments = [
        "run", model, "--json", "--output", output,
        *options(until=until, seed=seed, set=settings, genotype=_names(genotype), therapy=_names(therapy), cells=cells, type=types),
        *options(column=columns, length=length, corner=corner, threads=threads, force=force),
    ]
    _follow(arguments, progress)
    return Run(output)


def _follow(arguments: Sequence[Path], progress: bool) -> None:
    """Starts the program, and shows the days it simulates."""
    line = Line(progress)
    end = 0.0

    def follow(text: str) -> None:
        nonlocal end
        try:
            event = json.loads(text)
        except json.JSONDecodeError:
            return
        if event.get("event") == "start":
            end = event["end_s"] / 86_400
        elif event.get("event") == "record":
            line.show(f"day {event['time']:.2f} of {end:g}")

    try:
        call(arguments, on_output=follow, on_message=lambda _: None)
    finally:
        line.end()


def rerun(folder: Path) -> bool:
    """Repeats a run from what its folder keeps; whether it ends in the same state, to the last bit."""
    said: list[str] = []
    try:
        call(["rerun", folder, "--quiet"], on_output=said.append, on_message=lambda _: None)
    except NicheError as error:
        if error.code == 1:
            return False
        raise
    return True


def minutes(time: str) -> float:
    """A written time in minutes: "7d", "36 h", "90 min"."""
    match = re.fullmatch(r"\s*([0-9.]+(?:e[+-]?[0-9]+)?)\s*(s|min|h|d)\s*", time)
    if not match:
        raise ValueError(f"a time is a number and s, min, h or d, such as 7d; found {time!r}")
    return float(match[1]) * _MINUTES[match[2]]


def _minutes_of(name: str) -> float:
    """The time in a snapshot's name: minutes, and seconds behind a hyphen."""
    parts = name.split("-")
    return int(parts[0]) + (int(parts[1]) / 60 if len(parts) > 1 else 0)


def _names(names: Names) -> list[str]:
    return [names] if isinstance(names, str) else list(names or ())
