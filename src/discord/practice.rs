//! Practice of listening: what is shown, and what a press does. Seen only by the one who practises.
//!
//! What is going on is in memory alone. What a button needs to go on after a restart is in its id: who is to be answered and what was
//! chosen, and nothing of what was written.

use super::asked::{Asked, Way};
use super::awhile::Awhile;
use super::reply::{File, Reply};
use super::talks::{EngineFailed, Key};
use super::under::{PRACTICE, Row, act_of, name_of, quiet};
use super::{Data, Error, Shared, modals, progress, selfcheck, text};
use crate::data::discord_rows::{DiscordRows, PracticeSayRows};
use crate::practice::rows::PracticeRows;
use crate::practice::{Came, Choice, Course, Ending, Line, Wish};
use crate::safety::AT_RISK;
use crate::session::{Numbers, Report, Session, picture};

/// More practices than this are not held at once.
const AT_MOST: usize = 5_000;
/// A reply that is longer is shown by its beginning.
const SHOWN: usize = 280;

/// Practices that are going on, by person and by the command that began each.
pub(super) type Courses = Awhile<(u64, u64), Course<'static>>;

/// None yet.
pub(super) fn none_yet(idle: std::time::Duration) -> Courses {
    Awhile::new(idle, AT_MOST)
}

/// What is pressed in a practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    /// Opens the modal to write in.
    Write,
    /// The modal was sent.
    Said,
    /// Shows good replies.
    Example,
    /// Goes on to somebody else.
    Next,
    /// Ends it.
    Finish,
    /// Begins another of the same kind.
    Another,
}

const ACTS: [(Act, &str); 6] = [
    (Act::Write, "write"),
    (Act::Said, "said"),
    (Act::Example, "example"),
    (Act::Next, "next"),
    (Act::Finish, "finish"),
    (Act::Another, "another"),
];

/// A place in a practice, as its buttons know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct At {
    /// The id of the command that began it; it decides who comes when.
    pub(super) run: u64,
    /// What was chosen.
    pub(super) choice: Choice,
    /// Who is to be answered: the id of a vignette or of a client.
    pub(super) id: String,
}

impl At {
    /// The id of a button.
    pub(super) fn id(&self, act: Act) -> String {
        let act = name_of(&ACTS, act);
        let level = self.choice.wish.level.unwrap_or(0);
        let theme = self.choice.wish.theme.as_deref().unwrap_or_default();
        let skill = if self.choice.client.is_some() {
            "@"
        } else {
            self.choice.skill.as_deref().unwrap_or_default()
        };
        format!("{PRACTICE}{act}:{}:{level}:{theme}:{skill}:{}", self.run, self.id)
    }

    /// What an id means, where it is one of these.
    pub(super) fn read(id: &str) -> Option<(Act, At)> {
        let parts: Vec<&str> = id.strip_prefix(PRACTICE)?.split(':').collect();
        let [act, run, level, theme, skill, id] = parts[..] else { return None };
        let act = act_of(&ACTS, act)?;
        let given = |word: &str| (!word.is_empty()).then(|| word.to_owned());
        let client = skill == "@";
        let choice = Choice {
            wish: Wish {
                level: level.parse().ok().filter(|level| *level > 0),
                theme: given(theme),
                ..Wish::default()
            },
            skill: given(skill).filter(|_| !client),
            client: client.then(|| id.to_owned()),
        };
        let at = At {
            run: run.parse().ok()?,
            choice,
            id: id.to_owned(),
        };
        Some((act, at))
    }
}

/// Someone who practises, and where.
#[derive(Debug, Clone, Copy)]
pub(super) struct Trainee {
    /// The person.
    pub(super) person: u64,
    /// The channel.
    pub(super) channel: u64,
    /// The server; none in direct messages.
    pub(super) server: Option<u64>,
}

impl Trainee {
    /// The key of this person's talk here.
    pub(super) fn key(self, private: bool) -> Key {
        Key {
            person: self.person,
            channel: self.channel,
            private,
        }
    }

    /// Why this person cannot practise now, where that is so: moderators have said no, or someone's safety is in question, and then there is
    /// no score and no exercise.
    pub(super) async fn refused(self, data: Shared) -> Option<Reply> {
        if let Some(server) = self.server {
            let server = data.kept.server(server).await;
            if !server.settings.practice || data.kept.is_blocked(&server, self.person) {
                return Some(Reply::own(&data.say.plain.switched_off));
            }
        }
        let (private, public) = (self.key(true), self.key(false));
        if [private, public].iter().any(|key| data.talks.tier(*key).is_some_and(|tier| tier >= AT_RISK)) {
            let manner = data.manner(self.person, self.server).await;
            let numbers = data.talks.numbers_of_either(private, public, &manner.wishes);
            return Some(Reply::at_risk(data.say, &numbers));
        }
        None
    }

    /// Words for someone who writes of a danger of their own; none where there is no sign of one. From then on their talk knows it.
    pub(super) async fn at_risk(self, data: Shared, to: u64, words: &str) -> Option<Reply> {
        if data.engine.risk(words).is_none_or(|risk| risk.tier < AT_RISK) {
            return None;
        }
        let manner = data.manner(self.person, self.server).await;
        Some(match data.talks.hear(self.key(true), to, words, &manner.wishes) {
            Ok(heard) => Reply::at_risk(data.say, &format!("{}\n\n{}", data.say.practice.at_risk, heard.response)),
            Err(_) => Reply::at_risk(data.say, &data.talks.help_now(&manner.wishes)),
        })
    }

    /// A choice as it counts here: what is for grown-ups alone comes up only where moderators have allowed it.
    async fn narrowed(self, data: Shared, mut choice: Choice) -> Choice {
        let adult = match self.server {
            Some(server) => data.kept.server(server).await.settings.adult,
            None => false,
        };
        choice.wish.without_adult = !adult;
        choice
    }
}

/// Begins a practice.
pub(super) async fn begin(data: Shared, trainee: Trainee, run: u64, choice: Choice) -> Reply {
    if let Some(refused) = trainee.refused(data).await {
        return refused;
    }
    let choice = trainee.narrowed(data, choice).await;
    let say = &data.say.practice;
    let Some(course) = Course::new(data.engine, data.practice, &choice, run) else {
        return Reply::own(&say.none);
    };
    let greeting = if course.is_with_client() { &say.client_greeting } else { &say.greeting };
    let task = course.task().map(|task| format!("**{}**", text::literal(&task)));
    let before: Vec<String> = [Some(greeting.clone()), task].into_iter().flatten().collect();
    let view = View::of(data, run, &choice);
    let reply = view.line(&before.join("\n\n"), &course, false);
    data.courses.put((trainee.person, run), course);
    reply
}

/// Answers a press in a practice.
pub(super) async fn pressed(asked: &Asked<'_>, data: Shared, trainee: Trainee, press: u64, act: Act, at: At) -> Result<(), Error> {
    if let Some(refused) = trainee.refused(data).await {
        return asked.answer(Way::ForYou, &refused).await;
    }
    if act == Act::Another {
        let mut choice = at.choice;
        // Whoever comes.
        choice.client = choice.client.map(|_| String::new());
        return asked.answer(Way::InPlace, &begin(data, trainee, press, choice).await).await;
    }
    let key = (trainee.person, at.run);
    if !restored(data, trainee, &at).await? {
        return asked.answer(Way::ForYou, &Reply::own(&data.say.plain.old_button)).await;
    }
    let choice = trainee.narrowed(data, at.choice.clone()).await;
    let view = View::of(data, at.run, &choice);
    match act {
        Act::Write => {
            let line = data.courses.with(key, |course| course.line())?.flatten();
            let hint = line.map_or("", |line| line.says);
            return asked.open(modals::reflection(&data.say.practice, at.id(Act::Said), hint)).await;
        }
        Act::Example => {
            let shown = data.courses.with(key, |course| {
                let example = course.example(data.engine).unwrap_or_default();
                view.line("", course, true).under(&text::literal(&example))
            })?;
            return in_place(asked, data, shown).await;
        }
        Act::Next => {
            let shown = data.courses.with(key, |course| course.go_on().map(|_| view.line("", course, false)))?;
            if let Some(Some(shown)) = shown {
                return asked.answer(Way::InPlace, &shown).await;
            }
        }
        _ => {}
    }
    let Some(course) = data.courses.take(key) else {
        return asked.answer(Way::ForYou, &Reply::own(&data.say.plain.old_button)).await;
    };
    let before = if course.line().is_none() {
        data.practice.general.words.all_seen.clone()
    } else {
        String::new()
    };
    let end = asked.in_time(Way::InPlace, view.end(data, trainee, course, before)).await?;
    asked.answer(Way::InPlace, &end).await
}

/// Takes the reply that was written in the modal.
pub(super) async fn said(asked: &Asked<'_>, data: Shared, trainee: Trainee, sent: u64, at: At, words: &str) -> Result<(), Error> {
    if let Some(refused) = trainee.refused(data).await {
        return asked.answer(Way::ForYou, &refused).await;
    }
    // What a trainee says of their own danger is no exercise.
    if let Some(words) = trainee.at_risk(data, sent, words).await {
        return asked.answer(Way::ForYou, &words).await;
    }
    let key = (trainee.person, at.run);
    if !restored(data, trainee, &at).await? {
        return asked.answer(Way::ForYou, &Reply::own(&data.say.plain.old_button)).await;
    }
    let choice = trainee.narrowed(data, at.choice.clone()).await;
    let view = View::of(data, at.run, &choice);
    let shown = data.courses.with(key, |course| {
        // It went on while this was being written: the reply was meant for somebody else.
        if course.id() != Some(at.id.as_str()) {
            return (view.line("", course, false), false);
        }
        let before = course.line();
        match course.reply(data.engine, words) {
            Some(Came::Feedback(outcome)) => (view.line("", course, true).under(&view.came(words, &outcome.text())), false),
            Some(Came::Answer(_)) => (view.line(&view.exchange(before, words), course, true), false),
            Some(Came::Last(line)) => (Reply::own(&format!("{}\n\n{}", view.exchange(before, words), said_by(line))), true),
            None => (view.line("", course, true), true),
        }
    })?;
    let Some((shown, over)) = shown else {
        return asked.answer(Way::ForYou, &Reply::own(&data.say.plain.old_button)).await;
    };
    if !over {
        return asked.answer(Way::InPlace, &shown).await;
    }
    let Some(course) = data.courses.take(key) else {
        return asked.answer(Way::InPlace, &shown).await;
    };
    let end = asked.in_time(Way::InPlace, view.end(data, trainee, course, shown.words)).await?;
    asked.answer(Way::InPlace, &end).await
}

async fn in_place(asked: &Asked<'_>, data: Shared, shown: Option<Reply>) -> Result<(), Error> {
    match shown {
        Some(shown) => asked.answer(Way::InPlace, &shown).await,
        None => asked.answer(Way::ForYou, &Reply::own(&data.say.plain.old_button)).await,
    }
}

/// Sees to it that the practice is there: after a restart, or a long while, it is begun again where the button stands. `false` where there is
/// nobody of that name any more.
async fn restored(data: Shared, trainee: Trainee, at: &At) -> Result<bool, EngineFailed> {
    let key = (trainee.person, at.run);
    if data.courses.with(key, |_| ())?.is_some() {
        return Ok(true);
    }
    let choice = trainee.narrowed(data, at.choice.clone()).await;
    let Some(mut course) = Course::new(data.engine, data.practice, &choice, at.run) else {
        return Ok(false);
    };
    let found = course.is_with_client() || course.go_to(&at.id);
    if found {
        data.courses.put(key, course);
    }
    Ok(found)
}

/// Makes what is shown.
struct View<'v> {
    say: &'v DiscordRows,
    rows: &'v PracticeRows,
    run: u64,
    choice: &'v Choice,
}

impl<'v> View<'v> {
    fn of(data: Shared, run: u64, choice: &'v Choice) -> View<'v> {
        View {
            say: data.say,
            rows: data.practice,
            run,
            choice,
        }
    }

    fn say(&self) -> &PracticeSayRows {
        &self.say.practice
    }

    fn at(&self, id: &str) -> At {
        let mut choice = self.choice.clone();
        choice.client = choice.client.map(|_| id.to_owned());
        At {
            run: self.run,
            choice,
            id: id.to_owned(),
        }
    }

    /// What there is to answer, with what stands before it, and the buttons. `again`: whether something was written or shown already.
    fn line(&self, before: &str, course: &Course<'_>, again: bool) -> Reply {
        let Some((line, id)) = course.line().zip(course.id()) else {
            return Reply::own(&self.rows.general.words.all_seen);
        };
        let words = [before, &said_by(line)]
            .iter()
            .filter(|part| !part.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join("\n\n");
        let (say, at) = (self.say(), self.at(id));
        let write = if again && !course.is_with_client() {
            &say.again_label
        } else {
            &say.write_label
        };
        let mut buttons = vec![quiet(at.id(Act::Write), write), quiet(at.id(Act::Example), &say.example_label)];
        if !course.is_with_client() {
            buttons.push(quiet(at.id(Act::Next), &say.next_label));
        }
        buttons.push(quiet(at.id(Act::Finish), &say.finish_label));
        Reply::with(&words, vec![Row::Buttons(buttons)])
    }

    /// What was written, and what came of it.
    fn came(&self, words: &str, feedback: &str) -> String {
        format!("**{}** {}\n\n{}", self.say().you, shortened(words), text::literal(feedback))
    }

    /// What was said to somebody and what was written to that.
    fn exchange(&self, before: Option<Line<'_>>, words: &str) -> String {
        let said = before.map(|line| format!("{}\n", said_by(line))).unwrap_or_default();
        format!("{said}**{}** {}", self.say().you, shortened(words))
    }

    /// How it went. `before` stands over it.
    async fn end(&self, data: Shared, trainee: Trainee, course: Course<'static>, before: String) -> Reply {
        let run = self.run;
        let kind = if course.is_with_client() { progress::CLIENT } else { progress::STATEMENTS };
        let ended = data.answering.spawn_blocking(move || {
            let Ending { session, under } = course.ending(data.engine);
            (looked_over(data, &session, run), under)
        });
        let (report, under, keep) = match ended.await {
            Ok((Some((report, numbers)), under)) => {
                let (report, keep) = progress::after(data, trainee.person, kind, numbers, report).await;
                (report, under, keep)
            }
            Ok((None, _)) => (Reply::own(&self.say().nothing_said), None, None),
            Err(_) => (Reply::own(&data.say.plain.failed), None, None),
        };
        let above: Vec<String> = [Some(before).filter(|before| !before.is_empty()), under.map(|under| text::literal(&under))]
            .into_iter()
            .flatten()
            .collect();
        let mut reply = report.after(&above.join("\n\n"));
        let another = quiet(self.at("").id(Act::Another), &self.say().another_label);
        let check = quiet(selfcheck::id(selfcheck::Act::Begin, 0), &data.say.selfcheck.begin_label);
        reply.rows.push(Row::Buttons([another, check].into_iter().chain(keep).collect()));
        reply
    }
}

/// A session looked over, as words and as a picture, and what is counted of it; none where the listener said nothing in it.
pub(super) fn looked_over(data: &Data, session: &Session, seed: u64) -> Option<(Reply, Numbers)> {
    session.listener().next()?;
    let general = &data.practice.general;
    let report = Report::of(session, general, seed);
    let mut reply = Reply::own(&text::literal(&report.text(general)));
    match picture::png(session) {
        Ok(png) => {
            reply.file = Some(File {
                name: "session.png",
                alt: report.counts(),
                bytes: png,
            });
        }
        // The words stand for themselves.
        Err(why) => tracing::error!(cause = %why, "a session could not be drawn"),
    }
    Some((reply, report.measures.numbers()))
}

/// Who says what, as it is shown.
fn said_by(line: Line<'_>) -> String {
    format!("**{}**\n> {}", text::literal(line.who), text::literal(line.says).replace('\n', "\n> "))
}

/// What was written, by its beginning where it is long, on one line.
fn shortened(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown = match line.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", line[..at].trim_end()),
        None => line,
    };
    text::literal(&shown)
}

/// A statement, and the feedback on a reply to it, for the drawings of the documentation.
#[cfg(test)]
pub(super) fn for_drawing(engine: &crate::Engine) -> (Reply, Reply) {
    let rows = crate::practice::built_in().expect("the built-in rows are sound");
    let choice = Choice {
        wish: Wish {
            theme: Some("friends".into()),
            ..Wish::default()
        },
        ..Choice::default()
    };
    let mut course = Course::new(engine, &rows, &choice, 1).expect("somebody to practise with");
    assert!(course.go_to("moved-away"));
    let view = View {
        say: &engine.discord,
        rows: &rows,
        run: 1,
        choice: &choice,
    };
    let statement = view.line(&view.say().greeting, &course, false);
    let feedback = "You name the feeling.\n\u{201c}a bit\u{201d} makes it smaller than it is. Say it as strongly as they did.";
    let came = view.came("You're a bit lonely at lunch.", feedback);
    (statement, view.line("", &course, true).under(&came))
}

/// The ids of every button that a practice can have.
#[cfg(test)]
fn every_button(rows: &PracticeRows) -> Vec<String> {
    let vignettes = rows
        .vignettes
        .iter()
        .flat_map(|(_, file)| &file.vignette)
        .map(|v| (v.id.clone(), v.theme.clone(), false));
    let clients = rows
        .clients
        .iter()
        .flat_map(|(_, file)| &file.client)
        .map(|c| (c.id.clone(), c.theme.clone(), true));
    let skill = rows.general.exercise.iter().map(|row| row.name.clone()).max_by_key(String::len);
    let mut ids = Vec::new();
    for (id, theme, client) in vignettes.chain(clients) {
        let choice = Choice {
            wish: Wish {
                level: Some(3),
                theme: Some(theme),
                ..Wish::default()
            },
            skill: skill.clone().filter(|_| !client),
            client: client.then(|| id.clone()),
        };
        let at = At { run: u64::MAX, choice, id };
        ids.extend(ACTS.iter().map(|(act, _)| at.id(*act)));
        for (act, _) in ACTS {
            assert_eq!(At::read(&at.id(act)), Some((act, at.clone())));
        }
    }
    ids
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_buttons_id_says_whom_it_is_about_and_is_never_too_long() {
        let rows = crate::practice::built_in().expect("the built-in rows are sound");
        let ids = every_button(&rows);
        assert!(!ids.is_empty());
        for id in ids {
            assert!(id.chars().count() <= 100, "{id}");
        }
        for other in ["felt:p:", "felt:p:write:1:0::", "felt:p:else:1:0:::a", "felt:r:hit:a:1"] {
            assert_eq!(At::read(other), None, "{other}");
        }
    }

    #[test]
    fn what_was_written_stays_on_its_line_and_is_not_dressed() {
        assert_eq!(shortened("**so**\n# tired"), r"\*\*so\*\* # tired");
        assert!(shortened(&"word ".repeat(200)).chars().count() <= SHOWN + 1);
    }
}
