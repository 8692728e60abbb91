//! What the monkey acts on: the real window without a screen, a clock, a clipboard and a folder
//! of its own. Nothing that it does reaches another file.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use egui::accesskit::{Node, NodeId, TreeId};
use egui::{
    Context, Event, Modifiers, OutputCommand, Pos2, RawInput, Rect, Vec2, ViewportCommand,
    ViewportId, pos2,
};
use linchpin::app::{
    Action, App, CommonMap, Dialog, FixedHost, Host, Purpose, TaskMode, UnsavedAnswer,
};
use linchpin::model::{RandomSource, Time};
use linchpin::storage::Folders;
use linchpin::ui::{Shell, theme};
use tempfile::TempDir;

use super::dice::Dice;
use super::hostile;

/// The window and what is around it.
pub struct World {
    shell: Shell,
    ctx: Context,
    folder: TempDir,
    seed: u64,
    clock: Clock,
    /// What the clipboard of the system holds.
    pub clipboard: String,
    /// The window's size in points.
    pub size: Vec2,
    /// Pixels per point of the screen.
    pub scale: f32,
    /// Where the pointer was last.
    pub pointer: Pos2,
    /// Whether the window has the system's focus.
    pub is_focused: bool,
    held: Modifiers,
    /// What is told to a screen reader, as of the last frame.
    pub spoken: Vec<(TreeId, NodeId, Node)>,
    wants_paste: bool,
    n_named: u32,
    n_frames: u64,
}

/// Milliseconds since the start, for the window and the program alike.
#[derive(Clone, Default)]
struct Clock(Arc<AtomicU64>);

/// A world whose seconds pass with the frames.
struct TickingHost(FixedHost, Clock);

impl Host for TickingHost {
    fn now(&self) -> Time {
        Time::from_unix(1_790_000_000 + self.1.seconds() as i64)
    }

    fn seconds(&self) -> f64 {
        self.1.seconds()
    }

    fn zone(&self) -> jiff::tz::TimeZone {
        self.0.zone()
    }

    fn random(&mut self) -> &mut dyn RandomSource {
        self.0.random()
    }
}

impl Clock {
    fn seconds(&self) -> f64 {
        self.0.load(Ordering::Relaxed) as f64 / 1000.0
    }

    fn tick(&self, milliseconds: u64) {
        self.0.fetch_add(milliseconds, Ordering::Relaxed);
    }
}

impl World {
    pub fn new(seed: u64) -> Self {
        let folder = make_folder(seed);
        let clock = Clock::default();
        let (shell, ctx) = start(&folder, seed, &clock);
        let mut world = Self {
            shell,
            ctx,
            folder,
            seed,
            clock,
            clipboard: String::new(),
            size: egui::vec2(1200.0, 800.0),
            scale: 1.0,
            pointer: Pos2::ZERO,
            is_focused: true,
            held: Modifiers::NONE,
            spoken: Vec::new(),
            wants_paste: false,
            n_named: 0,
            n_frames: 0,
        };
        world.rest();
        world
    }

    /// Ends the program and starts it again in the same folder.
    pub fn restart(&mut self) {
        self.seed += 1_000_000;
        (self.shell, self.ctx) = start(&self.folder, self.seed, &self.clock);
        self.held = Modifiers::NONE;
        self.spoken.clear();
        self.rest();
    }

    pub fn shell(&self) -> &Shell {
        &self.shell
    }

    pub fn app(&self) -> &App {
        self.shell.app()
    }

    pub fn app_mut(&mut self) -> &mut App {
        self.shell.app_mut()
    }

    /// How many frames have been made.
    pub fn n_frames(&self) -> u64 {
        self.n_frames
    }

    /// A path in the folder of this life.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Lets time pass, in milliseconds.
    pub fn wait(&mut self, milliseconds: u64) {
        self.clock.tick(milliseconds);
    }

    /// Makes a few frames without any event.
    pub fn rest(&mut self) {
        for _ in 0..3 {
            self.frame(Modifiers::NONE, Vec::new());
        }
    }

    /// Makes one frame with these events and takes what the window asked of the system.
    pub fn frame(&mut self, modifiers: Modifiers, mut events: Vec<Event>) {
        self.clock.tick(17);
        self.n_frames += 1;
        if modifiers != self.held {
            self.held = modifiers;
            events.insert(0, Event::ModifiersChanged(modifiers));
        }
        if std::mem::take(&mut self.wants_paste) {
            events.push(Event::Paste(self.clipboard.clone()));
        }
        let mut input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, self.size)),
            time: Some(self.clock.seconds()),
            focused: self.is_focused,
            events,
            ..RawInput::default()
        };
        if let Some(viewport) = input.viewports.get_mut(&ViewportId::ROOT) {
            viewport.native_pixels_per_point = Some(self.scale);
        }
        let mut output = self.ctx.run_ui(input, |ui| self.shell.show(ui));
        output.textures_delta.clear();
        if let Some(viewport) = output.viewport_output.get(&ViewportId::ROOT) {
            let wants = |command: &ViewportCommand| *command == ViewportCommand::RequestPaste;
            self.wants_paste |= viewport.commands.iter().any(wants);
        }
        for command in &output.platform_output.commands {
            if let OutputCommand::CopyText(text) = command {
                self.clipboard.clone_from(text);
            }
        }
        if let Some(update) = output.platform_output.accesskit_update {
            let tree = update.tree_id;
            let nodes = update.nodes.into_iter();
            self.spoken = nodes.map(|(id, node)| (tree, id, node)).collect();
        }
        let meshes = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let is_drawable = |at: &Pos2| at.x.is_finite() && at.y.is_finite();
        for mesh in &meshes {
            if let egui::epaint::Primitive::Mesh(mesh) = &mesh.primitive {
                assert!(
                    mesh.is_valid(),
                    "a mesh names vertices that it does not have"
                );
                assert!(mesh.vertices.iter().all(|vertex| is_drawable(&vertex.pos)));
            }
        }
    }

    /// Somewhere in the window: on something that is spoken, near the pointer, or anywhere.
    pub fn anywhere(&self, dice: &mut Dice) -> Pos2 {
        match dice.below(8) {
            0 | 1 => pos2(
                dice.between(-20.0, self.size.x + 20.0),
                dice.between(-20.0, self.size.y + 20.0),
            ),
            2 => self.pointer + egui::vec2(dice.between(-90.0, 90.0), dice.between(-90.0, 90.0)),
            3 => self.pointer,
            4 | 5 => self.on_a(egui::Role::TreeItem, dice),
            _ => {
                let at = dice.below(self.spoken.len().max(1));
                let node = self.spoken.get(at).map(|(_, _, node)| node);
                node.map_or(self.pointer, |node| on(node, dice))
            }
        }
    }

    /// On something of that role, perhaps on its rim; where the pointer is if there is none.
    fn on_a(&self, role: egui::Role, dice: &mut Dice) -> Pos2 {
        let all = self.spoken.iter().map(|(_, _, node)| node);
        let all: Vec<&Node> = all.filter(|node| node.role() == role).collect();
        dice.choose(&all)
            .map_or(self.pointer, |node| on(node, dice))
    }

    /// Answers every question whose answer touches the disk, so that it stays in the folder of
    /// this life, and in time every other question too.
    pub fn answer_for_the_disk(&mut self, dice: &mut Dice) {
        match &self.app().dialog {
            Some(Dialog::Path { purpose, .. }) => {
                let purpose = *purpose;
                let path = self.choose_path(purpose, dice);
                self.app_mut().perform(Action::SetDialog(None));
                self.app_mut().perform(Action::FileChosen(purpose, path));
            }
            Some(Dialog::Unsaved { .. }) if dice.once_in(3) => {
                let all = [
                    UnsavedAnswer::Save,
                    UnsavedAnswer::Discard,
                    UnsavedAnswer::Cancel,
                ];
                let answer = *dice.choose(&all).unwrap_or(&UnsavedAnswer::Cancel);
                self.app_mut().perform(Action::AnswerUnsaved(answer));
            }
            Some(Dialog::ChangedOnDisk { .. }) if dice.once_in(3) => {
                self.app_mut().perform(Action::SaveAnyway);
            }
            Some(Dialog::ChangedOnDisk { tab, path }) if dice.once_in(2) => {
                let action = Action::MergeOutside(*tab, path.clone());
                self.app_mut().perform(action);
            }
            Some(Dialog::CommonMap { tab, path }) if dice.once_in(2) => {
                let action = Action::MergeCopy(*tab, path.clone(), CommonMap::Unknown);
                self.app_mut().perform(action);
            }
            Some(_) if dice.once_in(6) => self.app_mut().perform(Action::SetDialog(None)),
            _ => {}
        }
        // A question may lead to a question for a path; nothing may ever be typed into that.
        if let Some(Dialog::Path { .. }) = self.app().dialog {
            self.app_mut().perform(Action::SetDialog(None));
        }
    }

    fn choose_path(&mut self, purpose: Purpose, dice: &mut Dice) -> Option<PathBuf> {
        if dice.once_in(4) {
            return None;
        }
        let n_boxes = self
            .app()
            .tab()
            .map_or(0, |tab| tab.document().nodes().len());
        let name = match purpose {
            Purpose::Open
            | Purpose::Outline
            | Purpose::AddArticle
            | Purpose::NewerVersion { .. }
            | Purpose::Annotations { .. }
            | Purpose::Compare { .. }
            | Purpose::Merge { .. }
            | Purpose::CommonMap { .. } => {
                let files = std::fs::read_dir(self.folder.path()).unwrap();
                let mut files: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
                files.sort();
                return dice.choose(&files).cloned();
            }
            Purpose::SaveAs { .. } | Purpose::SaveFound { .. } | Purpose::SaveSnapshot { .. } => {
                format!("map {}", dice.below(4))
            }
            Purpose::Export { .. } => {
                let endings: &[&str] = if n_boxes < 20 {
                    &["svg", "png", "md", "txt", "odd"]
                } else {
                    &["svg", "md", "txt"]
                };
                let ending = dice.choose(endings).copied().unwrap_or("svg");
                format!("export {}.{ending}", dice.below(3))
            }
        };
        Some(self.path(&name))
    }

    /// Closes a map when there are many, and takes steps back when one has grown large: lives
    /// should be many rather than slow.
    pub fn keep_small(&mut self) {
        const MOST_BOXES: usize = 500;
        if self.app().tabs().len() > 4 {
            self.app_mut().perform(Action::CloseTab(0));
            self.app_mut()
                .perform(Action::AnswerUnsaved(UnsavedAnswer::Discard));
        }
        let is_large = |app: &App| {
            app.tab()
                .is_some_and(|tab| tab.document().nodes().len() > MOST_BOXES)
        };
        for _ in 0..20 {
            if is_large(self.app()) {
                self.app_mut().perform(Action::Run("undo"));
            }
        }
    }

    /// Saves the map in front to a new file and gives its bytes.
    pub fn save_in_front(&mut self) -> Option<Vec<u8>> {
        let tab = self
            .app()
            .tab()
            .filter(|tab| !tab.editor.is_read_only())?
            .key;
        self.n_named += 1;
        let path = self.path(&format!("end {}.argmap.json", self.n_named));
        let purpose = Purpose::SaveAs { tab, then: None };
        self.app_mut()
            .perform(Action::FileChosen(purpose, Some(path.clone())));
        self.app_mut().poll();
        Some(std::fs::read(&path).unwrap())
    }

    /// Some words for a field or the clipboard.
    pub fn some_text(&self, dice: &mut Dice) -> String {
        if dice.once_in(3) {
            self.clipboard.clone()
        } else {
            hostile::text(dice)
        }
    }
}

/// A folder of the same name in every run: its path stands in the window, and a name drawn by lot
/// would make another life of the same seed.
fn make_folder(seed: u64) -> TempDir {
    let parent = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let name = format!("monkey-{seed}");
    // What a run that was broken off has left behind.
    drop(std::fs::remove_dir_all(parent.join(&name)));
    let mut folder = tempfile::Builder::new();
    folder
        .prefix(&name)
        .rand_bytes(0)
        .tempdir_in(parent)
        .unwrap()
}

fn start(folder: &TempDir, seed: u64, clock: &Clock) -> (Shell, Context) {
    let folders = Folders {
        config: folder.path().join("config"),
        state: folder.path().join("state"),
    };
    let host = FixedHost::new(Time::default(), seed);
    let host = TickingHost(host, clock.clone());
    let mut app = App::new(Box::new(host), Some(folders), TaskMode::Inline);
    app.settings.last_folder = Some(folder.path().to_owned());
    let ctx = Context::default();
    theme::install_fonts(&ctx);
    ctx.enable_accesskit();
    (Shell::without_file_dialogs(app), ctx)
}

/// A point on something that is spoken, at times just on its rim.
fn on(node: &Node, dice: &mut Dice) -> Pos2 {
    let Some(bounds) = node.bounds() else {
        return Pos2::ZERO;
    };
    let rect = Rect::from_min_max(
        pos2(bounds.x0 as f32, bounds.y0 as f32),
        pos2(bounds.x1 as f32, bounds.y1 as f32),
    );
    match dice.below(6) {
        0 => rect.left_center(),
        1 => rect.right_center(),
        2 => rect.center_top(),
        3 => rect.center_bottom(),
        _ => pos2(
            dice.between(rect.left(), rect.right()),
            dice.between(rect.top(), rect.bottom()),
        ),
    }
}
