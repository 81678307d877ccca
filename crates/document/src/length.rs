//! Lengths on paper, each with its unit in the type.

use serde::{Deserialize, Serialize};

/// A length on paper, in millimetres. Always finite and above zero.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
pub struct Mm(f64);

impl Mm {
    /// Returns `None` unless `mm` is finite and above zero.
    pub fn new(mm: f64) -> Option<Self> {
        (mm.is_finite() && mm > 0.0).then_some(Self(mm))
    }

    /// The number of millimetres.
    pub fn get(self) -> f64 {
        self.0
    }

    /// The same length in points of 1/72 inch.
    pub fn to_pt(self) -> Pt {
        Pt(self.0 / 25.4 * 72.0)
    }
}

/// A position or length on a sheet, in points of 1/72 inch. May be zero.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
pub struct Pt(pub f64);
