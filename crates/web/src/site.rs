//! What every page of a bundle shares: names, addresses, policy, head and foot.

use crate::html::{Setting, Usage, json_block, keep_together};
use crate::order;
use crate::pictures::Pictures;
use crate::render::safe;
use crate::settings::Logo;
use crate::words::{Words, words};
use document::visits::{CounterKind, Visits};
use document::{ArticleId, Edition, Key, Lang, Remark, Severity};
use minijinja::{Value, context};
use std::net::Ipv4Addr;
use std::str::FromStr;

/// Where a bundle stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Home {
    /// An issue by itself.
    Alone,
    /// An issue in a folder of this name, among others.
    Above(String),
    /// The pages above all issues.
    Archive,
}

/// The shared facts of one bundle.
pub(crate) struct Site<'e> {
    /// The edition.
    pub(crate) edition: &'e Edition,
    /// Words of the pages.
    pub(crate) words: &'static Words,
    /// Public address, ending in `/`; empty when it is not known.
    pub(crate) base: String,
    /// Public address of the feeds: of the archive, where there is one.
    pub(crate) feeds: String,
    /// Where it stands.
    pub(crate) home: Home,
    /// Years of the issues below, the newest first.
    pub(crate) years: Vec<u16>,
    /// Address of the counter without a final `/`; empty without one.
    pub(crate) counter: String,
    /// What the counter is.
    pub(crate) kind: CounterKind,
    /// Figures known when the pages are made.
    visits: Option<Visits>,
    /// Address of the state's measuring script; empty without one.
    pub(crate) emc: String,
    /// Path of the issue's PDF in the bundle, with its size in bytes.
    pub(crate) pdf: Option<(String, usize)>,
    /// Link of the trust certificate, when it may be shown.
    trust: Option<String>,
    /// The logo, when there is one.
    pub(crate) logo: Option<Logo>,
}

/// What one page says about itself.
pub(crate) struct Page<'a> {
    /// Path in the bundle.
    pub(crate) path: &'a str,
    /// Title of the page, without the bulletin's name.
    pub(crate) title: &'a str,
    /// One or two sentences for search engines; may be empty.
    pub(crate) description: String,
    /// Further head elements, ready for use.
    pub(crate) head: String,
    /// Whether search engines shall leave the page alone.
    pub(crate) hidden: bool,
    /// Articles whose views the page shows, by identity.
    pub(crate) ids: Vec<String>,
    /// Whether the page is an article: a visit counts for it.
    pub(crate) counts: bool,
}

impl<'e> Site<'e> {
    /// Reads the fields of the masthead and the addresses.
    ///
    /// Addresses that cannot be used are left out with a remark.
    pub(crate) fn new(
        edition: &'e Edition,
        home: Home,
        remarks: &mut Vec<Remark>,
    ) -> Self {
        let base = address(edition, Key::BaseUrl, remarks);
        let base = if base.is_empty() {
            base
        } else {
            format!("{}/", base.trim_end_matches('/'))
        };
        let mut counter = address(edition, Key::CounterUrl, remarks);
        let kind = edition.text(Key::CounterKind).parse().unwrap_or_default();
        let nameless = edition.text(Key::CounterSite).trim().is_empty();
        if kind == CounterKind::Umami && nameless && !counter.is_empty() {
            remarks.push(Remark::new("web.counter_site", Severity::Should));
            counter.clear();
        }
        let trust = trust(edition, &base, remarks);
        let feeds = base.clone();
        let base = match &home {
            Home::Above(folder) if !base.is_empty() => format!("{base}{folder}/"),
            _ => base,
        };
        Self {
            edition,
            words: words(edition.bulletin.lang),
            base,
            feeds,
            home,
            years: Vec::new(),
            counter: counter.trim_end_matches('/').to_owned(),
            kind,
            visits: edition.text(Key::CounterFigures).parse().ok(),
            emc: address(edition, Key::EmcUrl, remarks),
            pdf: None,
            trust,
            logo: None,
        }
    }

    /// The language of the pages.
    pub(crate) fn lang(&self) -> Lang {
        self.edition.bulletin.lang
    }

    /// The words above the name; empty when the name says them itself.
    pub(crate) fn kind_word(&self) -> &str {
        let word = match self.edition.text(Key::KindWord).trim() {
            "" => self.words.kind_word,
            own => own,
        };
        if holds(bare_name(self.edition, self), word) { "" } else { word }
    }

    /// The bulletin's name, in Vietnamese with what it is: `Bản tin Hậu Giang`. An
    /// English name stands alone: it may want the word before it, after it or not.
    pub(crate) fn name(&self) -> String {
        let name = self.edition.bulletin.name().trim();
        let word = self.words.series;
        if name.is_empty() {
            word.to_owned()
        } else if self.lang() == Lang::En || holds(name, word) {
            name.to_owned()
        } else {
            format!("{word} {name}")
        }
    }

    /// The issue: `Số 9`.
    pub(crate) fn issue(&self) -> String {
        format!("{} {}", self.words.issue, self.edition.issue.number)
    }

    /// File name of the issue's PDF: `so-09-2021.pdf`.
    pub(crate) fn pdf_name(&self) -> String {
        let issue = &self.edition.issue;
        format!("so-{:02}-{}.pdf", issue.number, issue.date.year())
    }

    /// A day as readers of the pages expect it.
    pub(crate) fn day(&self, day: document::Date) -> String {
        match self.lang() {
            Lang::Vi => day.slashed(),
            Lang::En => {
                let long = day.long(Lang::En);
                long.split_once(", ").map_or(long.clone(), |(_, day)| day.to_owned())
            }
        }
    }

    /// The public address of a file of the bundle; `None` when it is not known.
    pub(crate) fn public(&self, path: &str) -> Option<String> {
        (!self.base.is_empty()).then(|| match path {
            "index.html" => self.base.clone(),
            other => format!("{}{other}", self.base),
        })
    }

    /// Whether the trust certificate may be shown.
    pub(crate) fn shows_trust(&self) -> bool {
        self.trust.is_some()
    }

    /// The Content-Security-Policy of the pages. Origins hold no quotes (see
    /// [`address`]), so that it can stand in an attribute as it is.
    pub(crate) fn policy(&self) -> String {
        let more = |address: &str| match origin(address) {
            Some(origin) => format!(" {origin}"),
            None => String::new(),
        };
        let (counter, emc) = (more(&self.counter), more(&self.emc));
        format!(
            "default-src 'none'; script-src 'self'{emc}; style-src 'self'; \
             img-src 'self' data:{emc}; font-src 'self'; media-src 'self'; \
             manifest-src 'self'; connect-src 'self'{counter}{emc}; base-uri 'none'; \
             form-action 'none'"
        )
    }

    /// Where a text of this edition is written.
    pub(crate) fn setting<'a>(
        &'a self,
        pictures: &'a Pictures,
        root: &'a str,
        usage: Usage,
        lang: Lang,
    ) -> Setting<'a> {
        Setting {
            edition: self.edition,
            pictures,
            root,
            ids: String::new(),
            usage,
            lang,
            words: self.words,
        }
    }

    /// The values every template gets.
    pub(crate) fn values(&self, root: &str, page: &Page<'_>) -> Value {
        let site_name = self.name();
        let above = if matches!(self.home, Home::Above(_)) { "../" } else { "" };
        let title = if page.title.is_empty() {
            format!("{site_name}, {}", self.issue())
        } else {
            format!("{} – {site_name}", page.title)
        };
        let canonical = self.public(page.path);
        let w = self.words;
        let spoken = [
            ("textSize", w.text_size),
            ("theme", w.theme),
            ("auto", w.theme_auto),
            ("light", w.theme_light),
            ("dark", w.theme_dark),
            ("contrast", w.theme_contrast),
            ("listen", w.read_aloud),
            ("pause", w.pause),
            ("resume", w.resume),
            ("results", w.results),
            ("none", w.no_results),
            ("close", w.close),
            ("fullView", w.full_view),
            ("speed", w.speed),
            ("voice", w.voice),
            ("copied", w.copied),
            ("width", w.width),
            ("narrow", w.width_narrow),
            ("usual", w.width_usual),
            ("wide", w.width_wide),
            ("note", w.notes),
        ];
        let spoken: serde_json::Map<String, serde_json::Value> = spoken
            .iter()
            .map(|(name, text)| ((*name).to_owned(), (*text).into()))
            .collect();
        let mut data = serde_json::json!({
            "root": root,
            "counter": self.counter,
            "ids": page.ids,
            "article": page.counts,
            "words": spoken,
        });
        if !self.counter.is_empty() {
            data["kind"] = self.kind.as_str().into();
        }
        if self.kind == CounterKind::Umami {
            data["website"] = self.edition.text(Key::CounterSite).trim().into();
            data["share"] = self.edition.text(Key::CounterShare).trim().into();
        }
        let data = json_block(&data);
        context! {
            lang => self.lang().as_str(),
            w => self.words.table(),
            root,
            csp => safe(self.policy()),
            page_title => title,
            description => page.description.as_str(),
            canonical => canonical,
            head => safe(page.head.clone()),
            hidden => page.hidden,
            feeds => !self.base.is_empty(),
            feed_root => format!("{root}{above}"),
            emc => self.emc.as_str(),
            data => safe(data),
            site => self.shared(root),
        }
    }

    /// Masthead, navigation and foot.
    fn shared(&self, root: &str) -> Value {
        let edition = self.edition;
        let above_all = self.home == Home::Archive;
        let link = |name: String, href: String| context! { name => name, href => href };
        let sections: Vec<Value> = if above_all {
            let year =
                |year: &u16| (year.to_string(), format!("{root}index.html#nam-{year}"));
            self.years.iter().map(year).map(|(name, href)| link(name, href)).collect()
        } else {
            order::by_section(edition)
                .iter()
                .filter_map(|(section, _)| *section)
                .map(|section| {
                    let href = format!("{root}chuyen-muc/{}.html", section.slug);
                    link(section.name.clone(), href)
                })
                .collect()
        };
        let pdf = self.pdf.as_ref().map(|(path, size)| {
            context! { href => format!("{root}{path}"), size => weight(*size, self.lang()) }
        });
        let text = |key: Key| edition.text(key);
        context! {
            above_all => above_all,
            archive => matches!(self.home, Home::Above(_))
                .then(|| format!("{root}../index.html")),
            name => self.name(),
            kind => self.kind_word(),
            logo => self.logo.as_ref().map(|logo| logo.value(root)),
            title => safe(keep_together(bare_name(edition, self), self.lang())),
            tagline => text(Key::Tagline),
            body => text(Key::PublishingBody),
            governing => text(Key::GoverningBody),
            issue => self.issue(),
            running_no => text(Key::RunningNo),
            year_no => text(Key::YearNo),
            date => edition.issue.date.long(self.lang()),
            iso => edition.issue.date.to_string(),
            sections => sections,
            pdf => pdf,
            foot => self.foot(),
            contact => self.contact(),
            email => text(Key::Email),
            related => related(text(Key::RelatedLinks)),
            security => contact_link(text(Key::SecurityContact)),
            counter => !self.counter.is_empty(),
            figures => context! {
                total => self.visits.as_ref().and_then(|visits| visits.total)
                    .map(|total| figure(total, self.lang())),
                day => self.visits.as_ref().map(|visits| self.day(visits.at)),
            },
            ipv6 => text(Key::Ipv6Badge).trim().eq_ignore_ascii_case("yes"),
            trust => self.trust.as_deref(),
        }
    }

    /// How often an article had been read when the pages were made.
    pub(crate) fn views(&self, article: ArticleId) -> Option<String> {
        let views = self.visits.as_ref()?.views.get(&article)?;
        Some(figure(*views, self.lang()))
    }

    /// Who publishes: label and value, only what is filled.
    pub(crate) fn foot(&self) -> Vec<Value> {
        let (w, text) = (self.words, |key: Key| self.edition.text(key).to_owned());
        rows([
            (w.governing_body, text(Key::GoverningBody)),
            (w.publishing_body, text(Key::PublishingBody)),
            (w.responsible, text(Key::Responsible)),
            (w.address, text(Key::Address)),
            (w.phone, text(Key::Phone)),
            (w.fax, text(Key::Fax)),
            (w.email, text(Key::Email)),
            (w.licence, self.licence()),
            ("ISSN", text(Key::Issn)),
        ])
    }

    /// The imprint of the paper version: everything the law and custom ask for.
    pub(crate) fn imprint(&self) -> Vec<Value> {
        let (w, text) = (self.words, |key: Key| self.edition.text(key).to_owned());
        let printer = [text(Key::Printer), text(Key::PrinterAddress)]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ");
        let mut all = self.foot();
        all.extend(rows([
            (w.editorial_board, text(Key::EditorialBoard)),
            (w.secretary, text(Key::Secretary)),
            (w.layout, text(Key::Layout)),
            (w.cover_photo, text(Key::CoverPhoto)),
            (w.proof, text(Key::Proof)),
            (w.printer, printer),
            (w.print_run, text(Key::PrintRun)),
            (w.period, text(Key::Period)),
            (w.deposit, text(Key::Deposit)),
            (w.price, text(Key::Price)),
        ]));
        all
    }

    /// Contact in English: Decree 42/2022/NĐ-CP art. 7(2) asks for it. The foot of an
    /// English bulletin says the same already.
    fn contact(&self) -> Vec<Value> {
        if self.lang() == Lang::En {
            return Vec::new();
        }
        let text = |key: Key| self.edition.text(key).to_owned();
        rows([
            ("Publisher", text(Key::PublishingBody)),
            ("Responsible", text(Key::Responsible)),
            ("Address", text(Key::Address)),
            ("Telephone", text(Key::Phone)),
            ("E-mail", text(Key::Email)),
            ("Web", text(Key::Web)),
        ])
    }

    /// The licence in one line; empty when there is none.
    fn licence(&self) -> String {
        let (w, text) = (self.words, |key: Key| self.edition.text(key));
        let number = text(Key::LicenceNo);
        if number.is_empty() {
            return String::new();
        }
        let mut line = match self.lang() {
            Lang::Vi => format!("số {number}"),
            Lang::En => format!("no. {number}"),
        };
        for (word, value) in
            [(w.licence_by, text(Key::LicenceBy)), (w.licence_on, text(Key::LicenceDate))]
        {
            if !value.is_empty() {
                line.push_str(&format!(" {word} {value}"));
            }
        }
        line
    }
}

/// The name as set on the masthead; the kind of publication when it has none yet.
fn bare_name<'a>(edition: &'a Edition, site: &'a Site<'_>) -> &'a str {
    match edition.bulletin.name().trim() {
        "" => site.words.series,
        name => name,
    }
}

/// Whether a name holds a word, written in any case.
fn holds(name: &str, word: &str) -> bool {
    name.to_lowercase().contains(&word.to_lowercase())
}

fn rows<const N: usize>(rows: [(&str, String); N]) -> Vec<Value> {
    rows.into_iter()
        .filter(|(_, value)| !value.trim().is_empty())
        .map(|(label, value)| {
            let link = contact_link(&value).get_attr("href").unwrap_or_default();
            let link = if link.is_undefined() { Value::from(()) } else { link };
            context! { label => label, value => value.trim(), href => link }
        })
        .collect()
}

/// A value that may be an address of mail or web: text and, when it is one, link.
fn contact_link(text: &str) -> Value {
    let text = text.trim();
    let href = if text.contains(char::is_whitespace) || text.is_empty() {
        None
    } else if text.starts_with("https://") || text.starts_with("http://") {
        Some(text.to_owned())
    } else if is_telephone(text) {
        Some(format!("tel:{}", text.replace(['.', '-', '(', ')'], "")))
    } else if text.contains('@') {
        Some(format!("mailto:{}", text.trim_start_matches("mailto:")))
    } else {
        None
    };
    context! { text => text.trim_start_matches("mailto:"), href => href }
}

/// Whether a text is one telephone number, such as `0293.3878.888`.
fn is_telephone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let start = text.starts_with('0') || text.starts_with('+') || text.starts_with("(0");
    let plain = text.chars().all(|c| c.is_ascii_digit() || "+.-()".contains(c));
    start && plain && (8..=15).contains(&digits)
}

/// Reads `Name <address>; Name <address>`.
fn related(text: &str) -> Vec<Value> {
    text.split(';')
        .filter_map(|part| {
            let (name, rest) = part.split_once('<')?;
            let href = rest.trim().strip_suffix('>')?.trim();
            crate::html::link_target(href)?;
            let name = if name.trim().is_empty() { href } else { name.trim() };
            Some(context! { name => name, href => href })
        })
        .collect()
}

/// Reads an address of a key; one that is no web address is left out with a remark.
fn address(edition: &Edition, key: Key, remarks: &mut Vec<Remark>) -> String {
    let text = edition.text(key).trim();
    if text.is_empty() {
        return String::new();
    }
    let fits = !text.contains(|c: char| c.is_whitespace() || "\"'<>;,".contains(c));
    match host(text).filter(|_| fits) {
        Some(host) => {
            let bare = host.rsplit_once(':').map_or(host, |(name, _)| name);
            let local = bare.starts_with("127.");
            if Ipv4Addr::from_str(bare).is_ok() && !local {
                // A page that names an IPv4 address cannot be reached over IPv6 alone.
                remarks.push(
                    Remark::new("web.ipv4_address", Severity::Should)
                        .with("key", key.as_str())
                        .with("value", text),
                );
            }
            text.to_owned()
        }
        None => {
            remarks.push(
                Remark::new("web.address_unusable", Severity::Should)
                    .with("key", key.as_str())
                    .with("value", text),
            );
            String::new()
        }
    }
}

/// The link of the trust certificate. It is granted to one domain, so it is shown only
/// where that domain is: a page elsewhere must not borrow it.
fn trust(edition: &Edition, base: &str, remarks: &mut Vec<Remark>) -> Option<String> {
    let domain = edition.text(Key::BadgeDomain).trim().to_ascii_lowercase();
    if domain.is_empty() || edition.text(Key::BadgeLink).trim().is_empty() {
        return None;
    }
    let link = address(edition, Key::BadgeLink, remarks);
    let here = host(base).map(str::to_ascii_lowercase);
    let here = here.map(|h| h.split(':').next().unwrap_or_default().to_owned());
    if here.is_some_and(|here| here != domain) {
        remarks.push(
            Remark::new("web.badge_domain", Severity::Should).with("domain", domain),
        );
        return None;
    }
    (!link.is_empty()).then_some(link)
}

/// Host and port of a web address.
pub(crate) fn host(address: &str) -> Option<&str> {
    let rest =
        address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    (!host.is_empty() && !host.contains('@')).then_some(host)
}

/// Scheme, host and port of a web address.
fn origin(address: &str) -> Option<String> {
    let scheme = address.split("://").next()?;
    host(address).map(|host| format!("{scheme}://{host}"))
}

/// A number as people read it: `7.448.251`.
fn figure(number: u64, lang: Lang) -> String {
    let mark = if lang == Lang::Vi { '.' } else { ',' };
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push(mark);
        }
        out.push(digit);
    }
    out
}

/// A file size as people read it: `2,1 MB`.
pub(crate) fn weight(bytes: usize, lang: Lang) -> String {
    let text = if bytes < 100_000 {
        format!("{} KB", bytes.div_ceil(1000))
    } else {
        let tenths = (bytes + 50_000) / 100_000;
        format!("{}.{} MB", tenths / 10, tenths % 10)
    };
    if lang == Lang::Vi { text.replace('.', ",") } else { text }
}
