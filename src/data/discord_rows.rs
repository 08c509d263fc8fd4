//! `responses/en/discord.toml` and `responses/en/commands.toml`: what the bot says of itself on Discord, and what its commands are called.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Discord's limit for a message.
const MESSAGE: usize = 2_000;
/// What may not be longer, by the end of its key: buttons, a modal's title and its fields, hints in menus and fields.
const SHORTER: [(&str, usize); 4] = [("_label", 80), ("_title", 45), ("_field", 45), ("_hint", 100)];

/// A section of the file: its keys, each a text.
macro_rules! section {
    ($(#[$doc:meta])* $name:ident { $($key:ident),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Serialize, Deserialize, Default, PartialEq, Eq)]
        #[serde(deny_unknown_fields)]
        #[allow(missing_docs, reason = "the file says where each is said")]
        pub struct $name { $(pub $key: String),+ }

        impl $name {
            fn texts(&self) -> Vec<(&'static str, &str)> {
                vec![$((stringify!($key), self.$key.as_str())),+]
            }
        }
    };
}

section!(
    /// `[plain]`: plain sentences of many places.
    PlainRows { only_called, no_words, by_a_program, failed, not_saved, not_read, old_button, not_yours, too_fast, one_way, switched_off, cards_hint }
);
section!(
    /// `[about]`: what it is, and what it does.
    AboutRows { help, about, first, reminder }
);
section!(
    /// `[privacy]`
    PrivacyRows {
        says, kept, nothing, answered, not_answered, deeper, gentle, prompts_on, prompts_off, buttons_on, buttons_off, met, listened_to, blocked, day,
        progress_on, practised, practised_file, deleted, show_label, delete_label,
    }
);
section!(
    /// `[safety]`: what stands around the safe messages; those themselves are in `safety.toml`.
    AtRiskRows { neutral, private_label, not_meant_label, numbers_label }
);
section!(
    /// `[reflection]`: the buttons under a reflection.
    ReflectionRows { hit_label, missed_label, more_label, more_title, more_field, more_hint, gone }
);
section!(
    /// `[practice]`: around made-up clients.
    PracticeSayRows {
        greeting, client_greeting, you, write_label, again_label, example_label, next_label, finish_label, another_label, write_title, write_field, none,
        nothing_said, at_risk, plain_label, more_label, hard_label,
    }
);
section!(
    /// `[progress]`: numbers of practice over time.
    ProgressRows {
        asks, said_yes, nothing_yet, says, to_share, posted, stopped, kept, not_kept, keep_label, yes_label, post_label, stop_label,
    }
);
section!(
    /// `[roleplay]`: two people who practise with one another.
    RolePlayRows {
        not_in_a_thread, not_with, going_on, listened, proposed, agreed, begun, begun_to_speak, declined, not_in_it, gone, none_here, waits, neutral,
        ask_speaker, ask_other, part_once, nothing_waits, resumed, over, ended_early, still_going_on, nothing_said, about_the_listener, client, listener,
        agree_label, decline_label, speak_label, end_label, show_label, part_label, about_me_label, not_sure_label, speak_title, client_field,
        listener_field, speak_hint,
    }
);
section!(
    /// `[selfcheck]`: around the check for listeners, whose steps are in `prompts.toml`.
    SelfCheckSayRows { begin_label, write_label, skip_label, stop_label, write_title, write_field }
);
section!(
    /// `[settings]`: a person's own.
    SettingsRows { says, depth_hint, deeper_label, gentle_label, buttons_on_label, buttons_off_label, prompts_on_label, prompts_off_label }
);
section!(
    /// `[listen]`
    ListenRows {
        started, stopped, in_private, no_intent, not_here, not_your_role, not_possible, opened, begin, thread_name, ended, nothing_to_stop,
    }
);
section!(
    /// `[setup]`: a server's.
    SetupRows {
        not_a_moderator, says, channels, no_channels, everyone, roles, private, public, threads, country, no_country, language, english, prompts, practice,
        adult, others, yes, no, blocked_channels, blocked_people, none, no_intent, channels_hint, roles_hint, threads_hint, private_label, public_label,
        prompts_on_label, prompts_off_label, practice_on_label, practice_off_label, adult_on_label, adult_off_label, others_on_label, others_off_label, help_label, blocks_label,
        listening_label, help_says, country_hint, more_countries_hint, no_country_label, language_hint, blocks_says, block_channels_hint,
        block_people_hint, unblock_people_hint,
    }
);

/// `responses/en/discord.toml`.
#[derive(Debug, Clone, Serialize, Deserialize, Default, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "each type says it")]
pub struct DiscordRows {
    pub plain: PlainRows,
    pub about: AboutRows,
    pub privacy: PrivacyRows,
    pub safety: AtRiskRows,
    pub reflection: ReflectionRows,
    pub practice: PracticeSayRows,
    pub progress: ProgressRows,
    pub roleplay: RolePlayRows,
    pub selfcheck: SelfCheckSayRows,
    pub settings: SettingsRows,
    pub listen: ListenRows,
    pub setup: SetupRows,
}

/// What stands in a text for something that is filled in, by section and key.
const FILLED: [(&str, &str, &str); 24] = [
    ("privacy", "listened_to", "{count}"),
    ("privacy", "blocked", "{count}"),
    ("privacy", "day", "{day}"),
    ("listen", "opened", "{thread}"),
    ("privacy", "practised", "{count}"),
    ("progress", "says", "{count}"),
    ("progress", "posted", "{person}"),
    ("roleplay", "proposed", "{client}"),
    ("roleplay", "proposed", "{listener}"),
    ("roleplay", "begun", "{client}"),
    ("roleplay", "begun", "{listener}"),
    ("roleplay", "begun_to_speak", "{listener}"),
    ("roleplay", "about_the_listener", "{listener}"),
    ("setup", "channels", "{what}"),
    ("setup", "roles", "{what}"),
    ("setup", "threads", "{what}"),
    ("setup", "country", "{what}"),
    ("setup", "language", "{what}"),
    ("setup", "blocked_channels", "{what}"),
    ("setup", "blocked_people", "{what}"),
    ("setup", "prompts", "{what}"),
    ("setup", "practice", "{what}"),
    ("setup", "adult", "{what}"),
    ("setup", "others", "{what}"),
];

impl DiscordRows {
    /// What is wrong with the texts: the key and the cause, a line each.
    pub fn faults(&self) -> Vec<String> {
        let sections = [
            ("plain", self.plain.texts()),
            ("about", self.about.texts()),
            ("privacy", self.privacy.texts()),
            ("safety", self.safety.texts()),
            ("reflection", self.reflection.texts()),
            ("practice", self.practice.texts()),
            ("progress", self.progress.texts()),
            ("roleplay", self.roleplay.texts()),
            ("selfcheck", self.selfcheck.texts()),
            ("settings", self.settings.texts()),
            ("listen", self.listen.texts()),
            ("setup", self.setup.texts()),
        ];
        let mut faults = Vec::new();
        for (section, texts) in sections {
            for (key, text) in texts {
                let length = text.chars().count();
                let most = SHORTER.iter().find(|(end, _)| key.ends_with(end)).map_or(MESSAGE, |(_, most)| *most);
                if text.trim().is_empty() {
                    faults.push(format!("{section}.{key}: says nothing"));
                } else if length > most {
                    faults.push(format!("{section}.{key}: {length} characters, where Discord takes {most}"));
                }
                for (_, _, part) in FILLED.iter().filter(|(s, k, part)| *s == section && *k == key && !text.contains(part)) {
                    faults.push(format!("{section}.{key}: without {part}"));
                }
            }
        }
        faults
    }
}

/// `responses/en/commands.toml`: what a command is called and how Discord's list describes it, by the name the program knows it under.
#[derive(Debug, Clone, Serialize, Deserialize, Default, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct CommandRow {
    /// What people type after the slash, or find in a menu.
    pub name: String,
    /// One line in Discord's list; empty for an entry of a menu, which has none.
    #[serde(default)]
    pub description: String,
    /// One line for each option, by its name.
    #[serde(default)]
    pub options: BTreeMap<String, String>,
    /// Its parts.
    #[serde(default)]
    pub parts: BTreeMap<String, CommandRow>,
}

/// What is wrong with the commands' names and descriptions.
pub fn command_faults(commands: &BTreeMap<String, CommandRow>) -> Vec<String> {
    let mut faults = Vec::new();
    for (key, row) in commands {
        let name = row.name.chars().count();
        // https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-naming
        if name == 0 || name > 32 {
            faults.push(format!("{key}: a name has 1 to 32 characters"));
        } else if !row.description.is_empty() && (row.name.to_lowercase() != row.name || row.name.contains(' ')) {
            faults.push(format!("{key}: a slash command's name is one word in lower case"));
        }
        let lines = row.options.iter().map(|(option, line)| (format!("{key} {option}"), line));
        for (what, line) in lines.chain([(key.clone(), &row.description)]) {
            if line.chars().count() > 100 {
                faults.push(format!("{what}: a description has at most 100 characters"));
            }
        }
        faults.extend(command_faults(&row.parts).into_iter().map(|fault| format!("{key} {fault}")));
    }
    faults
}
