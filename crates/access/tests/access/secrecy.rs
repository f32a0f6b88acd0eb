//! The matrix of secrecy (secrecy.md), written once, cell by cell, and held against the policies: each relation, each class. What the
//! golden file shows is what the policies give; what stands here is what they have to give.

use greffe_access::{Action, CaseRelations, Paper, Resource, decide};
use greffe_chassis::Caller;
use uuid::Uuid;

use super::{OTHER, relations};

/// Columns: mémoires and pieces (C1), the report, the opinion of the parquet général, a note (C2), another paper that is internal
/// (C2), whether the case exists. `R` read, `-` refused, `0` refused as if there were no case. No column for C3, which nobody reads here.
const MATRIX: &[(&str, &str)] = &[
    ("greffe central, avant distribution", "R--RRR"),
    ("greffe central, après distribution", "R----R"),
    ("greffe de la chambre", "RRRRRR"),
    ("greffe d’une autre chambre", "-----R"),
    ("premier président", "RRRRRR"),
    ("président de la chambre", "RRRRRR"),
    ("président d’une autre chambre", "-----R"),
    ("président d’une autre chambre, admis en urgence", "RRRRRR"),
    ("rapporteur", "RRRRRR"),
    ("magistrat de la chambre", "RRRRRR"),
    ("magistrat d’une autre chambre", "-----R"),
    ("magistrat d’une autre chambre, admis sur demande", "R----R"),
    ("magistrat d’une autre chambre, dit admis en urgence", "-----R"),
    ("greffe d’une autre chambre, dit admis", "-----R"),
    ("magistrat d’une chambre consultée", "RRR--R"),
    ("magistrat récusé", "000000"),
    ("magistrat récusé, admis sur demande", "000000"),
    ("avocat général désigné", "RRR-RR"),
    ("avocat général, dossier communiqué", "RRR--R"),
    ("avocat général, dossier non communiqué", "-----R"),
    ("secrétariat du parquet général, communiqué", "RRR--R"),
    ("secrétariat du parquet général, non communiqué", "-----R"),
    ("procureur général, communiqué", "RRR--R"),
    ("procureur général, non communiqué", "-----R"),
    ("délégué du procureur général", "-----R"),
    // No row of their own: the strict reading.
    ("délégué du premier président", "-----R"),
    ("délégué du premier président, dossier criminel", "-----R"),
    ("premier président récusé", "000000"),
    ("SDER", "R----R"),
    ("bureau d’aide juridictionnelle", "-----R"),
    // What is not served on it: what is, reads `a_paper_served…` of the service of papers.
    ("cabinet constitué", "-----R"),
    ("cabinet dont la constitution a pris fin", "-----R"),
    ("cabinet d’aucune partie", "000000"),
    // A party knows of its own case by the door of the link alone.
    ("partie, lien personnel", "000000"),
    ("partie d’une autre affaire", "000000"),
    ("dossier scellé, partie, lien personnel", "000000"),
    ("juridiction", "000000"),
    ("lecteur habilité, dossier ouvert", "RRR--R"),
    ("lecteur habilité, autre dossier", "000000"),
    ("direction", "000000"),
    ("administration", "-----R"),
    // Whoever takes over a former stock, before the Court works here.
    ("reprise d’antériorité", "-----R"),
    ("audit", "-----R"),
    ("sécurité", "000000"),
    ("exploitation", "000000"),
    ("service", "-----R"),
    ("dossier scellé, greffe central", "000000"),
    ("dossier scellé, premier président", "000000"),
    ("dossier scellé, président de la chambre", "000000"),
    ("dossier scellé, admis en urgence", "000000"),
    ("dossier scellé, cabinet constitué", "000000"),
    ("dossier scellé, greffe de la chambre", "000000"),
    ("dossier scellé, agent nommé", "RRRRRR"),
    ("sans rôle", "000000"),
];

fn paper(class: u8, kind: &str) -> Paper {
    let (id, offices) = (Uuid::from_u128(7), vec![OTHER]);
    Paper { id, class, kind: kind.into(), author: OTHER, depositor: None, offices }
}

/// What the policies give, as a row of the matrix.
fn row(caller: &Caller, case: &CaseRelations) -> String {
    let exists = decide(caller, Action::Connaitre, Resource::Case(case)).allowed;
    let refused = if exists { '-' } else { '0' };
    let cell = |reads| if reads { 'R' } else { refused };
    let columns = [(1, "memoire"), (1, "rapport"), (1, "avis"), (2, "note"), (2, "autre")];
    let read = |(class, kind): (u8, &str)| {
        decide(caller, Action::LirePiece, Resource::Paper(case, &paper(class, kind))).allowed
    };
    let mut row: String = columns.into_iter().map(|column| cell(read(column))).collect();
    row.push(cell(exists));
    row
}

#[test]
fn every_relation_has_the_cells_of_the_matrix_and_no_others() {
    let told: Vec<&str> = relations().iter().map(|(relation, ..)| *relation).collect();
    for (relation, _) in MATRIX {
        assert!(told.contains(relation), "{relation} is of nobody");
    }
    for (relation, caller, case) in relations() {
        let wanted = MATRIX.iter().find(|(of, _)| *of == relation).map(|(_, row)| *row);
        assert_eq!(Some(row(&caller, &case).as_str()), wanted, "{relation}");
    }
}

#[test]
fn whoever_may_not_know_a_case_is_told_nothing_at_any_door_of_it() {
    // Doors that say what a case is or holds; the others are asked of a chamber, or write.
    let doors = [Action::LireDossier, Action::VoirAcces, Action::DemanderAcces, Action::DemanderAccesUrgence];
    for (relation, caller, case) in relations() {
        let exists = decide(&caller, Action::Connaitre, Resource::Case(&case)).allowed;
        // The second person of an emergency is told of accesses, by the number of the case, and of nothing else.
        if exists || relation == "sécurité" {
            continue;
        }
        for door in doors {
            assert!(!decide(&caller, door, Resource::Case(&case)).allowed, "{relation}: {}", door.as_str());
        }
    }
}

#[test]
fn an_access_is_granted_by_who_has_the_case_and_an_emergency_by_who_answers_for_the_secret() {
    for (relation, caller, case) in relations() {
        let may = |action| decide(&caller, action, Resource::Case(&case)).allowed;
        let grants = ["président de la chambre", "premier président"];
        assert_eq!(may(Action::AccorderAcces), grants.contains(&relation), "{relation}");
        assert_eq!(may(Action::AutoriserAccesUrgence), relation == "sécurité", "{relation}");
        assert_eq!(may(Action::HabiliterLecteur), relation == "premier président", "{relation}");
        assert!(!(may(Action::DemanderAccesUrgence) && may(Action::AutoriserAccesUrgence)), "{relation}");
        for action in [Action::LireJournalAcces, Action::RevoirAcces] {
            assert_eq!(decide(&caller, action, Resource::Court).allowed, relation == "audit", "{relation}");
        }
    }
}
