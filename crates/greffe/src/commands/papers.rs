//! `greffe papers`: the templates of papers, without a service. A new text of a template is a folder beside those shipped: it
//! is checked by its example and looked at with the values of a real dossier before a release brings it, and taken away by one.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use clap::{Args, Subcommand};
use greffe_render::{Files, Order, Press, Stamp, Template, Values};
use jiff::civil::Date;
use serde::Deserialize;

/// What can be asked.
#[derive(Subcommand)]
pub enum Verb {
    /// Dit les modèles, leurs jours, leurs articles ; avec --day, ceux en vigueur ce jour
    List {
        /// Le jour (2026-11-29)
        #[arg(long)]
        day: Option<Date>,
        #[command(flatten)]
        beside: Beside,
    },
    /// Fait de chaque modèle d’un dossier le papier de son exemple, et dit ce qui lui manque
    Check {
        /// Dossier des modèles, un sous-dossier chacun
        templates: PathBuf,
    },
    /// Fait un aperçu, de valeurs données
    Preview(Preview),
}

/// Templates not shipped yet.
#[derive(Args)]
pub struct Beside {
    /// Dossier d’autres modèles, qui s’ajoutent à ceux livrés ou, sous le même nom de sous-dossier, les remplacent
    #[arg(long)]
    templates: Option<PathBuf>,
}

/// A paper to look at.
#[derive(Args)]
pub struct Preview {
    /// Le nom du modèle
    template: String,
    /// Fichier JSON des valeurs, comme un exemple.json
    values: PathBuf,
    /// Où écrire le PDF
    #[arg(long)]
    to: PathBuf,
    /// Le jour du papier ; celui du fichier à défaut
    #[arg(long)]
    day: Option<Date>,
    #[command(flatten)]
    beside: Beside,
}

/// Values of a paper, as `exemple.json` holds them.
#[derive(Deserialize)]
struct Given {
    jour: Date,
    identifiant: String,
    valeurs: Values,
}

/// Answers on standard output.
///
/// # Errors
/// When templates contradict each other, a file does not read, or a paper misses something.
pub fn run(verb: &Verb) -> Result<()> {
    match verb {
        Verb::List { day, beside } => {
            let press = beside.press()?;
            for template in press.templates().filter(|template| day.is_none_or(|day| template.in_force(day)))
            {
                println!("{}", line(template));
            }
            Ok(())
        }
        Verb::Check { templates } => check(templates),
        Verb::Preview(wanted) => preview(wanted),
    }
}

fn line(template: &Template) -> String {
    let until = template.until.map(|day| format!(" au {day}")).unwrap_or_default();
    let kept = template.kept_as.as_deref().map(|kind| format!(" · gardé comme {kind}")).unwrap_or_default();
    format!(
        "{} · {} · du {}{until} · {} · {}{kept}",
        template.name,
        template.title,
        template.from,
        template.open.code(),
        template.basis
    )
}

fn check(folder: &Path) -> Result<()> {
    let beside = folders(folder)?;
    ensure!(!beside.is_empty(), "{} ne tient aucun modèle", folder.display());
    let press = opened(&beside)?;
    let mut wrong = 0;
    let candidates =
        press.templates().filter(|template| beside.iter().any(|one| one.folder == template.folder));
    for template in candidates {
        let example = given(&folder.join(template.folder).join("exemple.json"))?;
        match press.render(&order(&template.name, example.jour, &example)) {
            Ok(paper) => println!("{} : {} page(s), conforme à son exemple", template.folder, paper.pages),
            Err(refusal) => {
                wrong += 1;
                println!("{} : {refusal}", template.folder);
            }
        }
    }
    ensure!(wrong == 0, "{wrong} modèle(s) à reprendre");
    Ok(())
}

fn preview(wanted: &Preview) -> Result<()> {
    let press = wanted.beside.press()?;
    let given = given(&wanted.values)?;
    let day = wanted.day.unwrap_or(given.jour);
    let paper = press.render(&order(&wanted.template, day, &given))?;
    fs::write(&wanted.to, &paper.pdf).with_context(|| format!("écriture de {}", wanted.to.display()))?;
    println!(
        "{} : {} page(s), modèle du {}",
        paper.title,
        paper.pages,
        press.in_force(&wanted.template, day)?.from
    );
    Ok(())
}

fn order<'a>(template: &'a str, day: Date, given: &'a Given) -> Order<'a> {
    Order { template, day, identifier: &given.identifiant, values: &given.valeurs, stamp: Stamp::Preview }
}

fn given(path: &Path) -> Result<Given> {
    let text = fs::read_to_string(path).with_context(|| format!("lecture de {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} n’est pas un fichier de valeurs", path.display()))
}

impl Beside {
    fn press(&self) -> Result<Press> {
        opened(&self.templates.as_deref().map(folders).transpose()?.unwrap_or_default())
    }
}

/// Those shipped, but for the folders that stand beside.
fn opened(beside: &[Files]) -> Result<Press> {
    let shipped = Files::SHIPPED.iter().filter(|one| beside.iter().all(|other| other.folder != one.folder));
    Ok(Press::of(&shipped.chain(beside).copied().collect::<Vec<_>>())?)
}

/// Read once, and kept to the end of the command: the press borrows what is embedded in the program, for good.
fn folders(root: &Path) -> Result<Vec<Files>> {
    let kept = |path: PathBuf| -> Result<&'static str> {
        let text = fs::read_to_string(&path).with_context(|| format!("lecture de {}", path.display()))?;
        Ok(text.leak())
    };
    let mut all = Vec::new();
    for entry in fs::read_dir(root).with_context(|| format!("lecture de {}", root.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            all.push(Files {
                folder: name.leak(),
                declared: kept(path.join("template.toml"))?,
                layout: kept(path.join("modele.typ"))?,
            });
        }
    }
    all.sort_by_key(|one| one.folder);
    Ok(all)
}
