//! Remarks with their sentences: what the check list says.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::mending::MENDABLE;
use crate::preview::Preview;
use crate::{designs, packs, proof, words};
use document::{Edition, Lang, Pack, Remark, Severity};
use std::collections::BTreeSet;

/// A remark as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpokenRemark {
    /// What it is and where.
    pub remark: Remark,
    /// The sentence.
    pub sentence: String,
    /// What to do about it.
    pub fix: String,
    /// What a button says that mends it at once; `None` when only a person can.
    pub mend: Option<String>,
}

/// What follows from pages that were added because the text did not fit.
const AFTER_OVERFULL: [&str; 2] = ["plan.pages_empty", "plan.room_left"];

impl Desk {
    /// Every remark about the current issue, or about the bulletin when there is no
    /// issue yet: the most important first, then in reading order.
    pub fn check(&mut self, lang: Lang) -> Result<Vec<SpokenRemark>, Failure> {
        let remarks = self.remarks()?;
        Ok(remarks.into_iter().map(|remark| speak(remark, lang)).collect())
    }

    /// The remarks of [`Desk::check`], without words.
    pub(crate) fn remarks(&mut self) -> Result<Vec<Remark>, Failure> {
        if self.issue.is_none() {
            return Ok(vec![Remark::new("issue.none", Severity::Must)]);
        }
        let edition = self.edition()?;
        let preview = self.preview()?;
        let mut remarks = merged(&edition, preview.remarks());
        if remarks.iter().any(|remark| remark.code == "plan.overfull") {
            // Pages that were added for what did not fit have room, of course.
            remarks.retain(|remark| !AFTER_OVERFULL.contains(&remark.code));
        }
        let (packs, unknown) = packs::packs_for(&edition);
        remarks.extend(unknown);
        remarks.extend(about_issue(&edition, &packs, preview.count()));
        remarks.extend(continued(&edition, &preview));
        let design = designs::paper_of(&edition.bulletin)?;
        remarks.extend(preview.faults_in_print(&design));
        // What the pages show is told once, with its page.
        let doubts = design
            .doubts(edition.bulletin.trim)
            .into_iter()
            .filter(|doubt| !remarks.iter().any(|told| told.code == doubt.code));
        remarks.extend(doubts.collect::<Vec<_>>());
        remarks.extend(self.unused(&edition)?);
        remarks.extend(proof::remarks(&edition));
        remarks.extend(self.changed_since_approval(&edition)?);
        place(&mut remarks, &edition, &preview);
        document::weigh(&edition, &packs, &mut remarks);
        remarks.sort_by_key(|remark| remark.severity);
        Ok(remarks)
    }

    /// How many remarks the check list has about the issue, and the
    /// sentence of the text that does not fit, when it does not.
    pub fn told_after_export(
        &mut self,
        lang: Lang,
    ) -> Result<(usize, Option<String>), Failure> {
        let mut remarks = self.remarks()?;
        let count = remarks.len();
        remarks.retain(|remark| remark.code == "plan.overfull");
        let over = remarks.pop().map(|remark| speak(remark, lang).sentence);
        Ok((count, over))
    }

    /// Stories that stand in no issue, and photos that no story uses, in this issue or
    /// in another.
    fn unused(&self, edition: &Edition) -> Result<Vec<Remark>, Failure> {
        let unused = self.store.unused_photos()?.into_iter();
        // What is being typed may use one that the file does not know of yet.
        let unused = unused.filter(|photo| !edition.photos.contains_key(&photo.id));
        let remark = |photo: document::Photo| {
            Remark::new("photo.unused", Severity::Could)
                .photo(photo.id)
                .with("name", photo.name)
        };
        let photos = unused.map(remark);
        let stories = self.pool()?.into_iter().map(|head| {
            let unused = Remark::new("article.unused", Severity::Could);
            unused.article(head.id).with("title", head.title)
        });
        Ok(photos.chain(stories).collect())
    }
}

/// Points remarks about the issue at where a person looks for them: what the imprint
/// lacks at the page it stands on, text that is over at the story it belongs to.
fn place(remarks: &mut [Remark], edition: &Edition, preview: &Preview) {
    const ON_FIRST: [&str; 4] =
        ["kind_word", "name", "publishing_body", "governing_body"];
    let value = |remark: &Remark, wanted: &str| {
        let found = remark.values.iter().find(|(name, _)| *name == wanted);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let last = u32::try_from(preview.count()).ok().filter(|count| *count > 0);
    for remark in remarks {
        match remark.code {
            "imprint.missing" if ON_FIRST.contains(&value(remark, "field").as_str()) => {
                remark.place.page = last.map(|_| 1);
            }
            "imprint.missing" => remark.place.page = last,
            "plan.overfull" if remark.place.article.is_none() => {
                let asked: usize = value(remark, "asked").parse().unwrap_or_default();
                let reaches = |article: &document::Article| {
                    let frames = preview.frames_of(article.id);
                    let page = frames.iter().map(|place| place.page).max()?;
                    (page >= asked).then_some((article.id, page))
                };
                if let Some((id, page)) = edition.articles.iter().find_map(reaches) {
                    remark.place.article = Some(id);
                    remark.place.page = u32::try_from(page + 1).ok();
                }
            }
            _ => {}
        }
    }
}

/// What the issue as a whole gives to remark: its pages, its law, its licence.
fn about_issue(edition: &Edition, packs: &[Pack], pages: usize) -> Vec<Remark> {
    let asked = edition.issue.pages.map_or(pages, |asked| asked as usize);
    let mut remarks = document::check_rules(edition, packs, asked.max(pages));
    if !asked.is_multiple_of(4) {
        let four = Remark::new("pages.not_four", Severity::Should);
        let four = four.with("pages", asked.to_string());
        remarks.push(four.with("four", asked.next_multiple_of(4).to_string()));
    }
    remarks
}

/// Stories that go on elsewhere than overleaf: each leaf to turn loses readers.
fn continued(edition: &Edition, preview: &Preview) -> Vec<Remark> {
    let leaves = |article: &document::Article| {
        let places = preview.frames_of(article.id);
        let pages: BTreeSet<usize> = places.iter().map(|place| place.page + 1).collect();
        let pages: Vec<usize> = pages.into_iter().collect();
        let jump = pages.windows(2).find(|pair| pair[1] > pair[0] + 1)?;
        let from = u32::try_from(jump[0]).ok()?;
        let continued = Remark::new("story.continued", Severity::Could);
        let continued = continued.article(article.id).page(from);
        Some(continued.with("from", from.to_string()).with("to", jump[1].to_string()))
    };
    edition.articles.iter().filter_map(leaves).collect()
}

/// How much a remark matters, in a word.
pub fn severity(lang: Lang, severity: Severity) -> String {
    words::word(lang, "severity", severity.as_str())
}

/// What the text and the pages give to remark, the most important first.
pub(crate) fn merged(edition: &Edition, pages: &[Remark]) -> Vec<Remark> {
    let mut remarks = document::check(edition);
    // The layout finds some things of its own and some of the same.
    for remark in pages {
        // Paper knows a part of a photo as a photo; a person knows the photo.
        let shown = remark.place.photo.and_then(|id| edition.photos.get(&id));
        let remark = match shown {
            Some(photo) => remark.clone().photo(photo.whole()),
            None => remark.clone(),
        };
        let same = |seen: &Remark| {
            seen.code == remark.code
                && seen.place.article == remark.place.article
                && seen.place.photo == remark.place.photo
        };
        if !remarks.iter().any(same) {
            remarks.push(remark);
        }
    }
    remarks.sort_by_key(|remark| remark.severity);
    remarks
}

pub(crate) fn speak(remark: Remark, lang: Lang) -> SpokenRemark {
    let mut values = remark.values.clone();
    for (name, value) in &mut values {
        if *name == "field" {
            *value = words::word(lang, "field", value);
        }
        if *name == "rule"
            && let Some(rule) = vntext::Rule::ALL.iter().find(|rule| rule.code() == value)
        {
            *value = rule.explain(lang).to_owned();
        }
    }
    let sentence = words::sentence(lang, "remark", remark.code, &values);
    // Some slips only a person can mend.
    let unknown = values
        .iter()
        .any(|(name, value)| ["better", "version"].contains(name) && value.is_empty());
    let fix = match words::find(lang, "fix", remark.code).filter(|_| !unknown) {
        Some(_) => words::sentence(lang, "fix", remark.code, &values),
        None => String::new(),
    };
    let law = values.iter().find(|(name, _)| *name == "law");
    let fix = match law {
        Some((_, law)) => {
            format!("{} ({law}).", fix.trim_end_matches('.')).trim().to_owned()
        }
        None => fix,
    };
    let mend = MENDABLE.contains(&remark.code) && !unknown;
    let mend = mend.then(|| words::sentence(lang, "mend", remark.code, &values));
    SpokenRemark { remark, sentence, fix, mend }
}
