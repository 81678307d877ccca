//! Requests and answers: what comes over the wire is checked here, counted by the
//! counting thread, and answered.

use crate::caller::Caller;
use crate::ledger::{Hit, Ledger, Stats};
use crate::rate::Rate;
use crate::visitors::Visitors;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, DefaultBodyLimit, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use axum::routing::{get, post};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender};
use tokio::sync::oneshot;

/// Most articles one request may ask about: a page lists fewer.
const MOST_IDS: usize = 500;

/// Most requests written in one transaction; more wait for the next.
const MOST_AT_ONCE: usize = 4096;

/// Letters of the longest id; a UUID has 36.
const LONGEST_ID: usize = 64;

type Answer = Response<Body>;

/// A question to the counting thread.
pub(crate) enum Question {
    /// Count a view of the first article and tell; count nothing and tell.
    Tell { caller: Caller, counts: bool, ids: Vec<String>, reply: oneshot::Sender<Told> },
    /// Whether the file can be written.
    Health { reply: oneshot::Sender<bool> },
}

/// What the counting thread says.
pub(crate) enum Told {
    Stats(Stats),
    /// This address asks too often.
    TooOften,
    /// So many articles are counted that a new one is not believed.
    Full,
    /// The file could not be written; nothing was counted.
    Failed,
}

/// What the requests share.
pub(crate) struct Desk {
    pub(crate) questions: SyncSender<Question>,
    /// Origins in lower case; `*` for all.
    pub(crate) origins: Vec<String>,
    pub(crate) behind_proxy: bool,
}

/// The paths of the contract.
pub(crate) fn router(desk: Desk) -> Router {
    Router::new()
        .route("/v1/hit", post(hit).options(preflight))
        .route("/v1/stats", get(stats).options(preflight))
        .route("/healthz", get(health))
        .layer(DefaultBodyLimit::max(1024))
        .with_state(Arc::new(desk))
}

async fn hit(
    State(desk): State<Arc<Desk>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    #[derive(serde::Deserialize)]
    struct Sent {
        id: String,
    }
    let Some(origin) = desk.origin(&headers) else { return refused() };
    match serde_json::from_slice(&body) {
        Ok(Sent { id }) if is_id(&id) => {
            let caller = Caller::read(&headers, peer, desk.behind_proxy);
            let counts = !caller.is_quiet;
            desk.tell(caller, counts, vec![id], origin).await
        }
        _ => fault(StatusCode::BAD_REQUEST, r#"send {"id": "<article>"}"#, origin),
    }
}

async fn stats(
    State(desk): State<Arc<Desk>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Answer {
    let Some(origin) = desk.origin(&headers) else { return refused() };
    let query = query.unwrap_or_default().replace("%2C", ",").replace("%2c", ",");
    let listed = query.split('&').find_map(|pair| pair.strip_prefix("ids="));
    let ids: Vec<String> = listed
        .unwrap_or_default()
        .split(',')
        .filter(|id| !id.is_empty())
        .map(str::to_owned)
        .collect();
    if ids.len() > MOST_IDS || !ids.iter().all(|id| is_id(id)) {
        let sentence = "ask for at most 500 ids of letters, digits, - and _";
        return fault(StatusCode::BAD_REQUEST, sentence, origin);
    }
    let caller = Caller::read(&headers, peer, desk.behind_proxy);
    desk.tell(caller, false, ids, origin).await
}

async fn health(State(desk): State<Arc<Desk>>) -> Answer {
    let (reply, told) = oneshot::channel();
    let is_well = desk.questions.try_send(Question::Health { reply }).is_ok()
        && told.await.unwrap_or(false);
    let (status, word) = if is_well {
        (StatusCode::OK, "ok")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "the file of counts cannot be written")
    };
    answer(status, "text/plain; charset=utf-8", word.to_owned(), None)
}

/// Browsers ask first whether a page may send JSON.
async fn preflight(State(desk): State<Arc<Desk>>, headers: HeaderMap) -> Answer {
    let Some(origin) = desk.origin(&headers) else { return refused() };
    let mut answer = answer(StatusCode::NO_CONTENT, "", String::new(), origin);
    for (name, value) in [
        (header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "content-type"),
        (header::ACCESS_CONTROL_MAX_AGE, "86400"),
    ] {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    answer
}

impl Desk {
    /// The origin to answer: `None` when it is refused, `Some(None)` when no page asks.
    #[expect(
        clippy::option_option,
        reason = "refused and absent are answered differently"
    )]
    fn origin(&self, headers: &HeaderMap) -> Option<Option<HeaderValue>> {
        let Some(origin) = headers.get(header::ORIGIN) else { return Some(None) };
        let name = origin.to_str().ok()?.to_ascii_lowercase();
        let is_known = self.origins.iter().any(|known| known == "*" || *known == name);
        is_known.then(|| Some(origin.clone()))
    }

    async fn tell(
        &self,
        caller: Caller,
        counts: bool,
        ids: Vec<String>,
        origin: Option<HeaderValue>,
    ) -> Answer {
        let (reply, told) = oneshot::channel();
        let question = Question::Tell { caller, counts, ids, reply };
        let told = match self.questions.try_send(question) {
            Ok(()) => told.await.unwrap_or(Told::Failed),
            Err(_) => Told::Failed,
        };
        match told {
            Told::Stats(stats) => {
                let json = serde_json::to_string(&stats).expect("numbers become JSON");
                answer(StatusCode::OK, "application/json", json, origin)
            }
            Told::TooOften => {
                let sentence = "this address asks too often, wait a minute";
                let mut answer = fault(StatusCode::TOO_MANY_REQUESTS, sentence, origin);
                let wait = HeaderValue::from_static("60");
                answer.headers_mut().insert(header::RETRY_AFTER, wait);
                answer
            }
            Told::Full => {
                let sentence = "too many articles are counted to begin another";
                fault(StatusCode::INSUFFICIENT_STORAGE, sentence, origin)
            }
            Told::Failed => {
                let sentence = "not counted, try again later";
                fault(StatusCode::SERVICE_UNAVAILABLE, sentence, origin)
            }
        }
    }
}

fn is_id(id: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
    !id.is_empty() && id.len() <= LONGEST_ID && id.bytes().all(is_plain)
}

fn refused() -> Answer {
    let sentence = "pages of this origin are not counted here";
    fault(StatusCode::FORBIDDEN, sentence, None)
}

fn fault(status: StatusCode, sentence: &str, origin: Option<HeaderValue>) -> Answer {
    let json = serde_json::json!({ "error": sentence }).to_string();
    answer(status, "application/json", json, origin)
}

fn answer(
    status: StatusCode,
    kind: &'static str,
    body: String,
    origin: Option<HeaderValue>,
) -> Answer {
    let mut answer = Response::new(Body::from(body));
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    if !kind.is_empty() {
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::VARY, HeaderValue::from_static("Origin"));
    let nosniff = HeaderValue::from_static("nosniff");
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, nosniff);
    if let Some(origin) = origin {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
    answer
}

/// The counting thread: the only one that touches the ledger and the visitors.
pub(crate) struct Counting {
    pub(crate) ledger: Ledger,
    pub(crate) visitors: Visitors,
    pub(crate) rate: Rate,
    pub(crate) zone: TimeZone,
}

/// A request whose hit is being written.
struct Waiting {
    ids: Vec<String>,
    reply: oneshot::Sender<Told>,
}

impl Counting {
    /// Counts until nobody can ask any more, then closes the file.
    pub(crate) fn run(mut self, questions: &Receiver<Question>) {
        while let Ok(first) = questions.recv() {
            let more = std::iter::from_fn(|| questions.try_recv().ok());
            let asked =
                std::iter::once(first).chain(more.take(MOST_AT_ONCE - 1)).collect();
            self.answer(asked, Timestamp::now());
        }
        self.ledger.close();
    }

    fn answer(&mut self, asked: Vec<Question>, moment: Timestamp) {
        let now = moment.as_second();
        let day = moment.to_zoned(self.zone.clone()).date().to_string();
        let (mut hits, mut waiting) = (Vec::new(), Vec::new());
        for question in asked {
            match question {
                Question::Health { reply } => {
                    // Whoever asked may be gone; nobody is told then.
                    let _ = reply.send(self.ledger.is_well());
                }
                Question::Tell { caller, counts, ids, reply } => {
                    if !self
                        .rate
                        .takes(&caller.address, moment.as_millisecond() as f64 / 1e3)
                    {
                        let _ = reply.send(Told::TooOften);
                    } else if counts && !ids.iter().all(|id| self.ledger.takes(id)) {
                        let _ = reply.send(Told::Full);
                    } else {
                        if counts {
                            let visitor =
                                self.visitors.who(&caller.address, &caller.program);
                            let begins_visit = self.visitors.see(visitor, now);
                            let article = ids[0].clone();
                            hits.push(Hit { article, begins_visit });
                        }
                        waiting.push(Waiting { ids, reply });
                    }
                }
            }
        }
        let is_written = hits.is_empty() || self.ledger.write(&day, &hits).is_ok();
        let online = self.visitors.count(now);
        for Waiting { ids, reply } in waiting {
            let told = if is_written {
                Told::Stats(self.ledger.stats((&day, now), online, ids.iter()))
            } else {
                Told::Failed
            };
            let _ = reply.send(told);
        }
    }
}
