//! The minute of a decision, signed by who presided and by the greffier (CPC 456). Each signs with a certificate and a device of their own,
//! outside the product, which holds no key of theirs: the file comes back with one signature more, and is looked at before it is taken
//! (`greffe_seal::Trust`). Where an installation takes none, or the minute is on paper, the registry writes down who signed by hand.

use greffe_access::{Action, CaseRelations, Decision, Deliberation, Resource, decide};
use greffe_chassis::{
    Caller, Failure, Kind, Result, audit,
    clock::paris_day,
    command::{Command, detached, is_twin},
    db::{self, sql_instant},
};
use greffe_contracts::{assignment::v1::RelationToCaseResponse, document::v1 as pb};
use greffe_french::fold;
use greffe_render::{Content, Decided, Template, Values};
use greffe_seal::{Signature, Trust, Unsigned};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use prost::Message;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use time::OffsetDateTime;
use tokio::io::AsyncWriteExt;
use tonic::Streaming;
use uuid::Uuid;

use super::{Papers, Ready, due, refused};
use crate::{
    Documents,
    opening::Given,
    read::{case, stamp},
    reader::Found,
    store::{collected, hex},
    upload::NewMinute,
};

/// Longest name and reason that are typed.
const TYPED: usize = 200;
/// Of what decisions the registry waits for the minute before it notifies; an order is notified as its own act says.
const OF_FORMATIONS: [Decided; 3] = [Decided::Arret, Decided::Avis, Decided::Qpc];
const PRESIDENT: &str = "president";
const GREFFIER: &str = "greffier";
/// Forms of address, which no certificate bears.
const ADDRESS: &[&str] = &["m", "mme", "mr", "monsieur", "madame", "me", "maitre"];

/// What the configuration says of people's signatures.
#[derive(Debug, Deserialize)]
pub struct Place {
    authorities_file: String,
    qualified: bool,
}

impl Place {
    /// Whose certificates are taken; nobody's where no file is told.
    ///
    /// # Errors
    /// When the file does not read.
    pub fn open(&self) -> Result<Option<Trust>> {
        if self.authorities_file.is_empty() {
            return Ok(None);
        }
        let path = &self.authorities_file;
        let authorities =
            std::fs::read_to_string(path).map_err(|error| Failure::internal(format!("{path}: {error}")))?;
        if !self.qualified {
            tracing::error!(
                "signatures of minutes are taken whose certificates are not qualified, as the configuration asks"
            );
        }
        Trust::new(&authorities, self.qualified).map(Some).map_err(Failure::internal)
    }
}

/// A minute as it stands.
struct Stands {
    piece: Uuid,
    dossier: Uuid,
    sha256: Vec<u8>,
    size: i64,
    /// `arret`, `ordonnance`, `avis`, `qpc`.
    nature: String,
    /// The magistrate that an order names; empty of what a formation decides.
    rendered_by: String,
    signatures: Vec<Held>,
}

/// A signature that was given.
struct Held {
    quality: String,
    name: String,
    holder: String,
    authority: String,
    qualified: bool,
    by_hand: bool,
    signed_at: OffsetDateTime,
    impediment: String,
    agent: Uuid,
}

impl Stands {
    fn has(&self, quality: &str) -> bool {
        self.signatures.iter().any(|signature| signature.quality == quality)
    }

    /// Whether one magistrate rendered it alone.
    fn alone(&self) -> bool {
        self.nature == Decided::Ordonnance.code()
    }

    fn signed(&self) -> bool {
        self.has(PRESIDENT) && self.has(GREFFIER)
    }
}

/// Who the caller is to the minute, and what that lets them sign.
struct May {
    relation: RelationToCaseResponse,
    president: Decision,
    replaces: Decision,
    greffier: Decision,
    /// As which act who presided, or who rendered it alone, signs.
    signs: Action,
    /// An order names another magistrate than the caller.
    another: bool,
}

impl May {
    /// The act of signing as that.
    fn act(&self, quality: &str, impediment: &str) -> Action {
        match (quality, impediment.is_empty()) {
            (GREFFIER, _) => Action::ContresignerMinute,
            (_, true) => self.signs,
            (_, false) => Action::SignerMinuteParEmpechement,
        }
    }
}

/// What is written with a signature.
struct Written {
    quality: &'static str,
    name: String,
    impediment: String,
    policies: String,
    signature: Signature,
}

impl Documents {
    /// A minute as it was last signed, told as the piece that it is.
    ///
    /// # Errors
    /// When the piece is no minute.
    pub(crate) async fn as_signed(&self, piece: pb::Piece) -> Result<(pb::Piece, Vec<u8>)> {
        let id = Uuid::parse_str(&piece.piece_id).map_err(Failure::internal)?;
        let last = sqlx::query!(
            "SELECT m.sha256, c.size FROM document.minute m JOIN document.content c USING (sha256) WHERE m.piece_id = $1",
            id
        )
        .fetch_optional(&self.pool)
        .await?
        .ok_or_else(no_minute)?;
        let told = pb::Piece { size: last.size.cast_unsigned(), sha256: hex(&last.sha256), ..piece };
        Ok((told, last.sha256))
    }

    async fn minute(&self, connection: &mut PgConnection, piece: Uuid, locked: bool) -> Result<Stands> {
        if locked {
            sqlx::query!("SELECT piece_id FROM document.minute WHERE piece_id = $1 FOR UPDATE", piece)
                .fetch_optional(&mut *connection)
                .await?;
        }
        let row = sqlx::query!(
            "SELECT m.sha256, m.nature, m.rendered_by, c.size, p.dossier_id FROM document.minute m JOIN document.content c USING (sha256)
             JOIN document.piece p ON p.id = m.piece_id WHERE m.piece_id = $1",
            piece
        )
        .fetch_optional(&mut *connection)
        .await?
        .ok_or_else(no_minute)?;
        let dossier = row.dossier_id.ok_or_else(|| {
            Failure::new(
                Kind::Refused,
                "MIN-002",
                "Cette minute n’est nommée par aucun acte du dossier\u{a0}: versez-la d’abord au dossier, puis faites-la signer.",
            )
        })?;
        let signatures = sqlx::query_as!(
            Held,
            "SELECT quality, name, holder, authority, qualified, by_hand, signed_at, impediment, agent
             FROM document.minute_signature WHERE piece_id = $1 ORDER BY signed_at, quality DESC",
            piece
        )
        .fetch_all(connection)
        .await?;
        Ok(Stands {
            piece,
            dossier,
            sha256: row.sha256,
            size: row.size,
            nature: row.nature,
            rendered_by: row.rendered_by,
            signatures,
        })
    }
}

/// What minute a paper of that template is, with the magistrate that it names.
pub(super) fn of(template: &Template, values: &Values) -> Option<NewMinute> {
    let nature = *template.decisions.first().filter(|_| template.signed)?;
    let named = match values.get("magistrat").map(|value| &value.content) {
        Some(Content::Texte(name)) if nature == Decided::Ordonnance => name.trim().to_owned(),
        _ => String::new(),
    };
    Some(NewMinute { nature, rendered_by: named })
}

/// Whether the minute of an arrêt, an opinion or a decision on a question that was made here waits for a signature.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn waits(connection: &mut PgConnection, dossier: Uuid) -> Result<bool> {
    waits_among(connection, dossier, &OF_FORMATIONS, &[]).await
}

/// Whether a minute of one of these natures waits for a signature: one of these pieces, or any of the dossier where none is told.
async fn waits_among(
    connection: &mut PgConnection,
    dossier: Uuid,
    natures: &[Decided],
    pieces: &[Uuid],
) -> Result<bool> {
    let natures: Vec<String> = natures.iter().map(|of| of.code().to_owned()).collect();
    let waits = sqlx::query_scalar!(
        r#"SELECT EXISTS (SELECT 1 FROM document.piece p JOIN document.minute m ON m.piece_id = p.id
               WHERE p.dossier_id = $1 AND m.owed AND m.nature = ANY($2)
                 AND (cardinality($3::uuid[]) = 0 OR p.id = ANY($3))
                 AND (SELECT count(*) FROM document.minute_signature g WHERE g.piece_id = p.id) < 2) AS "waits!""#,
        dossier,
        &natures,
        pieces
    )
    .fetch_one(connection)
    .await?;
    Ok(waits)
}

impl Papers {
    /// Whether a paper that certifies a minute may be made: no minute of the dossier waits for a signature.
    ///
    /// # Errors
    /// `MIN-010` where one does.
    pub(super) async fn minute_signed(&self, ready: &Ready) -> Result<()> {
        let Ok(dossier) = Uuid::parse_str(&ready.dossier) else { return Ok(()) };
        let template = self.printer.press()?.in_force(&ready.template, ready.day).map_err(refused)?;
        if !template.of_minute {
            return Ok(());
        }
        // What certifies pieces that were chosen waits for those; what certifies one decision, for its minute.
        let chosen = if template.decisions.len() > 1 { &ready.pieces[..] } else { &[][..] };
        let pieces: Vec<Uuid> = chosen.iter().filter_map(|id| Uuid::parse_str(id).ok()).collect();
        let mut connection = self.documents.pool.acquire().await?;
        if !waits_among(&mut connection, dossier, &template.decisions, &pieces).await? {
            return Ok(());
        }
        Err(Failure::new(
            Kind::Refused,
            "MIN-010",
            "La minute n’est pas encore signée\u{a0}: une expédition, un extrait ou une copie certifie ce qu’elle dit (CPC 465, 502). Faites-la signer depuis l’onglet «\u{a0}Pièces\u{a0}», ou constatez qu’elle l’a été à la main.",
        ))
    }

    /// The minute, as one who may read the piece sees it.
    pub(super) async fn minute(&self, caller: &Caller, wanted: &pb::GetMinuteRequest) -> Result<pb::Minute> {
        let (stands, may) = self.read(caller, &wanted.piece_id).await?;
        Ok(self.shown(&stands, &may))
    }

    /// The minute of a piece that the caller may read, which is logged as a read, and what they may sign it as.
    async fn read(&self, caller: &Caller, piece: &str) -> Result<(Stands, May)> {
        let (piece, _) = self.documents.open(caller, piece, Given::Signed).await?;
        let piece = Uuid::parse_str(&piece.piece_id).map_err(Failure::internal)?;
        let (stands, known) = {
            let mut connection = self.documents.pool.acquire().await?;
            let stands = self.documents.minute(&mut connection, piece, false).await?;
            let known = case(&mut connection, Some(stands.dossier)).await?;
            (stands, known)
        };
        // No connection is held while another service answers.
        let may = self.may(caller, &known, &stands).await?;
        Ok((stands, may))
    }

    fn shown(&self, of: &Stands, may: &May) -> pb::Minute {
        let open =
            |quality: &str| !of.has(quality) && !of.signatures.iter().any(|signature| signature.by_hand);
        let mut may_sign = Vec::new();
        if may.president.allowed && !may.another && open(PRESIDENT) {
            may_sign.push(PRESIDENT.to_owned());
        }
        if may.greffier.allowed && open(GREFFIER) {
            may_sign.push(GREFFIER.to_owned());
        }
        pb::Minute {
            piece_id: of.piece.to_string(),
            state: if of.signed() { "signee" } else { "a_signer" }.into(),
            signatures: of.signatures.iter().map(told).collect(),
            sha256: hex(&of.sha256),
            size: of.size.cast_unsigned(),
            electronic: self.trust.is_some(),
            may_sign,
            may_replace: may.replaces.allowed && open(PRESIDENT),
            nature: of.nature.clone(),
            may_record: may.greffier.allowed && (!of.signed() || of.signatures.iter().all(|one| one.by_hand)),
        }
    }

    /// Who the caller is to the case, asked of assignment at this moment.
    async fn may(&self, caller: &Caller, known: &CaseRelations, stands: &Stands) -> Result<May> {
        let dossier = known.dossier;
        let relation = match caller.agent_id.as_str() {
            "" => RelationToCaseResponse::default(),
            agent => self.cases.relation(agent, &dossier.to_string()).await?,
        };
        let is = Deliberation {
            object: dossier,
            // Who presided the formation that heard the case; the president of the chamber as such signs nothing.
            president: relation.president && relation.formation && !stands.alone(),
            // Nobody deliberated on what one magistrate rendered alone.
            formation: relation.formation && !stands.alone(),
            recused: relation.recused,
            shut_out: relation.shut_out,
            pronounced: relation.pronounced,
            ..Deliberation::default()
        };
        let judge = |action| decide(caller, action, Resource::Deliberation(&is));
        let (signs, president) = if stands.alone() {
            (Action::SignerOrdonnance, decide(caller, Action::SignerOrdonnance, Resource::Case(known)))
        } else {
            (Action::SignerMinute, judge(Action::SignerMinute))
        };
        Ok(May {
            president,
            replaces: judge(Action::SignerMinuteParEmpechement),
            greffier: decide(caller, Action::ContresignerMinute, Resource::Case(known)),
            signs,
            another: stands.alone()
                && (relation.recused
                    || relation.shut_out
                    || !is_of(&stands.rendered_by, &relation.display_name)),
            relation,
        })
    }

    /// Takes a signed file, once a key.
    pub(super) async fn sign(
        &self,
        mut command: Command,
        mut parts: Streaming<pb::SignMinuteRequest>,
    ) -> Result<(pb::Minute, bool)> {
        let header = match parts.message().await.map_err(Failure::unavailable)?.and_then(|first| first.part) {
            Some(pb::sign_minute_request::Part::Header(header)) => header,
            _ => return Err(invalid("fichier", "L’envoi ne commence pas par la description du fichier.")),
        };
        let quality = match header.quality.as_str() {
            PRESIDENT => PRESIDENT,
            GREFFIER => GREFFIER,
            _ => {
                return Err(invalid(
                    "qualite",
                    "Une minute est signée comme «\u{a0}president\u{a0}» ou comme «\u{a0}greffier\u{a0}».",
                ));
            }
        };
        let impediment = typed("empechement", &header.impediment, false)?;
        if quality == GREFFIER && !impediment.is_empty() {
            return Err(invalid(
                "empechement",
                "Un empêchement se dit de qui présidait. Le greffier signe en son nom\u{a0}: laissez ce champ vide.",
            ));
        }
        let mut received = self.documents.store.receive()?;
        let mut signed = Vec::new();
        while let Some(part) = parts.message().await.map_err(Failure::unavailable)? {
            let Some(pb::sign_minute_request::Part::Chunk(bytes)) = part.part else {
                return Err(invalid("fichier", "Une seconde description est arrivée au milieu du fichier."));
            };
            signed.extend_from_slice(&bytes);
            received.write(&bytes).await?;
            if received.size() > self.documents.limits.upload_max {
                return Err(Failure::new(
                    Kind::TooLarge,
                    "MIN-004",
                    "Le fichier signé est plus grand que ne l’est une minute. Vérifiez-le, puis recommencez.",
                ));
            }
        }
        if received.size() != header.size {
            return Err(invalid("fichier", "Le fichier est arrivé incomplet. Envoyez-le de nouveau."));
        }
        command.request_sha256 =
            Sha256::digest([header.encode_to_vec(), received.sha256()].concat()).to_vec();
        if let Some(before) = self.answered(&command).await? {
            return Ok((before, true));
        }
        let trust = self.trust.as_ref().ok_or_else(|| {
            Failure::new(
                Kind::Refused,
                "MIN-003",
                "Cette installation ne reçoit pas de signature électronique\u{a0}: la minute se signe à la main, et le greffe le constate.",
            )
        })?;
        let (stands, may) = self.read(&command.caller, &header.piece_id).await?;
        let decision = self.entitled(&command, &may, quality, &impediment, &stands).await?;
        if let Err(taken) = free(&stands, quality, &command.caller) {
            return self.or_answered(&command, taken).await;
        }
        let before = collected(self.documents.store.get(&stands.sha256).await?).await?;
        let now = self.documents.clock.now();
        let (trust, sent) = (trust.clone(), signed.clone());
        let looked = tokio::task::spawn_blocking(move || trust.signature(&before, &sent, now)).await;
        let signature = looked.map_err(Failure::internal)?.map_err(not_taken)?;
        if !names(&may.relation.display_name, &signature.holder) {
            return Err(Failure::new(
                Kind::Refused,
                "MIN-006",
                format!(
                    "Le certificat est au nom de «\u{a0}{}\u{a0}», et vous êtes «\u{a0}{}\u{a0}»\u{a0}: une minute se signe de sa propre signature (CPC 456).",
                    signature.holder, may.relation.display_name
                ),
            ));
        }
        self.looked_at(&signed).await?;
        let written = Written {
            quality,
            name: may.relation.display_name.clone(),
            impediment,
            policies: decision.policies,
            signature,
        };
        let this = self.clone();
        // All has arrived: who leaves now changes nothing.
        detached(async move {
            this.documents.store.keep(received).await?;
            this.record(&command, stands, written, (signed, now), &may).await
        })
        .await
    }

    /// The child that looks at what comes from outside looks at the signed file too: it is given to readers.
    async fn looked_at(&self, signed: &[u8]) -> Result<()> {
        let workshop = self.documents.store.workshop()?;
        let mut file = workshop.create("minute.pdf").await?;
        file.write_all(signed).await.map_err(Failure::unavailable)?;
        file.flush().await.map_err(Failure::unavailable)?;
        let children = &self.documents.controls.children;
        match children.examine("application/pdf", workshop.open("minute.pdf")?).await? {
            Found::Sound { .. } => Ok(()),
            Found::Refused { .. } => Err(not_taken(Unsigned::More)),
        }
    }

    /// Whether the caller signs as that; written down where not.
    async fn entitled(
        &self,
        command: &Command,
        may: &May,
        quality: &str,
        impediment: &str,
        stands: &Stands,
    ) -> Result<Decision> {
        let action = may.act(quality, impediment);
        let decision = match action {
            Action::ContresignerMinute => &may.greffier,
            Action::SignerMinuteParEmpechement => &may.replaces,
            _ => &may.president,
        };
        let names_another = action == Action::SignerOrdonnance && may.another;
        if decision.allowed && !names_another {
            return Ok(decision.clone());
        }
        let refused = Decision { allowed: false, ..decision.clone() };
        let mut tx = db::begin(&self.documents.pool).await?;
        self.documents
            .log(&mut tx, &command.caller, action, stands.dossier, &refused, "signature de la minute")
            .await?;
        tx.commit().await?;
        if decision.allowed {
            return Err(another(stands));
        }
        Err(Failure::new(
            Kind::Forbidden,
            "MIN-005",
            match (quality, may.replaces.allowed) {
                (_, _) if stands.alone() => {
                    "La minute d’une ordonnance est signée par le magistrat qui l’a rendue, de la chambre du dossier, et par un greffier de cette chambre (CPC 456)."
                }
                (GREFFIER, _) => {
                    "La minute est signée par un greffier de la chambre qui a jugé l’affaire (CPC 456)."
                }
                (_, true) => {
                    "La minute est signée par qui présidait\u{a0}; un juge qui en a délibéré la signe à sa place en disant l’empêchement (CPC 456)."
                }
                (_, false) => "La minute est signée par qui présidait la formation (CPC 456).",
            },
        ))
    }

    async fn record(
        &self,
        command: &Command,
        before: Stands,
        written: Written,
        (signed, now): (Vec<u8>, Timestamp),
        may: &May,
    ) -> Result<(pb::Minute, bool)> {
        let (documents, sha) = (&self.documents, Sha256::digest(&signed).to_vec());
        let mut tx = db::begin(&documents.pool).await?;
        let stands = documents.minute(&mut tx, before.piece, true).await?;
        // Another signature came between: this one was put on a file that is no longer the last.
        if stands.sha256 != before.sha256 || stands.signatures.len() != before.signatures.len() {
            drop(tx);
            return self.or_answered(command, moved()).await;
        }
        sqlx::query!(
            "INSERT INTO document.content (sha256, size, media_type, received_at) VALUES ($1, $2, 'application/pdf', $3) ON CONFLICT DO NOTHING",
            sha,
            i64::try_from(signed.len()).map_err(Failure::internal)?,
            sql_instant(now)
        )
        .execute(&mut *tx)
        .await?;
        let Written { quality, name, impediment, policies, signature } = &written;
        sqlx::query!(
            "INSERT INTO document.minute_signature
                 (piece_id, quality, by_hand, agent, name, holder, authority, certificate, qualified, impediment, signed_at, sha256)
             VALUES ($1, $2, false, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            stands.piece,
            quality,
            agent(&command.caller),
            name,
            signature.holder,
            signature.authority,
            &signature.certificate[..],
            signature.qualified,
            impediment,
            sql_instant(now),
            sha
        )
        .execute(&mut *tx)
        .await?;
        sqlx::query!("UPDATE document.minute SET sha256 = $2 WHERE piece_id = $1", stands.piece, sha)
            .execute(&mut *tx)
            .await?;
        let action = may.act(quality, impediment);
        let done = self.conclude(tx, command, stands.piece, may, (action, policies, &sha)).await?;
        metrics::counter!("greffe_minutes_signed_total", "way" => "electronique").increment(1);
        Ok(done)
    }

    /// Who signed the minute on paper, once a key; told again, it is corrected.
    pub(super) async fn signed_by_hand(
        &self,
        command: Command,
        wanted: pb::RecordHandSignatureRequest,
    ) -> Result<(pb::Minute, bool)> {
        let (president, greffier) =
            (typed("president", &wanted.president, true)?, typed("greffier", &wanted.greffier, true)?);
        let impediment = typed("empechement", &wanted.impediment, false)?;
        let now = self.documents.clock.now();
        let day: Date = wanted.signed_on.parse().map_err(|_| {
            invalid("signee_le", "Le jour de la signature ne se lit pas. Donnez-le sous la forme 2026-11-30.")
        })?;
        if day > paris_day(now) {
            return Err(invalid(
                "signee_le",
                "Le jour de la signature est à venir. Donnez celui où la minute fut signée.",
            ));
        }
        if fold(&president) == fold(&greffier) {
            return Err(invalid("greffier", "La minute porte deux signatures, de deux personnes (CPC 456)."));
        }
        if let Some(before) = self.answered(&command).await? {
            return Ok((before, true));
        }
        let (stands, may) = self.read(&command.caller, &wanted.piece_id).await?;
        if stands.alone() && !impediment.is_empty() {
            return Err(invalid(
                "empechement",
                "Personne ne signe une ordonnance à la place du magistrat qui l’a rendue\u{a0}: laissez ce champ vide.",
            ));
        }
        if stands.alone() && !together(&stands.rendered_by, &president) {
            return Err(invalid(
                "president",
                "L’ordonnance nomme un autre magistrat comme celui qui la rend\u{a0}: lui seul la signe (CPC 456). Donnez son nom, ou refaites l’ordonnance.",
            ));
        }
        let policies = self.entitled(&command, &may, GREFFIER, "", &stands).await?.policies;
        let piece = stands.piece;
        let mut tx = db::begin(&self.documents.pool).await?;
        let stands = self.documents.minute(&mut tx, piece, true).await?;
        if stands.signed() && stands.signatures.iter().any(|of| !of.by_hand) {
            drop(tx);
            return self.or_answered(&command, signed_already(&stands)).await;
        }
        // A minute that was half signed with certificates is printed, and signed by hand: what was given before stays in the trail.
        sqlx::query!("DELETE FROM document.minute_signature WHERE piece_id = $1 AND NOT by_hand", piece)
            .execute(&mut *tx)
            .await?;
        let made = sqlx::query_scalar!(
            "UPDATE document.minute m SET sha256 = p.sha256 FROM document.piece p WHERE m.piece_id = $1 AND p.id = m.piece_id
             RETURNING m.sha256",
            piece
        )
        .fetch_one(&mut *tx)
        .await?;
        let at = day.to_zoned_datetime(TimeZone::UTC).map_err(Failure::internal)?.timestamp();
        for (quality, name, impediment) in
            [(PRESIDENT, president, impediment), (GREFFIER, greffier, String::new())]
        {
            sqlx::query!(
                "INSERT INTO document.minute_signature (piece_id, quality, by_hand, agent, name, impediment, signed_at, sha256)
                 VALUES ($1, $2, true, $3, $4, $5, $6, $7)
                 ON CONFLICT (piece_id, quality) DO UPDATE SET agent = excluded.agent, name = excluded.name,
                     impediment = excluded.impediment, signed_at = excluded.signed_at",
                piece,
                quality,
                agent(&command.caller),
                name,
                impediment,
                sql_instant(at),
                made
            )
            .execute(&mut *tx)
            .await?;
        }
        // The trail bears the hash of what was told, which another telling changes.
        let told = command.request_sha256.clone();
        let done =
            self.conclude(tx, &command, piece, &may, (Action::ContresignerMinute, &policies, &told)).await?;
        metrics::counter!("greffe_minutes_signed_total", "way" => "main").increment(1);
        Ok(done)
    }

    /// Writes the trail and the answer of the key with the rest.
    async fn conclude(
        &self,
        mut tx: sqlx::Transaction<'static, sqlx::Postgres>,
        command: &Command,
        piece: Uuid,
        may: &May,
        (action, policies, sha): (Action, &str, &[u8]),
    ) -> Result<(pb::Minute, bool)> {
        let stands = self.documents.minute(&mut tx, piece, false).await?;
        if stands.signed() {
            due::signed(&mut tx, stands.dossier).await?;
        }
        let answer = self.shown(&stands, may);
        let entry = audit::Entry {
            actor: &command.caller.subject,
            action: action.as_str(),
            object: piece,
            decision: "permis",
            policies,
            reason: "signature de la minute",
            request_id: &command.key_text(),
            payload_sha256: sha,
        };
        audit::append(&mut tx, self.documents.clock.now(), &entry).await?;
        match command.store(&mut tx, &answer.encode_to_vec()).await {
            Err(error) if is_twin(&error) => {
                drop(tx);
                let before = self.answered(command).await?;
                return before.map(|before| (before, true)).ok_or_else(|| Failure::internal(error));
            }
            stored => stored?,
        }
        tx.commit().await?;
        Ok((answer, false))
    }

    /// What this key was answered meanwhile, or the refusal.
    async fn or_answered(&self, command: &Command, refusal: Failure) -> Result<(pb::Minute, bool)> {
        self.answered(command).await?.map(|before| (before, true)).ok_or(refusal)
    }

    async fn answered(&self, command: &Command) -> Result<Option<pb::Minute>> {
        let answer = command.answered(&mut *self.documents.pool.acquire().await?).await?;
        answer.map(|bytes| pb::Minute::decode(bytes.as_slice()).map_err(Failure::internal)).transpose()
    }
}

fn agent(caller: &Caller) -> Uuid {
    Uuid::parse_str(&caller.agent_id).unwrap_or_default()
}

fn told(of: &Held) -> pb::MinuteSignature {
    pb::MinuteSignature {
        quality: of.quality.clone(),
        name: of.name.clone(),
        holder: of.holder.clone(),
        authority: of.authority.clone(),
        qualified: of.qualified,
        by_hand: of.by_hand,
        signed_at: Some(stamp(of.signed_at)),
        impediment: of.impediment.clone(),
    }
}

/// Whether a place is free, and the other one is another person's.
fn free(stands: &Stands, quality: &str, caller: &Caller) -> Result<()> {
    if stands.signatures.iter().any(|of| of.by_hand || of.quality == quality) {
        return Err(signed_already(stands));
    }
    if stands.signatures.iter().any(|of| of.agent == agent(caller)) {
        return Err(Failure::new(
            Kind::Refused,
            "MIN-007",
            "Vous avez déjà signé cette minute\u{a0}: elle porte deux signatures, de deux personnes (CPC 456).",
        ));
    }
    Ok(())
}

fn signed_already(stands: &Stands) -> Failure {
    let hand = stands.signatures.iter().any(|of| of.by_hand);
    let by = stands.signatures.iter().map(|of| of.name.as_str()).collect::<Vec<_>>().join(" et ");
    let way = if hand { " à la main" } else { "" };
    Failure::new(
        Kind::Refused,
        "MIN-007",
        format!("La minute est déjà signée{way} par {by}\u{a0}: elle ne l’est pas une seconde fois."),
    )
}

/// Whether a certificate's holder is the person of the register: all of the shorter name is in the longer one, whatever the order, the
/// case and the accents; a first name and a name at least.
fn names(registered: &str, holder: &str) -> bool {
    words(registered).len().min(words(holder).len()) >= 2 && together(registered, holder)
}

/// Whether all words of the shorter name are in the longer one.
fn together(one: &str, other: &str) -> bool {
    let (mut one, mut other) = (words(one), words(other));
    if one.len() > other.len() {
        std::mem::swap(&mut one, &mut other);
    }
    one.iter().all(|word| other.contains(word))
}

/// Whether who renders an order, as it prints them, is the person of the register: the same words, a first name and a name at least, no
/// fewer and no more, since « Paul Martin » is not « Paul-Henri Martin ». What follows a comma is a quality, or on whose behalf.
fn is_of(printed: &str, registered: &str) -> bool {
    let (one, other) = (words(printed.split(',').next().unwrap_or_default()), words(registered));
    one.len() >= 2
        && one.iter().all(|word| other.contains(word))
        && other.iter().all(|word| one.contains(word))
}

/// The words of a name, folded, without its form of address.
fn words(name: &str) -> Vec<String> {
    let folded = fold(name);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.filter(|word| !ADDRESS.contains(word)).map(ToOwned::to_owned).collect()
}

/// The order names another magistrate, or none that the register knows by a first name and a name.
fn another(stands: &Stands) -> Failure {
    Failure::new(
        Kind::Refused,
        "PAP-018",
        format!(
            "L’ordonnance nomme «\u{a0}{}\u{a0}» comme le magistrat qui la rend\u{a0}: lui seul la signe (CPC 456). Si c’est vous, refaites-la avec vos prénom et nom, tels que l’annuaire les donne.",
            stands.rendered_by
        ),
    )
}

fn typed(field: &str, text: &str, wanted: bool) -> Result<String> {
    let text = text.trim();
    if wanted && text.is_empty() {
        return Err(invalid(field, "Le nom de qui a signé manque."));
    }
    if text.chars().count() > TYPED || text.chars().any(char::is_control) {
        return Err(invalid(
            field,
            "Ce texte est trop long, ou contient des caractères invisibles\u{a0}: deux cents lettres au plus.",
        ));
    }
    Ok(text.to_owned())
}

fn invalid(field: &str, message: &str) -> Failure {
    Failure::invalid("MIN-004", field, message)
}

fn no_minute() -> Failure {
    Failure::not_found(
        "MIN-001",
        "Cette pièce n’est pas la minute d’une décision faite ici\u{a0}: seules les décisions produites par le greffe se signent. Rouvrez-la depuis l’onglet «\u{a0}Pièces\u{a0}».",
    )
}

fn moved() -> Failure {
    Failure::new(
        Kind::Refused,
        "MIN-008",
        "Une autre signature a été reçue entre-temps\u{a0}: téléchargez de nouveau la minute, signez ce fichier-là, puis renvoyez-le.",
    )
}

fn not_taken(why: Unsigned) -> Failure {
    let told = match why {
        Unsigned::AnotherPaper => {
            "Ce n’est pas la minute telle qu’elle vous a été donnée\u{a0}: le fichier ne commence pas comme elle. Téléchargez-la de nouveau, et signez sans l’imprimer ni l’enregistrer autrement."
        }
        Unsigned::None => "Le fichier ne porte aucune signature de plus. Signez-le, puis renvoyez-le.",
        Unsigned::NotWhole => {
            "La signature ne couvre pas tout le fichier\u{a0}: il a été modifié après elle. Signez de nouveau la minute telle qu’elle vous a été donnée."
        }
        Unsigned::More => {
            "Autre chose qu’une signature a été ajouté à la minute. Signez-la telle qu’elle vous a été donnée, sans note ni tampon."
        }
        Unsigned::Broken => {
            "La signature ne se lit pas, ou n’est pas celle de ce fichier. Signez au format PAdES (RSA ou courbes P-256 et P-384, SHA-256 au moins)."
        }
        Unsigned::Untrusted => {
            "Aucune autorité reconnue par la Cour ne répond de ce certificat en ce moment. Utilisez votre certificat de signature, en cours de validité."
        }
        Unsigned::NotQualified => {
            "Le certificat ne se dit pas qualifié\u{a0}: une minute électronique veut une signature qualifiée (CPC 456)."
        }
    };
    Failure::invalid("MIN-009", "fichier", told)
}
