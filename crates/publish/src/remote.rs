//! What every kind of server can do, and what is told while it does.

use crate::failure::PublishError;
use crate::sums;
use std::ops::ControlFlow;

/// What is being done to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Looking whether it stands there whole already.
    Checking,
    /// Sending it.
    Sending,
    /// Removing it.
    Removing,
}

/// How far publishing has come.
#[derive(Debug, Clone, Copy)]
pub struct Progress<'a> {
    /// What is being done.
    pub act: Act,
    /// To which file, from the folder.
    pub path: &'a str,
    /// Bytes sent, of all files together.
    pub sent: u64,
    /// Bytes to send, of all files together.
    pub total: u64,
}

/// Hears how far a file has come, in bytes, and may stop it.
pub(crate) type Told<'a> = &'a mut dyn FnMut(u64) -> ControlFlow<()>;

/// A folder on a server. Paths are from that folder, with `/` between their parts.
pub(crate) trait Remote {
    /// The whole file, `None` when there is none. A file longer than `most` bytes is
    /// an error: nothing that long is ours.
    fn read(&mut self, path: &str, most: u64) -> Result<Option<Vec<u8>>, PublishError>;

    /// Its length in bytes, `None` when there is no such file.
    fn size(&mut self, path: &str) -> Result<Option<u64>, PublishError>;

    /// Puts a file there whole, in place of an older one, and makes its folders.
    fn put(
        &mut self,
        path: &str,
        bytes: &[u8],
        told: Told<'_>,
    ) -> Result<(), PublishError>;

    /// Removes a file; none there is fine.
    fn remove(&mut self, path: &str) -> Result<(), PublishError>;

    /// Whether exactly this file stands there. Servers do not count sums for us: a file
    /// of the right length is read back.
    fn holds(&mut self, path: &str, size: u64, sum: &str) -> Result<bool, PublishError> {
        if self.size(path)? != Some(size) {
            return Ok(false);
        }
        let bytes = self.read(path, size)?;
        Ok(bytes.is_some_and(|bytes| sums::sum(&bytes) == sum))
    }
}
