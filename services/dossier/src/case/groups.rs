//! Groups of joined dossiers (CPC 367): which head a journal says it has, and the table in which that is looked up.
//!
//! Joinder moves nothing. Each journal says under which head its dossier stands; the table follows the journals and can be
//! made of them again.

use std::collections::HashMap;

use greffe_chassis::{
    Failure, Kind, Result,
    db::{from_sql_day, sql_day},
};
use greffe_contracts::{
    dossier::v1 as pb,
    events::v1::{ActRecorded, act_recorded::Body},
};
use jiff::civil::Date;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    access::unknown_case,
    journal::Journal,
    law, numbering,
    view::{self, Names},
};

/// Dossiers of one group, the head apart.
pub use greffe_contracts::stock::GROUP_MAX;

/// Under which head a dossier stands, and since when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Membership {
    /// The dossier whose journal bears the common acts.
    pub head: Uuid,
    /// Day of the joinder, if known.
    pub joined_on: Option<Date>,
}

/// What a journal says of the head that its dossier stands under; `None` when it stands alone or is itself a head.
#[must_use]
pub fn membership(dossier: Uuid, facts: &[ActRecorded]) -> Option<Membership> {
    // A correction says again what its first act said, at the place of that one.
    let mut places: HashMap<Uuid, usize> = HashMap::new();
    let mut standing: Vec<(usize, &ActRecorded)> = Vec::new();
    for (at, fact) in facts.iter().enumerate() {
        let corrected = fact.supersedes.map(Uuid::from);
        let place = corrected.and_then(|id| places.get(&id).copied()).unwrap_or(at);
        places.insert(fact.act_id.map(Uuid::from).unwrap_or_default(), place);
        if corrected.is_some() {
            standing.retain(|(_, f)| f.act_id.map(Uuid::from) != corrected);
        }
        standing.push((place, fact));
    }
    standing.sort_by_key(|(place, _)| *place);
    let mut now = None;
    for (_, fact) in standing {
        match &fact.body {
            Some(Body::JonctionPrononcee(b)) => {
                let head = b.head.map(Uuid::from).unwrap_or_default();
                let joined_on = fact.dates.first().and_then(law::known_day);
                now = (head != dossier).then_some(Membership { head, joined_on });
            }
            Some(Body::DisjonctionPrononcee(b))
                if b.leaving.is_empty() || b.leaving.iter().any(|id| Uuid::from(*id) == dossier) =>
            {
                now = None;
            }
            _ => {}
        }
    }
    now
}

/// Whether an act of the type changes who stands under whom.
#[must_use]
pub fn regroups(fact: &ActRecorded) -> bool {
    matches!(fact.body, Some(Body::JonctionPrononcee(_) | Body::DisjonctionPrononcee(_)))
}

/// The group that a dossier is of, head or member; `None` when it stands alone.
///
/// # Errors
/// When the database refuses.
pub async fn of(tx: &mut PgConnection, dossier: Uuid) -> Result<Option<pb::Group>> {
    let rows = sqlx::query!(
        "SELECT m.dossier_id, m.head, m.joined_on, d.number_year, d.number_seq,
                h.number_year AS head_year, h.number_seq AS head_seq
         FROM dossier.group_member m
         JOIN dossier.dossier d ON d.id = m.dossier_id JOIN dossier.dossier h ON h.id = m.head
         WHERE m.head = coalesce((SELECT head FROM dossier.group_member WHERE dossier_id = $1), $1)
         ORDER BY d.number_year, d.number_seq",
        dossier
    )
    .fetch_all(tx)
    .await?;
    let Some(first) = rows.first() else { return Ok(None) };
    Ok(Some(pb::Group {
        head_id: first.head.to_string(),
        head_number: view::number(first.head_year, first.head_seq),
        members: rows
            .iter()
            .map(|row| pb::GroupMember {
                dossier_id: row.dossier_id.to_string(),
                number: view::number(row.number_year, row.number_seq),
                joined_on: row.joined_on.map(|day| from_sql_day(day).to_string()).unwrap_or_default(),
            })
            .collect(),
    }))
}

/// Every dossier of a group, its head too.
#[must_use]
pub fn dossiers(group: &pb::Group) -> Vec<Uuid> {
    let members = group.members.iter().map(|member| &member.dossier_id);
    std::iter::once(&group.head_id).chain(members).filter_map(|id| Uuid::parse_str(id).ok()).collect()
}

/// Members under a head.
///
/// # Errors
/// When the database refuses.
pub async fn members(tx: &mut PgConnection, head: Uuid) -> Result<Vec<Uuid>> {
    Ok(sqlx::query_scalar!("SELECT dossier_id FROM dossier.group_member WHERE head = $1", head)
        .fetch_all(tx)
        .await?)
}

/// Makes the table say of these dossiers what their journals say.
///
/// # Errors
/// When the database refuses.
pub async fn settle<'a>(
    tx: &mut PgConnection,
    journals: impl IntoIterator<Item = &'a Journal>,
) -> Result<()> {
    let (mut joined, mut heads, mut days, mut alone) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for journal in journals {
        match membership(journal.dossier, &journal.facts) {
            Some(membership) => {
                joined.push(journal.dossier);
                heads.push(membership.head);
                days.push(membership.joined_on.map(sql_day));
            }
            None => alone.push(journal.dossier),
        }
    }
    sqlx::query!("DELETE FROM dossier.group_member WHERE dossier_id = ANY($1)", &alone)
        .execute(&mut *tx)
        .await?;
    sqlx::query!(
        "INSERT INTO dossier.group_member (dossier_id, head, joined_on)
         SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::date[])
         ON CONFLICT (dossier_id) DO UPDATE SET head = excluded.head, joined_on = excluded.joined_on",
        &joined,
        &heads,
        &days as &[Option<time::Date>],
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Locks the journals of several dossiers in the order of their ids, so that two commands never wait for each other.
///
/// # Errors
/// When one is not there, or the database refuses.
pub async fn lock_all(tx: &mut PgConnection, dossiers: &[Uuid]) -> Result<Vec<Journal>> {
    let mut ids = dossiers.to_vec();
    ids.sort_unstable();
    ids.dedup();
    let mut journals = Vec::with_capacity(ids.len());
    for id in ids {
        journals.push(Journal::lock(tx, id).await?.ok_or_else(unknown_case)?);
    }
    Ok(journals)
}

/// The dossier that a reference names: an id, or a number in any form.
///
/// # Errors
/// When it does not read or names none.
pub async fn named(tx: &mut PgConnection, field: &str, reference: &str) -> Result<Uuid> {
    if let Ok(id) = Uuid::parse_str(reference) {
        return Ok(id);
    }
    let (number, _) = numbering::read(field, reference)?;
    let found = sqlx::query_scalar!(
        "SELECT id FROM dossier.dossier WHERE number_year = $1 AND number_seq = $2",
        number.year,
        number.sequence
    )
    .fetch_optional(tx)
    .await?;
    found.ok_or_else(|| {
        let shown: String = reference.chars().take(40).filter(|c| !c.is_control()).collect();
        Failure::new(
            Kind::NotFound,
            "DOS-001",
            format!(
                "Aucun dossier accessible ne porte la référence «\u{a0}{shown}\u{a0}». Vérifiez le numéro."
            ),
        )
        .with_violation("DOS-001", field, "référence inconnue")
    })
}

/// The number of a journal's dossier, as it is printed.
#[must_use]
pub fn number(journal: &Journal) -> String {
    view::number(journal.header.number_year, journal.header.number_seq)
}

/// A failure that says in which dossier it happened.
#[must_use]
pub fn in_dossier(journal: &Journal, mut failure: Failure) -> Failure {
    failure.message = format!("Dossier {}\u{a0}: {}", number(journal), failure.message);
    failure
}

impl Names {
    /// The name of a party, as searches compare it.
    pub(crate) fn searched(&self, party: &str) -> String {
        let id = Uuid::parse_str(party).unwrap_or_default();
        crate::offices::searchable(self.parties.get(&id).map_or("", String::as_str))
    }
}
