//! `orientation`, from inside.

use std::collections::BTreeSet;

use greffe_distribution::orientation::{Attacked, Example, Intake, Model, evaluate};

fn example(group: usize, chambre: &str, section: &str) -> Example {
    let attacked =
        Attacked { court: "cour d’appel de Lyon".into(), section: section.into(), nature: "arrêt".into() };
    Example {
        group: group.to_string(),
        intake: Intake {
            serie: "1".into(),
            attacked: vec![attacked],
            demandeurs: vec!["M. [B] Untel, domicilié à Lyon".into()],
            defendeurs: vec!["la société Exemple, dont le siège est à Lyon".into()],
            ..Intake::default()
        },
        chambre: chambre.into(),
    }
}

fn examples() -> Vec<Example> {
    let of = |n| {
        if n % 3 == 0 { example(n, "civ3", "chambre des baux") } else { example(n, "soc", "chambre sociale") }
    };
    (0..90).map(of).collect()
}

#[test]
fn a_section_that_tells_the_chamber_is_told_as_its_reason() {
    let model = Model::learn(&examples());
    let suggestions = model.suggest(&example(0, "", "chambre sociale").intake);
    assert_eq!(suggestions[0].chambre, "soc");
    assert!(suggestions[0].confidence > 900, "{suggestions:?}");
    let reason = suggestions[0].reasons.iter().find(|reason| reason.found == "sociale").unwrap();
    assert_eq!((reason.field.as_str(), reason.here, reason.everywhere), ("section", 60, 60));
}

#[test]
fn a_matter_and_what_the_memoires_cite_tell_the_chamber_too() {
    let of = |n: usize| {
        let mut one = example(n, if n.is_multiple_of(2) { "soc" } else { "civ3" }, "chambre 1");
        if n.is_multiple_of(2) {
            one.intake.matter = "80A".into();
            one.intake.keywords = vec!["Contrat de travail, rupture".into()];
            one.intake.texts = vec!["artl12343trav".into()];
        }
        one
    };
    let model = Model::learn(&(0..90).map(of).collect::<Vec<_>>());
    let first = model.suggest(&of(0).intake).remove(0);
    assert_eq!(first.chambre, "soc");
    let told: BTreeSet<&str> = first.reasons.iter().map(|reason| reason.field.as_str()).collect();
    assert!(["matiere", "mot", "texte"].iter().all(|field| told.contains(field)), "{first:?}");
    // What is not known yet says nothing for another chamber.
    assert!(model.suggest(&example(0, "", "chambre 1").intake)[0].confidence < 700);
}

#[test]
fn nothing_known_is_the_share_of_each_chamber() {
    let model = Model::learn(&examples());
    let suggestions = model.suggest(&Intake::default());
    assert_eq!(suggestions[0].chambre, "soc");
    assert!(suggestions[0].reasons.is_empty());
    assert!(suggestions[0].confidence < 900);
    assert!(Model::learn(&[]).suggest(&Intake::default()).is_empty());
}

#[test]
fn no_natural_person_is_learnt() {
    let model = Model::learn(&examples());
    let text = serde_json::to_string(&model).unwrap();
    assert!(!text.contains("untel") && text.contains("personne_physique"), "{text}");
}

#[test]
fn the_order_of_dossiers_changes_nothing() {
    let mut other = examples();
    other.reverse();
    assert_eq!(Model::learn(&examples()), Model::learn(&other));
}

#[test]
fn figures_count_what_was_asked() {
    let figures = evaluate(&examples());
    assert_eq!((figures.asked, figures.right, figures.majority), (90, 90, 60));
}
