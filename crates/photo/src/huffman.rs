//! The codes of JPEG (ITU-T T.81, annexes C and F.2.2), read quickly.
//!
//! Most codes and the value behind them are found with one look into a table.

/// Bits that the quick table looks at.
const QUICK: u32 = 10;

/// A table of codes.
pub(crate) struct Codes {
    quick: Box<[Quick; 1 << QUICK]>,
    /// The first code of each length, left-aligned in 16 bits, and where the symbols of
    /// that length begin.
    first: [(u32, usize); 17],
    /// Behind the last code of each length, left-aligned in 16 bits.
    end: [u32; 17],
    symbols: Vec<u8>,
}

/// What ten bits begin with.
#[derive(Clone, Copy, Default)]
struct Quick {
    /// The coefficient, where all of its bits are among the ten.
    value: i16,
    /// Run of zeros and number of bits.
    symbol: u8,
    /// Bits of the code, and in the upper half those of code and value together; 0 where
    /// they are more than ten.
    bits: u8,
}

impl Quick {
    fn run(self) -> usize {
        usize::from(self.symbol >> 4)
    }

    fn size(self) -> u32 {
        u32::from(self.symbol & 15)
    }

    fn code(self) -> u32 {
        u32::from(self.bits & 15)
    }

    fn whole(self) -> u32 {
        u32::from(self.bits >> 4)
    }
}

impl Codes {
    /// Reads the content of a table: how many codes of each length, then their symbols.
    /// `None` when there are more codes than the lengths allow.
    pub(crate) fn new(counts: &[u8; 16], symbols: &[u8]) -> Option<Self> {
        let mut codes = Self {
            quick: Box::new([Quick::default(); 1 << QUICK]),
            first: [(0, 0); 17],
            end: [0; 17],
            symbols: symbols.to_vec(),
        };
        let (mut code, mut at) = (0_u32, 0);
        for length in 1..=16_u32 {
            let count = usize::from(counts[length as usize - 1]);
            codes.first[length as usize] = (code << (16 - length), at);
            for symbol in symbols.get(at..at + count)? {
                if code >= 1 << length {
                    return None;
                }
                codes.learn(code, length, *symbol);
                code += 1;
            }
            at += count;
            codes.end[length as usize] = code << (16 - length);
            code <<= 1;
        }
        Some(codes)
    }

    fn learn(&mut self, code: u32, length: u32, symbol: u8) {
        let Some(free) = QUICK.checked_sub(length) else { return };
        let size = u32::from(symbol & 15);
        for rest in 0..1_u32 << free {
            let mut quick = Quick { symbol, bits: length as u8, value: 0 };
            if size <= free {
                quick.bits |= ((length + size) as u8) << 4;
            }
            if (1..=free).contains(&size) {
                quick.value = extended(rest >> (free - size), size) as i16;
            }
            self.quick[(code << free | rest) as usize] = quick;
        }
    }
}

/// The signed value of so many bits (F.2.2.1, EXTEND).
fn extended(bits: u32, size: u32) -> i32 {
    let value = bits as i32;
    if value < 1 << (size - 1) { value - (1 << size) + 1 } else { value }
}

/// The bits between two restarts, without the zeros stuffed behind 0xFF.
pub(crate) struct Bits {
    bytes: Vec<u8>,
    now: Window,
}

/// The bits next to come. By value, so that a loop keeps it in registers.
#[derive(Clone, Copy, Default)]
struct Window {
    /// The first byte that is not among them.
    at: usize,
    /// The first bit highest.
    next: u64,
    count: u32,
}

impl Window {
    /// Holds 32 bits at least, zeros behind the end.
    #[inline(always)]
    fn fill(&mut self, bytes: &[u8]) {
        if self.count >= 32 {
            return;
        }
        let word = match bytes.get(self.at..).and_then(<[u8]>::first_chunk::<8>) {
            Some(bytes) => u64::from_be_bytes(*bytes),
            None => last_word(bytes, self.at),
        };
        self.next |= word >> self.count;
        self.at += (63 - self.count as usize) / 8;
        self.count |= 56;
    }

    #[inline(always)]
    fn quick(self, codes: &Codes) -> Quick {
        codes.quick[(self.next >> (64 - QUICK)) as usize]
    }

    #[inline(always)]
    fn skip(&mut self, count: u32) {
        self.next <<= count;
        self.count -= count;
    }

    /// The value of so many bits, 1 to 15.
    #[inline(always)]
    fn value(&mut self, size: u32) -> i32 {
        let bits = (self.next >> (64 - size)) as u32;
        self.skip(size);
        extended(bits, size)
    }
}

#[cold]
fn last_word(bytes: &[u8], at: usize) -> u64 {
    let rest = bytes.get(at..).unwrap_or_default();
    rest.iter()
        .zip(0..8)
        .fold(0, |word, (byte, at)| word | u64::from(*byte) << (56 - 8 * at))
}

/// The symbol of a code of more than ten bits, and how many they are.
#[inline(never)]
fn long(codes: &Codes, next: u64) -> Option<(u8, u32)> {
    let bits = (next >> 48) as u32;
    for length in QUICK + 1..=16 {
        if bits < codes.end[length as usize] {
            let (first, at) = codes.first[length as usize];
            let offset = bits.checked_sub(first)? >> (16 - length);
            let symbol = codes.symbols.get(at + offset as usize).copied()?;
            return Some((symbol, length));
        }
    }
    None
}

impl Bits {
    pub(crate) fn new(bytes: Vec<u8>) -> Self {
        Self { bytes, now: Window::default() }
    }

    /// Whether more was read than there is.
    pub(crate) fn is_overdrawn(&self) -> bool {
        self.now.at * 8 > self.bytes.len() * 8 + self.now.count as usize
    }

    /// Reads the first coefficient of a block: its size in bits and its value.
    #[inline(always)]
    pub(crate) fn first(&mut self, codes: &Codes) -> Option<(u32, i32)> {
        let (_, size, value) = self.coefficient(codes)?;
        Some((size, value))
    }

    /// Reads a run of zeros, and the value behind it with its size in bits. Where the size
    /// is 0 there is no value, and what the run means depends on the kind of scan.
    #[inline(always)]
    pub(crate) fn coefficient(&mut self, codes: &Codes) -> Option<(usize, u32, i32)> {
        let mut now = self.now;
        let found = coefficient(&mut now, &self.bytes, codes)?;
        self.now = now;
        Some(found)
    }

    /// Reads a code alone.
    #[inline(always)]
    pub(crate) fn symbol(&mut self, codes: &Codes) -> Option<u8> {
        self.now.fill(&self.bytes);
        let quick = self.now.quick(codes);
        let (symbol, length) = match quick.code() {
            0 => long(codes, self.now.next)?,
            length => (quick.symbol, length),
        };
        self.now.skip(length);
        Some(symbol)
    }

    /// Reads so many bits, 15 at most, as they are.
    #[inline(always)]
    pub(crate) fn plain(&mut self, count: u32) -> u32 {
        self.now.fill(&self.bytes);
        let bits = (self.now.next >> 32 >> (32 - count)) as u32;
        self.now.skip(count);
        bits
    }

    /// Reads the other coefficients of a block, and hands over those up to the place
    /// `last` that are not zero, with their place in the order of the file. `None` when
    /// they are no code or more than there can be.
    #[inline(always)]
    pub(crate) fn others(
        &mut self,
        codes: &Codes,
        last: usize,
        mut take: impl FnMut(usize, i32),
    ) -> Option<()> {
        let mut now = self.now;
        let mut at = 1;
        while at <= last {
            let (run, size, value) = coefficient(&mut now, &self.bytes, codes)?;
            if size == 0 {
                if run < 15 {
                    self.now = now;
                    return Some(());
                }
                at += 16;
                continue;
            }
            at += run;
            if at > 63 {
                return None;
            }
            take(at, value);
            at += 1;
        }
        // Nobody looks at the rest: their values are not even read.
        while at <= 63 {
            now.fill(&self.bytes);
            let quick = now.quick(codes);
            let (run, size, code) = match quick.code() {
                0 => {
                    let (symbol, length) = long(codes, now.next)?;
                    (usize::from(symbol >> 4), u32::from(symbol & 15), length)
                }
                code => (quick.run(), quick.size(), code),
            };
            now.skip(code + size);
            at += run + 1;
            if size == 0 && run < 15 {
                break;
            }
            if size > 0 && at > 64 {
                return None;
            }
        }
        self.now = now;
        Some(())
    }
}

/// Run of zeros, and the value behind it with its size; a size of 0 has no value.
#[inline(always)]
fn coefficient(
    now: &mut Window,
    bytes: &[u8],
    codes: &Codes,
) -> Option<(usize, u32, i32)> {
    now.fill(bytes);
    let quick = now.quick(codes);
    if quick.whole() > 0 {
        now.skip(quick.whole());
        return Some((quick.run(), quick.size(), i32::from(quick.value)));
    }
    if quick.code() > 0 {
        now.skip(quick.code());
        return Some((quick.run(), quick.size(), now.value(quick.size())));
    }
    let (symbol, length) = long(codes, now.next)?;
    now.skip(length);
    let size = u32::from(symbol & 15);
    let value = if size == 0 { 0 } else { now.value(size) };
    Some((usize::from(symbol >> 4), size, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The codes 0, 10, 110, … of one symbol each, sixteen bits at most.
    fn codes() -> Codes {
        Codes::new(&[1; 16], &[0, 1, 2, 3, 0x14, 5, 6, 7, 8, 9, 10, 11, 0xF0, 12, 13, 14])
            .expect("few enough codes")
    }

    #[track_caller]
    fn check(bits: &str, expected: Option<(usize, u32, i32)>) {
        let bits: Vec<u8> = bits.bytes().filter(|bit| *bit != b' ').collect();
        let bytes: Vec<u8> = bits
            .chunks(8)
            .map(|bits| {
                bits.iter()
                    .zip(0..)
                    .fold(0, |byte, (bit, at)| byte | (bit - b'0') << (7 - at))
            })
            .collect();
        let mut now = Window::default();
        assert_eq!(coefficient(&mut now, &bytes, &codes()), expected);
    }

    #[test]
    fn values_follow_their_code() {
        check("0", Some((0, 0, 0)));
        check("10 1", Some((0, 1, 1)));
        check("10 0", Some((0, 1, -1)));
        check("110 11", Some((0, 2, 3)));
        check("110 00", Some((0, 2, -3)));
        check("11110 0111", Some((1, 4, -8)));
        check("11110 1000", Some((1, 4, 8)));
        // Code and value together are longer than the quick table looks.
        check("1111111110 100000000", Some((0, 9, 256)));
        check("11111111111 0 10000000000", Some((0, 11, 1024)));
        check("111111111111 0", Some((15, 0, 0)));
        check("111111111111111 0 00000000000000", Some((0, 14, -16383)));
        check("1111111111111111", None);
    }

    #[test]
    fn reading_past_the_end_is_noticed() {
        let codes = codes();
        let mut bits = Bits::new(vec![0]);
        for _ in 0..8 {
            assert!(!bits.is_overdrawn());
            bits.first(&codes);
        }
        assert!(!bits.is_overdrawn());
        bits.first(&codes);
        assert!(bits.is_overdrawn());
    }

    #[test]
    fn a_block_ends_at_the_same_bit_however_few_values_are_looked_at() {
        // 3 behind nothing, -3 behind nothing, 1 behind one zero, sixteen zeros, 8, end.
        let bits = "110 11 110 00 11110 1000 1111111111110 10 1 0 110 11";
        let bits: Vec<u8> = bits.bytes().filter(|bit| *bit != b' ').collect();
        let byte = |bits: &[u8]| bits.iter().fold(0, |byte, bit| byte << 1 | (bit & 1));
        let bytes: Vec<u8> =
            bits.chunks(8).map(|bits| byte(bits) << (8 - bits.len())).collect();
        let all = [(1, 3), (2, -3), (4, 8), (21, 1)];
        for last in 0..64 {
            let mut reader = Bits::new(bytes.clone());
            let mut seen = Vec::new();
            reader.others(&codes(), last, |at, value| seen.push((at, value))).unwrap();
            let before =
                |seen: &[(usize, i32)]| seen.iter().filter(|(at, _)| *at <= last).count();
            assert!(all.starts_with(&seen) && before(&seen) == before(&all), "{last}");
            assert_eq!(reader.first(&codes()), Some((2, 3)), "{last}");
        }
    }

    #[test]
    fn more_values_than_a_block_has_are_refused() {
        // Sixteen zeros, four times, then a value.
        let bytes = [0xFF, 0xF7, 0xFF, 0xBF, 0xFD, 0xFF, 0xEA, 0xA0];
        for last in [0, 5, 63] {
            let _ = Bits::new(bytes.to_vec())
                .others(&codes(), last, |at, _| assert!(at < 64));
        }
    }

    #[test]
    fn more_codes_than_there_can_be_are_refused() {
        let mut counts = [0; 16];
        counts[0] = 3;
        assert!(Codes::new(&counts, &[1, 2, 3]).is_none());
        assert!(Codes::new(&[1; 16], &[1, 2, 3]).is_none());
    }
}
