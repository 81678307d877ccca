//! Laying out an issue: proposals to choose from, and the plan the officer took.
//!
//! The press plans, the store keeps: here the two meet. A plan that was taken over is
//! part of the issue from then on, and every export uses it. Moving single modules is
//! in `arrange`, what the officer says of a story before is in `wishes`.
//!
//! Invariants:
//! - Composing changes nothing; taking a proposal is one step to undo.
//! - What the officer pinned stays where it is, however often the rest is composed.

use crate::designs;
use crate::desk::Desk;
use crate::export::press_failure;
use crate::failure::Failure;
use crate::pictures::Pictures;
use crate::words;
use document::{
    Article, ArticleId, Edition, Issue, IssueId, Lang, Module, PagePlan, Progress,
    Unwatched,
};
use press::{Ask, Cut, Marks, PageGrid, Proposal};
use std::collections::BTreeMap;
use std::sync::Arc;
use store::{Cause, Changes, Op};

/// Most proposals that can be asked for.
pub const MOST_PROPOSALS: usize = 3;

/// Composing, ready to run on any thread.
pub struct ComposeJob {
    edition: Arc<Edition>,
    pictures: Arc<Pictures>,
    ask: Ask,
}

/// What composing came to: proposals, or what to cut so that there are some.
#[derive(Debug, Clone, PartialEq)]
pub struct Composition {
    /// Pages of every proposal.
    pub pages: u32,
    /// The best one first; none when the stories do not fit.
    pub proposals: Vec<Proposal>,
    /// What has to go before they fit; none when they do.
    pub cuts: Vec<Cut>,
    titles: BTreeMap<ArticleId, String>,
}

impl ComposeJob {
    /// Composes.
    ///
    /// # Errors
    ///
    /// `cancelled` when `progress` says so, and those of the design. That the text does
    /// not fit is a [`Composition`] without proposals.
    pub fn run(&self, progress: &dyn Progress) -> Result<Composition, Failure> {
        let Self { edition, pictures, ask } = self;
        let design = designs::paper_of(&edition.bulletin)?;
        let found = crate::press()
            .propose(edition, &design, pictures.as_ref(), ask, progress)
            .map_err(press_failure)?;
        let title = |id: ArticleId| {
            let title = edition.article(id).map(|article| article.headline_on_paper());
            (id, title.unwrap_or_default().trim().to_owned())
        };
        let titles = found.cuts.iter().map(|cut| title(cut.article)).collect();
        let press::Composition { pages, proposals, cuts } = found;
        Ok(Composition { pages, proposals, cuts, titles })
    }
}

impl Composition {
    /// Whether there is a plan that holds everything.
    pub fn fits(&self) -> bool {
        !self.proposals.is_empty()
    }

    /// Says each proposal in one line, or what to cut in one sentence a story.
    pub fn sentences(&self, lang: Lang) -> Vec<String> {
        let proposals = (1..).zip(&self.proposals).map(|(number, proposal): (u32, _)| {
            let Marks { filled, photos, balance, stories_continued, score } =
                proposal.marks;
            let percent = |share: f64| format!("{:.0}", share * 100.0);
            let continued = [("count", stories_continued.to_string())];
            let continued = match stories_continued {
                0 => words::word(lang, "compose", "all_whole"),
                1 => words::word(lang, "compose", "one_continued"),
                _ => words::sentence(lang, "compose", "continued", &continued),
            };
            let values = [
                ("number", number.to_string()),
                ("filled", percent(filled)),
                ("photos", percent(photos)),
                ("balance", words::word(lang, "compose", balance_word(balance))),
                ("continued", continued),
                ("score", score.to_string()),
            ];
            words::sentence(lang, "compose", "proposal", &values)
        });
        let mut said: Vec<String> =
            proposals.chain(self.cuts.iter().map(|cut| self.advice(cut, lang))).collect();
        if said.is_empty() {
            said.push(words::word(lang, "compose", "add_pages"));
        }
        said
    }

    /// What to do about one story: cut words, or make a photo smaller.
    fn advice(&self, cut: &Cut, lang: Lang) -> String {
        let title = match self.titles.get(&cut.article).map(String::as_str) {
            None | Some("") => words::word(lang, "compose", "untitled"),
            Some(title) => title.to_owned(),
        };
        let mut values = vec![("words", cut.words.to_string()), ("title", title)];
        let code = match &cut.photo_mm {
            None => "cut",
            Some((photo, mm)) => {
                values.extend([("photo", photo.clone()), ("mm", mm.to_string())]);
                "cut_or_photo"
            }
        };
        words::sentence(lang, "compose", code, &values)
    }
}

impl Desk {
    /// Prepares composing the current issue as it is now; it runs on its own.
    ///
    /// With no `pages` it is as many as the issue wants, or else the smallest multiple
    /// of 4 that holds the text. Pinned modules of the saved plan stay.
    ///
    /// # Errors
    ///
    /// `issue.none`, `issue.pages` for a number of pages no issue has, and
    /// `compose.empty` when no article has anything to print.
    pub fn compose_job(
        &mut self,
        pages: Option<u32>,
        proposals: usize,
    ) -> Result<ComposeJob, Failure> {
        if pages.is_some_and(|pages| !(1..=64).contains(&pages)) {
            return Err(Failure::new("issue.pages", "1 to 64"));
        }
        let edition = self.edition()?;
        if !edition.articles.iter().any(says_something) {
            return Err(Failure::new("compose.empty", "no article says anything"));
        }
        let pages = pages.or(edition.issue.pages);
        let pinned = edition.plan.as_ref().map(PagePlan::pinned).unwrap_or_default();
        let proposals = proposals.clamp(1, MOST_PROPOSALS);
        self.compose_round(&pinned, Ask { pages, proposals, kept: 0 })
    }

    /// Prepares composing round modules that stay where they are.
    pub(crate) fn compose_round(
        &mut self,
        pinned: &PagePlan,
        ask: Ask,
    ) -> Result<ComposeJob, Failure> {
        let mut edition = self.edition()?;
        let plan = pinned.modules().next().map(|_| pinned.clone());
        if edition.plan != plan {
            Arc::make_mut(&mut edition).plan = plan;
        }
        Ok(ComposeJob { edition, pictures: Arc::clone(&self.pictures), ask })
    }

    /// Composes the current issue: see [`Desk::compose_job`]. Nothing is saved.
    pub fn propose(
        &mut self,
        pages: Option<u32>,
        proposals: usize,
    ) -> Result<Composition, Failure> {
        self.compose_job(pages, proposals)?.run(&Unwatched)
    }

    /// Makes a proposal the plan of the current issue. When the issue was to have
    /// another number of pages, it has those of the proposal from then on.
    ///
    /// # Errors
    ///
    /// `edit.missing` when one of its articles left the issue since it was made.
    pub fn take_proposal(&mut self, proposal: &Proposal) -> Result<Changes, Failure> {
        let issue = self.current()?;
        self.keep_before(Cause::Compose)?;
        let Issue { number, date, pages: wanted, .. } = self.edition()?.issue;
        let pages = page_count(&proposal.plan);
        let edited = self.edit(Op::Compose, |edit| {
            edit.set_plan(issue, Some(&proposal.plan))?;
            if wanted.is_some_and(|wanted| wanted != pages) {
                edit.set_issue(issue, number, date, Some(pages))?;
            }
            Ok(())
        })?;
        Ok(edited.1)
    }

    /// Composes the rest of the current issue round what is pinned, on as many pages as
    /// the plan has, and saves the best proposal. When it does not fit, the plan stays
    /// and the changes are empty.
    pub fn recompose(&mut self) -> Result<(Composition, Changes), Failure> {
        let pages = page_count(&self.shown_plan()?);
        let composition = self.propose(Some(pages), 1)?;
        let changes = match composition.proposals.first() {
            Some(best) => self.save_plan(Op::Compose, Some(&best.plan))?,
            None => Changes::default(),
        };
        Ok((composition, changes))
    }

    /// The saved plan of the current issue.
    pub fn plan(&mut self) -> Result<Option<PagePlan>, Failure> {
        Ok(self.edition()?.plan.clone())
    }

    /// Removes the saved plan: the press lays the issue out by itself again.
    pub fn clear_plan(&mut self) -> Result<Changes, Failure> {
        self.save_plan(Op::Plan, None)
    }

    /// The grid of a page of the current issue, counted from 0.
    pub fn page_grid(&mut self, page: usize) -> Result<PageGrid, Failure> {
        let edition = self.edition()?;
        let design = designs::paper_of(&edition.bulletin)?;
        Ok(design.grid(edition.bulletin.trim, page))
    }

    /// What stands where on the sheets shown, saved or not: what a hand on a page
    /// starts from.
    ///
    /// After an edit the press may set a page again with the same stories: their modules
    /// are told where they are seen. What is pinned is told where the officer put it, also
    /// when its story does not fit there any more.
    pub fn shown_plan(&mut self) -> Result<PagePlan, Failure> {
        let preview = self.preview()?;
        let saved = self.drafted()?.plan.clone();
        let Some(mut plan) = saved else { return Ok(preview.plan().clone()) };
        for (modules, seen) in plan.pages.iter_mut().zip(&preview.plan().pages) {
            for module in modules.iter_mut().filter(|module| !module.pinned) {
                let same = |other: &&Module| {
                    other.article.is_some()
                        && (other.article, other.part) == (module.article, module.part)
                };
                if let Some(seen) = seen.iter().find(same) {
                    (module.unit, module.units) = (seen.unit, seen.units);
                    (module.line, module.lines) = (seen.line, seen.lines);
                }
            }
        }
        Ok(plan)
    }

    pub(crate) fn save_plan(
        &mut self,
        op: Op,
        plan: Option<&PagePlan>,
    ) -> Result<Changes, Failure> {
        let issue = self.current()?;
        Ok(self.edit(op, |edit| edit.set_plan(issue, plan))?.1)
    }

    /// The issue being worked on.
    pub(crate) fn current(&self) -> Result<IssueId, Failure> {
        self.issue.ok_or_else(|| Failure::new("issue.none", "no issue"))
    }
}

/// Whether anything of an article is printed.
fn says_something(article: &Article) -> bool {
    let words = [article.headline_on_paper(), &article.lead];
    words.iter().any(|words| !words.trim().is_empty()) || !article.body.blocks.is_empty()
}

/// How the weight of the pages lies, in words.
fn balance_word(balance: f64) -> &'static str {
    match balance {
        0.9.. => "balanced",
        0.7..0.9 => "nearly_balanced",
        _ => "unbalanced",
    }
}

pub(crate) fn page_count(plan: &PagePlan) -> u32 {
    u32::try_from(plan.pages.len()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id() -> ArticleId {
        "d5bd5483-c909-49f3-8d4f-dc82fbe374b1".parse().unwrap()
    }

    #[track_caller]
    fn check(title: &str, photo_mm: Option<(&str, u32)>, expected: [&str; 2]) {
        let photo_mm = photo_mm.map(|(photo, mm)| (photo.to_owned(), mm));
        let composition = Composition {
            pages: 8,
            proposals: Vec::new(),
            cuts: vec![Cut { article: id(), words: 85, photo_mm }],
            titles: BTreeMap::from([(id(), title.to_owned())]),
        };
        for (lang, expected) in [Lang::Vi, Lang::En].into_iter().zip(expected) {
            assert_eq!(composition.sentences(lang), [expected]);
        }
    }

    #[test]
    fn a_proposal_is_told_in_four_measures_and_one_number() {
        let told = |balance: f64, stories_continued: u32, lang: Lang| {
            let marks = Marks {
                filled: 0.987,
                photos: 0.31,
                balance,
                stories_continued,
                score: 88,
            };
            let proposal = Proposal { marks, ..Proposal::default() };
            let composition = Composition {
                pages: 8,
                proposals: vec![proposal],
                cuts: Vec::new(),
                titles: BTreeMap::new(),
            };
            composition.sentences(lang).remove(0)
        };
        for (balance, continued, lang, expected) in [
            (
                0.95,
                0,
                Lang::Vi,
                "Phương án 1: kín 99% mặt trang, ảnh chiếm 31%, cân đối, \
                 không bài nào sang trang khác; 88/100 điểm.",
            ),
            (
                0.8,
                2,
                Lang::Vi,
                "Phương án 1: kín 99% mặt trang, ảnh chiếm 31%, hơi lệch, \
                 2 bài sang trang khác; 88/100 điểm.",
            ),
            (
                0.2,
                1,
                Lang::En,
                "Layout 1: 99% filled, photos on 31% of the pages, out of balance, \
                 1 story continued elsewhere; 88/100.",
            ),
        ] {
            assert_eq!(told(balance, continued, lang), expected);
        }
    }

    #[test]
    fn what_to_cut_is_said_with_numbers() {
        check(
            "Y tế",
            Some(("hall.jpg", 12)),
            [
                "Bỏ bớt 85 từ ở bài “Y tế” hoặc thu ảnh hall.jpg lại 12 mm (cỡ ảnh: Nhỏ).",
                "Cut 85 words in “Y tế”, or make the photo hall.jpg 12 mm lower \
                 (photo size: Small).",
            ],
        );
        check(
            "",
            None,
            ["Bỏ bớt 85 từ ở bài “chưa có tít”.", "Cut 85 words in “no title yet”."],
        );
    }
}
