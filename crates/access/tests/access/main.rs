//! The matrix: who may do what, in each relation to a case. Regenerate with `GREFFE_GOLDEN=1 cargo test -p greffe-access`.

mod inside;
mod secrecy;

use std::fmt::Write;

use greffe_access::{
    Action, CaseRelations, Deliberation, Demand, Paper, Resource, decide, inside::policies::validated, ready,
};
use greffe_chassis::Caller;
use uuid::Uuid;

const MINE: Uuid = Uuid::from_u128(1);
const OFFICE: Uuid = Uuid::from_u128(2);
const OTHER: Uuid = Uuid::from_u128(3);

fn person(role: &str, chambre: &str) -> Caller {
    Caller {
        subject: "essai".into(),
        agent_id: MINE.to_string(),
        roles: vec![role.into()],
        chambres: if chambre.is_empty() { vec![] } else { vec![chambre.into()] },
        office_id: if role == "avocat_aux_conseils" { OFFICE.to_string() } else { String::new() },
        sid: String::new(),
    }
}

fn case() -> CaseRelations {
    CaseRelations { dossier: Uuid::from_u128(9), chambre: "civ1".into(), ..Default::default() }
}

/// The rows: a relation in words, the person, the case.
fn relations() -> Vec<(&'static str, Caller, CaseRelations)> {
    let distributed = CaseRelations { distributed: true, rapporteurs: vec![OTHER], ..case() };
    let reporting = CaseRelations { distributed: true, rapporteurs: vec![MINE], ..case() };
    let communicated = CaseRelations { communicated: true, ..distributed.clone() };
    let communicated_to = communicated.clone();
    let designated = CaseRelations { avocats_generaux: vec![MINE], ..distributed.clone() };
    let constituted = CaseRelations { offices: vec![OFFICE], ..case() };
    let ended = CaseRelations { former_offices: vec![OFFICE], ..case() };
    let recused = CaseRelations { recused: vec![MINE], ..reporting.clone() };
    let sealed = CaseRelations { sealed: true, ..case() };
    let following = CaseRelations { followers: vec![MINE], ..case() };
    let named = CaseRelations { sealed: true, named: vec![MINE], ..case() };
    let granted = CaseRelations { granted: vec![MINE], ..distributed.clone() };
    let emergency = CaseRelations { emergency: vec![MINE], ..distributed.clone() };
    vec![
        ("greffe central, avant distribution", person("greffe_central", ""), case()),
        ("greffe central, après distribution", person("greffe_central", ""), distributed.clone()),
        ("greffe de la chambre", person("greffe_chambre", "civ1"), distributed.clone()),
        ("greffe d’une autre chambre", person("greffe_chambre", "soc"), distributed.clone()),
        ("premier président", person("premier_president", ""), distributed.clone()),
        ("président de la chambre", person("president", "civ1"), distributed.clone()),
        ("président d’une autre chambre", person("president", "soc"), distributed.clone()),
        ("président d’une autre chambre, admis en urgence", person("president", "soc"), emergency.clone()),
        ("rapporteur", person("magistrat_siege", "civ1"), reporting),
        ("magistrat de la chambre", person("magistrat_siege", "civ1"), distributed.clone()),
        ("magistrat d’une autre chambre", person("magistrat_siege", "soc"), distributed.clone()),
        (
            "magistrat d’une chambre consultée",
            person("magistrat_siege", "soc"),
            CaseRelations { chambres_consultees: vec!["soc".into()], ..distributed.clone() },
        ),
        (
            "magistrat d’une autre chambre, admis sur demande",
            person("magistrat_siege", "soc"),
            granted.clone(),
        ),
        ("magistrat d’une autre chambre, dit admis en urgence", person("magistrat_siege", "soc"), emergency),
        ("greffe d’une autre chambre, dit admis", person("greffe_chambre", "soc"), granted),
        (
            "magistrat récusé, admis sur demande",
            person("magistrat_siege", "soc"),
            CaseRelations { granted: vec![MINE], ..recused.clone() },
        ),
        ("magistrat récusé", person("magistrat_siege", "civ1"), recused),
        ("avocat général désigné", person("avocat_general", ""), designated),
        ("avocat général, dossier communiqué", person("avocat_general", ""), communicated.clone()),
        ("avocat général, dossier non communiqué", person("avocat_general", ""), distributed.clone()),
        (
            "secrétariat du parquet général, communiqué",
            person("parquet_secretariat", ""),
            communicated.clone(),
        ),
        (
            "secrétariat du parquet général, non communiqué",
            person("parquet_secretariat", ""),
            distributed.clone(),
        ),
        ("procureur général, communiqué", person("procureur_general", ""), communicated),
        ("procureur général, non communiqué", person("procureur_general", ""), distributed.clone()),
        ("délégué du procureur général", person("delegue_procureur_general", ""), distributed.clone()),
        ("délégué du premier président", person("delegue_premier_president", ""), distributed.clone()),
        (
            "délégué du premier président, dossier criminel",
            person("delegue_premier_president", ""),
            CaseRelations { chambre: "crim".into(), ..distributed.clone() },
        ),
        (
            "premier président récusé",
            person("premier_president", ""),
            CaseRelations { recused: vec![MINE], ..distributed.clone() },
        ),
        ("SDER", person("sder", ""), distributed.clone()),
        ("bureau d’aide juridictionnelle", person("baj", ""), distributed.clone()),
        ("cabinet constitué", person("avocat_aux_conseils", ""), constituted),
        ("cabinet dont la constitution a pris fin", person("avocat_aux_conseils", ""), ended),
        ("cabinet d’aucune partie", person("avocat_aux_conseils", ""), distributed.clone()),
        ("partie, lien personnel", person("partie", ""), following.clone()),
        (
            "partie d’une autre affaire",
            person("partie", ""),
            CaseRelations { followers: vec![OTHER], ..case() },
        ),
        (
            "dossier scellé, partie, lien personnel",
            person("partie", ""),
            CaseRelations { followers: vec![MINE], ..sealed.clone() },
        ),
        ("juridiction", person("juridiction", ""), distributed.clone()),
        (
            "lecteur habilité, dossier ouvert",
            person("lecteur_habilite", ""),
            CaseRelations { habilitated: vec![MINE], ..communicated_to.clone() },
        ),
        ("lecteur habilité, autre dossier", person("lecteur_habilite", ""), communicated_to),
        ("direction", person("direction", ""), distributed.clone()),
        ("administration", person("administration", ""), distributed.clone()),
        ("reprise d’antériorité", person("reprise", ""), case()),
        ("audit", person("audit", ""), distributed.clone()),
        ("sécurité", person("securite", ""), distributed.clone()),
        ("exploitation", person("exploitation", ""), distributed.clone()),
        ("service", Caller::service("deadline"), distributed),
        ("dossier scellé, greffe central", person("greffe_central", ""), sealed.clone()),
        ("dossier scellé, premier président", person("premier_president", ""), sealed.clone()),
        ("dossier scellé, président de la chambre", person("president", "civ1"), sealed.clone()),
        (
            "dossier scellé, admis en urgence",
            person("president", "soc"),
            CaseRelations { emergency: vec![MINE], granted: vec![MINE], ..sealed.clone() },
        ),
        (
            "dossier scellé, cabinet constitué",
            person("avocat_aux_conseils", ""),
            CaseRelations { offices: vec![OFFICE], ..sealed.clone() },
        ),
        ("dossier scellé, greffe de la chambre", person("greffe_chambre", "civ1"), sealed),
        ("dossier scellé, agent nommé", person("greffe_chambre", "civ1"), named),
        ("sans rôle", Caller { roles: vec![], ..person("", "") }, case()),
    ]
}

fn papers() -> Vec<(&'static str, Paper)> {
    let paper = |class, kind: &str, offices: Vec<Uuid>| Paper {
        id: Uuid::from_u128(7),
        class,
        kind: kind.into(),
        author: OTHER,
        depositor: None,
        offices,
    };
    let mine = |class| Paper { depositor: Some(OFFICE), ..paper(class, "autre", vec![]) };
    vec![
        ("mémoire (C1) servi à mon cabinet", paper(1, "memoire", vec![OFFICE])),
        ("mémoire (C1) servi à d’autres", paper(1, "memoire", vec![OTHER])),
        ("pièce (C1)", paper(1, "piece", vec![OTHER])),
        ("rapport (C1) communiqué à mon cabinet", paper(1, "rapport", vec![OFFICE])),
        ("rapport (C1)", paper(1, "rapport", vec![])),
        ("avis du parquet général (C1) communiqué à mon cabinet", paper(1, "avis", vec![OFFICE])),
        ("avis du parquet général (C1)", paper(1, "avis", vec![])),
        ("papier interne (C2)", paper(2, "note", vec![])),
        ("papier interne (C2) déposé par mon cabinet", mine(2)),
        ("papier du délibéré (C3) déposé par mon cabinet", mine(3)),
        ("papier du délibéré (C3)", paper(3, "note", vec![OFFICE])),
    ]
}

fn demands() -> Vec<(&'static str, Demand)> {
    let demand = |author, office| Demand { id: Uuid::from_u128(8), author, office };
    vec![
        ("demande déposée par moi", demand(MINE, None)),
        ("demande déposée par mon cabinet", demand(OTHER, Some(OFFICE))),
        ("demande d’un autre", demand(OTHER, Some(OTHER))),
    ]
}

/// Relations to the délibéré, in words: the person, and what assignment answers of them.
fn deliberations() -> Vec<(&'static str, Caller, Deliberation)> {
    let nothing = Deliberation { object: Uuid::from_u128(9), ..Default::default() };
    let reporting = Deliberation { rapporteur: true, ..nothing };
    let sitting = Deliberation { formation: true, president: true, ..nothing };
    let siege = || person("magistrat_siege", "civ1");
    vec![
        ("rapporteur", siege(), reporting),
        ("président de la chambre", person("president", "civ1"), Deliberation { president: true, ..nothing }),
        ("doyen de la section", siege(), Deliberation { doyen: true, ..nothing }),
        ("membre de la formation", siege(), Deliberation { formation: true, ..nothing }),
        ("conseiller qui préside la formation", siege(), sitting),
        ("premier président, qui préside la formation", person("premier_president", ""), sitting),
        ("premier président, hors de la formation", person("premier_president", ""), nothing),
        (
            "membre de la formation, récusé",
            siege(),
            Deliberation { formation: true, recused: true, ..nothing },
        ),
        (
            "rapporteur qui préside la chambre",
            person("president", "civ1"),
            Deliberation { president: true, ..reporting },
        ),
        ("rapporteur, membre de la formation", siege(), Deliberation { formation: true, ..reporting }),
        ("rapporteur, arrêt prononcé", siege(), Deliberation { pronounced: true, ..reporting }),
        (
            "membre de la formation, arrêt prononcé",
            siege(),
            Deliberation { formation: true, pronounced: true, ..nothing },
        ),
        ("président de la formation, arrêt prononcé", siege(), Deliberation { pronounced: true, ..sitting }),
        ("magistrat de la chambre", siege(), nothing),
        ("magistrat d’une autre chambre", person("magistrat_siege", "soc"), nothing),
        ("président de la chambre, formation fixée sans lui", person("president", "civ1"), nothing),
        ("rapporteur récusé", siege(), Deliberation { recused: true, ..reporting }),
        ("dossier scellé, rapporteur non nommé", siege(), Deliberation { shut_out: true, ..reporting }),
        ("avocat général désigné", person("avocat_general", ""), Deliberation { parquet: true, ..nothing }),
        ("rapporteur et avocat général", siege(), Deliberation { parquet: true, ..reporting }),
        ("secrétariat du parquet général", person("parquet_secretariat", ""), nothing),
        ("procureur général", person("procureur_general", ""), nothing),
        ("premier président, qui n’est pas de la formation", person("premier_president", ""), nothing),
        ("greffe de la chambre", person("greffe_chambre", "civ1"), nothing),
        ("greffe central", person("greffe_central", ""), nothing),
        ("greffe de la chambre, dit de la formation", person("greffe_chambre", "civ1"), sitting),
        ("juridiction", person("juridiction", ""), nothing),
        ("reprise d’antériorité", person("reprise", ""), reporting),
        ("avocat général, dit de la formation", person("avocat_general", ""), sitting),
        ("cabinet constitué", person("avocat_aux_conseils", ""), nothing),
        ("partie, lien personnel", person("partie", ""), nothing),
        ("SDER", person("sder", ""), nothing),
        ("bureau d’aide juridictionnelle", person("baj", ""), nothing),
        ("direction", person("direction", ""), nothing),
        ("administration", person("administration", ""), nothing),
        ("administration, dite rapporteur", person("administration", ""), reporting),
        ("exploitation", person("exploitation", ""), nothing),
        ("audit", person("audit", ""), nothing),
        ("service", Caller::service("document"), reporting),
        ("sans rôle", Caller { roles: vec![], ..person("", "") }, reporting),
    ]
}

/// What a paper of the délibéré may be to somebody.
fn drafts() -> [(&'static str, bool, bool); 3] {
    [
        ("le sien", true, false),
        ("celui d’un autre, déposé", false, true),
        ("celui d’un autre, non déposé", false, false),
    ]
}

fn deliberation_matrix(text: &mut String) {
    for (relation, caller, of) in deliberations() {
        let _ = writeln!(text, "\n## Délibéré : {relation}");
        for (what, own, shared) in drafts() {
            let paper = Deliberation { own, shared, ..of };
            let may: Vec<&str> = Action::ALL
                .iter()
                .filter(|a| a.resource() == "Delibere")
                .filter(|a| decide(&caller, **a, Resource::Deliberation(&paper)).allowed)
                .map(|a| a.as_str())
                .collect();
            let _ =
                writeln!(text, "{what} : {}", if may.is_empty() { "rien".into() } else { may.join(", ") });
        }
    }
}

fn matrix() -> String {
    let mut text = String::from(
        "# Qui peut faire quoi. Produit par les politiques de crates/access/policies ; ne pas éditer à la main.\n",
    );
    for (relation, caller, case) in relations() {
        let _ = writeln!(text, "\n## {relation}");
        for kind in ["Cour", "Dossier"] {
            let resource = if kind == "Cour" { Resource::Court } else { Resource::Case(&case) };
            let may: Vec<&str> = Action::ALL
                .iter()
                .filter(|a| a.resource() == kind && decide(&caller, **a, resource).allowed)
                .map(|a| a.as_str())
                .collect();
            let _ =
                writeln!(text, "{kind} : {}", if may.is_empty() { "rien".into() } else { may.join(", ") });
        }
        for (what, paper) in papers() {
            let reads = decide(&caller, Action::LirePiece, Resource::Paper(&case, &paper));
            let _ = writeln!(text, "lire_piece, {what} : {}", if reads.allowed { "oui" } else { "non" });
        }
        for (what, demand) in demands() {
            let may: Vec<&str> = Action::ALL
                .iter()
                .filter(|a| a.resource() == "Demande")
                .filter(|a| decide(&caller, **a, Resource::Demand(&demand)).allowed)
                .map(|a| a.as_str())
                .collect();
            let _ =
                writeln!(text, "{what} : {}", if may.is_empty() { "rien".into() } else { may.join(", ") });
        }
    }
    deliberation_matrix(&mut text);
    text
}

#[test]
fn the_policies_are_valid_in_strict_mode() {
    ready().unwrap();
    validated().unwrap();
}

#[test]
fn the_matrix_is_the_golden_one() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/MATRICE.txt");
    let now = matrix();
    if std::env::var_os("GREFFE_GOLDEN").is_some() {
        std::fs::write(path, &now).unwrap();
    }
    let golden = std::fs::read_to_string(path).unwrap_or_default();
    assert!(
        golden == now,
        "rights changed: look at the difference, then GREFFE_GOLDEN=1 cargo test -p greffe-access"
    );
}

#[test]
fn nobody_reads_a_paper_of_the_deliberation_here() {
    for (relation, caller, case) in relations() {
        for (what, paper) in papers().into_iter().filter(|(_, p)| p.class == 3) {
            let decision = decide(&caller, Action::LirePiece, Resource::Paper(&case, &paper));
            assert!(!decision.allowed, "{relation} reads {what}: {}", decision.policies);
        }
    }
}

#[test]
fn a_report_and_an_opinion_are_read_as_their_columns_say() {
    // Whoever reads the case as the Court, or was told: rows of secrecy.md, columns "C1 report" and "C1 opinion of the AG".
    let of_the_court = [
        "greffe de la chambre",
        "premier président",
        "président de la chambre",
        "président d’une autre chambre, admis en urgence",
        "rapporteur",
        "magistrat de la chambre",
        "magistrat d’une chambre consultée",
        "avocat général désigné",
        "avocat général, dossier communiqué",
        "secrétariat du parquet général, communiqué",
        "procureur général, communiqué",
        "lecteur habilité, dossier ouvert",
        "dossier scellé, agent nommé",
    ];
    let offices = ["cabinet constitué", "cabinet dont la constitution a pris fin", "cabinet d’aucune partie"];
    for (relation, caller, case) in relations() {
        for (what, paper) in papers().into_iter().filter(|(_, p)| p.kind == "rapport" || p.kind == "avis") {
            let told = paper.offices.contains(&OFFICE) && offices.contains(&relation);
            let reads = decide(&caller, Action::LirePiece, Resource::Paper(&case, &paper)).allowed;
            assert_eq!(reads, told || of_the_court.contains(&relation), "{relation}: {what}");
        }
        let gives = decide(&caller, Action::RendreAvis, Resource::Case(&case)).allowed;
        assert_eq!(gives, relation == "avocat général désigné", "{relation}");
    }
}

#[test]
fn a_report_that_no_act_names_is_nobodys() {
    let nowhere = CaseRelations::default();
    for (relation, caller, _) in relations() {
        for kind in ["rapport", "avis"] {
            let id = Uuid::from_u128(7);
            let (author, depositor, offices) = (Uuid::nil(), None, Vec::new());
            let paper = Paper { id, class: 1, kind: kind.into(), author, depositor, offices };
            let reads = decide(&caller, Action::LirePiece, Resource::Paper(&nowhere, &paper)).allowed;
            assert!(!reads, "{relation} reads a {kind} of no dossier");
        }
    }
}

#[test]
fn the_deliberation_is_open_to_those_who_judge_and_to_nobody_else() {
    let open = [
        "rapporteur",
        "président de la chambre",
        "doyen de la section",
        "membre de la formation",
        "conseiller qui préside la formation",
        "premier président, qui préside la formation",
        "rapporteur qui préside la chambre",
        "rapporteur, membre de la formation",
        "rapporteur, arrêt prononcé",
        "membre de la formation, arrêt prononcé",
        "président de la formation, arrêt prononcé",
    ];
    for (relation, caller, of) in deliberations() {
        for (what, own, shared) in drafts() {
            let paper = Deliberation { own, shared, ..of };
            let may = |action| decide(&caller, action, Resource::Deliberation(&paper)).allowed;
            let any = Action::ALL.iter().any(|a| a.resource() == "Delibere" && may(*a));
            assert!(!any || open.contains(&relation), "{relation}: {what}");
            assert!(own || shared || !may(Action::LirePapier), "{relation} reads a draft of another's");
            assert!(own || !may(Action::EcrirePapier), "{relation} writes a paper of another's");
            let over = of.pronounced;
            assert!(
                !over || own || of.president || !may(Action::LirePapier),
                "{relation} reads after the prononcé"
            );
            assert!(
                !over || !may(Action::EcrirePapier) && !may(Action::OuvrirPapier),
                "{relation} writes after it"
            );
        }
    }
}

#[test]
fn a_minute_is_signed_by_who_presided_or_by_a_judge_and_nobody_rereads_their_own() {
    let presided = [
        "président de la chambre",
        "conseiller qui préside la formation",
        "premier président, qui préside la formation",
        "rapporteur qui préside la chambre",
        "président de la formation, arrêt prononcé",
    ];
    let sat = [
        "membre de la formation",
        "rapporteur, membre de la formation",
        "membre de la formation, arrêt prononcé",
    ];
    for (relation, caller, of) in deliberations() {
        for (what, own, shared) in drafts() {
            let paper = Deliberation { own, shared, ..of };
            let may = |action| decide(&caller, action, Resource::Deliberation(&paper)).allowed;
            assert_eq!(may(Action::SignerMinute), presided.contains(&relation), "{relation}: {what}");
            assert_eq!(
                may(Action::SignerMinuteParEmpechement),
                sat.contains(&relation),
                "{relation}: {what}"
            );
            assert!(!own || !may(Action::RelirePapier), "{relation} rereads what they wrote");
        }
    }
}

#[test]
fn the_load_of_a_chamber_is_its_presidents_its_totals_the_directions_and_ones_own_ones_own() {
    let chamber = CaseRelations { chambre: "civ1".into(), ..Default::default() };
    for (relation, caller, _) in relations() {
        let role = caller.roles.first().map_or("", String::as_str);
        let here = caller.chambres.contains(&"civ1".to_owned());
        let may = |action| decide(&caller, action, Resource::Case(&chamber)).allowed;
        assert_eq!(may(Action::VoirCharge), role == "president" && here, "{relation}");
        assert_eq!(
            may(Action::VoirChargeTotale),
            (role == "president" && here) || role == "direction" || role == "premier_president",
            "{relation}"
        );
        let siege = role == "president" || role == "magistrat_siege";
        assert_eq!(may(Action::VoirSaCharge), siege && here, "{relation}");
    }
    let nobody = Caller { agent_id: String::new(), ..person("magistrat_siege", "civ1") };
    assert!(!decide(&nobody, Action::VoirSaCharge, Resource::Case(&chamber)).allowed);
}

#[test]
fn an_order_is_signed_by_magistrates_of_its_chamber_who_know_of_the_case_and_did_not_withdraw() {
    for (relation, caller, of) in relations() {
        let role = caller.roles.first().map_or("", String::as_str);
        let sits = ["president", "magistrat_siege"].contains(&role) && caller.chambres.contains(&of.chambre);
        let barred = of.recused.contains(&MINE) || (of.sealed && !of.named.contains(&MINE));
        let may = decide(&caller, Action::SignerOrdonnance, Resource::Case(&of)).allowed;
        assert_eq!(may, sits && !barred, "{relation}");
    }
    let nobody = Caller { agent_id: String::new(), ..person("president", "civ1") };
    assert!(!decide(&nobody, Action::SignerOrdonnance, Resource::Case(&case())).allowed);
}

#[test]
fn an_action_on_the_wrong_kind_of_object_is_refused() {
    let caller = person("greffe_central", "");
    assert!(!decide(&caller, Action::OuvrirDossier, Resource::Case(&case())).allowed);
    assert!(!decide(&caller, Action::LireDossier, Resource::Court).allowed);
}

#[test]
fn rules_of_orientation_are_written_by_those_who_decide_there() {
    let of = |chambre: &str| CaseRelations { chambre: chambre.into(), ..Default::default() };
    let may = |who: &Caller, chambre: &str| {
        decide(who, Action::ReglerOrientation, Resource::Case(&of(chambre))).allowed
    };
    let (president, central) = (person("president", "civ1"), person("greffe_central", ""));
    assert!(may(&president, "civ1") && !may(&president, "soc") && !may(&president, ""));
    assert!(may(&central, "") && !may(&central, "civ1"));
    for role in ["magistrat_siege", "greffe_chambre", "avocat_general", "administration", "direction"] {
        assert!(!may(&person(role, "civ1"), "civ1") && !may(&person(role, "civ1"), ""), "{role}");
    }
}

#[test]
fn every_action_is_somebodys() {
    let text = matrix();
    for action in Action::ALL {
        if *action != Action::CiterPiece {
            assert!(text.contains(action.as_str()), "no relation allows {}", action.as_str());
        }
    }
}
