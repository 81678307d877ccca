//! What a PDF is for.

use document::{Mm, Trim};

/// What a PDF is for. All show the same plan.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Profile {
    /// Reading and keeping: PDF/A-2a and PDF/UA-1, RGB.
    Screen,
    /// Printing: PDF/X-4 in four inks, with bleed and marks.
    Press,
    /// A printer in the office: RGB, no bleed, no marks.
    Office,
    /// Two pages to a side of the office copier's paper, to fold.
    Booklet(Booklet),
    /// Reading over and signing: small pictures, a watermark, numbered lines.
    Proof,
}

/// How a booklet is folded from sheets.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Booklet {
    /// The sheets.
    pub paper: Paper,
    /// How far the innermost sheet would stick out of the outermost one, once folded:
    /// pages move so much less or more towards the fold. `None` moves nothing.
    pub creep: Option<Mm>,
}

impl Booklet {
    /// A booklet for pages of this size: on the smallest paper that need not shrink
    /// them, else on A3.
    pub fn for_trim(trim: Trim) -> Self {
        let half_a4 = (148.5, 210.0);
        let fits = trim.width.get() <= half_a4.0 && trim.height.get() <= half_a4.1;
        Self { paper: if fits { Paper::A4 } else { Paper::A3 }, creep: None }
    }
}

/// Paper of an office copier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    /// 210 × 297 mm
    A4,
    /// 297 × 420 mm
    A3,
}

impl Paper {
    /// Both, the smaller first.
    pub const ALL: [Self; 2] = [Self::A4, Self::A3];

    /// Its name in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::A3 => "a3",
        }
    }

    /// Its size, upright.
    pub(crate) fn size(self) -> Trim {
        let (width, height) = match self {
            Self::A4 => (210.0, 297.0),
            Self::A3 => (297.0, 420.0),
        };
        let side = |mm| Mm::new(mm).expect("a length of ISO 216");
        Trim { width: side(width), height: side(height) }
    }
}
