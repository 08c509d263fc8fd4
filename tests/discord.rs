//! The bot as a process, over sockets, against the stand-in for Discord.

mod stand_in;

use std::time::Duration;

use serde_json::json;
use stand_in::bot::Bot;
use stand_in::{BOT, Fault, Person, Place, StandIn, TOKEN};

/// A text with the bot's mention before it.
fn to_bot(text: &str) -> String {
    format!("<@{BOT}> {text}")
}

#[tokio::test]
async fn a_mention_is_answered_in_public_with_a_reply_after_typing() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let message = discord.say(&Person::new(1), Place::Public, &to_bot("I feel so tired of all this"));
    let reply = discord.reply_to(message).await;
    assert!(!reply.words().is_empty() && !reply.ephemeral());
    assert!(!reply.words().contains("<@"), "{}", reply.words());
    assert_eq!(reply.status, 200);
    let typing = discord.wait("typing", |request| request.path.ends_with("/typing")).await;
    assert!(typing.at <= reply.at);
    bot.stop().await;
}

#[tokio::test]
async fn a_direct_message_is_answered() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let person = Person::new(1);
    let message = discord.say(&person, person.direct(), "My brother moved out and the house is so quiet");
    let reply = discord.reply_to(message).await;
    assert!(!reply.words().is_empty());
    assert!(reply.path.contains(&person.direct().channel().to_string()));
    bot.stop().await;
}

#[tokio::test]
async fn only_called_it_says_that_it_is_here() {
    let discord = StandIn::start().await;
    let bot = Bot::start_with(&discord, "discord.typing = false").await;
    let message = discord.say(&Person::new(1), Place::Public, &to_bot(" "));
    assert!(discord.reply_to(message).await.words().contains("I'm here"));
    assert!(discord.requests().iter().all(|request| !request.path.ends_with("/typing")), "typing is off");
    bot.stop().await;
}

#[tokio::test]
async fn the_slash_command_answers_only_the_one_who_used_it() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let person = Person::new(1);
    for place in [Place::Public, person.direct()] {
        let used = discord.slash(&person, place, "reflect", &[("text", "I miss my grandmother")]);
        let answer = discord.answer_to(&used).await;
        assert_eq!(answer.status, 204);
        assert!(answer.ephemeral() && !answer.words().is_empty(), "{}", answer.body);
        assert!(answer.at - used.at < Duration::from_secs(3));
    }
    bot.stop().await;
}

#[tokio::test]
async fn the_menu_entry_reflects_ones_own_message_and_anothers() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let (asking, other) = (Person::new(1), Person::new(2));
    for author in [&asking, &other] {
        let message = discord.say(author, Place::Public, "I failed my exam and I can't tell my parents");
        let used = discord.menu(&asking, Place::Public, "Reflect this", message);
        let answer = discord.answer_to(&used).await;
        assert!(answer.ephemeral() && !answer.words().is_empty(), "{}", answer.body);
    }
    let message = discord.say(&Person::other_bot(), Place::Public, "Level 5 reached");
    let used = discord.menu(&asking, Place::Public, "Reflect this", message);
    assert!(discord.answer_to(&used).await.words().contains("program"));
    bot.stop().await;
}

#[tokio::test]
async fn it_ignores_bots_webhooks_itself_notices_and_talk_that_is_not_for_it() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let person = Person::new(1);
    let joined = json!({"type": 7});
    let hooked = json!({"webhook_id": "1000000000000000300"});
    let ignored = [
        discord.say(&Person::other_bot(), Place::Public, &to_bot("hello")),
        discord.say(&Person::other_bot(), person.direct(), "hello"),
        discord.say(&Person::the_bot(), Place::Public, &to_bot("hello")),
        discord.say(&Person::the_bot(), person.direct(), "hello"),
        discord.say(&person, Place::Public, "hello everyone"),
        discord.say(&person, Place::Public, "@everyone hello"),
        discord.say_with(&person, Place::Public, &to_bot("hello"), joined),
        discord.say_with(&person, Place::Public, &to_bot("hello"), hooked),
    ];
    let answered = discord.say(&person, Place::Public, &to_bot("I'm worn out"));
    discord.reply_to(answered).await;
    // Its answer comes back as a message too; then time for whatever should not come.
    tokio::time::sleep(Duration::from_millis(300)).await;
    let replies = discord.requests();
    for message in ignored {
        assert!(!replies.iter().any(|request| request.replies_to(message)));
    }
    assert_eq!(replies.iter().filter(|request| request.path.ends_with("/messages")).count(), 1);
    bot.stop().await;
}

#[tokio::test]
async fn its_commands_are_what_it_answers_to() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let names: Vec<_> = discord
        .commands()
        .iter()
        .map(|command| (command["type"].clone(), command["name"].clone()))
        .collect();
    assert_eq!(
        names,
        [
            (json!(1), json!("reflect")),
            (json!(3), json!("Reflect this")),
            (json!(1), json!("listen")),
            (json!(1), json!("settings")),
            (json!(1), json!("prompt")),
            (json!(1), json!("learn")),
            (json!(1), json!("practice")),
            (json!(1), json!("progress")),
            (json!(1), json!("roleplay")),
            (json!(1), json!("selfcheck")),
            (json!(1), json!("help")),
            (json!(1), json!("about")),
            (json!(1), json!("privacy")),
            (json!(1), json!("help-now")),
            (json!(1), json!("setup"))
        ]
    );
    bot.stop().await;
}

#[tokio::test]
async fn a_burst_gets_one_reply_that_covers_it_as_it_is_when_it_ends() {
    let discord = StandIn::start().await;
    let bot = Bot::start_with(&discord, "discord.burst_seconds = 0.6").await;
    let person = Person::new(1);
    let said: Vec<_> = ["My sister moved out", "and my brother too", "and I hate cucumbers", "My cat"]
        .into_iter()
        .map(|text| discord.say(&person, person.direct(), text))
        .collect();
    let (edited, gone) = (&said[3], said[2]);
    let channel = person.direct().channel().to_string();
    discord.event("MESSAGE_DELETE", &json!({"id": gone.to_string(), "channel_id": channel}));
    let new = json!({"id": edited.to_string(), "channel_id": channel, "author": person.user(), "content": "I feel so lonely"});
    discord.event("MESSAGE_UPDATE", &new);
    let reply = discord.reply_to(*edited).await;
    assert!(reply.words().contains("lonely") && !reply.words().contains("cucumber"), "{}", reply.words());
    assert!(discord.requests().iter().filter(|request| request.path.ends_with("/messages")).count() == 1);
    bot.stop().await;
}

#[tokio::test]
async fn a_burst_that_is_still_being_written_is_answered_before_it_stops() {
    let discord = StandIn::start().await;
    let bot = Bot::start_with(&discord, "discord.burst_seconds = 30").await;
    let person = Person::new(1);
    let message = discord.say(&person, person.direct(), "I'm worn out");
    discord.wait("typing", |request| request.path.ends_with("/typing")).await;
    bot.stop().await;
    assert!(discord.requests().iter().any(|request| request.replies_to(message)));
}

#[tokio::test]
async fn what_discord_could_not_take_is_sent_again_in_order_and_once() {
    let discord = StandIn::start().await;
    let bot = Bot::start_with(&discord, "discord.typing = false").await;
    let person = Person::new(1);
    for status in [500, 429, 503] {
        discord.fault("POST", "/messages", Fault::Status(status, json!({"message": "", "code": 0})));
    }
    let said: Vec<_> = ["I'm worn out", "My sister moved out", "I miss my grandmother"]
        .into_iter()
        .map(|text| discord.say(&person, person.direct(), text))
        .collect();
    for message in &said {
        discord
            .wait("a reply that was taken", |request| request.replies_to(*message) && request.status == 200)
            .await;
    }
    let taken: Vec<_> = discord
        .requests()
        .into_iter()
        .filter(|r| r.status == 200 && r.path.ends_with("/messages"))
        .collect();
    assert_eq!(taken.len(), said.len());
    assert!(
        taken.iter().zip(&said).all(|(reply, message)| reply.replies_to(*message)),
        "in the order they were written"
    );
    bot.stop().await;
}

#[tokio::test]
async fn it_falls_silent_when_told_to_and_still_after_a_restart() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let person = Person::new(1);
    let told = discord.slash_part(&person, person.direct(), "listen", "stop");
    assert!(discord.answer_to(&told).await.words().contains("stopped listening"));
    let bot = bot.restart(&discord).await;
    let unheard = discord.say(&person, person.direct(), "I feel so tired of all this");
    // Another's messages are answered as before, and after it there was time for the first.
    let other = Person::new(2);
    let heard = discord.say(&other, other.direct(), "I feel so tired of all this");
    discord.reply_to(heard).await;
    let called = discord.say(&person, person.direct(), &to_bot("I feel so tired of all this"));
    discord.reply_to(called).await;
    let again = discord.say(&person, person.direct(), "My sister moved out");
    discord.reply_to(again).await;
    assert!(discord.requests().iter().all(|request| !request.replies_to(unheard)));
    let told = discord.slash_part(&person, Place::Public, "listen", "start");
    assert!(discord.answer_to(&told).await.words().contains("direct message"));
    bot.stop().await;
}

#[tokio::test]
async fn what_is_kept_is_shown_and_deleted_at_once() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let person = Person::new(1);
    let told = discord.slash_part(&person, person.direct(), "listen", "stop");
    discord.answer_to(&told).await;
    let used = discord.slash(&person, person.direct(), "privacy", &[]);
    let panel = discord.answer_to(&used).await;
    let buttons = panel.buttons();
    assert!(panel.ephemeral() && buttons.len() == 2, "{}", panel.body);
    let message = discord.say(&Person::the_bot(), person.direct(), panel.words());
    for (button, says) in [(0, "are not answered"), (1, "Done"), (0, "Nothing is kept")] {
        let pressed = discord.press(&person, person.direct(), message, &buttons[button]);
        let answer = discord.answer_to(&pressed).await;
        assert!(answer.ephemeral() && answer.words().contains(says), "{}", answer.body);
    }
    let heard = discord.say(&person, person.direct(), "I'm worn out");
    discord.reply_to(heard).await;
    bot.stop().await;
}

#[tokio::test]
async fn it_says_what_it_is_and_what_it_does_only_to_the_one_who_asks() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    for (command, says) in [("help", "no advice"), ("about", "no therapist")] {
        let used = discord.slash(&Person::new(1), Place::Public, command, &[]);
        let answer = discord.answer_to(&used).await;
        assert!(answer.ephemeral() && answer.words().contains(says), "{}", answer.body);
    }
    bot.stop().await;
}

#[tokio::test]
async fn a_press_on_an_unknown_button_is_answered() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let person = Person::new(1);
    let message = discord.say(&person, Place::Public, &to_bot("I'm worn out"));
    let reply = discord.reply_to(message).await;
    let pressed = discord.press(&person, Place::Public, reply.made(), "felt:from-long-ago");
    assert!(discord.answer_to(&pressed).await.ephemeral());
    bot.stop().await;
}

#[tokio::test]
async fn a_button_whose_talk_is_gone_still_opens_help() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let person = Person::new(1);
    let message = discord.say(&person, Place::Public, &to_bot("I'm worn out"));
    let reply = discord.reply_to(message).await;
    // As after a restart: another person, of whom the bot knows nothing.
    let pressed = discord.press(&Person::new(2), Place::Public, reply.made(), "felt:private");
    let answer = discord.answer_to(&pressed).await;
    assert!(answer.ephemeral() && answer.words().contains("findahelpline.com"), "{}", answer.body);
    bot.stop().await;
}

#[tokio::test]
async fn a_risk_in_public_gets_a_neutral_line_and_the_words_only_in_private() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let person = Person::new(1);
    let message = discord.say(&person, Place::Public, &to_bot("I want to kill myself"));
    let reply = discord.reply_to(message).await;
    assert!(!reply.words().contains("kill") && !reply.words().contains("help"), "{}", reply.words());
    let buttons = reply.buttons();
    assert_eq!(buttons.len(), 1, "{}", reply.body);
    let pressed = discord.press(&person, Place::Public, reply.made(), &buttons[0]);
    let answer = discord.answer_to(&pressed).await;
    assert!(answer.ephemeral());
    assert!(
        answer.words().contains("findahelpline.com") && answer.words().contains("killing yourself"),
        "{}",
        answer.body
    );
    bot.stop().await;
}

#[tokio::test]
async fn a_risk_in_private_gets_the_words_themselves() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let person = Person::new(1);
    let message = discord.say(&person, person.direct(), "I want to kill myself");
    let reply = discord.reply_to(message).await;
    assert!(reply.words().contains("findahelpline.com") && reply.buttons().len() == 2, "{}", reply.body);
    let used = discord.slash(&person, Place::Public, "reflect", &[("text", "I want to kill myself")]);
    let answer = discord.answer_to(&used).await;
    assert!(answer.ephemeral() && answer.words().contains("findahelpline.com"), "{}", answer.body);
    bot.stop().await;
}

#[tokio::test]
async fn under_the_words_stand_the_numbers_again_and_the_way_back_to_listening() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let person = Person::new(1);
    let message = discord.say(&person, person.direct(), "I want to kill myself");
    let reply = discord.reply_to(message).await;
    let buttons = reply.buttons();
    let pressed = discord.press(&person, person.direct(), reply.made(), &buttons[0]);
    let again = discord.answer_to(&pressed).await;
    assert!(again.words().contains("findahelpline.com"), "{}", again.body);
    let message = discord.say(&person, person.direct(), "My sister came over yesterday");
    let held = discord.reply_to(message).await;
    assert!(!held.words().contains("sister"), "{}", held.body);
    let pressed = discord.press(&person, person.direct(), reply.made(), &buttons[1]);
    let back = discord.answer_to(&pressed).await;
    assert!(back.words().contains("listening again"), "{}", back.body);
    let message = discord.say(&person, person.direct(), "My sister came over yesterday");
    let reflected = discord.reply_to(message).await;
    assert!(reflected.words().contains("sister"), "{}", reflected.body);
    bot.stop().await;
}

#[tokio::test]
async fn help_is_there_for_whoever_asks_for_it() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let used = discord.slash(&Person::new(1), Place::Public, "help-now", &[]);
    let answer = discord.answer_to(&used).await;
    assert!(answer.ephemeral() && answer.words().contains("findahelpline.com"), "{}", answer.body);
    bot.stop().await;
}

#[tokio::test]
async fn a_risk_in_anothers_message_gets_guidance_for_the_helper() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let message = discord.say(&Person::new(2), Place::Public, "I want to kill myself");
    let used = discord.menu(&Person::new(1), Place::Public, "Reflect this", message);
    let answer = discord.answer_to(&used).await;
    assert!(answer.ephemeral() && answer.words().contains("whether they're thinking"), "{}", answer.body);
    bot.stop().await;
}

#[tokio::test]
async fn nothing_of_what_people_say_is_in_its_log() {
    // Made up: it occurs nowhere else.
    const WORD: &str = "quorvelt";
    let discord = StandIn::start().await;
    let bot = Bot::start_with(&discord, "log.level = \"debug\"").await;
    let person = Person::new(1);
    let text = format!("My {WORD} left me and I feel {WORD}");

    let message = discord.say(&person, Place::Public, &to_bot(&text));
    discord.reply_to(message).await;
    let used = discord.slash(&person, Place::Public, "reflect", &[("text", &text)]);
    discord.answer_to(&used).await;
    let used = discord.menu(&person, Place::Public, "Reflect this", message);
    discord.answer_to(&used).await;

    // What fails is reported without the words as well: a refused reply, one whose echo cannot be
    // read, a refused answer to a command, and a frame that is no event.
    let refusal = json!({"message": WORD, "code": 50035, "errors": {"content": {"_errors": [{"code": "X", "message": WORD}]}}});
    discord.fault("POST", "/messages", Fault::Status(400, refusal.clone()));
    let refused = discord.say(&person, person.direct(), &text);
    discord.reply_to(refused).await;
    discord.fault("POST", "/messages", Fault::Status(200, json!({"id": WORD, "content": text})));
    let unread = discord.say(&person, person.direct(), &text);
    discord.reply_to(unread).await;
    discord.fault("POST", "/callback", Fault::Status(400, refusal));
    let used = discord.slash(&person, Place::Public, "reflect", &[("text", &text)]);
    discord.answer_to(&used).await;
    discord.raw_frame(&format!(
        "{{\"op\": 0, \"t\": \"MESSAGE_CREATE\", \"s\": 99, \"d\": {{\"content\": \"{WORD}\"}}}}"
    ));
    discord.raw_frame(&format!("not JSON, but {WORD}"));
    tokio::time::sleep(Duration::from_millis(300)).await;

    let printed = bot.stop().await;
    assert!(!printed.contains(WORD), "{printed}");
    assert!(!printed.contains("interaction-secret") && !printed.contains(TOKEN), "{printed}");
    assert!(printed.contains("was not answered") && printed.contains("a command failed"), "{printed}");
}

#[tokio::test]
async fn a_failed_answer_to_a_command_is_followed_by_a_plain_sentence() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    discord.fault("POST", "/callback", Fault::Status(500, json!({"message": "", "code": 0})));
    let used = discord.slash(&Person::new(1), Place::Public, "reflect", &[("text", "I'm worn out")]);
    assert_eq!(discord.answer_to(&used).await.status, 500);
    let second = discord.answer_to(&used).await;
    assert!(second.words().contains("went wrong on my side") && second.ephemeral());
    bot.stop().await;
}

#[tokio::test]
async fn a_long_message_full_of_markdown_and_pings_is_answered_within_the_limit() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let person = Person::new(1);
    let text = "I **feel** ||awful|| @everyone <@&1> `code` ".repeat(90);
    let message = discord.say(&person, person.direct(), &text);
    let reply = discord.reply_to(message).await;
    assert_eq!(reply.status, 200);
    assert!(!reply.words().contains("@everyone"), "{}", reply.words());
    bot.stop().await;
}

#[tokio::test]
async fn a_cut_connection_is_taken_up_again() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    discord.drop_connections();
    let meanwhile = discord.say(&Person::new(1), Place::Public, &to_bot("I'm worn out"));
    discord.connected(2).await;
    discord.reply_to(meanwhile).await;
    let answers = discord.requests().iter().filter(|request| request.replies_to(meanwhile)).count();
    assert_eq!(answers, 1);
    bot.stop().await;
}

#[tokio::test]
async fn where_resuming_is_refused_it_signs_in_anew() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let person = Person::new(1);
    let before = discord.say(&person, person.direct(), "I'm worn out");
    discord.reply_to(before).await;
    discord.end_sessions();
    discord.connected(2).await;
    let after = discord.say(&person, person.direct(), "My sister moved out");
    discord.reply_to(after).await;
    // An event of a kind that does not exist yet changes nothing.
    discord.event("SOMETHING_NEW", &json!({"id": "5"}));
    let then = discord.say(&person, person.direct(), "I miss my grandmother");
    discord.reply_to(then).await;
    bot.stop().await;
}

#[tokio::test]
async fn a_connection_on_which_nothing_comes_any_more_is_given_up_and_nothing_is_lost() {
    let discord = StandIn::start_with_heartbeat(Duration::from_secs(1)).await;
    let bot = Bot::start(&discord).await;
    let person = Person::new(1);
    discord.go_silent();
    let meanwhile = discord.say(&person, person.direct(), "I'm worn out");
    discord.connected(2).await;
    discord.reply_to(meanwhile).await;
    assert_eq!(discord.requests().iter().filter(|request| request.replies_to(meanwhile)).count(), 1);
    bot.stop().await;
}

#[tokio::test]
async fn what_comes_compressed_is_read_and_what_is_unknown_is_passed_over() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let person = Person::new(1);
    // Longer than what the stand-in sends as it is.
    let long = "My sister moved out and the flat is so quiet now. ".repeat(20);
    let message = discord.say(&person, person.direct(), &long);
    let reply = discord.reply_to(message).await;
    discord.event("SOMETHING_NEW", &json!({"text": "x".repeat(2_000)}));
    // A component of a kind that does not exist yet.
    let used = discord.choose(&person, person.direct(), reply.made(), "felt:settings:depth", 99, &["new"]);
    assert!(discord.answer_to(&used).await.words().contains("older message"));
    bot.stop().await;
}

#[tokio::test]
async fn without_a_token_it_says_how_to_get_one() {
    let bot = Bot::launch("http://127.0.0.1:9", "", &[]);
    let (status, printed) = bot.ended().await;
    assert_eq!(status.code(), Some(2));
    assert!(printed.contains("DISCORD_TOKEN") && printed.contains("discord.com/developers"), "{printed}");
}

#[tokio::test]
async fn a_token_is_read_from_a_file_and_a_missing_file_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("token");
    let named = file.to_str().expect("a plain path");
    let bot = Bot::launch("http://127.0.0.1:9", "", &[("DISCORD_TOKEN_FILE", named)]);
    let (status, printed) = bot.ended().await;
    assert!(status.code() == Some(2) && printed.contains(named), "{printed}");

    std::fs::write(&file, format!("{TOKEN}\n")).expect("written");
    let discord = StandIn::start().await;
    let bot = Bot::launch(discord.api(), "", &[("DISCORD_TOKEN_FILE", named)]);
    discord.ready().await;
    bot.stop().await;
}

#[tokio::test]
async fn a_refused_token_is_not_printed() {
    const WRONG: &str = "MTAwMDAwMDAwMDAwMDAwMDAwMQ.some-other.token-altogether";
    let discord = StandIn::start().await;
    let bot = Bot::launch(discord.api(), "log.level = \"debug\"", &[("DISCORD_TOKEN", WRONG)]);
    let (status, printed) = bot.ended().await;
    assert_eq!(status.code(), Some(2), "{printed}");
    assert!(printed.contains("refused the token") && !printed.contains("some-other"), "{printed}");
    assert!(!discord.take_breaches().is_empty(), "the stand-in noted the wrong token");
}

#[tokio::test]
async fn every_fault_of_the_settings_is_named() {
    let bot = Bot::launch("discord.com", "discord.typing = 1\ntalks.idle = 3", &[("DISCORD_TOKEN", TOKEN)]);
    let (status, printed) = bot.ended().await;
    assert_eq!(status.code(), Some(2));
    for fault in ["discord.api", "discord.typing", "talks.idle"] {
        assert!(printed.contains(fault), "{printed}");
    }
}

#[tokio::test]
async fn it_stops_in_order_on_either_signal() {
    for signal in ["TERM", "INT"] {
        let discord = StandIn::start().await;
        let bot = Bot::start(&discord).await;
        bot.signal(signal);
        let (status, printed) = bot.ended().await;
        assert_eq!(status.code(), Some(0), "{printed}");
    }
}

#[tokio::test]
async fn an_answer_under_way_is_sent_before_it_stops() {
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    discord.fault("POST", "/typing", Fault::Late(Duration::from_millis(400)));
    let message = discord.say(&Person::new(1), Place::Public, &to_bot("I'm worn out"));
    tokio::time::sleep(Duration::from_millis(150)).await;
    bot.stop().await;
    assert!(discord.requests().iter().any(|request| request.replies_to(message)));
}

#[tokio::test]
async fn it_waits_where_no_sign_ins_are_left_rather_than_lose_its_token() {
    let discord = StandIn::start().await;
    let limit = json!({"total": 1000, "remaining": 0, "reset_after": 300, "max_concurrency": 1});
    let none_left = json!({"url": "ws://127.0.0.1:9", "shards": 1, "session_start_limit": limit});
    discord.fault("GET", "/gateway/bot", Fault::Status(200, none_left));
    let bot = Bot::start(&discord).await;
    let asked: Vec<_> = discord.requests().into_iter().filter(|r| r.path == "/gateway/bot").collect();
    assert_eq!(asked.len(), 2);
    assert!(asked[1].at - asked[0].at >= Duration::from_millis(300));
    assert!(bot.stop().await.contains("no sign-ins are left"));
}

#[tokio::test]
async fn an_api_that_is_not_there_is_named() {
    let bot = Bot::launch("http://127.0.0.1:9", "", &[("DISCORD_TOKEN", TOKEN)]);
    let (status, printed) = bot.ended().await;
    assert_eq!(status.code(), Some(1), "{printed}");
    assert!(printed.contains("127.0.0.1:9") && printed.contains("could not be reached"), "{printed}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_at_once_are_each_answered_once() {
    const PEOPLE: u64 = 300;
    let discord = StandIn::start().await;
    let bot = Bot::start(&discord).await;
    let said: Vec<_> = (0..PEOPLE)
        .map(|number| {
            let person = Person::new(number);
            discord.say(&person, person.direct(), "I feel so tired of all this")
        })
        .collect();
    for message in &said {
        discord.reply_to(*message).await;
    }
    let sent = discord.requests().iter().filter(|request| request.path.ends_with("/messages")).count();
    assert_eq!(sent, said.len());
    bot.stop().await;
}

/// Each message covered by exactly one reply, each person's in the order they were written, while requests fail and
/// the connection is cut and taken up again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_fails_each_message_is_answered_once_and_in_order() {
    const PEOPLE: u64 = 200;
    const ROUNDS: usize = 10;
    let discord = StandIn::start().await;
    let bot = Bot::start_with(&discord, "discord.typing = false").await;
    let people: Vec<_> = (0..PEOPLE).map(Person::new).collect();
    let mut said = vec![Vec::new(); people.len()];
    for round in 0..ROUNDS {
        for status in [429, 500, 502] {
            discord.fault("POST", "/messages", Fault::Status(status, json!({"message": "", "code": 0})));
        }
        for (number, (person, said)) in people.iter().zip(&mut said).enumerate() {
            if round % 3 == 1 && number == people.len() / 2 {
                discord.drop_connections();
            }
            said.push(discord.say(person, person.direct(), "I feel so tired of all this"));
        }
    }
    for message in said.iter().flatten() {
        discord
            .wait("a reply that was taken", |request| request.replies_to(*message) && request.status == 200)
            .await;
    }
    let taken: Vec<_> = discord
        .requests()
        .into_iter()
        .filter(|r| r.status == 200 && r.path.ends_with("/messages"))
        .collect();
    assert_eq!(taken.len(), said.iter().map(Vec::len).sum::<usize>());
    for (person, said) in people.iter().zip(&said) {
        let path = format!("/channels/{}/messages", person.direct().channel());
        let replies = taken.iter().filter(|request| request.path == path);
        assert!(
            replies.zip(said).all(|(reply, message)| reply.replies_to(*message)),
            "in the order they were written"
        );
    }
    bot.stop().await;
}
