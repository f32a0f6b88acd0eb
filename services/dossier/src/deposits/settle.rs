//! What a greffier does with a deposit that waits.

use greffe_access::{Action, Resource, decide};
use greffe_chassis::{
    Failure, Kind, Result,
    command::{Command, is_twin},
    db,
};
use greffe_contracts::{
    common::v1::{Finding, NamedDate},
    deposit::{Content, Deposit},
    dossier::v1::{self as pb, settle_deposit_request::Settlement},
};
use prost::Message;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{
    Row, Status,
    enter::{Looked, Pieces, command, constituted, constitution, named_dossier, received, remitted},
    state::{self, Change},
    unknown,
};
use crate::{Dossiers, access, case::pourvois, journal::Journal, open::clean, record::By, view::number};

/// Longest motive.
const MOTIVE_MAX: usize = 2_000;
/// Largest message, as it may come and as it may be repaired.
const MESSAGE_MAX: usize = 384 * 1024;

impl Dossiers {
    /// Repairs and passes, attaches or refuses a deposit, once a key.
    pub(crate) async fn settle(
        &self,
        settling: Command,
        wanted: pb::SettleDepositRequest,
    ) -> Result<(pb::SettleDepositResponse, bool)> {
        let id = Uuid::parse_str(&wanted.deposit_id).map_err(|_| unknown())?;
        let settlement = wanted.settlement.clone().ok_or_else(|| Failure::internal("no settlement"))?;
        if let Some(answer) = self.may_settle(&settling, id, &settlement).await? {
            return Ok((answer, true));
        }
        let mut row = state::one(&self.pool, id).await?.ok_or_else(unknown)?;
        if let Settlement::Repair(repair) = &settlement {
            row.repaired = fits(&repair.message)?;
        }
        // As it is to be entered: asked of the documents before the transaction.
        let read = Deposit::read(row.form());
        let pieces = match &settlement {
            Settlement::Refuse(_) => Pieces::default(),
            Settlement::Repair(_) | Settlement::Attach(_) => self.pieces(&row.caller(), &read).await?,
        };
        let mut tx = db::begin(&self.pool).await?;
        let mut locked = state::lock(&mut tx, id).await?.ok_or_else(unknown)?;
        if let Some(answer) = settling.answered(&mut tx).await? {
            return Ok((answered(&answer)?, true));
        }
        if locked.status != Status::Waiting {
            return Err(settled(locked.status));
        }
        match &settlement {
            Settlement::Repair(repair) => {
                locked.repaired = row.repaired;
                let looked =
                    Looked { warnings: repair.warnings_confirmed, no_duplicate: repair.duplicate_excluded };
                self.pass(&mut tx, &locked, read, &pieces, looked).await?;
            }
            Settlement::Attach(attach) => {
                let attached = self.attach(&mut tx, &settling, &locked, read.ok(), &pieces, attach);
                if let Err(refused) = attached.await? {
                    tx.commit().await?;
                    return Err(refused);
                }
            }
            Settlement::Refuse(refuse) => self.refuse(&mut tx, &locked, &refuse.motive).await?,
        }
        let shown = state::lock(&mut tx, id).await?.ok_or_else(unknown)?.shown()?;
        let answer = pb::SettleDepositResponse { deposit: Some(shown) };
        match settling.store(&mut tx, &answer.encode_to_vec()).await {
            Err(error) if is_twin(&error) => {
                drop(tx);
                return Box::pin(self.settle(settling, wanted)).await;
            }
            stored => stored?,
        }
        tx.commit().await?;
        self.wake.wake();
        Ok((answer, false))
    }

    /// Whether the caller settles deposits: decided and written to the audit trail in a transaction of its own, since the
    /// trails of the deposit and of the dossier are never held together. Answers what the key was answered before.
    async fn may_settle(
        &self,
        settling: &Command,
        id: Uuid,
        settlement: &Settlement,
    ) -> Result<Option<pb::SettleDepositResponse>> {
        let mut tx = db::begin(&self.pool).await?;
        if let Some(answer) = settling.answered(&mut tx).await? {
            return answered(&answer).map(Some);
        }
        let (what, words) = match settlement {
            Settlement::Repair(repair) => ("réparation", Some(Sha256::digest(&repair.message))),
            Settlement::Attach(_) => ("rattachement", None),
            Settlement::Refuse(_) => ("refus", None),
        };
        let decision = decide(&settling.caller, Action::TraiterDepots, Resource::Court);
        let key = settling.key_text();
        let digest = words.map(|digest| digest.to_vec()).unwrap_or_default();
        let words = access::Words { reason: what, request_id: &key, payload_sha256: &digest };
        let now = self.clock.now();
        access::log(&mut tx, now, &settling.caller, Action::TraiterDepots, id, &decision, &words).await?;
        tx.commit().await?;
        decision.or_forbidden().map(|_| None)
    }

    /// The declaration joins the dossier that it repeats, or under whose number it is another pourvoi, and its pieces enter the journal
    /// there; a constitution is recorded in the dossier where the registry has found its party.
    async fn attach(
        &self,
        tx: &mut PgConnection,
        settling: &Command,
        row: &Row,
        deposit: Option<Deposit>,
        pieces: &Pieces,
        wanted: &pb::AttachDeposit,
    ) -> Result<Result<()>> {
        let attaches =
            |d: &Deposit| matches!(d.content, Content::Declaration(_)) || constitution(d).is_some();
        let Some(deposit) = deposit.filter(attaches) else {
            return Err(Failure::new(
                Kind::Refused,
                "DEP-008",
                "Seules une déclaration et une constitution lisibles se rattachent à un dossier existant. Réparez le message en y portant le numéro du dossier, puis passez-le.",
            ));
        };
        let id = named_dossier(tx, &wanted.dossier, false).await?;
        let Some(mut journal) = Journal::lock(tx, id).await? else { return Err(access::unknown_case()) };
        if !decide(&settling.caller, Action::LireDossier, Resource::Case(&journal.relations())).allowed {
            return Err(access::unknown_case());
        }
        let known = journal.facts.len();
        let (year, sequence) = (journal.header.number_year, journal.header.number_seq);
        let mut made = pb::Deposit {
            dossier_id: id.to_string(),
            dossier_number: number(year, sequence),
            ..Default::default()
        };
        if let Content::Declaration(opening) = &deposit.content
            && let Some(asked) =
                pourvois::deposited(&journal, opening, (&wanted.qualite, &wanted.decision_rendue))
        {
            let formed = formed(row, opening);
            match self.join_number(tx, settling, &mut journal, (&formed, &asked)).await? {
                Ok(findings) => made.findings = findings,
                Err(refused) => return Ok(Err(refused)),
            }
            let joined = journal.facts[known..].iter().filter_map(|fact| fact.act_id);
            made.act_ids = joined.map(|id| Uuid::from(id).to_string()).collect();
        }
        made.version = journal.version();
        let fact = match constitution(&deposit) {
            Some(fact) => Some(constituted(row, &journal, fact)?),
            None => remitted(row, &deposit.pieces),
        };
        if let Some(fact) = fact {
            let act = (command(row, settling.caller.clone(), "rattachement"), id, fact);
            match self.journal_one(tx, row, &deposit, act, pieces).await? {
                Ok(more) => {
                    let (act_ids, findings) = (made.act_ids, made.findings);
                    made = more;
                    made.act_ids = [act_ids, made.act_ids].concat();
                    made.findings = [findings, made.findings].concat();
                }
                // The declaration does not enter without the pieces that came with it.
                Err(refused) if journal.facts.len() > known => return Err(refused),
                Err(refused) => return Ok(Err(refused)),
            }
        }
        let change = Change {
            status: Some(Status::Attached),
            message_id: &deposit.message_id,
            kind: &deposit.kind,
            repaired: &row.repaired,
            made: Some(&made),
            ..Default::default()
        };
        state::write(tx, row.id, self.clock.now(), change).await?;
        Ok(Ok(()))
    }

    /// Another pourvoi joins the number of the case: its declaration, as of the day of the message, and the counsel whom it names.
    async fn join_number(
        &self,
        tx: &mut PgConnection,
        settling: &Command,
        journal: &mut Journal,
        (formed, asked): (&NamedDate, &pb::PourvoiAmendment),
    ) -> Result<Result<Vec<Finding>>> {
        let (caller, now, key) = (&settling.caller, self.clock.now(), settling.key_text());
        let digest = Sha256::digest(asked.encode_to_vec());
        let words = access::Words { reason: "rattachement", request_id: &key, payload_sha256: &digest };
        let case = journal.relations();
        if let Err(refused) = access::require(tx, now, caller, Action::EnregistrerFait, &case, &words).await {
            return Ok(Err(refused));
        }
        let mut findings = Vec::new();
        for fact in pourvois::declare(tx, journal, formed, asked, now).await? {
            let by = By::unasked(&caller.subject, "Déclaration d’un autre demandeur, reçue par un dépôt.");
            findings.extend(self.append(tx, journal, fact, by, now).await?);
        }
        Ok(Ok(findings))
    }

    async fn refuse(&self, tx: &mut PgConnection, row: &Row, motive: &str) -> Result<()> {
        let motive = clean("motif", motive, MOTIVE_MAX)?;
        if motive.is_empty() {
            return Err(Failure::invalid(
                "DEP-007",
                "motif",
                "Le motif du refus manque. Dites en une phrase à l’expéditeur pourquoi son dépôt n’est pas reçu et ce qu’il peut faire.",
            ));
        }
        let read = Deposit::read(row.form()).ok();
        let change = Change {
            status: Some(Status::Refused),
            message_id: read.as_ref().map(|d| d.message_id.as_str()).unwrap_or_default(),
            kind: read.as_ref().map(|d| d.kind.as_str()).unwrap_or_default(),
            motive: &motive,
            repaired: &row.repaired,
            ..Default::default()
        };
        state::write(tx, row.id, self.clock.now(), change).await
    }
}

fn answered(answer: &[u8]) -> Result<pb::SettleDepositResponse> {
    pb::SettleDepositResponse::decode(answer).map_err(Failure::internal)
}

/// The day or instant of a declaration that was deposited: that of its receipt for counsel, whatever the message says (CPC 974).
fn formed(row: &Row, opening: &pb::OpenDossierRequest) -> NamedDate {
    let said = opening.formed.clone().filter(|date| date.value.is_some());
    said.filter(|_| !row.caller().has_role("avocat_aux_conseils")).unwrap_or_else(|| received(row))
}

/// A repaired message is text of a bounded length; whether it reads is said of the deposit.
fn fits(message: &str) -> Result<String> {
    if message.len() <= MESSAGE_MAX && !message.contains('\0') && !message.trim().is_empty() {
        return Ok(message.to_owned());
    }
    Err(Failure::invalid(
        "DEP-001",
        "message",
        "Le message réparé est vide, dépasse 384\u{a0}Kio ou contient un caractère nul. Reprenez-le à partir du message reçu.",
    ))
}

fn settled(status: Status) -> Failure {
    let how = match status {
        Status::Kept => "n’a pas encore été lu",
        Status::Waiting => "attend",
        Status::Entered => "est enregistré",
        Status::Attached => "est rattaché à un dossier",
        Status::Refused => "est refusé",
        Status::Repeated => "répète un dépôt antérieur",
    };
    Failure::new(
        Kind::Refused,
        "DEP-006",
        format!("Ce dépôt n’attend plus\u{a0}: il {how}. Rechargez la page pour voir ce qu’il est devenu."),
    )
}
