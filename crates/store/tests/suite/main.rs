//! The `.bantin` file, from outside.

#![allow(clippy::unwrap_used, reason = "tests; clippy.toml sees only #[test] functions")]

mod articles;
mod cache;
mod copies;
mod damage;
mod files;
mod format;
mod old;
mod photos;
mod plan;
mod repair;
mod search;
mod undo;
mod versions;

use document::{
    Article, ArticleId, Bulletin, Edition, Key, Lang, Photo, Section, Trim, Values,
};
use std::path::PathBuf;
use store::{ArticleHead, EditError, Op, Step, Store, Timestamp};

/// A bulletin in a folder of its own.
struct Desk {
    folder: tempfile::TempDir,
    store: Store,
}

/// Everything a reader can see.
#[derive(Debug, PartialEq)]
struct View {
    bulletin: Bulletin,
    sections: Vec<Section>,
    editions: Vec<(Edition, Vec<ArticleHead>)>,
    pool: Vec<(ArticleHead, Article)>,
    photos: Vec<Photo>,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::create(&folder.path().join("hau-giang.bantin"), &bulletin());
        Self { folder, store: store.unwrap() }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("hau-giang.bantin")
    }

    fn edit<T>(
        &mut self,
        op: Op,
        work: impl FnOnce(&mut store::Edit<'_>) -> Result<T, EditError>,
    ) -> T {
        self.store.edit(op, now(), work).unwrap().0
    }

    fn reopen(self) -> Self {
        let Self { folder, store } = self;
        let path = store.path().to_owned();
        drop(store);
        Self { folder, store: Store::open(&path).unwrap() }
    }

    fn view(&self) -> View {
        let store = &self.store;
        let edition = |issue: document::Issue| {
            let heads = store.outline(Some(issue.id)).unwrap();
            (store.edition(issue.id).unwrap(), heads)
        };
        let article = |head: ArticleHead| (head.clone(), store.article(head.id).unwrap());
        View {
            bulletin: store.bulletin().unwrap(),
            sections: store.sections().unwrap(),
            editions: store.issues().unwrap().into_iter().map(edition).collect(),
            pool: store.outline(None).unwrap().into_iter().map(article).collect(),
            photos: store.photos().unwrap(),
        }
    }

    fn steps(&self) -> Vec<(&'static str, bool)> {
        let steps = self.store.history().unwrap();
        steps.iter().map(|Step { op, undone, .. }| (op.as_str(), *undone)).collect()
    }
}

fn bulletin() -> Bulletin {
    let mut values = Values::default();
    values.set(Key::Name, "Hậu Giang");
    values.set(Key::PublishingBody, "Sở Thông tin và Truyền thông");
    Bulletin { lang: Lang::Vi, design: "tin-tuc".into(), trim: Trim::tabloid(), values }
}

fn now() -> Timestamp {
    Timestamp::from_unix(1_614_409_329)
}

fn id(number: u8) -> ArticleId {
    format!("d5bd5483-0000-4000-8000-0000000000{number:02x}").parse().unwrap()
}

fn article(number: u8, title: &str, text: &str) -> Article {
    Article {
        title: title.into(),
        source_text: text.into(),
        body: document::body::parse(text).0,
        ..Article::new(id(number))
    }
}

fn date(text: &str) -> document::Date {
    text.parse().unwrap()
}
