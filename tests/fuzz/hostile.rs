//! Files that were made to do harm: each kind of harm done to a good file of each kind.

use super::targets::{Target, list_targets};

/// A file that was made to do harm.
pub struct Hostile {
    /// What it is, in words with hyphens.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// One kind of harm: a good file and a size, and what becomes of it.
type Harm = fn(&[u8], usize) -> Vec<u8>;

const HARMS: &[(&str, Harm)] = &[
    ("nothing", |_, _| Vec::new()),
    ("half", |seed, _| seed[..seed.len() / 2].to_vec()),
    ("all-but-one", |seed, _| {
        seed[..seed.len().saturating_sub(1)].to_vec()
    }),
    ("nothing-but-zeros", |_, size| vec![0; size]),
    ("nothing-but-opening", |seed, size| {
        repeat(&seed[..seed.len().min(1)], size)
    }),
    ("nested", nest),
    ("endless-word", |seed, size| put_in(seed, &vec![b'a'; size])),
    ("endless-line-breaks", |seed, size| {
        put_in(seed, &repeat(b"\n", size))
    }),
    ("endless-blanks", |seed, size| {
        put_in(seed, &repeat(b" ", size))
    }),
    ("marks-on-a-letter", |seed, size| {
        put_in(seed, &repeat("\u{301}".as_bytes(), size))
    }),
    ("row-of-brackets", |seed, size| {
        put_in(seed, &repeat(b"[", size))
    }),
    ("row-of-braces", |seed, size| {
        put_in(seed, &repeat(b"{a: ", size))
    }),
    ("row-of-tags", |seed, size| {
        put_in(seed, &repeat(b"<b ", size))
    }),
    ("row-of-ampersands", |seed, size| {
        put_in(seed, &repeat(b"&", size))
    }),
    ("row-of-quotation-marks", |seed, size| {
        put_in(seed, &[b" a='", &repeat(b"\"", size)[..], b"' "].concat())
    }),
    ("row-of-attributes", |seed, size| {
        let attributes = (0..size / 12).map(|at| format!(" a{at:08}=1"));
        put_in(
            seed,
            format!("<b{}>", attributes.collect::<String>()).as_bytes(),
        )
    }),
    ("many-times-over", repeat),
    ("lines-twice", |seed, _| {
        each_line(seed, |line| [line, b"\n", line].concat())
    }),
    ("lines-backwards", |seed, _| {
        let mut lines: Vec<&[u8]> = seed.split(|&byte| byte == b'\n').collect();
        lines.reverse();
        lines.join(&b'\n')
    }),
    ("control-characters", |seed, _| {
        put_in(seed, b"\0\x01\x07\x08\x0b\x0c\x1b\x7f\xc2\x85\xc2\x9b")
    }),
    ("turned-text", |seed, _| {
        put_in(
            seed,
            "\u{202e}\u{2066}\u{200b}\u{feff}txt.exe\u{2069}\u{202c}".as_bytes(),
        )
    }),
    ("half-a-character", |seed, _| put_in(seed, b"\\ud800")),
    ("no-utf-8", |seed, _| {
        put_in(seed, b"\xff\xfe\xc3\x28\xf0\x9f")
    }),
    ("mark-of-order", |seed, _| [b"\xef\xbb\xbf", seed].concat()),
    ("utf-16", |seed, _| {
        let text = String::from_utf8_lossy(seed);
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        [0xff, 0xfe].into_iter().chain(units).collect()
    }),
    ("numbers-beyond", |seed, _| swap_numbers(seed, b"1e999")),
    ("numbers-huge", |seed, _| {
        swap_numbers(seed, b"99999999999999999999999")
    }),
    ("numbers-below", |seed, _| swap_numbers(seed, b"-1")),
    ("all-numbers-one", |seed, _| swap_numbers(seed, b"1")),
    ("laughs", |seed, _| {
        let more = (1..40).map(|n| format!("<!ENTITY a{n} \"&a{0};&a{0};\">", n - 1));
        let entities = std::iter::once("<!ENTITY a0 \"ha\">".to_owned()).chain(more);
        let entities: String = entities.collect();
        let kind = format!("<!DOCTYPE x [{entities}]>");
        [kind.as_bytes(), &put_in(seed, b"&a39;")].concat()
    }),
    ("entity-of-a-file", |seed, _| {
        let kind = b"<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>";
        [&kind[..], &put_in(seed, b"&f;")].concat()
    }),
    ("aliases", |seed, _| {
        let more = (1..40).map(|n| format!("  a{n}: &a{n} [*a{0}, *a{0}]\n", n - 1));
        let first = "statements:\n  a0: &a0 [ha, ha]\n".to_owned();
        let yaml: String = std::iter::once(first).chain(more).collect();
        [seed, yaml.as_bytes()].concat()
    }),
];

/// Every harm to a file of every kind, for the target of that kind. Where a size matters, about so
/// many bytes.
pub fn list_hostile(size: usize) -> impl Iterator<Item = (Target, Vec<Hostile>)> {
    let takes_files = |target: &Target| {
        !["imports", "merge", "evaluation", "exports"].contains(&target.name.as_str())
    };
    list_targets()
        .into_iter()
        .filter(takes_files)
        .map(move |target| {
            // Of packed articles each seed is of another kind: Word, `OpenDocument`, a book.
            let n_kinds = if target.name == "articles-packed" {
                target.seeds.len()
            } else {
                1
            };
            let harm = |(kind, seed): (usize, &Vec<u8>)| {
                let make = move |(name, harm): &(&str, Harm)| Hostile {
                    name: match kind {
                        0 => (*name).to_owned(),
                        _ => format!("{name}-{kind}"),
                    },
                    bytes: harm(seed, size),
                };
                HARMS.iter().map(make).collect::<Vec<_>>()
            };
            let kinds = target.seeds.iter().take(n_kinds).enumerate();
            let files = kinds.flat_map(harm).collect();
            (target, files)
        })
}

/// The middle of a file, behind a letter: most likely in a word.
fn find_middle(seed: &[u8]) -> usize {
    let half = seed.len() / 2;
    let behind = seed[half..].iter().position(u8::is_ascii_lowercase);
    behind.map_or(half, |at| half + at + 1)
}

fn put_in(seed: &[u8], piece: &[u8]) -> Vec<u8> {
    let (before, behind) = seed.split_at(find_middle(seed));
    [before, piece, behind].concat()
}

fn repeat(piece: &[u8], size: usize) -> Vec<u8> {
    piece.repeat((size / piece.len().max(1)).max(2))
}

/// The first thing that opens, opened as often as there is room for, in the middle.
fn nest(seed: &[u8], size: usize) -> Vec<u8> {
    let half = seed.len() / 2;
    let opens = |at: &usize| b"<[{(".contains(&seed[*at]);
    let start = (half..seed.len()).find(opens).unwrap_or_default();
    let ends = |at: &usize| b">]}),\n".contains(&seed[*at]);
    let end = (start + 1..seed.len())
        .find(ends)
        .map_or(seed.len(), |at| at + 1);
    let end = if seed.get(start) == Some(&b'<') {
        end
    } else {
        (start + 1).min(seed.len())
    };
    let piece = repeat(&seed[start..end], size);
    [&seed[..start], &piece, &seed[end..]].concat()
}

fn each_line(seed: &[u8], change: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let lines: Vec<Vec<u8>> = seed.split(|&byte| byte == b'\n').map(change).collect();
    lines.join(&b'\n')
}

fn swap_numbers(seed: &[u8], number: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut is_in_number = false;
    for &byte in seed {
        if !byte.is_ascii_digit() {
            bytes.push(byte);
        } else if !is_in_number {
            bytes.extend(number);
        }
        is_in_number = byte.is_ascii_digit();
    }
    bytes
}
