//! What is being typed and is no edit yet: the wording of a box, a correction of the article, fields of
//! the inspector. Within a moment it is written to the journal, as the edits that it would become, and
//! after a crash it is the last step of what is restored.

use serde_json::Value;

use super::{App, FixedHost, Host, Tab, WordingOrigin};
use crate::edit::{Context, Edit};
use crate::format::journal::Recovered;

/// What was typed is written down after so many seconds at the latest.
const MOST_SECONDS: f64 = 0.3;
/// And as soon as so many characters of it are others.
const MOST_CHARACTERS: usize = 20;
/// Names the step that what was being typed becomes after a crash.
const LABEL: &str = "edit-typed";

/// What is being typed in a tab, as its journal knows it.
#[derive(Default)]
pub struct Typing {
    /// What fields outside the map would become.
    fields: Vec<Edit>,
    /// As the journal has it.
    kept: Vec<Edit>,
    /// Since when something else is typed than the journal has, in the host's seconds.
    since: Option<f64>,
    /// The journal was begun anew and has to be told again.
    is_forgotten: bool,
}

impl Typing {
    /// Whether what is typed now is not what the journal has. A step may have made it another edit.
    pub(super) fn differs_from(&self, typed: &[Edit]) -> bool {
        self.kept != typed
    }

    /// Whether what is typed now has to be written down now. What has been made an edit, or dropped,
    /// always has.
    pub(super) fn is_due(&mut self, typed: &[Edit], now: f64) -> bool {
        if self.kept == typed {
            self.since = None;
            return false;
        }
        let since = *self.since.get_or_insert(now);
        typed.is_empty()
            || self.is_forgotten
            || now - since >= MOST_SECONDS
            || count_changed(&self.kept, typed) >= MOST_CHARACTERS
    }

    /// Notes that what a field would become is made an edit now.
    pub(super) fn leave(&mut self, edit: &Edit) {
        self.fields.retain(|field| field != edit);
    }

    /// Notes that the journal has that.
    pub(super) fn keep(&mut self, typed: Vec<Edit>) {
        self.kept = typed;
        self.since = None;
        self.is_forgotten = false;
    }

    /// Whether the journal has had what is being typed before, and was begun anew since.
    pub(super) fn is_forgotten(&self) -> bool {
        self.is_forgotten
    }

    /// Notes that there is no journal.
    pub(super) fn stop(&mut self) {
        self.kept = Vec::new();
        self.since = None;
        self.is_forgotten = false;
    }

    /// Notes that the journal is begun anew.
    pub(super) fn forget_kept(&mut self) {
        self.is_forgotten = !self.kept.is_empty();
        self.kept = Vec::new();
    }
}

/// In how many characters what is typed differs; of what has just been begun, all of them.
fn count_changed(before: &[Edit], after: &[Edit]) -> usize {
    let texts = after.iter().enumerate().map(|(n, edit)| {
        let before = before.get(n).map(find_text).unwrap_or_default();
        count_between(&before, &find_text(edit))
    });
    texts.sum()
}

/// The longest text of an edit: what is typed, or of something short perhaps an id.
fn find_text(edit: &Edit) -> String {
    fn longest(value: Value) -> String {
        match value {
            Value::String(text) => text,
            Value::Array(parts) => longest_of(parts.into_iter()),
            Value::Object(parts) => longest_of(parts.into_iter().map(|(_, part)| part)),
            Value::Null | Value::Bool(_) | Value::Number(_) => String::new(),
        }
    }
    fn longest_of(parts: impl Iterator<Item = Value>) -> String {
        let texts = parts.map(longest);
        texts.max_by_key(String::len).unwrap_or_default()
    }
    serde_json::to_value(edit).map(longest).unwrap_or_default()
}

/// How many characters lie between what two texts begin with and what they end with alike.
fn count_between(before: &str, after: &str) -> usize {
    let (before, after): (Vec<char>, Vec<char>) =
        (before.chars().collect(), after.chars().collect());
    let alike = before.iter().zip(&after).take_while(|(a, b)| a == b);
    let n_start = alike.count();
    let (before, after) = (&before[n_start..], &after[n_start..]);
    let alike = before.iter().rev().zip(after.iter().rev());
    let n_end = alike.take_while(|(a, b)| a == b).count();
    before.len().max(after.len()) - n_end
}

impl Tab {
    /// What is being typed, as the edits that it would become.
    pub(super) fn list_typed(&self) -> Vec<Edit> {
        if self.editor.is_read_only() {
            return Vec::new();
        }
        let wording = self.find_typed_wording().into_iter();
        let correction = self.find_typed_correction();
        let fields = self.typing.fields.iter().cloned();
        wording.chain(correction).chain(fields).collect()
    }

    fn find_typed_wording(&self) -> Option<Edit> {
        let wording = self.wording.as_ref()?;
        let node = self.document().nodes().get(wording.node.as_str())?;
        let text = wording.draft.trim();
        let is_dropped = text.is_empty() && wording.origin == WordingOrigin::NewBox;
        if is_dropped || text == node.text {
            return None;
        }
        Some(Edit::SetText {
            node: wording.node.clone(),
            text: text.to_owned(),
        })
    }

    fn find_typed_correction(&self) -> Option<Edit> {
        let correction = self.reading.correction.as_ref()?;
        // The picture may lag behind the step that is being noted.
        let source = self.document().sources().get(correction.source.as_str())?;
        let is_shown = self.reading.source.as_ref() == Some(&correction.source);
        if !is_shown || correction.before == correction.draft {
            return None;
        }
        let span = correction.find_place(&source.text)?;
        let start = source.text[..span.start.0].chars().count();
        let end = start + correction.before.chars().count();
        Some(Edit::CorrectSource {
            source: correction.source.clone(),
            start,
            end,
            text: correction.draft.clone(),
        })
    }
}

impl App {
    /// Takes what stands in fields outside the map and is no edit yet, as what it would become in each
    /// tab.
    pub fn draft_fields(&mut self, drafts: &[(u64, Vec<Edit>)]) {
        let mut is_new = false;
        for tab in &mut self.tabs {
            let own = drafts.iter().find(|(key, _)| *key == tab.key);
            let own = own.map_or(&[][..], |(_, edits)| edits);
            if tab.typing.fields != own {
                tab.typing.fields = own.to_vec();
                is_new = true;
            }
        }
        if is_new {
            self.keep_journals();
        }
    }

    /// In how many seconds something that is being typed has to be written down.
    pub fn wakes_for_typing(&self) -> Option<f64> {
        let now = self.host.seconds();
        let since = self.tabs.iter().filter_map(|tab| tab.typing.since);
        let left = since.map(|since| (since + MOST_SECONDS - now).max(0.0));
        left.reduce(f64::min)
    }
}

/// Makes what was being typed when the program ended the last step of what was recovered. Gives whether
/// that changed anything: what was made an edit just then is in the map already.
pub(super) fn take_typed(told: &mut Recovered, session: &str) -> bool {
    let before = told.editor.revision();
    let now = told.editor.document().meta().modified.clone();
    // Ids of what is made are drawn by the name of the session, which is random.
    let seed = session.get(..16).unwrap_or_default();
    let seed = u64::from_str_radix(seed, 16).unwrap_or_default();
    let mut host = FixedHost::new(now.clone(), seed);
    for edit in std::mem::take(&mut told.typed) {
        let context = Context {
            random: host.random(),
            now: now.clone(),
        };
        // What fits the map no more, because of a step after it, is left out.
        let key = Some(LABEL.to_owned());
        drop(told.editor.commit(&edit, &[], key, context));
    }
    let is_changed = told.editor.revision() != before;
    if is_changed {
        told.editor.name_last_step(LABEL);
        told.n_unsaved += 1;
    }
    is_changed
}
