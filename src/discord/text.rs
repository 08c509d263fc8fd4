//! Makes a text safe to send: nobody is pinged, nothing is read as markdown, nothing is too long.
//!
//! Reflections hold words that a person typed. Shown as they are, `**` or `||` would dress them,
//! `<@123>` would look like a ping, and a right-to-left override would turn the line around.

/// Discord's limit for a message. Discord counts characters; UTF-16 units are never fewer, and are
/// what its apps count, so they are the safer measure.
const LIMIT: usize = 2_000;

/// The text as it should be seen, written so that Discord shows just that.
pub(super) fn literal(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 8);
    let mut line_start = true;
    for (at, c) in text.char_indices() {
        let rest = &text[at + c.len_utf8()..];
        match c {
            '\n' => {}
            c if c.is_control() || turns_the_line(c) => continue,
            '\\' | '*' | '_' | '~' | '|' | '`' | '[' => safe.push('\\'),
            '#' | '>' | '-' | '+' if line_start => safe.push('\\'),
            _ => {}
        }
        safe.push(c);
        if (c == '<' && rest.starts_with(['@', '#', ':', '/', 'a', 't', 'i'])) || (c == '@' && names_all(rest)) {
            // A zero-width space: unseen, and no mention any more, neither for the server nor for an app.
            safe.push('\u{200b}');
        }
        line_start = c == '\n' || (line_start && c == ' ');
    }
    safe
}

/// Whether what follows an `@` makes it a ping of everyone.
fn names_all(rest: &str) -> bool {
    ["everyone", "here"]
        .iter()
        .any(|name| rest.get(..name.len()).is_some_and(|word| word.eq_ignore_ascii_case(name)))
}

/// Characters that turn the direction of the text around them.
fn turns_the_line(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text within Discord's limit: where it is longer, it ends at a word and with an ellipsis.
pub(super) fn within_limit(text: &str) -> String {
    cut(text, LIMIT)
}

fn cut(text: &str, limit: usize) -> String {
    if units(text) <= limit {
        return text.to_owned();
    }
    let mut kept = 0;
    let mut end = 0;
    let mut word_end = 0;
    for (at, c) in text.char_indices() {
        kept += c.len_utf16();
        if kept >= limit {
            break;
        }
        if c.is_whitespace() {
            word_end = at;
        }
        end = at + c.len_utf8();
    }
    // One endless word is cut where it must be; a text of words, where the last whole one ends.
    let cut = if word_end > end / 2 { word_end } else { end };
    format!("{}…", text[..cut].trim_end().trim_end_matches('\\'))
}

/// The text with a line of the bot's own under it, which is never cut.
pub(super) fn with_line(text: &str, line: &str) -> String {
    let room = LIMIT.saturating_sub(units(line) + 2);
    format!("{}\n\n{line}", cut(text, room))
}

/// A day counted from 1970, as year-month-day (Howard Hinnant, "chrono-compatible low-level date algorithms").
pub(super) fn day(days: i64) -> String {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

/// How many UTF-16 units a text takes.
fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_left_as_they_are() {
        for text in ["You're worn out, and it's only Monday.", "It hurts <3", "a - b", "me@example.org"] {
            assert_eq!(literal(text), text);
        }
    }

    #[test]
    fn markdown_is_shown_and_not_applied() {
        assert_eq!(literal("**so** _done_ ||here|| `x` ~~y~~"), r"\*\*so\*\* \_done\_ \|\|here\|\| \`x\` \~\~y\~\~");
        assert_eq!(literal("# no\n> no\n  - no"), "\\# no\n\\> no\n  \\- no");
        assert_eq!(literal("[a](https://b.c)"), r"\[a](https://b.c)");
        assert_eq!(literal(r"\*"), r"\\\*");
    }

    #[test]
    fn nobody_is_pinged() {
        for text in ["@everyone", "@Here", "<@123>", "<@!123>", "<@&5>", "<#9>", "<:a:1>", "</reflect:1>"] {
            let safe = literal(text);
            assert_ne!(safe, text);
            assert_eq!(safe.replace('\u{200b}', ""), text);
        }
    }

    #[test]
    fn what_turns_the_line_around_is_gone() {
        assert_eq!(literal("a\u{202e}b\u{0}c\u{2066}d"), "abcd");
    }

    #[test]
    fn a_long_text_ends_at_a_word_within_the_limit() {
        let cut = within_limit(&"words and ".repeat(400));
        assert!(units(&cut) <= LIMIT && cut.ends_with("words…") || cut.ends_with("and…"), "{cut}");
        assert!(units(&cut) > LIMIT - 12);
    }

    #[test]
    fn a_line_of_the_bots_own_is_whole_under_a_text_of_any_length() {
        for text in ["Short.".to_owned(), "words and ".repeat(400)] {
            let both = with_line(&text, "-# The line.");
            assert!(units(&both) <= LIMIT && both.ends_with("\n\n-# The line."), "{both}");
        }
    }

    #[test]
    fn a_day_is_told_as_people_write_it() {
        for (days, told) in [(0, "1970-01-01"), (11_016, "2000-02-29"), (11_017, "2000-03-01"), (20_453, "2025-12-31")] {
            assert_eq!(day(days), told);
        }
    }

    #[test]
    fn one_endless_word_is_cut_within_the_limit() {
        for endless in ["\u{1f622}".repeat(3_000), "x".repeat(3_000), r"\*".repeat(3_000)] {
            let cut = within_limit(&endless);
            assert!(units(&cut) <= LIMIT && units(&cut) > LIMIT - 4);
            assert!(!cut.contains("\\…"));
        }
        assert_eq!(within_limit(&"x".repeat(LIMIT)), "x".repeat(LIMIT));
    }
}
