//! The deadline service against real PostgreSQL: each act derives, each day warns once, every read is decided.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use greffe_bus::{Handler, Wake, replica};
use greffe_chassis::{Clock, SharedClock};
use greffe_contracts::{
    common::v1::{Event, Id, NamedDate, Scope, named_date},
    deadline::v1 as pb,
    events::v1::{
        ActClass, ActRecorded, AvocatConstitue, ChambreAttribuee, DeadlineWarned, DeadlinesChanged,
        MemoireDepose, PartyDeclared, PourvoiEnregistre, PourvoiForme, act_recorded::Body,
    },
    kind_of,
};
use greffe_deadline::Deadlines;
use greffe_dev::testing::TestDatabase;
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
    clock: Arc<Stopped>,
    service: Deadlines,
    dossier: Uuid,
    acts: Vec<ActRecorded>,
}

const DEMANDEUR: Uuid = Uuid::from_u128(1);
const DEFENDEUR: Uuid = Uuid::from_u128(2);

impl World {
    async fn new() -> Self {
        let database = TestDatabase::create(&["deadline"]).await.unwrap();
        let pool = PgPool::connect(&database.url("deadline").unwrap()).await.unwrap();
        let clock = Arc::new(Stopped(AtomicI64::new(0)));
        let shared: SharedClock = clock.clone();
        let service = Deadlines::new(pool.clone(), shared, Wake::default());
        let world =
            Self { _database: database, pool, clock, service, dossier: Uuid::now_v7(), acts: Vec::new() };
        world.today("2026-11-24");
        world
    }

    fn today(&self, day: &str) {
        let noon: Timestamp = format!("{day}T11:00:00Z").parse().unwrap();
        self.clock.0.store(noon.as_microsecond(), Ordering::SeqCst);
    }

    async fn act(&mut self, date: &str, day: &str, parties: &[Uuid], body: Body) -> Event {
        let event = self.event(date, day, parties, body);
        self.deliver(&event).await;
        event
    }

    fn event(&mut self, date: &str, day: &str, parties: &[Uuid], body: Body) -> Event {
        let version = self.acts.len() as u64 + 1;
        let day: Day = day.parse().unwrap();
        let fact = ActRecorded {
            dossier_id: Some(Id::from(self.dossier)),
            version,
            act_id: Some(Id::from(Uuid::now_v7())),
            kind: kind_of(&body).into(),
            class: ActClass::FaitRecu as i32,
            dates: vec![NamedDate {
                name: date.into(),
                value: Some(named_date::Value::Day(day.number())),
                source: String::new(),
            }],
            scope: Some(Scope {
                parties: parties.iter().map(|p| Id::from(*p)).collect(),
                ..Default::default()
            }),
            catalogue: "essai".into(),
            body: Some(body),
            ..Default::default()
        };
        let event = Event {
            event_id: Some(Id::from(Uuid::now_v7())),
            source: "dossier".into(),
            aggregate_id: Some(Id::from(self.dossier)),
            aggregate_seq: version,
            r#type: "ActRecorded".into(),
            payload: fact.encode_to_vec().into(),
            ..Default::default()
        };
        self.acts.push(fact);
        event
    }

    async fn deliver(&self, event: &Event) {
        let mut tx = self.pool.begin().await.unwrap();
        sqlx::query("INSERT INTO inbox_cursor VALUES ('dossier', $1, 0) ON CONFLICT DO NOTHING")
            .bind(self.dossier)
            .execute(&mut *tx)
            .await
            .unwrap();
        self.service.handle(&mut tx, event).await.unwrap();
        tx.commit().await.unwrap();
    }

    async fn open(&mut self) {
        let party = |id: Uuid, role: &str| PartyDeclared {
            party_id: Some(Id::from(id)),
            person_id: Some(Id::from(id)),
            role: role.into(),
            residence: "metropole".into(),
            nature: "personne_physique".into(),
        };
        let pourvoi = Some(Id::from(Uuid::from_u128(9)));
        let body = Body::PourvoiForme(PourvoiForme {
            pourvoi_id: pourvoi,
            nature: "principal".into(),
            parties: vec![party(DEMANDEUR, "demandeur"), party(DEFENDEUR, "defendeur")],
            ..Default::default()
        });
        self.act("forme", "2026-11-24", &[], body).await;
        let number = PourvoiEnregistre { pourvoi_id: pourvoi, year: 2026, sequence: 10_001 };
        self.act("enregistre", "2026-11-24", &[], Body::PourvoiEnregistre(number)).await;
    }

    async fn ampliatif(&mut self, day: &str) {
        let body = MemoireDepose { nature: "ampliatif".into(), ..Default::default() };
        self.act("depose", day, &[DEMANDEUR], Body::MemoireDepose(body)).await;
    }

    async fn current(&self, rule: &str) -> pb::Deadline {
        let body: Vec<u8> = sqlx::query_scalar("SELECT body FROM deadline.current WHERE rule = $1")
            .bind(rule)
            .fetch_one(&self.pool)
            .await
            .unwrap();
        pb::Deadline::decode(body.as_slice()).unwrap()
    }

    async fn told<T: Message + Default>(&self, kind: &str) -> Vec<T> {
        let payloads: Vec<Vec<u8>> =
            sqlx::query_scalar("SELECT payload FROM outbox WHERE event_type = $1 ORDER BY seq")
                .bind(kind)
                .fetch_all(&self.pool)
                .await
                .unwrap();
        payloads.iter().map(|p| T::decode(p.as_slice()).unwrap()).collect()
    }
}

const DEPOT: &str = "civil.memoire_ampliatif.depot";

#[tokio::test]
async fn each_act_derives_and_tells_only_what_changed() {
    let mut world = World::new().await;
    world.open().await;
    let depot = world.current(DEPOT).await;
    assert_eq!((depot.due.as_str(), depot.status.as_str()), ("2027-03-24", "ouverte"));
    assert!(depot.steps.len() >= 3 && depot.dossier_number.ends_with("26-10.001"));
    let before = world.told::<DeadlinesChanged>("DeadlinesChanged").await.len();
    let chambre = ChambreAttribuee { chambre: "civ1".into(), proposal_id: None };
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
async fn each_threshold_warns_once_and_a_late_start_warns_of_the_nearest() {
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
    // Stopped for weeks: what is told is where things stand, not everything that was missed.
    world.today("2027-03-23");
    assert_eq!(warned(&world).await, ["proche", "proche"]);
    world.today("2027-03-24");
    assert_eq!(warned(&world).await, ["proche", "proche", "echeance"]);
    world.today("2027-03-25");
    assert_eq!(warned(&world).await, ["proche", "proche", "echeance", "expiree"]);
    assert_eq!(world.current(DEPOT).await.status, "expiree", "derived on its day");
    world.today("2027-04-25");
    assert_eq!(warned(&world).await.len(), 4);
}

#[tokio::test]
async fn two_services_alive_warn_once() {
    let mut world = World::new().await;
    world.open().await;
    world.today("2027-03-20");
    let twins = (0..4).map(|_| world.service.catch_up());
    for done in futures::future::join_all(twins).await {
        if let Err(error) = done {
            assert!(error.is_transient(), "{error}");
        }
    }
    world.service.catch_up().await.unwrap();
    let count =
        world.told::<DeadlineWarned>("DeadlineWarned").await.iter().filter(|w| w.rule == DEPOT).count();
    assert_eq!(count, 1);
}

#[tokio::test]
async fn the_replica_is_the_journal() {
    let mut world = World::new().await;
    world.open().await;
    for n in 0..70 {
        let body = AvocatConstitue { office_id: Some(Id::from(Uuid::from_u128(n))) };
        world.act("constitution", "2026-11-24", &[DEFENDEUR], Body::AvocatConstitue(body)).await;
    }
    let held = replica::load(&mut world.pool.acquire().await.unwrap(), world.dossier).await.unwrap();
    assert_eq!(replica::digest(&held), replica::digest(&world.acts));
    assert_eq!(held.len(), 72);
    let rows: i64 = sqlx::query_scalar("SELECT count(*) FROM replica").fetch_one(&world.pool).await.unwrap();
    assert_eq!(rows, 2, "a row of sixty-four acts, and the rest");
    let mut tx = world.pool.begin().await.unwrap();
    assert!(
        replica::append(&mut tx, world.dossier, 80, b"x").await.is_err(),
        "an act that does not follow is refused"
    );
}
