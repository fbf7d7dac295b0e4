"""Draws cost against error of transport: the table of `niche bench transport --sweep --edge 50`, and the same rows of `lod.cpp`.

    pip install matplotlib
    python Benchmarks/plot-transport.py Documentation/pictures/transport-error.csv Documentation/pictures/transport-error.svg

Solvers differ in marker and dashes as well as in colour, so that the figure can be read in grey.
"""
import csv
import sys

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt

# The same file from the same table.
matplotlib.rcParams.update({"svg.hashsalt": "niche", "svg.fonttype": "none", "font.size": 9})

PROBLEMS = {
    "fast": "a substance that spreads fast",
    "slow": "one that fades by a third meanwhile",
}
# Okabe and Ito's colours.
SOLVERS = {
    "multigrid": ("Niche", "#0072B2", "o", "-"),
    "lod": ("one dimension at a time", "#E69F00", "s", "--"),
}


def main(table, picture):
    with open(table) as file:
        rows = list(csv.DictReader(file))
    figure, axes = plt.subplots(1, 2, figsize=(8, 3.4), layout="constrained")
    for axis, (problem, title) in zip(axes, PROBLEMS.items()):
        for solver, (label, colour, marker, dashes) in SOLVERS.items():
            points = sorted(
                (float(r["ms"]), float(r["error"]), float(r["step_min"])) for r in rows if (r["problem"], r["solver"]) == (problem, solver)
            )
            axis.plot([p[0] for p in points], [p[1] for p in points], color=colour, marker=marker, linestyle=dashes, markersize=4.5, label=label)
            for cost, error, step in points:
                if (solver, step) == ("lod", 0.01):
                    axis.plot(cost, error, "o", markersize=12, fillstyle="none", color="black", label="PhysiCell's step")
        axis.set(xscale="log", yscale="log", title=title, xlabel="processor time of six minutes on 50³ [ms]")
        axis.grid(True, color="0.88", linewidth=0.6)
    axes[0].set_ylabel("error, of the largest value")
    axes[0].legend(fontsize=7.5)
    figure.savefig(picture, metadata={"Date": None})


if __name__ == "__main__":
    main(*sys.argv[1:3])
