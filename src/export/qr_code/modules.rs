//! Codewords as modules: what every code has, the codewords around it, and the mask that makes
//! it easiest to read (ISO/IEC 18004, 7.7 to 7.10).

/// What the eight masks cost, by the four rules of ISO/IEC 18004, table 11.
const COST_OF_RUN: usize = 3;
const COST_OF_BLOCK: usize = 3;
const COST_OF_FINDER: usize = 40;
const COST_OF_BALANCE: usize = 10;

/// Modules along a side.
pub fn side_of(version: usize) -> usize {
    17 + 4 * version
}

/// Modules that are left for codewords.
pub fn places_of_data(version: usize) -> usize {
    let all = (16 * version + 128) * version + 64;
    if version == 1 {
        return all;
    }
    let lines = version / 7 + 2;
    let of_version = if version >= 7 { 36 } else { 0 };
    all - ((25 * lines - 10) * lines - 55) - of_version
}

/// The modules of a version with these codewords, row by row; true is dark.
pub fn drawn(version: usize, words: &[u8]) -> Vec<bool> {
    let mut grid = Grid::new(version);
    grid.place(words);
    let masked = (0..8).map(|mask| grid.masked(mask));
    // The first of equals.
    masked.min_by_key(|dark| cost(dark)).unwrap_or_default()
}

/// A code under way.
struct Grid {
    side: usize,
    dark: Vec<bool>,
    /// What no codeword may take.
    is_fixed: Vec<bool>,
}

impl Grid {
    /// With all that does not depend on the codewords.
    fn new(version: usize) -> Self {
        let side = side_of(version);
        let mut grid =
            Self { side, dark: vec![false; side * side], is_fixed: vec![false; side * side] };
        for at in 0..side {
            grid.fix(6, at, at % 2 == 0);
            grid.fix(at, 6, at % 2 == 0);
        }
        for (x, y) in [(3, 3), (side - 4, 3), (3, side - 4)] {
            grid.square(x, y, 4, |off| off != 2 && off != 4);
        }
        let lines = alignment(version);
        let last = lines.len().saturating_sub(1);
        for (row, &y) in lines.iter().enumerate() {
            for (column, &x) in lines.iter().enumerate() {
                let is_finder = [(0, 0), (0, last), (last, 0)].contains(&(row, column));
                if !is_finder {
                    grid.square(x, y, 2, |off| off != 1);
                }
            }
        }
        grid.write_format(0);
        grid.write_version(version);
        grid
    }

    fn fix(&mut self, x: usize, y: usize, dark: bool) {
        let at = y * self.side + x;
        (self.dark[at], self.is_fixed[at]) = (dark, true);
    }

    /// Rings around a place, as far as they lie in the code.
    fn square(&mut self, x: usize, y: usize, reach: usize, dark: fn(usize) -> bool) {
        for row in y.saturating_sub(reach)..=(y + reach).min(self.side - 1) {
            for column in x.saturating_sub(reach)..=(x + reach).min(self.side - 1) {
                let off = row.abs_diff(y).max(column.abs_diff(x));
                self.fix(column, row, dark(off));
            }
        }
    }

    /// The error correction and the mask, twice.
    fn write_format(&mut self, mask: usize) {
        // 01 is L.
        let data = 0b01 << 3 | mask;
        let bits = with_check(data, 10, 0x537) ^ 0x5412;
        let (end, bit) = (self.side - 1, |at: usize| bits >> at & 1 == 1);
        for at in 0..15 {
            let (x, y) = match at {
                0..6 => (8, at),
                6 | 7 => (8, at + 1),
                8 => (7, 8),
                _ => (14 - at, 8),
            };
            self.fix(x, y, bit(at));
            let (x, y) = if at < 8 { (end - at, 8) } else { (8, end - 14 + at) };
            self.fix(x, y, bit(at));
        }
        self.fix(8, end - 7, true);
    }

    /// The version, twice, where there is a place for it.
    fn write_version(&mut self, version: usize) {
        if version < 7 {
            return;
        }
        let bits = with_check(version, 12, 0x1f25);
        for at in 0..18 {
            let (far, near) = (self.side - 11 + at % 3, at / 3);
            self.fix(far, near, bits >> at & 1 == 1);
            self.fix(near, far, bits >> at & 1 == 1);
        }
    }

    /// Upwards and downwards in columns of two, from the right.
    fn place(&mut self, words: &[u8]) {
        let mut bits =
            words.iter().flat_map(|word| (0..8).rev().map(move |at| word >> at & 1 == 1));
        let columns = (1..self.side).rev().step_by(2);
        for (nth, right) in columns.enumerate() {
            // The column of the timing pattern is left out.
            let right = if right <= 6 { right - 1 } else { right };
            for step in 0..self.side {
                let y = if nth % 2 == 0 { self.side - 1 - step } else { step };
                for x in [right, right - 1] {
                    let at = y * self.side + x;
                    if !self.is_fixed[at] {
                        // A few modules may be left over.
                        self.dark[at] = bits.next().unwrap_or(false);
                    }
                }
            }
        }
    }

    fn masked(&self, mask: usize) -> Vec<bool> {
        let Self { side, dark, is_fixed } = self;
        let mut grid = Self { side: *side, dark: dark.clone(), is_fixed: is_fixed.clone() };
        for y in 0..grid.side {
            for x in 0..grid.side {
                let at = y * grid.side + x;
                grid.dark[at] ^= !grid.is_fixed[at] && turns(mask, x, y);
            }
        }
        grid.write_format(mask);
        grid.dark
    }
}

/// Where alignment patterns stand, along either axis.
fn alignment(version: usize) -> Vec<usize> {
    if version == 1 {
        return Vec::new();
    }
    let count = version / 7 + 2;
    let step = match version {
        32 => 26,
        _ => (4 * version + 2 * count + 1) / (2 * count - 2) * 2,
    };
    let last = side_of(version) - 7;
    let far = (0..count - 1).rev().map(|back| last - back * step);
    std::iter::once(6).chain(far).collect()
}

/// A number and the remainder of its division by a polynomial of that degree.
fn with_check(data: usize, degree: usize, polynomial: usize) -> usize {
    let rest =
        (0..degree).fold(data, |rest, _| (rest << 1) ^ ((rest >> (degree - 1)) * polynomial));
    data << degree | rest
}

/// Whether a mask turns a module (ISO/IEC 18004, table 10).
fn turns(mask: usize, x: usize, y: usize) -> bool {
    0 == match mask {
        0 => (x + y) % 2,
        1 => y % 2,
        2 => x % 3,
        3 => (x + y) % 3,
        4 => (x / 3 + y / 2) % 2,
        5 => x * y % 2 + x * y % 3,
        6 => (x * y % 2 + x * y % 3) % 2,
        _ => ((x + y) % 2 + x * y % 3) % 2,
    }
}

/// How hard a code is to read.
fn cost(dark: &[bool]) -> usize {
    let side = dark.len().isqrt();
    let row = |y: usize| (0..side).map(move |x| dark[y * side + x]).collect::<Vec<_>>();
    let column = |x: usize| (0..side).map(move |y| dark[y * side + x]).collect::<Vec<_>>();
    let lines: usize = (0..side).map(|at| cost_of_line(&row(at)) + cost_of_line(&column(at))).sum();
    let is_block = |x: usize, y: usize| {
        let first = dark[y * side + x];
        [y * side + x + 1, (y + 1) * side + x, (y + 1) * side + x + 1]
            .into_iter()
            .all(|at| dark[at] == first)
    };
    let blocks: usize =
        (1..side).map(|y| (1..side).filter(|&x| is_block(x - 1, y - 1)).count()).sum();
    // For each 5 % that dark modules are more or fewer than half of all.
    let (all, count) = (dark.len(), dark.iter().filter(|dark| **dark).count());
    let off = (20 * count).abs_diff(10 * all).div_ceil(all).saturating_sub(1);
    lines + COST_OF_BLOCK * blocks + COST_OF_BALANCE * off
}

/// Long runs of one colour, and what may be taken for a finder pattern.
fn cost_of_line(line: &[bool]) -> usize {
    const FINDER: [bool; 7] = [true, false, true, true, true, false, true];
    let runs = line.chunk_by(|a, b| a == b).map(<[bool]>::len).filter(|&length| length >= 5);
    let runs: usize = runs.map(|length| COST_OF_RUN + length - 5).sum();
    // Beyond the ends it is light.
    let is_light = |from: isize| {
        (from..from + 4)
            .all(|at| usize::try_from(at).ok().and_then(|at| line.get(at)) != Some(&true))
    };
    let finders: usize = line
        .windows(FINDER.len())
        .enumerate()
        .filter(|(_, window)| **window == FINDER)
        .map(|(at, _)| {
            usize::from(is_light(at as isize - 4)) + usize::from(is_light(at as isize + 7))
        })
        .sum();
    runs + COST_OF_FINDER * finders
}
