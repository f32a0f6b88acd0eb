//! « Les deux systèmes disent la même chose » : what an extract of today says of each dossier, beside what Greffe holds. To
//! be run each day while both run.

use std::path::Path;

use anyhow::{Context as _, Result};
use greffe_contracts::{
    common::v1::PageRequest, deadline::v1::ListDeadlinesRequest, dossier::v1 as pb, events::v1::ActRecorded,
};
use prost::Message;
use tonic::Code;

use super::{
    agreement::{Compared, Held},
    build::{Context, build},
    defects::Report,
    extract::{Extract, Item},
    joinders::{Come, Gathered, Gathering},
    send::Door,
};

/// Acts read at once.
const PAGE: u32 = 200;
/// A term that may still be met.
const OPEN: &str = "ouverte";

/// Compares an extract with what Greffe holds: the dossiers by one door, their terms by the other.
///
/// # Errors
/// When the extract cannot be read or a service does not answer.
pub async fn compare(
    (door, terms): (&Door, &Door),
    context: &Context,
    folder: &Path,
    report: &mut Report<'_>,
) -> Result<Compared> {
    let mut extract = Extract::open(folder)?;
    let mut compared = Compared::default();
    context.joinders.defects.iter().try_for_each(|defect| report.tell(defect))?;
    let mut gathering = Gathering::new(&context.joinders, context.catalogue);
    while let Some(item) = extract.next_item()? {
        match item {
            Item::Defect(defect) => report.tell(&defect)?,
            Item::Closed(number, _) => gathering.closed(number),
            Item::Case(case) => {
                let built = build(context, &case);
                built.defects.iter().try_for_each(|defect| report.tell(defect))?;
                let Gathered { ready, defects, out } = gathering.come(&case, built);
                defects.iter().try_for_each(|defect| report.tell(defect))?;
                compared.kept_out += out;
                for Come { number, built, .. } in ready {
                    compared.dossiers += 1;
                    let number = number.bare();
                    let Some(dossier) = dossier(door, &number).await? else {
                        compared.missing(&number);
                        continue;
                    };
                    let acts = acts(door, &dossier.dossier_id).await?;
                    let next = if built.terms.is_empty() { None } else { next(terms, &dossier).await? };
                    compared.both(&number, &built, &Held { dossier, acts, next }, context.today);
                }
            }
        }
    }
    let Gathered { defects, out, .. } = gathering.rest();
    defects.iter().try_for_each(|defect| report.tell(defect))?;
    compared.kept_out += out;
    Ok(compared)
}

async fn dossier(door: &Door, number: &str) -> Result<Option<pb::Dossier>> {
    let wanted = pb::GetDossierRequest { dossier: number.to_owned(), min_version: 0 };
    match door.dossiers().get_dossier(door.request(wanted)?).await {
        Ok(found) => Ok(Some(pb::Dossier::decode(found.into_inner().dossier)?)),
        Err(status) if status.code() == Code::NotFound => Ok(None),
        Err(status) => Err(status).context("le service des dossiers ne répond pas"),
    }
}

/// Acts that stand, the oldest first: a corrected one is there as the one that replaced it.
async fn acts(door: &Door, dossier_id: &str) -> Result<Vec<ActRecorded>> {
    let (mut acts, mut cursor) = (Vec::new(), String::new());
    loop {
        let wanted = pb::ListActsRequest {
            dossier_id: dossier_id.to_owned(),
            page: Some(PageRequest { cursor, size: PAGE }),
            min_version: 0,
        };
        let found = door
            .dossiers()
            .list_acts(door.request(wanted)?)
            .await
            .context("lecture du journal")?
            .into_inner();
        acts.extend(
            found.acts.into_iter().filter(|act| act.superseded_by.is_empty()).filter_map(|act| act.act),
        );
        cursor = found.page.unwrap_or_default().next_cursor;
        if cursor.is_empty() {
            acts.reverse();
            return Ok(acts);
        }
    }
}

/// The nearest open term, with its label, as derived from the journal that was read.
async fn next(terms: &Door, dossier: &pb::Dossier) -> Result<Option<(String, String)>> {
    let wanted =
        ListDeadlinesRequest { dossier_id: dossier.dossier_id.clone(), min_version: dossier.version };
    let found = terms
        .deadlines()
        .list_deadlines(terms.request(wanted)?)
        .await
        .context("le service des échéances ne répond pas")?
        .into_inner();
    let open = found.deadlines.into_iter().filter(|term| term.status == OPEN && !term.due.is_empty());
    Ok(open.map(|term| (term.due, term.label)).min())
}
