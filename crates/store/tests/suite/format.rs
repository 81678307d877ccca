//! docs/file-format.md tells the truth: what it asks of a file is answered, and every
//! table and column of a file is in it.

use crate::{Desk, article, date};
use rusqlite::Connection;
use std::fs;
use store::Op;

const PAGE: &str =
    include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/file-format.md"));

/// The commands of the page, without the shell around them.
fn queries() -> Vec<&'static str> {
    let blocks =
        PAGE.split("```sh\n").skip(1).filter_map(|rest| rest.split("```").next());
    let commands =
        blocks.flat_map(|block| block.split("sqlite3 -readonly ban-tin.bantin").skip(1));
    commands.map(|command| command.split('"').nth(1).unwrap()).collect()
}

#[test]
fn every_query_of_the_page_is_answered() {
    let queries = queries();
    assert!(queries.len() >= 12, "{queries:?}");
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("ban-tin.bantin");
    fs::write(&path, crate::damage::filled()).unwrap();
    let mut store = store::Store::open(&path).unwrap();
    let new = article(99, "Lễ ký kết", "Hai bên gặp nhau ở Cần Thơ.");
    let add = |edit: &mut store::Edit<'_>| edit.add_article(&new, None);
    store.edit(Op::AddArticle, crate::now(), add).unwrap();
    drop(store);
    let copy = folder.path().join("ban-sao.bantin");
    let file = Connection::open(&path).unwrap();
    for query in queries {
        // A function of the shell alone, and a place of this test.
        let sql = query
            .replace("writefile(photo.name, content.bytes)", "length(content.bytes)")
            .replace("ban-sao.bantin", copy.to_str().unwrap());
        let mut statement = file.prepare(&sql).unwrap_or_else(|e| panic!("{e}: {query}"));
        let is_answered = statement.query([]).unwrap().next().unwrap().is_some();
        assert!(is_answered || query.contains("VACUUM"), "no answer to {query}");
    }
    assert!(copy.exists());
}

#[test]
fn every_table_and_column_is_described() {
    let mut desk = Desk::new();
    desk.edit(Op::AddIssue, |edit| edit.add_issue(9, date("2021-02-27"), None, None));
    let file = Connection::open(desk.path()).unwrap();
    let columns: Vec<(String, String)> = file
        .prepare(
            "SELECT t.name, c.name FROM pragma_table_list AS t, pragma_table_info(t.name) AS c
             WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%'",
        )
        .unwrap()
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert!(columns.len() > 100, "{columns:?}");
    let (_, tables) = PAGE.split_once("## Tables").unwrap();
    for (table, column) in columns {
        let mut parts = tables.split("\n### ");
        // `version_row` and `snapshot` share a part, derived tables too.
        let part = parts
            .find(|part| part.lines().next().unwrap().contains(&format!("`{table}`")));
        let part =
            part.or_else(|| tables.split_once("### Derived tables").map(|two| two.1));
        let part = part.unwrap();
        assert!(part.contains(&format!("`{table}")), "{table} is not described");
        let is_told = [format!("`{column}`"), format!("`{table}.{column}`")]
            .iter()
            .any(|name| part.contains(name));
        // Said once, for all tables.
        let for_all = ["id", "position", "uuid"].contains(&column.as_str());
        assert!(is_told || for_all, "{table}.{column} is not described");
    }
}
