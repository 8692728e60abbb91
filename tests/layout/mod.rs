//! Where things go.

mod compact;
mod drawing;
mod measure;
mod outline;
mod placement;
mod scene;
mod sight;
