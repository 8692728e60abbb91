//! The program without its window.

mod annotate;
#[cfg(feature = "pdf")]
mod apart;
mod arranging;
mod articles;
mod camera;
mod capture;
mod clipboard;
pub mod clock;
mod commands;
mod copies;
mod correcting;
mod crash;
mod desk;
mod drops;
mod files;
mod finding;
mod gestures;
mod guide;
mod history;
mod holding;
mod importing;
mod keeping;
mod large;
mod links;
mod looking;
mod marks;
mod neighbours;
mod outside;
mod paragraphs;
mod passage;
mod printing;
mod reading_look;
mod recovery;
mod saving;
mod sensitive;
mod steps;
mod stopped;
mod system_look;
mod tour;
mod typing;
mod unconfirmed;
mod views;
mod walking;
#[cfg(feature = "web")]
mod web;
mod wires;
