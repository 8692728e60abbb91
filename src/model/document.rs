//! The map as a whole: flat tables of records, and the one function that changes them.

use std::collections::HashMap;
use std::sync::Arc;

use super::{
    Change, Changes, Comment, Dismissal, Extra, Id, Link, Mismatch, Node, RawJson, Record, Row,
    Source, Table, Time, View,
};

/// An argument map.
///
/// Invariant: ids are unique over nodes, links, sources, comments and views together. References
/// may point nowhere where a file brought them so; [`super::find_breaches`] names them.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    meta: Arc<Meta>,
    sources: Table<Source>,
    nodes: Table<Node>,
    links: Table<Link>,
    dismissals: Arc<Vec<Dismissal>>,
    views: Table<View>,
    /// How many comments bear each id, so that no search has to pass over all records.
    comment_ids: HashMap<Id, u32>,
}

/// The document's own fields.
#[derive(Debug, Clone, PartialEq)]
pub struct Meta {
    /// Its id.
    pub id: Id,
    /// Its title.
    pub title: String,
    /// Language tag of the map, such as `en`.
    pub language: String,
    /// When it was made.
    pub created: Time,
    /// When it was last changed; the only field that undo does not bring back.
    pub modified: Time,
    /// The program that wrote it last.
    pub generator: String,
    /// Abilities that a program needs to edit it.
    pub requires: Vec<String>,
    /// A marking such as a classification, printed on every page.
    pub marking: String,
    /// Whether it must not be remembered in lists and thumbnails.
    pub sensitive: bool,
    /// The yardstick of likelihood words.
    pub yardstick: String,
    /// Who made it.
    pub authors: Vec<String>,
    /// Third parties' data.
    pub extensions: Option<RawJson>,
    /// Unknown members.
    pub extra: Extra,
}

impl Document {
    /// An empty map.
    pub fn new(id: Id, now: Time) -> Self {
        Self::from_meta(Meta {
            id,
            title: String::new(),
            language: String::new(),
            created: now.clone(),
            modified: now,
            generator: concat!("linchpin ", env!("CARGO_PKG_VERSION")).to_owned(),
            requires: Vec::new(),
            marking: String::new(),
            sensitive: false,
            yardstick: String::new(),
            authors: Vec::new(),
            extensions: None,
            extra: Extra::new(),
        })
    }

    /// A map without records, for readers of files to fill.
    pub fn from_meta(meta: Meta) -> Self {
        Self {
            meta: Arc::new(meta),
            sources: Table::default(),
            nodes: Table::default(),
            links: Table::default(),
            dismissals: Arc::default(),
            views: Table::default(),
            comment_ids: HashMap::new(),
        }
    }

    /// The document's own fields.
    pub fn meta(&self) -> &Arc<Meta> {
        &self.meta
    }

    /// The sources, in document order.
    pub fn sources(&self) -> &Table<Source> {
        &self.sources
    }

    /// The nodes, in document order.
    pub fn nodes(&self) -> &Table<Node> {
        &self.nodes
    }

    /// The links, in document order, which is sibling order.
    pub fn links(&self) -> &Table<Link> {
        &self.links
    }

    /// Findings set aside.
    pub fn dismissals(&self) -> &Arc<Vec<Dismissal>> {
        &self.dismissals
    }

    /// The views, in document order.
    pub fn views(&self) -> &Table<View> {
        &self.views
    }

    /// Whether any record, comment or the document itself bears that id.
    pub fn is_taken(&self, id: &str) -> bool {
        self.count_bearers(id) > 0
    }

    /// How many records, comments and documents bear that id; more than one breaks a law.
    pub fn count_bearers(&self, id: &str) -> usize {
        usize::from(self.meta.id.as_str() == id)
            + usize::from(self.sources.contains(id))
            + usize::from(self.nodes.contains(id))
            + usize::from(self.links.contains(id))
            + usize::from(self.views.contains(id))
            + self.comment_ids.get(id).copied().unwrap_or_default() as usize
    }

    /// Adds a record that a file brings, at the end of its table. Gives it back if its id is
    /// taken within that table.
    pub fn load_source(&mut self, source: Source) -> Result<(), Arc<Source>> {
        self.sources.push(Arc::new(source))
    }

    /// As [`Self::load_source`], for a node.
    pub fn load_node(&mut self, node: impl Into<Arc<Node>>) -> Result<(), Arc<Node>> {
        let node = node.into();
        self.nodes.push(node.clone())?;
        self.count_comments(&node.comments, true);
        Ok(())
    }

    /// As [`Self::load_source`], for a link.
    pub fn load_link(&mut self, link: impl Into<Arc<Link>>) -> Result<(), Arc<Link>> {
        let link = link.into();
        self.links.push(link.clone())?;
        self.count_comments(&link.comments, true);
        Ok(())
    }

    /// As [`Self::load_source`], for a view.
    pub fn load_view(&mut self, view: View) -> Result<(), Arc<View>> {
        self.views.push(Arc::new(view))
    }

    /// Takes the dismissals that a file brings.
    pub fn load_dismissals(&mut self, dismissals: Vec<Dismissal>) {
        self.dismissals = Arc::new(dismissals);
    }

    /// Notes when, and by which program, the map was last changed.
    pub fn touch(&mut self, now: Time) {
        let meta = Arc::make_mut(&mut self.meta);
        meta.modified = now;
        concat!("linchpin ", env!("CARGO_PKG_VERSION")).clone_into(&mut meta.generator);
    }

    /// Drops what the map asks of programs, which a copy made by a program that cannot serve it
    /// no longer asks.
    pub fn drop_requirements(&mut self) {
        Arc::make_mut(&mut self.meta).requires.clear();
    }

    /// Applies changes, all or none.
    ///
    /// # Errors
    /// A [`Mismatch`] if a before image is not what the map holds; then nothing has changed.
    pub fn apply(&mut self, changes: &Changes) -> Result<(), Mismatch> {
        for (done, change) in changes.0.iter().enumerate() {
            if let Err(mismatch) = self.apply_one(change) {
                let undo = Changes(changes.0[..done].to_vec()).invert();
                for change in &undo.0 {
                    self.apply_one(change)
                        .expect("what was just applied can be taken back");
                }
                return Err(mismatch);
            }
        }
        Ok(())
    }

    fn apply_one(&mut self, change: &Change) -> Result<(), Mismatch> {
        match change {
            Change::Meta { before, after } => {
                if !is_same_meta(&self.meta, before) {
                    return Err(Mismatch(self.meta.id.clone()));
                }
                let mut meta = Meta::clone(after);
                meta.modified = self.meta.modified.clone();
                meta.generator.clone_from(&self.meta.generator);
                self.meta = Arc::new(meta);
                Ok(())
            }
            Change::Source(row) => apply_row(&mut self.sources, row),
            Change::Node(row) => {
                apply_row(&mut self.nodes, row)?;
                self.recount_comments(row, |node| &node.comments);
                Ok(())
            }
            Change::Link(row) => {
                apply_row(&mut self.links, row)?;
                self.recount_comments(row, |link| &link.comments);
                Ok(())
            }
            Change::View(row) => apply_row(&mut self.views, row),
            Change::Dismissals { before, after } => {
                if self.dismissals != *before {
                    return Err(Mismatch(self.meta.id.clone()));
                }
                self.dismissals = after.clone();
                Ok(())
            }
        }
    }

    fn recount_comments<T>(&mut self, row: &Row<T>, comments: impl Fn(&T) -> &[Comment]) {
        if let Some(before) = &row.before {
            self.count_comments(comments(&before.record), false);
        }
        if let Some(after) = &row.after {
            self.count_comments(comments(&after.record), true);
        }
    }

    fn count_comments(&mut self, comments: &[Comment], is_added: bool) {
        for comment in comments {
            if is_added {
                *self.comment_ids.entry(comment.id.clone()).or_default() += 1;
            } else if let Some(n) = self.comment_ids.get_mut(&comment.id) {
                *n -= 1;
                if *n == 0 {
                    self.comment_ids.remove(&comment.id);
                }
            }
        }
    }
}

/// Equal but for the stamps that saving sets.
fn is_same_meta(a: &Meta, b: &Meta) -> bool {
    let mut stamped = b.clone();
    stamped.modified = a.modified.clone();
    stamped.generator.clone_from(&a.generator);
    *a == stamped
}

fn apply_row<T: Record + PartialEq>(table: &mut Table<T>, row: &Row<T>) -> Result<(), Mismatch> {
    if let (Some(before), Some(after)) = (&row.before, &row.after)
        && before.record.id() != after.record.id()
    {
        return Err(Mismatch(after.record.id().clone()));
    }
    let in_place = match (&row.before, &row.after) {
        (Some(before), Some(after)) => before.at == after.at,
        _ => false,
    };
    if let Some(before) = &row.before {
        let is_there = table.rows().get(before.at).is_some_and(|record| {
            Arc::ptr_eq(record, &before.record) || **record == *before.record
        });
        if !is_there {
            return Err(Mismatch(before.record.id().clone()));
        }
        if !in_place {
            table.remove(before.at);
        }
    }
    if let Some(after) = &row.after {
        if in_place {
            table.replace(after.at, after.record.clone());
        } else if table.insert(after.at, after.record.clone()).is_err() {
            if let Some(before) = &row.before {
                table
                    .insert(before.at, before.record.clone())
                    .unwrap_or_else(|_| unreachable!("the place was emptied just now"));
            }
            return Err(Mismatch(after.record.id().clone()));
        }
    }
    Ok(())
}
