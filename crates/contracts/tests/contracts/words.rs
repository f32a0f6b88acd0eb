//! `words`, from inside.

use greffe_contracts::{
    dossier::v1::Decision,
    words::{decision, size},
};

#[test]
fn sizes_are_said_in_readable_units() {
    for (bytes, said) in [(999, "999\u{a0}o"), (1_001, "2\u{a0}Ko"), (1_234_567, "1,3\u{a0}Mo")] {
        assert_eq!(size(bytes), said);
    }
}

#[test]
fn a_decision_is_said_with_what_is_known_of_it() {
    let bare = Decision { court: "cour d’appel de Lyon".into(), ..Default::default() };
    assert_eq!(decision(&bare), "cour d’appel de Lyon");
    let whole = Decision {
        section: "chambre 2".into(),
        rendered_on: "2026-09-10".into(),
        case_number: "25/01234".into(),
        ..bare
    };
    assert_eq!(
        decision(&whole),
        "cour d’appel de Lyon, chambre 2, jeudi 10 septembre 2026 (n°\u{a0}25/01234)"
    );
}
