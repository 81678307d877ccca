//! Undo and redo, in words.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::words;
use document::Lang;
use store::{Changes, Op};

/// One step of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryStep {
    /// What was done, in words.
    pub name: String,
    /// When, as ISO 8601 in UTC.
    pub at: String,
    /// When, as people tell it.
    pub told: String,
    /// Whether it is undone and can be done again.
    pub undone: bool,
}

impl Desk {
    /// Takes the last step back. Returns its name and what changed; `None` when there
    /// is nothing to undo.
    pub fn undo(&mut self, lang: Lang) -> Result<Option<(String, Changes)>, Failure> {
        self.save_typing()?;
        self.may_write()?;
        let undone = self.store.undo()?;
        self.after(undone, lang)
    }

    /// Does the last undone step again.
    pub fn redo(&mut self, lang: Lang) -> Result<Option<(String, Changes)>, Failure> {
        self.save_typing()?;
        self.may_write()?;
        let redone = self.store.redo()?;
        self.after(redone, lang)
    }

    fn after(
        &mut self,
        step: Option<(Op, Changes)>,
        lang: Lang,
    ) -> Result<Option<(String, Changes)>, Failure> {
        let Some((op, changes)) = step else { return Ok(None) };
        // The current issue may be gone, or back again.
        let issues = self.issues()?;
        if !issues.iter().any(|issue| Some(issue.id) == self.issue) {
            self.issue = issues.last().map(|issue| issue.id);
        }
        self.forget();
        Ok(Some((words::word(lang, "op", op.as_str()), changes)))
    }

    /// Every step, the oldest first.
    pub fn history(&self, lang: Lang) -> Result<Vec<HistoryStep>, Failure> {
        let step = |step: store::Step| HistoryStep {
            name: words::word(lang, "op", step.op.as_str()),
            at: step.at.to_string(),
            told: crate::told(step.at),
            undone: step.undone,
        };
        Ok(self.store.history()?.into_iter().map(step).collect())
    }

    /// Forgets every step for good: nothing done so far can be undone any more. Versions
    /// stay, and the next copy is smaller.
    pub fn forget_history(&mut self) -> Result<(), Failure> {
        self.save_typing()?;
        self.may_write()?;
        self.typing = None;
        Ok(self.store.forget_history()?)
    }

    /// Names of the steps that undo and redo would take, when there are any.
    pub fn next_steps(
        &self,
        lang: Lang,
    ) -> Result<(Option<String>, Option<String>), Failure> {
        let name = |op: Op| words::word(lang, "op", op.as_str());
        if let Some(article) = &self.typed {
            return Ok((Some(name(Op::Typing { article: article.id })), None));
        }
        let (undo, redo) = self.store.next_steps()?;
        Ok((undo.map(name), redo.map(name)))
    }
}
