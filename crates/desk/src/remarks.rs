//! Remarks with their sentences: what the check list says.

use crate::desk::Desk;
use crate::export::{ExportJob, Exported};
use crate::failure::Failure;
use crate::words;
use document::{Edition, Lang, Remark, Severity};

/// A remark as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpokenRemark {
    /// What it is and where.
    pub remark: Remark,
    /// The sentence.
    pub sentence: String,
    /// What to do about it.
    pub fix: String,
}

impl Desk {
    /// Every remark about the current issue, or about the bulletin when there is no
    /// issue yet: the most important first, then in reading order.
    pub fn check(&mut self, lang: Lang) -> Result<Vec<SpokenRemark>, Failure> {
        if self.issue.is_none() {
            return Ok(vec![speak(
                Remark::new("issue.none", document::Severity::Must),
                lang,
            )]);
        }
        let edition = self.edition()?;
        let preview = self.preview()?;
        let mut remarks = merged(&edition, preview.remarks());
        remarks.extend(self.unused_photos(&edition)?);
        remarks.sort_by_key(|remark| remark.severity);
        Ok(remarks.into_iter().map(|remark| speak(remark, lang)).collect())
    }

    /// How many remarks the check list has about an issue as it was exported, and the
    /// sentence of the text that does not fit, when it does not.
    pub fn told_after_export(
        &mut self,
        job: &ExportJob,
        exported: &Exported,
        lang: Lang,
    ) -> Result<(usize, Option<String>), Failure> {
        let mut remarks = match job.edition.plan {
            // How stories fit a saved plan is seen on the sheets alone.
            Some(_) => {
                self.check(lang)?.into_iter().map(|spoken| spoken.remark).collect()
            }
            None => {
                let unused = self.unused_photos(&job.edition)?;
                job.remarks(exported)?.into_iter().chain(unused).collect::<Vec<_>>()
            }
        };
        let count = remarks.len();
        remarks.retain(|remark| remark.code == "plan.overfull");
        let over = remarks.pop().map(|remark| speak(remark, lang).sentence);
        Ok((count, over))
    }

    /// Photos that no story uses, in this issue or in another.
    fn unused_photos(&self, edition: &Edition) -> Result<Vec<Remark>, Failure> {
        let unused = self.store.unused_photos()?.into_iter();
        // What is being typed may use one that the file does not know of yet.
        let unused = unused.filter(|photo| !edition.photos.contains_key(&photo.id));
        let remark = |photo: document::Photo| {
            Remark::new("photo.unused", Severity::Could)
                .photo(photo.id)
                .with("name", photo.name)
        };
        Ok(unused.map(remark).collect())
    }
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

fn speak(remark: Remark, lang: Lang) -> SpokenRemark {
    let mut values = remark.values.clone();
    for (name, value) in &mut values {
        if *name == "field" {
            *value = words::word(lang, "field", value);
        }
    }
    let sentence = words::sentence(lang, "remark", remark.code, &values);
    let fix = match words::find(lang, "fix", remark.code) {
        Some(_) => words::sentence(lang, "fix", remark.code, &values),
        None => String::new(),
    };
    SpokenRemark { remark, sentence, fix }
}
