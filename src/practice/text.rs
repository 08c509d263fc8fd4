//! Words of a text, for rules about them.

/// The words, in lower case, without marks at their ends; apostrophes are straight.
pub(crate) fn words(text: &str) -> Vec<String> {
    text.replace('\u{2019}', "'")
        .split(|c: char| c.is_whitespace() || matches!(c, '\u{2014}' | '\u{2013}'))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .filter(|word| !word.is_empty())
        .collect()
}

/// Whether a phrase stands in the text, as whole words.
pub(crate) fn holds(text: &[String], phrase: &str) -> bool {
    let phrase = words(phrase);
    !phrase.is_empty() && text.windows(phrase.len()).any(|stretch| stretch == phrase)
}

/// The longest run of words that stands in both, with the listener's words turned round to the speaker's ("your" is "my").
pub(crate) fn longest_run(statement: &[String], reply: &[String]) -> usize {
    let statement: Vec<&str> = statement.iter().map(|word| turned(word)).collect();
    let reply: Vec<&str> = reply.iter().map(|word| turned(word)).collect();
    let mut longest = 0;
    for start in 0..reply.len() {
        while start + longest < reply.len() && statement.windows(longest + 1).any(|run| run == &reply[start..=start + longest]) {
            longest += 1;
        }
    }
    longest
}

/// A word as it is for either person.
fn turned(word: &str) -> &str {
    match word {
        "i" | "me" => "you",
        "my" => "your",
        "mine" => "yours",
        "myself" => "yourself",
        "i'm" => "you're",
        "i've" => "you've",
        "i'd" => "you'd",
        "i'll" => "you'll",
        "am" => "are",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_found_as_whole_words_alone() {
        let text = words("\u{201c}It\u{2019}s NOT so bad,\u{201d} she said \u{2014} twice.");
        assert!(holds(&text, "it's not") && holds(&text, "said twice"));
        assert!(!holds(&text, "no") && !holds(&text, ""));
    }

    #[test]
    fn a_run_is_the_same_for_speaker_and_listener() {
        let statement = words("I lost my keys and then my phone.");
        assert_eq!(longest_run(&statement, &words("You lost your keys, and you're cross.")), 5);
        assert_eq!(longest_run(&statement, &words("Nothing of it.")), 0);
    }
}
