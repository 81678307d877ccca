//! What each article has of its own: cards for social networks, a PDF for readers to save.

use crate::designs;
use crate::export::press_failure;
use crate::failure::Failure;
use crate::hands;
use crate::pictures::Pictures;
use crate::provenance;
use document::{Article, ArticleId, Edition, PixelSize, Progress};
use press::CardShape;
use std::collections::BTreeMap;

/// One card as a PNG that says who made it, and nothing else.
pub(crate) fn card(
    edition: &Edition,
    design: &press::Design,
    pictures: &Pictures,
    article: &Article,
    shape: CardShape,
) -> Result<Vec<u8>, Failure> {
    let drawn = crate::press()
        .card(edition, design, pictures, article, shape)
        .map_err(press_failure)?;
    let size = PixelSize { width: drawn.width, height: drawn.height };
    let file = photo::card(size, &drawn.rgba).expect("a card has all its pixels");
    Ok(provenance::marked(&file))
}

/// The cards that links to articles of a web package show, by article.
pub(crate) fn for_links(
    edition: &Edition,
    pictures: &Pictures,
) -> Result<BTreeMap<ArticleId, Vec<u8>>, Failure> {
    let design = designs::paper_of(&edition.bulletin)?;
    let bare = web::without_picture(edition);
    let articles = bare.into_iter().filter_map(|id| edition.article(id));
    articles
        .map(|article| {
            let card = card(edition, &design, pictures, article, CardShape::Wide)?;
            Ok((article.id, card))
        })
        .collect()
}

/// Both cards of every article, with the names of their files.
pub(crate) fn cards(
    edition: &Edition,
    pictures: &Pictures,
    progress: &dyn Progress,
) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let design = designs::paper_of(&edition.bulletin)?;
    let wanted: Vec<(&Article, CardShape)> = edition
        .articles
        .iter()
        .flat_map(|article| CardShape::ALL.map(|shape| (article, shape)))
        .collect();
    hands::share(&wanted, |(article, shape), done| {
        progress.reached(done, wanted.len())?;
        let (width, height) = shape.pixels();
        let file = card(edition, &design, pictures, article, *shape)?;
        Ok((format!("{}-{width}x{height}.png", article.slug), file))
    })
}

/// Every article as a PDF of its own.
pub(crate) fn offprints(
    edition: &Edition,
    pictures: &Pictures,
    progress: &dyn Progress,
) -> Result<BTreeMap<ArticleId, Vec<u8>>, Failure> {
    let design = designs::paper_of(&edition.bulletin)?;
    let made = hands::share(&edition.articles, |article, done| {
        progress.reached(done, edition.articles.len())?;
        let pdf = crate::press()
            .offprint(edition, &design, pictures, article)
            .map_err(press_failure)?;
        Ok((article.id, pdf))
    })?;
    Ok(made.into_iter().collect())
}
