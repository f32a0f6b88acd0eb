//! Search over dossiers, parties, decisions and moyens: found however it is written, and by those alone who may read it.

use std::collections::{HashMap, HashSet};

use greffe_chassis::{Caller, Failure, Kind};
use greffe_contracts::{
    common::v1::PageRequest,
    dossier::v1::{self as pb, search_service_client::SearchServiceClient},
};
use uuid::Uuid;

use crate::support::{World, counsel, declaration, failure, greffier, person};

async fn search(
    world: &World,
    caller: &Caller,
    wanted: pb::SearchRequest,
) -> Result<pb::SearchResponse, Failure> {
    let mut client = SearchServiceClient::connect(world.address().to_owned()).await.unwrap();
    let request = world.request(caller, Uuid::now_v7(), wanted);
    client.search(request).await.map(tonic::Response::into_inner).map_err(failure)
}

fn words(query: &str) -> pb::SearchRequest {
    let page = Some(PageRequest { size: 20, ..Default::default() });
    pb::SearchRequest { query: query.into(), page, ..Default::default() }
}

async fn finds(world: &World, caller: &Caller, query: &str) -> Vec<pb::SearchHit> {
    search(world, caller, words(query)).await.unwrap().hits
}

async fn alike(world: &World, caller: &Caller, dossier: &str) -> Result<Vec<pb::Neighbour>, Failure> {
    let mut client = SearchServiceClient::connect(world.address().to_owned()).await.unwrap();
    let wanted = pb::FindSimilarRequest { dossier_id: dossier.into(), size: 5 };
    let found = client.find_similar(world.request(caller, Uuid::now_v7(), wanted)).await.map_err(failure)?;
    Ok(found.into_inner().neighbours)
}

/// A declaration against a decision of its own, by a person of a name.
fn declared(name: &str, case_number: &str) -> pb::OpenDossierRequest {
    let mut wanted = declaration();
    wanted.parties[0].person.as_mut().unwrap().name = name.into();
    wanted.decisions[0].case_number = case_number.into();
    wanted
}

#[tokio::test]
async fn a_dossier_is_found_however_it_is_asked() {
    let world = World::new().await;
    let opened = world.open(declared("Lefèvre", "25/01234")).await.unwrap();
    world.open(declared("Dubois", "25/04321")).await.unwrap();
    for query in [
        "26-10.001",
        "2610001",
        &opened.number,
        "lefevre",
        "LEFÈVRE",
        "Lefebvre",
        "camille lefevre",
        "RG 25/1234",
        "25/01234",
    ] {
        let found = finds(&world, &greffier(), query).await;
        assert!(
            !found.is_empty() && found.iter().all(|hit| hit.dossier_id == opened.dossier_id),
            "{query}: {found:?}"
        );
    }
    let both = finds(&world, &greffier(), "arrêts de la cour d'appel de Lyon").await;
    assert_eq!(both.len(), 2, "{both:?}");
    assert!(both[0].passage.iter().any(|part| part.hit && part.text == "Lyon"), "{both:?}");
    let name = &finds(&world, &greffier(), "Lefebvre").await[0];
    let shown: String = name.passage.iter().map(|part| part.text.as_str()).collect();
    assert_eq!((name.genre.as_str(), shown.as_str()), ("partie", "Camille Lefèvre"));
    assert!(finds(&world, &greffier(), "Martin").await.is_empty());
    let nothing = search(&world, &greffier(), words("de la")).await.unwrap_err();
    assert_eq!((nothing.kind, nothing.code.as_ref()), (Kind::Invalid, "LEC-004"));
}

#[tokio::test]
async fn what_was_just_written_is_found_and_what_was_rewritten_is_not() {
    let world = World::new().await;
    for at in 0..130 {
        world.open(declared(&format!("Essai{at}"), "25/00001")).await.unwrap();
        if at % 43 == 0 {
            assert_eq!(finds(&world, &greffier(), &format!("Essai{at}")).await.len(), 1);
        }
    }
    assert_eq!(finds(&world, &greffier(), "Essai129").await.len(), 1);
    assert_eq!(world.count("dossier.search_due").await, 0);
    let renamed = "UPDATE dossier.party SET search = search WHERE search LIKE '%essai129%'";
    sqlx::query("INSERT INTO dossier.person (id, version, nature, name, recorded_at)
                 SELECT person_id, 2, 'personne_physique', 'Rebaptisé', now() FROM dossier.party WHERE search LIKE '%essai129%'")
        .execute(&world.pool)
        .await
        .unwrap();
    sqlx::query(renamed).execute(&world.pool).await.unwrap();
    assert_eq!(finds(&world, &greffier(), "rebaptise").await.len(), 1);
    assert!(finds(&world, &greffier(), "Essai129").await.is_empty());
    world.open(declared("Jamais", "25/00001")).await.unwrap();
    sqlx::query("DELETE FROM dossier.search_entry").execute(&world.pool).await.unwrap();
    sqlx::query("INSERT INTO dossier.search_due (dossier_id) SELECT id FROM dossier.dossier")
        .execute(&world.pool)
        .await
        .unwrap();
    assert_eq!(finds(&world, &greffier(), "Jamais").await.len(), 1, "what is there already is taken up");
}

#[tokio::test]
async fn a_page_follows_another_and_counts_are_of_all() {
    let world = World::new().await;
    for at in 0..7 {
        world.open(declared("Durand", &format!("25/0000{at}"))).await.unwrap();
    }
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let mut wanted = words("durand");
        wanted.page = Some(PageRequest { size: 3, cursor: cursor.clone() });
        let found = search(&world, &greffier(), wanted).await.unwrap();
        let page = found.page.unwrap();
        assert_eq!((page.total, found.more, found.behind), (7, false, false));
        let genre = found.facets.iter().find(|facet| facet.name == "genre").unwrap();
        assert_eq!((genre.value.as_str(), genre.count), ("partie", 7));
        let year = found.facets.iter().find(|facet| facet.name == "annee").unwrap();
        assert_eq!((year.value.as_str(), year.count), ("2026", 7));
        seen.extend(found.hits.into_iter().map(|hit| hit.r#ref));
        if page.next_cursor.is_empty() {
            break;
        }
        cursor = page.next_cursor;
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 7);
    let with = |change: fn(&mut pb::SearchRequest)| {
        let mut wanted = words("durand");
        change(&mut wanted);
        wanted
    };
    let cases: Vec<(pb::SearchRequest, usize)> = vec![
        (with(|w| w.genres = vec!["partie".into()]), 7),
        (with(|w| w.genres = vec!["decision".into()]), 0),
        (with(|w| w.chambres = vec![String::new()]), 7),
        (with(|w| w.chambres = vec!["civ1".into()]), 0),
        (with(|w| w.day_from = "2026-11-20".into()), 7),
        (with(|w| w.day_to = "2026-11-19".into()), 0),
        (
            with(|w| {
                w.genres = vec!["partie".into(), "dossier".into()];
                w.chambres = vec![String::new()];
                w.day_from = "2026-11-20".into();
                w.day_to = "2026-11-20".into();
            }),
            7,
        ),
    ];
    for (wanted, expected) in cases {
        assert_eq!(
            search(&world, &greffier(), wanted.clone()).await.unwrap().hits.len(),
            expected,
            "{wanted:?}"
        );
    }
}

#[tokio::test]
async fn nothing_is_found_or_counted_by_who_may_not_read_it() {
    let world = World::new().await;
    let office = Uuid::now_v7();
    sqlx::query("INSERT INTO dossier.office (id, name, search) VALUES ($1, 'SCP Essai', 'scp essai')")
        .bind(office)
        .execute(&world.pool)
        .await
        .unwrap();
    let mut own = declared("Secret", "25/00001");
    own.parties[0].office_id = office.to_string();
    let own = world.open(own).await.unwrap();
    let other = world.open(declared("Secret", "25/00002")).await.unwrap();
    let martin = counsel(&office.to_string());
    let found = search(&world, &martin, words("secret")).await.unwrap();
    assert_eq!(
        found.hits.iter().map(|hit| hit.dossier_id.as_str()).collect::<Vec<_>>(),
        [own.dossier_id.as_str()]
    );
    assert_eq!((found.page.unwrap().total, found.facets.iter().map(|f| f.count).max()), (1, Some(1)));
    let stranger = counsel(&Uuid::now_v7().to_string());
    for query in ["secret", "26-10.001", "cour d'appel de Lyon"] {
        let found = search(&world, &stranger, words(query)).await.unwrap();
        assert!(
            found.hits.is_empty() && found.facets.is_empty() && found.page.unwrap().total == 0,
            "{query}"
        );
    }
    sqlx::query("UPDATE dossier.dossier SET sealed = true WHERE id = $1")
        .bind(Uuid::parse_str(&other.dossier_id).unwrap())
        .execute(&world.pool)
        .await
        .unwrap();
    let found = search(&world, &greffier(), words("secret")).await.unwrap();
    assert_eq!((found.hits.len(), found.page.unwrap().total), (1, 1), "sealed: no trace, in counts neither");
    assert!(
        alike(&world, &greffier(), &own.dossier_id)
            .await
            .unwrap()
            .iter()
            .all(|one| one.dossier_id != other.dossier_id)
    );
    assert!(
        search(&world, &person("partie", &[]), words("secret")).await.is_err(),
        "who lists no dossier searches none"
    );
}

#[tokio::test]
async fn a_decision_is_found_by_its_words_and_its_articles() {
    let world = World::new().await;
    let opened = world.open(declared("Petit", "25/00001")).await.unwrap();
    let dossier = Uuid::parse_str(&opened.dossier_id).unwrap();
    let act = Uuid::now_v7();
    sqlx::query("INSERT INTO dossier.ruling (act_id, dossier_id, kind, nature, solution, ecli, pronounced_on, recorded_at)
                 VALUES ($1, $2, 'decision_prononcee', 'arret', 'rejet', 'ECLI:FR:CCASS:2026:C200123', '2026-11-24', now())")
        .bind(act).bind(dossier).execute(&world.pool).await.unwrap();
    let text = "Vu l’article 978 du code de procédure civile : la déchéance des pourvois est encourue lorsque le mémoire ampliatif n’est pas signifié.";
    sqlx::query("INSERT INTO dossier.ruling_words (act_id, dispositif, text, sha256) VALUES ($1, 'REJETTE le pourvoi', $2, sha256('x'))")
        .bind(act).bind(text).execute(&world.pool).await.unwrap();
    for query in [
        "art. 978 CPC",
        "art 978",
        "déchéance pourvoi",
        "mémoires ampliatifs signifiés",
        "C200123",
        "ECLI:FR:CCASS:2026:C200123",
        "l'ampliatif",
        "24/11/2026",
    ] {
        let found = finds(&world, &greffier(), query).await;
        assert!(
            found.iter().any(|hit| hit.genre == "decision" && hit.r#ref == act.to_string()),
            "{query}: {found:?}"
        );
    }
    let found = finds(&world, &greffier(), "art. 978 CPC").await;
    let hit = found[0].passage.iter().find(|part| part.hit).unwrap();
    assert_eq!(hit.text, "article 978 du code de procédure civile");
    assert!(finds(&world, &greffier(), "art. 979 CPC").await.is_empty());
    sqlx::query("UPDATE dossier.ruling SET state = 'annulee' WHERE act_id = $1")
        .bind(act)
        .execute(&world.pool)
        .await
        .unwrap();
    assert!(finds(&world, &greffier(), "art. 978 CPC").await.is_empty(), "annulled, it is found no more");
}

#[tokio::test]
async fn affairs_alike_come_with_their_reasons_and_the_same_decision_first() {
    let world = World::new().await;
    let moyen = "Le licenciement de la salariée est sans cause réelle et sérieuse au sens de l’article L. 1235-3 du code du travail.";
    let bail = "Le bail commercial est résilié de plein droit par la clause résolutoire de l’article L. 145-41 du code de commerce.";
    let mut ids = Vec::new();
    for (name, number, sheet) in [
        ("Un", "25/00001", moyen),
        ("Deux", "25/00002", moyen),
        ("Trois", "25/00003", bail),
        ("Quatre", "25/00001", bail),
    ] {
        let opened = world.open(declared(name, number)).await.unwrap();
        let body = prost::Message::encode_to_vec(&pb::Sheet {
            source: name.into(),
            themes: vec![sheet.into()],
            ..Default::default()
        });
        sqlx::query("INSERT INTO dossier.sheet (dossier_id, source, version, recorded_at, actor, body) VALUES ($1, 'x', 1, now(), 'x', $2)")
            .bind(Uuid::parse_str(&opened.dossier_id).unwrap()).bind(body).execute(&world.pool).await.unwrap();
        ids.push(opened.dossier_id);
    }
    let found = alike(&world, &greffier(), &ids[0]).await.unwrap();
    let order: Vec<&str> = found.iter().map(|one| one.dossier_id.as_str()).collect();
    assert_eq!(order[..2], [ids[3].as_str(), ids[1].as_str()], "the same decision, then what is pleaded");
    assert!(found[0].joinder && found[0].reasons[0].contains("Même décision attaquée") && !found[1].joinder);
    let reasons = found[1].reasons.join(" / ");
    assert!(
        reasons.contains("Mêmes textes\u{a0}: L. 1235-3 du code du travail")
            || reasons.contains("article L. 1235-3 du code du travail"),
        "{reasons}"
    );
    assert!(reasons.contains("licenciement") && reasons.contains("Même juridiction attaquée"), "{reasons}");
    assert!(found[1].passage.iter().any(|part| part.hit));
    let stranger = counsel(&Uuid::now_v7().to_string());
    assert_eq!(alike(&world, &stranger, &ids[0]).await.unwrap_err().kind, Kind::NotFound);

    // Of those that no chamber has yet, what could be joined: one decision, and one party against decisions of a court and a day.
    let listed = async |caller: &Caller, chambre: &str| {
        let mut client = SearchServiceClient::connect(world.address().to_owned()).await.unwrap();
        let page = Some(PageRequest { size: 5, ..Default::default() });
        let wanted = pb::ListPossibleJoindersRequest { chambre: chambre.into(), page };
        let request = world.request(caller, Uuid::now_v7(), wanted);
        client.list_possible_joinders(request).await.unwrap().into_inner().joinders
    };
    let [one] = &listed(&greffier(), "").await[..] else { panic!() };
    let members: Vec<&str> = one.members.iter().map(|member| member.dossier_id.as_str()).collect();
    assert_eq!(members, ids, "in the order of their numbers, the oldest at the head");
    assert_eq!((one.head_id.as_str(), one.count), (ids[0].as_str(), 4));
    let told = "Même décision attaquée\u{a0}: cour d’appel de Lyon, 10 septembre 2026, n°\u{a0}25/00001 (2 dossiers)";
    assert_eq!(one.reasons[0], told);
    assert!(one.reasons[1].contains("Même partie") && one.members.iter().all(|member| !member.joined));
    assert!(listed(&stranger, "").await.is_empty() && listed(&greffier(), "civ2").await.is_empty());
    // The same two parties, whatever they attack.
    let mut twin = declared("Deux", "26/00009");
    twin.decisions[0].court = "cour d’appel de Rennes".into();
    let twin = world.open(twin).await.unwrap();
    let found = alike(&world, &greffier(), &twin.dossier_id).await.unwrap();
    assert_eq!((found[0].dossier_id.as_str(), found[0].joinder), (ids[1].as_str(), true));
    assert!(
        found[0].reasons.contains(&"Deux parties communes au moins".to_owned()),
        "{:?}",
        found[0].reasons
    );
}

/// What the measure knows of a published decision.
struct Published {
    text: String,
    lexemes: Vec<String>,
    themes: HashSet<String>,
    visas: HashSet<String>,
}

impl Published {
    fn read(line: &str) -> Self {
        let read: serde_json::Value = serde_json::from_str(line).unwrap();
        let list = |name: &str| -> Vec<String> {
            read[name]
                .as_array()
                .into_iter()
                .flatten()
                .filter_map(|one| one.as_str().map(str::to_owned))
                .collect()
        };
        let text = read["text"].as_str().unwrap_or_default().to_owned();
        let visas = list("visas").iter().flat_map(|visa| greffe_french::lexemes(visa)).collect::<Vec<_>>();
        let of_a_code = |one: &String| greffe_french::is_citation(one) && one.ends_with(char::is_alphabetic);
        Self {
            lexemes: greffe_french::lexemes(&text),
            text,
            themes: list("themes").iter().map(|theme| greffe_french::fold(theme)).collect(),
            visas: visas.into_iter().filter(of_a_code).collect(),
        }
    }

    fn shares(&self, other: &Self) -> bool {
        !self.themes.is_disjoint(&other.themes) || !self.visas.is_disjoint(&other.visas)
    }
}

/// Each published decision that has a neighbour is taken out in turn, and the five nearest are asked for by its text.
#[tokio::test]
#[ignore = "a measure, by scripts/papers.sh similar"]
async fn bench_similar() {
    let path = std::env::var("GREFFE_DECISIONS").unwrap();
    let all: Vec<Published> = std::fs::read_to_string(path).unwrap().lines().map(Published::read).collect();
    let world = World::new().await;
    let texts: Vec<String> = all.iter().map(|one| one.text.clone()).collect();
    // By the words of PostgreSQL's own French, any of them, and ts_rank: what one would have without this crate.
    let ranked: Vec<(i32, Vec<i32>)> = sqlx::query_as(
        "WITH said AS MATERIALIZED (SELECT at::int, to_tsvector('french', text) AS words FROM unnest($1::text[]) WITH ORDINALITY AS t (text, at)),
              asked AS MATERIALIZED (SELECT at, (SELECT string_agg(quote_literal(lexeme), ' | ') FROM unnest(words))::tsquery AS q FROM said)
         SELECT a.at, array(SELECT s.at FROM said s WHERE s.at <> a.at ORDER BY ts_rank(s.words, a.q) DESC, s.at LIMIT 5) FROM asked a",
    )
    .bind(&texts)
    .fetch_all(&sqlx::PgPool::connect(&world.database.admin_url().unwrap()).await.unwrap())
    .await
    .unwrap();
    let ranked: HashMap<usize, Vec<usize>> = ranked
        .into_iter()
        .map(|(at, five)| {
            (
                usize::try_from(at).unwrap() - 1,
                five.into_iter().map(|one| usize::try_from(one).unwrap() - 1).collect(),
            )
        })
        .collect();
    let weighed = |one: &Published| {
        let counts = greffe_french::counts(&one.lexemes);
        #[allow(clippy::cast_possible_truncation, reason = "counts of words")]
        let (words, times): (Vec<String>, Vec<i32>) =
            counts.into_iter().map(|(word, times)| (word.to_owned(), times as i32)).unzip();
        greffe_french::Weighed::new(&words, &times)
    };
    let likeness = greffe_french::Likeness::new(all.iter().map(weighed));
    let (mut ours, mut theirs, mut chance, mut asked) = (0.0, 0.0, 0.0, 0.0);
    for (at, one) in all.iter().enumerate() {
        let alike: HashSet<usize> =
            (0..all.len()).filter(|other| *other != at && one.shares(&all[*other])).collect();
        if alike.is_empty() {
            continue;
        }
        let said = greffe_french::counts(&one.lexemes);
        let mut near: Vec<(f64, usize)> = (0..all.len())
            .filter(|other| *other != at)
            .map(|other| (likeness.score(&said, other).0, other))
            .collect();
        near.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let of_five = |five: Vec<usize>| {
            f64::from(u32::try_from(five.iter().filter(|other| alike.contains(other)).count()).unwrap()) / 5.0
        };
        ours += of_five(near.iter().take(5).map(|one| one.1).collect());
        theirs += of_five(ranked[&at].clone());
        chance +=
            f64::from(u32::try_from(alike.len()).unwrap()) / f64::from(u32::try_from(all.len() - 1).unwrap());
        asked += 1.0;
    }
    let (ours, theirs, chance) = (ours / asked, theirs / asked, chance / asked);
    println!("decisions asked: {asked}, of {}", all.len());
    println!("precision at 5: {ours:.3}; ts_rank: {theirs:.3}; chance: {chance:.3}");
    println!("against ts_rank: {:.2} ×; against chance: {:.2} ×", ours / theirs, ours / chance);
    println!(
        "figure: {:.2} ×",
        if std::env::var("GREFFE_AGAINST").as_deref() == Ok("chance") {
            ours / chance
        } else {
            ours / theirs
        }
    );
}
