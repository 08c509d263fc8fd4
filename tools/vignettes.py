#!/usr/bin/env python3
"""How the coach takes the vignettes' own replies: bad answers flagged with the right fault, good ones flagged at all.

    tools/vignettes.py target/debug/felt [--show] [--cases FILE]

Prints the two shares, and those of each fault; --show lists what was taken otherwise. The vignettes are written to train people, not to suit
the coach: a difference is something to mend there, unless a vignette is wrong. --cases counts a file of `[[case]]` rows instead, with `says`,
`good` and `bad`, as in tests/coach/.
"""
import collections
import json
import subprocess
import sys
import tomllib
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "responses/en/vignettes"


def replies():
    if "--cases" in sys.argv:
        cases = tomllib.loads(Path(sys.argv[sys.argv.index("--cases") + 1]).read_text(encoding="utf-8"))["case"]
        for number, case in enumerate(cases, 1):
            named = {"id": f"case {number}", **case}
            for reply in case["good"]:
                yield named, "good", None, reply
            for fault, reply in case["bad"]:
                yield named, "bad", fault, reply
        return
    for file in sorted(FOLDER.glob("*.toml")):
        for vignette in tomllib.loads(file.read_text(encoding="utf-8"))["vignette"]:
            for kind in ("simple", "complex"):
                for reply in vignette[kind]:
                    yield vignette, kind, None, reply
            for fault, reply in vignette["bad"]:
                yield vignette, "bad", fault, reply


def main():
    cases = list(replies())
    lines = [json.dumps({"id": str(n), "statement": case[0]["says"], "reply": case[3]}) for n, case in enumerate(cases)]
    run = subprocess.run([sys.argv[1], "code", "--json"], input="\n".join(lines) + "\n", capture_output=True, encoding="utf-8", check=True)
    coded = [json.loads(line) for line in run.stdout.splitlines()]
    assert len(coded) == len(cases)
    right, all_of, flagged, tendency = collections.Counter(), collections.Counter(), collections.Counter(), collections.Counter()
    reflected, any_flag, good = 0, 0, 0
    shown = []
    for (vignette, kind, fault, reply), result in zip(cases, coded):
        if kind == "bad":
            all_of[fault] += 1
            any_flag += bool(result["flags"])
            if fault in result["flags"]:
                right[fault] += 1
            else:
                shown.append(f"bad   {fault:<16} heard {','.join(result['flags']) or '-':<28} {vignette['id']}: {reply}")
        else:
            good += 1
            reflected += result["reflection"] is not None
            tendency[kind, result["reflection"]] += 1
            if result["flags"]:
                flagged.update(result["flags"])
                shown.append(f"good  {kind:<16} heard {','.join(result['flags']):<28} {vignette['id']}: {reply}")
    bad = sum(all_of.values())
    print(f"bad answers flagged with the right fault: {sum(right.values())} of {bad} ({sum(right.values()) / bad:.1%}); flagged at all {any_flag / bad:.1%}")
    for fault in sorted(all_of):
        print(f"  {fault:<16} {right[fault]:>3} of {all_of[fault]}")
    wrong = sum(1 for line in shown if line.startswith("good"))
    print(f"good ones flagged: {wrong} of {good} ({wrong / good:.1%}) {dict(flagged.most_common())}")
    print(f"good ones coded as reflections: {reflected / good:.1%}; tendency as written: {(tendency['simple', 'simple'] + tendency['complex', 'complex']) / good:.1%}")
    if "--show" in sys.argv[2:]:
        print("\n".join(shown))


main()
