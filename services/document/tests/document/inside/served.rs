//! `served`, from inside.

use greffe_contracts::{
    common::v1::Scope,
    events::v1::{
        ActRecorded, ActeAnnule, AvisAuxParties, AvocatConstitue, AvocatDecharge, MemoireDepose,
        MemoireNotifie, NotificationFaite, PartyDeclared, PiecesDeposees, PourvoiForme, RapportDepose,
        act_recorded::Body,
    },
};
use greffe_document::inside::served::{named, of};
use uuid::Uuid;

fn n(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn act(id: u128, parties: &[u128], body: Body) -> ActRecorded {
    let scope = Scope { parties: parties.iter().map(|p| n(*p).into()).collect(), ..Default::default() };
    ActRecorded { act_id: Some(n(id).into()), scope: Some(scope), body: Some(body), ..Default::default() }
}

fn constituted(id: u128, party: u128, office: u128) -> ActRecorded {
    act(
        id,
        &[party],
        Body::AvocatConstitue(AvocatConstitue { office_id: Some(n(office).into()), ..Default::default() }),
    )
}

fn discharged(id: u128, party: u128, office: u128) -> ActRecorded {
    act(id, &[party], Body::AvocatDecharge(AvocatDecharge { office_id: Some(n(office).into()) }))
}

/// Parties 1 and 2; office 10 for 1 deposits a mémoire with piece 100 (act 3).
fn opened() -> Vec<ActRecorded> {
    let party = |id| PartyDeclared { party_id: Some(n(id).into()), ..Default::default() };
    let memoire =
        MemoireDepose { nature: "ampliatif".into(), pieces: vec![n(100).into()], ..Default::default() };
    vec![
        act(
            1,
            &[],
            Body::PourvoiForme(PourvoiForme { parties: vec![party(1), party(2)], ..Default::default() }),
        ),
        constituted(2, 1, 10),
        act(3, &[1], Body::MemoireDepose(memoire)),
    ]
}

fn notified(id: u128, party: u128, of: Option<u128>) -> ActRecorded {
    let mut act = act(
        id,
        &[party],
        Body::MemoireNotifie(MemoireNotifie { nature: "ampliatif".into(), ..Default::default() }),
    );
    act.refers_to = of.map(|of| n(of).into());
    act
}

#[test]
fn a_memoire_is_read_once_served_on_ones_party() {
    let mut acts = opened();
    acts.push(constituted(4, 2, 20));
    assert!(of(&acts).is_empty(), "deposited, not yet served");
    acts.push(notified(5, 2, Some(3)));
    assert_eq!(of(&acts), [(n(100), n(20))].into());
}

#[test]
fn counsel_who_come_later_read_what_their_party_received() {
    let mut acts = opened();
    acts.extend([notified(4, 2, None), constituted(5, 2, 20)]);
    assert_eq!(of(&acts), [(n(100), n(20))].into());
}

#[test]
fn counsel_who_left_keep_what_they_had_and_receive_no_more() {
    let mut acts = opened();
    acts.extend([constituted(4, 2, 20), discharged(5, 2, 20), notified(6, 2, Some(3))]);
    assert!(of(&acts).is_empty(), "served after they had left");
    let mut acts = opened();
    acts.extend([constituted(4, 2, 20), notified(5, 2, Some(3)), discharged(6, 2, 20)]);
    assert_eq!(of(&acts), [(n(100), n(20))].into());
}

#[test]
fn a_constitution_recorded_by_mistake_opens_nothing() {
    let mut acts = opened();
    acts.extend([constituted(4, 2, 66), notified(5, 2, Some(3))]);
    let mut annulled = act(6, &[], Body::ActeAnnule(ActeAnnule {}));
    annulled.supersedes = Some(n(4).into());
    acts.push(annulled);
    assert!(of(&acts).is_empty());
}

fn correction(id: u128, of: u128, body: Body) -> ActRecorded {
    let mut act = act(id, &[1], body);
    act.supersedes = Some(n(of).into());
    act
}

fn memoire(piece: u128) -> Body {
    Body::MemoireDepose(MemoireDepose {
        nature: "ampliatif".into(),
        pieces: vec![n(piece).into()],
        ..Default::default()
    })
}

#[test]
fn what_was_received_is_what_had_been_deposited_by_then() {
    let mut acts = opened();
    acts.extend([constituted(4, 2, 20), correction(5, 3, memoire(101)), notified(6, 2, Some(3))]);
    assert_eq!(of(&acts), [(n(101), n(20))].into(), "corrected before: the correction");
    let mut acts = opened();
    acts.extend([constituted(4, 2, 20), notified(5, 2, Some(3)), correction(6, 3, memoire(101))]);
    assert_eq!(of(&acts), [(n(100), n(20))].into(), "corrected after: what had been received stays");
    acts.push(notified(7, 2, Some(6)));
    assert_eq!(of(&acts).len(), 2, "notified anew: both");
}

#[test]
fn a_memoire_annulled_was_never_deposited() {
    let mut acts = opened();
    acts.extend([
        constituted(4, 2, 20),
        notified(5, 2, Some(3)),
        correction(6, 3, Body::ActeAnnule(ActeAnnule {})),
    ]);
    assert!(of(&acts).is_empty());
}

#[test]
fn a_piece_belongs_to_the_act_that_stands() {
    let mut acts = opened();
    assert_eq!(named(&acts), [(n(100), (n(3), 0))].into());
    acts.push(correction(4, 3, memoire(100)));
    assert_eq!(named(&acts), [(n(100), (n(4), 0))].into(), "the correction that names it too");
    acts.push(correction(5, 4, memoire(101)));
    assert_eq!(named(&acts), [(n(100), (n(4), 0)), (n(101), (n(5), 0))].into(), "both were received");
    acts.push(correction(6, 5, Body::ActeAnnule(ActeAnnule {})));
    assert!(named(&acts).is_empty());
    acts.push(act(7, &[1], memoire(100)));
    assert_eq!(named(&acts), [(n(100), (n(7), 0))].into(), "recorded anew");
}

#[test]
fn pieces_deposited_with_a_memoire_are_served_with_it() {
    let mut acts = opened();
    let mut with_it = act(
        4,
        &[1],
        Body::PiecesDeposees(PiecesDeposees { pieces: vec![n(200).into()], ..Default::default() }),
    );
    with_it.refers_to = Some(n(3).into());
    acts.extend([with_it, constituted(5, 2, 20), notified(6, 2, Some(3))]);
    assert_eq!(of(&acts), [(n(100), n(20)), (n(200), n(20))].into());
}

fn report(piece: u128) -> Body {
    Body::RapportDepose(RapportDepose { pieces: vec![n(piece).into()], ..Default::default() })
}

fn told(id: u128, parties: &[u128]) -> ActRecorded {
    act(id, parties, Body::AvisAuxParties(AvisAuxParties { objet: "rapport".into(), ..Default::default() }))
}

#[test]
fn a_report_is_read_by_the_counsel_of_those_to_whom_it_was_communicated() {
    let mut acts = opened();
    acts.extend([constituted(4, 2, 20), act(5, &[], report(300))]);
    assert!(of(&acts).is_empty(), "deposited, not yet communicated");
    assert_eq!(named(&acts)[&n(300)], (n(5), 0));
    acts.push(told(6, &[]));
    assert_eq!(of(&acts), [(n(300), n(10)), (n(300), n(20))].into(), "to all, when none is named");
}

#[test]
fn a_correction_of_who_the_parties_are_takes_nothing_back() {
    let mut acts = opened();
    acts.extend([constituted(4, 2, 20), act(5, &[], report(300)), told(6, &[])]);
    let before = of(&acts);
    assert_eq!(before.len(), 2);
    let corrected =
        ActRecorded { act_id: Some(n(7).into()), supersedes: Some(n(1).into()), ..acts[0].clone() };
    acts.push(corrected);
    assert_eq!(of(&acts), before);
    acts.extend([act(8, &[], report(301)), told(9, &[2])]);
    assert!(of(&acts).is_superset(&[(n(301), n(20)), (n(300), n(20))].into()), "each of two that report");
    assert!(!of(&acts).contains(&(n(301), n(10))));
}

#[test]
fn a_report_whose_day_was_corrected_is_communicated_and_one_annulled_is_not() {
    let mut acts = opened();
    acts.extend([act(4, &[], report(300)), correction(5, 4, report(300)), told(6, &[1])]);
    assert_eq!(of(&acts), [(n(300), n(10))].into());
    acts.push(correction(7, 5, Body::ActeAnnule(ActeAnnule {})));
    assert!(of(&acts).is_empty());
}

#[test]
fn a_notice_of_a_report_that_names_no_party_serves_none() {
    let notice = |parties: &[u128], avis: &str| {
        let mut sent = act(
            6,
            parties,
            Body::NotificationFaite(NotificationFaite { avis: avis.into(), ..Default::default() }),
        );
        sent.refers_to = Some(n(5).into());
        sent
    };
    let nobody: &[u128] = &[];
    let served = |parties: &[u128], avis: &str| {
        let mut acts = opened();
        acts.extend([act(5, &[], report(300)), notice(parties, avis)]);
        of(&acts)
    };
    assert_eq!(served(&[1], "not.11"), [(n(300), n(10))].into());
    assert!(served(nobody, "not.11").is_empty());
    assert!(served(&[1], "not.civ.29").is_empty() && served(&[1], "autre").is_empty());
}

#[test]
fn a_notification_among_parties_hands_over_no_report() {
    let mut acts = opened();
    acts.extend([constituted(4, 2, 20), act(5, &[], report(300)), notified(6, 2, Some(5))]);
    assert!(of(&acts).is_empty());
    acts.push(notified(7, 2, None));
    assert_eq!(of(&acts), [(n(100), n(20))].into(), "the mémoire, and nothing else");
}
