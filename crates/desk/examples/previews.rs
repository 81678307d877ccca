//! Measures an import as a person waits for it: from dropping a folder of photos to the
//! small pictures of all of them. `previews BULLETIN FOLDER`, the bulletin is made.

use desk::{Choices, Desk, read};
use document::{Lang, Unwatched};
use std::path::PathBuf;
use std::sync::mpsc;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [file, folder] = paths.as_slice() else {
        return Err("previews BULLETIN FOLDER".into());
    };
    let mut desk = Desk::create(file, "Hậu Giang", "", Lang::Vi, desk::DEFAULT_DESIGN)?;
    desk.develop(|_| ());

    let start = Instant::now();
    let reading = read(std::slice::from_ref(folder), Choices::default(), &Unwatched)?;
    let understood = start.elapsed();
    let (report, _) = desk.take_in(reading)?;
    let stored = start.elapsed();
    let (tell, made) = mpsc::channel();
    for photo in &report.photos {
        let tell = tell.clone();
        let taker = Box::new(move |picture: Option<document::Rendition>| {
            let _ = tell.send(picture.is_some());
        });
        desk.picture(*photo, 640, taker);
    }
    drop(tell);
    let mut first = None;
    let mut count = 0;
    for made in made {
        if !made {
            return Err("a photo has no small picture".into());
        }
        first.get_or_insert_with(|| start.elapsed());
        count += 1;
    }
    let line = |what: &str, milliseconds: u128| {
        use std::io::Write;
        let _ = writeln!(std::io::stdout(), "{what}\t{milliseconds}");
    };
    line("photos", count);
    line("read", understood.as_millis());
    line("stored", stored.as_millis());
    line("first small picture", first.unwrap_or_default().as_millis());
    line("all small pictures", start.elapsed().as_millis());
    Ok(())
}
