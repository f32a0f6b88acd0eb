//! What a case consists of, read: its parties by page, who represented whom, which pieces the procedure requires.

use std::collections::HashMap;

use greffe_access::{Action, Resource, decide};
use greffe_chassis::{Caller, Result, db, db::from_sql_day};
use greffe_contracts::{
    common::v1::PageInfo,
    dossier::v1 as pb,
    events::v1::{ActRecorded, act_recorded::Body},
};
use greffe_procedure::inventory::{self, Presence};
use jiff::civil::Date;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{Dossiers, access, journal::Journal, law, offices::searchable, open::optional_day, view};

/// Largest page.
const PAGE_MAX: u32 = 200;

impl Dossiers {
    /// The journal of a case that the caller may read whole.
    pub(super) async fn read_whole(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        dossier: &str,
    ) -> Result<Journal> {
        let id = Uuid::parse_str(dossier).map_err(|_| access::unknown_case())?;
        let journal = Journal::lock(tx, id).await?.ok_or_else(access::unknown_case)?;
        self.may_read(caller, &journal.relations())?;
        Ok(journal)
    }

    /// Parties by page, those that a search and a role leave, in the order in which they were declared.
    pub(crate) async fn list_parties(
        &self,
        caller: &Caller,
        wanted: &pb::ListPartiesRequest,
    ) -> Result<pb::ListPartiesResponse> {
        let mut tx = db::begin(&self.pool).await?;
        let journal = self.read_whole(&mut tx, caller, &wanted.dossier_id).await?;
        let keeps = decide(caller, Action::EnregistrerFait, Resource::Case(&journal.relations())).allowed;
        let live = law::live(&journal.facts);
        let all = view::parties(&journal, &live);
        let words: Vec<String> =
            searchable(&wanted.query).split(' ').map(str::to_owned).filter(|w| !w.is_empty()).collect();
        let fits = |party: &&pb::Party| {
            let name = searchable(&party.name);
            (wanted.role.is_empty() || view::holds(party, &wanted.role))
                && words.iter().all(|word| name.contains(word.as_str()))
        };
        let found: Vec<&pb::Party> = all.iter().filter(fits).collect();
        let page = wanted.page.clone().unwrap_or_default();
        let from: usize = if page.cursor.is_empty() {
            0
        } else {
            page.cursor.parse().map_err(|_| crate::read::bad_cursor())?
        };
        let size = page.size.clamp(1, PAGE_MAX) as usize;
        let shown: Vec<pb::Party> =
            found.iter().skip(from).take(size).map(|party| (*party).clone()).collect();
        // Who a person is goes to those who keep the case.
        let identities = if keeps { identities(&mut tx, &shown).await? } else { HashMap::new() };
        tx.rollback().await?;
        let next = from + shown.len();
        let parties = shown.into_iter().map(|party| pb::PartyDetail {
            identity: identities.get(&party.person_id).cloned(),
            party: Some(party),
        });
        Ok(pb::ListPartiesResponse {
            parties: parties.collect(),
            offices: journal
                .names
                .offices
                .iter()
                .map(|(id, name)| pb::Office { office_id: id.to_string(), name: name.clone() })
                .collect(),
            page: Some(PageInfo {
                next_cursor: if next < found.len() { next.to_string() } else { String::new() },
                total: found.len() as u64,
            }),
        })
    }

    /// Who represented whom: on a day, or every interval.
    pub(crate) async fn representations(
        &self,
        caller: &Caller,
        wanted: &pb::ListRepresentationsRequest,
    ) -> Result<pb::ListRepresentationsResponse> {
        let on = optional_day("date", &wanted.on)?;
        let mut tx = db::begin(&self.pool).await?;
        let journal = self.read_whole(&mut tx, caller, &wanted.dossier_id).await?;
        tx.rollback().await?;
        let mut all = intervals(&journal);
        all.retain(|interval| on.is_none_or(|day| interval.holds(day)));
        Ok(pb::ListRepresentationsResponse {
            representations: all.into_iter().map(|i| i.told(&journal)).collect(),
        })
    }

    /// Which pieces the procedure requires, which are there, what is missing and how to ask for it.
    pub(crate) async fn inventory(
        &self,
        caller: &Caller,
        wanted: &pb::GetInventoryRequest,
    ) -> Result<pb::GetInventoryResponse> {
        let mut tx = db::begin(&self.pool).await?;
        let journal = self.read_whole(&mut tx, caller, &wanted.dossier_id).await?;
        tx.rollback().await?;
        let law = &journal.law;
        let required = inventory::inventory(law.catalogue, &journal.acts);
        let items = required.into_iter().map(|item| {
            let ty = item.required;
            pb::InventoryItem {
                required: ty.id.as_str().to_owned(),
                label: ty.label.clone(),
                article: ty.article.clone(),
                due_from: ty.from.clone(),
                consequence: ty.consequence.clone(),
                presence: item.presence.as_str().to_owned(),
                papers: item.provided.iter().flat_map(|at| papers(&journal, *at)).collect(),
                asked_on: item
                    .asked
                    .and_then(|at| day_of(&journal.facts[at]))
                    .map(|d| d.to_string())
                    .unwrap_or_default(),
                ask_kind: if item.presence == Presence::Present {
                    String::new()
                } else {
                    ty.ask_kind().to_owned()
                },
                ask_codes: ty.ask_codes().map(|(name, code)| format!("{name}={code}")).collect(),
            }
        });
        Ok(pb::GetInventoryResponse { version: journal.version(), items: items.collect() })
    }
}

async fn identities(
    tx: &mut PgConnection,
    parties: &[pb::Party],
) -> Result<HashMap<String, pb::PersonIdentity>> {
    let ids: Vec<Uuid> = parties.iter().filter_map(|p| Uuid::parse_str(&p.person_id).ok()).collect();
    let rows = sqlx::query!(
        "SELECT DISTINCT ON (id) id, nature, name, first_names, address, born_on, born_in, siren, legal_form, represented_by, contact
         FROM dossier.person WHERE id = ANY($1) ORDER BY id, version DESC",
        &ids
    )
    .fetch_all(tx)
    .await?;
    Ok(rows
        .into_iter()
        .map(|r| {
            let identity = pb::PersonIdentity {
                nature: r.nature,
                name: r.name,
                first_names: r.first_names,
                address: r.address,
                born_on: r.born_on.map(|day| from_sql_day(day).to_string()).unwrap_or_default(),
                born_in: r.born_in,
                siren: r.siren,
                legal_form: r.legal_form,
                represented_by: r.represented_by,
                contact: r.contact,
            };
            (r.id.to_string(), identity)
        })
        .collect())
}

fn day_of(fact: &ActRecorded) -> Option<Date> {
    fact.dates.first().and_then(law::known_day)
}

/// The papers of an act, with who brought them; one without a paper where the act itself is the piece.
fn papers(journal: &Journal, at: usize) -> Vec<pb::InventoryPaper> {
    let fact = &journal.facts[at];
    let office = match &fact.body {
        Some(Body::PiecesDeposees(b)) => b.office_id,
        Some(Body::MemoireDepose(b)) => b.office_id,
        _ => None,
    };
    let from =
        office.map(Uuid::from).and_then(|id| journal.names.offices.get(&id).cloned()).unwrap_or_default();
    let paper = |piece_id: String| pb::InventoryPaper {
        act_id: fact.act_id.map(Uuid::from).unwrap_or_default().to_string(),
        act_label: journal.law.act_label(&fact.kind),
        from: from.clone(),
        on: day_of(fact).map(|day| day.to_string()).unwrap_or_default(),
        piece_id,
    };
    let pieces = law::pieces(fact);
    if pieces.is_empty() {
        vec![paper(String::new())]
    } else {
        pieces.iter().map(|id| paper(id.to_string())).collect()
    }
}

/// An office that stood for a party, from a day to another; the last day is the first on which it no longer stood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Interval {
    party: Uuid,
    office: Uuid,
    from: Option<Date>,
    until: Option<Date>,
    ended: bool,
}

impl Interval {
    /// From a day that is not known, it is taken to have stood; so is one whose end is not known.
    fn holds(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day)
            && if self.ended { self.until.is_none_or(|until| day < until) } else { true }
    }

    fn told(self, journal: &Journal) -> pb::Representation {
        let live = law::live(&journal.facts);
        let role = live
            .iter()
            .filter_map(|f| f.body.as_ref())
            .flat_map(greffe_contracts::parties_of)
            .find(|p| p.party_id.map(Uuid::from) == Some(self.party))
            .map(|p| p.role.clone());
        pb::Representation {
            party_id: self.party.to_string(),
            party_name: journal.names.parties.get(&self.party).cloned().unwrap_or_default(),
            role: role.unwrap_or_default(),
            office_id: self.office.to_string(),
            office_name: journal.names.offices.get(&self.office).cloned().unwrap_or_default(),
            since: self.from.map(|day| day.to_string()).unwrap_or_default(),
            until: self.until.map(|day| day.to_string()).unwrap_or_default(),
            ended: self.ended,
        }
    }
}

/// Every interval of a journal, those of a constitution that names nobody for nobody: a constitution names its parties.
pub(crate) fn intervals(journal: &Journal) -> Vec<Interval> {
    let mut acts: Vec<(Option<Date>, usize, &ActRecorded)> = law::live(&journal.facts)
        .into_iter()
        .enumerate()
        .map(|(at, fact)| (day_of(fact), at, fact))
        .collect();
    acts.sort_by_key(|(day, at, _)| (*day, *at));
    let mut all: Vec<Interval> = Vec::new();
    for (day, _, fact) in acts {
        let parties: Vec<Uuid> =
            fact.scope.iter().flat_map(|s| &s.parties).map(|id| Uuid::from(*id)).collect();
        match &fact.body {
            Some(Body::AvocatConstitue(b)) => {
                let office = b.office_id.map(Uuid::from).unwrap_or_default();
                for party in parties {
                    let stands = all.iter().any(|i| i.party == party && i.office == office && !i.ended);
                    if !stands {
                        all.push(Interval { party, office, from: day, until: None, ended: false });
                    }
                }
            }
            Some(Body::AvocatDecharge(b)) => {
                let office = b.office_id.map(Uuid::from).unwrap_or_default();
                for interval in all.iter_mut().filter(|i| i.office == office && !i.ended) {
                    if parties.is_empty() || parties.contains(&interval.party) {
                        (interval.until, interval.ended) = (day, true);
                    }
                }
            }
            _ => {}
        }
    }
    all
}
