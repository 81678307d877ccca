//! Why a package could not be published.

use std::path::PathBuf;

/// Why a package could not be published. None of them holds a secret.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PublishError {
    /// Not an address we can publish to. It is not repeated: it may hold a password.
    #[error("not an address of sftp, https or s3")]
    Address,
    /// The address holds a password. Keep it in the keychain instead.
    #[error("the address holds a password")]
    SecretInAddress,
    /// Without TLS everybody on the way could read password and package.
    #[error("{host} would be spoken to in the clear")]
    InTheClear {
        /// The server.
        host: String,
    },
    /// The folder is no web package: it has no readable `SHA256SUMS`.
    #[error("no web package in {folder}")]
    NoPackage {
        /// The folder.
        folder: PathBuf,
    },
    /// A file of the package is gone or is not what its sum says. Export again.
    #[error("{path} is not what SHA256SUMS says")]
    Changed {
        /// The file, from the folder.
        path: String,
    },
    /// Nothing answers there: no such name, no connection, no TLS.
    #[error("{host} cannot be reached: {said}")]
    Unreachable {
        /// The server.
        host: String,
        /// What the system said.
        said: String,
    },
    /// The connection broke after it stood. Publishing again goes on.
    #[error("the connection to {host} broke: {said}")]
    Broken {
        /// The server.
        host: String,
        /// What the system said.
        said: String,
    },
    /// The server's certificate does not prove that it is who it says.
    #[error("the certificate of {host} is not trusted: {said}")]
    Certificate {
        /// The server.
        host: String,
        /// What was wrong.
        said: String,
    },
    /// The server was never seen before. Compare the fingerprint and accept it.
    #[error("{host} is unknown and shows the key {fingerprint}")]
    UnknownHost {
        /// The server.
        host: String,
        /// Its key, as `SHA256:…`.
        fingerprint: String,
    },
    /// The server shows another key than before: somebody may stand between.
    #[error("{host} shows another key than before: {fingerprint}")]
    ChangedHost {
        /// The server.
        host: String,
        /// The new key, as `SHA256:…`.
        fingerprint: String,
    },
    /// The file of known servers cannot be read or written.
    #[error("{path} cannot be used: {said}")]
    HostKeys {
        /// The file.
        path: PathBuf,
        /// What the system said.
        said: String,
    },
    /// Nothing is there that could prove who publishes.
    #[error("no password and no key for {account}")]
    NoSecret {
        /// Server and user.
        account: String,
    },
    /// The private key cannot be read: no such file, another form, or a passphrase
    /// that does not fit.
    #[error("the key {path} cannot be used: {said}")]
    KeyFile {
        /// The file.
        path: PathBuf,
        /// What was wrong.
        said: String,
    },
    /// The server does not accept user and password or key.
    #[error("{host} does not let {user} in")]
    Refused {
        /// The server.
        host: String,
        /// The user.
        user: String,
    },
    /// The server lets the user in, but not write or read this.
    #[error("the server forbids {path}")]
    Forbidden {
        /// The file on the server, from its folder.
        path: String,
    },
    /// The server has no room left.
    #[error("the server has no room for {path}")]
    Full {
        /// The file on the server, from its folder.
        path: String,
    },
    /// There is no such bucket.
    #[error("there is no bucket {bucket}")]
    NoBucket {
        /// The bucket.
        bucket: String,
    },
    /// The server sends elsewhere; a password does not follow there by itself.
    #[error("{host} sends to {to}")]
    Moved {
        /// The server.
        host: String,
        /// Where it sends.
        to: String,
    },
    /// Pages stand there that Bantin did not put there.
    #[error("pages of somebody else stand at {address}")]
    Occupied {
        /// The address.
        address: String,
    },
    /// All issues stand there, and the package is one issue.
    #[error("a site of all issues stands at {address}")]
    Site {
        /// The address.
        address: String,
    },
    /// The server answers what we do not understand.
    #[error("{host} answered {said}")]
    Odd {
        /// The server.
        host: String,
        /// What it answered.
        said: String,
    },
    /// The keychain of the system does not answer, or said no.
    #[error("the keychain cannot be used: {said}")]
    Keychain {
        /// What it said.
        said: String,
    },
    /// The person stopped it. Publishing again goes on.
    #[error("stopped")]
    Cancelled,
}

impl PublishError {
    /// A stable name, never reused and never translated.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Address => "publish.address",
            Self::SecretInAddress => "publish.secret_in_address",
            Self::InTheClear { .. } => "publish.in_the_clear",
            Self::NoPackage { .. } => "publish.no_package",
            Self::Changed { .. } => "publish.changed",
            Self::Unreachable { .. } => "publish.unreachable",
            Self::Broken { .. } => "publish.broken",
            Self::Certificate { .. } => "publish.certificate",
            Self::UnknownHost { .. } => "publish.unknown_host",
            Self::ChangedHost { .. } => "publish.changed_host",
            Self::HostKeys { .. } => "publish.host_keys",
            Self::NoSecret { .. } => "publish.no_secret",
            Self::KeyFile { .. } => "publish.key_file",
            Self::Refused { .. } => "publish.refused",
            Self::Forbidden { .. } => "publish.forbidden",
            Self::Full { .. } => "publish.full",
            Self::NoBucket { .. } => "publish.no_bucket",
            Self::Moved { .. } => "publish.moved",
            Self::Occupied { .. } => "publish.occupied",
            Self::Site { .. } => "publish.site",
            Self::Odd { .. } => "publish.odd",
            Self::Keychain { .. } => "publish.keychain",
            Self::Cancelled => "publish.cancelled",
        }
    }
}
