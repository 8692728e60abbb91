//! Maps to begin with: templates, and the samples that come with the program.

use super::App;
use crate::edit::{Edit, Field};
use crate::format::{native, outline};
use crate::words;

/// A map to fill in, written in the outline notation.
pub struct Template {
    /// Its id; its name stands under `start-template-<id>`.
    pub id: &'static str,
    notation: &'static str,
}

/// A map with its article, to look at and try things on.
pub struct Sample {
    /// Its id; its name stands under `command-sample…`.
    pub id: &'static str,
    file: &'static [u8],
}

impl Template {
    /// The analysis of an opinion piece.
    pub const OP_ED: &'static str = "op-ed";
    /// A debate for a class.
    pub const DEBATE: &'static str = "debate";
    /// Competing hypotheses.
    pub const HYPOTHESES: &'static str = "hypotheses";

    /// The templates, in the order in which they are offered.
    pub const ALL: &'static [Self] = &[
        Self {
            id: Self::OP_ED,
            notation: include_str!("../../assets/templates/op-ed.txt"),
        },
        Self {
            id: Self::DEBATE,
            notation: include_str!("../../assets/templates/debate.txt"),
        },
        Self {
            id: Self::HYPOTHESES,
            notation: include_str!("../../assets/templates/hypotheses.txt"),
        },
    ];
}

impl Sample {
    /// Ten boxes.
    pub const TOUR: &'static str = "tour";
    /// An opinion piece on policy.
    pub const OP_ED: &'static str = "op-ed";
    /// A school-board hearing.
    pub const DEBATE: &'static str = "debate";

    /// The samples, in the order in which they are offered.
    pub const ALL: &'static [Self] = &[
        Self {
            id: Self::TOUR,
            file: include_bytes!("../../samples/tour/mill-street.argmap.json"),
        },
        Self {
            id: Self::OP_ED,
            file: include_bytes!("../../samples/policy-op-ed/op-ed.argmap.json"),
        },
        Self {
            id: Self::DEBATE,
            file: include_bytes!("../../samples/school-board/hearing.argmap.json"),
        },
    ];
}

impl App {
    /// Opens a sample as a map without a file, so that the sample itself is never overwritten.
    pub fn open_sample(&mut self, id: &str) {
        let Some(sample) = Sample::ALL.iter().find(|sample| sample.id == id) else {
            return;
        };
        match native::read(sample.file) {
            Ok(loaded) => {
                self.add_tab(loaded.document);
                self.settings.panels.reader.shown = true;
            }
            Err(error) => self.fail(error.to_string()),
        }
    }

    /// Starts a map from a template, as one step of its history.
    pub fn start_from(&mut self, id: &str) {
        let Some(template) = Template::ALL.iter().find(|template| template.id == id) else {
            return;
        };
        self.new_map();
        let fragment = Box::new(outline::parse(template.notation, self.host.random()));
        let title = words::say(&format!("start-template-{id}")).into_owned();
        let edits = vec![
            Edit::SetField {
                field: Field::Title(title),
            },
            Edit::Insert {
                fragment,
                under: None,
                after: None,
                against: Vec::new(),
            },
        ];
        self.commit(&Edit::Batch { edits });
        if let Some(tab) = self.tab_mut() {
            tab.camera_wish = Some(super::CameraWish::Begin);
            tab.selected.truncate(1);
        }
    }
}
