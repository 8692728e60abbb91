//! Where things go.

mod measure;
