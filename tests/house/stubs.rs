//! Nothing is left half done, nothing panics on purpose, no colour stands outside the theme.

use super::source::{Token, list_sources, split_tokens};

/// Runs of words and signs that may not stand in `src`.
const BANNED_CODE: &[(&[&str], &str)] = &[
    (&["todo", "!"], "is not done"),
    (&["unimplemented", "!"], "is not done"),
    (&["dbg", "!"], "was for looking only"),
    (
        &[".", "unwrap", "("],
        "states no invariant; use expect, or handle the error",
    ),
    (&["allow", "(", "dead_code"], "keeps what nobody uses"),
    (&["expect", "(", "dead_code"], "keeps what nobody uses"),
    (&["allow", "(", "unused"], "keeps what nobody uses"),
];

/// Marks that may not stand anywhere in `src`, comments included.
const BANNED_MARKS: &[&str] = &["FIXME", "TODO", "XXX", "(to come)"];

/// Where colours may be made: the theme itself, the bridge from its roles to the toolkit's, and
/// what paints pixels. Each is a file, or a folder with its slash.
const COLOUR_PLACES: &[&str] = &[
    "src/theme/",
    "src/ui/theme.rs",
    "src/ui/paint.rs",
    "src/ui/raster.rs",
];

/// The toolkit's colours that are no choice of colour.
const NEUTRAL_COLOURS: &[&str] = &["TRANSPARENT", "PLACEHOLDER"];

#[test]
fn nothing_in_the_program_is_a_stub() {
    let breaches: Vec<String> = list_sources("src")
        .iter()
        .flat_map(|file| {
            let code = find_banned_code(&file.path, &split_tokens(&file.text));
            code.into_iter()
                .chain(find_banned_marks(&file.path, &file.text))
        })
        .collect();
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

#[test]
fn colours_are_made_in_one_place() {
    let breaches: Vec<String> = list_sources("src")
        .iter()
        .filter(|file| !may_make_colours(&file.path))
        .flat_map(|file| find_colour_literals(&file.path, &split_tokens(&file.text)))
        .collect();
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

fn may_make_colours(path: &str) -> bool {
    COLOUR_PLACES
        .iter()
        .any(|place| match place.strip_suffix('/') {
            Some(_) => path.starts_with(place),
            None => path == *place,
        })
}

fn find_banned_code(path: &str, tokens: &[Token]) -> Vec<String> {
    let mut breaches = Vec::new();
    for at in 0..tokens.len() {
        for (run, why) in BANNED_CODE {
            if starts_with(&tokens[at..], run) {
                breaches.push(format!(
                    "{path}:{}: {} {why}",
                    tokens[at].line,
                    run.concat()
                ));
            }
        }
    }
    breaches
}

fn find_banned_marks(path: &str, text: &str) -> Vec<String> {
    text.lines()
        .enumerate()
        .flat_map(|(n, line)| {
            BANNED_MARKS
                .iter()
                .filter(|mark| line.contains(**mark))
                .map(move |mark| format!("{path}:{}: {mark} is not done", n + 1))
        })
        .collect()
}

/// A colour is made of numbers (`Color32::from_rgb`, `hex_color!`) or is one of the toolkit's own
/// (`Color32::RED`).
fn find_colour_literals(path: &str, tokens: &[Token]) -> Vec<String> {
    tokens
        .windows(3)
        .filter(|run| {
            let name = run[2].text.as_str();
            let is_type = matches!(run[0].text.as_str(), "Color32" | "Rgba" | "Hsva");
            let is_made = name.starts_with("from_") || name == "new";
            let is_own = name.chars().all(|c| c.is_ascii_uppercase() || c == '_')
                && !NEUTRAL_COLOURS.contains(&name);
            (is_type && run[1].text == "::" && (is_made || is_own))
                || (run[0].text == "hex_color" && run[1].text == "!")
        })
        .map(|run| {
            let words: String = run.iter().map(|token| token.text.as_str()).collect();
            format!(
                "{path}:{}: {words}: a colour of its own; take a role of the theme",
                run[0].line
            )
        })
        .collect()
}

fn starts_with(tokens: &[Token], run: &[&str]) -> bool {
    tokens.len() >= run.len()
        && tokens
            .iter()
            .zip(run)
            .all(|(token, word)| token.text == *word)
}

#[test]
fn what_is_half_done_is_found() {
    let count = |text: &str| find_banned_code("a.rs", &split_tokens(text)).len();
    for text in [
        "fn f() { todo!() }",
        "unimplemented!(\"later\")",
        "dbg!(x);",
        "x.unwrap()",
        "x\n    .unwrap ()",
        "#[allow(dead_code)]",
        "#![allow(unused)]",
        "#[expect(dead_code, reason = \"\")]",
    ] {
        assert_eq!(count(text), 1, "{text}");
    }
    for text in [
        "x.unwrap_or_default()",
        "// todo!()",
        "\".unwrap()\"",
        "x.expect(\"why\")",
    ] {
        assert_eq!(count(text), 0, "{text}");
    }
    assert_eq!(
        find_banned_marks("a.rs", "a\n// FIXME b"),
        ["a.rs:2: FIXME is not done"]
    );
    assert_eq!(find_banned_marks("a.rs", "//! (to come)").len(), 1);
}

#[test]
fn a_colour_of_its_own_is_found() {
    let count = |text: &str| find_colour_literals("a.rs", &split_tokens(text)).len();
    for text in [
        "egui::Color32::from_rgb(1, 2, 3)",
        "Color32::RED;",
        "Rgba::from_gray(0.5)",
        "hex_color!(\"#fff\")",
    ] {
        assert_eq!(count(text), 1, "{text}");
    }
    for text in [
        "fn f(c: Color32) -> Color32",
        "Color32::TRANSPARENT",
        "// Color32::RED",
    ] {
        assert_eq!(count(text), 0, "{text}");
    }
}
