//! Tables: as wide as their words need, so that no cell is cut.
//!
//! A table of few narrow columns runs with the text. One of four columns or more, or one
//! whose words are too long, stands over the whole width of its story. What is too wide
//! even for that is set row by row as running text.

use super::content::shows;
use super::flow::{Beside, Flower};
use super::rows;
use super::style::WIDE;
use crate::error::PressError;
use document::Inline;
use document::body::{self, Align, Table};
use std::collections::BTreeMap;
use typst::foundations::{Array, Content, IntoValue, NativeElement, Smart, Value};
use typst::layout::{Abs, Alignment, FrameItem, HAlignment};
use typst::model::ParElem;
use typst::text::TextElem;

/// A table of so many columns wants the whole width.
const MANY: usize = 4;
/// A table lower than this is not torn between two legs.
const WHOLE: u32 = 12;
/// A table that takes this share of its leg takes all of it.
const NEARLY: f64 = 0.6;
/// A cell of so many letters may be higher than a page; its table runs like text.
const LONG: usize = 400;
/// Space on either side of a cell's words, as the design sets it, in points.
const INSET: f64 = 2.0;

/// Widths a column of a table may have.
struct Need {
    /// Of its longest word.
    least: f64,
    /// With every cell on one line.
    most: f64,
}

impl<'e> Flower<'_, '_, 'e> {
    pub(super) fn table(&mut self, table: &'e Table) -> Result<(), PressError> {
        for cell in all_rows(table).flatten() {
            self.pictures(cell);
        }
        let needs = self.needs(table)?;
        let grid = self.setter.styles.measures.grid;
        let narrowest = self.narrowest() - 2.0 * self.inset;
        let wide = needs.len() >= MANY || distribute(&needs, narrowest, false).is_none();
        if wide && !self.tint && grid.units > grid.leg {
            let key = self.next_key();
            let mut frames = BTreeMap::new();
            for units in grid.widths() {
                let width = grid.span(units);
                let frame = match distribute(&needs, width, true) {
                    Some(widths) => {
                        let content = self.columns(table, &widths)?;
                        self.setter.styles.lay(&content, width, key)?
                    }
                    // Too high for any room: it waits for a wider one.
                    None => rows::frame(Vec::new(), width, grid.height * 9.0),
                };
                frames.insert(units, frame);
            }
            let low = |frame: &typst::layout::Frame| {
                grid.lines_of(frame.height().to_pt()) <= grid.lines / 2
            };
            if frames.get(&grid.units).is_some_and(low) {
                self.aside(Beside::Words(frames));
                if let Some(aside) = self.flow.asides.last_mut() {
                    aside.band = true;
                }
                return Ok(());
            }
        }
        if !self.tint {
            self.glue();
        }
        let from = self.ends();
        let long = all_rows(table)
            .flatten()
            .any(|cell| body::plain_text(cell).chars().count() > LONG);
        self.rows_of(false, |flower, width| match distribute(&needs, width, false) {
            Some(widths) if !long => {
                // A table that is nearly as wide as its leg is as wide as its leg.
                let whole = widths.iter().sum::<f64>() >= width * NEARLY;
                let widths = match whole {
                    true => distribute(&needs, width, true).unwrap_or(widths),
                    false => widths,
                };
                flower.columns(table, &widths)
            }
            _ => flower.records(table),
        })?;
        for (measure, from) in self.flow.measures.iter_mut().zip(from) {
            let room = measure.width - 2.0 * self.inset;
            let is_table = !long && distribute(&needs, room, false).is_some();
            let rows = measure.rows.get_mut(from..).filter(|_| is_table);
            let Some((_, rows)) = rows.and_then(|rows| rows.split_last_mut()) else {
                continue;
            };
            // A low table stays whole; of a high one the head stays with its first rows.
            let lines: u32 = rows.iter().map(|row| row.shape.lines).sum();
            let kept = if lines < WHOLE { rows.len() } else { 2.min(rows.len()) };
            rows[..kept].iter_mut().for_each(|row| row.shape.stick = true);
        }
        if !self.tint {
            self.glue();
        }
        self.indent = false;
        Ok(())
    }

    /// A table among other things, in `width` points.
    pub(super) fn table_within(
        &mut self,
        table: &'e Table,
        width: f64,
    ) -> Result<Content, PressError> {
        for cell in all_rows(table).flatten() {
            self.pictures(cell);
        }
        let needs = self.needs(table)?;
        match distribute(&needs, width - 2.0 * self.inset, false) {
            Some(widths) => self.columns(table, &widths),
            None => self.records(table),
        }
    }

    /// What each column needs.
    fn needs(&mut self, table: &Table) -> Result<Vec<Need>, PressError> {
        (0..count(table))
            .map(|column| {
                let head =
                    self.cells(std::slice::from_ref(&table.head), column..column + 1)?;
                let body = self.cells(&table.rows, column..column + 1)?;
                let width = |auto: bool| {
                    let (columns, room) = match auto {
                        true => (Smart::<Abs>::Auto.into_value(), WIDE),
                        false => (Abs::pt(2.0 * INSET + 1.0).into_value(), WIDE),
                    };
                    let content = self.styled(
                        (head.clone(), body.clone()),
                        Array::from_iter([columns]),
                        Array::from_iter([Alignment::H(HAlignment::Start).into_value()]),
                        has_total(table),
                    )?;
                    // What is only measured needs no name of its own.
                    let frame = self.setter.styles.lay(&content, room, self.key)?;
                    let right = rows::flatten(&frame)
                        .into_iter()
                        .filter_map(|(at, item)| match item {
                            FrameItem::Text(run) => Some((at.x + run.width()).to_pt()),
                            _ => None,
                        })
                        .fold(INSET, f64::max);
                    // A hair more, lest rounding break a word's line again.
                    Ok::<f64, PressError>(right + INSET + 0.1)
                };
                let least = width(false)?;
                Ok(Need { least, most: width(true)?.max(least) })
            })
            .collect()
    }

    fn columns(&self, table: &Table, widths: &[f64]) -> Result<Content, PressError> {
        let all = 0..widths.len();
        let head = match table.head.iter().any(|cell| shows(cell)) {
            true => self.cells(std::slice::from_ref(&table.head), all.clone())?,
            false => Array::new(),
        };
        let body = self.cells(&table.rows, all.clone())?;
        let widths = widths.iter().map(|width| Abs::pt(*width).into_value()).collect();
        let align = all.map(|column| {
            let h = match table.align.get(column).copied().unwrap_or_default() {
                // Numbers are compared digit under digit.
                Align::Auto if is_numeric(table, column) => HAlignment::End,
                Align::Auto | Align::Left => HAlignment::Start,
                Align::Centre => HAlignment::Center,
                Align::Right => HAlignment::End,
            };
            Alignment::H(h).into_value()
        });
        self.styled((head, body), widths, align.collect(), has_total(table))
    }

    fn styled(
        &self,
        (head, body): (Array, Array),
        columns: Array,
        align: Array,
        total: bool,
    ) -> Result<Content, PressError> {
        let ends = [total.into_value(), self.setter.lang()];
        let arguments =
            [head, body, columns, align].map(IntoValue::into_value).into_iter();
        self.setter.styles.call("table", arguments.chain(ends))
    }

    /// The cells of these columns, row by row.
    fn cells(
        &self,
        rows: &[Vec<Vec<Inline>>],
        columns: std::ops::Range<usize>,
    ) -> Result<Array, PressError> {
        let places =
            rows.iter().flat_map(|row| columns.clone().map(move |at| row.get(at)));
        places
            .map(|cell| {
                let cell = cell.map(Vec::as_slice).unwrap_or_default();
                Ok(self.setter.inlines(cell)?.into_value())
            })
            .collect::<Result<Array, PressError>>()
    }

    /// Row by row as running text.
    fn records(&self, table: &Table) -> Result<Content, PressError> {
        let mut parts = Vec::new();
        for (number, row) in all_rows(table).enumerate() {
            let mut words = Vec::new();
            for cell in row.iter().filter(|cell| shows(cell)) {
                if !words.is_empty() {
                    words.push(TextElem::packed(" | "));
                }
                words.push(self.setter.inlines(cell)?);
            }
            let words = Content::sequence(words);
            let words = if number == 0 { words.strong() } else { words };
            parts.push(ParElem::new(words).pack());
        }
        let arguments: [Value; 2] =
            [Content::sequence(parts).into_value(), self.setter.lang()];
        self.setter.styles.call("boxed", arguments)
    }
}

fn all_rows(table: &Table) -> impl Iterator<Item = &Vec<Vec<Inline>>> {
    std::iter::once(&table.head).chain(&table.rows)
}

/// Whether every cell of a column, below its head, is a number or empty.
fn is_numeric(table: &Table, column: usize) -> bool {
    let mut any = false;
    let is_number = |text: &str| {
        text.starts_with(|c: char| c.is_ascii_digit() || "+-−–".contains(c))
            && text.chars().all(|c| c.is_ascii_digit() || " .,+-−–%/".contains(c))
    };
    let all = table.rows.iter().all(|row| {
        let text = row.get(column).map(|cell| body::plain_text(cell)).unwrap_or_default();
        any |= !text.trim().is_empty();
        text.trim().is_empty() || is_number(text.trim())
    });
    all && any
}

/// Whether the last row sums up the others.
fn has_total(table: &Table) -> bool {
    let first = table.rows.last().and_then(|row| row.first());
    let first = first.map(|cell| body::plain_text(cell).trim().to_lowercase());
    let words = first.unwrap_or_default();
    let words = words.trim_end_matches(':');
    table.rows.len() > 2
        && (["cộng", "tổng", "total", "sum"].contains(&words)
            || ["cộng ", "tổng ", "total "].iter().any(|begin| words.starts_with(begin)))
}

fn count(table: &Table) -> usize {
    let most = all_rows(table).map(Vec::len).max().unwrap_or_default();
    most.max(table.align.len()).max(1)
}

/// Widths for all columns within `width`, filling it when `fill` says so; nothing when
/// some word has no room.
fn distribute(needs: &[Need], width: f64, fill: bool) -> Option<Vec<f64>> {
    let least: f64 = needs.iter().map(|need| need.least).sum();
    let slack = width - least;
    if slack < 0.0 {
        return None;
    }
    let wish: f64 = needs.iter().map(|need| need.most - need.least).sum();
    let share = if wish > slack { slack / wish } else { 1.0 };
    let over = if fill { (slack - wish).max(0.0) / needs.len() as f64 } else { 0.0 };
    let width = |need: &Need| need.least + (need.most - need.least) * share + over;
    Some(needs.iter().map(width).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(needs: &[(f64, f64)], width: f64, fill: bool, expected: Option<&[f64]>) {
        let needs: Vec<Need> = needs
            .iter()
            .map(|(least, most)| Need { least: *least, most: *most })
            .collect();
        assert_eq!(distribute(&needs, width, fill).as_deref(), expected);
    }

    #[track_caller]
    fn table(text: &str) -> Table {
        match body::parse(text).0.blocks.into_iter().next() {
            Some(document::Block::Table(table)) => table,
            other => panic!("no table but {other:?}"),
        }
    }

    #[test]
    fn numbers_and_totals_are_known() {
        let sums =
            table("| a | b |\n|---|---|\n| x | 1.200 |\n| y | −3,5 % |\n| Cộng: | |");
        assert!(!is_numeric(&sums, 0) && is_numeric(&sums, 1) && has_total(&sums));
        let days =
            table("| a | b |\n|---|---|\n| 5-12 | sáng |\n| 6-12 | |\n| Cộng Hòa | – |");
        assert!(is_numeric(&table("| a |\n|---|\n| 5-12 |"), 0) && !is_numeric(&days, 1));
        assert!(!is_numeric(&table("| a |\n|---|\n| |"), 0));
        assert!(!has_total(&table("| a |\n|---|\n| Cộng |")));
    }

    #[test]
    fn columns_share_what_their_longest_words_leave() {
        check(&[(10.0, 20.0), (10.0, 20.0)], 50.0, false, Some(&[20.0, 20.0]));
        check(&[(10.0, 20.0), (10.0, 20.0)], 50.0, true, Some(&[25.0, 25.0]));
        check(&[(10.0, 40.0), (10.0, 10.0)], 30.0, true, Some(&[20.0, 10.0]));
        check(&[(10.0, 40.0), (10.0, 10.0)], 19.0, true, None);
    }
}
