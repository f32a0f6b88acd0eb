//! `papers::due`, from inside.

use greffe_contracts::{
    common::v1::{Id, NamedDate, named_date},
    events::v1::{ActRecorded, ActeAnnule, ArretRabattu, DecisionPrononcee, act_recorded::Body},
};
use greffe_document::inside::papers::due::due;
use greffe_procedure::day::Day;
use prost_types::Timestamp;
use uuid::Uuid;

/// An act of the tenth of June.
fn act(rank: u128, body: Body) -> ActRecorded {
    let day: Day = "2027-06-10".parse().unwrap();
    let value = Some(named_date::Value::Day(day.number()));
    ActRecorded {
        act_id: Some(Id::from(Uuid::from_u128(rank))),
        dates: vec![NamedDate { value, ..Default::default() }],
        body: Some(body),
        ..Default::default()
    }
}

fn pronounced(nature: &str) -> Body {
    Body::DecisionPrononcee(DecisionPrononcee { nature: nature.into(), ..Default::default() })
}

#[test]
fn a_minute_is_due_of_the_last_arret_that_stands() {
    let of = |facts: &[ActRecorded]| due(facts).map(|(act, on)| (act.as_u128(), on.to_string()));
    let arret = |rank| Some((rank, "2027-06-10".to_owned()));
    let mut facts = vec![act(1, pronounced("ordonnance"))];
    assert_eq!(of(&facts), None, "an order has no such minute");
    facts.push(act(2, pronounced("arret")));
    assert_eq!(of(&facts), arret(2));
    facts.push(act(3, Body::ArretRabattu(ArretRabattu::default())));
    assert_eq!(of(&facts), None, "taken back");
    facts.push(act(4, pronounced("arret")));
    assert_eq!(of(&facts), arret(4));
    let annulled = Body::ActeAnnule(ActeAnnule::default());
    facts.push(ActRecorded { supersedes: facts[3].act_id, ..act(5, annulled) });
    assert_eq!(of(&facts), None, "annulled");

    // A joined dossier has the arrêt of its head; one entered months later was taken over.
    let head = Some(Id::from(Uuid::from_u128(9)));
    assert_eq!(of(&[ActRecorded { common_head: head, ..act(6, pronounced("arret")) }]), None);
    let entered = |seconds| {
        let recorded_at = Some(Timestamp { seconds, nanos: 0 });
        of(&[ActRecorded { recorded_at, ..act(7, pronounced("arret")) }])
    };
    assert_eq!(entered(1_812_700_000), arret(7), "the week after");
    assert_eq!(entered(1_830_000_000), None);
}
