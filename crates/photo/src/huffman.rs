//! The codes of JPEG (ITU-T T.81, annexes C and F.2.2), read quickly.
//!
//! Most codes and the value behind them are found with one look into a table.

/// Bits that the quick table looks at.
const QUICK: u32 = 10;

/// A table of codes.
pub(crate) struct Codes {
    quick: Vec<Quick>,
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
    /// Bits of the code; 0 when it is longer than ten.
    code: u8,
    /// Bits of code and value together; 0 when they are more than ten.
    whole: u8,
}

impl Codes {
    /// Reads the content of a table: how many codes of each length, then their symbols.
    /// `None` when there are more codes than the lengths allow.
    pub(crate) fn new(counts: &[u8; 16], symbols: &[u8]) -> Option<Self> {
        let mut codes = Self {
            quick: vec![Quick::default(); 1 << QUICK],
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
            let mut quick = Quick { symbol, code: length as u8, ..Quick::default() };
            if (1..=free).contains(&size) {
                quick.value = extended(rest >> (free - size), size) as i16;
                quick.whole = (length + size) as u8;
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
    at: usize,
    /// The next bits, the first one highest.
    next: u64,
    count: u32,
}

impl Bits {
    pub(crate) fn new(bytes: Vec<u8>) -> Self {
        Self { bytes, at: 0, next: 0, count: 0 }
    }

    /// Whether more was read than there is.
    pub(crate) fn is_overdrawn(&self) -> bool {
        self.at * 8 > self.bytes.len() * 8 + self.count as usize
    }

    /// Holds 32 bits at least, zeros behind the end.
    #[inline]
    fn fill(&mut self) {
        if self.count >= 32 {
            return;
        }
        let word = match self.bytes.get(self.at..).and_then(<[u8]>::first_chunk::<8>) {
            Some(bytes) => u64::from_be_bytes(*bytes),
            None => self.last_word(),
        };
        self.next |= word >> self.count;
        self.at += (63 - self.count as usize) / 8;
        self.count |= 56;
    }

    #[cold]
    fn last_word(&self) -> u64 {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        rest.iter()
            .zip(0..8)
            .fold(0, |word, (byte, at)| word | u64::from(*byte) << (56 - 8 * at))
    }

    #[inline]
    fn skip(&mut self, count: u32) {
        self.next <<= count;
        self.count -= count;
    }

    #[inline]
    fn take(&mut self, count: u32) -> u32 {
        let bits = (self.next >> (64 - count)) as u32;
        self.skip(count);
        bits
    }

    /// Run of zeros, and the value behind it with its size; a size of 0 has no value.
    #[inline]
    pub(crate) fn coefficient(&mut self, codes: &Codes) -> Option<(usize, u32, i32)> {
        self.fill();
        let quick = codes.quick[(self.next >> (64 - QUICK)) as usize];
        let run = usize::from(quick.symbol >> 4);
        if quick.whole > 0 {
            self.skip(u32::from(quick.whole));
            return Some((run, u32::from(quick.symbol & 15), i32::from(quick.value)));
        }
        let symbol = if quick.code > 0 {
            self.skip(u32::from(quick.code));
            quick.symbol
        } else {
            self.long(codes)?
        };
        let size = u32::from(symbol & 15);
        let value = if size == 0 { 0 } else { extended(self.take(size), size) };
        Some((usize::from(symbol >> 4), size, value))
    }

    /// A code of more than ten bits.
    fn long(&mut self, codes: &Codes) -> Option<u8> {
        let bits = (self.next >> 48) as u32;
        for length in QUICK + 1..=16 {
            if bits < codes.end[length as usize] {
                let (first, at) = codes.first[length as usize];
                let offset = bits.checked_sub(first)? >> (16 - length);
                self.skip(length);
                return codes.symbols.get(at + offset as usize).copied();
            }
        }
        None
    }
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
        assert_eq!(Bits::new(bytes).coefficient(&codes()), expected);
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
            bits.coefficient(&codes);
        }
        assert!(!bits.is_overdrawn());
        bits.coefficient(&codes);
        assert!(bits.is_overdrawn());
    }

    #[test]
    fn more_codes_than_there_can_be_are_refused() {
        let mut counts = [0; 16];
        counts[0] = 3;
        assert!(Codes::new(&counts, &[1, 2, 3]).is_none());
        assert!(Codes::new(&[1; 16], &[1, 2, 3]).is_none());
    }
}
