//! What the file costs when it is large: for `cargo xtask bench`.
//!
//! Makes a bulletin of ten thousand articles (48 MB of text) and one of two gigabytes
//! in the folder named first, and prints `name<tab>milliseconds` of processor time. A
//! second word picks a part: `searching`, `rebuilding`, `saving`, `typing` or `opening`.

use document::{Article, ArticleId, Bulletin, Date, Lang, PixelSize, Trim, Values};
use std::path::Path;
use std::time::Instant;
use store::{NewPhoto, Op, Store, Timestamp};

const ARTICLES: u32 = 10_000;
const NOW: i64 = 1_614_409_329;

type Done<T = ()> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Done {
    let folder = std::env::args_os().nth(1).ok_or("a folder is named")?;
    let folder = Path::new(&folder);
    std::fs::create_dir_all(folder)?;
    let many = folder.join("many.bantin");
    if !many.exists() {
        fill(&many)?;
    }
    let part = std::env::args().nth(2);
    let wanted = |name: &str| part.as_ref().is_none_or(|part| part == name);
    if wanted("searching") {
        searching(&many)?;
    }
    if wanted("rebuilding") {
        rebuilding(&many)?;
    }
    if wanted("saving") {
        saving(&many)?;
    }
    if wanted("typing") {
        typing(&folder.join("typing.bantin"))?;
    }
    if !wanted("opening") {
        return Ok(());
    }
    let large = folder.join("large.bantin");
    if !large.exists() {
        fill_with_photos(&large)?;
    }
    say("open and list 2 GB", 40, || {
        let store = Store::open(&large)?;
        let issues = store.issues()?;
        let heads = store.outline(issues.first().map(|issue| issue.id))?;
        assert_eq!(heads.len(), 64);
        Ok(())
    })
}

/// Prints what one of `runs` runs took in the mean: the clock of the processor is read
/// rarely by the system, so that single runs say nothing.
fn say(name: &str, runs: u32, mut work: impl FnMut() -> Done) -> Done {
    work()?;
    let start = on_processor();
    for _ in 0..runs {
        work()?;
    }
    print(name, (on_processor() - start) / f64::from(runs));
    Ok(())
}

#[allow(clippy::print_stdout, reason = "the result of a program")]
fn print(name: &str, value: f64) {
    println!("{name}\t{value:.2}");
}

/// Milliseconds this thread was on a processor; elsewhere, of the clock.
fn on_processor() -> f64 {
    static BEGUN: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    let said = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = said.and_then(|said| said.split(' ').next()?.parse::<f64>().ok());
    nanoseconds.map_or_else(|| BEGUN.elapsed().as_secs_f64() * 1e3, |found| found / 1e6)
}

/// Milliseconds all threads of the program were on a processor, by the system's ticks of
/// a hundredth of a second; elsewhere, of the clock.
fn of_all_threads() -> f64 {
    let said = std::fs::read_to_string("/proc/self/stat").ok();
    let ticks = said.and_then(|said| {
        let mut times = said.rsplit(')').next()?.split_whitespace().skip(11);
        Some(times.next()?.parse::<f64>().ok()? + times.next()?.parse::<f64>().ok()?)
    });
    ticks.map_or_else(on_processor, |ticks| ticks * 10.0)
}

const WORDS: &str = "chiều tại thành phố lãnh đạo tỉnh hậu giang cần thơ tổ chức hội nghị \
    ký kết hợp tác giai đoạn kinh tế xã hội nông nghiệp y tế giáo dục đường giao thông \
    người dân xã huyện trung tâm phát triển dự án đầu tư công trình nước sạch môi trường \
    văn hóa thể thao học sinh giáo viên bệnh viện trạm phường ấp khu vực sản xuất lúa \
    trái cây cá tra thương mại dịch vụ du lịch chuyển đổi số chính quyền báo cáo kế hoạch";

/// A text of about 4.8 kB, another one for each number.
fn text(number: u32) -> String {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut random = u64::from(number) | 0x2545_F491_0000_0000;
    let mut text = String::new();
    while text.len() < 4800 {
        random = random.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(1);
        let pick = usize::try_from(random >> 33).unwrap_or(0);
        text.push_str(words[pick % words.len()]);
        text.push_str(match pick % 97 {
            0..8 => ". ",
            8 => ".\n\n",
            _ => " ",
        });
    }
    text + &format!("mã số {number}.")
}

fn article(number: u32) -> Article {
    let id = ArticleId(uuid::Uuid::from_u128(u128::from(number) + 1));
    let text = text(number);
    Article {
        title: text.chars().take(60).collect(),
        source_text: text,
        bylines: vec!["Đan Phượng".into()],
        ..Article::new(id)
    }
}

fn new(path: &Path) -> Done<Store> {
    let values = Values::default();
    let bulletin = Bulletin {
        lang: Lang::Vi,
        design: "thoi-su".into(),
        trim: Trim::tabloid(),
        values,
    };
    Ok(Store::create(path, &bulletin)?)
}

fn fill(path: &Path) -> Done {
    let mut store = new(path)?;
    let day = Date::new(2021, 2, 27).ok_or("a day")?;
    for hundred in 0..ARTICLES / 100 {
        store.edit(Op::Import, Timestamp::from_unix(NOW), |edit| {
            let issue = edit.add_issue(hundred + 1, day, None, None)?;
            for number in hundred * 100..hundred * 100 + 100 {
                edit.add_article(&article(number), Some(issue))?;
            }
            Ok(())
        })?;
    }
    store.forget_history()?;
    Ok(())
}

fn fill_with_photos(path: &Path) -> Done {
    let mut store = new(path)?;
    let day = Date::new(2021, 2, 27).ok_or("a day")?;
    let now = Timestamp::from_unix(NOW);
    store.edit(Op::Import, now, |edit| {
        let issue = edit.add_issue(1, day, None, None)?;
        for number in 0..64 {
            edit.add_article(&article(number), Some(issue))?;
        }
        Ok(())
    })?;
    let size = PixelSize { width: 6000, height: 4000 };
    let mut bytes = vec![7; 10 << 20];
    for number in 0..205_u32 {
        bytes[..4].copy_from_slice(&number.to_be_bytes());
        store.edit(Op::AddPhoto, now, |edit| {
            edit.add_photo(&NewPhoto::new("anh.jpg", &bytes, size))
        })?;
    }
    Ok(())
}

fn searching(path: &Path) -> Done {
    let store = Store::open(path)?;
    for (name, query) in [
        ("search, two words without marks", "can tho"),
        ("search, a common beginning", "th"),
        ("search, words with marks", "hợp tác giai đoạn"),
        ("search, a rare word", "mã số 7321"),
    ] {
        say(name, 40, || {
            let hits = store.search(query)?;
            assert!(!hits.is_empty());
            Ok(())
        })?;
    }
    Ok(())
}

fn rebuilding(path: &Path) -> Done {
    const RUNS: f64 = 3.0;
    Store::rebuild_index(path)?;
    // Two threads work at it: with two cores a person waits for the busier one.
    let (here, all, clock) = (on_processor(), of_all_threads(), Instant::now());
    for _ in 0..RUNS as u32 {
        Store::rebuild_index(path)?;
    }
    let waited = clock.elapsed().as_secs_f64() * 1e3 / RUNS;
    let here = (on_processor() - here) / RUNS;
    let all = (of_all_threads() - all) / RUNS;
    print("rebuild the index", here.max(all - here));
    print("rebuild the index, both threads", all);
    print("rebuild the index, by the clock", waited);
    Ok(())
}

fn saving(path: &Path) -> Done {
    let mut store = Store::open(path)?;
    let mut edited = article(4711);
    let mut number = 0;
    say("save an article", 100, || {
        number += 1;
        edited.source_text = format!("{} {number}", text(4711));
        let op = Op::EditArticle;
        store.edit(op, Timestamp::from_unix(NOW), |edit| edit.save_article(&edited))?;
        Ok(())
    })?;
    let day = Date::new(2026, 11, 22).ok_or("a day")?;
    let last = store.issues()?.last().map(|issue| issue.id);
    say("new issue from the last", 5, || {
        let op = Op::AddIssue;
        store.edit(op, Timestamp::from_unix(NOW), |edit| {
            edit.add_issue(200, day, None, last)
        })?;
        Ok(())
    })
}

/// What the history of typing takes up: sentences with pauses, as people write.
fn typing(path: &Path) -> Done {
    let _ = std::fs::remove_file(path);
    let mut store = new(path)?;
    let now = Timestamp::from_unix(NOW);
    let mut typed = Article { source_text: String::new(), ..article(1) };
    store.edit(Op::AddArticle, now, |edit| edit.add_article(&typed, None))?;
    let mut steps = 0_u32;
    let op = Op::Typing { article: typed.id };
    for word in text(2).split_inclusive(' ').cycle().take(4000) {
        typed.source_text.push_str(word);
        // A person pauses at the end of a sentence, or after some ten words.
        let pauses = word.contains('.') || typed.source_text.len().is_multiple_of(11);
        store.edit_joined(op, now, |edit| edit.save_article(&typed))?;
        if pauses {
            steps += 1;
            store.edit(op, now, |edit| {
                typed.source_text.push(' ');
                edit.save_article(&typed)
            })?;
        }
    }
    let history = store.history_bytes()?;
    print("an undo step of typing, bytes", history as f64 / f64::from(steps));
    Ok(())
}
