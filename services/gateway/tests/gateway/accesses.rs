//! Accesses to papers and the trail, through REST: names are added, nothing else is.

use serde_json::{Value, json};

use crate::support::{House, problem};

const DOSSIER: &str = "0192f0c4-7b1e-7c3a-9f00-000000000001";

#[tokio::test]
async fn an_access_is_asked_and_stepped_with_names_and_the_trail_is_kept_by_no_browser() {
    let house = House::open().await;
    let browser = house.sign_in("conseiller.soc").await;
    let path = format!("/api/v1/dossiers/{DOSSIER}/acces");
    let body = json!({ "kind": "demande", "motif": "Même question posée." });
    let asked = house.command(&browser, &path).json(&body).send().await.unwrap();
    assert_eq!(asked.status(), 201);
    let asked: Value = asked.json().await.unwrap();
    assert_eq!(
        (&asked["agent_name"], &asked["dossier_id"]),
        (&json!("Nom de conseiller.soc"), &json!(DOSSIER))
    );
    assert_eq!(asked["steps"][0]["reason"], "Même question posée.");
    let path = format!("/api/v1/acces/{DOSSIER}/etapes");
    let body = json!({ "step": "accord", "version": 4, "jusqu_au": "2026-12-15" });
    let taken = house.command(&browser, &path).json(&body).send().await.unwrap();
    assert_eq!(taken.status(), 200);
    let taken: Value = taken.json().await.unwrap();
    assert_eq!((&taken["version"], &taken["steps"][0]["reason"]), (&json!(5), &json!(" 2026-12-15")));
    let listed: Value = house
        .see(&browser.cookie, &format!("/api/v1/acces?dossier={DOSSIER}&en_cours=true"))
        .await
        .json()
        .await
        .unwrap();
    assert_eq!((&listed["may_ask"], &listed["items"][0]["own"]), (&json!(["demande"]), &json!(true)));
    let unread = house.see(&browser.cookie, "/api/v1/acces?dossier=26-10.001").await;
    assert_eq!(problem(unread).await["code"], "REQ-006");

    let by_number = house.see(&browser.cookie, "/api/v1/journal-acces?dossier=26-10.001").await;
    assert_eq!(by_number.status(), 200, "the number of a pourvoi is resolved by its owner");
    let sought =
        format!("dossier={DOSSIER}&personne=greffe.civ1&du=2026-11-01&au=2026-11-30&refus=true&cursor=ici");
    for (trail, action) in [("journal-acces", "lire_piece"), ("journal-acces/delibere", "acces_delibere")] {
        let read = house.see(&browser.cookie, &format!("/api/v1/{trail}?{sought}")).await;
        assert_eq!(
            (read.status().as_u16(), &read.headers()["cache-control"]),
            (200, &"private, no-store".parse().unwrap())
        );
        let read: Value = read.json().await.unwrap();
        let row = &read["items"][0];
        assert_eq!((&row["action"], &row["actor"]), (&json!(action), &json!("conseiller.soc")), "{trail}");
        assert_eq!(row["told"], "greffe.civ1 2026-11-01 2026-11-30 true ici 50", "{trail}");
        assert_eq!(read["next_cursor"], "suite", "{trail}");
    }
}
