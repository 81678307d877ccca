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
    for package in ["deb", "rpm", "appimage"] {
        let files = &bundle["bundle"]["linux"][package]["files"];
        assert_eq!(files["/usr/share/mime/packages/bantin.xml"], "icons/bantin.xml");
        for (_, source) in files.as_object().unwrap() {
            assert!(root().join(source.as_str().unwrap()).is_file(), "{source}");
        }
    }
    assert!(
        read("installers/bantin.desktop").contains(&format!("\nMimeType={media_type};"))
    );
    assert!(
        read("installers/vn.bantin.desktop.metainfo.xml")
            .contains(&format!("<mediatype>{media_type}</mediatype>"))
    );
}

#[test]
fn a_double_click_hands_the_file_over_as_a_path() {
    let entry = fs::read_to_string(root().join("installers/bantin.desktop")).unwrap();
    // The app takes a path; `%u` would hand it an address.
    assert!(entry.contains("\nExec={{exec}} %f\n"), "{entry}");
    let bundle = fs::read_to_string(root().join("tauri.conf.json")).unwrap();
    let bundle: serde_json::Value = serde_json::from_str(&bundle).unwrap();
    for package in ["deb", "rpm"] {
        let template = &bundle["bundle"]["linux"][package]["desktopTemplate"];
        assert_eq!(template, "installers/bantin.desktop", "{package}");
    }
}
