//! What a bulletin file is called: the same to a desktop, to the installer and in the
//! description of the format.

use super::root;
use std::fs;

#[test]
fn the_media_type_is_the_same_everywhere() {
    let read = |path: &str| fs::read_to_string(root().join(path)).unwrap();
    let format = read("docs/file-format.md");
    let named = format.split("media type is `").nth(1).unwrap();
    let media_type = named.split('`').next().unwrap();
    let desktop = read("icons/bantin.xml");
    assert!(desktop.contains(&format!("<mime-type type=\"{media_type}\">")), "{desktop}");
    assert!(desktop.contains("pattern=\"*.bantin\"") && desktop.contains("\"BNTN\""));
    let bundle: serde_json::Value =
        serde_json::from_str(&read("tauri.conf.json")).unwrap();
    let known = &bundle["bundle"]["fileAssociations"][0];
    assert_eq!(known["mimeType"], media_type);
    assert_eq!(known["ext"][0], "bantin");
    for package in ["deb", "rpm"] {
        let files = &bundle["bundle"]["linux"][package]["files"];
        assert_eq!(files["/usr/share/mime/packages/bantin.xml"], "icons/bantin.xml");
    }
}
