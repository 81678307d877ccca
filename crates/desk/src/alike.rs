//! Which photos look like copies of one another: the same picture in another size, format
//! or quality. A person decides; nothing is ever joined by itself.

use document::{Photo, PhotoId};
use photo::Likeness;

/// The photos that look like `photo`, in the order given.
pub(crate) fn alike(photo: &Photo, photos: &[Photo]) -> Vec<PhotoId> {
    photos
        .iter()
        .filter(|other| other.id != photo.id && resemble(photo, other))
        .map(|other| other.id)
        .collect()
}

fn resemble(one: &Photo, other: &Photo) -> bool {
    let (Some(mine), Some(theirs)) = (one.likeness, other.likeness) else { return false };
    let ratio =
        |photo: &Photo| f64::from(photo.size.width) / f64::from(photo.size.height);
    // A fingerprint knows no shape; a copy has that of its original but for rounding.
    (ratio(one) / ratio(other) - 1.0).abs() < 0.03
        && Likeness(mine).resembles(Likeness(theirs))
}

#[cfg(test)]
mod tests {
    use super::*;
    use document::PixelSize;

    const FACE: u64 = 0x0f1e_2d3c_4b5a_6978;

    fn shot(id: u32, likeness: Option<u64>, width: u32, height: u32) -> Photo {
        let size = PixelSize { width, height };
        Photo { likeness, ..Photo::new(PhotoId(id), "a.jpg", "00", size) }
    }

    #[track_caller]
    fn check(likeness: Option<u64>, width: u32, height: u32, expected: bool) {
        let photos = [shot(1, Some(FACE), 3000, 2000), shot(2, likeness, width, height)];
        let found = alike(&photos[0], &photos);
        assert_eq!(found, if expected { vec![PhotoId(2)] } else { vec![] });
        assert_eq!(alike(&photos[1], &photos).len(), found.len(), "both ways");
    }

    #[test]
    fn copies_are_found_whatever_their_size() {
        check(Some(FACE), 3000, 2000, true);
        check(Some(FACE ^ 0b111), 601, 401, true);
        check(Some(FACE), 2000, 3000, false);
        check(Some(FACE), 3000, 3000, false);
        check(Some(!FACE), 3000, 2000, false);
        check(None, 3000, 2000, false);
    }
}
