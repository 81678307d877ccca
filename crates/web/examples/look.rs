//! Writes the sample issue as a web package and print pages, to be looked at.
//!
//! ```text
//! cargo run -p web --example look -- OUT [PICTURES]
//! ```
//!
//! `PICTURES` holds `ky-ket.jpg`, `hoi-nghi.jpg` and `kenh.jpg`; every size of a picture
//! is then that file. Without it pictures are missing squares, which shows the texts.
#![expect(clippy::disallowed_methods, reason = "a tool that writes files")]

#[path = "../tests/suite/sample/mod.rs"]
mod sample;

use document::{
    Format, Key, Photo, PhotoId, PhotoLibrary, PhotoUnavailable, Recipe, Rendition,
    Unwatched,
};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use web::{Bundle, Extras};

struct Files {
    photos: BTreeMap<PhotoId, Photo>,
    folder: PathBuf,
}

impl PhotoLibrary for Files {
    fn rendition(
        &self,
        id: PhotoId,
        recipe: &Recipe,
    ) -> Result<Rendition, PhotoUnavailable> {
        let unavailable = |reason: String| PhotoUnavailable { photo: id, reason };
        if !matches!(recipe.format, Format::Jpeg { .. }) {
            return Err(unavailable("JPEG only".into()));
        }
        let photo = self.photos.get(&id).ok_or_else(|| unavailable("unknown".into()))?;
        let bytes = std::fs::read(self.folder.join(&photo.name))
            .map_err(|error| unavailable(error.to_string()))?;
        Ok(Rendition {
            bytes: bytes.into(),
            size: sample::fitted(photo.size, recipe.fit),
        })
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let out = PathBuf::from(arguments.next().expect("usage: look OUT [PICTURES]"));
    let folder = PathBuf::from(arguments.next().unwrap_or_default());

    let mut edition = sample::edition();
    for (key, value) in [
        (Key::CounterUrl, "http://localhost:8787"),
        (Key::BadgeDomain, "example.vn"),
        (Key::BadgeLink, "https://tinnhiemmang.vn/danh-ba-tin-nhiem/examplevn-1"),
        (Key::Ipv6Badge, "yes"),
    ] {
        edition.bulletin.values.set(key, value);
    }
    let (theme, library) =
        (sample::theme(), Files { photos: edition.photos.clone(), folder });
    let bundle = web::bundle(&edition, &theme, &library, &Extras::default(), &Unwatched)
        .expect("the design's templates work");
    write(&out.join("web"), &bundle);
    let print = web::print_pages(&edition, &theme, &library, &Unwatched)
        .expect("the design's templates work");
    write(&out.join("print"), &print);
}

fn write(folder: &Path, bundle: &Bundle) {
    for (path, bytes) in &bundle.files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("inside the folder"))
            .expect("a folder");
        std::fs::write(path, bytes).expect("a file");
    }
}
