//! The parameters of an HEVC picture (ITU-T H.265, 7.3.2.2), looked through before the
//! decoder meets them.
//!
//! The decoder reserves room for as many reference sets as a file claims to have, without
//! asking whether there can be so many: a small file could end the program, and nothing
//! catches that.

/// Most short-term reference sets that the standard allows (7.4.3.2.1).
const MOST_SETS: u32 = 64;

/// Type of the unit that holds the parameters of a sequence.
const SEQUENCE: u8 = 33;

/// Whether no parameters in the file ask for more than there can be. What cannot be read
/// is left for the decoder to refuse.
pub(crate) fn is_sane(file: &[u8]) -> bool {
    let mut rest = file;
    // Wherever the box stands: decoders differ in where they look.
    while let Some(at) = rest.windows(4).position(|kind| kind == b"hvcC") {
        rest = &rest[at + 4..];
        if claims(rest).any(|sets| sets > MOST_SETS) {
            return false;
        }
    }
    true
}

/// How many sets each sequence in a configuration claims (14496-15, 8.3.3.1).
fn claims(configuration: &[u8]) -> impl Iterator<Item = u32> {
    let arrays = configuration.get(22).copied().unwrap_or_default();
    let mut rest = configuration.get(23..).unwrap_or_default();
    let mut found = Vec::new();
    for _ in 0..arrays {
        let [kind, n1, n0, units @ ..] = rest else { break };
        rest = units;
        for _ in 0..u16::from_be_bytes([*n1, *n0]) {
            // A broken array ends where it breaks; the decoder goes on from there, too.
            let [l1, l0, after @ ..] = rest else { break };
            rest = after;
            let length = usize::from(u16::from_be_bytes([*l1, *l0]));
            let Some((unit, after)) = rest.split_at_checked(length) else { break };
            rest = after;
            if kind & 0x3F == SEQUENCE
                && let Some(payload) = unit.get(2..)
            {
                found.extend(Bits::new(payload).sets());
            }
        }
    }
    found.into_iter()
}

/// Bits of a unit, without the bytes that keep start codes out of it.
struct Bits {
    bytes: Vec<u8>,
    at: usize,
}

impl Bits {
    fn new(escaped: &[u8]) -> Self {
        let mut bytes = Vec::with_capacity(escaped.len());
        let mut zeros = 0;
        for byte in escaped {
            if zeros >= 2 && *byte == 3 {
                zeros = 0;
                continue;
            }
            zeros = if *byte == 0 { zeros + 1 } else { 0 };
            bytes.push(*byte);
        }
        Self { bytes, at: 0 }
    }

    fn bit(&mut self) -> Option<bool> {
        let byte = self.bytes.get(self.at / 8)?;
        let bit = byte >> (7 - self.at % 8) & 1 == 1;
        self.at += 1;
        Some(bit)
    }

    fn bits(&mut self, count: u32) -> Option<u32> {
        (0..count).try_fold(0, |value: u32, _| Some(value << 1 | u32::from(self.bit()?)))
    }

    /// A number by Exp-Golomb (9.2).
    fn number(&mut self) -> Option<u32> {
        let mut zeros = 0;
        while !self.bit()? {
            zeros += 1;
            if zeros > 31 {
                return None;
            }
        }
        (1_u32 << zeros).checked_sub(1)?.checked_add(self.bits(zeros)?)
    }

    fn numbers(&mut self, count: u32) -> Option<()> {
        (0..count).try_for_each(|_| self.number().map(drop))
    }

    /// Reads the parameters of a sequence up to the number of its sets.
    fn sets(mut self) -> Option<u32> {
        self.bits(4)?;
        let layers = self.bits(3)?;
        self.bits(1)?;
        self.profile(layers)?;
        // Its number, then how colour is sampled.
        self.number()?;
        if self.number()? & 0xFF == 3 {
            self.bit()?;
        }
        // Width and height, and what is cut off at each side.
        self.numbers(2)?;
        if self.bit()? {
            self.numbers(4)?;
        }
        // Depths, and the length of a picture's number.
        self.numbers(3)?;
        let each = self.bit()?;
        self.numbers(3 * if each { layers + 1 } else { 1 })?;
        // Sizes of blocks and depths of their trees.
        self.numbers(6)?;
        if self.bit()? && self.bit()? {
            self.scaling()?;
        }
        self.bits(2)?;
        if self.bit()? {
            self.bits(8)?;
            self.numbers(2)?;
            self.bit()?;
        }
        self.number()
    }

    /// Profile, tier and level (7.3.3).
    fn profile(&mut self, layers: u32) -> Option<()> {
        self.at += 96;
        let mut present = Vec::new();
        for _ in 0..layers {
            present.push((self.bit()?, self.bit()?));
        }
        if layers > 0 {
            self.bits(2 * (8 - layers))?;
        }
        for (profile, level) in present {
            self.at += if profile { 88 } else { 0 } + if level { 8 } else { 0 };
        }
        Some(())
    }

    /// Lists of scaling factors (7.3.4).
    fn scaling(&mut self) -> Option<()> {
        for size in 0..4 {
            for _ in 0..if size == 3 { 2 } else { 6 } {
                if self.bit()? {
                    let factors = if size == 0 { 16 } else { 64 };
                    self.numbers(factors + u32::from(size > 1))?;
                } else {
                    self.number()?;
                }
            }
        }
        Some(())
    }
}
