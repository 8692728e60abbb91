//! What panels ask for. Every change of the program's state is one of these.

use std::path::PathBuf;
use std::sync::Arc;

use super::{
    App, ArticleRequest, Camera, CameraWish, CommonMap, Dialog, Drop, ExportKind, Filter, Gesture,
    Heading, PanelId, Purpose, UnsavedAnswer, WordingOrigin, Xy, command,
};
use crate::edit::{Edit, Fate};
use crate::format::picture::pages::PageSetup;
use crate::model::{Id, Kind};
use crate::reason::acceptance::Standard;
use crate::reason::checks::Finding;
use crate::reason::strength::{Contribution, Scores, Semantics};
use crate::text::Span;

/// Something that a panel asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Run the command of that id, if it can be run.
    Run(&'static str),
    /// Make an edit.
    Edit(Box<Edit>),
    /// Make an edit in the tab of that key, which need not be in front.
    EditIn(u64, Box<Edit>),
    /// What stands in fields and is no edit yet: the tab that they are about, and what they would become.
    DraftFields(Vec<(u64, Vec<Edit>)>),
    /// Select one record, or nothing.
    Select(Option<Id>),
    /// Add a record to the selection, or take it out.
    ToggleSelected(Id),
    /// Select these records.
    SelectAll(Vec<Id>),
    /// Go to the box in that direction.
    Go(Heading),
    /// Give a panel the keyboard.
    Focus(PanelId),
    /// Edit the wording of a box.
    OpenWording(Id),
    /// What has been typed of the wording.
    DraftWording(String),
    /// Keep the wording; with true, its box becomes the target.
    KeepWording(bool),
    /// Drop what was typed.
    DropWording,
    /// Fold or unfold a box.
    ToggleFold(Id),
    /// A passage is selected in the article, or none.
    SelectPassage(Option<Span>),
    /// The caret of the article stands there: an empty stretch.
    MoveCaret(Option<Span>),
    /// That byte of the article is being read.
    ReadAt(usize),
    /// Go to a place in the article that is read.
    GoToPlace(Span),
    /// Ask whether the address behind a link is to be opened.
    AskToOpen(String),
    /// Open the address that was asked about.
    OpenAddress,
    /// Read the page of that address.
    #[cfg(feature = "web")]
    ReadWebAddress(String),
    /// Read a page although it is on one's own network.
    #[cfg(feature = "web")]
    ReadFromWeb(super::WebRequest),
    /// Go to the box that rests on a passage.
    GoToPassageOwner(Id),
    /// Show another article.
    ShowSource(Id),
    /// What has been typed of a correction of the article.
    DraftCorrection(String),
    /// Make the correction.
    KeepCorrection,
    /// Drop what was typed of the correction.
    DropCorrection,
    /// Go to a passage that has moved or is lost: what rests on it, and which of its passages.
    GoToDoubt(Id, usize),
    /// Tie a box or link to the selected passage in the place of one of its own.
    Reattach(Id, usize),
    /// Read a text as the newer version of an article.
    ReplaceByText(Id, String),
    /// Tie a passage of a box to another stretch: the box, which of its passages, the stretch.
    ShapePassage(Id, usize, Span),
    /// Scroll to a box's passage: the box, and which of its passages.
    ShowAnchor(Id, usize),
    /// The article has scrolled to where it was asked to.
    PassageShown,
    /// Make the node or link the target of captures, or none.
    Aim(Option<Id>),
    /// The camera has been moved, by hand or by a wish, which then is done.
    SetCamera(Camera, Option<CameraWish>),
    /// Move on to the next, or the previous, end that a link being drawn could have.
    StepWire(bool),
    /// Go to the end in that direction, as seen, that a link being drawn could have.
    MoveWire(Heading),
    /// Make the link that is being drawn one against its target, or back.
    TurnWire,
    /// Make a box that stands alone at a map position, and open its wording.
    AddRootAt(Kind, Xy),
    /// A drag or link drawing has begun or moved.
    SetGesture(Option<Gesture>),
    /// A drag has ended there.
    EndGesture(Gesture, Option<Drop>),
    /// A passage was dropped on the map.
    DropPassage(Span, Drop),
    /// Search for other words.
    SetQuery(String),
    /// Replace by other words.
    SetReplacement(String),
    /// Take away the search bar.
    CloseFind,
    /// Open a file.
    Open(PathBuf),
    /// The window's file dialog has ended.
    FileChosen(Purpose, Option<PathBuf>),
    /// Ask for a file again.
    ChooseFile(Purpose),
    /// The window has no file dialog to offer.
    NoFileDialog(Purpose),
    /// Text was pasted; with it the form for the web that the clipboard holds beside it, if any.
    Paste(String, Option<String>),
    /// A text is to be read as an article.
    ReadArticle(String),
    /// A piece of a page is to be read as an article.
    ReadPage(String),
    /// These chapters of a book are to be read.
    ReadChapters(ArticleRequest, Vec<usize>),
    /// An article is to be read again in that encoding.
    ReadInEncoding(Id, &'static str),
    /// Bring a tab to the front.
    ShowTab(usize),
    /// Close a tab.
    CloseTab(usize),
    /// Show another dialog, or none.
    SetDialog(Option<Dialog>),
    /// Take away what hangs open from the head of the article.
    CloseReaderPopover,
    /// Answer to the question about unsaved changes.
    AnswerUnsaved(UnsavedAnswer),
    /// Answer to the question what becomes of what hangs on deleted boxes.
    AnswerFate(Fate),
    /// Open the file although it is large.
    OpenLarge(PathBuf),
    /// Copy the report of an import.
    CopyReport,
    /// Export a tab's map to a file, although the format cannot hold all of it.
    ExportAnyway(u64, ExportKind, PathBuf),
    /// Choose a file for a picture of a tab's map that carries the map.
    ExportWithMap(u64),
    /// Choose a file for a PDF of a tab's map on those sheets.
    PrintToFile(u64, Box<PageSetup>),
    /// Show a PDF of a tab's map on those sheets in the system's viewer.
    PrintByViewer(u64, Box<PageSetup>),
    /// Overwrite the file although it has changed on disk.
    SaveAnyway,
    /// Merge another copy into a tab's map, over the map that both began with.
    MergeCopy(u64, PathBuf, CommonMap),
    /// Ask for the file of the map that both copies began with.
    AskForCommonMap(u64, PathBuf),
    /// Merge what another program has written into the file of a tab.
    MergeOutside(u64, PathBuf),
    /// Go to the difference of that number.
    GoToDifference(usize),
    /// Closes the report of a merge and goes to that box or step.
    GoToClash(Id),
    /// Take a message away.
    DismissMessage(String),
    /// The size of the whole interface.
    SetInterfaceScale(f32),
    /// Make the text of articles larger by so many points, within its bounds.
    StepTextSize(f32),
    /// The share of the window's width that a panel takes.
    SetPanelFraction(PanelId, f32),
    /// Look whether another program has changed a file that is open.
    LookForOutsideChanges,
    /// Go to the window that has the file of a tab.
    GoToHolder(u64),
    /// Edit the map of a tab although another window has its file.
    EditHeld(u64),
    /// Read the map of a tab again from its file, whatever was not saved.
    ReloadAnyway(u64),
    /// Open unsaved work that was found.
    RestoreFound(u64),
    /// Ask where unsaved work that was found is to be saved.
    SaveFound(u64),
    /// Put unsaved work that was found away.
    DiscardFound(u64),
    /// Read unsaved work that was set aside.
    TryFound(u64),
    /// Look at the snapshot of that number in the list.
    LookAtSnapshot(usize),
    /// Compare the map with the snapshot that is looked at.
    CompareWithSnapshot,
    /// Make the map what it was in the snapshot that is looked at.
    RestoreSnapshot,
    /// Ask where the snapshot that is looked at is to be saved.
    SaveSnapshot,
    /// Delete the snapshots of the map in a tab, or all there are.
    ForgetHistory(Option<u64>),
    /// The window is asked to close.
    Quit,
    /// Open one of the maps that come with the program, by its id.
    OpenSample(&'static str),
    /// Start a map from a template, by its id.
    StartFrom(&'static str),
    /// Go to a step of the tour, or leave it.
    Tour(Option<usize>),
    /// Forget a recent file.
    ForgetRecent(PathBuf),
    /// Forget every recent file that is not kept at the top.
    ClearRecent,
    /// Keep a recent file at the top, or let it go.
    PinRecent(PathBuf, bool),
    /// Go to a finding of the checks.
    GoToFinding(Arc<Finding>),
    /// Look at maps with the checks of that profile.
    SetChecks(&'static str),
    /// Weigh by that semantics.
    SetSemantics(Semantics),
    /// Say how much things contribute in that way.
    SetContribution(Contribution),
    /// Ask what stands by that standard of proof.
    SetStandard(Standard),
    /// Weigh by that table of base scores.
    SetScores(Box<Scores>),
    /// Select a node or link and bring it into sight.
    GoTo(Id),
    /// The search bar has taken the focus.
    FindFocused,
    /// Replace the hit being looked at.
    ReplaceHit,
    /// Replace every hit in the boxes.
    ReplaceAllHits,
    /// Let go of messages that have stood long enough.
    ExpireMessages,
    /// List a folder, beside the window.
    ListFolder(PathBuf),
    /// Look, beside the window, which recent files are gone.
    LookForMissing,
    /// Go back to so many of the focuses that led here.
    GoBackTo(usize),
    /// Show what matches.
    SetFilter(Box<Filter>),
    /// The bar of the filter has taken the focus.
    FilterFocused,
    /// Make a view of that name, like the one in use.
    AddView(String),
    /// Look at another view of the map.
    ShowView(Id),
    /// Pin a box at a map position.
    PinAt(Id, Xy),
}

pub(super) fn perform(app: &mut App, action: Action) {
    match action {
        Action::Run(id) => command::run(app, id),
        Action::Edit(edit) => drop(app.commit(&edit)),
        Action::EditIn(tab, edit) => app.commit_in(tab, &edit),
        Action::DraftFields(drafts) => app.draft_fields(&drafts),
        Action::Select(id) => app.select(id),
        Action::ToggleSelected(id) => app.toggle_selected(&id),
        Action::SelectAll(ids) => app.select_all(ids),
        Action::Go(heading) => app.go(heading),
        Action::Focus(panel) => app.set_focus(panel),
        Action::OpenWording(node) => app.open_wording(&node, WordingOrigin::Asked),
        Action::DraftWording(text) => app.draft_wording(text),
        Action::KeepWording(aims) => {
            if let Some(node) = app.keep_wording()
                && aims
            {
                app.aim(Some(node));
            }
        }
        Action::DropWording => app.drop_wording(),
        Action::ToggleFold(id) => app.toggle_fold(&id),
        Action::SelectPassage(span) => app.select_passage(span),
        Action::MoveCaret(caret) => {
            if let Some(tab) = app.tab_mut() {
                tab.reading.caret = caret;
            }
        }
        Action::ReadAt(byte) => {
            if let Some(tab) = app.tab_mut() {
                tab.reading.at = byte;
            }
        }
        Action::AskToOpen(address) => app.ask_to_open(&address),
        Action::OpenAddress => app.open_address(),
        #[cfg(feature = "web")]
        Action::ReadWebAddress(address) => app.read_web_address(address),
        #[cfg(feature = "web")]
        Action::ReadFromWeb(request) => app.read_from_web(request),
        Action::GoToPlace(span) => app.go_to_place(span),
        Action::GoToPassageOwner(node) => app.go_to_node(&node),
        Action::ShowSource(source) => app.show_source(source),
        Action::DraftCorrection(text) => app.draft_correction(text),
        Action::KeepCorrection => app.keep_correction(),
        Action::DropCorrection => app.drop_correction(),
        Action::GoToDoubt(on, index) => app.go_to_doubt(&on, index),
        Action::Reattach(on, index) => app.set_anchor_to_selection(on, index),
        Action::ReplaceByText(source, text) => app.replace_by_text(&source, &text),
        Action::ShapePassage(node, index, span) => app.shape_passage(&node, index, span),
        Action::ShowAnchor(node, index) => app.show_anchor(&node, index),
        Action::PassageShown => {
            if let Some(tab) = app.tab_mut() {
                tab.reading.wish = None;
            }
        }
        Action::Aim(id) => app.aim(id),
        Action::SetCamera(camera, done) => {
            if let Some(tab) = app.tab_mut() {
                tab.camera = camera;
                // What has been asked for since of boxes that are not placed yet is still to be done.
                if tab.camera_wish == done && tab.is_placed() {
                    tab.camera_wish = None;
                }
            }
        }
        Action::StepWire(forward) => app.step_wire(forward),
        Action::MoveWire(heading) => app.move_wire(heading),
        Action::TurnWire => app.turn_wire(),
        Action::AddRootAt(kind, at) => app.add_root_at(kind, at),
        Action::SetGesture(gesture) => {
            if let Some(tab) = app.tab_mut() {
                tab.gesture = gesture;
            }
        }
        Action::EndGesture(gesture, drop) => app.end_gesture(gesture, drop),
        Action::DropPassage(span, drop) => app.drop_passage(span, drop),
        Action::SetQuery(query) => app.set_query(query),
        Action::SetReplacement(text) => {
            if let Some(tab) = app.tab_mut() {
                tab.find.replacement = text;
            }
        }
        Action::CloseFind => app.close_find(),
        Action::Open(path) => app.open(path, None),
        Action::FileChosen(purpose, path) => app.take_file(purpose, path),
        Action::ChooseFile(purpose) => app.choose_file(purpose),
        Action::NoFileDialog(purpose) => app.ask_for_path(purpose),
        Action::Paste(text, html) => app.paste(&text, html.as_deref()),
        Action::ReadArticle(text) => app.read_article(&text),
        Action::ReadPage(html) => app.read_page(&html),
        Action::ReadChapters(request, chapters) => app.read_chapters(request, chapters),
        Action::ReadInEncoding(source, encoding) => app.read_in_encoding(source, encoding),
        Action::ShowTab(at) => app.show_tab(at),
        Action::CloseTab(at) => app.close_tab(at),
        Action::SetDialog(dialog) => app.dialog = dialog,
        Action::CloseReaderPopover => app.reader_popover = None,
        Action::AnswerUnsaved(answer) => app.answer_unsaved(answer),
        Action::AnswerFate(fate) => app.answer_fate(fate),
        Action::OpenLarge(path) => app.open_large(path),
        Action::CopyReport => app.copy_report(),
        Action::ExportAnyway(tab, kind, path) => app.export_anyway(tab, kind, path),
        Action::ExportWithMap(tab) => app.export_with_map(tab),
        Action::PrintToFile(tab, setup) => app.print_to_file(tab, &setup),
        Action::PrintByViewer(tab, setup) => app.print_by_viewer(tab, &setup),
        Action::SaveAnyway => app.save_anyway(),
        Action::MergeCopy(tab, path, base) => app.merge_copy(tab, path, base),
        Action::AskForCommonMap(tab, path) => app.ask_for_common_map(tab, path),
        Action::MergeOutside(tab, path) => app.merge_outside(tab, path),
        Action::GoToDifference(at) => app.go_to_difference(at),
        Action::GoToClash(id) => app.go_to_clash(&id),
        Action::DismissMessage(text) => app.messages.dismiss(&text),
        Action::SetInterfaceScale(scale) => app.set_interface_scale(scale),
        Action::StepTextSize(by) => app.step_text_size(by),
        Action::SetPanelFraction(panel, fraction) => app.set_panel_fraction(panel, fraction),
        Action::LookForOutsideChanges => app.look_for_outside_changes(),
        Action::GoToHolder(key) => app.go_to_holder(key),
        Action::EditHeld(key) => app.edit_held(key),
        Action::ReloadAnyway(key) => app.reload_anyway(key),
        Action::RestoreFound(key) => app.restore_found(key),
        Action::SaveFound(key) => app.save_found(key),
        Action::DiscardFound(key) => app.discard_found(key),
        Action::TryFound(key) => app.try_found(key),
        Action::LookAtSnapshot(at) => app.look_at_snapshot(at),
        Action::CompareWithSnapshot => app.compare_with_snapshot(),
        Action::RestoreSnapshot => app.restore_snapshot(),
        Action::SaveSnapshot => app.save_snapshot(),
        Action::ForgetHistory(tab) => app.forget_history(tab),
        Action::Quit => app.quit(),
        Action::OpenSample(id) => app.open_sample(id),
        Action::StartFrom(id) => app.start_from(id),
        Action::Tour(step) => app.go_to_tour_step(step),
        Action::ForgetRecent(path) => {
            app.settings.recent.remove(&path);
            app.remember_settings();
        }
        Action::ClearRecent => {
            app.settings.recent.clear_unpinned();
            app.remember_settings();
        }
        Action::PinRecent(path, pinned) => {
            app.settings.recent.set_pinned(&path, pinned);
            app.remember_settings();
        }
        Action::GoToFinding(finding) => app.go_to_finding(&finding),
        Action::SetSemantics(semantics) => app.set_semantics(semantics),
        Action::SetContribution(contribution) => app.set_contribution(contribution),
        Action::SetStandard(standard) => app.set_standard(standard),
        Action::SetScores(scores) => app.set_scores(&scores),
        Action::SetChecks(profile) => {
            profile.clone_into(&mut app.settings.checks);
            app.remember_settings();
        }
        Action::GoTo(id) => app.go_to_node(&id),
        Action::FindFocused => {
            if let Some(tab) = app.tab_mut() {
                tab.find.is_fresh = false;
            }
        }
        Action::ReplaceHit => app.replace_hit(),
        Action::ReplaceAllHits => app.replace_all_hits(),
        Action::GoBackTo(n_kept) => app.go_back_to(n_kept),
        Action::SetFilter(filter) => app.set_filter(*filter),
        Action::FilterFocused => {
            if let Some(tab) = app.tab_mut() {
                tab.showing.is_filter_fresh = false;
            }
        }
        Action::ExpireMessages => {
            let now = app.host.seconds();
            app.messages.expire(now);
        }
        Action::ListFolder(folder) => app.ask_for_listing(folder),
        Action::LookForMissing => app.look_for_missing(),
        Action::AddView(name) => app.add_view(&name),
        Action::ShowView(view) => {
            app.keep_wording();
            if let Some(tab) = app.tab_mut() {
                tab.show_view(&view);
            }
        }
        Action::PinAt(node, [x, y]) => {
            let edit = Edit::Pin {
                view: app.tab().and_then(super::Tab::id_of_view),
                node,
                x: x.round() as i64,
                y: y.round() as i64,
            };
            drop(app.commit(&edit));
        }
    }
}
