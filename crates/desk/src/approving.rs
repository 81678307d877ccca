//! Signing off: who approved an issue, and whether it is still what they approved.

use crate::clock;
use crate::desk::Desk;
use crate::failure::Failure;
use store::{Cause, Changes, Op, Timestamp};

/// Somebody's approval of an issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approved {
    /// Who.
    pub name: String,
    /// When.
    pub at: Timestamp,
    /// Whether the issue is still the same; any change of its content ends that.
    pub stands: bool,
}

impl Desk {
    /// The approvals of the current issue, the latest last.
    pub fn approvals(&mut self) -> Result<Vec<Approved>, Failure> {
        let Some(issue) = self.issue else { return Ok(Vec::new()) };
        let now = self.content_digest()?;
        let approvals =
            self.store.approvals(issue)?.into_iter().map(|approval| Approved {
                name: approval.name,
                at: approval.at,
                stands: approval.digest == now,
            });
        Ok(approvals.collect())
    }

    /// Approves the current issue as it is now, and keeps that as a version.
    ///
    /// # Errors
    ///
    /// `approval.nameless` when nobody is named.
    pub fn approve(&mut self, name: &str) -> Result<Changes, Failure> {
        let name = name.trim();
        if name.is_empty() {
            return Err(Failure::new("approval.nameless", "no name"));
        }
        let issue = self.current()?;
        self.keep(name, Cause::Approval)?;
        let at = clock::now();
        Ok(self.edit(Op::Approve, |edit| edit.approve(issue, name, at))?.1)
    }
}
