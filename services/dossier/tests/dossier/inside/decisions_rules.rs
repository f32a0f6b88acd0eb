//! `decisions::rules`, from inside.

use greffe_dossier::inside::decisions::rules::hash;
use sha2::{Digest as _, Sha256};

#[test]
fn the_hash_is_of_the_words_that_people_can_hash_themselves() {
    let alone = Sha256::digest("CASSE ET ANNULE").to_vec();
    assert_eq!(hash(" CASSE ET ANNULE\n", ""), alone);
    let both = Sha256::digest("CASSE ET ANNULE\n\nLA COUR").to_vec();
    assert_eq!(hash("CASSE ET ANNULE", "LA COUR"), both);
}
