//! Embeds `designs/`, `fonts/`, `samples/` and `packs/`, so that an installed Bantin needs no
//! files beside it.
//!
//! Several checkouts share one target folder: every path is relative to this package,
//! or another checkout's files would be embedded.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let mut code = String::new();
    for (name, folder) in [
        ("DESIGN_FILES", "designs"),
        ("FONT_FILES", "fonts"),
        ("SAMPLE_FILES", "samples"),
        ("PACK_FILES", "packs"),
    ] {
        let folder = Path::new("../..").join(folder);
        let mut files = Vec::new();
        collect(&folder, &mut files);
        files.sort();
        let _ = writeln!(code, "pub(crate) const {name}: &[(&str, &[u8])] = &[");
        for file in files {
            let below = file.strip_prefix(&folder).expect("found below it");
            let below = below.to_string_lossy().replace('\\', "/");
            let path = format!("/{}", file.to_string_lossy().replace('\\', "/"));
            let bytes = format!(
                "include_bytes!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?}))"
            );
            let _ = writeln!(code, "    ({below:?}, {bytes}),");
        }
        code.push_str("];\n");
    }
    let out = Path::new(&env::var("OUT_DIR").expect("set by cargo")).join("embedded.rs");
    fs::write(out, code).expect("the build folder can be written");
}

/// Lists the files below a folder, and has cargo watch them.
fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    println!("cargo::rerun-if-changed={}", folder.display());
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            println!("cargo::rerun-if-changed={}", path.display());
            files.push(path);
        }
    }
}
