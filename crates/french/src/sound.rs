//! How a name sounds to a French ear, so that `Dupond` is found by `Dupont` and `Gauthier` by `Gotié`.
//!
//! In the manner of Soundex 2 and Phonex: letters that sound alike become one, those that are not heard fall. The key begins
//! with `~`, which no word does.

/// The key of one word, which may bear accents; empty for what has no letters.
#[must_use]
pub fn sound(word: &str) -> String {
    let soft = word.to_lowercase().replace('ç', "ss");
    // An `é` that ends a name is heard, an `e` is not.
    let heard = soft.strip_suffix(['é', 'è']).map(|root| format!("{root}er"));
    let mut name = crate::fold::fold(heard.as_deref().unwrap_or(&soft));
    name.retain(|c| c.is_ascii_lowercase());
    if name.is_empty() {
        return String::new();
    }
    for (from, to) in GROUPS {
        if name.contains(from) {
            name = name.replace(from, to);
        }
    }
    let name: Vec<char> = name.chars().collect();
    let heard = letters(&silent(&name));
    if heard.is_empty() { String::new() } else { format!("~{heard}") }
}

/// Groups of letters and what they sound like, applied in this order. Capitals are sounds.
const GROUPS: &[(&str, &str)] = &[
    ("sch", "X"),
    ("ch", "X"),
    ("sh", "X"),
    ("ph", "f"),
    ("h", ""),
    ("bv", "v"),
    ("ck", "k"),
    ("qu", "k"),
    ("q", "k"),
    ("gn", "N"),
    ("y", "i"),
    ("w", "v"),
    ("eaux", "o"),
    ("eau", "o"),
    ("ault", "o"),
    ("auld", "o"),
    ("aux", "o"),
    ("au", "o"),
    ("oeu", "e"),
    ("eu", "e"),
    ("ou", "U"),
    ("oi", "W"),
    ("gue", "ge2"),
    ("gui", "gi2"),
    ("ge2", "Ge"),
    ("gi2", "Gi"),
    ("gea", "ja"),
    ("geo", "jo"),
    ("ge", "je"),
    ("gi", "ji"),
    ("G", "g"),
    ("ce", "se"),
    ("ci", "si"),
    ("c", "k"),
    ("z", "s"),
    ("ai", "ê"),
    ("ei", "ê"),
];

/// Without the last letters that are not heard.
fn silent(name: &[char]) -> Vec<char> {
    let mut kept = name.to_vec();
    let ends = |kept: &[char], with: &str| {
        kept.len() > with.chars().count() + 1 && kept.iter().collect::<String>().ends_with(with)
    };
    // `er`, `ez`, `et` at the end sound like `é`.
    for ending in ["er", "es", "et", "ers", "ets"] {
        if ends(&kept, ending) {
            kept.truncate(kept.len() - ending.len());
            kept.push('é');
            return kept;
        }
    }
    while kept.len() > 2 && matches!(kept.last(), Some('t' | 'd' | 's' | 'x' | 'p' | 'e')) {
        kept.pop();
    }
    kept
}

/// Nasal vowels, vowels of one height, letters doubled.
fn letters(name: &[char]) -> String {
    let vowel = |c: Option<&char>| {
        c.is_some_and(|c| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'é' | 'ê' | 'U' | 'W'))
    };
    let mut heard = String::new();
    let mut at = 0;
    while at < name.len() {
        let (c, next) = (name[at], name.get(at + 1));
        let nasal = matches!(next, Some('n' | 'm'))
            && !vowel(name.get(at + 2))
            && !matches!(name.get(at + 2), Some('n' | 'm'));
        let (sound, step) = match c {
            'ê' | 'i' | 'u' | 'é' if nasal => ('1', 2),
            'a' | 'e' if nasal => ('2', 2),
            'o' if nasal => ('3', 2),
            'ê' | 'é' => ('e', 1),
            c => (c, 1),
        };
        if !heard.ends_with(sound) {
            heard.push(sound);
        }
        at += step;
    }
    heard
}
