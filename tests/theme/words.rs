//! What the program says is there, once, and in every language of maps.

use linchpin::words::{self, has, keys, of_map, say, say_with};

#[test]
fn a_key_says_its_words_and_a_missing_one_says_itself() {
    assert_eq!(say("menu-file"), "File");
    assert_eq!(say("command-undo.help"), "Takes back the last change.");
    assert_eq!(say("no-such-key"), "no-such-key");
    assert_eq!(
        say("menu-file.no-such-attribute"),
        "menu-file.no-such-attribute"
    );
    assert_eq!(say(""), "");
    assert!(has("menu-file") && has("command-undo.help") && has("n-boxes"));
    assert!(!has("no-such-key") && !has("menu-file.help") && !has("."));
}

#[test]
fn plurals_follow_their_number() {
    let boxes = |n: usize| say_with("n-boxes", &[("n", n.into())]);
    assert_eq!(
        [boxes(0), boxes(1), boxes(2)],
        ["0 boxes", "1 box", "2 boxes"]
    );
    assert_eq!(say_with("n-findings", &[("n", 0.into())]), "No findings");
}

#[test]
fn what_is_filled_in_carries_no_marks() {
    let said = say_with("unsaved-title", &[("name", "Strategy".into())]);
    assert_eq!(said, "Save changes to “Strategy”?");
}

#[test]
fn a_value_that_is_not_given_shows_as_its_name() {
    assert_eq!(say("message-undone"), "Undone: {$name}");
}

#[test]
fn every_key_that_stands_in_the_file_can_be_said() {
    assert!(keys().len() > 100);
    let silent: Vec<_> = keys().iter().filter(|key| !has(key)).collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn every_command_has_a_sentence_that_helps() {
    for key in keys()
        .iter()
        .filter(|key| key.starts_with("command-") && !key.contains('.'))
    {
        let help = format!("{key}.help");
        assert!(has(&help), "{help} is missing");
        assert!(say(&help).ends_with('.'), "{help} is no sentence");
    }
}

#[test]
fn maps_speak_their_language_and_english_where_theirs_is_not_known() {
    assert_eq!(of_map("es").supports, "porque");
    assert_eq!(of_map("es-MX").supports, "porque");
    assert_eq!(of_map("DE_at").supports, "weil");
    assert_eq!(of_map("tlh").supports, "because");
    assert_eq!(of_map("").opposes, "however");
}

#[test]
fn every_language_of_maps_has_all_its_words() {
    for (language, _) in words::ALL {
        assert_eq!(of_map(language).language, *language);
    }
}

#[test]
fn no_line_ends_between_a_number_and_its_percent_sign() {
    for key in keys() {
        let said = say(key);
        let apart = said.match_indices(" %").map(|(at, _)| &said[..at]);
        let apart = apart.filter(|it| it.ends_with(|c: char| c.is_numeric() || c == '}'));
        assert_eq!(apart.count(), 0, "{key}: {said}");
    }
    let values = [("n", 2.into()), ("error", "0.01".into())];
    let said = say_with("contribution-sampled", &values);
    assert!(said.contains("95\u{a0}% certainty"), "{said}");
}
