//! Storage that speaks S3. Objects are replaced whole, so there is no draft; each
//! carries its sum, so nothing is read back.

use crate::access::Access;
use crate::failure::PublishError;
use crate::http::{Answer, Http};
use crate::remote::{Remote, Told};
use crate::sums;
use aws_credential_types::Credentials;
use aws_sigv4::http_request::{
    PayloadChecksumKind, PercentEncodingMode, SignableBody, SignableRequest,
    SigningSettings, UriPathNormalizationMode, sign,
};
use aws_sigv4::sign::v4;
use aws_smithy_runtime_api::client::identity::Identity;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::time::SystemTime;
use url::Url;

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
    let mut root = address.http()?;
    let mut folder = address.segments();
    let bucket = folder.next().unwrap_or_default();
    // Some servers want the bucket as a part of the host, most take it as a folder.
    if address.option("style").as_deref() == Some("host") {
        let host = format!("{bucket}.{}", address.host());
        root.set_host(Some(&host)).map_err(|_| PublishError::Address)?;
        let path = folder.collect::<Vec<_>>().join("/");
        root.set_path(&path);
    }
    let region = address.option("region").unwrap_or_else(|| "us-east-1".to_owned());
    let user = address.user();
    let identity = Credentials::new(&user, secret.words(), None, None, "bantin").into();
    Ok(S3 { http: Http::new(access), root, bucket, region, user, identity })
}

/// A folder of a bucket.
pub(crate) struct S3 {
    http: Http,
    root: Url,
    bucket: String,
    region: String,
    user: String,
    identity: Identity,
}

impl S3 {
    /// The address of an object.
    fn object(&self, path: &str) -> Url {
        let mut url = self.root.clone();
        // What is signed is what is sent: nothing but plain letters stays as it is.
        let encoded = utf8_percent_encode(path, &KEPT).to_string();
        let whole = format!("{}/{encoded}", url.path().trim_end_matches('/'));
        url.set_path(&whole);
        url
    }

    /// The headers that prove who asks, those given among them.
    fn signed<'h>(
        &self,
        method: &str,
        url: &Url,
        headers: &[(&'h str, &'h str)],
        bytes: &[u8],
    ) -> Result<Vec<(String, String)>, PublishError> {
        let mut settings = SigningSettings::default();
        settings.payload_checksum_kind = PayloadChecksumKind::XAmzSha256;
        settings.percent_encoding_mode = PercentEncodingMode::Single;
        settings.uri_path_normalization_mode = UriPathNormalizationMode::Disabled;
        let unsigned = |said: &str| self.http.odd(&format!("nothing yet: {said}"));
        let params = v4::SigningParams::builder()
            .identity(&self.identity)
            .region(&self.region)
            .name("s3")
            .time(SystemTime::now())
            .settings(settings)
            .build()
            .map_err(|_| unsigned("no signature could be made"))?
            .into();
        let body = SignableBody::Bytes(bytes);
        let signable =
            SignableRequest::new(method, url.as_str(), headers.iter().copied(), body)
                .map_err(|_| unsigned("its address cannot be signed"))?;
        let (proof, _) = sign(signable, &params)
            .map_err(|_| unsigned("no signature could be made"))?
            .into_parts();
        let all = headers.iter().copied().chain(proof.headers());
        Ok(all.map(|(name, value)| (name.to_owned(), value.to_owned())).collect())
    }

    fn ask(&self, method: &str, path: &str) -> Result<Answer, PublishError> {
        let url = self.object(path);
        let headers = self.signed(method, &url, &[], b"")?;
        self.http.ask(method, &url, &pairs(&headers))
    }

    fn head(&self, path: &str) -> Result<Option<Answer>, PublishError> {
        let answer = self.ask("HEAD", path)?;
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
        let is_wrong_key =
            ["InvalidAccessKeyId", "SignatureDoesNotMatch", "InvalidToken"];
        if status == 403 && is_wrong_key.iter().any(|code| says(code)) {
            return PublishError::Refused { host, user: self.user.clone() };
        }
        if says("NoSuchBucket") {
            return PublishError::NoBucket { bucket: self.bucket.clone() };
        }
        if says("QuotaExceeded") || says("XMinioStorageFull") {
            return PublishError::Full { path: path.to_owned() };
        }
        plain
    }
}

impl Remote for S3 {
    fn read(&mut self, path: &str, most: u64) -> Result<Option<Vec<u8>>, PublishError> {
        let answer = self.ask("GET", path)?;
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
        let (url, sum) = (self.object(path), sums::sum(bytes));
        let headers = [("content-type", media_type(path)), (SUM, sum.as_str())];
        let headers = self.signed("PUT", &url, &headers, bytes)?;
        let answer = self.http.send(&url, &pairs(&headers), bytes, told)?;
        match answer.is_yes() {
            true => Ok(()),
            false => Err(self.refused(answer, path)),
        }
    }

    fn remove(&mut self, path: &str) -> Result<(), PublishError> {
        let answer = self.ask("DELETE", path)?;
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

/// What stays as it is in the address of an object: what signing leaves alone.
const KEPT: AsciiSet =
    NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

fn pairs(headers: &[(String, String)]) -> Vec<(&str, &str)> {
    headers.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
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
