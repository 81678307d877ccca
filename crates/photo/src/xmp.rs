//! XMP: the words of a picture as RDF (ISO 16684-1), read and written.
//!
//! Only the properties below are read, wherever they may stand: as an element, as an
//! attribute of `rdf:Description`, in a list of alternatives or of names.

use crate::text;
use crate::words::Words;
use quick_xml::XmlVersion;
use quick_xml::escape::{partial_escape, resolve_predefined_entity};
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};
use quick_xml::reader::NsReader;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// A property that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Property {
    Description,
    Headline,
    Creator,
    Rights,
    Credit,
    Source,
    Alt,
    Created,
    Location,
    City,
    State,
    Country,
    /// Where it was taken, as newer programs write it (IPTC Photo Metadata, Location
    /// Created).
    TakenAt,
    TakenCity,
    TakenState,
    TakenCountry,
    /// What EXIF says, once more.
    ExifDescription,
    ExifArtist,
    ExifRights,
    ExifTaken,
    /// Name of the packet that continues this one (XMP, part 3, 1.1.3.1).
    Continued,
}

/// The properties of one packet, or of one and what continues it.
#[derive(Debug, Default)]
pub(crate) struct Packet {
    values: BTreeMap<Property, Vec<String>>,
}

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const DC: &str = "http://purl.org/dc/elements/1.1/";
const PHOTOSHOP: &str = "http://ns.adobe.com/photoshop/1.0/";
const TIFF: &str = "http://ns.adobe.com/tiff/1.0/";
const EXIF: &str = "http://ns.adobe.com/exif/1.0/";
const NOTE: &str = "http://ns.adobe.com/xmp/note/";
const IPTC: &str = "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/";
const IPTC_EXTENSION: &str = "http://iptc.org/std/Iptc4xmpExt/2008-02-29/";

/// Most levels of elements; real packets have about eight.
const DEEPEST: usize = 64;

impl Property {
    fn named(namespace: &str, name: &str) -> Option<Self> {
        Some(match (namespace, name) {
            (DC, "description") => Self::Description,
            (DC, "creator") => Self::Creator,
            (DC, "rights") => Self::Rights,
            (PHOTOSHOP, "Headline") => Self::Headline,
            (PHOTOSHOP, "Credit") => Self::Credit,
            (PHOTOSHOP, "Source") => Self::Source,
            (PHOTOSHOP, "DateCreated") => Self::Created,
            (PHOTOSHOP, "City") => Self::City,
            (PHOTOSHOP, "State") => Self::State,
            (PHOTOSHOP, "Country") => Self::Country,
            (IPTC, "Location") => Self::Location,
            (IPTC, "AltTextAccessibility") => Self::Alt,
            (TIFF, "ImageDescription") => Self::ExifDescription,
            (TIFF, "Artist") => Self::ExifArtist,
            (TIFF, "Copyright") => Self::ExifRights,
            (EXIF, "DateTimeOriginal") => Self::ExifTaken,
            (NOTE, "HasExtendedXMP") => Self::Continued,
            _ => return None,
        })
    }

    /// A part of the place where a picture was taken.
    fn of_location(namespace: &str, name: &str) -> Option<Self> {
        match (namespace, name) {
            (IPTC_EXTENSION, "Sublocation") => Some(Self::TakenAt),
            (IPTC_EXTENSION, "City") => Some(Self::TakenCity),
            (IPTC_EXTENSION, "ProvinceState") => Some(Self::TakenState),
            (IPTC_EXTENSION, "CountryName") => Some(Self::TakenCountry),
            _ => None,
        }
    }

    /// Several values are versions of one text, of which the first is taken; otherwise
    /// they are names and all count.
    fn has_versions(self) -> bool {
        !matches!(self, Self::Creator)
    }
}

impl Packet {
    /// Reads a packet and what continues it; what an earlier one says goes first.
    pub(crate) fn read_all<'p>(packets: impl IntoIterator<Item = &'p [u8]>) -> Self {
        let mut all = Self::default();
        for packet in packets {
            for (property, values) in Self::read(packet).values {
                all.values.entry(property).or_insert(values);
            }
        }
        all
    }

    /// Reads a packet. What is broken ends the reading; what came before counts.
    pub(crate) fn read(packet: &[u8]) -> Self {
        let text = String::from_utf8_lossy(packet);
        let mut reader = NsReader::from_str(&text);
        // The packet ends in padding and may be cut; that is no reason to refuse it.
        reader.config_mut().check_end_names = false;
        let mut packet = Self::default();
        let mut walk = Walk::default();
        loop {
            let Ok(event) = reader.read_event() else { return packet };
            match event {
                Event::Eof => return packet,
                Event::Start(tag) => {
                    let place = walk.place(&reader, &tag);
                    packet.read_attributes(&reader, &tag, &place);
                    walk.stack.push(place);
                    walk.text.clear();
                    walk.is_default = is_default(&tag);
                    if walk.stack.len() > DEEPEST {
                        return packet;
                    }
                }
                Event::Empty(tag) => {
                    let place = walk.place(&reader, &tag);
                    packet.read_attributes(&reader, &tag, &place);
                    walk.text.clear();
                }
                Event::End(_) => {
                    let text = std::mem::take(&mut walk.text);
                    if let Some(property) = walk.holder() {
                        packet.keep(property, &text, walk.is_default);
                    }
                    walk.is_default = false;
                    walk.stack.pop();
                }
                Event::Text(part) => walk.text.push_str(&part.xml10_content()),
                Event::CData(part) => walk.text.push_str(&part.xml10_content()),
                Event::GeneralRef(part) => {
                    if let Ok(Some(c)) = part.resolve_char_ref() {
                        walk.text.push(c);
                    } else if let Some(named) =
                        resolve_predefined_entity(&part.xml10_content())
                    {
                        walk.text.push_str(named);
                    }
                }
                _ => {}
            }
        }
    }

    /// The text of a property; empty when absent.
    pub(crate) fn text(&self, property: Property) -> String {
        match self.values.get(&property) {
            None => String::new(),
            Some(values) if property.has_versions() => {
                values.first().cloned().unwrap_or_default()
            }
            Some(values) => values.join(", "),
        }
    }

    fn read_attributes(
        &mut self,
        reader: &NsReader<&[u8]>,
        tag: &BytesStart<'_>,
        place: &Place,
    ) {
        let known = match place {
            Place::Description => Property::named,
            Place::Location => Property::of_location,
            _ => return,
        };
        for attribute in tag.attributes().flatten() {
            let (namespace, name) = reader.resolver().resolve_attribute(attribute.key);
            let ResolveResult::Bound(Namespace(namespace)) = namespace else { continue };
            let property = known(namespace, name.into_inner());
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            if let (Some(property), Ok(value)) = (property, value) {
                self.keep(property, &value, false);
            }
        }
    }

    /// Keeps a value; the one for all languages goes before the others.
    fn keep(&mut self, property: Property, text: &str, is_default: bool) {
        let text = text::tidy(text);
        if !text.is_empty() {
            let values = self.values.entry(property).or_default();
            let at = if is_default && property.has_versions() { 0 } else { values.len() };
            values.insert(at, text);
        }
    }
}

/// What an element is to us.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// `rdf:RDF`.
    Root,
    /// `rdf:Description` right below the root: properties follow.
    Description,
    /// A property, its list, or an item of it.
    Inside(Property),
    /// The place where the picture was taken: its parts follow.
    Location,
    /// Anything else, and everything below.
    Elsewhere,
}

/// Where in the packet the reader is.
#[derive(Default)]
struct Walk {
    stack: Vec<Place>,
    text: String,
    /// The text is the one for all languages.
    is_default: bool,
}

/// Whether an item of a list of alternatives is the one for all languages.
fn is_default(tag: &BytesStart<'_>) -> bool {
    let language = tag.try_get_attribute("xml:lang").ok().flatten();
    language.is_some_and(|language| language.value.as_ref() == "x-default")
}

impl Walk {
    fn place(&self, reader: &NsReader<&[u8]>, tag: &BytesStart<'_>) -> Place {
        let (namespace, name) = reader.resolver().resolve_element(tag.name());
        let ResolveResult::Bound(Namespace(namespace)) = namespace else {
            return Place::Elsewhere;
        };
        let name = name.into_inner();
        match (self.stack.last(), namespace, name) {
            (None | Some(Place::Elsewhere), RDF, "RDF") => Place::Root,
            (Some(Place::Root), RDF, "Description") => Place::Description,
            (Some(Place::Description), IPTC_EXTENSION, "LocationCreated") => {
                Place::Location
            }
            (Some(Place::Location), RDF, "Bag" | "Seq" | "li" | "Description") => {
                Place::Location
            }
            (Some(Place::Location), _, _) => Property::of_location(namespace, name)
                .map_or(Place::Elsewhere, Place::Inside),
            (Some(Place::Description), _, _) => {
                Property::named(namespace, name).map_or(Place::Elsewhere, Place::Inside)
            }
            (Some(Place::Inside(property)), RDF, "Alt" | "Seq" | "Bag" | "li") => {
                Place::Inside(*property)
            }
            _ => Place::Elsewhere,
        }
    }

    /// The property whose text ends here.
    fn holder(&self) -> Option<Property> {
        match self.stack.last() {
            Some(Place::Inside(property)) => Some(*property),
            _ => None,
        }
    }
}

/// Writes words as a packet. Empty ones are left out.
pub(crate) fn write(words: &Words) -> String {
    let mut properties = String::new();
    let day = words
        .taken
        .map(|day| format!("{:04}-{:02}-{:02}", day.year(), day.month(), day.day()));
    let simple = [
        ("photoshop:Credit", words.credit.as_str()),
        ("photoshop:DateCreated", day.as_deref().unwrap_or_default()),
        ("Iptc4xmpCore:Location", &words.place),
    ];
    let listed = [
        ("dc:description", "Alt", " xml:lang=\"x-default\"", words.caption.as_str()),
        ("dc:creator", "Seq", "", &words.byline),
        ("dc:rights", "Alt", " xml:lang=\"x-default\"", &words.rights),
        (
            "Iptc4xmpCore:AltTextAccessibility",
            "Alt",
            " xml:lang=\"x-default\"",
            &words.alt,
        ),
    ];
    for (name, list, language, text) in listed {
        if !text.is_empty() {
            let text = partial_escape(text);
            // Writing to a string cannot fail.
            let _ = write!(
                properties,
                "<{name}><rdf:{list}><rdf:li{language}>{text}</rdf:li></rdf:{list}></{name}>"
            );
        }
    }
    for (name, text) in simple {
        if !text.is_empty() {
            let _ = write!(properties, "<{name}>{}</{name}>", partial_escape(text));
        }
    }
    format!(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"{RDF}\">\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"{DC}\" xmlns:photoshop=\"{PHOTOSHOP}\" \
         xmlns:Iptc4xmpCore=\"{IPTC}\">{properties}</rdf:Description></rdf:RDF></x:xmpmeta>\
         <?xpacket end=\"r\"?>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(body: &str, property: Property, expected: &str) {
        let packet = format!(
            "\u{FEFF}<?xpacket begin='' id=''?><x:xmpmeta xmlns:x='adobe:ns:meta/'>\
             <rdf:RDF xmlns:rdf='{RDF}' xmlns:dc='{DC}' xmlns:p='{PHOTOSHOP}'>{body}"
        );
        assert_eq!(Packet::read(packet.as_bytes()).text(property), expected);
    }

    #[test]
    fn properties_are_read_as_elements_attributes_and_lists() {
        let d = "rdf:Description";
        check(&format!("<{d} p:Credit='A &amp; B'/>"), Property::Credit, "A & B");
        check(
            &format!("<{d}><p:Credit>Ti&#x1EBF;n</p:Credit></{d}>"),
            Property::Credit,
            "Tiến",
        );
        let names = "<rdf:Seq><rdf:li>An</rdf:li><rdf:li>Bình</rdf:li></rdf:Seq>";
        check(
            &format!("<{d}><dc:creator>{names}</dc:creator></{d}>"),
            Property::Creator,
            "An, Bình",
        );
        let versions = "<rdf:Alt><rdf:li xml:lang='x-default'>Cầu</rdf:li>\
                        <rdf:li xml:lang='en'>Bridge</rdf:li></rdf:Alt>";
        check(
            &format!("<{d}><dc:description>\n {versions}</dc:description></{d}>"),
            Property::Description,
            "Cầu",
        );
    }

    #[test]
    fn the_text_for_all_languages_goes_first() {
        let versions = "<rdf:Alt><rdf:li xml:lang='en'>Bridge</rdf:li>\
                        <rdf:li xml:lang='x-default'>Cầu</rdf:li></rdf:Alt>";
        check(
            &format!("<rdf:Description><dc:description>{versions}</dc:description>"),
            Property::Description,
            "Cầu",
        );
    }

    #[test]
    fn a_continued_packet_adds_what_the_first_lacks() {
        let packet = |body: &str| {
            format!(
                "<rdf:RDF xmlns:rdf='{RDF}' xmlns:p='{PHOTOSHOP}'>\
                 <rdf:Description {body}/></rdf:RDF>"
            )
        };
        let (first, second) =
            (packet("p:City='Vị Thanh'"), packet("p:City='Cần Thơ' p:Credit='TTXVN'"));
        let all = Packet::read_all([first.as_bytes(), second.as_bytes()]);
        assert_eq!(all.text(Property::City), "Vị Thanh");
        assert_eq!(all.text(Property::Credit), "TTXVN");
    }

    #[test]
    fn the_place_of_taking_is_read_in_either_way_of_writing() {
        let around = |location: &str| {
            format!(
                "<rdf:RDF xmlns:rdf='{RDF}' xmlns:e='{IPTC_EXTENSION}'><rdf:Description>\
                 <e:LocationCreated><rdf:Bag>{location}</rdf:Bag></e:LocationCreated>\
                 <e:LocationShown><rdf:Bag><rdf:li e:City='Huế'/></rdf:Bag></e:LocationShown>\
                 </rdf:Description></rdf:RDF>"
            )
        };
        for location in [
            "<rdf:li rdf:parseType='Resource'><e:Sublocation>Chợ nổi</e:Sublocation>\
             <e:City>Ngã Bảy</e:City></rdf:li>",
            "<rdf:li><rdf:Description e:Sublocation='Chợ nổi' e:City='Ngã Bảy'/></rdf:li>",
            "<rdf:li e:Sublocation='Chợ nổi' e:City='Ngã Bảy'/>",
        ] {
            let packet = Packet::read(around(location).as_bytes());
            let parts = [Property::TakenAt, Property::TakenCity, Property::City];
            assert_eq!(parts.map(|part| packet.text(part)), ["Chợ nổi", "Ngã Bảy", ""]);
        }
    }

    #[test]
    fn properties_of_other_things_are_left_alone() {
        let nested = "<p:History rdf:parseType='Resource'><dc:rights>không</dc:rights></p:History>";
        check(&format!("<rdf:Description>{nested}"), Property::Rights, "");
        check("<dc:rights>không</dc:rights>", Property::Rights, "");
    }

    #[test]
    fn a_packet_cut_off_gives_what_came_before() {
        let body = "<rdf:Description><p:City>Vị Thanh</p:City><dc:rights>Bản";
        check(body, Property::City, "Vị Thanh");
        check(body, Property::Rights, "");
    }
}
