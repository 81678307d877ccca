//! The words of the pages themselves, Vietnamese and English.
//!
//! A page speaks the language of its bulletin. Both languages stand side by side in
//! one table, so that neither can miss a sentence. Sentences for remarks and failures
//! are not here: they belong to `desk`.

use document::Lang;
use std::collections::BTreeMap;

macro_rules! words {
    ($($name:ident: $vi:literal, $en:literal;)*) => {
        /// Every word and sentence a page may show.
        #[derive(Debug)]
        pub(crate) struct Words {
            $(pub(crate) $name: &'static str,)*
        }

        const VI: Words = Words { $($name: $vi,)* };
        const EN: Words = Words { $($name: $en,)* };

        impl Words {
            /// The words by name, as templates see them.
            pub(crate) fn table(&self) -> BTreeMap<&'static str, &'static str> {
                BTreeMap::from([$((stringify!($name), self.$name),)*])
            }
        }
    };
}

/// The words in `lang`.
pub(crate) fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::Vi => &VI,
        Lang::En => &EN,
    }
}

words! {
    // The series and the issue.
    kind_word: "BẢN TIN", "BULLETIN";
    series: "Bản tin", "Bulletin";
    issue: "Số", "No.";
    running_no: "tổng số", "overall";
    year_no: "Năm thứ", "Year";
    issue_pdf: "Tải cả số báo (PDF)", "Download the whole issue (PDF)";
    untitled: "Không có tít", "Untitled";
    all_issues: "Các số đã ra", "All issues";
    newest_issue: "Số mới nhất", "Newest issue";
    one_article: "bài", "article";
    articles: "bài", "articles";
    search_all: "Tìm trong mọi số; gõ có dấu hoặc không dấu đều được.", "Searches all issues; accents may be left out.";
    contents: "Trong số này", "In this issue";

    // Getting around.
    skip: "Đến nội dung chính", "Skip to the main content";
    home: "Trang đầu", "Front page";
    sections: "Chuyên mục", "Sections";
    other_articles: "Tin bài khác", "Other articles";
    search: "Tìm kiếm", "Search";
    search_hint: "Tìm trong số này; gõ có dấu hoặc không dấu đều được.", "Searches this issue; accents may be left out.";
    results: "kết quả", "results";
    no_results: "Không tìm thấy bài nào. Hãy thử ít từ hơn.", "Nothing found. Try fewer words.";
    all_articles: "Tất cả bài trong số", "All articles of the issue";
    close: "Đóng", "Close";
    theme: "Giao diện", "Appearance";
    theme_auto: "theo thiết bị", "as the device";
    theme_light: "sáng", "light";
    theme_dark: "tối", "dark";
    theme_contrast: "tương phản cao", "high contrast";
    read_more: "Đọc tiếp", "Read on";

    // An article.
    text_size: "Cỡ chữ", "Text size";
    text_larger: "Tăng cỡ chữ", "Larger text";
    text_smaller: "Giảm cỡ chữ", "Smaller text";
    text_reset: "Cỡ chữ mặc định", "Default text size";
    print_version: "Bản in", "Print version";
    print_this: "In trang này", "Print this page";
    save_this: "Để lưu, chọn “Lưu dưới dạng PDF” trong hộp thoại in.", "To save the article, choose “Save as PDF” in the print dialog.";
    save: "Lưu bài", "Save";
    save_page: "Trang HTML", "HTML page";
    save_text: "Văn bản", "Plain text";
    copy_link: "Chép liên kết", "Copy the link";
    copied: "Đã chép liên kết", "The link is copied";
    width: "Bề rộng dòng", "Line length";
    width_narrow: "hẹp", "short";
    width_usual: "vừa", "medium";
    width_wide: "rộng", "long";
    back_to_article: "Về bài viết", "Back to the article";
    posted: "Ngày đăng", "Posted";
    modified: "Cập nhật", "Updated";
    views: "Lượt xem", "Views";
    by: "Tác giả", "By";
    articles_by: "Bài của", "Articles by";
    articles_about: "Bài về", "Articles on";
    source: "Nguồn", "Source";
    article_id: "Mã bài", "Article id";
    tags: "Từ khóa", "Keywords";
    // Each in its own language, for who reads that one.
    read_in_this: "Đọc bằng tiếng Việt", "Read in English";
    attachments: "Tệp đính kèm", "Attachments";
    full_view: "Xem ảnh lớn", "View the full picture";
    picture: "Ảnh", "Picture";
    table: "Bảng", "Table";
    notes: "Ghi chú", "Notes";
    back_to_text: "Về chỗ đang đọc", "Back to the text";
    related: "Bài liên quan", "Related articles";
    newer: "Tin mới hơn", "Newer";
    older: "Tin cũ hơn", "Older";
    share: "Chia sẻ", "Share";
    by_email: "Thư điện tử", "E-mail";
    page_of: "Trang", "Page";
    address_of_page: "Địa chỉ bài viết", "Address of this article";

    // Reading aloud.
    read_aloud: "Nghe bài viết", "Listen";
    pause: "Tạm dừng", "Pause";
    resume: "Nghe tiếp", "Resume";
    stop: "Dừng hẳn", "Stop";
    recording: "Bản thu âm", "Recording";
    speed: "Tốc độ", "Speed";
    voice: "Giọng đọc", "Voice";
    no_voice_vi: "Thiết bị này chưa có giọng đọc tiếng Việt. Bạn có thể cài thêm giọng đọc trong phần cài đặt ngôn ngữ của thiết bị, hoặc đọc lời đọc dưới đây.", "This device has no Vietnamese voice. You can add one in the language settings of the device, or read the script below.";
    no_voice_en: "Thiết bị này chưa có giọng đọc tiếng Anh. Bạn có thể cài thêm giọng đọc trong phần cài đặt ngôn ngữ của thiết bị, hoặc đọc lời đọc dưới đây.", "This device has no English voice. You can add one in the language settings of the device, or read the script below.";
    script: "Lời đọc của bài", "Script of the reading";

    // Visits.
    statistics: "THỐNG KÊ TRUY CẬP", "VISITS";
    online: "Đang truy cập", "Online now";
    today: "Hôm nay", "Today";
    month: "Tháng hiện tại", "This month";
    total: "Tổng", "Total";
    as_of: "tính đến", "as of";

    // The foot of a page.
    publishing_body: "Cơ quan xuất bản", "Published by";
    governing_body: "Cơ quan chủ quản", "Governing body";
    responsible: "Chịu trách nhiệm xuất bản", "Responsible for publication";
    address: "Địa chỉ", "Address";
    phone: "Điện thoại", "Telephone";
    fax: "Fax", "Fax";
    email: "Thư điện tử", "E-mail";
    licence: "Giấy phép xuất bản", "Publication licence";
    licence_by: "do", "granted by";
    licence_on: "cấp ngày", "on";
    security_contact: "Báo sự cố an toàn thông tin", "Report a security incident";
    related_links: "Liên kết", "Related portals";
    contact: "Liên hệ", "Contact";
    feeds: "Đăng ký nhận tin", "Subscribe";
    json_copy: "Dữ liệu mở (JSON)", "Open data (JSON)";

    // The imprint on paper.
    imprint: "Thông tin xuất bản", "Imprint";
    editorial_board: "Ban biên tập", "Editorial board";
    secretary: "Thư ký", "Secretary";
    layout: "Trình bày", "Layout";
    cover_photo: "Ảnh bìa", "Cover photo";
    proof: "Sửa bản in", "Proof-reading";
    printer: "In tại", "Printed by";
    print_run: "Số lượng", "Print run";
    period: "Kỳ hạn xuất bản", "Published";
    deposit: "Nộp lưu chiểu", "Legal deposit";
    price: "Giá", "Price";

    // Elsewhere.
    moved_title: "Bài đã chuyển sang địa chỉ mới", "This article has moved";
    missing_title: "Không tìm thấy trang", "Page not found";
    missing_text: "Trang này không có trong bản tin, hoặc đã được chuyển đi.", "This page is not part of the bulletin, or it has moved.";
    email_view: "Xem trên trang web", "Read on the web";
    cover: "Trang bìa", "Cover";
    described_all: "Mọi ảnh trong ấn phẩm này đều có mô tả. Bài, đề mục, bảng và ghi chú được đánh dấu để trình đọc màn hình đi theo; cỡ chữ và màu do máy đọc quyết định.", "Every picture in this publication is described. Stories, headings, tables and notes are marked up for screen readers; text size and colours are the reader’s choice.";
    described_some: "Một số ảnh trong ấn phẩm này chưa có mô tả. Bài, đề mục, bảng và ghi chú được đánh dấu để trình đọc màn hình đi theo; cỡ chữ và màu do máy đọc quyết định.", "Some pictures in this publication are not described. Stories, headings, tables and notes are marked up for screen readers; text size and colours are the reader’s choice.";
    email_reason: "Thư này là bản gửi qua thư điện tử của bản tin.", "This is the e-mail edition of the bulletin.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_say_everything() {
        let (vi, en) = (VI.table(), EN.table());
        assert_eq!(vi.len(), en.len());
        for (name, text) in vi.iter().chain(&en) {
            assert!(!text.trim().is_empty(), "{name} is empty");
        }
    }
}
