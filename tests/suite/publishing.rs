//! A web package onto real servers: only what changed, never half, never more than ours.

use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;
use tests::servers::{Kind, Line, May, PASSWORD, Server};
use tests::{Bulletin, Ran, bantin_with, program};

/// A desk from which things are published: a home of its own, and a package.
struct Office {
    folder: TempDir,
}

impl Office {
    /// An office with a small package: two articles, a photo of 300 kB, a front page.
    fn new() -> Self {
        let office = Self { folder: tempfile::tempdir().unwrap() };
        for (path, text) in [
            ("bantin.json", "{}"),
            ("index.html", "<h1>Bản tin</h1>"),
            ("bai/can-tho.html", "<p>Cần Thơ</p>"),
            ("bai/mua-lu.html", "<p>Mùa lũ</p>"),
            ("anh/đò ngang.jpg", &"Đò".repeat(100_000)),
            ("ma/style.css", "p { margin: 0 }"),
            ("rss.xml", "<rss/>"),
        ] {
            office.write(path, text);
        }
        office.seal();
        office
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.folder.path().join("web").join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn remove(&self, path: &str) {
        fs::remove_file(self.folder.path().join("web").join(path)).unwrap();
    }

    /// Writes the list of the package.
    fn seal(&self) {
        let web = self.folder.path().join("web");
        fs::remove_file(web.join("SHA256SUMS")).ok();
        let list: String = self
            .package()
            .iter()
            .map(|(path, bytes)| format!("{}  {path}\n", sum(bytes)))
            .collect();
        fs::write(web.join("SHA256SUMS"), list).unwrap();
    }

    /// Every file of the package, its list too.
    fn package(&self) -> BTreeMap<String, Vec<u8>> {
        let web = self.folder.path().join("web");
        let files = super::whole_path::files(&web).into_iter();
        files.map(|(path, bytes)| (path.to_string_lossy().into_owned(), bytes)).collect()
    }

    /// Publishes with what proves who asks.
    fn publish(&self, server: &Server, port: u16, words: &[&str]) -> Ran {
        let key = server.keys()[0].display().to_string();
        let (address, mut all) = (server.address(port), vec![]);
        if server.kind == Kind::Sftp {
            all.extend(["--key".to_owned(), key]);
        }
        if matches!(server.kind, Kind::Sftp | Kind::SftpByPassword) {
            all.extend(["--accept-host-key".to_owned(), server.fingerprint()]);
        }
        all.extend(words.iter().map(|word| (*word).to_owned()));
        let words: Vec<&str> = all.iter().map(String::as_str).collect();
        self.run(&address, server.password().unwrap_or_default(), &words)
    }

    fn run(&self, to: &str, password: &str, words: &[&str]) -> Ran {
        let home = self.folder.path().display().to_string();
        let config = format!("{home}/config");
        let variables = [
            ("HOME", home.as_str()),
            ("XDG_CONFIG_HOME", &config),
            ("BANTIN_PASSWORD", password),
            ("SSH_AUTH_SOCK", "/nowhere"),
            ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere"),
        ];
        let mut all = vec!["publish", home.as_str(), "--to", to];
        all.extend(words);
        bantin_with(self.folder.path(), &variables, &all)
    }
}

fn sum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Tells a story with each kind of server there is on this machine.
fn each(may: May, story: impl Fn(&Server)) {
    for kind in [Kind::Sftp, Kind::SftpByPassword, Kind::Dav, Kind::S3] {
        if let Some(server) = Server::start(kind, may) {
            let told = catch_unwind(AssertUnwindSafe(|| story(&server)));
            assert!(told.is_ok(), "with {kind:?}");
        }
    }
}

/// What a call with `--json` says it sends and removes.
fn told(ran: &Ran) -> (Vec<String>, Vec<String>) {
    let json = ran.json();
    let list = |value: &serde_json::Value| -> Vec<String> {
        let all = value.as_array().unwrap().iter();
        all.map(|one| one.as_str().unwrap_or_default().to_owned()).collect()
    };
    let send = json["send"].as_array().unwrap().iter();
    let send = send.map(|file| file["path"].as_str().unwrap().to_owned()).collect();
    (send, list(&json["remove"]))
}

#[test]
fn only_what_changed_goes_and_only_what_was_ours_is_removed() {
    each(May::Write, |server| {
        let office = Office::new();
        server.put("cua-toi.txt", "Của người khác".as_bytes());
        let before = server.files();

        let dry = office.publish(server, server.port, &["--dry-run", "--json"]).ended(0);
        assert_eq!(told(&dry).0.len(), 7, "{}", dry.stdout);
        assert_eq!(server.files(), before, "a dry run changed something");

        let first = office.publish(server, server.port, &["--json"]).ended(0);
        let order = told(&first).0;
        assert_eq!(order, told(&dry).0, "a dry run says what would happen");
        let at = |path: &str| order.iter().position(|sent| sent == path).unwrap();
        assert!(at("anh/đò ngang.jpg") < at("bai/can-tho.html"), "{order:?}");
        assert!(at("bai/mua-lu.html") < at("index.html"), "{order:?}");
        let mut expected = office.package();
        expected.insert("cua-toi.txt".to_owned(), "Của người khác".into());
        assert_eq!(server.files(), expected);

        let line = Line::to(server.port, u64::MAX);
        let again = office.publish(server, line.port, &["--json"]).ended(0);
        assert_eq!(told(&again), (vec![], vec![]));
        assert!(line.carried() < 20_000, "{} bytes for nothing", line.carried());
        assert!(line.brought() < 20_000, "{} bytes read back", line.brought());

        office.write("bai/mua-lu.html", "<p>Mùa lũ về</p>");
        office.seal();
        let changed = office.publish(server, server.port, &["--json"]).ended(0);
        assert_eq!(told(&changed), (vec!["bai/mua-lu.html".to_owned()], vec![]));

        office.remove("bai/mua-lu.html");
        office.remove("anh/đò ngang.jpg");
        office.seal();
        let fewer = office.publish(server, server.port, &["--json"]).ended(0);
        let gone = ["anh/đò ngang.jpg", "bai/mua-lu.html"].map(str::to_owned).to_vec();
        assert_eq!(told(&fewer), (vec![], gone));
        let mut expected = office.package();
        expected.insert("cua-toi.txt".to_owned(), "Của người khác".into());
        assert_eq!(server.files(), expected);
    });
}

#[test]
fn what_broke_off_goes_on_where_it_stopped() {
    each(May::Write, |server| {
        let office = Office::new();
        for i in 0..4 {
            let photo = format!("{i}").repeat(300_000);
            office.write(&format!("anh/{i}.jpg"), &photo);
        }
        office.seal();
        let line = Line::to(server.port, 800_000);
        let broken = office.publish(server, line.port, &[]).ended(1);
        assert!(broken.sentence().contains("đăng lại"), "{}", broken.stderr);
        let half = server.files();
        assert!(half.contains_key("anh/0.jpg") && half.contains_key("anh/1.jpg"));
        assert!(!half.contains_key("index.html") && !half.contains_key("SHA256SUMS"));
        let whole = office.package();
        for (path, bytes) in &half {
            let is_record =
                [".bantin-upload", "SHA256SUMS.part"].contains(&path.as_str());
            assert!(is_record || whole[path] == *bytes, "half a file: {path}");
        }

        let line = Line::to(server.port, u64::MAX);
        let rest = office.publish(server, line.port, &["--json"]).ended(0);
        let (sent, _) = told(&rest);
        assert!(!sent.contains(&"anh/0.jpg".to_owned()), "{sent:?}");
        assert!(!sent.contains(&"anh/1.jpg".to_owned()), "{sent:?}");
        assert_eq!(rest.json()["resumes"], true);
        assert!(line.carried() < 1_300_000, "{} bytes", line.carried());
        assert_eq!(server.files(), whole);
    });
}

#[test]
fn going_back_after_a_break_trusts_no_record() {
    each(May::Write, |server| {
        let office = Office::new();
        office.publish(server, server.port, &[]).ended(0);
        let good = office.package();
        // Another upload had begun, replaced one page, left one that is new, and broke.
        let list = String::from_utf8(good["SHA256SUMS"].clone()).unwrap();
        let (page, fresh) = ("<p>Cần thơ 2</p>", "<p>Mới</p>");
        let more = format!(
            "{list}{}  bai/can-tho.html\n{}  bai/moi.html\n",
            sum(page.as_bytes()),
            sum(fresh.as_bytes()),
        );
        server.put("SHA256SUMS.part", more.as_bytes());
        server.put("bai/can-tho.html", page.as_bytes());
        server.put("bai/moi.html", fresh.as_bytes());

        let back = office.publish(server, server.port, &["--json"]).ended(0);
        let gone = vec!["bai/moi.html".to_owned()];
        assert_eq!(told(&back), (vec!["bai/can-tho.html".to_owned()], gone));
        assert_eq!(server.files(), good);
    });
}

#[test]
fn a_hostile_list_leads_to_nothing_outside() {
    each(May::Write, |server| {
        let office = Office::new();
        server.put("../ngoai.txt", b"outside");
        server.put("bai/cu.html", b"old");
        let list: String = ["../ngoai.txt", "bai/../../ngoai.txt", "/etc/hostname"]
            .into_iter()
            .chain(["bai/cu.html", "bantin.json", "..\\ngoai.txt", "SHA256SUMS"])
            .map(|path| format!("{}  {path}\n", sum(b"x")))
            .collect();
        server.put("SHA256SUMS", list.as_bytes());
        let ran = office.publish(server, server.port, &["--json"]).ended(0);
        assert_eq!(told(&ran).1, ["bai/cu.html"]);
        let mut expected = office.package();
        expected.insert("../ngoai.txt".to_owned(), b"outside".to_vec());
        assert_eq!(server.files(), expected);
    });
}

#[test]
fn pages_of_somebody_else_and_sites_of_all_issues_are_left_alone() {
    each(May::Write, |server| {
        let office = Office::new();
        server.put("index.html", b"theirs");
        let before = server.files();
        let refused = office.publish(server, server.port, &[]).ended(1);
        assert!(refused.sentence().contains("--replace"), "{}", refused.stderr);
        assert_eq!(server.files(), before);
        // A list of something else is no reason to remove what it names.
        let foreign = format!("{}  debian.iso\n", sum(b"iso"));
        server.put("SHA256SUMS", foreign.as_bytes());
        server.put("debian.iso", b"iso");
        office.publish(server, server.port, &[]).ended(1);
        office.publish(server, server.port, &["--replace"]).ended(0);
        assert_eq!(server.files()["debian.iso"], b"iso");
        assert_eq!(server.files()["index.html"], office.package()["index.html"]);

        // One folder more: the site of all issues, each with a list of its own.
        for path in ["so-8/index.html", "so-8/bantin.json"] {
            office.write(path, "{}");
        }
        let web = office.folder.path().join("web");
        let list = format!("{}  bantin.json\n{}  index.html\n", sum(b"{}"), sum(b"{}"));
        fs::write(web.join("so-8/SHA256SUMS"), list).unwrap();
        office.publish(server, server.port, &[]).ended(0);
        for path in ["so-8/index.html", "so-8/SHA256SUMS", "so-8/bantin.json"] {
            assert_eq!(server.files()[path], office.package()[path], "{path}");
        }
        fs::remove_dir_all(web.join("so-8")).unwrap();
        let refused = office.publish(server, server.port, &[]).ended(1);
        assert!(refused.sentence().contains("mọi số"), "{}", refused.stderr);
        assert!(server.files().contains_key("so-8/index.html"));
    });
}

#[test]
fn who_is_not_let_in_is_told_so_and_the_password_is_not() {
    each(May::Write, |server| {
        let office = Office::new();
        let address = server.address(server.port);
        let (wrong, ran) = ("Sai-mật-khẩu-91", server.keys()[1].display().to_string());
        let ran = match server.kind {
            Kind::Sftp => {
                let print = server.fingerprint();
                let words = ["--key", &ran, "--accept-host-key", &print];
                office.run(&address, "", &words)
            }
            Kind::SftpByPassword => {
                let print = server.fingerprint();
                office.run(&address, wrong, &["--accept-host-key", &print])
            }
            _ => office.run(&address, wrong, &[]),
        };
        let ran = ran.ended(1);
        assert!(ran.sentence().contains("không cho"), "{}", ran.stderr);
        let said = format!("{}{}", ran.stdout, ran.stderr);
        assert!(!said.contains(wrong) && !said.contains(PASSWORD), "{said}");
        assert!(server.files().is_empty());
        // Nothing at all to prove it with.
        let nothing = office.run(&address, "", &[]).ended(1);
        assert!(!nothing.sentence().is_empty());
    });
}

#[test]
fn a_folder_that_may_not_be_written_is_said() {
    each(May::Read, |server| {
        let office = Office::new();
        if server.kind != Kind::S3 {
            server.put("có sẵn.txt", b"x");
        }
        let before = (server.kind != Kind::S3).then(|| server.files());
        let ran = office.publish(server, server.port, &[]).ended(1);
        assert!(ran.sentence().contains("không cho"), "{}", ran.stderr);
        assert_eq!((server.kind != Kind::S3).then(|| server.files()), before);
    });
}

#[test]
fn a_full_server_is_said() {
    let Some(server) = Server::start(Kind::Sftp, May::WriteLittle) else { return };
    let office = Office::new();
    office.write("anh/lon.jpg", &"x".repeat(500_000));
    office.seal();
    let ran = office.publish(&server, server.port, &[]).ended(1);
    assert!(ran.sentence().contains("không còn chỗ"), "{}", ran.stderr);
}

#[test]
fn a_server_is_known_by_its_key() {
    let Some(mut server) = Server::start(Kind::Sftp, May::Write) else { return };
    let office = Office::new();
    let (address, key) = (server.address(server.port), server.keys()[0].clone());
    let key = key.display().to_string();
    let print = server.fingerprint();

    let unknown = office.run(&address, "", &["--key", &key]).ended(1);
    assert!(unknown.sentence().contains(&print), "{}", unknown.stderr);
    let other = "SHA256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    office.run(&address, "", &["--key", &key, "--accept-host-key", other]).ended(1);
    assert!(server.files().is_empty());
    let words = ["--key", &key, "--accept-host-key", &print, "--dry-run"];
    office.run(&address, "", &words).ended(0);
    // Accepted once, known from then on.
    office.run(&address, "", &["--key", &key]).ended(0);
    let before = server.files();

    server.change_key();
    let new = server.fingerprint();
    assert_ne!(new, print);
    office.write("index.html", "<h1>Khác</h1>");
    office.seal();
    for words in [vec!["--key", &key], vec!["--key", &key, "--accept-host-key", &new]] {
        let changed = office.run(&address, "", &words).ended(1);
        assert!(changed.sentence().contains("khóa khác trước"), "{}", changed.stderr);
    }
    assert_eq!(server.files(), before);
}

#[test]
fn an_agent_lets_in_too() {
    let Some(server) = Server::start(Kind::Sftp, May::Write) else { return };
    let office = Office::new();
    let script = format!(
        "ssh-add -q {key} && $BANTIN publish {dir} --to \"{to}\" --accept-host-key {print}",
        key = server.keys()[0].display(),
        dir = office.folder.path().display(),
        to = server.address(server.port),
        print = server.fingerprint(),
    );
    let ran = Command::new("ssh-agent")
        .args(["sh", "-c", &script])
        .env("BANTIN", program())
        .env("HOME", office.folder.path())
        .env("XDG_CONFIG_HOME", office.folder.path())
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere")
        .env_remove("BANTIN_PASSWORD")
        .output()
        .unwrap();
    assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    assert_eq!(server.files(), office.package());
}

#[test]
fn a_kept_place_is_entered_with_the_password_of_the_keychain() {
    let has = |name: &str| Path::new("/usr/bin").join(name).is_file();
    let Some(server) = Server::start(Kind::Dav, May::Write) else { return };
    if !has("gnome-keyring-daemon") || !has("dbus-run-session") {
        return;
    }
    let office = Office::new();
    let script = format!(
        "echo -n x | gnome-keyring-daemon --unlock --components=secrets > /dev/null
         BANTIN_PASSWORD={PASSWORD} $BANTIN publish . --to \"{to}\" --keep cổng || exit 11
         echo '<p>2</p>' > web/index.html
         $BANTIN publish . --to cổng && exit 12
         grep -v index.html web/SHA256SUMS > s; sha256sum web/index.html | sed s,web/,, >> s
         mv s web/SHA256SUMS
         $BANTIN publish . --to cổng || exit 13
         $BANTIN publish --to cổng --forget || exit 14
         $BANTIN publish . --to \"{to}\" && exit 15
         $BANTIN publish . --to cổng; test $? = 2 || exit 16",
        to = server.address(server.port),
    );
    let ran = Command::new("dbus-run-session")
        .args(["--", "sh", "-c", &script])
        .current_dir(office.folder.path())
        .env("BANTIN", program())
        .env("BANTIN_LANG", "vi")
        .env("HOME", office.folder.path())
        .env("XDG_CONFIG_HOME", office.folder.path().join("config"))
        .env("XDG_DATA_HOME", office.folder.path().join("data"))
        .env("XDG_RUNTIME_DIR", office.folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(0), "{said}");
    assert_eq!(server.files()["index.html"], b"<p>2</p>\n");
    // It stands in no file of ours.
    for (path, bytes) in super::whole_path::files(&office.folder.path().join("config")) {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(PASSWORD), "{}", path.display());
    }
    assert!(!said.contains(PASSWORD), "{said}");
}

#[test]
fn what_cannot_be_asked_is_refused_before_anybody_is_called() {
    let office = Office::new();
    for to in ["cổng tỉnh", "ftp://a.vn/x", "https://ai:Bí-mật-7k2@a.vn/x"] {
        let ran = office.run(to, "", &[]).ended(2);
        assert!(!ran.sentence().contains(PASSWORD), "{}", ran.stderr);
    }
    let plain = office.run("http://ai@10.255.255.1/x", PASSWORD, &[]).ended(1);
    assert!(plain.sentence().contains("--plain-http"), "{}", plain.stderr);
    assert!(!plain.stderr.contains(PASSWORD));
    let nobody = office.run("http://ai@127.0.0.1:9/x", PASSWORD, &[]).ended(1);
    assert!(nobody.sentence().contains("không trả lời"), "{}", nobody.stderr);

    // A package that was changed after its export is not what was approved.
    office.write("index.html", "<h1>Sửa tay</h1>");
    let Some(server) = Server::start(Kind::Dav, May::Write) else { return };
    let changed = office.publish(&server, server.port, &[]).ended(1);
    assert!(changed.sentence().contains("index.html"), "{}", changed.stderr);
    assert!(!server.files().contains_key("index.html"));
    fs::remove_file(office.folder.path().join("web/SHA256SUMS")).unwrap();
    let none = office.publish(&server, server.port, &[]).ended(1);
    assert!(none.sentence().contains("gói web"), "{}", none.stderr);
}

#[test]
fn an_exported_issue_is_published_whole() {
    let Some(server) = Server::start(Kind::Sftp, May::Write) else { return };
    let bulletin = Bulletin::with_seed();
    let out = bulletin.export("out", &["--as", "web"]);
    let office = Office { folder: tempfile::tempdir().unwrap() };
    fs::rename(out.join("web"), office.folder.path().join("web")).unwrap();
    office.publish(&server, server.port, &[]).ended(0);
    assert_eq!(server.files(), office.package());
}
