//! Decisions: several outcomes in one act, minutes without gap, the register, partial decisions, a rabat that revives.

use greffe_chassis::{Caller, Failure};
use greffe_contracts::{
    common::v1::{Id, NamedDate, PageRequest},
    dossier::v1::{self as pb, decision_service_client::DecisionServiceClient},
    events::v1::{
        ActRecorded, ActeAnnule, ArretRabattu, DecisionPartiellePrononcee, DecisionPrononcee, RulingOutcome,
        act_recorded::Body,
    },
};
use sha2::{Digest, Sha256};
use tonic::transport::Channel;
use uuid::Uuid;

use crate::{
    groups::join,
    proposals::{handle, proposed},
    releases::{acts_of, prepare, release, simulator},
    support::{World, counsel, day, declaration, failure, greffier, memoire},
};

pub(crate) async fn client(world: &World) -> DecisionServiceClient<Channel> {
    DecisionServiceClient::connect(world.address().to_owned()).await.unwrap()
}

/// A dossier of the second civil chamber whose mémoire is deposited.
pub(crate) async fn ready(world: &World, wanted: pb::OpenDossierRequest) -> String {
    let opened = world.open(wanted).await.unwrap();
    world.record(&greffier(), &opened.dossier_id, 0, memoire("2026-11-23")).await.unwrap();
    handle(world, &proposed(&opened.dossier_id, "chambre_attribuee", "civ2")).await;
    opened.dossier_id
}

pub(crate) fn words(allot: bool) -> pb::RulingWords {
    pb::RulingWords {
        dispositif: "REJETTE le pourvoi".into(),
        text: "LA COUR DE CASSATION … Mme Dupont, Camille … REJETTE le pourvoi".into(),
        allot_minute: allot,
        ..Default::default()
    }
}

pub(crate) fn arret(formation: &str, outcomes: Vec<RulingOutcome>) -> DecisionPrononcee {
    let solution = if outcomes.is_empty() { "rejet" } else { "" };
    DecisionPrononcee {
        nature: "arret".into(),
        solution: solution.into(),
        formation: formation.into(),
        outcomes,
        ..Default::default()
    }
}

fn partial(formation: &str, outcomes: Vec<RulingOutcome>) -> Body {
    Body::DecisionPartiellePrononcee(DecisionPartiellePrononcee {
        nature: "arret".into(),
        formation: formation.into(),
        outcomes,
        ..Default::default()
    })
}

fn outcome(solution: &str, parties: &[&str]) -> RulingOutcome {
    RulingOutcome {
        solution: solution.into(),
        on_parties: parties.iter().map(|id| Id::from(id.parse::<Uuid>().unwrap())).collect(),
        ..Default::default()
    }
}

pub(crate) fn fact(date: NamedDate, body: Body) -> ActRecorded {
    ActRecorded { dates: vec![date], body: Some(body), ..Default::default() }
}

pub(crate) async fn pronounce(
    world: &World,
    dossier: &str,
    body: Body,
    words: pb::RulingWords,
) -> Result<pb::RecordActResponse, Failure> {
    let wanted = pb::RecordActRequest {
        dossier_id: dossier.into(),
        expected_version: 0,
        act: Some(pb::ActInput { act: Some(fact(day("prononce", "2026-11-24"), body)) }),
        reason: String::new(),
        common: false,
        ruling: Some(words),
    };
    let request = world.request(&greffier(), Uuid::now_v7(), wanted);
    world.client().await.record_act(request).await.map(tonic::Response::into_inner).map_err(failure)
}

pub(crate) async fn decisions(
    world: &World,
    caller: &Caller,
    dossier: &str,
) -> Result<pb::GetDecisionsResponse, Failure> {
    let wanted = pb::GetDecisionsRequest { dossier_id: dossier.into() };
    let request = world.request(caller, Uuid::now_v7(), wanted);
    client(world).await.get_decisions(request).await.map(tonic::Response::into_inner).map_err(failure)
}

async fn register(world: &World, caller: &Caller, wanted: pb::ListDecisionsRequest) -> Vec<pb::DecisionRow> {
    let page = Some(PageRequest { cursor: String::new(), size: 50 });
    let request = world.request(caller, Uuid::now_v7(), pb::ListDecisionsRequest { page, ..wanted });
    client(world).await.list_decisions(request).await.unwrap().into_inner().rows
}

/// Parties of a dossier by their role, in order.
async fn parties(world: &World, dossier: &str, role: &str) -> Vec<String> {
    let shown = world.get(&greffier(), dossier).await.unwrap();
    shown.parties.into_iter().filter(|p| p.role == role).map(|p| p.party_id).collect()
}

fn code(answer: Result<pb::RecordActResponse, Failure>) -> String {
    answer.map_or_else(|failure| failure.code.to_string(), |_| "enregistré".into())
}

#[tokio::test]
async fn a_decision_gets_its_minute_its_ecli_and_its_words_are_hashed() {
    let world = World::new().await;
    let dossier = ready(&world, declaration()).await;
    let made =
        pronounce(&world, &dossier, Body::DecisionPrononcee(arret("fs", vec![])), words(true)).await.unwrap();
    let shown = decisions(&world, &greffier(), &dossier).await.unwrap();
    let decision = &shown.decisions[0];
    let row = decision.row.clone().unwrap();
    assert_eq!(row.act_id, made.act_id);
    assert_eq!((row.register_number.as_str(), row.ecli.as_str()), ("1", "ECLI:FR:CCASS:2026:C200001"));
    assert_eq!((row.state.as_str(), row.release.as_str()), ("en_vigueur", "a_mettre"));
    assert_eq!(row.release_by, "2027-05-24", "six months, from the catalogue");
    let both = format!("{}\n\n{}", words(true).dispositif, words(true).text);
    let hash = Sha256::digest(both).iter().fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    assert_eq!(decision.text_sha256, hash);
    assert_eq!(world.get(&greffier(), &dossier).await.unwrap().outcome.unwrap().ecli, row.ecli);
    let events: Vec<Vec<u8>> =
        sqlx::query_scalar("SELECT payload FROM outbox WHERE routing_key = 'dossier.act.decision_prononcee'")
            .fetch_all(&world.pool)
            .await
            .unwrap();
    let told =
        |needle: &[u8]| events.iter().any(|event| event.windows(needle.len()).any(|part| part == needle));
    assert!(told(hash.as_bytes()) && !told(b"REJETTE"), "the hash travels, the words do not");
    let stranger = counsel(&Uuid::now_v7().to_string());
    assert_eq!(decisions(&world, &stranger, &dossier).await.unwrap_err().code, "DOS-001");
}

#[tokio::test]
async fn each_series_has_its_own_numbers_and_refused_ones_leave_no_gap() {
    let world = World::new().await;
    let mut given = Vec::new();
    for formation in ["fs", "frr", "frh", "frr", "ap"] {
        let dossier = ready(&world, declaration()).await;
        let mut refused = words(true);
        refused.dispositif.clear();
        let body = || Body::DecisionPrononcee(arret(formation, vec![]));
        assert_eq!(code(pronounce(&world, &dossier, body(), refused).await), "ARR-004");
        pronounce(&world, &dossier, body(), words(true)).await.unwrap();
        let row = decisions(&world, &greffier(), &dossier).await.unwrap().decisions[0].row.clone().unwrap();
        given.push(row.ecli.rsplit(':').next().unwrap().to_owned());
    }
    assert_eq!(given, ["C200001", "C210001", "C200002", "C210002", "AP00001"]);
}

#[tokio::test]
async fn a_number_received_is_checked_and_belongs_to_one_decision_or_to_those_joined() {
    let world = World::new().await;
    let (first, second) = (ready(&world, declaration()).await, ready(&world, declaration()).await);
    let with = |number: &str, ecli: &str| {
        Body::DecisionPrononcee(DecisionPrononcee {
            register_number: number.into(),
            ecli: ecli.into(),
            ..arret("fs", vec![])
        })
    };
    let said = |body: Body, words: pb::RulingWords| pronounce(&world, &first, body, words);
    assert_eq!(code(said(with("C200123", ""), words(false)).await), "ARR-014");
    assert_eq!(code(said(with("123", ""), words(true)).await), "ARR-014", "received and allotted at once");
    assert_eq!(code(said(with("123", "ECLI:FR:CCASS:2026:C2123"), words(false)).await), "ARR-015");
    assert_eq!(code(said(with("123", "ECLI:FR:CCASS:2026:SO00123"), words(false)).await), "ARR-016");
    assert_eq!(code(said(with("123", ""), words(false)).await), "enregistré");
    let row = decisions(&world, &greffier(), &first).await.unwrap().decisions[0].row.clone().unwrap();
    assert_eq!(row.ecli, "ECLI:FR:CCASS:2026:C200123");
    assert_eq!(code(pronounce(&world, &second, with("123", ""), words(false)).await), "ARR-018");
    // Said without its words, it is the same minute.
    let bare = fact(day("prononce", "2026-11-24"), with("123", ""));
    let refused = world.record(&greffier(), &second, 0, bare).await.unwrap_err();
    assert_eq!(refused.code, "ARR-018");
    let joined = pb::RulingWords { joined_numbers: vec![row.number.clone()], ..words(false) };
    assert_eq!(code(pronounce(&world, &second, with("123", ""), joined).await), "enregistré");
    let asked = pb::ListDecisionsRequest { query: row.ecli.clone(), ..Default::default() };
    let told = register(&world, &greffier(), asked).await;
    assert_eq!(told.len(), 2, "one arrêt, two pourvois joined");
    assert!(
        told.iter().all(|line| told.iter().any(|other| line.joined_numbers == [other.number.as_str()])),
        "each names the other: {told:?}"
    );
    // What a paper cites of it, however it is written.
    let cited = |number: &str, ecli: &str, day: &str| pb::Citation {
        number: number.into(),
        ecli: ecli.into(),
        day: day.into(),
    };
    let bare = row.number.rsplit(' ').next().unwrap();
    let wrong = format!("{} {bare}", if row.number.starts_with('B') { 'C' } else { 'B' });
    let elsewhere = "26-19.998";
    for (citation, state, said) in [
        (cited(&row.number, "", "2026-11-24"), "connue", ""),
        (cited(&bare.replace(['-', '.'], ""), &row.ecli.to_lowercase(), ""), "connue", ""),
        (cited(bare, "", "2026-11-23"), "date_differe", "24 novembre 2026"),
        (cited(elsewhere, &row.ecli, ""), "numero_differe", "rendue sur le pourvoi"),
        (cited(&wrong, "", ""), "lettre_differe", "lettre"),
        (cited(elsewhere, "", "2026-11-24"), "inconnue", "à sa source"),
        (cited("", "ECLI:FR:CCASS:2026:C299999", ""), "inconnue", "à sa source"),
    ] {
        let wanted = pb::CheckCitationsRequest { citations: vec![citation.clone()] };
        let request = world.request(&greffier(), Uuid::now_v7(), wanted);
        let found =
            client(&world).await.check_citations(request).await.unwrap().into_inner().citations.remove(0);
        assert_eq!(found.state, state, "{citation:?}: {}", found.remedy);
        assert!(
            found.remedy.contains(said) && found.remedy.is_empty() == said.is_empty(),
            "{}",
            found.remedy
        );
        assert_eq!(found.decisions.is_empty(), state == "inconnue", "{citation:?}");
    }
    // Of a case that one may not know of, it is said as of none; a day alone cites nothing.
    let stranger = counsel(&Uuid::now_v7().to_string());
    for (caller, citation, answered) in [
        (&stranger, cited(bare, "", ""), Ok("inconnue".to_owned())),
        (&greffier(), cited("", "", "2026-11-24"), Err("PAP-019".to_owned())),
    ] {
        let wanted = pb::CheckCitationsRequest { citations: vec![citation] };
        let request = world.request(caller, Uuid::now_v7(), wanted);
        let found = client(&world).await.check_citations(request).await.map_err(failure);
        let found = found.map(|answer| answer.into_inner().citations.remove(0).state);
        assert_eq!(found.map_err(|refused| refused.code.to_string()), answered);
    }
}

#[tokio::test]
async fn a_common_decision_ends_each_dossier_and_the_register_tells_those_joined() {
    let world = World::new().await;
    let mut dossiers = Vec::new();
    for name in ["Salarié 1", "Salarié 2", "Salarié 3"] {
        let mut wanted = declaration();
        wanted.parties[0].person.as_mut().unwrap().name = "Société Martin".into();
        wanted.parties[1].person.as_mut().unwrap().name = name.into();
        dossiers.push(ready(&world, wanted).await);
    }
    join(&world, Uuid::now_v7(), &dossiers[0], &dossiers[1..]).await.unwrap();
    // Whom the head's line names is named in each dossier by who stands in the same place there.
    let named = parties(&world, &dossiers[0], "demandeur").await;
    let named: Vec<&str> = named.iter().map(String::as_str).collect();
    let body = Body::DecisionPrononcee(arret("fs", vec![outcome("rejet", &named)]));
    let wanted = pb::RecordActRequest {
        dossier_id: dossiers[0].clone(),
        act: Some(pb::ActInput { act: Some(fact(day("prononce", "2026-11-24"), body)) }),
        common: true,
        ruling: Some(pb::RulingWords { joined_numbers: vec!["26-19.999".into()], ..words(true) }),
        ..Default::default()
    };
    let request = world.request(&greffier(), Uuid::now_v7(), wanted);
    let made = world.client().await.record_act(request).await.unwrap().into_inner();
    assert_eq!(made.entered.len(), 2);

    let mut numbers = Vec::new();
    for dossier in &dossiers {
        let shown = world.get(&greffier(), dossier).await.unwrap();
        assert_eq!(shown.stage, "juge", "{}", shown.number);
        numbers.push(shown.number);
    }
    for (dossier, number) in dossiers.iter().zip(&numbers) {
        let query = number.clone();
        let lines =
            register(&world, &greffier(), pb::ListDecisionsRequest { query, ..Default::default() }).await;
        assert_eq!(lines.iter().map(|line| &line.dossier_id).collect::<Vec<_>>(), [dossier], "its own arrêt");
        let mut joined: Vec<&str> = numbers.iter().filter(|one| *one != number).map(String::as_str).collect();
        let outside = lines[0].joined_numbers.last().unwrap();
        assert!(outside.ends_with("26-19.999"), "{outside}");
        joined.push(outside);
        assert_eq!(lines[0].joined_numbers, joined);
        assert_eq!((lines[0].joined_count, lines[0].ecli.as_str()), (3, "ECLI:FR:CCASS:2026:C200001"));
        let shown = decisions(&world, &greffier(), dossier).await.unwrap().decisions.remove(0);
        assert_eq!(shown.joined_numbers, joined);
        assert_eq!(shown.dispositif, "REJETTE le pourvoi");
        let own = parties(&world, dossier, "demandeur").await;
        assert_eq!(shown.outcomes[0].party_ids, own, "its own demandeur");
    }
    // A number that no dossier here bears is found by those that name it.
    let query = "26-19.999".to_owned();
    let lines = register(&world, &greffier(), pb::ListDecisionsRequest { query, ..Default::default() }).await;
    assert_eq!(lines.len(), 3);
}

#[tokio::test]
async fn sixteen_writers_take_numbers_without_gap_or_duplicate() {
    let world = std::sync::Arc::new(World::new().await);
    let mut dossiers = Vec::new();
    for _ in 0..16 {
        dossiers.push(ready(&world, declaration()).await);
    }
    let writers: Vec<_> = dossiers
        .into_iter()
        .map(|dossier| {
            let world = world.clone();
            tokio::spawn(async move {
                pronounce(&world, &dossier, Body::DecisionPrononcee(arret("fs", vec![])), words(true))
                    .await
                    .unwrap();
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    let minutes: Vec<i32> = sqlx::query_scalar("SELECT minute FROM dossier.ruling ORDER BY minute")
        .fetch_all(&world.pool)
        .await
        .unwrap();
    assert_eq!(minutes, (1..=16).collect::<Vec<_>>());
}

#[tokio::test]
async fn several_outcomes_say_the_whole_and_contradictions_are_refused() {
    let world = World::new().await;
    let dossier = ready(&world, declaration()).await;
    let say = |outcomes: Vec<RulingOutcome>, words: pb::RulingWords, renvoi: &str| {
        let body =
            DecisionPrononcee { renvoi: renvoi.into(), etendue: "partielle".into(), ..arret("fs", outcomes) };
        pronounce(&world, &dossier, Body::DecisionPrononcee(body), words)
    };
    let chefs = |court: &str| pb::RulingWords {
        renvoi_court: court.into(),
        chefs: vec!["en ce qu’il condamne".into(), "pour le surplus".into()],
        ..words(true)
    };
    let of = |solution: &str, chef: u32| RulingOutcome { chef, ..outcome(solution, &[]) };
    let versailles = "cour d’appel de Versailles";
    assert_eq!(
        code(say(vec![of("non_admission", 0)], chefs(""), "").await),
        "ARR-010",
        "a criminal solution"
    );
    assert_eq!(code(say(vec![of("gagné", 0)], chefs(""), "").await), "DOS-009");
    assert_eq!(
        code(say(vec![of("cassation", 1), of("rejet", 1)], chefs(versailles), "avec_renvoi").await),
        "ARR-012"
    );
    assert_eq!(
        code(say(vec![of("cassation", 1), of("rejet", 3)], chefs(versailles), "avec_renvoi").await),
        "ARR-011"
    );
    assert_eq!(
        code(say(vec![of("cassation", 1), of("rejet", 2)], chefs(""), "avec_renvoi").await),
        "ARR-005"
    );
    assert_eq!(code(say(vec![of("rejet", 0)], chefs(versailles), "avec_renvoi").await), "ARR-005");
    // Nothing extends a rejet, nor a civil cassation (CPP 612-1).
    let cassation = vec![of("cassation", 1), of("rejet", 2)];
    for (outcomes, words, renvoi) in
        [(vec![of("rejet", 0)], words(true), ""), (cassation, chefs(versailles), "avec_renvoi")]
    {
        let extended = DecisionPrononcee {
            extension: "parties_non_pourvues".into(),
            frais: "refuses".into(),
            renvoi: renvoi.into(),
            ..arret("fs", outcomes)
        };
        let refused =
            pronounce(&world, &dossier, Body::DecisionPrononcee(extended), words).await.unwrap_err();
        assert_eq!((&*refused.code, refused.message.contains("612-1")), ("ARR-005", true), "{refused}");
    }
    assert_eq!(
        code(say(vec![of("cassation", 1), of("rejet", 2)], chefs(versailles), "avec_renvoi").await),
        "enregistré"
    );
    let shown = decisions(&world, &greffier(), &dossier).await.unwrap().decisions.remove(0);
    assert_eq!(
        shown.row.unwrap().solution,
        "cassation",
        "the first in the order of the catalogue tells the whole"
    );
    let lines: Vec<_> = shown.outcomes.iter().map(|o| (o.solution_label.as_str(), o.chef.as_str())).collect();
    assert_eq!(lines, [("Cassation", "en ce qu’il condamne"), ("Rejet", "pour le surplus")]);
    assert_eq!(shown.renvoi_court, versailles);
}

#[tokio::test]
async fn a_partial_decision_leaves_the_others_and_the_last_one_ends() {
    let world = World::new().await;
    let mut wanted = declaration();
    let mut second = wanted.parties[0].clone();
    second.person.as_mut().unwrap().name = "Durand".into();
    wanted.parties.push(second);
    let dossier = ready(&world, wanted).await;
    let demandeurs = parties(&world, &dossier, "demandeur").await;
    let (one, other) = (demandeurs[0].as_str(), demandeurs[1].as_str());
    let whole = Body::DecisionPrononcee(arret("fs", vec![outcome("desistement", &[one])]));
    assert_eq!(code(pronounce(&world, &dossier, whole, words(true)).await), "ARR-009");
    let all = partial("fs", vec![outcome("desistement", &[one]), outcome("rejet", &[other])]);
    assert_eq!(code(pronounce(&world, &dossier, all, words(true)).await), "ARR-008");
    let some = partial("fs", vec![outcome("desistement", &[one])]);
    let made = pronounce(&world, &dossier, some, words(true)).await.unwrap();
    // The public gets it while the rest is still to be judged.
    let version = prepare(&world, &made.act_id, vec![]).await.unwrap();
    release(&world, Uuid::now_v7(), &made.act_id, vec![], &version.version_sha256).await.unwrap();
    let (simulator, to) = simulator(&[]);
    world.service.hand_over(&to).await.unwrap();
    assert_eq!(simulator.effects(), ["prise"]);
    assert_eq!(acts_of(&world, "publication_faite").await, 1);
    let stage = world.get(&greffier(), &dossier).await.unwrap().stage;
    assert_ne!(stage, "juge", "Durand’s pourvoi goes on");
    let waits = partial("fs", vec![outcome("sursis", &[other])]);
    assert_eq!(code(pronounce(&world, &dossier, waits, words(true)).await), "enregistré");
    let rest = Body::DecisionPrononcee(arret("fs", vec![outcome("rejet", &[other])]));
    assert_eq!(code(pronounce(&world, &dossier, rest, words(true)).await), "enregistré");
    assert_eq!(world.get(&greffier(), &dossier).await.unwrap().stage, "juge");
    assert_eq!(decisions(&world, &greffier(), &dossier).await.unwrap().decisions.len(), 3);
}

#[tokio::test]
async fn a_rabat_revives_the_dossier_and_undone_it_leaves_it_judged() {
    let world = World::new().await;
    let dossier = ready(&world, declaration()).await;
    let made =
        pronounce(&world, &dossier, Body::DecisionPrononcee(arret("fs", vec![])), words(true)).await.unwrap();
    let rabat = |about: Option<Id>| ActRecorded {
        refers_to: about,
        ..fact(
            day("rabattu", "2026-11-24"),
            Body::ArretRabattu(ArretRabattu {
                cause: "erreur_de_procedure".into(),
                etendue: "total".into(),
                initiative: "office".into(),
                ..Default::default()
            }),
        )
    };
    let refused = world.record(&greffier(), &dossier, 0, rabat(None)).await;
    assert_eq!(code(refused), "ARR-003");
    let decision = Id::from(made.act_id.parse::<Uuid>().unwrap());
    let revived = world.record(&greffier(), &dossier, 0, rabat(Some(decision))).await.unwrap();
    let shown = world.get(&greffier(), &dossier).await.unwrap();
    assert_eq!(
        (shown.stage.as_str(), shown.outcome.is_none_or(|o| o.label != "Prononcé de la décision")),
        ("a_distribuer", true)
    );
    let state = |wanted: &'static str| {
        let (world, dossier, act) = (&world, dossier.clone(), made.act_id.clone());
        async move {
            let rows = decisions(world, &greffier(), &dossier).await.unwrap().decisions;
            let row = rows.into_iter().filter_map(|d| d.row).find(|row| row.act_id == act).unwrap();
            assert_eq!(row.state, wanted);
        }
    };
    state("rabattue").await;
    let annul = ActRecorded {
        supersedes: Some(Id::from(revived.act_id.parse::<Uuid>().unwrap())),
        ..fact(day("constate", "2026-11-24"), Body::ActeAnnule(ActeAnnule::default()))
    };
    world.record_with(&greffier(), Uuid::now_v7(), &dossier, 0, annul, "saisi par erreur").await.unwrap();
    state("en_vigueur").await;
    assert_eq!(world.get(&greffier(), &dossier).await.unwrap().stage, "juge");
}

#[tokio::test]
async fn the_register_is_searched_filtered_paged_and_rebuilt() {
    let world = World::new().await;
    let mut dossiers = Vec::new();
    for (formation, solution) in [("fs", "rejet"), ("frr", "rejet"), ("fs", "cassation")] {
        let dossier = ready(&world, declaration()).await;
        let body = DecisionPrononcee { solution: solution.into(), ..arret(formation, vec![]) };
        pronounce(&world, &dossier, Body::DecisionPrononcee(body), words(true)).await.unwrap();
        dossiers.push(dossier);
    }
    let found = async |wanted: pb::ListDecisionsRequest| {
        let rows = register(&world, &greffier(), wanted).await;
        let mut eclis: Vec<String> =
            rows.into_iter().map(|r| r.ecli.rsplit(':').next().unwrap().to_owned()).collect();
        eclis.sort();
        eclis
    };
    let all = pb::ListDecisionsRequest::default;
    assert_eq!(found(all()).await, ["C200001", "C200002", "C210001"]);
    assert_eq!(found(pb::ListDecisionsRequest { query: "2".into(), ..all() }).await, ["C200002"]);
    assert_eq!(found(pb::ListDecisionsRequest { query: "10001".into(), ..all() }).await, ["C210001"]);
    assert_eq!(found(pb::ListDecisionsRequest { query: "c200001".into(), ..all() }).await, ["C200001"]);
    assert_eq!(
        found(pb::ListDecisionsRequest { solutions: vec!["cassation".into()], ..all() }).await,
        ["C200002"]
    );
    assert_eq!(found(pb::ListDecisionsRequest { chambres: vec!["soc".into()], ..all() }).await, [""; 0]);
    assert_eq!(
        found(pb::ListDecisionsRequest { pronounced_to: "2026-11-23".into(), ..all() }).await,
        [""; 0]
    );
    assert_eq!(found(pb::ListDecisionsRequest { releases: vec!["a_mettre".into()], ..all() }).await.len(), 3);
    let number = world.get(&greffier(), &dossiers[1]).await.unwrap().number;
    assert_eq!(found(pb::ListDecisionsRequest { query: number, ..all() }).await, ["C210001"]);
    assert!(register(&world, &counsel(&Uuid::now_v7().to_string()), all()).await.is_empty());
    // Two pages of two.
    let mut cursor = String::new();
    let mut read = 0;
    for size in [2, 1] {
        let page = Some(PageRequest { cursor, size: 2 });
        let wanted = pb::ListDecisionsRequest { page, ..all() };
        let answer =
            client(&world).await.list_decisions(world.request(&greffier(), Uuid::now_v7(), wanted)).await;
        let answer = answer.unwrap().into_inner();
        assert_eq!(answer.rows.len(), size);
        read += answer.rows.len();
        cursor = answer.page.unwrap().next_cursor;
    }
    assert_eq!((read, cursor.as_str()), (3, ""));
    // What the register says follows from the journals.
    let lines = async || {
        let sql = "SELECT act_id::text || kind || solution || series || coalesce(minute, 0) || state FROM dossier.ruling ORDER BY 1";
        sqlx::query_scalar::<_, String>(sql).fetch_all(&world.pool).await.unwrap()
    };
    let before = lines().await;
    sqlx::query("DELETE FROM dossier.ruling").execute(&world.pool).await.unwrap();
    for dossier in &dossiers {
        let wanted = pb::RebuildProjectionRequest { dossier_id: dossier.clone() };
        let request = world.request(&Caller::service("essai"), Uuid::now_v7(), wanted);
        world.client().await.rebuild_projection(request).await.unwrap();
    }
    assert_eq!(lines().await, before);
}

/// Pronounced on 24 November 2026: the public is owed them by 24 May 2027.
#[tokio::test]
async fn what_the_public_is_owed_is_listed_by_its_term_and_counted() {
    let world = World::new().await;
    let mut acts = Vec::new();
    for _ in 0..3 {
        let dossier = ready(&world, declaration()).await;
        let body = Body::DecisionPrononcee(arret("fs", vec![]));
        acts.push(pronounce(&world, &dossier, body, words(true)).await.unwrap().act_id);
    }
    for (act, release, by) in [(&acts[0], "refusee", Some("2027-05-20")), (&acts[1], "remise", None)] {
        sqlx::query("UPDATE dossier.ruling SET release = $2, release_by = coalesce($3::date, release_by) WHERE act_id = $1")
            .bind(Uuid::parse_str(act).unwrap())
            .bind(release)
            .bind(by.map(|day| day.parse::<jiff::civil::Date>().map(greffe_chassis::db::sql_day).unwrap()))
            .execute(&world.pool)
            .await
            .unwrap();
    }
    let read = async |cursor: String, to: &str| {
        let page = Some(PageRequest { cursor, size: 1 });
        let wanted =
            pb::ListDecisionsRequest { page, owed: true, release_by_to: to.into(), ..Default::default() };
        let request = world.request(&greffier(), Uuid::now_v7(), wanted);
        let mut answer = client(&world).await.list_decisions(request).await.unwrap().into_inner();
        let page = answer.page.unwrap();
        let row = answer.rows.pop().unwrap();
        (row.act_id, row.release_by, page.total, page.next_cursor)
    };
    let (first, by, total, cursor) = read(String::new(), "").await;
    assert_eq!(
        (first, by.as_str(), total),
        (acts[0].clone(), "2027-05-20", 2),
        "the nearest first, those not taken alone"
    );
    let (second, by, total, cursor) = read(cursor, "").await;
    assert_eq!((second, by.as_str(), total, cursor.as_str()), (acts[2].clone(), "2027-05-24", 2, ""));
    let (_, _, total, _) = read(String::new(), "2027-05-21").await;
    assert_eq!(total, 1);
    world.service.catch_up().await.unwrap();
}

#[tokio::test]
async fn a_decision_corrected_keeps_its_minute_and_its_words() {
    let world = World::new().await;
    let dossier = ready(&world, declaration()).await;
    let made =
        pronounce(&world, &dossier, Body::DecisionPrononcee(arret("fs", vec![])), words(true)).await.unwrap();
    let before = decisions(&world, &greffier(), &dossier).await.unwrap().decisions.remove(0);
    let row = before.row.unwrap();
    let right = DecisionPrononcee {
        publication: vec!["b".into()],
        register_number: row.register_number.clone(),
        ecli: row.ecli.clone(),
        ..arret("fs", vec![])
    };
    let correction = ActRecorded {
        supersedes: Some(Id::from(made.act_id.parse::<Uuid>().unwrap())),
        ..fact(day("prononce", "2026-11-24"), Body::DecisionPrononcee(right))
    };
    world.record_with(&greffier(), Uuid::now_v7(), &dossier, 0, correction, "mention oubliée").await.unwrap();
    let shown = decisions(&world, &greffier(), &dossier).await.unwrap().decisions;
    let standing = shown.iter().find(|d| d.row.as_ref().is_some_and(|r| r.state == "en_vigueur")).unwrap();
    assert_eq!((&standing.dispositif, &standing.text_sha256), (&before.dispositif, &before.text_sha256));
    let standing = standing.row.as_ref().unwrap();
    assert_eq!((&standing.ecli, standing.publication.len()), (&row.ecli, 1));
    let states: Vec<&str> = shown.iter().map(|d| d.row.as_ref().unwrap().state.as_str()).collect();
    assert!(states.contains(&"corrigee") && states.len() == 2, "{states:?}");
    let next = ready(&world, declaration()).await;
    pronounce(&world, &next, Body::DecisionPrononcee(arret("fs", vec![])), words(true)).await.unwrap();
    let row = decisions(&world, &greffier(), &next).await.unwrap().decisions.remove(0).row.unwrap();
    assert_eq!(row.register_number, "2", "a correction takes no number");

    // Pronounced in another year than was entered, it takes neither its number nor its identifier there.
    world.clock.set("2027-01-05T10:00:00Z");
    let redated = |number: &str, ecli: &str| {
        let body =
            DecisionPrononcee { register_number: number.into(), ecli: ecli.into(), ..arret("fs", vec![]) };
        ActRecorded {
            supersedes: Some(Id::from(standing.act_id.parse::<Uuid>().unwrap())),
            ..fact(day("prononce", "2027-01-04"), Body::DecisionPrononcee(body))
        }
    };
    let registry = greffier();
    let say = |act: ActRecorded| world.record_with(&registry, Uuid::now_v7(), &dossier, 0, act, "année");
    let refused = say(redated(&standing.register_number, &standing.ecli)).await.unwrap_err();
    assert_eq!(refused.code, "ARR-016");
    assert!(refused.message.contains("Effacez-les"), "{refused}");
    say(redated("", "")).await.unwrap();
    let shown = decisions(&world, &greffier(), &dossier).await.unwrap().decisions;
    let mut rows = shown.iter().filter_map(|decision| decision.row.as_ref());
    let row = rows.find(|row| row.state == "en_vigueur").unwrap();
    assert_eq!((row.register_number.as_str(), row.ecli.as_str()), ("1", "ECLI:FR:CCASS:2027:C200001"));
    let row = decisions(&world, &greffier(), &next).await.unwrap().decisions.remove(0).row.unwrap();
    let same = ActRecorded {
        supersedes: Some(Id::from(row.act_id.parse::<Uuid>().unwrap())),
        ..fact(day("prononce", "2026-11-23"), Body::DecisionPrononcee(arret("fs", vec![])))
    };
    world.record_with(&greffier(), Uuid::now_v7(), &next, 0, same, "jour").await.unwrap();
    let shown = decisions(&world, &greffier(), &next).await.unwrap().decisions;
    let kept =
        shown.iter().filter_map(|decision| decision.row.as_ref()).find(|row| row.state == "en_vigueur");
    assert_eq!(kept.unwrap().ecli, row.ecli, "of the same year, it is the same minute");
    let last = ready(&world, declaration()).await;
    pronounce(&world, &last, Body::DecisionPrononcee(arret("fs", vec![])), words(true)).await.unwrap();
    let row = decisions(&world, &greffier(), &last).await.unwrap().decisions.remove(0).row.unwrap();
    assert_eq!(row.register_number, "3", "what was left is nobody's");
}
