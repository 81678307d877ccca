//! The booklet, folded in one's head.

use super::drawing::marks;
use super::{meta, world};
use crate::pdf::booklet::signature;
use crate::{Booklet, Paper};
use document::Mm;
use lopdf::Document;

/// The order a reader meets the pages in, once the sheets are printed on both sides,
/// laid on each other, outermost first, and folded.
fn folded(sides: &[[usize; 2]]) -> Vec<usize> {
    let sheets: Vec<&[[usize; 2]]> = sides.chunks(2).collect();
    // Down to the fold: the right half of each outside, then the left half behind it.
    let down = sheets.iter().flat_map(|sheet| [sheet[0][1], sheet[1][0]]);
    // And back up on the other side of the fold.
    let up = sheets.iter().rev().flat_map(|sheet| [sheet[1][1], sheet[0][0]]);
    down.chain(up).collect()
}

#[test]
fn folded_sheets_read_in_order() {
    assert_eq!(signature(4), [[4, 1], [2, 3]]);
    assert_eq!(signature(8), [[8, 1], [2, 7], [6, 3], [4, 5]]);
    for pages in 1..=64 {
        let sides = signature(pages);
        let all: usize = pages.next_multiple_of(4);
        assert_eq!(sides.len(), all / 2, "{pages}");
        assert_eq!(folded(&sides), (1..=all).collect::<Vec<_>>(), "{pages}");
    }
}

/// Pages that each hold a bar as many millimetres wide as their number.
fn numbered(pages: usize) -> String {
    let bars: Vec<String> = (1..=pages)
        .map(|page| format!("#rect(width: {page}mm, height: 5mm, fill: black)"))
        .collect();
    format!(
        "#set page(width: 190mm, height: 270mm, margin: 15mm)\n{}",
        bars.join("\n#pagebreak()\n")
    )
}

/// Of each side: page numbers left and right of the fold, and how far their bars stand
/// from it, in millimetres.
fn sides(pages: usize, paper: Paper, creep: Option<f64>) -> Vec<Vec<(usize, f64)>> {
    let booklet = Booklet { paper, creep: creep.and_then(Mm::new) };
    let document = world::compile(&numbered(pages));
    let bytes = crate::pdf::booklet(&document, &meta(), booklet).unwrap();
    let file = Document::load_mem(&bytes).unwrap();
    let (width, scale) = match paper {
        Paper::A3 => (420.0, 1.0),
        Paper::A4 => (297.0, 210.0 / 270.0),
    };
    let mm = |points: f64| points / 72.0 * 25.4;
    file.page_iter()
        .map(|page| {
            let bars = marks(&file, page);
            let bars = bars.iter().filter(|mark| {
                let height = mm(mark.extent[3] - mark.extent[1]) / scale;
                (height - 5.0).abs() < 0.1
            });
            let found = bars.map(|mark| {
                let number = mm(mark.extent[2] - mark.extent[0]) / scale;
                (number.round() as usize, mm(mark.extent[0]) - width / 2.0)
            });
            found.collect()
        })
        .collect()
}

#[track_caller]
fn check(pages: usize, paper: Paper, scale: f64) {
    let sides = sides(pages, paper, None);
    let wanted = signature(pages);
    assert_eq!(sides.len(), wanted.len());
    for (side, wanted) in sides.iter().zip(wanted) {
        let shown: Vec<usize> = side.iter().map(|(number, _)| *number).collect();
        let there: Vec<usize> =
            wanted.into_iter().filter(|number| *number <= pages).collect();
        assert_eq!(shown, there, "blank pages make up the rest");
        for (number, x) in side {
            // The bar begins at the left margin of its page.
            let left = if *number == wanted[0] { -190.0 * scale } else { 0.0 };
            assert!((x - left - 15.0 * scale).abs() < 0.05, "page {number} at {x} mm");
        }
    }
}

#[test]
fn pages_stand_beside_the_fold_where_the_signature_has_them() {
    check(8, Paper::A3, 1.0);
    check(6, Paper::A3, 1.0);
    check(8, Paper::A4, 210.0 / 270.0);
}

#[test]
fn inner_sheets_move_towards_the_fold_as_far_as_they_stick_out() {
    let (plain, moved) = (sides(12, Paper::A3, None), sides(12, Paper::A3, Some(3.0)));
    for (side, (plain, moved)) in plain.iter().zip(&moved).enumerate() {
        let creep = [0.0, 1.5, 3.0][side / 2];
        for ((number, before), (same, after)) in plain.iter().zip(moved) {
            assert_eq!(number, same);
            // Left pages move to the right, right ones to the left.
            let wanted = if *before < 0.0 { creep } else { -creep };
            assert!((after - before - wanted).abs() < 0.01, "page {number}");
        }
    }
}
