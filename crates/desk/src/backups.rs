//! Backups: compact copies in the user's data folder, hourly and daily, a bounded
//! number of them.
//!
//! They are for the day the file itself is gone or broken; versions and undo are in the
//! file. A backup is made on another connection, so that nobody waits for it. Putting
//! one back first makes a backup of what it replaces, when that can still be read.

use crate::failure::Failure;
use crate::{clock, places, sealing};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use store::{Store, Timestamp};

/// A backup of a bulletin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// Where it stands.
    pub path: PathBuf,
    /// When it was made.
    pub at: Timestamp,
    /// Its length in bytes.
    pub bytes: u64,
}

const HOUR: i64 = 3600;
const DAY: i64 = 24 * HOUR;

/// Of the last day one an hour is kept, of the two weeks before one a day.
const HOURLY: i64 = DAY;
const DAILY: i64 = 15 * DAY;

/// All backups of one bulletin together take no more than this, but the newest stays.
const MOST_BYTES: u64 = 4 << 30;

impl Backup {
    /// When it was made, as people tell it.
    pub fn told(&self) -> String {
        clock::told(self.at)
    }
}

/// The backups of the bulletin at `file`, the newest first.
pub fn backups(file: &Path) -> Vec<Backup> {
    folder_of(file).map(|folder| list(&folder)).unwrap_or_default()
}

/// Makes a backup of the bulletin at `file` when the last one is an hour old, and
/// removes those that are old enough. `None` when it was not yet time, or when this
/// system names no folder for it.
pub fn back_up(file: &Path) -> Result<Option<Backup>, Failure> {
    let Some(folder) = folder_of(file) else { return Ok(None) };
    let now = clock::now();
    let recent = list(&folder).first().is_some_and(|last| {
        // A clock that was put back must not end all backups.
        (0..HOUR).contains(&(now.as_unix() - last.at.as_unix()))
    });
    if recent {
        return Ok(None);
    }
    make(file, &folder, now).map(Some)
}

/// Puts a backup in the place of the bulletin at `file`, which must not be open. What
/// stood there becomes a backup itself.
pub fn put_back(backup: &Path, file: &Path) -> Result<(), Failure> {
    let hold = crate::hold::Hold::claim(file)?;
    Store::recognise(backup).map_err(|error| Failure::from(error).about(backup))?;
    if let Some(folder) = folder_of(file)
        && make(file, &folder, clock::now()).is_err()
        && file.exists()
    {
        // It cannot be read: it is kept as it is, byte for byte.
        let name = format!("{}.damaged", clock::now().as_unix());
        let kept = folder.join(name);
        fs::create_dir_all(&folder)
            .and_then(|()| fs::copy(file, &kept).map(drop))
            .map_err(|source| Failure::disk(&kept, &source))?;
    }
    let disk = |source: std::io::Error| Failure::disk(file, &source);
    let place = file.parent().filter(|place| !place.as_os_str().is_empty());
    let draft =
        tempfile::NamedTempFile::new_in(place.unwrap_or(Path::new("."))).map_err(disk)?;
    fs::copy(backup, draft.path()).map_err(disk)?;
    draft.as_file().sync_all().map_err(disk)?;
    // The journal of what stood there belongs to nothing any more.
    let mut journal = file.as_os_str().to_owned();
    journal.push("-journal");
    let _ = fs::remove_file(journal);
    draft.persist(file).map_err(|source| disk(source.error))?;
    drop(hold);
    Ok(())
}

fn make(file: &Path, folder: &Path, now: Timestamp) -> Result<Backup, Failure> {
    let store =
        Store::open_read_only(file).map_err(|error| Failure::from(error).about(file))?;
    fs::create_dir_all(folder).map_err(|source| Failure::disk(folder, &source))?;
    let path = (now.as_unix()..)
        .map(|second| folder.join(format!("{second}.bantin")))
        .find(|path| !path.exists())
        .expect("some second has no backup");
    store.copy_to(&path).map_err(|error| Failure::from(error).about(&path))?;
    let all = list(folder);
    for backup in dispensable(&all, now) {
        let _ = fs::remove_file(backup);
    }
    let made = all.into_iter().find(|backup| backup.path == path);
    made.ok_or_else(|| Failure::new("disk.failed", "the backup is gone").path(&path))
}

/// Backups that make room: of those of one hour or one day only the newest stays.
fn dispensable(all: &[Backup], now: Timestamp) -> Vec<PathBuf> {
    let mut seen = BTreeSet::new();
    let mut bytes = 0;
    let mut gone = Vec::new();
    for backup in all {
        let at = backup.at.as_unix();
        let age = now.as_unix() - at;
        let (span, is_old) = match age {
            ..=HOURLY => (HOUR, false),
            _ => (DAY, age > DAILY),
        };
        let is_first = seen.is_empty();
        let is_new = seen.insert((span, at.div_euclid(span)));
        bytes += backup.bytes;
        if !is_first && (!is_new || is_old || bytes > MOST_BYTES) {
            bytes -= backup.bytes;
            gone.push(backup.path.clone());
        }
    }
    gone
}

fn list(folder: &Path) -> Vec<Backup> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut backups: Vec<Backup> = entries
        .filter_map(|entry| {
            let path = entry.path();
            let name = path.file_name()?.to_str()?.strip_suffix(".bantin")?;
            let at = Timestamp::from_unix(name.parse().ok()?);
            Some(Backup { at, bytes: entry.metadata().ok()?.len(), path })
        })
        .collect();
    backups.sort_by_key(|backup| std::cmp::Reverse(backup.at));
    backups
}

/// Two bulletins of one name in two folders have backups of their own.
fn folder_of(file: &Path) -> Option<PathBuf> {
    let file = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    let name = vntext::slug(&file.file_stem()?.to_string_lossy());
    let mark = sealing::hash([file.to_string_lossy().as_bytes()]);
    Some(places::data_folder()?.join("backups").join(format!("{name}-{}", &mark[..8])))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Which of the backups made so many hours ago stay, the newest first.
    #[track_caller]
    fn check(ages: &[i64], megabytes: u64, stay: &[i64]) {
        let now = 1_000 * DAY;
        let all: Vec<Backup> = ages
            .iter()
            .map(|age| Backup {
                path: age.to_string().into(),
                at: Timestamp::from_unix(now - age * HOUR),
                bytes: megabytes << 20,
            })
            .collect();
        let gone = dispensable(&all, Timestamp::from_unix(now));
        let kept = ages.iter().filter(|age| !gone.contains(&age.to_string().into()));
        assert_eq!(kept.copied().collect::<Vec<_>>(), stay);
    }

    #[test]
    fn of_a_day_hours_stay_and_of_two_weeks_days() {
        check(&[0, 1, 2, 23], 1, &[0, 1, 2, 23]);
        check(&[0, 25, 26, 49, 50, 24 * 14, 24 * 16], 1, &[0, 25, 49, 24 * 14]);
        // A bulletin that slept for a year keeps its last backup.
        check(&[24 * 400], 1, &[24 * 400]);
    }

    #[test]
    fn together_they_take_a_bounded_room() {
        check(&[0, 1, 2, 3], 2048, &[0, 1]);
        check(&[0, 1], 8192, &[0]);
    }
}
