//! Hands the window's settings and icons to the shell.

fn main() {
    tauri_build::build();
}
