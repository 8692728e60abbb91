//! What is remembered between two starts: theme, panels, sizes, recent files, window.
//!
//! Never anything of a document. Knows no toolkit: lengths are in points of the interface.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize, Serializer};
use serde_json::{Map, Value};

use super::folders::create_private_folder;
use super::reading::ReadingLook;
use super::save::save_private;
use super::{RecentFiles, StorageError, read_bounded};

/// Name of the settings file in the folder for settings.
pub const FILE_NAME: &str = "settings.json";

/// All that is remembered. Members that this version does not know are kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Name of the theme, as the theme floor lists them; "system" follows the system.
    pub theme: String,
    /// Factor on the whole interface, 0.5 to 3.
    pub interface_scale: f32,
    /// Size of the article's text in points, 10 to 40.
    pub reader_text_size: f32,
    /// How articles are set otherwise.
    pub reading: ReadingLook,
    /// Whether moves are shown at once instead of briefly animated.
    pub reduced_motion: ReducedMotion,
    /// Whether every reason has a frame around its premises, and not only linked ones.
    pub frames_reasons: bool,
    /// Whether the whole map is shown in a corner where it is larger than the canvas.
    pub overview: bool,
    /// The profile of checks that maps are looked at with, by its id.
    pub checks: String,
    /// What is shown on maps of how they come out.
    pub weights: Weights,
    /// The standard of proof, by its name, for what stands.
    pub standard: String,
    /// Whether claims that nothing is said for count as given where it is asked what stands.
    pub takes_bare_claims: bool,
    /// The way of weighing, by its name.
    pub semantics: String,
    /// In which way it is said how much something contributes, by its name.
    pub contribution: String,
    /// The table of base scores; none for the one that comes with the program.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scores: Option<Value>,
    /// The page set-up for printing; none for the usual one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<Value>,
    /// How the window is drawn.
    pub renderer: Renderer,
    /// Which panels are shown, and how wide.
    pub panels: PanelLayout,
    /// Where the window was; none before the first run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub window: Option<WindowPlace>,
    /// The folder that the last file dialog ended in.
    #[serde(
        skip_serializing_if = "Option::is_none",
        serialize_with = "write_unicode_path"
    )]
    pub last_folder: Option<PathBuf>,
    /// Whether snapshots of maps are kept.
    pub keeps_history: bool,
    /// Whether unsaved edits of maps that are marked as sensitive are kept for recovery.
    pub keeps_sensitive: bool,
    /// Whether files that are opened and the folders they are in are remembered.
    pub remembers_files: bool,
    /// Whether exported files name the people who made a map and spoke about it.
    pub names_people: bool,
    /// Files opened lately.
    pub recent: RecentFiles,
    /// Members of a later version, or of nobody, kept as they are.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: "system".to_owned(),
            interface_scale: 1.0,
            reader_text_size: 17.0,
            reading: ReadingLook::default(),
            reduced_motion: ReducedMotion::default(),
            frames_reasons: false,
            overview: true,
            checks: "standard".to_owned(),
            weights: Weights::default(),
            standard: "preponderance".to_owned(),
            takes_bare_claims: false,
            semantics: "df-quad".to_owned(),
            contribution: "removal".to_owned(),
            scores: None,
            pages: None,
            renderer: Renderer::default(),
            panels: PanelLayout::default(),
            window: None,
            last_folder: None,
            keeps_history: true,
            keeps_sensitive: true,
            remembers_files: true,
            names_people: false,
            recent: RecentFiles::default(),
            unknown: Map::new(),
        }
    }
}

/// Whether moves are shown at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", from = "WrittenMotion")]
pub enum ReducedMotion {
    /// Where the system is set to less motion; also what this version does not know.
    #[default]
    System,
    /// Everywhere.
    Always,
    /// Nowhere.
    Never,
}

/// How that may be written. Earlier settings have it as a switch that was off in all of them that nobody
/// had touched, so that off says nothing.
#[derive(Deserialize)]
#[serde(untagged)]
enum WrittenMotion {
    Switch(bool),
    Word(String),
    Other(IgnoredAny),
}

impl From<WrittenMotion> for ReducedMotion {
    fn from(written: WrittenMotion) -> Self {
        match written {
            WrittenMotion::Switch(true) => Self::Always,
            WrittenMotion::Word(word) if word == "always" => Self::Always,
            WrittenMotion::Word(word) if word == "never" => Self::Never,
            WrittenMotion::Switch(false)
            | WrittenMotion::Word(_)
            | WrittenMotion::Other(IgnoredAny) => Self::System,
        }
    }
}

/// How the window is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Renderer {
    /// By the system's modern graphics interface.
    Wgpu,
    /// By OpenGL, which works nearly everywhere.
    Glow,
    /// The best that works here; also what this version does not know.
    #[default]
    #[serde(other)]
    Auto,
}

/// What is shown on maps of how they come out once everything is weighed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weights {
    /// How strong boxes and reasons come out.
    Strengths,
    /// Which boxes stand, by the best reasons on each side and a standard of proof.
    Standing,
    /// Which boxes stand by what attacks what alone.
    Attacks,
    /// Nothing; also what this version does not know.
    #[default]
    #[serde(other)]
    Hidden,
}

/// The panels beside the map.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PanelLayout {
    /// The article.
    pub reader: Panel,
    /// The map as indented text.
    pub outline: Panel,
    /// What is selected.
    pub inspector: Panel,
    /// What the checks found.
    pub findings: Panel,
    /// What a conclusion would fall with.
    pub linchpins: Panel,
    /// Panels of a later version.
    #[serde(flatten)]
    pub unknown: Map<String, Value>,
}

impl Default for PanelLayout {
    fn default() -> Self {
        Self {
            reader: Panel {
                shown: true,
                fraction: 0.34,
            },
            outline: Panel {
                shown: false,
                fraction: 0.34,
            },
            inspector: Panel {
                shown: true,
                fraction: 0.2,
            },
            findings: Panel {
                shown: false,
                fraction: 0.2,
            },
            linchpins: Panel {
                shown: false,
                fraction: 0.2,
            },
            unknown: Map::new(),
        }
    }
}

/// One panel.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Panel {
    /// Whether it is open.
    pub shown: bool,
    /// Its share of the window's width, 0.05 to 0.9.
    pub fraction: f32,
}

impl Default for Panel {
    fn default() -> Self {
        Self {
            shown: true,
            fraction: 0.2,
        }
    }
}

/// Where the window was, in points of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct WindowPlace {
    /// Left edge.
    pub x: f32,
    /// Top edge.
    pub y: f32,
    /// Width, at least 320.
    pub width: f32,
    /// Height, at least 240.
    pub height: f32,
    /// Whether it filled the screen.
    #[serde(default)]
    pub maximized: bool,
}

/// What has to be told after loading settings.
#[derive(Debug)]
pub struct SettingsNotice {
    /// The file that could not be used.
    pub path: PathBuf,
    /// Where it has been put aside, if it could be.
    pub kept_as: Option<PathBuf>,
    /// Why, in words.
    pub reason: String,
}

impl fmt::Display for SettingsNotice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "The settings could not be used ({}), so Linchpin starts with its own. ",
            self.reason
        )?;
        match &self.kept_as {
            Some(kept_as) => write!(f, "The old ones are kept: {}", kept_as.display()),
            None => write!(f, "Nothing has been changed: {}", self.path.display()),
        }
    }
}

impl Settings {
    /// Reads the settings from `folder`. Missing settings are no fault; unusable ones are put
    /// aside as `settings.json.bad`, and the notice says so. Never fails: the program starts.
    pub fn load(folder: &Path) -> (Self, Option<SettingsNotice>) {
        let path = folder.join(FILE_NAME);
        let (reason, is_corrupt) = match read_bounded(&path, false) {
            Ok(loaded) => match serde_json::from_slice::<Self>(&loaded.bytes) {
                Ok(settings) => return (settings.clamp(), None),
                Err(error) => (error.to_string(), true),
            },
            Err(StorageError::Missing { .. }) => return (Self::default(), None),
            Err(error @ StorageError::Empty { .. }) => (describe_briefly(&error), true),
            Err(error) => (describe_briefly(&error), false),
        };
        let kept_as = is_corrupt.then(|| put_aside(&path)).flatten();
        (
            Self::default(),
            Some(SettingsNotice {
                path,
                kept_as,
                reason,
            }),
        )
    }

    /// Writes the settings to `folder`, which is created where it is missing; both are closed to
    /// other users.
    pub fn save(&self, folder: &Path) -> Result<(), StorageError> {
        create_private_folder(folder)?;
        let path = folder.join(FILE_NAME);
        let mut bytes =
            serde_json::to_vec_pretty(self).map_err(|error| StorageError::Unwritable {
                path: path.clone(),
                source: error.into(),
            })?;
        bytes.push(b'\n');
        save_private(&path, &bytes).map(|_| ())
    }

    /// Writes what has changed since `kept` into what `folder` holds by now: another window may have written
    /// something else in the meantime, and what was turned off there stays off. Without `kept`, or where the
    /// file cannot be used, all of it is written. Two windows that write in the same instant are not told
    /// apart: the later one wins.
    pub fn save_changes(&self, kept: Option<&Self>, folder: &Path) -> Result<(), StorageError> {
        let there = read_bounded(&folder.join(FILE_NAME), false).ok();
        let there = there.and_then(|file| serde_json::from_slice::<Self>(&file.bytes).ok());
        let merged = there
            .zip(kept)
            .and_then(|(there, kept)| self.merge(kept, there));
        merged.as_ref().unwrap_or(self).save(folder)
    }

    /// What was changed from `kept` to these, done to `there`; none where that gives no settings.
    fn merge(&self, kept: &Self, mut there: Self) -> Option<Self> {
        there.recent.follow(&kept.recent, &self.recent);
        let recent = std::mem::take(&mut there.recent);
        let members = |of: &Self| match serde_json::to_value(of) {
            Ok(Value::Object(members)) => Some(members),
            _ => None,
        };
        let (ours, before, mut merged) = (members(self)?, members(kept)?, members(&there)?);
        for name in ours.keys().chain(before.keys()) {
            if ours.get(name) == before.get(name) {
                continue;
            }
            match ours.get(name) {
                Some(value) => drop(merged.insert(name.clone(), value.clone())),
                None => drop(merged.remove(name)),
            }
        }
        let mut merged: Self = serde_json::from_value(Value::Object(merged)).ok()?;
        merged.recent = recent;
        if !merged.remembers_files {
            merged.recent = RecentFiles::default();
            merged.last_folder = None;
        }
        Some(merged.clamp())
    }

    /// Brings every number into its range and the recent files within their bound.
    #[must_use]
    pub fn clamp(mut self) -> Self {
        let own = Self::default();
        self.interface_scale = clamp_or(self.interface_scale, 0.5, 3.0, own.interface_scale);
        self.reader_text_size = clamp_or(self.reader_text_size, 10.0, 40.0, own.reader_text_size);
        let (least, most) = ReadingLook::LINE_HEIGHTS;
        let line_height = &mut self.reading.line_height;
        *line_height = clamp_or(*line_height, least, most, own.reading.line_height);
        let panels = &mut self.panels;
        for (panel, own) in [
            (&mut panels.reader, own.panels.reader),
            (&mut panels.outline, own.panels.outline),
            (&mut panels.inspector, own.panels.inspector),
            (&mut panels.findings, own.panels.findings),
            (&mut panels.linchpins, own.panels.linchpins),
        ] {
            panel.fraction = clamp_or(panel.fraction, 0.05, 0.9, own.fraction);
        }
        self.window = self
            .window
            .filter(WindowPlace::is_finite)
            .map(|place| WindowPlace {
                width: place.width.max(320.0),
                height: place.height.max(240.0),
                ..place
            });
        self.recent.restore_invariant();
        self
    }
}

impl WindowPlace {
    fn is_finite(&self) -> bool {
        [self.x, self.y, self.width, self.height]
            .into_iter()
            .all(f32::is_finite)
    }
}

fn clamp_or(value: f32, min: f32, max: f32, own: f32) -> f32 {
    if value.is_finite() {
        value.clamp(min, max)
    } else {
        own
    }
}

fn describe_briefly(error: &StorageError) -> String {
    match error {
        StorageError::Empty { .. } => "the file is empty".to_owned(),
        StorageError::Unreadable { source, .. } => source.to_string(),
        StorageError::IsFolder { .. } => "it is a folder".to_owned(),
        StorageError::Large { .. } | StorageError::TooLarge { .. } => "it is too large".to_owned(),
        _ => "it is no ordinary file".to_owned(),
    }
}

/// Renames unusable settings; one from an earlier time is replaced.
fn put_aside(path: &Path) -> Option<PathBuf> {
    let kept_as = path.with_extension("json.bad");
    fs::rename(path, &kept_as).ok().map(|()| kept_as)
}

/// A path that is not Unicode cannot stand in JSON; it is forgotten rather than mangled.
#[expect(clippy::ref_option, reason = "serde hands the field in as it is")]
fn write_unicode_path<S: Serializer>(
    path: &Option<PathBuf>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    path.as_deref().and_then(Path::to_str).serialize(serializer)
}
