//! Numbers of practice over time on Discord, over sockets against the stand-in.

mod stand_in;

use stand_in::bot::Bot;
use stand_in::panel::Panel;
use stand_in::{Person, Place, Recorded, StandIn};

/// Uses a part of `/progress`.
async fn progress<'d>(discord: &'d StandIn, person: &Person, part: &str) -> Panel<'d> {
    let used = discord.slash_part(person, Place::Public, "progress", part);
    let shown = discord.answer_to(&used).await;
    assert!(shown.ephemeral(), "only the one who asks sees it: {}", shown.body);
    Panel::of(discord, person, Place::Public, shown)
}

/// Practises once, and gives back the report.
async fn practised<'d>(discord: &'d StandIn, person: &Person) -> Panel<'d> {
    let mut panel = Panel::open(discord, person, person.direct(), "practice", &[]).await;
    panel.write("Reflect", "You're so tired of it.").await;
    panel.press("Finish").await;
    panel
}

fn has(shown: &Recorded, label: &str) -> bool {
    shown.components().iter().any(|part| part["label"] == label)
}

#[tokio::test]
async fn numbers_are_kept_only_after_a_yes_and_gone_after_a_no() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let person = Person::new(1);
    let report = practised(&discord, &person).await;
    assert!(report.shown.id_of("Keep my numbers").contains("statements"));
    let asks = progress(&discord, &person, "show").await;
    assert!(asks.words().contains("Nothing of your practice is kept so far"), "{}", asks.words());

    // The yes comes with the first practice; the second is kept by itself, also after a restart.
    let keep = report.pressed("Keep my numbers").await;
    let mut asks = Panel::of(&discord, &person, person.direct(), keep);
    assert!(asks.words().contains("Never a word"), "{}", asks.words());
    assert!(asks.press("Yes, keep my numbers").await.contains("kept from now on"));
    let bot = bot.restart(&discord).await;
    let report = practised(&discord, &person).await;
    assert!(
        report.words().contains("Its numbers are kept") && !has(&report.shown, "Keep my numbers"),
        "{}",
        report.words()
    );
    let mut shown = progress(&discord, &person, "show").await;
    assert!(
        shown.words().contains("practices so far: 2") && shown.words().contains("Reflections to a question"),
        "{}",
        shown.words()
    );
    assert_eq!(shown.shown.files.len(), 1);

    let used = discord.slash(&person, person.direct(), "privacy", &[]);
    let privacy = Panel::of(&discord, &person, person.direct(), discord.answer_to(&used).await);
    let export = privacy.pressed("Show what is kept").await;
    let table = String::from_utf8_lossy(&export.files[0].1).into_owned();
    assert!(
        export.words().contains("practices whose numbers are kept") && table.lines().count() == 3,
        "{table}"
    );
    assert!(table.lines().nth(1).is_some_and(|line| line.contains(",statements,1,1,")), "{table}");

    assert!(shown.press("Stop, and delete them").await.contains("deleted"));
    let asks = progress(&discord, &person, "show").await;
    assert!(asks.words().contains("Nothing of your practice is kept so far"), "{}", asks.words());
    let report = practised(&discord, &person).await;
    report.shown.id_of("Keep my numbers");
    bot.stop().await;
}

#[tokio::test]
async fn sharing_gives_a_picture_and_no_access() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let person = Person::new(1);
    let mut asks = progress(&discord, &person, "share").await;
    asks.press("Yes, keep my numbers").await;
    let none = progress(&discord, &person, "share").await;
    assert!(none.words().contains("there are none yet") && none.shown.files.is_empty(), "{}", none.words());
    practised(&discord, &person).await;
    let share = progress(&discord, &person, "share").await;
    assert!(
        share.words().contains("no way to your numbers") && share.shown.files.len() == 1,
        "{}",
        share.words()
    );
    let posted = share.pressed("Post the picture here").await;
    assert!(
        !posted.ephemeral() && posted.files.len() == 1 && posted.components().is_empty(),
        "{}",
        posted.body
    );
    assert!(!posted.words().contains("question"), "a picture, and no more: {}", posted.words());
    // Another sees their own and nobody else's.
    let other = progress(&discord, &Person::new(2), "show").await;
    assert!(other.words().contains("Nothing of your practice is kept so far"), "{}", other.words());
    bot.stop().await;
}

#[tokio::test]
async fn deleting_everything_deletes_the_numbers_too() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let person = Person::new(1);
    let mut asks = progress(&discord, &person, "show").await;
    asks.press("Yes, keep my numbers").await;
    practised(&discord, &person).await;
    let used = discord.slash(&person, person.direct(), "privacy", &[]);
    let privacy = Panel::of(&discord, &person, person.direct(), discord.answer_to(&used).await);
    assert!(privacy.pressed("Delete everything").await.words().contains("Done"));
    let asks = progress(&discord, &person, "show").await;
    assert!(asks.words().contains("Nothing of your practice is kept so far"), "{}", asks.words());
    bot.stop().await;
}
