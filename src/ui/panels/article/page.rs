//! What the article pane is given to show: parts, tints, marks and hits, made anew only when map,
//! article or theme have changed. Positions are bytes of the article.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use egui::Color32;

use super::super::super::Stage;
use super::super::super::reader::{
    MarkShape, PartView, ReaderColours, ReaderLook, StripMark, Tint,
};
use super::super::super::theme;
use crate::app::{Hit, ReadableText, Stretch, Tab};
use crate::model::{Id, Kind, PartKind, Source};
use crate::storage::reading::Typeface;
use crate::text::{self, CharPos, CharSpan, HintKind, Span};
use crate::theme::{Role, Theme};

/// The key of tints that belong to no box.
pub(super) const OWNERLESS: u64 = u64::MAX;

/// Tab, revision, article, theme, whether only what is not mapped is shown, the guide, and whether
/// paragraphs are numbered.
type MadeOf = (u64, u64, Id, (&'static str, bool), bool, bool);

/// An article made ready for the pane.
#[derive(Default)]
pub(super) struct PageContent {
    made_of: Option<MadeOf>,
    /// Stands for text and parts.
    pub key: u64,
    pub parts: Vec<PartView>,
    pub tints: Vec<Tint>,
    pub marks: Vec<StripMark>,
    /// Numbers of paragraphs, if they are shown.
    pub numbers: Vec<(usize, u32)>,
    /// Whose passage a tint is: its key is a place in this list.
    pub owners: Vec<Id>,
}

impl PageContent {
    /// Makes it anew if it is not of this state.
    pub fn refresh(&mut self, stage: &Stage<'_>, tab: &Tab, source: &Source, text: &ReadableText) {
        let theme = stage.app.reading_theme();
        let colour = |role| theme::colour(theme, role);
        let made_of = (
            tab.key,
            tab.editor.revision(),
            source.id.clone(),
            (theme.name.as_str(), tab.reading.only_unmapped),
            tab.reading.shows_guide,
            stage.app.settings.reading.numbers,
        );
        if self.made_of.as_ref() == Some(&made_of) {
            return;
        }
        self.made_of = Some(made_of);
        self.parts = list_parts(tab, text);
        let mut hasher = DefaultHasher::new();
        (tab.key, source.id.as_str(), text.text.len(), &source.sha256).hash(&mut hasher);
        for part in &self.parts {
            part.bytes.hash(&mut hasher);
        }
        self.key = hasher.finish();
        self.marks = tab
            .picture
            .stretches()
            .iter()
            .flat_map(|stretch| mark_stretch(theme, stretch))
            .collect();
        self.numbers.clear();
        if stage.app.settings.reading.numbers {
            let paragraphs = text.paragraphs();
            self.numbers = paragraphs
                .map(|(number, span)| (span.start.0, number))
                .collect();
        }
        self.owners.clear();
        self.tints = find_set_aside(source, text)
            .map(|span| Tint {
                bytes: span.range(),
                fill: colour(Role::Panel),
                line: colour(Role::Hairline),
                is_doubtful: false,
                key: OWNERLESS,
            })
            .collect();
        for hint in tab.picture.hints() {
            self.tints.push(Tint {
                bytes: hint.span.range(),
                fill: Color32::TRANSPARENT,
                line: colour(hint_role(hint.kind)),
                is_doubtful: true,
                key: OWNERLESS,
            });
        }
        for passage in tab.picture.passages() {
            let (fill, line) = tint_of(&passage.kind);
            self.tints.push(Tint {
                bytes: passage.span.range(),
                fill: colour(fill),
                line: colour(line),
                is_doubtful: passage.is_moved,
                key: self.owners.len() as u64,
            });
            self.owners.push(passage.node.clone());
        }
    }
}

/// What a search has found in one article, copied only when there are other hits.
#[derive(Default)]
pub(super) struct Hits {
    made_of: Option<(u64, u64, Id)>,
    /// The stretches, in order.
    pub spans: Vec<Range<usize>>,
    /// The place of the first of them among all hits.
    first: usize,
}

impl Hits {
    /// Copies the hits if they are others. Gives which of them is looked at.
    pub fn refresh(&mut self, tab: &Tab, source: &Id) -> Option<usize> {
        let find = &tab.find;
        let made_of = (tab.key, find.revision(), source.clone());
        if self.made_of.as_ref() != Some(&made_of) {
            self.made_of = Some(made_of);
            self.spans.clear();
            let is_own =
                |hit: &Hit| matches!(hit, Hit::Source { source: own, .. } if own == source);
            self.first = find.hits.iter().position(is_own).unwrap_or(find.hits.len());
            // Those of one article stand together.
            for hit in &find.hits[self.first..] {
                match hit {
                    Hit::Source { source: own, span } if own == source => {
                        self.spans.push(span.range());
                    }
                    _ => break,
                }
            }
        }
        let at = find.current?.checked_sub(self.first)?;
        (at < self.spans.len()).then_some(at)
    }
}

/// The colour of a mark of the reading guide.
fn hint_role(kind: HintKind) -> Role {
    match kind {
        HintKind::Question => Role::Question,
        HintKind::Claim => Role::BoxOutline,
        HintKind::Evidence => Role::Evidence,
    }
}

/// The parts that are shown: all of them, or the headings and what waits to be mapped.
fn list_parts(tab: &Tab, text: &ReadableText) -> Vec<PartView> {
    let parts = text.parts.iter();
    if !tab.reading.only_unmapped {
        return parts.map(view_part).collect();
    }
    let waiting: HashSet<Span> = tab
        .picture
        .stretches()
        .iter()
        .filter(|stretch| stretch.is_unmapped())
        .map(|stretch| stretch.span)
        .collect();
    let is_shown = |(kind, _, span): &&(PartKind, Option<u8>, Span)| {
        let is_within = || waiting.iter().any(|own| own.contains(span.start.0));
        match kind {
            PartKind::Heading => true,
            PartKind::Label => is_within(),
            _ => waiting.contains(span),
        }
    };
    parts.filter(is_shown).map(view_part).collect()
}

/// How the text is set.
pub(super) fn look(stage: &Stage<'_>) -> ReaderLook {
    let settings = &stage.app.settings;
    ReaderLook {
        size: settings.reader_text_size,
        line_height: settings.reading.line_height,
        measure: settings.reading.measure.characters(),
        is_sans: settings.reading.typeface == Typeface::Sans,
    }
}

/// The pane's colours, in the theme that articles are read in.
pub(super) fn colours(stage: &Stage<'_>) -> ReaderColours {
    let theme = stage.app.reading_theme();
    let colour = |role| theme::colour(theme, role);
    ReaderColours {
        paper: colour(Role::Paper),
        ink: colour(Role::Ink),
        second_ink: colour(Role::SecondInk),
        hairline: colour(Role::Hairline),
        accent: colour(Role::Accent),
        selection: colour(Role::TextSelection),
        hit: colour(Role::FindHit),
        flash: colour(Role::FindHit),
        warning: colour(Role::Warning),
    }
}

fn find_set_aside<'a>(
    source: &'a Source,
    text: &'a ReadableText,
) -> impl Iterator<Item = Span> + 'a {
    source.irrelevant.iter().map(|range| {
        let chars = CharSpan {
            start: CharPos(range.start),
            end: CharPos(range.end.max(range.start)),
        };
        text.index.byte_span(&text.text, chars)
    })
}

/// One mark for each kind that rests on the stretch; a dash for one that was set aside.
fn mark_stretch(theme: &Theme, stretch: &Stretch) -> Vec<StripMark> {
    let at = stretch.span.start.0;
    let mark = |shape, role| StripMark {
        at,
        colour: theme::colour(theme, role),
        shape,
        share: if stretch.is_set_aside && stretch.kinds.is_empty() {
            1.0
        } else {
            stretch.share
        },
    };
    let mut kinds: Vec<&Kind> = Vec::new();
    for kind in &stretch.kinds {
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    if kinds.is_empty() && stretch.is_set_aside {
        return vec![mark(MarkShape::Dash, Role::DisabledInk)];
    }
    kinds
        .into_iter()
        .map(|kind| mark(shape_of(kind), tint_of(kind).1))
        .collect()
}

/// The ground and the line of passages by the kind of their box.
fn tint_of(kind: &Kind) -> (Role, Role) {
    match kind {
        Kind::Evidence => (Role::EvidenceTint, Role::Evidence),
        Kind::Question => (Role::QuestionTint, Role::Question),
        Kind::Claim => (Role::PassageTint, Role::BoxOutline),
        Kind::Note | Kind::Other(_) => (Role::PassageTint, Role::SecondInk),
    }
}

fn shape_of(kind: &Kind) -> MarkShape {
    match kind {
        Kind::Claim => MarkShape::Square,
        Kind::Evidence => MarkShape::Folded,
        Kind::Question => MarkShape::Disc,
        Kind::Note | Kind::Other(_) => MarkShape::Ring,
    }
}

fn view_part((kind, level, span): &(PartKind, Option<u8>, Span)) -> PartView {
    let kind = text::PartKind::from_name(kind.as_str()).unwrap_or(text::PartKind::Paragraph);
    PartView {
        kind,
        level: level.unwrap_or(u8::from(kind != text::PartKind::Table)),
        bytes: span.range(),
    }
}
