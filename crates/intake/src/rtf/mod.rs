//! Rich Text Format 1.9.1, as Word and `LibreOffice` write it.
//!
//! Bytes are read in the code page of their font; those of fonts with a table of their
//! own (`.VnTime`) are read as windows-1252, as every program shows them, and left to
//! `convert`. The optional hyphen `\-` is a letter in TCVN3, so it stays until then.

mod state;
mod table;
mod token;

use crate::manuscript::{
    Item, Look, Manuscript, Para, Part, Piece, Placed, Role, role_named,
};
use state::{Font, Goal, Lists, State, Style};
use std::collections::BTreeMap;
use std::rc::Rc;
use table::Rows;
use token::{Token, Tokens};

/// Most groups within one another; deeper ones are read as if they were at this depth.
const DEEPEST: usize = 2_000;

/// A stretch of text apart from the main one: a note or a box.
struct Apart {
    depth: usize,
    goal: Goal,
    out: Vec<Part>,
    para: Para,
    rows: Rows,
}

#[derive(Default)]
struct Picture {
    hex: Vec<u8>,
    half: Option<u8>,
    kind: &'static str,
}

struct Reader {
    manuscript: Manuscript,
    stack: Vec<State>,
    state: State,
    /// Groups beyond the deepest one kept.
    beyond: usize,
    fonts: BTreeMap<i32, Font>,
    code_page: i32,
    styles: BTreeMap<i32, (String, Style)>,
    style: (i32, String),
    lists: Lists,
    out: Vec<Part>,
    para: Para,
    rows: Rows,
    apart: Vec<Apart>,
    picture: Picture,
    instruction: String,
    words: String,
    /// The comment being read.
    remark: Para,
    bytes: Vec<u8>,
    /// Characters still to be passed over after `\u`.
    passing: usize,
    surrogate: Option<u16>,
    new_page: bool,
}

/// Reads a document.
pub(crate) fn read(bytes: &[u8]) -> Manuscript {
    let mut reader = Reader {
        manuscript: Manuscript::default(),
        stack: Vec::new(),
        state: State::default(),
        beyond: 0,
        fonts: BTreeMap::new(),
        code_page: 1252,
        styles: BTreeMap::new(),
        style: (0, String::new()),
        lists: Lists::default(),
        out: Vec::new(),
        para: Para::default(),
        rows: Rows::default(),
        apart: Vec::new(),
        picture: Picture::default(),
        instruction: String::new(),
        words: String::new(),
        remark: Para::default(),
        bytes: Vec::new(),
        passing: 0,
        surrogate: None,
        new_page: false,
    };
    for token in Tokens::new(bytes) {
        reader.token(&token);
    }
    reader.flush();
    while !reader.apart.is_empty() {
        reader.end_apart();
    }
    reader.end_paragraph();
    reader.rows.finish(&mut reader.out);
    reader.manuscript.parts = reader.out;
    reader.manuscript
}

impl Reader {
    fn token(&mut self, token: &Token<'_>) {
        if !matches!(token, Token::Byte(_)) {
            self.flush();
        }
        match token {
            Token::Open => {
                self.passing = 0;
                match self.stack.len() < DEEPEST {
                    true => self.stack.push(self.state.clone()),
                    false => self.beyond += 1,
                }
            }
            Token::Close => self.close(),
            Token::Byte(byte) => self.byte(*byte),
            Token::Binary(bytes) => {
                if self.state.goal == Goal::Picture {
                    self.picture.hex.extend_from_slice(bytes);
                }
            }
            Token::Symbol(symbol) => self.symbol(*symbol),
            Token::Word(word, number) => self.word(word, *number),
        }
    }

    fn byte(&mut self, byte: u8) {
        if self.passing > 0 {
            self.passing -= 1;
            return;
        }
        if self.state.goal == Goal::Picture {
            if let Some(digit) = char::from(byte).to_digit(16) {
                // A hexadecimal digit fits a byte.
                let digit = digit as u8;
                match self.picture.half.take() {
                    Some(high) => self.picture.hex.push(high << 4 | digit),
                    None => self.picture.half = Some(digit),
                }
            }
            return;
        }
        self.bytes.push(byte);
    }

    /// Reads the bytes gathered so far in the code page of their font.
    fn flush(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let charset = self.fonts.get(&self.state.font).map_or(0, |font| font.charset);
        let legacy =
            self.font_name().is_some_and(|name| vntext::legacy_font(&name).is_some());
        let encoding = match (charset, self.code_page) {
            _ if legacy => encoding_rs::WINDOWS_1252,
            (163, _) => encoding_rs::WINDOWS_1258,
            (204, _) => encoding_rs::WINDOWS_1251,
            (238, _) => encoding_rs::WINDOWS_1250,
            (161, _) => encoding_rs::WINDOWS_1253,
            (162, _) => encoding_rs::WINDOWS_1254,
            (128, _) => encoding_rs::SHIFT_JIS,
            (134, _) => encoding_rs::GBK,
            (0 | 1, 1258) => encoding_rs::WINDOWS_1258,
            (0 | 1, 65001) => encoding_rs::UTF_8,
            _ => encoding_rs::WINDOWS_1252,
        };
        let (text, _) = encoding.decode_without_bom_handling(&bytes);
        self.say(&text);
    }

    fn font_name(&self) -> Option<Rc<str>> {
        let font = self.fonts.get(&self.state.font)?;
        Some(font.name.as_str().into())
    }

    fn say(&mut self, text: &str) {
        match self.state.goal {
            Goal::Nowhere | Goal::Picture | Goal::Lists | Goal::Overrides => {}
            Goal::Instruction => self.instruction.push_str(text),
            Goal::Fonts | Goal::Styles => self.words.push_str(text),
            Goal::PageHead => self.words.push_str(text),
            Goal::Comment => {
                let look = Look { font: self.font_name(), ..self.state.look.clone() };
                self.remark.push(text, &look, None);
            }
            Goal::Text | Goal::Note | Goal::Box => {
                if self.state.hidden {
                    self.manuscript.lose("text", "text.hidden", text);
                } else if self.state.deleted {
                    self.manuscript.lose("revision", "revision.deleted", text);
                } else {
                    let look = Look { font: self.font_name(), ..self.state.look.clone() };
                    let link = self.state.link.clone();
                    self.para.push(text, &look, link.as_ref());
                }
            }
        }
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'~' => self.say("\u{A0}"),
            b'_' => self.say("-"),
            b'-' => self.say("\u{AD}"),
            // A group that older programs may pass over; known ones say so below.
            b'*' if self.state.goal == Goal::Text => self.state.goal = Goal::Nowhere,
            b'\n' | b'\r' => self.end_paragraph(),
            b'{' | b'}' | b'\\' => self.say(char::from(symbol).encode_utf8(&mut [0; 4])),
            _ => {}
        }
    }

    fn close(&mut self) {
        if self.beyond > 0 {
            self.beyond -= 1;
            return;
        }
        let inner = self.state.goal;
        let depth = self.stack.len();
        let outer = self.stack.pop().unwrap_or_default();
        if self.apart.last().is_some_and(|apart| apart.depth == depth) {
            self.end_apart();
        } else if inner != outer.goal
            || matches!(inner, Goal::Fonts | Goal::Styles | Goal::Lists)
        {
            self.end_goal(inner);
        }
        let link = self.state.link.clone();
        let was_instruction = inner == Goal::Instruction;
        self.state = outer;
        if was_instruction {
            // The result that follows is a sister of the instruction.
            self.state.link = link;
        }
    }

    fn end_goal(&mut self, goal: Goal) {
        match goal {
            Goal::Fonts => {
                let name = std::mem::take(&mut self.words);
                let name = name.trim().trim_end_matches(';').to_owned();
                if !name.is_empty() {
                    self.fonts.entry(self.state.font).or_default().name = name;
                }
            }
            Goal::Styles => {
                let name = std::mem::take(&mut self.words);
                let name = name.trim().trim_end_matches(';').to_owned();
                let style =
                    Style { look: self.state.look.clone(), placed: self.state.placed };
                if !name.is_empty() {
                    self.styles.insert(self.style.0, (name, style));
                }
            }
            Goal::Lists => {}
            Goal::Picture => self.end_picture(),
            Goal::Comment => {
                let said = std::mem::take(&mut self.remark);
                self.para.pieces.extend(self.manuscript.comment("", said));
            }
            Goal::PageHead => {
                let words = std::mem::take(&mut self.words);
                if words.contains(char::is_alphanumeric) {
                    self.manuscript.lose("page_head", "page.furniture", &words);
                }
            }
            Goal::Instruction => {
                let instruction = std::mem::take(&mut self.instruction);
                let mut words = instruction.split_whitespace();
                if words.next() == Some("HYPERLINK") {
                    let address = words.find(|word| !word.starts_with('\\'));
                    self.state.link = address.map(|word| word.trim_matches('"').into());
                }
            }
            _ => {}
        }
    }

    fn end_picture(&mut self) {
        let picture = std::mem::take(&mut self.picture);
        if picture.kind.is_empty() || picture.hex.is_empty() {
            if !picture.hex.is_empty() {
                self.manuscript.lose("picture", "picture.lost", "");
            }
            return;
        }
        let number = self.manuscript.pictures.len() + 1;
        let name = format!("hinh-{number}.{}", picture.kind);
        let index = self.manuscript.picture(&name, picture.hex);
        self.para.pieces.push(Piece::Picture(index, String::new()));
    }

    fn begin_apart(&mut self, goal: Goal) {
        self.state.goal = goal;
        self.apart.push(Apart {
            depth: self.stack.len(),
            goal,
            out: std::mem::take(&mut self.out),
            para: std::mem::take(&mut self.para),
            rows: std::mem::take(&mut self.rows),
        });
    }

    fn end_apart(&mut self) {
        self.end_paragraph();
        let mut parts = std::mem::take(&mut self.out);
        std::mem::take(&mut self.rows).finish(&mut parts);
        let Some(apart) = self.apart.pop() else { return };
        (self.out, self.para, self.rows) = (apart.out, apart.para, apart.rows);
        match apart.goal {
            Goal::Note => {
                self.manuscript.notes.push(parts);
                self.para.pieces.push(Piece::Note(self.manuscript.notes.len() - 1));
            }
            _ => self.out.push(Part::Box(parts)),
        }
    }

    fn end_paragraph(&mut self) {
        let mut para = std::mem::take(&mut self.para);
        if para.pieces.is_empty() {
            return;
        }
        para.role = self.state.role;
        para.placed = self.state.placed;
        para.new_page = std::mem::take(&mut self.new_page);
        para.list = self.item();
        match self.state.in_table {
            true => self.rows.paragraph(para),
            false => {
                self.rows.finish(&mut self.out);
                self.out.push(Part::Paragraph(para));
            }
        }
    }

    fn item(&self) -> Option<Item> {
        let number = self.state.list?;
        if matches!(self.state.role, Role::Heading(_) | Role::Title) {
            return None;
        }
        let levels = self.lists.levels.get(self.lists.of.get(&number)?)?;
        let level = self.state.level.min(8);
        let start = levels.get(usize::from(level)).copied().flatten();
        // Lists are numbered from 1 and far below 2^31.
        Some(Item { level, start, list: number.unsigned_abs() })
    }

    fn set_style(&mut self, number: i32) {
        if let Some((name, style)) = self.styles.get(&number) {
            self.state.role = role_named(name);
            self.state.placed = style.placed;
            self.state.look = style.look.clone();
        }
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        let on = number != Some(0);
        match self.state.goal {
            Goal::Fonts => match word {
                "f" => self.state.font = number.unwrap_or(0),
                "fcharset" => {
                    let font = self.fonts.entry(self.state.font).or_default();
                    font.charset = number.unwrap_or(0);
                }
                "panose" | "falt" | "fontemb" | "fname" => {
                    self.state.goal = Goal::Nowhere;
                }
                _ => {}
            },
            Goal::Lists => return self.list_word(word, number),
            Goal::Overrides => match word {
                "listid" => self.lists.id = number.unwrap_or(0),
                "ls" => {
                    self.lists.of.insert(number.unwrap_or(0), self.lists.id);
                }
                _ => {}
            },
            Goal::Styles if matches!(word, "s" | "cs" | "ds" | "ts") => {
                let number = number.unwrap_or(0);
                // Styles of letters and sections are numbered among the others.
                self.style.0 = if word == "s" { number } else { number + 100_000 };
                self.state.look = Look { half_points: 24, ..Look::default() };
                self.state.placed = Placed::Left;
            }
            _ => {}
        }
        match word {
            "fonttbl" => self.state.goal = Goal::Fonts,
            "stylesheet" => self.state.goal = Goal::Styles,
            "listtable" => self.state.goal = Goal::Lists,
            "listoverridetable" => self.state.goal = Goal::Overrides,
            "colortbl" | "info" | "generator" | "rsidtbl" | "themedata"
            | "latentstyles" | "datastore" | "xmlnstbl" | "pnseclvl" | "nonshppict"
            | "listtext" | "pntext" | "pn" | "bkmkstart" | "bkmkend" | "atnid"
            | "atnauthor" | "atnref" | "atndate" | "atntime" | "revtbl" | "objdata"
            | "shpgrp" | "mmath" | "filetbl" | "userprops" | "wgrffmtfilter"
            | "picprop" | "sp" | "blipuid" | "ftnsep" | "ftnsepc" | "aftnsep"
            | "aftnsepc" | "ftncn" | "aftncn" | "fldtype" | "formfield" | "pgdsctbl" => {
                self.state.goal = Goal::Nowhere;
            }
            "header" | "footer" | "headerl" | "headerr" | "headerf" | "footerl"
            | "footerr" | "footerf" => self.begin_words(Goal::PageHead),
            "annotation" => self.begin_words(Goal::Comment),
            "fldinst" => {
                self.instruction.clear();
                self.state.goal = Goal::Instruction;
            }
            "shppict" | "shp" | "shpinst" | "do" | "result" | "fldrslt" | "object"
            | "listpicture" => {
                if self.state.goal == Goal::Nowhere {
                    self.state.goal = self.text_goal();
                }
            }
            "pict" => {
                if self.state.goal == Goal::Text || self.state.goal == Goal::Box {
                    self.picture = Picture::default();
                    self.state.goal = Goal::Picture;
                }
            }
            "pngblip" => self.picture.kind = "png",
            "jpegblip" => self.picture.kind = "jpg",
            "wmetafile" => self.picture.kind = "wmf",
            "emfblip" => self.picture.kind = "emf",
            "dibitmap" | "wbitmap" => self.picture.kind = "dib",
            "footnote" => self.begin_apart(Goal::Note),
            "shptxt" => self.begin_apart(Goal::Box),
            "ansicpg" => self.code_page = number.unwrap_or(1252),
            "uc" => {
                self.state.skip =
                    usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(9);
            }
            "u" => self.unicode(number.unwrap_or(0)),
            "f" => self.state.font = number.unwrap_or(0),
            "fs" => {
                let size = u16::try_from(number.unwrap_or(24)).unwrap_or(24);
                self.state.look.half_points = size;
            }
            "b" => self.state.look.bold = on,
            "i" => self.state.look.italic = on,
            "strike" | "striked" => self.state.look.strike = on,
            "super" => {
                (self.state.look.superscript, self.state.look.subscript) = (on, false);
            }
            "sub" => {
                (self.state.look.superscript, self.state.look.subscript) = (false, on);
            }
            "nosupersub" => {
                (self.state.look.superscript, self.state.look.subscript) = (false, false);
            }
            "plain" => {
                let half_points = 24;
                self.state.look = Look { half_points, ..Look::default() };
                self.state.hidden = false;
            }
            "v" => self.state.hidden = on,
            "deleted" => self.state.deleted = on,
            "pard" => {
                self.state.role = Role::Plain;
                self.state.placed = Placed::Left;
                self.state.list = None;
                self.state.level = 0;
                self.state.in_table = false;
            }
            "s" if self.state.goal != Goal::Styles => self.set_style(number.unwrap_or(0)),
            "outlinelevel" => {
                let level = u8::try_from(number.unwrap_or(9)).unwrap_or(9);
                if level < 6
                    && self.state.role == Role::Plain
                    && self.state.goal == Goal::Text
                {
                    self.state.role = Role::Heading(level + 1);
                }
            }
            "ls" => self.state.list = number,
            "ilvl" => self.state.level = u8::try_from(number.unwrap_or(0)).unwrap_or(0),
            "qc" => self.state.placed = Placed::Centre,
            "qr" => self.state.placed = Placed::Right,
            "ql" | "qj" => self.state.placed = Placed::Left,
            "pagebb" => self.new_page = true,
            "intbl" => self.state.in_table = true,
            "trowd" => self.rows.define(),
            "clmgf" | "clvmgf" | "clmrg" | "clvmrg" | "cellx" => {
                self.rows.cell_word(word);
            }
            "cell" | "nestcell" => {
                self.state.in_table = true;
                self.end_paragraph();
                self.rows.end_cell();
            }
            "row" | "nestrow" => self.rows.end_row(),
            _ => self.character(word),
        }
    }

    /// Control words that are paragraphs' ends or characters.
    fn character(&mut self, word: &str) {
        let is_words = matches!(self.state.goal, Goal::Comment | Goal::PageHead);
        match word {
            "par" | "sect" if is_words => self.say(" "),
            "par" | "sect" if self.state.goal != Goal::Nowhere => self.end_paragraph(),
            "page" if self.state.goal == Goal::Text => {
                self.end_paragraph();
                self.new_page = true;
            }
            "line" if matches!(self.state.goal, Goal::Text | Goal::Note | Goal::Box) => {
                self.para.pieces.push(Piece::Break);
            }
            "tab" => self.say("\t"),
            "emdash" => self.say("—"),
            "endash" => self.say("–"),
            "lquote" => self.say("‘"),
            "rquote" => self.say("’"),
            "ldblquote" => self.say("“"),
            "rdblquote" => self.say("”"),
            "bullet" => self.say("•"),
            "emspace" | "enspace" | "qmspace" => self.say(" "),
            _ => {}
        }
    }

    fn begin_words(&mut self, goal: Goal) {
        self.words.clear();
        self.state.goal = goal;
    }

    /// Where text goes here: into a note or box that is open, or into the text.
    fn text_goal(&self) -> Goal {
        self.apart.last().map_or(Goal::Text, |apart| apart.goal)
    }

    fn unicode(&mut self, number: i32) {
        // Codes above 32,767 are written as negative numbers.
        let unit = (number & 0xFFFF) as u16;
        self.passing = self.state.skip;
        let pair = match (self.surrogate.take(), unit) {
            (_, 0xD800..=0xDBFF) => {
                self.surrogate = Some(unit);
                return;
            }
            (Some(high), 0xDC00..=0xDFFF) => vec![high, unit],
            (_, unit) => vec![unit],
        };
        let text = String::from_utf16_lossy(&pair);
        self.say(&text);
    }

    fn list_word(&mut self, word: &str, number: Option<i32>) {
        let number = number.unwrap_or(0);
        match word {
            "list" => self.lists.open.clear(),
            "levelnfc" | "levelnfcn" => self.lists.kind = number,
            "levelstartat" => {
                let counts = !matches!(self.lists.kind, 23 | 255);
                let start = u32::try_from(number).unwrap_or(1);
                self.lists.open.push(counts.then_some(start));
            }
            "listid" => {
                let levels = std::mem::take(&mut self.lists.open);
                self.lists.levels.insert(number, levels);
            }
            _ => {}
        }
    }
}
