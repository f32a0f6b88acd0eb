//! `greffe demo`: the demonstration stock, loaded through the public API by the machine that takes older cases over.
//!
//! Its days are counted from the day of loading, which is read back from the first dossier: a loading cut short goes on where it
//! stopped, on whatever day, and one that is whole is recognised at once.

use anyhow::{Context, Result, bail};
use clap::Args;
use futures::StreamExt;
use greffe_chassis::clock::{Clock, SystemClock, paris_day};
use greffe_dev::{Stack, servers::Oidc};
use greffe_procedure::{catalogue::Catalogue, numbers::PourvoiNumber};
use jiff::{Span, Timestamp, civil::Date};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::import::{
    Identity,
    parties::{Party, Role},
    plan::{Notes, Opening, Plan, Step},
    record::Attacked,
    send::{Sender, Sent},
};
use crate::api::{Api, Credentials};

pub const SET: &str = include_str!("../../../../ops/demo/dossiers.toml");
/// Every case of the set is of the commonest procedure.
const PROCEDURE: &str = "civil_representation_obligatoire";
/// Numbers of the set, far from those that the Court allots in the same year.
const FIRST_NUMBER: u32 = 14_001;
/// Dossiers loaded at once.
const AT_ONCE: usize = 6;

/// Where to, and as whom.
#[derive(Args)]
pub struct Arguments {
    /// Adresse de Greffe
    #[arg(long, env = "GREFFE_URL", default_value = "http://localhost:8400")]
    url: String,
    #[command(flatten)]
    identity: Identity,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Set {
    pub dossier: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    forme: i64,
    #[serde(default)]
    urgent: bool,
    lettre_recue: Option<String>,
    pub demandeurs: Vec<String>,
    pub defendeurs: Vec<String>,
    avocat: Option<String>,
    avocat_en_defense: Option<String>,
    residence_des_demandeurs: Option<String>,
    residence_des_defendeurs: Option<String>,
    decisions: Vec<Decision>,
    chambre: Option<String>,
    #[serde(default)]
    attribue: i64,
    #[serde(default)]
    actes: Vec<Act>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decision {
    juridiction: String,
    formation: String,
    rendue: i64,
    numero: String,
    notifiee: Option<i64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Act {
    #[serde(rename = "type")]
    kind: String,
    jour: i64,
    #[serde(default)]
    corps: Map<String, Value>,
    de: Option<String>,
    piece: Option<String>,
    agent: Option<String>,
    corrige: Option<usize>,
    motif: Option<String>,
}

/// What a loading did.
#[derive(Debug, Default)]
pub struct Loaded {
    /// Dossiers opened now.
    pub opened: usize,
    /// Acts recorded now.
    pub recorded: usize,
    /// What was refused: the set is then at odds with the product.
    pub refusals: Vec<String>,
}

/// Loads the set, and says what it did.
///
/// # Errors
/// When the product does not answer or refuses a part of the set.
pub async fn run(arguments: Arguments) -> Result<()> {
    let api = Api::new(&arguments.url, arguments.identity.credentials()?)?;
    let loaded = load(&api, SystemClock.now()).await?;
    match loaded.opened + loaded.recorded {
        0 => println!("Le jeu de démonstration est déjà là."),
        _ => println!("{} dossiers ouverts, {} actes enregistrés.", loaded.opened, loaded.recorded),
    }
    Ok(())
}

/// Loads the set in a product of this machine.
///
/// # Errors
/// As for [`run`]; and nothing is done where people come from a provider that is not ours.
pub async fn into_stack(stack: &Stack) -> Result<()> {
    let oidc: &Oidc = stack.options().servers.oidc()?;
    let Some(client_secret) = oidc.partners.get("reprise").cloned() else { return Ok(()) };
    let credentials =
        Credentials { issuer: oidc.issuer.clone(), client_id: "reprise".to_owned(), client_secret };
    load(&Api::new(&stack.gateway_url(), credentials)?, SystemClock.now()).await.map(drop)
}

/// Loads what is missing of the set.
///
/// # Errors
/// When the product does not answer or refuses a part of the set.
pub async fn load(api: &Api, now: Timestamp) -> Result<Loaded> {
    let set: Set = toml::from_str(SET).context("ops/demo/dossiers.toml")?;
    let day = day_of_loading(api, &set).await?;
    let plans = plans(&set, day.unwrap_or_else(|| paris_day(now)))?;
    let (last, others) = plans.split_last().context("le jeu est vide")?;
    if day.is_some() && is_there(api, last).await? {
        return Ok(Loaded::default());
    }
    let sender = &Sender::new(api);
    let mut loaded = Loaded::default();
    let (first, others) = others.split_first().context("le jeu n’a qu’un dossier")?;
    // Alone, and before the rest: the day of loading is read from it.
    loaded.add(sender.send(first).await?);
    let mut sending =
        futures::stream::iter(others.iter().map(|plan| sender.send(plan))).buffer_unordered(AT_ONCE);
    let mut done = 1;
    while let Some(sent) = sending.next().await {
        loaded.add(sent?);
        done += 1;
        if done % 20 == 0 {
            println!("      {done}/{} dossiers de démonstration", plans.len());
        }
    }
    drop(sending);
    if loaded.refusals.is_empty() {
        loaded.add(sender.send(last).await?);
    }
    if !loaded.refusals.is_empty() {
        bail!("le jeu de démonstration est refusé :\n{}", loaded.refusals.join("\n"));
    }
    Ok(loaded)
}

impl Loaded {
    fn add(&mut self, sent: Sent) {
        self.opened += sent.opened[0];
        self.recorded += sent.recorded[0];
        self.refusals.extend(
            sent.refusals.into_iter().map(|(number, step, refusal)| format!("{number} · {step} · {refusal}")),
        );
    }
}

/// The day on which the first dossier was opened, found by the name that it alone bears.
async fn day_of_loading(api: &Api, set: &Set) -> Result<Option<Date>> {
    let name = set.dossier.first().and_then(|case| case.demandeurs.first()).context("le jeu est vide")?;
    let query = name.to_lowercase().replace(' ', "%20");
    let found = api.get(&format!("/api/v1/dossiers?clos=true&tri=oldest&size=1&q={query}")).await??;
    let Some(id) = found["items"][0]["dossier_id"].as_str() else { return Ok(None) };
    let first = api.get(&format!("/api/v1/dossiers/{id}")).await??;
    let opened: Timestamp = first["opened_at"]
        .as_str()
        .unwrap_or_default()
        .parse()
        .context("jour d’ouverture du premier dossier")?;
    Ok(Some(paris_day(opened)))
}

async fn is_there(api: &Api, plan: &Plan) -> Result<bool> {
    let Some(opening) = plan.openings.first() else { return Ok(true) };
    match api.get(&format!("/api/v1/dossiers/{}", opening.number.replace(' ', "%20"))).await? {
        Ok(_) => Ok(true),
        Err(refusal) if refusal.status == 404 => Ok(false),
        Err(refusal) => Err(refusal.into()),
    }
}

/// One plan a dossier, with the days of the set counted from one day.
pub fn plans(set: &Set, from: Date) -> Result<Vec<Plan>> {
    let numbered = set.dossier.iter().zip(FIRST_NUMBER..);
    numbered
        .map(|(case, sequence)| case.plan(sequence, from).with_context(|| format!("dossier {sequence}")))
        .collect()
}

impl Case {
    fn plan(&self, sequence: u32, from: Date) -> Result<Plan> {
        let formed = day(from, self.forme);
        let year = u32::try_from(formed.year()).context("année")?;
        let number = PourvoiNumber::new(year, sequence).context("numéro")?;
        let number = match &self.lettre_recue {
            Some(letter) => format!("{letter} {}", number.bare()),
            None => number.to_string(),
        };
        let opening = Opening {
            number,
            formed: Some(formed),
            parties: self.parties(),
            decisions: self.decisions.iter().map(|d| d.attacked(from)).collect(),
            procedure: PROCEDURE,
            urgent: self.urgent,
            chambre: self.chambre.clone().map(|code| (code, day(from, self.attribue))),
            acts: self.actes.iter().map(|act| act.step(self, from)).collect::<Result<_>>()?,
            end: Vec::new(),
        };
        Ok(Plan {
            record: format!("demonstration/{sequence}"),
            openings: vec![opening],
            joined: None,
            sheet: Value::Null,
            notes: Notes::default(),
        })
    }

    fn parties(&self) -> Vec<Party> {
        let of = |names: &[String], role, office: &Option<String>, residence: &Option<String>| {
            let residence = residence.clone().unwrap_or_else(|| "metropole".to_owned());
            let read = |name: &String| party(name, role, office.clone(), residence.clone());
            names.iter().map(read).collect::<Vec<_>>()
        };
        let mut parties = of(&self.demandeurs, Role::Demandeur, &self.avocat, &self.residence_des_demandeurs);
        parties.extend(of(
            &self.defendeurs,
            Role::Defendeur,
            &self.avocat_en_defense,
            &self.residence_des_defendeurs,
        ));
        parties
    }
}

fn party(name: &str, role: Role, office: Option<String>, residence: String) -> Party {
    let legal = name.chars().next().is_some_and(char::is_lowercase);
    let nature = if legal { "personne_morale" } else { "personne_physique" };
    Party { role, nature, name: name.to_owned(), address: String::new(), residence, office }
}

impl Decision {
    fn attacked(&self, from: Date) -> Attacked {
        Attacked {
            court: self.juridiction.clone(),
            section: Some(self.formation.clone()),
            date: Some(day(from, self.rendue)),
            nature: Some("arrêt".to_owned()),
            rg: Some(self.numero.clone()),
            notified_on: self.notifiee.map(|days| day(from, days)),
        }
    }
}

impl Act {
    fn step(&self, of: &Case, from: Date) -> Result<Step> {
        let law = Catalogue::embedded();
        let ty = law
            .kind(&self.kind)
            .and_then(|kind| law.act_type(kind))
            .with_context(|| format!("type d’acte {}", self.kind))?;
        let date = ty.dates.first().context("un acte a une date")?.name.as_str();
        let demandeurs = of.demandeurs.len();
        let parties = match self.de.as_deref() {
            Some("demandeurs") => (0..demandeurs).collect(),
            Some("defendeurs") => (demandeurs..demandeurs + of.defendeurs.len()).collect(),
            Some(other) => bail!("«\u{a0}{other}\u{a0}» ne désigne aucune partie"),
            None => Vec::new(),
        };
        let step = Step::new(
            ty.kind.as_str(),
            &[(date, Some(day(from, self.jour)))],
            Value::Object(self.corps.clone()),
        );
        Ok(Step {
            parties,
            agent: self.agent.clone(),
            piece: self.piece.clone(),
            corrects: self.corrige.zip(self.motif.clone()),
            ..step
        })
    }
}

fn day(from: Date, days: i64) -> Date {
    from.saturating_add(Span::new().days(days))
}
