//! What people follow: a dossier, a person, the rôle of a chamber, a search that they keep. Each act in it is news, told once;
//! whoever reads it is asked for their rights at that moment.

use greffe_access::{Action, Resource, decide, stored};
use greffe_chassis::{
    Caller, Failure, Kind, Result,
    command::{Command, is_twin},
    db::{self, from_sql_instant, sql_instant},
};
use greffe_contracts::{events::v1::ActRecorded, notification::v1 as pb, parties_of};
use prost::Message;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    Notifications,
    agenda::roster,
    searches::{FOUND, FOUND_LABEL, can_follow},
};

/// The most that one person follows, and that is shown of one thing followed.
const FOLLOWS: i64 = 200;
const NEWS: i64 = 50;

impl Notifications {
    /// An act is news to those who follow what it belongs to. `facts` is the journal up to it.
    pub(crate) async fn tell_followers(
        &self,
        tx: &mut PgConnection,
        dossier: Uuid,
        chambre: &str,
        facts: &[ActRecorded],
    ) -> Result<()> {
        let Some(act) = facts.last() else { return Ok(()) };
        let persons: Vec<String> = facts.iter().flat_map(persons).map(|id| id.to_string()).collect();
        // An act of the rôle sets, or moves, the day on which the case is heard.
        let role = if roster(&act.kind).is_some() { chambre } else { "" };
        sqlx::query!(
            "INSERT INTO notification.news (follow_id, dossier_id, act_id, act, at)
             SELECT f.follow_id, $1, $2, $3, $4 FROM notification.follow f
             WHERE (f.kind = 'dossier' AND f.target = $1::uuid::text) OR (f.kind = 'personne' AND f.target = ANY($5))
                OR (f.kind = 'role' AND $6 <> '' AND f.target = $6)
             ON CONFLICT DO NOTHING",
            dossier,
            act.act_id.map(Uuid::from).unwrap_or_default(),
            act.kind,
            sql_instant(self.clock.now()),
            &persons,
            role
        )
        .execute(tx)
        .await?;
        Ok(())
    }

    /// What the caller follows, with the news that they may read today.
    pub(crate) async fn follows(&self, caller: &Caller) -> Result<pb::ListFollowsResponse> {
        decide(caller, Action::LireTaches, Resource::Court).or_forbidden()?;
        let mut connection = self.pool.acquire().await?;
        let rows = sqlx::query!(
            "SELECT follow_id, kind, target, label, since FROM notification.follow WHERE subject = $1 ORDER BY since DESC LIMIT $2",
            caller.subject,
            FOLLOWS
        )
        .fetch_all(&mut *connection)
        .await?;
        let mut follows = Vec::with_capacity(rows.len());
        for row in rows {
            let news = self.news(&mut connection, caller, row.follow_id).await?;
            follows.push(pb::Follow {
                follow_id: row.follow_id.to_string(),
                kind: row.kind,
                target: row.target,
                label: row.label,
                since: Some(stamp(row.since)),
                news,
            });
        }
        Ok(pb::ListFollowsResponse { follows })
    }

    async fn news(
        &self,
        connection: &mut PgConnection,
        caller: &Caller,
        follow: Uuid,
    ) -> Result<Vec<pb::News>> {
        let rows = sqlx::query!(
            "SELECT dossier_id, act_id, act, at FROM notification.news WHERE follow_id = $1 AND read_at IS NULL ORDER BY seq DESC LIMIT $2",
            follow,
            NEWS
        )
        .fetch_all(&mut *connection)
        .await?;
        let dossiers: Vec<Uuid> = rows.iter().map(|row| row.dossier_id).collect();
        let mut read = stored::load_all(connection, &dossiers).await?;
        read.retain(|_, case| decide(caller, Action::LireDossier, Resource::Case(&case.relations)).allowed);
        let mut news = Vec::with_capacity(rows.len());
        for row in rows {
            let Some(case) = read.get(&row.dossier_id) else { continue };
            let kind = self.catalogue.kind(&row.act).and_then(|kind| self.catalogue.act_type(kind));
            news.push(pb::News {
                dossier_id: row.dossier_id.to_string(),
                dossier_number: case.number.clone(),
                act_id: row.act_id.to_string(),
                label: if row.act == FOUND {
                    FOUND_LABEL.to_owned()
                } else {
                    kind.map(|ty| ty.label.clone()).unwrap_or_default()
                },
                act: row.act,
                at: Some(stamp(row.at)),
            });
        }
        Ok(news)
    }

    /// Follows, stops, or has read.
    pub(crate) async fn save_follow(
        &self,
        command: Command,
        wanted: pb::SaveFollowRequest,
    ) -> Result<(pb::SaveFollowResponse, bool)> {
        let caller = &command.caller;
        decide(caller, Action::LireTaches, Resource::Court).or_forbidden()?;
        let mut follow = wanted.follow.clone().unwrap_or_default();
        let mut tx = db::begin(&self.pool).await?;
        if let Some(answer) = command.answered(&mut tx).await? {
            return Ok((pb::SaveFollowResponse::decode(answer.as_slice()).map_err(Failure::internal)?, true));
        }
        let now = sql_instant(self.clock.now());
        match wanted.gesture.as_str() {
            "suivre" => {
                may_follow(&mut tx, caller, &follow).await?;
                follow.follow_id = sqlx::query_scalar!(
                    "INSERT INTO notification.follow (follow_id, subject, kind, target, label, since) VALUES ($1, $2, $3, $4, $5, $6)
                     ON CONFLICT (subject, kind, target) DO UPDATE SET label = excluded.label RETURNING follow_id",
                    Uuid::new_v5(&command.key, caller.subject.as_bytes()),
                    caller.subject,
                    follow.kind,
                    follow.target,
                    follow.label.chars().take(200).collect::<String>(),
                    now
                )
                .fetch_one(&mut *tx)
                .await?
                .to_string();
            }
            gesture @ ("cesser" | "lu") => {
                let id = Uuid::parse_str(&follow.follow_id).map_err(|_| unknown_follow())?;
                let mine = sqlx::query_scalar!(
                    "SELECT follow_id FROM notification.follow WHERE follow_id = $1 AND subject = $2 FOR UPDATE",
                    id,
                    caller.subject
                )
                .fetch_optional(&mut *tx)
                .await?;
                if mine.is_none() {
                    return Err(unknown_follow());
                }
                if gesture == "lu" {
                    sqlx::query!(
                        "UPDATE notification.news SET read_at = $2 WHERE follow_id = $1 AND read_at IS NULL",
                        id,
                        now
                    )
                    .execute(&mut *tx)
                    .await?;
                } else {
                    sqlx::query!("DELETE FROM notification.follow WHERE follow_id = $1", id)
                        .execute(&mut *tx)
                        .await?;
                }
            }
            _ => {
                return Err(Failure::invalid(
                    "TAC-010",
                    "gesture",
                    "Ce geste n’existe pas. Rechargez la page et recommencez.",
                ));
            }
        }
        let answer = pb::SaveFollowResponse { follow: Some(follow) };
        match command.store(&mut tx, &answer.encode_to_vec()).await {
            Err(error) if is_twin(&error) => {
                drop(tx);
                return Box::pin(self.save_follow(command, wanted)).await;
            }
            stored => stored?,
        }
        tx.commit().await?;
        Ok((answer, false))
    }
}

/// A dossier is followed by those who read it; a person and a rôle by anyone of the Court, who is told of the cases they read.
async fn may_follow(tx: &mut PgConnection, caller: &Caller, follow: &pb::Follow) -> Result<()> {
    let count = sqlx::query_scalar!(
        r#"SELECT count(*) AS "count!" FROM notification.follow WHERE subject = $1"#,
        caller.subject
    )
    .fetch_one(&mut *tx)
    .await?;
    if count >= FOLLOWS {
        return Err(Failure::new(
            Kind::Refused,
            "TAC-018",
            "Vous suivez déjà 200 choses. Cessez d’en suivre une avant d’en ajouter.",
        ));
    }
    let known = match follow.kind.as_str() {
        "dossier" => match Uuid::parse_str(&follow.target) {
            Ok(dossier) => stored::load(tx, dossier).await?.is_some_and(|case| {
                decide(caller, Action::LireDossier, Resource::Case(&case.relations)).allowed
            }),
            Err(_) => false,
        },
        "personne" => Uuid::parse_str(&follow.target).is_ok(),
        "role" => !follow.target.is_empty() && follow.target.len() <= 40,
        "recherche" => can_follow(tx, caller, &follow.target).await?,
        _ => false,
    };
    if known { Ok(()) } else { Err(unknown_follow()) }
}

/// Those of whom an act declares that they are parties.
fn persons(act: &ActRecorded) -> Vec<Uuid> {
    let declared = act.body.as_ref().map(parties_of).unwrap_or_default();
    declared.iter().filter_map(|party| party.person_id).map(Uuid::from).collect()
}

fn stamp(at: time::OffsetDateTime) -> prost_types::Timestamp {
    let at = from_sql_instant(at);
    prost_types::Timestamp { seconds: at.as_second(), nanos: at.subsec_nanosecond() }
}

fn unknown_follow() -> Failure {
    Failure::not_found(
        "TAC-017",
        "Ce que vous voulez suivre n’existe pas, ou ne vous est pas accessible. Rechargez la page.",
    )
}
