//! An open file: making it, opening it, editing it, going back and forth.

use crate::contents::Contents;
use crate::error::{EditError, OpenError, ReadError};
use crate::neighbour::Neighbour;
use crate::{Changes, Edit, Op, Step, Timestamp};
use crate::{connection, edit, header, history, repair, search};
use document::Bulletin;
use rusqlite::{Transaction, TransactionBehavior};
use std::ops::Deref;
use std::path::{Path, PathBuf};

/// An open `.bantin` file.
///
/// Reading is in [`Contents`], to which this leads; changing is in [`Edit`], to which
/// [`Store::edit`] leads.
///
/// ```
/// # use store::{Op, Store, Timestamp};
/// # use document::{Article, ArticleId, Bulletin, Lang, Trim, Values};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let folder = tempfile::tempdir()?;
/// # let path = folder.path().join("hau-giang.bantin");
/// # let bulletin = Bulletin {
/// #     lang: Lang::Vi, design: String::new(), trim: Trim::tabloid(), values: Values::default(),
/// # };
/// # let id: ArticleId = "d5bd5483-0000-4000-8000-000000000000".parse()?;
/// # let now = Timestamp::from_unix(1_614_409_329);
/// let mut store = Store::create(&path, &bulletin)?;
/// let article = Article { title: "Ký kết hợp tác".into(), ..Article::new(id) };
/// let (_, changes) =
///     store.edit(Op::AddArticle, now, |edit| edit.add_article(&article, None))?;
/// assert!(changes.outline);
/// assert_eq!(store.outline(None)?[0].title, "Ký kết hợp tác");
///
/// store.undo()?;
/// assert!(store.outline(None)?.is_empty());
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct Store {
    path: PathBuf,
    /// Where it is read: see [`Store::open_aside`].
    file: PathBuf,
    contents: Contents,
    is_writable: bool,
    /// Counts, for this connection, the changes that others made.
    seen: i64,
}

impl Store {
    /// Makes a file. Fails with [`OpenError::Exists`] when something stands there.
    pub fn create(path: &Path, bulletin: &Bulletin) -> Result<Self, OpenError> {
        let sql = |error| OpenError::from_sql(path.to_owned(), error);
        let neighbour = Neighbour::of(path)?;
        let contents = Contents { connection: connection::creating(neighbour.path())? };
        edit::begin(&contents.connection, bulletin).map_err(sql)?;
        contents.connection.close().map_err(|(_, error)| sql(error))?;
        neighbour.settle()?;
        Self::open(path)
    }

    /// Opens a file for reading and writing. A file of an older version is brought up
    /// to date; one that is refused is not changed by a byte.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        header::check(path)?;
        let contents = Contents { connection: connection::writing(path)? };
        search::rebuild_when_outdated(&contents)
            .map_err(|error| OpenError::from_sql(path.to_owned(), error))?;
        Self::with(path, contents, true)
    }

    /// Opens a file for reading; another program may have it open for writing.
    pub fn open_read_only(path: &Path) -> Result<Self, OpenError> {
        header::check(path)?;
        let contents = Contents { connection: connection::reading(path)? };
        Self::with(path, contents, false)
    }

    /// Opens a file for reading that must be written before it can be read, where it may
    /// not be: an older one, or one with a half change. It is copied to `aside`, brought
    /// up to date there and read from there.
    pub fn open_aside(path: &Path, aside: &Path) -> Result<Self, OpenError> {
        header::check(path)?;
        repair::copy_with_journal(path, aside)?;
        drop(Self::open(aside)?);
        let store = Self::open_read_only(aside)?;
        Ok(Self { path: path.to_owned(), file: aside.to_owned(), ..store })
    }

    fn with(
        path: &Path,
        contents: Contents,
        is_writable: bool,
    ) -> Result<Self, OpenError> {
        let seen = connection::data_version(&contents.connection)
            .map_err(|error| OpenError::from_sql(path.to_owned(), error))?;
        Ok(Self {
            path: path.to_owned(),
            file: path.to_owned(),
            contents,
            is_writable,
            seen,
        })
    }

    /// Makes sure that a bulletin this version can read stands at `path`, by its first
    /// bytes alone. Nothing is written, not even beside it.
    pub fn recognise(path: &Path) -> Result<(), OpenError> {
        header::check(path)
    }

    /// Whether another program changed the file since this was asked last, or since it
    /// was opened.
    pub fn changed_elsewhere(&mut self) -> Result<bool, ReadError> {
        let now = connection::data_version(&self.contents.connection)?;
        Ok(std::mem::replace(&mut self.seen, now) != now)
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The file that is read: [`Store::path`], or the copy that stands in for it.
    pub fn file(&self) -> &Path {
        &self.file
    }

    /// Whether the file was opened for writing.
    pub fn is_writable(&self) -> bool {
        self.is_writable
    }

    /// Makes one edit: all of `work` succeeds, or the file stays as it is.
    ///
    /// The edit becomes one step to undo, and steps that were undone cannot be redone
    /// any more. When nothing differs afterwards there is no step, and the changes are
    /// empty.
    ///
    /// # Errors
    ///
    /// Those of `work`, and [`EditError`]s of the disk. A `work` that wants to stop
    /// returns [`EditError::Cancelled`].
    pub fn edit<T>(
        &mut self,
        op: Op,
        at: Timestamp,
        work: impl FnOnce(&mut Edit<'_>) -> Result<T, EditError>,
    ) -> Result<(T, Changes), EditError> {
        self.run(op, at, false, work)
    }

    /// Makes an edit that joins the last step, when that has the same operation (and
    /// the same article, for typing) and nothing was undone since. Otherwise it is an
    /// edit like any other. When a pause makes a new step, is for the caller to say.
    pub fn edit_joined<T>(
        &mut self,
        op: Op,
        at: Timestamp,
        work: impl FnOnce(&mut Edit<'_>) -> Result<T, EditError>,
    ) -> Result<(T, Changes), EditError> {
        self.run(op, at, true, work)
    }

    /// Every step, oldest first; those that were undone stand at the end.
    pub fn history(&self) -> Result<Vec<Step>, ReadError> {
        history::list(&self.connection)
    }

    /// How many bytes the history takes up in the file.
    pub fn history_bytes(&self) -> Result<u64, ReadError> {
        history::bytes(&self.connection)
    }

    /// Makes the search index of a file again. Bantin does so by itself when it must;
    /// this is for measuring it.
    pub fn rebuild_index(path: &Path) -> Result<(), OpenError> {
        let store = Self::open(path)?;
        search::forget(&store.contents)
            .and_then(|()| search::rebuild_when_outdated(&store.contents))
            .map_err(|error| OpenError::from_sql(path.to_owned(), error))
    }

    /// What [`Store::undo`] and [`Store::redo`] would do next, when there is anything.
    pub fn next_steps(&self) -> Result<(Option<Op>, Option<Op>), ReadError> {
        history::next_steps(&self.connection)
    }

    /// Takes the last step back and tells which. `None` when there is none.
    pub fn undo(&mut self) -> Result<Option<(Op, Changes)>, EditError> {
        self.travel(history::undo)
    }

    /// Makes the last undone step again and tells which. `None` when there is none.
    pub fn redo(&mut self) -> Result<Option<(Op, Changes)>, EditError> {
        self.travel(history::redo)
    }

    /// Fails unless the file was opened for writing.
    pub(crate) fn writable(&self) -> Result<(), EditError> {
        if self.is_writable { Ok(()) } else { Err(EditError::ReadOnly) }
    }

    fn run<T>(
        &mut self,
        op: Op,
        at: Timestamp,
        join: bool,
        work: impl FnOnce(&mut Edit<'_>) -> Result<T, EditError>,
    ) -> Result<(T, Changes), EditError> {
        let transaction = self.begin()?;
        history::restart(&transaction)?;
        // Left early, the transaction takes everything back when it is dropped.
        let result = work(&mut Edit::new(&self.contents))?;
        let rows = history::net(&transaction)?;
        if rows.is_empty() {
            return Ok((result, Changes::default()));
        }
        history::record(&transaction, op, at, join, &rows)?;
        search::refresh(&self.contents, &rows)?;
        let changes = Changes::of(&transaction, &rows)?;
        transaction.commit()?;
        Ok((result, changes))
    }

    fn travel(
        &mut self,
        step: fn(&rusqlite::Connection) -> Result<Option<history::Taken>, EditError>,
    ) -> Result<Option<(Op, Changes)>, EditError> {
        let transaction = self.begin()?;
        let Some((op, rows)) = step(&transaction)? else { return Ok(None) };
        search::refresh(&self.contents, &rows)?;
        let changes = Changes::of(&transaction, &rows)?;
        transaction.commit()?;
        Ok(Some((op, changes)))
    }

    pub(crate) fn begin(&self) -> Result<Transaction<'_>, EditError> {
        self.writable()?;
        let behavior = TransactionBehavior::Immediate;
        Ok(Transaction::new_unchecked(&self.contents.connection, behavior)?)
    }
}

impl Deref for Store {
    type Target = Contents;

    fn deref(&self) -> &Contents {
        &self.contents
    }
}
