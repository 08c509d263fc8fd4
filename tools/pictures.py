#!/usr/bin/env python3
"""Draws the README's pictures anew, each from what the program really says.

    python3 tools/pictures.py target/release/felt

docs/pictures/talk.svg: the lines of docs/pictures/talk.txt, said to `felt chat`, and the answers.
docs/pictures/session.png: what `felt session --png` draws of docs/pictures/session.txt. Both texts are made up.
"""
import subprocess
import sys
import textwrap
from html import escape
from pathlib import Path

PICTURES = Path(__file__).resolve().parent.parent / "docs" / "pictures"
WIDTH, LETTER, LINE, PAD, GAP = 720, 8.2, 21, 11, 12
# the person's lines and Felt's: ink on ground, both with a contrast above 7 to 1
PERSON, FELT = ("#1c2530", "#e6ebf1"), ("#0b3a3d", "#d9efec")


def talk(felt):
    said = (PICTURES / "talk.txt").read_text(encoding="utf-8").splitlines()
    run = subprocess.run([felt, "chat"], input="\n".join(said) + "\n", capture_output=True, encoding="utf-8", check=True)
    answers = run.stdout.splitlines()
    if len(answers) != len(said):
        sys.exit(f"{len(answers)} answers to {len(said)} lines")
    parts, top = [], PAD
    for line, answer in zip(said, answers):
        for text, (ink, ground), right in ((line, PERSON, True), (answer, FELT, False)):
            rows = textwrap.wrap(text, 58)
            width = max(map(len, rows)) * LETTER + 2 * PAD
            height = len(rows) * LINE + PAD
            left = WIDTH - PAD - width if right else PAD
            parts.append(f'<rect x="{left:.0f}" y="{top}" width="{width:.0f}" height="{height}" rx="9" fill="{ground}"/>')
            for number, row in enumerate(rows):
                y = top + PAD / 2 + (number + 0.72) * LINE
                parts.append(f'<text x="{left + PAD:.0f}" y="{y:.0f}" fill="{ink}">{escape(row)}</text>')
            top += height + GAP
    picture = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{top}" viewBox="0 0 {WIDTH} {top}" role="img">\n'
        "<title>A talk with Felt</title>\n<desc>A drawing, made by tools/pictures.py from what `felt chat` answers to these lines.</desc>\n"
        f'<rect width="{WIDTH}" height="{top}" fill="#ffffff"/>\n'
        '<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, \'DejaVu Sans Mono\', monospace" font-size="13.5">\n' + "\n".join(parts) + "\n</g>\n</svg>\n"
    )
    (PICTURES / "talk.svg").write_text(picture, encoding="utf-8")


def session(felt):
    subprocess.run([felt, "session", PICTURES / "session.txt", "--png", PICTURES / "session.png"], stdout=subprocess.DEVNULL, check=True)


if len(sys.argv) != 2:
    sys.exit(__doc__)
talk(sys.argv[1])
session(sys.argv[1])
