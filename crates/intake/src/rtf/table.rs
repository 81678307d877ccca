//! Tables of RTF: rows of cells, defined before they are filled.

use crate::manuscript::{Cell, Para, Part};

/// The rows of a table being read.
#[derive(Default)]
pub(super) struct Rows {
    rows: Vec<Vec<Cell>>,
    cells: Vec<Vec<Part>>,
    open: Vec<Part>,
    shapes: Vec<Shape>,
    next: Shape,
}

/// How a cell is joined with those around it.
#[derive(Debug, Default, Clone, Copy)]
struct Shape {
    joins_left: bool,
    joins_above: bool,
}

impl Rows {
    /// A row is defined anew.
    pub(super) fn define(&mut self) {
        self.shapes.clear();
        self.next = Shape::default();
    }

    /// Takes a word of a cell's definition.
    pub(super) fn cell_word(&mut self, word: &str) {
        match word {
            "clmrg" => self.next.joins_left = true,
            "clvmrg" => self.next.joins_above = true,
            "cellx" => {
                self.shapes.push(self.next);
                self.next = Shape::default();
            }
            _ => {}
        }
    }

    pub(super) fn paragraph(&mut self, para: Para) {
        self.open.push(Part::Paragraph(para));
    }

    pub(super) fn end_cell(&mut self) {
        self.cells.push(std::mem::take(&mut self.open));
    }

    pub(super) fn end_row(&mut self) {
        if !self.open.is_empty() {
            self.end_cell();
        }
        let mut row: Vec<Cell> = Vec::new();
        for (at, parts) in std::mem::take(&mut self.cells).into_iter().enumerate() {
            let shape = self.shapes.get(at).copied().unwrap_or_default();
            match row.last_mut() {
                Some(left) if shape.joins_left => {
                    left.span += 1;
                    left.parts.extend(parts);
                }
                _ => row.push(Cell { parts, span: 1, continues: shape.joins_above }),
            }
        }
        if !row.is_empty() {
            self.rows.push(row);
        }
    }

    /// Ends the table, if one is open.
    pub(super) fn finish(&mut self, out: &mut Vec<Part>) {
        if !self.cells.is_empty() || !self.open.is_empty() {
            self.end_row();
        }
        if !self.rows.is_empty() {
            out.push(Part::Table(std::mem::take(&mut self.rows)));
        }
    }
}
