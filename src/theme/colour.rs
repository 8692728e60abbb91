//! A colour as four bytes, its hexadecimal form, and contrast as accessibility rules count it.

use thiserror::Error;

/// A colour in sRGB with straight alpha.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Rgba {
    /// Red, 0–255.
    pub r: u8,
    /// Green, 0–255.
    pub g: u8,
    /// Blue, 0–255.
    pub b: u8,
    /// Opacity, 0 (clear) – 255 (solid); the other channels are not multiplied by it.
    pub a: u8,
}

impl Rgba {
    /// Reads `#RRGGBB` or `#RRGGBBAA`.
    pub fn from_hex(text: &str) -> Result<Self, ColourError> {
        let refuse = || ColourError(text.to_owned());
        let digits = text.strip_prefix('#').ok_or_else(refuse)?;
        if !matches!(digits.len(), 6 | 8) || !digits.bytes().all(|it| it.is_ascii_hexdigit()) {
            return Err(refuse());
        }
        let number = u32::from_str_radix(digits, 16).map_err(|_| refuse())?;
        let number = if digits.len() == 6 {
            number << 8 | 0xFF
        } else {
            number
        };
        let [r, g, b, a] = number.to_be_bytes();
        Ok(Self { r, g, b, a })
    }

    /// `#RRGGBB`, without the opacity, as SVG wants it.
    pub fn to_hex(self) -> String {
        format!("#{:02X}{:02X}{:02X}", self.r, self.g, self.b)
    }

    /// Opacity from 0.0 to 1.0.
    pub fn opacity(self) -> f32 {
        f32::from(self.a) / 255.0
    }

    /// What is seen where this colour lies on `ground`, which is taken as solid.
    #[must_use]
    pub fn over(self, ground: Self) -> Self {
        let mix = |top: u8, below: u8| {
            let top = f32::from(top) * self.opacity();
            (top + f32::from(below) * (1.0 - self.opacity())).round() as u8
        };
        Self {
            r: mix(self.r, ground.r),
            g: mix(self.g, ground.g),
            b: mix(self.b, ground.b),
            a: 255,
        }
    }

    /// Relative luminance of the solid colour, 0.0 (black) to 1.0 (white); WCAG 2.2, "relative
    /// luminance".
    pub fn luminance(self) -> f32 {
        let linear = |byte: u8| {
            let value = f32::from(byte) / 255.0;
            if value <= 0.040_45 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.r) + 0.7152 * linear(self.g) + 0.0722 * linear(self.b)
    }
}

/// Contrast of `front` lying on a solid `ground`, from 1.0 (none) to 21.0; WCAG 2.2, "contrast
/// ratio".
pub fn contrast(front: Rgba, ground: Rgba) -> f32 {
    let (one, other) = (front.over(ground).luminance(), ground.luminance());
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Text that is not a colour.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("“{0}” is not a colour; write it as #RRGGBB or #RRGGBBAA")]
pub struct ColourError(pub String);
