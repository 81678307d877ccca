//! Help in the language of the person.
//!
//! English stands beside the arguments themselves, in `arguments.rs`. Vietnamese stands
//! here, one line a verb or argument; a test finds what is missing. What the library
//! says of its own is put into Vietnamese afterwards.

use clap::{Arg, ArgAction, Command};
use document::Lang;

/// The verb and the argument, what stands for its value, and what it is.
const VI: &[(&str, &str, &str)] = &[
    ("bantin", "", "Làm bản tin định kỳ: từ bài và ảnh đến bản in và trang web."),
    ("new", "", "Tạo một tệp bản tin mới"),
    ("new file", "TỆP", "Tệp sẽ tạo, chưa được có sẵn"),
    ("new name", "TÊN", "Tên bản tin"),
    ("new lang", "NGÔN_NGỮ", "Ngôn ngữ của bản tin"),
    ("new design", "MẪU", "Mẫu trình bày"),
    (
        "set",
        "",
        "Điền măng-sét, ghi bản tin, thông tin từng số, cách dàn một bài; hoặc liệt kê",
    ),
    ("set file", "TỆP", "Tệp bản tin"),
    ("set issue", "SỐ", "Điền cho riêng số này, không phải cho cả bản tin"),
    (
        "set article",
        "BÀI",
        "Dặn cách dàn bài này (ghi mã hoặc tít): rank=lead, major, normal hay brief; \
         hold=yes nếu được để lại số sau; page=N; whole=yes nếu không được sang trang; \
         photos=small, normal hay large; units=N là bề ngang; recurring=yes nếu số sau \
         dùng lại bài này; coefficient=N là hệ số nhuận bút riêng của bài",
    ),
    (
        "set pairs",
        "MỤC=GIÁ_TRỊ",
        "Các mục cần điền; không ghi mục nào thì liệt kê tất cả, giá trị trống thì xóa",
    ),
    ("issue", "", "Lập một số mới"),
    ("issue file", "TỆP", "Tệp bản tin"),
    ("issue number", "SỐ", "Số thứ tự của số báo"),
    ("issue date", "NGÀY", "Ngày xuất bản, viết năm-tháng-ngày, ví dụ 2021-02-27"),
    ("issue pages", "TRANG", "Số trang; để trống thì vừa đủ bài"),
    (
        "issue from_last",
        "",
        "Lấy lại phần ghi bản tin và bài lặp lại của số trước; số và ngày để trống thì tính tiếp",
    ),
    ("import", "", "Nhập bài và ảnh"),
    ("import file", "TỆP", "Tệp bản tin"),
    ("import paths", "ĐƯỜNG_DẪN", "Các tệp và thư mục cần nhập"),
    ("import issue", "SỐ", "Số báo nhận các bài này"),
    ("import convert_legacy", "", "Chuyển chữ bảng mã cũ (TCVN3, VNI, …) sang Unicode"),
    ("import split", "", "Tách từng bài khi một tệp gồm nhiều bài"),
    ("import report", "TỆP", "Ghi vào tệp này những gì giữ nguyên, có đổi và bị bỏ"),
    (
        "compose",
        "",
        "Dàn một số vừa đúng số trang và lưu cách dàn tốt nhất, hoặc nói cần cắt gì",
    ),
    ("compose file", "TỆP", "Tệp bản tin"),
    ("compose issue", "SỐ", "Số báo cần dàn"),
    ("compose pages", "TRANG", "Số trang; để trống thì theo số báo, hoặc vừa đủ bài"),
    ("compose proposals", "PHƯƠNG_ÁN", "Số cách dàn để so sánh, nhiều nhất là 3"),
    ("compose json", "", "In ra dạng JSON"),
    ("plan", "", "In cách dàn đã lưu: bài nào đứng ở đâu"),
    ("plan file", "TỆP", "Tệp bản tin"),
    ("plan issue", "SỐ", "Số báo cần xem"),
    ("plan json", "", "In ra dạng JSON"),
    ("check", "", "Liệt kê những điều cần xem lại trong một số"),
    ("check file", "TỆP", "Tệp bản tin"),
    ("check issue", "SỐ", "Số báo cần xem"),
    (
        "check mend",
        "MÃ",
        "Sửa những điều có mã này nếu chương trình sửa được, rồi liệt kê phần còn lại",
    ),
    ("check json", "", "In ra dạng JSON"),
    ("export", "", "Xuất PDF, HTML để in, gói web và ảnh từng trang"),
    ("export file", "TỆP", "Tệp bản tin"),
    ("export issue", "SỐ", "Số báo cần xuất"),
    ("export to", "THƯ_MỤC", "Thư mục để ghi vào"),
    (
        "export outputs",
        "DẠNG",
        "Các dạng xuất, cách nhau bằng dấu phẩy: press, screen, office, booklet, proof, \
         masthead, royalties, deposit, print-html, web, site, epub, wxr, png, \
         social, script",
    ),
    (
        "export paper",
        "KHỔ",
        "Giấy để gấp thành tập: a4 hoặc a3; bỏ trống thì chọn khổ vừa trang",
    ),
    ("export creep", "MM", "Tờ trong cùng của tập gấp nhô ra bao nhiêu mi-li-mét"),
    ("search", "", "Tìm trong mọi bài, gõ có dấu hay không dấu đều được"),
    ("search file", "TỆP", "Tệp bản tin"),
    ("search query", "CHỮ_CẦN_TÌM", "Chữ cần tìm"),
    ("search json", "", "In ra dạng JSON"),
    ("photos", "", "Liệt kê mọi ảnh của bản tin và chỗ dùng"),
    ("photos file", "TỆP", "Tệp bản tin"),
    (
        "photos find",
        "CHỮ",
        "Chỉ liệt kê ảnh có các chữ này trong chú thích, người chụp, nơi chụp, mô tả, \
         ngày hoặc tên tệp; có dấu hay không dấu đều được",
    ),
    ("photos accept", "", "Nhận mọi lời lấy từ tệp của các ảnh này, coi như đã đọc lại"),
    ("photos json", "", "In ra dạng JSON"),
    ("design", "", "Liệt kê các mẫu trình bày, xem một mẫu, hoặc chép ra để sửa"),
    ("design what", "VIỆC", "Việc cần làm"),
    ("design name", "MẪU", "Tên mẫu cần xem hoặc cần chép"),
    ("design to", "TÊN", "Tên bản chép: chữ thường không dấu, chữ số và gạch nối"),
    ("design json", "", "In ra dạng JSON"),
    ("undo", "", "Hoàn tác bước cuối cùng"),
    ("undo file", "TỆP", "Tệp bản tin"),
    ("redo", "", "Làm lại bước vừa hoàn tác"),
    ("redo file", "TỆP", "Tệp bản tin"),
    ("history", "", "Liệt kê mọi bước đã làm"),
    ("history file", "TỆP", "Tệp bản tin"),
    (
        "history clear",
        "",
        "Xóa hẳn mọi bước, không hoàn tác được nữa; các bản giữ lại vẫn còn",
    ),
    ("versions", "", "Giữ lại số báo như hiện nay, liệt kê hoặc so sánh các bản giữ lại"),
    ("versions file", "TỆP", "Tệp bản tin"),
    ("versions issue", "SỐ", "Số báo"),
    ("versions keep", "TÊN", "Giữ lại số báo như hiện nay dưới tên này"),
    (
        "versions compare",
        "BẢN",
        "Cho thấy chữ thêm và bớt kể từ bản này; ghi số thứ tự hoặc tên",
    ),
    ("versions with", "BẢN", "So với bản này, không phải với số báo hiện nay"),
    ("versions json", "", "In ra dạng JSON"),
    ("restore", "", "Trở về một bản giữ lại của số báo, hoặc của một bài"),
    ("restore file", "TỆP", "Tệp bản tin"),
    ("restore version", "BẢN", "Bản giữ lại, ghi số thứ tự hoặc tên"),
    ("restore issue", "SỐ", "Số báo"),
    ("restore article", "BÀI", "Chỉ bài này, ghi mã hoặc tít"),
    ("seal", "", "Ghi lại dấu của mọi tệp xuất ra từ một số, hoặc so với dấu đã ghi"),
    ("seal file", "TỆP", "Tệp bản tin"),
    ("seal issue", "SỐ", "Số báo"),
    (
        "approve",
        "",
        "Duyệt số báo như hiện nay, hoặc liệt kê ai đã duyệt và còn hiệu lực không",
    ),
    ("approve file", "TỆP", "Tệp bản tin"),
    ("approve name", "NGƯỜI_DUYỆT", "Người duyệt; không ghi thì liệt kê các lượt duyệt"),
    ("approve issue", "SỐ", "Số báo"),
    ("approve json", "", "In ra dạng JSON"),
    (
        "review",
        "",
        "Xuất bản đọc duyệt, nhận ý kiến người đọc lưu lại, hoặc liệt kê các ý kiến",
    ),
    ("review file", "TỆP", "Tệp bản tin"),
    ("review comments", "TỆP_Ý_KIẾN", "Các tệp ý kiến người đọc gửi lại"),
    ("review issue", "SỐ", "Số báo cần duyệt"),
    ("review to", "THƯ_MỤC", "Ghi review.html và proof.pdf vào thư mục này"),
    ("review settle", "MÃ", "Ý kiến mang mã này đã xử lý xong"),
    ("review json", "", "In ra dạng JSON"),
    ("copy", "", "Ghi một bản sao gọn, cả các bước hoàn tác, kể cả khi tệp đang mở"),
    ("copy file", "TỆP", "Tệp bản tin"),
    ("copy to", "TỆP_MỚI", "Tệp sẽ tạo, chưa được có sẵn"),
    ("unpack", "", "Chép cả bản tin ra thư mục gồm Markdown, YAML và ảnh"),
    ("unpack file", "TỆP", "Tệp bản tin"),
    ("unpack dir", "THƯ_MỤC", "Thư mục mới, trống, hoặc đã chép ra trước đây"),
    ("pack", "", "Gộp thư mục đã chép ra thành một tệp bản tin"),
    ("pack dir", "THƯ_MỤC", "Thư mục đã chép ra"),
    ("pack file", "TỆP", "Tệp sẽ tạo, chưa được có sẵn"),
    ("repair", "", "Cứu những gì còn cứu được của một tệp hỏng vào tệp mới"),
    ("repair file", "TỆP", "Tệp hỏng; được giữ nguyên"),
    ("repair to", "TỆP_MỚI", "Tệp sẽ tạo, chưa được có sẵn"),
    ("repair json", "", "In ra dạng JSON"),
    ("serve", "", "Mở gói web đã xuất để xem trên máy này"),
    ("serve dir", "THƯ_MỤC", "Thư mục của gói web"),
    ("serve port", "CỔNG", "Cổng; để trống thì lấy một cổng còn rảnh"),
    ("serve lan", "", "Cho cả mạng nội bộ cùng xem"),
    (
        "publish",
        "",
        "Đăng gói web đã xuất lên máy chủ, chỉ gửi phần có đổi; mật khẩu lấy từ kho mật \
         khẩu của máy hoặc từ BANTIN_PASSWORD",
    ),
    ("publish dir", "THƯ_MỤC", "Thư mục đã xuất, hoặc thư mục của gói web"),
    (
        "publish to",
        "NƠI",
        "Nơi đăng: tên đã giữ, hoặc sftp://tên@máy-chủ/thư-mục, \
         https://tên@máy-chủ/thư-mục (WebDAV), s3://khóa@máy-chủ/kho/thư-mục",
    ),
    ("publish dry_run", "", "Chỉ liệt kê những gì sẽ đổi, không đổi gì"),
    ("publish key", "TỆP", "Vào bằng khóa riêng này (SFTP)"),
    (
        "publish accept_host_key",
        "DẤU_KHÓA",
        "Chấp nhận khóa của máy chủ mới gặp, ghi dấu khóa SHA256:…",
    ),
    (
        "publish plain_http",
        "",
        "Vẫn gửi khi đường truyền không mã hóa, dù người khác có thể đọc được mật khẩu",
    ),
    ("publish replace", "", "Thay cả những trang không do Bantin đưa lên"),
    ("publish keep", "TÊN", "Giữ nơi này với tên này, mật khẩu giữ trong kho mật khẩu"),
    ("publish forget", "", "Quên nơi đã giữ và mật khẩu của nơi đó; không đăng gì"),
    ("publish json", "", "In ra dạng JSON"),
    ("manual", "", "In trang hướng dẫn về dòng lệnh"),
    ("manual lang", "NGÔN_NGỮ", "Ngôn ngữ của trang"),
    ("manual roff", "", "Thành trang cho lệnh man"),
];

/// The library's own words.
const OWN: &[(&str, &str)] = &[
    (
        "Print this message or the help of the given subcommand(s)",
        "Xem hướng dẫn của từng lệnh",
    ),
    ("Print help for the subcommand(s)", "Tên lệnh"),
    ("Usage:", "Cách dùng:"),
    ("Arguments:", "Cần ghi:"),
    ("Commands:", "Lệnh:"),
    ("Options:", "Tùy chọn:"),
    ("[OPTIONS]", "[TÙY CHỌN]"),
    ("[COMMAND]", "[LỆNH]"),
    ("[default: ", "[mặc định: "),
    ("[possible values: ", "[chọn: "),
    ("Possible values:", "Chọn một trong:"),
    ("- vi: Vietnamese", "- vi: tiếng Việt"),
    ("- en: English", "- en: tiếng Anh"),
];

const SHAPE: &str = "{about-with-newline}\nCách dùng: {usage}\n\n{all-args}{after-help}";

/// The command with its help in this language.
pub(crate) fn speaking(command: Command, lang: Lang) -> Command {
    match lang {
        Lang::En => command,
        Lang::Vi => {
            let command = vietnamese(command, "")
                .subcommand_help_heading("Lệnh")
                .subcommand_value_name("LỆNH")
                .disable_version_flag(true)
                .arg(flag("version", 'V', ArgAction::Version, "Xem phiên bản"));
            command.mut_subcommands(|verb| {
                let name = verb.get_name().to_owned();
                vietnamese(verb, &name)
            })
        }
    }
}

/// Text the library wrote, in this language.
pub(crate) fn spoken(text: &str, lang: Lang) -> String {
    match lang {
        Lang::En => text.to_owned(),
        Lang::Vi => OWN
            .iter()
            .fold(text.to_owned(), |text, (english, ours)| text.replace(english, ours)),
    }
}

fn vietnamese(command: Command, verb: &str) -> Command {
    let about = find(if verb.is_empty() { "bantin" } else { verb });
    command
        .about(about.map(|(_, text)| text))
        .help_template(SHAPE)
        .disable_help_flag(true)
        .mut_args(|arg| {
            let heading = if arg.is_positional() { "Cần ghi" } else { "Tùy chọn" };
            let arg = arg.help_heading(heading);
            match find(&format!("{verb} {}", arg_name(&arg))) {
                Some(("", text)) => arg.help(text),
                Some((value, text)) => arg.value_name(value).help(text),
                None => arg,
            }
        })
        .arg(flag("help", 'h', ArgAction::Help, "Xem hướng dẫn"))
}

fn flag(name: &'static str, short: char, action: ArgAction, text: &'static str) -> Arg {
    Arg::new(name)
        .short(short)
        .long(name)
        .action(action)
        .help(text)
        .help_heading("Tùy chọn")
}

fn arg_name(arg: &Arg) -> String {
    arg.get_id().as_str().to_owned()
}

fn find(name: &str) -> Option<(&'static str, &'static str)> {
    let line = VI.iter().find(|(known, ..)| *known == name);
    line.map(|(_, value, text)| (*value, *text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::arguments::Arguments;
    use clap::CommandFactory;
    use std::collections::BTreeSet;

    #[test]
    fn every_verb_and_argument_is_explained_in_both_languages() {
        let mut known: BTreeSet<String> = ["bantin".to_owned()].into();
        for verb in Arguments::command().get_subcommands() {
            let name = verb.get_name();
            assert!(verb.get_about().is_some(), "{name} in English");
            assert!(find(name).is_some(), "{name} in Vietnamese");
            known.insert(name.to_owned());
            for arg in verb.get_arguments() {
                let name = format!("{name} {}", arg_name(arg));
                assert!(arg.get_help().is_some(), "{name} in English");
                let (value, _) = find(&name).unwrap_or_else(|| panic!("{name}"));
                let takes = arg.get_action().takes_values();
                assert_eq!(takes, !value.is_empty(), "{name}: its value has a name");
                known.insert(name);
            }
        }
        for (name, ..) in VI {
            assert!(known.contains(*name), "{name} is no verb and no argument any more");
        }
    }

    #[test]
    fn vietnamese_help_holds_no_word_of_english() {
        let mut command = speaking(Arguments::command(), Lang::Vi);
        command.build();
        let mut texts = vec![command.render_long_help().to_string()];
        for verb in command.get_subcommands_mut() {
            texts.push(verb.render_help().to_string());
            texts.push(verb.render_long_help().to_string());
        }
        for text in texts {
            let text = spoken(&text, Lang::Vi);
            for word in [
                "Usage",
                "Options",
                "OPTIONS",
                "Arguments",
                "Commands",
                "COMMAND",
                "Print",
                "default",
                "possible",
                "Possible",
                "Vietnamese",
                "English",
                "FILE",
                "value",
            ] {
                assert!(!text.contains(word), "{word}:\n{text}");
            }
        }
    }
}
