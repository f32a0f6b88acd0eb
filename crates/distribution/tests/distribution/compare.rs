//! Two plans side by side: what is the same is told so, what differs is accounted for in both.

use greffe_distribution::{
    CardPair, Cause, Change, Comparison, Designation, Fact, Given, Load, Plan, Rules, Side, Snapshot, Span,
    Term, Unusable, Urgency, compare, propose,
};
use jiff::ToSpan as _;
use uuid::Uuid;

use crate::proposal::{DAY, person, snapshot};

/// Two batches as they are proposed, side by side.
fn proposed(left: &Snapshot, right: &Snapshot) -> Comparison {
    let rules = Rules::newest();
    let (one, other) = (propose(left, &rules, 1).unwrap(), propose(right, &rules, 1).unwrap());
    compare(plan(left, &rules, &one.designations), plan(right, &rules, &other.designations)).unwrap()
}

fn plan<'a>(snapshot: &'a Snapshot, rules: &'a Rules, designations: &'a [Designation]) -> Plan<'a> {
    Plan { snapshot, rules, designations, moved: &[] }
}

fn given(snapshot: &Snapshot, bearers: &[Option<usize>]) -> Vec<Designation> {
    let cards = snapshot.dossiers.iter().zip(bearers);
    cards
        .filter_map(|(dossier, bearer)| {
            Some(Designation { dossier: dossier.id, rank: 1, person: snapshot.people[(*bearer)?].id })
        })
        .collect()
}

fn different(of: &Comparison) -> Vec<&CardPair> {
    of.cards.iter().filter(|card| card.change != Change::Same).collect()
}

fn sides(card: &CardPair) -> (&Side, &Side) {
    (card.left.as_ref().unwrap(), card.right.as_ref().unwrap())
}

#[test]
fn a_plan_beside_itself_differs_in_nothing() {
    let batch = snapshot(3, 7);
    let same = proposed(&batch, &batch);
    assert_eq!(same.cards.len(), 7);
    assert!(different(&same).is_empty(), "{:?}", different(&same));
    assert!(same.cards.iter().all(|card| card.causes.is_empty() && sides(card).0.candidates.is_empty()));
    assert_eq!(same.figures[0], same.figures[1]);
    assert!(same.loads.iter().all(|load| load.left == load.right));
    // Seven ordinary dossiers among three: two, two and three of them.
    let figures = &same.figures[0];
    assert_eq!((figures.least, figures.most, figures.mean), (Some(200), Some(300), Some(233)));
    assert_eq!((figures.spread, figures.cards, figures.waiting), (Some(100), 7, 0));
}

#[test]
fn before_and_after_an_absence_each_dossier_that_moves_says_who_is_kept_out() {
    let before = snapshot(3, 6);
    let mut after = before.clone();
    let gone = after.people[0].id;
    after.people[0].away = vec![Span { from: DAY, to: None, part: 1000 }];
    let compared = proposed(&before, &after);
    let load = compared.loads.iter().find(|load| load.person == gone).unwrap();
    let (left, right) = (load.left.as_ref().unwrap(), load.right.as_ref().unwrap());
    assert_eq!((left.added, right.added), (200, 0));
    assert!(right.capacity < left.capacity);
    let theirs: Vec<&CardPair> =
        different(&compared).into_iter().filter(|card| sides(card).0.person == Some(gone)).collect();
    assert_eq!(theirs.len(), 2, "both that they had go to others");
    for card in theirs {
        assert_eq!((card.change, card.causes.as_slice()), (Change::Person, [Cause::KeptOut].as_slice()));
        let (left, right) = sides(card);
        let account = |side: &Side, person: Option<Uuid>| {
            side.candidates.iter().find(|candidate| Some(candidate.person) == person).cloned().unwrap()
        };
        assert!(account(left, left.person).chosen && account(right, right.person).chosen);
        assert_eq!(account(right, Some(gone)).exclusions[0].code, "absence_longue");
        assert_eq!(left.candidates.len(), 2, "those of the two plans and nobody else");
    }
    // The other way round, it is the same told from the other side.
    let mirrored = proposed(&after, &before);
    assert_eq!([&mirrored.figures[1], &mirrored.figures[0]], [&compared.figures[0], &compared.figures[1]]);
    let keys = |of: &Comparison| different(of).iter().map(|card| card.dossier).collect::<Vec<_>>();
    assert_eq!(keys(&mirrored), keys(&compared));
}

#[test]
fn what_was_moved_what_was_said_and_what_waits_are_told_apart() {
    let rules = Rules::newest();
    let mut first = snapshot(2, 4);
    first.dossiers[3].urgence = Some(Urgency { due: DAY.saturating_add(20.days()) });
    let mut second = first.clone();
    second.dossiers[1].poids = Some(400);
    let (one, other) = (
        given(&first, &[Some(0), Some(0), Some(1), None]),
        given(&second, &[Some(1), Some(1), None, Some(0)]),
    );
    let moved = [(second.dossiers[0].id, 1)];
    let right = Plan { moved: &moved, ..plan(&second, &rules, &other) };
    let compared = compare(plan(&first, &rules, &one), right).unwrap();
    let told: Vec<(Change, &[Cause])> =
        compared.cards.iter().map(|card| (card.change, card.causes.as_slice())).collect();
    assert_eq!(
        told,
        [
            (Change::Person, [Cause::Moved].as_slice()),
            (Change::Person, [Cause::Said].as_slice()),
            (Change::Waiting, [Cause::Balance].as_slice()),
            (Change::Given, [Cause::Balance].as_slice()),
        ]
    );
    assert_eq!((sides(&compared.cards[1]).0.weight, sides(&compared.cards[1]).1.weight), (100, 400));
    let [left, right] = &compared.figures;
    assert_eq!((left.waiting, left.urgent_waiting), (1, 1), "nobody has the urgent one");
    assert_eq!((right.waiting, right.urgent_waiting), (1, 0));
    assert_eq!((left.spread, right.spread), (Some(100), Some(400)));
}

#[test]
fn who_or_what_is_of_one_plan_only_is_said_and_limits_and_preferences_are_counted() {
    let rules = Rules::newest();
    let mut first = snapshot(2, 2);
    first.dossiers[0].matiere = "contrats".into();
    first.people[1].specialites = vec!["contrats".into()];
    let mut second = first.clone();
    second.people.push(person(9));
    second.dossiers.remove(1);
    second.dossiers[0].faits = vec![Fact { person: second.people[2].id, kind: "cause_de_recusation".into() }];
    let (one, other) = (given(&first, &[Some(0), Some(1)]), given(&second, &[Some(2)]));
    let compared = compare(plan(&first, &rules, &one), plan(&second, &rules, &other)).unwrap();
    let told: Vec<(Change, &[Cause])> =
        compared.cards.iter().map(|card| (card.change, card.causes.as_slice())).collect();
    assert_eq!(told[1].0, Change::OnlyLeft);
    assert!(told[1].1.is_empty() && compared.cards[1].right.is_none());
    assert_eq!(told[0], (Change::Person, [Cause::NotOfPlan].as_slice()));
    let newcomer = compared.loads.iter().find(|load| load.person == second.people[2].id).unwrap();
    let borne = newcomer.right.as_ref().map(|load: &Load| load.added);
    assert!(newcomer.left.is_none() && borne == Some(100));
    let [left, right] = &compared.figures;
    assert_eq!((left.to_justify, right.to_justify, right.forbidden), (0, 1, 0));
    assert_eq!(left.unmet, [Term { code: "hors_specialite".into(), value: 60 }]);
    let unknown = given(&second, &[Some(2)]);
    let refused = compare(plan(&first, &rules, &unknown), plan(&second, &rules, &other)).unwrap_err();
    assert_eq!(refused, Unusable::Unknown(second.people[2].id));
}

#[test]
fn the_largest_batch_that_differs_whole_is_compared_in_bounded_time() {
    let rules = Rules::newest();
    let batch = snapshot(10, 5_000);
    let turn = |after: usize| {
        let bearers: Vec<Option<usize>> = (0..5_000).map(|at| Some((at + after) % 10)).collect();
        given(&batch, &bearers)
    };
    let (one, other) = (turn(0), turn(1));
    let start = std::time::Instant::now();
    let compared = compare(plan(&batch, &rules, &one), plan(&batch, &rules, &other)).unwrap();
    let took = start.elapsed();
    assert_eq!(different(&compared).len(), 5_000);
    // Each card is accounted for by its own block: what it costs does not grow with the batch.
    assert!(took < std::time::Duration::from_secs(20), "{took:?}");
    let first = &compared.cards[0];
    assert_eq!(first.causes, [Cause::Balance]);
    let account = sides(first).0.candidates.iter().find(|of| of.chosen).unwrap();
    assert_eq!(account.total, 49_950, "the 499 others, and half of this one");
}

#[test]
fn what_somebody_bore_before_and_the_time_they_have_are_causes_of_their_own() {
    let rules = Rules::newest();
    let first = snapshot(2, 1);
    let mut second = first.clone();
    second.people[0].quotite = 500;
    let (one, other) = (given(&first, &[Some(0)]), given(&second, &[Some(1)]));
    let causes = |second: &Snapshot| {
        let compared = compare(plan(&first, &rules, &one), plan(second, &rules, &other)).unwrap();
        compared.cards[0].causes.clone()
    };
    assert_eq!(causes(&second), [Cause::Time]);
    let mut third = first.clone();
    third.people[1].given = vec![Given { on: DAY, weight: 300 }];
    assert_eq!(causes(&third), [Cause::Before]);
    assert_eq!(causes(&first), [Cause::Balance]);
}
