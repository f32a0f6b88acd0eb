//! Deposits of partners: kept first, entered by the same doors, held when they do not fit, one however often they come.

use std::time::Duration;

use greffe_chassis::{Caller, Failure, Kind};
use greffe_contracts::dossier::v1::{self as pb, settle_deposit_request::Settlement};
use greffe_dev::until;
use serde_json::{Value, json};
use tonic::metadata::MetadataValue;
use uuid::Uuid;

use crate::{
    certificats::{demand, rule, ruling},
    support::{World, counsel, failure, greffier, person},
};

/// A sender's world: an office, and a message with which it opens a dossier.
struct House {
    world: World,
    office: String,
    sender: Caller,
}

impl House {
    async fn new() -> Self {
        let world = World::new().await;
        let wanted = pb::RegisterOfficeRequest { name: "SCP Martin & Roux".into() };
        let request = world.request(&greffier(), Uuid::now_v7(), wanted);
        let office =
            world.client().await.register_office(request).await.unwrap().into_inner().office.unwrap();
        Self { world, sender: counsel(&office.office_id), office: office.office_id }
    }

    fn declaration(&self, message_id: &str) -> Value {
        json!({"format": "greffe-depot/1", "message_id": message_id, "type": "declaration", "declaration": {
            "procedure": "civil_representation_obligatoire",
            "parties": [
                {"role": "demandeur", "residence": "metropole", "office_id": self.office,
                 "person": {"nature": "personne_physique", "name": "Delaunay", "first_names": "Irène"}},
                {"role": "defendeur", "residence": "metropole",
                 "person": {"nature": "personne_morale", "name": "société des Moulins"}}],
            "decisions": [{"court": "cour d’appel de Lyon", "nature": "arret", "rendered_on": "2026-09-10", "case_number": "25/01234"}]}})
    }

    fn memoire(&self, message_id: &str, dossier: &str) -> Value {
        json!({"format": "greffe-depot/1", "message_id": message_id, "type": "memoire", "dossier": dossier,
            "memoire": {"nature": "ampliatif"}})
    }

    /// The deposit as it stands once it has entered or waits for somebody: its receipt may come before.
    async fn send(&self, caller: &Caller, bytes: &[u8], at: &str) -> Result<(pb::Deposit, bool), Failure> {
        let wanted =
            pb::SubmitDepositRequest { message: bytes.to_vec(), media_type: "application/json".into() };
        let mut request = self.world.request(caller, Uuid::now_v7(), wanted);
        request.metadata_mut().insert("greffe-received-at", MetadataValue::try_from(at).unwrap());
        let answer = self.world.client().await.submit_deposit(request).await.map_err(failure)?;
        let again = answer.metadata().contains_key("idempotency-replayed");
        let kept = answer.into_inner().deposit.unwrap();
        let stands = async || self.show(caller, &kept.deposit_id).await.unwrap().deposit.unwrap();
        until(Duration::from_secs(60), async || stands().await.status != "recu").await;
        Ok((stands().await, again))
    }

    async fn deposit(&self, message: &Value) -> pb::Deposit {
        self.send(&self.sender, message.to_string().as_bytes(), "2026-11-24T09:59:00Z").await.unwrap().0
    }

    async fn settle(
        &self,
        caller: &Caller,
        id: &str,
        settlement: Settlement,
    ) -> Result<pb::Deposit, Failure> {
        self.settle_with(caller, Uuid::now_v7(), id, settlement).await
    }

    async fn settle_with(
        &self,
        caller: &Caller,
        key: Uuid,
        id: &str,
        settlement: Settlement,
    ) -> Result<pb::Deposit, Failure> {
        let wanted = pb::SettleDepositRequest { deposit_id: id.into(), settlement: Some(settlement) };
        let answer = self.world.client().await.settle_deposit(self.world.request(caller, key, wanted)).await;
        Ok(answer.map_err(failure)?.into_inner().deposit.unwrap())
    }

    async fn show(&self, caller: &Caller, id: &str) -> Result<pb::GetDepositResponse, Failure> {
        let wanted = pb::GetDepositRequest { deposit_id: id.into() };
        let answer =
            self.world.client().await.get_deposit(self.world.request(caller, Uuid::now_v7(), wanted)).await;
        answer.map(tonic::Response::into_inner).map_err(failure)
    }

    async fn list(
        &self,
        caller: &Caller,
        statuses: &[&str],
        size: u32,
        cursor: &str,
    ) -> pb::ListDepositsResponse {
        let page = greffe_contracts::common::v1::PageRequest { size, cursor: cursor.into() };
        let wanted = pb::ListDepositsRequest {
            statuses: statuses.iter().map(|s| (*s).to_owned()).collect(),
            page: Some(page),
        };
        let request = self.world.request(caller, Uuid::now_v7(), wanted);
        self.world.client().await.list_deposits(request).await.unwrap().into_inner()
    }
}

fn repair(message: &Value) -> Settlement {
    Settlement::Repair(pb::RepairDeposit { message: message.to_string(), ..Default::default() })
}

fn code(deposit: &pb::Deposit) -> (&str, &str) {
    deposit.reason.as_ref().map(|r| (r.code.as_str(), r.field.as_str())).unwrap_or_default()
}

#[tokio::test]
async fn a_declaration_opens_a_dossier_at_the_instant_of_its_arrival_once() {
    let house = House::new().await;
    let message = house.declaration("m-1");
    let first = house.deposit(&message).await;
    assert_eq!((first.status.as_str(), first.kind.as_str()), ("enregistre", "declaration"), "{first:?}");
    assert!(first.dossier_number.ends_with("26-10.001"), "{first:?}");
    assert_eq!(first.act_ids.len() as u64, first.version);
    let dossier = house.world.get(&greffier(), &first.dossier_id).await.unwrap();
    assert_eq!((dossier.formed_on.as_str(), dossier.parties.len()), ("2026-11-24", 2));

    // The same bytes, and the same name under other bytes, are the same deposit.
    house.world.clock.set("2026-11-25T10:00:00Z");
    let mut renamed = message.clone();
    renamed["declaration"]["urgent"] = json!(true);
    for bytes in [message.to_string(), renamed.to_string()] {
        let (again, replayed) =
            house.send(&house.sender, bytes.as_bytes(), "2026-11-25T09:00:00Z").await.unwrap();
        assert!(replayed);
        assert_eq!(again, first);
    }
    assert_eq!(house.world.count("dossier.dossier").await, 1);
    assert_eq!(house.list(&house.sender, &[], 10, "").await.deposits, [first]);
}

#[tokio::test]
async fn concurrent_twins_and_duplicates_open_one_dossier() {
    let house = House::new().await;
    // Three messages of the same pourvoi, each sent four times.
    let messages: Vec<Value> = (0..12).map(|n| house.declaration(&format!("m-{}", n % 3))).collect();
    let sent = messages.iter().map(|message| async { house.deposit(message).await.status });
    let statuses = futures::future::join_all(sent).await;
    assert_eq!(statuses.iter().filter(|s| *s == "enregistre").count(), 4, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|s| *s == "en_attente").count(), 8, "{statuses:?}");
    assert_eq!(house.world.count("dossier.dossier").await, 1);
}

#[tokio::test]
async fn what_does_not_read_is_kept_waits_and_passes_once_repaired() {
    let house = House::new().await;
    let raw = b"\xff\x00 pas du JSON";
    let (kept, _) = house.send(&house.sender, raw, "2026-11-24T09:00:00Z").await.unwrap();
    assert_eq!((kept.status.as_str(), code(&kept)), ("en_attente", ("DEP-001", "")));
    let shown = house.show(&greffier(), &kept.deposit_id).await.unwrap();
    assert_eq!((shown.settles, shown.message.as_slice()), (true, &raw[..]));

    // A repair that still does not fit waits with its new reason; the bytes received stay.
    let mut wrong = house.declaration("m-1");
    wrong["declaration"]["decisions"][0]["rendered_on"] = json!("10/09/2026");
    let still = house.settle(&greffier(), &kept.deposit_id, repair(&wrong)).await.unwrap();
    assert_eq!(code(&still), ("DOS-008", "declaration.decisions[0].rendered_on"));
    let key = Uuid::now_v7();
    let good = house.declaration("m-1");
    let passed = house.settle_with(&greffier(), key, &kept.deposit_id, repair(&good)).await.unwrap();
    assert_eq!(passed.status, "enregistre");
    let replayed = house.settle_with(&greffier(), key, &kept.deposit_id, repair(&good)).await.unwrap();
    assert_eq!(replayed, passed);
    let shown = house.show(&greffier(), &kept.deposit_id).await.unwrap();
    assert_eq!(shown.message, raw);
    assert_eq!(passed.sha256, kept.sha256);
    let late = house.settle(&greffier(), &kept.deposit_id, repair(&good)).await.unwrap_err();
    assert_eq!((late.kind, late.code.as_ref()), (Kind::Refused, "DEP-006"));
}

#[tokio::test]
async fn a_memoire_repaired_after_midnight_arrived_before() {
    let house = House::new().await;
    let opened = house.deposit(&house.declaration("m-1")).await;
    // The letter does not fit: somebody must look.
    let number = opened.dossier_number.split(' ').next_back().unwrap().to_owned();
    let letter = if opened.dossier_number.starts_with('A') { "B" } else { "A" };
    let message = house.memoire("m-2", &format!("{letter} {number}"));
    house.world.clock.set("2027-03-24T23:00:05Z");
    let (late, _) =
        house.send(&house.sender, message.to_string().as_bytes(), "2027-03-24T22:59:59Z").await.unwrap();
    assert_eq!(code(&late), ("NUM-001", "dossier"), "{late:?}");
    house.world.clock.set("2027-03-25T08:00:00Z");
    let passed =
        house.settle(&greffier(), &late.deposit_id, repair(&house.memoire("m-2", &number))).await.unwrap();
    assert_eq!((passed.status.as_str(), passed.act_ids.len()), ("enregistre", 1), "{passed:?}");
    let acts = pb::ListActsRequest { dossier_id: passed.dossier_id, ..Default::default() };
    let request = house.world.request(&greffier(), Uuid::now_v7(), acts);
    let acts = house.world.client().await.list_acts(request).await.unwrap().into_inner().acts;
    let act = acts[0].act.clone().unwrap();
    assert_eq!(act.kind, "memoire_depose");
    let said = act.dates[0].value;
    let expected = "2027-03-24T22:59:59Z".parse::<jiff::Timestamp>().unwrap().as_microsecond();
    assert_eq!(said, Some(greffe_contracts::common::v1::named_date::Value::Instant(expected)));
}

#[tokio::test]
async fn the_moyens_of_a_memoire_enter_with_it_or_not_at_all() {
    let house = House::new().await;
    let opened = house.deposit(&house.declaration("m-1")).await;
    let with = |id: &str, nature: &str, moyens: Value| {
        let mut message = house.memoire(id, &opened.dossier_number);
        message["memoire"]["nature"] = json!(nature);
        message["memoire"]["moyens"] = moyens;
        message
    };
    let moyens = json!([
        {"enonce": "Il est fait grief à l’arrêt d’avoir rejeté la demande", "branches": ["que le juge a dénaturé l’écrit", "qu’il n’a pas répondu aux conclusions"],
         "textes": ["article 1192 du code civil", "article 455 du code de procédure civile"]},
        {"enonce": "Il est fait grief à l’arrêt d’avoir condamné aux dépens"},
    ]);
    // Too long, or of a mémoire that pleads none: the whole waits, and nothing entered.
    let before = house.world.count("dossier.act").await;
    let long = with("m-2", "ampliatif", json!([{"enonce": "x".repeat(20_001)}]));
    let waiting = house.deposit(&long).await;
    assert_eq!(code(&waiting), ("DOS-011", "memoire.moyens[0]"), "{waiting:?}");
    let defence = house.deposit(&with("m-3", "en_defense", moyens.clone())).await;
    assert_eq!(code(&defence), ("DEP-010", "memoire.moyens"), "{defence:?}");
    assert_eq!(house.world.count("dossier.act").await, before);
    assert_eq!(house.world.count("dossier.ground_words").await, 0);

    let made = house.deposit(&with("m-4", "ampliatif", moyens.clone())).await;
    assert_eq!((made.status.as_str(), made.act_ids.len()), ("enregistre", 2), "{made:?}");
    let again = house.deposit(&with("m-4", "ampliatif", moyens.clone())).await;
    assert_eq!((again.deposit_id, house.world.count("dossier.ground_words").await), (made.deposit_id, 1));
    let repaired = repair(&with("m-2", "ampliatif", moyens));
    let passed = house.settle(&greffier(), &waiting.deposit_id, repaired).await.unwrap();
    assert_eq!((passed.status.as_str(), passed.act_ids.len()), ("enregistre", 2), "{passed:?}");
    // So do those of a pourvoi incident, which a mémoire forms; what else is made known has none.
    let event = |id: &str, kind: &str, corps: Value| {
        json!({"format": "greffe-depot/1", "message_id": id, "type": "evenement", "dossier": opened.dossier_number,
            "evenement": {"type": kind, "corps": corps, "moyens": [{"enonce": "Il est fait grief à l’arrêt d’avoir limité la créance"}]}})
    };
    let served = house.deposit(&event("m-5", "observations_deposees", json!({"objet": "avis_1015"}))).await;
    assert_eq!(code(&served), ("DEP-010", "evenement.moyens"), "{served:?}");
    let formed = house.deposit(&event("m-6", "pourvoi_incident_forme", json!({"nature": "provoque"}))).await;
    assert_eq!((formed.status.as_str(), formed.act_ids.len()), ("enregistre", 2), "{formed:?}");

    let mut cases = greffe_contracts::dossier::v1::case_service_client::CaseServiceClient::connect(
        house.world.address().to_owned(),
    )
    .await
    .unwrap();
    let wanted = pb::ListGroundsRequest { dossier_id: made.dossier_id };
    let request = house.world.request(&greffier(), Uuid::now_v7(), wanted);
    let grounds = cases.list_grounds(request).await.unwrap().into_inner().grounds;
    assert_eq!(
        (grounds.len(), grounds[0].memoire.as_str(), grounds[0].act_id.as_str()),
        (3, made.act_ids[0].as_str(), made.act_ids[1].as_str())
    );
    assert_eq!(
        grounds[0].moyens,
        [
            "Il est fait grief à l’arrêt d’avoir rejeté la demande\n1°/ que le juge a dénaturé l’écrit\n2°/ qu’il n’a pas répondu aux conclusions\nTextes invoqués\u{a0}: article 1192 du code civil\u{a0}; article 455 du code de procédure civile.",
            "Il est fait grief à l’arrêt d’avoir condamné aux dépens"
        ]
    );
}

#[tokio::test]
async fn a_probable_duplicate_is_attached_or_opened_when_it_is_none() {
    let house = House::new().await;
    let first = house.deposit(&house.declaration("m-1")).await;
    let mut again = house.declaration("m-2");
    again["declaration"]["decisions"][0]["court"] = json!("Cour d'appel de LYON");
    let second = house.deposit(&again).await;
    assert_eq!(code(&second), ("DEP-003", "declaration.decisions"), "{second:?}");
    let shown = house.show(&greffier(), &second.deposit_id).await.unwrap();
    let candidates: Vec<&str> = shown.candidates.iter().map(|c| c.dossier_id.as_str()).collect();
    assert_eq!(candidates, [first.dossier_id.as_str()]);
    let own = house.show(&house.sender, &second.deposit_id).await.unwrap();
    assert!(own.candidates.is_empty() && own.message.is_empty() && !own.settles);
    let attach =
        Settlement::Attach(pb::AttachDeposit { dossier: first.dossier_number.clone(), ..Default::default() });
    let attached = house.settle(&greffier(), &second.deposit_id, attach).await.unwrap();
    assert_eq!((attached.status.as_str(), &attached.dossier_id), ("rattache", &first.dossier_id));
    assert_eq!(house.world.count("dossier.dossier").await, 1);

    // The pourvoi of the other party against the same decision is another pourvoi.
    let mut other = house.declaration("m-3");
    other["declaration"]["parties"][0]["person"]["name"] = json!("Moulins");
    assert_eq!(house.deposit(&other).await.status, "enregistre");
    let mut same = house.declaration("m-4");
    same["declaration"]["urgent"] = json!(true);
    let same_message = house.deposit(&same).await;
    let excluded = Settlement::Repair(pb::RepairDeposit {
        message: same.to_string(),
        duplicate_excluded: true,
        ..Default::default()
    });
    assert_eq!(
        house.settle(&greffier(), &same_message.deposit_id, excluded).await.unwrap().status,
        "enregistre"
    );
    assert_eq!(house.world.count("dossier.dossier").await, 3);

    // In criminal matters, it has the number of the first, once a person has said what its demandeur is (CPP 568, 576).
    let criminal = |message_id: &str, demandeur: &str, defendeur: &str| {
        let mut message = house.declaration(message_id);
        message["declaration"]["procedure"] = json!("penal_general");
        message["declaration"]["decisions"][0]["case_number"] = json!("25/07777");
        for (at, name) in [demandeur, defendeur].into_iter().enumerate() {
            message["declaration"]["parties"][at]["person"] =
                json!({"nature": "personne_physique", "name": name, "first_names": "Irène"});
        }
        message
    };
    let first = house.deposit(&criminal("m-5", "Prévost", "Garnier")).await;
    assert_eq!(first.status, "enregistre", "{first:?}");
    let second = house.deposit(&criminal("m-6", "Garnier", "Prévost")).await;
    assert_eq!(code(&second), ("DEP-003", "declaration.decisions"), "{second:?}");
    let attach = |qualite: &str| {
        Settlement::Attach(pb::AttachDeposit {
            dossier: first.dossier_number.clone(),
            qualite: qualite.into(),
            decision_rendue: "contradictoire".into(),
        })
    };
    let bare = house.settle(&greffier(), &second.deposit_id, attach("")).await.unwrap_err();
    assert_eq!(bare.code, "DOS-019");
    let joined = house.settle(&greffier(), &second.deposit_id, attach("partie_civile")).await.unwrap();
    assert_eq!((joined.status.as_str(), &joined.dossier_id), ("rattache", &first.dossier_id));
    assert_eq!(joined.act_ids.len(), 2, "the declaration and the counsel that it names");
    let shown = house.world.get(&greffier(), &first.dossier_id).await.unwrap();
    assert_eq!((shown.pourvois.len(), shown.party_count), (2, 2));
    let again = house.deposit(&criminal("m-7", "Garnier", "Prévost")).await;
    let repeated = house.settle(&greffier(), &again.deposit_id, attach("")).await.unwrap();
    assert_eq!((repeated.status.as_str(), repeated.act_ids.len()), ("rattache", 0), "it repeats its own");
    assert_eq!(house.world.count("dossier.dossier").await, 4);
}

/// CPC 974: the pourvoi is formed by the deposit of its declaration.
#[tokio::test]
async fn no_certificate_says_that_there_is_no_pourvoi_while_its_declaration_waits() {
    let house = House::new().await;
    let sought = |court: &str, rendered_on: &str, case_number: &str| pb::DecisionSought {
        court: court.into(),
        rendered_on: rendered_on.into(),
        case_number: case_number.into(),
        ..Default::default()
    };
    let mut message = house.declaration("m-1");
    message["declaration"]["procedure"] = json!("inconnue");
    assert_eq!(house.deposit(&message).await.status, "en_attente");
    let asked = demand(&house.world, sought("CA Lyon", "2026-09-10", "25/01234")).await;
    assert_eq!(asked.status, "a_decider");
    let refused = rule(&house.world, &greffier(), ruling(&asked, "non_pourvoi", "Aucun dossier.")).await;
    assert_eq!(refused.unwrap_err().code, "CNP-011");
    let other = demand(&house.world, sought("CA Paris", "2026-03-02", "24/09876")).await;
    assert_eq!((other.status.as_str(), other.kind.as_str()), ("delivre", "non_pourvoi"));

    // A message that nobody could read may be a declaration: a person looks before anything is certified.
    house.send(&house.sender, b"\xff\x00", "2026-11-24T09:00:00Z").await.unwrap();
    let doubtful = demand(&house.world, sought("CA Douai", "2026-02-03", "24/00001")).await;
    assert_eq!(doubtful.status, "a_decider");
    let stated = ruling(&doubtful, "non_pourvoi", "Le message illisible est une lettre.");
    assert_eq!(rule(&house.world, &greffier(), stated).await.unwrap().kind, "non_pourvoi");
}

#[tokio::test]
async fn a_refusal_reaches_its_sender_and_nobody_else() {
    let house = House::new().await;
    let lost = house.deposit(&house.memoire("m-1", "26-99.999")).await;
    assert_eq!(code(&lost), ("DOS-001", "dossier"), "{lost:?}");
    let silent = Settlement::Refuse(pb::RefuseDeposit { motive: " ".into() });
    assert_eq!(house.settle(&greffier(), &lost.deposit_id, silent).await.unwrap_err().code, "DEP-007");
    let refuse = || Settlement::Refuse(pb::RefuseDeposit { motive: "Ce numéro n’existe pas.".into() });
    for stranger in [house.sender.clone(), person("greffe_chambre", &["civ1"])] {
        let refused = house.settle(&stranger, &lost.deposit_id, refuse()).await.unwrap_err();
        assert_eq!(refused.kind, Kind::Forbidden);
    }
    house.settle(&greffier(), &lost.deposit_id, refuse()).await.unwrap();
    let told = house.show(&house.sender, &lost.deposit_id).await.unwrap().deposit.unwrap();
    assert_eq!((told.status.as_str(), told.motive.as_str()), ("refuse", "Ce numéro n’existe pas."));
    let other = counsel(&Uuid::now_v7().to_string());
    assert_eq!(house.show(&other, &lost.deposit_id).await.unwrap_err().code, "DEP-005");
    assert!(house.list(&other, &[], 10, "").await.deposits.is_empty());
    let refused = house.send(&greffier(), b"{}", "2026-11-24T09:00:00Z").await.unwrap_err();
    assert_eq!(refused.kind, Kind::Forbidden, "who works at the Court has other doors");
}

#[tokio::test]
async fn counsel_deposits_for_its_own_office_by_the_rules_of_every_door() {
    let house = House::new().await;
    let opened = house.deposit(&house.declaration("m-1")).await;
    let stranger = Caller { subject: "autre".into(), ..counsel(&Uuid::now_v7().to_string()) };
    let message = house.memoire("s-1", &opened.dossier_number).to_string();
    let (unknown, _) = house.send(&stranger, message.as_bytes(), "2026-11-24T09:00:00Z").await.unwrap();
    assert_eq!(unknown.status, "en_attente");
    assert!(matches!(code(&unknown).0, "DOS-001" | "DRO-003"), "{unknown:?}");
    let by_decision = |id: &str, case: &str| {
        json!({"format": "greffe-depot/1", "message_id": id, "type": "memoire", "memoire": {"nature": "ampliatif"},
            "decision_attaquee": {"court": "cour d’appel de Lyon", "rendered_on": "2026-09-10", "case_number": case}})
    };
    let (hidden, _) = house
        .send(&stranger, by_decision("s-2", "25/01234").to_string().as_bytes(), "2026-11-24T09:00:00Z")
        .await
        .unwrap();
    assert_eq!(code(&hidden), ("DEP-002", "decision_attaquee"));
    let found = house.deposit(&by_decision("m-2", "25-01234")).await;
    assert_eq!((found.status.as_str(), &found.dossier_id), ("enregistre", &opened.dossier_id), "{found:?}");
    let court = json!({"format": "greffe-depot/1", "message_id": "m-3", "type": "evenement", "dossier": opened.dossier_number,
        "evenement": {"type": "chambre_attribuee", "dates": {"attribution": "2026-11-24"}, "corps": {"chambre": "civ1"}}});
    assert_eq!(code(&house.deposit(&court).await).0, "ACT-010");
    let other_court = Caller { subject: "ca.lyon".into(), ..person("juridiction", &[]) };
    let arret = json!({"format": "greffe-depot/1", "message_id": "j-1", "type": "evenement", "dossier": opened.dossier_number,
        "evenement": {"type": "decision_notifiee", "dates": {"notifiee": "2026-10-02"}, "corps": {"mode": "signification"}}});
    let (told, _) =
        house.send(&other_court, arret.to_string().as_bytes(), "2026-11-24T09:00:00Z").await.unwrap();
    assert_eq!(told.status, "enregistre", "{told:?}");
    // What needs a reason has that of every deposit.
    let moved = json!({"format": "greffe-depot/1", "message_id": "j-2", "type": "evenement", "dossier": opened.dossier_number,
        "evenement": {"type": "residence_changee", "dates": {"constate": "2026-11-20"}, "corps": {"residence": "etranger"}}});
    let (told, _) =
        house.send(&other_court, moved.to_string().as_bytes(), "2026-11-24T09:00:00Z").await.unwrap();
    assert_eq!(told.status, "enregistre", "{told:?}");
}

#[tokio::test]
async fn a_deposit_that_a_fault_left_is_taken_up() {
    let house = House::new().await;
    let lost = house.deposit(&house.memoire("m-1", "26-10.001")).await;
    assert_eq!(code(&lost).0, "DOS-001");
    let undo = "UPDATE dossier.deposit_state SET status = 'recu', message_id = '', code = ''";
    sqlx::query(undo).execute(&house.world.pool).await.unwrap();
    house.deposit(&house.declaration("m-2")).await;
    house.world.clock.set("2026-11-24T10:01:00Z");
    house.world.service.catch_up().await.unwrap();
    let taken_up = house.show(&house.sender, &lost.deposit_id).await.unwrap().deposit.unwrap();
    assert_eq!(taken_up.status, "enregistre", "{taken_up:?}");
    assert_eq!((taken_up.received_at, taken_up.sha256), (lost.received_at, lost.sha256));
}

#[tokio::test]
async fn what_was_received_is_never_rewritten_and_pages_follow() {
    let house = House::new().await;
    for n in 0..5 {
        house.send(&house.sender, format!("lettre {n}").as_bytes(), "2026-11-24T09:00:00Z").await.unwrap();
    }
    assert!(sqlx::query("UPDATE dossier.deposit SET message = ''").execute(&house.world.pool).await.is_err());
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = house.list(&greffier(), &["en_attente"], 2, &cursor).await;
        seen.extend(page.deposits.into_iter().map(|d| d.deposit_id));
        cursor = page.page.unwrap().next_cursor;
        if cursor.is_empty() {
            break;
        }
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 5);
}
