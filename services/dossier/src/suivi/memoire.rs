//! The mémoire that a party remits itself: whether the law lets it is read in the catalogue's rules, which say what satisfies
//! a term and whom it binds.

use greffe_chassis::{Caller, Failure, Kind, Result};
use greffe_contracts::{
    dossier::v1 as pb,
    events::v1::{ActRecorded, MemoireDepose, act_recorded::Body},
};
use greffe_procedure::{
    act::Act,
    catalogue::Bound,
    day::Day,
    derivation::{Derivation, Status},
    ids::PartyId,
};
use jiff::{Timestamp, civil::Date};
use uuid::Uuid;

use super::party_of;
use crate::{access, journal::Journal, record::remitted_at};

/// Nature of the mémoire in the catalogue, and who signs it.
const NATURE: &str = "personnel";
const SIGNATORY: &str = "partie";
/// The only act that a party does by itself.
const KIND: &str = "memoire_depose";

/// The mémoire as the catalogue looks at it.
fn proposed(journal: &Journal, party: Uuid, on: Date) -> Option<Act> {
    let mut fact = ActRecorded {
        act_id: Some(Uuid::now_v7().into()),
        dates: vec![greffe_contracts::common::v1::NamedDate {
            name: "depose".into(),
            value: Some(greffe_contracts::common::v1::named_date::Value::Day(Day::from_date(on).number())),
            source: String::new(),
        }],
        body: Some(Body::MemoireDepose(MemoireDepose {
            nature: NATURE.into(),
            signataire: SIGNATORY.into(),
            ..Default::default()
        })),
        ..Default::default()
    };
    fact.scope.get_or_insert_default().parties = vec![party.into()];
    journal.law.classify(&mut fact).ok()?;
    journal.law.read(&fact).ok()
}

/// The article under which the party may remit a mémoire itself: that of the term which binds it and which the mémoire would
/// satisfy; for a demandeur whose term has not begun, that of the procedure's rule. `None` where no rule says so, or where
/// the case takes no mémoire any more.
pub(super) fn allowed(journal: &Journal, derived: &Derivation, party: &pb::Party) -> Option<String> {
    let (law, id) = (&journal.law, Uuid::parse_str(&party.party_id).ok()?);
    let act = proposed(journal, id, derived.as_of.to_date())?;
    if !party.outcome.is_empty() || !derived.possible_acts.contains(law.catalogue, act.kind) {
        return None;
    }
    let procedure = law.catalogue.procedures().iter().position(|known| known.code == derived.procedure)?;
    let takes = law.catalogue.rules().iter().filter(|rule| {
        rule.procedures.contains(procedure) && rule.satisfied_by.iter().any(|s| s.pattern.matches(&act))
    });
    let binds = takes.filter(|rule| {
        let mut own = derived
            .deadlines
            .iter()
            .filter(|d| d.key.rule == rule.id && d.key.party == Some(PartyId(id)))
            .peekable();
        if own.peek().is_some() {
            return own.any(|d| d.status != Status::Moot);
        }
        rule.bound == Bound::Demandeur && party.role == "demandeur"
    });
    binds.map(|rule| rule.article.clone()).next()
}

/// A deposit by a party itself, in its own name, at the instant it arrived.
///
/// # Errors
/// When it is another's case, or the law wants counsel.
pub(crate) fn own_deposit(
    caller: &Caller,
    journal: &Journal,
    derived: &Derivation,
    fact: &mut ActRecorded,
    received_at: Timestamp,
) -> Result<()> {
    let own = Uuid::parse_str(&caller.agent_id).map_err(|_| access::unknown_case())?;
    let party = party_of(journal, own).ok_or_else(access::unknown_case)?;
    let Some(Body::MemoireDepose(memoire)) = fact.body.as_mut().filter(|_| fact.kind == KIND) else {
        return Err(refused());
    };
    if memoire.nature != NATURE || allowed(journal, derived, &party).is_none() {
        return Err(refused());
    }
    memoire.signataire = SIGNATORY.into();
    memoire.office_id = None;
    fact.scope =
        Some(greffe_contracts::common::v1::Scope { parties: vec![own.into()], ..Default::default() });
    remitted_at(&journal.law, fact, received_at);
    Ok(())
}

fn refused() -> Failure {
    Failure::new(
        Kind::Refused,
        "LIE-005",
        "La loi ne permet pas à cette partie de remettre elle-même ce mémoire dans cette affaire\u{a0}: un avocat au Conseil d’État et à la Cour de cassation le dépose pour elle. L’aide juridictionnelle peut en prendre les frais en charge.",
    )
}
