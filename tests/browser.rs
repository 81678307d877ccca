//! Looking at exported pages with a browser: what it reads, and what it prints.
//!
//! Chromium comes with `cargo xtask test` on Linux. Where it is missing the question has
//! no answer (`None`).

use std::path::Path;
use std::process::Command;

/// The words of an article's page as a browser gives them out: over-title, title, opening
/// paragraph, text and author, as they are shown (`innerText`).
///
/// # Panics
///
/// When the page has no article.
pub fn article_text(page: &Path) -> Option<String> {
    const READ: &str = "<script>addEventListener('load', () => {
        const parts = ['.kicker', 'h1', '.lead', '.body', '.by [data-read]'];
        const article = document.querySelector('article.art');
        const shown = [...article.querySelectorAll(parts.join())].map(e => e.innerText);
        const said = document.createElement('pre');
        said.id = 'said';
        said.textContent = shown.join('\\n');
        document.body.replaceChildren(said);
    });</script></body>";
    let html = std::fs::read_to_string(page).expect("a page");
    // A page lets no foreign script run; this copy of it does.
    let (before, rest) =
        html.split_once("<meta http-equiv=\"Content-Security-Policy\"")?;
    let (_, after) = rest.split_once('>')?;
    let open = format!("{before}{}", after.replace("</body>", READ));
    // Beside it, so that its style sheets are found.
    let copy = page.with_extension("read.html");
    std::fs::write(&copy, open).expect("room");
    let output = chromium()
        .args(["--virtual-time-budget=5000", "--dump-dom"])
        .arg(format!("file://{}", copy.display()))
        .output();
    std::fs::remove_file(&copy).expect("it was written");
    let dom = String::from_utf8_lossy(&output.ok()?.stdout).into_owned();
    let said = dom.split_once("<pre id=\"said\">").map(|(_, rest)| rest);
    let said = said.and_then(|rest| rest.split_once("</pre>")).map(|(said, _)| said);
    let said = said.unwrap_or_else(|| panic!("no article in {}: {dom}", page.display()));
    let said = said.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">");
    Some(said.replace("&amp;", "&"))
}

/// Prints a page to a PDF as a person would from the browser, without its own head and
/// foot.
///
/// # Panics
///
/// When the browser prints nothing.
pub fn print(page: &Path, to: &Path) -> Option<()> {
    let status = chromium()
        .arg("--no-pdf-header-footer")
        .arg(format!("--print-to-pdf={}", to.display()))
        .arg(format!("file://{}", page.display()))
        .status()
        .ok()?;
    assert!(status.success() && to.is_file(), "nothing printed of {}", page.display());
    Some(())
}

fn chromium() -> Command {
    let mut command = Command::new("chromium");
    command.args(["--headless", "--no-sandbox", "--disable-gpu"]);
    command.stderr(std::process::Stdio::null());
    command
}
