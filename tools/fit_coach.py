#!/usr/bin/env python3
"""Fits config/coach_weights.toml, and prints how well the weights do on transcripts that they were not fitted to.

usage: fit_coach.py BINARY ANNOMI.jsonl PAIR.jsonl [--write config/coach_weights.toml]

Python 3, standard library. BINARY is felt; `felt code --features` names what is weighed of each reply. The main behaviour, what is present at all,
complex against simple and open against closed are logistic models over features that are there or not, fitted on AnnoMI; the score is one over a few
measures, fitted on PAIR, to which replies to other statements are added as bad ones. Every figure is out of fold: by transcript, or by statement.
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
PENALTY = {"main": 10.0, "present": 10.0, "complex": 20.0, "open": 20.0, "score": 0.5}
STRANGERS = 4


def read(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def seen(binary, rows):
    """The features of each (statement, reply)."""
    given = "".join(json.dumps({"id": str(i), "statement": s, "reply": r}) + "\n" for i, (s, r) in enumerate(rows))
    out = subprocess.run([binary, "code", "--features"], input=given, capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def fit(rows, targets, penalty, softmax, rounds=70):
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
        for (index, values), target in zip(packed, targets):
            if binary:
                sums = [sum(map(w.__getitem__, index)) for w in weights]
            else:
                sums = [sum(w[i] * v for i, v in zip(index, values)) for w in weights]
            for k, chance in enumerate(chances(sums, softmax)):
                off = chance - target[k]
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
    number, rows, targets, folds, penalty, softmax = job
    inside = [i for i, f in enumerate(folds) if f != number]
    weights = fit([rows[i] for i in inside], [targets[i] for i in inside], penalty, softmax)
    return [(i, guess(weights, rows[i], softmax)) for i, f in enumerate(folds) if f == number]


def out_of_fold(rows, targets, groups, penalty, softmax):
    fold = fold_of(groups)
    folds = [fold[g] for g in groups]
    jobs = [(n, rows, targets, folds, penalty, softmax) for n in range(FOLDS)]
    with multiprocessing.Pool() as pool:
        parts = pool.map(one_fold, jobs)
    return [chance for _, chance in sorted(pair for part in parts for pair in part)]


def f1(gold, guessed, label):
    hit = sum(a == b == label for a, b in zip(gold, guessed))
    every = sum(a == label for a in gold) + sum(b == label for b in guessed)
    return 2 * hit / every if every else 0.0


def widespread(rows, groups):
    """Rows without the features that too few groups hold; a constant is added."""
    held = collections.defaultdict(set)
    for row, group in zip(rows, groups):
        for name in row:
            held[name].add(group)
    return [{**{n: v for n, v in row.items() if len(held[n]) >= TRANSCRIPTS}, "bias": 1} for row in rows]


def annomi(binary, path):
    data = [r for r in read(path) if r["therapist_text"].strip()]
    groups = [r["transcript_id"] for r in data]
    rows = widespread([f["main"] for f in seen(binary, [(r["prev_client_text"] or "", r["therapist_text"]) for r in data])], groups)
    found = {}

    def model(name, chosen, targets, softmax, report):
        some, of = [rows[i] for i in chosen], [groups[i] for i in chosen]
        report(out_of_fold(some, targets, of, PENALTY[name], softmax))
        found[name] = fit(some, targets, PENALTY[name], softmax)

    every = range(len(data))
    gold = [r["main_therapist_behaviour"] for r in data]

    def main_report(out):
        best = [MAIN[c.index(max(c))] for c in out]
        each = {label: f1(gold, best, label) for label in MAIN}
        print("main behaviour out of fold by transcript: macro F1 %.3f (%s)" % (sum(each.values()) / 4, ", ".join(f"{k} {v:.3f}" for k, v in each.items())))

    model("main", every, [[float(g == m) for m in MAIN] for g in gold], True, main_report)
    kinds = ("reflection", "question", "therapist_input")
    there = [[float(bool(r[k + "_exists"])) for k in kinds] for r in data]

    def present_report(out):
        for k, name in enumerate(kinds):
            print("%s present out of fold: F1 %.3f" % (name, f1([t[k] for t in there], [float(c[k] > 0.5) for c in out], 1.0)))

    model("present", every, there, False, present_report)
    for name, field, yes, no in (("complex", "reflection_subtype", "complex", "simple"), ("open", "question_subtype", "open", "closed")):
        some = [i for i in every if data[i][field] in (yes, no)]
        targets = [[float(data[i][field] == yes)] for i in some]

        def report(out, targets=targets, name=name):
            guessed = [float(c[0] > 0.5) for c in out]
            macro = sum(f1([t[0] for t in targets], guessed, v) for v in (0.0, 1.0)) / 2
            print("%s out of fold: macro F1 %.3f (n=%d)" % (name, macro, len(targets)))

        model(name, some, targets, False, report)
    return found


def pair(binary, path, weights):
    """Weights of the score: level 2 is good, level 0 and strangers are not, level 1 is halfway."""
    data = read(path)
    rng = random.Random(11)
    rows, about = [], []
    for i, d in enumerate(data):
        for r in d["responses"]:
            rows.append((d["prompt"], r["text"]))
            about.append((i, r["level"], r["kind"]))
        others = [k for k in range(len(data)) if data[k]["topic"] != d["topic"]]
        for k in rng.sample(others, STRANGERS):
            best = [r for r in data[k]["responses"] if r["level"] > 0]
            rows.append((d["prompt"], rng.choice(best)["text"]))
            about.append((i, 0, "stranger"))
    measured = []
    for f in seen(binary, rows):
        row = dict(f["score"])
        given = {**f["main"], "bias": 1}
        for name, chance in zip(("reflects", "asks", "informs", "other"), guess(weights["main"], given, True)):
            row["does " + name] = chance
        for name, chance in zip(("reflection", "question", "input"), guess(weights["present"], given, False)):
            row["holds " + name] = chance
        measured.append({**row, "bias": 1})
    targets = [[level / 2] for _, level, _ in about]
    groups = [i for i, _, _ in about]
    out = out_of_fold(measured, targets, groups, PENALTY["score"], False)
    by = collections.defaultdict(list)
    for (i, level, kind), (score,) in zip(about, out):
        by[i].append((level, kind, score))
    tests = {
        "high>low": lambda level, kind: level == 0 and kind != "stranger",
        "high>medium": lambda level, kind: level == 1,
        "reflection>question": lambda level, kind: kind == "question",
        "reflection>advice": lambda level, kind: kind == "advice",
        "own>stranger": lambda level, kind: kind == "stranger",
    }
    for name, worse in tests.items():
        pairs = [(a, b) for each in by.values() for level, _, a in each if level == 2 for l, k, b in each if worse(l, k)]
        print("%s out of fold by statement: %.3f (n=%d)" % (name, sum(1.0 if a > b else 0.5 if a == b else 0.0 for a, b in pairs) / len(pairs), len(pairs)))
    return fit(measured, targets, PENALTY["score"], False)


def write(path, models):
    kinds = {
        "main": "what it mainly does: reflection, question, input, other",
        "present": "whether a reflection, a question, input is in it at all",
        "complex": "whether its reflection is complex",
        "open": "whether its question is open",
        "score": "how good a reflection of the statement it is",
    }
    with open(path, "w", encoding="utf-8") as out:
        out.write("# Made by tools/fit_coach.py; docs/coach.md says how. What the names mean: src/coach/features.rs and src/coach/score.rs. A positive number speaks for.\n")
        for name, what in kinds.items():
            out.write(f"\n# {what}\n[{name}]\n")
            for feature, numbers in sorted(models[name].items()):
                if all(abs(n) < 0.02 for n in numbers):
                    continue
                shown = ["%.2f" % n for n in numbers]
                out.write(json.dumps(feature) + " = " + (f"[{', '.join(shown)}]" if len(shown) > 1 else shown[0]) + "\n")


def main():
    binary, annomi_path, pair_path = sys.argv[1:4]
    models = annomi(binary, annomi_path)
    models["score"] = pair(binary, pair_path, models)
    if "--write" in sys.argv:
        write(sys.argv[sys.argv.index("--write") + 1], models)


if __name__ == "__main__":
    main()
