#!/usr/bin/env python3
"""Opens assays of a run with scanpy and squidpy, and scores how well they recover what the cells were (claim C16).

    niche run Models/slice.yaml -o RUN
    for depth in 1000 3000 5000 10000; do niche assay sc RUN --depth $depth -o FOLDER/sc-$depth.zarr; done
    niche assay spots RUN -o FOLDER/spots.zarr; niche assay bins RUN -o FOLDER/bins.zarr
    pip install scanpy squidpy leidenalg
    script/check-assays.py FOLDER

Prints the figures and a line for each failure; the exit code is 1 if any failed.
"""
import pathlib
import sys
import warnings

import anndata
import numpy as np
import scanpy
import squidpy
from scipy.stats import spearmanr
from sklearn.metrics import adjusted_rand_score

warnings.filterwarnings("ignore")

failed = 0


def check(name, holds):
    global failed
    if not holds:
        failed += 1
        print(f"FAILED {name}")


def correlation(data, truth, score, rows=slice(None)):
    return float(spearmanr(data.obs[truth][rows], data.obs[score][rows], nan_policy="omit").statistic)


def opened(path):
    data = anndata.read_zarr(path)
    check(f"{path.name}: counts are whole and not negative", bool((data.X >= 0).all() and (data.X == np.round(data.X)).all()))
    check(f"{path.name}: totals are of the counts", np.allclose(data.obs["total_counts"], data.X.sum(axis=1)))
    check(f"{path.name}: genes and places have names of their own", data.obs_names.is_unique and data.var_names.is_unique)
    programmes = data.uns["programmes"].index
    check(f"{path.name}: every programme has an activity and a score", all(f"activity_{p}" in data.obs and f"score_{p}" in data.obs for p in programmes))
    scanpy.pp.calculate_qc_metrics(data, inplace=True, percent_top=None)
    return data


def clustered(data):
    data = data.copy()
    data.layers["counts"] = data.X.copy()
    scanpy.pp.normalize_total(data, target_sum=1e4)
    scanpy.pp.log1p(data)
    scanpy.pp.pca(data, n_comps=20, random_state=0)
    scanpy.pp.neighbors(data, n_neighbors=15, random_state=0)
    scanpy.tl.leiden(data, resolution=0.3, random_state=0, flavor="igraph", n_iterations=2)
    return data


def lineage(data):
    return data.obs["type"].astype(str).replace({"monocyte": "myeloid", "macrophage": "myeloid"})


def discovered(data):
    """Genes of NRF2 found to differ between myeloid cells with much and little of it, and anonymous genes found so by mistake."""
    some = data[(lineage(data) == "myeloid") & ((data.obs["N"] > 0.5) | (data.obs["N"] < 0.15))].copy()
    some.obs["high"] = np.where(some.obs["N"] > 0.5, "high", "low")
    scanpy.tl.rank_genes_groups(some, "high", groups=["high"], reference="low", method="wilcoxon")
    found = scanpy.get.rank_genes_groups_df(some, "high").set_index("names")["pvals_adj"] < 0.05
    return float(found[data.var_names[data.var["weight_NRF2"] > 0]].mean()), float(found[data.var_names[data.var["is_anonymous"]]].mean())


def cells(folder):
    recovered = []
    for depth in [1000, 3000, 5000, 10000]:
        data = opened(folder / f"sc-{depth}.zarr")
        myeloid = (lineage(data) == "myeloid").values
        state = correlation(data, "N", "score_NRF2", myeloid)
        nothing = correlation(data, "N", "score_housekeeping", myeloid)
        hypoxia = correlation(data, "activity_hypoxia", "score_hypoxia")
        groups = clustered(data)
        agreement = adjusted_rand_score(lineage(data), groups.obs["leiden"])
        power, mistakes = discovered(groups)
        recovered.append(state)
        print(
            f"depth {depth}: NRF2 {state:.2f}, housekeeping {nothing:+.2f}, hypoxia {hypoxia:.2f}; {groups.obs['leiden'].nunique()} clusters, ARI "
            f"{agreement:.2f} with lineages; of NRF2's genes {power:.0%} are found, of anonymous ones {mistakes:.1%}"
        )
        check(f"depth {depth}: housekeeping follows nothing", abs(nothing) < 0.2)
        check(f"depth {depth}: few false discoveries", mistakes < 0.05)
    check("NRF2 is recovered from cells at depth 5000: 0.6", recovered[2] >= 0.6)
    check("more depth recovers more, and little depth something", recovered[0] > 0.3 and recovered[0] < recovered[1] < max(recovered[2:]))
    check("lineages are found again", agreement > 0.5)


def places(folder):
    spots = opened(folder / "spots.zarr")
    tissue = (spots.obs["total_counts"] > 500).values & (spots.obs["cells"] > 2).values
    figures = {p: correlation(spots, f"activity_{p}", f"score_{p}", tissue) for p in ["NRF2", "hypoxia", "red_blood"]}
    nothing = correlation(spots, "activity_NRF2", "score_housekeeping", tissue)
    print(f"{tissue.sum()} spots: " + ", ".join(f"{p} {value:.2f}" for p, value in figures.items()) + f", housekeeping {nothing:+.2f}")
    # One section has some 80 such spots, so that a rank correlation of 0.5 is known to 0.1 either way.
    check("hypoxia and blood are recovered from spots: 0.3", figures["hypoxia"] >= 0.3 and figures["red_blood"] >= 0.3)
    check("NRF2 is recovered from spots: more than nothing", figures["NRF2"] > 0.2)
    squidpy.gr.spatial_neighbors(spots, coord_type="grid", n_neighs=6)
    degrees = np.asarray(spots.obsp["spatial_connectivities"].sum(axis=1)).ravel()
    check("squidpy finds a hexagonal lattice", degrees.max() == 6 and np.median(degrees) >= 5)
    squidpy.gr.spatial_autocorr(spots, mode="moran", genes=["Slc2a1", "Hba-a1"], n_perms=None)
    check("squidpy computes Moran's I of genes", spots.uns["moranI"]["I"].notna().all())
    bins = opened(folder / "bins.zarr")
    check("bins are 8 um apart", np.allclose(np.diff(np.unique(bins.obsm["spatial"][:, 0])), 8))
    print(f"{bins.n_obs} bins of {np.median(bins.obs['total_counts']):.0f} counts: hypoxia {correlation(bins, 'activity_hypoxia', 'score_hypoxia'):.2f}")


def main():
    if len(sys.argv) != 2:
        sys.exit("usage: check-assays.py FOLDER")
    folder = pathlib.Path(sys.argv[1])
    cells(folder)
    places(folder)
    print(f"{failed} failed")
    sys.exit(1 if failed else 0)


main()
