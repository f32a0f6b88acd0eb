//! One search over two services, through REST.

use serde_json::{Value, json};

use crate::support::House;

const ASKED: &str = "/api/v1/recherche?q=art.%20978&chambre=civ2,aucune";

#[tokio::test]
async fn what_two_services_found_is_one_list_without_hole_or_double() {
    let house = House::open().await;
    let greffier = house.sign_in("greffe.central").await;
    let read = async |path: &str| -> Value {
        let found = house.http.get(house.url(path)).header("cookie", &greffier.cookie).send().await.unwrap();
        assert_eq!(found.status(), 200);
        found.json().await.unwrap()
    };
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = read(&format!("{ASKED}&size=3{cursor}")).await;
        assert_eq!(
            (&page["total"], &page["behind"], &page["missing"]),
            (&json!(8), &json!(true), &json!([]))
        );
        let references =
            page["items"].as_array().unwrap().iter().map(|hit| hit["reference"].as_str().unwrap().to_owned());
        seen.extend(references);
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(seen, ["h0", "p0", "h1", "p1", "h2", "p2", "h3", "h4"], "the best of both first");
    let papers = read(&format!("{ASKED}&genre=piece")).await;
    assert_eq!((papers["items"].as_array().unwrap().len(), &papers["total"]), (3, &json!(3)));
    assert_eq!((&papers["items"][0]["genre"], &papers["items"][0]["page"]), (&json!("piece"), &json!(3)));
    let facet = |value: &str| {
        papers["facets"].as_array().unwrap().iter().find(|f| f["value"] == value).unwrap()["count"].clone()
    };
    assert_eq!((facet("dossier"), facet("piece")), (json!(1), json!(3)), "what the others hold is counted");
    let bad = house
        .http
        .get(house.url(&format!("{ASKED}&cursor=x")))
        .header("cookie", &greffier.cookie)
        .send()
        .await
        .unwrap();
    assert_eq!(bad.status(), 422);
}

#[tokio::test]
async fn affairs_that_are_alike_come_with_their_reasons() {
    let house = House::open().await;
    let greffier = house.sign_in("greffe.central").await;
    let path = format!("/api/v1/dossiers/{}/affaires-proches", uuid::Uuid::nil());
    let found = house.http.get(house.url(&path)).header("cookie", &greffier.cookie).send().await.unwrap();
    let page: Value = found.json().await.unwrap();
    assert_eq!(
        (&page["items"][0]["joinder"], &page["items"][0]["reasons"][0]),
        (&json!(true), &json!("Même décision attaquée"))
    );
}

#[tokio::test]
async fn what_could_be_joined_is_listed_by_chamber_with_its_reasons() {
    let house = House::open().await;
    let greffier = house.sign_in("greffe.central").await;
    let path = "/api/v1/jonctions-possibles?chambre=aucune&size=999";
    let found = house.http.get(house.url(path)).header("cookie", &greffier.cookie).send().await.unwrap();
    let page: Value = found.json().await.unwrap();
    assert_eq!((&page["total"], &page["more"]), (&json!(1), &json!(true)));
    let one = &page["items"][0];
    assert_eq!(
        (&one["reasons"][0], &one["members"][1]["joined"]),
        (&json!("Mêmes parties (2 dossiers)"), &json!(true))
    );
}
