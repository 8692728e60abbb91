//! Bytes and code points of one text.

use linchpin::text::{BytePos, CharPos, Span, TextIndex, hash_text};
use proptest::prelude::*;

#[test]
fn an_empty_text_has_one_position() {
    let index = TextIndex::new("");
    assert_eq!(index.char_of("", BytePos(7)), CharPos(0));
    assert_eq!(index.byte_of("", CharPos(7)), BytePos(0));
}

#[test]
fn a_byte_inside_a_character_belongs_to_that_character() {
    let text = "a—b";
    let index = TextIndex::new(text);
    assert_eq!(index.char_of(text, BytePos(2)), CharPos(1));
    assert_eq!(index.byte_of(text, CharPos(2)), BytePos(4));
}

#[test]
fn a_span_of_words_is_trimmed_of_white_space() {
    let text = "one  two ";
    assert_eq!(Span::new(3, 9).trim(text).of(text), "two");
    assert_eq!(Span::new(90, 99).of(text), "");
}

#[test]
fn a_text_is_known_by_its_sha256() {
    let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(hash_text("abc"), expected);
}

proptest! {
    #[test]
    fn every_code_point_goes_to_its_byte_and_back(words in "\\PC{0,400}", n in 1_usize..4) {
        let text = words.repeat(n);
        let index = TextIndex::new(&text);
        prop_assert_eq!(index.n_chars(), text.chars().count());
        for (number, (byte, _)) in text.char_indices().enumerate() {
            prop_assert_eq!(index.byte_of(&text, CharPos(number)), BytePos(byte));
            prop_assert_eq!(index.char_of(&text, BytePos(byte)), CharPos(number));
        }
        prop_assert_eq!(index.byte_of(&text, CharPos(index.n_chars())), BytePos(text.len()));
    }

    #[test]
    fn an_index_of_another_text_never_panics(a in "\\PC{0,300}", b in "\\PC{0,300}", at in 0_usize..999) {
        let index = TextIndex::new(&a);
        index.char_of(&b, BytePos(at));
        index.byte_of(&b, CharPos(at));
    }
}
