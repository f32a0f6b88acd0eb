//! Proposals: who may, for whom, once; in force or declined when the dossier answers.

use greffe_assignment::seed;
use greffe_bus::Handler as _;
use greffe_chassis::{Kind, audit};
use greffe_contracts::events::v1::{
    AssignmentProposed, DesignationsOwed, MagistratRemplace, ProposalSettled, act_recorded::Body,
};
use prost::Message;
use uuid::Uuid;

use crate::support::{
    World, administrator, chambre, counsel, counsel_of, declined, greffier, journalled, parquet, person,
    president, wanted,
};

async fn payload(world: &World, key: &str) -> Vec<u8> {
    sqlx::query_scalar("SELECT payload FROM outbox WHERE routing_key = $1")
        .bind(key)
        .fetch_one(&world.pool)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_rapporteur_is_proposed_journalled_and_in_force() {
    let world = World::new().await;
    let mut journal = world.dossier(vec![chambre("civ1")]).await;
    let proposal = world
        .propose(&president(), wanted(journal.dossier, "rapporteur_designe", "conseiller.civ1"))
        .await
        .unwrap();
    assert_eq!((proposal.status.as_str(), proposal.designated_on.as_str()), ("proposee", "2026-11-24"));
    let told = AssignmentProposed::decode(
        payload(&world, "assignment.proposal.assignment_proposed").await.as_slice(),
    )
    .unwrap();
    assert_eq!(told.proposed_by, "president.civ1");
    assert_eq!(told.designated_on, 20_781);
    assert_eq!(told.person_id.map(Uuid::from), Some(seed::agent_id("conseiller.civ1")));

    world.hear(&journal.next(journalled(&proposal))).await;
    let now = &world.proposals(&president(), journal.dossier).await.unwrap()[0];
    assert_eq!(now.status, "en_vigueur");
    let settled =
        ProposalSettled::decode(payload(&world, "assignment.proposal.proposal_settled").await.as_slice())
            .unwrap();
    assert_eq!(settled.outcome, "en_vigueur");
    let again =
        world.propose(&president(), wanted(journal.dossier, "rapporteur_designe", "conseiller.civ1")).await;
    assert_eq!(again.unwrap_err().code, "AFF-009", "in force already");
    assert_eq!(audit::verify(&mut world.pool.acquire().await.unwrap()).await.unwrap(), []);
}

#[tokio::test]
async fn a_proposal_that_the_law_declines_comes_back_with_its_reason() {
    let world = World::new().await;
    let journal = world.dossier(vec![chambre("civ1")]).await;
    let proposal = world
        .propose(&president(), wanted(journal.dossier, "rapporteur_designe", "conseiller.civ1"))
        .await
        .unwrap();
    world
        .hear(&declined(journal.dossier, &proposal.proposal_id, "Le mémoire ampliatif n’est pas déposé."))
        .await;
    let now = &world.proposals(&president(), journal.dossier).await.unwrap()[0];
    assert_eq!(now.status, "refusee");
    assert_eq!(now.reason.as_ref().unwrap().message, "Le mémoire ampliatif n’est pas déposé.");
    // Who designates is told, and the person; nothing of it once it is proposed anew.
    assert_eq!(
        owed(&world).await,
        [
            ("designation_a_reprendre", "president", "civ1", ""),
            ("designation_refusee", "magistrat_siege", "civ1", "conseiller.civ1")
        ]
        .map(|(code, role, chambre, holder)| [code, role, chambre, holder].map(str::to_owned))
    );
    world
        .propose(&president(), wanted(journal.dossier, "rapporteur_designe", "conseiller.civ1"))
        .await
        .expect("may be proposed anew");
    assert!(owed(&world).await.is_empty());
}

/// What was told last of designations: code, role, chamber, holder.
async fn owed(world: &World) -> Vec<[String; 4]> {
    let last: Vec<u8> = sqlx::query_scalar(
        "SELECT payload FROM outbox WHERE routing_key = 'assignment.dossier.designations_owed' ORDER BY aggregate_seq DESC LIMIT 1",
    )
    .fetch_one(&world.pool)
    .await
    .unwrap();
    let told = DesignationsOwed::decode(last.as_slice()).unwrap().owed.into_iter();
    told.map(|owed| [owed.code, owed.role, owed.chambre, owed.holder]).collect()
}

#[tokio::test]
async fn who_reported_in_the_chamber_that_a_case_leaves_is_told_until_another_is_designated() {
    let world = World::new().await;
    let mut journal = world.dossier(vec![chambre("civ1")]).await;
    let given = world
        .propose(&president(), wanted(journal.dossier, "rapporteur_designe", "conseiller.civ1"))
        .await
        .unwrap();
    world.hear(&journal.next(journalled(&given))).await;
    world.hear(&journal.next(chambre("soc"))).await;
    let ended = MagistratRemplace {
        person_id: Some(seed::agent_id("conseiller.civ1").into()),
        fonction: "rapporteur".into(),
        cause: "changement_de_chambre".into(),
    };
    world.hear(&journal.next(Body::MagistratRemplace(ended))).await;
    let told = ["designation_finie", "magistrat_siege", "civ1", "conseiller.civ1"].map(str::to_owned);
    assert_eq!(owed(&world).await, [told]);
    let events = "outbox WHERE routing_key = 'assignment.dossier.designations_owed'";
    let before = world.count(events).await;
    let mut tx = greffe_chassis::db::begin(&world.pool).await.unwrap();
    world.service.rebuild(&mut tx, journal.dossier).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.count(events).await, before + 1, "whoever could not hear it is told again");
    let soc = person("president.soc", "president", &["soc"]);
    let next =
        world.propose(&soc, wanted(journal.dossier, "rapporteur_designe", "conseiller.soc")).await.unwrap();
    world.hear(&journal.next(journalled(&next))).await;
    assert!(owed(&world).await.is_empty());
}

#[tokio::test]
async fn the_same_key_proposes_once_and_another_window_not_twice() {
    let world = World::new().await;
    let journal = world.dossier(vec![chambre("civ1")]).await;
    let (key, want) = (Uuid::now_v7(), wanted(journal.dossier, "rapporteur_designe", "conseiller.civ1"));
    let (first, replayed) = world.propose_with(&president(), key, want.clone()).await.unwrap();
    assert!(!replayed);
    let (second, replayed) = world.propose_with(&president(), key, want.clone()).await.unwrap();
    assert_eq!((second.proposal_id, replayed), (first.proposal_id, true));
    assert_eq!(world.propose(&president(), want).await.unwrap_err().code, "AFF-008");
    let other = wanted(journal.dossier, "rapporteur_designe", "conseiller2.civ1");
    assert_eq!(world.propose_with(&president(), key, other).await.unwrap_err().code, "CLE-002");
    assert_eq!(world.count("outbox").await, 1);
}

#[tokio::test]
async fn eight_clicks_at_once_make_one_proposal() {
    let world = World::new().await;
    let journal = world.dossier(vec![chambre("civ1")]).await;
    let (key, want) = (Uuid::now_v7(), wanted(journal.dossier, "rapporteur_designe", "conseiller.civ1"));
    let president = president();
    let clicks = (0..8).map(|_| world.propose_with(&president, key, want.clone()));
    let answers = futures::future::join_all(clicks).await;
    let ids: std::collections::BTreeSet<String> =
        answers.into_iter().map(|a| a.unwrap().0.proposal_id).collect();
    assert_eq!((ids.len(), world.count("assignment.proposal").await), (1, 1));
}

#[tokio::test]
async fn only_those_whose_function_it_is_propose() {
    let world = World::new().await;
    let journal = world.dossier(vec![chambre("civ1")]).await;
    let rapporteur = || wanted(journal.dossier, "rapporteur_designe", "conseiller.civ1");
    for caller in [
        greffier(),
        person("greffe.civ1", "greffe_chambre", &["civ1"]),
        person("president.soc", "president", &["soc"]),
        person("conseiller.civ1", "magistrat_siege", &["civ1"]),
        parquet(),
        administrator(),
        person("sder", "sder", &[]),
    ] {
        let refused = world.propose(&caller, rapporteur()).await.unwrap_err();
        assert_eq!((refused.kind, refused.code.as_ref()), (Kind::Forbidden, "DRO-001"), "{}", caller.subject);
    }
    let hidden = world.propose(&counsel(Uuid::now_v7()), rapporteur()).await.unwrap_err();
    let unknown = world
        .propose(&counsel(Uuid::now_v7()), wanted(Uuid::now_v7(), "rapporteur_designe", "conseiller.civ1"))
        .await
        .unwrap_err();
    assert_eq!(
        (hidden.kind, &hidden.message),
        (unknown.kind, &unknown.message),
        "hidden and unknown are one answer"
    );
    assert_eq!(hidden.kind, Kind::NotFound);
    assert_eq!(world.count("assignment.proposal").await, 0);
    assert_eq!(
        world.count("audit WHERE decision = 'refuse'").await,
        8,
        "each refusal on a known case is in the audit trail"
    );
    world
        .propose(&parquet(), wanted(journal.dossier, "avocat_general_designe", "avocat.general"))
        .await
        .unwrap();
    world.propose(&greffier(), wanted(journal.dossier, "chambre_attribuee", "soc")).await.unwrap();
}

#[tokio::test]
async fn the_one_proposed_must_fit() {
    let world = World::new().await;
    let suspended = {
        let mut agent = stored(&world, "conseiller2.civ1").await;
        agent.suspended = true;
        world.save(&administrator(), agent).await.unwrap();
        "conseiller2.civ1"
    };
    let in_civ1 = world.dossier(vec![chambre("civ1")]).await.dossier;
    let without = world.dossier(vec![counsel_of(Uuid::now_v7())]).await.dossier;
    let mut later = wanted(in_civ1, "rapporteur_designe", "conseiller.civ1");
    later.designated_on = "2026-11-25".into();
    let mut garbled = later.clone();
    garbled.designated_on = "demain".into();
    for (want, code) in [
        (wanted(in_civ1, "president_designe", "conseiller.civ1"), "AFF-001"),
        (wanted(in_civ1, "rapporteur_designe", "inconnu"), "AFF-003"),
        (wanted(in_civ1, "rapporteur_designe", suspended), "AFF-004"),
        (wanted(in_civ1, "rapporteur_designe", "avocat.general"), "AFF-005"),
        (wanted(in_civ1, "rapporteur_designe", "president.soc"), "AFF-006"),
        (later, "AFF-010"),
        (garbled, "AFF-010"),
    ] {
        let refused = world.propose(&president(), want.clone()).await.unwrap_err();
        assert_eq!(refused.code, code, "{want:?}");
        assert!(refused.message.len() > 40, "{}", refused.message);
    }
    // A president has rights in a chamber: for a case without one, who takes over former cases proposes.
    let reprise = person("reprise", "reprise", &[]);
    let refused =
        world.propose(&reprise, wanted(without, "rapporteur_designe", "conseiller.civ1")).await.unwrap_err();
    assert_eq!(refused.code, "AFF-007");
    assert_eq!(
        world.propose(&greffier(), wanted(without, "chambre_attribuee", "civ9")).await.unwrap_err().code,
        "AFF-002"
    );
    assert_eq!(
        world.propose(&greffier(), wanted(in_civ1, "chambre_attribuee", "civ1")).await.unwrap_err().code,
        "AFF-009"
    );
    assert_eq!(world.count("outbox").await, 0);
}

async fn stored(world: &World, subject: &str) -> greffe_contracts::assignment::v1::Agent {
    let wanted = greffe_contracts::assignment::v1::GetAgentsRequest {
        agent_ids: vec![seed::agent_id(subject).to_string()],
    };
    let found = world
        .client()
        .await
        .get_agents(world.request(&administrator(), Uuid::now_v7(), wanted))
        .await
        .unwrap();
    found.into_inner().agents.remove(0)
}

#[tokio::test]
async fn a_case_opened_a_moment_ago_is_waited_for() {
    let world = World::new().await;
    let mut journal = crate::support::Journal { dossier: Uuid::now_v7(), version: 0 };
    let greffier = greffier();
    let proposed = world.propose(&greffier, wanted(journal.dossier, "chambre_attribuee", "civ1"));
    let opened = journal.next(counsel_of(Uuid::now_v7()));
    let (proposed, ()) = tokio::join!(proposed, world.hear(&opened));
    assert_eq!(proposed.unwrap().chambre, "civ1");
}

#[tokio::test]
async fn counsel_see_a_designation_once_the_journal_says_so() {
    let world = World::new().await;
    let office = Uuid::now_v7();
    let mut journal = world.dossier(vec![counsel_of(office), chambre("civ1")]).await;
    let proposal = world
        .propose(&president(), wanted(journal.dossier, "rapporteur_designe", "conseiller.civ1"))
        .await
        .unwrap();
    assert_eq!(world.proposals(&counsel(office), journal.dossier).await.unwrap(), []);
    world.hear(&journal.next(journalled(&proposal))).await;
    assert_eq!(world.proposals(&counsel(office), journal.dossier).await.unwrap().len(), 1);
    assert_eq!(world.proposals(&counsel(Uuid::now_v7()), journal.dossier).await.unwrap_err().code, "DOS-001");
    assert_eq!(world.proposals(&administrator(), journal.dossier).await.unwrap_err().code, "DRO-001");
}
