//! Where things go.

mod drawing;
mod measure;
mod placement;
mod scene;
