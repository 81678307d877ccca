//! Servers are who they say: keys seen before, and the one a person accepts.

use crate::access::HostKeys;
use crate::failure::PublishError;
use russh::keys::{Algorithm, EcdsaCurve, HashAlg, PublicKey, known_hosts};
use std::path::Path;

/// The keys known of one server, and what to do with a new one.
pub(crate) struct Known {
    host: String,
    port: u16,
    keys: Vec<PublicKey>,
    asked: HostKeys,
}

impl Known {
    /// Reads what is known of a server.
    ///
    /// # Errors
    ///
    /// [`PublishError::HostKeys`]: a list that cannot be read is not an empty one.
    pub(crate) fn of(
        host: &str,
        port: u16,
        asked: &HostKeys,
    ) -> Result<Self, PublishError> {
        let mut keys = Vec::new();
        let files = asked.files.iter().chain(&asked.kept_in);
        for path in files.filter(|path| path.is_file()) {
            // The library takes a file it may not read for an empty one.
            std::fs::read(path).map_err(|error| unusable(path, &error))?;
            let found = known_hosts::known_host_keys_path(host, port, path)
                .map_err(|error| unusable(path, &error))?;
            keys.extend(found.into_iter().map(|(_, key)| key));
        }
        // What we cannot check says nothing: the server is asked for another kind.
        keys.retain(|key| kinds().contains(&key.algorithm()));
        Ok(Self { host: host.to_owned(), port, keys, asked: asked.clone() })
    }

    /// The kinds of keys to ask for, the known ones first.
    pub(crate) fn wanted(&self) -> Vec<Algorithm> {
        let is_known =
            |kind: &Algorithm| self.keys.iter().any(|key| key.algorithm() == *kind);
        let mut kinds = kinds().to_vec();
        kinds.sort_by_key(|kind| !is_known(kind));
        kinds
    }

    /// Whether this key is the server's: known, or accepted just now and then kept.
    ///
    /// # Errors
    ///
    /// [`PublishError::ChangedHost`], [`PublishError::UnknownHost`].
    pub(crate) fn check(&self, key: &PublicKey) -> Result<(), PublishError> {
        let fingerprint = key.fingerprint(HashAlg::Sha256).to_string();
        let host = self.host.clone();
        if self.keys.iter().any(|known| known.key_data() == key.key_data()) {
            return Ok(());
        }
        if !self.keys.is_empty() {
            return Err(PublishError::ChangedHost { host, fingerprint });
        }
        let accepted = self.asked.accepted.as_deref().map(str::trim);
        if accepted != Some(&*fingerprint) {
            return Err(PublishError::UnknownHost { host, fingerprint });
        }
        match &self.asked.kept_in {
            Some(path) => {
                known_hosts::learn_known_hosts_path(&host, self.port, key, path)
                    .map_err(|error| unusable(path, &error))
            }
            None => Ok(()),
        }
    }
}

/// The kinds of keys we can check.
fn kinds() -> &'static [Algorithm] {
    &[
        Algorithm::Ed25519,
        Algorithm::Ecdsa { curve: EcdsaCurve::NistP256 },
        Algorithm::Ecdsa { curve: EcdsaCurve::NistP384 },
        Algorithm::Ecdsa { curve: EcdsaCurve::NistP521 },
    ]
}

fn unusable(path: &Path, error: &dyn std::fmt::Display) -> PublishError {
    PublishError::HostKeys { path: path.to_owned(), said: error.to_string() }
}
