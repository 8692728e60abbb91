//! What stands and what falls: an argument evaluated all or nothing, as Carneades does it. Claims
//! are in or out by the best reason on each side and a standard of proof. Gordon and Walton,
//! "Formalizing Balancing Arguments" (COMMA 2016).

mod map;
mod structure;

pub(super) use map::Without;
pub use map::{Acceptance, Because};
pub use structure::{Issue, Standard, Step, Structure, Weighing};

pub use super::strength::Label;
