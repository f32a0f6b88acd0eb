//! How a case ended, or what was decided in it, as acts. What no act type can say is said in the report.

use jiff::civil::Date;
use serde_json::json;

use super::{
    parties::{Party, Role, spoken_of},
    plan::{Notes, Step},
    record::{Attacked, Record},
};

/// Solutions of the catalogue.
const SOLUTIONS: &[&str] = &[
    "cassation",
    "rejet",
    "annulation",
    "avis",
    "decheance",
    "irrecevabilite",
    "nonlieu",
    "qpc",
    "qpcother",
    "renvoi",
    "other",
];
/// Procedures in which nothing goes on before the file of the court has come.
const WAIT_FOR_FILE: &[&str] = &["penal_", "elections_"];
/// The one in which nothing is decided before a mémoire was deposited.
const NEEDS_MEMOIRE: &str = "civil_representation_obligatoire";
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
pub fn of(
    record: &Record,
    procedure: &'static str,
    parties: &[Party],
    decisions: &[Attacked],
    notes: &mut Notes,
) -> Told {
    let mut told = Told::default();
    if WAIT_FOR_FILE.iter().any(|begins| procedure.starts_with(begins)) {
        notes.left(
            "procedural_dates",
            "la réception du dossier de la juridiction est déduite du jugement ; sa date est inscrite comme inconnue",
        );
        told.before.push(Step::new("dossier_recu", &[("recu", None)], json!({})));
    }
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
        "QPC" if !procedure.starts_with("qpc_") => question(record, notes),
        _ => decision(record, procedure, parties, decisions, &mut told.before, notes),
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
    } else if kind.contains("constatant la péremption") {
        notes.mapped("solution");
        let body = json!({"sens": "peremption"});
        acts.push(Step::new("peremption_constatee", &[("constatee", record.decision_date)], body));
    } else {
        notes.left(
            "solution",
            "décision sur la péremption que rien ne range : le dossier reste au stade « radié »",
        );
    }
    acts
}

/// A question inside a pourvoi: raised, then ruled on; the pourvoi stays open.
fn question(record: &Record, notes: &mut Notes) -> Vec<Step> {
    let written = record.solution.as_written.to_lowercase();
    let sens = match record.solution.code.as_str() {
        "qpc" => "renvoi",
        _ if written.contains("irrecevab") => "irrecevabilite",
        _ if written.contains("non-lieu") || written.contains("non lieu") => "non_lieu_a_renvoi",
        _ => {
            notes.left("solution", "décision sur une question prioritaire que rien ne range");
            return Vec::new();
        }
    };
    notes.mapped("solution");
    vec![
        Step::new("qpc_soulevee", &[("soulevee", None)], json!({})),
        Step::new("qpc_decidee", &[("decidee", record.decision_date)], json!({"sens": sens})),
    ]
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
    procedure: &'static str,
    parties: &[Party],
    decisions: &[Attacked],
    before: &mut Vec<Step>,
    notes: &mut Notes,
) -> Vec<Step> {
    if !SOLUTIONS.contains(&record.solution.code.as_str()) {
        notes.left("solution", "solution hors de la liste du catalogue");
        return Vec::new();
    }
    let examined = record.moyens.count.is_some() || record.text.contains("moyen");
    if procedure == NEEDS_MEMOIRE && !examined {
        notes.left("solution", "aucun moyen dans la source : rien n’établit le dépôt d’un mémoire");
        return Vec::new();
    }
    if let Some(nature) = memoire(record, procedure) {
        notes.mapped("moyens");
        notes.left(
            "moyens",
            "le dépôt du mémoire est déduit des moyens examinés ; sa date est inscrite comme inconnue",
        );
        before.push(Step::new("memoire_depose", &[("depose", None)], json!({"nature": nature})));
    }
    before.extend(partial_withdrawals(record, parties, notes));
    before.extend(partial_lapse(record, decisions, notes));
    before.extend(lapses(record, parties));
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

/// What kind of mémoire the decision speaks of, if any.
fn memoire(record: &Record, procedure: &str) -> Option<&'static str> {
    let says = |words: &str| record.text.contains(words);
    match procedure {
        NEEDS_MEMOIRE => Some("ampliatif"),
        _ if procedure.starts_with("qpc_") || procedure.starts_with("avis_") => None,
        _ if says("mémoire personnel") => Some("personnel"),
        _ if says("mémoire ampliatif") || record.counsel.iter().flatten().next().is_some() => {
            Some("ampliatif")
        }
        _ => None,
    }
}

/// `donné acte à A du désistement de son pourvoi et à B du désistement de son pourvoi en ce qu'il est dirigé contre X`: each as it is
/// told, by the demandeur who leaves, or toward X where every demandeur who stays leaves X.
fn partial_withdrawals(record: &Record, parties: &[Party], notes: &mut Notes) -> Vec<Step> {
    let Some((_, told)) = record.text.split_once("\nDésistement partiel") else { return Vec::new() };
    let sentence = told.split(".\n").next().unwrap_or_default();
    let withdrawn = withdrawals(sentence, parties);
    let all: Vec<usize> = (0..parties.len()).filter(|at| parties[*at].role == Role::Demandeur).collect();
    let leaves = |at: usize| withdrawn.iter().any(|w| w.against.is_none() && w.by.contains(&at));
    let body =
        json!({"nature": "arret", "etendue": "partiel", "ecli": record.ecli.as_deref().unwrap_or_default()});
    let mut steps = Vec::new();
    for withdrawal in &withdrawn {
        let toward = withdrawal.against.as_ref().unwrap_or(&withdrawal.by);
        // What one demandeur leaves, the others may still ask of the same party.
        let shared = |at: &usize| leaves(*at) || withdrawal.by.contains(at);
        let sure = match withdrawal.against {
            Some(_) => all.len() < 2 || all.iter().all(shared),
            None => withdrawal.by.iter().all(|at| all.contains(at)) && withdrawal.by.len() < all.len(),
        };
        if withdrawal.incident || !sure || toward.is_empty() {
            notes.left(
                "text",
                "désistement partiel : qui il concerne ne se reconnaît pas, ou le pourvoi est incident",
            );
            continue;
        }
        steps.push(Step {
            parties: toward.clone(),
            ..Step::new("desistement_constate", &[("prononce", record.decision_date)], body.clone())
        });
    }
    if withdrawn.is_empty() {
        notes.left("text", "désistement partiel : la phrase qui le dit ne se lit pas");
    }
    steps
}

/// A withdrawal as a sentence tells it.
struct Withdrawal {
    by: Vec<usize>,
    /// Toward whom; whole where nobody is named.
    against: Option<Vec<usize>>,
    /// Of a pourvoi incident, which no act of the import tells.
    incident: bool,
}

/// Those that a sentence tells, one at each `du désistement`.
fn withdrawals(sentence: &str, parties: &[Party]) -> Vec<Withdrawal> {
    let pieces: Vec<&str> = sentence.split("du désistement").collect();
    let told = pieces.windows(2).enumerate().filter_map(|(at, pair)| {
        let [before, after] = pair else { return None };
        let (_, by) = before.rsplit_once(if at == 0 { "acte à " } else { " et à " })?;
        // The next author stands at the end of what this one leaves.
        let last = at + 2 == pieces.len();
        let of = if last { after } else { after.rsplit_once(" et à ").map_or(*after, |(of, _)| of) };
        let against = of.split_once("dirigé contre ").map(|(_, against)| spoken_of(against.trim(), parties));
        Some(Withdrawal {
            by: spoken_of(by.trim(), parties),
            against,
            incident: of.contains("pourvoi incident") || of.contains("pourvoi provoqué"),
        })
    });
    told.collect()
}

/// `Sur le pourvoi formé par X : CONSTATE la déchéance`: of several demandeurs, those whose pourvoi lapsed, while the decision judges
/// the others.
fn lapses(record: &Record, parties: &[Party]) -> Option<Step> {
    let all = parties.iter().filter(|party| party.role == Role::Demandeur).count();
    let ruled = record.dispositif.as_deref()?.split("Sur le").skip(1).filter_map(|told| {
        let told =
            told.strip_prefix(" pourvoi formé par ").or_else(|| told.strip_prefix("s pourvois formés par "));
        let (by, ruled) = told?.split_once(':')?;
        ruled.trim_start().to_lowercase().starts_with("constate la déchéance").then_some(by)
    });
    let named = ruled.flat_map(|by| spoken_of(by.trim(), parties));
    let mut named: Vec<usize> = named.filter(|at| parties[*at].role == Role::Demandeur).collect();
    named.sort_unstable();
    named.dedup();
    if named.is_empty() || named.len() >= all {
        return None;
    }
    let body = json!({"nature": "arret", "etendue": "partielle", "ecli": record.ecli.as_deref().unwrap_or_default()});
    Some(Step {
        parties: named,
        ..Step::new("decheance_constatee", &[("prononce", record.decision_date)], body)
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
