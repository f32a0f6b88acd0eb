//! `kill -9` of the service during a batch: each notice arrived once, by the ledgers of those who received them, or stands
//! before a person who can settle it.

use std::{
    collections::HashMap,
    process::{Child, Command, Stdio},
    time::Duration,
};

use greffe_chassis::{
    Failure,
    clock::{Clock as _, SystemClock},
};
use greffe_contracts::{
    common::v1::Id,
    events::v1::{AvisAuxParties, PartyDeclared, PourvoiForme, act_recorded::Body},
    notification::v1 as pb,
};
use greffe_dev::testing::{TestBroker, TestDirectory};
use rand::{Rng, SeedableRng, rngs::StdRng};
use uuid::Uuid;

use crate::{
    counterparts::Counterparts,
    notices::{dossier_of, list},
    support::{PRIVATE, PUBLIC, World, greffier},
};

fn asked(name: &str, usual: usize) -> usize {
    std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(usual)
}

/// The service as a process of its own, on the world's database.
struct Service {
    database: String,
    broker: String,
    press: String,
    keys: TestDirectory,
    settings: Vec<(String, String)>,
}

impl Service {
    async fn of(world: &World, broker: &TestBroker, counterparts: &Counterparts) -> Self {
        let keys = TestDirectory::create().await.unwrap();
        std::fs::write(keys.path().join("private.pem"), PRIVATE).unwrap();
        std::fs::write(keys.path().join("public.pem"), PUBLIC).unwrap();
        let (s, letters) = (&counterparts.settings, &counterparts.over_sftp);
        let settings = [
            ("AVIS__RELEVE_SECONDES", "1".to_owned()),
            ("AVIS__BAIL_SECONDES", "2".to_owned()),
            ("AVIS__COURRIEL__SMTP", s.courriel.smtp.clone()),
            ("AVIS__COURRIEL__SMTP_TLS", "aucun".to_owned()),
            ("AVIS__COURRIEL__EXPEDITEUR", s.courriel.expediteur.clone()),
            ("AVIS__COURRIEL__COPIE", s.courriel.copie.clone()),
            ("AVIS__COURRIEL__IMAP", s.courriel.imap.clone()),
            ("AVIS__COURRIEL__IMAP_TLS", "aucun".to_owned()),
            ("AVIS__COURRIEL__IMAP_COMPTE", s.courriel.imap_compte.clone()),
            ("AVIS__COURRIEL__IMAP_SECRET", s.courriel.imap_secret.clone()),
            ("AVIS__CONSEILS__ADRESSE", s.conseils.adresse.clone()),
            ("AVIS__CONSEILS__CLE", s.conseils.cle.clone()),
            ("AVIS__CONSEILS__CLE_DES_CONSEILS", s.conseils.cle_des_conseils.clone()),
            ("AVIS__COURRIER__DEPOT", letters.depot.clone()),
            ("AVIS__COURRIER__RETOUR", letters.retour.clone()),
            ("AVIS__COURRIER__SFTP", letters.sftp.clone()),
            ("AVIS__COURRIER__SFTP_CLE", letters.sftp_cle.clone()),
            ("AVIS__COURRIER__SFTP_HOTES", letters.sftp_hotes.clone()),
        ];
        Self {
            database: world.database.url("notification").unwrap(),
            broker: broker.url().to_owned(),
            press: world.serve_press().await,
            keys,
            settings: settings.into_iter().map(|(key, value)| (format!("GREFFE__{key}"), value)).collect(),
        }
    }

    fn start(&self) -> Running {
        let file = |name: &str| self.keys.path().join(name).display().to_string();
        let process = Command::new(env!("CARGO_BIN_EXE_greffe-notification"))
            .env("GREFFE__DATABASE__URL", &self.database)
            .env("GREFFE__DATABASE__ACCEPT_NOT_DURABLE", "true")
            .env("GREFFE__BROKER__URL", &self.broker)
            .env("GREFFE__IDENTITY__PRIVATE_KEY_FILE", file("private.pem"))
            .env("GREFFE__IDENTITY__PUBLIC_KEY_FILE", file("public.pem"))
            .env("GREFFE__GRPC__LISTEN", "127.0.0.1:0")
            .env("GREFFE__HTTP__LISTEN", "127.0.0.1:0")
            .env("GREFFE__PEERS__DOSSIER", "http://127.0.0.1:9")
            .env("GREFFE__PEERS__DOCUMENT", &self.press)
            .env("GREFFE__TELEMETRY__LOG", "warn")
            .envs(self.settings.clone())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        Running(process)
    }
}

/// Killed when it is let go, as by a power cut.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

async fn in_state(world: &World, states: &[&str]) -> i64 {
    sqlx::query_scalar("SELECT count(*) FROM notification.sending WHERE state = ANY($1)")
        .bind(states)
        .fetch_one(&world.pool)
        .await
        .unwrap()
}

/// By key, how often it arrived, over all the ledgers.
fn arrived(counterparts: &Counterparts) -> HashMap<Uuid, usize> {
    let mut arrived = HashMap::new();
    let mail = counterparts.ledger("courriel").into_iter().map(|line| {
        let number = line["number"].as_str().unwrap().to_owned();
        number.trim_start_matches("<avis.").split('@').next().unwrap().parse().unwrap()
    });
    let rest = ["conseils", "courrier"].into_iter().flat_map(|name| counterparts.ledger(name));
    let rest = rest.map(|line| line["key"].as_str().unwrap().parse().unwrap());
    for key in mail.chain(rest) {
        *arrived.entry(key).or_default() += 1;
    }
    arrived
}

/// A case of so many défendeurs, each of whom is told of something by any means.
pub async fn case_of(world: &mut World, count: usize) {
    let party = |n: usize| PartyDeclared {
        party_id: Some(Id::from(Uuid::from_u128(1_000 + n as u128))),
        person_id: Some(Id::from(Uuid::from_u128(1_000 + n as u128))),
        role: if n == 0 { "demandeur" } else { "defendeur" }.into(),
        residence: "metropole".into(),
        nature: "personne_physique".into(),
    };
    let forme = PourvoiForme {
        pourvoi_id: Some(Id::from(Uuid::from_u128(9))),
        nature: "principal".into(),
        parties: (0..count).map(party).collect(),
        ..Default::default()
    };
    world.act("forme", Body::PourvoiForme(forme)).await;
    let told = AvisAuxParties { objet: "avis_autre_chambre".into(), ..Default::default() };
    world.act("emis", Body::AvisAuxParties(told)).await;
    *world.journals.dossier.lock().unwrap() = dossier_of(world);
}

/// What a greffier writes in that notice.
pub fn told_by_hand() -> Vec<pb::NoticeField> {
    ["la question posée", "faculté de présenter des observations devant cette chambre"]
        .map(|mention| pb::NoticeField { mention: mention.into(), text: "Oui.".into(), ..Default::default() })
        .into()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kill_9_during_a_batch_loses_none_and_sends_none_twice() {
    let (kills, count, seed) =
        (asked("GREFFE_KILLS", 10), asked("GREFFE_NOTICES", 200), asked("GREFFE_SEED", 42));
    let counterparts = Counterparts::up(seed as u64, 4).await;
    let mut world = World::with(counterparts.channels()).await;
    world.clock.set(&SystemClock.now().to_string());
    case_of(&mut world, count).await;
    let ids: Vec<String> = {
        let mut ids = Vec::new();
        let rows: Vec<Uuid> = sqlx::query_scalar(
            "SELECT notice_id FROM notification.notice_place WHERE place = 'a_preparer' AND convert_from(body, 'LATIN1') LIKE '%not.civ.15%'
             AND convert_from(body, 'LATIN1') NOT LIKE '%not.civ.15.parquet%' ORDER BY notice_id",
        )
        .fetch_all(&world.pool)
        .await
        .unwrap();
        ids.extend(rows.iter().map(ToString::to_string));
        ids
    };
    assert_eq!(ids.len(), count);
    let ways = [
        ("courriel", "x@ailleurs.example"),
        ("voie_electronique", "cabinet"),
        ("lettre_recommandee", "1 rue du Port"),
    ];
    for (id, (channel, address)) in ids.iter().zip(ways.iter().cycle()) {
        let form = pb::PrepareStep {
            channel: (*channel).into(),
            recipient_name: "Destinataire".into(),
            address: (*address).into(),
            fields: told_by_hand(),
            reason: String::new(),
        };
        let wanted = pb::StepNoticeRequest {
            notice_id: id.clone(),
            step: Some(pb::step_notice_request::Step::Prepare(form)),
            ..Default::default()
        };
        world.client().await.step_notice(world.command(&greffier(), Uuid::now_v7(), wanted)).await.unwrap();
    }
    for (part, title) in ids.chunks(500).zip(1..) {
        let wanted = pb::OpenBatchRequest { title: format!("Lot {title}"), notice_ids: part.to_vec() };
        let batch = world
            .client()
            .await
            .open_batch(world.command(&greffier(), Uuid::now_v7(), wanted))
            .await
            .unwrap();
        let batch_id = batch.into_inner().batch.unwrap().batch_id;
        let wanted = pb::SendBatchRequest { batch_id };
        world.client().await.send_batch(world.command(&greffier(), Uuid::now_v7(), wanted)).await.unwrap();
    }
    assert_eq!(in_state(&world, &["remis"]).await, count as i64);

    let broker = TestBroker::vhost().await.unwrap();
    let service = Service::of(&world, &broker, &counterparts).await;
    let mut dice = StdRng::seed_from_u64(seed as u64);
    for _ in 0..kills {
        let running = service.start();
        tokio::time::sleep(Duration::from_millis(dice.random_range(150..900))).await;
        drop(running);
    }
    let running = service.start();
    let until = tokio::time::Instant::now() + Duration::from_secs(60 + count as u64 / 4);
    while in_state(&world, &["remis", "en_cours"]).await > 0 && tokio::time::Instant::now() < until {
        // What waits for its next try is tried at once: the pauses are tested elsewhere.
        sqlx::query("UPDATE notification.sending SET next_try = now() WHERE state = 'remis'")
            .execute(&world.pool)
            .await
            .unwrap();
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    // Those who receive read at their own pace: a letter dropped is in their register once they have looked.
    let until = tokio::time::Instant::now() + Duration::from_secs(60);
    let by_key = loop {
        let by_key = arrived(&counterparts);
        let sent: Vec<(Uuid, String)> = sqlx::query_as(
            "SELECT sending_id, state || ' ' || channel FROM notification.sending WHERE state <> 'inconnu'",
        )
        .fetch_all(&world.pool)
        .await
        .unwrap();
        let absent: Vec<_> = sent.into_iter().filter(|(key, _)| !by_key.contains_key(key)).collect();
        if absent.is_empty() {
            break by_key;
        }
        assert!(tokio::time::Instant::now() < until, "silently absent: {absent:?}");
        tokio::time::sleep(Duration::from_millis(200)).await;
    };
    assert!(by_key.values().all(|times| *times == 1), "none twice");
    let unknown: Vec<(Uuid, Uuid, i32)> = sqlx::query_as(
        "SELECT sending_id, notice_id, version FROM notification.sending WHERE state = 'inconnu'",
    )
    .fetch_all(&world.pool)
    .await
    .unwrap();
    println!("kills {kills}, notices {count}, arrived {}, before a person {}", by_key.len(), unknown.len());

    // A person works what nobody knows of, by what those who received say.
    for (key, notice, version) in &unknown {
        let outcome = if by_key.contains_key(key) { "parti" } else { "pas_parti" };
        let said = pb::SettleStep {
            outcome: outcome.into(),
            reason: "Registre du relais".into(),
            ..Default::default()
        };
        let wanted = pb::StepNoticeRequest {
            notice_id: notice.to_string(),
            expected_version: u32::try_from(*version).unwrap(),
            expected_state: "inconnu".into(),
            step: Some(pb::step_notice_request::Step::Settle(said)),
        };
        let said = world.client().await.step_notice(world.command(&greffier(), Uuid::now_v7(), wanted)).await;
        // The channel may have answered while the person looked.
        if let Err(status) = said {
            assert_eq!(Failure::from_status(&status).code, "AVI-003");
        }
    }
    for _ in 0..60 {
        sqlx::query("UPDATE notification.sending SET next_try = now() WHERE state = 'remis'")
            .execute(&world.pool)
            .await
            .unwrap();
        if in_state(&world, &["remis", "en_cours", "inconnu"]).await == 0 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    drop(running);
    let by_key = arrived(&counterparts);
    let left = in_state(&world, &["remis", "en_cours", "inconnu"]).await;
    assert_eq!(by_key.len() as i64 + left, count as i64);
    assert!(by_key.values().all(|times| *times == 1), "none twice, when all is worked");
    // Each has its act of proof, once.
    let proofs: i64 = sqlx::query_scalar("SELECT count(DISTINCT notice_id) FROM notification.proof")
        .fetch_one(&world.pool)
        .await
        .unwrap();
    assert_eq!(proofs, count as i64 - left);
    assert!(left <= 2, "{left} still wait: the relay lost their answers again");
    let _ = list(&world, &greffier(), "").await;
    let asked = world.request(&greffier(), pb::CountNoticesRequest {});
    let figures = world.client().await.count_notices(asked).await.unwrap().into_inner();
    assert!(figures.agree, "{figures:?}");
    let twice = by_key.values().filter(|times| **times > 1).count();
    println!("figure: {twice} perdu");
}
