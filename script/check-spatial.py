#!/usr/bin/env python3
"""Compares the reference values that the tests of spatial statistics hold Niche to with what the field's packages make of the same points.

    pip install squidpy esda libpysal astropy shapely
    script/check-spatial.py            # checks the values in Tests/NicheMathTests/Spatial/Reference
    script/check-spatial.py --write    # writes it anew

Moran's I is squidpy's and esda's, Gi* and join counts are esda's, Ripley's K is astropy's, detached cells are scipy's; rings are cut by shapely.
"""
import pathlib
import sys
import warnings

import anndata
import astropy.stats
import esda
import libpysal
import numpy as np
import scipy.sparse.csgraph
import scipy.spatial
import shapely
import squidpy

warnings.filterwarnings("ignore")

folder = pathlib.Path(__file__).parent.parent / "Tests" / "NicheMathTests" / "Spatial" / "Reference"
WIDTH, HEIGHT, RADIUS, STEP = 400.0, 300.0, 25.0, 20.0
RING, FINE = (30.0, 70.0), 4096


def points():
    """A gradient and two groups on an even ground, with digits few enough to write."""
    draws = np.random.default_rng(11)
    even = draws.uniform((0, 0), (WIDTH, HEIGHT), (180, 2))
    groups = np.concatenate([draws.normal((90, 80), 22, (60, 2)), draws.normal((330, 220), 30, (60, 2))])
    place = np.round(np.clip(np.concatenate([even, groups]), 0, (WIDTH, HEIGHT)), 3)
    value = np.round(place[:, 0] / WIDTH + draws.normal(0, 0.6, len(place)), 4)
    label = (np.hypot(*(place - (90, 80)).T) < 60) | (draws.uniform(size=len(place)) < 0.2)
    return place, value, label


def ring_counts(a, b):
    """Points of b in a ring around those of a, and how much of that ring lies inside: its outline is a polygon of `FINE` corners."""
    distance = scipy.spatial.distance.cdist(a, b)
    inside = (distance >= RING[0]) & (distance < RING[1])
    window = shapely.box(0, 0, WIDTH, HEIGHT)
    corners = {r: shapely.Point(0, 0).buffer(r, quad_segs=FINE // 4) for r in RING}
    disc = lambda p, r: shapely.affinity.translate(corners[r], *p).intersection(window).area
    return inside.sum(), [disc(p, RING[1]) - disc(p, RING[0]) for p in a], (distance == 0).any(axis=1)


def pair_correlation(a, b):
    found, rings, own = ring_counts(a, b)
    return found / sum(ring * (len(b) - itself) / (WIDTH * HEIGHT) for ring, itself in zip(rings, own))


def expected(place, value, label):
    neighbours = lambda: libpysal.weights.DistanceBand(place, RADIUS, binary=True, silence_warnings=True)
    moran = esda.Moran(value, neighbours(), transformation="r", permutations=0)
    data = anndata.AnnData(np.column_stack([value, value]), obsm={"spatial": place})
    squidpy.gr.spatial_neighbors(data, coord_type="generic", radius=RADIUS)
    squidpy.gr.spatial_autocorr(data, mode="moran", transformation=True, n_perms=None, n_jobs=1)
    # The two must agree, islands included, before Niche is held to them.
    assert abs(data.uns["moranI"]["I"].iloc[0] - moran.I) < 1e-9, (data.uns["moranI"]["I"].iloc[0], moran.I)
    hot = esda.G_Local(value, neighbours(), transform="B", permutations=0, star=True).Zs
    joins = esda.Join_Counts(label.astype(int), neighbours(), permutations=0)
    ripley = astropy.stats.RipleysKEstimator(area=WIDTH * HEIGHT, x_max=WIDTH, y_max=HEIGHT, x_min=0, y_min=0)
    k = ripley(data=place, radii=np.array([RADIUS]), mode="translation")[0]
    tree = scipy.spatial.KDTree(place)
    steps = tree.sparse_distance_matrix(tree, STEP)
    _, groups = scipy.sparse.csgraph.connected_components(steps)
    some, rest = place[label], place[~label]
    nearest = scipy.spatial.KDTree(some).query(rest)[0]
    values = {
        "moran": moran.I,
        "hot_share": float(np.mean(hot > 1.96)),
        "joins_both": float(joins.bb),
        "joins_neither": float(joins.ww),
        "joins_one": float(joins.bw),
        "ripley": float(np.sqrt(k / np.pi) - RADIUS),
        "detached": float(len(place) - np.bincount(groups).max()),
        "pair_correlation": pair_correlation(rest, some),
        "own_correlation": pair_correlation(some, some),
        "label_correlation": pair_correlation(rest, some) / pair_correlation(rest, place),
        "within": float(np.mean(nearest < RADIUS)),
        "distance": float(np.median(nearest)),
        "invaded": float(np.quantile(np.hypot(*(place - place.mean(axis=0)).T), 0.95)),
    }
    return values, hot


def main():
    place, value, label = points()
    values, hot = expected(place, value, label)
    rows = ["x,y,value,label,hot"] + [f"{p[0]:.3f},{p[1]:.3f},{v:.4f},{int(l)},{h:.12g}" for p, v, l, h in zip(place, value, label, hot)]
    lines = ["name,value"] + [f"{name},{number:.12g}" for name, number in values.items()]
    files = {"points.csv": rows, "expected.csv": lines}
    if "--write" in sys.argv:
        folder.mkdir(exist_ok=True)
        for name, text in files.items():
            (folder / name).write_text("\n".join(text) + "\n")
        return
    failed = 0
    for name, text in files.items():
        kept = (folder / name).read_text().split("\n")[:-1]
        for old, new in zip(kept, text, strict=True):
            same = all(
                a == b or (a[-1:].isdigit() and abs(float(a) - float(b)) <= 1e-9 * max(1, abs(float(b)))) for a, b in zip(old.split(","), new.split(","))
            )
            failed += not same
            if not same:
                print(f"FAILED {name}: {old}, the packages say {new}")
    print(f"{sum(map(len, files.values())) - failed} passed, {failed} failed")
    sys.exit(1 if failed else 0)


main()
