"""The package against the real program: found by NICHE, or beside the repository."""

import json
import pathlib

import numpy as np
import pytest

import niche
from niche.program import options
from niche.runs import minutes

ROOT = pathlib.Path(__file__).resolve().parents[2]
SLICE = ROOT / "Models" / "slice.yaml"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    folder = tmp_path_factory.mktemp("runs") / "with ü"
    return niche.run(SLICE, folder, until="2d", therapy="antiCD40", settings={"M18": 0, "vessel_density": "60 /mm^2"}, progress=False)


def test_a_run_gives_cells_fields_and_its_course(small):
    assert small.manifest["status"] == "done" and small.times == [0, 1440, 2880]
    cells = small.cells(at="2d")
    assert cells.n_obs == len(small.cells().obs) > 100 and cells.obsm["spatial"].shape == (cells.n_obs, 2)
    assert small.cells(step=0).uns["time_s"] == 0
    assert set(small.all_cells().obs["minutes"]) == {0, 1440, 2880}
    oxygen = small.fields.sel(c="oxygen", t=2880)
    assert oxygen.shape == (1, 50, 50) and float(oxygen.max()) > 1
    assert np.isclose(small.summary.iloc[-1]["time [d]"], 2)
    assert small.report.exists() and "2 " in repr(small) or repr(small)


def test_settings_and_therapies_reach_the_program(small):
    assert {s: v for s, v in small.manifest["settings"].items()}["M18"] == "0"
    assert "antiCD40" in small.manifest["command"]


def test_the_same_again(small, tmp_path):
    assert niche.rerun(small.folder)
    again = niche.run(SLICE, tmp_path / "again", until="2d", therapy=["antiCD40"], settings={"M18": 0, "vessel_density": "60 /mm^2"}, threads=1, progress=False)
    assert again.state == small.state
    manifest = json.loads((again.folder / "run.json").read_text())
    manifest["seed"] = 2
    (again.folder / "run.json").write_text(json.dumps(manifest))
    assert not niche.rerun(again.folder)


def test_a_run_goes_on(tmp_path):
    whole = niche.run(SLICE, tmp_path / "whole", until="1d", progress=False)
    half = niche.run(SLICE, tmp_path / "half", until="12h", progress=False)
    assert half.state != whole.state
    after = half.resume(until="1d", threads=1, progress=False)
    assert after.state == whole.state and after.times == [0, 1440]
    with pytest.raises(niche.NicheError, match="beyond --until"):
        after.resume(until="2h", progress=False)


def test_what_is_wrong_is_said(small, tmp_path):
    (tmp_path / "bad.yaml").write_text("titel: x\n")
    with pytest.raises(niche.NicheError, match=r"bad.yaml:1:1") as refused:
        niche.run(tmp_path / "bad.yaml", tmp_path / "nothing", progress=False)
    assert refused.value.code == 65
    with pytest.raises(niche.NicheError, match="holds a run already"):
        niche.run(SLICE, small.folder, until="1h", progress=False)
    with pytest.raises(KeyError, match="no snapshot at 3d"):
        small.cells(at="3d")
    with pytest.raises(FileNotFoundError):
        niche.open_run(tmp_path)


def test_a_trial_gives_a_verdict(tmp_path, capsys):
    file = tmp_path / "grow.yaml"
    file.write_text(
        "sentence: a tumour grows\nmodel: slice\nuntil: 1 d\nreplicates: 3\narms:\n  way:\n    as it is: {}\n    without monocytes: {set: {M04: 0}}\n"
        "measure:\n  growth: burden at 1 d / burden at 0 d\njudge:\n  grows: growth in as it is above 1\n"
    )
    [verdict] = niche.trial(file, keep=tmp_path / "kept", progress=False)
    assert verdict.effect > 1 and verdict.interval[0] <= verdict.effect <= verdict.interval[1] and verdict.runs >= 3
    assert list(verdict.judged["name"]) == ["grows"] and "grows" in verdict._repr_html_()


def test_options_are_written_as_the_program_wants_them():
    assert options(until="7d", set={"a": 1}, therapy=["x", "y"], force=True, quick=False, seed=None) == [
        "--until", "7d", "--set", "a=1", "--therapy", "x", "--therapy", "y", "--force",
    ]  # fmt: skip
    assert minutes("36 h") == 2160 and minutes("1.5d") == 2160
    with pytest.raises(ValueError):
        minutes("soon")
