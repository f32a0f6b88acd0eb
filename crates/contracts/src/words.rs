//! What several services say in the same French words.

use greffe_procedure::day::Day;

use crate::dossier::v1::{Decision, Party};

/// With its first letter as a capital.
#[must_use]
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// `Dupont c. société Martin et 12 autres`: what a case is called.
#[must_use]
pub fn title(parties: &[Party]) -> String {
    let side = |role: &str| {
        let of_side: Vec<&str> = parties.iter().filter(|p| p.role == role).map(|p| p.name.as_str()).collect();
        match of_side.as_slice() {
            [] => None,
            [one] => Some((*one).to_owned()),
            [one, _] => Some(format!("{one} et un autre")),
            [one, rest @ ..] => Some(format!("{one} et {} autres", rest.len())),
        }
    };
    match (side("demandeur"), side("defendeur")) {
        (Some(demandeur), Some(defendeur)) => format!("{demandeur} c. {defendeur}"),
        (Some(one), None) | (None, Some(one)) => one,
        (None, None) => "Sans partie déclarée".to_owned(),
    }
}

/// `cour d’appel de Lyon, chambre 2, jeudi 10 septembre 2026 (n° 25/01234)`: a decision attacked.
#[must_use]
pub fn decision(of: &Decision) -> String {
    let section = if of.section.is_empty() { String::new() } else { format!(", {}", of.section) };
    let day = of.rendered_on.parse::<Day>().map(|day| format!(", {}", day.long())).unwrap_or_default();
    let number =
        if of.case_number.is_empty() { String::new() } else { format!(" (n°\u{a0}{})", of.case_number) };
    format!("{}{section}{day}{number}", of.court)
}

/// `340 Ko`: the size of a file, in the unit that leaves it readable.
#[must_use]
pub fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes}\u{a0}o"),
        1_000..1_000_000 => format!("{}\u{a0}Ko", bytes.div_ceil(1_000)),
        _ => {
            let tenths = bytes.div_ceil(100_000);
            format!("{},{}\u{a0}Mo", tenths / 10, tenths % 10)
        }
    }
}
