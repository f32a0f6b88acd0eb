//! `certificats::text`, from inside.

use greffe_dossier::inside::certificats::text::{number, read_number};

#[test]
fn a_number_reads_in_any_spelling_and_nothing_else_does() {
    for text in ["CNP-2026-00012", "cnp 2026/12", " CNP 2026 n° 12 "] {
        assert_eq!(read_number(text), Some((2026, 12)), "{text}");
    }
    for text in ["", "CNP", "2026-12", "CNP-2026", "CNP-2026-1-1", "é", "CNP-99999999999-1"] {
        assert_eq!(read_number(text), None, "{text}");
    }
    assert_eq!(number(2026, 12), "CNP-2026-00012");
}
