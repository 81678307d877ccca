//! A colour conversion kept as a lattice of samples, read off in whole numbers.
//!
//! A colour engine computes in floating point and differently on every processor.
//! Asking it only at the nodes of a lattice, rounding there and interpolating in
//! integers gives the same bytes everywhere, and is fast.
//!
//! Interpolation is by simplices: the cell is cut along its diagonal from black to
//! white, so greys stay on one edge (tetrahedral interpolation, in three channels).

/// Samples of a conversion from `N` channels to `M`, `side` nodes along each channel.
pub(crate) struct Lattice<const N: usize, const M: usize> {
    side: usize,
    nodes: Vec<[u16; M]>,
}

impl<const N: usize, const M: usize> Lattice<N, M> {
    /// Samples `convert`, which takes and gives values between 0 and 1, channel by
    /// channel, for many colours at once. Returns `None` if it fails.
    pub(crate) fn sample(
        side: usize,
        convert: impl FnOnce(&[f64], &mut [f64]) -> Option<()>,
    ) -> Option<Self> {
        let count = side.pow(N as u32);
        let mut given = Vec::with_capacity(count * N);
        for node in 0..count {
            // The first channel varies slowest.
            given.extend((0..N).map(|channel| {
                let step = node / side.pow((N - 1 - channel) as u32) % side;
                step as f64 / (side - 1) as f64
            }));
        }
        let mut found = vec![0.0; count * M];
        convert(&given, &mut found)?;
        let nodes = found
            .chunks_exact(M)
            .map(|node| {
                std::array::from_fn(|at| {
                    (node[at].clamp(0.0, 1.0) * 65_535.0).round() as u16
                })
            })
            .collect();
        Some(Self { side, nodes })
    }

    /// Converts one colour whose channels reach from 0 to `full`.
    pub(crate) fn at(&self, colour: [u16; N], full: u16) -> [u16; M] {
        let full = u32::from(full);
        let mut base = 0;
        // How far into the cell, and how far the next node is, channel by channel.
        let mut steps = [(0_u32, 0_usize); N];
        let mut stride = self.side.pow(N as u32);
        for (channel, value) in colour.into_iter().enumerate() {
            stride /= self.side;
            let scaled = u32::from(value) * (self.side as u32 - 1);
            let node = scaled / full;
            base += node as usize * stride;
            steps[channel] = (scaled % full, stride);
        }
        steps.sort_unstable_by_key(|step| std::cmp::Reverse(step.0));

        let mut sums = [u64::from(full) / 2; M];
        let mut weight_left = full;
        let mut node = base;
        for (into, stride) in steps {
            add(&mut sums, &self.nodes[node], weight_left - into);
            weight_left = into;
            if into == 0 {
                break;
            }
            node += stride;
        }
        if weight_left > 0 {
            add(&mut sums, &self.nodes[node], weight_left);
        }
        sums.map(|sum| (sum / u64::from(full)) as u16)
    }
}

fn add<const M: usize>(sums: &mut [u64; M], node: &[u16; M], weight: u32) {
    for (sum, value) in sums.iter_mut().zip(node) {
        *sum += u64::from(*value) * u64::from(weight);
    }
}

#[cfg(test)]
mod tests {
    use super::Lattice;

    #[test]
    fn straight_lines_are_kept_and_corners_are_exact() {
        let mirror = Lattice::<3, 3>::sample(5, |given, found| {
            for (found, given) in found.iter_mut().zip(given) {
                *found = 1.0 - given;
            }
            Some(())
        })
        .unwrap();
        for colour in [[0, 0, 0], [255, 255, 255], [255, 0, 128], [1, 2, 3], [64, 63, 65]]
        {
            let expected = colour.map(|value| 65_535 - value * 257);
            for (found, expected) in mirror.at(colour, 255).into_iter().zip(expected) {
                assert!(found.abs_diff(expected) <= 1, "{colour:?}: {found} {expected}");
            }
        }
        assert_eq!(mirror.at([255, 0, 255], 255), [0, 65_535, 0]);
    }
}
