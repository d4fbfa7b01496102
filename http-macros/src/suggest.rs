//! Decides which known word a misspelt one was meant to be.
//! Must not know where the words come from.

/// The known word nearest to `word`, if any is near enough to be meant.
pub(crate) fn nearest<'a>(word: &str, known: &[&'a str]) -> Option<&'a str> {
    let mut allowed = (word.chars().count() / 3).max(1);
    let mut nearest = None;
    for candidate in known {
        let distance = if is_shuffled(word, candidate) { 1 } else { distance(word, candidate) };
        if distance < allowed || nearest.is_none() && distance == allowed {
            allowed = distance;
            nearest = Some(*candidate);
        }
    }
    nearest
}

/// Whether two words have the same letters: where some are swapped, that is one mistake.
fn is_shuffled(left: &str, right: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    left != right && left.len() == right.len() && sorted(left) == sorted(right)
}

/// The number of letters to insert, remove or replace (Levenshtein), row by row.
fn distance(left: &str, right: &str) -> usize {
    let mut row: Vec<usize> = (0..=right.chars().count()).collect();
    for (above, from) in left.chars().enumerate() {
        let mut diagonal = above;
        let mut before = above + 1;
        if let Some(first) = row.first_mut() {
            *first = before;
        }
        for (cell, to) in row.iter_mut().skip(1).zip(right.chars()) {
            let replaced = diagonal + usize::from(from != to);
            diagonal = *cell;
            *cell = replaced.min(*cell + 1).min(before + 1);
            before = *cell;
        }
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{distance, nearest};

    #[test]
    fn distance_counts_single_letters() {
        assert_eq!(distance("", ""), 0);
        assert_eq!(distance("qury", "query"), 1);
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(distance("abc", ""), 3);
    }

    #[test]
    fn only_a_near_word_is_suggested() {
        let known = ["crate", "max_body", "server"];
        assert_eq!(nearest("max_bdy", &known), Some("max_body"));
        assert_eq!(nearest("sevrer", &known), Some("server"));
        assert_eq!(nearest("crtae", &known), Some("crate"));
        assert_eq!(nearest("colour", &known), None);
    }
}
