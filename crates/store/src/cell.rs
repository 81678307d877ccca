//! Cells of a table, read as well as can be, and text as it is stored.
//!
//! A damaged file may hold anything anywhere. One odd cell must not hide a whole
//! outline, so that reading a cell never fails.

use rusqlite::Row;
use rusqlite::types::ValueRef;
use std::str::FromStr;

/// The words in a column; numbers are written out, anything else is empty.
pub(crate) fn text(row: &Row<'_>, column: usize) -> String {
    readable(bytes(row, column))
}

/// The same before it is looked at whether they are letters, which takes time where
/// there is much of it: another thread may do that.
pub(crate) fn bytes(row: &Row<'_>, column: usize) -> Vec<u8> {
    match row.get_ref(column) {
        Ok(ValueRef::Text(bytes)) => bytes.to_vec(),
        Ok(ValueRef::Integer(number)) => number.to_string().into_bytes(),
        Ok(ValueRef::Real(number)) => number.to_string().into_bytes(),
        _ => Vec::new(),
    }
}

/// Bytes as text; what is no letter becomes a replacement character.
pub(crate) fn readable(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

/// The file name in a column. Exports write files of this name, and a file may come
/// from a stranger: what could lead out of a folder becomes a dash.
pub(crate) fn file_name(row: &Row<'_>, column: usize) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let name = text(row, column);
    let safe: String = name.chars().map(|c| if plain(c) { c } else { '-' }).collect();
    if safe.starts_with('.') { safe.replacen('.', "-", 1) } else { safe }
}

/// The number in a column, or `None` when it is none or too large.
pub(crate) fn number<T: TryFrom<i64>>(row: &Row<'_>, column: usize) -> Option<T> {
    match row.get_ref(column) {
        Ok(ValueRef::Integer(number)) => number.try_into().ok(),
        _ => None,
    }
}

/// The value written in a column, or `None` when it cannot be understood.
pub(crate) fn parsed<T: FromStr>(row: &Row<'_>, column: usize) -> Option<T> {
    text(row, column).parse().ok()
}

/// The words listed in a column as a JSON array.
pub(crate) fn list(row: &Row<'_>, column: usize) -> Vec<String> {
    let text = text(row, column);
    serde_json::from_str(&text)
        .unwrap_or_else(|_| if text.trim().is_empty() { Vec::new() } else { vec![text] })
}

/// Words as a JSON array, each as it is stored.
pub(crate) fn from_list<T: AsRef<str>>(words: &[T]) -> String {
    let words: Vec<String> = words.iter().map(|word| stored(word.as_ref())).collect();
    serde_json::Value::from(words).to_string()
}

/// Text as it is stored: NFC, and without NUL, where SQLite functions stop reading.
pub(crate) fn stored(text: &str) -> String {
    vntext::nfc(text).replace('\0', "")
}
