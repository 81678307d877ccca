//! The sentences of the program, in Vietnamese and English.

/// Everything a person reads.
pub(crate) struct Words {
    pub(crate) about: &'static str,
    pub(crate) run: &'static str,
    pub(crate) carry: &'static str,
    pub(crate) file: &'static str,
    pub(crate) origin: &'static str,
    pub(crate) port: &'static str,
    pub(crate) this_machine: &'static str,
    pub(crate) behind_proxy: &'static str,
    pub(crate) rate: &'static str,
    pub(crate) zone: &'static str,
    pub(crate) list: &'static str,
    pub(crate) listens: &'static str,
    pub(crate) stopped: &'static str,
    pub(crate) carried: &'static str,
    pub(crate) no_file: &'static str,
    pub(crate) no_zone: &'static str,
    pub(crate) no_port: &'static str,
    pub(crate) no_start: &'static str,
    pub(crate) no_list: &'static str,
    pub(crate) bad_line: &'static str,
}

pub(crate) static VI: Words = Words {
    about: "Đếm lượt xem các trang của một bản tin",
    run: "Chạy máy đếm",
    carry: "Nhận số đã đếm được ở hệ thống cũ",
    file: "Tệp giữ số đếm; chưa có thì tạo mới",
    origin: "Địa chỉ trang bản tin được đếm, ghi lại nhiều lần được; * là mọi trang, null là trang mở từ ổ đĩa",
    port: "Cổng; 0 là một cổng còn trống",
    this_machine: "Chỉ cho chương trình trên máy này hỏi, khi đứng sau một máy chủ web",
    behind_proxy: "Máy chủ phía trước ghi địa chỉ người đọc vào X-Forwarded-For",
    rate: "Số lần một địa chỉ được hỏi mỗi phút; 0 là không giới hạn",
    zone: "Múi giờ tính ngày; không ghi thì theo máy",
    list: "Danh sách: mỗi dòng một mã bài, dấu phẩy và số lượt; dòng total là tổng lượt truy cập",
    listens: "Đang nhận ở {address}",
    stopped: "Đã dừng, số đếm đã ghi đủ.",
    carried: "Đã nhận {count} số cũ. Máy đếm đang chạy thì khởi động lại để thấy.",
    no_file: "Không dùng được tệp {file}. Hãy xem thư mục có tồn tại và ghi được không.",
    no_zone: "Không có múi giờ “{name}”. Hãy ghi như Asia/Ho_Chi_Minh.",
    no_port: "Không mở được cổng {port}. Có thể chương trình khác đang dùng; hãy chọn cổng khác.",
    no_start: "Máy không cho khởi động. Hãy đóng bớt chương trình rồi thử lại.",
    no_list: "Không đọc được danh sách {file}. Hãy xem lại đường dẫn; tệp phải là chữ UTF-8.",
    bad_line: "Dòng {line} không phải là mã bài, dấu phẩy và một số nguyên. Chưa nhận số nào; hãy sửa dòng đó.",
};

pub(crate) static EN: Words = Words {
    about: "Counts the views of a bulletin's pages",
    run: "Runs the counter",
    carry: "Takes over what an older system had counted",
    file: "The file of counts; made when it is not there",
    origin: "Address of the pages that are counted, may be repeated; * is every page, null a page opened from a disk",
    port: "Port; 0 is any free one",
    this_machine: "Answers programs on this machine only, when it stands behind a web server",
    behind_proxy: "The server in front writes the reader's address into X-Forwarded-For",
    rate: "Requests of one address a minute; 0 is no limit",
    zone: "Time zone in which days begin; that of the machine when left out",
    list: "The list: on each line an article's id, a comma and its views; the line total holds all visits",
    listens: "Listening on {address}",
    stopped: "Stopped; everything counted is written.",
    carried: "Took over {count} sums. A counter that is running shows them after a restart.",
    no_file: "The file {file} cannot be used. See whether its folder exists and can be written.",
    no_zone: "There is no time zone “{name}”. Write it like Asia/Ho_Chi_Minh.",
    no_port: "Port {port} cannot be opened. Another program may use it; choose another port.",
    no_start: "The machine does not let it start. Close some programs and try again.",
    no_list: "The list {file} cannot be read. Check its path; it must be text in UTF-8.",
    bad_line: "Line {line} is not an article's id, a comma and a whole number. Nothing was taken over; mend that line.",
};

/// Vietnamese where the system speaks it, English elsewhere.
pub(crate) fn of_the_system() -> &'static Words {
    let named = ["BANTIN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    match named {
        Some(tag) if tag.starts_with("vi") => &VI,
        _ => &EN,
    }
}
