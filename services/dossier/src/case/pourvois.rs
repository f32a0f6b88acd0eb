//! Several pourvois under one number. In criminal matters all those who attack one decision have one number and one dossier, each
//! by a declaration of its own day (CPP 568, 576), with its own terms, its own mémoire and its own end.

use std::collections::{HashMap, HashSet};

use greffe_chassis::{Failure, Kind, Result};
use greffe_contracts::{
    common::v1::{Id, NamedDate, Scope},
    decisions_of,
    dossier::v1 as pb,
    events::v1::{
        ActRecorded, AvocatConstitue, DecisionAttacked, PartiesDeclarees, PartyDeclared, PourvoiForme,
        RulingOutcome, act_recorded::Body,
    },
    input, parties_of, pourvoi_of,
};
use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

use super::amend::unknown_party;
use crate::{
    journal::Journal,
    law::{self, Law},
    offices::searchable,
    open::{DeclaredParty, PARTIES_AN_ACT, PARTIES_MAX, at_most, one_of, read_party},
    view::{self, shown_name},
};

/// The act by which a pourvoi is declared.
const DECLARATION: &str = "pourvoi_forme";

/// A demandeur in a pourvoi.
type Seat = (Uuid, Uuid);

fn uuid(id: Id) -> Uuid {
    id.into()
}

/// Whether another pourvoi joins the number of the first, in this procedure: the catalogue expects declarations beyond the
/// registration.
#[must_use]
pub(crate) fn share_a_number(law: &Law, procedure: &str) -> bool {
    let (catalogue, place) = (law.catalogue, law.catalogue.procedure_named(procedure));
    let also = catalogue.type_named(DECLARATION).and_then(|ty| ty.also);
    also.zip(place).is_some_and(|((procedures, _), place)| procedures.contains(place))
}

/// Those who formed the pourvois of a journal, each in its own.
#[must_use]
pub(crate) fn seats(live: &[&ActRecorded]) -> Vec<Seat> {
    let (mut seats, mut known): (Vec<Seat>, HashSet<Seat>) = Default::default();
    for body in live.iter().filter_map(|fact| fact.body.as_ref()) {
        let Some(pourvoi) = pourvoi_of(body).map(uuid) else { continue };
        let demandeurs = parties_of(body).iter().filter(|party| party.role == "demandeur");
        for seat in demandeurs.filter_map(|party| Some((pourvoi, uuid(party.party_id?)))) {
            if known.insert(seat) {
                seats.push(seat);
            }
        }
    }
    seats
}

/// Whether an act names the seat, as far as it names anybody: a demandeur, or a pourvoi. One about some of the decisions attacked
/// leaves the others.
fn names(scope: &Scope, (pourvoi, demandeur): Seat) -> bool {
    let lists = |ids: &[Id], id: Uuid| ids.is_empty() || ids.iter().any(|known| uuid(*known) == id);
    let somebody = !scope.pourvois.is_empty() || !scope.parties.is_empty();
    somebody
        && scope.decisions.is_empty()
        && lists(&scope.pourvois, pourvoi)
        && lists(&scope.parties, demandeur)
}

/// Acts that ended the case for those alone whom they name, but for one that is corrected.
fn partial_ends<'a>(
    live: &'a [&'a ActRecorded],
    corrected: Option<Id>,
) -> impl Iterator<Item = &'a ActRecorded> {
    let taken_back = move |act: &ActRecorded| {
        let by = |fact: &&ActRecorded| matches!(fact.body, Some(Body::ArretRabattu(_)));
        act.act_id.is_some() && live.iter().any(|fact| by(fact) && fact.refers_to == act.act_id)
    };
    live.iter().copied().filter(move |fact| {
        let partial = match &fact.body {
            Some(Body::DecheanceConstatee(b)) => b.etendue == "partielle",
            Some(Body::DesistementConstate(b)) => b.etendue == "partiel",
            Some(Body::DecisionPartiellePrononcee(_)) => true,
            _ => false,
        };
        partial && (corrected.is_none() || fact.act_id != corrected) && !taken_back(fact)
    })
}

/// The act by which a seat ended before the case did, if one did; that of its correction aside.
pub(crate) fn ended<'a>(
    live: &'a [&'a ActRecorded],
    seat: Seat,
    corrected: Option<Id>,
) -> Option<&'a ActRecorded> {
    partial_ends(live, corrected).find(|fact| fact.scope.as_ref().is_some_and(|scope| names(scope, seat)))
}

/// How a pourvoi ended, in words: by an act that ended it alone, or by its line of a decision that tells several apart; empty while
/// it goes on, and where the case ended as a whole.
#[must_use]
pub(crate) fn outcome(journal: &Journal, live: &[&ActRecorded], pourvoi: Uuid, own: &[Seat]) -> String {
    let lists =
        |ids: &[Id], wanted: &[Uuid]| ids.is_empty() || ids.iter().any(|id| wanted.contains(&uuid(*id)));
    let demandeurs: Vec<Uuid> = own.iter().map(|(_, demandeur)| *demandeur).collect();
    let ruled = |outcomes: &[RulingOutcome]| {
        let mut lines = outcomes
            .iter()
            .filter(|line| lists(&line.on_pourvois, &[pourvoi]) && lists(&line.on_parties, &demandeurs));
        let solution = lines.next().and_then(|line| journal.law.catalogue.solution(&line.solution));
        solution.map(|solution| solution.label.clone())
    };
    let partial: Vec<&ActRecorded> = own.iter().filter_map(|seat| ended(live, *seat, None)).collect();
    if let Some(last) = partial.last().filter(|_| partial.len() == own.len()) {
        let line = match &last.body {
            Some(Body::DecisionPartiellePrononcee(b)) => ruled(&b.outcomes),
            _ => None,
        };
        return line.unwrap_or_else(|| journal.law.act_label(&last.kind));
    }
    let whole = live.iter().rev().find_map(|fact| match &fact.body {
        Some(Body::DecisionPrononcee(b)) => ruled(&b.outcomes),
        _ => None,
    });
    whole.unwrap_or_default()
}

/// What a déchéance, a constat of désistement or a non-admission names: the pourvois of those who formed them, and the extent
/// that follows. With one demandeur there is nothing to tell apart.
///
/// # Errors
/// `DOS-018` when the act says « totale » and a pourvoi stays, « partielle » and none does, or does not say of whom.
pub(crate) fn extent(journal: &Journal, fact: &mut ActRecorded) -> Result<()> {
    let whole = match &fact.body {
        Some(Body::DecheanceConstatee(b)) => b.etendue == "totale",
        Some(Body::DesistementConstate(b)) => b.etendue == "total",
        Some(Body::NonAdmissionOrdonnee(_)) => true,
        Some(Body::DesistementDepose(_)) => false,
        _ => return Ok(()),
    };
    let live = law::live(&journal.facts);
    let seats = seats(&live);
    if seats.len() < 2 || !share_a_number(&journal.law, &journal.procedure()) {
        return Ok(());
    }
    let deposit = matches!(fact.body, Some(Body::DesistementDepose(_)));
    let ordered = matches!(fact.body, Some(Body::NonAdmissionOrdonnee(_)));
    let corrected = fact.supersedes;
    let scope = fact.scope.get_or_insert_default();
    let of_party = |(_, demandeur): &Seat| scope.parties.iter().any(|id| uuid(*id) == *demandeur);
    if scope.pourvois.is_empty() && !scope.parties.is_empty() {
        // Who forms one pourvoi and answers another leaves its own: the act says so.
        let mut own: Vec<Uuid> =
            seats.iter().filter(|seat| of_party(seat)).map(|(pourvoi, _)| *pourvoi).collect();
        own.sort_unstable();
        own.dedup();
        scope.pourvois = own.into_iter().map(Id::from).collect();
    }
    if deposit || !scope.decisions.is_empty() {
        return Ok(());
    }
    let nobody = scope.pourvois.is_empty() && scope.parties.is_empty();
    if nobody && !whole {
        return Err(of_whom(
            "portee.pourvois",
            "Cet acte est partiel et ne dit pas de quel pourvoi. Désignez le pourvoi, ou le demandeur, qu’il concerne.",
        ));
    }
    let standing = seats.iter().filter(|seat| ended(&live, **seat, corrected).is_none());
    let (now, left): (Vec<Seat>, Vec<Seat>) =
        standing.copied().partition(|seat| nobody || names(scope, *seat));
    if whole && !left.is_empty() {
        let remedy = if ordered {
            "enregistrez une décision partielle (ordonnance, non-admission) qui le désigne"
        } else {
            "choisissez l’étendue partielle"
        };
        return Err(of_whom(
            "corps.etendue",
            &format!(
                "Cet acte ne concerne pas tous les pourvois et mettrait fin à l’affaire entière\u{a0}: celui de {} reste à juger. Pour un seul pourvoi, {remedy}.",
                called(journal, &left)
            ),
        ));
    }
    // Toward a défendeur, or of one who had left already, the case ends for no demandeur.
    if !whole && !now.is_empty() && left.is_empty() {
        return Err(of_whom(
            "corps.etendue",
            "Aucun pourvoi ne reste à juger après cet acte\u{a0}: choisissez l’étendue totale, l’affaire est alors terminée.",
        ));
    }
    Ok(())
}

fn of_whom(field: &str, message: &str) -> Failure {
    Failure::invalid("DOS-018", field, message)
}

/// Demandeurs by their names, the first three.
fn called(journal: &Journal, seats: &[Seat]) -> String {
    let mut called: Vec<&str> = Vec::new();
    for (_, demandeur) in seats {
        let name = journal.names.parties.get(demandeur).map_or("une partie", String::as_str);
        if !called.contains(&name) {
            called.push(name);
        }
    }
    let more = if called.len() > 3 { format!(" et {} autres", called.len() - 3) } else { String::new() };
    format!("{}{more}", called.iter().take(3).copied().collect::<Vec<_>>().join(", "))
}

/// A declaration that corrects another stays that of its pourvoi, in its procedure, with the parties and the decisions that it does not say
/// anew: it would else bind those of the others.
pub(crate) fn kept(journal: &Journal, corrected: Option<Id>, said: &mut PourvoiForme) {
    let mut of = journal.facts.iter().filter(|known| corrected.is_some() && known.act_id == corrected);
    let Some(Body::PourvoiForme(known)) = of.next().and_then(|known| known.body.as_ref()) else { return };
    said.pourvoi_id = known.pourvoi_id.or(said.pourvoi_id);
    if said.procedure.is_empty() {
        said.procedure.clone_from(&known.procedure);
    }
    if said.parties.is_empty() {
        said.parties.clone_from(&known.parties);
    }
    if said.decisions.is_empty() {
        said.decisions.clone_from(&known.decisions);
    }
}

/// The pourvoi that a registration registers: the one that it names, by its body or by its scope, else the first that was declared and
/// has none.
///
/// # Errors
/// `DOS-017` when it names one that is registered or unknown, or when all are registered.
pub(crate) fn registered(journal: &Journal, fact: &mut ActRecorded) -> Result<()> {
    let corrected = fact.supersedes;
    let live = law::live(&journal.facts);
    let in_scope = fact.scope.as_ref().and_then(|scope| scope.pourvois.first().copied());
    let Some(Body::PourvoiEnregistre(registration)) = &mut fact.body else { return Ok(()) };
    if !share_a_number(&journal.law, &journal.procedure()) {
        return Ok(());
    }
    let declared = || {
        live.iter().filter_map(|fact| match &fact.body {
            Some(Body::PourvoiForme(b)) => b.pourvoi_id,
            _ => None,
        })
    };
    // A registration that names none is that of the first.
    let done: Vec<Id> = live
        .iter()
        .filter(|fact| corrected.is_none() || fact.act_id != corrected)
        .filter_map(|fact| match &fact.body {
            Some(Body::PourvoiEnregistre(b)) => b.pourvoi_id.or_else(|| declared().next()),
            _ => None,
        })
        .collect();
    let mut waiting = declared().filter(|id| !done.contains(id));
    let corrects = journal.facts.iter().find(|known| corrected.is_some() && known.act_id == corrected);
    let kept = corrects.and_then(|known| known.body.as_ref()).and_then(pourvoi_of);
    registration.pourvoi_id = registration.pourvoi_id.or(kept).or(in_scope);
    let found = match registration.pourvoi_id {
        Some(named) => waiting.find(|id| *id == named),
        None => waiting.next(),
    };
    // A journal taken over may register a pourvoi that no declaration names.
    if found.is_none() && (registration.pourvoi_id.is_none() || !done.is_empty()) {
        return Err(Failure::invalid(
            "DOS-017",
            "corps.pourvoi_id",
            "Ce pourvoi est déjà enregistré, ou n’a pas été déclaré dans ce dossier. Enregistrez d’abord la déclaration d’un autre demandeur\u{a0}: elle prend le même numéro.",
        ));
    }
    registration.pourvoi_id = found.or(registration.pourvoi_id);
    // The body says which: the act is of that one alone.
    if let Some(scope) = &mut fact.scope {
        scope.pourvois.clear();
    }
    Ok(())
}

/// Another declaration against the decision that the case attacks, of the day or instant on which it was formed: its parties, those of
/// the case and those who enter, then the counsel whom it names.
///
/// # Errors
/// `DOS-016` in a procedure in which each pourvoi has its number; the field of what does not read.
pub(crate) async fn declare(
    tx: &mut PgConnection,
    own: &mut Journal,
    formed: &NamedDate,
    asked: &pb::PourvoiAmendment,
    now: Timestamp,
) -> Result<Vec<ActRecorded>> {
    if !share_a_number(&own.law, &own.procedure()) {
        return Err(Failure::new(
            Kind::Refused,
            "DOS-016",
            "Dans cette procédure, chaque pourvoi a son numéro. Ouvrez un autre dossier, puis joignez-le à celui-ci s’il y a lieu.",
        ));
    }
    at_most("pourvoi.parties", asked.parties.len() + asked.known.len(), PARTIES_MAX)?;
    if asked.qualite.is_empty() {
        return Err(Failure::invalid(
            "DOS-019",
            "pourvoi.qualite",
            "La qualité du demandeur manque. Dites s’il est condamné, partie civile, ministère public…\u{a0}: son délai de mémoire en dépend (CPP 584 à 585-2).",
        ));
    }
    let pourvoi = Uuid::now_v7();
    let (known, decisions) = {
        let live = law::live(&own.facts);
        (view::parties(own, &live), attacked(own, &live, &asked.decision_ids)?)
    };
    let places: HashMap<&str, &pb::Party> = known.iter().map(|of| (of.party_id.as_str(), of)).collect();
    let (mut declared, mut entered, mut counsel) = (Vec::new(), Vec::new(), Vec::new());
    for (at, asked) in asked.known.iter().enumerate() {
        let field = |name: &str| format!("pourvoi.connues[{at}].{name}");
        one_of(&field("role"), &asked.role, input::ROLES)?;
        let found = places.get(asked.party_id.as_str());
        let party = already(found.ok_or_else(|| unknown_party(&field("partie")))?, &asked.role);
        if !asked.office_id.is_empty() {
            let office = Uuid::parse_str(&asked.office_id).map_err(|_| no_office(&field("cabinet")))?;
            counsel.push((office, party.party_id, party.role.clone()));
        }
        declared.push(party);
    }
    for (at, asked) in asked.parties.iter().enumerate() {
        let party = read_party(at, asked).map_err(|failure| inside("pourvoi.", failure))?;
        declared.push(party.fact());
        if let Some(office) = party.office {
            counsel.push((office, Some(party.party.into()), party.role.clone()));
        }
        entered.push(party);
    }
    if !declared.iter().any(|party| party.role == "demandeur") {
        return Err(Failure::invalid(
            "DOS-004",
            "pourvoi.parties",
            "Aucun demandeur n’est déclaré. Désignez au moins une partie qui forme ce pourvoi.",
        ));
    }
    DeclaredParty::keep(tx, &entered, own.dossier, pourvoi, now).await?;
    for party in &entered {
        own.names.parties.insert(party.party, shown_name(&party.name, &party.first_names));
    }
    // Those who form it come first, in the declaration itself.
    declared.sort_by_key(|party| party.role != "demandeur");
    let mut runs = declared.chunks(PARTIES_AN_ACT);
    let body = PourvoiForme {
        pourvoi_id: Some(pourvoi.into()),
        nature: "principal".into(),
        parties: runs.next().unwrap_or_default().to_vec(),
        decisions,
        lieu: asked.lieu.clone(),
        declarant: asked.declarant.clone(),
        qualite: asked.qualite.clone(),
        decision_rendue: asked.decision_rendue.clone(),
        ..Default::default()
    };
    let dated = |name: &str, parties: Vec<Id>, body| ActRecorded {
        dates: vec![NamedDate { name: name.into(), ..formed.clone() }],
        scope: (!parties.is_empty()).then(|| Scope { parties, ..Default::default() }),
        body: Some(body),
        ..Default::default()
    };
    let mut facts = vec![dated("forme", Vec::new(), Body::PourvoiForme(body))];
    facts.extend(runs.map(|run| {
        let body = PartiesDeclarees { pourvoi_id: Some(pourvoi.into()), parties: run.to_vec() };
        dated("declare", Vec::new(), Body::PartiesDeclarees(body))
    }));
    facts.extend(counsel.into_iter().filter_map(|(office, party, position)| {
        let position = if position == "intervenant" { String::new() } else { position };
        let body = AvocatConstitue { office_id: Some(office.into()), position };
        Some(dated("constitution", vec![party?], Body::AvocatConstitue(body)))
    }));
    Ok(facts)
}

pub(crate) fn unknown_pourvoi(field: &str) -> Failure {
    Failure::invalid("PAR-031", field, "Ce pourvoi n’est pas de ce dossier. Choisissez-le parmi les siens.")
}

fn no_office(field: &str) -> Failure {
    Failure::invalid("DOS-006", field, "L’identifiant du cabinet n’est pas un UUID.")
}

/// A party of the case, in the role that it has in this pourvoi.
fn already(party: &pb::Party, role: &str) -> PartyDeclared {
    let id = |text: &str| Uuid::parse_str(text).ok().map(Id::from);
    PartyDeclared {
        party_id: id(&party.party_id),
        person_id: id(&party.person_id),
        role: role.to_owned(),
        residence: party.residence.clone(),
        nature: party.nature.clone(),
    }
}

/// The decisions that the pourvoi attacks, as the case knows them: those named, or all.
fn attacked(own: &Journal, live: &[&ActRecorded], named: &[String]) -> Result<Vec<DecisionAttacked>> {
    let known = view::decisions(own, live);
    if let Some(at) = named.iter().position(|id| !known.iter().any(|of| of.decision_id == *id)) {
        return Err(Failure::invalid(
            "PAR-032",
            &format!("pourvoi.decisions[{at}]"),
            "Cette décision n’est pas de ce dossier. Choisissez-la parmi les décisions attaquées.",
        ));
    }
    let wanted = known.iter().filter(|of| named.is_empty() || named.contains(&of.decision_id));
    let found = wanted.map(|of| DecisionAttacked {
        decision_id: Uuid::parse_str(&of.decision_id).ok().map(Id::from),
        rendered_on: of.rendered_on.clone(),
        nature: of.nature.clone(),
    });
    let found: Vec<DecisionAttacked> = found.collect();
    // Of a case whose words were destroyed, the declaration still says what it attacks.
    if found.is_empty() {
        return Ok(live.iter().filter_map(|f| f.body.as_ref()).flat_map(decisions_of).cloned().collect());
    }
    Ok(found)
}

/// What a declaration that a partner deposited says of another pourvoi of the case: who is of the case already, by the name and the
/// nature of one party alone, and who enters. `None` where its demandeurs have formed theirs: it repeats it.
#[must_use]
pub(crate) fn deposited(
    journal: &Journal,
    opening: &pb::OpenDossierRequest,
    (qualite, decision_rendue): (&str, &str),
) -> Option<pb::PourvoiAmendment> {
    if !share_a_number(&journal.law, &journal.procedure()) {
        return None;
    }
    let parties = view::parties(journal, &law::live(&journal.facts));
    let mut named: HashMap<String, Vec<&pb::Party>> = HashMap::new();
    for party in &parties {
        named.entry(searchable(&party.name)).or_default().push(party);
    }
    let known = |input: &pb::PartyInput| {
        let person = input.person.clone().unwrap_or_default();
        let name = searchable(&shown_name(person.name.trim(), person.first_names.trim()));
        let of_nature = |party: &&pb::Party| person.nature.is_empty() || person.nature == party.nature;
        let mut alike = named.get(&name).into_iter().flatten().copied().filter(of_nature);
        alike.next().filter(|_| alike.next().is_none())
    };
    let mut demandeurs = opening.parties.iter().filter(|party| party.role == "demandeur");
    if demandeurs.all(|input| known(input).is_some_and(|party| view::holds(party, "demandeur"))) {
        return None;
    }
    let said = opening.opening.clone().unwrap_or_default();
    let mut asked = pb::PourvoiAmendment {
        qualite: qualite.to_owned(),
        decision_rendue: decision_rendue.to_owned(),
        lieu: said.lieu,
        declarant: said.declarant,
        ..Default::default()
    };
    for input in &opening.parties {
        match known(input) {
            Some(party) => asked.known.push(pb::KnownParty {
                party_id: party.party_id.clone(),
                role: input.role.clone(),
                office_id: input.office_id.clone(),
            }),
            None => asked.parties.push(input.clone()),
        }
    }
    Some(asked)
}

/// A failure of a part, with its fields as the whole names them.
fn inside(section: &str, mut failure: Failure) -> Failure {
    for violation in &mut failure.violations {
        violation.field = format!("{section}{}", violation.field);
    }
    failure
}
