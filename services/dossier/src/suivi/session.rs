//! What a link opens: a short session, and in it the case as its party may see it. Each look is a decision of the policies,
//! written to the audit trail.

use greffe_access::{Action, Resource, decide};
use greffe_chassis::{
    Caller, Result,
    db::{self, from_sql_instant, sql_instant},
};
use greffe_contracts::{
    dossier::v1 as pb,
    events::v1::{ActRecorded, act_recorded::Body},
};
use greffe_procedure::{
    day::Day,
    derivation::{Derivation, NoticeStatus, Status},
    ids::{ActId, PartyId},
};
use jiff::{SignedDuration, civil::Date};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    closed, digest_of, ended,
    links::{digest_of_code, plain_code},
    memoire, party_of, relations, secret, wire,
};
use crate::{Dossiers, access, journal::Journal, law, view};

/// Wrong codes after which a link opens no more.
const TRIES_MAX: i32 = 5;
/// How long a session lasts, whatever is done in it.
const LASTS: SignedDuration = SignedDuration::from_mins(30);

/// A party, by a link.
struct Held {
    link: Uuid,
    dossier: Uuid,
    party: Uuid,
}

impl Dossiers {
    /// Opens a session for a link and its code.
    pub(super) async fn open_following(
        &self,
        caller: &Caller,
        wanted: &pb::OpenFollowingRequest,
    ) -> Result<pb::OpenFollowingResponse> {
        decide(caller, Action::OuvrirSuivi, Resource::Court).or_forbidden()?;
        let held = self.proven(caller, wanted).await?.ok_or_else(closed)?;
        let mut tx = db::begin(&self.pool).await?;
        let Some(journal) = Journal::lock(&mut tx, held.dossier).await? else { return Err(closed()) };
        if self.may_follow(&mut tx, &journal, &held).await?.is_err() {
            tx.commit().await?;
            return Err(closed());
        }
        let (now, session) = (self.clock.now(), secret());
        let expires_at = now + LASTS;
        sqlx::query!(
            "INSERT INTO dossier.link_session (secret_sha256, link_id, expires_at) VALUES ($1, $2, $3)",
            digest_of(&session).unwrap_or_default(),
            held.link,
            sql_instant(expires_at)
        )
        .execute(&mut *tx)
        .await?;
        sqlx::query!(
            "UPDATE dossier.link SET opened_at = $2, tries = 0 WHERE id = $1",
            held.link,
            sql_instant(now)
        )
        .execute(&mut *tx)
        .await?;
        sqlx::query!("DELETE FROM dossier.link_session WHERE expires_at < $1", sql_instant(now))
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(pb::OpenFollowingResponse { session, expires_at: Some(wire(expires_at)) })
    }

    /// Looks at the code. A wrong one counts, and the last of too many locks the link; the trail keeps it.
    async fn proven(&self, caller: &Caller, wanted: &pb::OpenFollowingRequest) -> Result<Option<Held>> {
        let now = self.clock.now();
        let mut tx = db::begin(&self.pool).await?;
        let row = sqlx::query!(
            r#"SELECT id, dossier_id, party_id, code_sha256, tries,
                 (revoked_at IS NULL AND locked_at IS NULL AND expires_at > $2) AS "stands!"
             FROM dossier.link WHERE token_sha256 = $1 FOR UPDATE"#,
            digest_of(&wanted.token).unwrap_or_default(),
            sql_instant(now)
        )
        .fetch_optional(&mut *tx)
        .await?;
        let object = row.as_ref().map_or(Uuid::nil(), |row| row.id);
        let right = row.as_ref().is_some_and(|row| {
            row.stands && digest_of_code(row.id, &plain_code(&wanted.code)) == row.code_sha256
        });
        if let Some(row) = row.as_ref().filter(|row| row.stands && !right) {
            let tries = row.tries.saturating_add(1);
            let locked_at = (tries >= TRIES_MAX).then(|| sql_instant(now));
            sqlx::query!(
                "UPDATE dossier.link SET tries = $2, locked_at = $3 WHERE id = $1",
                row.id,
                tries,
                locked_at
            )
            .execute(&mut *tx)
            .await?;
        }
        if !right {
            metrics::counter!("greffe_links_refused_total").increment(1);
            let refused = greffe_access::Decision { allowed: false, policies: "lien-ou-code".into() };
            access::log(
                &mut tx,
                now,
                caller,
                Action::OuvrirSuivi,
                object,
                &refused,
                &access::Words::default(),
            )
            .await?;
        }
        tx.commit().await?;
        Ok(row.filter(|_| right).map(|row| Held {
            link: row.id,
            dossier: row.dossier_id,
            party: row.party_id,
        }))
    }

    /// Decides for the party, and writes it; the refusal is the inner result, to be kept with it.
    async fn may_follow(&self, tx: &mut PgConnection, journal: &Journal, held: &Held) -> Result<Result<()>> {
        let (party, now) = (Caller::party(held.party), self.clock.now());
        let case = relations(tx, &party, journal, now).await?;
        let key = held.link.to_string();
        let words = access::Words { request_id: &key, ..Default::default() };
        Ok(access::require(tx, now, &party, Action::SuivreDossier, &case, &words).await)
    }

    /// The case, as its party may see it.
    pub(super) async fn follow(
        &self,
        caller: &Caller,
        wanted: &pb::FollowRequest,
    ) -> Result<pb::FollowResponse> {
        decide(caller, Action::OuvrirSuivi, Resource::Court).or_forbidden()?;
        let now = self.clock.now();
        let mut tx = db::begin(&self.pool).await?;
        let row = sqlx::query!(
            "SELECT l.id, l.dossier_id, l.party_id, s.expires_at FROM dossier.link_session s JOIN dossier.link l ON l.id = s.link_id
             WHERE s.secret_sha256 = $1 AND s.expires_at > $2 AND l.revoked_at IS NULL AND l.locked_at IS NULL",
            digest_of(&wanted.session).unwrap_or_default(),
            sql_instant(now)
        )
        .fetch_optional(&mut *tx)
        .await?
        .ok_or_else(ended)?;
        let held = Held { link: row.id, dossier: row.dossier_id, party: row.party_id };
        let Some(journal) = Journal::lock(&mut tx, held.dossier).await? else { return Err(ended()) };
        let allowed = self.may_follow(&mut tx, &journal, &held).await?;
        tx.commit().await?;
        allowed.map_err(|_| ended())?;
        let mut seen = self.seen_by(&journal, held.party).ok_or_else(ended)?;
        seen.deposits = self.deposits_of(&Caller::party(held.party)).await?;
        seen.expires_at = Some(wire(from_sql_instant(row.expires_at)));
        Ok(seen)
    }

    /// Ends a session; one that has ended stays so.
    pub(super) async fn close_following(
        &self,
        caller: &Caller,
        wanted: &pb::CloseFollowingRequest,
    ) -> Result<pb::CloseFollowingResponse> {
        decide(caller, Action::OuvrirSuivi, Resource::Court).or_forbidden()?;
        let digest = digest_of(&wanted.session).unwrap_or_default();
        sqlx::query!("DELETE FROM dossier.link_session WHERE secret_sha256 = $1", digest)
            .execute(&self.pool)
            .await?;
        Ok(pb::CloseFollowingResponse {})
    }

    /// What concerns the party: where the case stands, what comes, what it was told. Nothing of the others, nothing of what
    /// the registry owes.
    fn seen_by(&self, journal: &Journal, party: Uuid) -> Option<pb::FollowResponse> {
        let known = party_of(journal, party)?;
        let (law, today) = (&journal.law, self.clock.today());
        let derived = law.derive(&journal.acts, today);
        let header = &journal.header;
        Some(pb::FollowResponse {
            dossier_id: journal.dossier.to_string(),
            party_id: known.party_id.clone(),
            number: view::number(header.number_year, header.number_seq),
            procedure_label: law.catalogue.procedure_label(derived.procedure.as_str()).to_owned(),
            stage_label: law.stage_label(derived.stage),
            chambre_label: law.chambre_label(&journal.relations().chambre),
            formed_on: law::formed_on(&journal.facts).map(|day| day.to_string()).unwrap_or_default(),
            hearing_on: hearing(&law::live(&journal.facts), today)
                .map(|day| day.to_string())
                .unwrap_or_default(),
            terms: terms(journal, &derived, party),
            notices: notices(journal, &derived, party),
            memoire_article: memoire::allowed(journal, &derived, &known).unwrap_or_default(),
            party_name: known.name,
            role: known.role,
            ..Default::default()
        })
    }
}

/// The day of the hearing, if one is fixed and is not past.
pub fn hearing(live: &[&ActRecorded], today: Date) -> Option<Date> {
    let last = live.iter().rev().find_map(|fact| match &fact.body {
        Some(Body::AudienceFixee(b)) => Some(b.audience.parse::<Date>().ok()),
        // Put off: the next one is not fixed.
        Some(Body::AudienceReportee(_)) => Some(None),
        _ => None,
    });
    last.flatten().filter(|day| *day >= today)
}

/// The terms that run against the party.
fn terms(journal: &Journal, derived: &Derivation, party: Uuid) -> Vec<pb::FollowedTerm> {
    let own =
        derived.deadlines.iter().filter(|d| d.key.party == Some(PartyId(party)) && d.status == Status::Open);
    let mut terms: Vec<pb::FollowedTerm> = own
        .filter_map(|d| {
            let rule = journal.law.catalogue.rule(d.key.rule.as_str())?;
            Some(pb::FollowedTerm {
                label: rule.label.clone(),
                article: rule.article.clone(),
                due: d.due.map(Day::to_date)?.to_string(),
            })
        })
        .collect();
    terms.sort_by(|a, b| (&a.due, &a.label).cmp(&(&b.due, &b.label)));
    terms
}

/// What the party was told, the latest first.
fn notices(journal: &Journal, derived: &Derivation, party: Uuid) -> Vec<pb::FollowedNotice> {
    let day_of = |id: ActId| {
        let fact = journal.facts.iter().find(|f| f.act_id.map(Uuid::from) == Some(id.0))?;
        fact.dates.iter().find_map(law::known_day)
    };
    let own = derived.notices.iter().filter(|notice| notice.key.party == Some(PartyId(party)));
    let mut told: Vec<pb::FollowedNotice> = own
        .filter_map(|notice| {
            let (NoticeStatus::Sent { by } | NoticeStatus::Returned { by } | NoticeStatus::Proven { by }) =
                notice.status
            else {
                return None;
            };
            let ty = journal.law.catalogue.notice_of(notice)?;
            Some(pb::FollowedNotice {
                label: ty.label.clone(),
                article: ty.article.clone(),
                on: day_of(by).map(|day| day.to_string()).unwrap_or_default(),
                status: notice.status.as_str().into(),
            })
        })
        .collect();
    told.sort_by(|a, b| (&b.on, &a.label).cmp(&(&a.on, &b.label)));
    told
}
