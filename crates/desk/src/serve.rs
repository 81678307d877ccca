//! A small web server for looking at an exported package: this machine only, unless
//! the person asks for the local network.

use crate::failure::Failure;
use axum::Router;
use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::Path;
use tokio::net::TcpListener;
use tower_http::services::ServeDir;

/// Who can reach the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// Programs on this machine, over `127.0.0.1` and `::1`.
    ThisMachine,
    /// Everybody on the local network.
    LocalNetwork,
}

/// A server that listens and has not begun to answer.
pub struct Server {
    listeners: Vec<TcpListener>,
    runtime: tokio::runtime::Runtime,
    router: Router,
    port: u16,
}

/// Listens on `port`, or on a free one when it is 0, for requests of files in `folder`.
///
/// # Errors
///
/// `serve.no_folder` and `serve.port_taken`.
pub fn serve(folder: &Path, port: u16, reach: Reach) -> Result<Server, Failure> {
    if !folder.is_dir() {
        return Err(Failure::new("serve.no_folder", "not a folder").path(folder));
    }
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(|source| Failure::new("serve.failed", source))?;
    let router = Router::new().fallback_service(ServeDir::new(folder));
    let listeners = runtime.block_on(listen(port, reach))?;
    let port = listeners
        .first()
        .and_then(|listener| listener.local_addr().ok())
        .map_or(port, |address| address.port());
    Ok(Server { listeners, runtime, router, port })
}

impl Server {
    /// The port it listens on.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Answers requests until Ctrl+C.
    pub fn run(self) -> Result<(), Failure> {
        self.runtime.block_on(async {
            let mut tasks = tokio::task::JoinSet::new();
            for listener in self.listeners {
                let router = self.router.clone();
                tasks.spawn(async move { axum::serve(listener, router).await });
            }
            tokio::select! {
                _ = tokio::signal::ctrl_c() => Ok(()),
                ended = tasks.join_next() => match ended {
                    Some(Ok(Err(source))) => Err(Failure::new("serve.failed", source)),
                    _ => Ok(()),
                },
            }
        })
    }
}

/// IPv6 first: where that socket takes IPv4 too, the second attempt finds the port taken,
/// and would keep IPv6 out if it came first. Loopback sockets take one kind alone.
async fn listen(port: u16, reach: Reach) -> Result<Vec<TcpListener>, Failure> {
    let (four, six) = match reach {
        Reach::ThisMachine => (Ipv4Addr::LOCALHOST, Ipv6Addr::LOCALHOST),
        Reach::LocalNetwork => (Ipv4Addr::UNSPECIFIED, Ipv6Addr::UNSPECIFIED),
    };
    let taken = |source: std::io::Error| {
        Failure::new("serve.port_taken", source).with("port", port)
    };
    // A machine without IPv6 fails here and is served all the same.
    let first = TcpListener::bind(SocketAddr::from((six, port))).await.ok();
    let port = match &first {
        Some(listener) => listener.local_addr().map_err(taken)?.port(),
        None => port,
    };
    match TcpListener::bind(SocketAddr::from((four, port))).await {
        Ok(second) => Ok(first.into_iter().chain([second]).collect()),
        Err(source) => match (first, reach) {
            (Some(both), Reach::LocalNetwork) => Ok(vec![both]),
            _ => Err(taken(source)),
        },
    }
}
