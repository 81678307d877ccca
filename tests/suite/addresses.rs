//! Addresses of the web package that readers have kept.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};
use tests::{Bulletin, bantin, tool};

/// Gives an article another headline, as somebody does who edits the unpacked bulletin.
fn retitle(folder: &Path, before: &str, after: &str) {
    fs::remove_file(folder.join("b.bantin")).unwrap();
    let issues = fs::read_dir(folder.join("kho/issues")).unwrap();
    for issue in issues.map(|issue| issue.unwrap().path()) {
        for file in fs::read_dir(issue).unwrap().map(|file| file.unwrap().path()) {
            let text = fs::read_to_string(&file).unwrap();
            fs::write(&file, text.replace(before, after)).unwrap();
        }
    }
    bantin(folder, ["pack", "kho", "b.bantin"]).ended(0);
}

#[test]
fn a_changed_headline_leaves_its_old_address_leading_on() {
    let bulletin = Bulletin::with_issue();
    bulletin.beside("mot.md", "# Tít thứ nhất\n\nHai bên ký kết hợp tác.\n");
    bulletin.run("import", ["mot.md"]).ended(0);
    bulletin.run("unpack", ["kho"]).ended(0);
    let out = bulletin.folder().join("out");
    let export = || {
        let words = ["--to", out.to_str().unwrap(), "--as", "web"];
        bulletin.run("export", words).ended(0);
    };
    let page = |name: &str| fs::read_to_string(out.join("web/bai").join(name));
    let leads_on = |from: &str, to: &str| {
        let html = page(from).unwrap();
        assert!(html.contains(&format!("content=\"0;url={to}\"")), "{from}: {html}");
    };
    export();
    assert!(page("tit-thu-nhat.html").unwrap().contains("ký kết"));

    retitle(bulletin.folder(), "Tít thứ nhất", "Tít thứ hai");
    export();
    assert!(page("tit-thu-hai.html").unwrap().contains("ký kết"));
    leads_on("tit-thu-nhat.html", "tit-thu-hai.html");

    // Both old names after a second change; and none of them when one is used again.
    retitle(bulletin.folder(), "Tít thứ hai", "Tít thứ ba");
    export();
    leads_on("tit-thu-nhat.html", "tit-thu-ba.html");
    leads_on("tit-thu-hai.html", "tit-thu-ba.html");
    retitle(bulletin.folder(), "Tít thứ ba", "Tít thứ nhất");
    export();
    assert!(page("tit-thu-nhat.html").unwrap().contains("ký kết"));
    leads_on("tit-thu-ba.html", "tit-thu-nhat.html");

    let first = fs::read(out.join("web/SHA256SUMS")).unwrap();
    export();
    assert_eq!(fs::read(out.join("web/SHA256SUMS")).unwrap(), first, "the same bytes");
}

#[test]
fn files_that_did_not_change_are_not_written_again() {
    let bulletin = Bulletin::with_issue();
    for name in ["mot", "hai", "ba"] {
        let text = format!("# Chuyện {name}\n\nHai bên ký kết, chuyện {name}.\n");
        bulletin.beside(&format!("{name}.md"), &text);
        bulletin.run("import", [format!("{name}.md").as_str()]).ended(0);
    }
    bulletin.run("unpack", ["kho"]).ended(0);
    let out = bulletin.folder().join("out");
    let export = || {
        let words = ["--to", out.to_str().unwrap(), "--as", "web"];
        bulletin.run("export", words).ended(0);
    };
    export();
    let long_ago = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let path = |name: &str| out.join("web").join(name);
    let names =
        ["bai/chuyen-mot.html", "bai/chuyen-ba.html", "ma/style.css", "SHA256SUMS"];
    for name in names {
        let file = fs::File::options().write(true).open(path(name)).unwrap();
        file.set_modified(long_ago).unwrap();
    }
    retitle(bulletin.folder(), "ký kết, chuyện ba", "bắt tay, chuyện ba");
    export();
    let kept = |name: &str| fs::metadata(path(name)).unwrap().modified().unwrap();
    let kept = names.map(|name| kept(name) == long_ago);
    assert_eq!(kept, [true, false, true, false], "{names:?}");
    assert!(fs::read_to_string(path(names[1])).unwrap().contains("bắt tay"));
}

#[test]
fn all_issues_stand_under_one_address() {
    let bulletin = Bulletin::with_issue();
    bulletin.beside("mot.md", "# Chuyện cũ\n\nHai bên ký kết hợp tác.\n");
    bulletin.run("import", ["mot.md"]).ended(0);
    bulletin.run("set", ["publishing_body=Sở Cũ"]).ended(0);
    bulletin.run("issue", ["--number", "1", "--date", "2022-01-27"]).ended(0);
    bulletin.beside("hai.md", "# Chuyện mới\n\nMùa nước nổi.\n");
    bulletin.run("import", ["hai.md"]).ended(0);
    bulletin.run("issue", ["--number", "2", "--date", "2022-02-27"]).ended(0);
    // What is set now holds from now on; where the site stands holds for all of it.
    bulletin.run("set", ["--issue", "1", "printer=Nhà in"]).ended(0);
    bulletin
        .run("set", ["publishing_body=Sở Mới", "base_url=https://example.vn/ban-tin"])
        .ended(0);
    let out = bulletin.folder().join("out");
    let export = |issue: &str| {
        let words = ["--issue", issue, "--to", out.to_str().unwrap(), "--as", "site"];
        bulletin.run("export", words)
    };
    export("1/2022").ended(0);
    let read = |path: &str| fs::read_to_string(out.join("site").join(path)).unwrap();
    let list = read("index.html");
    assert!(list.contains("so-09-2021/index.html") && list.contains("so-01-2022/"));
    assert!(!out.join("site/so-02-2022").exists(), "an issue without articles waits");
    let old = read("so-09-2021/bai/chuyen-cu.html");
    assert!(old.contains("Sở Cũ") && !old.contains("Sở Mới"), "its own masthead");
    assert!(old.contains("https://example.vn/ban-tin/so-09-2021/bai/chuyen-cu.html"));
    assert!(out.join("site/so-09-2021/pdf/so-09-2021.pdf").is_file());
    assert!(read("rss.xml").contains("so-01-2022/bai/chuyen-moi.html"));

    let sums = || {
        let of = |path: &str| fs::read(out.join("site").join(path)).unwrap();
        (of("SHA256SUMS"), of("so-09-2021/SHA256SUMS"))
    };
    let first = sums();
    export("9/2021").ended(0);
    assert_eq!(sums(), first, "whichever issue is being worked on");

    // The same in one file, the same again.
    let archive = fs::read(out.join("site.zip")).unwrap();
    if let Some(listed) = tool("unzip", &["-Z", "-l"], &out.join("site.zip")) {
        let rows = listed.lines().filter(|row| row.starts_with("-r"));
        let rows: Vec<Vec<&str>> =
            rows.map(|row| row.split_whitespace().collect()).collect();
        let names: Vec<&str> = rows.iter().map(|row| row[row.len() - 1]).collect();
        assert!(
            names.is_sorted() && names.contains(&"so-09-2021/index.html"),
            "{names:?}"
        );
        assert!(rows.iter().all(|row| row[0] == "-rw-r--r--"), "{listed}");
        let days: Vec<_> =
            rows.iter().map(|row| &row[row.len() - 3..row.len() - 1]).collect();
        assert!(days.windows(2).all(|pair| pair[0] == pair[1]), "one time: {listed}");
    }
    export("9/2021").ended(0);
    assert!(fs::read(out.join("site.zip")).unwrap() == archive);
    fs::remove_file(out.join("site/SHA256SUMS")).unwrap();
    assert!(export("9/2021").ended(1).sentence().contains("site"), "not ours any more");
    let empty = Bulletin::with_issue();
    let words = ["--to", out.to_str().unwrap(), "--as", "site"];
    empty.run("export", words).ended(1);
}
