#!/usr/bin/env python3
"""Opens a run's folder with the tools its users have: anndata, xarray, zarr, ome-zarr-models and pandas.

    pip install anndata zarr xarray ome-zarr-models
    script/check-formats.py RUN [TYPE...]      (the cell types that its snapshots must know)

Prints a line for each failure and ends with "N passed, M failed"; the exit code is 1 if any failed.
"""
import json
import pathlib
import sys
import warnings

import anndata
import numpy as np
import pandas as pd
import xarray
import zarr
from ome_zarr_models.v05.image import Image

warnings.filterwarnings("ignore", category=UserWarning)
warnings.filterwarnings("ignore", category=FutureWarning)

passed = 0
failed = 0


def check(name, test):
    """Counts a test: a function that returns true, or fails by false or by an exception."""
    global passed, failed
    try:
        found = test()
        if not found:
            raise AssertionError("does not hold")
        passed += 1
        return found
    except Exception as error:  # whatever a library throws is a failure of the store
        failed += 1
        print(f"FAILED {name}: {type(error).__name__}: {error}")
        return None


def whole(run):
    manifest = json.loads((run / "run.json").read_text())
    check("run.json states its format", lambda: manifest["format"] == 1)
    check("run.json states how far the run came", lambda: manifest["status"] in ("running", "done", "stopped"))
    names = sorted(p.name for p in (run / "run.zarr" / "cells").glob("[0-9]*"))
    check("there is a snapshot", lambda: len(names) > 0)
    for entry in manifest["snapshots"]:
        check(f"snapshot {entry['name']} of run.json is there", lambda: entry["name"] in names)
    check("inputs are kept", lambda: any((run / "inputs").iterdir()))
    if (run / "summary.csv").exists():
        check("summary.csv opens in pandas", lambda: len(pd.read_csv(run / "summary.csv").columns) > 0)
    check("nothing is left half-written", lambda: not list(run.rglob(".*")))
    return names


def cells(path, expected):
    data = check("anndata opens a snapshot", lambda: (anndata.read_zarr(path),))
    if not data:
        return
    (data,) = data
    n = data.n_obs
    for column in ["id", "type", "phase", "alive", "radius"]:
        check(f"obs has {column}", lambda: column in data.obs and len(data.obs[column]) == n)
    check("ids are unique", lambda: data.obs["id"].is_unique and list(data.obs_names) == [str(i) for i in data.obs["id"]])
    check("types have their names", lambda: set(expected) <= set(data.obs["type"].cat.categories))
    check("clones are of cells before them", lambda: bool((data.obs["clone"] <= data.obs["id"]).all()))
    check("contacts are mutual", lambda: int(data.obs["contacts"].sum()) % 2 == 0)
    check("types are categories", lambda: isinstance(data.obs["type"].dtype, pd.CategoricalDtype))
    check("phases are categories", lambda: isinstance(data.obs["phase"].dtype, pd.CategoricalDtype))
    check("alive is boolean", lambda: data.obs["alive"].dtype == bool)
    check("radii are positive", lambda: bool((data.obs["radius"] > 0).all()))
    check("X is cells by substances", lambda: data.X is not None and data.X.shape == (n, data.n_vars))
    check("var has units", lambda: "unit" in data.var)
    spatial = data.obsm["spatial"]
    axes = 2 if data.uns["is_slice"] else 3
    check("centres have as many coordinates as the space", lambda: spatial.shape == (n, axes) and bool(np.isfinite(spatial).all()))
    size = np.asarray(data.uns["size_um"])[:axes]
    check("centres lie in the space", lambda: bool(((spatial >= -1e-6) & (spatial <= size + 1e-6)).all()))
    check("the time is that of the name", lambda: int(data.uns["time_s"]) // 60 == int(path.name.split("-")[0]))
    check("states are columns of obs", lambda: set(data.uns["states"]["column"]) <= set(data.obs.columns))
    check("scalars have values and units", lambda: list(data.uns["scalars"].columns) == ["value", "unit"])
    types = data.obs["type"].cat.categories
    check("colours are one a type", lambda: len(data.uns.get("type_colors", types)) == len(types))
    alive = data[data.obs["alive"]]
    check("a subset can be taken", lambda: alive.copy().n_obs == int(data.obs["alive"].sum()))
    check("snapshots can be joined", lambda: anndata.concat({"a": data, "b": data}, label="step", index_unique="-").n_obs == 2 * n)


def vessels(path):
    group = zarr.open_group(path, mode="r")
    n = group["radius"].shape[0]
    check("segments have two ends", lambda: group["from"].shape == (n, 3) == group["to"].shape)
    check("segments have radii", lambda: bool((np.asarray(group["radius"][:]) > 0).all()))
    check("perfusion is boolean", lambda: group["perfused"].dtype == bool and group["perfused"].shape == (n,))


def fields(path):
    opened = check("xarray opens the fields", lambda: (xarray.open_zarr(path, consolidated=False, drop_variables=["1"]),))
    if not opened:
        return
    image = opened[0]["0"]
    check("axes are t, c, z, y, x", lambda: image.dims == ("t", "c", "z", "y", "x"))
    for axis in image.dims:
        check(f"axis {axis} has coordinates", lambda: axis in image.coords and len(image.coords[axis]) == image.sizes[axis])
    times = image.coords["t"].values
    check("times grow", lambda: bool((np.diff(times) > 0).all()))
    last = image.sel(c=str(image.coords["c"].values[0]), t=times[-1])
    check("a field can be chosen by name and time", lambda: bool(np.isfinite(last.values).all()))
    check("zarr reads the same", lambda: np.array_equal(zarr.open_array(path / "0", mode="r")[-1, 0], last.values))
    coarse = zarr.open_array(path / "1", mode="r")
    halves = image.shape[:2] + tuple((n + 1) // 2 for n in image.shape[2:])
    check("level 1 is half as fine", lambda: coarse.shape == halves)
    even = tuple(slice(0, n // 2 * 2) if n > 1 else slice(0, 1) for n in last.shape)
    block = last.values[even].astype(float)
    for axis, n in enumerate(last.shape):
        if n > 1:
            block = (block.take(range(0, block.shape[axis], 2), axis) + block.take(range(1, block.shape[axis], 2), axis)) / 2
    kept = tuple(slice(0, n) for n in block.shape)
    check("level 1 holds means", lambda: np.allclose(coarse[-1, 0][kept], block))
    model = check("ome-zarr-models accepts the image", lambda: Image.from_zarr(zarr.open_group(path, mode="r")))
    if model:
        transforms = model.ome_attributes.multiscales[0].datasets[0].coordinateTransformations
        places = transforms[1].translation[2:]
        check("the first voxel's centre is stated", lambda: np.allclose(places, [float(image.coords[a][0]) for a in "zyx"]))


def main():
    if len(sys.argv) < 2:
        sys.exit("usage: check-formats.py RUN [TYPE...]")
    run = pathlib.Path(sys.argv[1])
    names = whole(run)
    if names:
        cells(run / "run.zarr" / "cells" / names[-1], sys.argv[2:])
        if (run / "run.zarr" / "vessels" / names[-1]).exists():
            vessels(run / "run.zarr" / "vessels" / names[-1])
    if (run / "run.zarr" / "fields").exists():
        fields(run / "run.zarr" / "fields")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
