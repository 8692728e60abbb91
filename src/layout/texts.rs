//! The measured wordings of a map, kept from one plan to the next: records are shared, so the
//! same record has the same wording, and an edit measures the boxes that it has changed.

use std::collections::HashMap;
use std::sync::Arc;

use super::box_text::BoxText;
use super::measure::Measure;
use crate::model::Node;

/// How far ahead a record is looked for before all of them are indexed.
const NEAR: usize = 32;

/// Wordings by record, in the order in which they were asked for. Each holds its record, which keeps
/// the address of that from being used for another one.
#[derive(Debug, Default)]
pub struct Texts {
    /// Those of the last plan that have not been asked for yet.
    before: Vec<Option<Arc<BoxText>>>,
    now: Vec<Option<Arc<BoxText>>>,
    /// Where in `before` the next record is expected.
    at: usize,
    /// Places in `before` by the address of the record, which is compared and never followed; made when a record is not near where it is expected.
    by_record: Option<HashMap<usize, usize>>,
    /// How many are left in `before`.
    n_left: usize,
    n_measured: usize,
}

impl Texts {
    /// Begins the next plan: what has been asked for since the last call can be had again.
    pub fn begin(&mut self) {
        self.before = std::mem::take(&mut self.now);
        self.now.reserve(self.before.len());
        self.n_left = self.before.len();
        self.at = 0;
        self.by_record = None;
        self.n_measured = 0;
    }

    /// How many wordings have been measured since [`Self::begin`].
    pub fn n_measured(&self) -> usize {
        self.n_measured
    }

    /// The wording of a record, measured unless the last plan had it.
    pub fn get(
        &mut self,
        record: &Arc<Node>,
        is_main: bool,
        is_open: bool,
        measure: &dyn Measure,
    ) -> Arc<BoxText> {
        let kept = self.find(record).and_then(|at| self.before[at].take());
        self.n_left -= usize::from(kept.is_some());
        let is_same = |text: &Arc<BoxText>| text.is_open == is_open && text.is_main == is_main;
        let text = kept.filter(is_same).unwrap_or_else(|| {
            self.n_measured += 1;
            Arc::new(BoxText::of(record, is_main, is_open, measure))
        });
        self.now.push(Some(text.clone()));
        text
    }

    fn find(&mut self, record: &Arc<Node>) -> Option<usize> {
        let is_it = |text: &Option<Arc<BoxText>>| {
            let other = text.as_ref().map(|text| text.record());
            other.is_some_and(|other| Arc::ptr_eq(other, record))
        };
        let ahead = self.before.get(self.at..).unwrap_or_default().iter();
        let near = ahead.take(NEAR).position(is_it).map(|n| self.at + n);
        if near.is_none() && self.is_reworded(record) {
            self.at += 1;
            return None;
        }
        let found = near.or_else(|| self.find_far(record));
        if let Some(at) = found {
            self.at = at + 1;
        }
        found
    }

    /// Whether where the record is expected stands what it was before an edit.
    fn is_reworded(&self, record: &Node) -> bool {
        let text = self.before.get(self.at).and_then(Option::as_ref);
        text.is_some_and(|text| text.record().id == record.id)
    }

    fn find_far(&mut self, record: &Arc<Node>) -> Option<usize> {
        if self.n_left == 0 {
            return None;
        }
        let before = &self.before;
        let by_record = self.by_record.get_or_insert_with(|| {
            let places = before.iter().zip(0..);
            places
                .filter_map(|(text, at)| Some((address(text.as_ref()?.record()), at)))
                .collect()
        });
        by_record.get(&address(record)).copied()
    }
}

fn address(record: &Arc<Node>) -> usize {
    Arc::as_ptr(record) as usize
}
