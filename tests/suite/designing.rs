//! Designs on the command line: listed, copied, changed, and told where they are faulty.

use serde_json::Value;
use std::fs;
use std::path::Path;
use tests::{Ran, bantin_with, check_sentence};

const NAMES: [&str; 6] =
    ["thoi-su", "trang-trong", "hien-dai", "nha-truong", "cong-dong", "mot-mau"];

/// Runs `bantin` as a person whose settings stand in `home`.
pub(crate) fn run(home: &Path, words: &[&str]) -> Ran {
    let settings = home.to_string_lossy();
    let variables = ["XDG_CONFIG_HOME", "APPDATA", "HOME"].map(|name| (name, &*settings));
    bantin_with(home, &variables, words)
}

#[test]
fn six_designs_are_listed_in_their_order_and_sound() {
    let home = tempfile::tempdir().unwrap();
    let ran = run(home.path(), &["design", "list", "--json"]).ended(0);
    let cards: Vec<Value> = serde_json::from_str(&ran.stdout).unwrap();
    let names: Vec<&str> =
        cards.iter().map(|card| card["name"].as_str().unwrap()).collect();
    assert_eq!(names, NAMES);
    for name in NAMES {
        run(home.path(), &["design", "show", name]).ended(0);
    }
}

#[test]
fn a_copy_is_changed_and_used_and_its_faults_are_told() {
    let home = tempfile::tempdir().unwrap();
    let ran = run(home.path(), &["design", "copy", "trang-trong", "cua-toi"]).ended(0);
    let folder = Path::new(ran.stdout.trim());
    assert!(folder.join("design.toml").is_file(), "{}", ran.stdout);
    let again = run(home.path(), &["design", "copy", "trang-trong", "cua-toi"]).ended(1);
    check_sentence(again.sentence());
    run(home.path(), &["design", "copy", "trang-trong", "../ngoai"]).ended(1);
    run(home.path(), &["design", "copy", "khong-co", "moi"]).ended(1);
    run(home.path(), &["design", "copy", "trang-trong"]).ended(2);

    let words = ["new", "b.bantin", "--name", "Hậu Giang", "--design", "cua-toi"];
    run(home.path(), &words).ended(0);
    run(home.path(), &["issue", "b.bantin", "--number", "1", "--date", "2026-03-20"])
        .ended(0);
    let export = ["export", "b.bantin", "--to", "out", "--as", "web,png"];
    run(home.path(), &export).ended(0);
    let css = fs::read_to_string(home.path().join("out/web/ma/style.css")).unwrap();
    assert!(css.contains("--accent:#16324f"), "the colours of the copy's origin");

    let file = folder.join("design.toml");
    let tokens = fs::read_to_string(&file).unwrap();
    let at = tokens.lines().position(|line| line.starts_with("accent")).unwrap();
    fs::write(&file, tokens.replacen("#16324F", "#C9D6E2", 1)).unwrap();
    let ran = run(home.path(), &["design", "show", "cua-toi"]).ended(1);
    let sentence = ran.sentence();
    assert!(sentence.contains("design.toml"), "{sentence}");
    assert!(sentence.contains(&(at + 1).to_string()), "{sentence}");
    assert!(sentence.contains("accent"), "{sentence}");
    // Pages are made all the same; the check list tells where words are too pale.
    run(home.path(), &export).ended(0);
    let told = run(home.path(), &["check", "b.bantin", "--json"]).ended(3).stdout;
    assert!(told.contains("design.low_contrast"), "{told}");

    fs::write(&file, tokens).unwrap();
    let parts = folder.join("page.typ");
    let text = fs::read_to_string(&parts).unwrap();
    fs::write(&parts, format!("#let nothing = missing-word\n{text}")).unwrap();
    let ran = run(home.path(), &["design", "show", "cua-toi"]).ended(1);
    let sentence = ran.sentence();
    assert!(sentence.contains("page.typ"), "{sentence}");
    assert!(sentence.contains("missing-word"), "{sentence}");
}

#[test]
fn a_template_is_changed_and_its_faults_are_told_with_file_and_line() {
    let home = tempfile::tempdir().unwrap();
    let ran = run(home.path(), &["design", "copy", "thoi-su", "cua-toi"]).ended(0);
    let folder = Path::new(ran.stdout.trim());
    let original = fs::read_to_string(folder.join("family/templates/404.html")).unwrap();
    fs::create_dir(folder.join("templates")).unwrap();
    let file = folder.join("templates/404.html");
    let words = ["new", "b.bantin", "--name", "Hậu Giang", "--design", "cua-toi"];
    run(home.path(), &words).ended(0);
    run(home.path(), &["issue", "b.bantin", "--number", "1", "--date", "2026-03-20"])
        .ended(0);
    let export = ["export", "b.bantin", "--to", "out", "--as", "web"];
    let lost = || fs::read_to_string(home.path().join("out/web/404.html")).unwrap();

    let own = original.replacen("<h1>", "<p>Gọi tổng đài</p><h1>", 1);
    fs::write(&file, own).unwrap();
    run(home.path(), &["design", "show", "cua-toi"]).ended(0);
    run(home.path(), &export).ended(0);
    assert!(lost().contains("Gọi tổng đài"));

    let faults = [
        ("{% if %}", "templates/404.html"),
        ("{{ khong_co }}", "templates/404.html"),
        (
            "{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}",
            "",
        ),
    ];
    for (fault, named) in faults {
        let broken = original.replacen("<h1>", &format!("\n\n{fault}<h1>"), 1);
        fs::write(&file, &broken).unwrap();
        let line = broken.lines().position(|line| line.contains(fault)).unwrap() + 1;
        for words in [&["design", "show", "cua-toi"][..], &export] {
            let ran = run(home.path(), words).ended(1);
            let sentence = ran.sentence();
            check_sentence(sentence);
            assert!(sentence.contains(named), "{sentence}");
            assert!(sentence.contains(&line.to_string()), "{sentence}");
        }
        assert!(lost().contains("Gọi tổng đài"), "the old package stays");
    }
}

#[test]
fn a_new_bulletin_has_the_page_size_of_its_design() {
    let home = tempfile::tempdir().unwrap();
    for (name, trim) in
        [("hien-dai", "190x270"), ("nha-truong", "210x297"), ("mot-mau", "148x210")]
    {
        let file = format!("{name}.bantin");
        run(home.path(), &["new", &file, "--design", name]).ended(0);
        let listed = run(home.path(), &["set", &file]).ended(0).stdout;
        assert!(listed.replace('×', "x").contains(trim), "{name}: {listed}");
    }
}
