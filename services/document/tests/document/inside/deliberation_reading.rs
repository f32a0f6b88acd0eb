//! `deliberation::reading`, from inside.

use greffe_document::inside::deliberation::reading::watermark;

#[test]
fn the_watermark_names_the_reader_and_the_minute_in_paris() {
    let at = "2026-11-24T10:00:00Z".parse().unwrap();
    assert_eq!(
        watermark("Paul Lenoir", at),
        "Secret du délibéré — lu par Paul Lenoir le mardi 24 novembre 2026 à 11\u{a0}h\u{a0}00"
    );
}
