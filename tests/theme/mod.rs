//! Themes, fonts, icons and words: complete, and readable by everybody.

mod fonts;
mod themes;
mod words;
