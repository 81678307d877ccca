//! What this person chose and opened last, in a small file of their own.

use crate::failure::Failure;
use crate::places;
use document::Lang;
use serde::{Deserialize, Serialize};
use std::fs;
use std::path::{Path, PathBuf};

/// How the interface is coloured.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// As the system says.
    #[default]
    System,
}

/// A bulletin opened before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recent {
    /// Where it stands.
    pub path: PathBuf,
    /// Its name then.
    pub name: String,
    /// Its issue then, such as "Số 9 · 27/02/2021".
    pub issue: String,
    /// When it was opened, ISO 8601 in UTC.
    pub when: String,
}

/// What this person chose and opened last.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    lang: Option<String>,
    /// How the interface is coloured.
    pub theme: Theme,
    /// Bulletins opened before, the last one first.
    pub recent: Vec<Recent>,
}

/// As many as fit on the start page.
const MOST_RECENT: usize = 12;

impl Settings {
    /// Reads the settings; odd or missing ones are the defaults. Bulletins that are
    /// gone are left out.
    pub fn load() -> Self {
        let mut settings: Self = file()
            .and_then(|path| fs::read_to_string(path).ok())
            .and_then(|text| toml::from_str(&text).ok())
            .unwrap_or_default();
        settings.recent.retain(|recent| recent.path.is_file());
        settings
    }

    /// Language of the interface: the chosen one, else the system's.
    pub fn lang(&self) -> Lang {
        let chosen = self.lang.as_deref().and_then(|tag| tag.parse().ok());
        chosen.unwrap_or_else(places::system_lang)
    }

    /// Chooses the language of the interface.
    pub fn set_lang(&mut self, lang: Lang) {
        self.lang = Some(lang.to_string());
    }

    /// Puts a bulletin first among the recent ones.
    pub fn opened(&mut self, path: &Path, name: &str, issue: &str) {
        let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
        self.recent.retain(|recent| recent.path != path);
        let when = crate::clock::now().to_string();
        let (name, issue) = (name.to_owned(), issue.to_owned());
        self.recent.insert(0, Recent { path, name, issue, when });
        self.recent.truncate(MOST_RECENT);
    }

    /// Saves the settings.
    pub fn save(&self) -> Result<(), Failure> {
        let Some(path) = file() else { return Ok(()) };
        let disk = |source: std::io::Error| Failure::disk(&path, &source);
        let folder = path.parent().expect("a file in a folder");
        fs::create_dir_all(folder).map_err(disk)?;
        let text = toml::to_string(self)
            .map_err(|source| Failure::new("settings.unwritable", source))?;
        let draft = tempfile::NamedTempFile::new_in(folder).map_err(disk)?;
        fs::write(draft.path(), text).map_err(disk)?;
        draft.persist(&path).map_err(|source| disk(source.error))?;
        Ok(())
    }
}

fn file() -> Option<PathBuf> {
    places::settings_folder().map(|folder| folder.join("settings.toml"))
}
