//! The bundled fonts hold what the program writes.

use linchpin::theme::icon::{self, Icon};
use linchpin::theme::{Face, font_bytes};
use skrifa::attribute::Style;
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider};

const SIGNS: &str = "→⇒≡≠−+=✓✗•…“”‘’«»–—¿¡%×";
const LANGUAGES: &str = "ÁéñüßçœŁőșğ ạếữđ Ελληνικά ώ Русский ёїґ €§¶†";

#[test]
fn every_icon_is_in_the_icon_font() {
    let font = FontRef::new(font_bytes(Face::Icons)).unwrap();
    let charmap = font.charmap();
    let missing: Vec<_> = icon::ALL
        .iter()
        .filter(|icon| charmap.map(icon.char()).is_none_or(|it| it.to_u32() == 0))
        .map(|icon| icon.name())
        .collect();
    assert!(missing.is_empty(), "missing: {missing:?}");
    assert_eq!(
        charmap.mappings().count(),
        icon::ALL.len(),
        "no glyph without an icon"
    );
}

#[test]
fn icon_names_lead_back_to_their_icons() {
    for icon in icon::ALL {
        assert_eq!(Icon::named(icon.name()), Some(*icon));
    }
}

#[test]
fn every_face_or_its_fallback_holds_the_signs_and_letters_that_are_written() {
    for face in Face::ALL
        .iter()
        .copied()
        .filter(|face| *face != Face::Icons)
    {
        let has = |face, char| {
            let font = FontRef::new(font_bytes(face)).unwrap();
            font.charmap().map(char).is_some()
        };
        for char in SIGNS.chars().chain(LANGUAGES.chars()) {
            let found = has(face, char) || face.fallback().is_some_and(|it| has(it, char));
            assert!(found, "{char} is missing from {face:?}");
        }
    }
}

#[test]
fn figures_of_the_interface_are_equally_wide() {
    for face in [Face::Regular, Face::SemiBold, Face::Italic] {
        let font = FontRef::new(font_bytes(face)).unwrap();
        let metrics = font.glyph_metrics(
            skrifa::instance::Size::unscaled(),
            skrifa::instance::LocationRef::default(),
        );
        let widths: Vec<_> = ('0'..='9')
            .map(|digit| {
                metrics
                    .advance_width(font.charmap().map(digit).unwrap())
                    .unwrap()
            })
            .collect();
        assert!(
            widths.iter().all(|it| *it == widths[0]),
            "{face:?}: {widths:?}"
        );
    }
}

#[test]
fn every_face_is_the_font_that_it_names() {
    for face in Face::ALL {
        let font = FontRef::new(font_bytes(*face)).unwrap();
        let name = |id| font.localized_strings(id).next().map(|it| it.to_string());
        let family = name(StringId::TYPOGRAPHIC_FAMILY_NAME).or(name(StringId::FAMILY_NAME));
        assert_eq!(family.as_deref(), Some(face.family()));
        let attributes = font.attributes();
        assert_eq!(
            attributes.weight.value(),
            f32::from(face.weight()),
            "{face:?}"
        );
        assert_eq!(
            attributes.style == Style::Italic,
            face.is_italic(),
            "{face:?}"
        );
    }
}
