//! What goes on from issue to issue: words of the series by date, recurring stories, the
//! next number and day; the whole bulletin as a folder; what reviewers say.

use std::fs;
use tests::{Bulletin, bantin};

/// The print pages of an issue.
fn printed(bulletin: &Bulletin, issue: &str) -> String {
    let out = bulletin.folder().join(format!("truoc-{issue}"));
    bulletin
        .run(
            "export",
            ["--issue", issue, "--to", out.to_str().unwrap(), "--as", "print-html"],
        )
        .ended(0);
    fs::read_to_string(out.join("print/index.html")).unwrap()
}

#[test]
fn an_old_issue_keeps_the_words_it_was_published_with() {
    let bulletin = Bulletin::with_issue();
    bulletin.run("set", ["publishing_body=Sở Cũ", "period=Mỗi tháng một kỳ"]).ended(0);
    bulletin.beside("mot.md", "# Một\n\nHai bên ký kết hợp tác.\n");
    bulletin.run("import", ["mot.md"]).ended(0);
    bulletin.run("set", ["--issue", "9", "running_no=120"]).ended(0);
    bulletin.run("set", ["--article", "Một", "recurring=yes"]).ended(0);
    bulletin.run("approve", ["Nguyễn Văn A"]).ended(0);

    bulletin.run("issue", ["--from-last"]).ended(0);
    let fields = bulletin.run("set", [""; 0]).ended(0).stdout;
    for line in
        ["number=10", "date=2021-03-27", "running_no=121", "publishing_body=Sở Cũ"]
    {
        assert!(fields.lines().any(|field| field == line), "{line}: {fields}");
    }
    let found = bulletin.run("search", ["ky ket", "--json"]).ended(0).json();
    let issues: Vec<_> = found["hits"]
        .as_array()
        .unwrap()
        .iter()
        .map(|hit| hit["issue"].clone())
        .collect();
    assert_eq!(issues, ["10/2021", "9/2021"], "the recurring story came along");

    bulletin.run("set", ["publishing_body=Sở Mới"]).ended(0);
    let (old, new) = (printed(&bulletin, "9"), printed(&bulletin, "10"));
    assert!(old.contains("Sở Cũ") && !old.contains("Sở Mới"), "{old}");
    assert!(new.contains("Sở Mới") && !new.contains("Sở Cũ"), "{new}");
    let approved = bulletin.run("approve", ["--issue", "9", "--json"]).ended(0).json();
    assert_eq!(approved[0]["stands"], true, "an old issue was not changed by that");
    bulletin.run("undo", [""; 0]).ended(0);
    assert!(
        bulletin.run("set", [""; 0]).ended(0).stdout.contains("publishing_body=Sở Cũ")
    );
}

#[test]
fn a_bulletin_goes_into_a_folder_and_back_without_loss() {
    let bulletin = Bulletin::with_seed();
    bulletin.run("versions", ["--keep", "Bản trình ký"]).ended(0);
    bulletin.run("compose", ["--pages", "4"]);
    bulletin
        .run(
            "set",
            [
                "--article",
                "Cần Thơ – Hậu Giang tiếp tục ký kết hợp tác – phát triển",
                "rank=lead",
            ],
        )
        .ended(0);
    bulletin.run("approve", ["Nguyễn Văn A"]).ended(0);
    let folder = bulletin.folder();
    bulletin.run("unpack", ["kho"]).ended(0);
    bantin(folder, ["pack", "kho", "lai.bantin"]).ended(0);
    bantin(folder, ["unpack", "lai.bantin", "kho2"]).ended(0);
    assert_eq!(tree(&folder.join("kho")), tree(&folder.join("kho2")));
    for verb in [["history"], ["versions"], ["approve"]] {
        let of = |file| bantin(folder, [verb[0], file]).ended(0).stdout;
        assert_eq!(of("b.bantin"), of("lai.bantin"), "{verb:?}");
    }
    bantin(folder, ["undo", "lai.bantin"]).ended(0);
    let ran = bantin(folder, ["pack", "kho", "lai.bantin"]).ended(1);
    assert!(ran.sentence().contains("lai.bantin"), "no file is replaced");
}

#[test]
fn a_folder_may_be_changed_by_hand() {
    let bulletin = Bulletin::with_seed();
    let folder = bulletin.folder();
    bulletin.run("unpack", ["kho"]).ended(0);
    let inside = folder.join("kho/issues/0001-so-9-2021-02-27");
    fs::write(inside.join("002-moi.md"), "---\ntitle: Bài viết tay\n---\nChữ mới.\n")
        .unwrap();
    fs::remove_file(folder.join("kho/photos/hall.jpg")).unwrap();
    let ran = bantin(folder, ["pack", "kho", "lai.bantin"]).ended(1);
    assert!(ran.sentence().contains("hall.jpg"), "{ran:?}");
    bulletin.run("unpack", ["kho"]).ended(0);
    assert!(!inside.join("002-moi.md").exists(), "unpacking again brings it up to date");
    fs::write(inside.join("002-moi.md"), "---\ntitle: Bài viết tay\n---\nChữ mới.\n")
        .unwrap();
    let ran = bantin(folder, ["pack", "kho", "lai.bantin"]).ended(0);
    assert!(ran.stderr.contains("hoàn tác"), "{ran:?}");
    assert!(
        bantin(folder, ["search", "lai.bantin", "viet tay"])
            .ended(0)
            .stdout
            .contains("Bài viết tay")
    );
    bantin(folder, ["undo", "lai.bantin"]).ended(1);
    let page = inside.join("002-moi.md");
    fs::write(&page, "---\ntitle: [\n---\n").unwrap();
    let ran = bantin(folder, ["pack", "kho", "hong.bantin"]).ended(1);
    assert!(ran.sentence().contains("002-moi.md"), "{ran:?}");
    assert!(!folder.join("hong.bantin").exists());
    fs::create_dir(folder.join("khac")).unwrap();
    fs::write(folder.join("khac/thu.txt"), "A").unwrap();
    bulletin.run("unpack", ["khac"]).ended(1);
    assert_eq!(fs::read_dir(folder.join("khac")).unwrap().count(), 1);
}

/// Every file by its path.
fn tree(folder: &std::path::Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut files = std::collections::BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let below =
                    path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                files.insert(below, fs::read(&path).unwrap());
            }
        }
    }
    files
}

#[test]
fn what_a_reviewer_says_lands_on_its_passage_and_is_told_when_that_is_gone() {
    let bulletin = Bulletin::with_issue();
    bulletin.beside("mot.md", "# Một\n\nHai bên ký kết hợp tác giai đoạn mới.\n\nTrạm y tế xã đạt chuẩn.\n\nLúa trúng mùa.\n");
    bulletin.run("import", ["mot.md"]).ended(0);
    bulletin.run("review", ["--to", "doc"]).ended(0);
    let page = fs::read_to_string(bulletin.folder().join("doc/review.html")).unwrap();
    assert!(bulletin.folder().join("doc/proof.pdf").exists());
    assert!(
        !page.contains("http://") && !page.contains("https://"),
        "nothing is asked for"
    );
    let id = page.split("data-article=\"").nth(1).unwrap().split('"').next().unwrap();
    let said = |number: u8, passage: u8, quote: &str| {
        format!(
            r#"{{"id":"c{number}","article":"{id}","passage":{passage},"quote":"{quote}","text":"Ý {number}","at":1614409329}}"#
        )
    };
    let comments = [
        said(1, 2, "Hai bên ký kết hợp tác giai đoạn mới."),
        said(2, 3, "Trạm y tế xã đạt chuẩn."),
        said(3, 4, "Lúa trúng mùa."),
    ]
    .join(",");
    bulletin.beside(
        "y-kien.json",
        format!(r#"{{"bantin":"review","version":1,"reviewer":"Đào","comments":[{comments}]}}"#),
    );
    let found = bulletin.run("search", ["ky ket", "--json"]).ended(0).json();
    assert_eq!(found["hits"][0]["article"], id);
    bulletin.beside(
        "sua.md",
        format!("---\nid: {id}\n---\n# Một\n\nLúa trúng mùa.\n\nHai bên đã ký kết hợp tác giai đoạn 2021.\n"),
    );
    bulletin.run("import", ["sua.md"]).ended(0);
    let ran = bulletin.run("review", ["y-kien.json"]).ended(0);
    assert!(
        ran.stderr.contains("3 ý kiến mới") && ran.stderr.contains("không còn"),
        "{ran:?}"
    );
    let list = || bulletin.run("review", ["--json"]).ended(0).json();
    let told: Vec<_> = list()
        .as_array()
        .unwrap()
        .iter()
        .map(|comment| {
            let text = |key: &str| comment[key].as_str().unwrap().to_owned();
            (text("text"), text("place"))
        })
        .collect();
    let expected = [("Ý 2", "gone"), ("Ý 3", "same"), ("Ý 1", "changed")];
    assert_eq!(told, expected.map(|(a, b)| (a.to_owned(), b.to_owned())));
    bulletin.run("undo", [""; 0]).ended(0);
    assert_eq!(list().as_array().unwrap().len(), 0, "bringing comments in is one step");
    bulletin.beside(
        "khac.json",
        r#"{"bantin":"review","version":1,"issue":3,"comments":[]}"#,
    );
    bulletin.run("review", ["khac.json"]).ended(1);
    bulletin.run("review", ["mot.md"]).ended(1);
}
