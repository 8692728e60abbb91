//! Where results are written: never over a file that is there unless that was said, and never
//! over a map that this program can only read.

use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::app::{Guard, export_map, save_guarded};
use crate::format::{ExportRequest, native};
use crate::model::Document;
use crate::storage::{StorageError, read_bounded};

/// A place that was found free, or that may be overwritten.
pub(super) struct Target {
    path: PathBuf,
    /// What stood there when it was looked at, and has to stand there when it is written.
    guard: Guard,
}

impl Target {
    /// Looks at the place before any work is done. With `force`, what is there may be replaced.
    pub(super) fn claim(path: &Path, force: bool) -> anyhow::Result<Self> {
        let guard = match read_bounded(path, force) {
            // A link that leads nowhere yet is followed, and replaces nothing.
            Err(StorageError::Missing { .. }) if force || path.is_symlink() => Guard::Replaced,
            Err(StorageError::Missing { .. }) => Guard::Absent,
            Err(error @ (StorageError::IsFolder { .. } | StorageError::NotAFile { .. })) => {
                return Err(error.into());
            }
            // A place that cannot be looked at may hold something.
            Err(error @ StorageError::Unreadable { .. }) if !force => return Err(error.into()),
            _ if !force => bail!(
                "there is a file of this name already; choose another name, or add --force to \
                 replace it: {}",
                path.display()
            ),
            Ok(file) => {
                if let Some(why) = native::read(&file.bytes).ok().and_then(|map| map.read_only) {
                    bail!(
                        "the file was not replaced, because it holds a map that this program can \
                         only read ({why}); choose another name: {}",
                        path.display()
                    );
                }
                Guard::Same(file.fingerprint)
            }
            // Whether it can be written is for the save to say.
            Err(_) => Guard::chosen(path),
        };
        Ok(Self {
            path: path.to_owned(),
            guard,
        })
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// As [`save`](Self::save), in the format that its ending names.
    pub(super) fn export(&self, request: &ExportRequest) -> anyhow::Result<Option<String>> {
        let is_confirmed = export_map(request, &self.path, self.guard)?;
        Ok(self.tell_unconfirmed(is_confirmed))
    }

    /// Writes a map there, unless another program has written there meanwhile. Gives a message
    /// where the disk did not confirm it.
    pub(super) fn save(&self, document: &Document) -> anyhow::Result<Option<String>> {
        let saved = save_guarded(document, &self.path, self.guard)?;
        Ok(self.tell_unconfirmed(saved.confirmed))
    }

    fn tell_unconfirmed(&self, is_confirmed: bool) -> Option<String> {
        (!is_confirmed).then(|| {
            format!(
                "saved, but the disk did not confirm it; look whether it is whole: {}",
                self.path.display()
            )
        })
    }
}
