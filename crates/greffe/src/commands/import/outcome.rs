//! How a case ended, or what was decided in it, as acts. What no act type can say is said in the report.

use jiff::civil::Date;
use serde_json::json;

use super::{
    parties::{Party, Role, spoken_of},
    plan::{Notes, Step},
    record::{Attacked, Record},
};

/// Solutions of the catalogue.
const SOLUTIONS: &[&str] =
    &["cassation", "rejet", "annulation", "decheance", "irrecevabilite", "nonlieu", "renvoi", "other"];
const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// Acts of a case.
#[derive(Debug, Default)]
pub struct Told {
    /// Before a joinder.
    pub before: Vec<Step>,
    /// What closes or suspends the case.
    pub end: Vec<Step>,
}

/// The acts that a decision tells of.
#[must_use]
pub fn of(record: &Record, parties: &[Party], decisions: &[Attacked], notes: &mut Notes) -> Told {
    let mut told = Told::default();
    told.before.extend(legal_aid(record, parties, notes));
    let kind = record.act_subkind.as_deref().unwrap_or_default();
    for field in ["act_kind", "act_subkind"] {
        notes.mapped(field);
    }
    told.end = match kind {
        "ordonnance de déchéance" => decheance(record, notes),
        _ if kind.contains("radiation") => {
            radiation(record, kind.starts_with("ordonnance de radiation"), notes)
        }
        _ if kind.contains("péremption") || kind.contains("réinscription") => {
            after_radiation(record, kind, notes)
        }
        "ordonnance de désistement" if withdraws_request(record) => {
            notes.mapped("procedural_dates");
            notes.left(
                "solution",
                "désistement de la requête en radiation, et non du pourvoi : aucun type d’acte",
            );
            vec![Step::new("radiation_demandee", &[("demande", record.dated("requete"))], json!({}))]
        }
        "désistement" | "ordonnance de désistement" => withdrawal(record, notes),
        "QPC" => {
            notes.left(
                "solution",
                "décision sur une question prioritaire : aucun type d’acte, le pourvoi reste ouvert",
            );
            Vec::new()
        }
        _ => decision(record, parties, decisions, &mut told.before, notes),
    };
    if !told.end.is_empty() {
        notes.mapped("decision_date");
    }
    told
}

fn nature(record: &Record) -> &'static str {
    match record.act_kind.as_str() {
        "ordonnance" => "ordonnance",
        "avis" => "avis",
        _ => "arret",
    }
}

fn decheance(record: &Record, notes: &mut Notes) -> Vec<Step> {
    notes.mapped("solution");
    notes.mapped("ecli");
    let body = json!({"nature": "ordonnance", "ecli": record.ecli.as_deref().unwrap_or_default(), "etendue": "totale"});
    vec![Step::new("decheance_constatee", &[("prononce", record.decision_date)], body)]
}

/// An order on a request of radiation: the request, then what was ruled.
fn radiation(record: &Record, granted: bool, notes: &mut Notes) -> Vec<Step> {
    for field in ["solution", "procedural_dates"] {
        notes.mapped(field);
    }
    notes.left("ecli", NO_ECLI);
    let sens = if granted { "radiation" } else { "rejet" };
    vec![
        Step::new("radiation_demandee", &[("demande", record.dated("requete"))], json!({})),
        Step::new("radiation_decidee", &[("prononce", record.decision_date)], json!({"sens": sens})),
    ]
}

const NO_ECLI: &str = "l’acte de cette décision n’a pas d’identifiant européen";

/// Péremption and réinscription suppose an earlier radiation, which the order recalls.
fn after_radiation(record: &Record, kind: &str, notes: &mut Notes) -> Vec<Step> {
    notes.mapped("procedural_dates");
    notes.left("ecli", NO_ECLI);
    let mut dates = vec![("prononce", record.all_dated("ordonnance").map(|d| d.date).min())];
    dates.extend(record.dated("notification").map(|day| ("notifiee", Some(day))));
    let mut acts = vec![
        Step::new("radiation_demandee", &[("demande", None)], json!({})),
        Step::new("radiation_decidee", &dates, json!({"sens": "radiation"})),
    ];
    if kind.contains("réinscription") {
        notes.mapped("solution");
        acts.push(Step::new(
            "reinscription_decidee",
            &[("prononce", record.decision_date)],
            json!({"sens": "reinscription"}),
        ));
    } else {
        notes.left("solution", "péremption : aucun type d’acte, le dossier reste au stade « radié »");
    }
    acts
}

/// Some orders take note that the *request* is withdrawn: the pourvoi goes on.
fn withdraws_request(record: &Record) -> bool {
    record.dispositif.as_deref().unwrap_or_default().contains("requête en radiation")
}

fn withdrawal(record: &Record, notes: &mut Notes) -> Vec<Step> {
    for field in ["solution", "ecli", "dispositif"] {
        notes.mapped(field);
    }
    let deposited =
        record.all_dated("desistement").find(|d| d.quote.contains("greffe de la Cour")).map(|d| d.date);
    let body = json!({"nature": nature(record), "etendue": "total", "ecli": record.ecli.as_deref().unwrap_or_default()});
    vec![
        Step::new("desistement_depose", &[("depose", deposited)], json!({"etendue": "total"})),
        Step::new("desistement_constate", &[("prononce", record.decision_date)], body),
    ]
}

/// A decision on the pourvoi: a mémoire had been deposited, since there were grounds to examine.
fn decision(
    record: &Record,
    parties: &[Party],
    decisions: &[Attacked],
    before: &mut Vec<Step>,
    notes: &mut Notes,
) -> Vec<Step> {
    if !SOLUTIONS.contains(&record.solution.code.as_str()) {
        notes.left("solution", "solution hors de la liste du catalogue");
        return Vec::new();
    }
    if record.moyens.count.is_none() && !record.text.contains("moyen") {
        notes.left("solution", "aucun moyen dans la source : rien n’établit le dépôt d’un mémoire");
        return Vec::new();
    }
    notes.mapped("moyens");
    notes.left(
        "moyens",
        "le dépôt du mémoire est déduit des moyens examinés ; sa date est inscrite comme inconnue",
    );
    before.push(Step::new("memoire_depose", &[("depose", None)], json!({"nature": "ampliatif"})));
    before.extend(partial_withdrawal(record, parties, notes));
    before.extend(partial_lapse(record, decisions, notes));
    if record.text.contains("pourvoi incident") {
        notes.left("pourvoi_incident", "auteur du pourvoi incident non structuré : aucun acte");
    }
    for field in ["solution", "ecli", "register_number", "formation"] {
        notes.mapped(field);
    }
    let formation = match (&record.formation, record.chamber.code.as_str()) {
        (Some(formation), _) => formation.code.as_str(),
        (None, "pl") => "pl",
        (None, _) => "",
    };
    let body = json!({
        "nature": nature(record), "solution": record.solution.code, "formation": formation,
        "ecli": record.ecli.as_deref().unwrap_or_default(), "register_number": record.register_number.as_deref().unwrap_or_default()
    });
    vec![Step::new("decision_prononcee", &[("prononce", record.decision_date)], body)]
}

/// `désistement de son pourvoi en ce qu'il est dirigé contre X`: recorded toward X, if X is one of the parties.
fn partial_withdrawal(record: &Record, parties: &[Party], notes: &mut Notes) -> Option<Step> {
    if !record.text.contains("\nDésistement partiel") {
        return None;
    }
    let (_, told) = record.text.split_once("\nDésistement partiel")?;
    let sentence = told.split(".\n").next().unwrap_or_default();
    if sentence.matches("du désistement").count() > 1 {
        notes.left("text", "désistements partiels de plusieurs demandeurs : un seul est inscrit");
    }
    let against = sentence.split_once("en ce qu'il est dirigé contre ").map(|(_, against)| against.trim());
    let toward = against.map(|against| spoken_of(against, parties)).unwrap_or_default();
    if toward.is_empty() {
        notes.left("text", "désistement partiel : les parties qu’il concerne ne se reconnaissent pas");
        return None;
    }
    let body =
        json!({"nature": "arret", "etendue": "partiel", "ecli": record.ecli.as_deref().unwrap_or_default()});
    Some(Step {
        parties: toward,
        ..Step::new("desistement_constate", &[("prononce", record.decision_date)], body)
    })
}

/// `CONSTATE la déchéance du pourvoi en ce qu'il est dirigé contre l'arrêt … du 2 décembre 2020`.
fn partial_lapse(record: &Record, decisions: &[Attacked], notes: &mut Notes) -> Option<Step> {
    let (_, told) =
        record.dispositif.as_deref()?.split_once("déchéance du pourvoi en ce qu'il est dirigé contre")?;
    let told = told.split(';').next().unwrap_or_default();
    let of = (0..decisions.len()).find(|at| decisions[*at].date.is_some_and(|day| told.contains(&long(day))));
    let Some(of) = of else {
        notes.left("dispositif", "déchéance partielle : ce qu’elle concerne ne se reconnaît pas");
        return None;
    };
    notes.mapped("dispositif");
    let body = json!({"nature": "arret", "etendue": "partielle", "ecli": record.ecli.as_deref().unwrap_or_default()});
    Some(Step {
        decisions: vec![of],
        ..Step::new("decheance_constatee", &[("prononce", record.decision_date)], body)
    })
}

/// The bureau's decision, where the header tells its sense, its day and for whom.
fn legal_aid(record: &Record, parties: &[Party], notes: &mut Notes) -> Option<Step> {
    let day = record.dated("aide_juridictionnelle")?;
    let (_, told) = record.text.split_once("Aide juridictionnelle ")?;
    let told = told.split("Admission").next().unwrap_or_default();
    let sens = match told.split_whitespace().next() {
        Some("totale") => "admission_totale",
        Some("partielle") => "admission_partielle",
        _ => return None,
    };
    let role = if told.contains("en défense") { Role::Defendeur } else { Role::Demandeur };
    let side: Vec<usize> = (0..parties.len()).filter(|at| parties[*at].role == role).collect();
    let beneficiary =
        ["profit de ", "pour "].iter().find_map(|mark| told.split_once(mark)).map_or(told, |(_, name)| name);
    let named = spoken_of(beneficiary.trim().trim_end_matches('.'), parties);
    let named: Vec<usize> = named.into_iter().filter(|at| side.contains(at)).collect();
    let toward = if side.len() == 1 { side } else { named };
    if toward.is_empty() {
        notes.left(
            "procedural_dates",
            "aide juridictionnelle : le bénéficiaire ne se reconnaît pas parmi les parties",
        );
        return None;
    }
    notes.mapped("procedural_dates");
    Some(Step {
        parties: toward,
        ..Step::new("aide_juridictionnelle_decidee", &[("decidee", Some(day))], json!({"sens": sens}))
    })
}

fn long(day: Date) -> String {
    let number = if day.day() == 1 { "1er".to_owned() } else { day.day().to_string() };
    let month = MONTHS.get(usize::from(day.month().unsigned_abs()) - 1).copied().unwrap_or_default();
    format!("{number} {month} {}", day.year())
}
