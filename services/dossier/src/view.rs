//! What the screens read of a dossier: one encoded message, rebuilt at each act from the journal and the words kept apart.

use std::collections::{HashMap, hash_map::Entry};

use greffe_access::CaseRelations;
use greffe_contracts::{
    common::v1::Id,
    decisions_of,
    dossier::v1 as pb,
    events::v1::{ActRecorded, PartyDeclared, act_recorded::Body},
    parties_of, pourvoi_of,
};
use greffe_procedure::{
    derivation::{Check, Derivation, Notice, NoticeStatus},
    gate::{in_order, urgency},
    numbers::PourvoiNumber,
};
use sqlx::PgConnection;
use uuid::Uuid;

use greffe_chassis::{Result, db::from_sql_day};

use crate::{case::pourvois, consultations, journal::Journal, law, law::Law};

/// The words of a dossier: names of parties, of courts, of offices.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// By party.
    pub parties: HashMap<Uuid, String>,
    /// By decision attacked.
    pub decisions: HashMap<Uuid, pb::Decision>,
    /// By office.
    pub offices: HashMap<Uuid, String>,
}

impl Names {
    /// As the last view held them.
    #[must_use]
    pub fn from_view(view: &pb::Dossier) -> Self {
        let id = |text: &str| Uuid::parse_str(text).unwrap_or_default();
        Self {
            parties: view.parties.iter().map(|p| (id(&p.party_id), p.name.clone())).collect(),
            decisions: view.decisions.iter().map(|d| (id(&d.decision_id), d.clone())).collect(),
            offices: view.offices.iter().map(|o| (id(&o.office_id), o.name.clone())).collect(),
        }
    }

    /// As their tables hold them: for a view rebuilt from nothing.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn from_tables(connection: &mut PgConnection, dossier: Uuid) -> Result<Self> {
        let parties = sqlx::query!(
            "SELECT DISTINCT ON (p.party_id) p.party_id, q.nature, q.name, q.first_names
             FROM dossier.party p JOIN dossier.person q ON q.id = p.person_id
             WHERE p.dossier_id = $1 ORDER BY p.party_id, q.version DESC",
            dossier
        )
        .fetch_all(&mut *connection)
        .await?;
        let decisions = sqlx::query!(
            "SELECT decision_id, court, section, rendered_on, nature, case_number FROM dossier.decision WHERE dossier_id = $1",
            dossier
        )
        .fetch_all(&mut *connection)
        .await?;
        let offices = sqlx::query!(
            "SELECT id, name FROM dossier.office WHERE id = ANY (SELECT unnest(offices || former_offices) FROM dossier.dossier WHERE id = $1)",
            dossier
        )
        .fetch_all(&mut *connection)
        .await?;
        Ok(Self {
            parties: parties.into_iter().map(|p| (p.party_id, shown_name(&p.name, &p.first_names))).collect(),
            decisions: decisions
                .into_iter()
                .map(|d| {
                    let shown = pb::Decision {
                        decision_id: d.decision_id.to_string(),
                        court: d.court,
                        section: d.section,
                        rendered_on: d
                            .rendered_on
                            .map(|day| from_sql_day(day).to_string())
                            .unwrap_or_default(),
                        nature: d.nature,
                        case_number: d.case_number,
                    };
                    (d.decision_id, shown)
                })
                .collect(),
            offices: offices.into_iter().map(|o| (o.id, o.name)).collect(),
        })
    }
}

/// A person's name as people read it.
#[must_use]
pub fn shown_name(name: &str, first_names: &str) -> String {
    if first_names.is_empty() { name.to_owned() } else { format!("{first_names} {name}") }
}

/// A view, and the title that lists show.
pub struct View {
    /// The message.
    pub dossier: pb::Dossier,
    /// `Dupont c. société Martin et 12 autres`.
    pub title: String,
}

/// The view of a journal, as derived for a day.
#[must_use]
pub fn build(journal: &Journal, derived: &Derivation, case: &CaseRelations) -> View {
    let law = &journal.law;
    let live = law::live(&journal.facts);
    let parties = parties(journal, &live);
    let title = greffe_contracts::words::title(&parties);
    let stage = derived.stage;
    let dossier = pb::Dossier {
        dossier_id: journal.dossier.to_string(),
        number: number(journal.header.number_year, journal.header.number_seq),
        version: journal.version(),
        procedure: derived.procedure.as_str().to_owned(),
        procedure_label: law.catalogue.procedure_label(derived.procedure.as_str()).to_owned(),
        stage: stage.as_str().to_owned(),
        stage_label: law.stage_label(stage),
        chambre: case.chambre.clone(),
        chambre_label: law.chambre_label(&case.chambre),
        circuit: circuit(&live),
        matter: journal.matter(),
        urgent: journal.urgent(),
        links: links(&live),
        keywords: keywords(&live),
        sealed: case.sealed,
        formed_on: law::formed_on(&journal.facts).map(|day| day.to_string()).unwrap_or_default(),
        opened_at: Some(prost_types::Timestamp { seconds: journal.header.opened_at.as_second(), nanos: 0 }),
        pourvois: pourvois(journal, &live),
        party_count: u32::try_from(parties.len()).unwrap_or(u32::MAX),
        parties,
        decisions: decisions(journal, &live),
        offices: offices(journal, case),
        designations: designations(&live, &case.chambres_consultees),
        consultations: consultations::shown(&journal.facts, |chambre| law.chambre_label(chambre)),
        outcome: outcome(&live, law),
        irregularities: derived.irregularities.iter().map(|i| law.irregularity(i)).collect(),
        catalogue: law.version().to_owned(),
        joined_numbers: joined_numbers(journal),
        group: journal.group.clone(),
        permissions: Vec::new(),
        notices: notices(law, derived),
        notice_count: u32::try_from(derived.notices.len()).unwrap_or(u32::MAX),
        checks: checks(journal, derived),
        urgency: urgency(law.catalogue, &journal.acts),
    };
    View { dossier, title }
}

/// Numbers of the other dossiers of its group.
fn joined_numbers(journal: &Journal) -> Vec<String> {
    let group = journal.group.iter();
    let all = group.flat_map(|g| {
        std::iter::once((&g.head_id, &g.head_number))
            .chain(g.members.iter().map(|m| (&m.dossier_id, &m.number)))
    });
    all.filter(|(id, _)| **id != journal.dossier.to_string()).map(|(_, number)| number.clone()).collect()
}

/// Notices a view holds: a case of 900 parties has thousands.
const NOTICES: usize = 200;

fn notices(law: &Law, derived: &Derivation) -> Vec<pb::Notice> {
    let (proved, owed): (Vec<&Notice>, Vec<&Notice>) =
        derived.notices.iter().partition(|notice| matches!(notice.status, NoticeStatus::Proven { .. }));
    let shown = owed.into_iter().chain(proved).take(NOTICES);
    shown.filter_map(|notice| self::notice(law, notice)).collect()
}

fn notice(law: &Law, notice: &Notice) -> Option<pb::Notice> {
    let ty = law.catalogue.notice_of(notice)?;
    Some(pb::Notice {
        notice: ty.id.as_str().to_owned(),
        label: ty.label.clone(),
        article: ty.article.clone(),
        recipient: law.catalogue.recipient_label(ty.to).to_owned(),
        party_id: notice.key.party.map(|party| party.0.to_string()).unwrap_or_default(),
        due: notice.due.map(|day| day.to_string()).unwrap_or_default(),
        status: notice.status.as_str().to_owned(),
        means: ty.means.iter().map(|code| code.as_str().to_owned()).collect(),
        mentions: ty.mentions.clone(),
        proved_by: ty.proved_by.iter().map(|pattern| pattern.kind.as_str().to_owned()).collect(),
        without_proof: ty.without_proof.clone(),
    })
}

fn checks(journal: &Journal, derived: &Derivation) -> Vec<pb::Check> {
    let several = derived.checks.iter().any(|check| check.pourvoi().is_some());
    let pourvois = if several { in_order(journal.law.catalogue, &journal.acts) } else { Vec::new() };
    let shown = derived.checks.iter().filter_map(|check| {
        let of = check.pourvoi().and_then(|place| pourvois.get(place - 1));
        let pourvoi_id = of.map(|pourvoi| pourvoi.0.to_string()).unwrap_or_default();
        Some(pb::Check { pourvoi_id, ..self::check(&journal.law, *check)? })
    });
    shown.collect()
}

fn check(law: &Law, check: Check) -> Option<pb::Check> {
    let control = law.catalogue.control_of(check)?;
    let milestones = law.catalogue.milestones().iter().zip(0..);
    let stopped = milestones.filter(|(_, at)| control.milestones >> at & 1 == 1);
    Some(pb::Check {
        check: control.id.as_str().to_owned(),
        label: control.label.clone(),
        article: control.article.clone(),
        result: check.result.as_str().to_owned(),
        consequence: control.consequence.clone(),
        severity: control.gravity.finding_word().to_owned(),
        milestones: stopped.map(|(milestone, _)| milestone.label.clone()).collect(),
        cured_by: control.cured_by.iter().map(|kind| kind.as_str().to_owned()).collect(),
        pourvoi_id: String::new(),
    })
}

pub(crate) fn parties(journal: &Journal, live: &[&ActRecorded]) -> Vec<pb::Party> {
    let mut shown: Vec<pb::Party> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for fact in live {
        let Some(body) = &fact.body else { continue };
        let (pourvoi, declared) = (pourvoi_of(body), parties_of(body));
        let pourvoi = pourvoi.map(Uuid::from).unwrap_or_default();
        for declared in declared {
            let place = shown.len();
            match places.entry(declared.party_id.map(Uuid::from).unwrap_or_default().to_string()) {
                Entry::Occupied(known) => joins(&mut shown[*known.get()], declared, pourvoi),
                Entry::Vacant(free) => {
                    free.insert(place);
                    shown.push(party(journal, declared, pourvoi));
                }
            }
        }
    }
    for fact in live {
        let scoped = || {
            let ids = fact.scope.iter().flat_map(|s| &s.parties);
            ids.filter_map(|id| places.get(&Uuid::from(*id).to_string()).copied()).collect::<Vec<_>>()
        };
        match &fact.body {
            Some(Body::AvocatConstitue(b)) => {
                let office = b.office_id.map(Uuid::from).unwrap_or_default().to_string();
                for at in scoped() {
                    if !shown[at].office_ids.contains(&office) {
                        shown[at].office_ids.push(office.clone());
                    }
                }
            }
            Some(Body::AvocatDecharge(b)) => {
                let office = b.office_id.map(Uuid::from).unwrap_or_default().to_string();
                for at in scoped() {
                    shown[at].office_ids.retain(|id| *id != office);
                }
            }
            Some(Body::ResidenceChangee(b)) => {
                for at in scoped() {
                    shown[at].residence.clone_from(&b.residence);
                }
            }
            Some(Body::QualiteChangee(b)) => {
                let named = pourvois_named(fact);
                scoped().into_iter().for_each(|at| becomes(&mut shown[at], &b.role, &named));
            }
            Some(Body::SituationPenaleConstatee(b)) => {
                let of_all = fact.scope.as_ref().is_none_or(|s| s.parties.is_empty());
                let held: Vec<usize> = if of_all {
                    (0..shown.len()).filter(|at| shown[*at].role == "demandeur").collect()
                } else {
                    scoped()
                };
                for at in held {
                    shown[at].situation.clone_from(&b.situation);
                }
            }
            Some(
                Body::DecheanceConstatee(_)
                | Body::DesistementConstate(_)
                | Body::DecisionPrononcee(_)
                | Body::DecisionPartiellePrononcee(_),
            ) => {
                // What names nobody ends the case for all: the case says it, not each party.
                for at in scoped().into_iter().filter(|at| leaves(fact, &shown[*at])).collect::<Vec<_>>() {
                    shown[at].outcome = journal.law.act_label(&fact.kind);
                }
            }
            _ => {}
        }
    }
    shown
}

/// A party of the case that another declaration names: who forms one pourvoi and answers another is a demandeur first.
fn joins(known: &mut pb::Party, declared: &PartyDeclared, pourvoi: Uuid) {
    let pourvoi_id = pourvoi.to_string();
    if known.roles.iter().any(|of| of.pourvoi_id == pourvoi_id) {
        return;
    }
    if declared.role == "demandeur" && known.role != "demandeur" {
        (known.role, known.pourvoi_id) = (declared.role.clone(), pourvoi_id.clone());
    }
    known.roles.push(pb::PartyRole { pourvoi_id, role: declared.role.clone() });
}

/// A party takes another quality, in the pourvois named or in all: it is a demandeur first where it still forms one.
fn becomes(party: &mut pb::Party, role: &str, named: &[String]) {
    let of = |pourvoi: &String| named.is_empty() || named.contains(pourvoi);
    party.roles.iter_mut().filter(|own| of(&own.pourvoi_id)).for_each(|own| role.clone_into(&mut own.role));
    if of(&party.pourvoi_id) {
        role.clone_into(&mut party.role);
    }
    if let Some(own) = party.roles.iter().find(|own| own.role == "demandeur") {
        (party.role, party.pourvoi_id) = (own.role.clone(), own.pourvoi_id.clone());
    }
}

/// The pourvois that an act names.
fn pourvois_named(fact: &ActRecorded) -> Vec<String> {
    let ids = fact.scope.iter().flat_map(|scope| &scope.pourvois);
    ids.map(|id| Uuid::from(*id).to_string()).collect()
}

/// Whether a party has a role, in one pourvoi or another.
pub(crate) fn holds(party: &pb::Party, role: &str) -> bool {
    party.role == role || party.roles.iter().any(|of| of.role == role)
}

/// Whether an act that ends some pourvois ends all those in which a party is.
fn leaves(fact: &ActRecorded, party: &pb::Party) -> bool {
    let named = pourvois_named(fact);
    named.is_empty() || party.roles.iter().all(|of| named.contains(&of.pourvoi_id))
}

fn party(journal: &Journal, declared: &PartyDeclared, pourvoi: Uuid) -> pb::Party {
    let id = declared.party_id.map(Uuid::from).unwrap_or_default();
    pb::Party {
        party_id: id.to_string(),
        person_id: declared.person_id.map(Uuid::from).unwrap_or_default().to_string(),
        role: declared.role.clone(),
        nature: declared.nature.clone(),
        residence: declared.residence.clone(),
        name: journal.names.parties.get(&id).cloned().unwrap_or_default(),
        pourvoi_id: pourvoi.to_string(),
        office_ids: Vec::new(),
        situation: String::new(),
        outcome: String::new(),
        roles: vec![pb::PartyRole { pourvoi_id: pourvoi.to_string(), role: declared.role.clone() }],
    }
}

pub(crate) fn pourvois(journal: &Journal, live: &[&ActRecorded]) -> Vec<pb::Pourvoi> {
    let number = number(journal.header.number_year, journal.header.number_seq);
    let seats = pourvois::seats(live);
    let day = |fact: &ActRecorded| {
        fact.dates.first().and_then(law::known_day).map(|day| day.to_string()).unwrap_or_default()
    };
    let mut shown = Vec::new();
    for fact in live {
        let (id, nature, qualite) = match &fact.body {
            Some(Body::PourvoiForme(b)) => (b.pourvoi_id, &b.nature, b.qualite.clone()),
            Some(Body::PourvoiIncidentForme(b)) => (b.pourvoi_id, &b.nature, String::new()),
            Some(Body::RequeteDeposee(b)) => (b.pourvoi_id, &b.nature, String::new()),
            _ => continue,
        };
        let pourvoi = id.map(Uuid::from).unwrap_or_default();
        let registered = live.iter().find(|fact| match &fact.body {
            Some(Body::PourvoiEnregistre(b)) => b.pourvoi_id == id,
            Some(Body::SaisineEnregistree(b)) => b.pourvoi_id == id,
            _ => false,
        });
        let own = || seats.iter().filter(move |(of, _)| *of == pourvoi);
        shown.push(pb::Pourvoi {
            pourvoi_id: pourvoi.to_string(),
            nature: nature.clone(),
            number: number.clone(),
            formed_on: day(fact),
            registered_on: registered.map(|fact| day(fact)).unwrap_or_default(),
            qualite,
            demandeur_ids: own().map(|(_, demandeur)| demandeur.to_string()).collect(),
            outcome: pourvois::outcome(journal, live, pourvoi, &own().copied().collect::<Vec<_>>()),
        });
    }
    shown
}

pub(crate) fn decisions(journal: &Journal, live: &[&ActRecorded]) -> Vec<pb::Decision> {
    let mut ids: Vec<Uuid> = Vec::new();
    for body in live.iter().filter_map(|fact| fact.body.as_ref()) {
        let added = match body {
            Body::DecisionAttaqueeAjoutee(b) => &b.added[..],
            _ => decisions_of(body),
        };
        for id in added.iter().map(|d| d.decision_id.map(Uuid::from).unwrap_or_default()) {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }
    ids.iter().filter_map(|id| journal.names.decisions.get(id).cloned()).collect()
}

fn links(live: &[&ActRecorded]) -> Vec<pb::LinkedCase> {
    let linked = live.iter().filter_map(|fact| match &fact.body {
        Some(Body::AffaireLiee(b)) => Some(pb::LinkedCase {
            dossier_id: b.dossier.map(Uuid::from).unwrap_or_default().to_string(),
            number: b.number.clone(),
            kind: b.lien.clone(),
        }),
        _ => None,
    });
    linked.collect()
}

/// The circuit that the last act which gave the case to a chamber says.
fn circuit(live: &[&ActRecorded]) -> String {
    let given = live.iter().rev().find_map(|fact| match &fact.body {
        Some(Body::ChambreAttribuee(b)) => Some(b.circuit.clone()),
        _ => None,
    });
    given.unwrap_or_default()
}

fn keywords(live: &[&ActRecorded]) -> Vec<String> {
    let fixed = live.iter().rev().find_map(|fact| match &fact.body {
        Some(Body::MatiereFixee(b)) => Some(b.keywords.clone()),
        _ => None,
    });
    fixed.unwrap_or_default()
}

fn offices(journal: &Journal, case: &CaseRelations) -> Vec<pb::Office> {
    let known = case.offices.iter().chain(&case.former_offices);
    known
        .map(|id| pb::Office {
            office_id: id.to_string(),
            name: journal.names.offices.get(id).cloned().unwrap_or_default(),
        })
        .collect()
}

fn designations(live: &[&ActRecorded], consulted: &[String]) -> Vec<pb::Designation> {
    let mut shown = Vec::new();
    // Who was designated for an opinion that is no longer asked holds nothing.
    let unasked = |chambre: &String| !chambre.is_empty() && !consulted.contains(chambre);
    for fact in live {
        let (role, person) = match &fact.body {
            Some(Body::RapporteurDesigne(b)) if unasked(&b.chambre_consultee) => continue,
            Some(Body::AvocatGeneralDesigne(b)) if unasked(&b.chambre_consultee) => continue,
            Some(Body::RapporteurDesigne(b)) if b.chambre_consultee.is_empty() => ("rapporteur", b.person_id),
            Some(Body::RapporteurDesigne(b)) => ("rapporteur_pour_avis", b.person_id),
            Some(Body::AvocatGeneralDesigne(b)) if b.chambre_consultee.is_empty() => {
                ("avocat_general", b.person_id)
            }
            Some(Body::AvocatGeneralDesigne(b)) => ("avocat_general_pour_avis", b.person_id),
            Some(Body::MagistratRemplace(b)) => {
                let left = b.person_id.map(Uuid::from).unwrap_or_default().to_string();
                let kept_out = !matches!(b.cause.as_str(), "empechement" | "changement_de_chambre");
                // Whoever is designated for an opinion is of the formation of the chamber consulted.
                let leaves = |role: &str| {
                    role == b.fonction || (b.fonction == "formation" && role.ends_with("_pour_avis"))
                };
                shown.retain(|held: &pb::Designation| {
                    held.person_id != left || !(kept_out || leaves(&held.role))
                });
                continue;
            }
            _ => continue,
        };
        shown.push(pb::Designation {
            role: role.to_owned(),
            person_id: person.map(Uuid::from).unwrap_or_default().to_string(),
            designated_on: fact
                .dates
                .first()
                .and_then(law::known_day)
                .map(|day| day.to_string())
                .unwrap_or_default(),
        });
    }
    shown
}

fn outcome(live: &[&ActRecorded], law: &Law) -> Option<pb::Outcome> {
    let (order, none) = ("ordonnance".to_owned(), String::new());
    // The latest first: what was itself taken back takes nothing back.
    let mut taken_back: Vec<Id> = Vec::new();
    for fact in live.iter().rev().filter(|fact| matches!(fact.body, Some(Body::ArretRabattu(_)))) {
        if !fact.act_id.is_some_and(|id| taken_back.contains(&id)) {
            taken_back.extend(fact.refers_to);
        }
    }
    let stands = |fact: &&&ActRecorded| fact.act_id.is_none_or(|id| !taken_back.contains(&id));
    live.iter().rev().filter(stands).filter(|fact| !partial(fact)).find_map(|fact| {
        let day = fact.dates.first().and_then(law::known_day).map(|day| day.to_string()).unwrap_or_default();
        let (nature, solution, formation, ecli) = match &fact.body {
            Some(Body::DecisionPrononcee(b)) => {
                (&b.nature, b.solution.as_str(), b.formation.as_str(), &b.ecli)
            }
            Some(Body::DecheanceConstatee(b)) => (&b.nature, "decheance", "", &b.ecli),
            Some(Body::DesistementConstate(b)) => (&b.nature, "desistement", "", &b.ecli),
            Some(Body::NonAdmissionOrdonnee(_)) => (&order, "non_admission", "", &none),
            Some(Body::PeremptionConstatee(b)) if b.sens == "peremption" => (&order, "peremption", "", &none),
            _ => return None,
        };
        Some(pb::Outcome {
            nature: nature.clone(),
            solution: solution.to_owned(),
            formation: formation.to_owned(),
            ecli: ecli.clone(),
            pronounced_on: day,
            label: law.act_label(&fact.kind),
        })
    })
}

/// An outcome that leaves the case going for others.
fn partial(fact: &ActRecorded) -> bool {
    match &fact.body {
        Some(Body::DecheanceConstatee(b)) => b.etendue == "partielle",
        Some(Body::DesistementConstate(b)) => b.etendue == "partiel",
        _ => false,
    }
}

/// The number as it is printed, with its letter.
#[must_use]
pub fn number(year: i32, sequence: i32) -> String {
    PourvoiNumber::new(year.unsigned_abs(), sequence.unsigned_abs())
        .map_or_else(String::new, |n| n.to_string())
}
