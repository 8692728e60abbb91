//! What was last foretold of a release, for as long as it is asked about again: what is drawn, said
//! and told to a screen reader in one frame are answers to one question.

use std::cell::RefCell;
use std::sync::Arc;

use super::{Forecast, Tab, WireEdit, Xy};
use crate::edit::Refusal;
use crate::layout::Placement;
use crate::model::{Id, Relation};

/// What was foretold last.
#[derive(Default)]
pub struct Foreseen {
    drop: RefCell<Option<(DropAsked, Forecast)>>,
    wire: RefCell<Option<(WireAsked, WireForecast)>>,
}

/// What drawing a link somewhere comes to.
pub(super) type WireForecast = Result<Option<Relation>, Refusal>;

/// All that a forecast of a drop depends on.
struct DropAsked {
    dragged: Vec<Id>,
    at: Xy,
    zoom: f32,
    revision: u64,
    is_read_only: bool,
    placement: Arc<Placement>,
}

/// All that a forecast of a link depends on.
#[derive(PartialEq)]
struct WireAsked {
    ends: [Id; 2],
    makes: WireEdit,
    revision: u64,
    selection: u64,
    is_read_only: bool,
}

impl DropAsked {
    fn is_same(&self, tab: &Tab, dragged: &[Id], at: Xy) -> bool {
        self.at == at
            && self.zoom == tab.camera.zoom
            && self.revision == tab.editor.revision()
            && self.is_read_only == tab.editor.is_read_only()
            && Arc::ptr_eq(&self.placement, tab.picture.placement())
            && self.dragged == dragged
    }
}

impl Tab {
    /// The forecast of a drop there: the last one if nothing has changed, else what `look` finds.
    pub(super) fn foresee_drop(
        &self,
        dragged: &[Id],
        at: Xy,
        look: impl FnOnce() -> Forecast,
    ) -> Forecast {
        if let Some((asked, forecast)) = &*self.foreseen.drop.borrow()
            && asked.is_same(self, dragged, at)
        {
            return forecast.clone();
        }
        let forecast = look();
        let asked = DropAsked {
            dragged: dragged.to_vec(),
            at,
            zoom: self.camera.zoom,
            revision: self.editor.revision(),
            is_read_only: self.editor.is_read_only(),
            placement: self.picture.placement().clone(),
        };
        *self.foreseen.drop.borrow_mut() = Some((asked, forecast.clone()));
        forecast
    }

    /// The same for a link from one end to another.
    pub(super) fn foresee_wire(
        &self,
        ends: [&Id; 2],
        makes: WireEdit,
        look: impl FnOnce() -> WireForecast,
    ) -> WireForecast {
        let asked = WireAsked {
            ends: ends.map(Id::clone),
            makes,
            revision: self.editor.revision(),
            selection: self.selected.revision(),
            is_read_only: self.editor.is_read_only(),
        };
        if let Some((last, forecast)) = &*self.foreseen.wire.borrow()
            && *last == asked
        {
            return forecast.clone();
        }
        let forecast = look();
        *self.foreseen.wire.borrow_mut() = Some((asked, forecast.clone()));
        forecast
    }
}
