//! The extract of a former system: every kind of defect is found and told with its line, nothing is repaired, what may enter
//! enters once, and both systems are compared.

use std::collections::BTreeSet;
use std::path::Path;

use greffe::commands::import::stock::{
    build::build,
    context,
    defects::{Defect, Kind},
    extract::{CLOSED, COURTS, Extract, FILES, Item},
};
use greffe_dev::testing::TestDirectory;
use greffe_test_support::{Options, Product};
use jiff::civil::date;

const PROCEDURE: &str = "civil_representation_obligatoire";

/// Rows of an extract, by file.
struct Written(Vec<(&'static str, Vec<u8>)>);

impl Written {
    fn new() -> Self {
        let all = FILES.iter().chain([&CLOSED, &COURTS]);
        Self(all.map(|(name, columns)| (*name, format!("{}\n", columns.join(";")).into_bytes())).collect())
    }

    fn row(&mut self, file: &str, row: impl AsRef<[u8]>) -> &mut Self {
        let (_, text) = self.0.iter_mut().find(|(name, _)| *name == file).unwrap();
        text.extend(row.as_ref());
        text.push(b'\n');
        self
    }

    /// A case with which nothing is wrong, in the files named.
    fn sound(&mut self, number: &str) -> &mut Self {
        self.row("dossiers.csv", format!("{number};;{PROCEDURE};;non;;;2025-03-03"));
        self.row(
            "parties.csv",
            format!("{number};1;demandeur;personne_physique;Fictif;Camille;Lyon;metropole"),
        );
        self.row("parties.csv", format!("{number};2;defendeur;personne_morale;Société Exemple;;;metropole"));
        self.row(
            "decisions_attaquees.csv",
            format!("{number};1;cour d’appel de Lyon;;2024-12-12;arret;24/00001;;"),
        )
    }

    fn save(&self, folder: &Path) {
        std::fs::create_dir_all(folder).unwrap();
        for (name, text) in &self.0 {
            std::fs::write(folder.join(name), text).unwrap();
        }
    }
}

/// Defects found, and numbers of the cases that may enter.
fn read(folder: &Path) -> (Vec<Defect>, Vec<String>) {
    let context = context(folder, date(2026, 11, 24)).unwrap();
    let mut extract = Extract::open(folder).unwrap();
    let (mut defects, mut enter) = (Vec::new(), Vec::new());
    while let Some(item) = extract.next_item().unwrap() {
        match item {
            Item::Defect(defect) => defects.push(defect),
            Item::Closed(..) => {}
            Item::Case(case) => {
                let built = build(&context, &case);
                if built.enters() {
                    enter.push(case.number.bare());
                }
                defects.extend(built.defects);
            }
        }
    }
    (defects, enter)
}

#[tokio::test]
async fn each_kind_of_defect_is_told_with_its_line_and_keeps_its_dossier_out_or_is_declared() {
    let directory = TestDirectory::create().await.unwrap();
    let folder = directory.path();
    let mut written = Written::new();
    let event = |number: &str, kind: &str, dates: &str| format!("{number};1;{kind};{dates};;;");
    written.row("juridictions.csv", "CA69;cour d’appel de Lyon");
    written.sound("25-10.001");
    // Encoding, columns, number, order.
    written
        .sound("25-10.002")
        .row("evenements.csv", b"25-10.002;1;radiation_demandee;demande=2025-04-01;;;\xe9".as_slice());
    written.row("dossiers.csv", "25-10.003;trop court");
    written.row("dossiers.csv", format!("25-XX.004;;{PROCEDURE};;non;;;2025-03-03"));
    // A number twice, and one that is closed too.
    written.sound("25-10.005").row("dossiers.csv", format!("25-10.005;;{PROCEDURE};;non;;;2025-03-04"));
    written
        .sound("25-10.006")
        .row("clos.csv", format!("25-10.006;;{PROCEDURE};;2024-01-02;2025-01-02;rejet"));
    // A letter that does not fit is kept.
    written.sound("25-10.007");
    let (_, heads) = &mut written.0[0];
    let text = String::from_utf8(heads.clone()).unwrap().replace("25-10.007;;", "25-10.007;A;");
    *heads = text.into_bytes();
    // Nobody forms it; a row of no dossier.
    written.row("dossiers.csv", format!("25-10.008;;{PROCEDURE};;non;;;2025-03-03"));
    written.row("parties.csv", "25-10.009;1;demandeur;;Orphelin;;;");
    // What the law and the court do not know.
    written.row("dossiers.csv", "25-10.010;;civil_inconnu;;non;civ9;;2025-03-03");
    written.row("parties.csv", "25-10.010;1;plaignant;;Fictif;;;");
    written.row("decisions_attaquees.csv", "25-10.010;1;CA99;;2024-12-12;arret;;;");
    written
        .sound("25-10.011")
        .row("evenements.csv", event("25-10.011", "acte_imaginaire", "depose=2025-04-01"));
    // Days.
    written
        .sound("25-10.012")
        .row("evenements.csv", event("25-10.012", "radiation_demandee", "demande=31/12/2025"));
    written
        .sound("25-10.013")
        .row("evenements.csv", event("25-10.013", "radiation_demandee", "demande=9999-12-31"));
    written
        .sound("25-10.014")
        .row("evenements.csv", event("25-10.014", "radiation_demandee", "demande=2027-01-01"));
    written
        .sound("25-10.015")
        .row("evenements.csv", event("25-10.015", "radiation_demandee", "demande=2025-01-01"));
    // A rank that stands for nobody, and a court's code that the folder explains.
    written.sound("25-10.016").row("avocats.csv", "25-10.016;SCP Fictive;7;;");
    written.row("dossiers.csv", format!("25-10.017;;{PROCEDURE};;oui;civ1;;2025-03-03"));
    written.row("parties.csv", "25-10.017;1;demandeur;;Fictif;;;");
    written.row("decisions_attaquees.csv", "25-10.017;1;CA69;;2024-12-12;arret;;;");
    // Words of a decision that is not there.
    written.sound("25-10.018").row("dispositifs.csv", "25-10.018;1;REJETTE le pourvoi.;;;;");
    written.row("dossiers.csv", format!("25-09.999;;{PROCEDURE};;non;;;2025-03-03"));
    written.save(folder);

    let (defects, enter) = read(folder);
    let found: BTreeSet<Kind> = defects.iter().map(|d| d.kind).collect();
    let elsewhere = BTreeSet::from([Kind::Undecided, Kind::Refused]);
    let every: BTreeSet<Kind> = Kind::ALL.iter().copied().filter(|kind| !elsewhere.contains(kind)).collect();
    assert_eq!(found, every, "{defects:#?}");
    assert_eq!(enter, ["25-10.001", "25-10.007", "25-10.013", "25-10.017"], "{defects:#?}");
    let told = |kind: Kind| {
        let all = defects.iter().filter(|d| d.kind == kind);
        all.map(|d| (d.at.0, d.number.as_str(), d.column.as_str(), d.found.as_str())).collect::<Vec<_>>()
    };
    assert_eq!(told(Kind::Letter), [("dossiers.csv", "25-10.007", "cle", "A")]);
    assert_eq!(told(Kind::Fictive), [("evenements.csv", "25-10.013", "dates", "9999-12-31")]);
    assert_eq!(told(Kind::Duplicate).len(), 2, "neither of the two enters");
    assert_eq!(told(Kind::Elsewhere).len(), 2, "in both files");
    let order = &told(Kind::Order)[0];
    assert_eq!((order.0, order.1), ("dossiers.csv", "25-09.999"));
    assert!(told(Kind::Encoding)[0].3.contains('é'), "shown as it was meant");
}

#[tokio::test]
async fn an_extract_is_tried_entered_once_and_compared() -> anyhow::Result<()> {
    let directory = TestDirectory::create().await?;
    let folder = directory.path().join("extrait");
    let mut written = Written::new();
    written.sound("25-10.001");
    written.row("avocats.csv", "25-10.001;SCP Fictive et Associés;1;2025-03-03;2025-06-01");
    written.row("avocats.csv", "25-10.001;SCP Modèle;1;2025-06-02;");
    written.row("pourvois.csv", "25-10.001;1;principal;2025-03-03;1;2");
    written.row("pourvois.csv", "25-10.001;2;incident;2025-08-01;2;1");
    written.row("evenements.csv", "25-10.001;1;radiation_demandee;demande=9999-12-31;;2;");
    written.row(
        "evenements.csv",
        r#"25-10.001;2;memoire_depose;depose=2025-07-01;"{""nature"":""ampliatif""}";1;"#,
    );
    written.row("pieces.csv", "25-10.001;1;2;memoire;memoire.pdf;00ff;12");
    written.row("decisions.csv", "25-10.001;2026-03-05;arret;rejet;frh;ECLI:FR:CCASS:2026:C100001;");
    written.row("dispositifs.csv", "25-10.001;1;REJETTE le pourvoi.;;;;25-10.077");
    // The law admits no decision before there is a mémoire.
    written.sound("25-10.002").row("decisions.csv", "25-10.002;2026-03-05;arret;rejet;;;");
    written.row("clos.csv", format!("23-10.001;;{PROCEDURE};civ1;2023-01-02;2024-01-02;rejet"));
    written.row("clos.csv", format!("23-10.002;;{PROCEDURE};civ1;2023-01-02;;rejet"));
    written.save(&folder);

    let product = Product::start(Options::default()).await?;
    let path = folder.display().to_string();
    let stock = async |more: &[&str]| {
        let mut verb = vec!["import", "stock", &path, "--operateur", "Essai"];
        verb.extend(more);
        product.operate(&verb).await
    };
    let (well, said) = stock(&[]).await?;
    println!("{said}");
    assert!(well && said.contains("1 entreraient (essai : rien n’est écrit)"), "{said}");
    assert!(said.contains("clos_sans_decision") && said.contains("1 × refus"), "{said}");
    let (well, said) = stock(&["--compare"]).await?;
    assert!(!well && said.contains("2 absents de Greffe"), "the trial wrote nothing: {said}");

    let (well, said) = stock(&["--entrer"]).await?;
    assert!(well && said.contains("1 entrés avec") && said.contains("1 entrées en chiffres"), "{said}");
    let (well, again) = stock(&["--entrer"]).await?;
    assert!(well && again.contains("0 entrés avec") && again.contains("1 déjà repris."), "{again}");
    assert!(again.contains("1 déjà reprises"), "{again}");

    let api = product.machine("reprise").await?;
    let dossier = api.get("/api/v1/dossiers/25-10.001?min_version=8").await?.expect(200)?;
    assert_eq!((&dossier["stage"], &dossier["formed_on"]), (&"juge".into(), &"2025-03-03".into()));
    assert_eq!(dossier["pourvois"].as_array().map(Vec::len), Some(2));
    let id = dossier["dossier_id"].as_str().unwrap_or_default();
    let journal = api.get(&format!("/api/v1/dossiers/{id}/actes")).await?.expect(200)?;
    let declared =
        journal["items"].as_array().into_iter().flatten().find(|a| a["kind"] == "radiation_demandee");
    let declared = declared.expect("the request is in the journal");
    assert_eq!(declared["dates"]["demande"], "inconnue");
    let reason = declared["reason"].as_str().unwrap_or_default();
    assert!(reason.contains("9999-12-31") && reason.contains("evenements.csv, ligne 2"), "{reason}");
    let origins = api.get(&format!("/api/v1/dossiers/{id}/provenance")).await?.expect(200)?;
    let of = |field: &str| {
        let all = origins["items"].as_array().into_iter().flatten();
        all.clone().find(|o| o["field"] == field).cloned().unwrap_or_default()
    };
    assert_eq!(of("evenements[0].dates")["original"], "demande=9999-12-31");
    assert_eq!(of("evenements[0].dates")["defect"], "date_fictive");
    assert_eq!(
        (&of("parties[1].nom")["line"], &of("pieces[0].sha256")["original"]),
        (&3.into(), &"00ff".into())
    );
    let ruled = api.get(&format!("/api/v1/dossiers/{id}/decisions")).await?.expect(200)?;
    let ruled = &ruled["decisions"][0];
    assert_eq!(
        (&ruled["dispositif"], &ruled["joined_numbers"][0]),
        (&"REJETTE le pourvoi.".into(), &"V 25-10.077".into())
    );
    let greffier = product.person("greffe.central").await?;
    let durations = greffier.get("/api/v1/stock/durees").await?.expect(200)?;
    let cells = durations["cells"].as_array().into_iter().flatten();
    let origins: Vec<&str> = cells.filter_map(|c| c["origin"].as_str()).collect();
    assert_eq!(origins, ["anterieur", "greffe"], "{durations}");

    // The one that was refused is told each day, and so is what the former system changes.
    let (well, said) = stock(&["--compare"]).await?;
    assert!(!well && said.contains("25-10.002 · dossier") && said.contains("1 différences"), "{said}");
    let parties =
        std::fs::read_to_string(folder.join("parties.csv"))?.replace("Société Exemple", "Société Autre");
    std::fs::write(folder.join("parties.csv"), parties)?;
    let (_, said) = stock(&["--compare"]).await?;
    assert!(said.contains("25-10.001 · parties") && said.contains("Société Autre"), "{said}");
    let (sound, said) = product.verify(20).await?;
    assert!(sound, "{said}");
    product.stack.stop().await
}
