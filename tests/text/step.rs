//! Where an end of a range goes by a word or a sentence.

use linchpin::text::{Edge, Span, Stride, step_edge};
use proptest::prelude::*;

const TEXT: &str = "One two three. Four five!\n\nSix, seven. Eight";

fn blocks() -> Vec<Span> {
    let second = TEXT.find("Six").unwrap();
    vec![Span::new(0, second - 2), Span::new(second, TEXT.len())]
}

/// The words of the range that the step makes of those words; nothing where there is no step.
fn step(words: &str, edge: Edge, stride: Stride, forward: bool) -> &'static str {
    let start = TEXT.find(words).unwrap();
    let range = Span::new(start, start + words.len());
    step_edge(TEXT, &blocks(), range, edge, stride, forward).map_or("", |span| span.of(TEXT))
}

#[test]
fn an_end_goes_by_words() {
    use Stride::Word;
    assert_eq!(step("two", Edge::End, Word, true), "two three");
    assert_eq!(step("two th", Edge::End, Word, true), "two three");
    assert_eq!(step("two three", Edge::End, Word, false), "two");
    assert_eq!(step("two", Edge::End, Word, false), "");
    assert_eq!(step("two", Edge::Start, Word, false), "One two");
    assert_eq!(step("ne two", Edge::Start, Word, false), "One two");
    assert_eq!(step("One two", Edge::Start, Word, true), "two");
    assert_eq!(step("ne two", Edge::Start, Word, true), "two");
    assert_eq!(step("One", Edge::Start, Word, false), "");
    assert_eq!(step("Eight", Edge::End, Word, true), "");
    assert_eq!(step("five!", Edge::End, Word, true), "five!\n\nSix");
}

#[test]
fn an_end_goes_by_sentences_within_and_over_paragraphs() {
    use Stride::Sentence;
    assert_eq!(step("two", Edge::End, Sentence, true), "two three.");
    assert_eq!(
        step("two three.", Edge::End, Sentence, true),
        "two three. Four five!"
    );
    assert_eq!(
        step("Four five!", Edge::End, Sentence, true),
        "Four five!\n\nSix, seven."
    );
    assert_eq!(step("five", Edge::Start, Sentence, false), "Four five");
    assert_eq!(
        step("Four five", Edge::Start, Sentence, false),
        "One two three. Four five"
    );
    assert_eq!(
        step("two three. Four", Edge::End, Sentence, false),
        "two three."
    );
    assert_eq!(step("two three. Four", Edge::Start, Sentence, true), "Four");
    assert_eq!(step("Eight", Edge::End, Sentence, true), "");
}

proptest! {
    #[test]
    fn a_step_moves_one_end_the_way_that_was_asked(
        text in "([a-zé]{0,4}[ .!\n,]{0,3}){0,20}|\\PC{0,30}",
        cuts in any::<[u16; 2]>(),
        forward in any::<bool>(),
        by_word in any::<bool>(),
        at_start in any::<bool>(),
    ) {
        let cut = |n: u16| text.floor_char_boundary(usize::from(n) % (text.len() + 1));
        let range = Span::new(cut(cuts[0]), cut(cuts[1]));
        let stride = if by_word { Stride::Word } else { Stride::Sentence };
        let edge = if at_start { Edge::Start } else { Edge::End };
        let blocks = [Span::new(0, text.len())];
        if let Some(moved) = step_edge(&text, &blocks, range, edge, stride, forward) {
            let (before, after, still) = match edge {
                Edge::Start => (range.start, moved.start, range.end == moved.end),
                Edge::End => (range.end, moved.end, range.start == moved.start),
            };
            prop_assert!(still);
            let is_asked = if forward { after > before } else { after < before };
            prop_assert!(is_asked);
            prop_assert!(!moved.of(&text).trim().is_empty());
        }
    }
}
