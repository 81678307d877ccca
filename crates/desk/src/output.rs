//! What an export can make.

use std::str::FromStr;

/// One thing an export can make.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Output {
    /// `press.pdf`, for the printer.
    Press,
    /// `screen.pdf`, accessible.
    Screen,
    /// `office.pdf`, for any printer.
    Office,
    /// `booklet.pdf`, two pages to a side of the copier's paper, to fold.
    Booklet,
    /// `proof.pdf`, to read and sign.
    Proof,
    /// `masthead.pdf` and `masthead.png`, the title alone.
    Masthead,
    /// `royalties.pdf` and `royalties.csv`, what the authors are due.
    Royalties,
    /// `deposit.pdf`, the declaration of legal deposit.
    Deposit,
    /// `print/`, print-ready HTML.
    PrintHtml,
    /// `web/` and `web.zip`.
    Web,
    /// `site/` and `site.zip`, all issues under one address.
    Site,
    /// `issue.epub`, for reading devices and telephones.
    Epub,
    /// `wordpress/`, the issue for WordPress and its pictures.
    Wxr,
    /// `png/page-001.png` and so on.
    Png,
    /// `social/`, two cards of each article for social networks.
    Social,
    /// `script/`, what is read aloud: `script.pdf` to read from, SSML and text by article.
    Script,
}

impl Output {
    /// Every output, in the order they are made.
    pub const ALL: [Self; 16] = [
        Self::Press,
        Self::Screen,
        Self::Office,
        Self::Booklet,
        Self::Proof,
        Self::Masthead,
        Self::Royalties,
        Self::Deposit,
        Self::PrintHtml,
        Self::Web,
        Self::Site,
        Self::Epub,
        Self::Wxr,
        Self::Png,
        Self::Social,
        Self::Script,
    ];

    /// What is made when nobody says what to make.
    pub const USUAL: [Self; 5] =
        [Self::Press, Self::Screen, Self::PrintHtml, Self::Web, Self::Png];

    /// The name used on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Press => "press",
            Self::Screen => "screen",
            Self::Office => "office",
            Self::Booklet => "booklet",
            Self::Proof => "proof",
            Self::Masthead => "masthead",
            Self::Royalties => "royalties",
            Self::Deposit => "deposit",
            Self::PrintHtml => "print-html",
            Self::Web => "web",
            Self::Site => "site",
            Self::Epub => "epub",
            Self::Wxr => "wxr",
            Self::Png => "png",
            Self::Social => "social",
            Self::Script => "script",
        }
    }
}

/// No output has this name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no output is named {0}")]
pub struct UnknownOutput(pub String);

impl FromStr for Output {
    type Err = UnknownOutput;

    fn from_str(name: &str) -> Result<Self, UnknownOutput> {
        let found = Self::ALL.into_iter().find(|output| output.as_str() == name);
        found.ok_or_else(|| UnknownOutput(name.to_owned()))
    }
}
