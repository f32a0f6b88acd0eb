//! The deposit of a report, told by the enclave of the délibéré: the one act that it may tell, once, of who reports. And the opinion of
//! the parquet général, given by who was designated.

use greffe_chassis::{Caller, Failure, Kind};
use greffe_contracts::{
    common::v1::{Event, Id, Scope},
    dossier::v1 as pb,
    events::v1::{
        ActRecorded, ActeAnnule, AffaireEnEtatDeJuger, AssignmentProposed, AvisParquetGeneral,
        DelibereOuvert, RapportDepose, act_recorded::Body,
    },
};
use prost::Message;
use uuid::Uuid;

use crate::{
    decisions::{arret, fact, words},
    groups::{cases, join, join_as},
    proposals::{handle, proposed},
    support::{World, day, declaration, memoire, person},
};

fn enclave() -> Caller {
    Caller::service("document")
}

fn deposited(who: Option<Uuid>) -> ActRecorded {
    ActRecorded {
        dates: vec![day("depose", "2026-11-24")],
        scope: Some(Scope::default()),
        body: Some(Body::RapportDepose(RapportDepose {
            person_id: who.map(Into::into),
            ..Default::default()
        })),
        ..Default::default()
    }
}

async fn tell(
    world: &World,
    who: &Caller,
    dossier: &str,
    act: ActRecorded,
) -> Result<pb::RecordActResponse, Failure> {
    world.record(who, dossier, 0, act).await
}

/// A case in the hands of its chamber.
async fn given(world: &World) -> String {
    let dossier = world.open(declaration()).await.unwrap().dossier_id;
    handle(world, &proposed(&dossier, "chambre_attribuee", "civ1")).await;
    world.record_owned(&dossier, memoire("2026-11-21")).await.unwrap();
    dossier
}

/// Designates a rapporteur.
async fn designate(world: &World, dossier: &str) -> Uuid {
    designate_as(world, dossier, "rapporteur_designe", None).await
}

/// Designates somebody new, or that person.
async fn designate_as(world: &World, dossier: &str, kind: &str, person: Option<Uuid>) -> Uuid {
    let event = proposed(dossier, kind, "");
    let mut fact = AssignmentProposed::decode(event.payload.as_ref()).unwrap();
    (fact.taken_over, fact.designated_on) = (true, fact.designated_on - 1);
    fact.person_id = person.map(Into::into).or(fact.person_id);
    handle(world, &Event { payload: fact.encode_to_vec().into(), ..event }).await;
    fact.person_id.unwrap().into()
}

async fn reports(world: &World, dossier: &str) -> usize {
    standing(world, dossier).await.len()
}

/// Deposits of a report of which no correction has come.
async fn standing(world: &World, dossier: &str) -> Vec<ActRecorded> {
    let facts = world.facts(dossier).await;
    let corrected: Vec<Option<Id>> = facts.iter().filter_map(|fact| fact.supersedes.map(Some)).collect();
    let stands = |fact: &ActRecorded| {
        matches!(fact.body, Some(Body::RapportDepose(_))) && !corrected.contains(&fact.act_id)
    };
    facts.into_iter().filter(stands).collect()
}

/// The same of a piece.
fn deposited_as(who: Uuid, piece: Uuid) -> ActRecorded {
    let body = RapportDepose { person_id: Some(who.into()), pieces: vec![piece.into()] };
    ActRecorded { body: Some(Body::RapportDepose(body)), ..deposited(None) }
}

/// The pieces of the one deposit that stands.
async fn pieces(world: &World, dossier: &str) -> Vec<Uuid> {
    let deposits = standing(world, dossier).await;
    let [ActRecorded { body: Some(Body::RapportDepose(body)), .. }] = &deposits[..] else {
        panic!("{deposits:?}")
    };
    body.pieces.iter().map(|id| Uuid::from(*id)).collect()
}

/// What the avocat général concludes, in writing.
fn opinion(piece: Uuid) -> ActRecorded {
    let body = AvisParquetGeneral { objet: "pourvoi".into(), pieces: vec![piece.into()] };
    ActRecorded {
        dates: vec![day("depose", "2026-11-24")],
        scope: Some(Scope::default()),
        body: Some(Body::AvisParquetGeneral(body)),
        ..Default::default()
    }
}

#[tokio::test]
async fn the_enclave_tells_that_a_report_was_deposited_and_nothing_else() {
    let world = World::new().await;
    let dossier = given(&world).await;
    let early = tell(&world, &enclave(), &dossier, deposited(Some(Uuid::now_v7()))).await.unwrap_err();
    assert_eq!((early.kind, early.code.as_ref()), (Kind::Refused, "DEL-008"), "nobody reports yet");
    let rapporteur = designate(&world, &dossier).await;
    for stranger in [None, Some(Uuid::now_v7())] {
        let refused = tell(&world, &enclave(), &dossier, deposited(stranger)).await.unwrap_err();
        assert_eq!(refused.code, "DEL-008");
    }
    let key = Uuid::now_v7();
    let act = deposited(Some(rapporteur));
    let told = world.record_with(&enclave(), key, &dossier, 0, act.clone(), "").await.unwrap();
    let again = world.record_with(&enclave(), key, &dossier, 0, act.clone(), "").await.unwrap();
    assert_eq!(told, again, "the same key, the same act");
    assert_eq!(reports(&world, &dossier).await, 1);
    assert_eq!(world.count("audit WHERE action = 'inscrire_rapport' AND decision = 'permis'").await, 1);

    // No other act by this door, and no other service by it.
    let ready = ActRecorded {
        dates: vec![day("constate", "2026-11-24")],
        scope: Some(Scope::default()),
        body: Some(Body::AffaireEnEtatDeJuger(AffaireEnEtatDeJuger {})),
        ..Default::default()
    };
    for (who, act) in [(enclave(), ready), (Caller::service("deadline"), act)] {
        let refused = tell(&world, &who, &dossier, act).await.unwrap_err();
        assert_eq!(refused.kind, Kind::Forbidden, "{}", who.subject);
    }
}

#[tokio::test]
async fn a_report_deposited_anew_takes_the_place_of_the_deposit_that_stands() {
    let world = World::new().await;
    let dossier = given(&world).await;
    let rapporteur = designate(&world, &dossier).await;
    let registry = person("greffe_chambre", &["civ1"]);
    // What was entered by hand, without a name, is no second report.
    let by_hand = tell(&world, &registry, &dossier, deposited(None)).await.unwrap();
    let [first, second, third] = [Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7()];
    let told = tell(&world, &enclave(), &dossier, deposited_as(rapporteur, first)).await.unwrap();
    assert_eq!(pieces(&world, &dossier).await, [first]);
    let stands = standing(&world, &dossier).await;
    assert_eq!(stands[0].supersedes.map(Uuid::from).unwrap().to_string(), by_hand.act_id);
    let history = "dossier.act WHERE reason LIKE 'Le rapport a été déposé de nouveau%'";
    assert_eq!(world.count(history).await, 1, "the journal says why");

    // Again, by the same hand; then by who wrote it with them, of the paper whose earlier act the enclave names.
    let key = Uuid::now_v7();
    let act = deposited_as(rapporteur, second);
    let again = world.record_with(&enclave(), key, &dossier, 0, act.clone(), "").await.unwrap();
    assert_eq!(world.record_with(&enclave(), key, &dossier, 0, act, "").await.unwrap(), again);
    assert_eq!(pieces(&world, &dossier).await, [second]);
    let other = designate(&world, &dossier).await;
    let earlier = Some(Id::from(told.act_id.parse::<Uuid>().unwrap()));
    let joint = ActRecorded { refers_to: earlier, ..deposited_as(other, third) };
    tell(&world, &enclave(), &dossier, joint).await.unwrap();
    assert_eq!(pieces(&world, &dossier).await, [third]);
    assert_eq!(standing(&world, &dossier).await[0].refers_to, None, "it speaks of nothing, it replaces");

    // Another paper of the other is another report.
    tell(&world, &enclave(), &dossier, deposited(Some(rapporteur))).await.unwrap();
    assert_eq!(reports(&world, &dossier).await, 2);

    // What was annulled is replaced by nothing, and bars nothing.
    for deposit in standing(&world, &dossier).await {
        let annulled = ActRecorded {
            dates: vec![day("constate", "2026-11-24")],
            supersedes: deposit.act_id,
            body: Some(Body::ActeAnnule(ActeAnnule::default())),
            ..Default::default()
        };
        world
            .record_with(&registry, Uuid::now_v7(), &dossier, 0, annulled, "Déposé par erreur")
            .await
            .unwrap();
    }
    assert_eq!(reports(&world, &dossier).await, 0);
    tell(&world, &enclave(), &dossier, deposited_as(rapporteur, first)).await.unwrap();
    assert_eq!(pieces(&world, &dossier).await, [first]);
    assert_eq!(standing(&world, &dossier).await[0].supersedes, None);

    // Until a hearing is fixed, it may be replaced; once the case is in délibéré, then judged, the report on which it was stays.
    let concludes = designate_as(&world, &dossier, "avocat_general_designe", None).await;
    let own = Caller { agent_id: concludes.to_string(), ..person("avocat_general", &[]) };
    tell(&world, &own, &dossier, opinion(Uuid::now_v7())).await.unwrap();
    let ready = fact(day("constate", "2026-11-24"), Body::AffaireEnEtatDeJuger(AffaireEnEtatDeJuger {}));
    tell(&world, &registry, &dossier, ready).await.unwrap();
    tell(&world, &enclave(), &dossier, deposited_as(rapporteur, third)).await.unwrap();
    assert_eq!(pieces(&world, &dossier).await, [third], "en état");
    let opened = fact(day("ouvert", "2026-11-24"), Body::DelibereOuvert(DelibereOuvert::default()));
    tell(&world, &registry, &dossier, opened).await.unwrap();
    let late = tell(&world, &enclave(), &dossier, deposited_as(rapporteur, second)).await.unwrap_err();
    assert_eq!((late.kind, late.code.as_ref()), (Kind::Refused, "DEL-011"));
    let decided = fact(day("prononce", "2026-11-24"), Body::DecisionPrononcee(arret("fs", vec![])));
    let wanted = pb::RecordActRequest {
        dossier_id: dossier.clone(),
        act: Some(pb::ActInput { act: Some(decided) }),
        ruling: Some(words(true)),
        ..Default::default()
    };
    let request = world.request(&registry, Uuid::now_v7(), wanted);
    world.client().await.record_act(request).await.unwrap();
    let late = tell(&world, &enclave(), &dossier, deposited_as(rapporteur, second)).await.unwrap_err();
    assert_eq!((late.kind, late.code.as_ref()), (Kind::Refused, "DEL-011"));
    assert_eq!(pieces(&world, &dossier).await, [third]);

    // Told at once from two sides, there is one.
    let dossier = given(&world).await;
    let rapporteur = designate(&world, &dossier).await;
    let enclave = enclave();
    let (one, two) = tokio::join!(
        tell(&world, &enclave, &dossier, deposited_as(rapporteur, first)),
        tell(&world, &enclave, &dossier, deposited_as(rapporteur, second))
    );
    assert!(one.is_ok() && two.is_ok(), "{one:?} {two:?}");
    assert_eq!(reports(&world, &dossier).await, 1);
}

#[tokio::test]
async fn joined_dossiers_have_one_report() {
    let world = World::new().await;
    let (head, member) = (given(&world).await, given(&world).await);
    join(&world, Uuid::now_v7(), &head, std::slice::from_ref(&member)).await.unwrap();
    let rapporteur = designate(&world, &head).await;
    // By hand, at the head alone: the members have none yet.
    tell(&world, &person("greffe_chambre", &["civ1"]), &head, deposited(None)).await.unwrap();
    let told = tell(&world, &enclave(), &head, deposited(Some(rapporteur))).await.unwrap();
    assert_eq!(told.entered.len(), 1);
    assert_eq!((reports(&world, &head).await, reports(&world, &member).await), (1, 1));
    assert_eq!(standing(&world, &member).await[0].supersedes, None, "it takes the place of nothing there");
    // Deposited anew, it takes its own place in each; a dossier joined since has it too, if its author reports there.
    let (late, without) = (given(&world).await, given(&world).await);
    designate_as(&world, &late, "rapporteur_designe", Some(rapporteur)).await;
    let chamber = person("greffe_chambre", &["civ1"]);
    join_as(&world, &chamber, Uuid::now_v7(), (&head, &[late.clone(), without.clone()])).await.unwrap();
    let piece = Uuid::now_v7();
    let again = tell(&world, &enclave(), &head, deposited_as(rapporteur, piece)).await.unwrap();
    assert_eq!(again.entered.len(), 2);
    let left_out: Vec<&str> = again.findings.iter().map(|finding| finding.code.as_str()).collect();
    assert!(left_out.contains(&"PAR-015"), "{left_out:?}");
    for held in [&head, &member, &late] {
        assert_eq!(pieces(&world, held).await, [piece]);
    }
    assert_eq!(reports(&world, &without).await, 0);
    // What left the group keeps the report that it had.
    let leaves = pb::DisjoinDossiersRequest {
        head: head.clone(),
        dossiers: vec![member.clone()],
        pronounced_on: "2026-11-24".into(),
        reason: "Question propre à ce dossier.".into(),
        expected_version: 0,
    };
    let leaves = world.request(&chamber, Uuid::now_v7(), leaves);
    cases(&world).await.disjoin_dossiers(leaves).await.unwrap();
    let alone = tell(&world, &enclave(), &head, deposited_as(rapporteur, Uuid::now_v7())).await.unwrap();
    let entered: Vec<&str> = alone.entered.iter().map(|there| there.dossier_id.as_str()).collect();
    assert_eq!(entered, [late.as_str()]);
    assert_eq!(pieces(&world, &member).await, [piece]);
}

#[tokio::test]
async fn the_opinion_is_journalled_by_the_avocat_general_of_the_case_with_its_piece() {
    let world = World::new().await;
    let dossier = given(&world).await;
    designate(&world, &dossier).await;
    let designated = designate_as(&world, &dossier, "avocat_general_designe", None).await;
    let other = person("avocat_general", &[]);
    let own = Caller { agent_id: designated.to_string(), ..other.clone() };
    let piece = Uuid::now_v7();
    for stranger in [other, person("parquet_secretariat", &[])] {
        let refused = tell(&world, &stranger, &dossier, opinion(piece)).await.unwrap_err();
        assert_eq!(refused.kind, Kind::Forbidden, "{}", stranger.subject);
    }
    tell(&world, &own, &dossier, opinion(piece)).await.unwrap();
    let facts = world.facts(&dossier).await;
    let given = facts.iter().find(|fact| matches!(fact.body, Some(Body::AvisParquetGeneral(_)))).unwrap();
    let Some(Body::AvisParquetGeneral(body)) = &given.body else { panic!("{given:?}") };
    assert_eq!(body.pieces, [Id::from(piece)]);
    // That act and no other, and none that stands.
    let corrected = ActRecorded { supersedes: given.act_id, ..opinion(piece) };
    let refused = world.record_with(&own, Uuid::now_v7(), &dossier, 0, corrected, "date").await.unwrap_err();
    assert_eq!(refused.kind, Kind::Forbidden);
    let refused = tell(&world, &own, &dossier, deposited(None)).await.unwrap_err();
    assert_eq!(refused.kind, Kind::Forbidden);
}
