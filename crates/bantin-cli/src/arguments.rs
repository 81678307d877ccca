//! What can be written after `bantin`.

use clap::{Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Desktop publishing for periodical bulletins.
#[derive(Debug, Parser)]
#[command(name = "bantin", version)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) verb: Verb,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Language {
    /// Vietnamese
    Vi,
    /// English
    En,
}

impl From<Language> for document::Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::Vi => Self::Vi,
            Language::En => Self::En,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Sheets {
    /// A4
    A4,
    /// A3
    A3,
}

// Their names say it all; help would need a second language for more.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum DesignDeed {
    List,
    Show,
    Copy,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Makes a new bulletin file
    New {
        /// The file to make; it must not exist
        file: PathBuf,
        /// Name of the bulletin
        #[arg(long, default_value = "")]
        name: String,
        /// Language of the bulletin
        #[arg(long, value_enum, default_value = "vi")]
        lang: Language,
        /// Design
        #[arg(long, default_value = desk::DEFAULT_DESIGN)]
        design: String,
    },
    /// Sets masthead, imprint and issue fields, or how an article is laid out; or lists
    /// them all
    Set {
        /// The bulletin
        file: PathBuf,
        /// Sets fields of this issue instead of the series
        #[arg(long)]
        issue: Option<String>,
        /// Sets how this article, by id or title, is laid out: rank=lead, major, normal
        /// or brief; hold=yes when it may wait; page=N; whole=yes when it may not
        /// continue elsewhere; photos=small, normal or large; units=N across; recurring=yes when
        /// the next issue begins with a copy of it; coefficient=N is its own royalty
        /// coefficient
        #[arg(long)]
        article: Option<String>,
        /// Fields as KEY=VALUE; none lists all, an empty value clears
        #[arg(value_name = "KEY=VALUE")]
        pairs: Vec<String>,
    },
    /// Begins an issue
    Issue {
        /// The bulletin
        file: PathBuf,
        /// Number of the issue
        #[arg(long, required_unless_present = "from_last")]
        number: Option<u32>,
        /// Day of publication, YYYY-MM-DD
        #[arg(long, required_unless_present = "from_last")]
        date: Option<String>,
        /// Pages; left out, as many as the text needs
        #[arg(long)]
        pages: Option<u32>,
        /// Takes over the imprint and the recurring articles of the issue before; number
        /// and day, left out, go on from it
        #[arg(long)]
        from_last: bool,
    },
    /// Brings in articles and photos
    Import {
        /// The bulletin
        file: PathBuf,
        /// Files and folders
        #[arg(required = true)]
        paths: Vec<PathBuf>,
        /// The issue the articles go into
        #[arg(long)]
        issue: Option<String>,
        /// Converts text in old encodings (TCVN3, VNI, …) to Unicode
        #[arg(long)]
        convert_legacy: bool,
        /// Makes an article of each that a file seems to hold
        #[arg(long)]
        split: bool,
        /// Writes what was kept, changed and dropped to this file
        #[arg(long)]
        report: Option<PathBuf>,
    },
    /// Lays out an issue to an exact number of pages and saves the best layout, or says
    /// what to cut
    Compose {
        /// The bulletin
        file: PathBuf,
        /// The issue
        #[arg(long)]
        issue: Option<String>,
        /// Pages; left out, those the issue wants, or as many as the text needs
        #[arg(long)]
        pages: Option<u32>,
        /// Different layouts to compare, up to 3
        #[arg(long, default_value_t = 3)]
        proposals: usize,
        /// Prints JSON
        #[arg(long)]
        json: bool,
    },
    /// Prints the saved layout: what stands where
    Plan {
        /// The bulletin
        file: PathBuf,
        /// The issue
        #[arg(long)]
        issue: Option<String>,
        /// Prints JSON
        #[arg(long)]
        json: bool,
    },
    /// Lists remarks about an issue
    Check {
        /// The bulletin
        file: PathBuf,
        /// The issue
        #[arg(long)]
        issue: Option<String>,
        /// Mends what the remarks with these codes are about, one step each, and lists
        /// the rest
        #[arg(long, value_delimiter = ',', value_name = "CODE")]
        mend: Vec<String>,
        /// Prints JSON
        #[arg(long)]
        json: bool,
    },
    /// Writes PDF, print-ready HTML, a web package and page pictures
    Export {
        /// The bulletin
        file: PathBuf,
        /// The issue
        #[arg(long)]
        issue: Option<String>,
        /// The folder to write to
        #[arg(long)]
        to: PathBuf,
        /// Outputs, separated by commas: press, screen, office, booklet, proof,
        /// masthead, royalties, deposit, print-html, web, site, epub, wxr,
        /// png, social, script
        #[arg(long = "as", value_delimiter = ',')]
        outputs: Vec<String>,
        /// Paper a booklet is folded from; left out, what the pages fit on
        #[arg(long, value_enum)]
        paper: Option<Sheets>,
        /// How far the innermost sheet of a booklet would stick out, in millimetres
        #[arg(long, value_name = "MM")]
        creep: Option<f64>,
    },
    /// Searches all articles, with or without accents
    Search {
        /// The bulletin
        file: PathBuf,
        /// What to look for
        query: String,
        /// Prints JSON
        #[arg(long)]
        json: bool,
    },
    /// Lists all photos of the bulletin and where they stand
    Photos {
        /// The bulletin
        file: PathBuf,
        /// Lists only photos whose caption, credit, place, description, day or name
        /// holds these words, with or without accents
        #[arg(long)]
        find: Option<String>,
        /// Takes what the files of these photos say as read and accepted
        #[arg(long)]
        accept: bool,
        /// Prints JSON
        #[arg(long)]
        json: bool,
    },
    /// Lists designs, shows one, or copies one to edit it
    Design {
        /// What to do
        #[arg(value_enum)]
        what: DesignDeed,
        /// Name of the design to show or copy
        #[arg(required_if_eq_any([("what", "show"), ("what", "copy")]))]
        name: Option<String>,
        /// Name of the copy: small letters, figures and hyphens
        #[arg(required_if_eq("what", "copy"))]
        to: Option<String>,
        /// Prints JSON
        #[arg(long)]
        json: bool,
    },
    /// Takes the last step back
    Undo {
        /// The bulletin
        file: PathBuf,
    },
    /// Does the last undone step again
    Redo {
        /// The bulletin
        file: PathBuf,
    },
    /// Lists every step
    History {
        /// The bulletin
        file: PathBuf,
        /// Forgets every step for good; kept versions stay
        #[arg(long)]
        clear: bool,
    },
    /// Keeps an issue as it is now, lists the kept versions, or compares them
    Versions {
        /// The bulletin
        file: PathBuf,
        /// The issue
        #[arg(long)]
        issue: Option<String>,
        /// Keeps the issue as it is now under this name
        #[arg(long, value_name = "NAME")]
        keep: Option<String>,
        /// Shows the words added and removed since this version, named by number or name
        #[arg(long, value_name = "VERSION", conflicts_with = "keep")]
        compare: Option<String>,
        /// Compares with this version instead of the issue as it is now
        #[arg(long, value_name = "VERSION", requires = "compare")]
        with: Option<String>,
        /// Prints JSON
        #[arg(long)]
        json: bool,
    },
    /// Goes back to a kept version of an issue, or of one article
    Restore {
        /// The bulletin
        file: PathBuf,
        /// The version, by number or name
        version: String,
        /// The issue
        #[arg(long)]
        issue: Option<String>,
        /// Only this article, by id or title
        #[arg(long)]
        article: Option<String>,
    },
    /// Keeps the hash of every file an issue exports to, or compares with them
    Seal {
        /// The bulletin
        file: PathBuf,
        /// The issue
        #[arg(long)]
        issue: Option<String>,
    },
    /// Approves an issue as it is now, or lists who did and whether that still stands
    Approve {
        /// The bulletin
        file: PathBuf,
        /// Who approves; left out, the approvals are listed
        name: Option<String>,
        /// The issue
        #[arg(long)]
        issue: Option<String>,
        /// Prints JSON
        #[arg(long)]
        json: bool,
    },
    /// Writes a review copy, takes in what reviewers saved in theirs, or lists what they
    /// said
    Review {
        /// The bulletin
        file: PathBuf,
        /// Files that reviewers sent back
        comments: Vec<PathBuf>,
        /// The issue
        #[arg(long)]
        issue: Option<String>,
        /// Writes review.html and proof.pdf to this folder
        #[arg(long, value_name = "DIR", conflicts_with = "comments")]
        to: Option<PathBuf>,
        /// Says that the comment of this number was dealt with
        #[arg(long, value_name = "NUMBER", conflicts_with_all = ["comments", "to"])]
        settle: Option<i64>,
        /// Prints JSON
        #[arg(long)]
        json: bool,
    },
    /// Writes a compact copy, history included, also while another program is writing
    Copy {
        /// The bulletin
        file: PathBuf,
        /// The file to make; it must not exist
        to: PathBuf,
    },
    /// Writes the whole bulletin as a folder of Markdown, YAML and photos
    Unpack {
        /// The bulletin
        file: PathBuf,
        /// The folder: new, empty, or one that was unpacked before
        dir: PathBuf,
    },
    /// Makes a bulletin of a folder that was unpacked
    Pack {
        /// The folder
        dir: PathBuf,
        /// The file to make; it must not exist
        file: PathBuf,
    },
    /// Saves what can be saved of a damaged bulletin into a new file
    Repair {
        /// The damaged bulletin; it is left alone
        file: PathBuf,
        /// The file to make; it must not exist
        to: PathBuf,
        /// Prints JSON
        #[arg(long)]
        json: bool,
    },
    /// Serves an exported web package to this machine
    Serve {
        /// The folder
        dir: PathBuf,
        /// Port; left out, a free one
        #[arg(long, default_value_t = 0)]
        port: u16,
        /// Serves the local network too
        #[arg(long)]
        lan: bool,
    },
    /// Publishes an exported web package to a server, only what changed; the password
    /// comes from the keychain or from BANTIN_PASSWORD
    #[allow(clippy::doc_markdown, reason = "help is shown as it is, without marks")]
    Publish {
        /// The folder of the export, or of its web package
        #[arg(required_unless_present = "forget")]
        dir: Option<PathBuf>,
        /// Where: a kept name, or sftp://user@host/folder, https://user@host/folder
        /// (WebDAV), s3://key@host/bucket/folder
        #[arg(long, value_name = "PLACE")]
        to: String,
        /// Lists what would change and changes nothing
        #[arg(long)]
        dry_run: bool,
        /// Enters with this private key (SFTP)
        #[arg(long, value_name = "FILE")]
        key: Option<PathBuf>,
        /// Accepts the key of an unknown server, by its fingerprint SHA256:…
        #[arg(long, value_name = "FINGERPRINT")]
        accept_host_key: Option<String>,
        /// Goes there without encryption although others could read the password
        #[arg(long)]
        plain_http: bool,
        /// Replaces pages that Bantin did not put there
        #[arg(long)]
        replace: bool,
        /// Keeps the place under this name, and the password in the keychain
        #[arg(long, value_name = "NAME")]
        keep: Option<String>,
        /// Forgets the kept place and its password; publishes nothing
        #[arg(long, conflicts_with_all = ["dir", "dry_run", "keep"])]
        forget: bool,
        /// Prints JSON
        #[arg(long)]
        json: bool,
    },
    /// Writes the page of the manual on the command line
    #[command(hide = true)]
    Manual {
        /// Language of the page
        #[arg(value_enum)]
        lang: Language,
        /// As a page for `man`
        #[arg(long)]
        roff: bool,
    },
}
