//! A document while one edit is being made: every step is applied at once and remembered, so
//! later steps see earlier ones and the whole can be taken back.

use std::cell::OnceCell;
use std::sync::Arc;

use super::Refusal;
use crate::model::{
    Change, Changes, Dismissal, Document, Graph, Id, Link, Meta, Node, Placed, RandomSource,
    Record, RecordKind, Row, Source, Table, Time, View, draw_id,
};

/// The working copy of one edit.
pub struct Draft<'a> {
    document: &'a mut Document,
    random: &'a mut dyn RandomSource,
    now: Time,
    changes: Changes,
    /// An earlier graph, and how many of the changes it knows of.
    known: (Arc<Graph>, usize),
    /// The graph of the document as it stands, if it was asked for since it last changed.
    graph: OnceCell<Arc<Graph>>,
}

impl<'a> Draft<'a> {
    /// Begins an edit. `graph` is that of the document.
    pub fn begin(
        document: &'a mut Document,
        graph: Arc<Graph>,
        random: &'a mut dyn RandomSource,
        now: Time,
    ) -> Self {
        Self {
            document,
            random,
            now,
            changes: Changes::default(),
            known: (graph.clone(), 0),
            graph: OnceCell::from(graph),
        }
    }

    /// The document as it stands by now.
    pub fn document(&self) -> &Document {
        self.document
    }

    /// The graph as it stands by now.
    pub fn graph(&self) -> Arc<Graph> {
        let (known, n_known) = &self.known;
        let make = || known.after(self.document, &self.changes.0[*n_known..]);
        self.graph.get_or_init(|| Arc::new(make())).clone()
    }

    /// The time of the edit.
    pub fn now(&self) -> &Time {
        &self.now
    }

    /// What has been done so far.
    pub fn changes(&self) -> &Changes {
        &self.changes
    }

    /// Ends the edit.
    pub fn finish(self) -> Changes {
        self.changes
    }

    /// Takes everything back.
    pub fn cancel(self) {
        self.document
            .apply(&self.changes.invert())
            .expect("an edit can take its own steps back");
    }

    /// A new id.
    pub fn draw_id(&mut self, kind: RecordKind) -> Id {
        let document = &*self.document;
        draw_id(kind, self.random, |id| document.is_taken(id))
    }

    /// A node, by id.
    pub fn node(&self, id: &Id) -> Result<Arc<Node>, Refusal> {
        self.document
            .nodes()
            .get(id.as_str())
            .cloned()
            .ok_or_else(|| Refusal::Missing(id.clone()))
    }

    /// A link, by id.
    pub fn link(&self, id: &Id) -> Result<Arc<Link>, Refusal> {
        self.document
            .links()
            .get(id.as_str())
            .cloned()
            .ok_or_else(|| Refusal::Missing(id.clone()))
    }

    /// A source, by id.
    pub fn source(&self, id: &Id) -> Result<Arc<Source>, Refusal> {
        let source = self.document.sources().get(id.as_str()).cloned();
        source.ok_or_else(|| Refusal::Missing(id.clone()))
    }

    /// A view, by id.
    pub fn view(&self, id: &Id) -> Result<Arc<View>, Refusal> {
        let view = self.document.views().get(id.as_str()).cloned();
        view.ok_or_else(|| Refusal::Missing(id.clone()))
    }

    /// Adds a node at the end, or at a place in document order.
    pub fn add_node(
        &mut self,
        node: impl Into<Arc<Node>>,
        at: Option<usize>,
    ) -> Result<(), Refusal> {
        let row = add(self.document.nodes(), node.into(), at);
        self.apply(Change::Node(row))
    }

    /// Adds a link at the end, or at a place in document order.
    pub fn add_link(
        &mut self,
        link: impl Into<Arc<Link>>,
        at: Option<usize>,
    ) -> Result<(), Refusal> {
        let row = add(self.document.links(), link.into(), at);
        self.apply(Change::Link(row))
    }

    /// Adds a source at the end.
    pub fn add_source(&mut self, source: Source) -> Result<(), Refusal> {
        let row = add(self.document.sources(), Arc::new(source), None);
        self.apply(Change::Source(row))
    }

    /// Adds a view at the end.
    pub fn add_view(&mut self, view: View) -> Result<(), Refusal> {
        let row = add(self.document.views(), Arc::new(view), None);
        self.apply(Change::View(row))
    }

    /// Alters a node.
    pub fn alter_node(&mut self, id: &Id, alter: impl FnOnce(&mut Node)) -> Result<(), Refusal> {
        match alter_row(self.document.nodes(), id, alter)? {
            Some(row) => self.apply(Change::Node(row)),
            None => Ok(()),
        }
    }

    /// Alters a link.
    pub fn alter_link(&mut self, id: &Id, alter: impl FnOnce(&mut Link)) -> Result<(), Refusal> {
        match alter_row(self.document.links(), id, alter)? {
            Some(row) => self.apply(Change::Link(row)),
            None => Ok(()),
        }
    }

    /// Alters a source.
    pub fn alter_source(
        &mut self,
        id: &Id,
        alter: impl FnOnce(&mut Source),
    ) -> Result<(), Refusal> {
        match alter_row(self.document.sources(), id, alter)? {
            Some(row) => self.apply(Change::Source(row)),
            None => Ok(()),
        }
    }

    /// Alters a view.
    pub fn alter_view(&mut self, id: &Id, alter: impl FnOnce(&mut View)) -> Result<(), Refusal> {
        match alter_row(self.document.views(), id, alter)? {
            Some(row) => self.apply(Change::View(row)),
            None => Ok(()),
        }
    }

    /// Alters the document's own fields.
    pub fn alter_meta(&mut self, alter: impl FnOnce(&mut Meta)) -> Result<(), Refusal> {
        let before = self.document.meta().clone();
        let mut after = Meta::clone(&before);
        alter(&mut after);
        if after == *before {
            return Ok(());
        }
        self.apply(Change::Meta {
            before,
            after: Arc::new(after),
        })
    }

    /// Puts another list of dismissals in the place of the one that is there.
    pub(super) fn set_dismissals(
        &mut self,
        before: Arc<Vec<Dismissal>>,
        after: Arc<Vec<Dismissal>>,
    ) -> Result<(), Refusal> {
        self.apply(Change::Dismissals { before, after })
    }

    /// Makes changes that were worked out for the document as it stands.
    pub(super) fn take(&mut self, changes: &Changes) -> Result<Vec<Id>, Refusal> {
        for change in &changes.0 {
            self.apply(change.clone())?;
        }
        Ok(Vec::new())
    }

    /// Nodes and links that this edit has deleted so far, ascending.
    pub(super) fn list_deleted(&self) -> Vec<Id> {
        let mut deleted: Vec<Id> = self.changes.0.iter().filter_map(find_deleted).collect();
        deleted.retain(|id| !self.document.is_taken(id.as_str()));
        deleted.sort_unstable();
        deleted
    }

    /// Moves a node to a place in document order, counted without it.
    pub fn move_node(&mut self, id: &Id, at: usize) -> Result<(), Refusal> {
        match move_row(self.document.nodes(), id, at)? {
            Some(row) => self.apply(Change::Node(row)),
            None => Ok(()),
        }
    }

    /// Moves a link to a place in document order, counted without it.
    pub fn move_link(&mut self, id: &Id, at: usize) -> Result<(), Refusal> {
        match move_row(self.document.links(), id, at)? {
            Some(row) => self.apply(Change::Link(row)),
            None => Ok(()),
        }
    }

    /// Removes a node and nothing else.
    pub fn remove_node(&mut self, id: &Id) -> Result<(), Refusal> {
        let row = remove(self.document.nodes(), id)?;
        self.apply(Change::Node(row))
    }

    /// Removes a link and nothing else.
    pub fn remove_link(&mut self, id: &Id) -> Result<(), Refusal> {
        let row = remove(self.document.links(), id)?;
        self.apply(Change::Link(row))
    }

    /// Removes a view.
    pub fn remove_view(&mut self, id: &Id) -> Result<(), Refusal> {
        let row = remove(self.document.views(), id)?;
        self.apply(Change::View(row))
    }

    /// Removes a source and nothing else.
    pub fn remove_source(&mut self, id: &Id) -> Result<(), Refusal> {
        let row = remove(self.document.sources(), id)?;
        self.apply(Change::Source(row))
    }

    fn apply(&mut self, change: Change) -> Result<(), Refusal> {
        let step = Changes(vec![change]);
        self.document.apply(&step)?;
        if step.alters_graph()
            && let Some(graph) = self.graph.take()
        {
            self.known = (graph, self.changes.0.len());
        }
        self.changes.0.extend(step.0);
        Ok(())
    }
}

fn find_deleted(change: &Change) -> Option<Id> {
    match change {
        Change::Node(Row {
            before: Some(before),
            after: None,
        }) => Some(before.record.id.clone()),
        Change::Link(Row {
            before: Some(before),
            after: None,
        }) => Some(before.record.id.clone()),
        _ => None,
    }
}

fn add<T: Record>(table: &Table<T>, record: Arc<T>, at: Option<usize>) -> Row<T> {
    let at = at.unwrap_or(table.len()).min(table.len());
    Row {
        before: None,
        after: Some(Placed { at, record }),
    }
}

fn find<T: Record>(table: &Table<T>, id: &Id) -> Result<Placed<T>, Refusal> {
    let missing = || Refusal::Missing(id.clone());
    let at = table.position(id.as_str()).ok_or_else(missing)?;
    Ok(Placed {
        at,
        record: table.rows()[at].clone(),
    })
}

fn alter_row<T: Record + Clone + PartialEq>(
    table: &Table<T>,
    id: &Id,
    alter: impl FnOnce(&mut T),
) -> Result<Option<Row<T>>, Refusal> {
    let before = find(table, id)?;
    let mut record = T::clone(&before.record);
    alter(&mut record);
    if record == *before.record {
        return Ok(None);
    }
    let after = Placed {
        at: before.at,
        record: Arc::new(record),
    };
    Ok(Some(Row {
        before: Some(before),
        after: Some(after),
    }))
}

fn move_row<T: Record>(table: &Table<T>, id: &Id, at: usize) -> Result<Option<Row<T>>, Refusal> {
    let before = find(table, id)?;
    let at = at.min(table.len() - 1);
    if before.at == at {
        return Ok(None);
    }
    let after = Placed {
        at,
        record: before.record.clone(),
    };
    Ok(Some(Row {
        before: Some(before),
        after: Some(after),
    }))
}

fn remove<T: Record>(table: &Table<T>, id: &Id) -> Result<Row<T>, Refusal> {
    Ok(Row {
        before: Some(find(table, id)?),
        after: None,
    })
}
