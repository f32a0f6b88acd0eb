//! What papers say before a milestone: each is there, and is what was received.

use greffe_chassis::Caller;
use greffe_contracts::{
    common::v1::{Event, NamedDate, named_date},
    events::v1::{ActRecorded, PourvoiForme, act_recorded::Body},
    gate::v1::{self as gate, gate_service_client::GateServiceClient},
};
use greffe_procedure::catalogue::Catalogue;
use prost::Message;
use uuid::Uuid;

use crate::support::{Journal, World, counsel, memoire};

/// The act of an event, of a day.
fn dated(event: Event, name: &str) -> Event {
    let mut fact = ActRecorded::decode(event.payload.as_ref()).unwrap();
    let day: greffe_procedure::day::Day = "2026-11-24".parse().unwrap();
    let value = Some(named_date::Value::Day(day.number()));
    fact.dates = vec![NamedDate { name: name.into(), value, source: String::new() }];
    Event { payload: fact.encode_to_vec().into(), ..event }
}

async fn found(world: &World, journal: &Journal, milestone: &str) -> Vec<String> {
    let wanted = gate::CheckMilestoneRequest {
        dossier_id: journal.dossier.to_string(),
        version: journal.version,
        milestone: milestone.into(),
        catalogue: Catalogue::embedded().version().into(),
        act: None,
    };
    let request = world.request(&Caller::service("dossier"), wanted);
    let mut client = GateServiceClient::connect(world.address().to_owned()).await.unwrap();
    let findings = client.check_milestone(request).await.unwrap().into_inner().findings;
    findings.into_iter().map(|f| format!("{} {}", f.code, f.severity)).collect()
}

#[tokio::test]
async fn a_paper_that_is_gone_or_altered_stops() {
    let world = World::new().await;
    let piece = world.deposit(&counsel("martin"), "memoire").await;
    world.checked(&counsel("martin"), piece).await;
    let mut journal = Journal::new();
    let formed = Body::PourvoiForme(PourvoiForme { nature: "principal".into(), ..Default::default() });
    world.hear(&dated(journal.next(formed, &[], None).0, "forme")).await;
    world.hear(&dated(journal.next(memoire(&[piece]), &[], None).0, "depose")).await;
    for milestone in ["distribution", "audiencement", "prononce", "notification", "cloture"] {
        assert!(found(&world, &journal, milestone).await.is_empty(), "{milestone}");
    }
    let [kept] = world.kept().try_into().unwrap();
    let bytes = std::fs::read(&kept).unwrap();
    std::fs::write(&kept, b"%PDF-1.7 autre").unwrap();
    for milestone in ["distribution", "audiencement", "prononce", "notification", "cloture"] {
        assert_eq!(found(&world, &journal, milestone).await, ["chk.doc.02 bloquante"], "{milestone}");
    }
    std::fs::remove_file(&kept).unwrap();
    assert_eq!(found(&world, &journal, "prononce").await, ["chk.doc.01 bloquante"]);
    std::fs::write(&kept, bytes).unwrap();
    assert!(found(&world, &journal, "prononce").await.is_empty());
    // One that was never received.
    world.hear(&dated(journal.next(memoire(&[Uuid::now_v7()]), &[], None).0, "depose")).await;
    assert_eq!(found(&world, &journal, "audiencement").await, ["chk.doc.01 bloquante"]);

    // A minute made here, which nobody has signed yet: no expédition of it leaves.
    let kept =
        "INSERT INTO document.minute (piece_id, sha256) SELECT id, sha256 FROM document.piece WHERE id = $1";
    sqlx::query(kept).bind(piece).execute(&world.pool).await.unwrap();
    assert_eq!(found(&world, &journal, "notification").await, ["chk.doc.04 bloquante"]);
    assert!(found(&world, &journal, "cloture").await.is_empty(), "the file itself may go back");
    let signed =
        "INSERT INTO document.minute_signature (piece_id, quality, by_hand, agent, name, signed_at, sha256)
                  SELECT p.id, q, true, gen_random_uuid(), q, now(), p.sha256
                  FROM document.piece p, unnest(ARRAY['president', 'greffier']) q WHERE p.id = $1";
    sqlx::query(signed).bind(piece).execute(&world.pool).await.unwrap();
    assert!(found(&world, &journal, "notification").await.is_empty());
}
