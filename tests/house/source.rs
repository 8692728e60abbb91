//! Reading source text: files, words without comments and strings, and the paths named in them.

use std::path::Path;

/// A file of the project: its path from the root with `/`, and its text.
pub struct SourceFile {
    pub path: String,
    pub text: String,
}

/// A word or sign of the code, with its line.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    pub line: usize,
    pub text: String,
}

/// A path as code names it, from the crate's root: `crate::model::Node` is `[model, Node]`.
#[derive(Debug, PartialEq)]
pub struct NamedPath {
    pub line: usize,
    pub segments: Vec<String>,
}

/// All Rust files below the folder, in the order of their names.
pub fn list_sources(folder: &str) -> Vec<SourceFile> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    let mut folders = vec![root.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path
                    .strip_prefix(root)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .replace('\\', "/");
                found.push(SourceFile {
                    path: name,
                    text: std::fs::read_to_string(&path).unwrap(),
                });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(!found.is_empty(), "no source below {folder}");
    found
}

/// The words and signs of Rust source; `::` is one. Comments, strings and characters are gone.
pub fn split_tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text;
    let mut line = 1;
    while let Some(first) = rest.chars().next() {
        let (len, is_token) = measure_piece(rest, first);
        let (piece, after) = rest.split_at(len);
        if is_token {
            tokens.push(Token {
                line,
                text: piece.to_owned(),
            });
        }
        line += piece.matches('\n').count();
        rest = after;
    }
    tokens
}

/// The paths named from `crate`, `super` or `self`, with `use` groups taken apart. `module` is
/// where the file stands: `src/edit/history.rs` is `[edit, history]`.
pub fn list_paths(tokens: &[Token], module: &[&str]) -> Vec<NamedPath> {
    let mut paths = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let starts_here = matches!(
            tokens[at].text.as_str(),
            "crate" | "super" | "self" | "linchpin"
        ) && tokens.get(at + 1).is_some_and(|next| next.text == "::")
            && (at == 0 || tokens[at - 1].text != "::");
        if starts_here {
            let mut base: Vec<String> = match tokens[at].text.as_str() {
                "crate" | "linchpin" => Vec::new(),
                _ => module.iter().map(|&name| name.to_owned()).collect(),
            };
            if tokens[at].text == "super" {
                base.pop();
            }
            at = read_path_tree(tokens, at + 2, base, &mut paths);
        } else {
            at += 1;
        }
    }
    paths
}

/// The module that a file of `src` is: `src/edit/mod.rs` is `[edit]`, `src/lib.rs` is the root.
pub fn name_module(path: &str) -> Vec<&str> {
    let inner = path.strip_prefix("src/").unwrap_or(path);
    let inner = inner.strip_suffix(".rs").unwrap_or(inner);
    let mut names: Vec<&str> = inner.split('/').collect();
    if matches!(names.last(), Some(&"mod" | &"lib" | &"main")) {
        names.pop();
    }
    names
}

/// Reads what follows a `::`; gives the place after it.
fn read_path_tree(
    tokens: &[Token],
    mut at: usize,
    mut base: Vec<String>,
    paths: &mut Vec<NamedPath>,
) -> usize {
    let line = tokens.get(at).map_or(0, |token| token.line);
    loop {
        match tokens.get(at).map(|token| token.text.as_str()) {
            Some("{") => {
                at += 1;
                while at < tokens.len() && tokens[at].text != "}" {
                    at = match tokens[at].text.as_str() {
                        "," => at + 1,
                        _ => read_path_tree(tokens, at, base.clone(), paths).max(at + 1),
                    };
                }
                return at + 1;
            }
            // Inside a module in the file, `super` climbs less than the file's own place tells.
            Some("super") => drop(base.pop()),
            Some("self") => {}
            Some(word) if is_word(word) => base.push(word.to_owned()),
            Some("*") => base.push("*".to_owned()),
            _ => {
                paths.push(NamedPath {
                    line,
                    segments: base,
                });
                return at;
            }
        }
        at += 1;
        if tokens.get(at).is_some_and(|token| token.text == "::") {
            at += 1;
        } else {
            if tokens.get(at).is_some_and(|token| token.text == "as") {
                at += 2;
            }
            paths.push(NamedPath {
                line,
                segments: base,
            });
            return at;
        }
    }
}

/// The length in bytes of the piece at the start, and whether it is code.
fn measure_piece(rest: &str, first: char) -> (usize, bool) {
    if rest.starts_with("//") {
        (rest.find('\n').unwrap_or(rest.len()), false)
    } else if rest.starts_with("/*") {
        (measure_block_comment(rest), false)
    } else if let Some(len) = measure_raw_string(rest) {
        (len, false)
    } else if first == '"' || rest.starts_with("b\"") || rest.starts_with("c\"") {
        (measure_quoted(rest, '"'), false)
    } else if rest.starts_with("b'") {
        (measure_quoted(rest, '\''), false)
    } else if first == '\'' {
        measure_character_or_lifetime(rest)
    } else if first.is_whitespace() {
        (first.len_utf8(), false)
    } else if is_word_character(first) {
        (
            rest.find(|c| !is_word_character(c)).unwrap_or(rest.len()),
            true,
        )
    } else if rest.starts_with("::") {
        (2, true)
    } else {
        (first.len_utf8(), true)
    }
}

fn measure_block_comment(rest: &str) -> usize {
    let mut depth = 0;
    let mut at = 0;
    while at < rest.len() {
        let here = &rest[at..];
        if here.starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if here.starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                break;
            }
        } else {
            at += here.chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}

fn measure_raw_string(rest: &str) -> Option<usize> {
    let after = ["r", "br", "cr"]
        .iter()
        .find_map(|prefix| rest.strip_prefix(prefix))?;
    let n_hashes = after.len() - after.trim_start_matches('#').len();
    let body = after[n_hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(n_hashes));
    let start = rest.len() - body.len();
    Some(
        body.find(&end)
            .map_or(rest.len(), |at| start + at + end.len()),
    )
}

fn measure_quoted(rest: &str, quote: char) -> usize {
    let start = rest.find(quote).map_or(rest.len(), |at| at + 1);
    let mut is_escaped = false;
    for (at, c) in rest[start..].char_indices() {
        if is_escaped {
            is_escaped = false;
        } else if c == '\\' {
            is_escaped = true;
        } else if c == quote {
            return start + at + 1;
        }
    }
    rest.len()
}

fn measure_character_or_lifetime(rest: &str) -> (usize, bool) {
    let mut after = rest.char_indices().skip(1);
    let second = after.next().map(|(_, c)| c);
    let third = after.next().map(|(_, c)| c);
    if second == Some('\\') || third == Some('\'') {
        (measure_quoted(rest, '\''), false)
    } else {
        (1, true)
    }
}

fn is_word(text: &str) -> bool {
    text.chars()
        .next()
        .is_some_and(|c| c == '_' || c.is_alphabetic())
}

fn is_word_character(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

#[test]
fn comments_strings_and_characters_are_no_code() {
    let text =
        "a // b\n/* c /* d */ e */ f \"g\\\" h\" r#\"i \" j\"# 'k' '\\'' b'l' &'m n b\"o\" p";
    let tokens = split_tokens(text);
    let words: Vec<(usize, &str)> = tokens
        .iter()
        .map(|token| (token.line, token.text.as_str()))
        .collect();
    assert_eq!(
        words,
        [
            (1, "a"),
            (2, "f"),
            (2, "&"),
            (2, "'"),
            (2, "m"),
            (2, "n"),
            (2, "p")
        ]
    );
}

#[test]
fn paths_are_named_from_the_root_with_groups_taken_apart() {
    let list = |text: &str| -> Vec<String> {
        list_paths(&split_tokens(text), &["edit", "history"])
            .into_iter()
            .map(|path| path.segments.join("::"))
            .collect()
    };
    assert_eq!(list("use crate::model::Node as N;"), ["model::Node"]);
    assert_eq!(
        list("use crate::{model::{self, Node}, text as t, layout::*};"),
        ["model", "model::Node", "text", "layout::*"]
    );
    assert_eq!(
        list("pub(crate) fn f(a: super::Editor) {}"),
        ["edit::Editor"]
    );
    assert_eq!(list("super::super::layout::f::<T>(x)"), ["layout::f"]);
    assert_eq!(list("self::inner::f()"), ["edit::history::inner::f"]);
    assert_eq!(list("super::super::super::layout::f()"), ["layout::f"]);
    assert_eq!(list("other::crate_name::x(); self.x"), [""; 0]);
}

#[test]
fn a_file_is_a_module() {
    assert_eq!(name_module("src/edit/history.rs"), ["edit", "history"]);
    assert_eq!(name_module("src/edit/mod.rs"), ["edit"]);
    assert_eq!(name_module("src/cli.rs"), ["cli"]);
    assert!(name_module("src/lib.rs").is_empty());
}
