//! What notices and tasks say before a milestone, and the alerts that what was found after it raises.

use greffe_chassis::Caller;
use greffe_contracts::{
    common::v1::Id,
    events::v1::{
        AvisDeChambreRendu, ControleRepris, DesignationOwed, DesignationsOwed, FindingRaised,
        FormationSaisie, MemoireDepose, RaisedFinding, act_recorded::Body,
    },
    gate::v1::{self as gate, gate_service_client::GateServiceClient},
};
use greffe_procedure::catalogue::Catalogue;
use prost::Message;
use uuid::Uuid;

use crate::support::World;

#[tokio::test]
async fn notices_that_are_due_are_said() {
    let mut world = World::new().await;
    world.open().await;
    let memoire = MemoireDepose { nature: "ampliatif".into(), ..Default::default() };
    world.act("depose", Body::MemoireDepose(memoire)).await;
    let asked = async |world: &World, milestone: &str| {
        let wanted = gate::CheckMilestoneRequest {
            dossier_id: world.dossier.to_string(),
            version: world.acts.len() as u64,
            milestone: milestone.into(),
            catalogue: Catalogue::embedded().version().into(),
            act: None,
        };
        let mut client = GateServiceClient::connect(world.address().to_owned()).await.unwrap();
        let request = world.request(&Caller::service("dossier"), wanted);
        client.check_milestone(request).await.unwrap().into_inner().findings
    };
    let found = asked(&world, "audiencement").await;
    assert!(found.iter().any(|f| f.code == "chk.not.01" && f.severity == "avertissement"), "{found:?}");
    assert!(found.iter().all(|f| f.part == "notification"));

    // An opinion that another chamber has not given warns, and stops nobody.
    let (formation, chambre_consultee) = ("chambre_pour_avis".into(), "soc".into());
    world.act("saisie", Body::FormationSaisie(FormationSaisie { formation, chambre_consultee })).await;
    let found = asked(&world, "prononce").await;
    assert!(found.iter().any(|f| f.code == "chk.not.05" && f.severity == "avertissement"), "{found:?}");
    let opinion = AvisDeChambreRendu { chambre_consultee: "soc".into() };
    world.act("rendu", Body::AvisDeChambreRendu(opinion)).await;
    let found = asked(&world, "prononce").await;
    assert!(found.iter().all(|f| f.code != "chk.not.05"), "{found:?}");
}

#[tokio::test]
async fn what_was_found_after_a_milestone_is_an_alert_until_it_was_looked_at() {
    let mut world = World::new().await;
    world.open().await;
    let raised = FindingRaised {
        dossier_id: Some(Id::from(world.dossier)),
        act_id: Some(Id::from(Uuid::now_v7())),
        journal_version: 2,
        milestone: "prononce".into(),
        part: "document".into(),
        findings: vec![RaisedFinding { code: "chk.doc.02".into(), result: "irregulier".into() }],
    };
    for _ in 0..2 {
        world.deadline("FindingRaised", raised.encode_to_vec()).await;
    }
    let alerts = |tasks: Vec<(String, String, String)>| {
        tasks.into_iter().filter(|(code, ..)| code == "controle_apres_prononce").count()
    };
    assert_eq!(alerts(world.tasks("ouverte").await), 1, "told twice, it is one");
    // What designations leave is said whole, by code, role, chamber and holder; an act of the journal takes none of it away.
    let owed = |code: &str, role: &str, holder: &str| DesignationOwed {
        task_id: Some(Id::from(Uuid::new_v5(&Uuid::nil(), code.as_bytes()))),
        code: code.into(),
        role: role.into(),
        chambre: "civ1".into(),
        holder: holder.into(),
        ..Default::default()
    };
    let all = vec![
        owed("designation_a_reprendre", "president", ""),
        owed("designation_refusee", "magistrat_siege", "conseiller.civ1"),
    ];
    let said = |owed: Vec<DesignationOwed>| DesignationsOwed { dossier_id: None, owed }.encode_to_vec();
    world.deadline("DesignationsOwed", said(all)).await;
    let looked = ControleRepris { jalon: "prononce".into(), resultat: "conforme".into() };
    world.act("repris", Body::ControleRepris(looked)).await;
    assert_eq!((alerts(world.tasks("ouverte").await), alerts(world.tasks("close").await)), (0, 1));
    let mut left = world.tasks("ouverte").await;
    left.retain(|(code, ..)| code.starts_with("designation_"));
    let expected = [("designation_a_reprendre", "president"), ("designation_refusee", "magistrat_siege")];
    assert_eq!(left, expected.map(|(code, role)| (code.to_owned(), role.to_owned(), "civ1".to_owned())));
    let holders: Vec<String> =
        sqlx::query_scalar("SELECT claimed_by FROM notification.claim").fetch_all(&world.pool).await.unwrap();
    assert_eq!(holders, ["conseiller.civ1"], "told to the person");
    world.deadline("DesignationsOwed", said(Vec::new())).await;
    assert!(world.tasks("ouverte").await.iter().all(|(code, ..)| !code.starts_with("designation_")));
}
