//! Texts and paths side by side, in constants.
//!
//! Decides the order of texts, which is the one that the macro has sorted by, and which paths have one shape. Must not know
//! what they are compared for.

use std::cmp::Ordering;

/// As texts are sorted: by their bytes.
pub(super) const fn compare(left: &str, right: &str) -> Ordering {
    let (mut left, mut right) = (left.as_bytes(), right.as_bytes());
    loop {
        match (left, right) {
            ([], []) => return Ordering::Equal,
            ([], _) => return Ordering::Less,
            (_, []) => return Ordering::Greater,
            ([first, more_left @ ..], [second, more_right @ ..]) => {
                if *first != *second {
                    return if *first < *second { Ordering::Less } else { Ordering::Greater };
                }
                (left, right) = (more_left, more_right);
            }
        }
    }
}

/// Are two paths the same but for the names of their parameters?
pub(super) const fn is_same_shape(left: &str, right: &str) -> bool {
    let (mut left, mut right) = (left.as_bytes(), right.as_bytes());
    loop {
        match (left, right) {
            ([], []) => return true,
            ([b'{', b'{', more_left @ ..], [b'{', b'{', more_right @ ..]) => (left, right) = (more_left, more_right),
            // A bare verb has no name behind its star, and takes more than `{*rest}`.
            ([b'{', b'*', b'}', ..], [b'{', b'*', b'}', ..]) => return true,
            ([b'{', b'*', b'}', ..], _) | (_, [b'{', b'*', b'}', ..]) => return false,
            ([b'{', b'*', more_left @ ..], [b'{', b'*', more_right @ ..]) => {
                (left, right) = (behind_name(more_left), behind_name(more_right));
            }
            ([b'{', first, more_left @ ..], [b'{', second, more_right @ ..])
                if *first != b'*' && *second != b'*' && *first != b'{' && *second != b'{' =>
            {
                (left, right) = (behind_name(more_left), behind_name(more_right));
            }
            ([first, more_left @ ..], [second, more_right @ ..]) if *first == *second && *first != b'{' => {
                (left, right) = (more_left, more_right);
            }
            _ => return false,
        }
    }
}

const fn behind_name(text: &[u8]) -> &[u8] {
    let mut text = text;
    while let [first, more @ ..] = text {
        text = more;
        if *first == b'}' {
            break;
        }
    }
    text
}
