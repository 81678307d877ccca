use document::PixelSize;
use std::fs;
use store::Cache;

const SIZE: PixelSize = PixelSize { width: 960, height: 640 };

#[test]
fn pictures_are_found_again_after_reopening() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("renditions.sqlite");
    let cache = Cache::open(&path);
    assert_eq!(cache.get("a"), None);
    cache.put("a", b"A", SIZE);
    cache.put("a", b"AA", SIZE);
    drop(cache);
    let cache = Cache::open(&path);
    assert_eq!(cache.get("a"), Some((b"AA".to_vec(), SIZE)));
    assert_eq!(cache.size(), 2);
}

#[test]
fn the_least_used_pictures_go_first() {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::bounded(&folder.path().join("c"), 30);
    for key in ["a", "b", "c"] {
        cache.put(key, &[0; 10], SIZE);
    }
    cache.get("a");
    cache.put("d", &[0; 15], SIZE);
    assert_eq!(cache.size(), 25);
    let held: Vec<_> =
        ["a", "b", "c", "d"].into_iter().filter(|key| cache.get(key).is_some()).collect();
    assert_eq!(held, ["a", "d"]);
    cache.put("e", &[0; 31], SIZE);
    assert_eq!(cache.get("e"), None);
    assert_eq!(cache.size(), 25);
}

#[test]
fn a_damaged_cache_begins_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c");
    for damage in
        [b"not a database, and longer than a header needs to be".as_slice(), b""]
    {
        fs::write(&path, damage).unwrap();
        let cache = Cache::open(&path);
        cache.put("a", b"A", SIZE);
        drop(cache);
        assert!(Cache::open(&path).get("a").is_some());
    }
    let cache = Cache::open(&path);
    cache.put("b", &[1; 100_000], SIZE);
    drop(cache);
    let mut bytes = fs::read(&path).unwrap();
    bytes[4096..].fill(0xEE);
    fs::write(&path, bytes).unwrap();
    let cache = Cache::open(&path);
    cache.get("b");
    cache.put("c", b"C", SIZE);
    cache.put("c", b"C", SIZE);
    assert_eq!(cache.get("c"), Some((b"C".to_vec(), SIZE)));
}

#[test]
fn a_cache_that_cannot_be_written_still_works() {
    let folder = tempfile::tempdir().unwrap();
    let cache = Cache::open(&folder.path().join("khong-co/c"));
    cache.put("a", b"A", SIZE);
    assert!(cache.get("a").is_some());
}
