//! Versions, going back, approvals, seals, from the command line.

use tests::Bulletin;

/// Issue 9 with two stories.
fn bulletin() -> Bulletin {
    let bulletin = Bulletin::with_issue();
    bulletin.beside("mot.md", "# Một\n\nHai bên ký kết hợp tác.\n");
    bulletin.beside("hai.md", "# Hai\n\nTrạm y tế xã đạt chuẩn.\n");
    bulletin.run("import", ["mot.md", "hai.md"]).ended(0);
    bulletin
}

/// The story is replaced by one of the same identity.
fn rewrite(bulletin: &Bulletin, title: &str, text: &str) {
    let found = bulletin.run("search", [title, "--json"]).ended(0).json();
    let id = found["hits"][0]["article"].as_str().unwrap().to_owned();
    bulletin.beside("sua.md", format!("---\nid: {id}\n---\n# {title}\n\n{text}\n"));
    bulletin.run("import", ["sua.md"]).ended(0);
}

#[test]
fn versions_are_kept_compared_and_gone_back_to() {
    let bulletin = bulletin();
    let id = bulletin.run("versions", ["--keep", "Bản trình ký"]).ended(0).stdout;
    rewrite(&bulletin, "Một", "Hai bên đã ký kết.");
    let told = bulletin.run("versions", ["--compare", "Bản trình ký"]).ended(0).stdout;
    assert!(told.contains("Một  +1 −2"), "{told}");
    assert!(told.contains("+ đã") && told.contains("− hợp tác"), "{told}");
    assert!(!told.contains("Hai  "), "what did not change is left out: {told}");

    let listed = bulletin.run("versions", ["--json"]).ended(0).json();
    let causes: Vec<_> = listed["versions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|version| version["cause"].as_str().unwrap())
        .collect();
    assert_eq!(
        causes,
        ["import", "named"],
        "before an import Bantin keeps one by itself"
    );

    bulletin.run("restore", [id.trim()]).ended(0);
    let same = bulletin.run("versions", ["--compare", id.trim(), "--json"]).ended(0);
    assert_eq!(same.json()["articles"], serde_json::json!([]));
    bulletin.run("undo", [""; 0]).ended(0);
    let differs = bulletin.run("versions", ["--compare", id.trim(), "--json"]).ended(0);
    assert_eq!(differs.json()["articles"][0]["title"], "Một");
    bulletin.run("restore", [id.trim(), "--article", "Một"]).ended(0);
    let ran = bulletin.run("restore", ["Không có"]).ended(1);
    assert!(ran.sentence().contains("Không có"));
    let ran = bulletin.run("restore", [id.trim(), "--article", "Ba"]).ended(1);
    assert!(ran.sentence().contains("Ba"));
}

#[test]
fn the_history_is_cleared_for_good_and_versions_stay() {
    let bulletin = bulletin();
    bulletin.run("versions", ["--keep", "Một"]).ended(0);
    bulletin.run("history", ["--clear"]).ended(0);
    assert_eq!(bulletin.run("history", [""; 0]).ended(0).stdout, "");
    bulletin.run("undo", [""; 0]).ended(1);
    assert!(bulletin.run("versions", [""; 0]).ended(0).stdout.contains("Một"));
    assert!(bulletin.run("search", ["y te"]).ended(0).stdout.contains("Hai"));
}

#[test]
fn an_approval_is_dropped_by_the_next_change() {
    let bulletin = bulletin();
    let stands = || {
        let told = bulletin.run("approve", ["--json"]).ended(0).json();
        told[0]["stands"].as_bool().unwrap()
    };
    bulletin.run("approve", ["Nguyễn Văn A"]).ended(0);
    assert!(stands());
    bulletin.run("set", ["--issue", "9", "printer=Xưởng in"]).ended(0);
    assert!(!stands());
    let told = bulletin.run("approve", [""; 0]).ended(0).stdout;
    assert!(
        told.contains("Nguyễn Văn A") && told.contains("không còn hiệu lực"),
        "{told}"
    );
    bulletin.run("undo", [""; 0]).ended(0);
    assert!(stands(), "the same content again");
    bulletin.run("approve", ["  "]).ended(1);
}

#[test]
fn a_seal_knows_whether_the_same_comes_out_again() {
    let bulletin = bulletin();
    let first = bulletin.run("seal", [""; 0]).ended(0);
    assert!(first.stderr.contains("niêm phong"), "{first:?}");
    let again = bulletin.run("seal", [""; 0]).ended(0);
    assert!(again.stderr.contains("giống hệt"), "{again:?}");
    assert_eq!(first.stdout, again.stdout);
    assert!(
        first.stdout.contains("press.pdf") && first.stdout.contains("web/index.html")
    );
    bulletin.run("set", ["--issue", "9", "printer=Xưởng in"]).ended(0);
    let other = bulletin.run("seal", [""; 0]).ended(0);
    assert!(!other.stderr.contains("giống hệt"), "other content has a seal of its own");
}
