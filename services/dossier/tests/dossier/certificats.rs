//! Certificates of non-pourvoi: found however written, decided by a person where doubt remains, numbered without gap.

use greffe_chassis::{Caller, Failure, Kind};
use greffe_contracts::{
    common::v1::{Id, PageRequest},
    dossier::v1::{self as pb, certificate_service_client::CertificateServiceClient},
    events::v1::{ActRecorded, ActeAnnule, AideJuridictionnelleDemandee, act_recorded::Body},
};
use sha2::{Digest, Sha256};
use tonic::transport::Channel;
use uuid::Uuid;

use crate::support::{World, counsel, day, declaration, failure, greffier, person};

async fn client(world: &World) -> CertificateServiceClient<Channel> {
    CertificateServiceClient::connect(world.address().to_owned()).await.unwrap()
}

/// The decision of [`declaration`], as it stands in the dossier.
fn sought() -> pb::DecisionSought {
    pb::DecisionSought {
        court: "cour d’appel de Lyon".into(),
        rendered_on: "2026-09-10".into(),
        case_number: "25/01234".into(),
        ..Default::default()
    }
}

fn party() -> Option<pb::Requester> {
    Some(pb::Requester { quality: "partie".into(), name: "Lévêque".into() })
}

async fn demand_as(
    world: &World,
    caller: &Caller,
    key: Uuid,
    sought: pb::DecisionSought,
) -> Result<pb::DemandAnswer, Failure> {
    let wanted = pb::DemandCertificateRequest { requester: party(), sought: Some(sought) };
    let answer = client(world).await.demand_certificate(world.request(caller, key, wanted)).await;
    Ok(answer.map_err(failure)?.into_inner().answer.unwrap())
}

pub async fn demand(world: &World, sought: pb::DecisionSought) -> pb::DemandAnswer {
    demand_as(world, &greffier(), Uuid::now_v7(), sought).await.unwrap()
}

async fn get(world: &World, caller: &Caller, id: &str) -> Result<pb::Demand, Failure> {
    let wanted = pb::GetDemandRequest { demand_id: id.into() };
    let answer = client(world).await.get_demand(world.request(caller, Uuid::now_v7(), wanted)).await;
    Ok(answer.map_err(failure)?.into_inner().demand.unwrap())
}

pub async fn rule(
    world: &World,
    caller: &Caller,
    wanted: pb::DecideDemandRequest,
) -> Result<pb::DemandAnswer, Failure> {
    let answer = client(world).await.decide_demand(world.request(caller, Uuid::now_v7(), wanted)).await;
    Ok(answer.map_err(failure)?.into_inner().answer.unwrap())
}

pub fn ruling(demand: &pb::DemandAnswer, outcome: &str, reason: &str) -> pb::DecideDemandRequest {
    pb::DecideDemandRequest {
        demand_id: demand.demand_id.clone(),
        expected_version: demand.version,
        outcome: outcome.into(),
        reason: reason.into(),
        ..Default::default()
    }
}

async fn list(world: &World, caller: &Caller, mut wanted: pb::ListDemandsRequest) -> pb::ListDemandsResponse {
    wanted.page.get_or_insert(PageRequest { cursor: String::new(), size: 50 });
    client(world)
        .await
        .list_demands(world.request(caller, Uuid::now_v7(), wanted))
        .await
        .unwrap()
        .into_inner()
}

#[tokio::test]
async fn a_number_is_one_key_however_its_court_writes_it() {
    let world = World::new().await;
    for (written, keys) in [
        ("25/01234", vec!["25/1234"]),
        ("RG n° 25/1234", vec!["25/1234"]),
        ("2025-01234", vec!["25/1234"]),
        ("N° RG 25.01234", vec!["25/1234"]),
        ("2501234", vec!["25/1234"]),
        ("202501234", vec!["25/1234"]),
        ("25 01234", vec!["25/1234"]),
        ("20/01234", vec!["20/1234"]),
        ("2001234", vec!["20/1234"]),
        ("F 19/00123", vec!["19/123"]),
        ("11-19-001234", vec!["19/1234"]),
        ("25/01234 et 25/01235", vec!["25/1234", "25/1235"]),
        ("10/09/2026", vec![]),
        ("2026", vec![]),
        ("sans numéro", vec![]),
    ] {
        let found: Vec<String> = sqlx::query_scalar("SELECT dossier.case_keys($1)")
            .bind(written)
            .fetch_one(&world.pool)
            .await
            .unwrap();
        assert_eq!(found, keys, "{written}");
    }
}

#[tokio::test]
async fn where_nothing_resembles_the_certificate_is_delivered_at_once_and_its_hash_is_of_its_words() {
    let world = World::new().await;
    world.open(declaration()).await.unwrap();
    let other = pb::DecisionSought { case_number: "24/00987".into(), ..sought() };
    let answer = demand(&world, other).await;
    assert_eq!((answer.status.as_str(), answer.kind.as_str()), ("delivre", "non_pourvoi"));
    assert_eq!(answer.number, "CNP-2026-00001");
    let shown = get(&world, &greffier(), &answer.demand_id).await.unwrap();
    let certificate = shown.certificate.unwrap();
    assert!(shown.candidates.is_empty() && shown.decided_by.is_empty());
    for words in [
        "Certificat de non-pourvoi n°\u{a0}CNP-2026-00001",
        "aucun pourvoi en cassation n’est enregistré",
        "cour d’appel de Lyon, 10 septembre 2026, n°\u{a0}24/00987",
        "mardi 24 novembre 2026 à 11\u{a0}h\u{a0}00 (heure de Paris)",
        "Lévêque (partie)",
        answer.demand_id.as_str(),
    ] {
        assert!(certificate.text.contains(words), "{words} in\n{}", certificate.text);
    }
    let digest: String = Sha256::digest(&certificate.text).iter().map(|b| format!("{b:02x}")).collect();
    assert_eq!((digest.as_str(), certificate.sha256.as_str()), (answer.sha256.as_str(), digest.as_str()));
}

#[tokio::test]
async fn the_same_decision_however_written_gives_the_date_of_its_pourvoi() {
    let world = World::new().await;
    let opened = world.open(declaration()).await.unwrap();
    for (court, number) in
        [("cour d’appel de Lyon", "25/01234"), ("CA LYON", "RG 25-1234"), ("Cour d'Appel de Lyon", "2501234")]
    {
        let written = pb::DecisionSought { court: court.into(), case_number: number.into(), ..sought() };
        let answer = demand(&world, written).await;
        assert_eq!((answer.status.as_str(), answer.kind.as_str()), ("delivre", "date_pourvoi"), "{court}");
        let text = get(&world, &greffier(), &answer.demand_id).await.unwrap().certificate.unwrap().text;
        assert!(
            text.contains(&format!("n°\u{a0}{}, a été formé le 20 novembre 2026", opened.number)),
            "{text}"
        );
    }
}

#[tokio::test]
async fn a_doubt_waits_for_a_greffier_who_sees_why_each_dossier_resembles() {
    let world = World::new().await;
    let opened = world.open(declaration()).await.unwrap();
    let doubtful = [
        pb::DecisionSought { case_number: "25/01243".into(), ..sought() },
        pb::DecisionSought { rendered_on: "2026-09-11".into(), ..sought() },
        pb::DecisionSought { rendered_on: "2026-10-09".into(), ..sought() },
        pb::DecisionSought { case_number: String::new(), parties: vec!["Dupond".into()], ..sought() },
        pb::DecisionSought { court: "cour d’appel de Lion".into(), ..sought() },
        pb::DecisionSought { parties: vec!["Martin".into()], ..sought() },
        pb::DecisionSought { matter: "elections_professionnelles".into(), ..sought() },
    ];
    let mut waiting = Vec::new();
    for asked in doubtful {
        let answer = demand(&world, asked.clone()).await;
        assert_eq!((answer.status.as_str(), answer.number.as_str()), ("a_decider", ""), "{asked:?}");
        let shown = get(&world, &greffier(), &answer.demand_id).await.unwrap();
        assert_eq!(shown.candidates.len(), 1, "{asked:?}");
        assert_eq!(shown.candidates[0].number, opened.number);
        assert_eq!(shown.permissions, ["decider_certificat"]);
        waiting.push(answer);
    }
    let typo = get(&world, &greffier(), &waiting[0].demand_id).await.unwrap();
    let levels: Vec<_> =
        typo.candidates[0].matches.iter().map(|m| (m.facet.as_str(), m.level.as_str())).collect();
    assert_eq!(levels, [("juridiction", "identique"), ("date", "identique"), ("numero", "proche")]);
    let named = get(&world, &greffier(), &waiting[3].demand_id).await.unwrap().candidates.remove(0);
    assert_eq!(
        (named.title.as_str(), named.matches[3].found.as_str()),
        ("Camille Dupont c. Camille Lévêque", "Camille Dupont c. Camille Lévêque")
    );
    let to_decide = pb::ListDemandsRequest { statuses: vec!["a_decider".into()], ..Default::default() };
    let listed = list(&world, &greffier(), to_decide).await;
    let order: Vec<_> = listed.demands.iter().map(|d| d.demand_id.clone()).collect();
    assert_eq!(order, waiting.iter().map(|a| a.demand_id.clone()).collect::<Vec<_>>(), "the oldest first");

    // Set aside, with a reason; then retained.
    let no_reason = rule(&world, &greffier(), ruling(&waiting[0], "non_pourvoi", "")).await.unwrap_err();
    assert_eq!(no_reason.code, "CNP-008");
    let none = rule(&world, &greffier(), ruling(&waiting[0], "non_pourvoi", "Autre affaire.")).await.unwrap();
    assert_eq!((none.kind.as_str(), none.number.as_str()), ("non_pourvoi", "CNP-2026-00001"));
    let dossier_ids = vec![opened.dossier_id.clone()];
    let retained = pb::DecideDemandRequest { dossier_ids, ..ruling(&waiting[1], "date_pourvoi", "") };
    let stated = rule(&world, &greffier(), retained).await.unwrap();
    assert_eq!((stated.kind.as_str(), stated.number.as_str()), ("date_pourvoi", "CNP-2026-00002"));
    let again = rule(&world, &greffier(), ruling(&waiting[1], "renvoi", "x")).await.unwrap_err();
    assert_eq!((again.kind, again.code.as_ref()), (Kind::Refused, "CNP-004"));
    let back = rule(&world, &greffier(), ruling(&waiting[2], "renvoi", "Précisez le jour.")).await.unwrap();
    assert_eq!((back.status.as_str(), back.number.as_str()), ("renvoye", ""));
    assert_eq!(get(&world, &greffier(), &back.demand_id).await.unwrap().reason, "Précisez le jour.");
}

#[tokio::test]
async fn a_dossier_that_does_not_say_which_day_its_decision_is_of_is_found_by_a_name() {
    let world = World::new().await;
    let mut taken_over = declaration();
    taken_over.decisions[0].rendered_on.clear();
    taken_over.decisions[0].notified_on.clear();
    taken_over.decisions[0].case_number.clear();
    let opened = world.open(taken_over).await.unwrap();
    for (name, expected) in [("M. DUPOND", "a_decider"), ("Levêque", "a_decider"), ("Martin", "delivre")] {
        let asked = pb::DecisionSought { parties: vec![name.into()], ..sought() };
        let answer = demand(&world, asked).await;
        assert_eq!(answer.status, expected, "{name}");
        let shown = get(&world, &greffier(), &answer.demand_id).await.unwrap();
        let found: Vec<_> = shown.candidates.iter().map(|c| c.number.clone()).collect();
        assert_eq!(
            found,
            if expected == "a_decider" { vec![opened.number.clone()] } else { vec![] },
            "{name}"
        );
    }
}

#[tokio::test]
async fn what_is_decided_must_fit_what_was_found() {
    let world = World::new().await;
    let opened = world.open(declaration()).await.unwrap();
    let waiting = demand(&world, pb::DecisionSought { case_number: "25/01243".into(), ..sought() }).await;
    let with = |outcome: &str, ids: Vec<String>| pb::DecideDemandRequest {
        dossier_ids: ids,
        ..ruling(&waiting, outcome, "motif")
    };
    for wrong in [
        with("non_pourvoi", vec![opened.dossier_id.clone()]),
        with("date_pourvoi", vec![]),
        with("date_pourvoi", vec![Uuid::now_v7().to_string()]),
        with("partiel", vec![]),
        with("partiel", vec![opened.dossier_id.clone()]),
    ] {
        let refused = rule(&world, &greffier(), wrong.clone()).await.unwrap_err();
        assert_eq!((refused.kind, refused.code.as_ref()), (Kind::Refused, "CNP-007"), "{wrong:?}");
    }
    let aid = pb::DecideDemandRequest {
        aid_requested_on: "2026-10-30".into(),
        aid_reference: "2026/04567".into(),
        ..with("partiel", vec![])
    };
    let partial = rule(&world, &greffier(), aid).await.unwrap();
    assert_eq!(partial.kind, "partiel");
    let text = get(&world, &greffier(), &partial.demand_id).await.unwrap().certificate.unwrap().text;
    assert!(
        text.contains("présentée le 30 octobre 2026 (n°\u{a0}2026/04567), est en cours d’examen"),
        "{text}"
    );
    assert_eq!(world.count("dossier.certificate").await, 1, "refusals leave no number used");
}

/// What entered as a figure does not say what it attacked.
#[tokio::test]
async fn where_pourvois_formed_since_were_closed_elsewhere_somebody_looks_there_first() {
    let world = World::new().await;
    let close = async |formed: &str| {
        sqlx::query(
            "INSERT INTO dossier.closed_figure (number_year, number_seq, procedure, formed_on, closed_on, solution, file, line)
             SELECT 2026, 10000 + count(*), 'civil_representation_obligatoire', $1::date, '2026-11-20', 'rejet', 'clos.csv', 2
             FROM dossier.closed_figure",
        )
        .bind(formed)
        .execute(&world.pool)
        .await
        .unwrap();
    };
    close("2026-09-09").await;
    let before = demand(&world, sought()).await;
    assert_eq!(
        (before.status.as_str(), before.kind.as_str()),
        ("delivre", "non_pourvoi"),
        "formed before it"
    );
    close("2026-10-05").await;
    let doubt = demand(&world, sought()).await;
    assert_eq!((doubt.status.as_str(), doubt.kind.as_str()), ("a_decider", ""));
    let silent = rule(&world, &greffier(), ruling(&doubt, "non_pourvoi", "")).await.unwrap_err();
    assert_eq!(silent.code, "CNP-012");
    let said = "Recherché dans l’ancien système le 24 novembre : aucun pourvoi.";
    let given = rule(&world, &greffier(), ruling(&doubt, "non_pourvoi", said)).await.unwrap();
    assert_eq!(given.kind, "non_pourvoi");
    // Its number is nobody else's.
    let bears = pb::OpenDossierRequest { existing_number: "26-10.000".into(), ..declaration() };
    assert_eq!(world.open(bears).await.unwrap_err().code, "NUM-003");
}

#[tokio::test]
async fn a_pourvoi_that_comes_in_meanwhile_is_seen_before_anything_is_certified() {
    let world = World::new().await;
    let asked = pb::DecisionSought { matter: "elections_professionnelles".into(), ..sought() };
    let waiting = demand(&world, asked).await;
    assert_eq!(get(&world, &greffier(), &waiting.demand_id).await.unwrap().candidates.len(), 0);
    let opened = world.open(declaration()).await.unwrap();
    let stale = rule(&world, &greffier(), ruling(&waiting, "non_pourvoi", "")).await.unwrap_err();
    assert_eq!((stale.kind, stale.code.as_ref(), stale.current_version), (Kind::Stale, "CNP-005", Some(2)));
    let shown = get(&world, &greffier(), &waiting.demand_id).await.unwrap();
    assert_eq!((shown.version, shown.candidates[0].verdict.as_str()), (2, "certain"));
    let anew = pb::DemandAnswer { version: 2, ..waiting };
    let retained =
        pb::DecideDemandRequest { dossier_ids: vec![opened.dossier_id], ..ruling(&anew, "date_pourvoi", "") };
    assert_eq!(rule(&world, &greffier(), retained).await.unwrap().kind, "date_pourvoi");
}

#[tokio::test]
async fn a_request_of_legal_aid_without_a_pourvoi_gives_a_partial_certificate() {
    let world = World::new().await;
    let opened = world.open(declaration()).await.unwrap();
    let aid = ActRecorded {
        dates: vec![day("demande", "2026-11-21")],
        body: Some(Body::AideJuridictionnelleDemandee(AideJuridictionnelleDemandee {
            objet: "pourvoi".into(),
        })),
        ..Default::default()
    };
    world.record(&greffier(), &opened.dossier_id, 0, aid).await.unwrap();
    // The declaration was recorded by mistake: the journal says so, and holds no pourvoi any more.
    let first: Uuid = sqlx::query_scalar("SELECT act_id FROM dossier.act WHERE kind = 'pourvoi_forme'")
        .fetch_one(&world.pool)
        .await
        .unwrap();
    let cancelled = ActRecorded {
        dates: vec![day("constate", "2026-11-24")],
        supersedes: Some(Id::from(first)),
        body: Some(Body::ActeAnnule(ActeAnnule::default())),
        ..Default::default()
    };
    world
        .record_with(
            &greffier(),
            Uuid::now_v7(),
            &opened.dossier_id,
            0,
            cancelled,
            "Déclaration saisie par erreur.",
        )
        .await
        .unwrap();
    let answer = demand(&world, sought()).await;
    assert_eq!((answer.status.as_str(), answer.kind.as_str()), ("delivre", "partiel"));
    let text = get(&world, &greffier(), &answer.demand_id).await.unwrap().certificate.unwrap().text;
    assert!(text.contains("présentée le 21 novembre 2026, est en cours d’examen"), "{text}");
}

#[tokio::test]
async fn a_demand_that_names_no_decision_or_another_registry_is_refused_with_its_field() {
    let world = World::new().await;
    let blank = |change: fn(&mut pb::DecisionSought)| {
        let mut asked = sought();
        change(&mut asked);
        asked
    };
    for (asked, code, field) in [
        (blank(|s| s.court = " ".into()), "DOS-003", "sought.court"),
        (blank(|s| s.rendered_on.clear()), "DOS-003", "sought.rendered_on"),
        (blank(|s| s.rendered_on = "10/09/2026".into()), "DOS-008", "sought.rendered_on"),
        (blank(|s| s.rendered_on = "2026-11-25".into()), "CNP-003", "sought.rendered_on"),
        (blank(|s| s.case_number.clear()), "CNP-001", "sought.case_number"),
        (blank(|s| s.matter = "penale".into()), "CNP-002", "sought.matter"),
        (blank(|s| s.matter = "autre".into()), "DOS-009", "sought.matter"),
    ] {
        let refused = demand_as(&world, &greffier(), Uuid::now_v7(), asked).await.unwrap_err();
        assert_eq!((refused.code.as_ref(), refused.violations[0].field.as_str()), (code, field), "{refused}");
    }
    assert_eq!(world.count("dossier.certificate_demand").await, 0);
}

#[tokio::test]
async fn a_batch_answers_each_decision_and_a_wrong_one_stops_no_other() {
    let world = World::new().await;
    world.open(declaration()).await.unwrap();
    let asked = vec![
        sought(),
        pb::DecisionSought { case_number: "24/00987".into(), ..sought() },
        pb::DecisionSought { rendered_on: String::new(), ..sought() },
        pb::DecisionSought { rendered_on: "2026-09-11".into(), ..sought() },
    ];
    let wanted = pb::DemandCertificatesRequest { requester: party(), sought: asked };
    let key = Uuid::now_v7();
    let mut answers = Vec::new();
    for _ in 0..2 {
        let request = world.request(&greffier(), key, wanted.clone());
        answers.push(client(&world).await.demand_certificates(request).await.unwrap().into_inner());
    }
    assert_eq!(answers[0], answers[1], "the same key is one batch");
    let told: Vec<_> = answers[0].answers.iter().map(|a| (a.status.as_str(), a.kind.as_str())).collect();
    let expected =
        [("delivre", "date_pourvoi"), ("delivre", "non_pourvoi"), ("refuse", ""), ("a_decider", "")];
    assert_eq!(told, expected);
    let refusal = answers[0].answers[2].refusal.as_ref().unwrap();
    assert_eq!((refusal.code.as_str(), refusal.field.as_str()), ("DOS-003", "sought[2].rendered_on"));
    let of_batch = pb::ListDemandsRequest { batch_id: answers[0].batch_id.clone(), ..Default::default() };
    assert_eq!(list(&world, &greffier(), of_batch).await.demands.len(), 3);
    let empty = pb::DemandCertificatesRequest { requester: party(), sought: vec![] };
    let many = pb::DemandCertificatesRequest { requester: party(), sought: vec![sought(); 201] };
    for (wrong, code) in [(empty, "DOS-003"), (many, "DOS-010")] {
        let request = world.request(&greffier(), Uuid::now_v7(), wrong);
        assert_eq!(failure(client(&world).await.demand_certificates(request).await.unwrap_err()).code, code);
    }
}

#[tokio::test]
async fn the_same_key_is_one_certificate_and_numbers_have_no_gap() {
    let world = World::new().await;
    let (key, caller) = (Uuid::now_v7(), greffier());
    let twins = (0..6).map(|_| demand_as(&world, &caller, key, sought()));
    let mut numbers: Vec<String> =
        futures::future::join_all(twins).await.into_iter().map(|a| a.unwrap().number).collect();
    numbers.dedup();
    assert_eq!(numbers, ["CNP-2026-00001"]);
    let many = (0..24).map(|_| demand(&world, sought()));
    let mut numbers: Vec<String> =
        futures::future::join_all(many).await.into_iter().map(|a| a.number).collect();
    numbers.sort();
    let expected: Vec<String> = (2..=25).map(|n| format!("CNP-2026-{n:05}")).collect();
    assert_eq!(numbers, expected);
}

#[tokio::test]
async fn counsel_and_courts_read_their_own_answers_and_never_what_the_search_found() {
    let world = World::new().await;
    world.open(declaration()).await.unwrap();
    let office = Uuid::now_v7();
    sqlx::query("INSERT INTO dossier.office (id, name, search) VALUES ($1, 'SCP Essai', 'scp essai')")
        .bind(office)
        .execute(&world.pool)
        .await
        .unwrap();
    let own = counsel(&office.to_string());
    let colleague = Caller { agent_id: Uuid::now_v7().to_string(), ..own.clone() };
    let stranger = counsel(&Uuid::now_v7().to_string());
    let court = person("juridiction", &[]);
    let doubtful = pb::DecisionSought { case_number: "25/01243".into(), ..sought() };
    let of_counsel = demand_as(&world, &own, Uuid::now_v7(), doubtful.clone()).await.unwrap();
    let of_court = demand_as(&world, &court, Uuid::now_v7(), doubtful).await.unwrap();

    let shown = get(&world, &colleague, &of_counsel.demand_id).await.unwrap();
    let requester = shown.requester.unwrap();
    assert_eq!((requester.quality.as_str(), requester.name.as_str()), ("avocat", "SCP Essai"));
    assert_eq!(shown.channel, "interface");
    assert!(shown.candidates.is_empty() && shown.permissions.is_empty());
    assert_eq!(
        get(&world, &court, &of_court.demand_id).await.unwrap().requester.unwrap().quality,
        "juridiction"
    );
    for (who, id) in
        [(&stranger, &of_counsel.demand_id), (&court, &of_counsel.demand_id), (&own, &of_court.demand_id)]
    {
        assert_eq!(get(&world, who, id).await.unwrap_err().code, "CNP-009");
    }
    let everything = pb::ListDemandsRequest::default();
    assert_eq!(list(&world, &own, everything.clone()).await.demands.len(), 1);
    assert_eq!(list(&world, &stranger, everything.clone()).await.demands.len(), 0);
    assert_eq!(list(&world, &greffier(), everything).await.demands.len(), 2);

    for (who, code) in
        [(&own, "DRO-001"), (&stranger, "CNP-009"), (&person("greffe_chambre", &["civ1"]), "DRO-001")]
    {
        let refused = rule(&world, who, ruling(&of_counsel, "non_pourvoi", "x")).await.unwrap_err();
        assert_eq!(refused.code, code, "{}", who.subject);
    }
    let refused =
        demand_as(&world, &person("magistrat_siege", &[]), Uuid::now_v7(), sought()).await.unwrap_err();
    assert_eq!(refused.kind, Kind::Forbidden);
}

#[tokio::test]
async fn a_closed_dossier_shows_nothing_of_itself_and_nobody_certifies_over_it() {
    let world = World::new().await;
    world.open(declaration()).await.unwrap();
    sqlx::query("UPDATE dossier.dossier SET sealed = true").execute(&world.pool).await.unwrap();
    let waiting = demand(&world, sought()).await;
    assert_eq!(waiting.status, "a_decider", "not even its date is told without a person");
    let shown = get(&world, &greffier(), &waiting.demand_id).await.unwrap();
    let expected = pb::Candidate { verdict: "certain".into(), hidden: true, ..Default::default() };
    assert_eq!(shown.candidates, [expected]);
    let refused = rule(&world, &greffier(), ruling(&waiting, "non_pourvoi", "x")).await.unwrap_err();
    assert_eq!(refused.code, "CNP-006");
}

#[tokio::test]
async fn the_register_is_filtered_and_paged() {
    let world = World::new().await;
    world.open(declaration()).await.unwrap();
    for (at, number) in [("2026-11-20T10:00:00Z", "24/00001"), ("2026-11-21T23:30:00Z", "24/00002")] {
        world.clock.set(at);
        demand(&world, pb::DecisionSought { case_number: number.into(), ..sought() }).await;
    }
    world.clock.set("2026-11-24T10:00:00Z");
    demand(&world, sought()).await;
    demand(
        &world,
        pb::DecisionSought { rendered_on: "2026-09-11".into(), reference: "AB_12%".into(), ..sought() },
    )
    .await;
    let count = async |change: fn(&mut pb::ListDemandsRequest)| {
        let mut wanted = pb::ListDemandsRequest::default();
        change(&mut wanted);
        list(&world, &greffier(), wanted).await.demands.len()
    };
    assert_eq!(count(|_| {}).await, 4);
    assert_eq!(count(|w| w.query = "cnp 2026/3".into()).await, 1);
    assert_eq!(count(|w| w.query = "lyon leveque".into()).await, 4);
    assert_eq!(count(|w| w.query = "RG 24-1".into()).await, 1, "a number in another spelling");
    assert_eq!(count(|w| w.query = "ab_12%".into()).await, 1);
    assert_eq!(count(|w| w.query = "marseille".into()).await, 0);
    assert_eq!(count(|w| w.kinds = vec!["date_pourvoi".into()]).await, 1);
    assert_eq!(count(|w| w.statuses = vec!["a_decider".into(), "renvoye".into()]).await, 1);
    assert_eq!(count(|w| w.qualities = vec!["juridiction".into()]).await, 0);
    assert_eq!(count(|w| w.received_from = "2026-11-22".into()).await, 3, "half past midnight in Paris");
    assert_eq!(count(|w| w.received_to = "2026-11-21".into()).await, 1);
    assert_eq!(count(|w| w.batch_id = "x".into()).await, 0);
    let (mut cursor, mut seen) = (String::new(), Vec::new());
    loop {
        let page = Some(PageRequest { cursor, size: 3 });
        let answer = list(&world, &greffier(), pb::ListDemandsRequest { page, ..Default::default() }).await;
        seen.extend(answer.demands.into_iter().map(|d| d.demand_id));
        cursor = answer.page.unwrap().next_cursor;
        if cursor.is_empty() {
            break;
        }
    }
    let all = seen.len();
    seen.dedup();
    assert_eq!((all, seen.len()), (4, 4));
}

#[tokio::test]
async fn whoever_holds_number_and_hash_reads_what_the_certificate_says_and_nobody_else() {
    let world = World::new().await;
    let answer = demand(&world, sought()).await;
    let gateway = Caller::service("gateway");
    let verify = async |caller: &Caller, number: &str, sha256: &str| {
        let wanted = pb::VerifyCertificateRequest { number: number.into(), sha256: sha256.into() };
        let answer =
            client(&world).await.verify_certificate(world.request(caller, Uuid::now_v7(), wanted)).await;
        Ok(answer.map_err(failure)?.into_inner().certificate.unwrap())
    };
    let said: Result<pb::Certificate, Failure> =
        verify(&gateway, "cnp 2026 / 1", &answer.sha256.to_uppercase()).await;
    assert_eq!(
        (said.unwrap().number, world.count("dossier.certificate").await),
        ("CNP-2026-00001".into(), 1)
    );
    let mut other = answer.sha256.clone();
    other.replace_range(0..1, if other.starts_with('0') { "1" } else { "0" });
    for (number, sha256) in [
        ("CNP-2026-00001", other.as_str()),
        ("CNP-2026-00002", &answer.sha256),
        ("CNP-2026-00001", "zz"),
        ("", ""),
    ] {
        assert_eq!(verify(&gateway, number, sha256).await.unwrap_err().code, "CNP-010");
    }
    assert_eq!(
        verify(&greffier(), "CNP-2026-00001", &answer.sha256).await.unwrap_err().kind,
        Kind::Forbidden
    );
    let changed = sqlx::query("UPDATE dossier.certificate SET text = 'x'").execute(&world.pool).await;
    assert!(changed.is_err(), "a certificate never changes");
}
