//! Notices read: those of the caller's chambers, one with its life, the figures.

use std::collections::HashMap;

use greffe_access::{Action, Resource, decide, stored::readable};
use greffe_bus::replica;
use greffe_chassis::{
    Caller, Failure, Result,
    clock::paris_day,
    db::{from_sql_day, from_sql_instant, sql_day},
};
use greffe_contracts::{common::v1::PageInfo, dossier::v1 as dossier, notification::v1 as pb};
use jiff::Timestamp;
use prost::Message;
use sqlx::{PgConnection, Postgres, QueryBuilder, Row as _, postgres::PgRow};
use uuid::Uuid;

use super::{
    channels::{OPEN_MAIL, by_hand},
    hidden,
    life::SELF,
    paper, refused, sending_id, unknown_notice, words,
};
use crate::Notifications;

/// Largest page.
const PAGE_MAX: u32 = 200;
/// Places of what is over, shown when asked for.
const OVER: &[&str] = &["prouve", "sans_objet", "attendu"];
/// The nearest day first.
const NEAREST: &str = "coalesce(n.due, 'infinity'), n.notice_id";

const SELECT: &str = "SELECT n.notice_id, n.due, n.body, n.place, coalesce(n.state, '') AS state,
    coalesce(n.channel, '') AS channel, n.corrective_owed FROM notification.notice_place n WHERE true";

/// Chambers whose notices the caller keeps: all of them for the central registry.
pub(super) fn chambres_of(caller: &Caller) -> Option<Vec<String>> {
    (!caller.has_role("greffe_central")).then(|| caller.chambres.clone())
}

/// Whom a sealed case must name for the caller to know of its notices.
pub(super) fn named_as(caller: &Caller) -> Vec<Uuid> {
    vec![Uuid::parse_str(&caller.agent_id).unwrap_or_default()]
}

impl Notifications {
    /// Notices of a dossier, or of the caller's chambers.
    pub(crate) async fn list_notices(
        &self,
        caller: &Caller,
        wanted: &pb::ListNoticesRequest,
    ) -> Result<pb::ListNoticesResponse> {
        let mut query = QueryBuilder::<Postgres>::new(SELECT);
        if wanted.dossier_id.is_empty() {
            decide(caller, Action::LireAvis, Resource::Court).or_forbidden()?;
            within(&mut query, caller);
        } else {
            let dossier = Uuid::parse_str(&wanted.dossier_id).map_err(|_| unknown_notice())?;
            readable(&self.pool, caller, dossier, 0).await?;
            if caller.has_role("avocat_aux_conseils") {
                return Ok(pb::ListNoticesResponse::default());
            }
            query.push(" AND n.dossier_id = ").push_bind(dossier);
        }
        if !wanted.place.is_empty() {
            query.push(" AND n.place = ").push_bind(&wanted.place);
        } else if wanted.dossier_id.is_empty() {
            query.push(" AND NOT n.place = ANY(").push_bind(OVER).push(")");
        }
        if !wanted.chambre.is_empty() {
            query.push(" AND n.chambre = ").push_bind(&wanted.chambre);
        }
        if !wanted.due_by.is_empty() {
            let day = wanted.due_by.parse().map_err(|_| bad_day("avant"))?;
            query.push(" AND n.due <= ").push_bind(sql_day(day));
        }
        let page = wanted.page.clone().unwrap_or_default();
        let size = page.size.clamp(1, PAGE_MAX);
        if !page.cursor.is_empty() {
            after(&mut query, &page.cursor)?;
        }
        query.push(" ORDER BY ").push(NEAREST).push(" LIMIT ").push_bind(i64::from(size) + 1);
        let rows = query.build().fetch_all(&self.pool).await?;
        let more = rows.len() > size as usize;
        let kept = rows.get(..rows.len().min(size as usize)).unwrap_or_default();
        let next_cursor = kept.last().filter(|_| more).map(cursor_of).transpose()?.unwrap_or_default();
        Ok(pb::ListNoticesResponse {
            notices: kept.iter().map(shown).collect::<Result<_>>()?,
            page: Some(PageInfo { next_cursor, total: 0 }),
        })
    }

    /// One notice, its sendings and its life.
    pub(crate) async fn notice_life(&self, caller: &Caller, id: &str) -> Result<pb::GetNoticeResponse> {
        let id = Uuid::parse_str(id).map_err(|_| unknown_notice())?;
        let dossier =
            sqlx::query_scalar!("SELECT dossier_id FROM notification.notice WHERE notice_id = $1", id)
                .fetch_optional(&self.pool)
                .await?
                .ok_or_else(unknown_notice)?;
        let (mut connection, case) = readable(&self.pool, caller, dossier, 0).await.map_err(hidden)?;
        if caller.has_role("avocat_aux_conseils") {
            return Err(unknown_notice());
        }
        let mut life = self.life(&mut connection, id).await?;
        drop(connection);
        let notice = life.notice.clone().unwrap_or_default();
        life.may_act = notice.sender == super::REGISTRY
            && decide(caller, Action::TenirAvis, Resource::Case(&case.relations)).allowed;
        let free = matches!(
            notice.state.as_str(),
            "" | "prepare" | "controle" | "remis" | "rejete" | "revenu" | "sans_preuve" | "retire"
        );
        if life.may_act && notice.place != "prouve" && (free || notice.corrective_owed) {
            let seen = self.cases.dossier(caller, dossier).await?;
            life.proposal = Some(self.proposal(&mut *self.pool.acquire().await?, &notice, &seen).await?);
        }
        Ok(life)
    }

    /// The letter of a notice as it stands, across which « Aperçu » is written until it has gone.
    pub(crate) async fn letter(&self, caller: &Caller, id: &str) -> Result<Vec<u8>> {
        let life = self.notice_life(caller, id).await?;
        let notice = Uuid::parse_str(id).map_err(|_| unknown_notice())?;
        let last = life.sendings.into_iter().next_back().filter(|sending| sending.state != "retire");
        let mut sending = last.or(life.proposal).ok_or_else(|| {
            refused(
                "AVI-013",
                "Cet avis n’a pas de lettre\u{a0}: rien n’est préparé, et vous ne pouvez pas le préparer.",
            )
        })?;
        let key = sending_id(notice, sending.version);
        if sending.key.is_empty() {
            sending.key = key.to_string();
        }
        let gone = sending.sent_at.as_ref().and_then(|at| Timestamp::new(at.seconds, at.nanos).ok());
        let day = paris_day(gone.unwrap_or_else(|| self.clock.now()));
        self.letters.pdf(paper::order(&sending, key, day, gone.is_none())).await
    }

    pub(super) async fn life(
        &self,
        connection: &mut PgConnection,
        id: Uuid,
    ) -> Result<pb::GetNoticeResponse> {
        let notice = self.shown_notice(connection, id).await?.ok_or_else(unknown_notice)?;
        let rows = sqlx::query!(
            "SELECT state, channel, attempts, next_try, reference, sent_at, reached_on, proof_by, body
             FROM notification.sending WHERE notice_id = $1 ORDER BY version",
            id
        )
        .fetch_all(&mut *connection)
        .await?;
        let mut sendings = Vec::new();
        for row in rows {
            let day =
                |day: Option<time::Date>| day.map(|day| from_sql_day(day).to_string()).unwrap_or_default();
            sendings.push(pb::Sending {
                state: row.state,
                channel: row.channel,
                attempts: u32::try_from(row.attempts).unwrap_or_default(),
                next_try: row.next_try.map(stamp),
                reference: row.reference,
                sent_at: row.sent_at.map(stamp),
                reached_on: day(row.reached_on),
                proof_by: day(row.proof_by),
                ..pb::Sending::decode(row.body.as_slice()).map_err(Failure::internal)?
            });
        }
        let steps = sqlx::query!(
            "SELECT version, at, who, step, detail FROM notification.notice_step WHERE notice_id = $1 ORDER BY seq",
            id
        )
        .fetch_all(&mut *connection)
        .await?;
        let waiting = sqlx::query!(
            "SELECT state, reason FROM notification.proof WHERE notice_id = $1 AND state <> 'inscrite' ORDER BY rank",
            id
        )
        .fetch_all(&mut *connection)
        .await?;
        Ok(pb::GetNoticeResponse {
            notice: Some(notice),
            sendings,
            steps: steps
                .into_iter()
                .map(|row| pb::NoticeStep {
                    at: Some(stamp(row.at)),
                    who: if row.who == SELF { String::new() } else { row.who },
                    step: row.step,
                    detail: row.detail,
                    version: u32::try_from(row.version).unwrap_or_default(),
                })
                .collect(),
            proofs_waiting: waiting
                .into_iter()
                .map(|row| match row.state.as_str() {
                    "refusee" => format!("Le journal a refusé l’acte de preuve\u{a0}: {}", row.reason),
                    _ => "L’acte de preuve attend d’entrer au journal.".to_owned(),
                })
                .collect(),
            ..Default::default()
        })
    }

    pub(super) async fn shown_notice(
        &self,
        connection: &mut PgConnection,
        id: Uuid,
    ) -> Result<Option<pb::Notice>> {
        let mut query = QueryBuilder::<Postgres>::new(SELECT);
        query.push(" AND n.notice_id = ").push_bind(id);
        query.build().fetch_optional(connection).await?.as_ref().map(shown).transpose()
    }

    /// All that is kept of a dossier's notices, for `greffe verify`.
    pub(crate) async fn notices_held(
        &self,
        connection: &mut PgConnection,
        dossier: Uuid,
    ) -> Result<(Vec<pb::Notice>, Vec<pb::SendingStanding>, Vec<pb::ProofStanding>)> {
        let mut query = QueryBuilder::<Postgres>::new(SELECT);
        query.push(" AND n.dossier_id = ").push_bind(dossier).push(" ORDER BY n.notice_id");
        let notices = query.build().fetch_all(&mut *connection).await?;
        let sendings = sqlx::query!(
            r#"SELECT sending_id, notice_id, version, state, next_try IS NOT NULL AS "awaits!", body
               FROM notification.sending WHERE dossier_id = $1 ORDER BY notice_id, version"#,
            dossier
        )
        .fetch_all(&mut *connection)
        .await?;
        let sendings = sendings.into_iter().map(|row| {
            let sending = pb::Sending::decode(row.body.as_slice()).map_err(Failure::internal)?;
            Ok(pb::SendingStanding {
                sending_id: row.sending_id.to_string(),
                notice_id: row.notice_id.to_string(),
                version: u32::try_from(row.version).unwrap_or_default(),
                state: row.state,
                result: sending.result,
                act_id: sending.act_id,
                awaits: row.awaits,
            })
        });
        let proofs = sqlx::query!(
            "SELECT proof_id, state, act FROM notification.proof WHERE dossier_id = $1 ORDER BY rank",
            dossier
        )
        .fetch_all(connection)
        .await?;
        let proofs = proofs.into_iter().map(|row| pb::ProofStanding {
            proof_id: row.proof_id.to_string(),
            state: row.state,
            act: row.act,
        });
        Ok((
            notices.iter().map(shown).collect::<Result<_>>()?,
            sendings.collect::<Result<_>>()?,
            proofs.collect(),
        ))
    }

    /// What would go now: the mentions as the dossier fills them, to whom and where they were reached last.
    pub(super) async fn proposal(
        &self,
        connection: &mut PgConnection,
        notice: &pb::Notice,
        case: &dossier::Dossier,
    ) -> Result<pb::Sending> {
        let kept = sqlx::query!(
            "SELECT mention, text FROM notification.wording WHERE mention = ANY($1)",
            &notice.mentions
        )
        .fetch_all(&mut *connection)
        .await?;
        let kept: HashMap<String, String> = kept.into_iter().map(|row| (row.mention, row.text)).collect();
        let dossier = Uuid::parse_str(&notice.dossier_id).map_err(Failure::internal)?;
        let facts = replica::load(connection, dossier).await?;
        let act = facts
            .iter()
            .find(|fact| fact.act_id.is_some_and(|id| Uuid::from(id).to_string() == notice.act_id));
        let party = case.parties.iter().find(|party| party.party_id == notice.party_id);
        let office = party.and_then(|party| party.office_ids.first());
        let office = office.and_then(|id| case.offices.iter().find(|office| office.office_id == *id));
        let by_counsel = notice.channels.iter().any(|code| code == "voie_electronique");
        let channel = match office {
            Some(_) if by_counsel => "voie_electronique".to_owned(),
            _ => {
                let shut = |code: &str| code == "voie_electronique" || case.sealed && code == OPEN_MAIL;
                let mut open = notice.channels.iter().filter(|code| !shut(code));
                let first = open.clone().find(|code| self.channels.stands(code)).or_else(|| open.next());
                first.or_else(|| notice.channels.first()).cloned().unwrap_or_default()
            }
        };
        let name = match (office, party) {
            (Some(office), _) if channel == "voie_electronique" => office.name.clone(),
            (_, Some(party)) => party.name.clone(),
            _ => capital(&notice.recipient),
        };
        let known = sqlx::query!(
            "SELECT name, address FROM notification.address WHERE recipient = $1 AND channel = $2",
            recipient_key(notice, case, &channel),
            channel
        )
        .fetch_optional(connection)
        .await?;
        let own = office.filter(|_| channel == "voie_electronique").map(|office| office.office_id.clone());
        Ok(pb::Sending {
            channel,
            recipient_name: name,
            address: own.or(known.map(|row| row.address)).unwrap_or_default(),
            fields: words::fields(notice, case, act, &kept)?,
            subject: format!("Avis du greffe de la {}, pourvoi n° {}", self.profile.name, case.number),
            dossier_number: case.number.clone(),
            label: notice.label.clone(),
            article: notice.article.clone(),
            act_id: notice.act_id.clone(),
            dossier_id: notice.dossier_id.clone(),
            ..Default::default()
        })
    }

    /// Where the notices of the caller's chambers stand, from one query.
    pub(crate) async fn count_notices(&self, caller: &Caller) -> Result<pb::CountNoticesResponse> {
        decide(caller, Action::LireAvis, Resource::Court).or_forbidden()?;
        let today = greffe_chassis::clock::agreed_day(&*self.clock, &mut *self.pool.acquire().await?).await?;
        let chambres = chambres_of(caller);
        let row = sqlx::query!(
            r#"WITH mine AS (
                   SELECT place, sender, due, state, derived, corrective_owed FROM notification.notice_place
                   WHERE place <> 'sans_objet' AND ($1::text[] IS NULL OR chambre = '' OR chambre = ANY($1))
                     AND (NOT sealed OR named @> $3))
               SELECT count(*) FILTER (WHERE sender = 'greffe') AS "due!",
                   count(*) FILTER (WHERE sender = 'greffe' AND place = 'a_preparer') AS "to_prepare!",
                   count(*) FILTER (WHERE sender = 'greffe' AND place = 'a_remettre') AS "to_hand_over!",
                   count(*) FILTER (WHERE sender = 'greffe' AND place = 'en_chemin') AS "under_way!",
                   count(*) FILTER (WHERE sender = 'greffe' AND place = 'a_examiner') AS "to_examine!",
                   count(*) FILTER (WHERE sender = 'greffe' AND place = 'en_poursuite') AS "in_pursuit!",
                   count(*) FILTER (WHERE sender = 'greffe' AND place = 'prouve') AS "proven!",
                   count(*) FILTER (WHERE sender = 'greffe' AND due <= $2 AND place IN ('a_preparer', 'a_remettre', 'a_examiner')) AS "late!",
                   count(*) FILTER (WHERE place = 'attendu') AS "awaited!",
                   -- Counted anew from what each place stands for, not from the places.
                   count(*) FILTER (WHERE sender = 'greffe' AND NOT (corrective_owed AND coalesce(state, '') NOT IN
                       ('prepare', 'controle', 'remis', 'en_cours', 'inconnu', 'rejete'))
                       AND (coalesce(state, 'retire') <> 'retire' OR derived IN ('envoye', 'revenu', 'prouve'))) AS "begun!"
               FROM mine"#,
            chambres.as_deref(),
            sql_day(today),
            &named_as(caller)
        )
        .fetch_one(&self.pool)
        .await?;
        let n = i64::cast_unsigned;
        let sent = n(row.in_pursuit) + n(row.proven);
        let handed_over = sent + n(row.under_way) + n(row.to_examine);
        let prepared = handed_over + n(row.to_hand_over);
        Ok(pb::CountNoticesResponse {
            due: n(row.due),
            to_prepare: n(row.to_prepare),
            to_hand_over: n(row.to_hand_over),
            under_way: n(row.under_way),
            to_examine: n(row.to_examine),
            in_pursuit: n(row.in_pursuit),
            proven: n(row.proven),
            late: n(row.late),
            awaited: n(row.awaited),
            prepared,
            handed_over,
            sent,
            agree: n(row.due) == prepared + n(row.to_prepare) && n(row.begun) == prepared,
        })
    }

    /// Whether a notice that goes that way needs an address.
    pub(super) fn wants_address(channel: &str) -> bool {
        !by_hand(channel)
    }
}

/// Under what an address is kept: the office, the person, or the body told.
pub(super) fn recipient_key(notice: &pb::Notice, case: &dossier::Dossier, channel: &str) -> String {
    let party = case.parties.iter().find(|party| party.party_id == notice.party_id);
    match party {
        Some(party) if channel == "voie_electronique" => {
            party.office_ids.first().unwrap_or(&party.person_id).clone()
        }
        Some(party) => party.person_id.clone(),
        // The court attacked is not the same in each case: by its name.
        None => {
            let court = case.decisions.first().map(|decision| decision.court.clone()).unwrap_or_default();
            format!("{} {court}", notice.recipient)
        }
    }
}

/// The caller's chambers; what has none yet is everyone's, and what is sealed is of those named for it.
fn within(query: &mut QueryBuilder<Postgres>, caller: &Caller) {
    query.push(" AND (NOT n.sealed OR n.named @> ").push_bind(named_as(caller)).push(")");
    if let Some(chambres) = chambres_of(caller) {
        query.push(" AND (n.chambre = '' OR n.chambre = ANY(").push_bind(chambres).push("))");
    }
}

pub(super) fn shown(row: &PgRow) -> Result<pb::Notice> {
    let body: Vec<u8> = row.try_get("body")?;
    let notice = pb::Notice::decode(body.as_slice()).map_err(Failure::internal)?;
    Ok(pb::Notice {
        place: row.try_get("place")?,
        state: row.try_get("state")?,
        channel: row.try_get("channel")?,
        corrective_owed: row.try_get("corrective_owed")?,
        ..notice
    })
}

pub(super) fn stamp(at: time::OffsetDateTime) -> prost_types::Timestamp {
    let at = from_sql_instant(at);
    prost_types::Timestamp { seconds: at.as_second(), nanos: at.subsec_nanosecond() }
}

pub(super) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().collect::<String>() + letters.as_str())
        .unwrap_or_default()
}

pub(super) fn bad_day(field: &str) -> Failure {
    Failure::invalid(
        "AVI-010",
        field,
        "Cette date ne se lit pas, ou elle est à venir. Écrivez-la sous la forme 2026-12-31.",
    )
}

/// What follows the notice that the cursor names.
fn after(query: &mut QueryBuilder<Postgres>, cursor: &str) -> Result<()> {
    let bad = || {
        Failure::invalid(
            "LEC-002",
            "cursor",
            "Ce curseur de page n’est pas valable. Revenez à la première page de la liste.",
        )
    };
    let (due, id) = cursor.split_once('_').ok_or_else(bad)?;
    let id = Uuid::parse_str(id).map_err(|_| bad())?;
    let due = match due {
        "" => None,
        day => Some(sql_day(day.parse().map_err(|_| bad())?)),
    };
    query.push(" AND (").push(NEAREST).push(") > (coalesce(").push_bind(due);
    query.push("::date, 'infinity'), ").push_bind(id).push(")");
    Ok(())
}

fn cursor_of(row: &PgRow) -> Result<String> {
    let due = row.try_get::<Option<time::Date>, _>("due")?.map(|day| from_sql_day(day).to_string());
    let id: Uuid = row.try_get("notice_id")?;
    Ok(format!("{}_{}", due.unwrap_or_default(), id.simple()))
}
