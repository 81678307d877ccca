//! Putting an exported web package onto a server.
//!
//! The only part of Bantin that opens a connection, and only when a person asks for it.
//! Places that were used stand in a small file of the person's own, under a name, with
//! everything but the password: that stands in the keychain of the system alone.

use crate::failure::Failure;
use crate::places;
use crate::policy::Policy;
use publish::{
    Access, Address, Connection, Done, Package, Plan, Progress, PublishError, Secret,
};
use serde::{Deserialize, Serialize};
use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// A place a person publishes to, under a name of their own.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptPlace {
    /// What the person calls it.
    pub name: String,
    /// Its address, without a password.
    pub address: String,
    /// The private key it is entered with (SFTP).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_file: Option<PathBuf>,
    /// The person said that what travels may be read on the way.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub in_the_clear: bool,
}

/// Where to publish, and what a person said about it this time.
#[derive(Debug, Clone, Default)]
pub struct Destination {
    /// The name of a kept place, or an address.
    pub to: String,
    /// The password, or the passphrase of the key. Without one the keychain is asked.
    pub secret: Option<Secret>,
    /// The private key (SFTP), instead of the kept one.
    pub key_file: Option<PathBuf>,
    /// The fingerprint of an unknown server that the person accepted.
    pub accepted_key: Option<String>,
    /// What travels may be read on the way.
    pub in_the_clear: bool,
    /// Pages of somebody else may be replaced.
    pub replace: bool,
}

/// Publishing to one place; nothing is connected yet.
pub struct Publishing {
    access: Access,
    has_new_secret: bool,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Kept {
    place: Vec<KeptPlace>,
}

/// Whether the office lets people publish from this computer.
pub fn may_publish() -> bool {
    !Policy::load().forbids_publishing
}

/// The places this person keeps, by name. A file that is missing or odd keeps none.
pub fn kept_places() -> Vec<KeptPlace> {
    let text = kept_file().and_then(|path| fs::read_to_string(path).ok());
    let kept: Kept = toml::from_str(&text.unwrap_or_default()).unwrap_or_default();
    kept.place
}

/// Keeps a place under its name, in place of an older one.
///
/// # Errors
///
/// `publish.place_name` for a name that could be taken for an address, and those of the
/// disk.
pub fn keep_place(place: KeptPlace) -> Result<(), Failure> {
    let name = place.name.trim();
    if name.is_empty() || name.contains("://") {
        return Err(Failure::new("publish.place_name", "no name").with("name", name));
    }
    Address::read(&place.address)?;
    let mut kept = kept_places();
    kept.retain(|known| known.name != place.name);
    kept.push(place);
    kept.sort_by(|a, b| a.name.cmp(&b.name));
    write(kept)
}

/// Forgets a place and the password of its account.
///
/// # Errors
///
/// `publish.unknown_place`, `publish.keychain` and those of the disk.
pub fn forget_place(name: &str) -> Result<(), Failure> {
    let mut kept = kept_places();
    let at = kept.iter().position(|place| place.name == name);
    let place = kept.remove(at.ok_or_else(|| unknown(name, &kept_places()))?);
    let account = |place: &KeptPlace| {
        Address::read(&place.address).map(|address| address.account()).ok()
    };
    // Another place may be entered with the same password.
    let is_shared = kept.iter().any(|other| account(other) == account(&place));
    write(kept)?;
    match Address::read(&place.address) {
        Ok(address) if !is_shared => Ok(publish::forget(&address)?),
        _ => Ok(()),
    }
}

impl Publishing {
    /// Makes ready to publish to a place.
    ///
    /// # Errors
    ///
    /// `publish.forbidden_here` when the office forbids it, `publish.unknown_place`,
    /// `publish.address`, `publish.secret_in_address`.
    pub fn to(destination: &Destination) -> Result<Self, Failure> {
        if !may_publish() {
            return Err(Failure::new("publish.forbidden_here", "the policy says so"));
        }
        let places = kept_places();
        let kept = places.iter().find(|place| place.name == destination.to);
        let address = match kept {
            Some(place) => Address::read(&place.address)?,
            None if !destination.to.contains("://") => {
                return Err(unknown(&destination.to, &places));
            }
            None => Address::read(&destination.to)?,
        };
        let mut access = Access::to(address);
        access.key_file = destination
            .key_file
            .clone()
            .or_else(|| kept.and_then(|place| place.key_file.clone()));
        access.in_the_clear =
            destination.in_the_clear || kept.is_some_and(|place| place.in_the_clear);
        access.replace = destination.replace;
        access.host_keys.files.extend(places::ssh_known_hosts());
        access.host_keys.kept_in =
            places::settings_folder().map(|folder| folder.join("known_hosts"));
        access.host_keys.accepted = destination.accepted_key.clone();
        access.secret = destination.secret.clone();
        let has_new_secret = access.secret.is_some();
        if !has_new_secret {
            // A computer without a keychain still has keys and agents.
            access.secret = publish::kept(&access.address).unwrap_or_default();
        }
        Ok(Self { access, has_new_secret })
    }

    /// The address, without a password.
    pub fn address(&self) -> String {
        self.access.address.to_string()
    }

    /// Says what publishing the package in `folder` would change. Writes nothing on the
    /// server; the key of a server that was accepted is kept.
    ///
    /// # Errors
    ///
    /// `publish.…`: what keeps us out, or what is wrong with the package.
    pub fn plan(&self, folder: &Path) -> Result<Plan, Failure> {
        let package = Package::open(folder)?;
        let mut connection = Connection::open(&self.access)?;
        Ok(connection.plan(&package, &mut |_| ControlFlow::Continue(()))?)
    }

    /// Publishes the package in `folder`.
    ///
    /// # Errors
    ///
    /// `publish.…`: what keeps us out, what is wrong with the package, or what broke on
    /// the way; publishing again goes on.
    pub fn run(
        &self,
        folder: &Path,
        told: &mut dyn FnMut(&Progress<'_>) -> ControlFlow<()>,
    ) -> Result<(Plan, Done), Failure> {
        let package = Package::open(folder)?;
        let mut connection = Connection::open(&self.access)?;
        let plan = connection.plan(&package, told)?;
        let done = connection.carry_out(&package, &plan, told)?;
        Ok((plan, done))
    }

    /// Tries whether the place lets us in and takes files, with one that is removed
    /// again.
    ///
    /// # Errors
    ///
    /// `publish.…`: what keeps us out.
    pub fn try_out(&self) -> Result<(), Failure> {
        Ok(Connection::open(&self.access)?.try_out()?)
    }

    /// Keeps the place under a name, and a new password in the keychain.
    ///
    /// # Errors
    ///
    /// `publish.place_name`, `publish.keychain` and those of the disk.
    pub fn keep_as(&self, name: &str) -> Result<(), Failure> {
        let access = &self.access;
        keep_place(KeptPlace {
            name: name.to_owned(),
            address: access.address.to_string(),
            key_file: access.key_file.clone(),
            in_the_clear: access.in_the_clear,
        })?;
        match &access.secret {
            Some(secret) if self.has_new_secret => {
                Ok(publish::keep(&access.address, secret)?)
            }
            _ => Ok(()),
        }
    }
}

fn unknown(name: &str, places: &[KeptPlace]) -> Failure {
    let known: Vec<&str> = places.iter().map(|place| place.name.as_str()).collect();
    let known = if known.is_empty() { "–".to_owned() } else { known.join(", ") };
    Failure::new("publish.unknown_place", "no such place")
        .with("name", name)
        .with("known", known)
}

fn kept_file() -> Option<PathBuf> {
    places::settings_folder().map(|folder| folder.join("publishing.toml"))
}

fn write(place: Vec<KeptPlace>) -> Result<(), Failure> {
    let Some(path) = kept_file() else { return Ok(()) };
    let disk = |source: std::io::Error| Failure::disk(&path, &source);
    let folder = path.parent().expect("a file in a folder");
    fs::create_dir_all(folder).map_err(disk)?;
    let text = toml::to_string(&Kept { place })
        .map_err(|source| Failure::new("settings.unwritable", source))?;
    let draft = tempfile::NamedTempFile::new_in(folder).map_err(disk)?;
    fs::write(draft.path(), text).map_err(disk)?;
    draft.persist(&path).map_err(|source| disk(source.error))?;
    Ok(())
}

impl From<PublishError> for Failure {
    fn from(error: PublishError) -> Self {
        use PublishError as E;
        let failure = Self::new(error.code(), &error);
        match error {
            E::NoPackage { folder } => failure.path(&folder),
            E::HostKeys { path, .. } | E::KeyFile { path, .. } => failure.path(&path),
            E::Changed { path } | E::Forbidden { path } | E::Full { path } => {
                failure.with("path", path)
            }
            E::InTheClear { host }
            | E::Unreachable { host, .. }
            | E::Broken { host, .. }
            | E::Certificate { host, .. }
            | E::Odd { host, .. } => failure.with("host", host),
            E::UnknownHost { host, fingerprint }
            | E::ChangedHost { host, fingerprint } => {
                failure.with("host", host).with("fingerprint", fingerprint)
            }
            E::Refused { host, user } => failure.with("host", host).with("user", user),
            E::NoSecret { account } => failure.with("account", account),
            E::NoBucket { bucket } => failure.with("bucket", bucket),
            E::Moved { host, to } => failure.with("host", host).with("to", to),
            E::Occupied { address } | E::Site { address } => {
                failure.with("address", address)
            }
            _ => failure,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use document::Lang;

    #[test]
    fn every_failure_of_publishing_has_a_sentence() {
        let source = include_str!("../../publish/src/failure.rs");
        let codes: Vec<&str> = source
            .split("\"publish.")
            .skip(1)
            .filter_map(|rest| rest.split('"').next())
            .collect();
        assert!(codes.len() > 15, "{codes:?}");
        for code in codes {
            let code = format!("publish.{code}");
            for lang in [Lang::Vi, Lang::En] {
                assert!(crate::words::find(lang, "failure", &code).is_some(), "{code}");
            }
        }
    }

    #[test]
    fn a_place_named_like_an_address_is_refused() {
        for name in ["", "  ", "sftp://a.vn/x"] {
            let address = "sftp://ai@a.vn/x".to_owned();
            let place =
                KeptPlace { name: name.to_owned(), address, ..KeptPlace::default() };
            assert_eq!(keep_place(place).unwrap_err().code, "publish.place_name");
        }
    }

    #[test]
    fn values_of_a_failure_fill_its_sentence() {
        let host = || "web.example.vn".to_owned();
        let said = || "x".to_owned();
        for error in [
            PublishError::Unreachable { host: host(), said: said() },
            PublishError::Broken { host: host(), said: said() },
            PublishError::Certificate { host: host(), said: said() },
            PublishError::UnknownHost { host: host(), fingerprint: said() },
            PublishError::ChangedHost { host: host(), fingerprint: said() },
            PublishError::Refused { host: host(), user: said() },
            PublishError::NoSecret { account: said() },
            PublishError::Moved { host: host(), to: said() },
            PublishError::Occupied { address: said() },
            PublishError::Site { address: said() },
            PublishError::NoBucket { bucket: said() },
            PublishError::Full { path: said() },
            PublishError::NoPackage { folder: PathBuf::from("x") },
        ] {
            let failure = Failure::from(error);
            for lang in [Lang::Vi, Lang::En] {
                let sentence = failure.sentence(lang);
                assert!(!sentence.contains(['{', '}']), "{sentence}");
            }
        }
    }
}
