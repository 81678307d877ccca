//! Sheets and photos as pictures, over schemes of their own.

use crate::session::Session;
use document::{Fit, Format, PhotoId, Recipe};
use tauri::http::{Request, Response, StatusCode};
use tauri::{Manager, Runtime, UriSchemeContext, UriSchemeResponder};

/// Widest picture the interface asks for.
const WIDEST: u32 = 1600;

/// `sheet://localhost/<page>/<fingerprint>`: a page as SVG. The fingerprint makes the
/// address new when the page is.
pub(crate) fn sheet<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let app = context.app_handle().clone();
    tauri::async_runtime::spawn_blocking(move || {
        let page = numbers(&request).first().and_then(|page| page.checked_sub(1));
        let svg = page.and_then(|page| {
            let page = usize::try_from(page).ok()?;
            let session = app.state::<Session>();
            let preview = session.with(|desk, _| desk.preview()).ok()?;
            (page < preview.count()).then(|| preview.svg(page).into_bytes())
        });
        answer(responder, "image/svg+xml", svg);
    });
}

/// `photo://localhost/<photo>/<width>`: a photo as JPEG, at most that wide.
pub(crate) fn photo<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let app = context.app_handle().clone();
    tauri::async_runtime::spawn_blocking(move || {
        let jpeg = match numbers(&request).as_slice() {
            [id, width, ..] => {
                let fit = Fit::Within { width: (*width).clamp(16, WIDEST) };
                let recipe = Recipe { fit, format: Format::Jpeg { quality: 82 } };
                let session = app.state::<Session>();
                let picture = session.with(|desk, _| desk.picture(PhotoId(*id), &recipe));
                picture.ok().map(|rendition| rendition.bytes.to_vec())
            }
            _ => None,
        };
        answer(responder, "image/jpeg", jpeg);
    });
}

/// The numbers of the path; webviews encode its slashes or not.
fn numbers(request: &Request<Vec<u8>>) -> Vec<u32> {
    let path = request.uri().path().replace("%2F", "/").replace("%2f", "/");
    let parts = path.split('/').filter(|part| !part.is_empty());
    parts.map_while(|part| part.parse().ok()).collect()
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
