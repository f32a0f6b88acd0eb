//! Links: made, listed, ended by the registry. Their secrets are told once, to who made them.

use greffe_access::Action;
use greffe_chassis::{
    Caller, Failure, Kind, Result,
    command::{Command, is_twin},
    db::{self, from_sql_instant, sql_instant},
};
use greffe_contracts::dossier::v1 as pb;
use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use prost::Message;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use time::OffsetDateTime;
use uuid::Uuid;

use super::{party_of, secret, wire};
use crate::{
    Dossiers, access,
    journal::Journal,
    open::{clean, one_of, optional_day},
    record::REASON_MAX,
};

/// How a code reaches the party: by another way than the link.
const CODE_BY: &[&str] = &["courrier", "guichet"];
/// How long a link stands, in days: unless said otherwise, and at most.
const USUAL_DAYS: i64 = 365;
const LONGEST_DAYS: i64 = 730;
/// Letters and digits of a code: none is taken for another when read aloud or copied (Crockford's thirty-two).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/// Characters of a code: sixty bits.
pub const CODE_LENGTH: usize = 12;
/// Who cannot be given a link: it is at home here.
const PROSECUTOR: &str = "ministere_public";

/// A link as it is kept.
struct Row {
    id: Uuid,
    party_id: Uuid,
    code_by: String,
    issued_at: OffsetDateTime,
    issued_by: String,
    expires_at: OffsetDateTime,
    tries: i32,
    locked_at: Option<OffsetDateTime>,
    opened_at: Option<OffsetDateTime>,
    revoked_at: Option<OffsetDateTime>,
    reason: String,
}

impl Row {
    fn shown(self, journal: &Journal, now: Timestamp) -> pb::PersonalLink {
        let party = party_of(journal, self.party_id).unwrap_or_default();
        let expires_at = from_sql_instant(self.expires_at);
        let state = if self.revoked_at.is_some() {
            "revoque"
        } else if self.locked_at.is_some() {
            "verrouille"
        } else if expires_at <= now {
            "expire"
        } else if !party.office_ids.is_empty() {
            "suspendu"
        } else {
            "actif"
        };
        pb::PersonalLink {
            link_id: self.id.to_string(),
            party_id: self.party_id.to_string(),
            party_name: party.name,
            code_by: self.code_by,
            issued_at: Some(wire(from_sql_instant(self.issued_at))),
            issued_by: self.issued_by,
            expires_at: Some(wire(expires_at)),
            state: state.into(),
            opened_at: self.opened_at.map(|at| wire(from_sql_instant(at))),
            tries: self.tries.unsigned_abs(),
            reason: self.reason,
        }
    }
}

impl Dossiers {
    /// Makes a link, once a key; those that the party had end.
    pub(super) async fn issue_link(
        &self,
        command: Command,
        wanted: pb::IssueLinkRequest,
    ) -> Result<(pb::IssueLinkResponse, bool)> {
        let mut tx = db::begin(&self.pool).await?;
        let (journal, now) = (self.journal_of(&mut tx, &wanted.dossier_id).await?, self.clock.now());
        if let Some(answer) = command.answered(&mut tx).await? {
            let answer = pb::IssueLinkResponse::decode(answer.as_slice()).map_err(Failure::internal)?;
            return Ok((answer, true));
        }
        let key = command.key_text();
        let words = access::Words { request_id: &key, ..Default::default() };
        if let Err(refused) = self.may_issue(&mut tx, &command.caller, &journal, &words).await {
            tx.commit().await?;
            return Err(refused);
        }
        one_of("code_by", &wanted.code_by, CODE_BY)?;
        let expires_at = self.end_of(optional_day("until", &wanted.until)?)?;
        let party = Uuid::parse_str(&wanted.party_id)
            .ok()
            .filter(|id| party_of(&journal, *id).is_some_and(|party| party.nature != PROSECUTOR));
        let party = party.ok_or_else(|| {
            Failure::invalid(
                "LIE-004",
                "party_id",
                "Cette partie n’est pas de celles qui reçoivent un lien. Choisissez une personne dans la liste des parties du dossier.",
            )
        })?;
        if party_of(&journal, party).is_some_and(|party| !party.office_ids.is_empty()) {
            return Err(Failure::new(
                Kind::Refused,
                "LIE-003",
                "Un avocat est constitué pour cette partie\u{a0}: elle suit son affaire par lui. Un lien ne se délivre qu’à une partie sans avocat.",
            ));
        }
        let (id, token, code) = (Uuid::now_v7(), secret(), new_code());
        self.end_links(&mut tx, &journal, party, &command.caller, now).await?;
        sqlx::query!(
            "INSERT INTO dossier.link (id, dossier_id, party_id, token_sha256, code_sha256, code_by, issued_at, issued_by, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            id,
            journal.dossier,
            party,
            Sha256::digest(token.as_bytes()).to_vec(),
            digest_of_code(id, &code),
            wanted.code_by,
            sql_instant(now),
            command.caller.subject,
            sql_instant(expires_at),
        )
        .execute(&mut *tx)
        .await?;
        let link = one(&mut tx, id).await?.map(|row| row.shown(&journal, now));
        let mut answer = pb::IssueLinkResponse { link, ..Default::default() };
        // What is kept of the answer holds no secret: who repeats the command is told the link, and makes another.
        match command.store(&mut tx, &answer.encode_to_vec()).await {
            Err(error) if is_twin(&error) => {
                drop(tx);
                return Box::pin(self.issue_link(command, wanted)).await;
            }
            stored => stored?,
        }
        tx.commit().await?;
        (answer.token, answer.code) = (token, grouped(&code));
        Ok((answer, false))
    }

    /// The links of a dossier, for those who make them.
    pub(super) async fn list_links(
        &self,
        caller: &Caller,
        wanted: &pb::ListLinksRequest,
    ) -> Result<pb::ListLinksResponse> {
        let mut tx = db::begin(&self.pool).await?;
        let journal = self.journal_of(&mut tx, &wanted.dossier_id).await?;
        let allowed = self.may_issue(&mut tx, caller, &journal, &access::Words::default()).await;
        let now = self.clock.now();
        let rows = sqlx::query_as!(
            Row,
            "SELECT id, party_id, code_by, issued_at, issued_by, expires_at, tries, locked_at, opened_at, revoked_at, reason
             FROM dossier.link WHERE dossier_id = $1 ORDER BY issued_at DESC, id DESC LIMIT 500",
            journal.dossier
        )
        .fetch_all(&mut *tx)
        .await?;
        tx.commit().await?;
        allowed?;
        Ok(pb::ListLinksResponse { links: rows.into_iter().map(|row| row.shown(&journal, now)).collect() })
    }

    /// Ends a link at once, with the sessions that it opened. One that has ended stays as it is.
    pub(super) async fn revoke_link(
        &self,
        command: Command,
        wanted: pb::RevokeLinkRequest,
    ) -> Result<(pb::RevokeLinkResponse, bool)> {
        let reason = clean("reason", &wanted.reason, REASON_MAX)?;
        let id = Uuid::parse_str(&wanted.link_id).map_err(|_| unknown_link())?;
        let mut tx = db::begin(&self.pool).await?;
        let dossier = sqlx::query_scalar!("SELECT dossier_id FROM dossier.link WHERE id = $1", id)
            .fetch_optional(&mut *tx)
            .await?
            .ok_or_else(unknown_link)?;
        let journal = self.journal_of(&mut tx, &dossier.to_string()).await?;
        if let Some(answer) = command.answered(&mut tx).await? {
            let answer = pb::RevokeLinkResponse::decode(answer.as_slice()).map_err(Failure::internal)?;
            return Ok((answer, true));
        }
        let key = command.key_text();
        let words = access::Words { reason: &reason, request_id: &key, ..Default::default() };
        if let Err(refused) = self.may_issue(&mut tx, &command.caller, &journal, &words).await {
            tx.commit().await?;
            return Err(if refused.kind == Kind::NotFound { unknown_link() } else { refused });
        }
        if reason.is_empty() {
            return Err(Failure::invalid(
                "LIE-007",
                "reason",
                "Le motif de la révocation manque. Dites en une phrase pourquoi le lien prend fin\u{a0}: il restera au registre.",
            ));
        }
        let now = self.clock.now();
        sqlx::query!(
            "UPDATE dossier.link SET revoked_at = $2, revoked_by = $3, reason = $4 WHERE id = $1 AND revoked_at IS NULL",
            id,
            sql_instant(now),
            command.caller.subject,
            reason,
        )
        .execute(&mut *tx)
        .await?;
        let link = one(&mut tx, id).await?.map(|row| row.shown(&journal, now));
        let answer = pb::RevokeLinkResponse { link };
        match command.store(&mut tx, &answer.encode_to_vec()).await {
            Err(error) if is_twin(&error) => {
                drop(tx);
                return Box::pin(self.revoke_link(command, wanted)).await;
            }
            stored => stored?,
        }
        tx.commit().await?;
        Ok((answer, false))
    }

    async fn journal_of(&self, tx: &mut PgConnection, dossier: &str) -> Result<Journal> {
        let id = Uuid::parse_str(dossier).map_err(|_| access::unknown_case())?;
        Journal::lock(tx, id).await?.ok_or_else(access::unknown_case)
    }

    /// Asks the policies, and writes what they said.
    async fn may_issue(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        journal: &Journal,
        words: &access::Words<'_>,
    ) -> Result<()> {
        let (case, now) = (journal.relations(), self.clock.now());
        access::require(tx, now, caller, Action::DelivrerLien, &case, words).await
    }

    /// Ends the links that a party has: another takes their place.
    async fn end_links(
        &self,
        tx: &mut PgConnection,
        journal: &Journal,
        party: Uuid,
        by: &Caller,
        now: Timestamp,
    ) -> Result<()> {
        sqlx::query!(
            "UPDATE dossier.link SET revoked_at = $3, revoked_by = $4, reason = 'remplacé par un nouveau lien'
             WHERE dossier_id = $1 AND party_id = $2 AND revoked_at IS NULL",
            journal.dossier,
            party,
            sql_instant(now),
            by.subject,
        )
        .execute(tx)
        .await?;
        Ok(())
    }

    /// The end of the last day, at the Court.
    fn end_of(&self, until: Option<Date>) -> Result<Timestamp> {
        let today = self.clock.today();
        let day = match until {
            Some(day) => day,
            None => today.checked_add(USUAL_DAYS.days()).map_err(Failure::internal)?,
        };
        let longest = today.checked_add(LONGEST_DAYS.days()).map_err(Failure::internal)?;
        if day < today || day > longest {
            return Err(Failure::invalid(
                "LIE-004",
                "until",
                format!(
                    "Le dernier jour du lien doit être compris entre aujourd’hui et le {longest}. Choisissez-en un autre."
                ),
            ));
        }
        let zone = TimeZone::get(&self.law.profile.time_zone).map_err(Failure::internal)?;
        let next = day.tomorrow().and_then(|day| day.to_zoned_datetime(zone)).map_err(Failure::internal)?;
        Ok(next.timestamp())
    }
}

async fn one(tx: &mut PgConnection, id: Uuid) -> Result<Option<Row>, sqlx::Error> {
    sqlx::query_as!(
        Row,
        "SELECT id, party_id, code_by, issued_at, issued_by, expires_at, tries, locked_at, opened_at, revoked_at, reason
         FROM dossier.link WHERE id = $1",
        id
    )
    .fetch_optional(tx)
    .await
}

fn unknown_link() -> Failure {
    Failure::not_found(
        "LIE-006",
        "Aucun lien accessible ne porte cet identifiant. Reprenez-le dans la liste des liens du dossier.",
    )
}

/// A new code, without its dashes.
pub fn new_code() -> String {
    let bytes: [u8; CODE_LENGTH] = rand::random();
    bytes.iter().map(|byte| char::from(ALPHABET[usize::from(byte % 32)])).collect()
}

/// As it is printed: `7K2M-9QXA-04TD`.
pub fn grouped(code: &str) -> String {
    format!("{}-{}-{}", &code[..4], &code[4..8], &code[8..])
}

/// A code as it was typed, in the spelling that was hashed.
pub fn plain_code(typed: &str) -> String {
    let letter = |c: char| match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    typed.chars().filter(char::is_ascii_alphanumeric).take(CODE_LENGTH + 1).map(letter).collect()
}

/// What is kept of a code.
pub fn digest_of_code(link: Uuid, code: &str) -> Vec<u8> {
    Sha256::new().chain_update(link.as_bytes()).chain_update(code.as_bytes()).finalize().to_vec()
}
