//! The command line as a contract: exit codes, what goes where, the shapes of JSON.

use serde_json::Value;
use std::fs;
use std::process::{Command, Stdio};
use tests::{Bulletin, bantin, check_sentence, program, samples, seed};

#[test]
fn an_import_that_brings_in_nothing_has_failed() {
    let bulletin = Bulletin::new();
    let ran = bulletin.run("import", ["khong-co.docx"]).ended(1);
    assert!(ran.stderr.contains("khong-co.docx"), "{}", ran.stderr);
    let again = bulletin.beside("bai.md", "# Bài\n\nMột đoạn.\n");
    bulletin.run("import", [&again]).ended(0);
    bulletin.run("import", [&again]).ended(0);
}

#[test]
fn a_new_bulletin_refuses_to_replace_a_file() {
    let bulletin = Bulletin::new();
    let before = bulletin.bytes();
    let ran = bulletin.run("new", ["--name", "Khác"]).ended(1);
    assert!(ran.sentence().contains("b.bantin"), "{}", ran.stderr);
    assert_eq!(bulletin.bytes(), before);
}

#[test]
fn usage_is_code_two() {
    let bulletin = Bulletin::new();
    bulletin.run("nonsense", [""]).ended(2);
    bulletin.run("issue", ["--number", "nine"]).ended(2);
    bulletin.run("export", [""; 0]).ended(2);
    bantin(bulletin.folder(), ["new"]).ended(2);
}

#[test]
fn a_missing_bulletin_is_code_one() {
    let bulletin = Bulletin::new();
    for words in [
        vec!["set", "gone.bantin"],
        vec!["check", "gone.bantin"],
        vec!["search", "gone.bantin", "x"],
        vec!["undo", "gone.bantin"],
        vec!["history", "gone.bantin"],
        vec!["export", "gone.bantin", "--to", "out"],
        vec!["import", "gone.bantin", "a.md"],
        vec!["issue", "gone.bantin", "--number", "1", "--date", "2021-02-27"],
    ] {
        let ran = bantin(bulletin.folder(), &words).ended(1);
        assert!(ran.sentence().contains("gone.bantin"), "{words:?}: {}", ran.stderr);
        assert_eq!(ran.stdout, "", "{words:?}: stdout carries only a result");
    }
    assert!(!bulletin.folder().join("gone.bantin").exists(), "no file appears by asking");
    assert!(!bulletin.folder().join("out").exists());
}

#[test]
fn fields_are_set_and_listed() {
    let bulletin = Bulletin::with_issue();
    bulletin.run("set", ["publishing_body=Cổng thông tin", "tagline=Hai dòng"]).ended(0);
    bulletin.run("set", ["--issue", "9", "printer=Xưởng in", "print_run=500"]).ended(0);
    let series = bulletin.run("set", [""; 0]).ended(0).stdout;
    assert!(
        series.contains("Cổng thông tin") && series.contains("Hậu Giang"),
        "{series}"
    );
    let issue = bulletin.run("set", ["--issue", "9"]).ended(0).stdout;
    assert!(issue.contains("Xưởng in") && issue.contains("500"), "{issue}");
    let ran = bulletin.run("set", ["colour=red"]);
    assert!(ran.code == 1 || ran.code == 2, "an unknown field is refused: {ran:?}");
    assert!(ran.stderr.contains("colour"), "and named: {ran:?}");
}

#[test]
fn every_edit_is_one_step_back() {
    let bulletin = Bulletin::new();
    let tagline = || bulletin.run("set", [""; 0]).ended(0).stdout.contains("Sửa sau");
    bulletin.run("set", ["tagline=Sửa sau", "phone=0293"]).ended(0);
    assert!(tagline());
    bulletin.run("undo", [""; 0]).ended(0);
    assert!(!tagline(), "undo");
    bulletin.run("redo", [""; 0]).ended(0);
    assert!(tagline(), "redo");
    let history = bulletin.run("history", [""; 0]).ended(0).stdout;
    assert!(!history.trim().is_empty(), "the steps are listed");
}

#[test]
fn an_import_is_one_step_and_comes_back_whole() {
    let bulletin = Bulletin::with_seed();
    let hits = |query: &str| {
        let ran = bulletin.run("search", [query, "--json"]).ended(0);
        ran.json()["hits"].as_array().unwrap().len()
    };
    assert_eq!(hits("can tho"), 1);
    let mut steps = 0;
    while hits("can tho") > 0 {
        steps += 1;
        assert!(steps < 4, "one import of three files is not that many steps");
        bulletin.run("undo", [""; 0]).ended(0);
    }
    for _ in 0..steps {
        bulletin.run("redo", [""; 0]).ended(0);
    }
    assert_eq!(hits("can tho"), 1);
}

#[test]
fn undo_without_a_step_is_one_sentence() {
    let bulletin = Bulletin::with_issue();
    let mut ran = bulletin.run("undo", [""; 0]);
    while ran.code == 0 {
        ran = bulletin.run("undo", [""; 0]);
    }
    ran.ended(1).sentence();
    bulletin.run("redo", [""; 0]).ended(0);
}

#[test]
fn search_folds_marks_and_prefers_exact_ones() {
    let bulletin = Bulletin::with_seed();
    for (query, found) in [
        ("can tho", true),
        ("Cần Thơ", true),
        ("duong tinh 931b", true),
        ("Ninh Bình", false),
    ] {
        let ran = bulletin.run("search", [query, "--json"]).ended(0);
        let answer = ran.json();
        assert_eq!(answer["query"], query);
        let hits = answer["hits"].as_array().unwrap();
        assert_eq!(!hits.is_empty(), found, "{query}: {answer}");
        for hit in hits {
            assert_eq!(hit["article"], seed().id);
            assert!(hit["title"].as_str().unwrap().contains("Hậu Giang"));
            assert!(hit["snippet"].is_string() && hit["exact"].is_boolean());
            assert!(!hit["issue"].is_null(), "the hit stands in issue 9");
        }
    }
    let exact = |query: &str| {
        bulletin.run("search", [query, "--json"]).ended(0).json()["hits"][0]["exact"]
            .clone()
    };
    assert_eq!(exact("Cần Thơ"), true);
    assert_eq!(exact("can tho"), false);
}

#[test]
fn check_lists_remarks_and_ends_with_three() {
    let bulletin = Bulletin::with_issue();
    let answer = bulletin.run("check", ["--json"]).ended(3).json();
    let remarks = answer["remarks"].as_array().unwrap();
    assert!(!remarks.is_empty());
    for remark in remarks {
        assert!(remark["code"].as_str().unwrap().contains('.'), "{remark}");
        let severity = remark["severity"].as_str().unwrap();
        assert!(["must", "should", "could"].contains(&severity), "{remark}");
        check_sentence(remark["sentence"].as_str().unwrap());
        let place = remark["place"].as_object().unwrap();
        for key in ["page", "article", "photo"] {
            assert!(place.contains_key(key), "{remark}");
        }
    }
    assert!(answer.get("issue").is_some());
    let spoken = bulletin.run("check", [""; 0]).ended(3);
    assert!(!spoken.stdout.is_empty() || !spoken.stderr.is_empty());
}

#[test]
fn check_speaks_of_the_licence_until_it_is_there() {
    let bulletin = Bulletin::with_issue();
    let says_licence = || {
        let answer = bulletin.run("check", ["--json"]).json();
        let remarks = answer["remarks"].as_array().unwrap();
        remarks.iter().any(|remark| {
            remark["sentence"].to_string().to_lowercase().contains("giấy phép")
        })
    };
    assert!(says_licence(), "the law asks for a licence");
    let licence = ["licence_no=01/GP", "licence_date=15/01/2021", "licence_by=Sở TT&TT"];
    bulletin.run("set", licence).ended(0);
    assert!(!says_licence());
}

#[test]
fn an_import_accounts_for_everything() {
    let bulletin = Bulletin::with_issue();
    let samples = samples();
    let mut words: Vec<String> = ["can-tho-hau-giang.txt", "sign.jpg", "hall.jpg"]
        .map(|name| samples.join(name).to_string_lossy().into_owned())
        .into();
    words.extend(["--report".into(), "report.json".into()]);
    let said = bulletin.run("import", words).ended(0).stderr;
    let total = "Đã nhập 1 bài và 2 ảnh từ 3 tệp; 0 tệp không nhập được.";
    assert!(said.lines().any(|line| line == total), "{said}");
    let text = fs::read_to_string(bulletin.folder().join("report.json")).unwrap();
    let report: Value = serde_json::from_str(&text).unwrap();
    let items = report["items"].as_array().unwrap();
    for item in items {
        let outcome = item["outcome"].as_str().unwrap();
        assert!(["kept", "changed", "dropped"].contains(&outcome), "{item}");
        assert!(item["source"].is_string() && item["kind"].is_string(), "{item}");
        if outcome == "dropped" {
            assert!(!item["reason"].as_str().unwrap_or_default().is_empty(), "{item}");
        }
    }
    for dropped in ["Lượt xem", "Bản in", "THỐNG KÊ", "Tiêu đề bài viết"] {
        assert!(
            items
                .iter()
                .any(|i| i["outcome"] == "dropped" && i.to_string().contains(dropped)),
            "{dropped} was dropped and must be reported: {text}"
        );
    }
    assert!(report["totals"].is_object());
}

#[test]
fn a_second_import_adds_nothing_twice() {
    let bulletin = Bulletin::with_issue();
    let story = |title: &str, text: &str| format!("---\ntitle: {title}\n---\n\n{text}\n");
    let first = bulletin.beside("a.md", story("Mùa nước nổi", "Đoạn một."));
    let other = bulletin.beside("b.md", story("Mùa nước nổi", "Đoạn khác hẳn."));
    let count = || {
        let hits = bulletin.run("search", ["mùa nước", "--json"]).ended(0).json();
        hits["hits"].as_array().unwrap().len()
    };
    bulletin.run("import", [&first]).ended(0);
    let steps = bulletin.run("history", [""; 0]).stdout;
    let again = bulletin.run("import", [&first]).ended(0);
    assert!(again.sentence().contains("Mùa nước nổi"), "{}", again.stderr);
    assert_eq!((count(), again.stdout.as_str()), (1, ""), "it is there already");
    assert_eq!(bulletin.run("history", [""; 0]).stdout, steps, "nothing to undo");
    let namesake = bulletin.run("import", [&other]).ended(0);
    assert!(namesake.sentence().contains("cùng tít"), "{}", namesake.stderr);
    assert_eq!(count(), 2, "other words are another story");

    // A page that names its story replaces it, and that is said too.
    let seed = samples().join("can-tho-hau-giang.txt");
    bulletin.run("import", [&seed]).ended(0);
    let kept = bulletin.run("import", [&seed]).ended(0);
    assert!(kept.sentence().contains("giữ nguyên"), "{}", kept.stderr);
    let text = fs::read_to_string(&seed).unwrap().replace("nhiều kết quả", "kết quả lớn");
    let changed = bulletin.beside("sua.txt", text.replace("hợp tác", "cộng tác"));
    let replaced = bulletin.run("import", [&changed]).ended(0);
    assert!(replaced.sentence().starts_with("Đã thay bài"), "{}", replaced.stderr);
}

#[test]
fn a_photo_that_no_story_uses_is_remarked() {
    let bulletin = Bulletin::with_seed();
    let unused = || {
        let answer = bulletin.run("check", ["--json"]).json();
        let remarks = answer["remarks"].as_array().unwrap().clone();
        let of = |r: &&Value| r["code"] == "photo.unused";
        remarks.iter().filter(of).cloned().collect::<Vec<_>>()
    };
    assert_eq!(unused(), Vec::<Value>::new(), "both photos stand in the story");
    let photo = fs::read(samples().join("sign.jpg")).unwrap();
    // The same picture with a byte behind its end is another file.
    let spare = bulletin.beside("du.jpg", [photo, vec![0]].concat());
    bulletin.run("import", [&spare]).ended(0);
    let said = unused();
    assert_eq!(said.len(), 1);
    assert_eq!(said[0]["severity"], "could");
    assert!(said[0]["place"]["photo"].is_number(), "{said:?}");
    assert!(said[0]["sentence"].as_str().unwrap().contains("du.jpg"), "{said:?}");
}

#[test]
fn an_export_tells_what_is_left_to_look_at() {
    let bulletin = Bulletin::with_seed();
    let remarks = bulletin.run("check", ["--json"]).ended(3).json()["remarks"]
        .as_array()
        .unwrap()
        .len();
    for output in ["press", "print-html", "png"] {
        let ran = bulletin.run("export", ["--to", "out", "--as", output]).ended(0);
        let told =
            format!("Có {remarks} điều cần xem trước khi in: bantin check b.bantin\n");
        assert_eq!(ran.stderr, told, "{output}: as many as the check list has");
        assert!(!ran.stdout.contains("điều"), "stdout carries the files only");
    }
}

#[test]
fn files_of_somebody_else_are_named_when_they_are_replaced() {
    let bulletin = Bulletin::with_seed();
    let out = bulletin.folder().join("out");
    fs::create_dir_all(out.join("print")).unwrap();
    fs::create_dir_all(out.join("png")).unwrap();
    let photo = fs::read(samples().join("sign.jpg")).unwrap();
    for name in ["press.pdf", "print/index.html", "png/page-001.png"] {
        fs::write(out.join(name), "của tôi").unwrap();
    }
    fs::write(out.join("png/page-900.png"), &photo).unwrap();
    let papers = ["--to", "out", "--as", "press,print-html,png"];
    let line = |ran: &tests::Ran| {
        let said = ran.stderr.lines().find(|line| line.starts_with("Đã thay"));
        said.unwrap_or_default().to_owned()
    };
    let ran = bulletin.run("export", papers).ended(0);
    assert_eq!(
        line(&ran),
        "Đã thay press.pdf, print/index.html, png/page-001.png có sẵn trong thư mục.",
    );
    assert!(
        fs::read(out.join("png/page-900.png")).unwrap() == photo,
        "not a page of ours"
    );
    let ran = bulletin.run("export", papers).ended(0);
    assert_eq!(line(&ran), "", "our own files are nobody's loss");
}

#[test]
fn a_search_that_finds_nothing_says_so() {
    let bulletin = Bulletin::with_seed();
    let ran = bulletin.run("search", ["Ninh Bình"]).ended(0);
    assert!(ran.sentence().contains("Ninh Bình"), "{}", ran.stderr);
    assert_eq!(ran.stdout, "");
    assert_eq!(bulletin.run("search", ["Cần Thơ"]).ended(0).stderr, "");
}

#[test]
fn help_and_usage_speak_vietnamese() {
    let bulletin = Bulletin::new();
    let help = bantin(bulletin.folder(), ["export", "--help"]).ended(0);
    assert!(help.stdout.contains("Cách dùng: bantin export"), "{}", help.stdout);
    let wrong = bulletin.run("issue", ["--number", "nine"]).ended(2);
    assert!(wrong.stderr.contains("số nguyên") && wrong.stdout.is_empty(), "{wrong:?}");
}

#[test]
fn stories_without_an_issue_stay_in_the_pool() {
    let bulletin = Bulletin::new();
    bulletin.run("import", [samples().join("can-tho-hau-giang.txt")]).ended(0);
    let hits = bulletin.run("search", ["can tho", "--json"]).ended(0).json();
    assert_eq!(hits["hits"].as_array().unwrap().len(), 1);
    let checked = bulletin.run("check", ["--json"]).json();
    assert!(checked["remarks"].is_array(), "without issues the bulletin is checked");
}

#[test]
fn issues_are_chosen_by_number_and_year() {
    let bulletin = Bulletin::with_issue();
    bulletin.run("issue", ["--number", "9", "--date", "2022-03-01"]).ended(0);
    bulletin.run("set", ["--issue", "9/2021", "print_run=111"]).ended(0);
    bulletin.run("set", ["--issue", "9/2022", "print_run=222"]).ended(0);
    let list = |issue: &str| bulletin.run("set", ["--issue", issue]).ended(0).stdout;
    assert!(list("9/2021").contains("111") && list("9/2022").contains("222"));
    bulletin.run("check", ["--issue", "77", "--json"]).ended(1).sentence();
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let bulletin = Bulletin::with_seed();
    for words in [["set"].as_slice(), &["history"], &["check", "--json"]] {
        let mut child = Command::new(program())
            .arg(words[0])
            .arg("b.bantin")
            .args(&words[1..])
            .current_dir(bulletin.folder())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(
            !said.contains("panicked") && !said.contains("Broken pipe"),
            "{words:?}: {said}"
        );
    }
}

#[test]
fn a_preview_is_served_to_this_machine_only() {
    use std::io::{BufRead, BufReader, Read, Write};
    use std::net::TcpStream;

    let bulletin = Bulletin::with_seed();
    let out = bulletin.export("out", &["--as", "web"]);
    let mut child = Command::new(program())
        .args(["serve", "out/web", "--port", "0"])
        .current_dir(bulletin.folder())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let at = line.rfind(':').map_or(0, |at| at + 1);
    let port: String = line[at..].chars().take_while(char::is_ascii_digit).collect();
    let ask_at = |address: &str, path: &str| {
        let mut stream = TcpStream::connect(format!("{address}:{port}")).unwrap();
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    };
    let index = ask_at("127.0.0.1", "/index.html");
    assert_eq!(index, ask_at("[::1]", "/index.html"), "over IPv6");
    let outside = ask_at("127.0.0.1", "/../../b.bantin");
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(index.starts_with("HTTP/1.1 200"), "{line}{index}");
    assert!(index.contains("Hậu Giang"));
    assert!(!outside.starts_with("HTTP/1.1 200"), "nothing above the folder is served");
    assert!(out.join("index.html").exists() || out.join("web/index.html").exists());
}

#[test]
fn photos_are_listed_with_their_places_and_their_words_accepted() {
    let bulletin = Bulletin::with_seed();
    let list = |words: &[&str]| -> Value {
        let ran = bulletin.run("photos", words.iter().copied().chain(["--json"]));
        serde_json::from_str(&ran.ended(0).stdout).expect("one value")
    };
    let all = list(&[]);
    let photos = all["photos"].as_array().expect("a list");
    assert_eq!(photos.len(), 2, "{all}");
    for photo in photos {
        let place = &photo["placements"][0];
        assert_eq!(place["issue"], "9/2021", "{photo}");
        assert!(place["pages"][0].as_u64() >= Some(1), "{photo}");
        assert!(place["ppi"].as_u64() > Some(0), "{photo}");
        assert!(photo["prints_well_mm"].as_u64() > Some(0), "{photo}");
    }
    let found = list(&["--find", "hoi nghi"]);
    assert_eq!(found["photos"].as_array().map(Vec::len), Some(1), "{found}");
    let none = list(&["--find", "không có ảnh này"]);
    assert_eq!(none["photos"].as_array().map(Vec::len), Some(0), "{none}");

    let accepted = list(&["--accept"]);
    for photo in accepted["photos"].as_array().expect("a list") {
        assert_eq!(photo["unread"].as_array().map(Vec::len), Some(0), "{photo}");
    }
    let lines = bulletin.run("photos", [""; 0]).ended(0).stdout;
    assert_eq!(lines.lines().count(), 2, "{lines}");
    assert!(lines.contains("9/2021:"), "{lines}");
}

#[test]
fn the_manual_says_of_every_verb_what_help_says() {
    let folder = tempfile::tempdir().unwrap();
    for lang in ["vi", "en"] {
        let said = bantin(folder.path(), ["manual", lang]).ended(0).stdout;
        let file = format!("docs/manual/{lang}/commands.md");
        let page = fs::read_to_string(samples().join("..").join(&file)).unwrap();
        assert!(said == page, "write it again: bantin manual {lang} > {file}");
    }
}
