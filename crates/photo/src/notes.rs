//! What the containers of pictures hold beside pixels, unread.

use crate::iptc;
use std::borrow::Cow;

/// The notes of one file. Each is as its standard defines it, without what the
/// container puts around it.
#[derive(Debug, Default)]
pub(crate) struct Notes<'a> {
    /// XMP packets: the main one, then what continues it.
    pub(crate) xmp: Vec<Cow<'a, [u8]>>,
    /// Data sets of IPTC-IIM.
    pub(crate) iptc: Vec<Cow<'a, [u8]>>,
    /// What PNG says without a standard.
    pub(crate) plain: Plain,
}

/// Words in plain text.
#[derive(Debug, Default)]
pub(crate) struct Plain {
    pub(crate) caption: String,
    pub(crate) author: String,
    pub(crate) rights: String,
}

impl<'a> Notes<'a> {
    /// Keeps the IPTC records among Photoshop resources.
    pub(crate) fn resources(&mut self, resources: &'a [u8]) {
        self.iptc.extend(iptc::among_resources(resources).into_iter().map(Cow::from));
    }

    /// The same of resources that are not in the file as they are; bare records count,
    /// too.
    pub(crate) fn owned_resources(&mut self, resources: &[u8]) {
        let found = iptc::among_resources(resources);
        let bare = found.is_empty().then_some(resources);
        let found = found.into_iter().chain(bare);
        self.iptc.extend(found.map(|records| Cow::from(records.to_vec())));
    }
}
