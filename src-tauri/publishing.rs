//! Publishing from the window, with progress and cancel.

use crate::session::Session;
use crate::wire::{
    Failure, KeptPlaceView, PlacesView, PublishAct, PublishEvent, PublishTo,
    PublishedView,
};
use desk::{Publishing, Secret};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use tauri::State;
use tauri::ipc::Channel;

/// The places this person keeps, and whether the office lets anybody publish.
#[tauri::command(async)]
pub(crate) fn places() -> PlacesView {
    let places = desk::kept_places().into_iter();
    let places =
        places.map(|place| KeptPlaceView { name: place.name, address: place.address });
    PlacesView { allowed: desk::may_publish(), places: places.collect() }
}

/// Forgets a place and its password.
#[tauri::command(async)]
pub(crate) fn forget_place(
    session: State<'_, Session>,
    name: String,
) -> Result<PlacesView, Failure> {
    desk::forget_place(&name).map_err(|failure| session.explain(&failure))?;
    Ok(places())
}

/// Tries a place out, says what would change there, or publishes the package in
/// `folder`. A server that was never seen is an answer and not a failure: the person
/// looks at its key.
///
/// Fails with `export.running` while an export or another upload is under way.
#[tauri::command(async)]
pub(crate) fn publish(
    session: State<'_, Session>,
    act: PublishAct,
    folder: String,
    to: PublishTo,
    on: Channel<PublishEvent>,
) -> Result<PublishedView, Failure> {
    let Some(stop) = session.begin_export() else {
        let running = desk::Failure::new("export.running", "one is under way");
        return Err(session.explain(&running));
    };
    let result = carry_out(act, Path::new(&folder), to, &on, &stop);
    session.end_export();
    result.or_else(|failure| {
        let value = |name: &str| {
            let mut values = failure.values.iter();
            values.find(|(known, _)| *known == name).map(|(_, value)| value.clone())
        };
        match (failure.code, value("host"), value("fingerprint")) {
            ("publish.unknown_host", Some(host), Some(fingerprint)) => {
                Ok(PublishedView::UnknownHost { host, fingerprint })
            }
            ("publish.cancelled", ..) => Ok(PublishedView::Cancelled),
            _ => Err(session.explain(&failure)),
        }
    })
}

fn carry_out(
    act: PublishAct,
    folder: &Path,
    to: PublishTo,
    on: &Channel<PublishEvent>,
    stop: &AtomicBool,
) -> Result<PublishedView, desk::Failure> {
    let secret = to.password.filter(|words| !words.is_empty()).map(Secret::new);
    let publishing = Publishing::to(&desk::Destination {
        to: to.to,
        secret,
        key_file: None,
        accepted_key: to.accepted,
        in_the_clear: to.clear,
        replace: to.replace,
    })?;
    let done = match act {
        PublishAct::Try => {
            publishing.try_out()?;
            PublishedView::Tried
        }
        PublishAct::Plan => PublishedView::planned(&publishing.plan(folder)?),
        PublishAct::Run => {
            let (plan, done) = publishing.run(folder, &mut |progress| {
                // A window that went away needs no answer.
                let _ = on.send(PublishEvent::of(progress));
                match stop.load(Ordering::Relaxed) {
                    true => ControlFlow::Break(()),
                    false => ControlFlow::Continue(()),
                }
            })?;
            PublishedView::done(&plan, done)
        }
    };
    let keep = to.keep.filter(|name| !name.trim().is_empty() && act != PublishAct::Plan);
    if let Some(name) = keep {
        publishing.keep_as(name.trim())?;
    }
    Ok(done)
}
