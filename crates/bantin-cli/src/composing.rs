//! Laying out from the command line: `compose`, `plan` and the wishes of `set`.

use crate::exporting::Shown;
use crate::output::{complain, say};
use crate::verbs::{name_of, open, pairs_of, read, to_json};
use desk::{Composition, Failure};
use document::{Cancelled, Lang, Module, Progress};
use serde::Serialize;
use std::path::Path;
use std::process::ExitCode;

#[derive(Serialize)]
struct Composed {
    fits: bool,
    pages: u32,
    proposals: Vec<Told>,
    chosen: Option<usize>,
    cuts: Vec<CutTold>,
}

#[derive(Serialize)]
struct Told {
    filled: f64,
    jumps: u32,
    score: u32,
    stories_continued: u32,
    photos: f64,
    balance: f64,
}

#[derive(Serialize)]
struct CutTold {
    article: String,
    words: u32,
    /// What else would do, when there is something.
    #[serde(skip_serializing_if = "Option::is_none")]
    photo: Option<PhotoTold>,
}

/// A photo that becomes so much lower with `photos=small`.
#[derive(Serialize)]
struct PhotoTold {
    name: String,
    mm: u32,
}

impl Composed {
    fn new(composition: &Composition) -> Self {
        // Whole thousandths: nobody needs the rounding of a machine.
        let thousandths = |share: f64| (share * 1000.0).round() / 1000.0;
        let told = |proposal: &desk::Proposal| Told {
            filled: thousandths(proposal.marks.filled),
            jumps: proposal.jumps,
            score: proposal.marks.score,
            stories_continued: proposal.marks.stories_continued,
            photos: thousandths(proposal.marks.photos),
            balance: thousandths(proposal.marks.balance),
        };
        let cut = |cut: &desk::Cut| CutTold {
            article: cut.article.to_string(),
            words: cut.words,
            photo: cut
                .photo_mm
                .as_ref()
                .map(|(name, mm)| PhotoTold { name: name.clone(), mm: *mm }),
        };
        Self {
            fits: composition.fits(),
            pages: composition.pages,
            proposals: composition.proposals.iter().map(told).collect(),
            chosen: composition.fits().then_some(0),
            cuts: composition.cuts.iter().map(cut).collect(),
        }
    }
}

/// Composes and saves the best proposal.
pub(crate) fn compose(
    file: &Path,
    issue: Option<&str>,
    (pages, proposals): (Option<u32>, usize),
    json: bool,
    lang: Lang,
) -> Result<ExitCode, Failure> {
    let mut desk = open(file, issue)?;
    let job = desk.compose_job(pages, proposals)?;
    let shown = Shown::new();
    let composed = job.run(&shown);
    shown.finish();
    let composition = composed?;
    if json {
        say(&to_json(&Composed::new(&composition)));
    }
    let Some(best) = composition.proposals.first() else {
        let overfull = Failure::new("compose.overfull", composition.pages)
            .with("pages", composition.pages);
        complain(&overfull.sentence(lang));
        for sentence in composition.sentences(lang) {
            complain(&sentence);
        }
        return Ok(ExitCode::from(3));
    };
    desk.take_proposal(best)?;
    if !json {
        for sentence in composition.sentences(lang) {
            say(&sentence);
        }
    }
    Ok(ExitCode::SUCCESS)
}

impl Progress for Shown {
    fn reached(&self, done: usize, total: usize) -> Result<(), Cancelled> {
        self.show("compose", done, total);
        Ok(())
    }
}

#[derive(Serialize)]
struct Planned {
    issue: Option<String>,
    /// Null when no plan is saved.
    pages: Option<usize>,
    modules: Vec<PlannedModule>,
}

#[derive(Serialize)]
struct PlannedModule {
    kind: &'static str,
    article: Option<String>,
    title: Option<String>,
    part: u32,
    page: usize,
    unit: u32,
    units: u32,
    line: u32,
    lines: u32,
    legs: Option<u32>,
    pinned: bool,
}

/// Prints the saved plan, or says that there is none.
pub(crate) fn plan(
    file: &Path,
    issue: Option<&str>,
    json: bool,
    lang: Lang,
) -> Result<ExitCode, Failure> {
    let mut desk = read(file, issue)?;
    let edition = desk.edition()?;
    let title = |module: &Module| -> Option<String> {
        let article = module.article.and_then(|id| edition.article(id))?;
        Some(article.headline_on_paper().to_owned())
    };
    let planned = |(page, module): (usize, &Module)| PlannedModule {
        kind: module.kind.as_str(),
        article: module.article.map(|id| id.to_string()),
        title: title(module),
        part: module.part,
        page: page + 1,
        unit: module.unit,
        units: module.units,
        line: module.line,
        lines: module.lines,
        legs: module.legs,
        pinned: module.pinned,
    };
    let modules: Vec<_> =
        edition.plan.iter().flat_map(|plan| plan.modules()).map(planned).collect();
    if json {
        say(&to_json(&Planned {
            issue: Some(name_of(&edition.issue)),
            pages: edition.plan.as_ref().map(|plan| plan.pages.len()),
            modules,
        }));
        return Ok(ExitCode::SUCCESS);
    }
    if edition.plan.is_none() {
        complain(&Failure::new("plan.none", "").sentence(lang));
    }
    for PlannedModule { kind, title, page, unit, units, line, lines, pinned, .. } in
        modules
    {
        let title = title.unwrap_or_default();
        let pin = if pinned { "*" } else { "" };
        let row = format!("{page} {kind}{pin} {unit}+{units} {line}+{lines} {title}");
        say(row.trim_end());
    }
    Ok(ExitCode::SUCCESS)
}

/// Says how an article is laid out, or lists what is said of it.
pub(crate) fn set_wishes(
    file: &Path,
    issue: Option<&str>,
    article: &str,
    pairs: &[String],
) -> Result<ExitCode, Failure> {
    let mut desk = open(file, issue)?;
    let article = desk.find_article(article)?;
    if pairs.is_empty() {
        for (key, value) in desk.written_wishes(article)? {
            say(&format!("{key}={value}"));
        }
        return Ok(ExitCode::SUCCESS);
    }
    desk.set_wishes(article, &pairs_of(pairs)?)?;
    Ok(ExitCode::SUCCESS)
}
