//! The clipboard of the system, in one place. The toolkit carries text to and from it; the form for
//! the web that stands beside a text goes past the toolkit, which knows none.

use egui::Context;

/// What a window copies to and pastes from.
#[derive(Debug)]
pub struct Clipboard {
    holder: Holder,
    /// A text and its form for the web that are yet to be offered.
    late: Option<(String, String)>,
}

/// Who has what was copied.
#[derive(Debug)]
enum Holder {
    /// The system.
    System,
    /// The window, which has no system around it: the form for the web beside the text.
    Window(Option<String>),
}

impl Clipboard {
    /// The clipboard of the system.
    pub fn of_system() -> Self {
        Self {
            holder: Holder::System,
            late: None,
        }
    }

    /// A clipboard for a window without a system around it. The toolkit has the text.
    pub fn of_window() -> Self {
        Self {
            holder: Holder::Window(None),
            late: None,
        }
    }

    /// Copies text, with its form for the web if it has one.
    pub fn copy(&mut self, ctx: &Context, text: String, html: Option<String>) {
        self.late = None;
        let html = match (&mut self.holder, html) {
            (Holder::Window(held), html) => {
                *held = html;
                None
            }
            (Holder::System, html) => html,
        };
        match html {
            // There the toolkit offers text over the window's own connection, which every desktop
            // grants; the other way, which not every one does, is tried when that has been done, so
            // that the text is there in any case.
            Some(html) if is_wayland() => {
                self.late = Some((text.clone(), html));
                ctx.copy_text(text);
                ctx.request_repaint();
            }
            Some(html) if offer(&text, &html) => {}
            _ => ctx.copy_text(text),
        }
    }

    /// Offers what could not be offered in the frame in which it was copied.
    pub fn offer_late(&mut self) {
        if let Some((text, html)) = self.late.take() {
            // Without it the text is there, which has been copied.
            offer(&text, &html);
        }
    }

    /// The form for the web of what the clipboard holds, if it has one. Anybody may have put it there.
    pub fn html(&self) -> Option<String> {
        match &self.holder {
            Holder::System => read_html(),
            Holder::Window(held) => held.clone(),
        }
    }

    /// Puts something there as another program would, for windows without a system around them.
    pub fn hold(&mut self, html: Option<String>) {
        if let Holder::Window(held) = &mut self.holder {
            *held = html;
        }
    }
}

/// The form for the web of what the system's clipboard holds, if it has one.
pub fn read_html() -> Option<String> {
    arboard::Clipboard::new().ok()?.get().html().ok()
}

/// Puts a text and its form for the web on the system's clipboard; tells whether that worked.
fn offer(text: &str, html: &str) -> bool {
    let clipboard = arboard::Clipboard::new();
    clipboard.is_ok_and(|mut it| it.set().html(html, Some(text)).is_ok())
}

/// Whether the window is one of Wayland's, as the toolkit decides it.
fn is_wayland() -> bool {
    let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(target_os = "linux") && (is_set("WAYLAND_DISPLAY") || is_set("WAYLAND_SOCKET"))
}
