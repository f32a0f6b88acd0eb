//! Notices kept against those that the journal makes due; each sending against its act of proof, each act against the journal. Due,
//! prepared, handed over, sent, and proven or in pursuit are then the same notices counted five times.

use std::collections::{HashMap, HashSet};

use greffe_contracts::{
    events::v1::{ActRecorded, act_recorded::Body},
    notification::v1 as pb,
};
use prost::Message;
use uuid::Uuid;

use super::compare::{quoted, unequal};

/// States of what a channel or a person has for certain.
const GONE: &[&str] = &["envoye", "recu", "revenu", "sans_preuve"];
/// States that an instant ends.
const AWAITED: &[&str] = &["remis", "en_cours", "inconnu"];
/// No longer wanted.
const MOOT: &str = "sans_objet";

/// The act by which each act stands now.
pub(super) struct Heads(HashMap<Uuid, Uuid>);

impl Heads {
    pub fn of(facts: &[ActRecorded]) -> Self {
        let corrects = facts.iter().filter_map(|fact| Some((fact.supersedes?.into(), fact.act_id?.into())));
        Self(corrects.collect())
    }

    pub fn of_root(&self, root: Uuid) -> Uuid {
        let mut head = root;
        // An act corrects one that came before: a chain is no longer than the journal.
        for _ in 0..self.0.len() {
            match self.0.get(&head) {
                Some(next) => head = *next,
                None => break,
            }
        }
        head
    }
}

/// Everything that differs, each in a sentence.
pub(super) fn differences(
    owed: Vec<pb::Notice>,
    held: &pb::StreamReplicasResponse,
    facts: &[ActRecorded],
) -> Vec<String> {
    let mut found = due(owed, &held.notices);
    let labels: HashMap<&str, &pb::Notice> =
        held.notices.iter().map(|notice| (notice.notice_id.as_str(), notice)).collect();
    found.extend(counted(&held.notices));
    found.extend(sendings(&labels, &held.sendings));
    let inscribed = proofs(&held.proofs, facts, &mut found);
    found.extend(gone(&labels, held, &inscribed));
    found
}

/// What the journal makes due is kept, and nothing else.
fn due(owed: Vec<pb::Notice>, kept: &[pb::Notice]) -> Vec<String> {
    let mut stored: HashMap<&str, &pb::Notice> =
        kept.iter().map(|notice| (notice.notice_id.as_str(), notice)).collect();
    let mut found = Vec::new();
    for expected in &owed {
        match stored.remove(expected.notice_id.as_str()) {
            None => found.push(format!("avis {} : absent ({})", quoted(&expected.label), expected.notice_id)),
            Some(stored) => found.extend(of_notice(stored, expected)),
        }
    }
    let extra = stored.into_values().filter(|notice| notice.derived != MOOT);
    found.extend(extra.map(|notice| {
        format!("avis {} : de trop, le journal ne le fonde pas ({})", quoted(&notice.label), notice.notice_id)
    }));
    found
}

fn of_notice(stored: &pb::Notice, expected: &pb::Notice) -> Vec<String> {
    let fields = [
        ("code", stored.notice.clone(), expected.notice.clone()),
        ("état au journal", stored.derived.clone(), expected.derived.clone()),
        ("terme", stored.due.clone(), expected.due.clone()),
        ("acte", stored.act_id.clone(), expected.act_id.clone()),
        ("partie", stored.party_id.clone(), expected.party_id.clone()),
        ("expéditeur", stored.sender.clone(), expected.sender.clone()),
        ("chambre", stored.chambre.clone(), expected.chambre.clone()),
        ("article", stored.article.clone(), expected.article.clone()),
        ("mentions", stored.mentions.join(" ; "), expected.mentions.join(" ; ")),
    ];
    unequal(&format!("avis {}", quoted(&expected.label)), fields)
}

/// Those that are prepared, by their places and by what was done with them.
fn counted(kept: &[pb::Notice]) -> Option<String> {
    let ours = || kept.iter().filter(|notice| notice.sender == "greffe" && notice.place != MOOT);
    let prepared = ours().filter(|notice| notice.place != "a_preparer").count();
    let begun = |notice: &&pb::Notice| {
        let waits = AWAITED.contains(&notice.state.as_str());
        let fresh = waits || matches!(notice.state.as_str(), "prepare" | "controle" | "rejete");
        let any = !matches!(notice.state.as_str(), "" | "retire")
            || matches!(notice.derived.as_str(), "envoye" | "revenu" | "prouve");
        any && (fresh || !notice.corrective_owed)
    };
    let begun = ours().filter(begun).count();
    (prepared != begun)
        .then(|| format!("avis : {prepared} préparés d’après leur place, {begun} d’après leurs envois"))
}

/// Each sending is of a notice that is kept, follows the one before, and is looked at again while it is not settled.
fn sendings(labels: &HashMap<&str, &pb::Notice>, kept: &[pb::SendingStanding]) -> Vec<String> {
    let (mut found, mut last) = (Vec::new(), ("", 0));
    for sending in kept {
        let Some(notice) = labels.get(sending.notice_id.as_str()) else {
            found.push(format!("envoi {} : d’un avis qui n’est pas tenu", sending.sending_id));
            continue;
        };
        let of = format!("avis {}, envoi {}", quoted(&notice.label), sending.version);
        let before = if last.0 == sending.notice_id { last.1 } else { 0 };
        if sending.version != before + 1 {
            found.push(format!("{of} : l’envoi {} manque", before + 1));
        }
        last = (&sending.notice_id, sending.version);
        if AWAITED.contains(&sending.state.as_str()) && !sending.awaits {
            found.push(format!(
                "{of} : {} sans instant où il sera repris, personne ne le verra",
                sending.state
            ));
        }
    }
    found
}

/// Each act of proof that is said to be in the journal is there; answers which are, and stand.
fn proofs(kept: &[pb::ProofStanding], facts: &[ActRecorded], found: &mut Vec<String>) -> HashSet<Uuid> {
    let superseded: HashSet<Uuid> = facts.iter().filter_map(|fact| fact.supersedes).map(Uuid::from).collect();
    // Two sendings may be told of in the same words: each act of the journal proves one.
    let mut free: Vec<&ActRecorded> = facts
        .iter()
        .filter(|f| matches!(f.body, Some(Body::NotificationFaite(_) | Body::PliRetourne(_))))
        .collect();
    let mut standing = HashSet::new();
    for proof in kept.iter().filter(|proof| proof.state == "inscrite") {
        let told = ActRecorded::decode(&proof.act[..]).unwrap_or_default();
        let same = |fact: &&ActRecorded| fact.body == told.body && fact.refers_to == told.refers_to;
        match free.iter().position(same) {
            Some(at) => {
                let fact = free.swap_remove(at);
                let stands = fact.act_id.is_none_or(|id| !superseded.contains(&Uuid::from(id)));
                standing.extend(stands.then(|| Uuid::parse_str(&proof.proof_id).ok()).flatten());
            }
            None => found.push(format!(
                "avis : l’acte de preuve {} est dit inscrit, le journal ne l’a pas",
                proof.proof_id
            )),
        }
    }
    standing
}

/// Each sending that has gone has its act of proof, and the journal knows of the notice what the act says.
fn gone(
    labels: &HashMap<&str, &pb::Notice>,
    held: &pb::StreamReplicasResponse,
    inscribed: &HashSet<Uuid>,
) -> Vec<String> {
    let known: HashSet<Uuid> =
        held.proofs.iter().filter_map(|proof| Uuid::parse_str(&proof.proof_id).ok()).collect();
    let mut found = Vec::new();
    for sending in held.sendings.iter().filter(|sending| GONE.contains(&sending.state.as_str())) {
        let (Some(notice), Ok(id)) =
            (labels.get(sending.notice_id.as_str()), Uuid::parse_str(&sending.sending_id))
        else {
            continue;
        };
        let result = match sending.state.as_str() {
            "recu" => "remise",
            "revenu" => sending.result.as_str(),
            _ => "",
        };
        let proof = Uuid::new_v5(&id, format!("notification {result}").as_bytes());
        let of = format!("avis {}, envoi {}", quoted(&notice.label), sending.version);
        if !known.contains(&proof) {
            found.push(format!("{of} : {} sans acte de preuve", sending.state));
        } else if inscribed.contains(&proof) && notice.derived == "du" && notice.act_id == sending.act_id {
            found.push(format!("{of} : {} et prouvé, le journal le dit encore dû", sending.state));
        }
    }
    found
}
