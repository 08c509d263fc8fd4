#!/usr/bin/env python3
"""Fits config/coach_weights.toml, and prints how well the weights do on transcripts that they were not fitted to.

usage: fit_coach.py BINARY ANNOMI.jsonl PAIR.jsonl [--write config/coach_weights.toml]

Python 3, standard library. BINARY is felt; `felt code --features` names what is weighed of each reply. The main behaviour, what is present at all,
complex against simple and open against closed are logistic models over features that are there or not, fitted on AnnoMI, with PAIR's replies beside it
for how people write. Style says whether a reply is worded as a reflection, whatever it is about (PAIR, with AnnoMI beside it). The score is fitted to the
order of PAIR's replies to one statement, to which good replies to other statements are added as bad ones. Every figure is out of fold: by transcript,
or by statement.
"""
import collections
import json
import math
import multiprocessing
import random
import subprocess
import sys

MAIN = ("reflection", "question", "therapist_input", "other")
FOLDS = 10
# a feature of words must be met in so many transcripts, so that it is no habit of a few speakers
TRANSCRIPTS = 8
# the penalty on squared weights, by model, chosen by the figures below
PENALTY = {"main": 10.0, "present": 10.0, "complex": 20.0, "open": 20.0, "style": 3.3, "score": 5.0}
# what a row of the other corpus counts
BESIDE = {"main": 0.3, "style": 0.1}
STRANGERS = 4
# what is this likely is in the reply (src/coach/mod.rs has the same)
PRESENT = 0.45


def read(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def seen(binary, rows):
    """The features of each (statement, reply)."""
    given = "".join(json.dumps({"id": str(i), "statement": s, "reply": r}) + "\n" for i, (s, r) in enumerate(rows))
    out = subprocess.run([binary, "code", "--features"], input=given, capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def fit(rows, targets, penalty, softmax, counts=None, rounds=70):
    """Weights by feature for rows of {feature: value} and rows of targets (one number a class), by resilient propagation."""
    names = sorted({name for row in rows for name in row})
    at = {name: i for i, name in enumerate(names)}
    classes = len(targets[0])
    packed = [([at[n] for n in row], [row[n] for n in row]) for row in rows]
    binary = all(v == 1 for _, values in packed for v in values)
    weights = [[0.0] * len(names) for _ in range(classes)]
    steps = [[0.05] * len(names) for _ in range(classes)]
    before = [[0.0] * len(names) for _ in range(classes)]
    for _ in range(rounds):
        slopes = [[penalty * w for w in row] for row in weights]
        for (index, values), target, count in zip(packed, targets, counts or [1.0] * len(rows)):
            if binary:
                sums = [sum(map(w.__getitem__, index)) for w in weights]
            else:
                sums = [sum(w[i] * v for i, v in zip(index, values)) for w in weights]
            for k, chance in enumerate(chances(sums, softmax)):
                off = (chance - target[k]) * count
                slope = slopes[k]
                if binary:
                    for i in index:
                        slope[i] += off
                else:
                    for i, v in zip(index, values):
                        slope[i] += off * v
        for k in range(classes):
            slope, last, step, weight = slopes[k], before[k], steps[k], weights[k]
            for i, s in enumerate(slope):
                turn = s * last[i]
                if turn > 0:
                    step[i] = min(step[i] * 1.2, 1.0)
                elif turn < 0:
                    step[i] = max(step[i] * 0.5, 1e-5)
                    slope[i] = s = 0.0
                if s > 0:
                    weight[i] -= step[i]
                elif s < 0:
                    weight[i] += step[i]
        before = slopes
    return {name: [weights[k][i] for k in range(classes)] for name, i in at.items()}


def chances(sums, softmax):
    if not softmax:
        return [1 / (1 + math.exp(-max(-30.0, min(30.0, s)))) for s in sums]
    most = max(sums)
    parts = [math.exp(s - most) for s in sums]
    return [p / sum(parts) for p in parts]


def guess(weights, row, softmax):
    classes = len(next(iter(weights.values())))
    sums = [0.0] * classes
    for name, value in row.items():
        for k, w in enumerate(weights.get(name, ())):
            sums[k] += w * value
    return chances(sums, softmax)


def fold_of(groups):
    """A fold for each group, as even as can be."""
    order = sorted(set(groups), key=lambda g: (-groups.count(g), str(g)))
    sizes, fold = [0] * FOLDS, {}
    for group in order:
        least = sizes.index(min(sizes))
        fold[group] = least
        sizes[least] += groups.count(group)
    return fold


def one_fold(job):
    number, rows, targets, folds, penalty, softmax, counts, beside = job
    inside = [i for i, f in enumerate(folds) if f != number]
    own = [rows[i] for i in inside] + [row for row, *_ in beside]
    weights = fit(own, [targets[i] for i in inside] + [t for _, t, _ in beside], penalty, softmax, [counts[i] for i in inside] + [c for *_, c in beside])
    return [(i, guess(weights, rows[i], softmax)) for i, f in enumerate(folds) if f == number]


def out_of_fold(rows, targets, groups, penalty, softmax, counts=None, beside=()):
    """The chances for each row by weights that were not fitted to its group; `beside` are rows of another corpus, always fitted to."""
    fold = fold_of(groups)
    folds = [fold[g] for g in groups]
    counts = counts or [1.0] * len(rows)
    jobs = [(n, rows, targets, folds, penalty, softmax, counts, beside) for n in range(FOLDS)]
    with multiprocessing.Pool() as pool:
        parts = pool.map(one_fold, jobs)
    return [chance for _, chance in sorted(pair for part in parts for pair in part)]


def f1(gold, guessed, label):
    hit = sum(a == b == label for a, b in zip(gold, guessed))
    every = sum(a == label for a in gold) + sum(b == label for b in guessed)
    return 2 * hit / every if every else 0.0


def widespread(rows, groups, *more):
    """Rows without the features that too few of their groups hold; a constant is added."""
    held = collections.defaultdict(set)
    for row, group in zip(rows, groups):
        for name in row:
            held[name].add(group)
    kept = [[{**{n: v for n, v in row.items() if len(held[n]) >= TRANSCRIPTS}, "bias": 1} for row in each] for each in (rows, *more)]
    return kept if more else kept[0]


class Spoken:
    """AnnoMI: replies with the codes of experts."""

    def __init__(self, binary, path):
        self.data = [r for r in read(path) if r["therapist_text"].strip()]
        self.groups = [r["transcript_id"] for r in self.data]
        self.features = [f["main"] for f in seen(binary, [(r["prev_client_text"] or "", r["therapist_text"]) for r in self.data])]


class Written:
    """PAIR: eight replies to each statement by quality, and good replies to others."""

    def __init__(self, binary, path):
        data = read(path)
        rng = random.Random(11)
        rows, self.about = [], []
        for i, d in enumerate(data):
            for r in d["responses"]:
                rows.append((d["prompt"], r["text"]))
                self.about.append((i, r["level"], r["kind"]))
            others = [k for k in range(len(data)) if data[k]["topic"] != d["topic"]]
            for k in rng.sample(others, STRANGERS):
                rows.append((d["prompt"], rng.choice([r for r in data[k]["responses"] if r["level"] > 0])["text"]))
                self.about.append((i, 0, "stranger"))
        found = seen(binary, rows)
        self.features = [f["main"] for f in found]
        self.measures = [f["score"] for f in found]


# what PAIR's kinds are by AnnoMI's; the rest of its bad replies are none in particular
KINDS = {"reflection": "reflection", "question": "question", "advice": "therapist_input"}


def behaviours(spoken, written):
    """The tables main, present, complex, open."""
    data, groups = spoken.data, spoken.groups
    rows, others = widespread(spoken.features, groups, written.features)
    kinds = [KINDS.get(kind) for _, _, kind in written.about]
    found = {}

    def model(name, chosen, targets, softmax, report, beside=()):
        some, of = [rows[i] for i in chosen], [groups[i] for i in chosen]
        report(out_of_fold(some, targets, of, PENALTY[name], softmax, beside=beside))
        counts = [1.0] * len(some) + [c for *_, c in beside]
        found[name] = fit(some + [r for r, *_ in beside], targets + [t for _, t, _ in beside], PENALTY[name], softmax, counts)

    every = range(len(data))
    gold = [r["main_therapist_behaviour"] for r in data]

    def main_report(out):
        best = [MAIN[c.index(max(c))] for c in out]
        each = {label: f1(gold, best, label) for label in MAIN}
        print("main behaviour out of fold by transcript: macro F1 %.3f (%s)" % (sum(each.values()) / 4, ", ".join(f"{k} {v:.3f}" for k, v in each.items())))
        main_report.best = best

    beside = [(o, [float(k == m) for m in MAIN], BESIDE["main"]) for o, k in zip(others, kinds) if k]
    model("main", every, [[float(g == m) for m in MAIN] for g in gold], True, main_report, beside)
    three = ("reflection", "question", "therapist_input")
    there = [[float(bool(r[k + "_exists"])) for k in three] for r in data]

    def present_report(out):
        for k, name in enumerate(three):
            guessed = [float(c[k] > PRESENT or best == name) for c, best in zip(out, main_report.best)]
            print("%s present out of fold: F1 %.3f" % (name, f1([t[k] for t in there], guessed, 1.0)))

    model("present", every, there, False, present_report, [(o, [float(k == t) for t in three], c) for (o, _, c), k in zip(beside, filter(None, kinds))])
    for name, field, yes, no in (("complex", "reflection_subtype", "complex", "simple"), ("open", "question_subtype", "open", "closed")):
        some = [i for i in every if data[i][field] in (yes, no)]
        targets = [[float(data[i][field] == yes)] for i in some]

        def report(out, targets=targets, name=name):
            guessed = [float(c[0] > 0.5) for c in out]
            macro = sum(f1([t[0] for t in targets], guessed, v) for v in (0.0, 1.0)) / 2
            print("%s out of fold: macro F1 %.3f (n=%d)" % (name, macro, len(targets)))

        model(name, some, targets, False, report)
    return found


GATED = ("brings back", "covers", "feeling same", "same words", "brings one")


def styled(measures, chance):
    """The measures with the style's, as src/coach/score.rs adds them."""
    total = math.log(chance / (1 - chance))
    gated = {"gated " + n: v * chance for n, v in measures.items() if n in GATED}
    return {**measures, **gated, "style": chance, "style sum": max(-1.0, min(1.0, total / 4))}


def differences(rows, about):
    """Better less worse, for every two replies to one statement of which one is of high quality."""
    by = collections.defaultdict(list)
    for row, (i, level, _) in zip(rows, about):
        by[i].append((level, row))
    found = []
    for i, each in by.items():
        for _, good in (e for e in each if e[0] == 2):
            for _, worse in (e for e in each if e[0] < 2):
                names = good.keys() | worse.keys()
                found.append((i, {n: good.get(n, 0) - worse.get(n, 0) for n in names}))
    return found


def score(spoken, written):
    """The tables style and score."""
    about = written.about
    own = [n for n, (_, _, kind) in enumerate(about) if kind != "stranger"]
    groups = [i for i, _, _ in about]
    fitted, every = widespread([written.features[n] for n in own], [groups[n] for n in own], written.features)
    kept = set().union(*fitted)
    beside = [
        ({**{n: 1 for n in f if n in kept}, "bias": 1}, [float(r["main_therapist_behaviour"] == "reflection")], BESIDE["style"])
        for f, r in zip(spoken.features, spoken.data)
    ]
    # strangers are worded as reflections: they are guessed, never fitted to
    targets = [[float(level > 0)] for _, level, _ in about]
    counts = [0.0 if kind == "stranger" else 1.0 for _, _, kind in about]
    chance = out_of_fold(every, targets, groups, PENALTY["style"], False, counts, beside)
    measured = [styled(m, c) for m, (c,) in zip(written.measures, chance)]
    pairs = differences(measured, about)
    fold = fold_of(groups)
    jobs = [([row for i, row in pairs if fold[i] != n], PENALTY["score"]) for n in range(FOLDS)]
    with multiprocessing.Pool() as pool:
        by_fold = pool.map(ordered, jobs)
    out = [sum(by_fold[fold[i]].get(n, [0])[0] * v for n, v in m.items()) for m, (i, _, _) in zip(measured, about)]
    by = collections.defaultdict(list)
    for (i, level, kind), value in zip(about, out):
        by[i].append((level, kind, value))
    tests = {
        "high>low": lambda level, kind: level == 0 and kind != "stranger",
        "high>medium": lambda level, kind: level == 1,
        "reflection>question": lambda level, kind: kind == "question",
        "reflection>advice": lambda level, kind: kind == "advice",
        "own>stranger": lambda level, kind: kind == "stranger",
    }
    for name, worse in tests.items():
        two = [(a, b) for each in by.values() for level, _, a in each if level == 2 for l, k, b in each if worse(l, k)]
        print("%s out of fold by statement: %.3f (n=%d)" % (name, sum(1.0 if a > b else 0.5 if a == b else 0.0 for a, b in two) / len(two), len(two)))
    order = ordered(([row for _, row in pairs], PENALTY["score"]))
    sums = [{"sum": sum(order.get(n, [0])[0] * v for n, v in m.items()), "bias": 1} for m in measured]
    # where on 0 to 1 the order lies: high quality near 1, low near 0
    scale = fit(sums, [[level / 2] for _, level, _ in about], 0.01, False)
    weights = {n: [w * scale["sum"][0]] for n, (w,) in order.items()}
    weights["bias"] = scale["bias"]
    style = fit([fitted[k] for k in range(len(own))] + [r for r, *_ in beside], [targets[n] for n in own] + [t for _, t, _ in beside], PENALTY["style"], False, [1.0] * len(own) + [c for *_, c in beside])
    return {"style": style, "score": weights}


def ordered(job):
    rows, penalty = job
    return fit(rows, [[1.0]] * len(rows), penalty, False)


def write(path, models):
    kinds = {
        "main": "what it mainly does: reflection, question, input, other",
        "present": "whether a reflection, a question, input is in it at all",
        "complex": "whether its reflection is complex",
        "open": "whether its question is open",
        "style": "whether it is worded as a reflection, whatever it is about",
        "score": "how good a reflection of the statement it is",
    }
    with open(path, "w", encoding="utf-8") as out:
        out.write("# Made by tools/fit_coach.py; docs/coach.md says how. What the names mean: src/coach/features.rs and src/coach/score.rs. A positive number speaks for.\n")
        for name, what in kinds.items():
            out.write(f"\n# {what}\n[{name}]\n")
            for feature, numbers in sorted(models[name].items()):
                if all(abs(n) < 0.04 for n in numbers):
                    continue
                shown = ["%.2f" % n for n in numbers]
                out.write(json.dumps(feature) + " = " + (f"[{', '.join(shown)}]" if len(shown) > 1 else shown[0]) + "\n")


def main():
    binary, annomi_path, pair_path = sys.argv[1:4]
    spoken, written = Spoken(binary, annomi_path), Written(binary, pair_path)
    models = {**behaviours(spoken, written), **score(spoken, written)}
    if "--write" in sys.argv:
        write(sys.argv[sys.argv.index("--write") + 1], models)


if __name__ == "__main__":
    main()
