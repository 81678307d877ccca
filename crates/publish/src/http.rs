//! One request of HTTP, and what an answer that is no yes means.

use crate::access::Access;
use crate::failure::PublishError;
use crate::remote::Told;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Duration;
use ureq::http::{Request, Response};
use ureq::tls::{RootCerts, TlsConfig, TlsProvider};
use ureq::{Agent, Body, SendBody};
use url::Url;

/// How long a server may be silent.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long a connection may take to stand.
const KNOCKING: Duration = Duration::from_secs(20);
/// Bytes sent between two looks at whether to stop.
const PIECE: usize = 64 << 10;

/// A server of HTTP.
pub(crate) struct Http {
    agent: Agent,
    pub(crate) host: String,
    user: String,
}

/// The answer to a request.
pub(crate) struct Answer {
    pub(crate) status: u16,
    response: Response<Body>,
}

impl Http {
    /// Makes ready to speak; speaks to nobody yet.
    pub(crate) fn new(access: &Access) -> Self {
        let tls = TlsConfig::builder()
            .provider(TlsProvider::Rustls)
            .unversioned_rustls_crypto_provider(Arc::new(
                rustls::crypto::ring::default_provider(),
            ))
            .root_certs(RootCerts::PlatformVerifier)
            .build();
        let mut config = Agent::config_builder()
            .tls_config(tls)
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            // A password does not follow to wherever a server points.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(concat!("Bantin/", env!("CARGO_PKG_VERSION")))
            .timeout_connect(Some(KNOCKING))
            .timeout_recv_response(Some(PATIENCE))
            .timeout_per_read(Some(PATIENCE))
            .timeout_per_write(Some(PATIENCE));
        if access.address.is_here() {
            config = config.proxy(None);
        }
        let agent = config.build().new_agent();
        let (host, user) = (access.address.host().to_owned(), access.address.user());
        Self { agent, host, user }
    }

    /// Asks something without a body.
    pub(crate) fn ask(
        &self,
        method: &str,
        url: &Url,
        headers: &[(&str, &str)],
    ) -> Result<Answer, PublishError> {
        self.run(method, url, headers, SendBody::none())
    }

    /// Sends bytes and tells how far they have come.
    pub(crate) fn send(
        &self,
        url: &Url,
        headers: &[(&str, &str)],
        bytes: &[u8],
        told: Told<'_>,
    ) -> Result<Answer, PublishError> {
        let length = bytes.len().to_string();
        let mut headers = headers.to_vec();
        headers.push(("content-length", &length));
        let mut stopped = false;
        let mut body = Sending { bytes, at: 0, told, stopped: &mut stopped };
        let answer = self.run("PUT", url, &headers, SendBody::from_reader(&mut body));
        if stopped { Err(PublishError::Cancelled) } else { answer }
    }

    fn run(
        &self,
        method: &str,
        url: &Url,
        headers: &[(&str, &str)],
        body: SendBody<'_>,
    ) -> Result<Answer, PublishError> {
        let mut request = Request::builder().method(method).uri(url.as_str());
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        // The library would quote the address, and addresses of S3 are signed.
        let request = request
            .body(body)
            .map_err(|_| self.odd("a request that cannot be written"))?;
        let response = self.agent.run(request).map_err(|error| self.lost(&error))?;
        Ok(Answer { status: response.status().as_u16(), response })
    }

    fn lost(&self, error: &ureq::Error) -> PublishError {
        use ureq::Error as E;
        let host = self.host.clone();
        match error {
            E::Rustls(error) => {
                PublishError::Certificate { host, said: error.to_string() }
            }
            E::Io(error) if is_tls(error) => {
                PublishError::Certificate { host, said: error.to_string() }
            }
            E::HostNotFound => {
                PublishError::Unreachable { host, said: "no such host".to_owned() }
            }
            E::ConnectionFailed | E::ConnectProxyFailed(_) | E::InvalidProxyUrl => {
                PublishError::Unreachable { host, said: error.to_string() }
            }
            E::Timeout(ureq::Timeout::Connect | ureq::Timeout::Resolve) => {
                PublishError::Unreachable { host, said: "no answer".to_owned() }
            }
            E::Io(error) if error.kind() == io::ErrorKind::ConnectionRefused => {
                PublishError::Unreachable { host, said: error.to_string() }
            }
            E::Io(_) | E::Timeout(_) => {
                PublishError::Broken { host, said: error.to_string() }
            }
            E::Protocol(error) => PublishError::Broken { host, said: error.to_string() },
            _ => self.odd("nothing we understand"),
        }
    }

    /// What an answer that is no yes means for `path`.
    pub(crate) fn refused(&self, answer: &Answer, path: &str) -> PublishError {
        let host = self.host.clone();
        match answer.status {
            401 => PublishError::Refused { host, user: self.user.clone() },
            403 => PublishError::Forbidden { path: path.to_owned() },
            413 | 507 => PublishError::Full { path: path.to_owned() },
            300..=399 => {
                let to = answer.header("location").unwrap_or_default();
                PublishError::Moved { host, to }
            }
            status => self.odd(&format!("status {status}")),
        }
    }

    pub(crate) fn odd(&self, said: &str) -> PublishError {
        PublishError::Odd { host: self.host.clone(), said: said.to_owned() }
    }

    /// The body of an answer, if it has at most `most` bytes.
    pub(crate) fn body(
        &self,
        answer: Answer,
        most: u64,
    ) -> Result<Vec<u8>, PublishError> {
        let mut bytes = Vec::new();
        let (_, body) = answer.response.into_parts();
        let mut reader = body.into_reader().take(most + 1);
        reader.read_to_end(&mut bytes).map_err(|error| PublishError::Broken {
            host: self.host.clone(),
            said: error.to_string(),
        })?;
        match bytes.len() as u64 > most {
            true => Err(self.odd(&format!("more than {most} bytes"))),
            false => Ok(bytes),
        }
    }
}

impl Answer {
    pub(crate) fn is_yes(&self) -> bool {
        (200..300).contains(&self.status)
    }

    pub(crate) fn header(&self, name: &str) -> Option<String> {
        let value = self.response.headers().get(name)?;
        Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
    }

    /// The length the answer states, in bytes.
    pub(crate) fn length(&self) -> Option<u64> {
        self.header("content-length")?.parse().ok()
    }
}

/// TLS hides in errors of input and output.
fn is_tls(error: &io::Error) -> bool {
    error.get_ref().is_some_and(|inner| inner.is::<rustls::Error>())
}

/// Bytes on their way.
struct Sending<'a> {
    bytes: &'a [u8],
    at: usize,
    told: Told<'a>,
    stopped: &'a mut bool,
}

impl Read for Sending<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if let ControlFlow::Break(()) = (self.told)(self.at as u64) {
            *self.stopped = true;
            return Err(io::Error::other("stopped"));
        }
        let many = into.len().min(self.bytes.len() - self.at).min(PIECE);
        into[..many].copy_from_slice(&self.bytes[self.at..self.at + many]);
        self.at += many;
        Ok(many)
    }
}
