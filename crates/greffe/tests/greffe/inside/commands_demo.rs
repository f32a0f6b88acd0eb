//! `commands::demo`, from inside.

use greffe::inside::commands::{
    demo::{SET, Set, plans},
    import::plan::{Opening, Step},
};
use jiff::civil::Date;

#[test]
fn the_set_reads_and_covers_what_it_promises() {
    let set: Set = toml::from_str(SET).unwrap();
    let plans = plans(&set, Date::constant(2026, 11, 24)).unwrap();
    assert!(plans.len() >= 60, "{}", plans.len());
    let openings: Vec<&Opening> = plans.iter().flat_map(|p| &p.openings).collect();
    assert!(openings.iter().any(|o| o.parties.len() > 60));
    for code in ["civ1", "civ2", "civ3", "com", "soc"] {
        assert!(
            openings.iter().filter(|o| o.chambre.as_ref().is_some_and(|(c, _)| c == code)).count() >= 6,
            "{code}"
        );
    }
    let acts: Vec<&Step> = openings.iter().flat_map(|o| &o.acts).collect();
    for kind in [
        "memoire_signifie",
        "rapporteur_designe",
        "decision_prononcee",
        "aide_juridictionnelle_decidee",
        "radiation_demandee",
    ] {
        assert!(acts.iter().any(|s| s.kind == kind), "{kind}");
    }
    assert!(acts.iter().any(|s| s.corrects.is_some()));
    let first = &set.dossier[0].demandeurs[0];
    let bear = set
        .dossier
        .iter()
        .filter(|c| c.demandeurs.iter().chain(&c.defendeurs).any(|name| name == first))
        .count();
    assert_eq!(bear, 1, "the first is known by a name that it alone bears");
}
