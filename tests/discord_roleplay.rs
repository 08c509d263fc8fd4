//! Role-plays of two people in a thread, over sockets against the stand-in.

mod stand_in;

use serde_json::{Value, json};
use stand_in::bot::Bot;
use stand_in::panel::Panel;
use stand_in::{BOT, Interaction, Person, Place, Recorded, StandIn};

const THREAD: Place = Place::Thread(1_300_000_000_900_000_001);
const READS_ALONG: &str = "discord.message_content = true";

fn with(person: &Person, listen: bool) -> [Value; 2] {
    [
        json!({"name": "with", "type": 6, "value": person.id.to_string()}),
        json!({"name": "listen", "type": 5, "value": listen}),
    ]
}

fn proposes(discord: &StandIn, by: &Person, to: &Person, place: Place) -> Interaction {
    discord.slash_part_with(by, place, "roleplay", "start", &with(to, false), &[to])
}

/// A message of the bot's that both see: each presses under it.
struct Shared<'d> {
    discord: &'d StandIn,
    message: u64,
    shown: Recorded,
}

impl<'d> Shared<'d> {
    fn of(discord: &'d StandIn, shown: Recorded) -> Shared<'d> {
        assert!(!shown.ephemeral(), "both see it: {}", shown.body);
        let message = discord.say(&Person::the_bot(), THREAD, shown.words());
        Shared { discord, message, shown }
    }

    fn press(&self, who: &Person, label: &str) -> Interaction {
        self.discord.press(who, THREAD, self.message, &self.shown.id_of(label))
    }

    async fn pressed(&self, who: &Person, label: &str) -> Recorded {
        self.discord.answer_to(&self.press(who, label)).await
    }

    /// Speaks through the modal, and gives back the answer.
    async fn speak(&self, who: &Person, text: &str) -> Recorded {
        let opened = self.pressed(who, "Speak").await;
        assert_eq!(opened.body["type"], 9, "{}", opened.body);
        let sent = self.discord.send_modal_of(who, THREAD, self.message, &opened, text);
        self.discord.answer_to(&sent).await
    }
}

/// A role-play that both have agreed to: the client, the listener.
async fn begun<'d>(discord: &'d StandIn, client: &Person, listener: &Person) -> Shared<'d> {
    let proposed = discord.answer_to(&proposes(discord, client, listener, THREAD)).await;
    let mut shared = Shared::of(discord, proposed);
    for person in [client, listener] {
        let agreed = shared.pressed(person, "I agree").await;
        assert_eq!(agreed.body["type"], 7, "{}", agreed.body);
        shared.shown = agreed;
    }
    assert!(shared.shown.words().contains("has begun"), "{}", shared.shown.words());
    shared
}

#[tokio::test]
async fn it_is_proposed_in_a_thread_and_begins_when_both_agree() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let (client, listener, third) = (Person::new(1), Person::new(2), Person::new(3));
    let only_to_one = [
        (proposes(&discord, &client, &listener, Place::Public), "held in a thread"),
        (proposes(&discord, &client, &client, THREAD), "for two people"),
        (proposes(&discord, &client, &Person::other_bot(), THREAD), "for two people"),
    ];
    for (used, says) in only_to_one {
        let answer = discord.answer_to(&used).await;
        assert!(answer.ephemeral() && answer.words().contains(says), "{}", answer.body);
    }
    let proposed = discord.answer_to(&proposes(&discord, &client, &listener, THREAD)).await;
    for part in [
        format!("<@{}> is the client", client.id),
        format!("<@{}> listens", listener.id),
        "kept nowhere".into(),
    ] {
        assert!(proposed.words().contains(&part), "{part} in {}", proposed.words());
    }
    let shared = Shared::of(&discord, proposed);
    let refused = shared.pressed(&third, "I agree").await;
    assert!(refused.ephemeral() && refused.words().contains("two others"), "{}", refused.body);
    let one = shared.pressed(&client, "I agree").await;
    assert!(one.words().contains(&format!("Agreed: <@{}>", client.id)), "{}", one.words());
    let declined = shared.pressed(&listener, "No, thanks").await;
    assert!(declined.words().contains("called off"), "{}", declined.body);
    begun(&discord, &client, &listener).await;
    let again = discord.answer_to(&proposes(&discord, &listener, &client, THREAD)).await;
    assert!(again.ephemeral() && again.words().contains("already"), "{}", again.body);
    bot.stop().await;
}

#[tokio::test]
async fn without_the_intent_the_two_speak_through_it_and_see_how_it_went() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let (client, listener) = (Person::new(1), Person::new(2));
    let shared = begun(&discord, &client, &listener).await;
    let said = shared
        .speak(&client, "My best friend moved away and lunch is so @everyone **lonely** now")
        .await;
    assert!(
        !said.ephemeral() && said.words().contains(&format!("**Client** <@{}>", client.id)),
        "{}",
        said.body
    );
    assert!(!said.words().contains("@everyone") && !said.words().contains("**lonely**"), "{}", said.words());
    let shared = Shared::of(&discord, said);
    let heard = shared.speak(&listener, "You miss your friend, and lunch is lonely now.").await;
    assert!(heard.words().contains("**Listener**"), "{}", heard.words());
    let shared = Shared::of(&discord, heard);
    shared.speak(&client, "Yes, and nobody even asks why I'm so quiet").await;
    shared.speak(&listener, "Have you told anyone?").await;

    let end = shared.press(&listener, "End it");
    let over = discord.answer_to(&end).await;
    assert!(over.body["type"] == 7 && over.words().contains("is over"), "{}", over.body);
    let report = discord.also_to(&end).await;
    assert!(report.ephemeral() && report.files.len() == 1, "{}", report.body);
    for part in [
        "2 replies",
        "1 reflection,",
        "1 question",
        "Best moment",
        "One thing to try",
        "Something to sit with",
    ] {
        assert!(report.words().contains(part), "{part} in {}", report.words());
    }
    let over = Shared {
        discord: &discord,
        message: shared.message,
        shown: over,
    };
    let to_the_client = over.pressed(&client, "How it went").await;
    assert!(to_the_client.ephemeral() && to_the_client.files.len() == 1);
    assert!(
        to_the_client.words().contains(&format!("how <@{}> listened", listener.id)),
        "{}",
        to_the_client.words()
    );
    let check = over.pressed(&listener, "Something to sit with").await;
    assert!(check.ephemeral() && check.words().contains("What stirred in you?"), "{}", check.body);
    let third = over.pressed(&Person::new(3), "How it went").await;
    assert!(third.ephemeral() && third.words().contains("two others"), "{}", third.body);
    bot.stop().await;
}

#[tokio::test]
async fn with_the_intent_it_reads_along_in_silence_and_what_is_taken_back_is_not_heard() {
    let discord = StandIn::start_with_content().await;
    let bot = Bot::start_with(&discord, READS_ALONG).await;
    let (client, listener) = (Person::new(1), Person::new(2));
    let shared = begun(&discord, &client, &listener).await;
    assert!(
        shared.shown.components().iter().all(|part| part["label"] != "Speak"),
        "nothing to speak through"
    );
    let said: Vec<u64> = [
        (&client, "My best friend moved away".to_owned()),
        (&client, format!("<@{BOT}> and lunch is so lonely now")),
        (&listener, "You miss your friend.".to_owned()),
        (&listener, "You should call him!".to_owned()),
        (&client, "I do".to_owned()),
        (&listener, "What would you say to him?".to_owned()),
    ]
    .into_iter()
    .map(|(who, text)| discord.say(who, THREAD, &text))
    .collect();
    discord.delete(THREAD, said[3]);
    let other = discord.say(&Person::new(3), THREAD, &format!("<@{BOT}> I'm worn out"));
    discord.reply_to(other).await;
    let used = discord.slash_part(&Person::new(3), THREAD, "roleplay", "end");
    assert!(discord.answer_to(&used).await.words().contains("two others"));
    let used = discord.slash_part(&client, THREAD, "roleplay", "end");
    let over = discord.answer_to(&used).await;
    assert!(!over.ephemeral() && over.words().contains("is over"), "{}", over.body);
    let report = discord.also_to(&used).await;
    for part in ["2 replies", "1 reflection,", "1 question"] {
        assert!(report.words().contains(part), "{part} in {}", report.words());
    }
    assert!(!report.words().contains("advice"), "it was taken back: {}", report.words());
    for message in said {
        assert!(!discord.requests().iter().any(|request| request.replies_to(message)), "it stays silent");
    }
    let used = discord.slash_part(&client, THREAD, "roleplay", "end");
    assert!(discord.answer_to(&used).await.words().contains("no role-play going on"));
    bot.stop().await;
}

/// Each of the two is asked, with numbers at hand, and answers so.
async fn asked(discord: &StandIn, neutral: &Shared<'_>, who: &Person, answer: &str) -> Interaction {
    let ask = neutral.pressed(who, "Read it privately").await;
    assert!(ask.ephemeral() && ask.words().contains("findahelpline.com"), "{}", ask.body);
    let message = discord.shown(THREAD, &ask);
    discord.press(who, THREAD, message, &ask.id_of(answer))
}

#[tokio::test]
async fn what_may_be_more_than_a_role_is_asked_of_both_in_private_and_waits() {
    let discord = StandIn::start_with_content().await;
    let bot = Bot::start_with(&discord, READS_ALONG).await;
    let (client, listener) = (Person::new(1), Person::new(2));
    begun(&discord, &client, &listener).await;
    discord.say(&client, THREAD, "I just want to kill myself");
    let path = format!("/channels/{}/messages", THREAD.channel());
    let neutral = discord.wait("a neutral line", |request| request.path == path).await;
    assert!(!neutral.words().contains("kill") && !neutral.words().contains("help"), "{}", neutral.words());
    let neutral = Shared::of(&discord, neutral);
    discord.say(&listener, THREAD, "You want it all to stop.");
    let first = asked(&discord, &neutral, &client, "It's part of the role").await;
    assert!(discord.answer_to(&first).await.words().contains("As soon as the other"));
    let second = asked(&discord, &neutral, &listener, "It's part of the role").await;
    let goes_on = discord.answer_to(&second).await;
    assert!(!goes_on.ephemeral() && goes_on.words().contains("goes on"), "{}", goes_on.body);
    discord.say(&listener, THREAD, "You're so tired that you want it to end.");
    let used = discord.slash_part(&listener, THREAD, "roleplay", "end");
    discord.answer_to(&used).await;
    let report = discord.also_to(&used).await;
    assert!(
        report.words().contains("1 reply") && !report.words().contains("kill"),
        "what was said while it waited does not count: {}",
        report.words()
    );

    // It is about the client: it ends, with help for each.
    begun(&discord, &client, &listener).await;
    discord.say(&client, THREAD, "I just want to kill myself");
    let neutral = discord.wait("a neutral line", |request| request.path == path).await;
    let neutral = Shared::of(&discord, neutral);
    let mine = asked(&discord, &neutral, &client, "It's about me").await;
    let words = discord.answer_to(&mine).await;
    assert!(words.ephemeral() || words.body["type"] == 7, "{}", words.body);
    assert!(
        words.words().contains("killing yourself") && words.words().contains("findahelpline.com"),
        "{}",
        words.body
    );
    let ended = discord.also_to(&mine).await;
    assert!(!ended.ephemeral() && ended.words().contains("Nothing of it is looked at"), "{}", ended.body);
    let used = discord.slash(&client, Place::Public, "practice", &[]);
    discord.answer_to(&used).await;
    let used = discord.slash_part_with(&client, THREAD, "roleplay", "start", &with(&listener, false), &[&listener]);
    assert!(
        discord.answer_to(&used).await.words().contains("findahelpline.com"),
        "no exercise while safety is in question"
    );

    // The listener is not sure: the same.
    let (client, listener) = (Person::new(5), Person::new(6));
    begun(&discord, &client, &listener).await;
    discord.say(&client, THREAD, "I just want to kill myself");
    let neutral = discord.wait("a neutral line", |request| request.path == path).await;
    let unsure = asked(&discord, &Shared::of(&discord, neutral), &listener, "I'm not sure").await;
    assert!(discord.answer_to(&unsure).await.words().contains("whether they're thinking"));
    discord.also_to(&unsure).await;
    bot.stop().await;
}

#[tokio::test]
async fn what_is_spoken_through_it_is_posted_only_after_the_speaker_has_said_what_it_is() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let (client, listener) = (Person::new(1), Person::new(2));
    let shared = begun(&discord, &client, &listener).await;
    let ask = shared.speak(&client, "I just want to kill myself").await;
    assert!(
        ask.ephemeral() && ask.words().contains("part of the role") && ask.words().contains("findahelpline.com"),
        "{}",
        ask.body
    );
    let waits = shared.speak(&listener, "You want it all to stop.").await;
    assert!(waits.ephemeral() && waits.words().contains("was not posted"), "{}", waits.body);
    let message = discord.shown(THREAD, &ask);
    let part = discord.press(&client, THREAD, message, &ask.id_of("It's part of the role"));
    let posted = discord.answer_to(&part).await;
    assert!(!posted.ephemeral() && posted.words().contains("kill myself"), "{}", posted.body);
    let second = asked(&discord, &Shared::of(&discord, posted), &listener, "It's part of the role").await;
    let goes_on = discord.answer_to(&second).await;
    assert!(goes_on.words().contains("goes on"), "{}", goes_on.body);
    let heard = Shared::of(&discord, goes_on).speak(&listener, "You want it all to stop.").await;
    assert!(!heard.ephemeral(), "{}", heard.body);

    // Ended while something waits, there is no report.
    let shared = Shared::of(&discord, heard);
    let asks = shared.speak(&client, "I took forty of my mother's pills just now").await;
    assert!(
        asks.ephemeral() && asks.words().contains("part of the role"),
        "graver than before: {}",
        asks.body
    );
    let ended = shared.pressed(&listener, "End it").await;
    assert!(ended.words().contains("Nothing of it is looked at"), "{}", ended.body);
    ended.id_of("Read it privately");
    bot.stop().await;
}

#[tokio::test]
async fn it_ends_after_a_long_silence_and_is_not_known_after_a_restart() {
    let discord = StandIn::start_with_content().await;
    let settings = format!("{READS_ALONG}\ntalks.idle_minutes = 0.05");
    let bot = Bot::start_with(&discord, &settings).await;
    let (client, listener) = (Person::new(1), Person::new(2));
    let shared = begun(&discord, &client, &listener).await;
    discord.say(&client, THREAD, "My best friend moved away");
    discord.say(&listener, THREAD, "You miss your friend.");
    let path = format!("/channels/{}/messages", THREAD.channel());
    let over = discord.wait("its end", |request| request.path == path).await;
    assert!(over.words().contains("is over"), "{}", over.words());
    let over = Shared::of(&discord, over);
    assert!(over.pressed(&listener, "How it went").await.words().contains("1 reply"));
    let bot = bot.restart_with(&discord, &settings).await;
    for (shared, label) in [(&over, "How it went"), (&shared, "End it")] {
        let gone = shared.pressed(&client, label).await;
        assert!(gone.ephemeral() && gone.words().contains("no longer have this role-play"), "{}", gone.body);
    }
    bot.stop().await;
}

#[tokio::test]
async fn moderators_can_switch_it_off() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let (client, listener, moderator) = (Person::new(1), Person::new(2), Person::new(90).moderating());
    let used = discord.slash_part(&moderator, Place::Public, "setup", "change");
    let mut setup = Panel::of(&discord, &moderator, Place::Public, discord.answer_to(&used).await);
    setup.press("Practice: on").await;
    let used = proposes(&discord, &client, &listener, THREAD);
    let refused = discord.answer_to(&used).await;
    assert!(refused.ephemeral() && refused.words().contains("switched that off"), "{}", refused.body);
    bot.stop().await;
}

/// Made-up words, which occur nowhere else, said in role-plays of both kinds.
#[tokio::test]
async fn nothing_that_is_said_in_a_role_play_is_in_the_store_or_the_log() {
    const WORD: &str = "drambleforth";
    let (client, listener) = (Person::new(1), Person::new(2));
    for reads_along in [true, false] {
        let discord = if reads_along {
            StandIn::start_with_content().await
        } else {
            StandIn::start().await
        };
        let settings = format!("discord.message_content = {reads_along}\nlog.level = \"debug\"");
        let bot = Bot::start_with(&discord, &settings).await;
        let shared = begun(&discord, &client, &listener).await;
        for (who, text) in [(&client, format!("My {WORD} left me")), (&listener, format!("You miss your {WORD}."))] {
            if reads_along {
                discord.say(who, THREAD, &text);
            } else {
                shared.speak(who, &text).await;
            }
        }
        let used = discord.slash_part(&listener, THREAD, "roleplay", "end");
        discord.answer_to(&used).await;
        let report = discord.also_to(&used).await;
        let mut panel = Panel::of(&discord, &listener, THREAD, report);
        let keep = panel.pressed("Keep my numbers").await;
        panel = Panel::of(&discord, &listener, THREAD, keep);
        panel.press("Yes, keep my numbers").await;
        bot.has_kept_nothing_of(&[WORD, &client.id.to_string(), &listener.id.to_string()]);
        assert!(!bot.stop().await.contains(WORD));
    }
}
