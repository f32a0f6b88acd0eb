//! A takeover in bulk: the same rows as the public way writes, each dossier once, one that is refused stops no other.

use std::collections::HashMap;

use futures::StreamExt;
use greffe_chassis::{Caller, Failure, Kind};
use greffe_contracts::{
    common::v1::{NamedDate, Scope, named_date},
    dossier::v1::{self as pb, stock_service_client::StockServiceClient},
    events::v1::{
        ActRecorded, AvisDeChambreRendu, AvocatConstitue, ChambreAttribuee, DecisionPrononcee,
        FormationSaisie, JonctionPrononcee, MemoireDepose, RadiationDemandee, act_recorded::Body,
    },
};
use prost::Message;
use sqlx::Row;
use uuid::Uuid;

use crate::support::{World, day, declaration, failure, greffier, person};

fn operator() -> Caller {
    Caller { subject: "operateur:essai".into(), ..person("reprise", &[]) }
}

fn numbered(number: &str) -> pb::OpenDossierRequest {
    pb::OpenDossierRequest { existing_number: number.into(), ..declaration() }
}

fn one(number: &str, acts: Vec<pb::StockAct>) -> pb::ImportDossiersRequest {
    pb::ImportDossiersRequest {
        key: Uuid::new_v5(&Uuid::NAMESPACE_URL, number.as_bytes()).to_string(),
        opening: Some(numbered(number)),
        acts,
        ..Default::default()
    }
}

fn act(dates: Vec<NamedDate>, body: Body) -> pb::StockAct {
    pb::StockAct {
        act: Some(ActRecorded { dates, body: Some(body), ..Default::default() }),
        ..Default::default()
    }
}

/// What happens in a case that ends: a mémoire, a request of radiation by one party, the decision.
fn story() -> Vec<pb::StockAct> {
    let unknown = |name: &str| NamedDate {
        name: name.into(),
        value: Some(named_date::Value::Unknown(true)),
        source: String::new(),
    };
    let memoire = MemoireDepose { nature: "ampliatif".into(), ..Default::default() };
    let ruling = DecisionPrononcee {
        nature: "arret".into(),
        solution: "rejet".into(),
        formation: "frh".into(),
        ecli: "ECLI:FR:CCASS:2026:C100001".into(),
        ..Default::default()
    };
    let words = pb::RulingWords {
        dispositif: " REJETTE le pourvoi. ".into(),
        text: "La Cour, après débats…".into(),
        joined_numbers: vec!["26-10.077".into()],
        ..Default::default()
    };
    vec![
        pb::StockAct {
            parties: vec![1],
            reason: "Repris du système antérieur".into(),
            ..act(vec![unknown("demande")], Body::RadiationDemandee(RadiationDemandee::default()))
        },
        act(vec![day("depose", "2026-11-21")], Body::MemoireDepose(memoire)),
        pb::StockAct {
            ruling: Some(words),
            ..act(vec![day("prononce", "2026-11-23")], Body::DecisionPrononcee(ruling))
        },
    ]
}

/// The same, its decision under a minute.
fn minuted(minute: &str, joined: &[&str]) -> Vec<pb::StockAct> {
    let chambre = ChambreAttribuee { chambre: "civ1".into(), ..Default::default() };
    let mut acts = story();
    let ruled = acts.last_mut().unwrap();
    if let Some(Body::DecisionPrononcee(body)) = ruled.act.as_mut().and_then(|act| act.body.as_mut()) {
        body.ecli.clear();
        minute.clone_into(&mut body.register_number);
    }
    if let Some(words) = &mut ruled.ruling {
        words.joined_numbers = joined.iter().map(|number| (*number).to_owned()).collect();
    }
    acts.insert(0, act(vec![day("attribution", "2026-11-20")], Body::ChambreAttribuee(chambre)));
    acts
}

async fn import(
    world: &World,
    who: &Caller,
    all: Vec<pb::ImportDossiersRequest>,
) -> Result<Vec<pb::ImportDossiersResponse>, Failure> {
    let mut client = StockServiceClient::connect(world.address().to_owned()).await.unwrap();
    let request = world.request(who, Uuid::now_v7(), tokio_stream::iter(all));
    let answers = client.import_dossiers(request).await.map_err(failure)?.into_inner();
    answers.map(|answer| answer.map_err(failure)).collect::<Vec<_>>().await.into_iter().collect()
}

fn codes(answers: &[pb::ImportDossiersResponse]) -> Vec<String> {
    answers.iter().map(|a| a.refusal.as_ref().map(|r| r.code.clone()).unwrap_or_default()).collect()
}

/// Rows of a dossier with ids replaced by the order of their appearance, and instants by nothing.
async fn rows(world: &World, dossier: Uuid) -> Vec<String> {
    let mut seen = HashMap::new();
    let mut all = Vec::new();
    for (table, of, order) in [
        ("dossier.act", "dossier_id", "version"),
        ("dossier.dossier", "id", "id"),
        ("dossier.party", "dossier_id", "position"),
        ("dossier.decision", "dossier_id", "court"),
        ("dossier.ruling", "dossier_id", "kind"),
        (
            "(SELECT w.*, r.dossier_id FROM dossier.ruling_words w JOIN dossier.ruling r ON r.act_id = w.act_id)",
            "dossier_id",
            "act_id",
        ),
        ("outbox", "aggregate_id", "aggregate_seq"),
        (
            "(SELECT q.*, p.position, p.dossier_id FROM dossier.person q JOIN dossier.party p ON p.person_id = q.id)",
            "dossier_id",
            "position",
        ),
    ] {
        let sql = format!(
            "SELECT to_jsonb(r)::text, to_jsonb(r) FROM {table} AS r WHERE {of} = $1 ORDER BY {order}"
        );
        for row in sqlx::query(sqlx::AssertSqlSafe(sql)).bind(dossier).fetch_all(&world.pool).await.unwrap() {
            let text: String = row.get(0);
            let mut value: serde_json::Value = serde_json::from_str(&text).unwrap();
            for column in
                ["opened_at", "updated_at", "recorded_at", "seq", "event_id", "traceparent", "actor"]
            {
                value.as_object_mut().unwrap().remove(column);
            }
            for (column, decode) in [("body", true), ("payload", true), ("view", false)] {
                let Some(hex) = value[column].as_str() else { continue };
                let bytes: Vec<u8> = (2..hex.len())
                    .step_by(2)
                    .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap())
                    .collect();
                let told = if decode {
                    let fact = ActRecorded::decode(bytes.as_slice()).unwrap();
                    format!("{:?}", ActRecorded { recorded_at: None, ..fact })
                } else {
                    let view = pb::Dossier::decode(bytes.as_slice()).unwrap();
                    format!("{:?}", pb::Dossier { opened_at: None, ..view })
                };
                value[column] = told.into();
            }
            all.push(format!("{table} {}", without_ids(&value.to_string(), &mut seen)));
        }
    }
    all
}

/// UUIDs and the two halves in which messages print them, each replaced by its place.
fn without_ids(text: &str, seen: &mut HashMap<String, usize>) -> String {
    let mut out = String::new();
    let mut rest = text;
    let is_uuid = |t: &str| t.get(..36).is_some_and(|t| Uuid::parse_str(t).is_ok());
    while let Some(c) = rest.chars().next() {
        let length = if is_uuid(rest) {
            36
        } else if rest.starts_with("Id { hi: ") {
            rest.find('}').map_or(1, |at| at + 1)
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        };
        let (id, after) = rest.split_at(length);
        let id = match id.strip_prefix("Id { hi: ") {
            None => id.to_owned(),
            Some(halves) => {
                let digits = |text: &str| -> u64 {
                    text.chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap()
                };
                let (hi, lo) = halves.split_once(", lo: ").unwrap();
                Uuid::from_u64_pair(digits(hi), digits(lo)).to_string()
            }
        };
        let count = seen.len();
        out.push_str(&format!("#{}", seen.entry(id).or_insert(count)));
        rest = after;
    }
    out
}

#[tokio::test]
async fn rows_taken_over_are_those_of_the_public_way() {
    let world = World::new().await;
    let office: Uuid = {
        let wanted = pb::RegisterOfficeRequest { name: "SCP Fictive".into() };
        let request = world.request(&operator(), Uuid::now_v7(), wanted);
        let made = world.client().await.register_office(request).await.unwrap().into_inner();
        made.office.unwrap().office_id.parse().unwrap()
    };
    let with_office = |number: &str| {
        let mut wanted = numbered(number);
        wanted.parties[0].office_id = office.to_string();
        wanted
    };
    let later = |parties: Vec<u32>| {
        let body = AvocatConstitue { office_id: Some(office.into()), ..Default::default() };
        pb::StockAct { parties, ..act(vec![day("constitution", "2026-11-22")], Body::AvocatConstitue(body)) }
    };
    let mut acts = story();
    acts.insert(0, later(vec![1]));

    let opened = {
        let request = world.request(&operator(), Uuid::now_v7(), with_office("26-10.001"));
        world.client().await.open_dossier(request).await.unwrap().into_inner()
    };
    let shown = world.get(&operator(), &opened.dossier_id).await.unwrap();
    for step in &acts {
        let id = |at: &u32| shown.parties[*at as usize].party_id.parse::<Uuid>().unwrap().into();
        let scope = Scope { parties: step.parties.iter().map(id).collect(), ..Default::default() };
        let fact = ActRecorded { scope: Some(scope), ..step.act.clone().unwrap() };
        let key = Uuid::now_v7();
        let wanted = pb::RecordActRequest {
            dossier_id: opened.dossier_id.clone(),
            act: Some(pb::ActInput { act: Some(fact) }),
            reason: step.reason.clone(),
            ruling: step.ruling.clone(),
            ..Default::default()
        };
        world.client().await.record_act(world.request(&operator(), key, wanted)).await.unwrap();
    }
    let taken =
        pb::ImportDossiersRequest { opening: Some(with_office("26-10.001")), ..one("26-10.001", acts) };
    let other = World::new().await;
    sqlx::query("INSERT INTO dossier.office SELECT $1, 'SCP Fictive', 'scp fictive'")
        .bind(office)
        .execute(&other.pool)
        .await
        .unwrap();
    let answers = import(&other, &operator(), vec![taken]).await.unwrap();
    assert_eq!(codes(&answers), [""], "{answers:?}");

    let public = rows(&world, opened.dossier_id.parse().unwrap()).await;
    let bulk = rows(&other, answers[0].dossier_id.parse().unwrap()).await;
    assert!(public.len() > 15, "{public:#?}");
    assert!(public.iter().any(|row| row.contains("REJETTE le pourvoi.")), "the words are among them");
    assert_eq!(public.len(), bulk.len());
    for (public, bulk) in public.iter().zip(&bulk) {
        assert_eq!(public, bulk);
    }
    assert_eq!(other.get(&operator(), &answers[0].dossier_id).await.unwrap().stage, "juge");
    let chains = greffe_chassis::audit::verify(&mut other.pool.acquire().await.unwrap()).await.unwrap();
    assert!(chains.is_empty(), "{chains:?}");
}

#[tokio::test]
async fn a_dossier_is_taken_once_and_a_refusal_stops_no_other() {
    let world = World::new().await;
    let origin = |original: &str, defect: &str| pb::Provenance {
        field: "parties[0]".into(),
        file: "parties.csv".into(),
        line: 2,
        original: original.into(),
        defect: defect.into(),
    };
    let told = pb::ImportDossiersRequest {
        provenance: vec![origin(r#"{"nom":"Dupont","residence":"?"}"#, "residence:valeur")],
        ..one("26-10.001", story())
    };
    let unnumbered =
        pb::ImportDossiersRequest { opening: Some(declaration()), ..one("26-10.002", Vec::new()) };
    let nobody = pb::StockAct { parties: vec![7], ..story().remove(0) };
    let early = act(
        vec![day("prononce", "2026-11-23")],
        Body::DecisionPrononcee(DecisionPrononcee {
            nature: "arret".into(),
            solution: "rejet".into(),
            ..Default::default()
        }),
    );
    // A chamber asked for its opinion, and its answer, which names no act.
    let seised = |chambre: &str| {
        let (formation, chambre_consultee) = ("chambre_pour_avis".into(), chambre.into());
        let body = FormationSaisie { formation, chambre_consultee };
        act(vec![day("saisie", "2026-11-21")], Body::FormationSaisie(body))
    };
    let opinion = || {
        let body = AvisDeChambreRendu { chambre_consultee: "soc".into() };
        act(vec![day("rendu", "2026-11-22")], Body::AvisDeChambreRendu(body))
    };
    let mut asked = story();
    asked.splice(2..2, [seised("soc"), opinion()]);
    let twin = pb::ImportDossiersRequest { key: Uuid::now_v7().to_string(), ..one("26-10.001", Vec::new()) };
    let all = vec![
        told.clone(),
        unnumbered,
        one("26-10.003", vec![nobody]),
        one("26-10.004", vec![early]),
        twin,
        pb::ImportDossiersRequest { key: "rien".into(), ..one("26-10.006", Vec::new()) },
        one("26-10.007", asked),
        one("26-10.008", vec![opinion()]),
        one("26-10.009", vec![seised("")]),
    ];
    let first = import(&world, &operator(), all.clone()).await.unwrap();
    let found = codes(&first);
    assert_eq!(
        (&found[..3], &found[4..]),
        (
            &["".into(), "STK-004".into(), "STK-005".into()][..],
            &["NUM-003".into(), "STK-003".into(), "".into(), "ACT-028".into(), "ACT-023".into()][..]
        ),
        "{found:?}"
    );
    assert!(!found[3].is_empty(), "the law admits no decision before the mémoire: {first:?}");
    assert_eq!(first[2].refusal.as_ref().unwrap().field, "acts[0].parties");
    let asked = world.get(&greffier(), &first[6].dossier_id).await.unwrap().consultations;
    assert!(asked.len() == 1 && !asked[0].opinion_act_id.is_empty(), "it has answered: {asked:?}");
    let again = import(&world, &operator(), all).await.unwrap();
    assert_eq!(again.iter().filter(|a| a.known).count(), 2);
    assert_eq!(again[0].dossier_id, first[0].dossier_id);
    assert_eq!((world.count("dossier.dossier").await, world.count("dossier.provenance").await), (2, 1));
    assert_eq!(world.count("dossier.act").await, world.count("outbox").await);

    let changed = pb::ImportDossiersRequest { acts: Vec::new(), ..told };
    assert_eq!(codes(&import(&world, &operator(), vec![changed]).await.unwrap()), ["CLE-002"]);

    let mut client = StockServiceClient::connect(world.address().to_owned()).await.unwrap();
    let wanted = pb::GetProvenanceRequest { dossier_id: first[0].dossier_id.clone() };
    let kept = client.get_provenance(world.request(&operator(), Uuid::now_v7(), wanted)).await.unwrap();
    let kept: Vec<_> =
        kept.into_inner().fields.into_iter().map(|p| (p.field, p.original, p.defect)).collect();
    let told =
        |field: &str, value: &str, defect: &str| (field.to_owned(), value.to_owned(), defect.to_owned());
    assert_eq!(
        kept,
        [told("parties[0].nom", "Dupont", ""), told("parties[0].residence", "?", "valeur")],
        "a line is told field by field"
    );
}

#[tokio::test]
async fn a_minute_taken_over_is_one_decision_also_within_one_run() {
    let world = World::new().await;
    let all = vec![
        one("26-10.001", minuted("7", &["26-10.002"])),
        one("26-10.002", minuted("7", &["26-10.001"])),
        one("26-10.003", minuted("7", &[])),
        one("26-10.004", minuted("8", &[])),
    ];
    let answers = import(&world, &operator(), all).await.unwrap();
    assert_eq!(codes(&answers), ["", "", "ARR-018", ""], "{answers:?}");
    assert_eq!(answers[2].refusal.as_ref().unwrap().field, "acts[3].corps.register_number");
    // Written meanwhile, the register says the same.
    let later = import(&world, &operator(), vec![one("26-10.005", minuted("8", &[]))]).await.unwrap();
    assert_eq!(codes(&later), ["ARR-018"]);
    let eclis: Vec<String> = sqlx::query_scalar("SELECT ecli FROM dossier.ruling ORDER BY ecli")
        .fetch_all(&world.pool)
        .await
        .unwrap();
    assert_eq!(
        eclis,
        ["ECLI:FR:CCASS:2026:C100007", "ECLI:FR:CCASS:2026:C100007", "ECLI:FR:CCASS:2026:C100008"]
    );

    let mut given = story();
    if let Some(words) = given.last_mut().and_then(|act| act.ruling.as_mut()) {
        words.allot_minute = true;
    }
    let refused = import(&world, &operator(), vec![one("26-10.006", given)]).await.unwrap();
    assert_eq!(codes(&refused), ["STK-008"]);
}

/// A jonction under 26-10.001, or a disjonction from it.
fn joinder(on: &str, leaving: bool, dossiers: &[&str]) -> pb::StockAct {
    pb::StockAct {
        act: Some(ActRecorded { dates: vec![day("prononce", on)], ..Default::default() }),
        joinder: Some(pb::StockJoinder {
            key: format!("jonctions.csv:{on}"),
            leaving,
            head: "26-10.001".into(),
            dossiers: dossiers.iter().map(|number| (*number).to_owned()).collect(),
        }),
        ..Default::default()
    }
}

/// Dossiers of one series, each with its acts.
fn series(dossiers: Vec<(&str, Vec<pb::StockAct>)>) -> Vec<pb::ImportDossiersRequest> {
    let last = dossiers.len() - 1;
    let all = dossiers.into_iter().enumerate();
    all.map(|(at, (number, acts))| pb::ImportDossiersRequest {
        series: "26-10.001".into(),
        series_goes_on: at < last,
        ..one(number, acts)
    })
    .collect()
}

#[tokio::test]
async fn joined_dossiers_enter_together_with_one_act_in_each_journal_or_not_at_all() {
    let world = World::new().await;
    // Joined before they are decided, as the law wants it.
    let joined = |more: Vec<pb::StockAct>| {
        let mut acts = story();
        acts.splice(2..2, more);
        acts
    };
    let under = || joinder("2026-11-22", false, &["26-10.002"]);
    let whole = || joined(vec![under()]);
    let nobody = || pb::StockAct { parties: vec![7], ..story().remove(0) };
    let raw = act(
        vec![day("prononce", "2026-11-22")],
        Body::JonctionPrononcee(JonctionPrononcee {
            head: Some(Uuid::now_v7().into()),
            dossiers: vec![Uuid::now_v7().into()],
        }),
    );
    let lost = pb::StockAct { refers_to: Some(9), ..story().remove(0) };
    let leaves = || joinder("2026-11-23", true, &["26-10.002"]);
    for (dossiers, told) in [
        // The other is not sent, does not enter, does not say the same; it leaves what it never joined.
        (series(vec![("26-10.001", whole())]), vec!["STK-009"]),
        (series(vec![("26-10.001", whole()), ("26-10.002", vec![nobody()])]), vec!["STK-009", "STK-005"]),
        (series(vec![("26-10.001", whole()), ("26-10.002", story())]), vec!["STK-009", "STK-009"]),
        (
            series(vec![("26-10.001", vec![leaves()]), ("26-10.002", vec![leaves()])]),
            vec!["STK-009", "PAR-019"],
        ),
        (vec![one("26-10.001", whole())], vec!["STK-009"]),
        (vec![one("26-10.001", vec![raw])], vec!["STK-009"]),
        (vec![one("26-10.001", vec![lost])], vec!["STK-010"]),
    ] {
        assert_eq!(codes(&import(&world, &operator(), dossiers).await.unwrap()), told);
        assert_eq!(world.count("dossier.dossier").await, 0, "{told:?}");
    }

    // One of three leaves again; the mémoire answers the request that stands before it.
    let answering = |number: &'static str| {
        let mut acts = joined(vec![joinder("2026-11-21", false, &["26-10.002", "26-10.003"])]);
        acts[1].refers_to = Some(0);
        if number != "26-10.002" {
            acts.insert(3, joinder("2026-11-22", true, &["26-10.003"]));
        }
        (number, acts)
    };
    let sent = || series(["26-10.001", "26-10.002", "26-10.003"].map(answering).into());
    let answers = import(&world, &operator(), sent()).await.unwrap();
    assert_eq!(codes(&answers), ["", "", ""], "{answers:?}");
    let [head, member, alone] = &answers[..] else { panic!("{answers:?}") };
    for (one, members) in [(head, Some(1)), (member, Some(1)), (alone, None)] {
        let group = world.get(&operator(), &one.dossier_id).await.unwrap().group;
        assert_eq!(group.as_ref().map(|group| group.members.len()), members, "{}", one.number);
        if let Some(group) = group {
            assert_eq!((&group.head_id, &group.head_number), (&head.dossier_id, &head.number));
            let of = &group.members[0];
            assert_eq!((&of.number, of.joined_on.as_str()), (&member.number, "2026-11-21"));
        }
    }
    assert_eq!(world.count("dossier.group_member").await, 1, "the table says what the journals say");
    let by_reference: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM dossier.act c JOIN dossier.act a ON a.act_id = c.common_act
         WHERE a.dossier_id = $1 AND c.dossier_id <> $1 AND c.kind = a.kind",
    )
    .bind(head.dossier_id.parse::<Uuid>().unwrap())
    .fetch_one(&world.pool)
    .await
    .unwrap();
    assert_eq!(by_reference, 3, "two joined, one left");
    let bodies: Vec<Vec<u8>> =
        sqlx::query_scalar("SELECT body FROM dossier.act WHERE dossier_id = $1 ORDER BY version")
            .bind(head.dossier_id.parse::<Uuid>().unwrap())
            .fetch_all(&world.pool)
            .await
            .unwrap();
    let facts: Vec<ActRecorded> =
        bodies.iter().map(|body| ActRecorded::decode(body.as_slice()).unwrap()).collect();
    let memoire = facts.iter().find(|fact| fact.kind == "memoire_depose").unwrap();
    let request = facts.iter().find(|fact| fact.kind == "radiation_demandee").unwrap();
    assert_eq!(memoire.refers_to, request.act_id);

    let again = import(&world, &operator(), sent()).await.unwrap();
    assert!(again.iter().all(|answer| answer.known), "{again:?}");
}

#[tokio::test]
async fn a_trial_writes_nothing_and_only_the_role_of_takeovers_may() {
    let world = World::new().await;
    let trial = pb::ImportDossiersRequest { trial: true, ..one("26-10.001", story()) };
    let answers = import(&world, &operator(), vec![trial]).await.unwrap();
    assert_eq!((codes(&answers), answers[0].dossier_id.as_str()), (vec![String::new()], ""));
    for table in ["dossier.dossier", "dossier.act", "outbox", "command_log", "dossier.person"] {
        assert_eq!(world.count(table).await, 0, "{table}");
    }
    for role in ["greffe_central", "administration", "avocat_aux_conseils"] {
        let refused = import(&world, &person(role, &[]), vec![one("26-10.001", story())]).await.unwrap_err();
        assert_eq!(refused.kind, Kind::Forbidden, "{role}");
    }
}

#[tokio::test]
async fn closed_cases_are_figures_counted_with_those_closed_here() {
    let world = World::new().await;
    let closed = |number: &str, formed: &str, decided: &str, line| pb::ImportClosedRequest {
        number: number.into(),
        procedure: "civil_representation_obligatoire".into(),
        chambre: String::new(),
        formed_on: formed.into(),
        closed_on: decided.into(),
        solution: "rejet".into(),
        file: "clos.csv".into(),
        line,
    };
    import(&world, &operator(), vec![one("26-10.009", story())]).await.unwrap();
    let rows = vec![
        closed("24-10.001", "2024-01-01", "2026-01-01", 2),
        closed("24-10.002", "2024-01-01", "2026-01-11", 3),
        closed("24-10.002", "2024-01-01", "2026-01-11", 4),
        closed("24-10.003", "2024-02-01", "2024-01-01", 5),
        closed("26-10.009", "2026-11-20", "2026-11-23", 6),
    ];
    let send = async |rows: Vec<pb::ImportClosedRequest>| {
        let mut client = StockServiceClient::connect(world.address().to_owned()).await.unwrap();
        let request = world.request(&operator(), Uuid::now_v7(), tokio_stream::iter(rows));
        let mut answers = client.import_closed(request).await.unwrap().into_inner();
        let answer = answers.message().await.unwrap().unwrap();
        let refused: Vec<_> =
            answer.refused.iter().map(|r| (r.line, r.refusal.clone().unwrap_or_default().code)).collect();
        (answer.entered, answer.known, refused)
    };
    let line = |line: u32, code: &str| (line, code.to_owned());
    let refused = vec![line(4, "NUM-003"), line(5, "STK-006"), line(6, "NUM-003")];
    assert_eq!(send(rows.clone()).await, (2, 0, refused.clone()));
    assert_eq!(send(rows).await, (0, 2, refused));
    let otherwise = vec![closed("24-10.001", "2024-01-01", "2026-01-02", 2)];
    assert_eq!(send(otherwise).await, (0, 0, vec![line(2, "STK-007")]));

    let mut client = StockServiceClient::connect(world.address().to_owned()).await.unwrap();
    let request = world.request(&person("greffe_central", &[]), Uuid::now_v7(), pb::GetDurationsRequest {});
    let cells = client.get_durations(request).await.unwrap().into_inner().cells;
    let told: Vec<_> = cells.iter().map(|c| (c.year, c.origin.as_str(), c.count, c.median)).collect();
    assert_eq!(told, [(2026, "anterieur", 2, 736.0), (2026, "greffe", 1, 3.0)]);
    let request = world.request(&operator(), Uuid::now_v7(), pb::GetDurationsRequest {});
    assert!(client.get_durations(request).await.is_err(), "figures are for those who see the stock");
}
