//! Outages of the way of deposits, and what each concerns.

use axum::{
    Json,
    extract::{Path, State},
};
use greffe_access::{Action, Resource, decide};
use greffe_chassis::{
    Failure, Kind,
    db::{from_sql_instant, sql_day},
};
use greffe_contracts::{
    common::v1::PageRequest,
    deadline::v1::{self as deadline, deadline_service_client::DeadlineServiceClient},
};
use greffe_procedure::{
    day::{Day, Instant, paris_day, paris_minute},
    profile::CourtProfile,
};
use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::PAGE_MAX;
use crate::{
    Gateway,
    extract::{Query, id},
    identity::Principal,
    problem::{Problem, Result},
    views::{Deadline, Page, each},
};

/// Outages a page holds; there are few.
const OUTAGES: i64 = 200;

/// Of which days.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Days {
    /// ISO day, included.
    #[param(value_type = Option<String>, format = Date)]
    du: Option<Date>,
    /// ISO day, included.
    #[param(value_type = Option<String>, format = Date)]
    au: Option<Date>,
}

/// A time when nothing could be deposited.
#[derive(Debug, Serialize, ToSchema)]
pub struct Outage {
    /// UUID.
    outage_id: String,
    /// RFC 3339: when the way was last seen open.
    began_at: String,
    /// RFC 3339; `null` while it lasts.
    ended_at: Option<String>,
    /// `arret` (the product was silent), `service` (a part of it did not answer).
    cause: String,
    /// ISO days that it touches, at the seat of the court.
    days: Vec<String>,
}

/// A deposit that was turned away.
#[derive(Debug, Serialize, ToSchema)]
pub struct Refused {
    /// RFC 3339.
    refused_at: String,
    /// The office that deposited, if one.
    office_id: Option<String>,
    /// The dossier, when it was named.
    dossier_id: Option<String>,
}

/// What the court certifies of an outage, and what it concerns.
#[derive(Debug, Serialize, ToSchema)]
pub struct Certificate {
    /// The outage.
    outage: Outage,
    /// French, to print: CPC 748-7. `null` while the outage lasts.
    text: Option<String>,
    /// Deposits turned away, as far as they reached the court; those of the reader's own office where the reader is counsel.
    refused: Vec<Refused>,
    /// Terms that end on one of its days, of the dossiers that the reader may read; at most 200.
    deadlines: Vec<Deadline>,
    /// Whether there are more.
    more: bool,
}

type Row = (Uuid, OffsetDateTime, Option<OffsetDateTime>, String);

/// Les pannes de la voie de dépôt, la plus récente d’abord
#[utoipa::path(get, path = "/pannes", tag = "pannes", params(Days),
    responses((status = 200, body = Page<Outage>), (status = 401, body = Problem), (status = 422, body = Problem)))]
pub async fn list(
    State(gateway): State<Gateway>,
    _who: Principal,
    Query(days): Query<Days>,
) -> Result<Json<Page<Outage>>> {
    let rows: Vec<Row> = sqlx::query_as(
        "SELECT outage_id, began_at, ended_at, cause FROM outage
         WHERE ($1::date IS NULL OR ended_at IS NULL OR (ended_at AT TIME ZONE $3)::date >= $1)
           AND ($2::date IS NULL OR (began_at AT TIME ZONE $3)::date <= $2)
         ORDER BY began_at DESC, outage_id LIMIT $4",
    )
    .bind(days.du.map(sql_day))
    .bind(days.au.map(sql_day))
    .bind(CourtProfile::embedded().time_zone.as_str())
    .bind(OUTAGES)
    .fetch_all(gateway.pool())
    .await
    .map_err(Failure::from)?;
    Ok(Json(Page::whole(rows.into_iter().map(|row| outage(&gateway, row)).collect())))
}

/// Le certificat d’une panne, les dépôts et les échéances qu’elle concerne
#[utoipa::path(get, path = "/pannes/{outage_id}", tag = "pannes", params(("outage_id" = uuid::Uuid, Path)),
    responses((status = 200, body = Certificate), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn show(
    State(gateway): State<Gateway>,
    who: Principal,
    Path(outage_id): Path<String>,
) -> Result<Json<Certificate>> {
    let wanted = Uuid::parse_str(&id(&outage_id)?).map_err(Failure::internal)?;
    let row: Option<Row> =
        sqlx::query_as("SELECT outage_id, began_at, ended_at, cause FROM outage WHERE outage_id = $1")
            .bind(wanted)
            .fetch_optional(gateway.pool())
            .await
            .map_err(Failure::from)?;
    let Some(row) = row else {
        let text = "Aucune panne ne porte cet identifiant. Revenez à la liste des pannes.";
        return Err(Failure::new(Kind::NotFound, "PAN-001", text).into());
    };
    let refused = refused(&gateway, &who, row.1, row.2).await?;
    let text = row.2.map(|ended| certificate(row.1, ended));
    let outage = outage(&gateway, row);
    let page = PageRequest { size: PAGE_MAX, ..Default::default() };
    let request = deadline::ListComingRequest {
        due_from: outage.days.first().cloned().unwrap_or_default(),
        due_to: outage.days.last().cloned().unwrap_or_default(),
        page: Some(page),
        ..Default::default()
    };
    let services = gateway.services();
    let found = services
        .read(&who, &services.deadline, request, |c, r| async move {
            DeadlineServiceClient::new(c).list_coming(r).await
        })
        .await?;
    let more = found.page.is_some_and(|page| !page.next_cursor.is_empty());
    Ok(Json(Certificate { outage, text, refused, deadlines: each(found.deadlines), more }))
}

/// Counsel see their own office's; the court, by its policies, all.
async fn refused(
    gateway: &Gateway,
    who: &Principal,
    began: OffsetDateTime,
    ended: Option<OffsetDateTime>,
) -> Result<Vec<Refused>> {
    let all = decide(&who.caller, Action::LireStock, Resource::Court).allowed;
    let rows: Vec<(OffsetDateTime, Option<Uuid>, Option<Uuid>)> = sqlx::query_as(
        "SELECT refused_at, office_id, dossier_id FROM refused_deposit
         WHERE refused_at >= $1 AND ($2::timestamptz IS NULL OR refused_at <= $2) AND ($3 OR office_id = $4)
         ORDER BY refused_at LIMIT 1000",
    )
    .bind(began)
    .bind(ended)
    .bind(all)
    .bind(Uuid::parse_str(&who.caller.office_id).ok())
    .fetch_all(gateway.pool())
    .await
    .map_err(Failure::from)?;
    let shown = rows.into_iter().map(|(at, office, dossier)| Refused {
        refused_at: from_sql_instant(at).to_string(),
        office_id: office.map(|id| id.to_string()),
        dossier_id: dossier.map(|id| id.to_string()),
    });
    Ok(shown.collect())
}

fn outage(gateway: &Gateway, (id, began, ended, cause): Row) -> Outage {
    let began = from_sql_instant(began);
    let ended = ended.map(from_sql_instant);
    let day = |at: Timestamp| paris_day(instant(at));
    let (first, last) = (day(began), day(ended.unwrap_or_else(|| gateway.now())));
    let days = (first.number()..=last.number()).map(|number| Day::from_number(number).to_string());
    Outage {
        outage_id: id.to_string(),
        began_at: began.to_string(),
        ended_at: ended.map(|at| at.to_string()),
        cause,
        days: days.collect(),
    }
}

fn instant(at: Timestamp) -> Instant {
    Instant(at.as_microsecond())
}

fn certificate(began: OffsetDateTime, ended: OffsetDateTime) -> String {
    let moment = |at: OffsetDateTime| paris_minute(instant(from_sql_instant(at)));
    let court = CourtProfile::embedded();
    format!(
        "Le greffe de la {} certifie que la transmission des actes par voie électronique a été impossible du {} au {} (heure de {}), pour une cause étrangère à ceux qui devaient y accomplir un acte. Selon l’article 748-7 du code de procédure civile, le délai qui expirait pendant ce temps est prorogé jusqu’au premier jour ouvrable qui suit.",
        court.name,
        moment(began),
        moment(ended),
        court.seat,
    )
}
