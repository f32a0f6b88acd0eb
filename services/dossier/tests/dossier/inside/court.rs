//! `court`, from inside: the profile with the chambers of the register.

use greffe_contracts::assignment::v1::Chambre;
use greffe_dossier::inside::court::standing;
use greffe_procedure::profile::{CourtProfile, Minute};

#[test]
fn a_chamber_of_the_register_numbers_its_minutes_and_a_closed_one_keeps_its_series() {
    let chambre = |code: &str, minute: &str| Chambre {
        code: code.into(),
        label: format!("chambre {code}"),
        minute: minute.into(),
        ..Default::default()
    };
    let open = [chambre("civ1", ""), chambre("civ4", "C4")];
    let closed = [chambre("civ3", ""), chambre("civ5", "C5")];
    let court = standing(CourtProfile::embedded(), &open, &closed);
    let codes: Vec<&str> = court.chambres.iter().map(|known| known.code.as_str()).collect();
    assert_eq!(codes, ["civ1", "civ4"]);
    let series = |chambre, formation| {
        let wanted = Minute { acte: "arret_rendu", nature: "arret", formation, chambre };
        court.minutes_of(wanted).map(|series| (series.code.as_str(), series.first))
    };
    assert_eq!(series("civ4", "fs"), Some(("C4", 1)));
    assert_eq!(series("civ4", "frr"), Some(("C4", 10_001)));
    assert_eq!((series("civ3", "fs"), series("civ5", "fs")), (Some(("C3", 1)), Some(("C5", 1))));
    assert_eq!(series("civ6", "fs"), None);
}
