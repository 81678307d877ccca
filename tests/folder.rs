//! Generated issues as an office would hand them in: articles in Markdown, photos, and
//! the fields of masthead and imprint.

use crate::issues::{FIELDS, Issue, Story, draw};
use std::fs;
use std::io::Result;
use std::path::Path;

/// Pixels across of the photos: enough for print, and small, since they are flat.
const ACROSS: u32 = 1800;

/// Writes an issue into a folder: `articles/`, `photos/` and `series.txt`.
///
/// # Errors
///
/// When the disk refuses.
pub fn write_issue(issue: &Issue, folder: &Path) -> Result<()> {
    let (articles, photos) = (folder.join("articles"), folder.join("photos"));
    fs::create_dir_all(&articles)?;
    fs::create_dir_all(&photos)?;
    for story in &issue.stories {
        fs::write(articles.join(format!("{:04}.md", story.number)), markdown(story))?;
    }
    for photo in issue.photos() {
        let height = ACROSS * photo.height / photo.width;
        let jpeg = draw(photo.seed, ACROSS as u16, height as u16);
        fs::write(photos.join(&photo.name), jpeg)?;
    }
    let fields: String =
        FIELDS.iter().map(|(key, value)| format!("{key}={value}\n")).collect();
    fs::write(folder.join("series.txt"), fields)
}

/// An article with its front matter.
fn markdown(story: &Story) -> String {
    let lead = match story.lead.as_str() {
        "" => String::new(),
        lead => format!("**{lead}**\n\n"),
    };
    let Story { title, section, author, .. } = story;
    let mut body = story.body();
    if let Some((photo, caption)) = &story.photo {
        let here = format!(":::figure\n![](media/{})\n\n{caption}\n:::\n", photo.name);
        let path = format!("../photos/{}", photo.name);
        body = body.replace(&here, &format!("![{caption}]({path} \"{caption}\")\n"));
    }
    format!(
        "---\nid: {}\ntitle: \"{title}\"\nsection: \"{section}\"\nauthor: \"{author}\"\n\
         date: 2026-06-01\n---\n\n{lead}{body}",
        story.id(),
    )
}
