//! Makes an exported file a PDF/X-4 file (ISO 15930-7).
//!
//! The exporter knows PDF, fonts and colours, but not the printer's standard. What
//! that adds is set here, on the finished objects: the output intent, the boxes, the
//! metadata. And what it forbids is removed: links, bookmarks, actions.
//!
//! Invariant: no content stream is touched. Colours change by their definitions only.

use super::{CREATOR, Meta, PdfRefused, packet};
use document::PRINT_CONDITION;
use lopdf::xref::XrefType;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What the catalog must not keep: actions, form fields, and ways through the
/// document that only a screen has.
const INTERACTIVE: [&str; 7] =
    ["OpenAction", "AA", "AcroForm", "Outlines", "PageMode", "Names", "Dests"];

/// The profile of the printing condition, packed once: it is a megabyte, and packing it
/// takes longer than everything else here together.
static OUTPUT_PROFILE: LazyLock<Stream> = LazyLock::new(|| {
    let mut profile = Stream::new(dictionary! { "N" => 4 }, PRINT_CONDITION.icc.to_vec());
    profile.compress().expect("a stream in memory can be packed");
    profile
});

/// Finishes the file. `plain` must be untagged, and its pages must have a trim box
/// with room for the bleed around it: what [`super::marks::dress`] leads to.
pub(super) fn pdf_x_4(plain: Vec<u8>, meta: &Meta) -> Result<Vec<u8>, PdfRefused> {
    finished(plain, meta)
        .map_err(|error| PdfRefused::Unfinished { reason: error.to_string() })
}

fn finished(plain: Vec<u8>, meta: &Meta) -> lopdf::Result<Vec<u8>> {
    let mut file = Document::load_mem(&plain)?;
    // A hundred pictures for paper are tens of megabytes: they are held twice, not thrice.
    let about = plain.len() + OUTPUT_PROFILE.content.len() + (64 << 10);
    drop(plain);
    file.version = "1.6".into();
    file.reference_table.cross_reference_type = XrefType::CrossReferenceTable;
    grey_is_black_ink(&mut file);
    blend_in_inks(&mut file);
    for page in file.page_iter().collect::<Vec<_>>() {
        set_boxes(file.get_dictionary_mut(page)?, meta)?;
    }
    declare(&mut file, meta)?;
    file.prune_objects();
    let mut bytes = Vec::with_capacity(about);
    file.save_to(&mut bytes)?;
    Ok(bytes)
}

/// Redefines grey: the exporter's is an ICC colour that would separate into four
/// inks, and black text out of register is a blurred text.
fn grey_is_black_ink(file: &mut Document) {
    let grey = profiles(file, 1);
    for object in file.objects.values_mut() {
        replace(object, &|object| {
            is_icc(object, &grey).then(|| Object::Name(b"DeviceGray".to_vec()))
        });
    }
}

/// Lets transparent parts mix in the printer's inks. Mixed in RGB, black text under
/// a shadow would come back as four inks. Masks are no inks and stay as they are.
fn blend_in_inks(file: &mut Document) {
    let colour = profiles(file, 3);
    let named: BTreeSet<ObjectId> = file
        .objects
        .iter()
        .filter(|(_, object)| is_icc(object, &colour))
        .map(|(id, _)| *id)
        .collect();
    let masks = masks(file);
    for (id, object) in &mut file.objects {
        if masks.contains(id) {
            continue;
        }
        let dict = match object {
            Object::Dictionary(dict) => dict,
            Object::Stream(stream) => &mut stream.dict,
            _ => continue,
        };
        let Ok(Object::Dictionary(group)) = dict.get_mut(b"Group") else { continue };
        let rgb = match group.get(b"CS") {
            Ok(Object::Reference(id)) => named.contains(id),
            Ok(space) => is_icc(space, &colour),
            Err(_) => false,
        };
        if rgb {
            group.set("CS", "DeviceCMYK");
        }
    }
}

/// Groups that soft masks are made from.
fn masks(file: &Document) -> BTreeSet<ObjectId> {
    let states = file.objects.values().filter_map(|object| object.as_dict().ok());
    states
        .flat_map(|dict| [Some(dict), mask(file, dict)])
        .flatten()
        .filter_map(|dict| dict.get(b"G").and_then(Object::as_reference).ok())
        .collect()
}

fn mask<'f>(file: &'f Document, state: &'f Dictionary) -> Option<&'f Dictionary> {
    state.get_deref(b"SMask", file).and_then(Object::as_dict).ok()
}

/// ICC profiles of so many components.
fn profiles(file: &Document, components: i64) -> BTreeSet<ObjectId> {
    let is_profile = |object: &Object| {
        let Object::Stream(stream) = object else { return false };
        stream.dict.get(b"N").and_then(Object::as_i64).ok() == Some(components)
            && !stream.dict.has(b"Type")
    };
    file.objects
        .iter()
        .filter(|(_, object)| is_profile(object))
        .map(|(id, _)| *id)
        .collect()
}

/// Whether the object is the colour space `[/ICCBased profile]` of one of these.
fn is_icc(object: &Object, profiles: &BTreeSet<ObjectId>) -> bool {
    let Object::Array(parts) = object else { return false };
    matches!(
        parts.as_slice(),
        [Object::Name(family), Object::Reference(profile)]
            if family == b"ICCBased" && profiles.contains(profile)
    )
}

/// Replaces an object, or the objects in it, wherever `by` has an answer.
fn replace(object: &mut Object, by: &impl Fn(&Object) -> Option<Object>) {
    if let Some(other) = by(object) {
        *object = other;
        return;
    }
    let parts: Box<dyn Iterator<Item = &mut Object>> = match object {
        Object::Array(parts) => Box::new(parts.iter_mut()),
        Object::Dictionary(dict) => Box::new(dict.iter_mut().map(|(_, part)| part)),
        Object::Stream(stream) => Box::new(stream.dict.iter_mut().map(|(_, part)| part)),
        _ => return,
    };
    for part in parts {
        replace(part, by);
    }
}

/// Writes the bleed around the exporter's trim and removes what only a screen has.
fn set_boxes(page: &mut Dictionary, meta: &Meta) -> lopdf::Result<()> {
    let bleed = meta.bleed.to_pt().0 as f32;
    let mut sides = Vec::new();
    for (side, out) in
        page.get(b"TrimBox")?.as_array()?.iter().zip([-1.0, -1.0, 1.0, 1.0])
    {
        sides.push(Object::Real(side.as_float()? + out * bleed));
    }
    page.set("BleedBox", sides);
    for key in ["Annots", "AA", "CropBox", "ArtBox", "StructParents", "Tabs"] {
        page.remove(key.as_bytes());
    }
    Ok(())
}

/// Says what the file is and which press it is meant for.
fn declare(file: &mut Document, meta: &Meta) -> lopdf::Result<()> {
    let profile = file.add_object(OUTPUT_PROFILE.clone());
    let intent = file.add_object(dictionary! {
        "Type" => "OutputIntent",
        "S" => "GTS_PDFX",
        "OutputCondition" => ascii(PRINT_CONDITION.name),
        "OutputConditionIdentifier" => ascii(PRINT_CONDITION.id),
        "RegistryName" => ascii("http://www.color.org"),
        "Info" => ascii(PRINT_CONDITION.name),
        "DestOutputProfile" => profile,
    });
    let identity = packet::Identity::of(meta);
    let xmp = packet::xmp(meta, &identity).into_bytes();
    let kind = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    let metadata = file.add_object(Stream::new(kind, xmp).with_compression(false));
    let date = ascii(&packet::pdf_date(meta.date));
    let mut info = dictionary! {
        "Title" => text(packet::title(meta)),
        "Creator" => ascii(CREATOR),
        "Producer" => ascii(CREATOR),
        "CreationDate" => date.clone(),
        "ModDate" => date,
        "Trapped" => "False",
    };
    for (key, value) in [("Author", &meta.author), ("Subject", &meta.subject)] {
        if !value.is_empty() {
            info.set(key, text(value));
        }
    }
    let info = file.add_object(info);
    let catalog = file.catalog_mut()?;
    for key in INTERACTIVE {
        catalog.remove(key.as_bytes());
    }
    catalog.remove(b"Version");
    catalog.set("OutputIntents", vec![Object::Reference(intent)]);
    catalog.set("Metadata", metadata);
    file.trailer.set("Info", info);
    let id = Object::String(identity.bytes.to_vec(), StringFormat::Hexadecimal);
    file.trailer.set("ID", vec![id.clone(), id]);
    Ok(())
}

fn ascii(text: &str) -> Object {
    Object::string_literal(text)
}

/// A text string with any letters: UTF-16 with a byte order mark.
fn text(text: &str) -> Object {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    Object::String(units.flat_map(u16::to_be_bytes).collect(), StringFormat::Hexadecimal)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file with one transparent form, one soft mask and one image, all of them in
    /// calibrated colours. Returns the colour spaces after the changes.
    fn spaces() -> [Object; 4] {
        let mut file = Document::with_version("1.6");
        let profile = |n: i64| Stream::new(dictionary! { "N" => n }, Vec::new());
        let (grey, colour) = (file.add_object(profile(1)), file.add_object(profile(3)));
        let icc = |id: ObjectId| Object::from(vec!["ICCBased".into(), id.into()]);
        let named = file.add_object(icc(colour));
        let group = |space: Object| {
            let group = dictionary! { "S" => "Transparency", "CS" => space };
            Stream::new(dictionary! { "Group" => group }, Vec::new())
        };
        let indirect = file.add_object(group(named.into()));
        let direct = file.add_object(group(icc(colour)));
        let masking = file.add_object(group(named.into()));
        let mask = dictionary! { "S" => "Luminosity", "G" => masking };
        file.add_object(dictionary! { "Type" => "ExtGState", "SMask" => mask });
        let picture = dictionary! { "ColorSpace" => icc(grey) };
        let picture = file.add_object(Stream::new(picture, Vec::new()));
        grey_is_black_ink(&mut file);
        blend_in_inks(&mut file);
        let space = |id: ObjectId| {
            let dict = &file.get_object(id).unwrap().as_stream().unwrap().dict;
            let group = dict.get(b"Group").and_then(Object::as_dict).unwrap_or(dict);
            group.get(b"CS").or_else(|_| group.get(b"ColorSpace")).unwrap().clone()
        };
        let masked = space(masking);
        assert_eq!(masked, Object::Reference(named), "a mask is no ink");
        [space(indirect), space(direct), masked, space(picture)]
    }

    #[test]
    fn transparency_mixes_in_inks() {
        let [indirect, direct, ..] = spaces();
        assert_eq!(indirect, Object::from("DeviceCMYK"));
        assert_eq!(direct, Object::from("DeviceCMYK"));
    }

    #[test]
    fn grey_of_a_picture_is_black_ink() {
        let [.., picture] = spaces();
        assert_eq!(picture, Object::from("DeviceGray"));
    }

    #[test]
    fn no_file_is_no_press_file() {
        let meta = crate::pdf::tests::meta();
        let refused = pdf_x_4(b"not a PDF".to_vec(), &meta).unwrap_err();
        assert_eq!(refused.code(), "pdf.unfinished");
    }
}
