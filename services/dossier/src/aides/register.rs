//! Reads: a request, the register, what may be linked.

use greffe_access::{Action, Resource, decide, decide_all};
use greffe_chassis::{
    Caller, Failure, Result,
    db::{from_sql_day, from_sql_instant, sql_day},
};
use greffe_contracts::{common::v1::PageInfo, dossier::v1 as pb};
use jiff::civil::Date;
use sqlx::{PgConnection, Postgres, QueryBuilder, Row, postgres::PgRow};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{
    kept,
    link::resembles,
    near::{self, About, Alike},
    number, read_number, state, term, unknown_aid,
};
use crate::{
    Dossiers, access,
    certificats::{self, likeness::Verdict, search::keys},
    journal::facts,
    law,
    offices::{escape_like, searchable},
    open::{at_most, clean, optional_day},
    read::bad_cursor,
    view,
};

/// Largest page.
const PAGE_MAX: u32 = 200;
/// Requests proposed for a link.
const PROPOSED_MAX: usize = 20;
/// Names of who forms the pourvoi that are compared.
const APPLICANTS_MAX: usize = 200;

impl Dossiers {
    /// A request with its versions.
    pub(super) async fn aid(&self, caller: &Caller, wanted: &pb::GetAidRequest) -> Result<pb::Aid> {
        decide(caller, Action::LireRegistreAides, Resource::Court).or_forbidden()?;
        let id = Uuid::parse_str(&wanted.aid_id).map_err(|_| unknown_aid())?;
        let mut query = select();
        query.push(" AND a.id = ").push_bind(id);
        let mut connection = self.pool.acquire().await?;
        let row = query.build().fetch_optional(&mut *connection).await?.ok_or_else(unknown_aid)?;
        let mut aid = read(&row, self.clock.today())?;
        let versions = sqlx::query!(
            "SELECT version, recorded_at, actor, reason, facts FROM dossier.aid_version WHERE aid_id = $1 ORDER BY version",
            id
        )
        .fetch_all(&mut *connection)
        .await?;
        for row in versions {
            aid.versions.push(pb::AidVersion {
                version: row.version.cast_unsigned(),
                recorded_at: Some(stamp(row.recorded_at)),
                actor: row.actor,
                reason: row.reason,
                facts: Some(kept(&row.facts)?),
            });
        }
        let keeps = decide(caller, Action::TenirRegistreAides, Resource::Court).allowed;
        if keeps && aid.state != state::LINKED {
            aid.permissions.push(Action::TenirRegistreAides.as_str().to_owned());
        }
        let mut shown = vec![aid];
        conceal(&mut connection, caller, &mut shown).await?;
        shown.pop().ok_or_else(unknown_aid)
    }

    /// The register.
    pub(super) async fn list_aids(
        &self,
        caller: &Caller,
        wanted: &pb::ListAidsRequest,
    ) -> Result<pb::ListAidsResponse> {
        decide(caller, Action::LireRegistreAides, Resource::Court).or_forbidden()?;
        let page = wanted.page.clone().unwrap_or_default();
        let size = page.size.clamp(1, PAGE_MAX);
        let mut query = select();
        narrow(&mut query, wanted)?;
        // Those that wait are taken in the order in which they came.
        let waiting = wanted.states == [state::PENDING];
        if !page.cursor.is_empty() {
            let (day, id) = page.cursor.split_once('_').ok_or_else(bad_cursor)?;
            let day: Date = day.parse().map_err(|_| bad_cursor())?;
            let id = Uuid::parse_str(id).map_err(|_| bad_cursor())?;
            query.push(if waiting {
                " AND (a.requested_on, a.id) > ("
            } else {
                " AND (a.requested_on, a.id) < ("
            });
            query.push_bind(sql_day(day)).push(", ").push_bind(id).push(")");
        }
        query.push(if waiting {
            " ORDER BY a.requested_on, a.id LIMIT "
        } else {
            " ORDER BY a.requested_on DESC, a.id DESC LIMIT "
        });
        query.push_bind(i64::from(size) + 1);
        let mut connection = self.pool.acquire().await?;
        let rows = query.build().fetch_all(&mut *connection).await?;
        let more = rows.len() > size as usize;
        let today = self.clock.today();
        let shown = rows.iter().take(size as usize).map(|row| read(row, today));
        let mut aids = shown.collect::<Result<Vec<_>>>()?;
        let next_cursor = match rows.get(size as usize - 1).filter(|_| more) {
            None => String::new(),
            Some(last) => {
                let day = from_sql_day(last.try_get("requested_on")?);
                format!("{day}_{}", last.try_get::<Uuid, _>("id")?.simple())
            }
        };
        conceal(&mut connection, caller, &mut aids).await?;
        Ok(pb::ListAidsResponse { aids, page: Some(PageInfo { next_cursor, total: 0 }) })
    }

    /// Requests of the same person about the same decision.
    pub(super) async fn propose_aids(
        &self,
        caller: &Caller,
        wanted: &pb::ProposeAidsRequest,
    ) -> Result<pb::ProposeAidsResponse> {
        decide(caller, Action::LireRegistreAides, Resource::Court).or_forbidden()?;
        let mut connection = self.pool.acquire().await?;
        let (decisions, names) = if wanted.dossier_id.is_empty() {
            at_most("applicants", wanted.applicants.len(), APPLICANTS_MAX)?;
            let said = (
                clean("court", &wanted.court, 500)?,
                optional_day("rendered_on", &wanted.rendered_on)?,
                keys(&mut connection, &wanted.case_number).await?,
            );
            (vec![said], wanted.applicants.iter().map(|name| (String::new(), name.clone())).collect())
        } else {
            of_dossier(&mut connection, caller, &wanted.dossier_id).await?
        };
        let plain: Vec<String> = names.iter().map(|(_, name)| name.clone()).collect();
        let mut proposed: Vec<pb::ProposedAid> = Vec::new();
        for (court, rendered_on, keys) in decisions {
            let about = About { court: &court, rendered_on, keys: &keys, names: &plain };
            for alike in near::find(&mut connection, &about).await?.0 {
                let who = names.iter().find(|(_, name)| resembles(name, &alike.facts));
                let Some((party, _)) = who else { continue };
                let id = alike.id.to_string();
                if proposed.iter().any(|p| p.aid.as_ref().is_some_and(|aid| aid.aid_id == id)) {
                    continue;
                }
                let verdict = if alike.verdict == Verdict::Certain { "certain" } else { "possible" }.into();
                let party_id = party.clone();
                proposed.push(pb::ProposedAid {
                    aid: Some(of_alike(alike, self.clock.today())),
                    verdict,
                    party_id,
                });
            }
        }
        proposed.sort_by_key(|p| p.verdict != "certain");
        proposed.truncate(PROPOSED_MAX);
        Ok(pb::ProposeAidsResponse { proposed })
    }
}

/// A decision, as [`About`] looks at it.
type Decided = (String, Option<Date>, Vec<String>);

/// The decisions and the demandeurs of a dossier that the caller reads.
async fn of_dossier(
    connection: &mut PgConnection,
    caller: &Caller,
    dossier: &str,
) -> Result<(Vec<Decided>, Vec<(String, String)>)> {
    let id = Uuid::parse_str(dossier).map_err(|_| access::unknown_case())?;
    let cases = certificats::cases(connection, &[id]).await?;
    let (case, _) = cases.first().ok_or_else(access::unknown_case)?;
    let may = decide_all(caller, &[Action::Connaitre, Action::LireDossier], Resource::Case(case));
    if may != [true, true] {
        return Err(access::unknown_case());
    }
    let decisions = sqlx::query!(
        r#"SELECT court, rendered_on, dossier.case_keys(case_number) AS "keys!" FROM dossier.decision WHERE dossier_id = $1
           ORDER BY decision_id"#,
        id
    )
    .fetch_all(&mut *connection)
    .await?;
    let parties = sqlx::query!(
        "SELECT party_id, search FROM dossier.party WHERE dossier_id = $1 ORDER BY position LIMIT $2",
        id,
        i64::try_from(APPLICANTS_MAX).map_err(Failure::internal)?
    )
    .fetch_all(&mut *connection)
    .await?;
    let journal = facts(connection, id).await?;
    let declared = law::live(&journal).into_iter().filter_map(|fact| fact.body.as_ref());
    let declared: Vec<_> = declared.flat_map(greffe_contracts::parties_of).collect();
    let is_demandeur =
        |id: Uuid| declared.iter().any(|p| p.role == "demandeur" && p.party_id.map(Uuid::from) == Some(id));
    let parties = parties.into_iter().filter(|row| is_demandeur(row.party_id));
    Ok((
        decisions.into_iter().map(|row| (row.court, row.rendered_on.map(from_sql_day), row.keys)).collect(),
        parties.map(|row| (row.party_id.to_string(), row.search)).collect(),
    ))
}

fn select() -> QueryBuilder<Postgres> {
    QueryBuilder::new(
        "SELECT a.id, a.version, a.year, a.seq, a.facts, a.state, a.requested_on, a.registered_at, a.linked_at, a.dossier_id,
             d.number_year, d.number_seq, o.name AS office
         FROM dossier.aid a
         LEFT JOIN dossier.dossier d ON d.id = a.dossier_id
         LEFT JOIN LATERAL (SELECT name FROM dossier.office WHERE id = a.office_id) o ON true
         WHERE true",
    )
}

fn narrow(query: &mut QueryBuilder<Postgres>, wanted: &pb::ListAidsRequest) -> Result<()> {
    if !wanted.states.is_empty() {
        query.push(" AND a.state = ANY(").push_bind(wanted.states.clone()).push(")");
    }
    for (field, text, comparison) in
        [("du", &wanted.requested_from, " >= "), ("au", &wanted.requested_to, " <= ")]
    {
        if let Some(day) = optional_day(field, text)? {
            query.push(" AND a.requested_on").push(comparison).push_bind(sql_day(day));
        }
    }
    let words: String = wanted.query.trim().chars().take(200).filter(|c| !c.is_control()).collect();
    if let Some((year, seq)) = read_number(&words) {
        query.push(" AND a.year = ").push_bind(year).push(" AND a.seq = ").push_bind(seq);
    } else if !words.is_empty() {
        query.push(" AND (a.case_keys && dossier.case_keys(").push_bind(words.clone()).push(") OR (true");
        for word in searchable(&words).split(' ').filter(|w| !w.is_empty()).take(6) {
            query.push(" AND a.search LIKE ").push_bind(format!("%{}%", escape_like(word)));
        }
        query.push("))");
    }
    Ok(())
}

fn read(row: &PgRow, today: Date) -> Result<pb::Aid> {
    let facts = kept(&row.try_get::<Vec<u8>, _>("facts")?)?;
    let state: String = row.try_get("state")?;
    let stands = state != state::LINKED && state != state::CANCELLED;
    let standing = stands.then(|| term::standing(&facts, today));
    let dossier: Option<Uuid> = row.try_get("dossier_id")?;
    let number_of_dossier = match dossier {
        None => String::new(),
        Some(_) => view::number(row.try_get("number_year")?, row.try_get("number_seq")?),
    };
    Ok(pb::Aid {
        aid_id: row.try_get::<Uuid, _>("id")?.to_string(),
        version: row.try_get::<i64, _>("version")?.cast_unsigned(),
        number: number(row.try_get("year")?, row.try_get("seq")?),
        facts: Some(facts),
        state,
        term_state: standing.map(|s| s.as_str().to_owned()).unwrap_or_default(),
        term: standing.and_then(term::Standing::term).map(|day| day.to_string()).unwrap_or_default(),
        office_name: row.try_get::<Option<String>, _>("office")?.unwrap_or_default(),
        dossier_id: dossier.map(|id| id.to_string()).unwrap_or_default(),
        dossier_number: number_of_dossier,
        linked_at: row.try_get::<Option<OffsetDateTime>, _>("linked_at")?.map(stamp),
        registered_at: Some(stamp(row.try_get("registered_at")?)),
        versions: Vec::new(),
        permissions: Vec::new(),
    })
}

/// A request found by likeness, as shown.
fn of_alike(alike: Alike, today: Date) -> pb::Aid {
    let standing = term::standing(&alike.facts, today);
    pb::Aid {
        aid_id: alike.id.to_string(),
        version: alike.version.cast_unsigned(),
        number: number(alike.year, alike.seq),
        state: if term::pending(&alike.facts) { state::PENDING } else { "decidee" }.into(),
        term_state: standing.as_str().into(),
        term: standing.term().map(|day| day.to_string()).unwrap_or_default(),
        facts: Some(alike.facts),
        ..Default::default()
    }
}

/// Of a dossier that the reader may not know of, nothing is told.
async fn conceal(connection: &mut PgConnection, caller: &Caller, aids: &mut [pb::Aid]) -> Result<()> {
    let ids: Vec<Uuid> = aids.iter().filter_map(|aid| Uuid::parse_str(&aid.dossier_id).ok()).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let cases = certificats::cases(connection, &ids).await?;
    for aid in aids.iter_mut().filter(|aid| !aid.dossier_id.is_empty()) {
        let known = cases.iter().find(|(case, _)| case.dossier.to_string() == aid.dossier_id);
        if !known.is_some_and(|(case, _)| decide(caller, Action::Connaitre, Resource::Case(case)).allowed) {
            aid.dossier_id.clear();
            aid.dossier_number.clear();
        }
    }
    Ok(())
}

fn stamp(at: OffsetDateTime) -> prost_types::Timestamp {
    let at = from_sql_instant(at);
    prost_types::Timestamp { seconds: at.as_second(), nanos: at.subsec_nanosecond() }
}
