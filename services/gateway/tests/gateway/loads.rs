//! Load and forecast, through REST.

use serde_json::{Value, json};

use crate::support::House;

#[tokio::test]
async fn a_forecast_and_what_other_settings_change_are_asked_by_an_address_that_can_be_shared() {
    let house = House::open().await;
    let greffier = house.sign_in("greffe.central").await;
    let read = async |path: &str| {
        let found = house.http.get(house.url(path)).header("cookie", &greffier.cookie).send().await.unwrap();
        (found.status().as_u16(), found.json::<Value>().await.unwrap())
    };
    let (status, found) = read("/api/v1/charge?chambre=civ1").await;
    assert_eq!(status, 200);
    assert_eq!((&found["scope"], &found["supposed"]), (&json!("chambre"), &Value::Null));
    assert_eq!(found["stock"][0], json!({"phase": "en_etat", "dossiers": 40, "weight": 4000}));
    assert_eq!(found["past"][0], json!({"from": "2026-11-23", "entries": 8, "exits": 10}));
    assert_eq!(
        found["present"]["judged"],
        json!({"weeks": 5, "ranged": true, "low": 4, "high": null}),
        "what is beyond sight is null"
    );
    assert_eq!(
        (&found["present"]["weeks"][0]["high"], &found["present"]["weeks"][0]["after"]),
        (&Value::Null, &json!(38_000))
    );
    let person = &found["present"]["people"][0];
    assert_eq!(
        (&person["name"], &person["weight"], &person["relative"]),
        (&json!("Moi"), &json!(250), &Value::Null)
    );

    let supposed = "/api/v1/charge?chambre=civ1&semaines=20&entrees=-10&audiences=3&places=12&audiences_des=4&magistrats=-2&magistrats_des=6";
    let (status, found) = read(supposed).await;
    assert_eq!((status, &found["sight"]), (200, &json!(20)));
    assert_eq!(
        (
            &found["supposed"]["entries"],
            &found["supposed"]["exits"],
            &found["supposed"]["judged"]["weeks"],
            &found["supposed"]["judged"]["low"]
        ),
        (&json!(7_200), &json!(3_004), &json!(6), &json!(2)),
        "each setting reaches the service under its own name"
    );
    assert_eq!(found["present"]["weeks"][0]["places"], 12);

    let (status, refused) = read("/api/v1/charge?chambre=civ1&semaines=53").await;
    assert_eq!(
        (status, &refused["code"], &refused["errors"][0]["field"]),
        (422, &json!("CHG-001"), &json!("weeks"))
    );
    assert_eq!(read("/api/v1/charge?chambre=civ1&entrees=beaucoup").await.0, 422);
    let (status, found) = read("/api/v1/charge/parquet").await;
    assert_eq!((status, &found["scope"]), (200, &json!("personne")));
    assert_eq!((&found["people"][0]["share"], &found["people"][0]["cleared"]), (&json!(500), &Value::Null));
    let nobody = house.http.get(house.url("/api/v1/charge?chambre=civ1")).send().await.unwrap();
    assert_eq!(nobody.status(), 401);
}
