//! A version of the law tried over the stock, put in force, and applied by every service to what it holds.

use std::time::Duration;

use anyhow::{Result, ensure};
use greffe_dev::until;
use greffe_procedure::versions;
use greffe_test_support::{Api, Options, Product};
use serde_json::json;
use uuid::Uuid;

use crate::{day, declaration};

/// Services look for what another version left behind every half minute.
const FOLLOWED: Duration = Duration::from_secs(90);

async fn tasks(greffier: &Api, dossier: &str) -> Result<Vec<String>> {
    let found = greffier.get(&format!("/api/v1/dossiers/{dossier}/taches")).await?.expect(200)?;
    let items = found["items"].as_array().cloned().unwrap_or_default();
    Ok(items.iter().filter_map(|task| task["code"].as_str().map(str::to_owned)).collect())
}

#[tokio::test]
async fn what_a_version_moves_is_seen_before_and_followed_after() -> Result<()> {
    let product = Product::start(Options::default()).await?;
    let greffier = product.person("greffe.central").await?;
    let administrator = product.person("administration").await?;
    let opened = greffier.post("/api/v1/dossiers", &declaration(&day(-10), "")).await?.expect(201)?;
    let dossier = opened["dossier_id"].as_str().unwrap_or_default().to_owned();
    let seen = greffier.get(&format!("/api/v1/dossiers/{dossier}")).await?.expect(200)?;
    let demandeur = seen["parties"]
        .as_array()
        .and_then(|parties| parties.iter().find(|party| party["role"] == "demandeur"))
        .map(|party| party["party_id"].clone())
        .unwrap_or_default();
    let mut version = opened["version"].as_u64().unwrap_or_default();
    for act in [
        json!({"type": "partie_decedee", "dates": {"notifie": day(-5)}, "corps": {}, "portee": {"parties": [demandeur]}}),
        json!({"type": "instance_interrompue", "dates": {"constatee": day(-2)}, "corps": {}}),
    ] {
        let path = format!("/api/v1/dossiers/{dossier}/actes");
        let done = greffier.post_with(&path, Uuid::now_v7(), Some(version), &act).await?.expect(201)?;
        version = done["version"].as_u64().unwrap_or_default();
    }
    // Off the roll, nobody is asked for a chamber: since the newest version only.
    let (former, newest) = (versions::known().first(), versions::known().last());
    let (former, newest) = (former.map_or("", |v| &v.name), newest.map_or("", |v| &v.name));
    let settled = until(FOLLOWED, async || {
        let path = format!("/api/v1/dossiers/{dossier}/taches?min_version={version}");
        greffier.get(&path).await.is_ok_and(|answer| answer.status == 200)
    })
    .await;
    ensure!(settled, "the tasks follow the acts");
    let owed = tasks(&greffier, &dossier).await?;
    ensure!(!owed.iter().any(|code| code == "attribuer_chambre"), "{owed:?}");

    let refused = greffier
        .post("/api/v1/droit/en-vigueur", &json!({"version": former, "trial_id": "", "reason": "Essai."}))
        .await?;
    ensure!(refused.status == 403, "{}", refused.status);
    let trial = administrator.post("/api/v1/droit/essais", &json!({"version": former})).await?.expect(201)?;
    let path = format!("/api/v1/droit/essais/{}", trial["trial_id"].as_str().unwrap_or_default());
    let over = until(Duration::from_secs(60), async || {
        let found = administrator.get(&path).await.and_then(|answer| answer.expect(200));
        found.is_ok_and(|found| !found["trial"]["ended_at"].is_null())
    })
    .await;
    ensure!(over, "the dry run comes to its end");
    let found = administrator.get(&path).await?.expect(200)?;
    let moves = found["moves"].as_array().cloned().unwrap_or_default();
    let chambre = moves.iter().find(|moved| moved["code"] == "attribuer_chambre");
    ensure!(chambre.is_some_and(|moved| moved["before"].is_null() && !moved["after"].is_null()), "{found}");
    ensure!(found["trial"]["moved"] == 1 && found["trial"]["unread"] == 0, "{found}");

    let decided = json!({"version": former, "trial_id": trial["trial_id"], "reason": "Retour, le temps d’un contrôle."});
    let done = administrator.post("/api/v1/droit/en-vigueur", &decided).await?.expect(201)?;
    ensure!(done["version"] == former, "{done}");
    let followed = until(FOLLOWED, async || {
        let owed = tasks(&greffier, &dossier).await.unwrap_or_default();
        owed.iter().any(|code| code == "attribuer_chambre")
    })
    .await;
    ensure!(followed, "what is held is derived by the version put in force");
    let all_followed = until(FOLLOWED, async || {
        let seen = administrator.get("/api/v1/droit/versions").await.and_then(|answer| answer.expect(200));
        seen.is_ok_and(|seen| seen["behind"] == 0 && seen["in_force"]["version"] == former)
    })
    .await;
    ensure!(all_followed, "every dossier follows");
    let sql = product.sql().await?;
    let of_deadlines = until(FOLLOWED, async || {
        let under = sqlx::query_scalar::<_, String>("SELECT DISTINCT catalogue FROM deadline.derivation")
            .fetch_all(&sql)
            .await;
        under.is_ok_and(|under| under == [former])
    })
    .await;
    ensure!(of_deadlines, "the terms too");
    let (clean, said) = product.verify(10).await?;
    ensure!(clean, "{said}");

    let changes = greffier
        .get(&format!("/api/v1/droit/versions/{newest}/differences?depuis={former}"))
        .await?
        .expect(200)?;
    let changed = changes["changes"].as_array().map_or(0, Vec::len);
    ensure!(changed > 0, "{changes}");
    product.stack.stop().await
}
