//! Turns the word tables of `config/words/` into one binary table that the program reads without parsing, and the patterns of the data files into
//! another (`src/pattern/prepare.rs`).

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::{env, fs};

#[path = "src/words/hash.rs"]
mod hash;
#[path = "src/words/inflect.rs"]
mod inflect;
#[path = "src/words/number.rs"]
#[allow(dead_code, reason = "the program compares classes")]
mod number;
#[path = "src/pattern"]
#[allow(dead_code, reason = "the program matches patterns")]
mod pattern {
    mod needs;
    mod prepare;
    mod syntax;

    pub use prepare::Prepared;
    pub use syntax::Pattern;
}
#[path = "src/data/discord_rows.rs"]
#[allow(dead_code, reason = "the program checks the rows")]
mod discord_rows;
#[path = "src/practice/rows.rs"]
#[allow(dead_code, reason = "the program reads the rows")]
mod practice_rows;
#[path = "src/data/rows.rs"]
#[allow(dead_code, reason = "the program reads the rows")]
mod rows;
#[path = "src/words/tag.rs"]
mod tag;

use inflect::Ending;
use words::Tag;

/// The words as patterns look them up, from the tables that are being made.
mod words {
    use std::collections::HashMap;
    use std::sync::OnceLock;

    pub use crate::number::{Classes, Form};
    pub use crate::tag::Tag;

    /// The forms by number, the likeliest tag of each, the dictionary forms of each, and the names of the classes by number.
    pub struct Numbers {
        pub forms: HashMap<String, u32>,
        pub likeliest: Vec<Option<Tag>>,
        pub lemmas: Vec<Vec<Form>>,
        pub classes: Vec<String>,
    }

    pub static NUMBERS: OnceLock<Numbers> = OnceLock::new();

    impl Form {
        pub fn of(word: &str) -> Option<Form> {
            NUMBERS.get()?.forms.get(word).copied().map(Form)
        }

        pub fn all() -> impl Iterator<Item = Form> {
            (0..NUMBERS.get().map_or(0, |numbers| numbers.lemmas.len() as u32)).map(Form)
        }

        pub fn lemmas(self) -> impl Iterator<Item = Form> {
            let lemmas = NUMBERS.get().and_then(|numbers| numbers.lemmas.get(self.0 as usize));
            lemmas.into_iter().flatten().copied()
        }

        pub fn likeliest(self) -> Option<Tag> {
            NUMBERS.get()?.likeliest.get(self.0 as usize).copied().flatten()
        }
    }

    impl Classes {
        pub fn named(name: &str) -> Option<Classes> {
            NUMBERS.get()?.classes.iter().position(|n| n == name).map(|i| Classes(1 << i))
        }
    }
}

fn main() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    println!("cargo::rerun-if-changed=config/words");
    println!("cargo::rerun-if-changed=config/help_lines.toml");
    println!("cargo::rerun-if-changed=config/coach_weights.toml");
    println!("cargo::rerun-if-changed=responses");
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=src/data");
    println!("cargo::rerun-if-changed=src/pattern/needs.rs");
    println!("cargo::rerun-if-changed=src/pattern/prepare.rs");
    println!("cargo::rerun-if-changed=src/pattern/syntax.rs");
    println!("cargo::rerun-if-changed=src/practice/rows.rs");
    println!("cargo::rerun-if-changed=src/words");
    let tables = Tables::read(&root.join("config/words"));
    tables.write(&out);
    let forms: HashMap<String, u32> = tables.forms.keys().enumerate().map(|(i, form)| (form.clone(), i as u32)).collect();
    let lemma = |reading: &Reading| forms.get(&reading.lemma).copied().map(number::Form);
    let lemmas = tables.forms.values().map(|readings| readings.iter().filter_map(lemma).collect());
    let numbers = words::Numbers {
        lemmas: lemmas.collect(),
        likeliest: tables
            .forms
            .values()
            .map(|readings| readings.iter().max_by_key(|r| r.weight).map(|r| r.tag))
            .collect(),
        classes: tables.class_names.clone(),
        forms,
    };
    assert!(words::NUMBERS.set(numbers).is_ok(), "the numbers are given once");
    let mut rows = data_rows(&root);
    fs::write(out.join("patterns.bin"), prepared(&mut rows)).expect("OUT_DIR can be written");
    let write = |file: &str, rows: &rows::Rows| {
        let bytes = postcard::to_stdvec(rows).expect("rows can be prepared");
        fs::write(out.join(file), bytes).expect("OUT_DIR can be written");
    };
    write("rows.bin", &rows);
    rows.make_bare();
    write("bare_rows.bin", &rows);
    let practice = postcard::to_stdvec(&practice(&root)).expect("rows can be prepared");
    fs::write(out.join("practice.bin"), practice).expect("OUT_DIR can be written");
}

/// The sets of patterns, made ready. In the rows a pattern is left as its number.
fn prepared(rows: &mut rows::Rows) -> Vec<u8> {
    let mut prepared = pattern::Prepared::default();
    let mut numbers = 0..;
    for set in rows::sets::sets(rows) {
        prepared.add(set.iter().map(|pattern| &**pattern));
        set.into_iter()
            .zip(&mut numbers)
            .for_each(|(pattern, number)| *pattern = pattern::Pattern::built_in(number));
    }
    prepared.bytes()
}

/// The data files as rows.
fn data_rows(root: &Path) -> rows::Rows {
    let words = root.join("config/words");
    let responses = root.join("responses/en");
    rows::Rows {
        bare: false,
        fillers: toml_file(&words.join("fillers.toml")),
        feelings: toml_file(&words.join("feelings.toml")),
        frames: toml_files(root, "responses/en/frames"),
        reword: toml_files(root, "responses/en/reword"),
        talk: toml_file(&responses.join("talk.toml")),
        kinds: toml_file(&responses.join("kinds.toml")),
        rephrase: toml_file(&responses.join("rephrase.toml")),
        terminal: toml_file(&responses.join("terminal.toml")),
        discord: toml_file(&responses.join("discord.toml")),
        commands: toml_file(&responses.join("commands.toml")),
        risk: risk_rows(&words),
        safety: toml_file(&responses.join("safety.toml")),
        help_lines: toml_file(&root.join("config/help_lines.toml")),
        coach: rows::coach::CoachRows {
            cues: toml_files(root, "responses/en/coach/cues"),
            related: toml_file(&responses.join("coach/related.toml")),
            general: toml_file(&responses.join("coach/general.toml")),
            feedback: toml_file(&responses.join("coach/feedback.toml")),
            weights: toml_file(&root.join("config/coach_weights.toml")),
        },
        themes: toml_file(&words.join("themes.toml")),
        theme: toml_files(root, "config/words/themes"),
        prompts: rows::prompts::PromptRows {
            words: toml_file(&responses.join("prompts.toml")),
            themes: toml_files(root, "responses/en/prompts"),
            rules: toml_file(&words.join("prompt_rules.toml")),
            learn: toml_file(&responses.join("learn.toml")),
        },
    }
}

/// The vignettes and all that belongs to practice, as rows.
fn practice(root: &Path) -> practice_rows::PracticeRows {
    let responses = root.join("responses/en");
    practice_rows::PracticeRows {
        general: toml_file(&responses.join("practice.toml")),
        vignettes: toml_files(root, "responses/en/vignettes"),
        clients: toml_files(root, "responses/en/clients"),
    }
}

/// The signs of risk: `risk.toml` and the files of `risk/`, in the order of their names.
fn risk_rows(words: &Path) -> rows::RiskFile {
    let mut files: Vec<PathBuf> = fs::read_dir(words.join("risk"))
        .unwrap_or_else(|e| panic!("config/words/risk: {e}"))
        .filter_map(|f| f.ok().map(|f| f.path()))
        .filter(|f| f.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.sort();
    let mut all: rows::RiskFile = toml_file(&words.join("risk.toml"));
    for file in files {
        all.join(toml_file(&file));
    }
    all
}

/// The files of a folder, each with its name, in the order of their names.
fn toml_files<T: serde::de::DeserializeOwned>(root: &Path, folder: &str) -> Vec<(String, T)> {
    let mut files: Vec<PathBuf> = fs::read_dir(root.join(folder))
        .unwrap_or_else(|e| panic!("{folder}: {e}"))
        .filter_map(|f| f.ok().map(|f| f.path()))
        .filter(|f| f.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.sort();
    let named = |file: &Path| format!("{folder}/{}", file.file_name().unwrap_or_default().to_string_lossy());
    files.iter().map(|file| (named(file), toml_file(file))).collect()
}

fn toml_file<T: serde::de::DeserializeOwned>(path: &Path) -> T {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// One way to read a form: its tag, how likely (1 to 9), its dictionary form.
#[derive(Clone, PartialEq)]
struct Reading {
    tag: Tag,
    weight: u8,
    lemma: String,
}

#[derive(Default)]
struct Tables {
    forms: BTreeMap<String, Vec<Reading>>,
    /// lemma -> third person, past, participle, -ing
    verbs: BTreeMap<String, [String; 4]>,
    /// words of a class -> its bits
    classes: HashMap<String, u64>,
    class_names: Vec<String>,
    spelling: BTreeMap<String, String>,
    order: Vec<i8>,
}

impl Tables {
    fn read(folder: &Path) -> Tables {
        let mut tables = Tables::default();
        tables.closed_class(&rows(&folder.join("closed_class.tsv")));
        tables.open_class(folder);
        tables.read_classes(&folder.join("classes.toml"));
        for row in rows(&folder.join("spelling.tsv")) {
            tables.spelling.insert(row[0].clone(), row.get(1).cloned().unwrap_or_default());
        }
        tables.read_order(&folder.join("tag_order.tsv"));
        tables
    }

    fn add(&mut self, form: &str, tag: Tag, weight: u8, lemma: &str) {
        let readings = self.forms.entry(form.to_string()).or_default();
        match readings.iter_mut().find(|r| r.tag == tag) {
            Some(same) => same.weight = same.weight.max(weight),
            None => readings.push(Reading {
                tag,
                weight,
                lemma: lemma.to_string(),
            }),
        }
    }

    fn closed_class(&mut self, rows: &[Vec<String>]) {
        for row in rows {
            let lemma = row.get(2).unwrap_or(&row[0]).clone();
            for part in row[1].split(' ') {
                let (name, weight) = part
                    .split_once(':')
                    .unwrap_or_else(|| panic!("closed_class.tsv: {}: '{part}' is not Tag:weight", row[0]));
                let tag = Tag::from_name(name).unwrap_or_else(|| panic!("closed_class.tsv: {}: no tag '{name}'", row[0]));
                self.add(&row[0], tag, weight.parse().expect("closed_class.tsv: a weight is a number"), &lemma);
            }
        }
    }

    fn open_class(&mut self, folder: &Path) {
        let closed: Vec<String> = self.forms.keys().cloned().collect();
        let is_closed = |w: &str| closed.binary_search_by(|c| c.as_str().cmp(w)).is_ok();
        let doubling: Vec<String> = rows(&folder.join("doubling_verbs.txt")).into_iter().map(|r| r[0].clone()).collect();
        let irregular_verbs: HashMap<String, Vec<String>> = rows(&folder.join("irregular_verbs.tsv")).into_iter().map(|r| (r[0].clone(), r)).collect();
        let irregular_nouns: HashMap<String, String> = rows(&folder.join("irregular_nouns.tsv"))
            .into_iter()
            .map(|r| (r[0].clone(), r[1].clone()))
            .collect();
        for lemma in ["be", "have", "do"] {
            let forms = match lemma {
                "be" => ["is", "was", "been", "being"],
                "have" => ["has", "had", "had", "having"],
                _ => ["does", "did", "done", "doing"],
            };
            self.verbs.insert(lemma.into(), forms.map(String::from));
        }
        for row in rows(&folder.join("open_class.tsv")) {
            let lemma = &row[0];
            for part in row[1].split(' ') {
                let (kind, weight) = part.split_at(1);
                let weight: u8 = weight
                    .parse()
                    .unwrap_or_else(|_| panic!("open_class.tsv: {lemma}: '{part}' is not a letter and a weight"));
                match kind {
                    "v" => self.verb(lemma, weight, &doubling, irregular_verbs.get(lemma), &is_closed),
                    "n" => {
                        if !is_closed(lemma) {
                            self.add(lemma, Tag::Noun, weight, lemma);
                        }
                        let plural = irregular_nouns.get(lemma).cloned().unwrap_or_else(|| inflect::plural(lemma));
                        for form in plural.split('/') {
                            if !is_closed(form) {
                                self.add(form, Tag::Plural, weight, lemma);
                            }
                        }
                    }
                    "a" => {
                        if !is_closed(lemma) {
                            self.add(lemma, Tag::Adj, weight, lemma);
                        }
                        for form in inflect::compared(lemma).into_iter().flatten() {
                            if !is_closed(&form) && !self.forms.contains_key(&form) {
                                self.add(&form, Tag::Adj, weight, lemma);
                            }
                        }
                    }
                    "r" if !is_closed(lemma) => self.add(lemma, Tag::Adv, weight, lemma),
                    "r" => {}
                    other => panic!("open_class.tsv: {lemma}: no part of speech '{other}'"),
                }
            }
        }
        for (form, lemma) in [("better", "good"), ("best", "good"), ("worse", "bad"), ("worst", "bad")] {
            self.add(form, Tag::Adj, 6, lemma);
            self.add(form, Tag::Adv, 5, form);
        }
    }

    fn verb(&mut self, lemma: &str, weight: u8, doubling: &[String], irregular: Option<&Vec<String>>, is_closed: &dyn Fn(&str) -> bool) {
        let doubles = doubling.iter().any(|d| d == lemma);
        let regular = [Ending::S, Ending::Ed, Ending::Ed, Ending::Ing].map(|e| inflect::verb(lemma, e, doubles));
        let forms: Vec<String> = (0..4)
            .map(|i| {
                irregular
                    .and_then(|row| row.get(i + 1))
                    .filter(|f| !f.is_empty() && *f != "-")
                    .cloned()
                    .unwrap_or_else(|| regular[i].clone())
            })
            .collect();
        if !is_closed(lemma) {
            self.add(lemma, Tag::Base, weight, lemma);
        }
        for (form, tag) in forms.iter().zip([Tag::Third, Tag::Past, Tag::Part, Tag::Ing]) {
            for form in form.split('/') {
                if !is_closed(form) {
                    self.add(form, tag, weight, lemma);
                }
            }
        }
        let first = |i: usize| forms[i].split('/').next().unwrap_or_default().to_string();
        self.verbs.insert(lemma.to_string(), [first(0), first(1), first(2), first(3)]);
    }

    fn read_classes(&mut self, path: &Path) {
        let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        let classes: BTreeMap<String, Vec<String>> = toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        assert!(classes.len() <= 64, "{}: more than 64 classes", path.display());
        for (i, (name, words)) in classes.into_iter().enumerate() {
            for word in words {
                *self.classes.entry(word).or_default() |= 1 << i;
            }
            self.class_names.push(name);
        }
        let unknown: Vec<String> = self.classes.keys().filter(|w| !self.forms.contains_key(*w)).cloned().collect();
        for word in unknown {
            self.add(&word, Tag::Noun, 5, &word);
            self.add(&inflect::plural(&word), Tag::Plural, 5, &word);
        }
    }

    fn read_order(&mut self, path: &Path) {
        let n = Tag::ALL.len();
        self.order = vec![0; n * n];
        for row in rows(path) {
            let from = Tag::from_name(&row[0]).unwrap_or_else(|| panic!("tag_order.tsv: no tag '{}'", row[0]));
            for part in row[1].split(' ') {
                let (name, score) = part.split_once(':').unwrap_or_else(|| panic!("tag_order.tsv: {}: '{part}'", row[0]));
                let to = Tag::from_name(name).unwrap_or_else(|| panic!("tag_order.tsv: {}: no tag '{name}'", row[0]));
                self.order[from as usize * n + to as usize] = score.parse().expect("tag_order.tsv: a score is a number");
            }
        }
    }

    /// `words.txt`: the texts; `words.bin`: the forms (16 bytes each), the readings (6 bytes each), the verbs, the two hash indexes; `words.rs`: where each begins.
    fn write(&self, out: &Path) {
        let index: HashMap<&str, u32> = self.forms.keys().enumerate().map(|(i, f)| (f.as_str(), i as u32)).collect();
        let id = |w: &str| index.get(w).copied().unwrap_or(u32::MAX);
        let (mut text, mut forms, mut readings, mut verbs) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut reading_count = 0u32;
        for (form, list) in &self.forms {
            let mut list = list.clone();
            list.sort_by_key(|r| std::cmp::Reverse(r.weight));
            let class = list
                .iter()
                .map(|r| r.lemma.as_str())
                .chain([form.as_str()])
                .fold(0, |bits, w| bits | self.classes.get(w).copied().unwrap_or(0));
            forms.extend((text.len() as u32).to_le_bytes());
            forms.extend([form.len() as u8, list.len() as u8, 0, 0]);
            forms.extend(reading_count.to_le_bytes());
            forms.extend(u64::to_le_bytes(class));
            text.extend(form.bytes());
            for r in &list {
                readings.extend([r.tag as u8, r.weight]);
                readings.extend(id(&r.lemma).to_le_bytes());
                reading_count += 1;
            }
        }
        let mut verb_rows: Vec<(u32, [u32; 4])> = self.verbs.iter().map(|(lemma, f)| (id(lemma), [0, 1, 2, 3].map(|i| id(&f[i])))).collect();
        verb_rows.sort_unstable();
        for (lemma, four) in verb_rows {
            verbs.extend([lemma, four[0], four[1], four[2], four[3]].iter().flat_map(|v| v.to_le_bytes()));
        }
        let form_slots = hash::slots(self.forms.keys().map(String::as_str));
        let spelling_slots = hash::slots(self.spelling.keys().map(String::as_str));
        let mut spelling = Vec::new();
        for (typed, meant) in &self.spelling {
            spelling.extend((text.len() as u32).to_le_bytes());
            spelling.extend([typed.len() as u8, meant.len() as u8]);
            text.extend(typed.bytes());
            text.extend(meant.bytes());
        }
        let order: Vec<u8> = self.order.iter().map(|s| *s as u8).collect();
        let bytes = |slots: &[u32]| slots.iter().flat_map(|s| s.to_le_bytes()).collect::<Vec<u8>>();
        let mut blob = Vec::new();
        let mut code = String::from("// Made by build.rs: where each table of words.bin begins and ends.\n");
        for (name, part) in [
            ("FORMS", &forms),
            ("READINGS", &readings),
            ("VERBS", &verbs),
            ("FORM_SLOTS", &bytes(&form_slots)),
            ("SPELLING", &spelling),
            ("SPELLING_SLOTS", &bytes(&spelling_slots)),
            ("ORDER", &order),
        ] {
            code += &format!(
                "pub(super) const {name}: std::ops::Range<usize> = {}..{};\n",
                blob.len(),
                blob.len() + part.len()
            );
            blob.extend(part);
        }
        code += &format!("pub(super) static CLASS_NAMES: &[&str] = &{:?};\n", self.class_names);
        fs::write(out.join("words.txt"), text).expect("OUT_DIR can be written");
        fs::write(out.join("words.bin"), blob).expect("OUT_DIR can be written");
        fs::write(out.join("words.rs"), code).expect("OUT_DIR can be written");
    }
}

/// The rows of a tab-separated file, comments and blank lines left out.
fn rows(path: &Path) -> Vec<Vec<String>> {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    text.lines()
        .filter(|l| !l.trim().is_empty() && !l.starts_with('#'))
        .map(|l| l.split('\t').map(String::from).collect())
        .collect()
}
