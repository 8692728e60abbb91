//! From an edit to changes: one line per edit, the work is done in the file of its family.

use std::collections::HashSet;

use super::{
    Draft, Edit, Refusal, delete, dismiss, insert, link, node, place, retext, source, view,
};
use crate::model::Id;

/// Makes an edit in a draft.
///
/// Gives the records to be selected afterwards: what was made, or what was moved; nothing to
/// leave the selection as it is.
///
/// # Errors
/// A [`Refusal`] with its reason. The draft may then hold half an edit and must be cancelled.
pub fn decide(draft: &mut Draft<'_>, edit: &Edit) -> Result<Vec<Id>, Refusal> {
    match edit {
        Edit::SetField { field } => source::set_field(draft, field),
        Edit::AddSource { source } => source::add(draft, source),
        Edit::SetSourceField { source, field } => source::set_source_field(draft, source, field),
        Edit::CorrectSource {
            source,
            start,
            end,
            text,
        } => retext::correct(draft, source, *start..*end, text),
        Edit::ReplaceSourceText {
            source,
            text,
            structure,
            pages,
        } => retext::replace(draft, source, text, structure.as_deref(), pages),
        Edit::RemoveSource { source } => source::remove(draft, source),
        Edit::SetIrrelevant {
            source,
            start,
            end,
            irrelevant,
        } => source::set_irrelevant(draft, source, *start..*end, *irrelevant),
        Edit::SetUnmarked {
            source,
            exact,
            unmarked,
        } => source::set_unmarked(draft, source, exact, *unmarked),
        Edit::AddNode {
            kind,
            text,
            under,
            intent,
            anchor,
            after,
        } => {
            let spec = node::NewNode {
                kind,
                text,
                anchor: anchor.as_ref(),
            };
            node::add(draft, &spec, under.as_ref(), *intent, after.as_ref())
        }
        Edit::SetNodeField { node, field } => node::set_field(draft, node, field),
        Edit::SetText { node, text } => node::set_text(draft, node, text),
        Edit::SetKind { node, kind } => node::set_kind(draft, node, kind),
        Edit::AddAnchor { on, anchor } => node::add_anchor(draft, on, anchor),
        Edit::SetAnchor { on, index, anchor } => node::set_anchor(draft, on, *index, anchor),
        Edit::ConfirmAnchor { on, index } => node::confirm_anchor(draft, on, *index),
        Edit::RemoveAnchor { on, index } => node::remove_anchor(draft, on, *index),
        Edit::AddComment {
            on,
            author,
            text,
            reply_to,
        } => node::add_comment(draft, on, author, text, reply_to.as_ref()),
        Edit::ResolveComment {
            on,
            comment,
            resolved,
        } => node::alter_comment(draft, on, comment, Some(*resolved)),
        Edit::RemoveComment { on, comment } => node::alter_comment(draft, on, comment, None),
        Edit::AddLink { relation, from, to } => link::add(draft, relation, from, to),
        Edit::SetLinkField { link, field } => link::set_field(draft, link, field),
        Edit::SetRelation { link, relation } => link::set_relation(draft, link, relation),
        Edit::SwitchRelation { link } => link::switch_relation(draft, link),
        Edit::RemoveLink { link } => {
            let selected = delete::delete_link(draft, link)?;
            dismiss::drop_gone(draft)?;
            Ok(selected)
        }
        Edit::JoinPremises { nodes } => link::join(draft, nodes),
        Edit::AddPremise { link, node } => link::add_premise(draft, link, node),
        Edit::SplitPremises { link } => link::split(draft, link),
        Edit::Move {
            node,
            under,
            position,
        } => place::move_branch(draft, node, under.as_ref(), position),
        Edit::Reorder { node, by } => place::reorder(draft, node, *by),
        Edit::Delete { nodes, links, fate } => {
            let selected = delete::delete_nodes(draft, nodes, links, *fate)?;
            dismiss::drop_gone(draft)?;
            Ok(selected)
        }
        Edit::Arrange { node, how, view } => {
            view::arrange(draft, node, how.as_deref(), view.as_ref())
        }
        Edit::ClearArrangement { view } => view::clear_arrangement(draft, view.as_ref()),
        Edit::Pin { node, view, x, y } => view::pin(draft, node, view.as_ref(), Some((*x, *y))),
        Edit::Unpin { node, view } => view::pin(draft, node, view.as_ref(), None),
        Edit::AddView { name, like } => view::add(draft, name, like.as_ref()),
        Edit::RenameView { view, name } => view::rename(draft, view, name),
        Edit::RemoveView { view } => view::remove(draft, view),
        Edit::Insert {
            fragment,
            under,
            after,
            against,
        } => {
            let spot = insert::Spot {
                under: under.as_ref(),
                after: after.as_ref(),
                against,
            };
            insert::insert(draft, fragment, spot)
        }
        Edit::Take { changes } | Edit::Restore { changes } => draft.take(changes),
        Edit::DismissFinding {
            check,
            on,
            reason,
            author,
        } => dismiss::dismiss(draft, check, on, reason, author),
        Edit::RestoreFinding { check, on } => dismiss::restore(draft, check, on),
        Edit::Batch { edits } => {
            let mut selected = Vec::new();
            for edit in edits {
                selected.extend(decide(draft, edit)?);
            }
            let mut seen = HashSet::new();
            selected.retain(|id| seen.insert(id.clone()));
            Ok(selected)
        }
    }
}
