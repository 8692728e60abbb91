//! Inputs made of seeds, each by its number alone, so that any of them can be made again.

/// Inputs are not made longer than this, in bytes.
const LONGEST: usize = 1 << 14;

/// What readers stumble over, put in anywhere.
const MORSELS: &[&[u8]] = &[
    b"\"",
    b"{",
    b"}",
    b"[",
    b"]",
    b"<",
    b"</",
    b"/>",
    b"<!--",
    b"]]>",
    b"<![CDATA[",
    b"&#0;",
    b"&#x110000;",
    b"&amp;",
    b"&a;",
    b"\0",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xff",
    b"\xed\xa0\x80",
    b"\xe2\x80\xae",
    b"\xe2\x80\x8b",
    b"\xe2\x81\xa6",
    b"\xcc\x81",
    b"\xc3\xa9",
    b"\xf0\x9d\x84\x9e",
    b"\xd7\x90",
    b"1e999",
    b"-1",
    b"-0",
    b"NaN",
    b"18446744073709551616",
    b"9223372036854775807",
    b"0.1",
    b"\\ud800",
    b"\\u0000",
    b"\\",
    b"\r\n",
    b"\n",
    b"\n\n",
    b"\t",
    b"    ",
    b"(1)",
    b"----",
    b"->",
    b"===",
    b": ",
    b"- ",
    b"&x ",
    b"*x",
    b"%41",
    b"%",
    b"#",
    b"null",
    b"true",
    b"''",
    b"|",
    b"1.1.1.",
    b" -> See 1.",
    b"{isInGroup: true}",
    b"//",
    b"`",
    b"**",
    b"](",
    b"[^1]",
];

/// Makes inputs for one target.
pub struct Mutator<'a> {
    salt: u64,
    seeds: &'a [Vec<u8>],
}

impl<'a> Mutator<'a> {
    /// Of these seeds; another name makes other inputs.
    pub fn new(name: &str, seeds: &'a [Vec<u8>]) -> Self {
        let mix = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Self {
            salt: name.bytes().fold(0xcbf2_9ce4_8422_2325, mix),
            seeds,
        }
    }

    /// The input of that number.
    pub fn make(&self, number: u64) -> Vec<u8> {
        let mut dice = Dice(self.salt ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let mut bytes = self.pick(&mut dice).to_vec();
        let rounds = 1 << dice.below(4);
        for _ in 0..rounds {
            self.change(&mut bytes, &mut dice);
            bytes.truncate(LONGEST);
        }
        bytes
    }

    fn pick(&self, dice: &mut Dice) -> &[u8] {
        match self.seeds.len() {
            0 => &[],
            n => &self.seeds[dice.below(n)],
        }
    }

    fn change(&self, bytes: &mut Vec<u8>, dice: &mut Dice) {
        let at = dice.below(bytes.len() + 1);
        let width = 1 << dice.below(8);
        let end = (at + dice.below(width + 1)).min(bytes.len());
        match dice.below(10) {
            0 if at < bytes.len() => bytes[at] ^= 1 << dice.below(8),
            1 if at < bytes.len() => bytes[at] = dice.next() as u8,
            0..=2 => drop(bytes.drain(at..end)),
            3 => {
                let copy = bytes[at..end].to_vec();
                let to = dice.below(bytes.len() + 1);
                bytes.splice(to..to, copy);
            }
            // The same again and again: nesting, and what takes the square of the time.
            4 => {
                let times = 1 << dice.below(9);
                let copy = bytes[at..end].repeat(times);
                bytes.splice(at..at, copy.into_iter().take(LONGEST));
            }
            5 => {
                let times = if dice.below(8) == 0 {
                    1 << dice.below(10)
                } else {
                    1
                };
                let morsel = MORSELS[dice.below(MORSELS.len())].repeat(times);
                bytes.splice(at..at, morsel);
            }
            6 => {
                let morsel = MORSELS[dice.below(MORSELS.len())];
                bytes.splice(at..end, morsel.iter().copied());
            }
            7 => {
                let other = self.pick(dice);
                let from = dice.below(other.len() + 1);
                let to = (from + dice.below(width * 4 + 1)).min(other.len());
                bytes.splice(at..end, other[from..to].iter().copied());
            }
            8 => swap_numbers(bytes, at, dice),
            _ if dice.below(6) == 0 => bytes.truncate(at),
            _ => {
                let to = dice.below(bytes.len() + 1);
                let piece: Vec<u8> = bytes.drain(at..end).collect();
                let to = to.min(bytes.len());
                bytes.splice(to..to, piece);
            }
        }
    }
}

/// Writes another number over the next one: counts, offsets and references.
fn swap_numbers(bytes: &mut Vec<u8>, from: usize, dice: &mut Dice) {
    const NUMBERS: &[&str] = &[
        "0",
        "1",
        "2",
        "-1",
        "7",
        "255",
        "65536",
        "4294967296",
        "1e9",
        "0.5",
    ];
    let Some(at) = bytes[from..].iter().position(u8::is_ascii_digit) else {
        return;
    };
    let at = from + at;
    let len = bytes[at..]
        .iter()
        .take_while(|it| it.is_ascii_digit())
        .count();
    let number = NUMBERS[dice.below(NUMBERS.len())].bytes();
    bytes.splice(at..at + len, number);
}

/// A small generator (`SplitMix64`) that gives the same for ever.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bits ^ (bits >> 31)
    }

    /// A number under `n`, which is not zero.
    fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }
}
