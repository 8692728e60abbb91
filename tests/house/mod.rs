//! The house rules that no compiler checks: floors, lengths, stubs, papers.
//!
//! Each detector is a function from text to breaches, tried on made-up text beside it.

mod file_length;
mod floors;
mod papers;
mod source;
mod stubs;
