//! Setting findings aside, and taking that back. What a check finds is not known here: a finding is
//! named by its check and the records it is about.

use std::sync::Arc;

use super::{Draft, Refusal};
use crate::model::{Dismissal, Extra, Id, fingerprint_records};

/// Sets a finding aside for a reason; again, if it was and has come back.
pub(super) fn dismiss(
    draft: &mut Draft<'_>,
    check: &str,
    on: &[Id],
    reason: &str,
    author: &str,
) -> Result<Vec<Id>, Refusal> {
    let (check, reason) = (check.trim(), reason.trim());
    if check.is_empty() || reason.is_empty() {
        return Err(Refusal::NoReason);
    }
    let document = draft.document();
    for id in on {
        let is_there = document.nodes().contains(id.as_str());
        if !is_there && !document.links().contains(id.as_str()) {
            return Err(Refusal::Missing(id.clone()));
        }
    }
    let dismissal = Dismissal {
        check: check.to_owned(),
        on: on.to_vec(),
        reason: reason.to_owned(),
        author: author.trim().to_owned(),
        created: Some(draft.now().clone()),
        fingerprint: fingerprint_records(document, on),
        extra: Extra::new(),
    };
    draft.alter_dismissals(|dismissals| {
        dismissals.retain(|it| !is_about(it, check, on));
        dismissals.push(dismissal);
    })?;
    Ok(Vec::new())
}

/// Lets a finding be told again that was set aside.
pub(super) fn restore(draft: &mut Draft<'_>, check: &str, on: &[Id]) -> Result<Vec<Id>, Refusal> {
    let mut dismissals = draft.document().dismissals().iter();
    if !dismissals.any(|it| is_about(it, check, on)) {
        return Err(Refusal::NotDismissed);
    }
    draft.alter_dismissals(|dismissals| dismissals.retain(|it| !is_about(it, check, on)))?;
    Ok(Vec::new())
}

/// Lets dismissals go that are about records which have been deleted in this very edit.
pub(super) fn drop_gone(draft: &mut Draft<'_>) -> Result<(), Refusal> {
    if draft.document().dismissals().is_empty() {
        return Ok(());
    }
    let deleted = draft.list_deleted();
    let is_gone = |id: &Id| deleted.binary_search(id).is_ok();
    draft.alter_dismissals(|dismissals| dismissals.retain(|it| !it.on.iter().any(is_gone)))
}

fn is_about(dismissal: &Dismissal, check: &str, on: &[Id]) -> bool {
    dismissal.check == check && dismissal.on == on
}

impl Draft<'_> {
    fn alter_dismissals(&mut self, alter: impl FnOnce(&mut Vec<Dismissal>)) -> Result<(), Refusal> {
        let before = self.document().dismissals().clone();
        let mut after = Vec::clone(&before);
        alter(&mut after);
        if after == *before {
            return Ok(());
        }
        self.set_dismissals(before, Arc::new(after))
    }
}
