//! The law as a catalogue: everything it names can be read, and what is tied is tied from both sides.

use serde_json::{Value, json};

use crate::support::{Browser, House, problem};

struct Reader {
    house: House,
    browser: Browser,
}

impl Reader {
    async fn new() -> Self {
        // The whole law is read in one go.
        let house = House::open_with(|config| config.limits.agent_burst = 10_000.0).await;
        let browser = house.sign_in("greffe.civ1").await;
        Self { house, browser }
    }

    async fn read(&self, path: &str) -> Value {
        let answer = self.house.see(&self.browser.cookie, &format!("/api/v1/referentiel/{path}")).await;
        assert_eq!(answer.status(), 200, "{path}");
        answer.json().await.unwrap()
    }

    async fn read_root(&self) -> Value {
        self.house.see(&self.browser.cookie, "/api/v1/referentiel").await.json().await.unwrap()
    }

    async fn refused(&self, path: &str) -> (u16, Value) {
        let answer = self.house.see(&self.browser.cookie, &format!("/api/v1/referentiel/{path}")).await;
        (answer.status().as_u16(), problem(answer).await["code"].clone())
    }
}

fn ids(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|of| of["id"].as_str().unwrap()).collect()
}

/// Where the page of an entry is read.
fn path(entry: &Value) -> String {
    let room = match entry["nature"].as_str().unwrap() {
        "procedure" => "procedures",
        "regle" => "regles",
        "avis" => "avis",
        "tache" => "taches",
        "controle" => "controles",
        "acte" => "actes",
        other => panic!("{other}"),
    };
    format!("{room}/{}", entry["id"].as_str().unwrap())
}

#[tokio::test]
async fn each_thing_of_the_index_has_a_page() {
    let reader = Reader::new().await;
    let index = reader.read("droit").await;
    let entries = index["entries"].as_array().unwrap();
    for nature in ["procedure", "regle", "avis", "tache", "controle", "acte"] {
        assert!(entries.iter().any(|entry| entry["nature"] == nature), "no {nature}");
    }
    for entry in entries {
        let page = reader.read(&path(entry)).await;
        assert_eq!(page["label"], entry["label"], "{entry}");
        assert_eq!(page["catalogue"], index["catalogue"]);
        // A few acts are of the registry itself, and of no text.
        assert!(entry["nature"] == "acte" || page["article"] != "", "{entry}");
    }
}

#[tokio::test]
async fn a_procedure_says_its_stages_its_acts_and_the_day_it_must_be_judged_by() {
    let reader = Reader::new().await;
    let page = reader.read("procedures/requete_recusation").await;
    let stages = page["stages"].as_array().unwrap();
    assert_eq!(stages[0]["when"], json!([]), "the first has no condition");
    let registered = &stages[1]["when"][0];
    assert_eq!(registered["act"], "saisine_enregistree");
    assert!(!ids(&stages[0]["acts"]).is_empty());
    assert!(stages.last().unwrap()["terminal"].as_bool().unwrap());
    assert_eq!(page["statutory"]["rule"]["id"], "civil.recusation");
    assert_eq!(page["opened_by"]["id"], "requete_deposee");
    assert!(!page["milestones"].as_array().unwrap().is_empty());
    assert!(ids(&page["rules"]).contains(&"civil.recusation"));
}

#[tokio::test]
async fn what_is_tied_is_tied_from_both_sides() {
    let reader = Reader::new().await;
    let index = reader.read("droit").await;
    for entry in index["entries"].as_array().unwrap().iter().filter(|entry| entry["nature"] == "regle") {
        let page = reader.read(&path(entry)).await;
        let id = entry["id"].as_str().unwrap();
        for of in ["tasks", "notices", "checks"] {
            for tied in page[of].as_array().unwrap() {
                let other = reader.read(&path(tied)).await;
                assert!(ids(&other["rules"]).contains(&id), "{id} is not on the page of {tied}");
            }
        }
        for procedure in page["procedures"].as_array().unwrap() {
            let other = reader.read(&path(procedure)).await;
            assert!(ids(&other["rules"]).contains(&id), "{id} is not on the page of {procedure}");
        }
    }
    let ampliatif = reader.read("regles/civil.memoire_ampliatif.depot").await;
    assert_eq!(ampliatif["satisfied_by"][0][0]["act"], "memoire_depose");
    assert!(ampliatif["since"].is_string());
    let deposit = reader.read("actes/memoire_depose").await;
    assert!(ids(&deposit["satisfies"]).contains(&"civil.memoire_ampliatif.depot"));
    let opening = reader.read("actes/pourvoi_forme").await;
    assert!(ids(&opening["opens"]).contains(&"civil.memoire_ampliatif.depot"));
}

#[tokio::test]
async fn an_edition_is_one_that_the_program_carries_and_a_name_one_that_it_knows() {
    let reader = Reader::new().await;
    let newest = reader.read("droit").await["catalogue"].as_str().unwrap().to_owned();
    assert_eq!(reader.read(&format!("droit?version={newest}")).await["catalogue"], newest);
    assert_eq!(reader.refused("droit?version=1789.7.14").await, (404, json!("LOI-002")));
    assert_eq!(reader.refused("regles?version=1789.7.14").await, (404, json!("LOI-002")));
    for path in ["procedures/nulle", "avis/nul", "taches/nulle", "controles/nul", "actes/nul"] {
        assert_eq!(reader.refused(path).await, (404, json!("LOI-007")), "{path}");
    }
    assert_eq!(reader.refused("regles/nulle").await, (404, json!("ECH-011")));
}

#[tokio::test]
async fn the_natures_of_a_request_are_those_its_procedure_knows() {
    let reader = Reader::new().await;
    let reference = reader.read_root().await;
    let natures = |code: &str| -> Vec<String> {
        let procedures = reference["procedures"].as_array().unwrap();
        let of = procedures.iter().find(|of| of["code"] == code).unwrap();
        of["natures"].as_array().unwrap().iter().map(|of| of.as_str().unwrap().to_owned()).collect()
    };
    let knows = |code: &str, nature: &str| natures(code).iter().any(|of| of == nature);
    assert!(knows("requete_recusation", "recusation"));
    assert!(!knows("requete_recusation", "omission_de_statuer"));
    assert!(knows("requete_omission", "ultra_petita") && !knows("requete_omission", "recusation"));
    assert!(knows("requete_rectification", "erreur_materielle"));
    assert!(!knows("requete_rectification", "examen_immediat"));
    assert!(knows("requete_renvoi", "surete_publique") && !knows("requete_renvoi", "ultra_petita"));
    assert!(knows("requete_reglement_juges", "reglement_de_juges"));
}
