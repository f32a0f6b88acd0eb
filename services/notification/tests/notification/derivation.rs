//! Tasks open and close with acts, alerts with deadlines; what people add stays.

use greffe_contracts::{
    common::v1::{Event, Id},
    events::v1::{
        AvisDeChambreRendu, ChambreAttribuee, DeadlineChange, DeadlineWarned, DeadlinesChanged,
        FormationSaisie, MemoireDepose, TasksChanged, act_recorded::Body,
    },
};
use greffe_procedure::day::Day;
use prost::Message;
use uuid::Uuid;

use crate::support::World;

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
            Body::ChambreAttribuee(ChambreAttribuee { chambre: "civ1".into(), ..Default::default() }),
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
    // Three opened, one closed; one closed, one that goes to the president from now on if it is not done; two opened, one closed.
    assert_eq!(changes, 9, "only what changed is told");

    let (formation, chambre_consultee) = ("chambre_pour_avis".into(), "soc".into());
    let asked = FormationSaisie { formation, chambre_consultee };
    world.act("saisie", Body::FormationSaisie(asked)).await;
    let of = |tasks: Vec<(String, String, String)>, code: &str| -> Vec<(String, String)> {
        tasks.into_iter().filter(|task| task.0 == code).map(|(_, role, chambre)| (role, chambre)).collect()
    };
    let given = of(world.tasks("ouverte").await, "rendre_l_avis_demande");
    assert_eq!(given, [("president".to_owned(), "soc".to_owned())], "the chamber consulted owes it");
    let collected = of(world.tasks("ouverte").await, "recueillir_l_avis_d_une_autre_chambre");
    assert_eq!(collected, [("greffe_chambre".to_owned(), "civ1".to_owned())]);
    let opinion = AvisDeChambreRendu { chambre_consultee: "soc".into() };
    world.act("rendu", Body::AvisDeChambreRendu(opinion)).await;
    let closed = of(world.tasks("close").await, "rendre_l_avis_demande");
    assert_eq!(closed.len(), 1, "the opinion closes it");
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
        ..Default::default()
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
async fn a_warning_that_comes_before_the_case_is_heard_with_its_first_act() {
    let mut world = World::new().await;
    let due: Day = "2027-03-24".parse().unwrap();
    let warned = DeadlineWarned {
        dossier_id: Some(Id::from(world.dossier)),
        deadline_id: Some(Id::from(Uuid::now_v7())),
        rule: "civil.memoire_ampliatif.depot".into(),
        due: due.number(),
        level: "proche".into(),
        ..Default::default()
    };
    world.deadline("DeadlineWarned", warned.encode_to_vec()).await;
    let alerts = async |world: &World| -> Vec<String> {
        sqlx::query_scalar("SELECT status FROM notification.task WHERE kind = 'alerte'")
            .fetch_all(&world.pool)
            .await
            .unwrap()
    };
    assert!(alerts(&world).await.is_empty(), "whose it is, nobody knows yet");
    world.open().await;
    assert_eq!(alerts(&world).await, ["ouverte"]);
    let waiting: i64 =
        sqlx::query_scalar("SELECT count(*) FROM notification.early").fetch_one(&world.pool).await.unwrap();
    assert_eq!(waiting, 0);
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

#[tokio::test]
async fn an_alert_follows_the_case_to_its_chamber_and_falls_when_the_term_moves() {
    let mut world = World::new().await;
    world.open().await;
    let (deadline, due): (Id, Day) = (Id::from(Uuid::now_v7()), "2027-03-24".parse().unwrap());
    let warned = DeadlineWarned {
        dossier_id: Some(Id::from(world.dossier)),
        deadline_id: Some(deadline),
        rule: "civil.memoire_ampliatif.depot".into(),
        due: due.number(),
        level: "proche".into(),
        party_id: None,
        ..Default::default()
    };
    world.deadline("DeadlineWarned", warned.encode_to_vec()).await;
    let alerts = async |world: &World| -> Vec<(String, String, String)> {
        sqlx::query_as("SELECT status, role, chambre FROM notification.task WHERE kind = 'alerte'")
            .fetch_all(&world.pool)
            .await
            .unwrap()
    };
    assert_eq!(alerts(&world).await, [("ouverte".into(), "greffe_central".into(), String::new())]);
    let chambre = ChambreAttribuee { chambre: "civ1".into(), ..Default::default() };
    world.act("attribution", Body::ChambreAttribuee(chambre)).await;
    assert_eq!(alerts(&world).await, [("ouverte".into(), "greffe_chambre".into(), "civ1".into())]);
    let change = |day: Day| DeadlinesChanged {
        changes: vec![DeadlineChange {
            deadline_id: Some(deadline),
            status: "ouverte".into(),
            due: Some(day.number()),
            ..Default::default()
        }],
        ..Default::default()
    };
    world.deadline("DeadlinesChanged", change(due).encode_to_vec()).await;
    assert_eq!(alerts(&world).await[0].0, "ouverte", "the same day");
    world.deadline("DeadlinesChanged", change(due.plus(30)).encode_to_vec()).await;
    assert_eq!(alerts(&world).await[0].0, "close");
}

#[tokio::test]
async fn another_version_of_the_law_is_applied_to_all_that_is_held() {
    use greffe_contracts::{LAW, events::v1::LawPutInForce};
    use greffe_procedure::versions;

    let mut world = World::new().await;
    world.open().await;
    let under = async |world: &World| -> Vec<String> {
        sqlx::query_scalar("SELECT catalogue FROM notification.derivation")
            .fetch_all(&world.pool)
            .await
            .unwrap()
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
    world.hear(&put(1, &newest.name)).await;
    world.hear(&put(2, &frozen.name)).await;
    assert_eq!(world.service.catch_up().await.unwrap(), 1);
    assert_eq!(under(&world).await, [frozen.name.as_str()]);
    assert_eq!(world.service.catch_up().await.unwrap(), 0, "once");

    // A version that this binary does not carry: nothing is derived by another, and the event waits.
    world.hear(&put(3, "2999.1")).await;
    let behind = world.service.catch_up().await.unwrap_err();
    assert_eq!(behind.code, "LOI-001");
    assert_eq!(under(&world).await, [frozen.name.as_str()]);
}
