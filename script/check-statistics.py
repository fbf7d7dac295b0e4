#!/usr/bin/env python3
"""Computes what the tests of Niche's statistics expect, with the packages that people use.

    pip install 'scipy==1.17.*' statsmodels lifelines SALib
    script/check-statistics.py            # fails if a number in the tests' reference.json is not what the packages say
    script/check-statistics.py --write    # puts there what they say

reference.json holds, for each name below, cases of an input and what is expected of it. The Swift tests compare with the same file, so that
neither side can drift.
"""
import json
import math
import pathlib
import sys
import warnings

import numpy as np
import pandas as pd
import statsmodels.api as sm
from lifelines import CoxPHFitter, KaplanMeierFitter
from lifelines.statistics import logrank_test
from scipy import special, stats
from scipy.stats import _resampling
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

warnings.filterwarnings("ignore")
path = pathlib.Path(__file__).parent.parent / "Tests" / "NicheMathTests" / "Statistics" / "reference.json"
references = {}


def reference(function):
    references[function.__name__] = function
    return function


# Distributions: each takes columns of arguments.
@reference
def logGamma(x):
    return {"value": special.gammaln(x)}


@reference
def incompleteGamma(a, x):
    return {"lower": special.gammainc(a, x), "upper": special.gammaincc(a, x)}


@reference
def incompleteBeta(x, a, b):
    return {"value": special.betainc(a, b, x)}


@reference
def errorFunction(x):
    return {"value": special.erf(x), "complement": special.erfc(x)}


@reference
def normal(x, p):
    return {"cumulative": stats.norm.cdf(x), "upper": stats.norm.sf(x), "quantile": stats.norm.ppf(p)}


@reference
def student(t, freedom, p):
    return {
        "cumulative": stats.t.cdf(t, freedom),
        "twoSided": 2 * stats.t.sf(np.abs(t), freedom),
        "quantile": stats.t.ppf(p, freedom),
    }


@reference
def chiSquare(x, freedom):
    return {"upper": stats.chi2.sf(x, freedom)}


@reference
def fisherSnedecor(f, above, below):
    return {"upper": stats.f.sf(f, above, below)}


# Samples.
@reference
def sample(x, p):
    return {
        "mean": np.mean(x),
        "deviation": np.std(x, ddof=1),
        "standardError": stats.sem(x),
        "median": np.median(x),
        "quantiles": np.quantile(x, p),
    }


@reference
def ranks(x):
    return {"values": stats.rankdata(x)}


@reference
def hedges(x, y):
    def exact(m):
        return math.exp(special.gammaln(m / 2) - special.gammaln((m - 1) / 2)) / math.sqrt(m / 2)

    m = len(x) + len(y) - 2
    pooled = math.sqrt(((len(x) - 1) * np.var(x, ddof=1) + (len(y) - 1) * np.var(y, ddof=1)) / m)
    return {"g": (np.mean(x) - np.mean(y)) / pooled * exact(m)}


@reference
def proportion(successes, trials):
    low, high = proportion_confint(successes, trials, method="wilson")
    return {"low": low, "high": high}


def residual(x, given):
    return sm.OLS(x, sm.add_constant(np.column_stack(given))).fit().resid


@reference
def correlation(x, y, z, w):
    pearson, spearman = stats.pearsonr(x, y), stats.spearmanr(x, y)
    x, y, z, w = (stats.rankdata(v) for v in (x, y, z, w))
    partial = stats.pearsonr(residual(x, [z, w]), residual(y, [z, w])).statistic
    freedom = len(x) - 4
    return {
        "pearson": pearson.statistic,
        "pearsonP": pearson.pvalue,
        "spearman": spearman.statistic,
        "spearmanP": spearman.pvalue,
        "partial": partial,
        "partialP": 2 * stats.t.sf(abs(partial) * math.sqrt(freedom / (1 - partial**2)), freedom),
    }


# Tests.
def tested(result):
    low, high = result.confidence_interval()
    return {"t": result.statistic, "freedom": result.df, "p": result.pvalue, "low": low, "high": high}


@reference
def oneSampleT(x, mean):
    found = tested(stats.ttest_1samp(x, mean))
    return found


@reference
def pairedT(x, y):
    return tested(stats.ttest_rel(x, y))


@reference
def welchT(x, y):
    return tested(stats.ttest_ind(x, y, equal_var=False))


@reference
def mannWhitney(x, y):
    isExact = len(set(np.concatenate([x, y]))) == len(x) + len(y) <= 50
    found = stats.mannwhitneyu(x, y, method="exact" if isExact else "asymptotic")
    return {"u": found.statistic, "p": found.pvalue}


@reference
def signedRank(x):
    kept = x[x != 0]
    isExact = len(set(np.abs(kept))) == len(kept) <= 50
    found = stats.wilcoxon(kept, method="exact" if isExact else "asymptotic", correction=True)
    positive = stats.rankdata(np.abs(kept))[kept > 0].sum()
    return {"positive": positive, "p": found.pvalue}


@reference
def signTest(x):
    return {"p": stats.binomtest(int((x > 0).sum()), int((x != 0).sum())).pvalue}


@reference
def holm(p):
    return {"adjusted": multipletests(p, method="holm")[1]}


# Survival: times, and 1 for an event, 0 for censored.
@reference
def kaplanMeier(time, ended, at):
    fitter = KaplanMeierFitter().fit(time, ended)
    band = fitter.confidence_interval_survival_function_
    rows = [band.index.get_indexer([t], method="ffill")[0] for t in at]
    return {
        "survival": fitter.survival_function_at_times(at).to_numpy(),
        "median": fitter.median_survival_time_,
        "low": band.iloc[rows, 0].to_numpy(),
        "high": band.iloc[rows, 1].to_numpy(),
    }


@reference
def logRank(time, ended, time2, ended2):
    found = logrank_test(time, time2, ended, ended2)
    return {"chiSquare": found.test_statistic, "p": found.p_value}


@reference
def hazardRatio(time, ended, time2, ended2):
    times, events = np.concatenate([time, time2]), np.concatenate([ended, ended2])
    first = np.array([1.0] * len(time) + [0.0] * len(time2))
    found = sm.PHReg(times, first, status=events, ties="efron").fit()
    # lifelines says the same as far as it converges.
    table = pd.DataFrame({"time": times, "ended": events, "first": first})
    assert abs(CoxPHFitter().fit(table, "time", "ended").params_["first"] - found.params[0]) < 1e-4
    return {"logarithm": found.params[0], "error": found.bse[0], "p": found.pvalues[0]}


# Resampling: the statistic of each resample is ours, the interval theirs.
@reference
def bootstrapMean(x, resamples):
    low, high = _resampling._bca_interval((x,), np.mean, -1, 0.025, resamples, None, np)[:2]
    return {
        "percentile": np.quantile(resamples, [0.025, 0.975]),
        "accelerated": [np.quantile(resamples, float(low)), np.quantile(resamples, float(high))],
    }


def plain(value):
    """As JSON can hold it: infinity by its name."""
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(v) for v in value]
    return "inf" if math.isinf(value) else float(value)


def agree(a, b):
    if isinstance(a, list) or isinstance(b, list):
        return isinstance(a, list) and isinstance(b, list) and len(a) == len(b) and all(agree(x, y) for x, y in zip(a, b))
    return a == b or (not isinstance(a, str) and not isinstance(b, str) and abs(a - b) <= 1e-9 * abs(b) + 1e-15)


def main():
    table = json.loads(path.read_text())
    wrong = sorted(set(references) ^ set(table))
    for name in wrong:
        print(f"{name} is in only one of the two files")
    count = 0
    for name, cases in table.items():
        for number, case in enumerate(cases):
            if name not in references:
                continue
            given = {key: np.array(v, dtype=float) if isinstance(v, list) else v for key, v in case["input"].items()}
            found = {key: plain(v) for key, v in references[name](**given).items()}
            count += 1
            if "--write" in sys.argv:
                case["expected"] = found
            elif set(found) != set(case["expected"]) or not all(agree(case["expected"][key], v) for key, v in found.items()):
                wrong.append(name)
                print(f"{name}, case {number}: the file has {case['expected']}, the packages say {found}")
    if "--write" in sys.argv:
        rows = [f"{json.dumps(name)}: [\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]" for name, cases in table.items()]
        path.write_text("{\n" + ",\n".join(rows) + "\n}\n")
    print(f"{count} cases, {len(wrong)} wrong")
    sys.exit(1 if wrong else 0)


main()
