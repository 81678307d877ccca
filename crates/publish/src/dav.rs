//! `WebDAV` over HTTP.

use crate::access::Access;
use crate::failure::PublishError;
use crate::http::{Answer, Http};
use crate::remote::{Remote, Told};
use crate::sums::DRAFT;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::collections::BTreeSet;
use url::Url;
use zeroize::Zeroizing;

/// Makes ready to speak, and asks once whether we are let in.
pub(crate) fn open(access: &Access) -> Result<Dav, PublishError> {
    let address = &access.address;
    let Some(secret) = &access.secret else {
        return Err(PublishError::NoSecret { account: address.account() });
    };
    let pair = Zeroizing::new(format!("{}:{}", address.user(), secret.words()));
    let proof = Zeroizing::new(format!("Basic {}", STANDARD.encode(pair.as_bytes())));
    let http = Http::new(access);
    let dav = Dav { http, root: address.http()?, proof, made: BTreeSet::new() };
    let answer = dav.ask("PROPFIND", &dav.folder(""), &[("depth", "0")])?;
    match answer.status {
        // A folder that is missing is made by the first file.
        404 | 409 => Ok(dav),
        _ if answer.is_yes() => Ok(dav),
        _ => Err(dav.http.refused(&answer, "/")),
    }
}

/// A folder on a server, over `WebDAV`.
pub(crate) struct Dav {
    http: Http,
    root: Url,
    proof: Zeroizing<String>,
    /// Folders that are there for certain.
    made: BTreeSet<String>,
}

impl Dav {
    fn ask(
        &self,
        method: &str,
        url: &Url,
        headers: &[(&str, &str)],
    ) -> Result<Answer, PublishError> {
        let mut headers = headers.to_vec();
        headers.push(("authorization", &self.proof));
        self.http.ask(method, url, &headers)
    }

    /// The address of a file.
    fn file(&self, path: &str) -> Url {
        let mut url = self.root.clone();
        let mut segments = url.path_segments_mut().expect("addresses of HTTP have paths");
        segments.pop_if_empty().extend(path.split('/'));
        drop(segments);
        url
    }

    /// The address of a folder, with the slash that some servers ask for.
    fn folder(&self, path: &str) -> Url {
        let mut url = if path.is_empty() { self.root.clone() } else { self.file(path) };
        let folder = format!("{}/", url.path().trim_end_matches('/'));
        url.set_path(&folder);
        url
    }

    /// Makes a folder and those above it, those of the address too.
    fn ensure(&mut self, folder: &Url) -> Result<(), PublishError> {
        if self.made.contains(folder.as_str()) {
            return Ok(());
        }
        let mut answer = self.ask("MKCOL", folder, &[])?;
        if matches!(answer.status, 404 | 409) {
            let mut above = folder.clone();
            let path = folder.path().trim_end_matches('/');
            let Some((path, _)) = path.rsplit_once('/') else {
                return Err(self.http.refused(&answer, folder.path()));
            };
            above.set_path(&format!("{path}/"));
            self.ensure(&above)?;
            answer = self.ask("MKCOL", folder, &[])?;
        }
        // 405 is how a server says that it is there already.
        if !answer.is_yes() && answer.status != 405 {
            return Err(self.http.refused(&answer, folder.path()));
        }
        self.made.insert(folder.to_string());
        Ok(())
    }
}

impl Remote for Dav {
    fn read(&mut self, path: &str, most: u64) -> Result<Option<Vec<u8>>, PublishError> {
        let answer = self.ask("GET", &self.file(path), &[])?;
        match answer.status {
            404 | 409 => Ok(None),
            _ if answer.is_yes() => self.http.body(answer, most).map(Some),
            _ => Err(self.http.refused(&answer, path)),
        }
    }

    fn size(&mut self, path: &str) -> Result<Option<u64>, PublishError> {
        let answer = self.ask("HEAD", &self.file(path), &[])?;
        match answer.status {
            404 | 409 => Ok(None),
            _ if answer.is_yes() => Ok(Some(answer.length().unwrap_or_default())),
            _ => Err(self.http.refused(&answer, path)),
        }
    }

    fn put(
        &mut self,
        path: &str,
        bytes: &[u8],
        told: Told<'_>,
    ) -> Result<(), PublishError> {
        self.ensure(&self.folder(""))?;
        if let Some((folder, _)) = path.rsplit_once('/') {
            self.ensure(&self.folder(folder))?;
        }
        let headers = [("authorization", self.proof.as_str())];
        let answer = self.http.send(&self.file(DRAFT), &headers, bytes, told)?;
        match answer.status {
            // The folder is there, or was just made: what is missing is the right.
            404 | 405 | 409 => {
                return Err(PublishError::Forbidden { path: path.to_owned() });
            }
            _ if answer.is_yes() => {}
            _ => return Err(self.http.refused(&answer, path)),
        }
        let to = self.file(path).to_string();
        let headers = [("destination", to.as_str()), ("overwrite", "T")];
        let answer = self.ask("MOVE", &self.file(DRAFT), &headers)?;
        match answer.is_yes() {
            true => Ok(()),
            false => Err(self.http.refused(&answer, path)),
        }
    }

    fn remove(&mut self, path: &str) -> Result<(), PublishError> {
        let answer = self.ask("DELETE", &self.file(path), &[])?;
        match answer.is_yes() || answer.status == 404 {
            true => Ok(()),
            false => Err(self.http.refused(&answer, path)),
        }
    }
}
