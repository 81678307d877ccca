//! Between the coded values of sRGB and light (IEC 61966-2-1).

use std::sync::LazyLock;

/// Tables between coded sRGB and linear light in 16 bits.
pub(crate) struct Tone {
    /// Light of a coded value of 8 bits.
    pub(crate) light8: Vec<u16>,
    /// Light of a coded value of 16 bits.
    pub(crate) light16: Vec<u16>,
    /// Coded value of 8 bits for light.
    pub(crate) code8: Vec<u8>,
}

/// The tables, computed once.
pub(crate) static TONE: LazyLock<Tone> = LazyLock::new(|| Tone {
    light8: (0..=255).map(|code| light(f64::from(code) / 255.0)).collect(),
    light16: (0..=65_535).map(|code| light(f64::from(code) / 65_535.0)).collect(),
    code8: (0..=65_535).map(|light| code(f64::from(light) / 65_535.0)).collect(),
});

fn light(code: f64) -> u16 {
    let light =
        if code <= 0.04045 { code / 12.92 } else { ((code + 0.055) / 1.055).powf(2.4) };
    (light * 65_535.0).round() as u16
}

fn code(light: f64) -> u8 {
    let code = if light <= 0.003_130_8 {
        light * 12.92
    } else {
        1.055 * light.powf(1.0 / 2.4) - 0.055
    };
    (code * 255.0).round() as u8
}

#[cfg(test)]
mod tests {
    use super::TONE;

    #[test]
    fn every_coded_value_survives_the_way_to_light_and_back() {
        for code in 0..=255_u8 {
            assert_eq!(TONE.code8[usize::from(TONE.light8[usize::from(code)])], code);
        }
        assert_eq!(TONE.light16[65_535], 65_535);
    }
}
