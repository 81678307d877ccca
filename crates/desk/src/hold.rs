//! Who has a bulletin open for writing: said in a small file beside it.
//!
//! Two people who write in one file would not damage it, but each would see the words
//! of the other appear and take back each other's steps. So the first one holds the
//! file, and the next one is told who that is and offered to read it or to take a copy.
//! This is apart from the locks of the database, which last for one edit: readers are
//! never kept out.
//!
//! The file is `.<name>.lock`, JSON, for people to read as well. It goes when the
//! bulletin is closed. What a stopped program leaves behind blocks nobody:
//! - On the same machine the holder also keeps a lock of the operating system on a
//!   file of its own in the temporary folder. The system lets go of it when the process
//!   ends, however it ends. One that is still finishing its work has said so in the lock
//!   file ([`leaving`]), and whoever comes next waits for it.
//! - From elsewhere only the age of the file tells. The holder writes it anew every
//!   [`BEAT`]; after [`STALE`] without that it is nobody's. The age is taken from the
//!   clock of the file system that keeps both files, never from ours: clocks differ.
//!
//! Invariants:
//! - A holder that was taken for gone and comes back (a laptop that slept) does not
//!   write any more: it looks before every edit.
//! - Within one process a file can be held several times; the last one lets go.

use crate::failure::Failure;
use serde::{Deserialize, Serialize};
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread::JoinHandle;
use std::time::Duration;

/// How often a holder says that it is still there.
const BEAT: Duration = Duration::from_secs(10);

/// A holder on another machine that said nothing for so long is gone.
const STALE: Duration = Duration::from_secs(30);

/// How long the next one waits for a holder on this machine, which may be just closing
/// the file, and for one that said that it is about to end.
const PATIENCE: Duration = Duration::from_secs(2);
const PATIENCE_LEAVING: Duration = Duration::from_secs(30);
const GLANCE: Duration = Duration::from_millis(100);

/// A bulletin held for writing, for as long as the value lives.
pub(crate) struct Hold(Arc<Held>);

struct Held {
    file: PathBuf,
    lock: PathBuf,
    note: Note,
    /// Locked by the operating system while this process lives.
    _alive: Option<File>,
    alive_path: PathBuf,
    pulse: Option<(Sender<()>, JoinHandle<()>)>,
}

/// What the lock file says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Note {
    machine: String,
    person: String,
    process: u32,
    /// Seconds since 1970 when the file was opened, on the clock of the holder.
    since: i64,
    /// Tells one holding from every other.
    token: String,
    /// The program is about to end.
    #[serde(default)]
    leaving: bool,
}

/// What is held in this process.
static HELD: Mutex<Vec<Weak<Held>>> = Mutex::new(Vec::new());

/// Says of every file held here that it is about to be let go: the program ends, though
/// what it is still at may take a moment. Waits for nobody.
pub fn leaving() {
    // Who has it is about to open another file, and will find the program gone.
    let Ok(held) = HELD.try_lock() else { return };
    for held in held.iter().filter_map(Weak::upgrade) {
        if read(&held.lock).is_some_and(|note| note.token == held.note.token) {
            let _ = write_again(&held.lock, &Note { leaving: true, ..held.note.clone() });
        }
    }
}

impl Hold {
    /// Holds the bulletin at `file` for writing.
    ///
    /// # Errors
    ///
    /// `lock.held` and `lock.held_here`, naming the holder; `open.read_only` when the
    /// folder takes no file; those of a disk that refuses.
    pub(crate) fn claim(file: &Path) -> Result<Self, Failure> {
        let file = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
        let mut held = HELD.lock().unwrap_or_else(PoisonError::into_inner);
        held.retain(|held| held.strong_count() > 0);
        let known = held.iter().filter_map(Weak::upgrade).find(|held| held.file == file);
        if let Some(known) = known {
            return Ok(Self(known));
        }
        let claimed = Arc::new(claim(file)?);
        held.push(Arc::downgrade(&claimed));
        Ok(Self(claimed))
    }

    /// Makes sure that nobody took over meanwhile.
    ///
    /// # Errors
    ///
    /// `lock.lost`, naming who has the file now.
    pub(crate) fn check(&self) -> Result<(), Failure> {
        match read(&self.0.lock) {
            Some(note) if note.token != self.0.note.token => {
                Err(about("lock.lost", &self.0.file, Some(&note)))
            }
            // A lock file that somebody removed is put back by the next beat.
            _ => Ok(()),
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if let Some((stop, thread)) = self.pulse.take() {
            drop(stop);
            let _ = thread.join();
        }
        if read(&self.lock).is_some_and(|note| note.token == self.note.token) {
            let _ = fs::remove_file(&self.lock);
        }
        let _ = fs::remove_file(&self.alive_path);
    }
}

fn claim(file: PathBuf) -> Result<Held, Failure> {
    let note = Note {
        machine: machine(),
        person: person(),
        process: std::process::id(),
        since: crate::clock::now().as_unix(),
        token: uuid::Uuid::new_v4().to_string(),
        leaving: false,
    };
    let lock = lock_path(&file);
    let alive_path = alive_path(&note.token);
    // Where the temporary folder takes no file, the beat alone must do.
    let alive = File::create(&alive_path).ok();
    let alive = alive.filter(|alive| alive.try_lock().is_ok());
    let written = write_first(&lock, &note, &file);
    if let Err(failure) = written {
        let _ = fs::remove_file(&alive_path);
        return Err(failure);
    }
    let pulse = beating(lock.clone(), note.clone());
    Ok(Held { file, lock, note, _alive: alive, alive_path, pulse })
}

/// Puts our lock file there, over one that is nobody's any more.
fn write_first(lock: &Path, note: &Note, file: &Path) -> Result<(), Failure> {
    let mut waited = Duration::ZERO;
    let mut tries = 3;
    while tries > 0 {
        match create(lock, note) {
            Ok(()) => return Ok(()),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(unwritable(file, &error)),
        }
        let standing = read(lock);
        if is_alive(lock, standing.as_ref(), &note.machine) {
            let here = standing.as_ref().is_some_and(|s| s.machine == note.machine);
            let leaving = standing.as_ref().is_some_and(|s| s.leaving);
            if here && waited < if leaving { PATIENCE_LEAVING } else { PATIENCE } {
                waited += GLANCE;
                std::thread::sleep(GLANCE);
                continue;
            }
            let code = if here { "lock.held_here" } else { "lock.held" };
            return Err(about(code, file, standing.as_ref()));
        }
        tries -= 1;
        take_away(lock, standing.as_ref(), &note.token);
    }
    Err(about("lock.held", file, read(lock).as_ref()))
}

fn create(lock: &Path, note: &Note) -> io::Result<()> {
    let mut made = File::create_new(lock)?;
    let written = made.write_all(text_of(note).as_bytes());
    if written.is_err() {
        drop(made);
        let _ = fs::remove_file(lock);
    }
    written
}

/// Removes a lock file that is nobody's, unless somebody else was quicker: what was
/// moved away is looked at again.
fn take_away(lock: &Path, standing: Option<&Note>, token: &str) {
    let aside = lock.with_extension(format!("lock-{token}"));
    if fs::rename(lock, &aside).is_err() {
        return;
    }
    if read(&aside).as_ref() == standing {
        if let Some(standing) = standing {
            let _ = fs::remove_file(alive_path(&standing.token));
        }
        let _ = fs::remove_file(&aside);
    } else {
        let _ = fs::rename(&aside, lock);
    }
}

/// Whether the holder is still at work.
fn is_alive(lock: &Path, standing: Option<&Note>, machine: &str) -> bool {
    if let Some(note) = standing.filter(|note| note.machine == machine) {
        match File::open(alive_path(&note.token)).map(|alive| alive.try_lock()) {
            Ok(Ok(())) => return false,
            Ok(Err(TryLockError::WouldBlock)) => return !is_dying(note.process),
            // Another person's temporary folder, or a system that restarted.
            Ok(Err(TryLockError::Error(_))) | Err(_) => {}
        }
    }
    age(lock).is_none_or(|age| age < STALE)
}

/// Whether a process was ended from outside and the system is still clearing up after it,
/// which may take seconds on a busy machine. Only Linux tells.
fn is_dying(process: u32) -> bool {
    let told = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // Its name stands in brackets before and may hold anything.
    let state = told.rsplit_once(") ").and_then(|(_, rest)| rest.chars().next());
    matches!(state, Some('Z' | 'X'))
}

/// How long ago the lock file was written, on the clock of its file system. A time to
/// come is an old one: that clock was put back, and a holder writes soon again.
fn age(lock: &Path) -> Option<Duration> {
    let written = fs::metadata(lock).and_then(|found| found.modified()).ok()?;
    let folder = lock.parent().filter(|folder| !folder.as_os_str().is_empty());
    let probe = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new("."))).ok()?;
    // Some systems write the time with the first byte.
    probe.as_file().write_all(b"\n").ok()?;
    let now = fs::metadata(probe.path()).and_then(|found| found.modified()).ok()?;
    Some(match now.duration_since(written) {
        Ok(age) => age,
        Err(ahead) if ahead.duration() < STALE => Duration::ZERO,
        Err(_) => Duration::MAX,
    })
}

/// Says every [`BEAT`] that we are here, until the sender is dropped.
fn beating(lock: PathBuf, note: Note) -> Option<(Sender<()>, JoinHandle<()>)> {
    let (stop, stopped) = mpsc::channel();
    let thread = std::thread::Builder::new().name("hold".into()).spawn(move || {
        while stopped.recv_timeout(BEAT) == Err(RecvTimeoutError::Timeout) {
            match read(&lock) {
                Some(standing) if standing.token != note.token => return,
                Some(standing) => {
                    let _ = write_again(&lock, &standing);
                }
                None => {
                    let _ = create(&lock, &note);
                }
            }
        }
    });
    Some((stop, thread.ok()?))
}

/// Writes over the old words with as many new ones: nobody ever reads half of them.
fn write_again(lock: &Path, note: &Note) -> io::Result<()> {
    File::options().write(true).open(lock)?.write_all(text_of(note).as_bytes())
}

fn read(lock: &Path) -> Option<Note> {
    serde_json::from_slice(&fs::read(lock).ok()?).ok()
}

fn text_of(note: &Note) -> String {
    let text = serde_json::to_string_pretty(note).expect("plain values become JSON");
    // Equally long whatever it says.
    text + if note.leaving { " \n" } else { "\n" }
}

/// `hau-giang.bantin` is held by `.hau-giang.bantin.lock`.
fn lock_path(file: &Path) -> PathBuf {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    file.with_file_name(format!(".{name}.lock"))
}

fn alive_path(token: &str) -> PathBuf {
    // Tokens come from files that anybody may have written.
    let token: String =
        token.chars().filter(|c| c.is_ascii_hexdigit() || *c == '-').take(40).collect();
    std::env::temp_dir().join(format!("bantin-{token}.alive"))
}

fn about(code: &'static str, file: &Path, note: Option<&Note>) -> Failure {
    let (machine, person, since) = match note {
        Some(note) => {
            let since = store::Timestamp::from_unix(note.since);
            (note.machine.as_str(), note.person.as_str(), crate::clock::told(since))
        }
        None => ("?", "", "?".to_owned()),
    };
    // A person without a name is not spoken of.
    let person = if person.is_empty() { String::new() } else { format!(" ({person})") };
    Failure::new(code, format!("held by {note:?}"))
        .path(file)
        .with("machine", machine)
        .with("person", person)
        .with("time", since)
}

fn unwritable(file: &Path, error: &io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            Failure::new("open.read_only", error).path(file)
        }
        _ => Failure::disk(file, error),
    }
}

/// The name of this machine.
fn machine() -> String {
    let named = |name: &str| std::env::var(name).ok();
    let asked = || {
        let said = std::process::Command::new("hostname").output().ok()?.stdout;
        Some(String::from_utf8_lossy(&said).into_owned())
    };
    fs::read_to_string("/proc/sys/kernel/hostname")
        .ok()
        .or_else(|| named("COMPUTERNAME"))
        .or_else(asked)
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .unwrap_or_else(|| "?".to_owned())
}

/// The name of this person on this machine; empty where it is not told.
fn person() -> String {
    let named = |name: &&str| std::env::var(name).ok().filter(|name| !name.is_empty());
    ["USER", "USERNAME", "LOGNAME"].iter().find_map(named).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::SystemTime;

    /// A bulletin with the lock file of somebody else, written this long ago.
    fn locked(machine: &str, ago: u64) -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.bantin");
        fs::write(&file, "").expect("room");
        let note = Note {
            machine: machine.to_owned(),
            person: "Đan Phượng".to_owned(),
            process: 1,
            since: 1_614_409_329,
            token: uuid::Uuid::new_v4().to_string(),
            leaving: false,
        };
        let lock = lock_path(&file);
        create(&lock, &note).expect("room");
        let then = SystemTime::now() - Duration::from_secs(ago);
        File::options()
            .write(true)
            .open(&lock)
            .and_then(|file| file.set_modified(then))
            .expect("times can be set");
        (folder, file)
    }

    #[track_caller]
    fn check(machine: &str, ago: u64, refused: Option<&str>) {
        let (_folder, file) = locked(machine, ago);
        let claimed = Hold::claim(&file);
        assert_eq!(claimed.as_ref().err().map(|failure| failure.code), refused);
        if let Ok(hold) = claimed {
            drop(hold);
            assert!(!lock_path(&file).exists(), "nothing stands beside a closed file");
        }
    }

    #[test]
    fn a_holder_that_went_silent_blocks_nobody() {
        check("PC-03", 5, Some("lock.held"));
        check("PC-03", 25, Some("lock.held"));
        check("PC-03", 35, None);
        // Of this machine, after a restart: its own file is gone with the process.
        check(&machine(), 35, None);
    }

    #[test]
    fn the_refusal_names_the_holder() {
        let (_folder, file) = locked("PC-03", 5);
        let failure = Hold::claim(&file).err().expect("held");
        let said = failure.sentence(document::Lang::Vi);
        assert!(said.contains("PC-03") && said.contains("27/02/2021"), "{said}");
    }

    #[test]
    fn a_dead_process_of_this_machine_blocks_nobody_at_once() {
        let (_folder, file) = locked(&machine(), 0);
        let note = read(&lock_path(&file)).expect("written above");
        let alive = File::create(alive_path(&note.token)).expect("room");
        alive.try_lock().expect("nobody else has it");
        let refused = Hold::claim(&file).err().map(|failure| failure.code);
        assert_eq!(refused, Some("lock.held_here"));
        drop(alive);
        assert!(Hold::claim(&file).is_ok(), "the system let go of it");
        assert!(!alive_path(&note.token).exists());
    }

    #[test]
    fn a_program_that_is_about_to_end_is_waited_for() {
        let (_folder, file) = locked(&machine(), 0);
        let lock = lock_path(&file);
        let note = read(&lock).expect("written above");
        write_again(&lock, &Note { leaving: true, ..note.clone() }).expect("room");
        let alive = File::create(alive_path(&note.token)).expect("room");
        alive.try_lock().expect("nobody else has it");
        let ends = std::thread::spawn(move || {
            std::thread::sleep(PATIENCE + Duration::from_millis(500));
            drop(alive);
        });
        assert!(
            Hold::claim(&file).is_ok(),
            "it took longer than any other is waited for"
        );
        ends.join().expect("nothing to fail at");
    }

    #[test]
    fn leaving_is_said_in_the_lock_file_of_every_held_one() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.bantin");
        fs::write(&file, "").expect("room");
        let _hold = Hold::claim(&file).expect("nobody has it");
        let before = fs::read_to_string(lock_path(&file)).expect("held");
        // Another test may be claiming a file just now.
        while !read(&lock_path(&file)).is_some_and(|note| note.leaving) {
            leaving();
        }
        let after = fs::read_to_string(lock_path(&file)).expect("still held");
        assert_eq!(before.len(), after.len());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_process_that_is_dead_but_not_cleared_away_blocks_nobody() {
        let mut ended = std::process::Command::new("true").spawn().expect("a program");
        let process = ended.id();
        while !is_dying(process) {
            std::thread::sleep(GLANCE / 10);
        }
        let (_folder, file) = locked(&machine(), 0);
        let note = read(&lock_path(&file)).expect("written above");
        let alive = File::create(alive_path(&note.token)).expect("room");
        alive.try_lock().expect("nobody else has it");
        let standing = Note { process, ..note };
        assert!(!is_alive(&lock_path(&file), Some(&standing), &machine()));
        ended.wait().expect("it ended");
        let living = Note { process: std::process::id(), ..standing };
        assert!(is_alive(&lock_path(&file), Some(&living), &machine()));
        drop(alive);
        let _ = fs::remove_file(alive_path(&living.token));
    }

    #[test]
    fn a_holder_whose_file_was_taken_over_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.bantin");
        fs::write(&file, "").expect("room");
        let hold = Hold::claim(&file).expect("nobody has it");
        let again = Hold::claim(&file).expect("the same process");
        hold.check().expect("still ours");
        drop(again);
        hold.check().expect("the first one holds it still");
        let lock = lock_path(&file);
        let other =
            Note { machine: "PC-07".into(), token: "1".into(), ..hold.0.note.clone() };
        fs::write(&lock, text_of(&other)).expect("room");
        assert_eq!(hold.check().expect_err("taken over").code, "lock.lost");
        drop(hold);
        assert!(lock.exists(), "the other one's lock is not ours to remove");
    }

    #[test]
    fn a_lock_that_cannot_be_read_counts_by_its_age() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.bantin");
        fs::write(lock_path(&file), "{").expect("room");
        let refused = Hold::claim(&file).err().map(|failure| failure.code);
        assert_eq!(refused, Some("lock.held"));
        let then = SystemTime::now() + Duration::from_secs(3600);
        let lock = File::options().write(true).open(lock_path(&file)).expect("there");
        lock.set_modified(then).expect("times can be set");
        assert!(Hold::claim(&file).is_ok(), "a clock that was put back");
    }
}
