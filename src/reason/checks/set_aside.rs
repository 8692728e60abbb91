//! Findings that somebody has set aside. That lasts as long as what the finding was about stays as
//! it was.

use std::collections::HashMap;

use super::Finding;
use crate::model::{Dismissal, Document, Id, fingerprint_records};

/// The dismissals of a map, made ready for asking.
pub struct SetAside<'a> {
    document: &'a Document,
    by_subject: HashMap<(&'a str, &'a [Id]), &'a Dismissal>,
}

impl<'a> SetAside<'a> {
    /// The dismissals of that map.
    pub fn of(document: &'a Document) -> Self {
        let dismissals = document.dismissals().iter();
        let by_subject = dismissals
            .map(|dismissal| ((dismissal.check.as_str(), &dismissal.on[..]), dismissal))
            .collect();
        Self {
            document,
            by_subject,
        }
    }

    /// The dismissal of a finding, if there is one and it has not lapsed.
    pub fn find(&self, finding: &Finding) -> Option<&'a Dismissal> {
        if self.by_subject.is_empty() {
            return None;
        }
        let dismissal = self.by_subject.get(&(finding.check, &finding.on[..]))?;
        self.holds(dismissal).then_some(*dismissal)
    }

    /// Why a finding was once set aside, where that has lapsed.
    pub fn find_lapsed(&self, finding: &Finding) -> Option<&'a str> {
        if self.by_subject.is_empty() {
            return None;
        }
        let dismissal = self.by_subject.get(&(finding.check, &finding.on[..]))?;
        (!self.holds(dismissal)).then_some(dismissal.reason.as_str())
    }

    fn holds(&self, dismissal: &Dismissal) -> bool {
        dismissal.fingerprint.is_empty()
            || dismissal.fingerprint == fingerprint_records(self.document, &dismissal.on)
    }
}
