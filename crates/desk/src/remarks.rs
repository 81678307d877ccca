//! Remarks with their sentences: what the check list says.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::words;
use document::{Lang, Remark};

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
        let mut remarks = document::check(&edition);
        // The layout finds some things of its own and some of the same.
        for remark in self.preview()?.remarks() {
            let same = |seen: &Remark| {
                seen.code == remark.code
                    && seen.place.article == remark.place.article
                    && seen.place.photo == remark.place.photo
            };
            if !remarks.iter().any(same) {
                remarks.push(remark.clone());
            }
        }
        remarks.sort_by_key(|remark| remark.severity);
        Ok(remarks.into_iter().map(|remark| speak(remark, lang)).collect())
    }
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
