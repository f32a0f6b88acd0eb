//! The notification service against real PostgreSQL: tasks open and close with acts, alerts with deadlines, claims stay.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use greffe_bus::{Handler, Wake};
use greffe_chassis::{Clock, SharedClock};
use greffe_contracts::{
    common::v1::{Event, Id, NamedDate, named_date},
    events::v1::{
        ActRecorded, ChambreAttribuee, DeadlineChange, DeadlineWarned, DeadlinesChanged, MemoireDepose,
        PartyDeclared, PourvoiEnregistre, PourvoiForme, TasksChanged, act_recorded::Body,
    },
    kind_of,
};
use greffe_dev::testing::TestDatabase;
use greffe_notification::Notifications;
use greffe_procedure::day::Day;
use jiff::Timestamp;
use prost::Message;
use sqlx::PgPool;
use uuid::Uuid;

#[derive(Debug)]
struct Stopped(AtomicI64);

impl Clock for Stopped {
    fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.0.load(Ordering::SeqCst)).unwrap()
    }
}

struct World {
    _database: TestDatabase,
    pool: PgPool,
    service: Notifications,
    dossier: Uuid,
    version: u64,
    told: u64,
}

impl World {
    async fn new() -> Self {
        let database = TestDatabase::create(&["notification"]).await.unwrap();
        let pool = PgPool::connect(&database.url("notification").unwrap()).await.unwrap();
        let now: Timestamp = "2026-11-24T11:00:00Z".parse().unwrap();
        let clock: SharedClock = Arc::new(Stopped(AtomicI64::new(now.as_microsecond())));
        let service = Notifications::new(pool.clone(), clock, Wake::default());
        Self { _database: database, pool, service, dossier: Uuid::now_v7(), version: 0, told: 0 }
    }

    async fn act(&mut self, date: &str, body: Body) {
        self.version += 1;
        let day: Day = "2026-11-24".parse().unwrap();
        let fact = ActRecorded {
            dossier_id: Some(Id::from(self.dossier)),
            version: self.version,
            act_id: Some(Id::from(Uuid::now_v7())),
            kind: kind_of(&body).into(),
            dates: vec![NamedDate {
                name: date.into(),
                value: Some(named_date::Value::Day(day.number())),
                source: String::new(),
            }],
            body: Some(body),
            ..Default::default()
        };
        self.deliver("dossier", self.version, "ActRecorded", fact.encode_to_vec()).await;
    }

    async fn deliver(&self, source: &str, seq: u64, kind: &str, payload: Vec<u8>) {
        let event = Event {
            event_id: Some(Id::from(Uuid::now_v7())),
            source: source.into(),
            aggregate_id: Some(Id::from(self.dossier)),
            aggregate_seq: seq,
            r#type: kind.into(),
            payload: payload.into(),
            ..Default::default()
        };
        let mut tx = self.pool.begin().await.unwrap();
        self.service.handle(&mut tx, &event).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn deadline(&mut self, kind: &str, payload: Vec<u8>) {
        self.told += 1;
        self.deliver("deadline", self.told, kind, payload).await;
    }

    async fn open(&mut self) {
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
            parties: vec![party(1, "demandeur"), party(2, "defendeur")],
            ..Default::default()
        };
        self.act("forme", Body::PourvoiForme(forme)).await;
        self.act(
            "enregistre",
            Body::PourvoiEnregistre(PourvoiEnregistre { pourvoi_id: pourvoi, year: 2026, sequence: 10_001 }),
        )
        .await;
    }

    async fn tasks(&self, status: &str) -> Vec<(String, String, String)> {
        sqlx::query_as("SELECT code, role, chambre FROM notification.task WHERE status = $1 ORDER BY code")
            .bind(status)
            .fetch_all(&self.pool)
            .await
            .unwrap()
    }
}

fn codes(tasks: &[(String, String, String)]) -> Vec<&str> {
    tasks.iter().map(|(code, _, _)| code.as_str()).collect()
}

#[tokio::test]
async fn tasks_open_and_close_with_the_acts() {
    let mut world = World::new().await;
    world.open().await;
    assert_eq!(codes(&world.tasks("ouverte").await), ["attribuer_chambre", "communiquer_declaration"]);
    assert_eq!(codes(&world.tasks("close").await), ["enregistrer_pourvoi"], "closed by the registration");
    world
        .act(
            "attribution",
            Body::ChambreAttribuee(ChambreAttribuee { chambre: "civ1".into(), proposal_id: None }),
        )
        .await;
    let memoire = MemoireDepose { nature: "ampliatif".into(), ..Default::default() };
    world.act("depose", Body::MemoireDepose(memoire)).await;
    let open = world.tasks("ouverte").await;
    assert_eq!(codes(&open), ["designer_rapporteur", "verifier_pieces"]);
    assert_eq!(open[0], ("designer_rapporteur".into(), "president".into(), "civ1".into()));
    let payloads: Vec<Vec<u8>> =
        sqlx::query_scalar("SELECT payload FROM outbox ORDER BY seq").fetch_all(&world.pool).await.unwrap();
    let changes: usize =
        payloads.iter().map(|p| TasksChanged::decode(p.as_slice()).unwrap().changes.len()).sum();
    // Three opened, one closed; one closed; two opened, one closed.
    assert_eq!(changes, 8, "only what changed is told");
}

#[tokio::test]
async fn an_alert_sharpens_and_closes_with_its_deadline() {
    let mut world = World::new().await;
    world.open().await;
    let deadline = Id::from(Uuid::now_v7());
    let due: Day = "2027-03-24".parse().unwrap();
    let warned = |level: &str| DeadlineWarned {
        dossier_id: Some(Id::from(world.dossier)),
        deadline_id: Some(deadline),
        rule: "civil.memoire_ampliatif.depot".into(),
        due: due.number(),
        level: level.into(),
        party_id: None,
    };
    let (near, lapsed) = (warned("proche").encode_to_vec(), warned("expiree").encode_to_vec());
    world.deadline("DeadlineWarned", near).await;
    world.deadline("DeadlineWarned", lapsed).await;
    let alerts: Vec<(i16, String)> =
        sqlx::query_as("SELECT severity, status FROM notification.task WHERE kind = 'alerte'")
            .fetch_all(&world.pool)
            .await
            .unwrap();
    assert_eq!(alerts, [(2, "ouverte".to_owned())], "one alert, as grave as the last warning");
    let met = DeadlinesChanged {
        changes: vec![DeadlineChange {
            deadline_id: Some(deadline),
            status: "satisfaite_hors_delai".into(),
            ..Default::default()
        }],
        ..Default::default()
    };
    world.deadline("DeadlinesChanged", met.encode_to_vec()).await;
    let open: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM notification.task WHERE kind = 'alerte' AND status = 'ouverte'",
    )
    .fetch_one(&world.pool)
    .await
    .unwrap();
    assert_eq!(open, 0);
}

#[tokio::test]
async fn what_people_add_outlives_a_derivation() {
    let mut world = World::new().await;
    world.open().await;
    let task: Uuid =
        sqlx::query_scalar("SELECT task_id FROM notification.task WHERE code = 'attribuer_chambre'")
            .fetch_one(&world.pool)
            .await
            .unwrap();
    sqlx::query("INSERT INTO notification.claim VALUES ($1, 'greffe.central', now())")
        .bind(task)
        .execute(&world.pool)
        .await
        .unwrap();
    world
        .act(
            "retourne",
            Body::PliRetourne(greffe_contracts::events::v1::PliRetourne { motif: "inconnu".into() }),
        )
        .await;
    let claimed: String = sqlx::query_scalar("SELECT claimed_by FROM notification.claim WHERE task_id = $1")
        .bind(task)
        .fetch_one(&world.pool)
        .await
        .unwrap();
    assert_eq!(claimed, "greffe.central");
}
