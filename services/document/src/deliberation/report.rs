//! The report as it leaves the enclave: the version that was deposited and nothing else of the délibéré, laid out for the parties and
//! kept as a piece of the dossier (C1), which its act names. Source: secrecy.md, column C1 report; CPC 1012; CPP 602.

use greffe_access::{Action, Decision};
use greffe_chassis::{Caller, Failure, Kind, Result, command::Command, db};
use greffe_contracts::assignment::v1::RelationToCaseResponse;
use greffe_render::{Content, Origin, Paper, Stamp};
use uuid::Uuid;

use super::{
    Enclave,
    entry::{Owed, REPORT},
    print::{parts, unprinted},
    store,
};
use crate::{
    Documents,
    papers::{of_dossier, refused, value},
    read::rows,
    upload::{NewPiece, class},
};

/// Its template.
pub(crate) const TEMPLATE: &str = "rapport_depose";

impl Enclave {
    /// The report of an entry, laid out: the same again for the same entry, as long as the case is called the same.
    ///
    /// # Errors
    /// `DEL-008` when its author reports no more, `DEL-002` when assignment does not say; what a paper is refused for.
    pub(super) async fn report(&self, owed: &Owed, leaves: &Decision) -> Result<Paper> {
        let Some((cases, printer)) = &self.printing else { return Err(unprinted()) };
        let told = self.ask(owed.dossier_id, owed.author).await?;
        if !reports(&told) {
            return Err(reports_no_more());
        }
        let case = cases.dossier(&as_author(owed.author), &owed.dossier_id.to_string()).await?;
        let (text, authors) = self.deposited(owed, leaves).await?;
        let mut names = Vec::new();
        for author in authors {
            if author == owed.author {
                names.push(told.display_name.clone());
                continue;
            }
            // Who wrote it and reports no more signs nothing of what leaves now.
            let with_them = self.ask(owed.dossier_id, author).await?;
            if reports(&with_them) {
                names.push(with_them.display_name);
            }
        }
        let template = printer.press()?.in_force(TEMPLATE, owed.day()).map_err(refused)?;
        let mut values = of_dossier(&case, template);
        let of = owed.piece_id.to_string();
        let mut put = |field: &str, content: Content| {
            values.insert(field.to_owned(), value(content, Origin::Acte, &of));
        };
        put("rapporteur", Content::Texte(together(&names)));
        put("corps", Content::Liste(parts(&text, &of)));
        printer.lay_out(TEMPLATE, owed.day(), values, of, Stamp::Final).await
    }

    /// The text that the act of the deposit speaks of, and who wrote it. That it leaves is written down, as each read is.
    async fn deposited(&self, owed: &Owed, leaves: &Decision) -> Result<(String, Vec<Uuid>)> {
        let mut tx = db::begin(&self.pool).await?;
        let (service, read) = (Caller::service(crate::NAME), (Action::InscrireRapport, owed.papier_id));
        let version = format!("version {}", owed.version);
        self.log(&mut tx, &service, read, leaves, &version).await?;
        let found = store::papers(&mut tx, owed.dossier_id, Some(owed.papier_id)).await?.pop();
        let report = found.filter(|paper| paper.kind == REPORT && paper.shared.contains(&owed.version));
        let report = report.ok_or_else(|| Failure::internal("an entry that is of no deposited report"))?;
        let text = self.text(&mut tx, &report, owed.version).await?;
        tx.commit().await?;
        Ok((text, report.authors))
    }
}

/// Whether somebody reports in the case, by assignment's word.
pub(super) fn reports(told: &RelationToCaseResponse) -> bool {
    told.rapporteur && !told.recused && !told.shut_out && !told.avocat_general
}

/// Those who report, as the front of the report names them.
pub(crate) fn together(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [others @ .., last] => format!("{} et {last}", others.join(", ")),
    }
}

/// The case is read as who deposited may read it at that moment: what they may not know is on no paper of theirs.
fn as_author(author: Uuid) -> Caller {
    let reader = Caller::service(crate::NAME);
    Caller { agent_id: author.to_string(), roles: vec!["magistrat_siege".into()], ..reader }
}

fn reports_no_more() -> Failure {
    Failure::new(
        Kind::Refused,
        "DEL-008",
        "L’auteur du rapport n’est plus rapporteur de l’affaire. Faites inscrire sa désignation, puis déposez de nouveau le rapport.",
    )
}

impl Documents {
    /// Whether a piece has that id.
    pub(super) async fn holds(&self, piece: Uuid) -> Result<bool> {
        let mut connection = self.pool.acquire().await?;
        Ok(!rows(&mut connection, &[piece], None).await?.is_empty())
    }

    /// Keeps a report under an id that was made for it, once for ever. It has no author here: while no act names it, no policy opens it
    /// to anybody.
    pub(super) async fn publish(&self, piece: Uuid, report: Paper, policies: String) -> Result<()> {
        let mut received = self.store.receive()?;
        received.write(&report.pdf).await?;
        let service = Caller::service(crate::NAME);
        let new = NewPiece {
            file_name: format!("{}.pdf", report.title.replace('/', "-")),
            class: class(&service, REPORT)?,
            kind: REPORT.to_owned(),
            media_type: "application/pdf",
            sha: received.sha256(),
            size: received.size(),
            received_at: self.clock.now(),
            policies,
            seal: None,
            minute: None,
        };
        self.store.keep(received).await?;
        let route = "document.PublishReport";
        let command = Command { caller: service, key: piece, route, request_sha256: Vec::new() };
        let mut tx = db::begin(&self.pool).await?;
        self.insert(&mut tx, &command, piece, &new).await?;
        tx.commit().await?;
        self.controls.wake.notify_one();
        metrics::counter!("greffe_pieces_received_total").increment(1);
        Ok(())
    }
}
