//! Sheets and photos as pictures, over schemes of their own.

use crate::ahead::Pixels;
use crate::session::Session;
use document::PhotoId;
use tauri::http::{Request, Response, StatusCode};
use tauri::{Manager, Runtime, UriSchemeContext, UriSchemeResponder};

/// Widest photo the interface asks for.
const WIDEST: u32 = 1600;
/// Widest sheet: a page across a large screen of high density.
const WIDEST_SHEET: u32 = 4096;

/// `sheet://localhost/<page>/<fingerprint>/<width>`: a page as plain pixels (RGBA), so
/// many across; without a width as SVG. The fingerprint makes the address new when the
/// page is.
///
/// Pixels are shown within a frame, while a web view takes a tenth of a second to read
/// the SVG of a page full of text. They are drawn from the sheets last shown, without
/// waiting for whatever is done with the bulletin at the moment.
pub(crate) fn sheet<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let app = context.app_handle().clone();
    tauri::async_runtime::spawn_blocking(move || {
        let parts = parts(&request);
        let page = number(&parts, 0).and_then(|page| page.checked_sub(1));
        let preview = app.state::<Session>().shown();
        let found = preview.zip(page.and_then(|page| usize::try_from(page).ok()));
        match (found, number(&parts, 2)) {
            (Some((preview, page)), Some(width)) => {
                let across = width.clamp(16, WIDEST_SHEET);
                let session = app.state::<Session>();
                let ahead = session.ahead.take(page, across, preview.fingerprint(page));
                let drawn = ahead.or_else(|| {
                    let pixels = preview.pixels(page, across)?;
                    Some(Pixels { width: pixels.width, rgba: pixels.rgba })
                });
                match drawn {
                    Some(pixels) => {
                        let kind = format!("image/x-rgba; width={}", pixels.width);
                        answer(responder, &kind, Some(pixels.rgba));
                    }
                    None => answer(responder, "image/x-rgba", None),
                }
            }
            (Some((preview, page)), None) if page < preview.count() => {
                answer(responder, "image/svg+xml", Some(preview.svg(page).into_bytes()));
            }
            _ => answer(responder, "image/svg+xml", None),
        }
    });
}

/// `photo://localhost/<photo>/<width>`: a photo as JPEG, about that wide.
///
/// A photo that is not ready answers when it is; until then its place stays grey.
pub(crate) fn photo<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let app = context.app_handle().clone();
    tauri::async_runtime::spawn_blocking(move || {
        let parts = parts(&request);
        let Some((id, width)) = number(&parts, 0).zip(number(&parts, 1)) else {
            return answer(responder, "image/jpeg", None);
        };
        let taker = Box::new(move |rendition: Option<document::Rendition>| {
            let jpeg = rendition.map(|rendition| rendition.bytes.to_vec());
            answer(responder, "image/jpeg", jpeg);
        });
        // A bulletin closed meanwhile needs no answer: its pictures are gone as well.
        let _ = app.state::<Session>().with(|desk, _| {
            desk.picture(PhotoId(id), width.clamp(16, WIDEST), taker);
            Ok(())
        });
    });
}

/// The parts of the path; web views encode its slashes or not.
fn parts(request: &Request<Vec<u8>>) -> Vec<String> {
    let path = request.uri().path().replace("%2F", "/").replace("%2f", "/");
    path.split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn number(parts: &[String], place: usize) -> Option<u32> {
    parts.get(place)?.parse().ok()
}

fn answer(responder: UriSchemeResponder, media_type: &str, body: Option<Vec<u8>>) {
    let status = if body.is_some() { StatusCode::OK } else { StatusCode::NOT_FOUND };
    let response = Response::builder()
        .status(status)
        .header("content-type", media_type)
        .header("cache-control", "no-store")
        .header("access-control-allow-origin", "*")
        .body(body.unwrap_or_default());
    if let Ok(response) = response {
        responder.respond(response);
    }
}
