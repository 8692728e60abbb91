//! Where things go.

mod compact;
mod drawing;
mod measure;
mod outline;
mod placement;
mod radial;
mod scene;
mod sight;
