use crate::{Desk, article, id};
use document::PixelSize;
use store::{NewPhoto, Op, Store};

const SIZE: PixelSize = PixelSize { width: 1, height: 1 };

#[test]
fn a_copy_holds_the_same_and_can_be_undone() {
    let mut desk = Desk::new();
    desk.edit(Op::AddArticle, |edit| edit.add_article(&article(1, "Một", ""), None));
    let path = desk.folder.path().join("ban-sao.bantin");
    desk.store.copy_to(&path).unwrap();
    assert_eq!(desk.store.copy_to(&path).unwrap_err().code(), "open.exists");

    let mut copy = Store::open(&path).unwrap();
    assert_eq!(copy.article(id(1)).unwrap().title, "Một");
    copy.undo().unwrap();
    assert_eq!(copy.outline(None).unwrap(), []);
    assert_eq!(desk.store.outline(None).unwrap().len(), 1);
    drop(copy);
    assert_eq!(std::fs::read_dir(desk.folder.path()).unwrap().count(), 2);
}

#[test]
fn a_copy_leaves_out_bytes_that_nothing_needs() {
    let mut desk = Desk::new();
    let bytes = vec![7; 500_000];
    let (photo, _) = desk
        .edit(Op::AddPhoto, |edit| edit.add_photo(&NewPhoto::new("a.jpg", &bytes, SIZE)));
    desk.edit(Op::RemovePhoto, |edit| edit.remove_photo(photo));

    let length = |desk: &Desk, name: &str| {
        let path = desk.folder.path().join(name);
        desk.store.copy_to(&path).unwrap();
        std::fs::metadata(path).unwrap().len()
    };
    assert!(length(&desk, "mot.bantin") > 500_000, "undo still needs them");
    let mut copy = Store::open(&desk.folder.path().join("mot.bantin")).unwrap();
    copy.undo().unwrap();
    assert_eq!(copy.original(photo).unwrap(), bytes);

    desk.store.forget_history().unwrap();
    assert_eq!(desk.steps(), []);
    assert!(length(&desk, "hai.bantin") < 300_000);
}
