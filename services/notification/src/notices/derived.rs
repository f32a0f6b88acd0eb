//! The derived part: notices that the journal makes due, kept equal to it; and what a corrected act does to those under way.

use std::collections::HashMap;

use greffe_access::stored::StoredCase;
use greffe_bus::replica::Held;
use greffe_chassis::{
    Failure, Result,
    db::{sql_day, sql_instant},
};
use greffe_contracts::{events::v1::ActRecorded, notification::v1 as pb};
use greffe_procedure::{
    catalogue::NoticeType,
    derivation::{Derivation, Notice},
    ids::DossierId,
};
use prost::Message;
use sqlx::PgConnection;
use uuid::Uuid;

use super::words;
use crate::{Notifications, derivation::in_charge};

/// Who keeps a case's notices.
const KEEPS: &str = "greffe_chambre";
/// No longer wanted.
const MOOT: &str = "sans_objet";

impl Notifications {
    /// Stores what differs from what is derived, and takes back what tells of an act that is no more.
    pub(crate) async fn settle_notices(
        &self,
        tx: &mut PgConnection,
        case: &StoredCase,
        held: &Held,
        derived: &Derivation,
    ) -> Result<()> {
        let dossier = case.relations.dossier;
        let rows =
            sqlx::query!("SELECT notice_id, body FROM notification.notice WHERE dossier_id = $1", dossier)
                .fetch_all(&mut *tx)
                .await?;
        if rows.is_empty() && derived.notices.is_empty() {
            return Ok(());
        }
        let mut stored = HashMap::new();
        for row in rows {
            // A row that no longer reads is not what is derived: it is written again.
            if let Ok(notice) = pb::Notice::decode(row.body.as_slice()) {
                stored.insert(row.notice_id, notice);
            }
        }
        let heads = Heads::of(&held.facts()?);
        let (mut changed, mut corrected, mut proven) = (Vec::new(), Vec::new(), Vec::new());
        for notice in &derived.notices {
            let Some(ty) = self.catalogue.notice_of(notice) else { continue };
            let shown = self.notice(case, notice, ty, heads.of_root(notice.key.root.0));
            let id = Uuid::parse_str(&shown.notice_id).map_err(Failure::internal)?;
            let before = stored.remove(&id);
            if before.as_ref() == Some(&shown) {
                continue;
            }
            if before.is_some_and(|before| before.act_id != shown.act_id) {
                corrected.push((id, shown.act_id.clone()));
            } else if shown.derived == "prouve" {
                proven.push(id);
            }
            changed.push((id, shown));
        }
        for (id, before) in stored.into_iter().filter(|(_, before)| before.derived != MOOT) {
            let act = Uuid::parse_str(&before.act_id).map_err(Failure::internal)?;
            let head = heads.of_root(act);
            if head == act {
                proven.push(id);
            } else {
                corrected.push((id, head.to_string()));
            }
            changed.push((id, pb::Notice { derived: MOOT.into(), ..before }));
        }
        self.keep_notices(tx, dossier, &changed).await?;
        self.take_back(
            tx,
            &proven,
            "L’avis n’est plus à envoyer\u{a0}: le journal le prouve ou ne le demande plus.",
        )
        .await?;
        self.corrected(tx, &corrected).await
    }

    /// Writes each notice that the journal gives rise to, over what is stored of it.
    pub(crate) async fn write_notices(
        &self,
        tx: &mut PgConnection,
        case: &StoredCase,
        held: &Held,
        derived: &Derivation,
    ) -> Result<()> {
        let heads = Heads::of(&held.facts()?);
        let mut all = Vec::new();
        for notice in &derived.notices {
            let Some(ty) = self.catalogue.notice_of(notice) else { continue };
            let shown = self.notice(case, notice, ty, heads.of_root(notice.key.root.0));
            all.push((Uuid::parse_str(&shown.notice_id).map_err(Failure::internal)?, shown));
        }
        self.keep_notices(tx, case.relations.dossier, &all).await
    }

    fn notice(&self, case: &StoredCase, notice: &Notice, ty: &NoticeType, act: Uuid) -> pb::Notice {
        let means: Vec<String> = ty.means.iter().map(|code| code.as_str().to_owned()).collect();
        pb::Notice {
            notice_id: notice.key.id("avis", DossierId(case.relations.dossier)).to_string(),
            dossier_id: case.relations.dossier.to_string(),
            dossier_number: case.number.clone(),
            notice: ty.id.as_str().to_owned(),
            label: ty.label.clone(),
            article: ty.article.clone(),
            recipient: self.catalogue.recipient_label(ty.to).to_owned(),
            party_id: notice.key.party.map(|party| party.0.to_string()).unwrap_or_default(),
            pourvoi_id: notice.key.pourvoi.map(|pourvoi| pourvoi.0.to_string()).unwrap_or_default(),
            act_id: act.to_string(),
            due: notice.due.map(|day| day.to_string()).unwrap_or_default(),
            derived: notice.status.as_str().to_owned(),
            channels: words::channels(&means),
            means,
            mentions: ty.mentions.clone(),
            sender: ty.by.as_str().to_owned(),
            without_proof: ty.without_proof.clone(),
            chambre: in_charge(KEEPS, case).1.to_owned(),
            ..Default::default()
        }
    }

    async fn keep_notices(
        &self,
        tx: &mut PgConnection,
        dossier: Uuid,
        changed: &[(Uuid, pb::Notice)],
    ) -> Result<()> {
        if changed.is_empty() {
            return Ok(());
        }
        let column = |of: fn(&pb::Notice) -> &String| -> Vec<String> {
            changed.iter().map(|(_, notice)| of(notice).clone()).collect()
        };
        let dues: Vec<Option<time::Date>> =
            changed.iter().map(|(_, notice)| notice.due.parse().ok().map(sql_day)).collect();
        let acts = changed.iter().map(|(_, notice)| Uuid::parse_str(&notice.act_id));
        sqlx::query!(
            "INSERT INTO notification.notice (notice_id, dossier_id, sender, chambre, due, derived, act_id, body)
             SELECT n.notice_id, $8, n.sender, n.chambre, n.due, n.derived, n.act_id, n.body
             FROM unnest($1::uuid[], $2::text[], $3::text[], $4::date[], $5::text[], $6::uuid[], $7::bytea[])
                 AS n (notice_id, sender, chambre, due, derived, act_id, body)
             ON CONFLICT (notice_id) DO UPDATE SET sender = excluded.sender, chambre = excluded.chambre, due = excluded.due,
                 derived = excluded.derived, act_id = excluded.act_id, body = excluded.body",
            &changed.iter().map(|(id, _)| *id).collect::<Vec<_>>(),
            &column(|n| &n.sender),
            &column(|n| &n.chambre),
            &dues as &[Option<time::Date>],
            &column(|n| &n.derived),
            &acts.collect::<Result<Vec<_>, _>>().map_err(Failure::internal)?,
            &changed.iter().map(|(_, notice)| notice.encode_to_vec()).collect::<Vec<_>>(),
            dossier,
        )
        .execute(tx)
        .await?;
        Ok(())
    }

    /// Takes back what has not gone.
    async fn take_back(&self, tx: &mut PgConnection, notices: &[Uuid], why: &str) -> Result<()> {
        if notices.is_empty() {
            return Ok(());
        }
        sqlx::query!(
            "WITH taken AS (
                 UPDATE notification.sending SET state = 'retire', next_try = NULL
                 WHERE notice_id = ANY($1) AND state IN ('prepare', 'controle', 'remis', 'rejete') RETURNING notice_id, version)
             INSERT INTO notification.notice_step (notice_id, version, at, who, step, detail)
             SELECT notice_id, version, $2, 'service:notification', 'retire', $3 FROM taken",
            notices,
            sql_instant(self.clock.now()),
            why
        )
        .execute(tx)
        .await?;
        Ok(())
    }

    /// Acts that were corrected or annulled: what has not gone is taken back, what has gone wants a corrective notice.
    async fn corrected(&self, tx: &mut PgConnection, corrected: &[(Uuid, String)]) -> Result<()> {
        if corrected.is_empty() {
            return Ok(());
        }
        let notices: Vec<Uuid> = corrected.iter().map(|(id, _)| *id).collect();
        let acts = corrected.iter().map(|(_, act)| Uuid::parse_str(act));
        let acts = acts.collect::<Result<Vec<_>, _>>().map_err(Failure::internal)?;
        self.take_back(tx, &notices, "L’acte dont il donne avis a été corrigé.").await?;
        sqlx::query!(
            "WITH opened AS (
                 INSERT INTO notification.corrective (notice_id, act_id, opened_at)
                 SELECT c.notice_id, c.act_id, $3 FROM unnest($1::uuid[], $2::uuid[]) AS c (notice_id, act_id)
                 WHERE EXISTS (SELECT 1 FROM notification.sending s WHERE s.notice_id = c.notice_id AND s.state <> 'retire')
                 ON CONFLICT DO NOTHING RETURNING notice_id)
             INSERT INTO notification.notice_step (notice_id, version, at, who, step, detail)
             SELECT notice_id, 0, $3, 'service:notification', 'rectificatif',
                    'L’acte a été corrigé après l’envoi : un avis rectificatif est à préparer, ou la raison de n’en pas envoyer à dire.'
             FROM opened",
            &notices,
            &acts,
            sql_instant(self.clock.now()),
        )
        .execute(tx)
        .await?;
        Ok(())
    }
}

/// The act by which each act stands now.
struct Heads(HashMap<Uuid, Uuid>);

impl Heads {
    fn of(facts: &[ActRecorded]) -> Self {
        let corrects = facts.iter().filter_map(|fact| Some((fact.supersedes?.into(), fact.act_id?.into())));
        Self(corrects.collect())
    }

    /// A chain is as long as the journal at most: an act corrects one that came before.
    fn of_root(&self, root: Uuid) -> Uuid {
        let mut head = root;
        while let Some(next) = self.0.get(&head) {
            head = *next;
        }
        head
    }
}
