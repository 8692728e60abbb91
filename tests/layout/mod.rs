//! Where things go.

mod compact;
mod drawing;
mod layered;
mod measure;
mod outline;
mod pins;
mod placement;
mod radial;
mod scene;
mod sight;
mod stability;
mod stubs;
