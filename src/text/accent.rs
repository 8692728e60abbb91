//! Letters without case and accents, for comparing words only: never for what is shown.

use std::sync::LazyLock;

/// Small letters (as Unicode's canonical decomposition has them, and letters with a stroke)
/// under the letter that they are compared as.
const ACCENTED: &[(char, &str)] = &[
    ('a', "àáâãäåāăąǎǟǡǻȁȃȧḁạảấầẩẫậắằẳẵặ"),
    ('b', "ḃḅḇ"),
    ('c', "çćĉċčḉ"),
    ('d', "ďḋḍḏḑḓđ"),
    ('e', "èéêëēĕėęěȅȇȩḕḗḙḛḝẹẻẽếềểễệ"),
    ('f', "ḟ"),
    ('g', "ĝğġģǧǵḡ"),
    ('h', "ĥȟḣḥḧḩḫẖħ"),
    ('i', "ìíîïĩīĭįǐȉȋḭḯỉịı"),
    ('j', "ĵǰ"),
    ('k', "ķǩḱḳḵ"),
    ('l', "ĺļľḷḹḻḽł"),
    ('m', "ḿṁṃ"),
    ('n', "ñńņňǹṅṇṉṋ"),
    ('o', "òóôõöōŏőơǒǫǭȍȏȫȭȯȱṍṏṑṓọỏốồổỗộớờởỡợøǿ"),
    ('p', "ṕṗ"),
    ('r', "ŕŗřȑȓṙṛṝṟ"),
    ('s', "śŝşšșṡṣṥṧṩſẛ"),
    ('t', "ţťțṫṭṯṱẗŧ"),
    ('u', "ùúûüũūŭůűųưǔǖǘǚǜȕȗṳṵṷṹṻụủứừửữự"),
    ('v', "ṽṿ"),
    ('w', "ŵẁẃẅẇẉẘ"),
    ('x', "ẋẍ"),
    ('y', "ýÿŷȳẏẙỳỵỷỹ"),
    ('z', "źżžẑẓẕ"),
    ('ʒ', "ǯ"),
    ('α', "άἀἁἂἃἄἅἆἇὰάᾀᾁᾂᾃᾄᾅᾆᾇᾰᾱᾲᾳᾴᾶᾷ"),
    ('ε', "έἐἑἒἓἔἕὲέ"),
    ('η', "ήἠἡἢἣἤἥἦἧὴήᾐᾑᾒᾓᾔᾕᾖᾗῂῃῄῆῇ"),
    ('ι', "ΐίϊἰἱἲἳἴἵἶἷὶίῐῑῒΐῖῗ"),
    ('ο', "όὀὁὂὃὄὅὸό"),
    ('ρ', "ῤῥ"),
    ('σ', "ς"),
    ('υ', "ΰϋύὐὑὒὓὔὕὖὗὺύῠῡῢΰῦῧ"),
    ('ω', "ώὠὡὢὣὤὥὦὧὼώᾠᾡᾢᾣᾤᾥᾦᾧῲῳῴῶῷ"),
    ('а', "ӑӓ"),
    ('г', "ѓ"),
    ('е', "ѐёӗ"),
    ('ж', "ӂӝ"),
    ('з', "ӟ"),
    ('и', "йѝӣӥ"),
    ('к', "ќ"),
    ('о', "ӧ"),
    ('у', "ўӯӱӳ"),
    ('ч', "ӵ"),
    ('ы', "ӹ"),
    ('э', "ӭ"),
    ('і', "ї"),
    ('ѵ', "ѷ"),
    ('ә', "ӛ"),
    ('ө', "ӫ"),
];

/// Letters that are compared as two.
const DOUBLE: &[(char, [char; 2])] = &[
    ('ß', ['s', 's']),
    ('æ', ['a', 'e']),
    ('ǣ', ['a', 'e']),
    ('ǽ', ['a', 'e']),
    ('œ', ['o', 'e']),
    ('ﬁ', ['f', 'i']),
    ('ﬂ', ['f', 'l']),
];

const FIRST: u32 = 0xc0;
const LAST: u32 = 0x1fff;

/// The letter that each character from [`FIRST`] to [`LAST`] is compared as; NUL for itself.
static BASES: LazyLock<Vec<char>> = LazyLock::new(|| {
    let mut bases = vec!['\0'; (LAST - FIRST + 1) as usize];
    for (base, accented) in ACCENTED {
        for char in accented.chars() {
            if let Some(slot) = bases.get_mut((u32::from(char) - FIRST) as usize) {
                *slot = *base;
            }
        }
    }
    bases
});

/// Hands out the one to three characters that `char` is compared as.
pub fn fold_char(char: char, mut push: impl FnMut(char)) {
    if char.is_ascii() {
        push(char.to_ascii_lowercase());
        return;
    }
    for small in char.to_lowercase() {
        if is_mark(small) {
            continue;
        }
        if let Some((_, [first, second])) = DOUBLE.iter().find(|(known, _)| *known == small) {
            push(*first);
            push(*second);
        } else {
            push(strip_accent(small));
        }
    }
}

/// Whether the character only changes the one before it (the blocks of combining marks).
pub fn is_mark(char: char) -> bool {
    matches!(u32::from(char),
        0x300..=0x36f | 0x1ab0..=0x1aff | 0x1dc0..=0x1dff | 0x20d0..=0x20ff | 0xfe20..=0xfe2f)
}

/// Whether the character is there for line breaking or joining only and has no look.
pub fn is_invisible(char: char) -> bool {
    matches!(char,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{180e}'
        | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn strip_accent(char: char) -> char {
    let base = u32::from(char)
        .checked_sub(FIRST)
        .and_then(|at| BASES.get(at as usize));
    base.copied().filter(|base| *base != '\0').unwrap_or(char)
}
