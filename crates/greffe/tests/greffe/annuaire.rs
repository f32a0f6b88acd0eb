//! The directory: compared with the register, told line by line, entered once, and nobody shut out by a slip.

use anyhow::Result;
use greffe::commands::import::annuaire::{COLUMNS, Wanted, plan};
use greffe_contracts::assignment::v1::{Agent, Magistrate};
use greffe_dev::testing::TestDirectory;
use greffe_test_support::{Options, Product};

fn agent(subject: &str, role: &str) -> Agent {
    Agent {
        agent_id: format!("id-{subject}"),
        subject: subject.into(),
        display_name: format!("Nom de {subject}"),
        roles: vec![role.into()],
        version: 3,
        ..Default::default()
    }
}

#[test]
fn only_what_differs_changes_and_a_file_shuts_out_no_administrator_nor_counsel() {
    let register = [
        agent("a", "greffe_central"),
        agent("b", "sder"),
        agent("c", "administration"),
        agent("d", "avocat_aux_conseils"),
    ];
    let magistrates =
        [Magistrate { agent_id: "id-a".into(), fonction: "doyen".into(), version: 2, ..Default::default() }];
    let same = Wanted {
        line: 2,
        agent: Agent { agent_id: String::new(), version: 0, ..register[0].clone() },
        magistrate: Some(Magistrate { fonction: "doyen".into(), ..Default::default() }),
    };
    let steps = plan(&register, &magistrates, std::slice::from_ref(&same), true);
    assert_eq!(steps[0].changes, [""; 0]);
    assert_eq!((steps.len(), steps[1].agent.subject.as_str(), steps[1].agent.suspended), (2, "b", true));
    let mut promoted = same;
    promoted.agent.chambres = vec!["civ1".into()];
    promoted.magistrate = Some(Magistrate { fonction: "president".into(), ..Default::default() });
    let steps = plan(&register, &magistrates, &[promoted], false);
    assert_eq!(steps[0].changes, ["chambres", "fiche de magistrat"]);
    let kept = steps[0].magistrate.as_ref().map(|m| (m.agent_id.as_str(), m.version));
    assert_eq!((steps[0].agent.version, kept), (3, Some(("id-a", 2))));
}

#[tokio::test]
async fn a_directory_is_tried_entered_once_and_wrong_lines_are_told() -> Result<()> {
    let product = Product::start(Options::default()).await?;
    let directory = TestDirectory::create().await?;
    let folder = directory.path().to_string_lossy().into_owned();
    let write = |rows: &[&str]| {
        std::fs::write(
            directory.path().join("annuaire.csv"),
            format!("{}\n{}\n", COLUMNS.join(";"), rows.join("\n")),
        )
    };
    let verb = |more: &'static [&'static str]| {
        let mut verb = vec!["import", "annuaire", folder.as_str(), "--operator", "essai"];
        verb.extend(more);
        verb
    };
    write(&[
        "nouvelle.conseillere;Ève Nouvelle;magistrat_siege;soc;;;conseiller;;2026-09-01;;80;baux,travail",
        "nouveau.greffier;Paul Nouveau;greffe_chambre;soc;;non;;2;;;;",
    ])?;
    let (fine, said) = product.operate(&verb(&[])).await?;
    assert!(
        fine && said.contains("2 changement(s) à faire")
            && said.contains("ligne 2 · nouvelle.conseillere : à inscrire"),
        "{said}"
    );
    let count = "SELECT count(*) FROM assignment.agent WHERE subject LIKE 'nouve%'";
    let pool = product.sql().await?;
    assert_eq!(sqlx::query_scalar::<_, i64>(count).fetch_one(&pool).await?, 0, "nothing is written");
    let (fine, said) = product.operate(&verb(&["--entrer"])).await?;
    assert!(fine && said.contains("2 changement(s) faits"), "{said}");
    let (fine, said) = product.operate(&verb(&["--entrer"])).await?;
    assert!(fine && said.contains("0 changement(s) faits, 2 sans changement"), "{said}");
    let kept: (String, i32) = sqlx::query_as(
        "SELECT m.fonction, m.quotite::int FROM assignment.magistrate m JOIN assignment.agent a ON a.id = m.agent_id
         WHERE a.subject = 'nouvelle.conseillere'",
    )
    .fetch_one(&pool)
    .await?;
    assert_eq!(kept, ("conseiller".into(), 800));
    let section = "SELECT section FROM assignment.agent WHERE subject = 'nouveau.greffier'";
    assert_eq!(sqlx::query_scalar::<_, String>(section).fetch_one(&pool).await?, "2");

    write(&[
        "trop;court",
        "chambre.fausse;Nom;magistrat_siege;lune;;;;;;;;",
        "jour.faux;Nom;sder;;;;doyen;;hier;;;",
    ])?;
    let (fine, said) = product.operate(&verb(&["--entrer"])).await?;
    assert!(
        !fine
            && said.contains("ligne 2 · la ligne n’a pas les colonnes")
            && said.contains("lune")
            && said.contains("n’est pas une chambre"),
        "{said}"
    );
    assert!(said.contains("ligne 4 · arrivee : « hier » n’est pas un jour"), "{said}");
    let (fine, said) = product.operate(&verb(&["--entrer", "--suspendre-absents"])).await?;
    assert!(!fine && said.contains("personne n’est suspendu pour une faute de frappe"), "{said}");
    product.stack.stop().await
}
