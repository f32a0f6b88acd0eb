//! Search in papers: found by their words once their text is read, by those alone who may read them.

use greffe_chassis::{Caller, Failure, Kind};
use greffe_contracts::{common::v1::PageRequest, document::v1 as pb};
use greffe_dev::testing::pdf;
use uuid::Uuid;

use crate::support::{
    Journal, World, chambre, constituted, counsel, failure, greffier, header, memoire, papers, person,
};

async fn search(world: &World, caller: &Caller, query: &str) -> Result<pb::SearchPiecesResponse, Failure> {
    let page = Some(PageRequest { size: 20, ..Default::default() });
    let wanted = pb::SearchPiecesRequest { query: query.into(), page, ..Default::default() };
    let found = world.client().await.search_pieces(world.request(caller, wanted)).await;
    found.map(tonic::Response::into_inner).map_err(failure)
}

async fn finds(world: &World, caller: &Caller, query: &str) -> Vec<Uuid> {
    let found = search(world, caller, query).await.unwrap();
    assert_eq!(found.page.unwrap().total, found.hits.len() as u64, "counted as shown: {query}");
    found.hits.iter().map(|hit| hit.piece_id.parse().unwrap()).collect()
}

/// A paper of these pages, whose text is read.
async fn paper(world: &World, by: &Caller, kind: &str, pages: &[&str]) -> Uuid {
    let piece = world.upload(by, header("papier.pdf", kind), &pdf(pages)).await.unwrap();
    let id = piece.piece_id.parse().unwrap();
    world.checked(by, id).await;
    let end = tokio::time::Instant::now() + std::time::Duration::from_secs(60);
    while world.piece(by, id).await.unwrap().text.unwrap_or_default().state != "faite" {
        assert!(tokio::time::Instant::now() < end, "never read");
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    id
}

#[tokio::test]
async fn a_paper_is_found_by_its_words_by_those_who_read_it() {
    let (world, mut journal) = (World::new().await, Journal::new());
    let (martin, dubreuil) = (counsel("martin"), counsel("dubreuil"));
    let first = paper(
        &world,
        &martin,
        "memoire",
        &["Rien de cela", "Violation de l'article 978 CPC, pourvoi 17-18.194"],
    )
    .await;
    assert_eq!(finds(&world, &martin, "violation").await, [first], "one's own, before an act names it");
    assert!(finds(&world, &greffier(), "violation").await.is_empty());
    let internal = paper(&world, &greffier(), "note", &["Violation relevée par le greffe"]).await;
    let claimant = Uuid::now_v7();
    journal.tell(&world, constituted(&martin), &[claimant], None).await;
    journal.tell(&world, memoire(&[first]), &[claimant], None).await;
    journal.tell(&world, papers(&[internal]), &[], None).await;
    journal.tell(&world, chambre("civ1"), &[], None).await;
    for query in [
        "violations",
        "art. 978 CPC",
        "article 978 du code de procédure civile",
        "C 17-18.194",
        "1718194",
        "l'article 978",
    ] {
        assert!(finds(&world, &martin, query).await.contains(&first), "{query}");
    }
    let found = search(&world, &martin, "art. 978 CPC").await.unwrap();
    let (hit, said) = (&found.hits[0], &found.hits[0].passage);
    assert_eq!(
        (hit.page, hit.dossier_id.as_str(), hit.chambre.as_str()),
        (2, journal.dossier.to_string().as_str(), "civ1")
    );
    assert!(said.iter().any(|part| part.hit && part.text == "article 978 CPC"), "{said:?}");
    let both = finds(&world, &greffier(), "violation").await;
    assert_eq!(both.len(), 2);
    for (caller, expected) in [
        (&martin, vec![first]),
        (&dubreuil, vec![]),
        (&person("conseiller.civ1", "magistrat_siege", &["civ1"]), both.clone()),
        (&person("conseiller.soc", "magistrat_siege", &["soc"]), vec![]),
        (&person("administration", "administration", &[]), vec![]),
    ] {
        let found = search(&world, caller, "violation").await.unwrap();
        let ids: Vec<Uuid> = found.hits.iter().map(|hit| hit.piece_id.parse().unwrap()).collect();
        let counted: u32 =
            found.facets.iter().filter(|facet| facet.name == "kind").map(|facet| facet.count).sum();
        assert_eq!((&ids, counted as usize), (&expected, expected.len()), "{}", caller.subject);
        let years: u32 =
            found.facets.iter().filter(|facet| facet.name == "annee").map(|facet| facet.count).sum();
        assert_eq!(years as usize, expected.len(), "{}", caller.subject);
    }
    let logged: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM audit WHERE object = $1 AND action = 'lire_piece' AND reason LIKE 'passage%'",
    )
    .bind(first)
    .fetch_one(&world.pool)
    .await
    .unwrap();
    assert!(logged >= 8, "each passage shown is a read: {logged}");
    sqlx::query("UPDATE case_relation SET sealed = true WHERE dossier_id = $1")
        .bind(journal.dossier)
        .execute(&world.pool)
        .await
        .unwrap();
    assert!(finds(&world, &greffier(), "violation").await.is_empty(), "sealed: no trace");
    let empty = search(&world, &martin, "de la").await.unwrap_err();
    assert_eq!((empty.kind, empty.code.as_ref()), (Kind::Invalid, "LEC-004"));
}

#[tokio::test]
async fn texts_read_before_there_were_words_are_taken_up() {
    let world = World::new().await;
    let martin = counsel("martin");
    let id = paper(&world, &martin, "piece", &["Bail commercial"]).await;
    sqlx::query("DELETE FROM document.text_words").execute(&world.pool).await.unwrap();
    assert!(finds(&world, &martin, "bail").await.is_empty());
    sqlx::query("UPDATE document.text SET indexed = false").execute(&world.pool).await.unwrap();
    let end = tokio::time::Instant::now() + std::time::Duration::from_secs(60);
    while finds(&world, &martin, "baux commerciaux").await != [id] {
        assert!(tokio::time::Instant::now() < end, "never taken up");
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn the_enclave_has_no_words_to_find() {
    let world = World::new().await;
    let enclave = include_str!("../../migrations-delibere/0001_delibere.sql");
    assert!(!enclave.contains("tsvector"), "nothing of the délibéré is analysed");
    let beyond = sqlx::query("INSERT INTO document.piece (id, sha256, file_name, kind, class, author, received_at) VALUES (gen_random_uuid(), '', '', '', 3, gen_random_uuid(), now())")
        .execute(&world.pool)
        .await;
    assert!(beyond.is_err(), "no piece is of its class");
}

/// Half a million papers of 120 words each, whose words are spread as those of a language are, in twenty thousand cases.
const PAPERS: i64 = 500_000;
const CASES: i64 = 20_000;

/// Searches of one word to three, rare and very common, by the registry and by an office of forty cases.
#[tokio::test]
#[ignore = "a measure, by scripts/papers.sh search"]
async fn bench_papers() {
    let world = World::new().await;
    let papers: i64 = std::env::var("GREFFE_PAPERS").ok().and_then(|n| n.parse().ok()).unwrap_or(PAPERS);
    let martin = counsel("martin");
    let admin = sqlx::PgPool::connect(&world.database.admin_url().unwrap()).await.unwrap();
    let run = async |sql: String| sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&admin).await.unwrap();
    run("DROP INDEX document.text_words_words".into()).await;
    let office = &martin.office_id;
    run(format!(
        "INSERT INTO document.case_relation (dossier_id, version, number, chambre, rapporteurs, avocats_generaux, offices, former_offices, distributed, communicated, sealed, named)
         SELECT md5('c' || i)::uuid, 1, 'n' || i, 'civ' || i % 3 + 1, '{{}}', '{{}}',
                CASE WHEN i % ({CASES} / 40) = 0 THEN ARRAY['{office}'::uuid] ELSE '{{}}' END, '{{}}', false, false, false, '{{}}'
         FROM generate_series(1, {CASES}) i"
    ))
    .await;
    for from in (0..papers).step_by(25_000) {
        let upto = papers.min(from + 25_000);
        run(format!(
            "CREATE TEMP TABLE IF NOT EXISTS made (i bigint, sha bytea, at timestamptz, body text);
             TRUNCATE made;
             INSERT INTO made SELECT i, sha256(i::text::bytea), now() - i * interval '1 minute',
                 (SELECT string_agg('mot' || floor(20000 * power(random(), 4))::int, ' ') FROM generate_series(1, 120) WHERE i > 0)
             FROM generate_series({from} + 1, {upto}) i;
             INSERT INTO document.content (sha256, size, media_type, received_at) SELECT sha, 900, 'text/plain', at FROM made;
             INSERT INTO document.control (sha256, state, due_at, changed_at) SELECT sha, 'saine', at, at FROM made
                 ON CONFLICT (sha256) DO UPDATE SET state = 'saine';
             INSERT INTO document.text (sha256, state, source, pages, done, due_at, changed_at, indexed) SELECT sha, 'faite', 'contenu', 1, 1, at, at, true FROM made
                 ON CONFLICT (sha256) DO UPDATE SET state = 'faite', indexed = true;
             INSERT INTO document.text_page (sha256, page, body) SELECT sha, 1, body FROM made;
             INSERT INTO document.text_words (sha256, received_at, words)
                 SELECT sha, at, (SELECT string_agg(DISTINCT w || ':1', ' ') FROM unnest(string_to_array(body, ' ')) w)::tsvector FROM made;
             INSERT INTO document.piece (id, sha256, file_name, kind, class, author, received_at, dossier_id)
                 SELECT md5('p' || i)::uuid, sha, 'memoire mot' || floor(20000 * power(random(), 4))::int || ' ' || i || '.pdf', 'memoire', 1, '{}', at, md5('c' || i % {CASES} + 1)::uuid FROM made;",
            Uuid::nil()
        ))
        .await;
    }
    // Counsel read what was served on them: without it, half of the searches would show nothing.
    run(format!(
        "INSERT INTO document.served (piece_id, office_id, since)
         SELECT p.id, '{office}', p.received_at FROM document.piece p JOIN document.case_relation c USING (dossier_id)
         WHERE c.offices @> ARRAY['{office}'::uuid]"
    ))
    .await;
    run("SET maintenance_work_mem = '1GB'; CREATE INDEX text_words_words ON document.text_words USING gin (words)".into()).await;
    for table in ["content", "control", "text", "text_page", "text_words", "piece", "case_relation", "served"]
    {
        run(format!("VACUUM ANALYZE document.{table}")).await;
    }
    // Very common, common, rare: alone and together; with a word that every name has, alone and beside another.
    let words = |at: u64| -> String {
        let of = [0, 1, 5, 40, 300, 2_000, 9_000, 19_000];
        let one = |n: u64| format!("mot{}", of[usize::try_from((at / n) % 8).unwrap()] + at % 7);
        if at % 16 == 15 {
            return if at % 32 == 15 { "memoire".into() } else { format!("memoire {}", one(1)) };
        }
        match at % 3 {
            0 => one(1),
            1 => format!("{} {}", one(1), one(8)),
            _ => format!("{} {} mot{}", one(1), one(8), at % 5),
        }
    };
    let mut took: Vec<(std::time::Duration, String)> = Vec::new();
    let (mut answered, mut served) = (0, 0);
    for at in 0..420 {
        let (query, caller) = (words(at), if at % 2 == 0 { greffier() } else { martin.clone() });
        let start = std::time::Instant::now();
        let found = search(&world, &caller, &query).await.unwrap();
        let elapsed = start.elapsed();
        if !found.hits.is_empty() {
            answered += 1;
            served += i32::from(at % 2 == 1);
        }
        // The first ones open connections and fill the cache.
        if at >= 20 {
            took.push((elapsed, format!("{query} by {}: {}", caller.subject, found.page.unwrap().total)));
        }
    }
    // What finds nothing is quick, and measures nothing.
    assert!(
        answered >= 100 && served > 0,
        "{answered} of 420 searches found papers, {served} of them an office's"
    );
    took.sort();
    let at = |share: usize| took[took.len() * share / 100].0.as_secs_f64() * 1_000.0;
    println!("papers: {papers}; searches: {}; p50: {:.1} ms; p99: {:.1} ms", took.len(), at(50), at(99));
    for (duration, what) in took.iter().rev().take(5) {
        println!("slowest: {:.1} ms, {what}", duration.as_secs_f64() * 1_000.0);
    }
    println!("figure: {:.1} ms", at(95));
}

#[tokio::test]
async fn a_paper_is_found_by_the_name_of_its_file_before_those_that_say_it() {
    let (world, martin) = (World::new().await, counsel("martin"));
    let says = paper(&world, &martin, "piece", &["Bordereau des quittances de loyer"]).await;
    let mut named = Vec::new();
    // As macOS writes an accent, apart from its letter.
    for name in ["Quittances_loyer-2025.pdf", "Pie\u{300}ce n° 4 — Œuvre.pdf"] {
        let sent = world.upload(&martin, header(name, "piece"), &pdf(&[name, "Rien"])).await.unwrap();
        let id: Uuid = sent.piece_id.parse().unwrap();
        world.checked(&martin, id).await;
        named.push(id);
    }
    assert_eq!(
        finds(&world, &martin, "quittances loyer").await,
        [named[0], says],
        "once each, the name first"
    );
    assert_eq!(finds(&world, &martin, "quitt loyer 2025").await, [named[0]], "a name is rarely typed whole");
    assert_eq!(finds(&world, &martin, "pièce œuvre").await, [named[1]]);
    assert!(finds(&world, &martin, "quittances 2024").await.is_empty(), "all that is typed");
    assert!(finds(&world, &counsel("dubreuil"), "quittances loyer 2025").await.is_empty());
    assert!(finds(&world, &greffier(), "quitt loyer 2025").await.is_empty(), "named by no act yet");
    let kept = "audit WHERE reason = 'nom du fichier dans une recherche' AND decision = 'permis'";
    assert!(world.count(kept).await >= 1, "what is shown is in the trail");
}
