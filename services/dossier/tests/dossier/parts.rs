//! What a case consists of, changed by acts with a reason: persons, parties, counsel, decisions, links, seal; and the inventory.

use greffe_chassis::{Caller, Failure, Kind};
use greffe_contracts::{
    common::v1::{Id, Scope},
    dossier::v1::{self as pb, amend_case_request::What},
    events::v1::{
        ActRecorded, AvisAuxParties, AvocatConstitue, DecheanceConstatee, MatiereFixee, MemoireDepose,
        MemoireNotifie, MoyensReleves, PiecesDeposees, PointVerifie, PourvoiEnregistre, PourvoiForme,
        PourvoiIncidentForme, QualiteChangee, ResidenceChangee, UrgenceDeclaree, UrgenceLevee,
        act_recorded::Body,
    },
};
use uuid::Uuid;

use crate::{
    groups::cases,
    support::{World, counsel, day, declaration, failure, greffier, memoire, person},
};

async fn amend(
    world: &World,
    who: &Caller,
    dossier: &str,
    reason: &str,
    what: What,
) -> Result<pb::AmendCaseResponse, Failure> {
    let wanted = request(dossier, reason, what);
    let answer = cases(world).await.amend_case(world.request(who, Uuid::now_v7(), wanted)).await;
    answer.map(tonic::Response::into_inner).map_err(failure)
}

fn request(dossier: &str, reason: &str, what: What) -> pb::AmendCaseRequest {
    pb::AmendCaseRequest {
        dossier_id: dossier.into(),
        expected_version: 0,
        reason: reason.into(),
        on: "2026-11-24".into(),
        what: Some(what),
    }
}

async fn preview(world: &World, dossier: &str, what: What) -> pb::PreviewActResponse {
    let wanted = pb::PreviewAmendmentRequest { amendment: Some(request(dossier, "", what)) };
    let said = cases(world).await.preview_amendment(world.request(&greffier(), Uuid::now_v7(), wanted)).await;
    said.unwrap().into_inner().said.unwrap()
}

async fn parties(
    world: &World,
    who: &Caller,
    dossier: &str,
    query: &str,
    role: &str,
    cursor: &str,
) -> pb::ListPartiesResponse {
    let page = greffe_contracts::common::v1::PageRequest { cursor: cursor.into(), size: 50 };
    let wanted = pb::ListPartiesRequest {
        dossier_id: dossier.into(),
        query: query.into(),
        role: role.into(),
        page: Some(page),
    };
    cases(world).await.list_parties(world.request(who, Uuid::now_v7(), wanted)).await.unwrap().into_inner()
}

fn identity(name: &str) -> pb::PersonIdentity {
    pb::PersonIdentity {
        nature: "personne_physique".into(),
        name: name.into(),
        first_names: "Camille".into(),
        ..Default::default()
    }
}

fn rename(party: &str, identity: pb::PersonIdentity) -> What {
    What::Person(pb::PersonAmendment { party_id: party.into(), identity: Some(identity) })
}

async fn party_of(world: &World, dossier: &str, role: &str) -> String {
    let shown = world.get(&greffier(), dossier).await.unwrap();
    shown.parties.iter().find(|p| p.role == role).unwrap().party_id.clone()
}

async fn kinds(world: &World, dossier: &str) -> Vec<String> {
    sqlx::query_scalar("SELECT kind FROM dossier.act WHERE dossier_id = $1 ORDER BY version")
        .bind(Uuid::parse_str(dossier).unwrap())
        .fetch_all(&world.pool)
        .await
        .unwrap()
}

#[tokio::test]
async fn who_a_party_is_changes_by_an_act_with_a_reason_and_every_version_stays() {
    let world = World::new().await;
    let opened = world.open(declaration()).await.unwrap();
    let party = party_of(&world, &opened.dossier_id, "defendeur").await;
    let bare =
        amend(&world, &greffier(), &opened.dossier_id, " ", rename(&party, identity("Levesque"))).await;
    assert_eq!(bare.unwrap_err().code, "PAR-017");
    let same =
        amend(&world, &greffier(), &opened.dossier_id, "Rien.", rename(&party, identity("Lévêque"))).await;
    assert_eq!(same.unwrap_err().code, "PAR-027");

    let right =
        pb::PersonIdentity { born_on: "1980-02-29".into(), born_in: "Lyon".into(), ..identity("Levesque") };
    let weighed = preview(&world, &opened.dossier_id, rename(&party, right.clone())).await;
    assert!(weighed.consequences.is_empty() && weighed.refusal.is_none());
    assert_eq!(world.count("dossier.person").await, 2, "a preview leaves nothing");
    amend(&world, &greffier(), &opened.dossier_id, "Acte de naissance.", rename(&party, right.clone()))
        .await
        .unwrap();
    let moved = pb::PersonIdentity { address: "1 place Bellecour, Lyon".into(), ..right };
    amend(&world, &greffier(), &opened.dossier_id, "Déménagement.", rename(&party, moved)).await.unwrap();
    assert_eq!(kinds(&world, &opened.dossier_id).await[3..], ["identite_rectifiee", "adresse_changee"]);
    assert_eq!(world.count("dossier.person").await, 4, "every version is kept");
    let shown = world.get(&greffier(), &opened.dossier_id).await.unwrap();
    assert!(shown.parties.iter().any(|p| p.name == "Camille Levesque"));
    let found = parties(&world, &greffier(), &opened.dossier_id, "levesque", "", "").await;
    assert_eq!(found.parties[0].identity.as_ref().unwrap().address, "1 place Bellecour, Lyon");
    let readers = parties(&world, &person("sder", &[]), &opened.dossier_id, "", "", "").await;
    assert!(readers.parties.iter().all(|p| p.identity.is_none()), "who only reads does not see addresses");
    let listed = pb::ListDossiersRequest { query: "levesque".into(), ..Default::default() };
    let listed = world.client().await.list_dossiers(world.request(&greffier(), Uuid::now_v7(), listed)).await;
    assert_eq!(listed.unwrap().into_inner().rows.len(), 1, "found by the new name");
    // No name travels.
    let payloads: Vec<Vec<u8>> =
        sqlx::query_scalar("SELECT payload FROM outbox").fetch_all(&world.pool).await.unwrap();
    assert!(!payloads.iter().any(|p| String::from_utf8_lossy(p).contains("Levesque")));
    let by_its_other_door = ActRecorded {
        dates: vec![day("constatee", "2026-11-24")],
        body: Some(Body::IdentiteRectifiee(Default::default())),
        ..Default::default()
    };
    let refused = world.record(&greffier(), &opened.dossier_id, 0, by_its_other_door).await.unwrap_err();
    assert!(["PAR-035", "ACT-003"].contains(&refused.code.as_ref()), "{refused}");
}

#[tokio::test]
async fn a_party_enters_changes_quality_and_bears_its_terms() {
    let world = World::new().await;
    let opened = world.open(declaration()).await.unwrap();
    let dossier = &opened.dossier_id;
    let model = declaration().parties[1].clone();
    let enters = What::Parties(pb::PartiesAmendment {
        ground: "omission".into(),
        pourvoi_id: String::new(),
        parties: vec![model],
    });
    amend(&world, &greffier(), dossier, "Oubliée dans la déclaration.", enters).await.unwrap();
    let shown = world.get(&greffier(), dossier).await.unwrap();
    assert_eq!((shown.party_count, shown.parties[2].role.as_str()), (3, "defendeur"));
    let party: Id = Uuid::parse_str(&shown.parties[2].party_id).unwrap().into();
    let becomes = ActRecorded {
        dates: vec![day("constatee", "2026-11-24")],
        scope: Some(Scope { parties: vec![party], ..Default::default() }),
        body: Some(Body::QualiteChangee(QualiteChangee { role: "demandeur".into() })),
        ..Default::default()
    };
    let moved = ActRecorded {
        body: Some(Body::ResidenceChangee(ResidenceChangee { residence: "etranger".into() })),
        dates: vec![day("constate", "2026-11-24")],
        ..becomes.clone()
    };
    for act in [&becomes, &moved] {
        let bare = world.record(&greffier(), dossier, 0, act.clone()).await.unwrap_err();
        assert_eq!(bare.code, "PAR-017");
    }
    world.record_with(&greffier(), Uuid::now_v7(), dossier, 0, moved, "Lu sur le pli.").await.unwrap();
    let act = pb::ActInput { act: Some(becomes.clone()) };
    let wanted =
        pb::PreviewActRequest { dossier_id: dossier.clone(), act: Some(act), common: false, ruling: None };
    let weighed = world.client().await.preview_act(world.request(&greffier(), Uuid::now_v7(), wanted)).await;
    assert!(
        weighed
            .unwrap()
            .into_inner()
            .consequences
            .iter()
            .any(|c| c.kind == "echeance" && c.change == "apparait"),
        "it will owe a mémoire"
    );
    world
        .record_with(&greffier(), Uuid::now_v7(), dossier, 0, becomes, "Elle a formé le pourvoi.")
        .await
        .unwrap();
    let shown = world.get(&greffier(), dossier).await.unwrap();
    assert_eq!(
        (shown.parties[2].role.as_str(), shown.parties[2].residence.as_str()),
        ("demandeur", "etranger")
    );
}

/// CPP 568, 576, 590-1: the partie civile attacks the arrêt that the condamné attacks; its pourvoi ends, and his goes on.
#[tokio::test]
async fn another_criminal_pourvoi_takes_the_same_number_and_ends_on_its_own() {
    let world = World::new().await;
    let civil = world.open(declaration()).await.unwrap();
    let opening = pb::OpenDossierRequest { procedure: "penal_general".into(), ..declaration() };
    let opened = world.open(opening).await.unwrap();
    let dossier = &opened.dossier_id;
    let condamne = party_of(&world, dossier, "demandeur").await;
    let partie_civile = party_of(&world, dossier, "defendeur").await;
    let known = |party: &str, role: &str| pb::KnownParty {
        party_id: party.into(),
        role: role.into(),
        ..Default::default()
    };
    let another = |qualite: &str| {
        What::Pourvoi(pb::PourvoiAmendment {
            qualite: qualite.into(),
            decision_rendue: "contradictoire".into(),
            known: vec![known(&partie_civile, "demandeur"), known(&condamne, "defendeur")],
            ..Default::default()
        })
    };
    let why = "Déclaration reçue de la cour d’appel.";
    let in_a_civil_case = amend(&world, &greffier(), &civil.dossier_id, why, another("partie_civile")).await;
    assert_eq!(in_a_civil_case.unwrap_err().code, "DOS-016");
    let bare = amend(&world, &greffier(), dossier, why, another("")).await;
    assert_eq!(bare.unwrap_err().code, "DOS-019");
    amend(&world, &greffier(), dossier, why, another("partie_civile")).await.unwrap();
    let shown = world.get(&greffier(), dossier).await.unwrap();
    let [first, second] = shown.pourvois.as_slice() else { panic!("{:?}", shown.pourvois) };
    assert_eq!(first.number, second.number);
    assert_eq!(
        (second.qualite.as_str(), &second.demandeur_ids),
        ("partie_civile", &vec![partie_civile.clone()])
    );
    assert_eq!((shown.party_count, second.registered_on.as_str()), (2, ""));
    let party = shown.parties.iter().find(|party| party.party_id == partie_civile).unwrap();
    assert_eq!((party.role.as_str(), party.roles.len()), ("demandeur", 2), "who answers the other, too");

    // Corrected without what tells it apart, it stays that pourvoi, of the same demandeur.
    let facts = world.facts(dossier).await;
    let formed = facts.iter().rfind(|fact| matches!(fact.body, Some(Body::PourvoiForme(_)))).unwrap();
    let corrected = ActRecorded {
        dates: formed.dates.clone(),
        supersedes: formed.act_id,
        body: Some(Body::PourvoiForme(PourvoiForme {
            nature: "principal".into(),
            qualite: "civilement_responsable".into(),
            ..Default::default()
        })),
        ..Default::default()
    };
    world.record_with(&greffier(), Uuid::now_v7(), dossier, 0, corrected, "Lu sur l’acte.").await.unwrap();
    let known = world.get(&greffier(), dossier).await.unwrap().pourvois;
    assert_eq!(known.len(), 2);
    assert_eq!(
        (&known[1].pourvoi_id, known[1].qualite.as_str(), &known[1].demandeur_ids),
        (&second.pourvoi_id, "civilement_responsable", &second.demandeur_ids)
    );

    let registration = ActRecorded {
        dates: vec![day("enregistre", "2026-11-24")],
        body: Some(Body::PourvoiEnregistre(PourvoiEnregistre::default())),
        ..Default::default()
    };
    world.record(&greffier(), dossier, 0, registration.clone()).await.unwrap();
    let again = world.record(&greffier(), dossier, 0, registration).await.unwrap_err();
    assert_eq!(again.code, "DOS-017", "both are registered");

    let lapse = |party: &str, etendue: &str| ActRecorded {
        dates: vec![day("prononce", "2026-11-24")],
        scope: Some(Scope { parties: vec![Uuid::parse_str(party).unwrap().into()], ..Default::default() }),
        body: Some(Body::DecheanceConstatee(DecheanceConstatee {
            nature: "ordonnance".into(),
            etendue: etendue.into(),
            ..Default::default()
        })),
        ..Default::default()
    };
    let whole = world.record(&greffier(), dossier, 0, lapse(&partie_civile, "totale")).await.unwrap_err();
    assert_eq!(whole.code, "DOS-018", "the pourvoi of the condamné stays");
    // What excludes a déchéance is looked at, in its pourvoi (CPP 590-1, alinéa 3).
    let early = world.record(&greffier(), dossier, 0, lapse(&partie_civile, "partielle")).await.unwrap_err();
    assert!(early.violations.iter().any(|why| why.field == "chk.pen.17"), "{early:?}");
    let looked = ActRecorded {
        dates: vec![day("verifie", "2026-11-24")],
        scope: Some(Scope {
            pourvois: vec![Uuid::parse_str(&second.pourvoi_id).unwrap().into()],
            ..Default::default()
        }),
        body: Some(Body::PointVerifie(PointVerifie {
            point: "chk.pen.17".into(),
            resultat: "conforme".into(),
        })),
        ..Default::default()
    };
    let elsewhere = ActRecorded {
        scope: Some(Scope { pourvois: vec![Uuid::now_v7().into()], ..Default::default() }),
        ..looked.clone()
    };
    let refused = world.record(&greffier(), dossier, 0, elsewhere).await.unwrap_err();
    assert_eq!(refused.code, "PAR-031", "a pourvoi of no declaration here");
    world.record(&greffier(), dossier, 0, looked).await.unwrap();
    world.record(&greffier(), dossier, 0, lapse(&partie_civile, "partielle")).await.unwrap();
    let shown = world.get(&greffier(), dossier).await.unwrap();
    let ends: Vec<bool> = shown.pourvois.iter().map(|pourvoi| !pourvoi.outcome.is_empty()).collect();
    assert_eq!((ends, shown.outcome.is_some()), (vec![false, true], false));
    let last = world.record(&greffier(), dossier, 0, lapse(&condamne, "partielle")).await.unwrap_err();
    assert_eq!(last.code, "DOS-018", "nothing would be left");
}

#[tokio::test]
async fn nine_hundred_and_eleven_defendeurs_are_read_by_page_and_one_alone_is_out() {
    let world = World::new().await;
    let mut wanted = declaration();
    let model = wanted.parties[1].clone();
    wanted.parties.extend((0..910).map(|at| {
        let mut one = model.clone();
        one.person.as_mut().unwrap().name = format!("Salarié {at}");
        one
    }));
    let started = std::time::Instant::now();
    let opened = world.open(wanted).await.unwrap();
    println!("911 défendeurs opened in {:?}", started.elapsed());
    let dossier = &opened.dossier_id;
    let (mut cursor, mut seen, mut pages) = (String::new(), 0, 0);
    loop {
        let page = parties(&world, &greffier(), dossier, "", "defendeur", &cursor).await;
        assert_eq!(page.page.as_ref().unwrap().total, 911);
        seen += page.parties.len();
        pages += 1;
        cursor = page.page.unwrap().next_cursor;
        if cursor.is_empty() {
            break;
        }
    }
    assert_eq!((seen, pages), (911, 19));
    let found = parties(&world, &greffier(), dossier, "salarie 77", "", "").await;
    assert_eq!(found.page.unwrap().total, 18, "every number in which 77 stands");
    let target = found.parties[0].party.as_ref().unwrap().party_id.clone();

    world.clock.set("2027-06-01T10:00:00Z");
    world.record(&greffier(), dossier, 0, memoire("2027-03-15")).await.unwrap();
    let out = ActRecorded {
        dates: vec![day("prononce", "2027-05-31")],
        scope: Some(Scope { parties: vec![Uuid::parse_str(&target).unwrap().into()], ..Default::default() }),
        body: Some(Body::DecheanceConstatee(DecheanceConstatee {
            nature: "ordonnance".into(),
            etendue: "partielle".into(),
            ..Default::default()
        })),
        ..Default::default()
    };
    let started = std::time::Instant::now();
    world.record(&greffier(), dossier, 0, out).await.unwrap();
    println!("déchéance against one of 911 recorded in {:?}", started.elapsed());
    let shown = world.get(&greffier(), dossier).await.unwrap();
    let ended: Vec<&pb::Party> = shown.parties.iter().filter(|p| !p.outcome.is_empty()).collect();
    assert_eq!(ended.iter().map(|p| p.party_id.as_str()).collect::<Vec<_>>(), [target.as_str()]);
    assert!(shown.outcome.is_none(), "the case goes on for the other 910");
    assert_ne!(shown.stage, "juge");
}

async fn office(world: &World, name: &str) -> String {
    let wanted = pb::RegisterOfficeRequest { name: name.into() };
    let answer =
        world.client().await.register_office(world.request(&greffier(), Uuid::now_v7(), wanted)).await;
    answer.unwrap().into_inner().office.unwrap().office_id
}

async fn represented(world: &World, dossier: &str, on: &str) -> Vec<(String, String)> {
    let wanted = pb::ListRepresentationsRequest { dossier_id: dossier.into(), on: on.into() };
    let answer =
        cases(world).await.list_representations(world.request(&greffier(), Uuid::now_v7(), wanted)).await;
    let all = answer.unwrap().into_inner().representations;
    all.into_iter().map(|r| (r.party_name, r.office_name)).collect()
}

#[tokio::test]
async fn who_represented_whom_on_any_date_and_one_office_takes_the_place_of_another() {
    let world = World::new().await;
    let (first, second) = (office(&world, "SCP Première").await, office(&world, "SCP Seconde").await);
    let mut wanted = declaration();
    wanted.parties.push(wanted.parties[1].clone());
    let opened = world.open(wanted).await.unwrap();
    let dossier = &opened.dossier_id;
    let both: Vec<Id> = world
        .get(&greffier(), dossier)
        .await
        .unwrap()
        .parties
        .iter()
        .filter(|p| p.role == "defendeur")
        .map(|p| Uuid::parse_str(&p.party_id).unwrap().into())
        .collect();
    let appears = ActRecorded {
        dates: vec![day("constitution", "2026-11-22")],
        scope: Some(Scope { parties: both.clone(), ..Default::default() }),
        body: Some(Body::AvocatConstitue(AvocatConstitue {
            office_id: Some(Uuid::parse_str(&first).unwrap().into()),
            ..Default::default()
        })),
        ..Default::default()
    };
    world.record(&greffier(), dossier, 0, appears).await.unwrap();
    let one = Uuid::from(both[0]).to_string();
    let replaced = What::Substitution(pb::CounselSubstitution {
        from_office: first.clone(),
        to_office: second.clone(),
        party_ids: vec![one.clone()],
    });
    let done = amend(&world, &greffier(), dossier, "Cessation d’activité.", replaced.clone()).await.unwrap();
    assert_eq!(done.act_ids.len(), 2, "an end and a beginning, in one command");
    let twice = amend(&world, &greffier(), dossier, "Encore.", replaced).await.unwrap_err();
    assert_eq!(twice.code, "PAR-033", "the first office no longer stands for that party");
    assert_eq!(represented(&world, dossier, "2026-11-21").await, []);
    let on = represented(&world, dossier, "2026-11-23").await;
    assert!(on.len() == 2 && on.iter().all(|(_, office)| office == "SCP Première"), "{on:?}");
    let mut on = represented(&world, dossier, "2026-11-24").await;
    on.sort_by(|a, b| a.1.cmp(&b.1));
    assert_eq!(on.iter().map(|(_, o)| o.as_str()).collect::<Vec<_>>(), ["SCP Première", "SCP Seconde"]);
    assert_eq!(represented(&world, dossier, "").await.len(), 3);
    let shown = world.get(&greffier(), dossier).await.unwrap();
    assert_eq!(shown.parties.iter().find(|p| p.party_id == one).unwrap().office_ids, [second]);
}

/// What one's party received goes with a constitution, and a mémoire with its notification: neither opens another's papers.
#[tokio::test]
async fn counsel_tells_of_its_own_memoires_and_appears_for_nobody_elses_party() {
    let world = World::new().await;
    let (first, second) = (office(&world, "SCP Première").await, office(&world, "SCP Seconde").await);
    let opened = world.open(declaration()).await.unwrap();
    let dossier = &opened.dossier_id;
    let parties = world.get(&greffier(), dossier).await.unwrap().parties;
    let of = |role: &str| -> Id {
        let party = parties.iter().find(|p| p.role == role).unwrap();
        Uuid::parse_str(&party.party_id).unwrap().into()
    };
    let (demandeur, defendeur) = (of("demandeur"), of("defendeur"));
    let act = |date: &str, party: Id, body: Body| ActRecorded {
        dates: vec![day(date, "2026-11-24")],
        scope: Some(Scope { parties: vec![party], ..Default::default() }),
        body: Some(body),
        ..Default::default()
    };
    let appears = |office: &str, party: Id| {
        let office_id = Some(Uuid::parse_str(office).unwrap().into());
        let body = AvocatConstitue { office_id, ..Default::default() };
        act("constitution", party, Body::AvocatConstitue(body))
    };
    for (office, party) in [(&first, demandeur), (&second, defendeur)] {
        world.record(&greffier(), dossier, 0, appears(office, party)).await.unwrap();
    }
    let deposited = MemoireDepose { nature: "ampliatif".into(), ..Default::default() };
    let deposited = act("depose", demandeur, Body::MemoireDepose(deposited));
    let memoire = world.record(&counsel(&first), dossier, 0, deposited).await.unwrap();
    let told = |refers: bool| ActRecorded {
        refers_to: refers.then(|| Uuid::parse_str(&memoire.act_id).unwrap().into()),
        ..act(
            "notifie",
            defendeur,
            Body::MemoireNotifie(MemoireNotifie { nature: "ampliatif".into(), ..Default::default() }),
        )
    };
    for refers in [true, false] {
        let refused = world.record(&counsel(&second), dossier, 0, told(refers)).await.unwrap_err();
        assert_eq!(refused.code, "DRO-003", "to itself, of another's mémoire");
    }
    world.record(&counsel(&first), dossier, 0, told(true)).await.unwrap();
    let refused = world.record(&counsel(&second), dossier, 0, appears(&second, demandeur)).await.unwrap_err();
    assert_eq!(refused.code, "DRO-003", "another's party");
}

#[tokio::test]
async fn decisions_attacked_are_completed_and_added_and_cases_are_linked_both_ways() {
    let world = World::new().await;
    let (opened, other) =
        (world.open(declaration()).await.unwrap(), world.open(declaration()).await.unwrap());
    let dossier = &opened.dossier_id;
    let shown = world.get(&greffier(), dossier).await.unwrap();
    let first = shown.decisions[0].clone();
    let mut input = declaration().decisions[0].clone();
    input.section = "2e chambre civile".into();
    let complete = What::Decision(pb::DecisionAmendment {
        decision_id: first.decision_id.clone(),
        pourvoi_id: String::new(),
        decision: Some(input.clone()),
    });
    amend(&world, &greffier(), dossier, "Lu sur l’expédition.", complete.clone()).await.unwrap();
    let again = amend(&world, &greffier(), dossier, "Lu sur l’expédition.", complete).await.unwrap_err();
    assert_eq!(again.code, "PAR-027");
    input.court = "tribunal judiciaire de Lyon".into();
    input.nature = "jugement".into();
    let second = What::Decision(pb::DecisionAmendment { decision: Some(input), ..Default::default() });
    amend(&world, &greffier(), dossier, "Également attaqué.", second).await.unwrap();
    let shown = world.get(&greffier(), dossier).await.unwrap();
    assert_eq!(shown.decisions.len(), 2);
    assert_eq!(shown.decisions[0].section, "2e chambre civile");
    assert_eq!(world.count("dossier.former_decision").await, 1, "what it was said to be stays");

    let link = What::Link(pb::CaseLink { dossier: other.number.clone(), kind: "connexe".into() });
    amend(&world, &greffier(), dossier, "Même litige.", link.clone()).await.unwrap();
    let twice = amend(&world, &greffier(), dossier, "Même litige.", link).await.unwrap_err();
    assert_eq!(twice.code, "PAR-027");
    let (here, there) = (
        world.get(&greffier(), dossier).await.unwrap(),
        world.get(&greffier(), &other.dossier_id).await.unwrap(),
    );
    assert_eq!(
        (here.links[0].number.as_str(), there.links[0].number.as_str()),
        (other.number.as_str(), opened.number.as_str())
    );
    // A view made again from the tables is the same.
    let rebuilt = pb::RebuildProjectionRequest { dossier_id: dossier.clone() };
    let request = world.request(&Caller::service("essai"), Uuid::now_v7(), rebuilt);
    assert!(!world.client().await.rebuild_projection(request).await.unwrap().into_inner().differed);
}

#[tokio::test]
async fn urgency_and_matter_are_told_by_acts_with_a_reason() {
    let world = World::new().await;
    let opened = world.open(declaration()).await.unwrap();
    let dossier = &opened.dossier_id;
    let act = |body| ActRecorded {
        dates: vec![day("decidee", "2026-11-24")],
        body: Some(body),
        ..Default::default()
    };
    let declared = act(Body::UrgenceDeclaree(UrgenceDeclaree {}));
    assert_eq!(world.record(&greffier(), dossier, 0, declared.clone()).await.unwrap_err().code, "PAR-017");
    world.record_with(&greffier(), Uuid::now_v7(), dossier, 0, declared, "Enfant déplacé.").await.unwrap();
    assert!(world.get(&greffier(), dossier).await.unwrap().urgent);
    let urgent = pb::ListDossiersRequest { urgent_only: true, ..Default::default() };
    let listed = world.client().await.list_dossiers(world.request(&greffier(), Uuid::now_v7(), urgent)).await;
    assert_eq!(listed.unwrap().into_inner().rows.len(), 1);
    let lifted = act(Body::UrgenceLevee(UrgenceLevee {}));
    world.record_with(&greffier(), Uuid::now_v7(), dossier, 0, lifted, "Retour de l’enfant.").await.unwrap();
    assert!(!world.get(&greffier(), dossier).await.unwrap().urgent);

    // The matter is one of the nomenclature: a heading, or what comes under it.
    let fixed = |matter: &str| ActRecorded {
        dates: vec![day("fixee", "2026-11-24")],
        body: Some(Body::MatiereFixee(MatiereFixee { matter: matter.into(), keywords: Vec::new() })),
        ..Default::default()
    };
    let me = greffier();
    let fix = async |matter: &str| {
        let fact = fixed(matter);
        world.record_with(&me, Uuid::now_v7(), dossier, 0, fact, "Orientation.").await.map(|_| ())
    };
    for wrong in ["19A", "80a", "80AB"] {
        assert_eq!(fix(wrong).await.unwrap_err().code, "DOS-020", "{wrong}");
    }
    fix("80A").await.unwrap();
    assert_eq!(world.get(&greffier(), dossier).await.unwrap().matter, "80A");
}

#[tokio::test]
async fn a_sealed_case_exists_for_those_named_alone() {
    let world = World::new().await;
    let opened = world.open(declaration()).await.unwrap();
    let dossier = &opened.dossier_id;
    let named = Caller { subject: "essai.nommee".into(), agent_id: Uuid::now_v7().to_string(), ..greffier() };
    let closes = |agents: Vec<String>| What::Sealing(pb::Sealing { sealed: true, agent_ids: agents });
    let nobody = amend(&world, &greffier(), dossier, "Secret.", closes(vec![])).await.unwrap_err();
    assert_eq!(nobody.code, "PAR-034");
    amend(&world, &greffier(), dossier, "Secret de la défense.", closes(vec![named.agent_id.clone()]))
        .await
        .unwrap();

    let everything = |query: &str| pb::ListDossiersRequest { query: query.into(), ..Default::default() };
    for who in
        [greffier(), person("president", &[]), person("audit", &[]), counsel(&Uuid::now_v7().to_string())]
    {
        let hidden = world.get(&who, dossier).await.unwrap_err();
        assert_eq!(hidden.kind, Kind::NotFound, "{}", who.subject);
        for query in ["", "dupont", &opened.number] {
            let listed = world
                .client()
                .await
                .list_dossiers(world.request(&who, Uuid::now_v7(), everything(query)))
                .await;
            assert!(
                listed.map(|l| l.into_inner().rows.is_empty()).unwrap_or(true),
                "{} {query}",
                who.subject
            );
        }
    }
    let stock = |who: Caller| {
        let request = world.request(&who, Uuid::now_v7(), pb::GetStockRequest {});
        let client = world.client();
        async move { client.await.get_stock(request).await.unwrap().into_inner().cells.len() }
    };
    assert_eq!((stock(greffier()).await, stock(named.clone()).await), (0, 1));
    let refused = world.record(&greffier(), dossier, 0, memoire("2026-11-24")).await.unwrap_err();
    assert_eq!(refused.kind, Kind::NotFound);

    assert!(world.get(&named, dossier).await.unwrap().sealed);
    let listed =
        world.client().await.list_dossiers(world.request(&named, Uuid::now_v7(), everything(""))).await;
    assert_eq!(listed.unwrap().into_inner().rows.len(), 1);
    let opens = What::Sealing(pb::Sealing { sealed: false, agent_ids: vec![] });
    let stranger = amend(&world, &greffier(), dossier, "Je veux lire.", opens.clone()).await.unwrap_err();
    assert_eq!(stranger.kind, Kind::NotFound);
    amend(&world, &named, dossier, "Secret levé.", opens).await.unwrap();
    assert!(!world.get(&greffier(), dossier).await.unwrap().sealed);
}

#[tokio::test]
async fn the_inventory_says_what_is_there_what_is_missing_and_how_to_ask() {
    let world = World::new().await;
    let opened = world.open(declaration()).await.unwrap();
    let dossier = &opened.dossier_id;
    world.record(&greffier(), dossier, 0, memoire("2026-11-24")).await.unwrap();
    let inventory = || async {
        let wanted = pb::GetInventoryRequest { dossier_id: dossier.clone() };
        let answer =
            cases(&world).await.get_inventory(world.request(&greffier(), Uuid::now_v7(), wanted)).await;
        answer.unwrap().into_inner().items
    };
    let presence = |items: &[pb::InventoryItem]| {
        items.iter().map(|i| format!("{} {}", i.required, i.presence)).collect::<Vec<_>>()
    };
    let items = inventory().await;
    assert_eq!(presence(&items)[..2], ["pce.civ.01 presente", "pce.civ.02 manquante"]);
    assert_eq!(
        (items[1].ask_kind.as_str(), &items[1].ask_codes[..]),
        ("avis_aux_parties", &["objet=piece_manquante".to_owned()][..])
    );
    let asks = ActRecorded {
        dates: vec![day("emis", "2026-11-24")],
        body: Some(Body::AvisAuxParties(AvisAuxParties {
            objet: "piece_manquante".into(),
            ..Default::default()
        })),
        ..Default::default()
    };
    world.record(&greffier(), dossier, 0, asks).await.unwrap();
    let items = inventory().await;
    assert_eq!((items[1].presence.as_str(), items[1].asked_on.as_str()), ("demandee", "2026-11-24"));
    let office = office(&world, "SCP Première").await;
    let piece = Uuid::now_v7();
    let given = ActRecorded {
        dates: vec![day("depose", "2026-11-24")],
        body: Some(Body::PiecesDeposees(PiecesDeposees {
            nature: "decision_attaquee".into(),
            office_id: Some(Uuid::parse_str(&office).unwrap().into()),
            pieces: vec![piece.into()],
        })),
        ..Default::default()
    };
    world.record(&greffier(), dossier, 0, given).await.unwrap();
    let items = inventory().await;
    assert_eq!(
        (items[1].presence.as_str(), items[1].papers[0].piece_id.as_str()),
        ("presente", piece.to_string().as_str())
    );
    assert!(items[1].ask_kind.is_empty());
}

#[tokio::test]
async fn what_a_memoire_pleads_is_noted_said_again_and_kept_apart_from_the_journal() {
    let world = World::new().await;
    let dossier = world.open(declaration()).await.unwrap().dossier_id;
    let memoire = world.record(&greffier(), &dossier, 0, memoire("2026-11-23")).await.unwrap().act_id;
    let grounds = |moyens: &[&str]| {
        let moyens = moyens.iter().map(|one| (*one).to_owned()).collect();
        What::Grounds(pb::GroundsAmendment { memoire: memoire.clone(), moyens })
    };
    let read = async |who: &Caller| {
        let wanted = pb::ListGroundsRequest { dossier_id: dossier.clone() };
        let answer = cases(&world).await.list_grounds(world.request(who, Uuid::now_v7(), wanted)).await;
        answer.map(|answer| answer.into_inner().grounds).map_err(failure)
    };
    let code =
        async |what: What| amend(&world, &greffier(), &dossier, "Mémoire lu.", what).await.unwrap_err().code;
    assert!(read(&greffier()).await.unwrap().is_empty());
    assert_eq!(code(grounds(&["  "])).await, "PAR-038");
    let elsewhere = pb::GroundsAmendment { memoire: Uuid::now_v7().to_string(), moyens: vec!["x".into()] };
    assert_eq!(code(What::Grounds(elsewhere)).await, "PAR-037");

    let first = ["Violation de l’article 1103 du code civil.", "Défaut de réponse à conclusions."];
    preview(&world, &dossier, grounds(&first)).await;
    assert_eq!(world.count("dossier.ground_words").await, 0, "weighed, and undone");
    amend(&world, &greffier(), &dossier, "Mémoire lu.", grounds(&first)).await.unwrap();
    assert_eq!(code(grounds(&first)).await, "PAR-027", "nothing changes");
    amend(&world, &greffier(), &dossier, "Second moyen abandonné.", grounds(&first[..1])).await.unwrap();
    let told = read(&greffier()).await.unwrap();
    assert_eq!((told.len(), told[0].memoire.as_str()), (1, memoire.as_str()));
    assert_eq!(told[0].moyens, first[..1]);
    assert_eq!(told[0].deposited_on, "2026-11-23");
    assert_eq!(world.count("dossier.ground_words").await, 2, "both stay");
    assert_eq!(kinds(&world, &dossier).await.iter().filter(|kind| *kind == "moyens_releves").count(), 2);
    let bodies: Vec<Vec<u8>> =
        sqlx::query_scalar("SELECT body FROM dossier.act").fetch_all(&world.pool).await.unwrap();
    let words = "Violation".as_bytes();
    assert!(bodies.iter().all(|body| !body.windows(words.len()).any(|w| w == words)), "no word travels");
    let outside = read(&counsel(&Uuid::now_v7().to_string())).await.unwrap_err();
    assert_eq!(outside.kind, Kind::NotFound);
    // A pourvoi incident is formed by a mémoire, whose moyens are noted of it.
    let incident = ActRecorded {
        dates: vec![day("depose", "2026-11-24")],
        body: Some(Body::PourvoiIncidentForme(PourvoiIncidentForme {
            nature: "incident".into(),
            ..Default::default()
        })),
        ..Default::default()
    };
    let again = incident.clone();
    let incident = world.record(&greffier(), &dossier, 0, incident).await.unwrap().act_id;
    // It is a pourvoi of its own, and stays that one when what is said of it is corrected.
    let formed = |facts: Vec<ActRecorded>| {
        let bodies = facts.into_iter().filter_map(|fact| match fact.body {
            Some(Body::PourvoiIncidentForme(body)) => body.pourvoi_id.map(Uuid::from),
            _ => None,
        });
        bodies.collect::<Vec<_>>()
    };
    let supersedes = Some(Id::from(incident.parse::<Uuid>().unwrap()));
    let corrected = ActRecorded { supersedes, ..again };
    let key = Uuid::now_v7();
    let incident = world.record_with(&greffier(), key, &dossier, 0, corrected, "Relu.").await.unwrap().act_id;
    let known = formed(world.facts(&dossier).await);
    assert!(known.len() == 2 && known[0] == known[1], "{known:?}");
    let pleaded =
        pb::GroundsAmendment { memoire: incident.clone(), moyens: vec!["Manque de base légale.".into()] };
    amend(&world, &greffier(), &dossier, "Mémoire lu.", What::Grounds(pleaded)).await.unwrap();
    let told = read(&greffier()).await.unwrap();
    assert_eq!((told[1].memoire.as_str(), told[1].memoire_nature.as_str()), (incident.as_str(), "incident"));
    assert_eq!((told.len(), told[1].moyens.as_slice()), (2, &["Manque de base légale.".to_owned()][..]));
    // By its own door alone.
    let direct = ActRecorded {
        dates: vec![day("releves", "2026-11-24")],
        body: Some(Body::MoyensReleves(MoyensReleves { nombre: 1, ..Default::default() })),
        ..Default::default()
    };
    assert_eq!(world.record(&greffier(), &dossier, 0, direct).await.unwrap_err().code, "PAR-035");
}
