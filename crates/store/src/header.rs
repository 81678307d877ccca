//! The first hundred bytes of a file, looked at before the database sees it.
//!
//! SQLite may write to a file merely because it is opened (a journal is rolled back, a
//! log is folded in). Strangers' files and newer ones are refused here, untouched.
//!
//! Offsets are those of the [SQLite file format](https://www.sqlite.org/fileformat2.html#the_database_header).

use crate::error::{Damage, OpenError};
use crate::schema;
use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

/// `BNTN`, the `application_id` of every bulletin.
pub(crate) const APPLICATION_ID: u32 = 0x424E_544E;

const MAGIC: &[u8] = b"SQLite format 3\0";
const LENGTH: usize = 100;

/// Makes sure that the file is a bulletin this version can read, and whole.
pub(crate) fn check(path: &Path) -> Result<(), OpenError> {
    let (length, header) = recognise(path)?;
    // After a power cut the journal still knows the true length.
    if length < promised_length(&header) && !has_journal(path) {
        let damage = Damage::Truncated;
        return Err(OpenError::Damaged { path: path.to_owned(), damage });
    }
    Ok(())
}

/// Puts back, in a copy of a damaged file, the bytes that are the same in every
/// bulletin of ours, as long as enough of them are there to know it by, and has the
/// header promise no more than is there.
pub(crate) fn mend(path: &Path) -> Result<(), OpenError> {
    let disk = |source| OpenError::Disk { path: path.to_owned(), source };
    let mut file = File::options().read(true).write(true).open(path).map_err(disk)?;
    let mut header = [0; LENGTH];
    if file.read_exact(&mut header).is_err() {
        return Ok(());
    }
    let ours = APPLICATION_ID.to_be_bytes();
    // Another program's database is not to become ours; one of zeros may be.
    let is_ours = header[68..72] == ours;
    let is_nobodys = header.starts_with(MAGIC) && number(&header, 68) == 0;
    if !(is_ours || is_nobodys) {
        return Ok(());
    }
    header[..MAGIC.len()].copy_from_slice(MAGIC);
    header[68..72].copy_from_slice(&ours);
    let length = file.metadata().map_err(disk)?.len();
    let page = page_size(&header);
    if length < promised_length(&header) && page >= 512 && !has_journal(path) {
        let pages = u32::try_from(length.div_ceil(page)).unwrap_or(u32::MAX);
        header[28..32].copy_from_slice(&pages.to_be_bytes());
        file.set_len(u64::from(pages) * page).map_err(disk)?;
    }
    file.seek(io::SeekFrom::Start(0)).and_then(|_| file.write_all(&header)).map_err(disk)
}

/// Makes sure that the file is a bulletin this version can read, damaged or not.
/// Returns its length and its header.
pub(crate) fn recognise(path: &Path) -> Result<(u64, Vec<u8>), OpenError> {
    let disk = |source| OpenError::Disk { path: path.to_owned(), source };
    let mut file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(OpenError::Missing { path: path.to_owned() });
        }
        opened => opened.map_err(disk)?,
    };
    let length = file.metadata().map_err(disk)?.len();
    let mut header = Vec::with_capacity(LENGTH);
    (&mut file).take(LENGTH as u64).read_to_end(&mut header).map_err(disk)?;

    let damaged = |damage| OpenError::Damaged { path: path.to_owned(), damage };
    if header.is_empty() {
        return Err(damaged(Damage::Empty));
    }
    if !header.starts_with(MAGIC) {
        return Err(OpenError::NotABulletin { found: 0 });
    }
    if header.len() < LENGTH {
        return Err(damaged(Damage::Truncated));
    }
    let found = number(&header, 68);
    if found != APPLICATION_ID {
        return Err(OpenError::NotABulletin { found });
    }
    let found = number(&header, 60);
    if found > schema::VERSION {
        return Err(OpenError::TooNew { found, supported: schema::VERSION });
    }
    Ok((length, header))
}

/// The length the header promises, or 0 when it does not know.
fn promised_length(header: &[u8]) -> u64 {
    let is_known = number(header, 24) == number(header, 92);
    if is_known { page_size(header) * u64::from(number(header, 28)) } else { 0 }
}

fn page_size(header: &[u8]) -> u64 {
    // A page size of 1 stands for 65,536.
    match u16::from_be_bytes([header[16], header[17]]) {
        1 => 65_536,
        size => u64::from(size),
    }
}

fn has_journal(path: &Path) -> bool {
    let mut journal = path.as_os_str().to_owned();
    journal.push("-journal");
    PathBuf::from(journal).metadata().is_ok_and(|journal| journal.len() > 0)
}

fn number(header: &[u8], at: usize) -> u32 {
    u32::from_be_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
}
