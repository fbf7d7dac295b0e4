#!/usr/bin/env python3
"""Whether pcdl, the reader of PhysiCell's users, reads what `niche export RUN --to multicellds` writes as the run itself has it.

Usage: script/check-multicellds.py RUN EXPORT (pip install pcdl)
"""

import csv
import sys

import pcdl

run, export = sys.argv[1:]
series = pcdl.TimeSeries(export, verbose=False)
steps = series.get_mcds_list()
with open(f"{run}/summary.csv") as file:
    rows = list(csv.reader(file))
head = [name.split(" [")[0] for name in rows[0]]


def check(what, found, expected, within=0.0):
    """Ends with a word of complaint where two numbers differ."""
    if abs(found - expected) > within:
        sys.exit(f"{what}: pcdl has {found}, the run {expected}")


for step in steps:
    row = min(rows[1:], key=lambda row: abs(float(row[0]) * 1440 - step.get_time()))
    check("time", step.get_time(), float(row[0]) * 1440, 1e-6)
    cells = step.get_cell_df()
    live = cells[~cells.dead]
    for name, value in zip(head, row):
        label = name.removeprefix("live_")
        if name.startswith("live_") and (cells.cell_type.str.replace(" ", "_").str.replace("-", "_") == label).any():
            check(name, (live.cell_type.str.replace(" ", "_").str.replace("-", "_") == label).sum(), float(value))
    # Whom each touches, by the graph and by the run's own count.
    graph = step.get_neighbor_graph_dict()
    check("contacts", sum(map(len, graph.values())), cells.contacts.sum())
    if abs(cells.position_x).max() > step.get_xyz_range()[0][1]:
        sys.exit("cells lie outside the box")
    conc = step.get_conc_df()
    for substance in step.get_substrate_list():
        at_cells = cells[f"{substance}_at_cell"]
        if not conc[substance].min() - 1e-12 <= at_cells.min() <= at_cells.max() <= conc[substance].max() + 1e-12:
            sys.exit(f"{substance} at cells lies beyond that of the voxels")
print(f"{len(steps)} steps of {len(cells)} cells and {len(step.get_substrate_list())} substances: pcdl {pcdl.__version__} reads them as the run has them")
