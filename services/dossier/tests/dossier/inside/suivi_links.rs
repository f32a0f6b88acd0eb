//! `suivi::links`, from inside.

use greffe_dossier::inside::suivi::links::{CODE_LENGTH, digest_of_code, grouped, new_code, plain_code};
use uuid::Uuid;

#[test]
fn a_code_reads_however_it_is_typed_and_only_as_a_whole() {
    let code = new_code();
    assert_eq!(code.len(), CODE_LENGTH);
    assert_eq!(plain_code(&grouped(&code).to_lowercase()), code);
    assert_eq!(plain_code(" 1o l- i"), "1011");
    assert_ne!(plain_code(&format!("{code}A")), code);
    let (one, other) = (Uuid::now_v7(), Uuid::now_v7());
    assert_ne!(digest_of_code(one, &code), digest_of_code(other, &code));
}
