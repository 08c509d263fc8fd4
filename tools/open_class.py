#!/usr/bin/env python3
"""Makes config/words/open_class.tsv: lemmas with their candidate parts of speech.

Needs Debian's packages wordnet-base, wamerican and wamerican-small. Run from the root of the repository:

    python3 tools/open_class.py            # writes config/words/open_class.tsv
    python3 tools/open_class.py --check    # checks every table of config/words

A weight is the part of speech's share of the lemma's tags in SemCor (WordNet's cntlist.rev), 1 to 9. Where the word is also
a form of a verb (left, feeling, married), what is missing to 9 is the verb's share.
Rows of config/words/open_class_corrections.tsv replace what the sources give; a row without letters removes the lemma.
"""
import re
import sys
import tomllib
from pathlib import Path

WORDNET = Path("/usr/share/wordnet")
DICT = Path("/usr/share/dict")
WORDS = Path(__file__).resolve().parent.parent / "config" / "words"
LETTERS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
SENSE = {"1": "n", "2": "v", "3": "a", "5": "a", "4": "r"}
LEMMA = re.compile(r"[a-z]+(-[a-z]+)*$")

# Left out of the table: the program's own rules know these.
CLOSED = set("""
a an the this that these those
i me my mine myself you your yours yourself yourselves thou thee thy he him his himself she her hers herself it its itself
we us our ours ourselves they them their theirs themself themselves one ones oneself each-other
who whom whose which what when where why how whoever whomever whichever whatever whenever wherever however
somebody someone something anybody anyone anything nobody nothing everybody everyone everything none
somewhere anywhere nowhere everywhere somehow anyhow
all both each every either neither some any no many much more most few fewer less least several enough such another other others
and but or nor so yet if unless because since although though whereas while whilst until till than whether lest
as at by for from in into of off on onto out over to toward towards up upon down with within without about above across after against
along alongside amid among amongst around before behind below beneath beside besides between beyond despite during except near
inside outside opposite per through throughout under underneath unlike via versus aboard minus plus
be am is are was were been being have has had having do does did done doing
will would shall should can could may might must ought cannot
not never there
zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion trillion
oh ah uh um er hm hmm hi hey yes yeah yep yup nope nah
ain aren isn wasn weren don doesn didn won wouldn shan shouldn couldn mustn hasn haven hadn ll ve re
""".split()) | set("abcdefghijklmnopqrstuvwxyz")
# Kept although a closed-class word has the same spelling: only their open-class use is listed.
BOTH = {"like", "past", "own", "worth", "need", "round", "yet"}


def lines(path):
    return path.read_text(encoding="utf-8", errors="replace").splitlines()


def wordnet():
    """lemma -> part of speech -> number of senses"""
    senses = {}
    for name, letter in LETTERS.items():
        for line in lines(WORDNET / f"index.{name}"):
            if line.startswith(" "):
                continue
            lemma, _, count = line.split(" ")[:3]
            if LEMMA.match(lemma):
                senses.setdefault(lemma, {})[letter] = int(count)
    return senses


def counts():
    tags = {}
    for line in lines(WORDNET / "cntlist.rev"):
        key, _, count = line.split()
        lemma, sense = key.split("%")
        letter = SENSE[sense[0]]
        row = tags.setdefault(lemma.lower(), {})
        row[letter] = row.get(letter, 0) + int(count)
    return tags


def exceptions():
    """irregular forms -> their lemmas, by part of speech"""
    forms = {}
    for name, letter in LETTERS.items():
        for line in lines(WORDNET / f"{name}.exc"):
            form, *lemmas = line.split()
            forms.setdefault(form, {}).setdefault(letter, set()).update(lemmas)
    return forms


def american(lemma):
    for british, american in (
        ("our", "or"), ("isation", "ization"), ("ise", "ize"), ("ising", "izing"), ("ised", "ized"), ("yse", "yze"), ("tre", "ter"),
        ("logue", "log"), ("ence", "ense"), ("lled", "led"), ("lling", "ling"), ("aemia", "emia"), ("anae", "ane"), ("oed", "ed"),
        ("ller", "ler"), ("llor", "lor"), ("ae", "e"), ("programme", "program"), ("grey", "gray"), ("cheque", "check"),
        ("sceptic", "skeptic"), ("storey", "story"), ("plough", "plow"), ("mould", "mold"), ("tyre", "tire"), ("lment", "llment"),
    ):
        if british in lemma:
            yield lemma.replace(british, american)


def adverb(adjective):
    if adjective.endswith("ic"):
        return adjective + "ally"
    if adjective.endswith("ll"):
        return adjective + "y"
    if re.search(r"[^aeiou]le$", adjective):
        return adjective[:-1] + "y"
    if re.search(r"[^aeiou]y$", adjective) and len(adjective) > 3:
        return adjective[:-1] + "ily"
    return adjective + "ly"


def weigh(senses, tags):
    """The weights of one lemma: tag counts, smoothed by the number of senses; what the tags hardly ever show is dropped."""
    total = sum(tags.values())
    score = {p: tags.get(p, 0) + 0.3 * n for p, n in senses.items()}
    whole = sum(score.values())
    found = {}
    for p, value in score.items():
        if total >= 40 and tags.get(p, 0) / total < 0.01:
            continue
        found[p] = max(1, min(9, round(9 * value / whole)))
    return found


def bases(form, irregular, senses):
    """the verbs of which a word is also a form: left -> leave, feeling -> feel"""
    found = set(irregular.get(form, {}).get("v", ())) - {form}
    for ending in ("ed", "ing"):
        stem = form[: -len(ending)]
        if form.endswith(ending) and len(stem) > 1 and re.search("[aeiouy]", stem) and not stem.endswith("e"):
            found.update((stem, stem + "e"))
            if stem[-1] == stem[-2]:
                found.add(stem[:-1])
            if stem.endswith("i"):
                found.add(stem[:-1] + "y")
    return {verb for verb in found if "v" in senses.get(verb, {})}


def share_of_form(parts, tags, verb_tags):
    """Where a noun or adjective is also a form of a verb, a quarter of the verb's tags stand against it; the rest of the 9 is the verb's."""
    against = 0.25 * verb_tags
    found = {}
    for p, senses in parts.items():
        seen = tags.get(p, 0)
        if p == "v" and seen == 0 or seen == 0 and verb_tags >= 40:
            continue
        value = seen + 0.3 * senses
        found[p] = max(1, min(9, round(9 * value / (sum(tags.values()) + 0.3 * sum(parts.values()) + against))))
    return found


def corrections():
    rows = {}
    for number, line in enumerate(lines(WORDS / "open_class_corrections.tsv"), 1):
        if not line or line.startswith("#"):
            continue
        lemma, _, letters = line.partition("\t")
        if lemma in rows:
            raise SystemExit(f"open_class_corrections.tsv:{number}: {lemma} stands twice")
        rows[lemma] = {item[0]: int(item[1]) for item in letters.split()}
    return rows


def make():
    senses, tags, irregular = wordnet(), counts(), exceptions()
    usual = {w for w in lines(DICT / "american-english") if LEMMA.match(w)}
    small = {w for w in lines(DICT / "american-english-small") if LEMMA.match(w)}
    table = {}
    for lemma, parts in senses.items():
        if len(lemma) < 2 or lemma in CLOSED and lemma not in BOTH:
            continue
        seen = sum(tags.get(lemma, {}).values())
        hyphened = "-" in lemma and seen > 0
        british = lemma not in usual and any(word in small for word in american(lemma))
        if lemma in small or lemma in usual and (seen > 0 or len(lemma) > 3) or hyphened or british:
            # A plural or a past form that WordNet also lists for some rare sense of its own.
            forms = irregular.get(lemma, {})
            parts = {p: n for p, n in parts.items() if not (p in forms and lemma not in forms[p] and not tags.get(lemma, {}).get(p))}
            verbs = bases(lemma, irregular, senses)
            if verbs:
                verb_tags = sum(tags.get(verb, {}).get("v", 0) for verb in verbs)
                found = share_of_form(parts, tags.get(lemma, {}), verb_tags)
            else:
                found = weigh(parts, tags.get(lemma, {}))
            if found:
                table[lemma] = found
    for lemma, parts in corrections().items():
        if parts:
            table[lemma] = parts
        else:
            table.pop(lemma, None)
    for lemma in [l for l, parts in table.items() if "a" in parts]:
        word = adverb(lemma)
        if word in usual and word not in table and word not in CLOSED:
            table[word] = {"r": 9}
    out = []
    for lemma in sorted(table):
        parts = sorted(table[lemma].items(), key=lambda item: (-item[1], "nvar".index(item[0])))
        out.append(lemma + "\t" + " ".join(f"{p}{weight}" for p, weight in parts))
    (WORDS / "open_class.tsv").write_text("\n".join(out) + "\n", encoding="utf-8")
    print(f"{len(out)} lemmas")


def check():
    """What is wrong with the tables: unsorted or double rows, blanks, closed-class words, unknown words."""
    wrong = []
    rows = {}
    for name in ("open_class", "irregular_verbs", "irregular_nouns", "spelling", "doubling_verbs"):
        path = WORDS / (name + (".txt" if name == "doubling_verbs" else ".tsv"))
        fields = {"open_class": 2, "irregular_verbs": 5, "doubling_verbs": 1}.get(name, 2)
        rows[name] = [line.split("\t") for line in lines(path)]
        keys = [row[0] for row in rows[name]]
        if keys != sorted(set(keys)):
            wrong.append(f"{path.name}: not sorted, or a word stands twice")
        for row in rows[name]:
            if len(row) != fields or not row[0] or any(cell != cell.strip() or not cell and name != "spelling" for cell in row):
                wrong.append(f"{path.name}: {row}")
    for lemma, letters in rows["open_class"]:
        if lemma in CLOSED and lemma not in BOTH:
            wrong.append(f"open_class.tsv: {lemma} is a closed-class word")
        if not re.fullmatch(r"[nvar][1-9]( [nvar][1-9])*", letters):
            wrong.append(f"open_class.tsv: {lemma} {letters}")
    lemmas = {row[0] for row in rows["open_class"]}
    verbs = {lemma for lemma, letters in rows["open_class"] if "v" in letters}
    for row in rows["irregular_verbs"] + rows["doubling_verbs"]:
        if row[0] not in verbs and row[0] not in CLOSED:
            wrong.append(f"no verb of open_class.tsv: {row[0]}")
    forms = lemmas | CLOSED | {w for w in lines(DICT / "american-english")}
    forms |= {form for name in ("irregular_verbs", "irregular_nouns") for row in rows[name] for cell in row for form in cell.split("/")}
    for typed, meant in rows["spelling"]:
        for word in meant.split(" ") if meant else []:
            stem = re.sub(r"('s|n't|'m|'ve|'re|'ll|'d)$", "", word)
            regular = {word[:-1], word[:-2], word[:-1] + "e", word[:-2] + "e", word[:-3], word[:-3] + "e", word[:-3] + "y"}
            if not ({word, stem, stem + "n", word.capitalize()} & forms or regular & lemmas or word in ("'cause", "can't")):
                wrong.append(f"spelling.tsv: {typed} means an unknown word, {word}")
    classes = tomllib.loads((WORDS / "classes.toml").read_text(encoding="utf-8"))
    for name, words in classes.items():
        if words != sorted(set(words)):
            wrong.append(f"classes.toml: {name} is not sorted, or a word stands twice")
        wrong += [f"classes.toml: {name}: unknown word {word}" for word in words if word not in lemmas and word not in CLOSED]
    for line in wrong:
        print(line)
    print({name: len(table) for name, table in rows.items()} | {"classes": len(classes)}, f"{len(wrong)} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    if sys.argv[1:] == ["--check"]:
        raise SystemExit(check())
    make()
