//! Files over SSH.
//!
//! A file is written beside its place and renamed over the old one where the server
//! can (`posix-rename@openssh.com`); elsewhere the old one is removed just before.

use crate::access::Access;
use crate::failure::PublishError;
use crate::host_keys::Known;
use crate::remote::{Remote, Told};
use crate::sums::DRAFT;
use russh::client::{self, AuthResult, KeyboardInteractiveAuthResponse as Interactive};
use russh::keys::agent::AgentIdentity;
use russh::keys::agent::client::AgentClient;
use russh::keys::{PrivateKeyWithHashAlg, PublicKeyOrCertificate, load_secret_key};
use russh_sftp::client::error::Error as SftpError;
use russh_sftp::client::{Config as SftpConfig, RawSftpSession};
use russh_sftp::protocol::{FileAttributes, OpenFlags, Packet, StatusCode};
use std::borrow::Cow;
use std::collections::BTreeSet;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;
use tokio::runtime::Runtime;

/// How long a server may be silent.
const PATIENCE: Duration = Duration::from_secs(60);
/// Bytes of one request; every server takes this many.
const PIECE: usize = 32 << 10;
/// Requests under way at once.
const AT_ONCE: usize = 16;
const POSIX_RENAME: &str = "posix-rename@openssh.com";

/// Connects, checks the server's key and proves who publishes.
pub(crate) fn open(access: &Access) -> Result<Sftp, PublishError> {
    let host = access.address.host().to_owned();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| unreachable(&host, &error))?;
    let opened = tokio_timeout(&runtime, open_session(access));
    let (ssh, session, can_replace) =
        opened.unwrap_or_else(|| Err(unreachable(&host, &"no answer")))?;
    let mut folder: Vec<String> = access.address.segments().collect();
    folder.retain(|part| !part.is_empty());
    let is_of_home = folder.first().is_some_and(|part| part == "~");
    let root = match is_of_home {
        true => folder[1..].join("/"),
        false => format!("/{}", folder.join("/")),
    };
    let root = if root.is_empty() { ".".to_owned() } else { root };
    let made = BTreeSet::new();
    Ok(Sftp {
        runtime,
        _ssh: ssh,
        session: Arc::new(session),
        can_replace,
        host,
        root,
        made,
    })
}

/// The outcome, `None` when it takes too long.
fn tokio_timeout<T>(runtime: &Runtime, work: impl Future<Output = T>) -> Option<T> {
    runtime.block_on(async { tokio::time::timeout(PATIENCE, work).await.ok() })
}

/// A session, and whether its server renames over a file that is there.
type Session = (client::Handle<Greeter>, RawSftpSession, bool);

async fn open_session(access: &Access) -> Result<Session, PublishError> {
    let address = &access.address;
    let host = address.host();
    let (name, port) = (address.name_of_host(), address.port().unwrap_or(22));
    let known = Known::of(name, port, &access.host_keys)?;
    let preferred = russh::Preferred {
        key: Cow::Owned(known.wanted()),
        ..russh::Preferred::default()
    };
    let config = client::Config {
        preferred,
        inactivity_timeout: Some(PATIENCE * 10),
        keepalive_interval: Some(PATIENCE / 4),
        nodelay: true,
        ..client::Config::default()
    };
    let mut ssh = client::connect(Arc::new(config), (name, port), Greeter { known })
        .await
        .map_err(|error| match error {
            Hail::Key(refused) => refused,
            Hail::Ssh(error) => unreachable(host, &error),
        })?;
    prove(&mut ssh, access).await?;
    let lost = |error: &dyn std::fmt::Display| PublishError::Odd {
        host: host.to_owned(),
        said: error.to_string(),
    };
    let channel = ssh.channel_open_session().await.map_err(|error| lost(&error))?;
    channel.request_subsystem(true, "sftp").await.map_err(|error| lost(&error))?;
    let config =
        SftpConfig { request_timeout_secs: PATIENCE.as_secs(), ..SftpConfig::default() };
    let session = RawSftpSession::new_with_config(channel.into_stream(), config);
    let version = session.init().await.map_err(|error| lost(&error))?;
    let can_replace = version.extensions.contains_key(POSIX_RENAME);
    Ok((ssh, session, can_replace))
}

/// Proves who publishes: by the key that was named, else the password, else whatever
/// the agent holds.
async fn prove(
    ssh: &mut client::Handle<Greeter>,
    access: &Access,
) -> Result<(), PublishError> {
    let address = &access.address;
    let (host, user) = (address.host(), address.user());
    let broken = |error: russh::Error| broken(host, &error);
    let mut is_in = false;
    if let Some(path) = &access.key_file {
        let words = access.secret.as_ref().map(|secret| secret.words());
        let key = load_secret_key(path, words).map_err(|error| {
            PublishError::KeyFile { path: path.clone(), said: error.to_string() }
        })?;
        let key = PrivateKeyWithHashAlg::new(Arc::new(key), None);
        let answer = ssh.authenticate_publickey(&user, key).await.map_err(broken)?;
        is_in = answer.success();
    } else if let Some(secret) = &access.secret {
        let answer = ssh.authenticate_password(&user, secret.words()).await;
        is_in = match answer.map_err(broken)? {
            AuthResult::Success => true,
            AuthResult::Failure { .. } => {
                interactive(ssh, &user, secret.words()).await.map_err(broken)?
            }
        };
    } else {
        let Some(mut agent) = agent().await else {
            return Err(PublishError::NoSecret { account: address.account() });
        };
        for identity in agent.request_identities().await.unwrap_or_default() {
            let AgentIdentity::PublicKey { key, .. } = identity else { continue };
            let answer =
                ssh.authenticate_publickey_with(&user, key, None, &mut agent).await;
            is_in = answer.is_ok_and(|answer| answer.success());
            if is_in {
                break;
            }
        }
    }
    match is_in {
        true => Ok(()),
        false => Err(PublishError::Refused { host: host.to_owned(), user }),
    }
}

/// The same password, to servers that ask for it as a question.
async fn interactive(
    ssh: &mut client::Handle<Greeter>,
    user: &str,
    words: &str,
) -> Result<bool, russh::Error> {
    let mut answer = ssh.authenticate_keyboard_interactive_start(user, None).await?;
    for _ in 0..3 {
        let Interactive::InfoRequest { prompts, .. } = answer else { break };
        // One hidden question is the password; anything else we cannot answer.
        let answers = match &*prompts {
            [] => Vec::new(),
            [one] if !one.echo => vec![words.to_owned()],
            _ => return Ok(false),
        };
        answer = ssh.authenticate_keyboard_interactive_respond(answers).await?;
    }
    Ok(matches!(answer, Interactive::Success))
}

type Agent = AgentClient<Box<dyn russh::keys::agent::client::AgentStream + Send + Unpin>>;

#[cfg(unix)]
async fn agent() -> Option<Agent> {
    Some(AgentClient::connect_env().await.ok()?.dynamic())
}

#[cfg(windows)]
async fn agent() -> Option<Agent> {
    let pipe = r"\\.\pipe\openssh-ssh-agent";
    Some(AgentClient::connect_named_pipe(pipe).await.ok()?.dynamic())
}

/// Meets the server and looks at its key.
struct Greeter {
    known: Known,
}

/// Why the server was not met.
#[derive(Debug)]
enum Hail {
    Ssh(russh::Error),
    Key(PublishError),
}

impl From<russh::Error> for Hail {
    fn from(error: russh::Error) -> Self {
        Self::Ssh(error)
    }
}

impl client::Handler for Greeter {
    type Error = Hail;

    async fn check_server_key(
        &mut self,
        key: &PublicKeyOrCertificate,
    ) -> Result<bool, Hail> {
        self.known.check(&key.public_key()).map(|()| true).map_err(Hail::Key)
    }
}

/// A folder on a server, over SSH.
pub(crate) struct Sftp {
    runtime: Runtime,
    /// Ends the connection when it is dropped.
    _ssh: client::Handle<Greeter>,
    session: Arc<RawSftpSession>,
    can_replace: bool,
    host: String,
    root: String,
    /// Folders that are there for certain.
    made: BTreeSet<String>,
}

impl Sftp {
    fn full(&self, path: &str) -> String {
        format!("{}/{path}", self.root.trim_end_matches('/'))
    }

    /// Waits for an answer about `path`. `None` when there is no such file.
    fn ask<T>(
        &self,
        path: &str,
        asked: impl Future<Output = Result<T, SftpError>>,
    ) -> Result<Option<T>, PublishError> {
        match self.runtime.block_on(asked) {
            Ok(answer) => Ok(Some(answer)),
            Err(error) if is(&error, StatusCode::NoSuchFile) => Ok(None),
            Err(error) => Err(self.refused(path, &error)),
        }
    }

    /// Waits for an answer about `path` whose folder is there: what is missing was taken
    /// away from under us, or is kept from us.
    fn must<T>(
        &self,
        path: &str,
        asked: impl Future<Output = Result<T, SftpError>>,
    ) -> Result<T, PublishError> {
        let missing = || PublishError::Forbidden { path: path.to_owned() };
        self.ask(path, asked)?.ok_or_else(missing)
    }

    fn refused(&self, path: &str, error: &SftpError) -> PublishError {
        let host = self.host.clone();
        match error {
            SftpError::Status(status) => match status.status_code {
                StatusCode::PermissionDenied => {
                    PublishError::Forbidden { path: path.to_owned() }
                }
                // The protocol has no word for a full disk.
                StatusCode::Failure if self.is_full() => {
                    PublishError::Full { path: path.to_owned() }
                }
                _ => PublishError::Odd { host, said: error.to_string() },
            },
            SftpError::Limited(_) | SftpError::UnexpectedPacket => {
                PublishError::Odd { host, said: error.to_string() }
            }
            _ => broken(&host, error),
        }
    }

    fn is_full(&self) -> bool {
        let asked = self.session.statvfs(self.root.as_str());
        let about = self.runtime.block_on(asked);
        about.is_ok_and(|about| {
            about.blocks_avail.saturating_mul(about.fragment_size) < 1 << 16
        })
    }

    /// Makes a folder and those above it.
    fn ensure(&mut self, folder: &str) -> Result<(), PublishError> {
        if folder.is_empty() || self.made.contains(folder) {
            return Ok(());
        }
        let session = self.session.clone();
        if self.ask(folder, session.stat(folder))?.is_none() {
            if let Some((above, _)) = folder.rsplit_once('/') {
                self.ensure(above)?;
            }
            self.must(folder, session.mkdir(folder, FileAttributes::empty()))
                .map_err(|error| unwritable(folder, error))?;
        }
        self.made.insert(folder.to_owned());
        Ok(())
    }

    /// Writes a draft beside everything, whole.
    fn draft(
        &mut self,
        path: &str,
        bytes: &[u8],
        told: Told<'_>,
    ) -> Result<(), PublishError> {
        let session = self.session.clone();
        let flags = OpenFlags::CREATE | OpenFlags::TRUNCATE | OpenFlags::WRITE;
        let opened = session.open(self.full(DRAFT), flags, FileAttributes::empty());
        let handle = self.must(path, opened).map_err(|error| unwritable(path, error))?;
        let handle = handle.handle;
        let mut at = 0;
        for many in bytes.chunks(PIECE * AT_ONCE) {
            if told(at as u64).is_break() {
                return Err(PublishError::Cancelled);
            }
            let writing = async {
                let mut under_way = tokio::task::JoinSet::new();
                for (i, piece) in many.chunks(PIECE).enumerate() {
                    let (session, handle) = (session.clone(), handle.clone());
                    let (offset, piece) = ((at + i * PIECE) as u64, piece.to_vec());
                    under_way
                        .spawn(async move { session.write(handle, offset, piece).await });
                }
                while let Some(ended) = under_way.join_next().await {
                    ended.map_err(|error| SftpError::IO(error.to_string()))??;
                }
                Ok(())
            };
            self.must(path, writing)?;
            at += many.len();
        }
        self.must(path, session.close(handle))?;
        // A full disk may answer that everything is fine.
        match self.size(DRAFT)? == Some(bytes.len() as u64) {
            true => Ok(()),
            false => Err(PublishError::Full { path: path.to_owned() }),
        }
    }

    /// Moves the draft over its place.
    fn settle(&mut self, path: &str) -> Result<(), PublishError> {
        let session = self.session.clone();
        let (from, to) = (self.full(DRAFT), self.full(path));
        if self.can_replace {
            let words = [from, to].map(|name| {
                let length = u32::try_from(name.len()).expect("a path is short");
                [&length.to_be_bytes(), name.as_bytes()].concat()
            });
            let renaming = async {
                match session.extended(POSIX_RENAME, words.concat()).await? {
                    Packet::Status(status) if status.status_code == StatusCode::Ok => {
                        Ok(())
                    }
                    Packet::Status(status) => Err(SftpError::Status(status)),
                    _ => Err(SftpError::UnexpectedPacket),
                }
            };
            self.must(path, renaming)?;
        } else {
            self.remove(path)?;
            self.must(path, session.rename(from, to))?;
        }
        Ok(())
    }
}

impl Remote for Sftp {
    fn read(&mut self, path: &str, most: u64) -> Result<Option<Vec<u8>>, PublishError> {
        let session = self.session.clone();
        let opened =
            session.open(self.full(path), OpenFlags::READ, FileAttributes::empty());
        let Some(handle) = self.ask(path, opened)? else { return Ok(None) };
        let handle = handle.handle;
        let mut bytes = Vec::new();
        let mut ended = false;
        while !ended {
            let at = bytes.len() as u64;
            let reading = async {
                match session.read(handle.as_str(), at, PIECE as u32).await {
                    Err(error) if is(&error, StatusCode::Eof) => Ok(Vec::new()),
                    read => read.map(|data| data.data.to_vec()),
                }
            };
            let piece = self.ask(path, reading)?.unwrap_or_default();
            ended = piece.is_empty();
            bytes.extend(piece);
            if bytes.len() as u64 > most {
                let said = format!("{path} is longer than {most} bytes");
                return Err(PublishError::Odd { host: self.host.clone(), said });
            }
        }
        self.ask(path, session.close(handle))?;
        Ok(Some(bytes))
    }

    fn size(&mut self, path: &str) -> Result<Option<u64>, PublishError> {
        let about = self.ask(path, self.session.stat(self.full(path)))?;
        Ok(about.map(|about| about.attrs.size.unwrap_or_default()))
    }

    fn put(
        &mut self,
        path: &str,
        bytes: &[u8],
        told: Told<'_>,
    ) -> Result<(), PublishError> {
        let target = self.full(path);
        let folder = target.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        self.ensure(&self.root.clone())?;
        self.ensure(&folder)?;
        self.draft(path, bytes, told)?;
        self.settle(path)
    }

    fn remove(&mut self, path: &str) -> Result<(), PublishError> {
        self.ask(path, self.session.remove(self.full(path))).map(|_| ())
    }
}

/// Some servers have one word for everything that may not be made.
fn unwritable(path: &str, error: PublishError) -> PublishError {
    match error {
        PublishError::Odd { .. } => PublishError::Forbidden { path: path.to_owned() },
        error => error,
    }
}

fn is(error: &SftpError, code: StatusCode) -> bool {
    matches!(error, SftpError::Status(status) if status.status_code == code)
}

fn unreachable(host: &str, error: &dyn std::fmt::Display) -> PublishError {
    PublishError::Unreachable { host: host.to_owned(), said: error.to_string() }
}

fn broken(host: &str, error: &dyn std::fmt::Display) -> PublishError {
    PublishError::Broken { host: host.to_owned(), said: error.to_string() }
}
