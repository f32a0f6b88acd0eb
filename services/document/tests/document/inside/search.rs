//! `search`, from inside.

use greffe_document::inside::search::{NAME_WORDS, in_names};

#[test]
fn names_are_sought_by_the_beginning_of_all_their_words() {
    let (whole, open) = in_names("Mémoire-ampliatif n° 4.PDF").unwrap();
    assert_eq!(whole, "'memoire' & 'ampliatif' & 'n' & '4' & 'pdf'");
    assert_eq!(open, "'memoire':* & 'ampliatif':* & 'n' & '4' & 'pdf':*");
    assert_eq!(in_names("œuvre ' \\ | !").unwrap().1, "'oeuvre':*");
    assert_eq!(in_names(&"mot ".repeat(100)).unwrap().0.matches("mot").count(), NAME_WORDS);
    assert_eq!(in_names(" — "), None);
}
