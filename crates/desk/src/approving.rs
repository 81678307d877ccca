//! Signing off: who approved an issue, and whether it is still what they approved.

use crate::clock;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::versions::compared;
use document::{Edition, Remark, Severity};
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

    /// Articles that are not what the last approval saw, or the issue as a whole when
    /// something else of it changed.
    pub(crate) fn changed_since_approval(
        &self,
        edition: &Edition,
    ) -> Result<Vec<Remark>, Failure> {
        let Some(issue) = self.issue else { return Ok(Vec::new()) };
        let Some(last) = self.store.approvals(issue)?.pop() else {
            return Ok(Vec::new());
        };
        let versions = self.store.versions(Some(issue))?;
        let seen = versions.iter().rfind(|own| {
            own.cause == Cause::Approval && own.name == last.name && own.at <= last.at
        });
        let about = |remark: Remark| {
            remark.with("name", last.name.clone()).with("time", clock::told(last.at))
        };
        let mut remarks = Vec::new();
        if let Some(seen) = seen {
            let old = self.store.version_articles(seen.id)?;
            for now in compared(&old, &edition.articles) {
                if edition.article(now.article).is_none() {
                    continue;
                }
                let changed = Remark::new("article.changed", Severity::Should);
                let changed = about(changed.article(now.article))
                    .with("added", now.added.to_string())
                    .with("removed", now.removed.to_string());
                // What the approval never saw cannot be brought back to it.
                let known = old.iter().any(|own| own.id == now.article);
                let version = if known { seen.id.to_string() } else { String::new() };
                remarks.push(changed.with("version", version));
            }
        }
        if remarks.is_empty() && self.store.digest(issue)? != last.digest {
            remarks.push(about(Remark::new("issue.changed", Severity::Could)));
        }
        Ok(remarks)
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
