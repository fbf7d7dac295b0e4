#!/usr/bin/env python3
"""Runs the code of Documentation/OtherTools.md on a run and its exports, and checks that all of them say the same; then has a section
written by other programs read.

    script/check-exchange.py RUN NICHE      (RUN with its exports under RUN/export and a snapshot of day 7; NICHE the program)

Ends with "N passed"; whatever fails ends it with the exception.
"""
import pathlib
import re
import subprocess
import sys
import tempfile
import warnings

import numpy as np

warnings.filterwarnings("ignore")

passed = 0


def check(name, holds):
    global passed
    if not holds:
        sys.exit(f"FAILED {name}")
    passed += 1


def main():
    run = sys.argv[1]
    page = pathlib.Path(__file__).parent.parent / "Documentation" / "OtherTools.md"
    said = {"run": run}
    blocks = re.findall(r"```python\n(.*?)```", page.read_text(), re.S)
    check("the page has code", len(blocks) > 8)
    for block in blocks:
        exec(block, said)
    cells, table, balls, volume = said["cells"], said["table"], said["balls"], said["volume"]
    n = cells.n_obs

    z = cells.uns["type_nhood_enrichment"]["zscore"]
    kinds = cells.obs["type"].nunique()
    check("squidpy tells which types sit together", z.shape == (kinds, kinds) and np.isfinite(z).any())
    check("snapshots join", said["together"].n_obs == sum(s.n_obs for s in said["steps"].values()))

    oxygen = said["day7"].values
    check("the field is a section with coordinates", oxygen.shape == (said["day7"].sizes["y"], said["day7"].sizes["x"]))
    data, described, kind = said["layers"][0][:3]
    shape = (data[0] if isinstance(data, (list, tuple)) else data).shape
    check("napari's reader finds every substance", kind == "image" and said["fields"].sizes["c"] in shape + (len(described["name"]),))
    check("the course has days", said["course"].shape[0] > 7)

    day = table[table["time_min"] == 7 * 1440].reset_index(drop=True)
    check("Parquet has every cell of every snapshot", len(table) == said["together"].n_obs and len(day) == n)
    check("in the same order", (day["id"].to_numpy() == cells.obs["id"].to_numpy()).all())
    check("with its type", (day["type"] == cells.obs["type"].astype(str).to_numpy()).all())
    check("and its place", np.array_equal(day[["x_um", "y_um"]].to_numpy(), cells.obsm["spatial"]))
    for column in set(cells.obs.columns) & set(day.columns) - {"type", "phase"}:
        check(f"state {column}", np.array_equal(day[column], cells.obs[column], equal_nan=True))
    import pandas

    text = pandas.read_csv(f"{run}/export/csv/cells/00010080.csv", float_precision="round_trip")
    check("CSV has the same columns", list(text.columns) == list(table.columns))
    for column in text.columns:
        a, b = text[column], day[column]
        same = np.array_equal(a, b, equal_nan=True) if a.dtype.kind in "fiu" else (a.fillna("") == b.fillna("")).all()
        check(f"CSV has the same {column}", same)
    units = pandas.read_csv(f"{run}/export/csv/units.csv")
    check("units are listed", set(units["table"]) == {"cells", "vessels", "fields"})

    check("pyvista has every cell", balls.n_points == n and np.allclose(balls.points[:, :2], cells.obsm["spatial"], atol=1e-3))
    check("and names of types", [balls.field_data["type_names"][i] for i in balls["type"]] == cells.obs["type"].astype(str).to_list())
    check("ParaView's list has every time", len(said["pyvista"].get_reader(f"{run}/export/vtk/cells.pvd").time_values) == len(said["steps"]))
    check("voxels hold oxygen", np.array_equal(volume.cell_data["oxygen"].reshape(oxygen.shape), oxygen))
    lines = said["pyvista"].read(f"{run}/export/vtk/vessels/00010080.vtp")
    check("vessels are lines", lines.n_lines == len(lines.cell_data["radius"]) > 0)

    h5 = said["one_file"]
    check("h5ad is the same object", h5.obs.equals(cells.obs) and np.array_equal(h5.X, cells.X) and h5.uns["time_s"] == cells.uns["time_s"])
    check("with the same notes", set(h5.uns) == set(cells.uns) - {"type_nhood_enrichment", "spatial_neighbors"})
    check("clones have a founder that is or was a cell", (cells.obs["clone"] <= cells.obs["id"]).all() and cells.obs["clone"].nunique() < n)

    section, middle = said["section"], said["middle"]
    check("SpatialData has image, circles and table", {"fields"} == set(section.images) and {"cells"} == set(section.shapes))
    inside = ((cells.obsm["spatial"][:, :2] >= 300) & (cells.obsm["spatial"][:, :2] <= 700)).all(axis=1).sum()
    check("a query takes the cells of a window", abs(middle["table"].n_obs - inside) <= 0.2 * inside and middle["table"].n_obs > 0)

    check("OME-TIFF has all times and channels", said["image"].axes == "TCYX" and said["image"].shape[1] == said["fields"].sizes["c"])
    pixels = said["image"].asarray()[list(said["steps"]).index("00010080"), 0]
    first = said["fields"].sel(t=7 * 1440).isel(c=0).values[0]
    check("and the same values", np.allclose(pixels, first, rtol=1e-6))
    sections(sys.argv[2], said["anndata"], pandas, tifffile=said["tifffile"])
    print(f"{passed} passed")


def sections(niche, anndata, pandas, tifffile):
    """The same cells from AnnData of every kind, and the cells of a mask."""
    rng = np.random.default_rng(1)
    n = 60
    names = ["Tumor", "Mac ü", "T cell"]
    obs = pandas.DataFrame({"cell type": pandas.Categorical(rng.choice(names, n)), "text": rng.choice(names, n)}, index=[f"c{i}" for i in range(n)])
    data = anndata.AnnData(X=np.zeros((n, 1), dtype="f4"), obs=obs)
    data.obsm["spatial"] = rng.uniform(0, 200, (n, 2))
    data.obsm["single"] = data.obsm["spatial"].astype("f4")
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        data.write_h5ad(folder / "plain.h5ad")
        data.write_h5ad(folder / "gzip.h5ad", compression="gzip")
        for version in (2, 3):
            anndata.settings.zarr_write_format = version
            data.write_zarr(folder / f"v{version}.zarr")
        (folder / "types.csv").write_text("class,type\nTumor,tumour\nMac ü,macrophage\nT cell,nothing\n")

        def started(*options):
            run = folder / "run"
            done = subprocess.run(
                [niche, "run", "Models/section.yaml", "--until", "6min", "--quiet", "--no-report", "--force", "-o", run, *options], capture_output=True, text=True)
            check(f"{options}: {done.stderr}", done.returncode == 0)
            check(f"{options} runs again", subprocess.run([niche, "rerun", run, "--quiet"], capture_output=True).returncode == 0)
            return pandas.read_csv(run / "inputs" / "cells.csv", float_precision="round_trip")

        for name in ("plain.h5ad", "gzip.h5ad", "v2.zarr", "v3.zarr"):
            for column, key in (("cell type", "spatial"), ("text", "single")):
                cells = started(
                    "--cells", folder / name, "--column", f"type={column}", "--column", f"spatial={key}", "--types", folder / "types.csv")
                kept = (data.obs[column] != "T cell").to_numpy()
                check(f"{name} has every cell", np.array_equal(cells[["x_um", "y_um"]], data.obsm[key][kept].astype(float)))
                said = data.obs[column][kept].astype(str).map({"Tumor": "tumour", "Mac ü": "macrophage"})
                check(f"{name} has every class", list(cells["type"]) == list(said))

        mask = np.zeros((220, 260), np.uint16)
        middles = [(x, y) for y in range(15, 210, 18) for x in range(15, 250, 18)]
        rows, columns = np.ogrid[:220, :260]
        for label, (x, y) in enumerate(middles, 1):
            mask[(rows - y) ** 2 + (columns - x) ** 2 <= 49] = label
        tifffile.imwrite(folder / "rows.tif", mask, compression="zlib")
        tifffile.imwrite(folder / "tiles.tif", mask.astype(np.uint32), tile=(64, 64), compression="zlib")
        for name in ("rows.tif", "tiles.tif"):
            cells = started("--cells", folder / name, "--type", "cell=tumour", "--length", "0.5 um")
            check(f"{name} has every cell", np.allclose(cells[["x_um", "y_um"]], (np.array(middles) + 0.5) * 0.5))


main()
