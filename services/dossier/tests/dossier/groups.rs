//! Groups of joined dossiers: one transaction for all journals, common acts by reference, disjoinder, corrections from before.

use greffe_chassis::{Caller, Failure, Kind};
use greffe_contracts::{
    common::v1::{Id, Scope},
    dossier::v1::{self as pb, case_service_client::CaseServiceClient},
    events::v1::{
        ActRecorded, ActeAnnule, AvocatConstitue, JonctionPrononcee, MemoireSignifie, act_recorded::Body,
    },
};
use tonic::transport::Channel;
use uuid::Uuid;

use crate::support::{World, day, declaration, failure, greffier, memoire, person};

pub async fn cases(world: &World) -> CaseServiceClient<Channel> {
    CaseServiceClient::connect(world.address().to_owned()).await.unwrap()
}

pub(crate) async fn join(
    world: &World,
    key: Uuid,
    head: &str,
    dossiers: &[String],
) -> Result<pb::JoinDossiersResponse, Failure> {
    join_as(world, &greffier(), key, (head, dossiers)).await
}

/// The same by whoever asks: the central registry until the cases are distributed, that of their chamber after.
pub(crate) async fn join_as(
    world: &World,
    who: &Caller,
    key: Uuid,
    (head, dossiers): (&str, &[String]),
) -> Result<pb::JoinDossiersResponse, Failure> {
    let wanted = pb::JoinDossiersRequest {
        head: head.into(),
        dossiers: dossiers.to_vec(),
        pronounced_on: "2026-11-24".into(),
        reason: "Même employeur, même question.".into(),
        expected_version: 0,
    };
    let answer = cases(world).await.join_dossiers(world.request(who, key, wanted)).await;
    answer.map(tonic::Response::into_inner).map_err(failure)
}

async fn disjoin(
    world: &World,
    head: &str,
    dossiers: &[String],
    on: &str,
) -> Result<pb::DisjoinDossiersResponse, Failure> {
    let wanted = pb::DisjoinDossiersRequest {
        head: head.into(),
        dossiers: dossiers.to_vec(),
        pronounced_on: on.into(),
        reason: "Question propre à ce dossier.".into(),
        expected_version: 0,
    };
    let answer =
        cases(world).await.disjoin_dossiers(world.request(&greffier(), Uuid::now_v7(), wanted)).await;
    answer.map(tonic::Response::into_inner).map_err(failure)
}

pub(crate) async fn common(
    world: &World,
    who: &Caller,
    head: &str,
    fact: ActRecorded,
    reason: &str,
) -> Result<pb::RecordActResponse, Failure> {
    let wanted = pb::RecordActRequest {
        dossier_id: head.into(),
        expected_version: 0,
        common: fact.supersedes.is_none(),
        act: Some(pb::ActInput { act: Some(fact) }),
        reason: reason.into(),
        ruling: None,
    };
    let answer = world.client().await.record_act(world.request(who, Uuid::now_v7(), wanted)).await;
    answer.map(tonic::Response::into_inner).map_err(failure)
}

/// One of a series: the same demandeur against each of his employees.
async fn one_of_series(world: &World, at: usize) -> String {
    let mut wanted = declaration();
    wanted.parties[0].person.as_mut().unwrap().name = "Société Martin".into();
    wanted.parties[1].person.as_mut().unwrap().name = format!("Salarié {at}");
    world.open(wanted).await.unwrap().dossier_id
}

/// Everything that the law says of a dossier today, parties by their side: two journals that say the same say the same here.
async fn said(world: &World, dossier: &str) -> Vec<String> {
    let wanted = pb::GetMomentRequest { dossier_id: dossier.into(), moment: None };
    let answer = world.client().await.get_moment(world.request(&greffier(), Uuid::now_v7(), wanted)).await;
    let moment = answer.unwrap().into_inner();
    let shown = moment.dossier.unwrap();
    let side = |party: &str| {
        let of = shown.parties.iter().find(|p| p.party_id == party);
        of.map(|p| p.role.clone()).unwrap_or_default()
    };
    let mut all = vec![format!("stade {}", shown.stage)];
    for d in &moment.deadlines {
        all.push(format!("terme {} {} {} {}", d.rule, side(&d.party_id), d.status, d.due));
    }
    for t in &moment.tasks {
        all.push(format!("tâche {} {}", t.code, t.due));
    }
    for n in &shown.notices {
        all.push(format!("avis {} {} {} {}", n.notice, side(&n.party_id), n.due, n.status));
    }
    for c in &shown.checks {
        all.push(format!("contrôle {} {}", c.check, c.result));
    }
    for i in &shown.irregularities {
        all.push(format!("irrégularité {} {}", i.code, i.message));
    }
    all.sort();
    all
}

fn served(on: &str, party: &str) -> ActRecorded {
    ActRecorded {
        dates: vec![day("signifie", on)],
        scope: Some(Scope { parties: vec![Uuid::parse_str(party).unwrap().into()], ..Default::default() }),
        body: Some(Body::MemoireSignifie(MemoireSignifie {
            nature: "ampliatif".into(),
            remise: "a_domicile".into(),
        })),
        ..Default::default()
    }
}

async fn defendeur(world: &World, dossier: &str) -> String {
    let shown = world.get(&greffier(), dossier).await.unwrap();
    shown.parties.iter().find(|p| p.role == "defendeur").unwrap().party_id.clone()
}

fn act(id: &str) -> Option<Id> {
    Some(Uuid::parse_str(id).unwrap().into())
}

/// The act of a dossier that enters another by reference.
async fn copy(world: &World, dossier: &str, common: &str) -> Option<Id> {
    let found: Option<Uuid> =
        sqlx::query_scalar("SELECT act_id FROM dossier.act WHERE dossier_id = $1 AND common_act = $2")
            .bind(Uuid::parse_str(dossier).unwrap())
            .bind(Uuid::parse_str(common).unwrap())
            .fetch_optional(&world.pool)
            .await
            .unwrap();
    found.map(Id::from)
}

#[tokio::test]
async fn a_series_of_forty_one_disjoined_then_a_correction_from_before_the_joinder() {
    let world = World::new().await;
    let mut series = Vec::new();
    for at in 0..40 {
        series.push(one_of_series(&world, at).await);
    }
    // Those that were never joined and get the same acts one by one: what the joined ones must say.
    let (like_joined, like_left, like_corrected) =
        (one_of_series(&world, 90).await, one_of_series(&world, 91).await, one_of_series(&world, 92).await);
    let (head, left, corrected) = (series[0].clone(), series[16].clone(), series[30].clone());

    let joined = join(&world, Uuid::now_v7(), &head, &series[1..]).await.unwrap();
    let group = joined.group.unwrap();
    assert_eq!((group.members.len(), group.head_id.as_str()), (39, head.as_str()));
    for dossier in [&like_joined, &like_left, &like_corrected] {
        // The reference for the journal's length: an act that changes nothing.
        assert_eq!(said(&world, dossier).await, said(&world, &series[7]).await, "joinder moves nothing");
    }

    world.clock.set("2027-01-16T10:00:00Z");
    let deposited = common(&world, &greffier(), &head, memoire("2027-01-15"), "").await.unwrap();
    assert_eq!(deposited.entered.len(), 39);
    let deposit = served("2027-01-16", &defendeur(&world, &head).await);
    let notified = common(&world, &greffier(), &head, deposit, "").await.unwrap();
    assert_eq!(notified.entered.len(), 39, "the head's defendeur is each member's defendeur");
    for dossier in [&like_joined, &like_left, &like_corrected] {
        let party = defendeur(&world, dossier).await;
        world.record(&greffier(), dossier, 0, memoire("2027-01-15")).await.unwrap();
        world.record(&greffier(), dossier, 0, served("2027-01-16", &party)).await.unwrap();
    }

    let after = disjoin(&world, &head, std::slice::from_ref(&left), "2027-01-16").await.unwrap();
    assert_eq!(after.group.unwrap().members.len(), 38);
    assert!(world.get(&greffier(), &left).await.unwrap().group.is_none());
    let alone = world.record(&greffier(), &left, 0, memoire("2027-01-16")).await;
    assert!(alone.is_ok(), "it lives its own life: {alone:?}");
    world.record(&greffier(), &like_left, 0, memoire("2027-01-16")).await.unwrap();

    // Common again: the one that left gets nothing of it.
    world.clock.set("2027-02-02T10:00:00Z");
    let second = common(&world, &greffier(), &head, memoire("2027-02-01"), "").await.unwrap();
    assert_eq!(second.entered.len(), 38);
    assert!(copy(&world, &left, &second.act_id).await.is_none());
    for dossier in [&like_joined, &like_corrected] {
        world.record(&greffier(), dossier, 0, memoire("2027-02-01")).await.unwrap();
    }

    // A correction from before the joinder, in one member: the declaration was received a day earlier.
    for dossier in [&corrected, &like_corrected] {
        let journal = facts(&world, dossier).await;
        let opening = journal.iter().find(|f| f.kind == "pourvoi_forme").unwrap();
        let right = ActRecorded {
            supersedes: opening.act_id,
            act_id: None,
            dates: vec![day("forme", "2026-11-19")],
            ..opening.clone()
        };
        let said =
            world.record_with(&greffier(), Uuid::now_v7(), dossier, 0, right, "Cachet relu.").await.unwrap();
        assert!(said.entered.is_empty(), "what is from before the joinder is of one dossier");
    }
    // And one of a common act: it follows the act wherever it stands, even where the dossier has left.
    let first: Uuid = deposited.act_id.parse().unwrap();
    let right = ActRecorded { supersedes: Some(first.into()), ..memoire("2027-01-14") };
    let moved = common(&world, &greffier(), &head, right, "Récépissé relu.").await.unwrap();
    assert_eq!(moved.entered.len(), 39);
    for dossier in [&like_joined, &like_left, &like_corrected] {
        let journal = facts(&world, dossier).await;
        let wrong = journal.iter().find(|f| f.kind == "memoire_depose").unwrap();
        let right = ActRecorded { supersedes: wrong.act_id, ..memoire("2027-01-14") };
        world.record_with(&greffier(), Uuid::now_v7(), dossier, 0, right, "Récépissé relu.").await.unwrap();
    }

    let (of_joined, of_left, of_corrected) = (
        said(&world, &like_joined).await,
        said(&world, &like_left).await,
        said(&world, &like_corrected).await,
    );
    assert!(of_joined.len() > 10, "{of_joined:?}");
    assert!(of_joined != of_left && of_joined != of_corrected);
    for dossier in &series {
        let expected = if *dossier == left {
            &of_left
        } else if *dossier == corrected {
            &of_corrected
        } else {
            &of_joined
        };
        assert_eq!(&said(&world, dossier).await, expected);
    }
    for dossier in &series {
        let rebuilt = pb::RebuildProjectionRequest { dossier_id: dossier.clone() };
        let service = Caller::service("essai");
        let request = world.request(&service, Uuid::now_v7(), rebuilt);
        let differed = world.client().await.rebuild_projection(request).await.unwrap().into_inner().differed;
        assert!(!differed, "the table of members is what the journals say");
        let shown = world.get(&greffier(), dossier).await.unwrap();
        let head_number = shown.group.map(|g| g.head_number).unwrap_or_default();
        assert_eq!(head_number.is_empty(), *dossier == left, "the head's number stands in every member");
    }
    assert_eq!(world.count("outbox").await, world.count("dossier.act").await, "one event an act");
    let breaks = greffe_chassis::audit::verify(&mut world.pool.acquire().await.unwrap()).await.unwrap();
    assert_eq!(breaks, vec![]);
}

async fn facts(world: &World, dossier: &str) -> Vec<ActRecorded> {
    let bodies: Vec<Vec<u8>> =
        sqlx::query_scalar("SELECT body FROM dossier.act WHERE dossier_id = $1 ORDER BY version")
            .bind(Uuid::parse_str(dossier).unwrap())
            .fetch_all(&world.pool)
            .await
            .unwrap();
    bodies.iter().map(|body| prost::Message::decode(body.as_slice()).unwrap()).collect()
}

async fn three(world: &World) -> [String; 3] {
    [one_of_series(world, 1).await, one_of_series(world, 2).await, one_of_series(world, 3).await]
}

#[tokio::test]
async fn a_joinder_is_all_or_nothing_and_once_a_key() {
    let world = World::new().await;
    let [head, one, other] = three(&world).await;
    let before = world.count("dossier.act").await;
    let unknown =
        join(&world, Uuid::now_v7(), &head, &[one.clone(), Uuid::now_v7().to_string()]).await.unwrap_err();
    assert_eq!((unknown.kind, world.count("dossier.act").await), (Kind::NotFound, before));
    let lonely = join(&world, Uuid::now_v7(), &head, std::slice::from_ref(&head)).await.unwrap_err();
    assert_eq!(lonely.code, "PAR-018");

    let key = Uuid::now_v7();
    let twins = (0..6).map(|_| join(&world, key, &head, std::slice::from_ref(&one)));
    for answer in futures::future::join_all(twins).await {
        assert_eq!(answer.unwrap().group.unwrap().members.len(), 1);
    }
    assert_eq!(world.count("dossier.act").await, before + 2);
    let again = join(&world, Uuid::now_v7(), &head, std::slice::from_ref(&one)).await.unwrap_err();
    assert_eq!(again.code, "PAR-022");
    let under_a_member = join(&world, Uuid::now_v7(), &one, std::slice::from_ref(&other)).await.unwrap_err();
    assert_eq!(under_a_member.code, "PAR-021", "{under_a_member}");

    // A number does as well as an id; more dossiers join the same head.
    let number = world.get(&greffier(), &other).await.unwrap().number;
    let grown =
        join(&world, Uuid::now_v7(), &head, std::slice::from_ref(&number)).await.unwrap().group.unwrap();
    assert_eq!(grown.members.iter().map(|m| m.number.as_str()).next_back(), Some(number.as_str()));
    let seen = world.get(&greffier(), &one).await.unwrap();
    assert_eq!(seen.joined_numbers.len(), 2, "a member sees those who joined after it");
}

#[tokio::test]
async fn who_may_not_write_in_one_of_them_joins_none() {
    let world = World::new().await;
    let [head, one, _] = three(&world).await;
    let before = world.count("dossier.act").await;
    let wanted = pb::JoinDossiersRequest {
        head: head.clone(),
        dossiers: vec![one.clone()],
        pronounced_on: "2026-11-24".into(),
        reason: "Connexité.".into(),
        expected_version: 0,
    };
    let request = world.request(&person("greffe_chambre", &["civ1"]), Uuid::now_v7(), wanted);
    let refused = cases(&world).await.join_dossiers(request).await.map_err(failure).unwrap_err();
    assert_eq!((refused.kind, world.count("dossier.act").await), (Kind::Forbidden, before), "{refused}");
    assert!(world.count("audit").await > 3, "the refusal stays");

    let alone = ActRecorded {
        dates: vec![day("prononce", "2026-11-24")],
        body: Some(Body::JonctionPrononcee(JonctionPrononcee { head: act(&head), dossiers: vec![] })),
        ..Default::default()
    };
    let refused = world.record(&greffier(), &one, 0, alone).await.unwrap_err();
    assert_eq!(refused.code, "PAR-010");
}

#[tokio::test]
async fn a_common_act_is_corrected_at_the_head_and_an_annulled_joinder_was_none() {
    let world = World::new().await;
    let [head, one, other] = three(&world).await;
    let not_a_head = common(&world, &greffier(), &one, memoire("2026-11-24"), "").await.unwrap_err();
    assert_eq!(not_a_head.code, "PAR-012");
    join(&world, Uuid::now_v7(), &head, &[one.clone(), other.clone()]).await.unwrap();
    let deposited = common(&world, &greffier(), &head, memoire("2026-11-23"), "").await.unwrap();
    let copied = copy(&world, &one, &deposited.act_id).await;
    let there = ActRecorded { supersedes: copied, ..memoire("2026-11-24") };
    let refused = common(&world, &greffier(), &one, there, "Erreur.").await.unwrap_err();
    assert_eq!(refused.code, "PAR-014");

    // A named party with no counterpart: said, and entered nowhere as if it were for all.
    let appears = ActRecorded {
        dates: vec![day("constitution", "2026-11-24")],
        scope: Some(Scope {
            parties: vec![act(&defendeur(&world, &head).await).unwrap()],
            ..Default::default()
        }),
        body: Some(Body::AvocatConstitue(AvocatConstitue {
            office_id: act(&office(&world).await),
            ..Default::default()
        })),
        ..Default::default()
    };
    let appeared = common(&world, &greffier(), &head, appears, "").await.unwrap();
    assert_eq!(appeared.entered.len(), 2, "the only defendeur is the whole side");

    let joinder = facts(&world, &head).await.into_iter().find(|f| f.kind == "jonction_prononcee").unwrap();
    let annulled = ActRecorded {
        dates: vec![day("constate", "2026-11-24")],
        supersedes: joinder.act_id,
        body: Some(Body::ActeAnnule(ActeAnnule {})),
        ..Default::default()
    };
    let undone = common(&world, &greffier(), &head, annulled, "Prononcée par erreur.").await.unwrap();
    assert_eq!(undone.entered.len(), 2);
    for dossier in [&head, &one, &other] {
        assert!(world.get(&greffier(), dossier).await.unwrap().group.is_none());
    }
    assert_eq!(world.count("dossier.group_member").await, 0);
}

async fn office(world: &World) -> String {
    let wanted = pb::RegisterOfficeRequest { name: "SCP Essai".into() };
    let answer =
        world.client().await.register_office(world.request(&greffier(), Uuid::now_v7(), wanted)).await;
    answer.unwrap().into_inner().office.unwrap().office_id
}

#[tokio::test]
async fn a_preview_says_what_differs_and_what_forbids_and_writes_nothing() {
    let world = World::new().await;
    let [head, one, other] = three(&world).await;
    join(&world, Uuid::now_v7(), &one, std::slice::from_ref(&other)).await.unwrap();
    let before = world.count("dossier.act").await;
    let wanted = pb::PreviewJoinderRequest { head: head.clone(), dossiers: vec![other.clone()] };
    let said = cases(&world).await.preview_joinder(world.request(&greffier(), Uuid::now_v7(), wanted)).await;
    let effects = said.unwrap().into_inner().effects;
    assert_eq!(effects.len(), 2);
    assert_eq!(
        (effects[0].refusal.is_none(), effects[1].refusal.as_ref().unwrap().code.as_str()),
        (true, "PAR-021")
    );
    assert!(effects[1].title.contains("Salarié"));
    assert_eq!(world.count("dossier.act").await, before);

    // What a common act would change in each.
    let act = pb::ActInput { act: Some(memoire("2026-11-24")) };
    let wanted =
        pb::PreviewActRequest { dossier_id: one.clone(), act: Some(act), common: true, ruling: None };
    let weighed = world.client().await.preview_act(world.request(&greffier(), Uuid::now_v7(), wanted)).await;
    let weighed = weighed.unwrap().into_inner();
    assert_eq!(weighed.elsewhere.len(), 1);
    assert_eq!(
        weighed.elsewhere[0].consequences.len(),
        weighed.consequences.len(),
        "the same series, the same consequences"
    );
}
