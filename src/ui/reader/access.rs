//! The pane for a screen reader: a document with a name, the paragraph under the caret as its
//! value, and that paragraph's characters with caret and selection.

use egui::accesskit::Action;
use egui::emath::TSTransform;
use egui::text::{CCursor, CCursorRange};
use egui::text_selection::accesskit_text::update_accesskit_for_text_widget;
use egui::{Context, Response, Role, WidgetInfo};

use super::page::Page;

pub(super) fn describe_page(page: &Page<'_>, ctx: &Context, response: &Response) {
    response.widget_info(|| WidgetInfo::labeled(Role::Document, true, page.view.label));
    let selection = page.state.selection;
    let first = page.placed.first().map_or(0, |placed| placed.block);
    let index = selection.map_or(first, |selection| page.find_block(selection.caret));
    let Some(block) = page.block(index) else {
        return;
    };
    let bytes = block.bytes.clone();
    let value = block.display(page.view.text);
    let selected = page
        .state
        .selected()
        .and_then(|selected| page.view.text.get(selected));
    ctx.accesskit_node_builder(response.id, |node| {
        node.set_value(value);
        node.set_read_only();
        if let Some(selected) = selected {
            node.set_description(selected);
        }
        node.add_action(Action::ScrollUp);
        node.add_action(Action::ScrollDown);
    });
    let Some(placed) = page.placed.iter().find(|placed| placed.block == index) else {
        return;
    };
    let Some(galley) = placed.setting.galley() else {
        return;
    };
    let cursor = |byte: usize| {
        let inner = byte.clamp(bytes.start, bytes.end) - bytes.start;
        CCursor {
            index: placed.setting.char_of(inner).into(),
            prefer_next_row: true,
        }
    };
    let range = selection.map(|selection| CCursorRange {
        primary: cursor(selection.caret),
        secondary: cursor(selection.anchor),
        h_pos: None,
    });
    let to_screen = TSTransform::from_translation(placed.origin.to_vec2());
    update_accesskit_for_text_widget(ctx, response.id, range, to_screen, galley);
}
