#!/usr/bin/env python3
"""Computes what the tests of Niche's statistics expect, with the packages that people use.

    pip install 'scipy==1.17.*' statsmodels lifelines SALib diptest scikit-learn   # as .ci/run does
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

import diptest
import numpy as np
import pandas as pd
import statsmodels.api as sm
from SALib.analyze import morris as morris_analyze
from SALib.analyze import sobol as sobol_analyze
from lifelines import CoxPHFitter, KaplanMeierFitter
from lifelines.statistics import logrank_test
from scipy import optimize, special, stats
from scipy.stats import _resampling
from sklearn.metrics import roc_auc_score
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


@reference
def analysisOfVariance(a, b, c):
    found = stats.f_oneway(a, b, c)
    every = np.concatenate([a, b, c])
    between = sum(len(x) * (x.mean() - every.mean()) ** 2 for x in (a, b, c))
    return {"f": found.statistic, "p": found.pvalue, "share": between / every.var() / len(every)}


@reference
def kruskalWallis(a, b, c):
    found = stats.kruskal(a, b, c)
    return {"h": found.statistic, "p": found.pvalue}


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
    def accelerated(tail):
        low, high = _resampling._bca_interval((x,), np.mean, -1, tail, resamples, None, np)[:2]
        return [np.quantile(resamples, float(low)), np.quantile(resamples, float(high))]

    n = len(x)
    return {
        "percentile": np.quantile(resamples, [0.025, 0.975]),
        "accelerated": accelerated(0.025),
        "expanded": accelerated(stats.norm.sf(math.sqrt(n / (n - 1)) * stats.t.ppf(0.975, n - 1))),
    }


@reference
def permutation(x, y):
    def difference(a, b, axis):
        return np.mean(a, axis=axis) - np.mean(b, axis=axis)

    return {"p": stats.permutation_test((x, y), difference, vectorized=True, n_resamples=np.inf).pvalue}


@reference
def signFlips(x):
    def mean(a, axis):
        return np.mean(a, axis=axis)

    return {"p": stats.permutation_test((x,), mean, permutation_type="samples", vectorized=True, n_resamples=np.inf).pvalue}


# Regression: response = intercept + a + b + a b.
@reference
def linearModel(response, a, b):
    fit = sm.OLS(response, sm.add_constant(np.column_stack([a, b, a * b]))).fit()
    low, high = fit.conf_int().T
    return {
        "estimates": fit.params,
        "errors": fit.bse,
        "t": fit.tvalues,
        "p": fit.pvalues,
        "low": low,
        "high": high,
        "determination": fit.rsquared,
        "residualVariance": fit.mse_resid,
    }


@reference
def hillCurve(doses, responses, held):
    """held: nothing, or a bottom, or a bottom and a top."""

    def curve(d, *rest):
        bottom, top, middle, n = [*held, *rest]
        with np.errstate(divide="ignore"):
            return bottom + (top - bottom) / (1 + np.exp(n * (middle - np.log(d))))

    start = [responses[doses == doses.min()].mean(), responses[doses == doses.max()].mean(), np.log(np.median(doses[doses > 0])), 1.5]
    found, _ = optimize.curve_fit(curve, doses, responses, start[len(held) :], ftol=1e-15, xtol=1e-15, gtol=1e-15, maxfev=20000)
    bottom, top, middle, n = [*held, *found]
    residual = ((responses - curve(doses, *found)) ** 2).sum()
    return {"bottom": bottom, "top": top, "halfDose": math.exp(middle), "steepness": n, "residual": residual}


# Designs: the points are ours, the outputs a formula's.
def problem(points):
    names = [f"x{i}" for i in range(points.shape[1])]
    return {"num_vars": len(names), "names": names, "bounds": [[0, 1]] * len(names)}


@reference
def partialRank(points, outputs):
    ranks = np.column_stack([stats.rankdata(c) for c in points.T])
    output = stats.rankdata(outputs)

    def partial(axis):
        others = [ranks[:, i] for i in range(ranks.shape[1]) if i != axis]
        return stats.pearsonr(residual(ranks[:, axis], others), residual(output, others)).statistic

    return {"coefficients": [partial(axis) for axis in range(ranks.shape[1])]}


@reference
def morris(points, outputs):
    found = morris_analyze.analyze(problem(points), points, outputs, num_levels=4, seed=1)
    return {"mean": found["mu"], "strength": found["mu_star"], "deviation": found["sigma"]}


@reference
def sobol(points, outputs):
    found = sobol_analyze.analyze(problem(points), outputs, calc_second_order=False, seed=1)
    return {"first": found["S1"], "total": found["ST"]}


@reference
def kernelDensity(x, at):
    deviation = np.std(x, ddof=1)
    width = 0.9 * min(deviation, stats.iqr(x) / 1.34) * len(x) ** -0.2
    return {"bandwidth": width, "values": stats.gaussian_kde(x, bw_method=width / deviation)(at)}


@reference
def dip(x):
    return {"dip": diptest.dipstat(x, allow_zero=False)}


@reference
def area(positives, negatives):
    truth = np.concatenate([np.ones(len(positives)), np.zeros(len(negatives))])
    return {"area": roc_auc_score(truth, np.concatenate([positives, negatives]))}


def plain(value):
    """As JSON can hold it: infinity by its name."""
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(v) for v in value]
    return "inf" if math.isinf(value) else float(value)


# A fit by numerical slopes ends within the root of the rounding error, at another place with the arithmetic of another machine.
tolerances = {"hillCurve": 1e-6}


def agree(a, b, tolerance):
    if isinstance(a, list) or isinstance(b, list):
        return isinstance(a, list) and isinstance(b, list) and len(a) == len(b) and all(agree(x, y, tolerance) for x, y in zip(a, b))
    return a == b or (not isinstance(a, str) and not isinstance(b, str) and abs(a - b) <= tolerance * abs(b) + 1e-15)


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
            elif set(found) != set(case["expected"]) or not all(
                agree(case["expected"][key], v, tolerances.get(name, 1e-8)) for key, v in found.items()
            ):
                wrong.append(name)
                print(f"{name}, case {number}: the file has {case['expected']}, the packages say {found}")
    if "--write" in sys.argv:
        rows = [f"{json.dumps(name)}: [\n" + ",\n".join(json.dumps(c) for c in cases) + "\n]" for name, cases in table.items()]
        path.write_text("{\n" + ",\n".join(rows) + "\n}\n")
    print(f"{count} cases, {len(wrong)} wrong")
    sys.exit(1 if wrong else 0)


main()
