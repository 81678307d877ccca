//! Sheets and photos as pictures, over schemes of their own.

use crate::session::Session;
use document::{Fit, Format, PhotoId, Recipe};
use tauri::http::{Request, Response, StatusCode};
use tauri::{Manager, Runtime, UriSchemeContext, UriSchemeResponder};

/// Widest photo the interface asks for.
const WIDEST: u32 = 1600;
/// Widest sheet: a page across a large screen of high density.
const WIDEST_SHEET: u32 = 4096;

/// `sheet://localhost/<page>/<fingerprint>/<width>`: a page as pixels, so many across;
/// without a width as SVG. The fingerprint makes the address new when the page is.
///
/// Pixels are shown within a frame, while a web view takes a tenth of a second to read
/// the SVG of a page full of text. BMP costs nothing to write.
pub(crate) fn sheet<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let app = context.app_handle().clone();
    tauri::async_runtime::spawn_blocking(move || {
        let parts = parts(&request);
        let page = number(&parts, 0).and_then(|page| page.checked_sub(1));
        let preview = app.state::<Session>().with(|desk, _| desk.preview()).ok();
        let found = preview.zip(page.and_then(|page| usize::try_from(page).ok()));
        match (found, number(&parts, 2)) {
            (Some((preview, page)), Some(width)) => {
                let pixels = preview.pixels(page, width.clamp(16, WIDEST_SHEET));
                answer(responder, "image/bmp", pixels.map(|pixels| bitmap(&pixels)));
            }
            (Some((preview, page)), None) if page < preview.count() => {
                answer(responder, "image/svg+xml", Some(preview.svg(page).into_bytes()));
            }
            _ => answer(responder, "image/svg+xml", None),
        }
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
        let parts = parts(&request);
        let jpeg = number(&parts, 0).zip(number(&parts, 1)).and_then(|(id, width)| {
            let fit = Fit::Within { width: width.clamp(16, WIDEST) };
            let recipe = Recipe { fit, format: Format::Jpeg { quality: 82 } };
            let session = app.state::<Session>();
            let picture = session.with(|desk, _| desk.picture(PhotoId(id), &recipe));
            picture.ok().map(|rendition| rendition.bytes.to_vec())
        });
        answer(responder, "image/jpeg", jpeg);
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

/// A bitmap of 32 bits a pixel, rows from the top (`BITMAPINFOHEADER`).
fn bitmap(pixels: &desk::Pixels) -> Vec<u8> {
    const HEADERS: u32 = 14 + 40;
    let size = HEADERS + 4 * pixels.width * pixels.height;
    let mut file = Vec::with_capacity(size as usize);
    file.extend(b"BM");
    for word in [size, 0, HEADERS, 40, pixels.width, pixels.height.wrapping_neg()] {
        file.extend(word.to_le_bytes());
    }
    file.extend(1_u16.to_le_bytes());
    file.extend(32_u16.to_le_bytes());
    file.extend([0; 24]);
    for pixel in pixels.rgba.chunks_exact(4) {
        file.extend([pixel[2], pixel[1], pixel[0], pixel[3]]);
    }
    file
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bitmap_says_its_size_and_begins_at_the_top() {
        let pixels =
            desk::Pixels { width: 2, height: 1, rgba: vec![1, 2, 3, 255, 4, 5, 6, 255] };
        let file = bitmap(&pixels);
        assert_eq!(file.len(), 54 + 8);
        assert_eq!(file[2..6], 62_u32.to_le_bytes());
        assert_eq!(file[22..26], (-1_i32).to_le_bytes());
        assert_eq!(file[54..], [3, 2, 1, 255, 6, 5, 4, 255]);
    }
}
