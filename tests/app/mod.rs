//! The program without its window.

mod articles;
mod camera;
mod capture;
mod commands;
mod desk;
mod drops;
mod files;
mod finding;
mod gestures;
mod looking;
mod marks;
mod saving;
mod steps;
mod tour;
mod views;
mod walking;
mod wires;
