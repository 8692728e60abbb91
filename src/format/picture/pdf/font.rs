//! The letters of a PDF: which glyph of which face shows a character, the fonts that hold just
//! those, and what each of them means, so that text can be searched and copied.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use skrifa::raw::FontRef;
use skrifa::{MetadataProvider, instance::LocationRef, instance::Size};

use super::file::{File, Ref, push_hex};
use super::subset::{Shape, subset};
use crate::format::exchange::Put as _;
use crate::format::picture::svg::push_number;
use crate::layout::measure::{FontMeasure, Measure};
use crate::text::PlacedLetter;
use crate::theme::{Face, font_bytes};

/// Entries of a table of meanings that may stand in one block of it.
const MOST_IN_A_BLOCK: usize = 100;

/// How one character is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The face that has it.
    pub face: Face,
    /// Its number in the embedded font; none for what is not drawn.
    pub code: Option<u16>,
}

/// The letters that were shown so far.
pub struct Letters {
    known: HashMap<(Face, PlacedLetter), Letter, RandomState>,
    fonts: Vec<Used>,
}

/// What is shown of a face.
struct Used {
    face: Face,
    font: FontRef<'static>,
    /// The glyph of each number, and the letter that it shows. The first means nothing.
    shapes: Vec<Shape>,
    letters: Vec<PlacedLetter>,
}

impl Letters {
    /// None yet.
    pub fn new() -> Self {
        let used = |face: &Face| Used {
            face: *face,
            font: FontRef::new(font_bytes(*face)).expect("the bundled fonts can be read"),
            shapes: vec![Shape::Glyph(0)],
            letters: vec![PlacedLetter {
                meant: '\u{FFFD}',
                seen: '\u{FFFD}',
            }],
        };
        Self {
            known: HashMap::default(),
            fonts: Face::ALL.iter().map(used).collect(),
        }
    }

    /// How a letter in a face is shown.
    pub fn find(&mut self, face: Face, letter: PlacedLetter) -> Letter {
        let fonts = &mut self.fonts;
        *self.known.entry((face, letter)).or_insert_with(|| {
            let char = letter.seen;
            let mut chain = [Some(face), face.fallback()].into_iter().flatten();
            let glyph = |font: &FontRef<'_>| font.charmap().map(char);
            let found = chain.find_map(|face| Some((face, glyph(&fonts[face as usize].font)?)));
            let advances = FontMeasure::bundled().advances(face);
            let units = u16::try_from(advances.units(char)).unwrap_or(u16::MAX);
            let (face, shape) = match found {
                Some((face, glyph)) => {
                    let glyph = u16::try_from(glyph.to_u32()).unwrap_or_default();
                    (face, Some(Shape::Glyph(glyph)))
                }
                None if units > 0 && !char.is_whitespace() => (face, Some(Shape::Missing(units))),
                None => (face, None),
            };
            let used = &mut fonts[face as usize];
            let code = shape.map(|shape| used.add(shape, letter));
            Letter { face, code }
        })
    }

    /// Writes the fonts that were used; gives the entries of a page's dictionary of fonts.
    pub fn embed(&self, file: &mut File) -> String {
        let mut entries = String::new();
        for used in self.fonts.iter().filter(|used| used.letters.len() > 1) {
            let font = used.embed(file);
            entries.put(format_args!("/{} {font}", name(used.face)));
        }
        entries
    }
}

/// What a face is called in the streams of pages.
pub fn name(face: Face) -> &'static str {
    match face {
        Face::Regular => "R",
        Face::SemiBold => "B",
        Face::Italic => "I",
        Face::ReaderRegular => "SR",
        Face::ReaderSemiBold => "SB",
        Face::ReaderItalic => "SI",
        Face::Icons => "N",
    }
}

impl Used {
    /// A number for a letter. Past 60,000 different ones of a face, all look as if missing.
    fn add(&mut self, shape: Shape, letter: PlacedLetter) -> u16 {
        let next = self.shapes.len() as u16;
        if next >= 60_000 {
            return 0;
        }
        self.shapes.push(shape);
        self.letters.push(letter);
        next
    }

    fn embed(&self, file: &mut File) -> Ref {
        let data = subset(&self.font, &self.shapes).expect("the bundled fonts are sound");
        let length = data.len();
        let program = file.put_stream(&format!("/Length1 {length}"), &data);
        let base = self.base_name();
        let descriptor = file.put(&self.describe(&base, program));
        let mut cid = String::new();
        cid.put(format_args!(
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/{base}/CIDSystemInfo<</Registry(Adobe)\
             /Ordering(Identity)/Supplement 0>>/FontDescriptor {descriptor}/CIDToGIDMap/Identity\
             /DW 1000/W["
        ));
        self.push_widths(&mut cid);
        cid.push_str("]>>");
        let cid = file.put(&cid);
        let meanings = file.put_stream("", self.write_meanings().as_bytes());
        file.put(&format!(
            "<</Type/Font/Subtype/Type0/BaseFont/{base}/Encoding/Identity-H/DescendantFonts[{cid}]\
             /ToUnicode {meanings}>>"
        ))
    }

    /// Six letters tell one subset from another; here they follow from the face and the count.
    fn base_name(&self) -> String {
        let mut rest = self.face as usize + 7 * self.shapes.len();
        let mut name = String::new();
        for _ in 0..6 {
            name.push(char::from(b'A' + (rest % 26) as u8));
            rest /= 26;
        }
        let family = self.face.family().replace(' ', "");
        let weight = if self.face.weight() == 600 {
            "SemiBold"
        } else {
            "Regular"
        };
        let slope = if self.face.is_italic() { "Italic" } else { "" };
        name.put(format_args!("+{family}-{weight}{slope}"));
        name
    }

    fn describe(&self, base: &str, program: Ref) -> String {
        let size = Size::new(1000.0);
        let metrics = self.font.metrics(size, LocationRef::default());
        let bounds = metrics.bounds.unwrap_or_default();
        let mut out = String::new();
        // 4: not of a standard set of characters; 64: slanted; 2: with serifs.
        let flags = 4
            + if self.face.is_italic() { 64 } else { 0 }
            + if self.face.is_serif() { 2 } else { 0 };
        out.put(format_args!(
            "<</Type/FontDescriptor/FontName/{base}/Flags {flags}/FontBBox[{:.0} {:.0} {:.0} {:.0}]\
             /ItalicAngle {:.0}/Ascent {:.0}/Descent {:.0}/CapHeight {:.0}/StemV {}\
             /FontFile2 {program}>>",
            bounds.x_min,
            bounds.y_min,
            bounds.x_max,
            bounds.y_max,
            metrics.italic_angle,
            metrics.ascent,
            metrics.descent,
            metrics.cap_height.unwrap_or(700.0),
            self.face.weight() / 5,
        ));
        out
    }

    /// In thousandths of an em, from number 1 on.
    fn push_widths(&self, out: &mut String) {
        let advances = FontMeasure::bundled().advances(self.face);
        out.push_str("1[");
        for PlacedLetter { seen, .. } in &self.letters[1..] {
            let units = u64::from(advances.units(*seen));
            push_number(out, advances.to_pixels(units, 1000.0));
            out.push(' ');
        }
        out.push(']');
    }

    fn write_meanings(&self) -> String {
        let mut out = String::from(
            "/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo\
             <</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n/CMapName/Adobe-Identity-UCS def\n\
             /CMapType 2 def\n1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n",
        );
        let letters: Vec<(u16, &PlacedLetter)> = (0..).zip(&self.letters).skip(1).collect();
        for block in letters.chunks(MOST_IN_A_BLOCK) {
            out.put(format_args!("{} beginbfchar\n", block.len()));
            for (code, letter) in block {
                out.push('<');
                push_hex(&mut out, *code);
                out.push_str("><");
                for unit in letter.meant.encode_utf16(&mut [0; 2]) {
                    push_hex(&mut out, *unit);
                }
                out.push_str(">\n");
            }
            out.push_str("endbfchar\n");
        }
        out.push_str("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend\n");
        out
    }
}
