//! The bundled fonts, each a file compiled in.

use super::named::named_enum;

named_enum! {
    /// A bundled font.
    pub enum Face {
        /// Interface and boxes; figures are tabular.
        Regular = "regular",
        /// Headings of the interface, main claims.
        SemiBold = "semi-bold",
        /// Notes.
        Italic = "italic",
        /// Running text of an article.
        ReaderRegular = "reader-regular",
        /// Headings and strong words of an article.
        ReaderSemiBold = "reader-semi-bold",
        /// Emphasised words of an article.
        ReaderItalic = "reader-italic",
        /// The icons of [`super::icon::Icon`], in the private use area from U+E000.
        Icons = "icons",
    }
}

impl Face {
    /// The family's name as it stands in the font, for SVG and other files that name fonts.
    pub const fn family(self) -> &'static str {
        match self {
            Self::Regular | Self::SemiBold | Self::Italic => "Inter",
            Self::ReaderRegular | Self::ReaderSemiBold | Self::ReaderItalic => "Linchpin Serif",
            Self::Icons => "Linchpin Icons",
        }
    }

    /// Weight within the family as CSS counts it: 400 regular, 600 semi-bold.
    pub const fn weight(self) -> u16 {
        match self {
            Self::SemiBold | Self::ReaderSemiBold => 600,
            _ => 400,
        }
    }

    /// Whether it is the family's italic.
    pub const fn is_italic(self) -> bool {
        matches!(self, Self::Italic | Self::ReaderItalic)
    }

    /// Whether it is of the reader's family, with serifs.
    pub const fn is_serif(self) -> bool {
        matches!(
            self,
            Self::ReaderRegular | Self::ReaderSemiBold | Self::ReaderItalic
        )
    }

    /// Where characters are looked for that this face lacks; the interface's faces are the last
    /// resort of the bundled ones.
    pub const fn fallback(self) -> Option<Self> {
        match self {
            Self::ReaderRegular => Some(Self::Regular),
            Self::ReaderSemiBold => Some(Self::SemiBold),
            Self::ReaderItalic => Some(Self::Italic),
            Self::Regular | Self::SemiBold | Self::Italic | Self::Icons => None,
        }
    }
}

/// The font file of a face: TrueType, one static instance.
pub fn font_bytes(face: Face) -> &'static [u8] {
    match face {
        Face::Regular => include_bytes!("../../assets/fonts/Inter-Regular.ttf"),
        Face::SemiBold => include_bytes!("../../assets/fonts/Inter-SemiBold.ttf"),
        Face::Italic => include_bytes!("../../assets/fonts/Inter-Italic.ttf"),
        Face::ReaderRegular => include_bytes!("../../assets/fonts/LinchpinSerif-Regular.ttf"),
        Face::ReaderSemiBold => include_bytes!("../../assets/fonts/LinchpinSerif-SemiBold.ttf"),
        Face::ReaderItalic => include_bytes!("../../assets/fonts/LinchpinSerif-Italic.ttf"),
        Face::Icons => include_bytes!("../../assets/icons/linchpin-icons.ttf"),
    }
}
