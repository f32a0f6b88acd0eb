//! An extract of invented cases: three parties, an office, a decision attacked, thirty acts in the journal of each.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use anyhow::{Context, Result};
use greffe::commands::import::stock::extract::FILES;
use greffe_procedure::numbers::PourvoiNumber;

/// Acts that the declaration makes: itself, its registration, the constitution, the notification; then chamber and decision.
const EVENTS: usize = 30 - 6;
/// What comes in, again and again.
const COMING: [(&str, &str, &str); 6] = [
    ("memoire_depose", "depose", r#"{""nature"":""ampliatif""}"#),
    ("memoire_depose", "depose", r#"{""nature"":""en_defense""}"#),
    ("memoire_depose", "depose", r#"{""nature"":""replique""}"#),
    ("radiation_demandee", "demande", ""),
    ("avis_parquet_general", "depose", r#"{""objet"":""pourvoi""}"#),
    ("memoire_depose", "depose", r#"{""nature"":""complementaire""}"#),
];
/// Cases of one year: the numbers of a series have five digits.
const A_YEAR: usize = 20_000;

/// Writes dossiers in a folder, the first of them at a place in the order of numbers; answers the bytes.
///
/// # Errors
/// When a file cannot be written.
pub fn write(folder: &Path, first: usize, dossiers: usize) -> Result<u64> {
    std::fs::create_dir_all(folder)?;
    let mut files: Vec<BufWriter<File>> = Vec::new();
    for (name, columns) in FILES {
        let mut file = BufWriter::new(File::create(folder.join(name))?);
        writeln!(file, "{}", columns.join(";"))?;
        files.push(file);
    }
    for place in first..first + dossiers {
        one(&mut files, place)?;
    }
    for file in &mut files {
        file.flush()?;
    }
    let sizes = FILES.iter().map(|(name, _)| Ok(std::fs::metadata(folder.join(name))?.len()));
    sizes.sum()
}

fn one(files: &mut [BufWriter<File>], place: usize) -> Result<()> {
    let (year, sequence) = (2023 + place / A_YEAR, 10_001 + place % A_YEAR);
    let number = PourvoiNumber::new(year.try_into()?, sequence.try_into()?).context("number")?;
    let (bare, letter) = (number.bare(), number.letter());
    let [heads, pourvois, parties, counsel, attacked, events, _, rulings, _, _] = files else {
        anyhow::bail!("the format has other files");
    };
    let procedure = "civil_representation_obligatoire";
    writeln!(heads, "{bare};{letter};{procedure};50A;non;civ1;{year}-03-15;{year}-03-01")?;
    writeln!(pourvois, "{bare};1;principal;{year}-03-01;1;2 3")?;
    writeln!(
        parties,
        "{bare};1;demandeur;personne_physique;Fictif{place};Camille;{place} rue de l’Essai, Lyon;metropole"
    )?;
    writeln!(parties, "{bare};2;defendeur;personne_morale;Société Exemple {place};;Nantes;metropole")?;
    writeln!(parties, "{bare};3;defendeur;personne_physique;Modèle{place};Dominique;;outre_mer")?;
    writeln!(counsel, "{bare};SCP Fictive {};1;{year}-03-01;", place % 60)?;
    let court = "cour d’appel de Lyon";
    writeln!(
        attacked,
        "{bare};1;{court};1re chambre;{}-12-10;arret;{year}/{sequence:05};{year}-01-15;signification",
        year - 1
    )?;
    for at in 0..EVENTS {
        let (kind, date, body) = COMING[at % COMING.len()];
        let (month, day) = (4 + at / 6, 1 + at % 6);
        let body = if body.is_empty() { String::new() } else { format!("\"{body}\"") };
        writeln!(
            events,
            "{bare};{};{kind};{date}={year}-{month:02}-{day:02};{body};{};;;",
            at + 1,
            1 + at % 3
        )?;
    }
    writeln!(
        rulings,
        "{bare};{year}-11-20;arret;rejet;frh;ECLI:FR:CCASS:{year}:C1{sequence:05};{sequence};"
    )?;
    Ok(())
}
