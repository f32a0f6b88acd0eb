//! Requests of legal aid made before any pourvoi: entered by the bureau, seen by certificates, linked to the pourvoi.

use greffe_chassis::{Caller, Failure, Kind};
use greffe_contracts::{
    common::v1::PageRequest,
    dossier::v1::{
        self as pb, aid_service_client::AidServiceClient,
        certificate_service_client::CertificateServiceClient,
    },
    read_act,
};
use greffe_procedure::{
    catalogue::Catalogue, day::Day, derivation::Status, derive::derive, profile::CourtProfile,
};
use tonic::transport::Channel;
use uuid::Uuid;

use crate::support::{World, counsel, declaration, failure, greffier, person};

async fn client(world: &World) -> AidServiceClient<Channel> {
    AidServiceClient::connect(world.address().to_owned()).await.unwrap()
}

fn bureau() -> Caller {
    person("baj", &[])
}

/// A request about the decision of [`declaration`], by its demandeur.
fn facts() -> pb::AidFacts {
    pb::AidFacts {
        requested_on: "2026-10-15".into(),
        applicant: "Dupont".into(),
        first_names: "Camille".into(),
        adversaries: vec!["Lévêque".into()],
        court: "CA Lyon".into(),
        rendered_on: "2026-09-10".into(),
        case_number: "RG 25/1234".into(),
        notified_on: "2026-10-01".into(),
        ..Default::default()
    }
}

/// The same, refused by the bureau.
fn refused() -> pb::AidFacts {
    pb::AidFacts {
        ruled_on: "2026-11-10".into(),
        outcome: "rejet".into(),
        ruling_notified_on: "2026-11-16".into(),
        ..facts()
    }
}

async fn register_as(
    world: &World,
    caller: &Caller,
    key: Uuid,
    facts: pb::AidFacts,
) -> Result<pb::RegisterAidResponse, Failure> {
    let wanted = pb::RegisterAidRequest { facts: Some(facts) };
    let answer = client(world).await.register_aid(world.request(caller, key, wanted)).await;
    answer.map(tonic::Response::into_inner).map_err(failure)
}

async fn register(world: &World, facts: pb::AidFacts) -> pb::RegisterAidResponse {
    register_as(world, &bureau(), Uuid::now_v7(), facts).await.unwrap()
}

async fn amend(
    world: &World,
    aid: &pb::RegisterAidResponse,
    change: impl FnOnce(&mut pb::AmendAidRequest),
) -> Result<pb::AmendAidResponse, Failure> {
    let mut wanted = pb::AmendAidRequest {
        aid_id: aid.aid_id.clone(),
        expected_version: aid.version,
        facts: Some(facts()),
        ..Default::default()
    };
    change(&mut wanted);
    let answer = client(world).await.amend_aid(world.request(&bureau(), Uuid::now_v7(), wanted)).await;
    answer.map(tonic::Response::into_inner).map_err(failure)
}

async fn get(world: &World, caller: &Caller, id: &str) -> Result<pb::Aid, Failure> {
    let wanted = pb::GetAidRequest { aid_id: id.into() };
    let answer = client(world).await.get_aid(world.request(caller, Uuid::now_v7(), wanted)).await;
    Ok(answer.map_err(failure)?.into_inner().aid.unwrap())
}

async fn list(world: &World, mut wanted: pb::ListAidsRequest) -> pb::ListAidsResponse {
    wanted.page.get_or_insert(PageRequest { cursor: String::new(), size: 50 });
    client(world)
        .await
        .list_aids(world.request(&bureau(), Uuid::now_v7(), wanted))
        .await
        .unwrap()
        .into_inner()
}

async fn link(
    world: &World,
    caller: &Caller,
    key: Uuid,
    aid: &pb::RegisterAidResponse,
    dossier: &str,
) -> Result<pb::LinkAidResponse, Failure> {
    let wanted = pb::LinkAidRequest {
        aid_id: aid.aid_id.clone(),
        expected_version: aid.version,
        dossier_id: dossier.into(),
        party_id: String::new(),
    };
    let answer = client(world).await.link_aid(world.request(caller, key, wanted)).await;
    answer.map(tonic::Response::into_inner).map_err(failure)
}

async fn propose(world: &World, wanted: pb::ProposeAidsRequest) -> Vec<pb::ProposedAid> {
    let request = world.request(&greffier(), Uuid::now_v7(), wanted);
    client(world).await.propose_aids(request).await.unwrap().into_inner().proposed
}

async fn demand(world: &World, case_number: &str) -> pb::Demand {
    let sought = pb::DecisionSought {
        court: "cour d’appel de Lyon".into(),
        rendered_on: "2026-09-10".into(),
        case_number: case_number.into(),
        ..Default::default()
    };
    let wanted = pb::DemandCertificateRequest {
        requester: Some(pb::Requester { quality: "partie".into(), name: "Lévêque".into() }),
        sought: Some(sought),
    };
    let mut certificates = CertificateServiceClient::connect(world.address().to_owned()).await.unwrap();
    let request = world.request(&greffier(), Uuid::now_v7(), wanted);
    let answer = certificates.demand_certificate(request).await.unwrap().into_inner().answer.unwrap();
    let wanted = pb::GetDemandRequest { demand_id: answer.demand_id };
    let request = world.request(&greffier(), Uuid::now_v7(), wanted);
    certificates.get_demand(request).await.unwrap().into_inner().demand.unwrap()
}

async fn decide(
    world: &World,
    demand: &pb::Demand,
    outcome: &str,
    aid_ids: Vec<String>,
) -> Result<pb::DemandAnswer, Failure> {
    let wanted = pb::DecideDemandRequest {
        demand_id: demand.demand_id.clone(),
        expected_version: demand.version,
        outcome: outcome.into(),
        reason: "Le délai court encore.".into(),
        aid_ids,
        ..Default::default()
    };
    let mut certificates = CertificateServiceClient::connect(world.address().to_owned()).await.unwrap();
    let answer = certificates.decide_demand(world.request(&greffier(), Uuid::now_v7(), wanted)).await;
    Ok(answer.map_err(failure)?.into_inner().answer.unwrap())
}

/// Where the term of the pourvoi stands in a dossier, and its last day.
async fn term(world: &World, dossier: &str) -> (Status, Option<Day>) {
    let bodies: Vec<Vec<u8>> =
        sqlx::query_scalar("SELECT body FROM dossier.act WHERE dossier_id = $1 ORDER BY version")
            .bind(Uuid::parse_str(dossier).unwrap())
            .fetch_all(&world.pool)
            .await
            .unwrap();
    let catalogue = Catalogue::embedded();
    let acts: Vec<_> = bodies.iter().map(|body| read_act(catalogue, body).unwrap()).collect();
    let derived = derive(catalogue, CourtProfile::embedded(), &acts, "2026-11-24".parse().unwrap());
    let found = derived.deadlines.iter().find(|d| d.key.rule.as_str() == "civil.pourvoi.delai").unwrap();
    (found.status, found.due)
}

#[tokio::test]
async fn the_bureau_and_the_central_registry_enter_and_the_registry_reads() {
    let world = World::new().await;
    let aid = register(&world, facts()).await;
    assert_eq!(aid.number, "AJ-2026-00001");
    let other = register_as(&world, &greffier(), Uuid::now_v7(), facts()).await.unwrap();
    assert_eq!(other.number, "AJ-2026-00002");
    for caller in [person("greffe_chambre", &["civ1"]), person("president", &["civ1"]), person("sder", &[])] {
        let refused = register_as(&world, &caller, Uuid::now_v7(), facts()).await.unwrap_err();
        assert_eq!(refused.kind, Kind::Forbidden, "{}", caller.subject);
    }
    assert_eq!(world.count("dossier.aid").await, 2, "a refusal enters nothing");
    assert!(
        get(&world, &person("greffe_chambre", &["civ1"]), &aid.aid_id).await.unwrap().permissions.is_empty()
    );
    assert_eq!(get(&world, &bureau(), &aid.aid_id).await.unwrap().permissions, ["tenir_registre_aides"]);
    let office = Uuid::now_v7().to_string();
    for caller in [counsel(&office), person("president", &["civ1"]), person("direction", &[])] {
        let refused = get(&world, &caller, &aid.aid_id).await.unwrap_err();
        assert_eq!(refused.kind, Kind::Forbidden, "{}", caller.subject);
    }
    let unknown = get(&world, &bureau(), &Uuid::now_v7().to_string()).await.unwrap_err();
    assert_eq!((unknown.kind, unknown.code.as_ref()), (Kind::NotFound, "AID-002"));
}

#[tokio::test]
async fn the_same_key_is_one_request_and_numbers_have_no_gap() {
    let world = World::new().await;
    let (key, caller) = (Uuid::now_v7(), bureau());
    let twins = (0..6).map(|_| register_as(&world, &caller, key, facts()));
    let mut numbers: Vec<String> =
        futures::future::join_all(twins).await.into_iter().map(|a| a.unwrap().number).collect();
    numbers.dedup();
    assert_eq!(numbers, ["AJ-2026-00001"]);
    let wrong = pb::AidFacts { requested_on: "2027-01-01".into(), ..facts() };
    let told = register_as(&world, &caller, Uuid::now_v7(), wrong).await.unwrap_err();
    assert_eq!((told.code.as_ref(), told.violations[0].field.as_str()), ("AID-001", "facts.requested_on"));
    let nobody = pb::AidFacts {
        ruled_on: "2026-11-10".into(),
        outcome: "admission_totale".into(),
        designated_on: "2026-11-12".into(),
        office_id: Uuid::now_v7().to_string(),
        ..facts()
    };
    let told = register_as(&world, &caller, Uuid::now_v7(), nobody).await.unwrap_err();
    assert_eq!((told.code.as_ref(), told.violations[0].field.as_str()), ("DOS-006", "facts.office_id"));
    assert_eq!(register(&world, facts()).await.number, "AJ-2026-00002");
}

#[tokio::test]
async fn every_version_is_kept_and_what_changes_has_a_reason() {
    let world = World::new().await;
    let aid = register(&world, facts()).await;
    // What is added needs none.
    let ruled = amend(&world, &aid, |w| w.facts = Some(refused())).await.unwrap();
    assert_eq!((ruled.version, ruled.state.as_str()), (2, "decidee"));
    let stale = amend(&world, &aid, |w| w.facts = Some(refused())).await.unwrap_err();
    assert_eq!((stale.kind, stale.code.as_ref(), stale.current_version), (Kind::Stale, "AID-004", Some(2)));
    let now = pb::RegisterAidResponse { version: 2, ..aid.clone() };
    let silent = amend(&world, &now, |w| w.facts = Some(facts())).await.unwrap_err();
    assert_eq!((silent.code.as_ref(), silent.violations[0].field.as_str()), ("AID-006", "reason"));
    let back = amend(&world, &now, |w| w.reason = "Décision d’une autre affaire.".into()).await.unwrap();
    assert_eq!((back.version, back.state.as_str()), (3, "en_cours"));
    let now = pb::RegisterAidResponse { version: 3, ..aid.clone() };
    let silent = amend(&world, &now, |w| w.cancelled = true).await.unwrap_err();
    assert_eq!(silent.code, "AID-006");
    let gone = amend(&world, &now, |w| {
        w.cancelled = true;
        w.reason = "Inscrite deux fois.".into();
    });
    assert_eq!(gone.await.unwrap().state, "annulee");
    let shown = get(&world, &bureau(), &aid.aid_id).await.unwrap();
    let told: Vec<_> =
        shown.versions.iter().map(|v| (v.version, v.actor.as_str(), v.reason.as_str())).collect();
    assert_eq!(
        told,
        [
            (1, "essai.baj", ""),
            (2, "essai.baj", ""),
            (3, "essai.baj", "Décision d’une autre affaire."),
            (4, "essai.baj", "Inscrite deux fois.")
        ]
    );
    assert_eq!(shown.versions[1].facts, Some(pb::AidFacts { residence: "metropole".into(), ..refused() }));
    let change = sqlx::query("UPDATE dossier.aid_version SET reason = ''").execute(&world.pool).await;
    assert!(change.is_err(), "no version is ever changed");
    let breaks = greffe_chassis::audit::verify(&mut world.pool.acquire().await.unwrap()).await.unwrap();
    assert!(breaks.is_empty());
    let audited: i64 = sqlx::query_scalar("SELECT count(*) FROM audit WHERE action = 'tenir_registre_aides'")
        .fetch_one(&world.pool)
        .await
        .unwrap();
    assert!(audited >= 4, "each change is in the audit trail: {audited}");
}

#[tokio::test]
async fn the_register_is_narrowed_and_read_page_by_page() {
    let world = World::new().await;
    for on in ["2026-10-12", "2026-10-13", "2026-10-14"] {
        register(&world, pb::AidFacts { requested_on: on.into(), ..facts() }).await;
    }
    let other = pb::AidFacts {
        applicant: "société des Moulins".into(),
        first_names: String::new(),
        case_number: "24/00987".into(),
        ..refused()
    };
    register(&world, other).await;
    let days = |found: &pb::ListAidsResponse| -> Vec<String> {
        found.aids.iter().map(|aid| aid.facts.clone().unwrap().requested_on).collect()
    };
    let states = |state: &str| vec![state.to_owned()];
    let waiting =
        list(&world, pb::ListAidsRequest { states: states("en_cours"), ..Default::default() }).await;
    assert_eq!(days(&waiting), ["2026-10-12", "2026-10-13", "2026-10-14"], "the oldest first");
    let ruled = list(&world, pb::ListAidsRequest { states: states("decidee"), ..Default::default() }).await;
    assert_eq!(
        (ruled.aids[0].term_state.as_str(), ruled.aids[0].term.as_str()),
        ("court", "2027-01-18"),
        "two months from 16 November 2026 end on a Saturday"
    );
    let linked =
        list(&world, pb::ListAidsRequest { states: states("rattachee"), ..Default::default() }).await;
    assert!(linked.aids.is_empty());
    for (query, found) in
        [("moulins", 1), ("AJ-2026-00002", 1), ("RG 25-1234", 3), ("24/987", 1), ("introuvable", 0)]
    {
        let wanted = pb::ListAidsRequest { query: query.into(), ..Default::default() };
        assert_eq!(list(&world, wanted).await.aids.len(), found, "{query}");
    }
    let mut all = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = Some(PageRequest { cursor, size: 3 });
        let found = list(&world, pb::ListAidsRequest { page, ..Default::default() }).await;
        all.extend(days(&found));
        cursor = found.page.unwrap().next_cursor;
        if cursor.is_empty() {
            break;
        }
    }
    assert_eq!(all, ["2026-10-15", "2026-10-14", "2026-10-13", "2026-10-12"]);
}

#[tokio::test]
async fn a_pending_request_gives_a_partial_certificate_and_a_doubtful_one_waits_for_a_person() {
    let world = World::new().await;
    let aid = register(&world, facts()).await;
    let certain = demand(&world, "25/01234").await;
    let text = certain.certificate.unwrap().text;
    assert!(
        text.contains("présentée le 15 octobre 2026 (n°\u{a0}AJ-2026-00001), est en cours d’examen"),
        "{text}"
    );
    assert!(text.contains("registre de son bureau d’aide juridictionnelle"), "{text}");
    let doubtful = demand(&world, "25/01243").await;
    assert_eq!((doubtful.status.as_str(), doubtful.candidates.len()), ("a_decider", 1));
    let found = &doubtful.candidates[0];
    assert_eq!(
        (found.aid_id.as_str(), found.number.as_str(), found.title.as_str(), found.aid_state.as_str()),
        (aid.aid_id.as_str(), "AJ-2026-00001", "Camille Dupont c. Lévêque", "en_cours")
    );
    for wrong in [vec![Uuid::now_v7().to_string()], vec![String::new()]] {
        assert_eq!(decide(&world, &doubtful, "partiel", wrong).await.unwrap_err().code, "CNP-007");
    }
    let kept = decide(&world, &doubtful, "non_pourvoi", vec![aid.aid_id.clone()]).await.unwrap_err();
    assert_eq!(kept.code, "CNP-007", "what is retained is not said to be nothing");
    let given = decide(&world, &doubtful, "partiel", vec![aid.aid_id.clone()]).await.unwrap();
    assert_eq!((given.status.as_str(), given.kind.as_str()), ("delivre", "partiel"));
    let elsewhere = demand(&world, "24/00987").await;
    assert_eq!(elsewhere.certificate.unwrap().kind, "non_pourvoi");
}

#[tokio::test]
async fn while_the_term_that_was_interrupted_runs_a_person_decides_and_then_nothing_stands_in_the_way() {
    let world = World::new().await;
    let aid = register(&world, refused()).await;
    let waiting = demand(&world, "25/01234").await;
    assert_eq!(waiting.status, "a_decider");
    let found = &waiting.candidates[0];
    assert_eq!((found.aid_state.as_str(), found.aid_term.as_str()), ("court", "2027-01-18"));
    let false_words = decide(&world, &waiting, "partiel", vec![aid.aid_id.clone()]).await.unwrap_err();
    assert_eq!(false_words.code, "CNP-007", "nothing is being examined any more");
    let stated = decide(&world, &waiting, "non_pourvoi", vec![]).await.unwrap();
    assert_eq!(stated.kind, "non_pourvoi", "a person set it aside, with a reason");
    // The day is not known: the term is not over.
    let unknown =
        pb::AidFacts { ruling_notified_on: String::new(), case_number: "25/07777".into(), ..refused() };
    register(&world, unknown).await;
    assert_eq!(demand(&world, "25/07777").await.status, "a_decider");
    world.clock.set("2027-01-18T10:00:00Z");
    assert_eq!(demand(&world, "25/01234").await.status, "a_decider", "the last day");
    world.clock.set("2027-01-19T10:00:00Z");
    let after = demand(&world, "25/01234").await;
    assert_eq!((after.status.as_str(), after.certificate.unwrap().kind.as_str()), ("delivre", "non_pourvoi"));
}

#[tokio::test]
async fn a_cancelled_request_stands_against_nothing() {
    let world = World::new().await;
    let aid = register(&world, facts()).await;
    let cancelled = amend(&world, &aid, |w| {
        w.cancelled = true;
        w.reason = "Autre juridiction.".into();
    });
    cancelled.await.unwrap();
    assert_eq!(demand(&world, "25/01234").await.certificate.unwrap().kind, "non_pourvoi");
}

/// The worked example: notified on 1 July, the term ends on 1 September; asked on 10 August, refused, notified on
/// 8 October: a whole term anew, to 8 December. The pourvoi of 20 November is late, until the request is linked.
#[tokio::test]
async fn once_linked_the_term_of_the_pourvoi_is_computed_from_what_the_bureau_did() {
    let world = World::new().await;
    let aid = pb::AidFacts {
        requested_on: "2026-08-10".into(),
        rendered_on: "2026-06-15".into(),
        notified_on: "2026-07-01".into(),
        ruled_on: "2026-10-05".into(),
        ruling_notified_on: "2026-10-08".into(),
        ..refused()
    };
    let aid = register(&world, aid).await;
    let mut declared = declaration();
    declared.decisions[0].rendered_on = "2026-06-15".into();
    declared.decisions[0].notified_on = "2026-07-01".into();
    let dossier = world.open(declared).await.unwrap().dossier_id;
    let (before, due) = term(&world, &dossier).await;
    assert_eq!((before.as_str(), due), ("satisfaite_hors_delai", Some("2026-09-01".parse().unwrap())));

    let of_dossier = || pb::ProposeAidsRequest { dossier_id: dossier.clone(), ..Default::default() };
    let proposed = propose(&world, of_dossier()).await;
    assert_eq!((proposed.len(), proposed[0].verdict.as_str()), (1, "certain"));
    assert_eq!(proposed[0].aid.as_ref().unwrap().number, aid.number);

    let key = Uuid::now_v7();
    let linked = link(&world, &bureau(), key, &aid, &dossier).await.unwrap();
    assert_eq!(linked.acts, ["aide_juridictionnelle_demandee", "aide_juridictionnelle_decidee"]);
    assert_eq!(
        link(&world, &bureau(), key, &aid, &dossier).await.unwrap(),
        linked,
        "the same key is one link"
    );
    let (after, due) = term(&world, &dossier).await;
    assert_eq!((after.as_str(), due), ("satisfaite", Some("2026-12-08".parse().unwrap())));

    let shown = get(&world, &bureau(), &aid.aid_id).await.unwrap();
    assert_eq!((shown.state.as_str(), shown.dossier_id.as_str()), ("rattachee", dossier.as_str()));
    assert!(shown.term_state.is_empty() && shown.permissions.is_empty());
    assert!(propose(&world, of_dossier()).await.is_empty());
    let now = pb::RegisterAidResponse { version: 2, ..aid.clone() };
    let held = amend(&world, &now, |w| w.reason = "x".into()).await.unwrap_err();
    assert_eq!((held.kind, held.code.as_ref()), (Kind::Refused, "AID-003"));
    let twice = link(&world, &bureau(), Uuid::now_v7(), &now, &dossier).await.unwrap_err();
    assert_eq!((twice.kind, twice.code.as_ref()), (Kind::Refused, "AID-005"));
}

#[tokio::test]
async fn everything_that_is_known_becomes_an_act_at_its_own_date_and_nothing_enters_twice() {
    let world = World::new().await;
    let office = client_of_offices(&world).await;
    let aid = pb::AidFacts {
        appealed_on: "2026-11-17".into(),
        appeal_ruled_on: "2026-11-19".into(),
        appeal_outcome: "admission".into(),
        appeal_notified_on: "2026-11-20".into(),
        designated_on: "2026-11-20".into(),
        office_id: office.clone(),
        ..refused()
    };
    let aid = register(&world, aid).await;
    assert_eq!(get(&world, &bureau(), &aid.aid_id).await.unwrap().office_name, "SCP Aubépine");
    let dossier = world.open(declaration()).await.unwrap();
    // Somebody entered the request by hand already.
    let shown = world.get(&greffier(), &dossier.dossier_id).await.unwrap();
    let party = shown.parties.iter().find(|p| p.role == "demandeur").unwrap().party_id.clone();
    let by_hand = greffe_contracts::events::v1::ActRecorded {
        dates: vec![crate::support::day("demande", "2026-10-15")],
        scope: Some(greffe_contracts::common::v1::Scope {
            parties: vec![Uuid::parse_str(&party).unwrap().into()],
            ..Default::default()
        }),
        body: Some(greffe_contracts::events::v1::act_recorded::Body::AideJuridictionnelleDemandee(
            greffe_contracts::events::v1::AideJuridictionnelleDemandee { objet: "pourvoi".into() },
        )),
        ..Default::default()
    };
    world.record_owned(&dossier.dossier_id, by_hand).await.unwrap();
    let linked = link(&world, &greffier(), Uuid::now_v7(), &aid, &dossier.dossier_id).await.unwrap();
    assert_eq!(
        linked.acts,
        [
            "aide_juridictionnelle_decidee",
            "aide_juridictionnelle_recours_forme",
            "aide_juridictionnelle_recours_decide",
            "auxiliaire_designe"
        ]
    );
    let asked: i64 =
        sqlx::query_scalar("SELECT count(*) FROM dossier.act WHERE kind = 'aide_juridictionnelle_demandee'")
            .fetch_one(&world.pool)
            .await
            .unwrap();
    assert_eq!(asked, 1);
}

async fn client_of_offices(world: &World) -> String {
    let wanted = pb::RegisterOfficeRequest { name: "SCP Aubépine".into() };
    let request = world.request(&greffier(), Uuid::now_v7(), wanted);
    let made = world.client().await.register_office(request).await.unwrap().into_inner();
    made.office.unwrap().office_id
}

#[tokio::test]
async fn a_link_is_refused_to_whom_the_dossier_refuses_it_and_proposed_for_the_same_person_only() {
    let world = World::new().await;
    let aid = register(&world, facts()).await;
    let dossier = world.open(declaration()).await.unwrap().dossier_id;
    let elsewhere = link(&world, &person("greffe_chambre", &["soc"]), Uuid::now_v7(), &aid, &dossier).await;
    assert_eq!(elsewhere.unwrap_err().kind, Kind::Forbidden);
    let counsel = link(&world, &counsel(&Uuid::now_v7().to_string()), Uuid::now_v7(), &aid, &dossier).await;
    assert_eq!(counsel.unwrap_err().kind, Kind::NotFound);
    let nowhere = link(&world, &bureau(), Uuid::now_v7(), &aid, &Uuid::now_v7().to_string()).await;
    assert_eq!(nowhere.unwrap_err().code, "DOS-001");
    assert_eq!(get(&world, &bureau(), &aid.aid_id).await.unwrap().state, "en_cours");

    let declared = |applicant: &str, number: &str| pb::ProposeAidsRequest {
        rendered_on: "2026-09-10".into(),
        court: "cour d’appel de Lyon".into(),
        case_number: number.into(),
        applicants: vec![applicant.into()],
        ..Default::default()
    };
    for (applicant, number, found) in [
        ("M. Camille DUPONT", "25/01234", vec!["certain"]),
        ("Camille Dupond", "25/01234", vec!["certain"]),
        ("Camille Dupont", "25/01243", vec!["possible"]),
        ("Lévêque", "25/01234", vec![]),
        // The same day and the same person: a person looks.
        ("Camille Dupont", "24/00987", vec!["possible"]),
        ("Martin", "24/00987", vec![]),
    ] {
        let proposed = propose(&world, declared(applicant, number)).await;
        let verdicts: Vec<_> = proposed.iter().map(|p| p.verdict.as_str()).collect();
        assert_eq!(verdicts, found, "{applicant}, {number}");
    }
}

#[tokio::test]
async fn somebody_else_of_the_dossier_is_named_or_the_link_waits() {
    let world = World::new().await;
    let aid =
        register(&world, pb::AidFacts { applicant: "Martin".into(), first_names: String::new(), ..facts() })
            .await;
    let dossier = world.open(declaration()).await.unwrap().dossier_id;
    let unsaid = link(&world, &bureau(), Uuid::now_v7(), &aid, &dossier).await.unwrap_err();
    assert_eq!((unsaid.code.as_ref(), unsaid.violations[0].field.as_str()), ("AID-007", "party_id"));
    let shown = world.get(&greffier(), &dossier).await.unwrap();
    for (party_id, entered) in
        [(Uuid::now_v7().to_string(), false), (shown.parties[0].party_id.clone(), true)]
    {
        let wanted = pb::LinkAidRequest {
            aid_id: aid.aid_id.clone(),
            dossier_id: dossier.clone(),
            party_id,
            ..Default::default()
        };
        let answer = client(&world).await.link_aid(world.request(&bureau(), Uuid::now_v7(), wanted)).await;
        assert_eq!(answer.is_ok(), entered);
    }
}
