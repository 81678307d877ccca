//! Results as JSON, in the shapes other programs rely on.

use desk::{Hit, ImportReport, SourceReport, SpokenRemark};
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
pub(crate) struct Checked {
    issue: Option<String>,
    remarks: Vec<SaidRemark>,
}

#[derive(Serialize)]
struct SaidRemark {
    code: &'static str,
    severity: &'static str,
    place: Place,
    sentence: String,
    fix: String,
}

#[derive(Serialize)]
struct Place {
    page: Option<u32>,
    article: Option<String>,
    photo: Option<u32>,
}

impl Checked {
    pub(crate) fn new(issue: Option<String>, remarks: &[SpokenRemark]) -> Self {
        let remarks = remarks
            .iter()
            .map(|spoken| SaidRemark {
                code: spoken.remark.code,
                severity: spoken.remark.severity.as_str(),
                place: Place {
                    page: spoken.remark.place.page,
                    article: spoken.remark.place.article.map(|id| id.to_string()),
                    photo: spoken.remark.place.photo.map(|photo| photo.0),
                },
                sentence: spoken.sentence.clone(),
                fix: spoken.fix.clone(),
            })
            .collect();
        Self { issue, remarks }
    }
}

#[derive(Serialize)]
pub(crate) struct Found<'a> {
    query: &'a str,
    hits: Vec<FoundHit<'a>>,
}

#[derive(Serialize)]
struct FoundHit<'a> {
    article: String,
    issue: Option<String>,
    title: &'a str,
    snippet: &'a str,
    exact: bool,
}

impl<'a> Found<'a> {
    /// `issue_name` names an issue as `9/2021`.
    pub(crate) fn new(
        query: &'a str,
        hits: &'a [Hit],
        issue_name: &dyn Fn(document::IssueId) -> Option<String>,
    ) -> Self {
        let hits = hits
            .iter()
            .map(|hit| FoundHit {
                article: hit.article.to_string(),
                issue: hit.issue.and_then(issue_name),
                title: &hit.title,
                snippet: &hit.snippet,
                exact: hit.exact,
            })
            .collect();
        Self { query, hits }
    }
}

#[derive(Serialize)]
pub(crate) struct Imported<'a> {
    items: Vec<ImportedItem<'a>>,
    totals: BTreeMap<&'a str, usize>,
    files: Vec<ImportedFile<'a>>,
}

#[derive(Serialize)]
struct ImportedFile<'a> {
    source: &'a str,
    /// Articles it seems to hold.
    articles: usize,
    drafts: usize,
    characters: Sums,
    pictures: Sums,
    offers: Vec<Offered<'a>>,
}

#[derive(Serialize)]
struct Sums {
    source: usize,
    kept: usize,
    dropped: usize,
}

#[derive(Serialize)]
struct Offered<'a> {
    encoding: &'a str,
    before: &'a str,
    after: &'a str,
    characters: usize,
    accepted: bool,
}

impl<'a> ImportedFile<'a> {
    fn new(file: &'a SourceReport) -> Self {
        let totals = file.totals;
        let offers = file.offers.iter().map(|offer| Offered {
            encoding: offer.encoding.code(),
            before: &offer.before,
            after: &offer.after,
            characters: offer.characters,
            accepted: offer.accepted,
        });
        Self {
            source: &file.source,
            articles: file.articles,
            drafts: file.drafts.len(),
            characters: Sums {
                source: totals.characters,
                kept: totals.kept_characters,
                dropped: totals.dropped_characters,
            },
            pictures: Sums {
                source: totals.pictures,
                kept: totals.kept_pictures,
                dropped: totals.dropped_pictures,
            },
            offers: offers.collect(),
        }
    }
}

#[derive(Serialize)]
struct ImportedItem<'a> {
    source: &'a str,
    kind: &'a str,
    outcome: &'a str,
    reason: &'a str,
    text: &'a str,
}

impl<'a> Imported<'a> {
    pub(crate) fn new(report: &'a ImportReport) -> Self {
        let mut totals = BTreeMap::from([("kept", 0), ("changed", 0), ("dropped", 0)]);
        let items = report
            .items
            .iter()
            .map(|item| {
                *totals.entry(item.outcome).or_default() += 1;
                ImportedItem {
                    source: &item.source,
                    kind: &item.kind,
                    outcome: item.outcome,
                    reason: &item.reason,
                    text: &item.text,
                }
            })
            .collect();
        let files = report.sources.iter().map(ImportedFile::new).collect();
        Self { items, totals, files }
    }
}
