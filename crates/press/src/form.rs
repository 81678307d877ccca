//! Forms of an office on A4: sheets that go with an issue and are signed. What they say
//! is decided elsewhere; here words become a page, as values and never as markup.

use crate::error::PressError;
use crate::leaf;
use crate::pdf::{self, Meta};
use crate::typeset::Workshop;
use document::Lang;
use serde::Serialize;

/// A form: a head, numbered fields or a table, and places to sign.
#[derive(Debug, Clone, Serialize)]
pub struct Form {
    /// Language it is written in, `vi` or `en`.
    pub lang: &'static str,
    /// Lies on its side.
    pub landscape: bool,
    /// Who issues it, from the highest body to the lowest, which stands out.
    pub office: Vec<String>,
    /// The words of the state at the right; may be empty.
    pub state: Vec<String>,
    /// Place and day, to be filled in by hand; may be empty.
    pub place: String,
    /// What the form is.
    pub title: String,
    /// What it is about.
    pub subtitle: String,
    /// Numbered fields; one without a value gets a dotted line.
    pub fields: Vec<FormField>,
    /// Columns of the table; none, no table.
    pub columns: Vec<FormColumn>,
    /// Rows of the table, each as long as there are columns.
    pub rows: Vec<Vec<String>>,
    /// What the last row of the table is called, and its sum under the last column but
    /// one; or nothing.
    pub total: Vec<String>,
    /// Sentences below.
    pub notes: Vec<String>,
    /// Who signs, from left to right.
    pub signatures: Vec<FormSignature>,
}

/// A numbered field of a form.
#[derive(Debug, Clone, Serialize)]
pub struct FormField {
    /// What is asked.
    pub label: String,
    /// The answer; may be empty.
    pub value: String,
}

/// A column of a form's table.
#[derive(Debug, Clone, Serialize)]
pub struct FormColumn {
    /// Its head.
    pub name: String,
    /// Its share of the width.
    pub share: f64,
    /// `left`, `centre` or `right`.
    pub side: &'static str,
}

/// A place to sign.
#[derive(Debug, Clone, Serialize)]
pub struct FormSignature {
    /// In what office.
    pub role: String,
    /// What is to be done, such as "(Ký, ghi rõ họ tên)".
    pub hint: String,
    /// Who, when that is known.
    pub name: String,
}

/// What the source asks for beside the form itself.
#[derive(Serialize)]
struct Data<'f> {
    font: &'static str,
    #[serde(flatten)]
    form: &'f Form,
}

/// The family of forms: every cut of it is among the fonts of the press.
const FAMILY: &str = "Source Serif 4";

/// Sets a form and writes it as an accessible PDF.
pub(crate) fn write(
    world: &Workshop,
    form: &Form,
    meta: &Meta,
) -> Result<Vec<u8>, PressError> {
    let data = Data { font: FAMILY, form };
    let document = leaf::set(world, ("form.typ", include_str!("form.typ")), &data)?;
    Ok(pdf::screen(&document, meta)?)
}

/// What a form says about itself as a file.
pub(crate) fn meta(form: &Form, edition: &document::Edition, kind: &str) -> Meta {
    use sha2::{Digest, Sha256};
    let said = toml::to_string(form).unwrap_or_default();
    let digest = Sha256::digest(format!("{kind}\n{said}"));
    let id: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let lang = if form.lang == "vi" { Lang::Vi } else { Lang::En };
    Meta {
        title: format!("{} – {}", form.title, form.subtitle),
        author: form.office.last().cloned().unwrap_or_default(),
        subject: form.title.clone(),
        lang,
        date: edition.issue.date,
        document_id: id,
        issue_line: form.subtitle.clone(),
        trim: document::Trim::a4(),
        bleed: document::Mm::new(crate::sheets::BLEED_MM).expect("a bleed above zero"),
    }
}
