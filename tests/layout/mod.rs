//! Where things go.

mod drawing;
mod measure;
mod outline;
mod placement;
mod scene;
mod stubs;
mod sight;
