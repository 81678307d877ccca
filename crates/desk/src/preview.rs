//! The sheets as they would print now.

use crate::designs;
use crate::desk::Desk;
use crate::export::press_failure;
use crate::failure::Failure;
use document::{Edition, PhotoLibrary, Remark, Severity};
use press::Fit;
use std::sync::Arc;

/// The sheets of the current issue.
pub struct Preview {
    sheets: press::Sheets,
    remarks: Vec<Remark>,
}

impl Preview {
    /// What is to be said about the sheets: what the press found, and what no longer
    /// agrees with the saved plan.
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }
}

impl std::ops::Deref for Preview {
    type Target = press::Sheets;

    fn deref(&self) -> &press::Sheets {
        &self.sheets
    }
}

impl Desk {
    /// Lays out the current issue, or returns the sheets when nothing changed.
    pub fn preview(&mut self) -> Result<Arc<Preview>, Failure> {
        if let Some(preview) = &self.preview {
            return Ok(Arc::clone(preview));
        }
        let edition = self.edition()?;
        let design = designs::paper_of(&edition.bulletin)?;
        let set = |edition: &Edition, photos: &dyn PhotoLibrary| {
            crate::press().compose(edition, &design, photos).map_err(press_failure)
        };
        let drafted = self.drafted()?;
        let is_draft = !Arc::ptr_eq(&edition, &drafted);
        let (shown, photos) = self.proofs(drafted);
        let mut sheets = set(&shown, &photos)?;
        let is_over = |sheets: &press::Sheets| {
            sheets.remarks().iter().any(|remark| remark.code == "plan.overfull")
        };
        if is_draft && is_over(&sheets) {
            // The draft has had its day: the issue takes the pages it needs.
            let (shown, photos) = self.proofs(Arc::clone(&edition));
            sheets = set(&shown, &photos)?;
        }
        let mut remarks = sheets.remarks().to_vec();
        if edition.plan.is_some() {
            remarks.extend(misfits(&edition, sheets.fits()));
            remarks.extend(outdated(&edition));
        } else {
            self.draft = Some((edition.issue.id, sheets.plan().clone()));
        }
        let preview = Arc::new(Preview { sheets, remarks });
        self.preview = Some(Arc::clone(&preview));
        Ok(preview)
    }

    /// The current issue with the plan it is shown by. While no plan is saved that is
    /// the draft: a story that is typed in stays where it stands, and what is exported
    /// is what was seen.
    pub(crate) fn drafted(&mut self) -> Result<Arc<Edition>, Failure> {
        let mut edition = self.edition()?;
        let Some((issue, draft)) = &self.draft else { return Ok(edition) };
        let pages = edition.issue.pages.map(|pages| pages as usize);
        let suits = *issue == edition.issue.id
            && pages.is_none_or(|pages| pages == draft.pages.len());
        if edition.plan.is_none() && suits {
            Arc::make_mut(&mut edition).plan = Some(draft.clone());
        }
        Ok(edition)
    }
}

/// The stories that are over, with the page each begins on.
fn misfits<'a>(
    edition: &'a Edition,
    fits: &'a [Fit],
) -> impl Iterator<Item = Remark> + 'a {
    fits.iter().filter(|fit| fit.words < 0 || fit.lines < 0).map(|fit| {
        let words = fit.words.min(0).unsigned_abs().max(1).to_string();
        let remark = Remark::new("plan.misfit", Severity::Should)
            .article(fit.article)
            .with("words", words);
        let page = edition.plan.as_ref().and_then(|plan| plan.page_of(fit.article));
        match page.and_then(|page| u32::try_from(page + 1).ok()) {
            Some(page) => remark.page(page),
            None => remark,
        }
    })
}

/// Where the issue has moved on since its plan was made: another number of pages,
/// stories that came later.
fn outdated(edition: &Edition) -> Vec<Remark> {
    let Some(plan) = &edition.plan else { return Vec::new() };
    let mut remarks = Vec::new();
    let planned = plan.pages.len();
    if let Some(asked) = edition.issue.pages.filter(|asked| *asked as usize != planned) {
        remarks.push(
            Remark::new("plan.pages", Severity::Should)
                .with("asked", asked.to_string())
                .with("planned", planned.to_string()),
        );
    }
    for article in &edition.articles {
        let says_nothing = article.title.trim().is_empty()
            && article.lead.trim().is_empty()
            && article.source_text.trim().is_empty();
        if says_nothing || plan.page_of(article.id).is_some() {
            continue;
        }
        // One that may wait is told by the press.
        if !edition.wish(article.id).may_hold {
            let remark = Remark::new("plan.unplaced", Severity::Must);
            remarks.push(remark.article(article.id));
        }
    }
    remarks
}

#[cfg(test)]
mod tests {
    use super::*;
    use document::PagePlan;
    use document::{ArticleId, Bulletin, Issue, IssueId, Lang, Module, ModuleKind};

    fn id() -> ArticleId {
        "d5bd5483-c909-49f3-8d4f-dc82fbe374b1".parse().unwrap()
    }

    fn edition() -> Edition {
        let module = Module {
            kind: ModuleKind::Lead,
            article: Some(id()),
            part: 0,
            unit: 0,
            units: 12,
            line: 0,
            lines: 59,
            legs: None,
            pinned: false,
        };
        let issue = Issue::new(IssueId(1), 9, "2021-02-27".parse().unwrap());
        Edition {
            plan: Some(PagePlan { pages: vec![vec![], vec![module]] }),
            ..Edition::new(Bulletin::new(Lang::Vi, "thoi-su"), issue)
        }
    }

    #[track_caller]
    fn check(lines: i32, words: i32, expected: Option<&str>) {
        let fits = [Fit { article: id(), lines, words }];
        let edition = edition();
        let found: Vec<Remark> = misfits(&edition, &fits).collect();
        let said: Vec<_> =
            found.iter().map(|remark| remark.values[0].1.as_str()).collect();
        assert_eq!(said.first().copied(), expected);
        assert!(found.iter().all(|remark| remark.place.page == Some(2)));
    }

    #[test]
    fn a_story_that_grew_over_its_room_is_told_with_words() {
        check(-4, -31, Some("31"));
        check(-1, 0, Some("1"));
        check(0, 0, None);
        check(6, 44, None);
    }
}
