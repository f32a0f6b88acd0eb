//! `rapport`, from inside.

use greffe_contracts::{
    common::v1::Id,
    events::v1::{ActRecorded, ActeAnnule, RapportDepose, RapporteurDesigne, act_recorded::Body},
};
use greffe_dossier::inside::rapport::standing;
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

fn corrects(rank: u128, corrected: u128, body: Body) -> ActRecorded {
    ActRecorded { supersedes: Some(Id::from(Uuid::from_u128(corrected))), ..act(rank, body) }
}

#[test]
fn a_deposit_stands_for_who_made_it_until_they_are_given_the_case_anew() {
    let stands = |facts: &[ActRecorded]| standing(facts, Uuid::from_u128(1), None).map(|id| id.as_u128());
    let mut facts = vec![act(11, designated(1)), act(12, designated(2)), act(13, deposited(Some(2)))];
    assert_eq!(stands(&facts), None, "another rapporteur's");
    facts.push(act(14, deposited(Some(1))));
    assert_eq!(stands(&facts), Some(14));
    facts.push(act(15, designated(1)));
    assert_eq!(stands(&facts), None, "given the case anew");
    facts.push(act(16, deposited(None)));
    assert_eq!(stands(&facts), Some(16), "by hand, without a name");
    facts.push(corrects(17, 16, Body::ActeAnnule(ActeAnnule::default())));
    assert_eq!(stands(&facts), None, "annulled");
}

#[test]
fn a_joint_report_takes_the_place_of_its_own_earlier_deposit_whoever_made_it() {
    let stands = |facts: &[ActRecorded]| {
        let (me, earlier) = (Uuid::from_u128(1), Uuid::from_u128(13));
        standing(facts, me, Some(earlier)).map(|id| id.as_u128())
    };
    let mut facts = vec![act(11, designated(1)), act(12, designated(2)), act(13, deposited(Some(2)))];
    assert_eq!(stands(&facts), Some(13));
    facts.push(corrects(14, 13, deposited(Some(2))));
    assert_eq!(stands(&facts), Some(14), "as it stands since it was corrected");
    facts.push(corrects(15, 14, Body::ActeAnnule(ActeAnnule::default())));
    assert_eq!(stands(&facts), None, "annulled");
    facts.push(act(16, deposited(Some(1))));
    assert_eq!(stands(&facts), Some(16), "what I deposited otherwise");
}
