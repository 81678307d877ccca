//! Publishing, as the interface knows it. A password comes in and never goes out.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is to be done at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) enum PublishAct {
    Try,
    Plan,
    Run,
}

/// A place, and what a person said about it this time.
#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PublishTo {
    /// The name of a kept place, or an address.
    pub(crate) to: String,
    pub(crate) password: Option<String>,
    /// The fingerprint that was accepted.
    pub(crate) accepted: Option<String>,
    pub(crate) clear: bool,
    pub(crate) replace: bool,
    /// The name to keep the place under.
    pub(crate) keep: Option<String>,
}

#[derive(Debug, Serialize, TS)]
#[ts(rename = "KeptPlace")]
pub(crate) struct KeptPlaceView {
    pub(crate) name: String,
    pub(crate) address: String,
}

#[derive(Debug, Serialize, TS)]
#[ts(rename = "Places")]
pub(crate) struct PlacesView {
    /// The office lets people publish from this computer.
    pub(crate) allowed: bool,
    pub(crate) places: Vec<KeptPlaceView>,
}

/// A file to send.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "Sending")]
pub(crate) struct SendingView {
    pub(crate) path: String,
    pub(crate) replaces: bool,
}

/// How a call ended.
#[derive(Debug, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
#[ts(rename = "Published")]
pub(crate) enum PublishedView {
    Tried,
    Planned {
        send: Vec<SendingView>,
        remove: Vec<String>,
        same: usize,
        #[ts(type = "number")]
        bytes: u64,
        resumes: bool,
    },
    Done {
        sent: usize,
        removed: usize,
        same: usize,
        #[ts(type = "number")]
        bytes: u64,
        resumes: bool,
    },
    UnknownHost {
        host: String,
        fingerprint: String,
    },
    Cancelled,
}

impl PublishedView {
    pub(crate) fn planned(plan: &desk::Plan) -> Self {
        let send = plan
            .send
            .iter()
            .map(|file| SendingView { path: file.path.clone(), replaces: file.replaces });
        Self::Planned {
            send: send.collect(),
            remove: plan.remove.clone(),
            same: plan.same,
            bytes: plan.bytes(),
            resumes: plan.resumes,
        }
    }

    pub(crate) fn done(plan: &desk::Plan, done: desk::Done) -> Self {
        let desk::Done { sent, bytes, removed, same } = done;
        Self::Done { sent, removed, same, bytes, resumes: plan.resumes }
    }
}

/// How far publishing has come.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct PublishEvent {
    #[ts(type = "\"checking\" | \"sending\" | \"removing\"")]
    pub(crate) act: &'static str,
    pub(crate) path: String,
    #[ts(type = "number")]
    pub(crate) sent: u64,
    #[ts(type = "number")]
    pub(crate) total: u64,
}

impl PublishEvent {
    pub(crate) fn of(progress: &desk::Progress<'_>) -> Self {
        let act = match progress.act {
            desk::Act::Checking => "checking",
            desk::Act::Sending => "sending",
            desk::Act::Removing => "removing",
        };
        let (path, sent, total) =
            (progress.path.to_owned(), progress.sent, progress.total);
        Self { act, path, sent, total }
    }
}
