//! Where a package goes, as a person writes it.
//!
//! ```text
//! sftp://user@host:port/absolute/folder      sftp://user@host/~/folder/of/the/home
//! https://user@host/folder                   WebDAV; http:// on this machine
//! s3://ACCESSKEY@host/bucket/folder?region=ap-southeast-1
//! ```

use crate::failure::PublishError;
use std::fmt;
use url::{Host, Url};

/// How a server is spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Files over SSH.
    Sftp,
    /// `WebDAV` over HTTP.
    Dav,
    /// Storage that speaks S3.
    S3,
}

/// Where a package goes. Never holds a password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    kind: Kind,
    url: Url,
}

impl Address {
    /// Reads an address.
    ///
    /// # Errors
    ///
    /// [`PublishError::Address`] when it is none, and [`PublishError::SecretInAddress`]
    /// when it holds a password: it would end up in histories and logs.
    ///
    /// ```
    /// use publish::{Address, Kind};
    /// let address = Address::read("sftp://toa-soan@web.example.vn/srv/www").unwrap();
    /// assert_eq!(address.kind(), Kind::Sftp);
    /// assert_eq!(address.user(), "toa-soan");
    /// assert!(Address::read("sftp://ai:matkhau@web.example.vn/").is_err());
    /// assert!(Address::read("ftp://web.example.vn/").is_err());
    /// ```
    pub fn read(text: &str) -> Result<Self, PublishError> {
        let text = text.trim();
        // A refused address may hold a password, and is not repeated.
        let mut url = Url::parse(text).map_err(|_| PublishError::Address)?;
        if url.password().is_some() {
            return Err(PublishError::SecretInAddress);
        }
        let kind = match url.scheme() {
            "sftp" => Kind::Sftp,
            "https" | "http" | "davs" | "dav" | "webdavs" | "webdav" => Kind::Dav,
            "s3" | "s3+http" => Kind::S3,
            _ => return Err(PublishError::Address),
        };
        if url.host_str().is_none_or(str::is_empty) || url.fragment().is_some() {
            return Err(PublishError::Address);
        }
        if kind != Kind::S3 && url.query().is_some() {
            return Err(PublishError::Address);
        }
        let folder = url.path().trim_end_matches('/').to_owned();
        url.set_path(&folder);
        let address = Self { kind, url };
        let has_bucket = address.segments().next().is_some_and(|name| !name.is_empty());
        // Dots that lead upwards may come in disguise; a slash in a name leads elsewhere.
        let is_odd = |part: String| {
            matches!(&*part, "." | "..") || part.contains(['/', '\\', '\0'])
        };
        if kind == Kind::S3 && !has_bucket || address.segments().any(is_odd) {
            return Err(PublishError::Address);
        }
        Ok(address)
    }

    /// How the server is spoken to.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// The user, or the open half of an access key; empty when none is named.
    pub fn user(&self) -> String {
        decoded(self.url.username())
    }

    /// The host, as a person reads it.
    pub fn host(&self) -> &str {
        self.url.host_str().expect("read() asks for a host")
    }

    /// Server and user together: what a password belongs to, whatever the folder.
    pub fn account(&self) -> String {
        let port = self.url.port().map(|port| format!(":{port}")).unwrap_or_default();
        format!("{}://{}@{}{port}", self.url.scheme(), self.url.username(), self.host())
    }

    /// Whether what travels can be read on the way.
    pub(crate) fn is_in_the_clear(&self) -> bool {
        matches!(self.url.scheme(), "http" | "dav" | "webdav" | "s3+http")
    }

    /// Whether the server is this machine.
    pub(crate) fn is_here(&self) -> bool {
        // `url` knows hosts of http alone; other schemes leave numbers as names.
        match Host::parse(self.host()) {
            Ok(Host::Domain(name)) => name == "localhost",
            Ok(Host::Ipv4(number)) => number.is_loopback(),
            Ok(Host::Ipv6(number)) => number.is_loopback(),
            Err(_) => false,
        }
    }

    /// The host without the brackets of an IPv6 number.
    pub(crate) fn name_of_host(&self) -> &str {
        self.host().trim_start_matches('[').trim_end_matches(']')
    }

    pub(crate) fn port(&self) -> Option<u16> {
        self.url.port()
    }

    /// The address as HTTP asks for it, without user and query.
    pub(crate) fn http(&self) -> Result<Url, PublishError> {
        let scheme = if self.is_in_the_clear() { "http" } else { "https" };
        let port = self.url.port().map(|port| format!(":{port}")).unwrap_or_default();
        let text = format!("{scheme}://{}{port}{}", self.host(), self.url.path());
        Url::parse(&text).map_err(|_| PublishError::Address)
    }

    /// The parts of the folder, decoded.
    pub(crate) fn segments(&self) -> impl Iterator<Item = String> {
        self.url.path().trim_start_matches('/').split('/').map(decoded)
    }

    /// The value of a name after the question mark.
    pub(crate) fn option(&self, name: &str) -> Option<String> {
        let mut pairs = self.url.query_pairs();
        pairs.find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.url.fmt(f)
    }
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_in_an_address_is_refused_and_not_repeated() {
        for text in ["sftp://ai:b1mat@a.vn/x", "https://ai:b1mat@a.vn/x"] {
            let refused = Address::read(text).unwrap_err();
            assert!(matches!(refused, PublishError::SecretInAddress), "{refused}");
            assert!(!format!("{refused} {refused:?}").contains("b1mat"));
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in [
            "",
            "web",
            "ftp://a.vn/x",
            "sftp:///x",
            "s3://a.vn/",
            "https://a.vn/x?y=1",
            "s3://a.vn/b%2f..%2fc",
            "sftp://a.vn/a%00b",
        ] {
            assert!(Address::read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn only_this_machine_is_here() {
        for (text, here) in [
            ("http://localhost:8080/dav", true),
            ("http://127.0.0.1/dav", true),
            ("http://[::1]:80/dav", true),
            ("s3+http://127.0.0.1:5000/b", true),
            ("http://127.0.0.1.evil.example/dav", false),
            ("http://10.0.0.1/dav", false),
        ] {
            assert_eq!(Address::read(text).unwrap().is_here(), here, "{text}");
        }
    }

    #[test]
    fn a_folder_may_have_a_vietnamese_name() {
        let address = Address::read("https://ai@a.vn/bản tin/").unwrap();
        assert_eq!(address.segments().collect::<Vec<_>>(), ["bản tin"]);
        assert!(address.http().unwrap().as_str().is_ascii());
    }
}
