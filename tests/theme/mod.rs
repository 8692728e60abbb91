//! Themes, fonts, icons and words: complete, and readable by everybody.

mod colour_blind;
mod fonts;
mod themes;
mod words;
