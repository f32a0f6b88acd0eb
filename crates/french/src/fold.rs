//! Letters without what tells them apart for a typographer alone.

/// Lower case, without accents, ligatures taken apart, apostrophes and dashes of one kind; as many words as before.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match plain(c) {
            "" => out.push(c),
            "\u{0}" => {}
            plain => out.push_str(plain),
        }
    }
    out
}

/// What stands for a letter; empty for one that stands for itself.
fn plain(c: char) -> &'static str {
    match c {
        'à' | 'â' | 'ä' | 'á' | 'ã' | 'å' | 'ā' => "a",
        'ç' | 'ć' | 'č' => "c",
        'é' | 'è' | 'ê' | 'ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'î' | 'ï' | 'í' | 'ì' | 'ī' => "i",
        'ł' => "l",
        'ñ' | 'ń' => "n",
        'ô' | 'ö' | 'ó' | 'õ' | 'ò' | 'ō' | 'ø' => "o",
        'ś' | 'š' => "s",
        'ù' | 'û' | 'ü' | 'ú' | 'ū' => "u",
        'ÿ' | 'ý' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'œ' => "oe",
        'æ' => "ae",
        'ß' => "ss",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        '’' | 'ʼ' | '‘' | '`' | '´' => "'",
        '\u{2010}'..='\u{2015}' | '\u{2212}' => "-",
        // Accents that come after their letter, and the hyphen that shows only at the end of a line.
        '\u{300}'..='\u{36f}' | '\u{ad}' => "\u{0}",
        _ => "",
    }
}

/// The letters and digits of a word.
pub(crate) fn word(text: &str) -> String {
    let mut folded = fold(text);
    folded.retain(char::is_alphanumeric);
    folded
}
