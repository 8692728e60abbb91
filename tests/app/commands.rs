//! The table of commands: every row has its words, no two keys clash.

use linchpin::app::{Chord, Key, Scope, command, rank_commands};
use linchpin::theme;
use linchpin::words;

use super::desk::Desk;

#[test]
fn every_command_has_a_name_and_a_sentence_about_it() {
    let missing: Vec<String> = command::all()
        .flat_map(|command| {
            [
                format!("command-{}", command.id),
                format!("command-{}.help", command.id),
            ]
        })
        .filter(|key| !words::has(key))
        .collect();
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn every_command_in_the_words_is_in_the_table() {
    let left_over: Vec<&String> = words::keys()
        .iter()
        .filter(|key| !key.contains('.'))
        .filter(|key| {
            key.strip_prefix("command-")
                .is_some_and(|id| command::find(id).is_none())
        })
        .collect();
    assert_eq!(left_over, Vec::<&String>::new());
}

#[test]
fn ids_are_unique() {
    let mut ids: Vec<&str> = command::all().map(|command| command.id).collect();
    let n = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), n);
}

#[test]
fn no_key_means_two_things_where_it_is_pressed() {
    let keys: Vec<(Scope, Chord, &str)> = command::all()
        .flat_map(|command| {
            command
                .keys
                .iter()
                .map(|&key| (command.scope, key, command.id))
        })
        .collect();
    for (at, (scope, key, id)) in keys.iter().enumerate() {
        for (other_scope, other_key, other_id) in &keys[at + 1..] {
            let clash = key == other_key && scope.overlaps(*other_scope);
            assert!(!clash, "{key} means both {id} and {other_id}");
        }
    }
}

#[test]
fn a_key_of_the_panel_is_found_before_one_that_means_the_same_everywhere() {
    let find = |scope, chord| command::find_by_key(scope, chord).map(|command| command.id);
    assert_eq!(
        find(Scope::Map, Chord::key(Key::Letter('e'))),
        Some("add-evidence")
    );
    assert_eq!(
        find(Scope::Reader, Chord::key(Key::Letter('e'))),
        Some("capture-evidence")
    );
    assert_eq!(find(Scope::Everywhere, Chord::key(Key::Letter('e'))), None);
    assert_eq!(
        find(Scope::Reader, Chord::ctrl(Key::Letter('s'))),
        Some("save")
    );
    assert_eq!(find(Scope::Wording, Chord::ctrl(Key::Letter('s'))), None);
}

#[test]
fn every_theme_is_chosen_by_a_command_that_says_so() {
    let mut desk = Desk::new();
    let names = theme::ALL.iter().map(|theme| theme.name);
    for name in names.chain(["system"]) {
        let command = command::find(&format!("theme-{name}")).expect(name);
        desk.run(command.id);
        assert_eq!(desk.app.settings.theme, name);
        let marked = command::all()
            .filter(|it| it.submenu == command.submenu)
            .filter(|it| it.is_on.is_some_and(|is_on| is_on(&desk.app)));
        let marked: Vec<&str> = marked.map(|it| it.id).collect();
        assert_eq!(marked, [command.id]);
    }
    assert_eq!(rank_commands("dark theme")[0].id, "theme-dark");
}
