//! A web package onto a server: what would change there, and changing it.
//!
//! A package is a folder with a `SHA256SUMS`. The copy of that file on the server is
//! the record of what stands there: comparing the two says what to send and what to
//! remove. Where a package comes from, who may publish, and what a person reads are
//! the business of `desk`.
//!
//! Invariants:
//! - Nothing on the server is touched but files that the package or its record names;
//!   names that lead out of the folder are no names.
//! - A reader never gets half a file: SFTP and `WebDAV` write beside and rename, S3
//!   replaces objects whole.
//! - Pictures go before the pages that show them, pages before the feeds that name
//!   them, removals last, the record after everything.
//! - Whatever was interrupted can be begun again, and goes on where it stopped.
//! - A password is in no address, no error and no log; without TLS it goes to this
//!   machine alone, unless the person said so.

mod access;
mod address;
mod connection;
mod dav;
mod failure;
mod host_keys;
mod http;
mod keychain;
mod package;
mod plan;
mod remote;
mod s3;
mod sftp;
mod sums;

pub use access::{Access, HostKeys, Secret};
pub use address::{Address, Kind};
pub use connection::{Connection, Done};
pub use failure::PublishError;
pub use keychain::{forget, keep, kept};
pub use package::Package;
pub use plan::{Plan, Sending};
pub use remote::{Act, Progress};
