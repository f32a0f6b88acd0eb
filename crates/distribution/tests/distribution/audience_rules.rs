//! `audience_rules`, from inside.

use greffe_distribution::{audience::AudienceRules, inside::AUDIENCES};

#[test]
fn every_embedded_version_reads_and_cites_its_source() {
    for text in AUDIENCES {
        let rules = AudienceRules::parse(text).unwrap();
        assert!(rules.controls.iter().all(|c| !c.texte.is_empty() && !c.remede.is_empty()));
        assert!(rules.formations.iter().all(|f| !f.texte.is_empty()));
    }
    assert!(AudienceRules::parse(&AUDIENCES[0].replace("code = \"temps\"", "code = \"autre\"")).is_err());
    assert!(AudienceRules::parse(&AUDIENCES[0].replace("aud.salle", "aud.parquet")).is_err());
}

#[test]
fn the_time_of_a_dossier_grows_with_its_parties_up_to_the_ceiling() {
    let rules = AudienceRules::newest();
    assert_eq!(rules.minutes("fs", 2), 20);
    assert_eq!(rules.minutes("fs", 11), 25);
    assert_eq!(rules.minutes("fr", 911), 240);
}
