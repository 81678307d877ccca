//! `cargo xtask pictures`: what the README shows, taken from the real app.

use crate::house::{self, Profile, built, cargo};
use crate::program::{self, Done};
use crate::{interface, packages, sample};
use std::path::Path;

/// Draws `docs/pictures/*.png`: every surface of the app and page 1 of the sample.
pub(crate) fn pictures() -> Done {
    if !cfg!(target_os = "linux") {
        return Err(
            "The pictures are taken through WebKitWebDriver, on Linux only.".into()
        );
    }
    packages::for_testing()?;
    interface::install("ui")?;
    interface::build()?;
    program::run(cargo("build").arg("--all-targets"))?;

    let stage = house::target().join("pictures");
    std::fs::remove_dir_all(&stage).ok();
    let file = sample::make(Profile::Dev, &stage)?;
    let folder = stage.to_string_lossy().into_owned();
    sample::bantin(Profile::Dev, "export", &file, &["--to", &folder, "--as", "png"])?;

    let pictures = house::root().join("docs").join("pictures");
    std::fs::create_dir_all(&pictures)
        .map_err(|error| format!("docs/pictures cannot be made: {error}."))?;
    let page = "page-001.png";
    std::fs::copy(stage.join("png").join(page), pictures.join(page))
        .map_err(|error| format!("{page} cannot be copied: {error}."))?;
    composed(&stage, &pictures)?;
    program::run(
        program::program("node", &house::root().join("tests/journeys"))
            .arg("pictures.mjs")
            .arg(&pictures)
            .env("BANTIN_DESKTOP", built(Profile::Dev, "bantin-desktop"))
            .env("BANTIN_SAMPLE", &file),
    )
}

/// Pages of a generated issue, for `docs/compose.md`.
fn composed(stage: &Path, pictures: &Path) -> Done {
    let folder = stage.join("composed");
    let example = built(Profile::Dev, "examples/issue");
    program::run(program::program(example, house::root()).arg("5").arg(&folder))?;
    for (page, name) in
        [("05-01.png", "compose-cover.png"), ("05-07.png", "compose-inner.png")]
    {
        std::fs::copy(folder.join(page), pictures.join(name))
            .map_err(|error| format!("{name} cannot be copied: {error}."))?;
    }
    Ok(())
}
