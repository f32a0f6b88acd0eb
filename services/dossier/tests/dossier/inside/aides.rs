//! `aides`, from inside.

use greffe_dossier::inside::aides::read_number;

#[test]
fn a_number_reads_in_any_spelling_and_nothing_else_does() {
    for text in ["AJ-2026-00012", "aj 2026/12", " AJ n° 2026-12 "] {
        assert_eq!(read_number(text), Some((2026, 12)), "{text}");
    }
    for text in ["", "AJ", "2026-12", "AJ-2026", "AJ-2026-1-1", "é", "Ajaccio"] {
        assert_eq!(read_number(text), None, "{text}");
    }
}
