//! Linchpin: structured argument mapping, from an article to a saved map.
//!
//! The modules stand in reading order, each on the floor given beside it. Imports run
//! downwards only; the four modules on floor 2 do not import each other, and
//! `tests/house/floors.rs` fails on a breach. ARCHITECTURE.md says why.

// Floor 0: articles, passages, anchors and search over strings; knows nothing of maps.
pub mod text;
// Floor 0: colours, type and line styles as plain data, read from assets; knows no toolkit.
pub mod theme;
// Floor 0: the words of the interface and of maps, read from assets.
pub mod words;

// Floor 1: what a map is: records, relations, changes, document, laws, graph.
pub mod model;

// Floor 2: two copies of a map: what differs, and how they are merged.
pub mod compare;
// Floor 2: how a map changes: edit → decide → changes; history; editor.
pub mod edit;
// Floor 2: where things go: measure, request → placement → scene.
pub mod layout;
// Floor 2: what can be said about an argument.
pub mod reason;

// Floor 3: files in and out; the native format first.
pub mod format;

// Floor 4: the disk: atomic save, settings, recent files.
pub mod storage;

// Floor 5: the whole program without a window: actions, session, commands, keys.
pub mod app;

// Floor 6: the command line.
pub mod cli;
// Floor 6: the window; egui stays in here.
#[cfg(feature = "gui")]
pub mod ui;
