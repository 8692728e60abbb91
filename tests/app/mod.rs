//! The program without its window.

mod commands;
mod saving;
