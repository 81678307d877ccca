//! The same arithmetic, for processors that do more of it at once.
//!
//! Programs are compiled for every processor of a family, so for what the oldest of them
//! can do. Where most of the time goes, the same lines are compiled a second time, for
//! what those of the last ten years can do (AVX2 and BMI2), and the processor at hand
//! chooses. Nothing is fused or put in another order: both give the same bits.

/// Runs `work` with all that the processor can do. Only what is inlined into it gains.
#[inline(always)]
pub(crate) fn wide<R>(work: impl FnOnce() -> R) -> R {
    #[cfg(target_arch = "x86_64")]
    if let Some(avx2) = fearless_simd::Level::new().as_avx2() {
        return fearless_simd::Simd::vectorize(avx2, work);
    }
    work()
}
