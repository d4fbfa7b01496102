//! The ways in which one message is cut into packets.
//!
//! They depend on nothing but the message, so that a message that fails does so again.

/// Whole, byte by byte, and at three sets of places.
pub(super) fn every_cut(bytes: &[u8]) -> impl Iterator<Item = Vec<&[u8]>> {
    let mut numbers = Numbers::of(bytes);
    let anywhere = [1, 4, 16].map(|count| at_random(bytes, count, &mut numbers));
    [vec![bytes], bytes.chunks(1).collect()].into_iter().chain(anywhere)
}

fn at_random<'b>(bytes: &'b [u8], count: usize, numbers: &mut Numbers) -> Vec<&'b [u8]> {
    let mut places: Vec<usize> = (0..count).map(|_| numbers.below(bytes.len() + 1)).collect();
    places.sort_unstable();
    let ends = places.iter().copied().chain([bytes.len()]);
    let starts = [0].into_iter().chain(places.iter().copied());
    starts.zip(ends).map(|(start, end)| &bytes[start..end]).filter(|piece| !piece.is_empty()).collect()
}

/// Numbers that the message decides: FNV-1a, then xorshift.
struct Numbers(u64);

impl Numbers {
    fn of(bytes: &[u8]) -> Self {
        let mix = |hash: u64, byte: &u8| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        Self(bytes.iter().fold(0xcbf2_9ce4_8422_2325, mix) | 1)
    }

    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 32).unwrap_or_default() % bound
    }
}
