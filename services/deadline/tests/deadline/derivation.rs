//! Each act derives, each day warns once, the replica is the journal.

use greffe_bus::replica;
use greffe_contracts::{
    common::v1::{Event, Id},
    events::v1::{
        ActeAnnule, AvocatConstitue, ChambreAttribuee, DeadlineWarned, DeadlinesChanged, act_recorded::Body,
    },
};
use prost::Message;
use uuid::Uuid;

use crate::support::{DEFENDEUR, DEPOT, World};

#[tokio::test]
async fn each_act_derives_and_tells_only_what_changed() {
    let mut world = World::new().await;
    world.open().await;
    let depot = world.current(DEPOT).await;
    assert_eq!((depot.due.as_str(), depot.status.as_str()), ("2027-03-24", "ouverte"));
    assert!(depot.steps.len() >= 3 && depot.dossier_number.ends_with("26-10.001"));
    let before = world.told::<DeadlinesChanged>("DeadlinesChanged").await.len();
    let chambre = ChambreAttribuee { chambre: "civ1".into(), ..Default::default() };
    world.act("attribution", "2026-11-24", &[], Body::ChambreAttribuee(chambre)).await;
    world.ampliatif("2026-11-24").await;
    let told = world.told::<DeadlinesChanged>("DeadlinesChanged").await;
    let last = told.last().unwrap();
    assert!(
        told.len() > before && last.changes.iter().any(|c| c.rule == DEPOT && c.status == "satisfaite"),
        "{last:?}"
    );
    let kept: i64 =
        sqlx::query_scalar("SELECT count(*) FROM deadline.history").fetch_one(&world.pool).await.unwrap();
    let current: i64 =
        sqlx::query_scalar("SELECT count(*) FROM deadline.current").fetch_one(&world.pool).await.unwrap();
    assert!(kept > current, "every content ever stored stays: as known on a day");
    let seqs: Vec<i64> = sqlx::query_scalar("SELECT aggregate_seq FROM outbox ORDER BY seq")
        .fetch_all(&world.pool)
        .await
        .unwrap();
    assert_eq!(seqs, (1..=seqs.len() as i64).collect::<Vec<_>>(), "gapless");
}

#[tokio::test]
async fn each_threshold_warns_once_and_what_an_outage_missed_is_caught_up_in_order() {
    let mut world = World::new().await;
    world.open().await;
    let warned = async |world: &World| {
        world.service.catch_up().await.unwrap();
        world.service.catch_up().await.unwrap();
        let all = world.told::<DeadlineWarned>("DeadlineWarned").await;
        all.into_iter().filter(|w| w.rule == DEPOT).map(|w| w.level).collect::<Vec<_>>()
    };
    assert_eq!(warned(&world).await, [] as [&str; 0]);
    world.today("2027-02-22");
    assert_eq!(warned(&world).await, ["proche"], "thirty days before");
    // Stopped for weeks: all that was missed is told, in order, and bears its day.
    world.today("2027-03-23");
    assert_eq!(warned(&world).await, ["proche"; 4]);
    let told = world.told::<DeadlineWarned>("DeadlineWarned").await;
    let days = |w: &DeadlineWarned| (w.days_before, w.told_on - w.fell_on);
    let told: Vec<_> = told.iter().filter(|w| w.rule == DEPOT).map(days).collect();
    assert_eq!(told, [(30, 0), (15, 14), (7, 6), (1, 0)]);
    world.today("2027-03-24");
    assert_eq!(warned(&world).await[4..], ["echeance"]);
    world.today("2027-03-25");
    assert_eq!(warned(&world).await[4..], ["echeance", "expiree"]);
    assert_eq!(world.current(DEPOT).await.status, "expiree", "derived on its day");
    world.today("2027-04-25");
    assert_eq!(warned(&world).await.len(), 6);
}

#[tokio::test]
async fn a_term_that_waits_again_is_told_again() {
    let mut world = World::new().await;
    world.open().await;
    world.today("2027-03-24");
    let warned = async |world: &World| {
        world.service.catch_up().await.unwrap();
        let all = world.told::<DeadlineWarned>("DeadlineWarned").await;
        all.into_iter().filter(|w| w.rule == DEPOT).map(|w| w.level).collect::<Vec<_>>()
    };
    let before = warned(&world).await;
    assert_eq!(before.last().map(String::as_str), Some("echeance"));
    world.ampliatif("2027-03-24").await;
    assert_eq!(world.current(DEPOT).await.status, "satisfaite");
    // The mémoire was another case's: the term waits as it did, and whoever watches it is told so.
    let deposited = world.acts.last().unwrap().act_id;
    let mut event = world.event("constate", "2027-03-24", &[], Body::ActeAnnule(ActeAnnule {}));
    let annulled = world.acts.last_mut().unwrap();
    annulled.supersedes = deposited;
    event.payload = annulled.encode_to_vec().into();
    world.deliver(&event).await;
    assert_eq!(world.current(DEPOT).await.status, "ouverte");
    assert_eq!(warned(&world).await[before.len()..], ["echeance"]);
    assert_eq!(warned(&world).await.len(), before.len() + 1, "once");
    world.today("2027-03-25");
    assert_eq!(warned(&world).await[before.len() + 1..], ["expiree"]);
}

#[tokio::test]
async fn every_warning_falls_once_at_its_hour_over_a_change_of_hour_and_an_outage_of_three_days() {
    use jiff::{Timestamp, ToSpan};

    let mut world = World::new().await;
    world.opened = "2026-12-01".into();
    world.open().await;
    assert_eq!(world.current(DEPOT).await.due, "2027-04-01");
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    // The clocks change on 28 March 2027; the service is stopped from the 24th to the 27th.
    let (mut now, end) = (at("2027-02-27T00:00:00Z"), at("2027-04-05T00:00:00Z"));
    let (stops, starts) = (at("2027-03-24T12:00:00Z"), at("2027-03-27T12:00:00Z"));
    let (mut told, mut seen) = (Vec::new(), 0);
    while now < end {
        if now < stops || now >= starts {
            world.clock.set(&now.to_string());
            world.service.catch_up().await.unwrap();
            let all = world.told::<DeadlineWarned>("DeadlineWarned").await;
            for warned in all.iter().skip(seen).filter(|w| w.rule == DEPOT) {
                told.push((warned.days_before, now.to_string(), warned.told_on > warned.fell_on));
            }
            seen = all.len();
        }
        now += 1.hour();
    }
    let told: Vec<_> = told.iter().map(|(days, at, late)| (*days, at.as_str(), *late)).collect();
    assert_eq!(
        told,
        [
            (30, "2027-03-01T23:00:00Z", false),
            (15, "2027-03-16T23:00:00Z", false),
            (7, "2027-03-27T12:00:00Z", true),
            (1, "2027-03-30T22:00:00Z", false),
            (0, "2027-03-31T22:00:00Z", false),
            (-1, "2027-04-01T22:00:00Z", false),
        ]
    );
}

/// Dossiers of the chamber in the year below.
fn dossiers() -> usize {
    std::env::var("GREFFE_DOSSIERS").ok().and_then(|n| n.parse().ok()).unwrap_or(40)
}

#[tokio::test]
async fn a_year_of_a_whole_chamber_tells_each_warning_once_at_its_hour() {
    use std::collections::BTreeSet;

    use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};

    let paris = TimeZone::get("Europe/Paris").unwrap();
    let midnight = |day: Date| day.to_zoned_datetime(paris.clone()).unwrap().timestamp();
    let first: Date = "2026-07-01".parse().unwrap();
    let (mut now, end) = (midnight(first), midnight("2027-07-01".parse().unwrap()));
    // Both changes of hour of the year; the service is stopped for three days over the second (28 March).
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    let (stops, starts) = (at("2027-03-26T23:00:00Z"), at("2027-03-29T23:00:00Z"));
    let mut world = World::new().await;
    world.clock.set(&now.to_string());

    // One opened every so many days; every third has its mémoire a hundred days later, the rest never.
    let mut todo = Vec::new();
    let mut cases = Vec::new();
    for n in 0..dossiers() {
        let opened =
            first.checked_add((n * 300 / dossiers()).to_string().parse::<i64>().unwrap().days()).unwrap();
        let deposited = (n % 3 == 0).then(|| opened.checked_add(100.days()).unwrap());
        cases.push((Uuid::from_u128(n as u128 + 1), opened, deposited));
        todo.push((opened, n, false));
        todo.extend(deposited.map(|day| (day, n, true)));
    }
    todo.sort_unstable();
    todo.reverse();
    let mut journals = vec![Vec::new(); cases.len()];
    // What was told: the dossier, days before, the hour, whether it is marked late; in their order.
    let (mut told, mut seen) = (Vec::new(), 0_i64);
    let mut all = 0;
    while now < end {
        if now >= stops && now < starts {
            now += 1.hour();
            continue;
        }
        world.clock.set(&now.to_string());
        // People work from ten o'clock.
        while let Some((day, n, deposit)) = todo.last().copied() {
            if midnight(day) + 10.hours() > now {
                break;
            }
            todo.pop();
            world.dossier = cases[n].0;
            world.acts = std::mem::take(&mut journals[n]);
            if deposit {
                world.ampliatif(&day.to_string()).await;
            } else {
                world.opened = day.to_string();
                world.open().await;
            }
            journals[n] = std::mem::take(&mut world.acts);
        }
        world.service.catch_up().await.unwrap();
        let new: Vec<(i64, String, Vec<u8>)> =
            sqlx::query_as("SELECT seq, event_type, payload FROM outbox WHERE seq > $1 ORDER BY seq")
                .bind(seen)
                .fetch_all(&world.pool)
                .await
                .unwrap();
        for (seq, kind, payload) in new {
            seen = seq;
            if kind == "DeadlineWarned" {
                let warned = DeadlineWarned::decode(payload.as_slice()).unwrap();
                all += 1;
                let late = warned.told_on > warned.fell_on;
                let dossier = Uuid::from(warned.dossier_id.unwrap());
                told.push((
                    dossier,
                    warned.rule,
                    warned.deadline_id.map(Uuid::from),
                    warned.due,
                    warned.days_before,
                    now,
                    late,
                ));
            }
        }
        now += 1.hour();
    }

    let once: BTreeSet<_> =
        told.iter().map(|(of, _, term, due, days, ..)| (*of, *term, *due, *days)).collect();
    assert_eq!(once.len(), all, "none is told twice");
    let depot = told.iter().filter(|(_, rule, ..)| rule == DEPOT);
    let told: Vec<_> = depot.map(|(of, _, _, _, days, at, late)| (*of, *days, *at, *late)).collect();
    let mut expected = Vec::new();
    for (dossier, _, deposited) in &cases {
        let due: String =
            sqlx::query_scalar("SELECT due::text FROM deadline.current WHERE rule = $1 AND dossier_id = $2")
                .bind(DEPOT)
                .bind(dossier)
                .fetch_one(&world.pool)
                .await
                .unwrap();
        let due: Date = due.parse().unwrap();
        let done = deposited.map(|day| {
            let at = midnight(day) + 10.hours();
            if at >= stops && at < starts { starts } else { at }
        });
        for days in [30, 15, 7, 1, 0, -1] {
            let fell = midnight(due.checked_sub(i64::from(days).days()).unwrap());
            let late = fell >= stops && fell < starts;
            let at = if late { starts } else { fell };
            // Caught up on the day on which it fell, it is not late.
            let late = late
                && at.to_zoned_datetime(paris.clone()).date() > fell.to_zoned_datetime(paris.clone()).date();
            if at < end && done.is_none_or(|done| fell < done) {
                expected.push((*dossier, days, at, late));
            }
        }
    }
    for dossier in cases.iter().map(|(dossier, ..)| *dossier) {
        let of = |all: &[(Uuid, i32, Timestamp, bool)]| -> Vec<_> {
            all.iter().filter(|one| one.0 == dossier).copied().collect()
        };
        assert_eq!(of(&told), of(&expected), "in order");
    }
    assert_eq!(told.len(), expected.len());
    assert!(expected.iter().any(|(.., late)| *late), "the outage hides none: the test shows nothing");
    println!("{} dossiers, {all} avertissements de l’année, {} du dépôt", cases.len(), told.len());
}

#[tokio::test]
async fn two_services_alive_warn_once() {
    let mut world = World::new().await;
    world.open().await;
    world.today("2027-03-20");
    let twins = (0..4).map(|_| world.service.catch_up());
    for done in futures::future::join_all(twins).await {
        done.unwrap();
    }
    world.service.catch_up().await.unwrap();
    let told = world.told::<DeadlineWarned>("DeadlineWarned").await;
    let told: Vec<_> = told.iter().filter(|w| w.rule == DEPOT).map(|w| w.days_before).collect();
    assert_eq!(told, [30, 15, 7]);
}

#[tokio::test]
async fn the_replica_is_the_journal() {
    let mut world = World::new().await;
    world.open().await;
    for n in 0..70 {
        let body = AvocatConstitue { office_id: Some(Id::from(Uuid::from_u128(n))), ..Default::default() };
        world.act("constitution", "2026-11-24", &[DEFENDEUR], Body::AvocatConstitue(body)).await;
    }
    let held = replica::load(&mut world.pool.acquire().await.unwrap(), world.dossier).await.unwrap();
    assert_eq!(replica::digest(&held), replica::digest(&world.acts));
    assert_eq!(held.len(), 72);
    let rows: i64 = sqlx::query_scalar("SELECT count(*) FROM replica").fetch_one(&world.pool).await.unwrap();
    assert_eq!(rows, 2, "a row of sixty-four acts, and the rest");
    let mut tx = greffe_chassis::db::begin(&world.pool).await.unwrap();
    assert!(
        replica::append(&mut tx, world.dossier, 80, b"x").await.is_err(),
        "an act that does not follow is refused"
    );
}

#[tokio::test]
async fn no_term_lapses_on_the_word_of_one_clock() {
    let mut world = World::new().await;
    world.open().await;
    // The machine's clock jumps to the next century; the database's does not.
    world.today("2127-01-01");
    world.clock.pass_for_the_systems();
    world.service.catch_up().await.unwrap();
    assert_eq!(world.current(DEPOT).await.status, "ouverte");
    assert!(world.told::<DeadlineWarned>("DeadlineWarned").await.iter().all(|w| w.level != "expiree"));
}

#[tokio::test]
async fn a_journal_that_does_not_derive_keeps_no_other_waiting() {
    let mut world = World::new().await;
    world.open().await;
    // Another dossier, due before this one, whose replica cannot be read.
    let broken = Uuid::from_u128(1);
    for sql in [
        "INSERT INTO inbox_cursor VALUES ('dossier', $1, 1)",
        "INSERT INTO case_relation (dossier_id, version) VALUES ($1, 1)",
        "INSERT INTO replica (dossier_id, first_version, acts, body) VALUES ($1, 1, 1, '\\xff')",
        "INSERT INTO deadline.derivation VALUES ($1, 1, '2026-01-01', '2026-01-02', 'essai')",
    ] {
        sqlx::query(sql).bind(broken).execute(&world.pool).await.unwrap();
    }
    world.today("2027-03-25");
    assert_eq!(world.service.catch_up().await.unwrap(), 1);
    assert_eq!(world.current(DEPOT).await.status, "expiree");
}

#[tokio::test]
async fn another_version_of_the_law_is_applied_to_all_that_is_held() {
    use greffe_contracts::{LAW, events::v1::LawPutInForce};
    use greffe_procedure::versions;

    let mut world = World::new().await;
    world.open().await;
    let under = async |world: &World| -> Vec<String> {
        sqlx::query_scalar("SELECT catalogue FROM deadline.derivation").fetch_all(&world.pool).await.unwrap()
    };
    let put = |seq: u64, version: &str| Event {
        source: "dossier".into(),
        routing_key: "dossier.law.law_put_in_force".into(),
        aggregate_id: Some(Id::from(LAW)),
        aggregate_seq: seq,
        r#type: "LawPutInForce".into(),
        payload: LawPutInForce { seq, version: version.into(), since: None }.encode_to_vec().into(),
        ..Default::default()
    };
    let (frozen, newest) = (versions::known().first().unwrap(), versions::known().last().unwrap());
    assert_eq!(under(&world).await, [newest.name.as_str()]);
    world.deliver(&put(1, &newest.name)).await;
    world.deliver(&put(2, &frozen.name)).await;
    assert_eq!(world.service.catch_up().await.unwrap(), 1);
    assert_eq!(under(&world).await, [frozen.name.as_str()]);
    assert_eq!(world.service.catch_up().await.unwrap(), 0, "once");

    // A version that this binary does not carry: nothing is derived by another, and the event waits.
    world.deliver(&put(3, "2999.1")).await;
    let behind = world.service.catch_up().await.unwrap_err();
    assert_eq!(behind.code, "LOI-001");
    assert_eq!(under(&world).await, [frozen.name.as_str()]);
}
