//! Opening the window: the graphics, the first size, and what is said where there is none.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use eframe::{NativeOptions, Renderer};
use egui::ViewportBuilder;

use super::{Shell, desktop, theme};
use crate::app::{Action, App, SystemHost, TaskMode, report_crashes, say_aside};
use crate::storage::watch::Watcher;
use crate::storage::{self, Folders};

/// Why there is no window. Its text says what is missing and what works without one.
#[derive(Debug)]
pub struct WindowError(eframe::Error);

/// Opens the window on those files and stays until it is closed.
///
/// The modern graphics interface is tried first and OpenGL where it fails; the settings can name
/// one of them.
pub fn run(files: Vec<PathBuf>) -> Result<(), WindowError> {
    #[cfg(unix)]
    desktop::leave_foreign_buses();
    let wanted = Folders::find().map_or_else(
        |_| storage::settings::Renderer::Auto,
        |folders| {
            report_crashes(&folders.state);
            storage::Settings::load(&folders.config).0.renderer
        },
    );
    if wanted == storage::settings::Renderer::Glow {
        return open(Renderer::Glow, files).map_err(WindowError);
    }
    match open(Renderer::Wgpu, files.clone()) {
        Err(eframe::Error::Wgpu(why)) => {
            say_aside(format_args!(
                "wgpu cannot be used here, so OpenGL is tried: {why}"
            ));
            open(Renderer::Glow, files).map_err(WindowError)
        }
        opened => opened.map_err(WindowError),
    }
}

fn open(renderer: Renderer, files: Vec<PathBuf>) -> eframe::Result {
    let folders = Folders::find().ok();
    let place = folders
        .as_ref()
        .and_then(|folders| storage::Settings::load(&folders.config).0.window);
    let mut viewport = ViewportBuilder::default()
        .with_title("Linchpin")
        .with_app_id("linchpin")
        .with_icon(Arc::new(read_icon()))
        .with_inner_size([1360.0, 820.0])
        .with_min_inner_size([640.0, 420.0]);
    if let Some(place) = place {
        viewport = viewport
            .with_inner_size([place.width, place.height])
            .with_position([place.x, place.y])
            .with_maximized(place.maximized);
    }
    let options = NativeOptions {
        viewport,
        renderer,
        persist_window: false,
        ..NativeOptions::default()
    };
    eframe::run_native(
        "linchpin",
        options,
        Box::new(move |cc| {
            let ctx = cc.egui_ctx.clone();
            theme::install_fonts(&ctx);
            let waker = ctx.clone();
            let looks = desktop::watch(move || waker.request_repaint());
            let wake = Arc::new(move || ctx.request_repaint());
            let watcher = Watcher::start({
                let wake = wake.clone();
                move || wake()
            });
            let host = Box::new(SystemHost::default());
            let mut app = App::new(host, folders, TaskMode::Threads(wake));
            for file in files {
                app.perform(Action::Open(file));
            }
            Ok(Box::new(
                Shell::new(app).with_watcher(watcher).following(looks),
            ))
        }),
    )
}

/// The window's icon; a picture that cannot be read leaves the system's own.
fn read_icon() -> egui::IconData {
    let png = include_bytes!("../../assets/icons/linchpin-256.png");
    eframe::icon_data::from_png_bytes(png).unwrap_or_default()
}

impl fmt::Display for WindowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            eframe::Error::WinitEventLoop(_) | eframe::Error::Winit(_) => f.write_str(
                "The window could not be opened, because no graphical display was found.\n\
                 Start Linchpin from a desktop, or set DISPLAY or WAYLAND_DISPLAY. On a bare Linux \
                 machine these packages are needed: libx11-6, libx11-xcb1, libxcursor1, libxi6, \
                 libxrandr2, libxkbcommon-x11-0, libgl1, libegl1, libgl1-mesa-dri; for Wayland \
                 libwayland-client0, libwayland-egl1, libxkbcommon0.\n\
                 Without a window these work: linchpin check, export, apply, new, info \
                 (linchpin help says how).",
            ),
            error => write!(
                f,
                "The window could not be opened, because the graphics could not be started: \
                 {error}.\nInstall the graphics drivers of this system (on Linux libgl1-mesa-dri \
                 and libegl1). Without a window these work: linchpin check, export, apply, new, \
                 info (linchpin help says how)."
            ),
        }
    }
}

impl std::error::Error for WindowError {}
