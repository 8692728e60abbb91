//! Questions and lists that stand before everything else, one file each. What has been typed in
//! one lives here until it is kept; the program changes only by the actions that are pushed.

mod about;
mod carry_map;
mod changed_on_disk;
mod chapters;
mod comparison;
mod encoding;
mod fate;
mod field;
mod forget_history;
mod held_elsewhere;
mod history;
mod import_report;
mod keys;
mod large_file;
mod losses;
mod map_details;
mod map_picture;
mod merging;
mod open_address;
mod palette;
mod paste;
mod path;
mod print;
mod question;
mod recovery;
mod reload;
mod replace;
mod scores;
mod set_aside;
mod source_details;
mod unsaved;
mod view_name;
#[cfg(feature = "web")]
mod web_address;
mod window;

use egui::Context;

use super::Stage;
use crate::app::{Action, App, Dialog};
use chapters::ChaptersView;
use comparison::ComparisonView;
use history::HistoryView;
use keys::KeysView;
use map_details::MapForm;
use palette::PaletteView;
use paste::PasteView;
use path::PathView;
use print::PrintForm;
use recovery::RecoveryView;
use scores::ScoresForm;
use set_aside::SetAsideForm;
use source_details::SourceForm;
use view_name::ViewNameForm;

/// The dialog that stands at the moment, with what has been typed in it.
#[derive(Default)]
pub struct Dialogs {
    open: Option<Open>,
}

struct Open {
    /// As the program has it; another one means another dialog.
    dialog: Dialog,
    view: View,
    /// Whether it has yet to take the keyboard.
    is_fresh: bool,
}

enum View {
    /// Holds nothing of its own.
    Plain,
    Path(PathView),
    Paste(PasteView),
    Chapters(ChaptersView),
    Palette(PaletteView),
    Keys(KeysView),
    Map(MapForm),
    Source(SourceForm),
    Scores(Box<ScoresForm>),
    Print(Option<Box<PrintForm>>),
    Recovery(RecoveryView),
    History(HistoryView),
    Comparison(ComparisonView),
    Name(ViewNameForm),
    SetAside(SetAsideForm),
    #[cfg(feature = "web")]
    Web(web_address::WebAddressForm),
}

impl Dialogs {
    /// Whether the program's dialog, or none, is what was drawn in the frame before.
    pub fn shows(&self, app: &App) -> bool {
        self.open.as_ref().map(|open| &open.dialog) == app.dialog.as_ref()
    }

    /// Draws the program's dialog, if there is one, above everything else.
    pub fn show(&mut self, ctx: &Context, stage: &mut Stage<'_>) {
        let Some(dialog) = &stage.app.dialog else {
            self.open = None;
            return;
        };
        let open = match self.open.take() {
            Some(open) if open.dialog == *dialog => open,
            _ => Open {
                dialog: dialog.clone(),
                view: View::of(dialog, stage),
                is_fresh: true,
            },
        };
        let open = self.open.insert(open);
        open.show(ctx, stage);
        open.is_fresh = false;
    }
}

impl View {
    fn of(dialog: &Dialog, stage: &Stage<'_>) -> Self {
        match dialog {
            Dialog::Path { purpose, text } => Self::Path(PathView::new(*purpose, text.clone())),
            Dialog::PasteArticle { text, replaces } => {
                Self::Paste(PasteView::new(text.clone(), replaces.clone()))
            }
            Dialog::Palette { query, marked } => {
                Self::Palette(PaletteView::new(query.clone(), *marked))
            }
            Dialog::Chapters { request, chapters } => {
                Self::Chapters(ChaptersView::new(request.clone(), chapters.clone()))
            }
            Dialog::KeySheet => Self::Keys(KeysView::default()),
            Dialog::MapDetails => Self::Map(MapForm::of(stage.app)),
            Dialog::SourceDetails { source } => Self::Source(SourceForm::of(stage.app, source)),
            Dialog::Scores => Self::Scores(Box::new(ScoresForm::of(stage.app))),
            Dialog::History { .. } => Self::History(HistoryView::default()),
            Dialog::Print { tab } => Self::Print(PrintForm::of(stage.app, *tab).map(Box::new)),
            Dialog::Recovery => Self::Recovery(RecoveryView::default()),
            Dialog::Comparison => Self::Comparison(ComparisonView::of(stage.app)),
            Dialog::SetAside { finding } => Self::SetAside(SetAsideForm::new(finding.clone())),
            Dialog::NameView { view, name } => {
                Self::Name(ViewNameForm::new(view.clone(), name.clone()))
            }
            #[cfg(feature = "web")]
            Dialog::WebAddress => Self::Web(web_address::WebAddressForm::default()),
            #[cfg(feature = "web")]
            Dialog::PrivateAddress { .. } => Self::Plain,
            Dialog::Unsaved { .. }
            | Dialog::Fate { .. }
            | Dialog::LargeFile { .. }
            | Dialog::ChangedOnDisk { .. }
            | Dialog::Reload { .. }
            | Dialog::HeldElsewhere { .. }
            | Dialog::ForgetHistory { .. }
            | Dialog::Replace { .. }
            | Dialog::Encoding { .. }
            | Dialog::ImportReport { .. }
            | Dialog::Losses { .. }
            | Dialog::CarryMap { .. }
            | Dialog::CommonMap { .. }
            | Dialog::MergeReport { .. }
            | Dialog::OpenAddress { .. }
            | Dialog::About => Self::Plain,
        }
    }
}

impl Open {
    fn show(&mut self, ctx: &Context, stage: &mut Stage<'_>) {
        let is_fresh = self.is_fresh;
        match &mut self.view {
            View::Path(view) => view.show(ctx, stage, is_fresh),
            View::Paste(view) => view.show(ctx, stage, is_fresh),
            View::Chapters(view) => view.show(ctx, stage, is_fresh),
            View::Palette(view) => view.show(ctx, stage, is_fresh),
            View::Keys(view) => view.show(ctx, stage, is_fresh),
            View::Map(form) => form.show(ctx, stage, is_fresh),
            View::Source(form) => form.show(ctx, stage, is_fresh),
            View::Scores(form) => form.show(ctx, stage, is_fresh),
            View::History(view) => view.show(ctx, stage, is_fresh),
            View::Print(Some(form)) => form.show(ctx, stage, is_fresh),
            View::Print(None) => stage.push(Action::SetDialog(None)),
            View::Recovery(view) => view.show(ctx, stage, is_fresh),
            View::Comparison(view) => view.show(ctx, stage, is_fresh),
            View::Name(form) => form.show(ctx, stage, is_fresh),
            View::SetAside(form) => form.show(ctx, stage, is_fresh),
            #[cfg(feature = "web")]
            View::Web(form) => form.show(ctx, stage, is_fresh),
            View::Plain => show_plain(&self.dialog, ctx, stage, is_fresh),
        }
    }
}

fn show_plain(dialog: &Dialog, ctx: &Context, stage: &mut Stage<'_>, is_fresh: bool) {
    let question = match dialog {
        Dialog::Unsaved { tab, .. } => unsaved::ask(stage.app, *tab),
        Dialog::Fate {
            nodes,
            links,
            n_below,
        } => fate::ask(nodes.len(), links.len(), *n_below),
        Dialog::LargeFile { path, why } => large_file::ask(path, why),
        Dialog::ForgetHistory { tab } => forget_history::ask(*tab),
        Dialog::Reload { tab } => reload::ask(stage.app, *tab),
        Dialog::HeldElsewhere { tab } => held_elsewhere::ask(stage.app, *tab),
        Dialog::ChangedOnDisk { tab, path } => changed_on_disk::ask(*tab, path),
        Dialog::CommonMap { tab, path } => merging::ask(*tab, path),
        Dialog::CarryMap { tab } => carry_map::ask(*tab),
        Dialog::Replace { purpose, path } => replace::ask(*purpose, path),
        #[cfg(feature = "web")]
        Dialog::PrivateAddress {
            request,
            host,
            place,
        } => web_address::ask(request, host, place),
        Dialog::OpenAddress { address } => open_address::ask(address),
        Dialog::Encoding { source, encoding } => {
            return encoding::show(ctx, stage, source, encoding, is_fresh);
        }
        Dialog::ImportReport {
            format,
            file,
            lines,
        } => return import_report::show(ctx, stage, format, file, lines, is_fresh),
        Dialog::MergeReport { file, lines } => {
            return merging::show_report(ctx, stage, file, lines, is_fresh);
        }
        Dialog::Losses {
            tab,
            kind,
            path,
            format,
            losses,
            ..
        } => return losses::show(ctx, stage, (*tab, *kind, path), format, losses, is_fresh),
        _ => return about::show(ctx, stage, is_fresh),
    };
    question.show(ctx, stage, is_fresh);
}
