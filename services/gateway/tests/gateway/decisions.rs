//! The register of decisions and the version for the public, through REST.

use serde_json::{Value, json};

use crate::support::{HASH, House, problem};

#[tokio::test]
async fn the_register_is_asked_as_it_is_filtered() {
    let house = House::open().await;
    let greffier = house.sign_in("greffe.central").await;
    let path = "/api/v1/decisions?q=C200123&chambre=civ2,soc&diffusion=a_mettre&size=999";
    let found = house.http.get(house.url(path)).header("cookie", &greffier.cookie).send().await.unwrap();
    assert_eq!(found.status(), 200);
    let page: Value = found.json().await.unwrap();
    assert_eq!(page["items"][0]["ecli"], "ECLI:FR:CCASS:2026:C200123");
    assert_eq!(page["items"][0]["release"], Value::Null, "what is empty is absent");
}

#[tokio::test]
async fn citations_are_asked_without_the_text_that_bears_them() {
    let house = House::open().await;
    let greffier = house.sign_in("greffe.central").await;
    let cited = json!({"citations": [{"numero": "22-23.709", "jour": "2024-12-05"}]});
    let path = "/api/v1/decisions/citations";
    let told: Value = house.command(&greffier, path).json(&cited).send().await.unwrap().json().await.unwrap();
    assert_eq!(
        (&told[0]["state"], &told[0]["remedy"]),
        (&json!("date_differe"), &json!("22-23.709 du 2024-12-05"))
    );
    let more = json!({"citations": [{"numero": "22-23.709", "texte": "Le moyen"}]});
    assert_eq!(house.command(&greffier, path).json(&more).send().await.unwrap().status(), 422);
}

#[tokio::test]
async fn a_version_is_prepared_then_released_with_the_version_read() {
    let house = House::open().await;
    let greffier = house.sign_in("greffe.central").await;
    let act = uuid::Uuid::nil();
    let span = json!({"start": 3, "end": 8, "category": "personne_physique"});
    let asked = json!({"added": [span]});
    let prepared = house
        .command(&greffier, &format!("/api/v1/decisions/{act}/version"))
        .json(&asked)
        .send()
        .await
        .unwrap();
    assert_eq!(prepared.status(), 200);
    let version: Value = prepared.json().await.unwrap();
    assert_eq!((&version["text"], &version["hidden"][0]["end"]), (&json!("M. [A]"), &json!(8)));
    let release = json!({"added": [span], "version_sha256": HASH});
    let path = format!("/api/v1/decisions/{act}/mise-a-disposition");
    let released =
        house.command(&greffier, &path).header("if-match", "\"7\"").json(&release).send().await.unwrap();
    assert_eq!((released.status().as_u16(), released.headers()["etag"].to_str().unwrap()), (201, "\"8\""));
    let unknown = house
        .command(&greffier, &path)
        .json(&json!({"version_sha256": HASH, "ville": "Lyon"}))
        .send()
        .await
        .unwrap();
    assert_eq!(problem(unknown).await["errors"][0]["field"], "ville");
}
