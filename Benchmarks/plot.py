"""Draws cost against error from the table of `niche bench mechanics --sweep`.

    pip install matplotlib
    niche bench mechanics --sweep > Documentation/pictures/mechanics-error.csv
    python Benchmarks/plot.py Documentation/pictures/mechanics-error.csv Documentation/pictures/mechanics-error.svg

Methods differ in marker and dashes as well as in colour, so that the figure can be read in grey.
"""
import csv
import sys

import matplotlib

matplotlib.use("svg")
import matplotlib.pyplot as plt

# The same file from the same table.
matplotlib.rcParams.update({"svg.hashsalt": "niche", "svg.fonttype": "none", "font.size": 9})

SCENES = {
    "pair": ("a relaxing pair, 6 min", 1),
    "row": ("a pushed row, 60 min", 10),
    "ball": ("a growing ball, 3 h", 30),
}
# Okabe and Ito's colours.
METHODS = {
    "niche": ("Niche", "#0072B2", "o", "-"),
    "euler": ("Euler", "#E69F00", "s", "--"),
    "adams-bashforth": ("Adams-Bashforth", "#009E73", "^", ":"),
}
PHYSICELL = ("adams-bashforth", 0.1)
# What went astray is no measure of an error.
LARGEST = 20


def main(table, picture):
    with open(table) as file:
        rows = list(csv.DictReader(file))
    figure, axes = plt.subplots(1, 3, figsize=(10, 3.4), layout="constrained")
    for axis, (scene, (title, stretches)) in zip(axes, SCENES.items()):
        for method, (label, colour, marker, dashes) in METHODS.items():
            points = sorted(
                (int(r["evaluations"]) / stretches, float(r["mean_error_um"]), float(r["step_min"]))
                for r in rows
                if r["scene"] == scene and r["method"] == method and float(r["mean_error_um"]) < LARGEST
            )
            x, y = [p[0] for p in points], [p[1] for p in points]
            axis.plot(x, y, color=colour, marker=marker, linestyle=dashes, markersize=4.5, label=label)
            for cost, error, step in points:
                if (method, step) == PHYSICELL:
                    axis.plot(cost, error, "o", markersize=12, fillstyle="none", color="black", label="PhysiCell's step")
        default = [r for r in rows if r["scene"] == scene and r["method"] == "niche"][1]
        axis.plot(
            int(default["evaluations"]) / stretches, float(default["mean_error_um"]), "D", markersize=11, fillstyle="none",
            color="black", label="Niche's default")
        axis.set(xscale="log", yscale="log", title=title, xlabel="evaluations of all forces in 6 min")
        axis.grid(True, color="0.88", linewidth=0.6)
    axes[0].set_ylabel("mean error of places [µm]")
    axes[0].legend(fontsize=7.5, loc="lower left")
    figure.savefig(picture, metadata={"Date": None})


if __name__ == "__main__":
    main(*sys.argv[1:3])
