//! The coach: what it says a listener's reply does, what it flags, and what it tells a trainee.

use felt::Engine;
use felt::coach::{self, Asked, Behaviour, Fault, Main};

fn engine() -> Engine {
    Engine::built_in().expect("the built-in data is sound")
}

const STATEMENT: &str = "My sister moved out yesterday and she didn't even say goodbye. I'm so hurt.";

#[test]
fn a_reflection_of_the_statement_scores_above_what_is_none_and_above_one_of_something_else() {
    let engine = engine();
    let score = |reply| coach::code(&engine, STATEMENT, reply, &[]).score;
    let own = score("You're really hurt that she left without a goodbye.");
    for worse in [
        "You should call her and ask why.",
        "How did you two get along before that?",
        "It'll be fine, sisters always make up.",
        "You're proud that the exam went so well.",
        "Mm-hmm.",
    ] {
        assert!(own > score(worse), "{worse}: {own} against {}", score(worse));
    }
}

#[test]
fn a_reply_is_named_by_what_it_mainly_does() {
    let engine = engine();
    for (reply, main) in [
        ("You're really hurt that she left without a goodbye.", Main::Reflection),
        ("So it came out of nowhere, and it stings.", Main::Reflection),
        ("What was that like for you?", Main::Question),
        ("Did she tell anyone where she was going?", Main::Question),
        (
            "Some people find that a letter helps. There are also groups for families in our clinic.",
            Main::Input,
        ),
        ("Mm-hmm.", Main::Other),
    ] {
        assert_eq!(coach::code(&engine, STATEMENT, reply, &[]).main, main, "{reply}");
    }
}

#[test]
fn what_a_question_leaves_open_is_told_and_its_words_are_marked() {
    let engine = engine();
    let reply = "You miss her. What has it been like without her?";
    let coding = coach::code(&engine, STATEMENT, reply, &[]);
    assert_eq!(coding.question, Some(Asked::Open));
    let asked = coding.codes.iter().find(|c| c.behaviour == Behaviour::Question).expect("it asks");
    let words: String = reply.chars().skip(asked.span.start).take(asked.span.len()).collect();
    assert_eq!(words, "What has it been like without her?");
}

#[test]
fn a_good_reflection_has_no_flag() {
    let engine = engine();
    for reply in [
        "You're really hurt that she left without a goodbye.",
        "It hurts that she went without a word.",
        "She left without so much as a goodbye, and that stings.",
    ] {
        let faults = coach::code(&engine, STATEMENT, reply, &[]).faults;
        assert!(faults.is_empty(), "{reply}: {faults:?}");
    }
}

#[test]
fn faults_are_flagged_with_their_words() {
    let engine = engine();
    for (reply, fault, about) in [
        ("I'm so sorry to hear that.", Fault::Sympathy, "sorry"),
        ("Don't worry, it'll be fine.", Fault::Reassurance, "be fine"),
        ("I went through the same with my brother.", Fault::SelfDisclosure, "I went through"),
        ("Why don't you call her?", Fault::Advice, "Why don't you"),
        ("Where does she live now?", Fault::Question, "Where does she live"),
        ("You're being dramatic.", Fault::Label, "dramatic"),
    ] {
        let coding = coach::code(&engine, STATEMENT, reply, &[]);
        let mend = coding.faults.iter().find(|m| m.fault == fault);
        let mend = mend.unwrap_or_else(|| panic!("{reply}: {fault:?} is not among {:?}", coding.faults));
        let words: String = reply.chars().skip(mend.span.start).take(mend.span.len()).collect();
        assert!(words.contains(about) || about.contains(&words), "{reply}: {words}");
    }
}

#[test]
fn whose_words_they_are_decides_whether_they_are_a_fault() {
    let engine = engine();
    let none = |statement: &str, reply: &str, fault: Fault| {
        let faults = coach::code(&engine, statement, reply, &[]).faults;
        assert!(!faults.iter().any(|m| m.fault == fault), "{statement} / {reply}: {faults:?}");
    };
    none(
        "Everybody says I'll be fine and I just nod.",
        "You tell yourself it'll be fine, and you don't believe it.",
        Fault::Reassurance,
    );
    none(
        "I know I should call her and I can't pick up the phone.",
        "You feel you should call her, and you can't.",
        Fault::Advice,
    );
    none(
        "They shout all night and I lie there.",
        "You hear them shout and put your head under the pillow.",
        Fault::Advice,
    );
    none("I can't change his mind.", "There's nothing you can do to change it.", Fault::Advice);
    none("I'm not lazy, I'm just tired.", "You're not lazy, you're worn out.", Fault::Label);
    none("I keep thinking I'm a failure.", "You feel like a failure.", Fault::Label);
}

#[test]
fn another_s_act_or_feeling_given_to_the_speaker_is_flagged_and_the_speaker_s_own_is_not() {
    let engine = engine();
    let flagged = |statement: &str, reply: &str| {
        let faults = coach::code(&engine, statement, reply, &[]).faults;
        faults.iter().any(|m| m.fault == Fault::WrongReferent)
    };
    for (statement, wrong, right) in [
        (
            "My flatmate broke my guitar and I'm so upset.",
            "You broke your flatmate's guitar.",
            "She broke your guitar, and you're upset.",
        ),
        (
            "I forgot my sister's birthday and I feel awful.",
            "Your sister forgot your birthday.",
            "You forgot her birthday, and you feel awful.",
        ),
        (
            "My mum is terrified of the operation, and I sit with her.",
            "You're terrified of the operation.",
            "She's terrified, and you sit with her.",
        ),
        (
            "I saw his arm, he's using again, and I drove home crying.",
            "You're using again.",
            "He's using again, and you cried.",
        ),
    ] {
        assert!(flagged(statement, wrong), "{statement} / {wrong}");
        assert!(!flagged(statement, right), "{statement} / {right}");
    }
}

#[test]
fn a_feeling_of_another_family_is_wrong_and_one_near_it_is_not() {
    let engine = engine();
    let wrong = |statement: &str, reply: &str| {
        let faults = coach::code(&engine, statement, reply, &[]).faults;
        faults.iter().any(|m| m.fault == Fault::WrongFeeling)
    };
    let scared = "The results come on Monday and I'm so scared I can't eat.";
    assert!(wrong(scared, "You're angry about the results."));
    assert!(!wrong(scared, "You're really anxious about Monday."));
    assert!(!wrong(scared, "You're worn out with waiting for the results."));
    let relieved = "I passed, and I sat in the car and cried, I was so relieved.";
    assert!(wrong(relieved, "You were sad in the car."));
    assert!(!wrong(relieved, "You cried with relief."));
}

#[test]
fn an_opening_that_comes_again_is_flagged_and_a_first_one_is_not() {
    let engine = engine();
    let reply = "It sounds like you're really hurt by how she left.";
    let flags = |earlier: &[&str]| {
        coach::code(&engine, STATEMENT, reply, earlier)
            .faults
            .iter()
            .map(|m| m.fault)
            .collect::<Vec<_>>()
    };
    assert!(!flags(&[]).contains(&Fault::RepeatedStem));
    assert!(flags(&["It sounds like a hard week."]).contains(&Fault::RepeatedStem));
    assert!(!flags(&["You had a hard week."]).contains(&Fault::RepeatedStem));
}

#[test]
fn at_risk_the_feedback_holds_nothing_of_the_statement_and_no_better_reply() {
    let engine = engine();
    let coding = coach::code(
        &engine,
        "I don't want to be alive anymore since the divorce.",
        "You're sad about the divorce.",
        &[],
    );
    let text = coding.feedback.text().to_lowercase();
    assert!(coding.feedback.better.is_none());
    assert!(!text.contains("divorce") && !text.contains("alive"), "{text}");
    assert!(text.contains("plainly"), "{text}");
}

#[test]
fn any_text_is_coded_without_a_panic() {
    let engine = engine();
    for (statement, reply) in [
        ("", ""),
        ("", "?"),
        ("\u{1f600}", "[laughs]"),
        ("a", "--"),
        ("Nein.", "\u{2019}\u{2019}"),
        ("I", "you'"),
    ] {
        let coding = coach::code(&engine, statement, reply, &[reply, ""]);
        assert!((0.0..=1.0).contains(&coding.score), "{statement} / {reply}");
        for coded in &coding.codes {
            assert!(coded.span.end <= reply.chars().count(), "{statement} / {reply}: {coded:?}");
        }
    }
}
