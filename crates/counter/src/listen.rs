//! Starting and stopping: sockets of both kinds of addresses, the counting thread, and
//! an orderly end.

use crate::answer::{Counting, Desk, router};
use crate::ledger::{Ledger, LedgerError};
use crate::rate::Rate;
use crate::visitors::Visitors;
use axum::Router;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::mpsc::sync_channel;
use std::thread::JoinHandle;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Requests that may wait to be counted; more are told to come back.
const MOST_WAITING: usize = 20_000;

/// How long open requests may take to end when the server stops.
const LAST_ANSWERS: Duration = Duration::from_secs(5);

/// What a counter is started with.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The file of counts; made when it is not there.
    pub file: PathBuf,
    /// Port, 0 for a free one.
    pub port: u16,
    /// Whether only programs of this machine reach it, as behind a web server.
    pub this_machine: bool,
    /// Pages of these origins (`https://bantin.example.vn`) are counted and answered;
    /// `*` means every page, `null` pages opened from a disk.
    pub origins: Vec<String>,
    /// Requests of one address a minute in the long run, 0 for no limit.
    pub per_minute: u32,
    /// Whether a proxy in front writes who asks into `X-Forwarded-For`.
    pub behind_proxy: bool,
    /// Time zone in which a day begins, such as `Asia/Ho_Chi_Minh`; that of the machine
    /// when there is none.
    pub zone: Option<String>,
}

/// A failure to start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ListenError {
    /// The file of counts cannot be used.
    #[error(transparent)]
    Ledger(#[from] LedgerError),

    /// There is no time zone of this name.
    #[error("no time zone is called {name}")]
    Zone {
        /// What was asked for.
        name: String,
    },

    /// Another program listens there, or the port is not allowed.
    #[error("failed to listen on port {port}")]
    Port {
        /// The port that was asked for.
        port: u16,
        /// What the system said.
        #[source]
        source: std::io::Error,
    },

    /// The system gives no threads.
    #[error("failed to begin")]
    Begin(#[source] std::io::Error),
}

/// A counter that listens and has not begun to answer.
pub struct Counter {
    runtime: tokio::runtime::Runtime,
    listeners: Vec<TcpListener>,
    router: Router,
    counting: JoinHandle<()>,
}

impl Counter {
    /// Opens the file and the port.
    ///
    /// # Errors
    ///
    /// [`ListenError`], one variant for each thing to mend.
    pub fn open(settings: Settings) -> Result<Self, ListenError> {
        let zone = match &settings.zone {
            None => jiff::tz::TimeZone::system(),
            Some(name) => jiff::tz::TimeZone::get(name)
                .map_err(|_| ListenError::Zone { name: name.clone() })?,
        };
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .map_err(ListenError::Begin)?;
        let port = settings.port;
        let listeners = runtime
            .block_on(listen(port, settings.this_machine))
            .map_err(|source| ListenError::Port { port, source })?;
        let counting = Counting {
            ledger: Ledger::open(&settings.file)?,
            visitors: Visitors::new(uuid::Uuid::new_v4().into_bytes()),
            rate: Rate::new(settings.per_minute),
            zone,
        };
        let (questions, asked) = sync_channel(MOST_WAITING);
        let counting = std::thread::Builder::new()
            .name("counting".into())
            .spawn(move || counting.run(&asked))
            .map_err(ListenError::Begin)?;
        let known = |origin: &String| origin.trim_end_matches('/').to_ascii_lowercase();
        let router = router(Desk {
            questions,
            origins: settings.origins.iter().map(known).collect(),
            behind_proxy: settings.behind_proxy,
        });
        Ok(Self { runtime, listeners, router, counting })
    }

    /// Where it listens.
    pub fn addresses(&self) -> Vec<SocketAddr> {
        self.listeners.iter().filter_map(|listener| listener.local_addr().ok()).collect()
    }

    /// Answers until the system asks to stop (Ctrl+C, SIGTERM), ends what was begun, and
    /// closes the file.
    pub fn run(self) {
        let Self { runtime, listeners, router, counting } = self;
        runtime.block_on(async {
            let asked = asked_to_stop();
            let (stop, stopped) = watch::channel(false);
            let mut servers = tokio::task::JoinSet::new();
            for listener in listeners {
                let answers =
                    router.clone().into_make_service_with_connect_info::<SocketAddr>();
                let mut stopped = stopped.clone();
                let ended = async move {
                    // The other end is gone only when the whole server is.
                    let _ = stopped.wait_for(|stop| *stop).await;
                };
                servers.spawn(async move {
                    axum::serve(listener, answers).with_graceful_shutdown(ended).await
                });
            }
            asked.await;
            stop.send_replace(true);
            let all = async { while servers.join_next().await.is_some() {} };
            // A connection that never ends does not keep the server alive.
            let _ = tokio::time::timeout(LAST_ANSWERS, all).await;
        });
        // The last ways to ask are gone with the servers; the counting thread ends.
        drop((runtime, router));
        // It has no result; a panic in it was already reported.
        let _ = counting.join();
    }
}

/// Waits until the system asks to stop. It is listened for from now on: a wish that came
/// while the first questions were answered would be lost where the system ignores it.
#[cfg(unix)]
fn asked_to_stop() -> impl Future<Output = ()> {
    use std::task::Poll;
    use tokio::signal::unix::{SignalKind, signal};
    let kinds = [SignalKind::interrupt(), SignalKind::terminate()];
    let mut signals: Vec<_> =
        kinds.into_iter().filter_map(|kind| signal(kind).ok()).collect();
    std::future::poll_fn(move |context| {
        let asked = signals.iter_mut().any(|signal| signal.poll_recv(context).is_ready());
        if asked { Poll::Ready(()) } else { Poll::Pending }
    })
}

/// Waits until the system asks to stop.
#[cfg(not(unix))]
async fn asked_to_stop() {
    if tokio::signal::ctrl_c().await.is_err() {
        // Without signals it runs until it is killed, which loses nothing.
        std::future::pending::<()>().await;
    }
}

/// IPv6 first: on most systems that socket takes IPv4 too, and the second attempt then
/// finds the port taken; on the others the second one is what listens to IPv4.
async fn listen(port: u16, this_machine: bool) -> std::io::Result<Vec<TcpListener>> {
    let (four, six) = if this_machine {
        (Ipv4Addr::LOCALHOST, Ipv6Addr::LOCALHOST)
    } else {
        (Ipv4Addr::UNSPECIFIED, Ipv6Addr::UNSPECIFIED)
    };
    let first = TcpListener::bind(SocketAddr::from((six, port))).await;
    let port = match &first {
        Ok(listener) => listener.local_addr()?.port(),
        Err(_) => port,
    };
    let second = TcpListener::bind(SocketAddr::from((four, port))).await;
    match (first, second) {
        (Err(_), Err(source)) => Err(source),
        // A loopback socket takes one kind of address alone: both are needed, unless the
        // machine has no IPv6.
        (Ok(_), Err(source)) if this_machine => Err(source),
        (first, second) => Ok(first.into_iter().chain(second).collect()),
    }
}
