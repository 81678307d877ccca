//! Masthead and imprint fields: what Vietnamese law, custom and the exports ask for.
//!
//! Sources: Press Law 103/2016/QH13 art. 34 (what every bulletin prints), custom for
//! the rest. The words a person reads for each key live in `desk/words`.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::str::FromStr;

/// Whether a field belongs to the series or to one issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// The same in every issue until changed.
    Series,
    /// Its own in every issue.
    Issue,
}

macro_rules! keys {
    ($($(#[doc = $doc:literal])* $variant:ident $name:literal $level:ident;)*) => {
        /// A field of the masthead, the imprint or the web pages.
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[serde(rename_all = "snake_case")]
        pub enum Key { $($(#[doc = $doc])* $variant,)* }

        impl Key {
            /// Every key, in the order forms and lists show them.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The name used on the command line and in files.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name,)* }
            }

            /// Whether a person fills it in as a field. Others belong to what they are
            /// about and are written there.
            pub fn is_filled_in(self) -> bool {
                !matches!(self, Self::Royalties)
            }

            /// Whether it is about the place where web pages stand, not about an issue.
            pub fn is_of_the_site(self) -> bool {
                matches!(
                    self,
                    Self::BaseUrl
                        | Self::CounterUrl
                        | Self::CounterKind
                        | Self::CounterSite
                        | Self::CounterShare
                        | Self::CounterFigures
                        | Self::BadgeDomain
                        | Self::BadgeLink
                        | Self::Ipv6Badge
                        | Self::SecurityContact
                        | Self::RelatedLinks
                        | Self::EmcUrl
                )
            }

            /// Whether the field belongs to the series or to one issue.
            pub fn level(self) -> Level {
                match self { $(Self::$variant => Level::$level,)* }
            }
        }

        impl FromStr for Key {
            type Err = UnknownKey;

            fn from_str(name: &str) -> Result<Self, UnknownKey> {
                match name {
                    $($name => Ok(Self::$variant),)*
                    other => Err(UnknownKey(other.to_owned())),
                }
            }
        }
    };
}

/// No field has this name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no field is named {0}")]
pub struct UnknownKey(pub String);

keys! {
    /// The words above the name; "BẢN TIN" by law.
    KindWord "kind_word" Series;
    /// Name of the bulletin.
    Name "name" Series;
    /// A line or two beside the name.
    Tagline "tagline" Series;
    /// Body that publishes.
    PublishingBody "publishing_body" Series;
    /// Body above it.
    GoverningBody "governing_body" Series;
    /// Licence number.
    LicenceNo "licence_no" Series;
    /// Day of the licence.
    LicenceDate "licence_date" Series;
    /// Who granted the licence.
    LicenceBy "licence_by" Series;
    /// Person responsible for publication, with post.
    Responsible "responsible" Series;
    /// How often it appears.
    Period "period" Series;
    /// Address.
    Address "address" Series;
    /// Telephone.
    Phone "phone" Series;
    /// Fax.
    Fax "fax" Series;
    /// E-mail.
    Email "email" Series;
    /// Web site.
    Web "web" Series;
    /// ISSN.
    Issn "issn" Series;
    /// Price, "Không bán" or "Lưu hành nội bộ".
    Price "price" Series;
    /// Language as stated in the imprint.
    Language "language" Series;
    /// Rule packs in force.
    Packs "packs" Series;
    /// Name of the bulletin, as the licence has it.
    LicenceName "licence_name" Series;
    /// Page size, as the licence has it.
    LicenceTrim "licence_trim" Series;
    /// Number of pages, as the licence has it.
    LicencePages "licence_pages" Series;
    /// Print run, as the licence has it.
    LicenceRun "licence_run" Series;
    /// Period, as the licence has it.
    LicencePeriod "licence_period" Series;
    /// Printer, as the licence has it.
    LicencePrinter "licence_printer" Series;
    /// Address the web package will stand at.
    BaseUrl "base_url" Series;
    /// Address of the view counter.
    CounterUrl "counter_url" Series;
    /// What the counter is: `bantin` when empty, `goatcounter` or `umami`.
    CounterKind "counter_kind" Series;
    /// Umami's identity of the web site.
    CounterSite "counter_site" Series;
    /// Code of the page that Umami shares; figures come by it.
    CounterShare "counter_share" Series;
    /// Figures as they were on a day, shown where the counter does not answer.
    CounterFigures "counter_figures" Series;
    /// Domain the trust certificate was granted to.
    BadgeDomain "badge_domain" Series;
    /// Link of the trust certificate.
    BadgeLink "badge_link" Series;
    /// `yes` when the host was checked to answer over IPv6.
    Ipv6Badge "ipv6_badge" Series;
    /// Public contact for security incidents.
    SecurityContact "security_contact" Series;
    /// What one unit of a royalty coefficient is worth, in whole units of money.
    RoyaltyUnit "royalty_unit" Series;
    /// Royalty coefficients by genre, such as `Tin = 1; Ảnh = 0,5`.
    RoyaltyRates "royalty_rates" Series;
    /// Copies to deposit, and where.
    DepositCopies "deposit_copies" Series;
    /// Links to related portals, `Name <address>` separated by `;`.
    RelatedLinks "related_links" Series;
    /// Address of the state's measuring script.
    EmcUrl "emc_url" Series;
    /// Name of the photo in the masthead.
    Logo "logo" Series;
    /// Colour in place of the design's accent, `#RRGGBB`.
    FirstColour "first_colour" Series;
    /// Colour in place of the design's second one, `#RRGGBB`.
    SecondColour "second_colour" Series;
    /// Name of the design whose faces are taken.
    Faces "faces" Series;
    /// Columns of text on a page.
    Columns "columns" Series;
    /// Margins in millimetres: top, bottom, inner, outer.
    Margins "margins" Series;
    /// What is said for abbreviations, `short = said` separated by `;`.
    Lexicon "lexicon" Series;
    /// Words that are well spelt here, separated by `;`.
    KnownWords "known_words" Series;
    /// Running number since the first issue.
    RunningNo "running_no" Issue;
    /// Year of publication ("Năm thứ").
    YearNo "year_no" Issue;
    /// Editorial board.
    EditorialBoard "editorial_board" Issue;
    /// Secretary.
    Secretary "secretary" Issue;
    /// Layout.
    Layout "layout" Issue;
    /// Cover photo.
    CoverPhoto "cover_photo" Issue;
    /// Proof-reading.
    Proof "proof" Issue;
    /// Printer.
    Printer "printer" Issue;
    /// Printer's address.
    PrinterAddress "printer_address" Issue;
    /// Copies printed.
    PrintRun "print_run" Issue;
    /// When printing was finished and copies deposited.
    Deposit "deposit" Issue;
    /// Royalty coefficients of single articles; written beside each article.
    Royalties "royalties" Issue;
}

/// The values of some fields. An empty value and a missing one are the same.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Values(BTreeMap<Key, String>);

impl Values {
    /// The value of `key`, empty when it has none.
    pub fn get(&self, key: Key) -> &str {
        self.0.get(&key).map_or("", String::as_str)
    }

    /// Sets `key`; an empty value removes it.
    pub fn set(&mut self, key: Key, value: impl Into<String>) {
        let value = value.into();
        if value.is_empty() {
            self.0.remove(&key);
        } else {
            self.0.insert(key, value);
        }
    }

    /// The fields that have a value, in the order of [`Key::ALL`].
    pub fn iter(&self) -> impl Iterator<Item = (Key, &str)> {
        self.0.iter().map(|(key, value)| (*key, value.as_str()))
    }
}
