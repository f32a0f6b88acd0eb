//! Counsel's system: whatever fails between, each message is one deposit at the instant that it attests, and its sender hears
//! what became of it.

use std::sync::Arc;

use greffe_bus::Wake;
use greffe_chassis::{SharedClock, identity::Verifier, peer::Peer};
use greffe_contracts::{
    common::v1::named_date,
    dossier::v1::{self as pb, settle_deposit_request::Settlement},
};
use greffe_dev::testing::{TestDatabase, TestDirectory};
use greffe_document::{Controls, Documents, Limits, Store};
use greffe_dossier::{Dossiers, EPourvoi, Settings};
use greffe_test_service::epourvoi::{self, PUBLIC, Simulator};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{PUBLIC as OURS, World, counsel, failure, greffier};

/// The process that plays counsel's system: started by the tests below, nothing by itself.
#[test]
fn the_simulator() {
    epourvoi::serve();
}

/// The two sides, and a keeper of papers of their own.
struct Exchange {
    world: World,
    counsel: Simulator,
    with: EPourvoi,
    office: String,
    _papers: (TestDatabase, TestDirectory),
}

/// A keeper of papers, served; answers where.
async fn papers(clock: SharedClock) -> (String, (TestDatabase, TestDirectory)) {
    let database = TestDatabase::create(&["document"]).await.unwrap();
    let directory = TestDirectory::create().await.unwrap();
    let pool = sqlx::PgPool::connect(&database.url("document").unwrap()).await.unwrap();
    let store = Store::disk(directory.path().join("pieces")).await.unwrap();
    let limits = Limits { upload_max: 1 << 20, part_max: 1 << 16, file_max: 1 << 20, deposit_max: 1 << 20 };
    let public = directory.path().join("public.pem");
    std::fs::write(&public, OURS).unwrap();
    let verifier = Verifier::from_file(public, greffe_document::NAME, clock.clone()).unwrap();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    // Deposited and named, never read: nobody checks here.
    let controls = Controls::with("servir-sans", None).unwrap();
    let routes = Documents::new(pool, clock, store, limits, controls).routes(verifier);
    let incoming = tonic::transport::server::TcpIncoming::from(listener).with_nodelay(Some(true));
    tokio::spawn(tonic::transport::Server::builder().add_routes(routes).serve_with_incoming(incoming));
    (address, (database, directory))
}

impl Exchange {
    async fn new(seed: u64, faults: u8) -> Self {
        greffe_chassis::install_crypto();
        let mut world = World::new().await;
        let (address, papers) = papers(world.clock.clone()).await;
        let peer =
            Peer::new("document", &address, world.signer.clone(), &greffe_chassis::tls::Tls::default())
                .unwrap();
        world.service = Dossiers::new(world.pool.clone(), world.clock.clone(), Wake::default(), Some(peer));
        let counsel = Simulator::start("exchange::the_simulator", seed, faults, "jeton");
        let settings = Settings { endpoint: counsel.url.clone(), key: PUBLIC.into(), seconds: 1 };
        let with = EPourvoi::at(&settings, "jeton".into()).unwrap();
        let office = register(&world, "SCP Martin & Roux").await;
        Self { world, counsel, with, office, _papers: papers }
    }

    /// A round at an instant; a neighbour that fails is tried again in a later one.
    async fn round(&self, at: &str) {
        self.world.clock.set(at);
        self.world.service.exchange(&self.with).await.ok();
    }

    fn message(&self, number: &str, at: &str, kind: &str, section: Value) -> Value {
        json!({"format": "greffe-epourvoi/1", "numero": number, "remis_le": at, "cabinet": self.office,
            "avocat": "Me Roux", "type": kind, (kind): section})
    }

    fn declaration(&self, number: &str, at: &str, case: &str) -> Value {
        let mut message = self.message(
            number,
            at,
            "declaration",
            json!({
            "procedure": "civil_representation_obligatoire",
            "parties": [
                {"role": "demandeur", "residence": "metropole", "office_id": self.office,
                 "person": {"nature": "personne_physique", "name": "Delaunay", "first_names": "Irène"}},
                {"role": "defendeur", "residence": "metropole",
                 "person": {"nature": "personne_morale", "name": "société des Moulins"}}],
            "decisions": [{"court": "cour d’appel de Lyon", "nature": "arret", "rendered_on": "2026-09-10",
                "case_number": case}]}),
        );
        let bytes = format!("%PDF-1.4 déclaration {case}");
        message["pieces"] = json!([self.counsel.file("declaration.pdf", "declaration", bytes.as_bytes())]);
        message
    }

    async fn deposits(&self) -> Vec<pb::Deposit> {
        let page = greffe_contracts::common::v1::PageRequest { size: 200, cursor: String::new() };
        let wanted = pb::ListDepositsRequest { statuses: vec![], page: Some(page) };
        let request = self.world.request(&greffier(), Uuid::now_v7(), wanted);
        self.world.client().await.list_deposits(request).await.unwrap().into_inner().deposits
    }

    async fn settle(
        &self,
        deposit: &str,
        settlement: Settlement,
    ) -> Result<pb::Deposit, greffe_chassis::Failure> {
        let wanted = pb::SettleDepositRequest { deposit_id: deposit.into(), settlement: Some(settlement) };
        let request = self.world.request(&greffier(), Uuid::now_v7(), wanted);
        let answer = self.world.client().await.settle_deposit(request).await.map_err(failure)?;
        Ok(answer.into_inner().deposit.unwrap())
    }

    async fn acts(&self, dossier: &str) -> Vec<greffe_contracts::events::v1::ActRecorded> {
        let wanted = pb::ListActsRequest { dossier_id: dossier.into(), ..Default::default() };
        let request = self.world.request(&greffier(), Uuid::now_v7(), wanted);
        let acts = self.world.client().await.list_acts(request).await.unwrap().into_inner().acts;
        acts.into_iter().filter_map(|line| line.act).collect()
    }
}

async fn register(world: &World, name: &str) -> String {
    let request = world.request(&greffier(), Uuid::now_v7(), pb::RegisterOfficeRequest { name: name.into() });
    let answer = world.client().await.register_office(request).await.unwrap();
    answer.into_inner().office.unwrap().office_id
}

fn code(deposit: &pb::Deposit) -> &str {
    deposit.reason.as_ref().map(|reason| reason.code.as_str()).unwrap_or_default()
}

#[tokio::test]
async fn a_declaration_and_a_memoire_enter_at_the_instant_attested_and_their_sender_is_told() {
    let exchange = Exchange::new(1, 0).await;
    // Handed over in the last seconds of a day, taken on the next: out of order, the mémoire's name comes first.
    exchange.counsel.hand(&exchange.declaration("EP-2", "2026-11-24T23:59:40+01:00", "25/01234"));
    let mut memoire =
        exchange.message("EP-1", "2026-11-24T23:59:59+01:00", "memoire", json!({"nature": "ampliatif"}));
    memoire["decision_attaquee"] = json!({"court": "cour d’appel de Lyon", "rendered_on": "2026-09-10"});
    memoire["pieces"] = json!([exchange.counsel.file("mémoire.pdf", "memoire", b"%PDF-1.4 moyens")]);
    exchange.counsel.hand(&memoire);
    exchange.round("2026-11-24T23:00:20Z").await;

    for number in ["EP-1", "EP-2"] {
        assert_eq!(exchange.counsel.states(number), ["recu", "enregistre"], "{number}");
    }
    let told = exchange.counsel.receipts("EP-1").pop().unwrap();
    assert_eq!(told["recu_le"], "2026-11-24T22:59:59Z");
    assert_eq!(told["pieces"], json!([memoire["pieces"][0]["sha256"]]));
    assert!(told["dossier"].as_str().unwrap().ends_with("26-10.001"), "{told}");
    let deposits = exchange.deposits().await;
    assert_eq!(deposits.len(), 2);
    assert!(deposits.iter().all(|d| d.sender == format!("epourvoi:{}", exchange.office)), "{deposits:?}");
    let acts = exchange.acts(&deposits[0].dossier_id).await;
    let deposed = acts.iter().find(|act| act.kind == "memoire_depose").unwrap();
    let expected = "2026-11-24T22:59:59Z".parse::<jiff::Timestamp>().unwrap().as_microsecond();
    assert_eq!(deposed.dates[0].value, Some(named_date::Value::Instant(expected)));
    let dossier = exchange.world.get(&greffier(), &deposits[0].dossier_id).await.unwrap();
    assert_eq!(dossier.formed_on, "2026-11-24");

    // Nothing is left to do, and nothing is done again.
    let before = exchange.counsel.ledger().len();
    exchange.round("2026-11-24T23:01:20Z").await;
    assert_eq!(exchange.counsel.ledger().len(), before + 1, "the outbox was read, and found empty");
}

/// A third of what is asked goes wrong, by several seeds: each message is one deposit, each sender hears its end, in order.
#[tokio::test]
async fn whatever_fails_repeats_or_is_late_each_message_is_one_deposit() {
    let mut effects: Vec<Value> = Vec::new();
    for seed in [7, 11, 42] {
        let exchange = Exchange::new(seed, 33).await;
        let numbers: Vec<String> = (0..9).map(|n| format!("EP-{n}")).collect();
        for (n, number) in numbers.iter().enumerate() {
            exchange.counsel.hand(&exchange.declaration(
                number,
                "2026-11-24T10:59:00+01:00",
                &format!("25/0{n}"),
            ));
        }
        let mut now: jiff::Timestamp = "2026-11-24T10:00:00Z".parse().unwrap();
        let all = |exchange: &Exchange| {
            numbers.iter().all(|n| exchange.counsel.states(n).contains(&"enregistre".into()))
        };
        for _ in 0..80 {
            exchange.round(&now.to_string()).await;
            now += jiff::SignedDuration::from_secs(40);
            if all(&exchange) {
                break;
            }
        }
        assert!(all(&exchange), "seed {seed}: {:?}", exchange.counsel.ledger());
        for number in &numbers {
            // Where a receipt was lost the next may say more at once.
            let states = exchange.counsel.states(number);
            assert!(
                states == ["recu", "enregistre"] || states == ["enregistre"],
                "seed {seed}, {number}: {states:?}"
            );
        }
        effects.extend(exchange.counsel.ledger().into_iter().map(|mut line| line["effet"].take()));
        assert_eq!(exchange.world.count("dossier.dossier").await, 9, "seed {seed}");
        assert_eq!(exchange.world.count("dossier.deposit").await, 9, "seed {seed}");
        let deposits = exchange.deposits().await;
        assert!(deposits.iter().all(|d| d.status == "enregistre" && d.pieces.len() == 1), "{deposits:?}");
    }
    for wrong in ["panne", "absent", "altere"] {
        assert!(effects.contains(&json!(wrong)), "{wrong} never came");
    }
}

#[tokio::test]
async fn several_replicas_that_read_the_same_outbox_make_one_deposit_each() {
    let exchange = Arc::new(Exchange::new(5, 20).await);
    for n in 0..6 {
        exchange.counsel.hand(&exchange.declaration(
            &format!("EP-{n}"),
            "2026-11-24T10:59:00+01:00",
            &format!("25/0{n}"),
        ));
    }
    let mut now: jiff::Timestamp = "2026-11-24T10:00:00Z".parse().unwrap();
    for _ in 0..40 {
        exchange.world.clock.set(&now.to_string());
        let rounds = (0..4).map(|_| exchange.world.service.exchange(&exchange.with));
        futures::future::join_all(rounds).await;
        now += jiff::SignedDuration::from_secs(60);
    }
    assert_eq!(exchange.world.count("dossier.dossier").await, 6);
    assert_eq!(exchange.world.count("dossier.deposit").await, 6);
    for n in 0..6 {
        assert_eq!(exchange.counsel.states(&format!("EP-{n}")).last().unwrap(), "enregistre");
    }
}

#[tokio::test]
async fn what_does_not_fit_waits_and_its_sender_hears_the_refusal() {
    let exchange = Exchange::new(1, 0).await;
    exchange.counsel.hand_token("EP-1", "eyJhbGciOiJFZERTQSJ9.eyJudW1lcm8iOiJFUC0xIn0.bm9u");
    let mut wrong =
        exchange.message("EP-2", "2026-11-24T10:30:00+01:00", "memoire", json!({"nature": "ampliatif"}));
    wrong["couleur"] = json!("rouge");
    exchange.counsel.hand(&wrong);
    let mut lost = exchange.message("EP-3", "2026-11-24T10:30:00+01:00", "piece", json!({}));
    lost["dossier"] = json!("26-10.001");
    lost["pieces"] = json!([{"sha256": "0".repeat(64), "nom": "arrêt.pdf", "nature": "decision_attaquee", "type": "application/pdf"}]);
    exchange.counsel.hand(&lost);
    let signed_as =
        exchange.message("EP-9", "2026-11-24T10:30:00+01:00", "memoire", json!({"nature": "ampliatif"}));
    exchange.counsel.hand(&signed_as);
    std::fs::rename(exchange.counsel.message_file("EP-9"), exchange.counsel.message_file("EP-4")).unwrap();
    exchange.round("2026-11-24T10:00:00Z").await;
    assert_eq!(exchange.counsel.states("EP-1"), ["recu", "en_attente"]);
    assert_eq!(exchange.counsel.states("EP-3"), ["recu"], "a file may be late");
    exchange.round("2026-11-24T12:00:00Z").await;
    for (number, expected) in
        [("EP-1", "VOI-001"), ("EP-2", "VOI-002"), ("EP-3", "VOI-003"), ("EP-4", "VOI-001")]
    {
        let told = exchange.counsel.receipts(number).pop().unwrap();
        assert_eq!((&told["etat"], &told["code"]), (&json!("en_attente"), &json!(expected)), "{told}");
    }
    let deposits = exchange.deposits().await;
    let held = |expected: &str| deposits.iter().find(|d| code(d) == expected).unwrap().clone();
    assert_eq!(held("VOI-001").sender, "service:epourvoi");
    assert!(held("VOI-002").reason.unwrap().message.contains("couleur"));
    assert_eq!(
        held("VOI-003").received_at.unwrap().seconds,
        "2026-11-24T09:30:00Z".parse::<jiff::Timestamp>().unwrap().as_second()
    );

    // Nobody's message enters no case, whatever is put in its place.
    let forged = json!({"format": "greffe-depot/1", "message_id": "x", "type": "declaration",
        "declaration": exchange.declaration("x", "2026-11-24T10:00:00Z", "25/1")["declaration"]});
    let repair = Settlement::Repair(pb::RepairDeposit { message: forged.to_string(), ..Default::default() });
    let still = exchange.settle(&held("VOI-001").deposit_id, repair).await.unwrap();
    assert_eq!(still.status, "en_attente", "{still:?}");
    assert_eq!(exchange.world.count("dossier.dossier").await, 0);

    let refuse = Settlement::Refuse(pb::RefuseDeposit { motive: "Remettez la pièce.".into() });
    exchange.settle(&held("VOI-003").deposit_id, refuse).await.unwrap();
    exchange.round("2026-11-24T12:01:00Z").await;
    let told = exchange.counsel.receipts("EP-3").pop().unwrap();
    assert_eq!((&told["etat"], &told["motif"]), (&json!("refuse"), &json!("Remettez la pièce.")));
}

#[tokio::test]
async fn an_instant_that_our_reading_contradicts_is_for_a_person() {
    let exchange = Exchange::new(1, 0).await;
    exchange.round("2026-11-24T23:30:00Z").await;
    // Said to be of the day before, and yet not there when all was read.
    exchange.counsel.hand(&exchange.declaration("EP-1", "2026-11-24T23:50:00+01:00", "25/1"));
    exchange.round("2026-11-24T23:31:00Z").await;
    let held = exchange.deposits().await.remove(0);
    assert_eq!(code(&held), "VOI-004", "{held:?}");
    let shown = exchange.world.request(
        &greffier(),
        Uuid::now_v7(),
        pb::GetDepositRequest { deposit_id: held.deposit_id.clone() },
    );
    let message = exchange.world.client().await.get_deposit(shown).await.unwrap().into_inner().message;
    let message = String::from_utf8(message).unwrap();
    let passed = exchange
        .settle(&held.deposit_id, Settlement::Repair(pb::RepairDeposit { message, ..Default::default() }))
        .await
        .unwrap();
    assert_eq!(passed.status, "enregistre", "{passed:?}");
    let dossier = exchange.world.get(&greffier(), &passed.dossier_id).await.unwrap();
    assert_eq!(dossier.formed_on, "2026-11-25");

    // Down for a night: what was handed over meanwhile is in time.
    exchange.counsel.down(true);
    exchange.round("2026-11-25T21:00:00Z").await;
    exchange.counsel.hand(&exchange.declaration("EP-2", "2026-11-25T23:50:00+01:00", "25/2"));
    exchange.round("2026-11-25T23:30:00Z").await;
    exchange.counsel.down(false);
    exchange.round("2026-11-26T07:00:00Z").await;
    let told = exchange.counsel.receipts("EP-2").pop().unwrap();
    assert_eq!((&told["etat"], &told["recu_le"]), (&json!("enregistre"), &json!("2026-11-25T22:50:00Z")));
}

#[tokio::test]
async fn each_reason_for_which_a_person_must_look_is_said() {
    let exchange = Exchange::new(1, 0).await;
    exchange.round("2026-11-24T23:30:00Z").await;
    // Of the day before and yet not there when all was read, and two of its files are nowhere.
    let mut message = exchange.declaration("EP-1", "2026-11-24T23:50:00+01:00", "25/1");
    for (digit, name) in [("0", "arrêt.pdf"), ("1", "signification.pdf")] {
        let lost = json!({"sha256": digit.repeat(64), "nom": name, "nature": "decision_attaquee", "type": "application/pdf"});
        message["pieces"].as_array_mut().unwrap().push(lost);
    }
    exchange.counsel.hand(&message);
    exchange.round("2026-11-24T23:31:00Z").await;
    exchange.round("2026-11-25T02:00:00Z").await;
    let held = exchange.deposits().await.remove(0);
    let reason = held.reason.clone().unwrap();
    assert_eq!((code(&held), reason.field.as_str()), ("VOI-003", "pieces[1].piece_id"), "{held:?}");
    for said in ["arrêt.pdf", "signification.pdf", "atteste une remise le 2026-11-24"] {
        assert!(reason.message.contains(said), "« {said} » is not said: {}", reason.message);
    }
}

#[tokio::test]
async fn a_number_used_twice_keeps_its_first_message() {
    let exchange = Exchange::new(1, 0).await;
    let first = exchange.declaration("EP-1", "2026-11-24T10:30:00+01:00", "25/1");
    exchange.counsel.hand(&first);
    exchange.round("2026-11-24T10:00:00Z").await;
    exchange.counsel.forget_receipts();
    exchange.round("2026-11-24T10:01:00Z").await;
    assert_eq!(exchange.counsel.states("EP-1"), ["enregistre"], "told again, and entered once");
    exchange.counsel.forget_receipts();
    exchange.counsel.hand(&exchange.declaration("EP-1", "2026-11-24T10:40:00+01:00", "25/2"));
    exchange.round("2026-11-24T10:02:00Z").await;
    assert_eq!(exchange.counsel.states("EP-1"), ["recu", "repete"]);
    assert_eq!(exchange.world.count("dossier.dossier").await, 1);
}

#[tokio::test]
async fn a_constitution_in_defence_waits_for_the_registry_and_then_opens_the_case() {
    let exchange = Exchange::new(1, 0).await;
    exchange.counsel.hand(&exchange.declaration("EP-1", "2026-11-24T10:30:00+01:00", "25/01234"));
    exchange.round("2026-11-24T10:00:00Z").await;
    let opened = exchange.deposits().await.remove(0);
    let theirs = register(&exchange.world, "SARL Lebrun").await;
    let mut constitution = exchange.message(
        "EP-2",
        "2026-11-25T10:30:00+01:00",
        "constitution",
        json!({"position": "defendeur"}),
    );
    constitution["cabinet"] = json!(theirs);
    constitution["dossier"] = json!(opened.dossier_number);
    exchange.counsel.hand(&constitution);
    // Of a case that does not exist, the same is told.
    constitution["numero"] = json!("EP-3");
    constitution["dossier"] = json!("26-99.999");
    exchange.counsel.hand(&constitution);
    exchange.round("2026-11-25T10:00:00Z").await;
    let (one, other) =
        (exchange.counsel.receipts("EP-2").pop().unwrap(), exchange.counsel.receipts("EP-3").pop().unwrap());
    assert_eq!((&one["code"], &one["motif"]), (&json!("VOI-005"), &other["motif"]));
    assert!(exchange.world.get(&counsel(&theirs), &opened.dossier_id).await.is_err());

    let waiting = exchange.deposits().await;
    let waiting = waiting.iter().find(|d| d.message_id == "EP-2").unwrap();
    let shown = exchange.world.request(
        &greffier(),
        Uuid::now_v7(),
        pb::GetDepositRequest { deposit_id: waiting.deposit_id.clone() },
    );
    let candidates = exchange.world.client().await.get_deposit(shown).await.unwrap().into_inner().candidates;
    assert_eq!(
        candidates.iter().map(|c| c.dossier_id.as_str()).collect::<Vec<_>>(),
        [opened.dossier_id.as_str()]
    );
    let attach =
        Settlement::Attach(pb::AttachDeposit { dossier: opened.dossier_id.clone(), ..Default::default() });
    let attached = exchange.settle(&waiting.deposit_id, attach).await.unwrap();
    assert_eq!((attached.status.as_str(), attached.act_ids.len()), ("rattache", 1), "{attached:?}");
    exchange.round("2026-11-25T10:05:00Z").await;
    assert_eq!(exchange.counsel.states("EP-2"), ["recu", "en_attente", "rattache"]);
    let seen = exchange.world.get(&counsel(&theirs), &opened.dossier_id).await.unwrap();
    let defendeur = seen.parties.iter().find(|party| party.role == "defendeur").unwrap();
    assert_eq!(defendeur.office_ids, [theirs]);
}
