//! Where a function on a grid crosses a level.

use crate::nn::Float;

/// The line pieces on which `field` equals `level`, by marching squares: `[x, y, x, y]` in
/// places from the first value of the first row. Along each edge of a cell the field is taken
/// as straight; a saddle is parted by the mean of its corners.
///
/// # Shapes
/// `field` `[rows, across]`, row by row.
///
/// Source: Lorensen and Cline (1987), in two dimensions. Checked by
/// `tests/it/inspection/contours.rs`.
pub fn contours(field: &[Float], across: usize, level: Float) -> Vec<[Float; 4]> {
    let mut pieces = Vec::new();
    if across < 2 {
        return pieces;
    }
    let rows = field.len() / across;
    for y in 0..rows.saturating_sub(1) {
        for x in 0..across - 1 {
            let corner = |dx: usize, dy: usize| field[(y + dy) * across + x + dx] - level;
            let (a, b, c, d) = (corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1));
            let above = [a, b, c, d].map(|value| value > 0.0);
            let (fx, fy) = (x as Float, y as Float);
            // Of an edge whose ends lie on two sides.
            let between = |from: Float, to: Float| from / (from - to);
            let bottom = || (fx + between(a, b), fy);
            let right = || (fx + 1.0, fy + between(b, c));
            let top = || (fx + between(d, c), fy + 1.0);
            let left = || (fx, fy + between(a, d));
            let mut piece = |one: (Float, Float), other: (Float, Float)| {
                pieces.push([one.0, one.1, other.0, other.1]);
            };
            match above {
                [true, true, true, true] | [false, false, false, false] => {}
                [true, false, false, false] | [false, true, true, true] => piece(left(), bottom()),
                [false, true, false, false] | [true, false, true, true] => piece(bottom(), right()),
                [false, false, true, false] | [true, true, false, true] => piece(right(), top()),
                [false, false, false, true] | [true, true, true, false] => piece(top(), left()),
                [true, true, false, false] | [false, false, true, true] => piece(left(), right()),
                [true, false, false, true] | [false, true, true, false] => piece(bottom(), top()),
                [true, false, true, false] | [false, true, false, true] => {
                    if (a + b + c + d > 0.0) == above[0] {
                        piece(left(), top());
                        piece(bottom(), right());
                    } else {
                        piece(left(), bottom());
                        piece(right(), top());
                    }
                }
            }
        }
    }
    pieces
}
