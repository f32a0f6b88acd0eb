//! What a notice must say, filled from the dossier; and which channels a way of the law opens.

use std::{collections::HashMap, sync::LazyLock};

use greffe_chassis::{Failure, Result};
use greffe_contracts::{
    common::v1::named_date, dossier::v1 as dossier, events::v1::ActRecorded, notification::v1 as pb,
};
use greffe_procedure::{
    catalogue::Catalogue,
    day::{Day, Instant},
};
use serde::Deserialize;

/// Where the words of each mention come from.
const MENTIONS: &str = include_str!("../../mentions.toml");

/// Where a mention's words come from.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub struct Mention {
    mention: String,
    /// Part of the dossier; empty where a greffier writes.
    #[serde(default)]
    source: String,
    /// Words of the law.
    #[serde(default)]
    texte: String,
    /// Whether a greffier signs it.
    #[serde(default)]
    signe: bool,
    /// Whether a letter shows it apart: a term, its sanction, the way to act.
    #[serde(default)]
    apparent: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    /// Notices whose return is itself an act of the journal.
    retour_au_journal: Vec<String>,
    mention: Vec<Mention>,
}

pub struct Known {
    pub mentions: HashMap<String, Mention>,
    pub returns: Vec<String>,
}

static KNOWN: LazyLock<std::result::Result<Known, String>> = LazyLock::new(|| {
    let file: File = toml::from_str(MENTIONS).map_err(|e| e.to_string())?;
    let mentions = file.mention.into_iter().map(|one| (one.mention.clone(), one)).collect();
    Ok(Known { mentions, returns: file.retour_au_journal })
});

pub fn known() -> Result<&'static Known> {
    KNOWN.as_ref().map_err(|why| Failure::internal(why.clone()))
}

/// Whether the return of that notice is an act of its own.
pub(super) fn return_is_an_act(notice: &str) -> Result<bool> {
    Ok(known()?.returns.iter().any(|one| one == notice))
}

/// Whether a letter shows the mention apart and large.
pub(super) fn apart(mention: &str) -> bool {
    known().is_ok_and(|known| known.mentions.get(mention).is_some_and(|one| one.apparent))
}

/// Whether the mention is an article of the law, reproduced.
pub(super) fn reproduced(mention: &str) -> bool {
    mention.starts_with("texte de l’article ")
}

/// Channels by which a notice may go, the usual one first: each way of the law by its own, and any where the law names none.
pub fn channels(means: &[String]) -> Vec<String> {
    const ALL: &[&str] = &[
        "voie_electronique",
        "courriel",
        "lettre_simple",
        "lettre_recommandee",
        "greffe_penitentiaire",
        "remise",
        "signification",
    ];
    if means.is_empty() || means.iter().any(|way| way == "tout_moyen") {
        return ALL.iter().map(|code| (*code).to_owned()).collect();
    }
    means.to_vec()
}

/// The way of the law that a channel is.
pub(super) fn mode(channel: &str) -> &str {
    if channel == "courriel" { "tout_moyen" } else { channel }
}

/// The mandatory mentions, each with what the dossier says, the text of the law, or what the registry last kept.
pub(super) fn fields(
    notice: &pb::Notice,
    case: &dossier::Dossier,
    act: Option<&ActRecorded>,
    kept: &HashMap<String, String>,
) -> Result<Vec<pb::NoticeField>> {
    let known = known()?;
    let field = |mention: &String| {
        let from = known.mentions.get(mention);
        let said = from.and_then(|from| match from.source.as_str() {
            "" => (!from.texte.is_empty()).then(|| from.texte.clone()),
            source => said_by(source, case, act).filter(|text| !text.is_empty()),
        });
        let editable = said.is_none();
        pb::NoticeField {
            mention: mention.clone(),
            text: said.or_else(|| kept.get(mention).cloned()).unwrap_or_default(),
            editable,
            signed: from.is_some_and(|from| from.signe),
            keep: false,
        }
    };
    Ok(notice.mentions.iter().map(field).collect())
}

pub fn said_by(source: &str, case: &dossier::Dossier, act: Option<&ActRecorded>) -> Option<String> {
    let long = |day: &str| day.parse::<Day>().ok().map(Day::long);
    match source {
        "numero" => Some(case.number.clone()),
        "decision" => {
            let all: Vec<String> = case.decisions.iter().map(greffe_contracts::words::decision).collect();
            Some(all.join("\u{a0}; "))
        }
        "issue" => {
            let solution = &case.outcome.as_ref()?.solution;
            Catalogue::embedded().solution_label(solution).map(str::to_owned)
        }
        "depot" => long(&case.formed_on),
        // The day that the act itself names.
        _ => {
            let name = source.strip_prefix("acte.")?;
            let date = act?.dates.iter().find(|date| date.name == name)?;
            match date.value.as_ref()? {
                named_date::Value::Day(day) => Some(Day::from_number(*day).long()),
                named_date::Value::Instant(at) => Some(greffe_procedure::day::paris_minute(Instant(*at))),
                _ => None,
            }
        }
    }
}
