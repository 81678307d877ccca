//! Reads what a page paints: which ink, and where on the sheet.

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeMap;

/// One painting operator on a page.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// Family of the colour space, for a separation with the colorant.
    pub(super) space: String,
    /// The colour's components.
    pub(super) colour: Vec<f32>,
    /// Whether it is text.
    pub(super) text: bool,
    /// Extent on the sheet in points: left, bottom, right, top. Of text, its origin.
    pub(super) extent: [f64; 4],
    /// Extent of the clip it is painted through, when there is one.
    pub(super) clip: Option<[f64; 4]>,
}

type Matrix = [f64; 6];

#[derive(Clone)]
struct State {
    matrix: Matrix,
    clip: Option<[f64; 4]>,
    fill: (String, Vec<f32>),
    stroke: (String, Vec<f32>),
}

struct Reader<'f> {
    file: &'f Document,
    marks: Vec<Mark>,
}

/// Everything one page paints, forms included.
pub(super) fn marks(file: &Document, page: ObjectId) -> Vec<Mark> {
    let dict = file.get_dictionary(page).unwrap();
    let resources = dict.get_deref(b"Resources", file).unwrap().as_dict().unwrap();
    let black = (String::from("DeviceGray"), vec![0.0]);
    let state = State {
        matrix: [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
        clip: None,
        fill: black.clone(),
        stroke: black,
    };
    let mut reader = Reader { file, marks: Vec::new() };
    reader.run(&file.get_page_content(page), resources, state);
    reader.marks
}

impl Reader<'_> {
    fn run(&mut self, content: &[u8], resources: &Dictionary, mut state: State) {
        let mut saved = Vec::new();
        let mut path: Vec<[f64; 2]> = Vec::new();
        let mut clipping = false;
        let mut line: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];
        for operation in Content::decode(content).unwrap().operations {
            let numbers: Vec<f64> = operation
                .operands
                .iter()
                .filter_map(|operand| operand.as_float().ok().map(f64::from))
                .collect();
            let name = || -> &[u8] { operation.operands[0].as_name().unwrap() };
            match operation.operator.as_str() {
                "q" => saved.push(state.clone()),
                "Q" => state = saved.pop().expect("a state to restore"),
                "cm" => state.matrix = times(six(&numbers), state.matrix),
                "cs" => state.fill = (self.space(resources, name()), vec![0.0]),
                "CS" => state.stroke = (self.space(resources, name()), vec![0.0]),
                "sc" | "scn" => state.fill.1 = floats(&numbers),
                "SC" | "SCN" => state.stroke.1 = floats(&numbers),
                "g" => state.fill = ("DeviceGray".into(), floats(&numbers)),
                "G" => state.stroke = ("DeviceGray".into(), floats(&numbers)),
                "k" => state.fill = ("DeviceCMYK".into(), floats(&numbers)),
                "K" => state.stroke = ("DeviceCMYK".into(), floats(&numbers)),
                "rg" => state.fill = ("DeviceRGB".into(), floats(&numbers)),
                "RG" => state.stroke = ("DeviceRGB".into(), floats(&numbers)),
                "m" | "l" | "c" | "v" | "y" => path.extend(
                    numbers.chunks(2).map(|at| apply(state.matrix, at[0], at[1])),
                ),
                "re" => {
                    let (x, y) = (numbers[0], numbers[1]);
                    path.push(apply(state.matrix, x, y));
                    path.push(apply(state.matrix, x + numbers[2], y + numbers[3]));
                }
                "W" | "W*" => clipping = true,
                "f" | "f*" | "F" | "S" | "s" | "B" | "B*" | "b" | "b*" | "n" => {
                    let extent = extent(&path);
                    match operation.operator.as_str() {
                        "n" => {}
                        "S" | "s" => self.paint(&state, false, extent, true),
                        _ => self.paint(&state, false, extent, false),
                    }
                    if std::mem::take(&mut clipping) {
                        state.clip = Some(match state.clip {
                            Some(outer) => overlap(outer, extent),
                            None => extent,
                        });
                    }
                    path.clear();
                }
                "BT" => line = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0],
                "Tm" => line = six(&numbers),
                "Td" => line = times([1., 0., 0., 1., numbers[0], numbers[1]], line),
                "Tj" | "TJ" => {
                    let [x, y] = apply(times(line, state.matrix), 0.0, 0.0);
                    self.paint(&state, true, [x, y, x, y], false);
                }
                "sh" => {
                    let kind = self.found(resources, b"Shading", name());
                    let space = dict(&kind).get_deref(b"ColorSpace", self.file).unwrap();
                    let fill = (self.family(space), Vec::new());
                    let whole = state.clip.expect("a clipped shading");
                    self.paint(&State { fill, ..state.clone() }, false, whole, false);
                }
                "Do" => {
                    let object = self.found(resources, b"XObject", name());
                    let stream = object.as_stream().unwrap();
                    if stream.dict.get(b"Subtype").unwrap().as_name().unwrap() == b"Form"
                    {
                        let inner = stream
                            .dict
                            .get_deref(b"Resources", self.file)
                            .unwrap()
                            .as_dict()
                            .unwrap();
                        let content = stream.get_plain_content().unwrap();
                        self.run(&content, inner, state.clone());
                    } else {
                        let space =
                            stream.dict.get_deref(b"ColorSpace", self.file).unwrap();
                        let fill = (self.family(space), Vec::new());
                        let corners = [[0.0, 0.0], [1.0, 1.0]]
                            .map(|[x, y]| apply(state.matrix, x, y));
                        let state = State { fill, ..state.clone() };
                        self.paint(&state, false, extent(&corners), false);
                    }
                }
                _ => {}
            }
        }
    }

    fn paint(&mut self, state: &State, text: bool, extent: [f64; 4], stroke: bool) {
        let (space, colour) =
            if stroke { state.stroke.clone() } else { state.fill.clone() };
        self.marks.push(Mark { space, colour, text, extent, clip: state.clip });
    }

    fn found(&self, resources: &Dictionary, kind: &[u8], name: &[u8]) -> Object {
        let kind = resources.get_deref(kind, self.file).unwrap().as_dict().unwrap();
        kind.get_deref(name, self.file).unwrap().clone()
    }

    fn space(&self, resources: &Dictionary, name: &[u8]) -> String {
        match name {
            b"DeviceGray" | b"DeviceRGB" | b"DeviceCMYK" | b"Pattern" => {
                String::from_utf8(name.to_vec()).unwrap()
            }
            _ => self.family(&self.found(resources, b"ColorSpace", name)),
        }
    }

    fn family(&self, space: &Object) -> String {
        let parts: Vec<String> = match space {
            Object::Array(parts) => parts
                .iter()
                .filter_map(|part| self.file.dereference(part).ok())
                .filter_map(|(_, part)| part.as_name().ok())
                .take(2)
                .map(|name| String::from_utf8_lossy(name).into_owned())
                .collect(),
            other => {
                vec![String::from_utf8_lossy(other.as_name().unwrap()).into_owned()]
            }
        };
        parts.join(" ")
    }
}

/// Colour spaces of every mark, each with the number of marks in it.
pub(super) fn spaces(marks: &[Mark]) -> BTreeMap<&str, usize> {
    let mut found = BTreeMap::new();
    for mark in marks {
        *found.entry(mark.space.as_str()).or_insert(0) += 1;
    }
    found
}

fn dict(object: &Object) -> &Dictionary {
    match object {
        Object::Stream(stream) => &stream.dict,
        other => other.as_dict().unwrap(),
    }
}

fn six(numbers: &[f64]) -> Matrix {
    numbers.try_into().unwrap()
}

fn floats(numbers: &[f64]) -> Vec<f32> {
    numbers.iter().map(|number| *number as f32).collect()
}

/// First `a`, then `b`.
fn times(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

fn apply(by: Matrix, x: f64, y: f64) -> [f64; 2] {
    [x * by[0] + y * by[2] + by[4], x * by[1] + y * by[3] + by[5]]
}

fn extent(points: &[[f64; 2]]) -> [f64; 4] {
    let start = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    points.iter().fold(start, |[left, bottom, right, top], [x, y]| {
        [left.min(*x), bottom.min(*y), right.max(*x), top.max(*y)]
    })
}

fn overlap(a: [f64; 4], b: [f64; 4]) -> [f64; 4] {
    [a[0].max(b[0]), a[1].max(b[1]), a[2].min(b[2]), a[3].min(b[3])]
}
