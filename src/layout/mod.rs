//! Where things go (to come).

pub mod measure;
