//! A server that let us in.

use crate::access::Access;
use crate::address::Kind;
use crate::failure::PublishError;
use crate::package::Package;
use crate::plan::{self, Plan};
use crate::remote::{Act, Progress, Remote};
use crate::sums::{DRAFT, RECORD, UNDER_WAY};
use crate::{dav, s3, sftp};
use std::ops::ControlFlow;

/// A server that let us in.
pub struct Connection {
    remote: Box<dyn Remote>,
    address: String,
    may_replace: bool,
}

/// What was done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Done {
    /// Files sent.
    pub sent: usize,
    /// Bytes sent.
    pub bytes: u64,
    /// Files removed.
    pub removed: usize,
    /// Files that stood there already.
    pub same: usize,
}

impl Connection {
    /// Connects and proves who publishes. Writes nothing.
    ///
    /// # Errors
    ///
    /// What keeps us out, from [`PublishError::InTheClear`] to
    /// [`PublishError::Refused`].
    pub fn open(access: &Access) -> Result<Self, PublishError> {
        let address = &access.address;
        if address.is_in_the_clear() && !address.is_here() && !access.in_the_clear {
            return Err(PublishError::InTheClear { host: address.host().to_owned() });
        }
        let remote: Box<dyn Remote> = match address.kind() {
            Kind::Sftp => Box::new(sftp::open(access)?),
            Kind::Dav => Box::new(dav::open(access)?),
            Kind::S3 => Box::new(s3::open(access)?),
        };
        let (address, may_replace) = (address.to_string(), access.replace);
        Ok(Self { remote, address, may_replace })
    }

    /// Tries whether files can be written there, with one that is removed again.
    ///
    /// # Errors
    ///
    /// What keeps us from writing, such as [`PublishError::Forbidden`].
    pub fn try_out(&mut self) -> Result<(), PublishError> {
        self.remote.size(RECORD)?;
        self.remote.put(TRIAL, b"Bantin\n", &mut |_| ControlFlow::Continue(()))?;
        self.remote.remove(TRIAL)
    }

    /// Says what would change. Writes nothing.
    ///
    /// # Errors
    ///
    /// What keeps us from reading there; [`PublishError::Occupied`] when the place holds
    /// pages that are not ours; [`PublishError::Cancelled`].
    pub fn plan(
        &mut self,
        package: &Package,
        told: &mut dyn FnMut(&Progress<'_>) -> ControlFlow<()>,
    ) -> Result<Plan, PublishError> {
        let mut checking = |path: &str| {
            let progress = Progress { act: Act::Checking, path, sent: 0, total: 0 };
            go_on(told(&progress))
        };
        let remote = &mut *self.remote;
        plan::plan(package, remote, self.may_replace, &self.address, &mut checking)
    }

    /// Makes the server hold the package as planned.
    ///
    /// # Errors
    ///
    /// What went wrong on the way. What was sent stays and is not sent again by the next
    /// plan; the pages that stood there stand until theirs are whole.
    pub fn carry_out(
        &mut self,
        package: &Package,
        plan: &Plan,
        told: &mut dyn FnMut(&Progress<'_>) -> ControlFlow<()>,
    ) -> Result<Done, PublishError> {
        let mut done = Done { same: plan.same, ..Done::default() };
        if plan.is_empty() {
            return Ok(done);
        }
        let total = plan.bytes();
        let quiet: fn(u64) -> ControlFlow<()> = |_| ControlFlow::Continue(());
        let remote = &mut *self.remote;
        // From here on the server may hold either state of each file.
        remote.put(UNDER_WAY, plan.under_way.write().as_bytes(), &mut { quiet })?;
        for sending in &plan.send {
            let path = sending.path.as_str();
            let before = done.bytes;
            let mut heard = |of_file: u64| {
                told(&Progress { act: Act::Sending, path, sent: before + of_file, total })
            };
            go_on(heard(0))?;
            let bytes = package.bytes(&package.files[sending.at])?;
            remote.put(path, &bytes, &mut heard)?;
            done.sent += 1;
            done.bytes += sending.size;
        }
        for path in &plan.remove {
            let sent = done.bytes;
            go_on(told(&Progress { act: Act::Removing, path, sent, total }))?;
            remote.remove(path)?;
            done.removed += 1;
        }
        remote.put(RECORD, package.record.as_bytes(), &mut { quiet })?;
        remote.remove(UNDER_WAY)?;
        // Only a change of kind of server could have left one.
        remote.remove(DRAFT)?;
        Ok(done)
    }
}

/// The file with which writing is tried out.
const TRIAL: &str = ".bantin-trial";

/// Goes on unless the person stopped it.
fn go_on(flow: ControlFlow<()>) -> Result<(), PublishError> {
    match flow {
        ControlFlow::Continue(()) => Ok(()),
        ControlFlow::Break(()) => Err(PublishError::Cancelled),
    }
}
