//! Embeds `designs/` and `fonts/`, so that an installed Bantin needs no files beside it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR").expect("set by cargo"))
        .join("../..")
        .canonicalize()
        .expect("the workspace");
    let mut code = String::new();
    for (name, folder) in [
        ("DESIGN_FILES", "designs"),
        ("FONT_FILES", "fonts"),
        ("SAMPLE_FILES", "samples"),
    ] {
        let folder = root.join(folder);
        println!("cargo::rerun-if-changed={}", folder.display());
        let mut files = Vec::new();
        collect(&folder, &mut files);
        files.sort();
        let _ = writeln!(code, "pub(crate) const {name}: &[(&str, &[u8])] = &[");
        for file in files {
            let below = file.strip_prefix(&folder).expect("found below it");
            let below = below.to_string_lossy().replace('\\', "/");
            let _ = writeln!(code, "    ({below:?}, include_bytes!({file:?})),");
        }
        code.push_str("];\n");
    }
    let out = Path::new(&env::var("OUT_DIR").expect("set by cargo")).join("embedded.rs");
    fs::write(out, code).expect("the build folder can be written");
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            println!("cargo::rerun-if-changed={}", path.display());
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}
