//! New files are written beside their place and put there when they are whole.

use crate::error::OpenError;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

/// A file on its way to its place. Dropped before it arrives, it is gone.
#[derive(Debug)]
pub(crate) struct Neighbour {
    path: PathBuf,
    target: PathBuf,
}

impl Neighbour {
    /// Chooses a name beside `target`. Fails when something stands there already, or
    /// when there is no such folder.
    pub(crate) fn of(target: &Path) -> Result<Self, OpenError> {
        if target.symlink_metadata().is_ok() {
            return Err(OpenError::Exists { path: target.to_owned() });
        }
        let folder = target.parent().unwrap_or(Path::new(""));
        if !folder.as_os_str().is_empty() && !folder.is_dir() {
            return Err(OpenError::Missing { path: folder.to_owned() });
        }
        let name = format!(".{}.tmp", uuid::Uuid::new_v4());
        Ok(Self { path: target.with_file_name(name), target: target.to_owned() })
    }

    /// Where to write.
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Puts the finished file in its place, never over another one.
    pub(crate) fn settle(self) -> Result<(), OpenError> {
        let Self { path, target } = &self;
        let put = || -> io::Result<()> {
            // Windows flushes only what was opened for writing.
            File::options().write(true).open(path)?.sync_all()?;
            // A link refuses to replace a file that came in the meantime. Where the
            // file system has no links (USB sticks), a second look must do.
            match fs::hard_link(path, target) {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                    return Err(error);
                }
                Err(_) if target.symlink_metadata().is_ok() => {
                    return Err(io::ErrorKind::AlreadyExists.into());
                }
                Err(_) => fs::rename(path, target)?,
            }
            sync_folder(target)
        };
        put().map_err(|source| match source.kind() {
            io::ErrorKind::AlreadyExists => OpenError::Exists { path: target.clone() },
            _ => OpenError::Disk { path: target.clone(), source },
        })
    }
}

impl Drop for Neighbour {
    fn drop(&mut self) {
        // Whatever cannot be removed was not made, or is not ours to report.
        let _ = fs::remove_file(&self.path);
        let mut journal = self.path.clone().into_os_string();
        journal.push("-journal");
        let _ = fs::remove_file(journal);
    }
}

/// Makes the new name itself survive a power cut.
#[cfg(unix)]
fn sync_folder(target: &Path) -> io::Result<()> {
    match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => File::open(folder)?.sync_all(),
        _ => File::open(".")?.sync_all(),
    }
}

/// Windows keeps names safe by itself.
#[cfg(not(unix))]
fn sync_folder(_target: &Path) -> io::Result<()> {
    Ok(())
}
