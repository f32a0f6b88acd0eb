//! `notices::words`, from inside.

use greffe_contracts::dossier::v1 as dossier;
use greffe_notification::inside::notices::words::{channels, known, said_by};
use greffe_procedure::catalogue::Catalogue;

#[test]
fn each_line_of_the_file_is_a_mention_of_the_catalogue() {
    let catalogue = Catalogue::embedded();
    let said: Vec<&String> = catalogue.notices().iter().flat_map(|notice| &notice.mentions).collect();
    let known = known().unwrap();
    for mention in known.mentions.keys() {
        assert!(said.contains(&mention), "« {mention} » is no mention");
    }
    for notice in &known.returns {
        assert!(catalogue.notices().iter().any(|ty| ty.id.as_str() == notice), "{notice}");
    }
}

#[test]
fn the_outcome_is_told_by_its_solution_and_not_by_the_name_of_its_act() {
    let outcome = dossier::Outcome {
        solution: "rejet".into(),
        label: "Décision prononcée".into(),
        ..Default::default()
    };
    let case = dossier::Dossier { outcome: Some(outcome), ..Default::default() };
    assert_eq!(said_by("issue", &case, None).as_deref(), Some("Rejet"));
}

#[test]
fn any_means_opens_all_channels_and_others_only_their_own() {
    assert!(channels(&["tout_moyen".into()]).len() > 5);
    assert_eq!(channels(&["lettre_recommandee".into()]), ["lettre_recommandee"]);
}
