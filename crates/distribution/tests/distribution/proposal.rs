//! What a proposal of distribution never does, and always does, over chambers and batches of every sort.

use std::collections::{BTreeMap, BTreeSet};

use greffe_distribution::{
    Designation, Dossier, Fact, Given, Kinship, Nature, Office, Person, Proposal, Rules, Snapshot, Span,
    Unusable, Urgency, blocks, complete, explain, propose, review, round_robin,
};
use jiff::{ToSpan as _, civil::Date};
use proptest::prelude::*;
use uuid::Uuid;

pub(crate) const DAY: Date = Date::constant(2026, 11, 2);
const FACTS: &[&str] = &[
    "juge_du_fond",
    "recusation_admise",
    "deport",
    "commission_instruction",
    "siege_en_revision",
    "recusation_demandee",
    "cause_de_recusation",
];

/// Cases of each property; `scripts/judges.sh properties` asks for more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|wanted| wanted.parse().ok()).unwrap_or(300)
}

pub(crate) fn person(n: u128) -> Person {
    Person {
        id: Uuid::from_u128(n + 1),
        fonction: "conseiller".into(),
        chambres: vec!["soc".into()],
        from: Date::constant(2020, 1, 1),
        to: None,
        quotite: 1000,
        away: vec![],
        specialites: vec![],
        given: vec![],
    }
}

pub(crate) fn dossier(n: u128) -> Dossier {
    Dossier {
        id: Uuid::from_u128(1000 + n),
        matiere: String::new(),
        circuit: "intermediaire".into(),
        circuit_dit: false,
        moyens: 1,
        parties: 2,
        poids: None,
        urgence: None,
        serie: None,
        connexes: vec![],
        suite: vec![],
        rangs: 1,
        presents: vec![],
        faits: vec![],
    }
}

pub(crate) fn snapshot(people: usize, dossiers: usize) -> Snapshot {
    Snapshot {
        day: DAY,
        office: Office::Rapporteur,
        chambre: "soc".into(),
        period_from: Date::constant(2026, 9, 1),
        period_to: Date::constant(2026, 11, 30),
        people: (0..people as u128).map(person).collect(),
        dossiers: (0..dossiers as u128).map(dossier).collect(),
        kin: vec![],
    }
}

/// Chambers with absences, discharges, part time, arrivals, departures, kin and other functions; batches with series,
/// connections, double reports, urgent terms and facts of every kind.
fn snapshots(people: usize, dossiers: usize) -> impl Strategy<Value = Snapshot> {
    let one_person = (
        prop::sample::select(vec![
            "conseiller",
            "conseiller",
            "conseiller_referendaire",
            "doyen",
            "auditeur",
        ]),
        prop::sample::select(vec!["soc", "soc", "soc", "comm"]),
        (-400_i32..60, prop::option::weighted(0.2, -20_i32..200)),
        prop::sample::select(vec![1000_u16, 1000, 800, 500]),
        prop::collection::vec(
            (
                -40_i32..20,
                prop::option::weighted(0.9, 1_i32..70),
                prop::sample::select(vec![1000_u16, 1000, 300]),
            ),
            0..3,
        ),
        prop::collection::vec((-120_i32..0, 20_u32..400), 0..4),
        prop::option::of(0_u8..3),
    );
    let one_dossier = (
        (
            prop::sample::select(vec!["court", "intermediaire", "approfondi", ""]),
            0_u16..6,
            0_u16..60,
            prop::option::of(0_u8..3),
        ),
        prop::option::weighted(0.3, 0_u8..3),
        prop::collection::vec(0_u128..dossiers as u128, 0..2)
            .prop_map(|c| if c.len() > 1 { vec![] } else { c }),
        prop::option::weighted(0.2, 1_i64..90),
        prop::sample::select(vec![1_u8, 1, 1, 2]),
        prop::collection::vec((0_u128..people as u128, prop::sample::select(FACTS.to_vec())), 0..3),
        prop::collection::vec(0_u128..people as u128 + 3, 0..2),
        prop::option::weighted(0.3, 0_u128..people as u128),
    );
    (
        prop::collection::vec(one_person, 1..=people),
        prop::collection::vec(one_dossier, 0..=dossiers),
        prop::collection::vec((0_u128..people as u128 + 3, 0_u128..people as u128 + 3, 0_u8..6), 0..4),
    )
        .prop_map(|(people, dossiers, kin)| {
            let mut made = snapshot(0, 0);
            let shift = |days: i32| DAY.saturating_add(days.days());
            for (n, (fonction, chambre, service, quotite, away, given, speciality)) in
                people.into_iter().enumerate()
            {
                made.people.push(Person {
                    fonction: fonction.into(),
                    chambres: vec![chambre.into()],
                    from: shift(service.0),
                    to: service.1.map(shift),
                    quotite,
                    away: away
                        .into_iter()
                        .map(|(from, length, part)| Span {
                            from: shift(from),
                            to: length.map(|l| shift(from + l)),
                            part,
                        })
                        .collect(),
                    given: given.into_iter().map(|(on, weight)| Given { on: shift(on), weight }).collect(),
                    specialites: speciality.map(|s| format!("matiere{s}")).into_iter().collect(),
                    ..person(n as u128)
                });
            }
            let count = dossiers.len() as u128;
            for (n, (shape, serie, connexes, due, rangs, faits, presents, suite)) in
                dossiers.into_iter().enumerate()
            {
                made.dossiers.push(Dossier {
                    circuit: shape.0.into(),
                    moyens: shape.1,
                    parties: shape.2,
                    matiere: shape.3.map(|m| format!("matiere{m}")).unwrap_or_default(),
                    serie: serie.map(|s| format!("serie{s}")),
                    connexes: connexes
                        .into_iter()
                        .map(|c| Uuid::from_u128(1000 + c % count.max(1)))
                        .collect(),
                    urgence: due.map(|days| Urgency { due: DAY.saturating_add(days.days()) }),
                    rangs,
                    faits: faits
                        .into_iter()
                        .map(|(who, kind)| Fact { person: Uuid::from_u128(who + 1), kind: kind.into() })
                        .collect(),
                    presents: presents.into_iter().map(|who| Uuid::from_u128(who + 1)).collect(),
                    suite: suite.into_iter().map(|who| Uuid::from_u128(who + 1)).collect(),
                    ..dossier(n as u128)
                });
            }
            made.kin = kin
                .into_iter()
                .filter(|(a, b, _)| a != b)
                .map(|(a, b, degre)| Kinship { a: Uuid::from_u128(a + 1), b: Uuid::from_u128(b + 1), degre })
                .collect();
            made
        })
}

fn spread(loads: &[greffe_distribution::Load]) -> u64 {
    let relative: Vec<u64> = loads.iter().filter_map(|load| load.relative_after).collect();
    relative.iter().max().unwrap_or(&0) - relative.iter().min().unwrap_or(&0)
}

/// The law of the rules of 2026.11.1, told a second time and plainly: whether the person may have the dossier.
fn may(snapshot: &Snapshot, dossier: &Dossier, person: &Person) -> bool {
    let holds = |from: Date, to: Option<Date>, day: Date| from <= day && to.is_none_or(|to| day <= to);
    let absent = |day: Date| person.away.iter().any(|s| s.part == 1000 && holds(s.from, s.to, day));
    let span = |from: Date, to: Date| {
        (0..).map(move |n: i64| from.saturating_add(n.days())).take_while(move |d| *d <= to)
    };
    let long = person.away.iter().any(|s| {
        s.part == 1000
            && holds(s.from, s.to, DAY)
            && s.to.is_none_or(|to| to >= DAY.saturating_add(29.days()))
    });
    let urgent = dossier.urgence.is_some_and(|u| span(DAY, u.due).filter(|day| absent(*day)).count() >= 15);
    let kin = snapshot.kin.iter().any(|k| {
        k.degre <= 3
            && ((k.a == person.id && dossier.presents.contains(&k.b))
                || (k.b == person.id && dossier.presents.contains(&k.a)))
    });
    let mut days = 0_u32;
    let time: u32 = span(snapshot.period_from, snapshot.period_to)
        .map(|day| {
            days += 1;
            let gone: u32 =
                person.away.iter().filter(|s| holds(s.from, s.to, day)).map(|s| u32::from(s.part)).sum();
            if holds(person.from, person.to, day) {
                u32::from(person.quotite) * (1000 - gone.min(1000)) / 1000
            } else {
                0
            }
        })
        .sum();
    person.chambres.contains(&snapshot.chambre)
        && person.fonction != "auditeur"
        && holds(person.from, person.to, DAY)
        && !dossier.faits.iter().any(|f| f.person == person.id && FACTS.contains(&f.kind.as_str()))
        && !long
        && !urgent
        && !kin
        && time / days > 0
}

fn kin(snapshot: &Snapshot, a: Uuid, b: Uuid) -> bool {
    snapshot.kin.iter().any(|k| k.degre <= 3 && ((k.a == a && k.b == b) || (k.a == b && k.b == a)))
}

/// Whether anybody, or any two, could be given the block: every choice is tried.
fn brute_force(snapshot: &Snapshot, block: &[Uuid]) -> bool {
    let dossiers: Vec<&Dossier> = snapshot.dossiers.iter().filter(|d| block.contains(&d.id)).collect();
    let ranks = dossiers.iter().map(|d| d.rangs).max().unwrap_or(1);
    let able = |person: &Person, rank: u8| {
        dossiers.iter().filter(|d| d.rangs >= rank).all(|d| may(snapshot, d, person))
    };
    snapshot.people.iter().any(|one| {
        able(one, 1)
            && (ranks == 1
                || snapshot
                    .people
                    .iter()
                    .any(|two| two.id != one.id && able(two, 2) && !kin(snapshot, one.id, two.id)))
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]

    #[test]
    fn no_limit_is_ever_broken(snapshot in snapshots(9, 24), seed in any::<u64>()) {
        let rules = Rules::newest();
        let proposal = propose(&snapshot, &rules, seed).unwrap();
        for designation in &proposal.designations {
            let dossier = snapshot.dossiers.iter().find(|d| d.id == designation.dossier).unwrap();
            let person = snapshot.people.iter().find(|p| p.id == designation.person).unwrap();
            prop_assert!(may(&snapshot, dossier, person), "{designation:?}");
            prop_assert!(designation.rank <= dossier.rangs);
            for other in proposal.designations.iter().filter(|o| o.dossier == designation.dossier && *o != designation) {
                prop_assert!(other.person != designation.person && !kin(&snapshot, other.person, designation.person));
            }
        }
        // What is proposed passes the door by which what people change must pass.
        let review = review(&snapshot, &rules, &proposal.designations).unwrap();
        prop_assert_eq!(&review.findings, &vec![]);
        prop_assert_eq!(review.loads, proposal.loads);
    }

    #[test]
    fn what_can_be_given_is_given_whole_and_the_rest_is_told(snapshot in snapshots(5, 12), seed in any::<u64>()) {
        let proposal = propose(&snapshot, &Rules::newest(), seed).unwrap();
        let mut told: BTreeSet<Uuid> = BTreeSet::new();
        for block in blocks(&snapshot) {
            let feasible = brute_force(&snapshot, &block);
            let of_block: Vec<&Designation> =
                proposal.designations.iter().filter(|d| block.contains(&d.dossier)).collect();
            let wanted: usize =
                snapshot.dossiers.iter().filter(|d| block.contains(&d.id)).map(|d| usize::from(d.rangs)).sum();
            prop_assert_eq!(of_block.len(), if feasible { wanted } else { 0 });
            let by_rank: BTreeSet<(u8, Uuid)> = of_block.iter().map(|d| (d.rank, d.person)).collect();
            let ranks: BTreeSet<u8> = of_block.iter().map(|d| d.rank).collect();
            prop_assert_eq!(by_rank.len(), ranks.len(), "one person a rank, for the whole block");
            let reason = proposal.impossible.iter().find(|i| i.dossiers.contains(&block[0]));
            prop_assert_eq!(reason.is_none(), feasible);
            if let Some(reason) = reason {
                prop_assert_eq!(&reason.dossiers, &block);
                prop_assert!(!reason.exclusions.is_empty() || reason.rank.is_none());
                let apart = block.len() > 1 && block.iter().all(|dossier| brute_force(&snapshot, &[*dossier]));
                prop_assert_eq!(reason.separable, apart);
                told.extend(&reason.dossiers);
            }
        }
        let given: BTreeSet<Uuid> = proposal.designations.iter().map(|d| d.dossier).collect();
        prop_assert_eq!(told.len() + given.len(), snapshot.dossiers.len());
    }

    #[test]
    fn the_same_inputs_give_the_same_bytes_in_whatever_order(snapshot in snapshots(7, 16), seed in any::<u64>()) {
        let rules = Rules::newest();
        let bytes = propose(&snapshot, &rules, seed).unwrap().to_bytes();
        let mut other = snapshot.clone();
        other.people.reverse();
        other.dossiers.reverse();
        other.kin.reverse();
        for dossier in &mut other.dossiers {
            dossier.faits.reverse();
            dossier.presents.reverse();
        }
        for kinship in &mut other.kin {
            std::mem::swap(&mut kinship.a, &mut kinship.b);
        }
        prop_assert_eq!(&bytes, &propose(&other, &rules, seed).unwrap().to_bytes());
        // Through the form in which it is kept, too.
        let kept: Snapshot = serde_json::from_slice(&serde_json::to_vec(&snapshot).unwrap()).unwrap();
        prop_assert_eq!(&bytes, &propose(&kept, &rules, seed).unwrap().to_bytes());
        let read: Proposal = serde_json::from_slice(&bytes).unwrap();
        prop_assert_eq!(read.to_bytes(), bytes);
    }

    #[test]
    fn who_is_proposed_is_who_it_costs_least(snapshot in snapshots(7, 16), seed in any::<u64>()) {
        let rules = Rules::newest();
        let proposal = propose(&snapshot, &rules, seed).unwrap();
        for designation in &proposal.designations {
            let candidates =
                explain(&snapshot, &rules, &proposal.designations, designation.dossier, designation.rank).unwrap();
            prop_assert_eq!(candidates.len(), snapshot.people.len(), "everybody is accounted for");
            let chosen: Vec<_> = candidates.iter().filter(|c| c.chosen).collect();
            prop_assert_eq!(chosen.len(), 1);
            prop_assert_eq!(chosen[0].person, designation.person);
            prop_assert!(chosen[0].exclusions.is_empty());
            for other in &candidates {
                // One hundredth: figures told are rounded, those compared are not.
                prop_assert!(!other.exclusions.is_empty() || chosen[0].total <= other.total + 1, "{:?}", candidates);
                prop_assert_eq!(other.exclusions.is_empty(), !other.terms.is_empty());
            }
        }
    }

    #[test]
    fn cards_put_down_stay_and_the_rest_is_worked_out_around_them(
        snapshot in snapshots(6, 10),
        cards in prop::collection::vec((0_usize..10, 0_usize..6), 0..5),
        seed in any::<u64>(),
    ) {
        let rules = Rules::newest();
        let mut kept: BTreeMap<Uuid, Designation> = BTreeMap::new();
        for (dossier, person) in cards {
            let (Some(d), Some(p)) = (snapshot.dossiers.get(dossier), snapshot.people.get(person)) else { continue };
            kept.insert(d.id, Designation { dossier: d.id, rank: 1, person: p.id });
        }
        let kept: Vec<Designation> = kept.into_values().collect();
        let forbidden = review(&snapshot, &rules, &kept).unwrap().forbidden().next().is_some();
        let completed = complete(&snapshot, &rules, seed, &kept);
        prop_assert_eq!(completed.is_err(), forbidden);
        let Ok(completed) = completed else { return Ok(()) };
        prop_assert!(kept.iter().all(|card| completed.designations.contains(card)));
        let weighed = review(&snapshot, &rules, &completed.designations).unwrap();
        prop_assert_eq!(weighed.forbidden().count(), 0);
        for finding in weighed.to_justify().filter(|f| f.exclusion.code != "serie_separee") {
            prop_assert!(kept.contains(&finding.designation), "{:?}", finding);
        }
        // What misses is what was told.
        let told: BTreeSet<Uuid> = completed.impossible.iter().flat_map(|i| i.dossiers.clone()).collect();
        let missing: BTreeSet<Uuid> = weighed.missing.iter().map(|(dossier, _)| *dossier).collect();
        prop_assert_eq!(missing, told);
        if kept.is_empty() {
            prop_assert_eq!(completed.to_bytes(), propose(&snapshot, &rules, seed).unwrap().to_bytes());
        }
    }

    #[test]
    fn every_door_sees_what_the_law_forbids(
        snapshot in snapshots(6, 8),
        choices in prop::collection::vec((0_usize..8, 0_usize..6, 1_u8..3), 0..12),
    ) {
        let rules = Rules::newest();
        let mut moved: BTreeMap<(Uuid, u8), Designation> = BTreeMap::new();
        for (dossier, person, rank) in choices {
            let (Some(d), Some(p)) = (snapshot.dossiers.get(dossier), snapshot.people.get(person)) else { continue };
            moved.insert((d.id, rank), Designation { dossier: d.id, rank, person: p.id });
        }
        let moved: Vec<Designation> = moved.into_values().collect();
        let review = review(&snapshot, &rules, &moved).unwrap();
        for designation in &moved {
            let dossier = snapshot.dossiers.iter().find(|d| d.id == designation.dossier).unwrap();
            let person = snapshot.people.iter().find(|p| p.id == designation.person).unwrap();
            let clash = moved.iter().any(|o| {
                o.dossier == dossier.id && o.rank != designation.rank
                    && (o.person == person.id || kin(&snapshot, o.person, person.id))
            });
            let sound = may(&snapshot, dossier, person) && designation.rank <= dossier.rangs && !clash;
            let told = review.findings.iter().any(|f| f.designation == *designation && f.exclusion.code != "serie_separee");
            prop_assert_eq!(told, !sound, "{:?} {:?}", designation, review.findings);
        }
        let wanted: usize = snapshot.dossiers.iter().map(|d| usize::from(d.rangs)).sum();
        let within = moved.iter().filter(|m| {
            snapshot.dossiers.iter().any(|d| d.id == m.dossier && m.rank <= d.rangs)
        });
        prop_assert_eq!(review.missing.len(), wanted - within.count());
    }
}

#[test]
fn loads_are_as_even_as_dossiers_allow() {
    let mut batch = snapshot(4, 20);
    batch.people[1].quotite = 500;
    batch.people[2].given = vec![Given { on: DAY, weight: 200 }];
    let proposal = propose(&batch, &Rules::newest(), 1).unwrap();
    // 2 200 borne by three and a half persons: 628 each; whole dossiers cannot be nearer.
    assert!(spread(&proposal.loads) <= 200, "{:?}", proposal.loads);
    assert!(spread(&proposal.loads) < spread(&round_robin(&batch, &Rules::newest())));
}

#[test]
fn who_comes_back_is_given_a_share_of_the_days_present() {
    let mut batch = snapshot(2, 12);
    batch.people[0].given = vec![Given { on: DAY, weight: 1000 }];
    batch.people[1].away =
        vec![Span { from: Date::constant(2026, 9, 1), to: Some(Date::constant(2026, 11, 1)), part: 1000 }];
    let proposal = propose(&batch, &Rules::newest(), 1).unwrap();
    let back = proposal.loads.iter().find(|load| load.person == batch.people[1].id).unwrap();
    // A third of the period: a third of the work, not the arrears of two months.
    assert_eq!(back.capacity, 318);
    assert!((300..=600).contains(&back.added), "{back:?}");
}

#[test]
fn a_speciality_is_worth_so_much_load_and_no_more() {
    let mut batch = snapshot(2, 1);
    batch.dossiers[0].matiere = "baux".into();
    batch.people[0].specialites = vec!["baux".into()];
    let chosen = |batch: &Snapshot| propose(batch, &Rules::newest(), 3).unwrap().designations[0].person;
    batch.people[0].given = vec![Given { on: DAY, weight: 50 }];
    assert_eq!(chosen(&batch), batch.people[0].id);
    batch.people[0].given = vec![Given { on: DAY, weight: 90 }];
    assert_eq!(chosen(&batch), batch.people[1].id);
    let account = explain(&batch, &Rules::newest(), &[], batch.dossiers[0].id, 1).unwrap();
    let terms: Vec<(&str, u64)> =
        account[0].terms.iter().map(|term| (term.code.as_str(), term.value)).collect();
    assert_eq!(terms.last(), Some(&("hors_specialite", 60)));
}

#[test]
fn a_series_nobody_may_have_whole_is_told_and_can_be_parted() {
    let mut batch = snapshot(2, 2);
    for (n, dossier) in batch.dossiers.iter_mut().enumerate() {
        dossier.serie = Some("s".into());
        dossier.faits = vec![Fact { person: Uuid::from_u128(n as u128 + 1), kind: "juge_du_fond".into() }];
    }
    let rules = Rules::newest();
    let proposal = propose(&batch, &rules, 0).unwrap();
    assert!(proposal.designations.is_empty());
    let reason = &proposal.impossible[0];
    assert!(reason.separable);
    assert_eq!(reason.exclusions, BTreeMap::from([("juge_du_fond".to_owned(), 2)]));
    // Parted by the president: nothing forbids it, and it takes a reason.
    let parted: Vec<Designation> = (0..2)
        .map(|n| Designation { dossier: batch.dossiers[n].id, rank: 1, person: batch.people[1 - n].id })
        .collect();
    let parted = review(&batch, &rules, &parted).unwrap();
    assert_eq!(parted.forbidden().count(), 0);
    assert_eq!(parted.to_justify().map(|f| f.exclusion.code.as_str()).collect::<Vec<_>>(), ["serie_separee"]);
}

#[test]
fn the_rest_of_a_series_goes_to_who_holds_its_beginning() {
    let mut batch = snapshot(3, 4);
    for dossier in &mut batch.dossiers[..3] {
        dossier.serie = Some("s".into());
    }
    batch.people[2].given = vec![Given { on: DAY, weight: 5_000 }];
    let card = Designation { dossier: batch.dossiers[1].id, rank: 1, person: batch.people[2].id };
    let rules = Rules::newest();
    let completed = complete(&batch, &rules, 0, &[card]).unwrap();
    let of =
        |n: usize| completed.designations.iter().find(|d| d.dossier == batch.dossiers[n].id).unwrap().person;
    assert_eq!([of(0), of(1), of(2)], [card.person; 3]);
    assert_ne!(of(3), card.person);
    batch.dossiers[1].faits = vec![Fact { person: card.person, kind: "deport".into() }];
    assert_eq!(complete(&batch, &rules, 0, &[card]), Err(Unusable::Forbidden(card.dossier)));
}

#[test]
fn what_sat_below_is_forbidden_and_what_is_only_declared_is_the_president_s() {
    let mut batch = snapshot(1, 2);
    let who = batch.people[0].id;
    batch.dossiers[0].faits = vec![Fact { person: who, kind: "juge_du_fond".into() }];
    batch.dossiers[1].faits = vec![Fact { person: who, kind: "cause_de_recusation".into() }];
    let of = |n: usize| Designation { dossier: batch.dossiers[n].id, rank: 1, person: who };
    let review = review(&batch, &Rules::newest(), &[of(0), of(1)]).unwrap();
    let natures: Vec<Nature> = review.findings.iter().map(|f| f.exclusion.nature).collect();
    assert_eq!(natures, [Nature::Interdit, Nature::Ecarte]);
    assert!(review.findings[0].exclusion.texte.contains("L. 111-9"));
}

#[test]
fn the_parquet_general_has_people_of_its_own() {
    let mut batch = snapshot(2, 1);
    batch.office = Office::AvocatGeneral;
    batch.people[1].fonction = "avocat_general".into();
    let proposal = propose(&batch, &Rules::newest(), 0).unwrap();
    assert_eq!(proposal.designations[0].person, batch.people[1].id);
    // Kin of the rapporteur who is designated already: not in the same case.
    batch.dossiers[0].presents = vec![batch.people[0].id];
    batch.kin = vec![Kinship { a: batch.people[1].id, b: batch.people[0].id, degre: 3 }];
    let proposal = propose(&batch, &Rules::newest(), 0).unwrap();
    assert_eq!(proposal.impossible[0].exclusions.get("parente_entre_magistrats"), Some(&1));
    batch.kin[0].degre = 4;
    assert!(propose(&batch, &Rules::newest(), 0).unwrap().impossible.is_empty());
}

#[test]
fn snapshots_that_contradict_themselves_are_refused() {
    let rules = Rules::newest();
    let refused = |change: fn(&mut Snapshot)| {
        let mut batch = snapshot(2, 2);
        change(&mut batch);
        propose(&batch, &rules, 0).unwrap_err()
    };
    assert_eq!(refused(|s| s.period_to = Date::constant(2026, 10, 1)), Unusable::Period);
    assert!(matches!(refused(|s| s.people[0].id = s.people[1].id), Unusable::Twice(_)));
    assert!(matches!(refused(|s| s.people[0].quotite = 1001), Unusable::Bounds { what: "quotite", .. }));
    assert!(matches!(refused(|s| s.dossiers[0].rangs = 3), Unusable::Bounds { what: "rangs", .. }));
    assert!(matches!(refused(|s| s.dossiers[0].poids = Some(0)), Unusable::Bounds { what: "poids", .. }));
    assert!(matches!(
        refused(|s| s.people = (0..501).map(person).collect()),
        Unusable::TooMany { found: 501, .. }
    ));
    let stranger = Designation { dossier: Uuid::from_u128(9), rank: 1, person: Uuid::from_u128(1) };
    assert_eq!(review(&snapshot(2, 2), &rules, &[stranger]), Err(Unusable::Unknown(Uuid::from_u128(9))));
    assert!(explain(&snapshot(2, 2), &rules, &[], Uuid::from_u128(1000), 2).is_err());
}

#[test]
fn nobody_and_nothing_is_an_answer() {
    let rules = Rules::newest();
    assert!(propose(&snapshot(3, 0), &rules, 0).unwrap().designations.is_empty());
    let nobody = propose(&snapshot(0, 2), &rules, 0).unwrap();
    assert_eq!(nobody.impossible.len(), 2);
}
