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
    let first = paper(&world, &martin, "memoire", &["Rien de cela", "Violation de l'article 978 CPC, pourvoi 17-18.194"]).await;
    assert_eq!(finds(&world, &martin, "violation").await, [first], "one's own, before an act names it");
    assert!(finds(&world, &greffier(), "violation").await.is_empty());
    let internal = paper(&world, &greffier(), "note", &["Violation relevée par le greffe"]).await;
    let claimant = Uuid::now_v7();
    journal.tell(&world, constituted(&martin), &[claimant], None).await;
    journal.tell(&world, memoire(&[first]), &[claimant], None).await;
    journal.tell(&world, papers(&[internal]), &[], None).await;
    journal.tell(&world, chambre("civ1"), &[], None).await;
    for query in ["violations", "art. 978 CPC", "article 978 du code de procédure civile", "C 17-18.194", "1718194", "l'article 978"] {
        assert!(finds(&world, &martin, query).await.contains(&first), "{query}");
    }
    let found = search(&world, &martin, "art. 978 CPC").await.unwrap();
    let (hit, said) = (&found.hits[0], &found.hits[0].passage);
    assert_eq!((hit.page, hit.dossier_id.as_str(), hit.chambre.as_str()), (2, journal.dossier.to_string().as_str(), "civ1"));
    assert!(said.iter().any(|part| part.hit && part.text == "article 978 CPC"), "{said:?}");
    let both = finds(&world, &greffier(), "violation").await;
    assert_eq!(both.len(), 2);
    for (caller, expected) in [
        (&martin, vec![first]),
        (&dubreuil, vec![]),
        (&person("conseiller.civ1", "magistrat_siege", &["civ1"]), vec![first]),
        (&person("conseiller.soc", "magistrat_siege", &["soc"]), vec![]),
        (&person("administration", "administration", &[]), vec![]),
    ] {
        let found = search(&world, caller, "violation").await.unwrap();
        let ids: Vec<Uuid> = found.hits.iter().map(|hit| hit.piece_id.parse().unwrap()).collect();
        let counted: u32 = found.facets.iter().filter(|facet| facet.name == "kind").map(|facet| facet.count).sum();
        assert_eq!((&ids, counted as usize), (&expected, expected.len()), "{}", caller.subject);
    }
    let logged: i64 = sqlx::query_scalar("SELECT count(*) FROM audit WHERE object = $1 AND action = 'lire_piece' AND reason LIKE 'passage%'")
        .bind(first)
        .fetch_one(&world.pool)
        .await
        .unwrap();
    assert!(logged >= 8, "each passage shown is a read: {logged}");
    sqlx::query("UPDATE case_relation SET sealed = true WHERE dossier_id = $1").bind(journal.dossier).execute(&world.pool).await.unwrap();
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
    let end = tokio::time::Instant::now() + std::time::Duration::from_secs(30);
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
