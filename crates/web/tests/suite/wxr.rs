//! The file for WordPress, read again by a parser of XML.

use crate::sample::{NoPixels, edition};
use document::{Edition, Key, Unwatched, body};
use quick_xml::Reader;
use quick_xml::events::Event;
use web::Bundle;

fn export(edition: &Edition) -> Bundle {
    web::wxr(edition, &NoPixels(edition.photos.clone()), &Unwatched).unwrap()
}

/// The elements of a file: the path of names from the root, its `domain`, its text.
fn elements(made: &Bundle) -> Vec<(String, String, String)> {
    let text = std::str::from_utf8(&made.files["issue.xml"]).unwrap();
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let (mut path, mut open, mut found) = (Vec::new(), Vec::new(), Vec::new());
    loop {
        match reader.read_event().expect("well formed") {
            Event::Start(tag) => {
                let name = tag.name().as_ref().to_owned();
                let domain = tag.try_get_attribute("domain").unwrap();
                let domain = domain.map_or(String::new(), |one| one.value.into_owned());
                path.push(name);
                open.push((domain, String::new()));
            }
            Event::Text(text) => {
                if let Some((_, own)) = open.last_mut() {
                    own.push_str(&text);
                }
            }
            Event::CData(text) => open.last_mut().unwrap().1.push_str(&text),
            Event::GeneralRef(entity) => {
                let letter = match &*entity {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    "#39" => '\'',
                    other => panic!("an entity WordPress does not know: {other}"),
                };
                open.last_mut().unwrap().1.push(letter);
            }
            Event::End(_) => {
                let (domain, text) = open.pop().unwrap();
                found.push((path.join("/"), domain, text));
                path.pop();
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(path.is_empty(), "every element is closed");
    found
}

/// The texts of the elements of this name.
fn texts(found: &[(String, String, String)], name: &str) -> Vec<String> {
    let ends = format!("/{name}");
    let of = found.iter().filter(|(path, ..)| path.ends_with(&ends));
    of.map(|(_, _, text)| text.clone()).collect()
}

#[test]
fn wordpress_finds_what_it_asks_for() {
    let mut edition = edition();
    edition.bulletin.values.set(Key::BaseUrl, "https://bantin.example/so-1/");
    let made = export(&edition);
    let found = elements(&made);
    assert_eq!(texts(&found, "wp:wxr_version"), ["1.2"]);
    let kinds = texts(&found, "wp:post_type");
    let posts = kinds.iter().filter(|kind| *kind == "post").count();
    let pictures = made.files.keys().filter(|path| path.starts_with("anh/")).count();
    assert_eq!(posts, edition.articles.len());
    assert_eq!(kinds.len() - posts, pictures, "every picture once: {kinds:?}");

    let ids = texts(&found, "wp:post_id");
    assert_eq!(ids.len(), ids.iter().collect::<std::collections::BTreeSet<_>>().len());
    for day in texts(&found, "wp:post_date") {
        assert!(day.ends_with(" 00:00:00") && day.len() == 19, "no clock: {day}");
    }
    // What is named is there.
    let logins = texts(&found, "wp:author_login");
    for name in texts(&found, "dc:creator").iter().filter(|name| !name.is_empty()) {
        assert!(logins.contains(name), "{name}: {logins:?}");
    }
    let categories = texts(&found, "wp:cat_name");
    let used = found.iter().filter(|(path, domain, _)| {
        path.ends_with("item/category") && domain == "category"
    });
    for (_, _, name) in used {
        assert!(categories.contains(name), "{name}");
    }
    for address in texts(&found, "wp:attachment_url") {
        let path = address.strip_prefix("https://bantin.example/so-1/").expect("public");
        assert!(made.files.contains_key(path), "{path}");
    }
}

#[test]
fn pictures_are_those_of_the_web_package() {
    let edition = edition();
    let photos = NoPixels(edition.photos.clone());
    let theme = crate::sample::theme();
    let package =
        web::bundle(&edition, &theme, &photos, &web::Extras::default(), &Unwatched);
    let package = package.unwrap();
    let made = export(&edition);
    let pictures: Vec<&String> =
        made.files.keys().filter(|path| path.starts_with("anh/")).collect();
    assert!(!pictures.is_empty());
    for path in pictures {
        assert!(package.files.contains_key(path), "WordPress would not find {path}");
    }
}

#[test]
fn whatever_was_written_comes_back_as_it_was() {
    let mut edition = edition();
    let hostile = "]]> <b>Đậm</b> & \"nháy\" 'đơn' ]]]]><![CDATA[ </title> &amp; -->";
    edition.bulletin.values.set(Key::Name, format!("Tên \u{1} {hostile}"));
    let article = &mut edition.articles[0];
    article.title = hostile.into();
    article.web_title = String::new();
    article.lead = "Dẫn ]]> và \\<script\\>.".into();
    article.bylines = vec![format!("Trần {hostile}"), "Người <hai>".into()];
    article.tags = vec![format!("thẻ {hostile}")];
    article.source = hostile.into();
    article.body = body::parse(
        "Chữ ]]> & <script>alert(1)</script> `]]>` [mã](javascript:alert(1))\n\n\
         <div onclick=\"x()\">]]></div>\n",
    )
    .0;
    if let Some(section) = edition.sections.first_mut() {
        section.name = format!("Mục {hostile}");
    }
    let found = elements(&export(&edition));
    let has = |name: &str, text: &str| {
        let all = texts(&found, name);
        assert!(all.iter().any(|one| one == text), "{name}: {text}: {all:?}");
    };
    has("item/title", hostile);
    has("excerpt:encoded", "Dẫn ]]> và <script>.");
    has("wp:author_display_name", &format!("Trần {hostile}"));
    has("wp:tag_name", &format!("thẻ {hostile}"));
    has("wp:cat_name", &format!("Mục {hostile}"));
    has("wp:meta_value", hostile);
    let bodies = texts(&found, "content:encoded");
    assert!(bodies[0].contains("Chữ ]]&gt; &amp;"), "{}", bodies[0]);
    for gone in ["<script", "onclick", "javascript:"] {
        assert!(!bodies[0].contains(gone), "{gone}: {}", bodies[0]);
    }
}

#[test]
fn an_issue_without_stories_is_a_file_too() {
    let mut edition = edition();
    edition.articles.clear();
    let made = export(&edition);
    assert!(texts(&elements(&made), "wp:post_type").is_empty());
    assert_eq!(made.files.len(), 1);
}
