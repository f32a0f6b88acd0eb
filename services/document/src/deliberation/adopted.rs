//! The projet that the formation adopted, as it leaves the enclave: its text and nothing else of the délibéré, for the minute of a
//! decision that is pronounced, to who makes that minute. Source: secrecy.md, C3 (« minutes before signature »); CPC 448, 452, 456.

use greffe_access::{Action, Decision};
use greffe_chassis::{Caller, Failure, Kind, Result, db};
use jiff::Timestamp;
use uuid::Uuid;

use super::{Enclave, store};

impl Enclave {
    /// The text that the formation of a case adopted, as its authors wrote it (`web/src/pages/delibere/texte.ts`); that it leaves, or was
    /// refused, is written down as each read is. What was adopted before a decision was taken back (`retracted`) is of that decision, and
    /// leaves no more.
    ///
    /// # Errors
    /// `MIN-012` for who does not make the minute, whatever was adopted; `DEL-002` when assignment does not say who they are;
    /// `MIN-013` while it has not heard that the decision is pronounced; `MIN-011` where no projet was adopted.
    pub(crate) async fn adopted(
        &self,
        caller: &Caller,
        dossier: Uuid,
        decision: Decision,
        retracted: Option<Timestamp>,
    ) -> Result<String> {
        let action = Action::ReprendreProjet;
        let me = Uuid::parse_str(&caller.agent_id).unwrap_or_default();
        // Asked even where the policies allow: the case may have been closed to them since, and the decision taken back.
        let told = self.ask(dossier, me).await?;
        let allowed = decision.allowed && !told.recused && !told.shut_out;
        let decision = Decision { allowed, ..decision };
        let mut tx = db::begin(&self.pool).await?;
        if !allowed || !told.pronounced {
            let refused = Decision { allowed: false, ..decision };
            self.log(&mut tx, caller, (action, dossier), &refused, "").await?;
            tx.commit().await?;
            return Err(if allowed { not_pronounced() } else { not_theirs() });
        }
        let Some((paper, version)) = store::adopted(&mut tx, dossier, retracted).await? else {
            self.log(&mut tx, caller, (action, dossier), &decision, "aucun projet adopté").await?;
            tx.commit().await?;
            return Err(none());
        };
        let row = store::papers(&mut tx, dossier, Some(paper)).await?.pop();
        let row = row.ok_or_else(|| Failure::internal("an act that adopts no paper"))?;
        self.log(&mut tx, caller, (action, paper), &decision, &format!("version {version}")).await?;
        let text = self.text(&mut tx, &row, version).await?;
        tx.commit().await?;
        Ok(text)
    }
}

fn none() -> Failure {
    Failure::new(
        Kind::Refused,
        "MIN-011",
        "Aucun projet n’est dit adopté dans le délibéré de cette affaire. Demandez à qui présidait la formation de le dire, ou faites l’arrêt par le modèle où son texte se saisit.",
    )
}

fn not_theirs() -> Failure {
    Failure::new(
        Kind::Forbidden,
        "MIN-012",
        "Le texte adopté par la formation est repris dans la minute par le greffe de la chambre qui a jugé l’affaire. Adressez-vous à lui.",
    )
}

fn not_pronounced() -> Failure {
    Failure::new(
        Kind::Refused,
        "MIN-013",
        "Le service des affectations n’a pas encore connaissance du prononcé\u{a0}: jusque-là, le texte adopté est du délibéré. Réessayez dans quelques instants.",
    )
}
