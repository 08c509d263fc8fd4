#!/usr/bin/env python3
"""Whether a grammar from outside can read the reflections of the project's own examples.

    felt check --reflections | python3 tools/grammar.py

Needs Debian's packages link-grammar and link-grammar-dictionaries-en. link-parser is run once, as a process, over all sentences.
It fails on about one good sentence in ten: such are listed in tests/grammar_allowed.txt, after a person has read them. A sentence
that it cannot read and that is not on the list fails the check.
    --new prints those sentences alone, to be read and, where they are good, put on the list.
"""
import re
import subprocess
import sys
from pathlib import Path

ALLOWED = Path(__file__).resolve().parent.parent / "tests" / "grammar_allowed.txt"
PARSER = ["link-parser", "en", "-graphics=0", "-null=0", "-limit=100"]
# one line a sentence, in the order of the sentences
VERDICT = re.compile(r"^(Found \d+|No complete linkages)", re.MULTILINE)


def unread(sentences):
    """Those of the sentences that have no complete linkage."""
    run = subprocess.run(PARSER, input="\n".join(sentences) + "\n", capture_output=True, encoding="utf-8", check=True)
    verdicts = VERDICT.findall(run.stdout)
    if len(verdicts) != len(sentences):
        sys.exit(f"link-parser gave {len(verdicts)} verdicts on {len(sentences)} sentences")
    return [sentence for sentence, verdict in zip(sentences, verdicts) if verdict.startswith("No")]


def main():
    sentences = sorted({line.strip() for line in sys.stdin if line.strip()})
    if not sentences:
        sys.exit("no sentences were given")
    allowed = {line.strip() for line in ALLOWED.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")}
    found = unread(sentences)
    new = [sentence for sentence in found if sentence not in allowed]
    if "--new" in sys.argv[1:]:
        print("\n".join(new))
        return
    for sentence in sorted(allowed - set(found)):
        print(f"needs no place on the list any more: {sentence}")
    for sentence in new:
        print(f"cannot be read: {sentence}")
    print(f"{len(sentences)} sentences: {len(sentences) - len(found)} read, {len(found) - len(new)} allowed, {len(new)} faulty")
    sys.exit(1 if new else 0)


main()
