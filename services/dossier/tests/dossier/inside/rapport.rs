//! `rapport`, from inside.

use greffe_contracts::{
    common::v1::Id,
    events::v1::{ActRecorded, ActeAnnule, RapportDepose, RapporteurDesigne, act_recorded::Body},
};
use greffe_dossier::inside::rapport::is_known;
use uuid::Uuid;

fn act(rank: u128, body: Body) -> ActRecorded {
    ActRecorded { act_id: Some(Id::from(Uuid::from_u128(rank))), body: Some(body), ..Default::default() }
}

fn designated(who: u128) -> Body {
    let person_id = Some(Id::from(Uuid::from_u128(who)));
    Body::RapporteurDesigne(RapporteurDesigne { person_id, ..Default::default() })
}

fn deposited(who: Option<u128>) -> Body {
    let person_id = who.map(|who| Id::from(Uuid::from_u128(who)));
    Body::RapportDepose(RapportDepose { person_id, ..Default::default() })
}

#[test]
fn a_deposit_is_known_of_who_made_it_until_they_are_given_the_case_anew() {
    let me = Uuid::from_u128(1);
    let mut facts = vec![act(11, designated(1)), act(12, designated(2)), act(13, deposited(Some(2)))];
    assert!(!is_known(&facts, me), "another rapporteur's");
    facts.push(act(14, deposited(Some(1))));
    assert!(is_known(&facts, me));
    facts.push(act(15, designated(1)));
    assert!(!is_known(&facts, me), "given the case anew");
    facts.push(act(16, deposited(None)));
    assert!(is_known(&facts, me), "by hand, without a name");
    facts.push(ActRecorded {
        supersedes: Some(Id::from(Uuid::from_u128(16))),
        ..act(17, Body::ActeAnnule(ActeAnnule::default()))
    });
    assert!(!is_known(&facts, me), "annulled");
}
