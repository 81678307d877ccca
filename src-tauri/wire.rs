//! What crosses the border to the interface. Nothing below the shell knows these
//! shapes; `ui/src/backend/wire.ts` holds the same names.

mod design;
mod keeping;
mod photos;
mod plan;
mod publishing;
mod sources;

pub(crate) use design::DesignOfferView;
pub(crate) use keeping::{
    ApprovalView, BackupView, CommentView, ComparedView, FoundStoryView, NextIssueView,
    PieceView, ReviewView, Sought, StandingView, VersionView, WantedWords,
};
pub(crate) use photos::{
    FoundView, PhotoPatch, PhotoView, PlacementPatch, PlacementView, ReplacedView,
};
pub(crate) use plan::{
    CompositionView, FitView, GridView, MovedView, Placed, PlanView, Progressed,
    ProposalView, RecomposedView, ShapeView, WishView, module_views,
};
pub(crate) use publishing::{
    KeptPlaceView, PlacesView, PublishAct, PublishEvent, PublishTo, PublishedView,
};
pub(crate) use sources::{ImportChoices, SourceView, offers};

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use ts_rs::TS;

/// A refusal the interface can explain: the sentence is in its language already.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct Failure {
    pub(crate) code: String,
    pub(crate) sentence: String,
}

#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct StartView {
    #[ts(type = "Lang")]
    pub(crate) lang: String,
    #[ts(type = "Theme")]
    pub(crate) theme: desk::Theme,
    pub(crate) recent: Vec<RecentView>,
    pub(crate) designs: Vec<DesignView>,
    pub(crate) opened: Option<String>,
}

#[derive(Debug, Serialize, TS)]
#[ts(rename = "Recent")]
pub(crate) struct RecentView {
    pub(crate) path: String,
    pub(crate) name: String,
    pub(crate) issue: String,
    pub(crate) when: String,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct DesignView {
    pub(crate) name: String,
    pub(crate) title: String,
    pub(crate) line: String,
}

#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct IssueView {
    pub(crate) id: u32,
    pub(crate) number: u32,
    pub(crate) date: String,
    pub(crate) pages: Option<u32>,
    pub(crate) label: String,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct SectionView {
    pub(crate) id: u32,
    pub(crate) name: String,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct StoryView {
    pub(crate) id: String,
    pub(crate) section: Option<u32>,
    pub(crate) title: String,
    #[ts(type = "Status")]
    pub(crate) status: &'static str,
    pub(crate) words: usize,
    pub(crate) pages: Vec<usize>,
    pub(crate) photos: usize,
    pub(crate) remarks: usize,
    pub(crate) position: usize,
    /// Whether the next issue begins with a copy of it.
    pub(crate) recurring: bool,
    /// What was wished of it; null when nothing was.
    pub(crate) wish: Option<WishView>,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct BulletinView {
    pub(crate) path: String,
    pub(crate) name: String,
    #[ts(type = "Lang")]
    pub(crate) lang: String,
    pub(crate) design: String,
    pub(crate) issue: Option<IssueView>,
    pub(crate) issues: Vec<IssueView>,
    pub(crate) sections: Vec<SectionView>,
    pub(crate) stories: Vec<StoryView>,
    pub(crate) pool: Vec<StoryView>,
    pub(crate) remarks: usize,
    pub(crate) undo: Option<String>,
    pub(crate) redo: Option<String>,
    /// Whether it may be changed.
    pub(crate) writable: bool,
}

#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ArticleView {
    pub(crate) id: String,
    pub(crate) section: Option<u32>,
    pub(crate) kicker: String,
    pub(crate) title: String,
    pub(crate) print_title: String,
    pub(crate) web_title: String,
    pub(crate) lead: String,
    #[ts(type = "EditorNode")]
    pub(crate) body: Value,
    pub(crate) body_text: String,
    pub(crate) bylines: Vec<String>,
    pub(crate) genre: String,
    /// The royalty coefficient decided for it; empty when its genre decides.
    pub(crate) coefficient: String,
    pub(crate) source: String,
    pub(crate) posted: Option<String>,
    pub(crate) modified: Option<String>,
    pub(crate) tags: Vec<String>,
    #[ts(type = "Status")]
    pub(crate) status: &'static str,
    pub(crate) slug: String,
    pub(crate) photos: Vec<u32>,
}

/// What changed in an article. A field left out stays as it is.
#[derive(Debug, Default, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(optional_fields)]
pub(crate) struct ArticlePatch {
    #[serde(deserialize_with = "given")]
    #[ts(type = "number | null", optional)]
    pub(crate) section: Option<Option<u32>>,
    pub(crate) kicker: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) print_title: Option<String>,
    pub(crate) web_title: Option<String>,
    pub(crate) lead: Option<String>,
    #[ts(type = "EditorNode", optional)]
    pub(crate) body: Option<Value>,
    pub(crate) body_text: Option<String>,
    pub(crate) bylines: Option<Vec<String>>,
    pub(crate) genre: Option<String>,
    pub(crate) coefficient: Option<String>,
    pub(crate) source: Option<String>,
    #[serde(deserialize_with = "given")]
    #[ts(type = "string | null", optional)]
    pub(crate) posted: Option<Option<String>>,
    #[serde(deserialize_with = "given")]
    #[ts(type = "string | null", optional)]
    pub(crate) modified: Option<Option<String>>,
    pub(crate) tags: Option<Vec<String>>,
    #[ts(type = "Status", optional)]
    pub(crate) status: Option<String>,
}

/// Tells `null` (set to nothing) from a field that was left out.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(deserializer).map(Some)
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct SheetView {
    pub(crate) page: usize,
    pub(crate) fingerprint: String,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct FrameView {
    pub(crate) article: String,
    pub(crate) page: usize,
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) w: f64,
    pub(crate) h: f64,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct SheetsView {
    pub(crate) sheets: Vec<SheetView>,
    pub(crate) frames: Vec<FrameView>,
    pub(crate) plan: PlanView,
    #[ts(type = "number")]
    pub(crate) version: u64,
    pub(crate) overfull: usize,
}

#[derive(Debug, Serialize, TS)]
#[ts(rename = "Hit")]
pub(crate) struct HitView {
    pub(crate) article: String,
    pub(crate) part: &'static str,
    pub(crate) block: Option<usize>,
}

#[derive(Debug, Serialize, TS)]
pub(crate) struct RemarkView {
    pub(crate) code: &'static str,
    #[ts(type = "Severity")]
    pub(crate) severity: &'static str,
    pub(crate) sentence: String,
    pub(crate) fix: String,
    /// What the button says that mends it at once; `null` when only a person can.
    pub(crate) mend: Option<String>,
    pub(crate) page: Option<u32>,
    pub(crate) article: Option<String>,
    pub(crate) photo: Option<u32>,
}

#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct FieldView {
    pub(crate) key: String,
    pub(crate) label: String,
    pub(crate) value: String,
    #[ts(type = "FieldLevel")]
    pub(crate) level: &'static str,
    pub(crate) hint: String,
    pub(crate) is_list: bool,
}

/// What an edit touched, so that the interface knows what to read again.
#[derive(Debug, Clone, Default, Serialize, TS)]
pub(crate) struct Changes {
    pub(crate) bulletin: bool,
    pub(crate) stories: bool,
    pub(crate) articles: Vec<String>,
    pub(crate) photos: bool,
    pub(crate) sheets: bool,
    pub(crate) undo: Option<String>,
    pub(crate) redo: Option<String>,
}

#[derive(Debug, Serialize, TS)]
#[ts(rename = "ReportItem")]
pub(crate) struct ReportItemView {
    pub(crate) source: String,
    pub(crate) kind: String,
    pub(crate) text: String,
    #[ts(type = "\"kept\" | \"changed\" | \"dropped\"")]
    pub(crate) outcome: &'static str,
    pub(crate) reason: String,
}

/// What was pasted: the text as the editor has it, and a line on what a person would not
/// notice otherwise. Offers that are not accepted wait for an answer, unless one was given.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "Pasted")]
pub(crate) struct PastedView {
    #[ts(type = "EditorNode")]
    pub(crate) body: serde_json::Value,
    pub(crate) line: Option<String>,
    pub(crate) offers: Vec<sources::OfferView>,
}

#[derive(Debug, Serialize, TS)]
#[ts(rename = "ImportReport")]
pub(crate) struct ImportReportView {
    pub(crate) items: Vec<ReportItemView>,
    pub(crate) files: Vec<SourceView>,
    pub(crate) articles: Vec<String>,
    pub(crate) photos: Vec<u32>,
    /// Nothing came in yet: a person decides about old encodings first.
    pub(crate) waits: bool,
}

/// How many of the small pictures that were missing are made.
#[derive(Debug, Clone, Copy, Serialize, TS)]
#[ts(rename = "Developed")]
pub(crate) struct DevelopedView {
    pub(crate) done: usize,
    pub(crate) total: usize,
}

impl From<desk::Developed> for DevelopedView {
    fn from(developed: desk::Developed) -> Self {
        Self { done: developed.done, total: developed.total }
    }
}

/// How a booklet is folded, as the person chose it.
#[derive(Debug, Deserialize, TS)]
pub(crate) struct Folding {
    #[ts(type = "\"a4\" | \"a3\" | null")]
    pub(crate) paper: Option<String>,
    /// How far the innermost sheet would stick out, in millimetres.
    pub(crate) creep: Option<f64>,
}

#[derive(Debug, Clone, Serialize, TS)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(crate) enum ExportEvent {
    Progress { output: &'static str, done: usize, total: usize },
    // `replaced` says which files of somebody else stood there.
    Finished { files: Vec<String>, folder: String, replaced: Option<String> },
    Cancelled,
}

#[cfg(test)]
mod tests {
    use super::design::FacePairView;
    use super::plan::ModuleView;
    use super::publishing::SendingView;
    use super::sources::{DraftView, OfferView, TotalsView};
    use super::*;
    use std::fmt::Write as _;
    use ts_rs::Config;

    /// What the Rust side has no type of its own for.
    const OPENING: &str = r#"// Generated from src-tauri/wire.rs by its test: SNAPSHOTS=overwrite cargo test.

export type Lang = "vi" | "en";
export type Theme = "light" | "dark" | "system";
export type Status = "draft" | "editing" | "ready";
export type Severity = "must" | "should" | "could";
export type FieldLevel = "series" | "issue";
export type PhotoWord = "caption" | "alt" | "credit";
export type DraftWord = PhotoWord | "rights" | "taken" | "place";
export type Rank = "lead" | "major" | "normal" | "brief";
export type PhotoWish = "small" | "normal" | "large";
export type ModuleKind =
	| "masthead"
	| "lead"
	| "major"
	| "normal"
	| "brief"
	| "box"
	| "photo_story"
	| "notice"
	| "index"
	| "imprint"
	| "filler";

/** What a rectangle of a page is to a reader. */
export type ShapeKind =
	| "masthead"
	| "head"
	| "lead"
	| "leg"
	| "photo"
	| "caption"
	| "rule"
	| "box"
	| "filler"
	| "small";

/** One kind of file an issue can be exported to. */
export type Output =
	| "press"
	| "screen"
	| "office"
	| "booklet"
	| "proof"
	| "masthead"
	| "royalties"
	| "deposit"
	| "print-html"
	| "web"
	| "site"
	| "epub"
	| "wxr"
	| "png"
	| "social"
	| "script";

/** A node of the editor's document, as ProseMirror writes it. */
export interface EditorNode {
	type: string;
	attrs?: Record<string, unknown>;
	content?: EditorNode[];
	text?: string;
	marks?: { type: string; attrs?: Record<string, unknown> }[];
}

/** Files dragged over the window, as its system tells. */
export type DropEvent =
	| { kind: "over" }
	| { kind: "leave" }
	| { kind: "drop"; paths: string[] };
"#;

    #[test]
    fn the_interface_knows_the_same_shapes() {
        let config = Config::default();
        let mut text = OPENING.to_owned();
        macro_rules! declare {
            ($($name:ty),* $(,)?) => {$(
                let _ = write!(text, "\nexport {}\n", <$name>::decl(&config));
            )*};
        }
        declare!(
            Failure,
            RecentView,
            DesignView,
            StartView,
            IssueView,
            SectionView,
            StoryView,
            BulletinView,
            ArticleView,
            ArticlePatch,
            PhotoView,
            PlacementView,
            PhotoPatch,
            PlacementPatch,
            FoundView,
            ReplacedView,
            SheetView,
            FrameView,
            ModuleView,
            ShapeView,
            GridView,
            FitView,
            PlanView,
            SheetsView,
            HitView,
            RemarkView,
            FieldView,
            FacePairView,
            DesignOfferView,
            Changes,
            MovedView,
            Placed,
            Progressed,
            ProposalView,
            CompositionView,
            RecomposedView,
            WishView,
            Sought,
            FoundStoryView,
            WantedWords,
            StandingView,
            VersionView,
            PieceView,
            ComparedView,
            BackupView,
            CommentView,
            ApprovalView,
            ReviewView,
            NextIssueView,
            ReportItemView,
            PastedView,
            ImportChoices,
            DraftView,
            TotalsView,
            OfferView,
            SourceView,
            ImportReportView,
            DevelopedView,
            Folding,
            ExportEvent,
            PublishAct,
            PublishTo,
            KeptPlaceView,
            PlacesView,
            SendingView,
            PublishedView,
            PublishEvent,
        );
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("ui/src/backend/wire.ts");
        if std::env::var("SNAPSHOTS").is_ok_and(|wish| wish == "overwrite") {
            std::fs::write(&path, &text).expect("the interface's folder");
        }
        let saved = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(saved.replace("\r\n", "\n"), text, "SNAPSHOTS=overwrite rewrites it");
    }
}
