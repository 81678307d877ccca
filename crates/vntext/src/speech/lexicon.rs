//! Abbreviations and what is said for them.

use std::collections::BTreeMap;

/// What is said for abbreviations. Case counts: "TT" and "tt" are two.
///
/// ```
/// # use vntext::{Lexicon, speak};
/// let lexicon = Lexicon::office().with("KCN Tân Phú Thạnh", "khu công nghiệp Tân Phú Thạnh");
/// assert_eq!(speak("tại KCN Tân Phú Thạnh", &lexicon), "tại khu công nghiệp Tân Phú Thạnh");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lexicon {
    entries: BTreeMap<String, String>,
    /// Length of the longest entry, in bytes.
    longest: usize,
}

impl Lexicon {
    /// No abbreviation at all.
    pub fn new() -> Self {
        Self::default()
    }

    /// The abbreviations of offices and newspapers that mean one thing everywhere.
    pub fn office() -> Self {
        OFFICE
            .iter()
            .fold(Self::new(), |lexicon, (short, said)| lexicon.with(short, said))
    }

    /// Adds an abbreviation or says another word for it. An empty `said` takes it out.
    #[must_use]
    pub fn with(mut self, short: &str, said: &str) -> Self {
        let (short, said) = (crate::nfc(short.trim()), crate::nfc(said.trim()));
        if said.is_empty() {
            self.entries.remove(&*short);
        } else if !short.is_empty() {
            self.longest = self.longest.max(short.len());
            self.entries.insert(short.into_owned(), said.into_owned());
        }
        self
    }

    /// The same with a publication's own list taken over it: entries such as
    /// `UBND = Ủy ban nhân dân`, parted by semicolons or line ends. Nothing behind the
    /// sign takes an entry out; what has no sign is passed over, see
    /// [`Lexicon::unreadable`].
    ///
    /// ```
    /// # use vntext::{Lexicon, speak};
    /// let lexicon = Lexicon::office().amended("NĐ-CP = của Chính phủ; UBND =");
    /// assert_eq!(speak("UBND, số 30/2020/NĐ-CP", &lexicon), "U B N D, số 30 năm 2020 của Chính phủ");
    /// ```
    #[must_use]
    pub fn amended(self, list: &str) -> Self {
        entries(list)
            .filter_map(|entry| entry.split_once('='))
            .fold(self, |lexicon, (short, said)| lexicon.with(short, said))
    }

    /// The first entry of such a list that says nothing for nothing.
    pub fn unreadable(list: &str) -> Option<&str> {
        let names = |short: &str| short.contains(char::is_alphanumeric);
        let is_entry =
            |entry: &&str| entry.split_once('=').is_some_and(|(short, _)| names(short));
        entries(list).find(|entry| !is_entry(entry))
    }

    /// All abbreviations with what is said for them, in the order of their letters.
    pub fn entries(&self) -> impl Iterator<Item = (&str, &str)> {
        self.entries.iter().map(|(short, said)| (short.as_str(), said.as_str()))
    }

    /// What is said for exactly `short`.
    pub fn get(&self, short: &str) -> Option<&str> {
        self.entries.get(short).map(String::as_str)
    }

    /// The longest abbreviation that `text` begins with and that ends there as a word.
    pub(super) fn start_of<'a>(&self, text: &'a str) -> Option<(&'a str, &str)> {
        let most = self.longest.min(text.len());
        (1..=most).rev().filter(|end| text.is_char_boundary(*end)).find_map(|end| {
            let (short, rest) = text.split_at(end);
            let ends = !rest.starts_with(char::is_alphanumeric)
                || !short.ends_with(char::is_alphanumeric);
            ends.then(|| Some((short, self.get(short)?))).flatten()
        })
    }
}

/// The entries of a list.
fn entries(list: &str) -> impl Iterator<Item = &str> {
    list.split([';', '\n']).map(str::trim).filter(|entry| !entry.is_empty())
}

/// The starting list. Abbreviations with several meanings (TT, KT) are left out.
const OFFICE: &[(&str, &str)] = &[
    ("ATGT", "an toàn giao thông"),
    ("ATTP", "an toàn thực phẩm"),
    ("ATVSTP", "an toàn vệ sinh thực phẩm"),
    ("ASEAN", "A-xê-an"),
    ("ANTT", "an ninh trật tự"),
    ("ANQP", "an ninh quốc phòng"),
    ("BCĐ", "ban chỉ đạo"),
    ("BCH", "ban chấp hành"),
    ("BHTN", "bảo hiểm thất nghiệp"),
    ("BHXH", "bảo hiểm xã hội"),
    ("BHYT", "bảo hiểm y tế"),
    ("BĐBP", "Bộ đội Biên phòng"),
    ("BĐKH", "biến đổi khí hậu"),
    ("BQL", "ban quản lý"),
    ("BTC", "ban tổ chức"),
    ("BTV", "ban thường vụ"),
    ("BVĐK", "bệnh viện đa khoa"),
    ("BVTV", "bảo vệ thực vật"),
    ("BVMT", "bảo vệ môi trường"),
    ("BS", "bác sĩ"),
    ("CA", "công an"),
    ("CAND", "Công an nhân dân"),
    ("CBCC", "cán bộ, công chức"),
    ("CBCCVC", "cán bộ, công chức, viên chức"),
    ("CCB", "cựu chiến binh"),
    ("CCHC", "cải cách hành chính"),
    ("CĐ", "cao đẳng"),
    ("CHXHCN", "Cộng hòa xã hội chủ nghĩa"),
    ("CLB", "câu lạc bộ"),
    ("CMCN", "cách mạng công nghiệp"),
    ("CNH", "công nghiệp hóa"),
    ("CNTT", "công nghệ thông tin"),
    ("CNVCLĐ", "công nhân, viên chức, lao động"),
    ("CNXH", "chủ nghĩa xã hội"),
    ("CSGT", "cảnh sát giao thông"),
    ("CSHT", "cơ sở hạ tầng"),
    ("CSVC", "cơ sở vật chất"),
    ("CTMTQG", "chương trình mục tiêu quốc gia"),
    ("ĐBQH", "đại biểu Quốc hội"),
    ("ĐBSCL", "Đồng bằng sông Cửu Long"),
    ("ĐBSH", "Đồng bằng sông Hồng"),
    ("ĐCSVN", "Đảng Cộng sản Việt Nam"),
    ("ĐH", "đại học"),
    ("ĐHQG", "đại học quốc gia"),
    ("ĐT", "đường tỉnh"),
    ("ĐVTN", "đoàn viên thanh niên"),
    ("đ/c", "đồng chí"),
    ("đ/kg", "đồng một ki-lô-gam"),
    ("DN", "doanh nghiệp"),
    ("DTTS", "dân tộc thiểu số"),
    ("DVC", "dịch vụ công"),
    ("EUR", "ơ-rô"),
    ("EU", "Liên minh châu Âu"),
    ("FDI", "vốn đầu tư trực tiếp nước ngoài"),
    ("GCN", "giấy chứng nhận"),
    ("GDP", "tổng sản phẩm quốc nội"),
    ("GDTX", "giáo dục thường xuyên"),
    ("GD&ĐT", "Giáo dục và Đào tạo"),
    ("GDĐT", "giáo dục đào tạo"),
    ("GPLX", "giấy phép lái xe"),
    ("GPMB", "giải phóng mặt bằng"),
    ("GRDP", "tổng sản phẩm trên địa bàn"),
    ("GS", "giáo sư"),
    ("GTNT", "giao thông nông thôn"),
    ("GTVT", "giao thông vận tải"),
    ("HCM", "Hồ Chí Minh"),
    ("HĐH", "hiện đại hóa"),
    ("HĐND", "Hội đồng nhân dân"),
    ("HĐQT", "hội đồng quản trị"),
    ("HĐTV", "hội đồng thành viên"),
    ("HSSV", "học sinh, sinh viên"),
    ("HTX", "hợp tác xã"),
    ("HTXNN", "hợp tác xã nông nghiệp"),
    ("KCB", "khám chữa bệnh"),
    ("KCN", "khu công nghiệp"),
    ("KDC", "khu dân cư"),
    ("KH&CN", "Khoa học và Công nghệ"),
    ("KHCN", "khoa học công nghệ"),
    ("KHKT", "khoa học kỹ thuật"),
    ("KH&ĐT", "Kế hoạch và Đầu tư"),
    ("KT-XH", "kinh tế, xã hội"),
    ("KTTT", "kinh tế tập thể"),
    ("KTXH", "kinh tế xã hội"),
    ("LĐ-TB&XH", "Lao động, Thương binh và Xã hội"),
    ("LĐLĐ", "Liên đoàn Lao động"),
    ("LHPN", "Liên hiệp Phụ nữ"),
    ("LLVT", "lực lượng vũ trang"),
    ("MTQG", "mục tiêu quốc gia"),
    ("MTTQ", "Mặt trận Tổ quốc"),
    ("MTTQVN", "Mặt trận Tổ quốc Việt Nam"),
    ("NCKH", "nghiên cứu khoa học"),
    ("NHCSXH", "Ngân hàng Chính sách xã hội"),
    ("NHNN", "Ngân hàng Nhà nước"),
    ("NLĐ", "người lao động"),
    ("NN&MT", "Nông nghiệp và Môi trường"),
    ("NN&PTNT", "Nông nghiệp và Phát triển nông thôn"),
    ("NN-PTNT", "nông nghiệp, phát triển nông thôn"),
    ("NNƯT", "nghệ nhân ưu tú"),
    ("NQ", "nghị quyết"),
    ("NSNN", "ngân sách nhà nước"),
    ("NSND", "nghệ sĩ nhân dân"),
    ("NSƯT", "nghệ sĩ ưu tú"),
    ("NTM", "nông thôn mới"),
    ("NXB", "nhà xuất bản"),
    ("NTTS", "nuôi trồng thủy sản"),
    ("OCOP", "Ô-cốp"),
    ("PCCC", "phòng cháy, chữa cháy"),
    ("PCCC&CNCH", "phòng cháy, chữa cháy và cứu nạn, cứu hộ"),
    ("PCTN", "phòng, chống tham nhũng"),
    ("PCTT", "phòng, chống thiên tai"),
    ("PGS", "phó giáo sư"),
    ("PGĐ", "phó giám đốc"),
    ("PTTH", "phát thanh, truyền hình"),
    ("PTDTNT", "phổ thông dân tộc nội trú"),
    ("PV", "phóng viên"),
    ("QCVN", "Quy chuẩn Việt Nam"),
    ("QĐND", "Quân đội nhân dân"),
    ("QH", "Quốc hội"),
    ("QL", "quốc lộ"),
    ("QLNN", "quản lý nhà nước"),
    ("QPAN", "quốc phòng, an ninh"),
    ("QP-AN", "quốc phòng, an ninh"),
    ("SXKD", "sản xuất kinh doanh"),
    ("SXNN", "sản xuất nông nghiệp"),
    ("SV", "sinh viên"),
    ("TAND", "Tòa án nhân dân"),
    ("TBXH", "thương binh xã hội"),
    ("TCVN", "Tiêu chuẩn Việt Nam"),
    ("TDTT", "thể dục thể thao"),
    ("THCS", "trung học cơ sở"),
    ("THPT", "trung học phổ thông"),
    ("THT", "tổ hợp tác"),
    ("TMĐT", "thương mại điện tử"),
    ("TN&MT", "Tài nguyên và Môi trường"),
    ("TNCS", "Thanh niên Cộng sản"),
    ("TNGT", "tai nạn giao thông"),
    ("TNHH", "trách nhiệm hữu hạn"),
    ("TNXH", "tệ nạn xã hội"),
    ("TP", "thành phố"),
    ("TP.HCM", "Thành phố Hồ Chí Minh"),
    ("TP HCM", "Thành phố Hồ Chí Minh"),
    ("TPHCM", "Thành phố Hồ Chí Minh"),
    ("TS", "tiến sĩ"),
    ("ThS", "thạc sĩ"),
    ("TTATGT", "trật tự an toàn giao thông"),
    ("TTHC", "thủ tục hành chính"),
    ("TTXVN", "Thông tấn xã Việt Nam"),
    ("TX", "thị xã"),
    ("TTCN", "tiểu thủ công nghiệp"),
    ("TW", "trung ương"),
    ("TƯ", "trung ương"),
    ("UBKT", "ủy ban kiểm tra"),
    ("UBMTTQ", "Ủy ban Mặt trận Tổ quốc"),
    ("UBND", "Ủy ban nhân dân"),
    ("UBTVQH", "Ủy ban Thường vụ Quốc hội"),
    ("UNESCO", "U-nét-xcô"),
    ("UVBCH", "ủy viên ban chấp hành"),
    ("USD", "đô la Mỹ"),
    ("VAC", "V A C"),
    ("VHTT&DL", "Văn hóa, Thể thao và Du lịch"),
    ("VHTTDL", "văn hóa, thể thao và du lịch"),
    ("VBQPPL", "văn bản quy phạm pháp luật"),
    ("VKSND", "Viện kiểm sát nhân dân"),
    ("VND", "đồng"),
    ("VNĐ", "đồng"),
    ("VP", "văn phòng"),
    ("VPCP", "Văn phòng Chính phủ"),
    ("VSATTP", "vệ sinh an toàn thực phẩm"),
    ("VSMT", "vệ sinh môi trường"),
    ("v.v.", "vân vân"),
    ("v.v", "vân vân"),
    ("WHO", "Tổ chức Y tế Thế giới"),
    ("WTO", "Tổ chức Thương mại Thế giới"),
    ("XDCB", "xây dựng cơ bản"),
    ("XHCN", "xã hội chủ nghĩa"),
    ("XKLĐ", "xuất khẩu lao động"),
    ("XĐGN", "xóa đói giảm nghèo"),
];
