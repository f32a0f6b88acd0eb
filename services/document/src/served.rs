//! Which act names each piece of a case, and to which offices it was served or communicated: pure readings of its journal.
//!
//! Counsel constituted for a party read what was notified to, or served on, that party, before or since; what an office had
//! received stays readable after its constitution has ended. The report, and the opinion of the parquet général, are read once the
//! registry has communicated them: that they were deposited opens them to no office. Acts superseded count no more.
//! Source: CPC 978, 982; ECHR Reinhardt and Slimane-Kaïd v. France; secrecy of the Court, rows "office of avocat aux Conseils".

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use greffe_contracts::{
    common::v1::Id,
    events::v1::{ActRecorded, act_recorded::Body},
    parties_of, pieces_of,
};
use greffe_procedure::catalogue::Catalogue;
use uuid::Uuid;

/// The act by which the report is deposited.
const REPORT: &str = "rapport_depose";
/// What parties are told of, that is a paper of the Court: objects of `avis_aux_parties`.
const OF_THE_REPORT: &str = "rapport";
const OF_THE_OPINION: &str = "avis_parquet";

/// Pieces that an act names, in order.
#[must_use]
pub fn pieces(act: &ActRecorded) -> Vec<Uuid> {
    act.body.iter().flat_map(pieces_of).map(|id| Uuid::from(*id)).collect()
}

/// The act that names each piece, with its version in the journal: what belongs to the case. A deposit annulled names nothing;
/// one corrected still does, unless its correction names the piece in its place.
#[must_use]
pub fn named(acts: &[ActRecorded]) -> BTreeMap<Uuid, (Uuid, u64)> {
    let corrections = corrections(acts);
    let mut named = BTreeMap::new();
    for act in acts.iter().filter(|act| !is_annulled(act, &corrections)) {
        let id = act.act_id.map(Uuid::from).unwrap_or_default();
        for piece in pieces(act) {
            let held = named.entry(piece).or_insert((id, act.version));
            if act.supersedes.is_some_and(|corrected| Uuid::from(corrected) == held.0) {
                *held = (id, act.version);
            }
        }
    }
    named
}

/// Piece and office, for each piece served. A mémoire that was corrected after its notification was received as it had
/// been deposited; one that was annulled was never deposited.
#[must_use]
pub fn of(acts: &[ActRecorded]) -> BTreeSet<(Uuid, Uuid)> {
    let corrections = corrections(acts);
    let mut reading = Reading::default();
    for act in acts {
        let correction = act.act_id.and_then(|id| corrections.get(&id.into()));
        // A correction of who the parties are changes nothing of what they received before it.
        let declares = act.body.as_ref().is_some_and(|body| !parties_of(body).is_empty());
        if correction.is_none() || ((is_deposit(act) || declares) && !is_annulled(act, &corrections)) {
            reading.take(act);
        }
    }
    reading.granted
}

/// The act that supersedes each.
fn corrections(acts: &[ActRecorded]) -> HashMap<Uuid, &ActRecorded> {
    acts.iter().filter_map(|act| Some((act.supersedes?.into(), act))).collect()
}

/// Whether an act, or a correction of it, was annulled.
fn is_annulled(act: &ActRecorded, corrections: &HashMap<Uuid, &ActRecorded>) -> bool {
    let mut last = act;
    for _ in 0..corrections.len() {
        match last.act_id.and_then(|id| corrections.get(&id.into())) {
            Some(next) => last = next,
            None => break,
        }
    }
    matches!(last.body, Some(Body::ActeAnnule(_)))
}

/// Whether papers come with the act, which others are to receive.
fn is_deposit(act: &ActRecorded) -> bool {
    is_of_parties(act) || is_report(act) || is_opinion(act)
}

/// Those that the parties tell each other of.
fn is_of_parties(act: &ActRecorded) -> bool {
    matches!(act.body, Some(Body::MemoireDepose(_) | Body::PiecesDeposees(_) | Body::PourvoiIncidentForme(_)))
}

fn is_report(act: &ActRecorded) -> bool {
    matches!(act.body, Some(Body::RapportDepose(_)))
}

fn is_opinion(act: &ActRecorded) -> bool {
    matches!(act.body, Some(Body::AvisParquetGeneral(_)))
}

/// Whether the law has that notice given of the deposit of a report. That the sense of an opinion was told is another: it hands over
/// no paper.
fn is_of_a_report(notice: &str) -> bool {
    let law = Catalogue::embedded();
    let due = law.kind(REPORT).map(|kind| law.follows(kind).notices_due).unwrap_or_default();
    due.iter().any(|id| id.as_str() == notice)
}

#[derive(Default)]
struct Reading<'a> {
    /// As they had come when the journal was at the act being read: a correction of one stands in its place.
    deposits: Vec<&'a ActRecorded>,
    parties: Vec<Uuid>,
    constitutions: Vec<(Uuid, Uuid)>,
    received: BTreeMap<Uuid, Vec<Uuid>>,
    granted: BTreeSet<(Uuid, Uuid)>,
}

impl<'a> Reading<'a> {
    fn take(&mut self, act: &'a ActRecorded) {
        let declared = act.body.as_ref().map(parties_of).unwrap_or_default();
        for party in declared.iter().filter_map(|party| party.party_id).map(Uuid::from) {
            if !self.parties.contains(&party) {
                self.parties.push(party);
            }
        }
        match &act.body {
            Some(Body::AvocatConstitue(b)) => self.constitute(act, b.office_id),
            Some(Body::AvocatDecharge(b)) => {
                let (office, left) = (b.office_id.map(Uuid::from), self.scope(act));
                self.constitutions.retain(|(party, of)| Some(*of) != office || !left.contains(party));
            }
            _ if is_deposit(act) => self.deposits.push(act),
            Some(Body::MemoireNotifie(b)) => self.serve(act, &self.served_by(act, &b.nature)),
            Some(Body::MemoireSignifie(b)) => self.serve(act, &self.served_by(act, &b.nature)),
            Some(Body::AvisAuxParties(b)) if b.objet == OF_THE_REPORT => {
                self.serve(act, &self.communicated_by(act, is_report));
            }
            Some(Body::AvisAuxParties(b)) if b.objet == OF_THE_OPINION => {
                self.serve(act, &self.communicated_by(act, is_opinion));
            }
            // A notice goes to the party that it names, or to nobody of the parties.
            Some(Body::NotificationFaite(b)) if names_parties(act) && is_of_a_report(&b.avis) => {
                self.serve(act, &self.communicated_by(act, is_report));
            }
            _ => {}
        }
    }

    /// Parties of the scope; all when it names none.
    fn scope(&self, act: &ActRecorded) -> Vec<Uuid> {
        let named: Vec<Uuid> =
            act.scope.iter().flat_map(|scope| &scope.parties).map(|id| Uuid::from(*id)).collect();
        if named.is_empty() { self.parties.clone() } else { named }
    }

    fn constitute(&mut self, act: &ActRecorded, office: Option<Id>) {
        let Some(office) = office.map(Uuid::from) else { return };
        for party in self.scope(act) {
            self.constitutions.push((party, office));
            let received = self.received.get(&party).into_iter().flatten();
            self.granted.extend(received.map(|piece| (*piece, office)));
        }
    }

    fn serve(&mut self, act: &ActRecorded, served: &[Uuid]) {
        for party in self.scope(act) {
            self.received.entry(party).or_default().extend(served);
            for (_, office) in self.constitutions.iter().filter(|(of, _)| *of == party) {
                self.granted.extend(served.iter().map(|piece| (*piece, *office)));
            }
        }
    }

    /// Pieces that a notification brings: those of the act it speaks of (or of the last deposit of that nature), and those
    /// deposited with it so far.
    fn served_by(&self, act: &ActRecorded, nature: &str) -> Vec<Uuid> {
        let standing = self.standing(is_of_parties);
        let deposit = match act.refers_to.map(Uuid::from) {
            Some(named) => standing.iter().find(|deposit| self.came_from(deposit, named)),
            None => standing.iter().rev().find(|deposit| is_of_nature(deposit, nature)),
        };
        let Some(deposit) = deposit else { return Vec::new() };
        let with_it = standing.iter().filter(|other| {
            matches!(other.body, Some(Body::PiecesDeposees(_)))
                && other.refers_to.is_some_and(|named| self.came_from(deposit, named.into()))
        });
        with_it.fold(pieces(deposit), |served, other| [served, pieces(other)].concat())
    }

    /// Pieces of a paper of the Court that an act communicates: of the deposit that it speaks of, or of each (two may report,
    /// COJ R431-14). What others deposited with it goes with no communication.
    fn communicated_by(&self, act: &ActRecorded, is: fn(&ActRecorded) -> bool) -> Vec<Uuid> {
        let named = act.refers_to.map(Uuid::from);
        let standing = self.standing(is).into_iter();
        let told = standing.filter(|deposit| named.is_none_or(|named| self.came_from(deposit, named)));
        told.flat_map(pieces).collect()
    }

    /// Deposits of a sort of which no correction has come yet.
    fn standing(&self, is: fn(&ActRecorded) -> bool) -> Vec<&'a ActRecorded> {
        let corrected: HashSet<Uuid> =
            self.deposits.iter().filter_map(|act| act.supersedes).map(Uuid::from).collect();
        self.deposits
            .iter()
            .filter(|act| is(act) && act.act_id.is_none_or(|id| !corrected.contains(&id.into())))
            .copied()
            .collect()
    }

    /// Whether a deposit is the act named, or corrects it.
    fn came_from(&self, deposit: &ActRecorded, named: Uuid) -> bool {
        let mut at = Some(deposit);
        for _ in 0..=self.deposits.len() {
            let Some(act) = at else { return false };
            if act.act_id.map(Uuid::from) == Some(named) {
                return true;
            }
            at = self.deposits.iter().find(|of| of.act_id.is_some() && of.act_id == act.supersedes).copied();
        }
        false
    }
}

fn names_parties(act: &ActRecorded) -> bool {
    act.scope.as_ref().is_some_and(|scope| !scope.parties.is_empty())
}

fn is_of_nature(deposit: &ActRecorded, nature: &str) -> bool {
    match &deposit.body {
        Some(Body::MemoireDepose(b)) => b.nature == nature,
        Some(Body::PourvoiIncidentForme(_)) => nature == "incident",
        _ => false,
    }
}
