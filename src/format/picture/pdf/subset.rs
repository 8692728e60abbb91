//! A font that holds only the glyphs that are shown, each under the number that it is shown by.
//! For TrueType files without hints, as the bundled ones are. Knows nothing of characters.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use skrifa::raw::FontRef;
use skrifa::raw::types::Tag;

/// One glyph of the new font.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A glyph of the old font.
    Glyph(u16),
    /// A thin box of that width in units, for a letter that no font has.
    Missing(u16),
}

/// Flags of a part of a composite glyph, as the font format numbers them.
const WORDS: u16 = 0x01;
const SCALE: u16 = 0x08;
const MORE: u16 = 0x20;
const TWO_SCALES: u16 = 0x40;
const MATRIX: u16 = 0x80;
const INSTRUCTIONS: u16 = 0x100;

/// The bytes of a font with those glyphs in that order; the first should be the one for what is
/// missing. Parts of composite glyphs are added behind them. `None` for a file that lacks a table
/// or contradicts itself.
pub fn subset(font: &FontRef<'_>, shapes: &[Shape]) -> Option<Vec<u8>> {
    let old = Old::read(font)?;
    let mut shapes = shapes.to_vec();
    let mut parts: HashMap<u16, u16, RandomState> = HashMap::default();
    let (mut glyf, mut loca, mut hmtx) = (Vec::new(), Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(shape) = shapes.get(at).copied() {
        loca.extend_from_slice(&u32::try_from(glyf.len()).ok()?.to_be_bytes());
        let (advance, bearing) = match shape {
            Shape::Glyph(glyph) => {
                let mut data = old.outline(glyph)?.to_vec();
                renumber(&mut data, |part| {
                    let next = u16::try_from(shapes.len()).ok()?;
                    let new = *parts.entry(part).or_insert(next);
                    if new == next {
                        shapes.push(Shape::Glyph(part));
                    }
                    Some(new)
                })?;
                glyf.extend_from_slice(&data);
                old.metrics(glyph)?
            }
            Shape::Missing(wide) => {
                let left = draw_missing(&mut glyf, wide, old.units_per_em);
                (wide, left)
            }
        };
        // Outlines begin at even places.
        while !glyf.len().is_multiple_of(4) {
            glyf.push(0);
        }
        hmtx.extend_from_slice(&advance.to_be_bytes());
        hmtx.extend_from_slice(&bearing.to_be_bytes());
        at += 1;
    }
    loca.extend_from_slice(&u32::try_from(glyf.len()).ok()?.to_be_bytes());
    let n_glyphs = u16::try_from(shapes.len()).ok()?;
    let mut head = old.head.to_vec();
    head.get_mut(8..12)?.fill(0);
    head.get_mut(50..52)?.copy_from_slice(&[0, 1]);
    let mut hhea = old.hhea.to_vec();
    hhea.get_mut(34..36)?
        .copy_from_slice(&n_glyphs.to_be_bytes());
    let mut maxp = old.maxp.to_vec();
    maxp.get_mut(4..6)?.copy_from_slice(&n_glyphs.to_be_bytes());
    Some(assemble(&[
        (b"glyf", glyf),
        (b"head", head),
        (b"hhea", hhea),
        (b"hmtx", hmtx),
        (b"loca", loca),
        (b"maxp", maxp),
    ]))
}

/// The tables of the old font.
struct Old<'a> {
    head: &'a [u8],
    hhea: &'a [u8],
    maxp: &'a [u8],
    hmtx: &'a [u8],
    loca: &'a [u8],
    glyf: &'a [u8],
    units_per_em: u16,
    has_long_loca: bool,
    n_metrics: usize,
}

impl<'a> Old<'a> {
    fn read(font: &FontRef<'a>) -> Option<Self> {
        let table = |tag: &[u8; 4]| Some(font.table_data(Tag::new(tag))?.as_bytes());
        let (head, hhea) = (table(b"head")?, table(b"hhea")?);
        Some(Self {
            head,
            hhea,
            maxp: table(b"maxp")?,
            hmtx: table(b"hmtx")?,
            loca: table(b"loca")?,
            glyf: table(b"glyf")?,
            units_per_em: read_u16(head, 18)?,
            has_long_loca: read_u16(head, 50)? == 1,
            n_metrics: usize::from(read_u16(hhea, 34)?),
        })
    }

    fn outline(&self, glyph: u16) -> Option<&'a [u8]> {
        let offset = |at: usize| {
            if self.has_long_loca {
                let bytes = self.loca.get(4 * at..4 * at + 4)?;
                usize::try_from(u32::from_be_bytes(bytes.try_into().ok()?)).ok()
            } else {
                Some(2 * usize::from(read_u16(self.loca, 2 * at)?))
            }
        };
        let at = usize::from(glyph);
        self.glyf.get(offset(at)?..offset(at + 1)?)
    }

    /// Advance and left side bearing.
    fn metrics(&self, glyph: u16) -> Option<(u16, i16)> {
        let (at, last) = (usize::from(glyph), self.n_metrics.checked_sub(1)?);
        let advance = read_u16(self.hmtx, 4 * at.min(last))?;
        let bearing = if at <= last {
            4 * at + 2
        } else {
            4 * self.n_metrics + 2 * (at - self.n_metrics)
        };
        Some((advance, read_u16(self.hmtx, bearing)?.cast_signed()))
    }
}

/// Gives the parts of a composite glyph their new numbers.
fn renumber(data: &mut [u8], mut number: impl FnMut(u16) -> Option<u16>) -> Option<()> {
    let is_composite = read_u16(data, 0).is_some_and(|contours| contours.cast_signed() < 0);
    if !is_composite {
        return Some(());
    }
    let mut at = 10;
    loop {
        let flags = read_u16(data, at)?;
        let part = number(read_u16(data, at + 2)?)?;
        // There are no hints that it could ask for.
        let kept = flags & !INSTRUCTIONS;
        data[at..at + 2].copy_from_slice(&kept.to_be_bytes());
        data[at + 2..at + 4].copy_from_slice(&part.to_be_bytes());
        at += if flags & WORDS == 0 { 6 } else { 8 };
        at += match flags {
            flags if flags & SCALE != 0 => 2,
            flags if flags & TWO_SCALES != 0 => 4,
            flags if flags & MATRIX != 0 => 8,
            _ => 0,
        };
        if flags & MORE == 0 {
            return Some(());
        }
    }
}

/// The same box as PNG pictures have. Returns where it begins.
fn draw_missing(glyf: &mut Vec<u8>, wide: u16, units_per_em: u16) -> i16 {
    let units = |ems: f32| (ems * f32::from(units_per_em)).round() as i16;
    let line = units(super::super::glyph::MISSING_LINE);
    let (left, right) = (wide / 10, wide - wide / 10);
    let (left, right) = (left.cast_signed(), right.cast_signed());
    let top = units(0.7);
    let corners = [
        // Up the left side: what is outside runs clockwise.
        [left, 0],
        [left, top],
        [right, top],
        [right, 0],
        [left + line, line],
        [right - line, line],
        [right - line, top - line],
        [left + line, top - line],
    ];
    let mut push = |value: i16| glyf.extend_from_slice(&value.to_be_bytes());
    // Contours, bounds, the last point of each contour, no instructions.
    for value in [2, left, 0, right, top, 3, 7, 0] {
        push(value);
    }
    // Every point is on the outline, and its place a word.
    glyf.extend_from_slice(&[1; 8]);
    for axis in [0, 1] {
        let mut before = 0;
        for corner in corners {
            glyf.extend_from_slice(&(corner[axis] - before).to_be_bytes());
            before = corner[axis];
        }
    }
    left
}

/// A font file of tables, given in the order of their names.
fn assemble(tables: &[(&[u8; 4], Vec<u8>)]) -> Vec<u8> {
    let n_tables = tables.len() as u16;
    let power = n_tables.ilog2() as u16;
    let range = 16 << power;
    let mut out = vec![0, 1, 0, 0];
    for value in [n_tables, range, power, n_tables * 16 - range] {
        out.extend_from_slice(&value.to_be_bytes());
    }
    let mut offset = 12 + 16 * tables.len();
    let mut whole: u32 = 0;
    let mut head = 0;
    for (tag, data) in tables {
        if *tag == b"head" {
            head = offset;
        }
        let sum = add_up(data);
        whole = whole.wrapping_add(sum);
        out.extend_from_slice(*tag);
        for value in [sum, offset as u32, data.len() as u32] {
            out.extend_from_slice(&value.to_be_bytes());
        }
        offset += data.len().next_multiple_of(4);
    }
    whole = whole.wrapping_add(add_up(&out));
    for (_, data) in tables {
        out.extend_from_slice(data);
        out.resize(out.len().next_multiple_of(4), 0);
    }
    let adjustment = 0xB1B0_AFBA_u32.wrapping_sub(whole);
    out[head + 8..head + 12].copy_from_slice(&adjustment.to_be_bytes());
    out
}

fn add_up(data: &[u8]) -> u32 {
    data.chunks(4).fold(0, |sum: u32, chunk| {
        let mut word = [0; 4];
        word[..chunk.len()].copy_from_slice(chunk);
        sum.wrapping_add(u32::from_be_bytes(word))
    })
}

fn read_u16(data: &[u8], at: usize) -> Option<u16> {
    let bytes = data.get(at..at + 2)?;
    Some(u16::from_be_bytes([bytes[0], bytes[1]]))
}
