//! A dossier service on a database of its own, served over gRPC, with keys and a clock that tests hold.

use std::{
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use greffe_bus::Wake;
use greffe_chassis::{
    Caller, Clock, Failure, SharedClock,
    command::KEY_HEADER,
    identity::{CALLER_HEADER, Signer, Verifier},
    peer::Peer,
};
use greffe_contracts::{
    common::v1::{NamedDate, Scope, named_date},
    dossier::v1::{self as pb, dossier_service_client::DossierServiceClient},
    events::v1::{ActRecorded, MemoireDepose, act_recorded::Body},
};
use greffe_dev::testing::TestDatabase;
use greffe_dossier::Dossiers;
use greffe_procedure::catalogue::Part;
use jiff::Timestamp;
use prost::Message;
use sqlx::{PgPool, postgres::PgPoolOptions};
use tonic::{Request, Status, transport::Channel};
use uuid::Uuid;

const PRIVATE: &str = "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n-----END PRIVATE KEY-----\n";
pub const PUBLIC: &str = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\n-----END PUBLIC KEY-----\n";

/// A clock that stands where a test puts it.
#[derive(Debug)]
pub struct Stopped(AtomicI64);

impl Stopped {
    pub fn set(&self, instant: &str) {
        self.0.store(instant.parse::<Timestamp>().unwrap().as_microsecond(), Ordering::SeqCst);
    }
}

impl Clock for Stopped {
    fn now(&self) -> Timestamp {
        Timestamp::from_microsecond(self.0.load(Ordering::SeqCst)).unwrap()
    }
}

pub struct World {
    pub database: TestDatabase,
    pub pool: PgPool,
    pub clock: Arc<Stopped>,
    pub service: Dossiers,
    pub signer: Signer,
    address: String,
    _keys: tempdir::Keys,
}

mod tempdir {
    //! Two key files, removed with the world.
    use std::path::PathBuf;

    pub struct Keys(pub PathBuf);

    impl Drop for Keys {
        fn drop(&mut self) {
            std::fs::remove_dir_all(&self.0).ok();
        }
    }
}

fn keys() -> (tempdir::Keys, PathBuf, PathBuf) {
    let folder = std::env::temp_dir().join(format!("greffe-dossier-{}", Uuid::now_v7()));
    std::fs::create_dir_all(&folder).unwrap();
    let (private, public) = (folder.join("private.pem"), folder.join("public.pem"));
    std::fs::write(&private, PRIVATE).unwrap();
    std::fs::write(&public, PUBLIC).unwrap();
    (tempdir::Keys(folder), private, public)
}

impl World {
    pub async fn new() -> Self {
        Self::made(10, |_| Vec::new(), |service| service).await
    }

    /// The same, whose service has more than its parts.
    pub async fn with(more: impl FnOnce(Dossiers) -> Dossiers) -> Self {
        Self::made(10, |_| Vec::new(), more).await
    }

    /// With so many transactions at once.
    pub async fn with_connections(most: u32) -> Self {
        Self::made(most, |_| Vec::new(), |service| service).await
    }

    /// The same, whose gate asks these services.
    pub async fn asking(others: impl FnOnce(&Signer) -> Vec<(Part, Peer)>) -> Self {
        Self::made(10, others, |service| service).await
    }

    async fn made(
        most: u32,
        others: impl FnOnce(&Signer) -> Vec<(Part, Peer)>,
        more: impl FnOnce(Dossiers) -> Dossiers,
    ) -> Self {
        let database = TestDatabase::create(&["dossier"]).await.unwrap();
        let url = database.url("dossier").unwrap();
        let options = PgPoolOptions::new().max_connections(most).acquire_timeout(Duration::from_secs(120));
        let pool = options.connect(&url).await.unwrap();
        let clock = Arc::new(Stopped(AtomicI64::new(0)));
        clock.set("2026-11-24T10:00:00Z");
        let shared: SharedClock = clock.clone();
        let (folder, private, public) = keys();
        let signer = Signer::from_file(private, shared.clone()).unwrap();
        let verifier = Verifier::from_file(public, greffe_dossier::NAME, shared.clone()).unwrap();
        let service = Dossiers::new(pool.clone(), shared, Wake::default(), None).asking(others(&signer));
        let service = more(service);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let incoming = tonic::transport::server::TcpIncoming::from(listener).with_nodelay(Some(true));
        let routes = service.clone().routes(verifier);
        tokio::spawn(tonic::transport::Server::builder().add_routes(routes).serve_with_incoming(incoming));
        Self { database, pool, clock, service, signer, address, _keys: folder }
    }

    pub async fn client(&self) -> DossierServiceClient<Channel> {
        DossierServiceClient::connect(self.address.clone()).await.unwrap()
    }

    pub fn address(&self) -> &str {
        &self.address
    }

    /// A request of a caller, with the key of a command.
    pub fn request<T>(&self, caller: &Caller, key: Uuid, message: T) -> Request<T> {
        let mut request = Request::new(message);
        let token = self.signer.sign(caller, greffe_dossier::NAME).unwrap();
        request.metadata_mut().insert(CALLER_HEADER, token.parse().unwrap());
        request.metadata_mut().insert(KEY_HEADER, key.to_string().parse().unwrap());
        request
    }

    pub async fn open(&self, wanted: pb::OpenDossierRequest) -> Result<pb::OpenDossierResponse, Failure> {
        let request = self.request(&greffier(), Uuid::now_v7(), wanted);
        self.client().await.open_dossier(request).await.map(tonic::Response::into_inner).map_err(failure)
    }

    pub async fn record(
        &self,
        caller: &Caller,
        dossier: &str,
        expected: u64,
        fact: ActRecorded,
    ) -> Result<pb::RecordActResponse, Failure> {
        self.record_with(caller, Uuid::now_v7(), dossier, expected, fact, "").await
    }

    /// Records as the registry, whatever the version.
    pub async fn record_owned(
        &self,
        dossier: &str,
        fact: ActRecorded,
    ) -> Result<pb::RecordActResponse, Failure> {
        self.record(&greffier(), dossier, 0, fact).await
    }

    pub async fn record_with(
        &self,
        caller: &Caller,
        key: Uuid,
        dossier: &str,
        expected: u64,
        fact: ActRecorded,
        reason: &str,
    ) -> Result<pb::RecordActResponse, Failure> {
        let wanted = pb::RecordActRequest {
            dossier_id: dossier.into(),
            expected_version: expected,
            act: Some(pb::ActInput { act: Some(fact) }),
            reason: reason.into(),
            common: false,
            ruling: None,
        };
        let request = self.request(caller, key, wanted);
        self.client().await.record_act(request).await.map(tonic::Response::into_inner).map_err(failure)
    }

    pub async fn get(&self, caller: &Caller, dossier: &str) -> Result<pb::Dossier, Failure> {
        let wanted = pb::GetDossierRequest { dossier: dossier.into(), min_version: 0 };
        let answer = self.client().await.get_dossier(self.request(caller, Uuid::now_v7(), wanted)).await;
        Ok(pb::Dossier::decode(answer.map_err(failure)?.into_inner().dossier).unwrap())
    }

    pub async fn count(&self, table: &'static str) -> i64 {
        sqlx::query_scalar(sqlx::AssertSqlSafe(format!("SELECT count(*) FROM {table}")))
            .fetch_one(&self.pool)
            .await
            .unwrap()
    }
}

pub fn failure(status: Status) -> Failure {
    Failure::from_status(&status)
}

pub fn person(role: &str, chambres: &[&str]) -> Caller {
    Caller {
        subject: format!("essai.{role}"),
        agent_id: Uuid::new_v5(&Uuid::NAMESPACE_URL, role.as_bytes()).to_string(),
        roles: vec![role.into()],
        chambres: chambres.iter().map(|c| (*c).to_owned()).collect(),
        office_id: String::new(),
        sid: String::new(),
    }
}

pub fn greffier() -> Caller {
    person("greffe_central", &[])
}

pub fn counsel(office: &str) -> Caller {
    Caller {
        subject: format!("cabinet.{office}"),
        office_id: office.into(),
        ..person("avocat_aux_conseils", &[])
    }
}

/// A declaration as a greffier enters it.
pub fn declaration() -> pb::OpenDossierRequest {
    let party = |role: &str, name: &str| pb::PartyInput {
        person: Some(pb::PersonInput {
            nature: "personne_physique".into(),
            name: name.into(),
            first_names: "Camille".into(),
            address: String::new(),
        }),
        role: role.into(),
        residence: "metropole".into(),
        office_id: String::new(),
    };
    pb::OpenDossierRequest {
        procedure: "civil_representation_obligatoire".into(),
        formed: Some(day("forme", "2026-11-20")),
        parties: vec![party("demandeur", "Dupont"), party("defendeur", "Lévêque")],
        decisions: vec![pb::DecisionInput {
            court: "cour d’appel de Lyon".into(),
            section: "1re chambre civile".into(),
            rendered_on: "2026-09-10".into(),
            nature: "arret".into(),
            case_number: "25/01234".into(),
            notified_on: "2026-10-01".into(),
            notification_mode: "signification".into(),
        }],
        // Tests open many of the same decision.
        duplicate_excluded: true,
        ..Default::default()
    }
}

pub fn day(name: &str, day: &str) -> NamedDate {
    let day: greffe_procedure::day::Day = day.parse().unwrap();
    NamedDate { name: name.into(), value: Some(named_date::Value::Day(day.number())), source: String::new() }
}

pub fn memoire(on: &str) -> ActRecorded {
    ActRecorded {
        dates: vec![day("depose", on)],
        scope: Some(Scope::default()),
        body: Some(Body::MemoireDepose(MemoireDepose { nature: "ampliatif".into(), ..Default::default() })),
        ..Default::default()
    }
}
