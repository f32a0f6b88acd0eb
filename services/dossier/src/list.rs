//! Lists of dossiers: the one module where filters are put together; its test runs each alone and all together.

use greffe_access::{Action, Resource, decide, stored};
use greffe_chassis::{
    Caller, Failure, Result,
    db::{from_sql_day, from_sql_instant, sql_instant},
};
use greffe_contracts::{common::v1::PageInfo, dossier::v1 as pb};
use jiff::Timestamp;
use sqlx::{Postgres, QueryBuilder, Row};
use time::OffsetDateTime;
use uuid::Uuid;

use crate::{
    Dossiers,
    offices::{escape_like, searchable},
    read::bad_cursor,
    view,
};

/// Largest page.
const PAGE_MAX: u32 = 200;
/// Roles that may know of every case that is not sealed.
const COURT_ROLES: &[&str] = &[
    "premier_president",
    "delegue_premier_president",
    "procureur_general",
    "delegue_procureur_general",
    "greffe_central",
    "greffe_chambre",
    "president",
    "magistrat_siege",
    "avocat_general",
    "parquet_secretariat",
    "sder",
    "baj",
    "administration",
    "audit",
    "reprise",
];

/// Order of a list, with what its cursor holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    Recent,
    Number,
    Oldest,
}

impl Order {
    fn read(text: &str) -> Result<Self> {
        match text {
            "" | "recent" => Ok(Self::Recent),
            "number" => Ok(Self::Number),
            "oldest" => Ok(Self::Oldest),
            _ => Err(Failure::invalid(
                "LEC-003",
                "tri",
                "Ce tri n’est pas connu. Valeurs admises\u{a0}: recent, number, oldest.",
            )),
        }
    }
}

impl Dossiers {
    /// A page of the dossiers that the caller may know of.
    pub(crate) async fn list(
        &self,
        caller: &Caller,
        wanted: &pb::ListDossiersRequest,
    ) -> Result<pb::ListDossiersResponse> {
        decide(caller, Action::ListerDossiers, Resource::Court).or_forbidden()?;
        let order = Order::read(&wanted.sort)?;
        let page = wanted.page.clone().unwrap_or_default();
        let size = page.size.clamp(1, PAGE_MAX);
        let mut query = select(caller, wanted)?;
        if !page.cursor.is_empty() {
            after(&mut query, order, &page.cursor)?;
        }
        query.push(match order {
            Order::Recent => " ORDER BY d.updated_at DESC, d.id DESC",
            Order::Number => " ORDER BY d.number_year DESC, d.number_seq DESC",
            Order::Oldest => " ORDER BY d.opened_at, d.id",
        });
        query.push(" LIMIT ").push_bind(i64::from(size) + 1);
        let rows = query.build().fetch_all(&self.pool).await?;
        let more = rows.len() > size as usize;
        let mut shown = Vec::new();
        let mut cursor = String::new();
        for row in rows.into_iter().take(size as usize) {
            cursor = cursor_of(order, &row)?;
            let case = stored::of_row(&row, "id")?;
            // SQL has narrowed; the policy decides on each row.
            if !decide(caller, Action::Connaitre, Resource::Case(&case)).allowed {
                continue;
            }
            let reads = decide(caller, Action::LireDossier, Resource::Case(&case)).allowed;
            shown.push(self.shown(&row, reads)?);
        }
        let next_cursor = if more { cursor } else { String::new() };
        Ok(pb::ListDossiersResponse { rows: shown, page: Some(PageInfo { next_cursor, total: 0 }) })
    }

    fn shown(&self, row: &sqlx::postgres::PgRow, reads: bool) -> Result<pb::DossierRow> {
        let stage: String = row.try_get("stage")?;
        let updated = from_sql_instant(row.try_get("updated_at")?);
        let formed: Option<time::Date> = row.try_get("formed_on")?;
        let rapporteurs: Vec<Uuid> = row.try_get("rapporteurs")?;
        Ok(pb::DossierRow {
            dossier_id: row.try_get::<Uuid, _>("id")?.to_string(),
            number: view::number(row.try_get("number_year")?, row.try_get("number_seq")?),
            version: row.try_get::<i64, _>("version")?.cast_unsigned(),
            stage_label: self.law.stage_label_of(&stage),
            stage,
            chambre: row.try_get("chambre")?,
            title: if reads { row.try_get("title")? } else { String::new() },
            formed_on: formed.map(|day| from_sql_day(day).to_string()).unwrap_or_default(),
            urgent: row.try_get("urgent")?,
            head_id: row.try_get::<Option<Uuid>, _>("head_id")?.map(|id| id.to_string()).unwrap_or_default(),
            head_number: row
                .try_get::<Option<i32>, _>("head_year")?
                .zip(row.try_get::<Option<i32>, _>("head_seq")?)
                .map(|(year, sequence)| view::number(year, sequence))
                .unwrap_or_default(),
            rapporteur_ids: rapporteurs.iter().map(Uuid::to_string).collect(),
            updated_at: Some(prost_types::Timestamp {
                seconds: updated.as_second(),
                nanos: updated.subsec_nanosecond(),
            }),
        })
    }

    /// Open dossiers by chamber and stage.
    pub(crate) async fn stock(&self, caller: &Caller) -> Result<pb::GetStockResponse> {
        decide(caller, Action::LireStock, Resource::Court).or_forbidden()?;
        let rows = sqlx::query!(
            r#"SELECT chambre, stage, count(*) AS "count!" FROM dossier.dossier
               WHERE NOT terminal AND (NOT sealed OR named @> $1) AND NOT recused && $1 GROUP BY chambre, stage ORDER BY chambre, stage"#,
            &[Uuid::parse_str(&caller.agent_id).unwrap_or_default()][..]
        )
        .fetch_all(&self.pool)
        .await?;
        let cells = rows.into_iter().map(|row| pb::StockCell {
            stage_label: self.law.stage_label_of(&row.stage),
            chambre: row.chambre,
            stage: row.stage,
            count: row.count.cast_unsigned(),
        });
        Ok(pb::GetStockResponse { cells: cells.collect() })
    }
}

/// The list's statement, with the filters asked for and those that the caller's place at the Court imposes.
fn select<'a>(caller: &'a Caller, wanted: &'a pb::ListDossiersRequest) -> Result<QueryBuilder<Postgres>> {
    let mut query = QueryBuilder::new(
        "SELECT d.id, d.version, d.number_year, d.number_seq, d.stage, d.chambre, d.title, d.formed_on, d.urgent, d.rapporteurs,
                d.avocats_generaux, d.offices, d.former_offices, d.distributed, d.communicated, d.sealed, d.named, d.recused, d.chambres_consultees, d.updated_at, d.opened_at,
                h.id AS head_id, h.number_year AS head_year, h.number_seq AS head_seq
         FROM dossier.dossier d
         LEFT JOIN dossier.group_member g ON g.dossier_id = d.id
         LEFT JOIN dossier.dossier h
             ON h.id = coalesce(g.head, (SELECT m.head FROM dossier.group_member m WHERE m.head = d.id LIMIT 1))
         WHERE true",
    );
    known_to(&mut query, caller);
    if !wanted.include_closed {
        query.push(" AND NOT d.terminal");
    }
    if wanted.urgent_only {
        query.push(" AND d.urgent");
    }
    if !wanted.chambres.is_empty() {
        query.push(" AND d.chambre = ANY(").push_bind(wanted.chambres.clone()).push(")");
    }
    if !wanted.stages.is_empty() {
        query.push(" AND d.stage = ANY(").push_bind(wanted.stages.clone()).push(")");
    }
    if !wanted.rapporteur.is_empty() {
        let agent = Uuid::parse_str(&wanted.rapporteur).map_err(|_| {
            Failure::invalid("LEC-004", "rapporteur", "Le rapporteur se désigne par son identifiant (UUID).")
        })?;
        query.push(" AND d.rapporteurs @> ").push_bind(vec![agent]);
    }
    if let Some(since) = wanted.opened_since {
        let since = Timestamp::new(since.seconds, since.nanos)
            .map_err(|_| Failure::invalid("LEC-004", "opened_since", "L’instant demandé n’existe pas."))?;
        query.push(" AND d.opened_at >= ").push_bind(sql_instant(since));
    }
    words(&mut query, &wanted.query);
    Ok(query)
}

/// What the caller's place at the Court imposes on a list of dossiers `d`; the policy decides on each row besides.
pub(crate) fn known_to(query: &mut QueryBuilder<Postgres>, caller: &Caller) {
    if !caller.roles.iter().any(|role| COURT_ROLES.contains(&role.as_str())) {
        let office = Uuid::parse_str(&caller.office_id).unwrap_or_default();
        query.push(" AND (d.offices @> ").push_bind(vec![office]);
        query.push(" OR d.former_offices @> ").push_bind(vec![office]).push(")");
    }
    // A sealed case is in the lists of those named for it, and of nobody else; whoever withdrew from one knows of it no more.
    let agent = Uuid::parse_str(&caller.agent_id).unwrap_or_default();
    query.push(" AND (NOT d.sealed OR d.named @> ").push_bind(vec![agent]).push(")");
    query.push(" AND NOT d.recused && ").push_bind(vec![agent]);
}

/// A number in any form, or part of a party's name.
fn words(query: &mut QueryBuilder<Postgres>, text: &str) {
    let text: String = text.trim().chars().take(200).filter(|c| !c.is_control()).collect();
    if text.is_empty() {
        return;
    }
    if let Ok((number, _)) = crate::numbering::read("q", &text) {
        query.push(" AND d.number_year = ").push_bind(number.year);
        query.push(" AND d.number_seq = ").push_bind(number.sequence);
        return;
    }
    for word in searchable(&text).split(' ').filter(|w| !w.is_empty()).take(6) {
        query
            .push(" AND d.id IN (SELECT p.dossier_id FROM dossier.party p WHERE p.search LIKE ")
            .push_bind(format!("%{}%", escape_like(word)))
            .push(")");
    }
}

fn cursor_of(order: Order, row: &sqlx::postgres::PgRow) -> Result<String> {
    let id: Uuid = row.try_get("id")?;
    let micros = |at: OffsetDateTime| at.unix_timestamp_nanos() / 1000;
    Ok(match order {
        Order::Recent => format!("{}_{}", micros(row.try_get("updated_at")?), id.simple()),
        Order::Oldest => format!("{}_{}", micros(row.try_get("opened_at")?), id.simple()),
        Order::Number => {
            format!("{}_{}", row.try_get::<i32, _>("number_year")?, row.try_get::<i32, _>("number_seq")?)
        }
    })
}

fn after(query: &mut QueryBuilder<Postgres>, order: Order, cursor: &str) -> Result<()> {
    let (key, tie) = cursor.split_once('_').ok_or_else(bad_cursor)?;
    if order == Order::Number {
        let year: i32 = key.parse().map_err(|_| bad_cursor())?;
        let seq: i32 = tie.parse().map_err(|_| bad_cursor())?;
        query
            .push(" AND (d.number_year, d.number_seq) < (")
            .push_bind(year)
            .push(", ")
            .push_bind(seq)
            .push(")");
        return Ok(());
    }
    let micros: i128 = key.parse().map_err(|_| bad_cursor())?;
    let at =
        OffsetDateTime::from_unix_timestamp_nanos(micros.saturating_mul(1000)).map_err(|_| bad_cursor())?;
    let id = Uuid::parse_str(tie).map_err(|_| bad_cursor())?;
    let column =
        if order == Order::Recent { " AND (d.updated_at, d.id) < (" } else { " AND (d.opened_at, d.id) > (" };
    query.push(column).push_bind(at).push(", ").push_bind(id).push(")");
    Ok(())
}
