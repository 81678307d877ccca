//! One article: its page and its cards in lists.

use crate::html::{self, Shape, Usage, keep_together, plain, query_value};
use crate::order::{self, Named, posted};
use crate::pictures::{Pictures, cover};
use crate::render::{Renderer, safe};
use crate::site::{Page, Site, weight};
use crate::words::words;
use crate::{WebError, headline, meta, reading};
use document::{Article, ArticleId, AttachmentKind};
use minijinja::{Value, context};
use std::collections::BTreeMap;

/// Everything the pages of articles need.
pub(crate) struct Articles<'a> {
    /// The bundle.
    pub(crate) site: &'a Site<'a>,
    /// Its pictures.
    pub(crate) pictures: &'a Pictures,
    /// Its authors.
    pub(crate) authors: &'a [Named<'a>],
    /// Its tags.
    pub(crate) tags: &'a [Named<'a>],
    /// Paths of attached files in the bundle.
    pub(crate) attached: &'a BTreeMap<(ArticleId, usize), String>,
    /// Size of the PDF of an article that has one.
    pub(crate) offprints: &'a BTreeMap<ArticleId, usize>,
}

impl Articles<'_> {
    /// Writes `bai/<slug>.html`.
    pub(crate) fn page(
        &self,
        renderer: &Renderer,
        article: &Article,
    ) -> Result<String, WebError> {
        let path = format!("bai/{}.html", article.slug);
        let title = headline::on_web(self.site.edition, article);
        let page = Page {
            path: &path,
            title: &title,
            description: meta::description(article),
            head: meta::article(self.site, self.pictures, article),
            hidden: false,
            ids: vec![article.id.to_string()],
            counts: true,
        };
        let values = context! {
            article => self.values(article, "../", Usage::Screen, String::new()),
            around => self.around(article),
            ..self.site.values("../", &page)
        };
        renderer.page("article.html", values)
    }

    /// The values of an article for any template.
    pub(crate) fn values(
        &self,
        article: &Article,
        root: &str,
        usage: Usage,
        ids: String,
    ) -> Value {
        let (site, edition) = (self.site, self.site.edition);
        let lang = edition.lang_of(article);
        let mut setting = site.setting(self.pictures, root, usage, lang);
        setting.ids = ids;
        let day = posted(edition, article);
        let title = match usage {
            Usage::Paper => headline::on_paper(edition, article),
            Usage::Screen | Usage::Alone | Usage::Fragment | Usage::Book => {
                headline::on_web(edition, article)
            }
        };
        let body = html::body(&setting, &article.body);
        // Browsers leave an author alone on top of a page unless the name is a line of
        // the last paragraph.
        let open = body.trim_end().strip_suffix("</p>").filter(|_| usage == Usage::Paper);
        context! {
            id => article.id.to_string(),
            slug => article.slug.as_str(),
            anchor => format!("{}bai", setting.ids),
            href => format!("{root}bai/{}.html", article.slug),
            save_href => format!("{root}tai/{}.html", article.slug),
            text_href => format!("{root}tai/{}.txt", article.slug),
            pdf => self.offprints.get(&article.id).map(|size| context! {
                href => format!("{root}pdf/{}.pdf", article.slug),
                size => weight(*size, site.lang()),
            }),
            print_href => format!("{root}in/{}.html", article.slug),
            title => title.as_ref(),
            title_html => safe(keep_together(&title, lang)),
            kicker => self.kicker(article),
            section => edition.section_of(article).map(|section| context! {
                name => section.name.as_str(),
                href => format!("{root}chuyen-muc/{}.html", section.slug),
            }),
            lang => lang.as_str(),
            posted => site.day(day),
            posted_iso => day.to_string(),
            modified => article.modified.map(|day| site.day(day)),
            modified_iso => article.modified.map(|day| day.to_string()),
            lead => safe(html::inline(&setting, &article.lead)),
            open_body => open.map(|open| safe(open.to_owned())),
            body => safe(body),
            bylines => self.bylines(article, root),
            genre => article.genre.as_str(),
            source => article.source.as_str(),
            tags => self.tags.iter()
                .filter(|tag| tag.articles.iter().any(|one| one.id == article.id))
                .map(|tag| context! {
                    name => tag.name, href => format!("{root}tu-khoa/{}.html", tag.slug),
                })
                .collect::<Vec<_>>(),
            views => site.views(article.id),
            address => site.public(&format!("bai/{}.html", article.slug)),
        }
    }

    /// What stands around the text of an article's own page.
    fn around(&self, article: &Article) -> Value {
        let (site, edition) = (self.site, self.site.edition);
        let (newer, older) = order::neighbours(edition, article);
        let related: Vec<Value> = article
            .related
            .iter()
            .filter_map(|id| edition.article(*id))
            .filter(|other| other.id != article.id)
            .map(|other| self.line(other))
            .collect();
        let (mut files, mut recordings) = (Vec::new(), Vec::new());
        for (place, attachment) in article.attachments.iter().enumerate() {
            let Some(path) = self.attached.get(&(article.id, place)) else { continue };
            let entry = |title: &str| {
                let title =
                    if title.trim().is_empty() { &attachment.name } else { title };
                context! {
                    title => title,
                    href => format!("../{path}"),
                    media_type => attachment.media_type.as_str(),
                    size => weight(attachment.bytes.len(), site.lang()),
                }
            };
            match &attachment.kind {
                AttachmentKind::File => files.push(entry(&attachment.title)),
                AttachmentKind::Recording { voice } => recordings.push(entry(voice)),
            }
        }
        let versions: Vec<Value> = order::versions(edition, article)
            .into_iter()
            .map(|other| {
                let lang = edition.lang_of(other);
                context! {
                    href => format!("{}.html", other.slug),
                    lang => lang.as_str(),
                    title => words(lang).read_in_this,
                }
            })
            .collect();
        context! {
            versions => versions,
            related => related,
            newer => newer.map(|other| self.line(other)),
            older => older.map(|other| self.line(other)),
            attachments => files,
            recordings => recordings,
            share => self.share(article),
            script => reading::data(edition, article).map(safe),
        }
    }

    /// A card for lists of articles.
    pub(crate) fn card(&self, article: &Article, root: &str, shape: Shape) -> Value {
        let (site, edition) = (self.site, self.site.edition);
        let lang = edition.lang_of(article);
        let setting = site.setting(self.pictures, root, Usage::Screen, lang);
        let title = headline::on_web(edition, article);
        let picture = cover(edition, article).and_then(|cover| {
            let made = self.pictures.get(cover.photo.id)?;
            // The headline beside it says what the article is about.
            let alt = if shape == Shape::Lead { cover.alt.as_str() } else { "" };
            Some(safe(html::picture(&setting, made, alt, shape)))
        });
        let teaser = match shape {
            Shape::Lead => safe(html::inline(&setting, &article.lead)),
            _ => safe(keep_together(&meta::shorten(&plain(&article.lead), 160), lang)),
        };
        let day = posted(edition, article);
        context! {
            href => format!("{root}bai/{}.html", article.slug),
            title => safe(keep_together(&title, lang)),
            kicker => self.kicker(article),
            lang => lang.as_str(),
            teaser => teaser,
            picture => picture,
            posted => site.day(day),
            posted_iso => day.to_string(),
        }
    }

    /// Title and address of another article, from an article's page.
    fn line(&self, article: &Article) -> Value {
        let edition = self.site.edition;
        let lang = edition.lang_of(article);
        context! {
            href => format!("{}.html", article.slug),
            title => safe(keep_together(&headline::on_web(edition, article), lang)),
            lang => lang.as_str(),
        }
    }

    /// The words above the headline.
    pub(crate) fn kicker(&self, article: &Article) -> String {
        if article.kicker.trim().is_empty() {
            let section = self.site.edition.section_of(article);
            section.map(|section| section.name.clone()).unwrap_or_default()
        } else {
            article.kicker.clone()
        }
    }

    fn bylines(&self, article: &Article, root: &str) -> Vec<Value> {
        article
            .bylines
            .iter()
            .map(|name| name.trim())
            .filter_map(|name| self.authors.iter().find(|author| author.name == name))
            .map(|author| {
                context! {
                    name => author.name,
                    href => format!("{root}tac-gia/{}.html", author.slug),
                }
            })
            .collect()
    }

    /// Plain links: nothing of the networks is loaded before a reader follows one.
    fn share(&self, article: &Article) -> Vec<Value> {
        let title = headline::on_web(self.site.edition, article);
        let address = self.site.public(&format!("bai/{}.html", article.slug));
        let text = address.as_deref().unwrap_or_default();
        let letter = match &address {
            Some(address) => format!("{title}\r\n{address}"),
            None => format!("{title}\r\n{}", self.site.name()),
        };
        let mut links = vec![context! {
            name => self.site.words.by_email,
            href => format!(
                "mailto:?subject={}&body={}", query_value(&title), query_value(&letter)
            ),
        }];
        if address.is_some() {
            let url = query_value(text);
            links.push(context! {
                name => "Zalo", href => format!("https://zalo.me/share?url={url}"),
            });
            links.push(context! {
                name => "Facebook",
                href => format!("https://www.facebook.com/sharer/sharer.php?u={url}"),
            });
        }
        links
    }
}
