use crate::{Desk, article, date};
use document::{Focus, Lang, Photo, PhotoWord, PixelSize};
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
    let photo = NewPhoto {
        taken: Some(date("2021-02-26")),
        ..NewPhoto::new("a.jpg", b"A", SIZE)
    };
    let (id, _) = desk.edit(Op::AddPhoto, |edit| edit.add_photo(&photo));
    assert_eq!(desk.store.photo(id).unwrap().taken, Some(date("2021-02-26")));
    let mended = Photo {
        caption: "Quang cảnh *hội nghị*".into(),
        credit: "Ảnh: Đan Phượng".into(),
        alt: "Hai người bắt tay".into(),
        rights: "CC BY".into(),
        consent: "có".into(),
        focus: Some(Focus { x: 1.0 / 3.0, y: 0.1 + 0.2 }),
        taken: Some(date("2021-02-27")),
        place: "Vị Thanh, Hậu Giang".into(),
        lang: Some(Lang::En),
        drafts: [PhotoWord::Caption, PhotoWord::Place].into(),
        ..desk.store.photo(id).unwrap()
    };
    let edited =
        desk.store.edit(Op::EditPhoto, crate::now(), |edit| edit.set_photo(&mended));
    assert_eq!(edited.unwrap().1.photos, [id].into());
    assert_eq!(desk.store.photo(id).unwrap(), mended);
    desk.store.undo().unwrap();
    assert_eq!(desk.store.photo(id).unwrap().place, "");
    desk.store.redo().unwrap();
    assert_eq!(desk.store.photo(id).unwrap(), mended);
}

#[test]
fn another_file_takes_the_place_of_a_photo_and_undo_brings_it_back() {
    let mut desk = Desk::new();
    let (id, other) = desk.edit(Op::AddPhoto, |edit| {
        let (id, _) = edit.add_photo(&NewPhoto {
            caption: "Ký kết".into(),
            ..NewPhoto::new("a.jpg", b"A", SIZE)
        })?;
        Ok((id, edit.add_photo(&NewPhoto::new("b.jpg", b"B", SIZE))?.0))
    });
    let here = Focus { x: 0.25, y: 0.75 };
    let larger = PixelSize { width: 4000, height: 3000 };
    let kept = desk.edit(Op::ReplacePhoto, |edit| {
        edit.replace_photo(id, b"C", larger, Some((here, u64::MAX)))
    });
    assert_eq!(kept, id);
    let photo = desk.store.photo(id).unwrap();
    assert_eq!((photo.name.as_str(), photo.size), ("a.jpg", larger));
    assert_eq!(photo.caption, "Ký kết");
    assert_eq!((photo.guess, photo.likeness), (Some(here), Some(u64::MAX)));
    assert_eq!(desk.store.original(id).unwrap(), b"C");
    // No two photos have the same bytes.
    let known =
        desk.edit(Op::ReplacePhoto, |edit| edit.replace_photo(id, b"B", SIZE, None));
    assert_eq!(known, other);
    assert_eq!(desk.store.original(id).unwrap(), b"C");
    desk.store.undo().unwrap();
    assert_eq!(desk.store.original(id).unwrap(), b"A");
    assert_eq!(desk.store.photo(id).unwrap().size, SIZE);
}

#[test]
fn a_part_of_a_photo_stands_in_the_edition_as_a_photo_of_its_own() {
    let mut desk = Desk::new();
    let (issue, whole) = desk.edit(Op::Import, |edit| {
        let (whole, _) = edit.add_photo(&NewPhoto::new("a.jpg", b"A", SIZE))?;
        let issue = edit.add_issue(8, date("2021-02-27"), None, None)?;
        let text = "![](media/a.jpg){crop=\"0.5 0 0.5 0.5\"}\n\n![](media/a.jpg)\n";
        edit.add_article(&article(1, "Một", text), Some(issue))?;
        Ok((issue, whole))
    });
    let edition = desk.store.edition(issue).unwrap();
    let part = edition.photos.values().find(|photo| photo.cut.is_some()).unwrap();
    assert_eq!(part.size, PixelSize { width: 600, height: 400 });
    assert_eq!((part.whole(), edition.photos.len()), (whole, 2));
    assert_ne!(part.hash, edition.photos[&whole].hash);
    assert_eq!(edition.photo_named("a.jpg").unwrap().id, whole);
    // The file knows the photo alone.
    assert_eq!(desk.store.photos().unwrap().len(), 1);
}

#[test]
fn a_file_of_version_2_keeps_every_photo_and_takes_the_new_words() {
    let desk = Desk::new();
    let path = desk.path().with_file_name("old.bantin");
    {
        let file = rusqlite::Connection::open(&path).unwrap();
        file.execute_batch(include_str!("../../src/schema/1.sql")).unwrap();
        file.execute_batch(include_str!("../../src/schema/2.sql")).unwrap();
        file.pragma_update(None, "application_id", 0x424E_544E).unwrap();
        file.pragma_update(None, "user_version", 2).unwrap();
        // The odd day was never written by a program of ours and is kept all the same.
        file.execute_batch(
            "INSERT INTO bulletin (id) VALUES (1);
             INSERT INTO content (hash, bytes) VALUES ('h', x'41'), ('i', x'42');
             INSERT INTO photo (name, hash, width, height, caption, credit, focus, taken)
             VALUES ('a.jpg', 'h', 3, 2, 'Ký *kết*', 'Ảnh: A', '0.25 0.5', '2021-02-27'),
                    ('b.jpg', 'i', 3, 2, '', '', NULL, 'mùa nước nổi');
             INSERT INTO step (op, at, changes) VALUES ('add_photo', 0,
               '[{\"table\":\"photo\",\"id\":2,\"added\":{\"id\":2,\"name\":\"b.jpg\",\"hash\":\"i\",\"width\":3,\"height\":2,\"caption\":\"\",\"credit\":\"\",\"alt\":\"\",\"rights\":\"\",\"consent\":\"\",\"focus\":null,\"taken\":\"mùa nước nổi\"}}]');",
        )
        .unwrap();
    }
    let mut store = store::Store::open(&path).unwrap();
    let photos = store.photos().unwrap();
    let [first, second] = photos.as_slice() else { panic!("two photos") };
    assert_eq!((first.caption.as_str(), first.credit.as_str()), ("Ký *kết*", "Ảnh: A"));
    assert_eq!(first.focus, Some(Focus { x: 0.25, y: 0.5 }));
    assert_eq!(first.taken, Some(date("2021-02-27")));
    assert!(first.drafts.is_empty() && first.lang.is_none());

    let named = Photo { place: "Ngã Bảy".into(), ..second.clone() };
    store.edit(Op::EditPhoto, crate::now(), |edit| edit.set_photo(&named)).unwrap();
    assert_eq!(store.photo(second.id).unwrap().place, "Ngã Bảy");
    drop(store);
    let odd: String = rusqlite::Connection::open(&path)
        .unwrap()
        .query_row("SELECT taken FROM photo WHERE id = 2", [], |row| row.get(0))
        .unwrap();
    assert_eq!(odd, "mùa nước nổi");

    // Steps from before the new version go back and forth too.
    let mut store = store::Store::open(&path).unwrap();
    store.undo().unwrap();
    store.undo().unwrap();
    assert_eq!(store.photos().unwrap().len(), 1);
    store.redo().unwrap();
    assert_eq!(store.photos().unwrap().len(), 2);
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
