//! Reads: a demand, the register, what a certificate says to whoever holds it.

use greffe_access::{Action, Demand, Resource, decide};
use greffe_chassis::{
    Caller, Failure, Result,
    db::{from_sql_day, from_sql_instant, sql_day},
};
use greffe_contracts::{common::v1::PageInfo, dossier::v1 as pb};
use prost::Message;
use sqlx::{Postgres, QueryBuilder, Row, postgres::PgRow};
use time::OffsetDateTime;
use uuid::Uuid;

use super::{demand::hex, readable, sees_candidates, shown, status, text, unknown_demand};
use crate::{
    Dossiers,
    offices::{escape_like, searchable},
    open::optional_day,
    read::bad_cursor,
};

/// Largest page.
const PAGE_MAX: u32 = 200;

impl Dossiers {
    /// A demand: the certificate for who deposited it, and what the search found for the registry.
    pub(super) async fn demand(&self, caller: &Caller, wanted: &pb::GetDemandRequest) -> Result<pb::Demand> {
        let id = Uuid::parse_str(&wanted.demand_id).map_err(|_| unknown_demand())?;
        let mut query = select();
        query.push(" AND d.id = ").push_bind(id);
        let mut connection = self.pool.acquire().await?;
        let row = query.build().fetch_optional(&mut *connection).await?.ok_or_else(unknown_demand)?;
        let relations = relations(&row)?;
        readable(caller, &relations)?;
        let mut demand = read(&row, true)?;
        if sees_candidates(caller) {
            let encoded: Vec<Vec<u8>> = row.try_get("candidates")?;
            let decoded = encoded.iter().map(|c| pb::Candidate::decode(c.as_slice()));
            let candidates = decoded.collect::<Result<Vec<_>, _>>().map_err(Failure::internal)?;
            demand.candidates = shown(&mut connection, caller, candidates).await?;
        } else {
            conceal(&mut demand);
        }
        if decide(caller, Action::DeciderCertificat, Resource::Demand(&relations)).allowed {
            demand.permissions.push(Action::DeciderCertificat.as_str().to_owned());
        }
        Ok(demand)
    }

    /// The register: all of it for the registry, one's own for others.
    pub(super) async fn list_demands(
        &self,
        caller: &Caller,
        wanted: &pb::ListDemandsRequest,
    ) -> Result<pb::ListDemandsResponse> {
        let whole = sees_candidates(caller);
        if !whole {
            decide(caller, Action::DemanderCertificat, Resource::Court).or_forbidden()?;
        }
        let page = wanted.page.clone().unwrap_or_default();
        let size = page.size.clamp(1, PAGE_MAX);
        let mut query = select();
        if !whole {
            query.push(" AND (d.office_id = ").push_bind(Uuid::parse_str(&caller.office_id).ok());
            query.push(" OR d.agent_id = ").push_bind(Uuid::parse_str(&caller.agent_id).ok()).push(")");
        }
        self.narrow(&mut query, wanted)?;
        // Those that wait are taken in the order in which they came.
        let waiting = wanted.statuses == [status::TO_DECIDE];
        if !page.cursor.is_empty() {
            let (at, id) = place(&page.cursor)?;
            query.push(if waiting {
                " AND (d.received_at, d.id) > ("
            } else {
                " AND (d.received_at, d.id) < ("
            });
            query.push_bind(at).push(", ").push_bind(id).push(")");
        }
        query.push(if waiting {
            " ORDER BY d.received_at, d.id LIMIT "
        } else {
            " ORDER BY d.received_at DESC, d.id DESC LIMIT "
        });
        query.push_bind(i64::from(size) + 1);
        let rows = query.build().fetch_all(&self.pool).await?;
        let more = rows.len() > size as usize;
        let mut demands = Vec::new();
        let mut next_cursor = String::new();
        for row in rows.iter().take(size as usize) {
            let at: OffsetDateTime = row.try_get("received_at")?;
            next_cursor =
                format!("{}_{}", at.unix_timestamp_nanos() / 1000, row.try_get::<Uuid, _>("id")?.simple());
            // SQL has narrowed; the policy decides on each row.
            if readable(caller, &relations(row)?).is_err() {
                continue;
            }
            let mut demand = read(row, false)?;
            if !whole {
                conceal(&mut demand);
            }
            demands.push(demand);
        }
        let next_cursor = if more { next_cursor } else { String::new() };
        Ok(pb::ListDemandsResponse { demands, page: Some(PageInfo { next_cursor, total: 0 }) })
    }

    fn narrow(&self, query: &mut QueryBuilder<Postgres>, wanted: &pb::ListDemandsRequest) -> Result<()> {
        for (column, values) in [
            (" AND d.status = ANY(", &wanted.statuses),
            (" AND c.kind = ANY(", &wanted.kinds),
            (" AND d.quality = ANY(", &wanted.qualities),
        ] {
            if !values.is_empty() {
                query.push(column).push_bind(values.clone()).push(")");
            }
        }
        for (field, text, comparison) in
            [("du", &wanted.received_from, " >= "), ("au", &wanted.received_to, " <= ")]
        {
            if let Some(day) = optional_day(field, text)? {
                query.push(" AND (d.received_at AT TIME ZONE ").push_bind(self.law.profile.time_zone.clone());
                query.push(")::date").push(comparison).push_bind(sql_day(day));
            }
        }
        if !wanted.batch_id.is_empty() {
            // What is no UUID names no batch.
            query.push(" AND d.batch_id = ").push_bind(Uuid::parse_str(&wanted.batch_id).unwrap_or_default());
        }
        let words: String = wanted.query.trim().chars().take(200).filter(|c| !c.is_control()).collect();
        if let Some((year, seq)) = text::read_number(&words) {
            query.push(" AND c.year = ").push_bind(year).push(" AND c.seq = ").push_bind(seq);
        } else if !words.is_empty() {
            query.push(" AND (d.case_keys && dossier.case_keys(").push_bind(words.clone()).push(") OR (true");
            for word in searchable(&words).split(' ').filter(|w| !w.is_empty()).take(6) {
                query.push(" AND d.search LIKE ").push_bind(format!("%{}%", escape_like(word)));
            }
            query.push("))");
        }
        Ok(())
    }

    /// What the certificate says, when the number and the hash go together. Which of the two is wrong is not told.
    pub(super) async fn verify_certificate(
        &self,
        caller: &Caller,
        wanted: &pb::VerifyCertificateRequest,
    ) -> Result<pb::Certificate> {
        decide(caller, Action::VerifierCertificat, Resource::Court).or_forbidden()?;
        let sha256 = unhex(&wanted.sha256);
        let Some(((year, seq), sha256)) = text::read_number(&wanted.number).zip(sha256) else {
            return Err(no_such_certificate());
        };
        let row = sqlx::query!(
            "SELECT kind, delivered_at, text, sha256 FROM dossier.certificate WHERE year = $1 AND seq = $2 AND sha256 = $3",
            year,
            seq,
            sha256
        )
        .fetch_optional(&self.pool)
        .await?
        .ok_or_else(no_such_certificate)?;
        Ok(pb::Certificate {
            number: text::number(year, seq),
            kind: row.kind,
            delivered_at: Some(stamp(row.delivered_at)),
            text: row.text,
            sha256: hex(&row.sha256),
        })
    }
}

/// Whoever deposited reads the answer, not how the registry came to it; a reason only when the demand came back with it.
fn conceal(demand: &mut pb::Demand) {
    demand.decided_by.clear();
    demand.overflow = false;
    if demand.status != status::SENT_BACK {
        demand.reason.clear();
    }
}

fn select() -> QueryBuilder<Postgres> {
    QueryBuilder::new(
        "SELECT d.*, c.year, c.seq, c.kind, c.delivered_at, c.text, c.sha256
         FROM dossier.certificate_demand d LEFT JOIN dossier.certificate c ON c.demand_id = d.id WHERE true",
    )
}

fn relations(row: &PgRow) -> Result<Demand> {
    Ok(Demand {
        id: row.try_get("id")?,
        author: row.try_get::<Option<Uuid>, _>("agent_id")?.unwrap_or_default(),
        office: row.try_get("office_id")?,
    })
}

fn read(row: &PgRow, with_text: bool) -> Result<pb::Demand> {
    let id = |id: Option<Uuid>| id.map(|id| id.to_string()).unwrap_or_default();
    let seq: Option<i32> = row.try_get("seq")?;
    let certificate = match seq {
        None => None,
        Some(seq) => Some(pb::Certificate {
            number: text::number(row.try_get("year")?, seq),
            kind: row.try_get("kind")?,
            delivered_at: Some(stamp(row.try_get("delivered_at")?)),
            text: if with_text { row.try_get("text")? } else { String::new() },
            sha256: hex(&row.try_get::<Vec<u8>, _>("sha256")?),
        }),
    };
    Ok(pb::Demand {
        demand_id: id(Some(row.try_get("id")?)),
        version: row.try_get::<i64, _>("version")?.cast_unsigned(),
        batch_id: id(row.try_get("batch_id")?),
        received_at: Some(stamp(row.try_get("received_at")?)),
        channel: row.try_get("channel")?,
        requester: Some(pb::Requester { quality: row.try_get("quality")?, name: row.try_get("requester")? }),
        sought: Some(pb::DecisionSought {
            court: row.try_get("court")?,
            rendered_on: from_sql_day(row.try_get("rendered_on")?).to_string(),
            case_number: row.try_get("case_number")?,
            parties: row.try_get("parties")?,
            matter: row.try_get("matter")?,
            reference: row.try_get("reference")?,
        }),
        status: row.try_get("status")?,
        candidates: Vec::new(),
        overflow: row.try_get("overflow")?,
        decided_at: row.try_get::<Option<OffsetDateTime>, _>("decided_at")?.map(stamp),
        decided_by: row.try_get("decided_by")?,
        reason: row.try_get("reason")?,
        certificate,
        permissions: Vec::new(),
    })
}

fn stamp(at: OffsetDateTime) -> prost_types::Timestamp {
    let at = from_sql_instant(at);
    prost_types::Timestamp { seconds: at.as_second(), nanos: at.subsec_nanosecond() }
}

fn place(cursor: &str) -> Result<(OffsetDateTime, Uuid)> {
    let (key, tie) = cursor.split_once('_').ok_or_else(bad_cursor)?;
    let micros: i128 = key.parse().map_err(|_| bad_cursor())?;
    let at =
        OffsetDateTime::from_unix_timestamp_nanos(micros.saturating_mul(1000)).map_err(|_| bad_cursor())?;
    Ok((at, Uuid::parse_str(tie).map_err(|_| bad_cursor())?))
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect::<Option<_>>()?;
    (digits.len() == 64).then(|| digits.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

fn no_such_certificate() -> Failure {
    Failure::not_found(
        "CNP-010",
        "Aucun certificat ne porte ensemble ce numéro et cette empreinte. Recopiez-les tels que le certificat les donne\u{a0}; s’ils sont exacts, le document ne vient pas du greffe ou a été modifié.",
    )
}
