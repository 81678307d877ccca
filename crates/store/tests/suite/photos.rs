use crate::{Desk, article, date};
use document::{Focus, Photo, PixelSize};
use store::{NewPhoto, Op};

const SIZE: PixelSize = PixelSize { width: 1200, height: 800 };

#[test]
fn the_same_bytes_are_stored_once() {
    let mut desk = Desk::new();
    desk.edit(Op::AddPhoto, |edit| {
        let first = NewPhoto {
            caption: "Ký kết".into(),
            ..NewPhoto::new("a.jpg", b"A", SIZE)
        };
        let (id, new) = edit.add_photo(&first)?;
        assert!(new);
        assert_eq!(edit.add_photo(&NewPhoto::new("b.jpg", b"A", SIZE))?, (id, false));
        assert_eq!(edit.photo(id)?.caption, "Ký kết");
        Ok(())
    });
    let photos = desk.store.photos().unwrap();
    assert_eq!(photos.len(), 1);
    assert_eq!(desk.store.original(photos[0].id).unwrap(), b"A");
    let hash = "559aead08264d5795d3909718cdd05abd49572e84fe55590eef31a88a08fdffd";
    assert_eq!(photos[0].hash, hash);
}

#[test]
fn names_are_plain_and_unique() {
    let mut desk = Desk::new();
    let mut check = |hint: &str, expected: &str| {
        let bytes = desk.store.photos().unwrap().len().to_string();
        let photo = NewPhoto::new(hint, bytes.as_bytes(), SIZE);
        let (id, _) = desk.edit(Op::AddPhoto, |edit| edit.add_photo(&photo));
        assert_eq!(desk.store.photo(id).unwrap().name, expected);
        assert_eq!(desk.store.photo_named(expected).unwrap().unwrap().id, id);
    };
    check("sign.jpg", "sign.jpg");
    check("Sign.JPG", "sign-2.jpg");
    check("C:\\Ảnh\\Đường tỉnh 931B.HEIC", "duong-tinh-931b.heic");
    check("../..", "anh");
    check("", "anh-2");
    check("签名.png", "anh.png");
}

#[test]
fn words_and_focal_point_are_kept_exactly() {
    let mut desk = Desk::new();
    let photo =
        NewPhoto { taken: "2021-02-27".into(), ..NewPhoto::new("a.jpg", b"A", SIZE) };
    let (id, _) = desk.edit(Op::AddPhoto, |edit| edit.add_photo(&photo));
    let mended = Photo {
        caption: "Quang cảnh *hội nghị*".into(),
        credit: "Ảnh: Đan Phượng".into(),
        alt: "Hai người bắt tay".into(),
        rights: "CC BY".into(),
        consent: "có".into(),
        focus: Some(Focus { x: 1.0 / 3.0, y: 0.1 + 0.2 }),
        ..desk.store.photo(id).unwrap()
    };
    let edited =
        desk.store.edit(Op::EditPhoto, crate::now(), |edit| edit.set_photo(&mended));
    assert_eq!(edited.unwrap().1.photos, [id].into());
    assert_eq!(desk.store.photo(id).unwrap(), mended);
    assert_eq!(desk.store.taken(id).unwrap(), "2021-02-27");
}

#[test]
fn an_edition_has_the_photos_its_articles_show() {
    let mut desk = Desk::new();
    let issue = desk.edit(Op::Import, |edit| {
        for (name, bytes) in [("a.jpg", b"A"), ("b.jpg", b"B"), ("c.jpg", b"C")] {
            edit.add_photo(&NewPhoto::new(name, bytes, SIZE))?;
        }
        let issue = edit.add_issue(8, date("2021-02-27"), None, None)?;
        let text = "![](media/c.jpg)\n\n:::figure\n![Ký](media/a.jpg){#ky}\n:::\n";
        edit.add_article(&article(1, "Một", text), Some(issue))?;
        Ok(issue)
    });
    let edition = desk.store.edition(issue).unwrap();
    let names: Vec<_> =
        edition.photos.values().map(|photo| photo.name.as_str()).collect();
    assert_eq!(names, ["a.jpg", "c.jpg"]);
}

#[test]
fn undoing_a_large_import_writes_no_photo_again() {
    let mut desk = Desk::new();
    let bytes = vec![7; 3_000_000];
    desk.edit(Op::Import, |edit| edit.add_photo(&NewPhoto::new("a.jpg", &bytes, SIZE)));
    let length = |desk: &Desk| std::fs::metadata(desk.path()).unwrap().len();
    let before = length(&desk);
    for _ in 0..3 {
        desk.store.undo().unwrap();
        assert_eq!(desk.store.photos().unwrap(), []);
        desk.store.redo().unwrap();
    }
    let photo = desk.store.photos().unwrap().remove(0);
    assert_eq!(desk.store.original(photo.id).unwrap(), bytes);
    assert!(length(&desk) < before + 20_000);
}
