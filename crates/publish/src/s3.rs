//! Storage that speaks S3. Objects are replaced whole, so there is no draft; each
//! carries its sum, so nothing is read back.

use crate::access::Access;
use crate::failure::PublishError;
use crate::http::{Answer, Http};
use crate::remote::{Remote, Told};
use crate::sums;
use rusty_s3::{Bucket, Credentials, S3Action, UrlStyle};
use std::time::Duration;
use url::Url;

/// How long a signed request may be under way before it begins.
const VALID: Duration = Duration::from_secs(15 * 60);
/// The header an object carries its sum in.
const SUM: &str = "x-amz-meta-sha256";
/// What a refusal may say, in bytes.
const LONGEST_REFUSAL: u64 = 64 << 10;

/// Makes ready to speak, and asks once whether we are let in.
pub(crate) fn open(access: &Access) -> Result<S3, PublishError> {
    let address = &access.address;
    let Some(secret) = &access.secret else {
        return Err(PublishError::NoSecret { account: address.account() });
    };
    let mut folder = address.segments();
    let bucket = folder.next().unwrap_or_default();
    let mut prefix: Vec<String> = folder.filter(|part| !part.is_empty()).collect();
    prefix.push(String::new());
    let mut endpoint = address.http()?;
    endpoint.set_path("");
    let region = address.option("region").unwrap_or_else(|| "us-east-1".to_owned());
    let style = match address.option("style").as_deref() {
        Some("host") => UrlStyle::VirtualHost,
        _ => UrlStyle::Path,
    };
    let bucket =
        Bucket::new(endpoint, style, bucket, region).map_err(|_| PublishError::Address)?;
    let credentials = Credentials::new(address.user(), secret.words());
    let http = Http::new(access);
    let s3 = S3 { http, bucket, credentials, prefix: prefix.join("/") };
    Ok(s3)
}

/// A folder of a bucket.
pub(crate) struct S3 {
    http: Http,
    bucket: Bucket,
    credentials: Credentials,
    /// Empty, or with a slash at its end.
    prefix: String,
}

impl S3 {
    fn key(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }

    fn head(&self, path: &str) -> Result<Option<Answer>, PublishError> {
        let key = self.key(path);
        let action = self.bucket.head_object(Some(&self.credentials), &key);
        let answer = self.http.ask("HEAD", &action.sign(VALID), &[])?;
        match answer.status {
            404 => Ok(None),
            _ if answer.is_yes() => Ok(Some(answer)),
            _ => Err(self.refused(answer, path)),
        }
    }

    /// What an answer that is no yes means. 403 is a wrong key as well as a missing
    /// right; the words beside it tell them apart.
    fn refused(&self, answer: Answer, path: &str) -> PublishError {
        let plain = self.http.refused(&answer, path);
        let status = answer.status;
        let words = self.http.body(answer, LONGEST_REFUSAL).unwrap_or_default();
        let words = String::from_utf8_lossy(&words).into_owned();
        let says = |code: &str| words.contains(&format!("<Code>{code}</Code>"));
        let host = self.http.host.clone();
        let is_wrong_key = ["InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken"];
        if status == 403 && is_wrong_key.iter().any(|code| says(code)) {
            return PublishError::Refused { host, user: self.credentials.key().to_owned() };
        }
        if says("NoSuchBucket") {
            return PublishError::NoBucket { bucket: self.bucket.name().to_owned() };
        }
        if says("QuotaExceeded") || says("XMinioStorageFull") {
            return PublishError::Full { path: path.to_owned() };
        }
        plain
    }
}

impl Remote for S3 {
    fn read(&mut self, path: &str, most: u64) -> Result<Option<Vec<u8>>, PublishError> {
        let key = self.key(path);
        let url: Url = self.bucket.get_object(Some(&self.credentials), &key).sign(VALID);
        let answer = self.http.ask("GET", &url, &[])?;
        match answer.status {
            404 => match self.refused(answer, path) {
                missing @ PublishError::NoBucket { .. } => Err(missing),
                _ => Ok(None),
            },
            _ if answer.is_yes() => self.http.body(answer, most).map(Some),
            _ => Err(self.refused(answer, path)),
        }
    }

    fn size(&mut self, path: &str) -> Result<Option<u64>, PublishError> {
        Ok(self.head(path)?.map(|answer| answer.length().unwrap_or_default()))
    }

    fn put(
        &mut self,
        path: &str,
        bytes: &[u8],
        told: Told<'_>,
    ) -> Result<(), PublishError> {
        let (key, sum, kind) = (self.key(path), sums::sum(bytes), media_type(path));
        let mut action = self.bucket.put_object(Some(&self.credentials), &key);
        action.headers_mut().insert("content-type", kind);
        action.headers_mut().insert(SUM, sum.as_str());
        let headers = [("content-type", kind), (SUM, sum.as_str())];
        let answer = self.http.send(&action.sign(VALID), &headers, bytes, told)?;
        match answer.is_yes() {
            true => Ok(()),
            false => Err(self.refused(answer, path)),
        }
    }

    fn remove(&mut self, path: &str) -> Result<(), PublishError> {
        let key = self.key(path);
        let url: Url = self.bucket.delete_object(Some(&self.credentials), &key).sign(VALID);
        let answer = self.http.ask("DELETE", &url, &[])?;
        match answer.is_yes() || answer.status == 404 {
            true => Ok(()),
            false => Err(self.refused(answer, path)),
        }
    }

    fn holds(&mut self, path: &str, size: u64, sum: &str) -> Result<bool, PublishError> {
        let about = self.head(path)?;
        Ok(about.is_some_and(|about| {
            about.length() == Some(size) && about.header(SUM).as_deref() == Some(sum)
        }))
    }
}

/// What a browser is told a file is: storage does not know by itself, and a page of an
/// unknown kind is downloaded instead of shown.
fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "avif" => "image/avif",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        "epub" => "application/epub+zip",
        "m4a" => "audio/mp4",
        "mp3" => "audio/mpeg",
        "ogg" | "opus" => "audio/ogg",
        "zip" => "application/zip",
        "txt" | "md" | "part" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
