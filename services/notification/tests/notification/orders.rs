//! For any journal, the tasks that stand after its events came in any order, some twice, are those that the final journal owes,
//! and so are the notices. Many dossiers at once, over a real broker; the seed is told, and `GREFFE_SEED` plays it again.

use std::{collections::BTreeSet, time::Duration};

use greffe_chassis::Clock;
use greffe_contracts::{
    act_to_law,
    common::v1::{Event, Id, NamedDate, Scope, named_date},
    events::v1::{
        ActRecorded, ActeAnnule, AudienceFixee, AvisAuxParties, AvocatConstitue, ChambreAttribuee,
        DeclarationCommuniquee, DesistementDepose, MemoireDepose, MemoireSignifie, NotificationFaite,
        PartyDeclared, PliRetourne, PourvoiEnregistre, PourvoiForme, RadiationDecidee, RadiationDemandee,
        RapporteurDesigne, act_recorded::Body,
    },
    kind_of,
};
use greffe_procedure::{
    catalogue::Catalogue, day::Day, derive::derive, ids::DossierId, profile::CourtProfile,
};
use greffe_test_service::voice::{Listener, Voice};
use prost::Message;
use rand::{Rng, SeedableRng, rngs::StdRng, seq::SliceRandom};
use uuid::Uuid;

use crate::support::World;

/// Dossiers, and the most acts that follow the opening of each.
const DOSSIERS: u128 = 60;
const ACTS: usize = 14;

/// One of several words.
fn one<'a>(dice: &mut StdRng, of: &[&'a str]) -> &'a str {
    of[dice.random_range(0..of.len())]
}

/// An act of some type, with the date that it names.
fn any(dice: &mut StdRng) -> (&'static str, Body) {
    let id = Some(Id::from(Uuid::from_u128(dice.random_range(40..44))));
    let notice = ["not.civ.02", "not.civ.03", "not.civ.15", "not.civ.18"];
    match dice.random_range(0..14) {
        0 => (
            "attribution",
            Body::ChambreAttribuee(ChambreAttribuee {
                chambre: one(dice, &["civ1", "civ2", "com", "soc"]).into(),
                ..Default::default()
            }),
        ),
        1 | 2 => (
            "depose",
            Body::MemoireDepose(MemoireDepose {
                nature: one(dice, &["ampliatif", "en_defense", "replique"]).into(),
                ..Default::default()
            }),
        ),
        3 => (
            "emis",
            Body::AvisAuxParties(AvisAuxParties {
                objet: one(dice, &["avis_autre_chambre", "moyen_d_office", "cassation_sans_renvoi"]).into(),
                ..Default::default()
            }),
        ),
        4 => (
            "retourne",
            Body::PliRetourne(PliRetourne { motif: one(dice, &["inconnu", "non_reclame", "refuse"]).into() }),
        ),
        5 => (
            "constitution",
            Body::AvocatConstitue(AvocatConstitue {
                office_id: id,
                position: one(dice, &["demandeur", "defendeur"]).into(),
            }),
        ),
        6 | 7 => (
            "expediee",
            Body::NotificationFaite(NotificationFaite {
                avis: one(dice, &notice).into(),
                mode: one(dice, &["lettre_simple", "lettre_recommandee", "voie_electronique"]).into(),
                resultat: one(dice, &["", "remise", "non_reclamee"]).into(),
            }),
        ),
        8 => ("envoyee", Body::DeclarationCommuniquee(DeclarationCommuniquee {})),
        9 => (
            "designation",
            Body::RapporteurDesigne(RapporteurDesigne { person_id: id, ..Default::default() }),
        ),
        10 => ("demande", Body::RadiationDemandee(RadiationDemandee::default())),
        11 => (
            "prononce",
            Body::RadiationDecidee(RadiationDecidee {
                sens: one(dice, &["radiation", "rejet"]).into(),
                ..Default::default()
            }),
        ),
        12 => (
            "signifie",
            Body::MemoireSignifie(MemoireSignifie {
                remise: one(dice, &["a_personne", "etude"]).into(),
                nature: "ampliatif".into(),
            }),
        ),
        _ => match dice.random_range(0..3) {
            0 => (
                "depose",
                Body::DesistementDepose(DesistementDepose {
                    etendue: one(dice, &["total", "partiel"]).into(),
                    ..Default::default()
                }),
            ),
            1 => (
                "fixee",
                Body::AudienceFixee(AudienceFixee {
                    audience: "2026-12-15".into(),
                    formation: "fr".into(),
                    ..Default::default()
                }),
            ),
            _ => ("constate", Body::ActeAnnule(ActeAnnule {})),
        },
    }
}

/// A journal that nobody would tell: opened, then anything, some of it corrected or annulled.
fn journal(dice: &mut StdRng, dossier: Uuid) -> Vec<ActRecorded> {
    let party = |n: u128, role: &str| PartyDeclared {
        party_id: Some(Id::from(Uuid::from_u128(n))),
        person_id: Some(Id::from(Uuid::from_u128(n))),
        role: role.into(),
        residence: "metropole".into(),
        nature: "personne_physique".into(),
    };
    let pourvoi = Some(Id::from(Uuid::from_u128(9)));
    let forme = PourvoiForme {
        pourvoi_id: pourvoi,
        nature: "principal".into(),
        parties: vec![party(1, "demandeur"), party(2, "defendeur"), party(3, "defendeur")],
        ..Default::default()
    };
    let number =
        PourvoiEnregistre { pourvoi_id: pourvoi, year: 2026, sequence: dice.random_range(1..99_999) };
    let mut told =
        vec![("forme", Body::PourvoiForme(forme)), ("enregistre", Body::PourvoiEnregistre(number))];
    told.extend((0..dice.random_range(1..=ACTS)).map(|_| any(dice)));
    let first: Day = "2026-09-01".parse().unwrap();
    let mut acts: Vec<ActRecorded> = Vec::new();
    for (date, body) in told {
        let annuls = matches!(body, Body::ActeAnnule(_));
        let of = acts.get(dice.random_range(0..acts.len().max(1))).cloned();
        // What opened the case stays; of the rest, some is done again in another's place.
        let corrected = of.filter(|act| act.version > 2 && (annuls || act.kind == kind_of(&body)));
        if annuls && corrected.is_none() {
            continue;
        }
        let day = first.plus(dice.random_range(0..84)).number();
        let dated = |name: &str, day: i32| NamedDate {
            name: name.into(),
            value: Some(named_date::Value::Day(day)),
            source: String::new(),
        };
        let mut dates = vec![dated(date, day)];
        if matches!(&body, Body::NotificationFaite(made) if made.resultat == "remise") {
            dates.push(dated("recue", day + 2));
        }
        let whom = dice.random_range(0..4_u128);
        acts.push(ActRecorded {
            dossier_id: Some(Id::from(dossier)),
            version: acts.len() as u64 + 1,
            act_id: Some(Id::from(Uuid::from_u128(dice.random()))),
            kind: kind_of(&body).into(),
            dates,
            scope: (whom > 0 && acts.len() > 1)
                .then(|| Scope { parties: vec![Id::from(Uuid::from_u128(whom))], ..Default::default() }),
            supersedes: corrected.and_then(|act| act.act_id),
            body: Some(body),
            ..Default::default()
        });
    }
    acts
}

fn event(act: &ActRecorded) -> Event {
    Event {
        event_id: Some(Id::from(Uuid::now_v7())),
        source: "dossier".into(),
        routing_key: format!("dossier.act.{}", act.kind),
        aggregate_id: act.dossier_id,
        aggregate_seq: act.version,
        r#type: "ActRecorded".into(),
        payload: act.encode_to_vec().into(),
        ..Default::default()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn tasks_and_notices_are_those_of_the_final_journal_whatever_the_order_of_its_events() {
    let seed = std::env::var("GREFFE_SEED").ok().and_then(|n| n.parse().ok()).unwrap_or_else(rand::random);
    println!("graine {seed}");
    let mut dice = StdRng::seed_from_u64(seed);
    let world = World::new().await;
    let listener = Listener {
        service: greffe_notification::NAME,
        pool: world.pool.clone(),
        handler: world.service.clone(),
        wake: world.wake.clone(),
    };
    let voice = Voice::join(&world.database, listener, world.clock.now()).await;
    let journals: Vec<Vec<ActRecorded>> =
        (1..=DOSSIERS).map(|n| journal(&mut dice, Uuid::from_u128(n << 64))).collect();
    let mut events: Vec<Event> = journals.iter().flatten().map(event).collect();
    events.shuffle(&mut dice);
    // Some twice in a row of their own, before and after the others.
    let (first, rest) = events.split_at(events.len() / 2);
    voice.say(&first.iter().collect::<Vec<_>>()).await;
    voice.say_all_again().await;
    voice.say(&rest.iter().collect::<Vec<_>>()).await;
    voice.say_all_again().await;
    let last = journals.iter().map(Vec::len).sum::<usize>() as i64;
    let end = tokio::time::Instant::now() + Duration::from_secs(60);
    let heard = "SELECT coalesce(sum(last_seq), 0)::bigint FROM inbox_cursor WHERE source = 'dossier'";
    while sqlx::query_scalar::<_, i64>(heard).fetch_one(&world.pool).await.unwrap() < last {
        assert!(tokio::time::Instant::now() < end, "graine {seed}: events stay unheard");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }

    let (catalogue, profile) = (Catalogue::embedded(), CourtProfile::embedded());
    let today: Day = "2026-11-24".parse().unwrap();
    let (mut tasks, mut notices) = (0, 0);
    for acts in &journals {
        let dossier = Uuid::from(acts[0].dossier_id.unwrap());
        let law: Vec<_> = acts.iter().map(|act| act_to_law(catalogue, act).unwrap()).collect();
        let derived = derive(catalogue, profile, &law, today);
        let of = DossierId(dossier);
        let owed: BTreeSet<Uuid> = derived.tasks.iter().map(|task| task.key.id("tache", of)).collect();
        let held: Vec<Uuid> = sqlx::query_scalar(
            "SELECT task_id FROM notification.task WHERE dossier_id = $1 AND kind = 'tache' AND status = 'ouverte'",
        )
        .bind(dossier)
        .fetch_all(&world.pool)
        .await
        .unwrap();
        let story: Vec<&str> = acts.iter().map(|act| act.kind.as_str()).collect();
        assert_eq!(held.into_iter().collect::<BTreeSet<_>>(), owed, "graine {seed}: {story:?}");
        let owed: BTreeSet<(Uuid, String)> = derived
            .notices
            .iter()
            .map(|notice| (notice.key.id("avis", of), notice.status.as_str().to_owned()))
            .collect();
        let held: Vec<(Uuid, String)> = sqlx::query_as(
            "SELECT notice_id, derived FROM notification.notice WHERE dossier_id = $1 AND derived <> 'sans_objet'",
        )
        .bind(dossier)
        .fetch_all(&world.pool)
        .await
        .unwrap();
        let held: BTreeSet<_> = held.into_iter().collect();
        assert_eq!(held, owed, "graine {seed}: {story:?}");
        tasks += derived.tasks.len();
        notices += held.len();
    }
    assert!(tasks > 100 && notices > 100, "{tasks} tasks, {notices} notices: the journals say little");
}
