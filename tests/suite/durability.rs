//! What happens to a bulletin when everything goes wrong: the program is stopped, the
//! disk is full, the file is read only, replaced, removed, or open twice.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tests::{Bulletin, bantin, program};

/// A person who never stops typing, in a process of their own.
struct Typist {
    process: Child,
    heard: Arc<Mutex<Vec<(Instant, String, u64)>>>,
}

impl Typist {
    fn begin(file: &Path) -> Self {
        let folder = program().parent().unwrap().join("examples");
        let example = folder.join(format!("typist{}", std::env::consts::EXE_SUFFIX));
        assert!(example.exists(), "{} is missing: build all targets", example.display());
        let mut process = Command::new(example)
            .arg(file)
            .env("XDG_CACHE_HOME", file.parent().unwrap().join("cache"))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let heard = Arc::new(Mutex::new(Vec::new()));
        let (said, into) = (process.stdout.take().unwrap(), Arc::clone(&heard));
        std::thread::spawn(move || {
            for line in BufReader::new(said).lines().map_while(Result::ok) {
                let Some((what, number)) = line.split_once(' ') else { continue };
                let number = number.parse().unwrap();
                into.lock().unwrap().push((Instant::now(), what.to_owned(), number));
            }
        });
        Self { process, heard }
    }

    /// Waits until the person has typed something that was saved.
    fn at_work(&self) {
        let begun = Instant::now();
        while !self.heard.lock().unwrap().iter().any(|(_, what, _)| what == "saved") {
            assert!(begun.elapsed() < Duration::from_secs(60), "nothing was saved");
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Stops the process at once. Returns the last number it said was saved, and the
    /// last one typed a second before.
    fn kill(mut self) -> (u64, u64) {
        let now = Instant::now();
        self.process.kill().unwrap();
        self.process.wait().unwrap();
        let heard = self.heard.lock().unwrap();
        let saved = heard.iter().filter(|(_, what, _)| what == "saved");
        let old = heard.iter().filter(|(at, what, _)| {
            what == "typed" && now.duration_since(*at) > Duration::from_secs(1)
        });
        let last = |numbers: Vec<u64>| numbers.into_iter().max().unwrap_or_default();
        (
            last(saved.map(|(_, _, number)| *number).collect()),
            last(old.map(|(_, _, number)| *number).collect()),
        )
    }
}

/// The last number that stands in the file.
fn last_number(bulletin: &Bulletin) -> u64 {
    let to = bulletin.folder().join("chu");
    let _ = fs::remove_file(&to);
    let found = bulletin.run("versions", ["--keep", "", "--json"]).ended(0).json();
    let version = found["version"].to_string();
    let compared = bulletin
        .run("versions", ["--compare", "1", "--with", &version, "--json"])
        .ended(0)
        .json();
    let texts: String = compared["articles"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|article| article["pieces"].as_array().unwrap())
        .filter(|piece| piece["kind"] != "removed")
        .map(|piece| piece["text"].as_str().unwrap())
        .collect();
    texts
        .split_whitespace()
        .filter_map(|word| word.parse().ok())
        .max()
        .unwrap_or_default()
}

/// Where things stand before the first word: version 1 is the empty issue.
fn bulletin() -> Bulletin {
    let bulletin = Bulletin::with_issue();
    bulletin.run("versions", ["--keep", "trống"]).ended(0);
    bulletin
}

#[track_caller]
fn check_sound(bulletin: &Bulletin) {
    let to = bulletin.folder().join("kiem-tra.bantin");
    let found = bulletin.run("repair", ["kiem-tra.bantin", "--json"]).ended(0).json();
    assert_eq!((&found["sound"], &found["lost"]), (&true.into(), &serde_json::json!([])));
    fs::remove_file(to).unwrap();
}

/// How many rounds: more in `cargo xtask bench`.
fn rounds() -> u32 {
    std::env::var("BANTIN_ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(30)
}

#[test]
fn a_killed_program_loses_less_than_a_second() {
    let bulletin = bulletin();
    let mut random = 0x2545_F491_4F6C_DD1D_u64;
    for round in 0..rounds() {
        let typist = Typist::begin(&bulletin.file());
        typist.at_work();
        random = random.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(1);
        std::thread::sleep(Duration::from_micros((random >> 33) % 700_000));
        let (saved, old) = typist.kill();
        // Readers look at it at once, whatever the killed program left.
        bulletin.run("search", ["x"]).ended(0);
        let found = last_number(&bulletin);
        assert!(found >= saved, "round {round}: {saved} was saved, {found} is there");
        assert!(found >= old, "round {round}: {old} is older than a second, not {found}");
        bulletin.run("undo", [""; 0]).ended(0);
        bulletin.run("redo", [""; 0]).ended(0);
        assert_eq!(last_number(&bulletin), found, "round {round}: undo and redo");
        if round % 10 == 0 {
            check_sound(&bulletin);
        }
        // A thousand take long: whoever waits sees how far it is.
        if round % 50 == 49 {
            eprintln!("{} rounds held, {found} words", round + 1);
        }
    }
    check_sound(&bulletin);
    let names = names(bulletin.folder());
    assert!(names.iter().all(|name| !name.contains("lock") && !name.contains("journal")));
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn a_second_writer_is_told_who_has_the_file_and_readers_read() {
    let bulletin = bulletin();
    let typist = Typist::begin(&bulletin.file());
    typist.at_work();
    let before = bulletin.run("history", [""; 0]).ended(0).stdout;
    for words in [vec!["set", "b.bantin", "tagline=X"], vec!["undo", "b.bantin"]] {
        let ran = bantin(bulletin.folder(), &words).ended(1);
        let said = ran.sentence();
        assert!(said.contains("đang mở") && said.contains("b.bantin"), "{said}");
    }
    for (verb, words) in [
        ("check", vec!["--json"]),
        ("search", vec!["bài", "--json"]),
        ("set", vec![]),
        ("versions", vec![]),
        ("export", vec!["--to", "out", "--as", "screen"]),
        ("copy", vec!["ban-sao.bantin"]),
    ] {
        let ran = bulletin.run(verb, &words);
        assert!([0, 3].contains(&ran.code), "{verb}: {ran:?}");
    }
    assert!(bulletin.folder().join("out/screen.pdf").exists());
    typist.kill();
    // Dead, and blocks nobody.
    bantin(bulletin.folder(), ["set", "ban-sao.bantin", "tagline=X"]).ended(0);
    bulletin.run("set", ["tagline=X"]).ended(0);
    assert_ne!(bulletin.run("history", [""; 0]).ended(0).stdout, before);
}

#[test]
#[cfg(unix)]
fn a_file_that_is_removed_or_replaced_is_said_and_not_written_into() {
    for replaced in [false, true] {
        let bulletin = bulletin();
        let typist = Typist::begin(&bulletin.file());
        typist.at_work();
        let other = Bulletin::new();
        let bytes = other.bytes();
        if replaced {
            let beside = bulletin.beside("khac.bantin", &bytes);
            fs::rename(beside, bulletin.file()).unwrap();
        } else {
            fs::remove_file(bulletin.file()).unwrap();
        }
        let said = ended(typist);
        assert!(said.contains("edit.moved"), "{said}");
        if replaced {
            assert!(bulletin.bytes() == bytes, "another file was written into");
        } else {
            assert!(!bulletin.file().exists());
        }
    }
}

/// Waits until the typist gives up, and what it said then.
#[cfg(unix)]
fn ended(mut typist: Typist) -> String {
    use std::io::Read;
    let begun = Instant::now();
    while typist.process.try_wait().unwrap().is_none() {
        assert!(begun.elapsed() < Duration::from_secs(30), "nothing was noticed");
        std::thread::sleep(Duration::from_millis(20));
    }
    let mut said = String::new();
    typist.process.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    said
}

/// A small disk of its own, in a world of its own where that may be mounted.
#[cfg(target_os = "linux")]
fn on_a_small_disk(script: &str) -> Option<(i32, String)> {
    let place = tempfile::tempdir().unwrap();
    let may = Command::new("unshare").args(["-Urm", "true"]).output();
    if !may.is_ok_and(|ran| ran.status.success()) {
        // A machine that allows no such worlds cannot try this.
        return None;
    }
    let script =
        format!("mount -t tmpfs -o size=1200k none . && cd \"$PWD\" && {script}");
    let ran = Command::new("unshare")
        .args(["-Urm", "sh", "-c", &script])
        .current_dir(place.path())
        .env("BANTIN", program())
        .env("BANTIN_LANG", "vi")
        .env("XDG_CACHE_HOME", "/nowhere")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&ran.stderr).into_owned()
        + &String::from_utf8_lossy(&ran.stdout);
    Some((ran.status.code().unwrap_or(128), said))
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_said_and_damages_nothing() {
    let script = "$BANTIN new b.bantin --name A && $BANTIN issue b.bantin --number 1 \
        --date 2021-02-27 && cp b.bantin before && head -c 2000000 /dev/zero > fill; \
        $BANTIN set b.bantin tagline=X; echo code $?; rm fill; \
        cmp b.bantin before && $BANTIN set b.bantin tagline=X && \
        $BANTIN repair b.bantin c.bantin --json; ls -A";
    let Some((_, said)) = on_a_small_disk(script) else { return };
    assert!(said.contains("code 1") && said.contains("đã đầy"), "{said}");
    assert!(!said.contains("differ") && said.contains("\"sound\": true"), "{said}");
    assert!(!said.contains("journal") && !said.contains(".lock"), "{said}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_disk_that_takes_no_writing_is_said_and_read() {
    let script = "$BANTIN new b.bantin --name A && $BANTIN issue b.bantin --number 1 \
        --date 2021-02-27 && mount -o remount,ro none . && \
        { $BANTIN set b.bantin tagline=X; echo code $?; \
        $BANTIN set b.bantin > /dev/null; echo read $?; $BANTIN check b.bantin >/dev/null; \
        echo check $?; }";
    let Some((_, said)) = on_a_small_disk(script) else { return };
    assert!(said.contains("code 1") && said.contains("không ghi được"), "{said}");
    assert!(said.contains("read 0") && said.contains("check 3"), "{said}");
}

#[test]
#[cfg(target_os = "linux")]
fn a_file_or_a_folder_that_takes_no_writing_is_said_and_read() {
    let make = "$BANTIN new b.bantin --name A && $BANTIN issue b.bantin --number 1 \
        --date 2021-02-27 && cp b.bantin before && ";
    // The file alone, in a folder that may be written; then the folder alone.
    let file = "mount --bind b.bantin b.bantin && mount -o remount,bind,ro b.bantin; ";
    let folder = "mkdir keep d && mv b.bantin keep && touch d/b.bantin && \
        mount --bind d d && mount -o remount,bind,ro d && \
        mount --bind keep/b.bantin d/b.bantin && cd d; ";
    for (place, left) in [(file, "left b.bantin before"), (folder, "left b.bantin")] {
        let script = format!(
            "{make}{place} $BANTIN set b.bantin tagline=X; echo code $?; \
             $BANTIN set b.bantin > /dev/null; echo read $?; \
             cmp b.bantin before 2>&1 || cmp b.bantin ../before; echo left $(ls -A)"
        );
        let Some((_, said)) = on_a_small_disk(&script) else { return };
        assert!(said.contains("code 1") && said.contains("không ghi được"), "{said}");
        assert!(said.contains("read 0") && said.contains(left), "{said}");
        assert!(!said.contains("differ"), "{said}");
    }
}

#[test]
fn a_clock_that_was_put_back_changes_nothing() {
    let bulletin = bulletin();
    bulletin.run("set", ["tagline=Một"]).ended(0);
    // A lock of another machine, written in what is now the future.
    let lock = bulletin.beside(
        ".b.bantin.lock",
        r#"{"machine":"PC-03","person":"A","process":1,"since":1,"token":"a"}"#,
    );
    let soon = std::time::SystemTime::now() + Duration::from_secs(7200);
    fs::File::options().write(true).open(&lock).unwrap().set_modified(soon).unwrap();
    bulletin.run("set", ["tagline=Hai"]).ended(0);
    assert!(!lock.exists());
    bulletin.run("undo", [""; 0]).ended(0);
    let fields = bulletin.run("set", [""; 0]).ended(0).stdout;
    assert!(fields.contains("tagline=Một"), "{fields}");
}

#[test]
fn a_damaged_bulletin_is_repaired_beside_itself() {
    let bulletin = Bulletin::with_seed();
    let mut bytes = bulletin.bytes();
    let end = bytes.len() - 5000;
    bytes.truncate(end);
    let damaged: PathBuf = bulletin.beside("hong.bantin", &bytes);
    let folder = bulletin.folder();
    let ran = bantin(folder, ["check", "hong.bantin"]).ended(1);
    assert!(ran.sentence().contains("hong.bantin"));
    bantin(folder, ["repair", "hong.bantin", "cuu.bantin"]).ended(0);
    assert_eq!(fs::read(damaged).unwrap(), bytes);
    bantin(folder, ["search", "cuu.bantin", "hau giang"]).ended(0);
    let ran = bantin(folder, ["repair", "hong.bantin", "cuu.bantin"]).ended(1);
    assert!(ran.sentence().contains("cuu.bantin"), "a file is never replaced");
}
