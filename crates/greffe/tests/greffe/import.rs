//! Real decisions become dossiers: each oddity known in them is asserted by its number.

use std::collections::HashMap;
use std::path::Path;

use greffe::commands::import::{
    self,
    plan::{Opening, Plan, Planned, plan},
    record::Record,
    report::Report,
};
use greffe_dev::testing::TestDirectory;
use greffe_test_support::{Options, Product};
use serde_json::json;

use crate::{product_api, shared};

const DECISIONS: &str = "data/open.jsonl";

struct Read {
    plans: Vec<Plan>,
    left: HashMap<String, &'static str>,
}

impl Read {
    fn all() -> Option<Self> {
        let text = std::fs::read_to_string(shared(DECISIONS)?).expect("the file reads");
        let mut read = Self { plans: Vec::new(), left: HashMap::new() };
        for line in text.lines() {
            let (record, _) = Record::read(line).expect("every real line reads");
            match plan(&record) {
                Planned::Take(plan) => read.plans.push(*plan),
                Planned::Leave(why) => drop(read.left.insert(record.number, why)),
            }
        }
        Some(read)
    }

    fn plan(&self, number: &str) -> &Plan {
        self.plans
            .iter()
            .find(|p| p.openings.iter().any(|o| o.number.ends_with(number)))
            .unwrap_or_else(|| panic!("{number} is taken"))
    }

    fn opening(&self, number: &str) -> &Opening {
        self.plan(number).openings.iter().find(|o| o.number.ends_with(number)).unwrap()
    }

    fn acts(&self, number: &str) -> Vec<&'static str> {
        let opening = self.opening(number);
        opening.acts.iter().chain(&opening.end).map(|s| s.kind).collect()
    }

    fn says(&self, number: &str, field: &str, words: &str) {
        let left = &self.plan(number).notes.left;
        assert!(
            left.get(field).is_some_and(|all| all.iter().any(|why| why.contains(words))),
            "{number} {field}: {left:?}"
        );
    }
}

#[test]
fn every_decision_is_taken_or_left_for_a_reason() {
    let Some(read) = Read::all() else { return };
    assert_eq!((read.plans.len(), read.left.len()), (225, 0));
    let dossiers: usize = read.plans.iter().map(|p| p.openings.len()).sum();
    assert_eq!(dossiers, 225 + 1 + 3 + 2 + 2 + 1, "one dossier a number, those joined included");
    for number in ["23-81.135", "22-83.197", "23-86.992", "19-80.567", "17-82.964"] {
        assert!(read.opening(number).procedure.starts_with("penal_"), "{number}");
    }
    assert_eq!(read.opening("23-60.099").procedure, "elections_professionnelles");
    for opening in read.plans.iter().flat_map(|p| &p.openings) {
        assert!(
            opening.parties.iter().all(|p| !p.name.is_empty() && p.name.chars().count() <= 500),
            "{}",
            opening.number
        );
        assert!(!opening.decisions.is_empty(), "{}", opening.number);
    }
}

#[test]
fn parties_are_read_in_any_number() {
    let Some(read) = Read::all() else { return };
    assert_eq!(read.opening("19-19.463").parties.len(), 3 + 911);
    assert!(
        read.opening("22-16.073").parties.iter().any(|p| p.name.contains("BTSG²")),
        "a superscript in a name"
    );
    assert_eq!(read.opening("22-22.853").parties.len(), 4, "an intervenant is a party");
    let unnamed = read.opening("16-22.391");
    assert!(unnamed.parties[0].name.contains("ne nomme pas"), "a case without a demandeur in the source");
    read.says("16-22.391", "demandeurs", "à compléter");
    let joined = read.opening("21-18.371");
    assert_eq!(joined.parties.len(), 9);
}

#[test]
fn joined_numbers_are_a_dossier_each_and_a_group() {
    let Some(read) = Read::all() else { return };
    let plan = read.plan("21-25.274");
    let numbers: Vec<&str> = plan.openings.iter().map(|o| o.number.as_str()).collect();
    assert_eq!(numbers, ["F 21-25.274", "H 21-25.275", "G 21-25.276", "J 21-25.277"]);
    assert!(plan.joined.is_some());
    // Four judgments, four défendeurs, « respectivement »: one each.
    let third = &plan.openings[2];
    assert_eq!((third.decisions.len(), third.decisions[0].rg.as_deref()), (1, Some("19/00085")));
    assert_eq!(third.parties.len(), 2);
    assert_eq!(third.parties[1].name, "Mme [D] [L]");
    assert_eq!(third.parties[1].office.as_deref(), Some("SARL Thouvenin, Coudray et Grévy"));
    assert_eq!(read.plan("23-17.529").openings.len(), 2);
    let letters: Vec<&str> = read.plan("23-18.271").openings.iter().map(|o| &o.number[..1]).collect();
    assert_eq!(letters, ["K", "M", "N"], "the letter received is kept");
    assert_eq!(read.plan("17-10.640").openings.len(), 2, "joined across years");
}

#[test]
fn decisions_attacked_are_several_or_odd() {
    let Some(read) = Read::all() else { return };
    assert_eq!(read.opening("21-22.655").decisions.len(), 2);
    let of_two = read.opening("22-12.128");
    assert_eq!(of_two.decisions.len(), 2);
    let lapse =
        of_two.acts.iter().find(|s| s.kind == "decheance_constatee").expect("a lapse as to one of them");
    assert_eq!((&lapse.decisions, &lapse.body["etendue"]), (&vec![0], &"partielle".into()));
    assert!(read.opening("23-20.088").decisions[0].court.contains("juge de l'expropriation"));
    read.says("21-17.937", "attacked", "nature de la décision non dite");
    for number in ["23-23.323", "22-19.319", "23-10.439", "23-13.300"] {
        assert!(!read.opening(number).decisions[0].court.is_empty(), "overseas: {number}");
    }
}

#[test]
fn ends_are_acts_where_an_act_says_them() {
    let Some(read) = Read::all() else { return };
    assert_eq!(read.acts("24-14.586"), ["decheance_constatee"]);
    assert!(read.opening("24-14.586").formed.is_some());
    assert_eq!(read.acts("23-20.088"), ["desistement_depose", "desistement_constate"]);
    assert_eq!(read.acts("23-20.223"), ["desistement_depose", "desistement_constate"]);
    let deposited = read.opening("23-20.223").end[0].dates[0].1.map(|day| day.to_string());
    assert_eq!(deposited.as_deref(), Some("2024-08-05"), "and not the day of the judgment attacked");
    // It is the request of radiation that was withdrawn.
    assert_eq!(read.acts("24-12.179"), ["radiation_demandee"]);
    read.says("24-12.179", "solution", "et non du pourvoi");
    assert_eq!(read.acts("20-17.240"), ["radiation_demandee", "radiation_decidee", "peremption_constatee"]);
    assert_eq!(read.acts("21-13.800").last(), Some(&"reinscription_decidee"));
    assert_eq!(read.acts("24-12.324"), ["radiation_demandee", "radiation_decidee"]);
    for (number, sens) in [("23-14.806", "renvoi"), ("23-14.577", "irrecevabilite")] {
        assert_eq!(read.acts(number), ["qpc_soulevee", "qpc_decidee"], "{number}");
        assert_eq!(read.opening(number).end[1].body["sens"], sens);
    }
    assert_eq!(read.acts("23-81.135").first(), Some(&"dossier_recu"));
    assert_eq!(read.acts("21-20.723"), ["memoire_depose", "decision_prononcee"]);
    assert!(read.opening("21-20.723").chambre.is_none(), "assemblée plénière");
    assert_eq!(read.opening("21-20.723").end[0].body["formation"], "pl");
    for number in ["21-19.704", "23-16.532", "23-10.708", "22-22.917", "21-18.371"] {
        assert_eq!(read.acts(number).last(), Some(&"decision_prononcee"), "{number}");
    }
}

#[test]
fn partial_withdrawals_touch_those_they_name() {
    let Some(read) = Read::all() else { return };
    let withdrawn = |number: &str| -> Vec<Vec<&str>> {
        let opening = read.opening(number);
        let steps = opening.acts.iter().filter(|step| step.kind == "desistement_constate");
        steps.map(|step| step.parties.iter().map(|at| opening.parties[*at].name.as_str()).collect()).collect()
    };
    for (number, named) in [
        ("22-19.178", &["ministre"][..]),
        ("23-10.028", &["Locam"]),
        // One demandeur leaves; the other leaves one of the défendeurs.
        ("21-18.445", &["[C]", "président de la chambre"]),
        ("22-19.728", &["Laurent"]),
    ] {
        let found = withdrawn(number);
        assert_eq!(found.len(), named.len(), "{number}: {found:?}");
        for (names, wanted) in found.iter().zip(named) {
            assert!(names.len() == 1 && names[0].contains(wanted), "{number}: {names:?}");
        }
    }
    // A pourvoi incident is none of the demandeur toward whom it is formed.
    assert!(withdrawn("22-23.260").is_empty());
    read.says("22-23.260", "text", "pourvoi est incident");
    for number in ["21-21.310", "22-12.858", "22-12.922", "22-17.733"] {
        assert_eq!(read.acts(number)[0], "aide_juridictionnelle_decidee", "{number}");
    }
}

#[test]
fn the_report_names_every_field_and_what_became_of_it() {
    let Some(file) = shared(DECISIONS) else { return };
    let (plans, report) = import::read(&file).unwrap();
    assert_eq!((plans.len(), report.read(), report.all_left_out()), (225, 225, 0));
    let words = report.words();
    assert!(!words.contains("champ que la reprise ne connaît pas"), "{words}");
    assert!(report.refusals.is_empty());
    let counts: HashMap<&str, (usize, usize)> =
        report.counts().map(|(name, read, mapped)| (name, (read, mapped))).collect();
    assert_eq!(counts["id"], (225, 225));
    assert_eq!(counts["attacked"], (225, 225));
    assert!(counts["counsel"].1 >= 140, "{:?}", counts["counsel"]);
    println!("{words}");
}

#[test]
fn what_does_not_read_is_a_line_of_the_report() {
    assert!(Record::read("{").is_err());
    assert!(Record::read("[]").is_err());
    assert!(Record::read(r#"{"number": "24-10.001"}"#).unwrap_err().contains("id"));
    assert!(Record::read(r#"{"id": "x", "decision_date": "un jour"}"#).is_err());
    let (bare, _) = Record::read(r#"{"id": "x", "number": "24-10.001"}"#).unwrap();
    assert!(matches!(plan(&bare), Planned::Take(_)));
    let (unreadable, _) = Record::read(r#"{"id": "x", "number": "sans"}"#).unwrap();
    assert!(matches!(plan(&unreadable), Planned::Leave(_)));
}

/// A few of each kind: joined, 911 défendeurs, two decisions, radiation, withdrawal, a question, no demandeur named.
const SOME: &[&str] = &[
    "19-19.463",
    "21-25.274",
    "23-18.271",
    "22-12.128",
    "22-19.178",
    "23-20.223",
    "24-14.586",
    "20-17.240",
    "21-13.800",
    "24-12.179",
    "23-14.806",
    "16-22.391",
    "21-20.723",
    "22-12.858",
    "23-81.135",
];

#[tokio::test]
async fn decisions_become_dossiers_once() -> anyhow::Result<()> {
    let Some(file) = shared(DECISIONS) else { return Ok(()) };
    let product = Product::start(Options::default()).await?;
    let chosen = TestDirectory::create().await?;
    let path = chosen.path().join("decisions.jsonl");
    let text = std::fs::read_to_string(file)?;
    let wanted = |line: &&str| Record::read(line).is_ok_and(|(r, _)| SOME.contains(&r.number.as_str()));
    let mut lines: Vec<String> = text.lines().filter(wanted).map(str::to_owned).collect();
    assert_eq!(lines.len(), SOME.len());
    // A letter that does not fit, and a line that is none.
    lines.push(
        r#"{"id": "lettre", "numbers": [{"number": "24-10.999", "key_letter": "A"}], "demandeurs": ["M. Jean Fictif"],
            "attacked": [{"court": "la cour d'appel de Lyon", "date": "2023-11-02", "nature": "arrêt"}]}"#
            .replace('\n', " "),
    );
    lines.push("{".into());
    std::fs::write(&path, lines.join("\n"))?;

    let report = take(&product, &path).await?;
    println!("{}", report.words());
    let refused: Vec<&[String; 4]> = report.refusals.iter().filter(|r| r[1] != "lecture").collect();
    assert!(refused.is_empty(), "{refused:?}");
    assert_eq!((report.opened, report.known, report.all_left_out()), (15 + 1 + 3 + 2, 0, 0));
    assert_eq!(report.letters, ["A 24-10.999"]);

    let api = product.machine("reprise").await?;
    let many = api.get("/api/v1/dossiers/19-19.463").await?.expect(200)?;
    assert_eq!(
        (&many["party_count"], &many["stage"], &many["chambre"]),
        (&json!(914), &json!("juge"), &json!("com"))
    );
    assert_eq!(many["outcome"]["solution"], "rejet");
    let joined = api.get("/api/v1/dossiers/21-25.276").await?.expect(200)?;
    let journal = api
        .get(&format!("/api/v1/dossiers/{}/actes", joined["dossier_id"].as_str().unwrap_or_default()))
        .await?
        .expect(200)?;
    let joinder = journal["items"]
        .as_array()
        .into_iter()
        .flatten()
        .find(|a| a["kind"] == "jonction_prononcee")
        .cloned()
        .unwrap_or_default();
    assert_eq!(joinder["corps"]["dossiers"].as_array().map(Vec::len), Some(4), "{journal}");
    assert_eq!(joined["decisions"][0]["case_number"], "19/00085");
    let lapsed = api.get("/api/v1/dossiers/24-14.586").await?.expect(200)?;
    assert_eq!((&lapsed["stage"], &lapsed["formed_on"]), (&json!("juge"), &json!("2024-04-29")));
    let struck = api.get("/api/v1/dossiers/20-17.240").await?.expect(200)?;
    assert_eq!(struck["stage"], "juge", "its péremption was declared");
    let compared = import::fields::compare(&product_api(&product)?, &path).await?;
    println!("{}", compared.words());
    assert_eq!(compared.absent, 0);
    assert!(compared.score() >= 99.0, "{}", compared.words());

    let again = take(&product, &path).await?;
    assert!(again.nothing_new(), "{}", again.words());
    assert_eq!((again.known, again.recorded_before), (report.opened, report.recorded));
    product.stack.stop().await
}

async fn take(product: &Product, file: &Path) -> anyhow::Result<Report> {
    let (plans, mut report) = import::read(file)?;
    import::carry_out(&product_api(product)?, plans, &mut report).await?;
    Ok(report)
}

/// The whole file: what `scripts/dossier.sh fields` prints and `docs/promises.md` promises.
#[tokio::test]
#[ignore = "takes the whole file over: scripts/dossier.sh fields"]
async fn the_dossiers_show_what_the_decisions_say() -> anyhow::Result<()> {
    let Some(file) = shared(DECISIONS) else { return Ok(()) };
    let product = Product::start(Options::default()).await?;
    let report = take(&product, &file).await?;
    println!("{}", report.words());
    let compared = import::fields::compare(&product_api(&product)?, &file).await?;
    print!("{}", compared.words());
    product.stack.stop().await
}
