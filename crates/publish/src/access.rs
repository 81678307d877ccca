//! Who publishes where, and what proves it.

use crate::address::Address;
use std::fmt;
use std::path::PathBuf;
use zeroize::Zeroizing;

/// A password, the passphrase of a key, or the secret half of an access key. It is
/// printed as dots and wiped from memory when it is dropped.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes the words of the secret.
    pub fn new(words: impl Into<String>) -> Self {
        Self(Zeroizing::new(words.into()))
    }

    pub(crate) fn words(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// The keys by which servers are known (SFTP).
#[derive(Debug, Clone, Default)]
pub struct HostKeys {
    /// Files in the form of OpenSSH's `known_hosts`; missing ones say nothing.
    pub files: Vec<PathBuf>,
    /// The file in which an accepted key is kept. `None` keeps none.
    pub kept_in: Option<PathBuf>,
    /// The fingerprint a person accepted, as `SHA256:…`. It never overrules a key that
    /// is known already.
    pub accepted: Option<String>,
}

/// Who publishes where, and what proves it.
#[derive(Debug, Clone)]
pub struct Access {
    /// Where.
    pub address: Address,
    /// Password, passphrase of `key_file`, or secret half of an access key.
    pub secret: Option<Secret>,
    /// A private key for SFTP, in OpenSSH's form.
    pub key_file: Option<PathBuf>,
    /// The keys by which servers are known.
    pub host_keys: HostKeys,
    /// The person said that what travels may be read on the way.
    pub in_the_clear: bool,
    /// The person said that pages of somebody else may be replaced.
    pub replace: bool,
}

impl Access {
    /// Access to an address, with nothing that proves it yet.
    pub fn to(address: Address) -> Self {
        Self {
            address,
            secret: None,
            key_file: None,
            host_keys: HostKeys::default(),
            in_the_clear: false,
            replace: false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_not_printed() {
        let address = Address::read("https://toa-soan@web.example.vn/").unwrap();
        let mut access = Access::to(address);
        access.secret = Some(Secret::new("Bí-mật-7k2"));
        let printed = format!("{access:?} {:?}", access.secret);
        assert!(!printed.contains("7k2") && printed.contains('…'), "{printed}");
    }
}
