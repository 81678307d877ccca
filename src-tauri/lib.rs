//! The shell: one window, its picture schemes and its commands.
//!
//! A command unpacks, makes one call of `desk` and packs the answer. What crosses the
//! border is in `wire.rs`; the article text in the editor's form is in `editor.rs`.

mod ahead;
mod arranging;
mod articles;
mod bulletins;
mod composing;
mod editor;
mod exporting;
mod importing;
mod keeping;
mod photos;
mod progress;
mod publishing;
mod reviewing;
mod schemes;
mod session;
mod sheets;
mod wire;

use session::Session;
use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;
use tauri::{Emitter, Manager};

/// Runs the app until its window is closed.
pub fn run() {
    if !there_is_a_screen() {
        let failure = desk::Failure::new("app.no_screen", "no display");
        let mut out = std::io::stderr().lock();
        let _ = writeln!(out, "{}", failure.sentence(desk::system_lang()));
        std::process::exit(1);
    }
    let mut builder = tauri::Builder::default();
    // A journey drives several apps after one another and wants each for itself.
    if std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_none() {
        builder = builder
            .plugin(tauri_plugin_single_instance::init(|app, arguments, folder| {
                let session = app.state::<Session>();
                if let Some(window) = app.get_webview_window("main") {
                    let _ = window.unminimize();
                    let _ = window.set_focus();
                }
                let file = arguments.get(1).map(|file| PathBuf::from(folder).join(file));
                if let Some(file) = file {
                    session.ask_to_open(file);
                    let _ = app.emit("open", ());
                }
            }))
            .plugin(tauri_plugin_window_state::Builder::default().build());
    }
    let app = builder
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .manage(Session::new(std::env::args_os().nth(1).map(PathBuf::from)))
        .register_asynchronous_uri_scheme_protocol("sheet", schemes::sheet)
        .register_asynchronous_uri_scheme_protocol("photo", schemes::photo)
        .invoke_handler(tauri::generate_handler![
            bulletins::start,
            bulletins::set_lang,
            bulletins::set_theme,
            bulletins::create_bulletin,
            bulletins::open_bulletin,
            bulletins::open_sample,
            bulletins::close_bulletin,
            bulletins::bulletin,
            bulletins::add_issue,
            bulletins::next_issue,
            bulletins::choose_issue,
            bulletins::add_section,
            bulletins::rename_section,
            bulletins::fields,
            bulletins::design_offer,
            bulletins::set_field,
            bulletins::remarks,
            bulletins::mend,
            bulletins::undo,
            bulletins::redo,
            articles::add_article,
            articles::remove_articles,
            articles::move_articles,
            articles::set_aside,
            articles::article,
            articles::edit_article,
            photos::photos,
            photos::measure_photo,
            photos::find_photos,
            photos::edit_photo,
            photos::accept_words,
            photos::edit_placement,
            photos::join_captions,
            photos::part_captions,
            photos::find_in_captions,
            photos::replace_in_captions,
            photos::replace_photo,
            photos::use_instead,
            photos::remove_photo,
            importing::import_files,
            importing::cancel_import,
            importing::import_picture,
            importing::copied_html,
            importing::paste_html,
            sheets::sheets,
            sheets::hit,
            composing::compose,
            composing::cancel_compose,
            composing::take_proposal,
            composing::recompose,
            composing::clear_plan,
            arranging::pin_module,
            arranging::move_page,
            arranging::place_module,
            arranging::set_legs,
            arranging::wish,
            arranging::set_wishes,
            keeping::search,
            keeping::find_in_stories,
            keeping::replace_in_stories,
            keeping::versions,
            keeping::take_version,
            keeping::compare_version,
            keeping::restore_version,
            keeping::open_to_read,
            keeping::open_copy,
            keeping::backups,
            keeping::put_back,
            keeping::rescue,
            reviewing::review,
            reviewing::review_copy,
            reviewing::take_review,
            reviewing::settle_comment,
            reviewing::approve,
            reviewing::clear_history,
            exporting::export_to,
            exporting::cancel_export,
            exporting::reveal_path,
            publishing::places,
            publishing::forget_place,
            publishing::publish,
            exporting::dialog_override,
        ])
        .setup(|app| {
            show_composed_words(app);
            save_while_typing(app.handle().clone());
            back_up_now_and_then(app.handle().clone());
            Ok(())
        })
        .build(tauri::generate_context!());
    let app = match app {
        Ok(app) => app,
        Err(error) => {
            let mut out = std::io::stderr().lock();
            let _ = writeln!(out, "Bantin cannot open its window: {error}.");
            std::process::exit(1);
        }
    };
    app.run(|app, event| {
        if let tauri::RunEvent::ExitRequested { .. } | tauri::RunEvent::Exit = event {
            // Saving waits for what is being typeset.
            desk::leaving();
            app.state::<Session>().save_typing();
        }
        #[cfg(target_os = "macos")]
        if let tauri::RunEvent::Opened { urls } = event {
            if let Some(file) = urls.iter().find_map(|url| url.to_file_path().ok()) {
                app.state::<Session>().ask_to_open(file);
                let _ = app.emit("open", ());
            }
        }
    });
}

/// Whether there is a screen to put a window on; the toolkit would end with a trace of
/// its calls.
fn there_is_a_screen() -> bool {
    let named = |name| std::env::var_os(name).is_some_and(|screen| !screen.is_empty());
    !cfg!(target_os = "linux") || named("DISPLAY") || named("WAYLAND_DISPLAY")
}

/// How long typing may wait for the disk.
const SAVE_EVERY: Duration = Duration::from_millis(400);

/// A key press does not wait for the disk; this thread brings what was typed into the
/// file a moment later.
fn save_while_typing(app: tauri::AppHandle) {
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(SAVE_EVERY);
            let session = app.state::<Session>();
            // Nobody may write on for an hour while nothing is saved.
            if let Some(failure) = session.save_typing() {
                let _ = app.emit("failed", failure);
            }
            if let Some(changes) = session.foreign_changes() {
                let _ = app.emit("changed", changes);
            }
        }
    });
}

/// How often somebody looks whether it is time for a backup.
const BACK_UP_EVERY: Duration = Duration::from_secs(60);

/// Backups are made on a connection and a thread of their own: nobody waits for them.
fn back_up_now_and_then(app: tauri::AppHandle) {
    std::thread::spawn(move || {
        loop {
            std::thread::sleep(BACK_UP_EVERY);
            if let Some(path) = app.state::<Session>().written_file() {
                // The next one is tried in a minute; the file itself is saved.
                let _ = desk::back_up(&path);
            }
        }
    });
}

/// The word being composed with an input method must stand in the text, where a person
/// looks; the web view leaves it out unless it is told.
#[cfg(target_os = "linux")]
fn show_composed_words(app: &tauri::App) {
    use webkit2gtk::{InputMethodContextExt, WebViewExt};
    let Some(window) = app.get_webview_window("main") else { return };
    let _ = window.with_webview(|view| {
        if let Some(context) = view.inner().input_method_context() {
            context.set_enable_preedit(true);
        }
    });
}

#[cfg(not(target_os = "linux"))]
fn show_composed_words(_app: &tauri::App) {}
