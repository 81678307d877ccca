//! Composing as a contract: what is saved, what is printed, what it ends with.

use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::fs;
use tests::{Bulletin, check_sentence, structure_text, tool};

/// Issue 9 with stories of so many words each.
fn with_stories(words: &[usize]) -> Bulletin {
    let bulletin = Bulletin::with_issue();
    for (number, count) in (1..).zip(words) {
        let sentence =
            "Hai địa phương đã ký kết chương trình hợp tác phát triển kinh tế. ";
        let paragraph = sentence.repeat(5);
        let text = vec![paragraph.trim(); count / 70 + 1].join("\n\n");
        let id = format!("00000000-0000-4000-8000-{number:012}");
        let story = format!("---\nid: {id}\ntitle: \"Bài {number}\"\n---\n\n{text}\n");
        let path = bulletin.beside(&format!("bai-{number}.md"), story);
        bulletin.run("import", [path]).ended(0);
    }
    bulletin
}

fn plan(bulletin: &Bulletin) -> Value {
    bulletin.run("plan", ["--json"]).ended(0).json()
}

fn keys(object: &Value) -> BTreeSet<&str> {
    object.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn composing_saves_a_plan_of_the_pages_asked_for() {
    let bulletin = with_stories(&[700, 700, 400]);
    assert_eq!(plan(&bulletin)["pages"], Value::Null, "nothing is saved by itself");
    let ran = bulletin.run("compose", ["--pages", "4", "--json"]).ended(0);
    let answer = ran.json();
    assert_eq!(
        keys(&answer),
        ["chosen", "cuts", "fits", "pages", "proposals"].into(),
        "{answer}"
    );
    assert_eq!((&answer["fits"], &answer["pages"]), (&json!(true), &json!(4)));
    assert_eq!((&answer["chosen"], &answer["cuts"]), (&json!(0), &json!([])));
    let proposals = answer["proposals"].as_array().unwrap();
    assert!((1..=3).contains(&proposals.len()), "{answer}");
    for proposal in proposals {
        assert_eq!(
            keys(proposal),
            ["balance", "filled", "jumps", "photos", "score", "stories_continued"].into()
        );
        for share in ["balance", "filled", "photos"] {
            assert!((0.0..=1.0).contains(&proposal[share].as_f64().unwrap()), "{share}");
        }
        assert!(proposal["stories_continued"].as_u64() <= Some(3), "{proposal}");
        assert!((0..=100).contains(&proposal["score"].as_i64().unwrap()));
    }

    let saved = plan(&bulletin);
    assert_eq!((&saved["issue"], &saved["pages"]), (&json!("9/2021"), &json!(4)));
    let modules = saved["modules"].as_array().unwrap();
    for number in 1..=3 {
        let id = format!("00000000-0000-4000-8000-{number:012}");
        let first = modules.iter().find(|module| module["article"] == id.as_str());
        let first = first.unwrap_or_else(|| panic!("{id} stands nowhere: {saved}"));
        assert_eq!(first["title"], format!("Bài {number}"));
        assert_eq!((&first["part"], &first["pinned"]), (&json!(0), &json!(false)));
    }
    for module in modules {
        assert_eq!(
            keys(module),
            [
                "article", "kind", "legs", "line", "lines", "page", "part", "pinned",
                "title", "unit", "units"
            ]
            .into()
        );
        assert!((1..=4).contains(&module["page"].as_u64().unwrap()), "{module}");
        let end = |from: &str, many: &str| {
            module[from].as_u64().unwrap() + module[many].as_u64().unwrap()
        };
        assert!(end("unit", "units") <= 12 && end("line", "lines") <= 59, "{module}");
    }
}

#[test]
fn what_does_not_fit_is_said_and_nothing_is_saved() {
    let bulletin = with_stories(&[1500, 1500, 1500]);
    let before = bulletin.bytes();
    let ran = bulletin.run("compose", ["--pages", "1", "--json"]).ended(3);
    let answer = ran.json();
    assert_eq!(
        keys(&answer),
        ["chosen", "cuts", "fits", "pages", "proposals"].into(),
        "{answer}"
    );
    assert_eq!((&answer["fits"], &answer["chosen"]), (&json!(false), &Value::Null));
    assert_eq!((&answer["pages"], &answer["proposals"]), (&json!(1), &json!([])));
    let cuts = answer["cuts"].as_array().unwrap();
    assert!(!cuts.is_empty());
    for cut in cuts {
        assert_eq!(keys(cut), ["article", "words"].into());
        let article = cut["article"].as_str().unwrap();
        assert!(article.starts_with("00000000-0000-4000"), "{cut}");
        assert!(cut["words"].as_u64().unwrap() > 0, "{cut}");
    }
    let said: Vec<&str> = ran.stderr.trim().lines().collect();
    assert_eq!(said.len(), cuts.len() + 1, "{said:?}");
    said.iter().for_each(|said| check_sentence(said));
    assert!(said[1].contains("Bài "), "a cut names its story: {said:?}");
    assert_eq!(plan(&bulletin)["pages"], Value::Null);
    assert_eq!(bulletin.bytes(), before);
    let spoken = bulletin.run("compose", ["--pages", "1"]).ended(3);
    assert_eq!(spoken.stdout, "", "stdout carries only a result");
}

#[test]
fn a_plan_goes_back_and_forth_and_survives_closing() {
    let bulletin = with_stories(&[700, 400]);
    bulletin.run("compose", ["--pages", "4"]).ended(0);
    let four = plan(&bulletin);
    bulletin.run("compose", ["--pages", "2"]).ended(0);
    let two = plan(&bulletin);
    assert_eq!((&four["pages"], &two["pages"]), (&json!(4), &json!(2)));
    let undone = bulletin.run("undo", [""; 0]).ended(0);
    assert_eq!(undone.stdout.trim(), "Dàn trang");
    assert_eq!(plan(&bulletin), four);
    bulletin.run("undo", [""; 0]).ended(0);
    assert_eq!(plan(&bulletin)["pages"], Value::Null);
    bulletin.run("redo", [""; 0]).ended(0);
    bulletin.run("redo", [""; 0]).ended(0);
    assert_eq!(plan(&bulletin), two);
}

#[test]
fn an_export_after_composing_holds_every_story_once() {
    let bulletin = with_stories(&[500, 300]);
    bulletin.run("compose", ["--pages", "4"]).ended(0);
    let before = plan(&bulletin);
    let out = bulletin.export("out", &["--as", "screen"]);
    assert_eq!(plan(&bulletin), before, "exporting changes nothing");
    let file = out.join("screen.pdf");
    if let Some(about) = tool("pdfinfo", &[], &file) {
        let pages = about.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap();
        assert_eq!(pages.trim(), "4");
    }
    if let Some(text) = structure_text(&file) {
        // Lines of a paragraph stand between quotation marks, one below the other.
        let words: Vec<&str> = text.split(['"', ' ', '\n']).collect();
        let words: Vec<&str> =
            words.into_iter().filter(|word| !word.is_empty()).collect();
        let sentences = words.join(" ").matches("Hai địa phương").count();
        let written: usize = (1..=2)
            .map(|number| bulletin.folder().join(format!("bai-{number}.md")))
            .map(|path| fs::read_to_string(path).unwrap())
            .map(|text| text.matches("Hai địa phương").count())
            .sum();
        assert_eq!(sentences, written, "no sentence is lost and none comes twice");
    }
}

#[test]
fn a_story_that_goes_leaves_the_plan_of_its_issue() {
    let bulletin = with_stories(&[500, 300]);
    bulletin.run("compose", ["--pages", "4"]).ended(0);
    let stories = |plan: &Value| -> BTreeSet<String> {
        let modules = plan["modules"].as_array().unwrap();
        modules.iter().filter_map(|m| m["article"].as_str().map(str::to_owned)).collect()
    };
    assert_eq!(stories(&plan(&bulletin)).len(), 2);
    // Undo past both composing and the second import, then compose again.
    bulletin.run("undo", [""; 0]).ended(0);
    bulletin.run("undo", [""; 0]).ended(0);
    bulletin.run("compose", ["--pages", "4"]).ended(0);
    assert_eq!(stories(&plan(&bulletin)).len(), 1);
}

#[test]
fn wishes_are_said_by_title_or_id_and_listed() {
    let bulletin = with_stories(&[100, 100]);
    let listed = |named: &str| {
        bulletin.run("set", ["--article", named]).ended(0).stdout.trim().to_owned()
    };
    let nothing = "rank=\nhold=no\npage=\nwhole=no\nphotos=normal\nunits=\ncoefficient=";
    assert_eq!(listed("Bài 1"), nothing);
    let said =
        ["rank=lead", "page=3", "whole=yes", "hold=yes", "photos=large", "units=8"];
    bulletin.run("set", ["--article", "bai 1"].iter().chain(&said)).ended(0);
    let expected =
        "rank=lead\nhold=yes\npage=3\nwhole=yes\nphotos=large\nunits=8\ncoefficient=";
    assert_eq!(listed("00000000-0000-4000-8000-000000000001"), expected);
    assert_eq!(listed("Bài 2"), nothing, "only this one");
    bulletin.run("set", ["--article", "Bài 1", "rank=", "page="]).ended(0);
    assert!(listed("Bài 1").starts_with("rank=\nhold=yes\npage=\n"));
    bulletin.run("undo", [""; 0]).ended(0);
    assert_eq!(listed("Bài 1"), expected, "one step");
}

#[test]
fn wishes_no_one_can_mean_are_refused_whole() {
    let bulletin = with_stories(&[100, 100]);
    for (article, pair, named) in [
        ("Bài 1", "rank=king", "king"),
        ("Bài 1", "page=0", "page"),
        ("Bài 1", "page=900", "64"),
        ("Bài 1", "units=13", "12"),
        ("Bài 1", "colour=red", "colour"),
        ("Bài 1", "whole", "whole"),
        ("Bài 7", "rank=lead", "Bài 7"),
    ] {
        let words = ["--article", article, "hold=yes", pair];
        let ran = bulletin.run("set", words).ended(1);
        assert!(ran.sentence().contains(named), "{pair}: {}", ran.stderr);
    }
    let listed = bulletin.run("set", ["--article", "Bài 1"]).ended(0).stdout;
    assert!(listed.contains("hold=no"), "all of them or none: {listed}");
    let again = bulletin.folder().join("bai-2.md");
    let text = fs::read_to_string(&again).unwrap();
    let text = text.replace("Bài 2", "BÀI 1").replace("000002\n", "000009\n");
    bulletin.run("import", [bulletin.beside("bai-9.md", text)]).ended(0);
    let ran = bulletin.run("set", ["--article", "bai 1", "hold=yes"]).ended(1);
    assert!(ran.sentence().contains("bai 1"), "two are meant: {}", ran.stderr);
}

#[test]
fn pages_no_issue_has_are_refused() {
    let bulletin = with_stories(&[100]);
    for pages in ["0", "65"] {
        bulletin.run("compose", ["--pages", pages]).ended(1).sentence();
    }
    bulletin.run("compose", ["--pages", "four"]).ended(2);
    bulletin.run("compose", ["--issue", "77"]).ended(1).sentence();
    let empty = Bulletin::new();
    empty.run("compose", ["--json"]).ended(1).sentence();
    empty.run("plan", ["--json"]).ended(1).sentence();
}

#[test]
fn an_issue_without_articles_is_not_laid_out() {
    let bulletin = Bulletin::with_issue();
    let ended = bulletin.run("compose", ["--pages", "8"]).ended(1);
    let said = ended.sentence();
    assert!(said.contains("bài"), "{said}");
    assert_eq!(plan(&bulletin)["pages"], Value::Null, "nothing is saved");
}
