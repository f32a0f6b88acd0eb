//! Papers made from the case: what a template asks for is read where it is kept, as the caller may read it, and typed where it is
//! kept nowhere; with all of it there is a paper, otherwise the list of what is missing. Why so: `docs/decisions/0051-papers.md`.

pub(crate) mod adopted;
mod cases;
pub(crate) mod due;
mod fill;
mod grpc;
mod judged;
pub(crate) mod minute;
mod printer;
mod seal;

use std::{str::FromStr as _, sync::Arc};

use greffe_access::{Action, Resource, decide};
use greffe_chassis::{
    Caller, Failure, Kind, Result,
    clock::paris_day,
    command::{Command, detached},
    db,
    identity::Verifier,
    peer::MESSAGE_MAX,
};
use greffe_contracts::document::v1::{self as pb, paper_service_server::PaperServiceServer};
use greffe_render::{Open, Origin, Paper, Refusal, Stamp, Template, Values};
use greffe_seal::Trust;
use jiff::civil::Date;
use tonic::service::{Routes, interceptor::InterceptedService};
use uuid::Uuid;

pub use cases::{Cases, Peers};
pub(crate) use fill::{of_dossier, value};
pub use minute::Place as Signatures;
pub use printer::Printer;
pub(crate) use seal::Sealed;
pub use seal::{Place, Seals};

use crate::{
    Documents,
    bundle::TEMPLATE,
    deliberation::{Enclave, report},
    read::case,
    upload::NewPiece,
};

/// Makes papers.
#[derive(Clone)]
pub struct Papers {
    pub(crate) documents: Documents,
    pub(crate) cases: Arc<dyn Cases>,
    pub(crate) printer: Printer,
    seals: Seals,
    /// Whose signatures of minutes are taken; none where it is not configured.
    trust: Option<Arc<Trust>>,
    /// From which the adopted projet is taken up; none where it is closed.
    enclave: Option<Enclave>,
}

/// An order with its values.
struct Ready {
    template: String,
    day: Date,
    values: Values,
    dossier: String,
    /// The pieces that it names.
    pieces: Vec<String>,
}

impl Papers {
    /// Over the pieces, those who hold cases, what prints and what seals.
    #[must_use]
    pub fn new(documents: Documents, cases: Arc<dyn Cases>, printer: Printer, seals: Seals) -> Self {
        Self { documents, cases, printer, seals, trust: None, enclave: None }
    }

    /// The same, which takes the signatures of those that these authorities vouch for.
    #[must_use]
    pub fn trusting(self, trust: Option<Trust>) -> Self {
        Self { trust: trust.map(Arc::new), ..self }
    }

    /// The same, whose arrêts take up what the formation adopted there.
    #[must_use]
    pub fn taking_up(self, enclave: Option<Enclave>) -> Self {
        Self { enclave, ..self }
    }

    /// Adds its RPCs, behind the verifier of callers.
    #[must_use]
    pub fn join(self, routes: Routes, verifier: Verifier) -> Routes {
        let server = PaperServiceServer::new(self)
            .max_decoding_message_size(MESSAGE_MAX)
            .max_encoding_message_size(MESSAGE_MAX);
        routes.add_service(InterceptedService::new(server, verifier))
    }

    fn day(&self, iso: &str) -> Result<Date> {
        if iso.is_empty() {
            return Ok(paris_day(self.documents.clock.now()));
        }
        Date::from_str(iso).map_err(|_| {
            Failure::invalid(
                "PAP-003",
                "jour",
                "Le jour du papier ne se lit pas. Donnez-le sous la forme 2026-11-29.",
            )
        })
    }

    /// Templates in force on a day, by title.
    fn templates(&self, caller: &Caller, day: &str) -> Result<Vec<pb::PaperTemplate>> {
        decide(caller, Action::FairePapier, Resource::Court).or_forbidden()?;
        let day = self.day(day)?;
        // The front of a bundle is made with the bundle, a public rôle with its rôle, a report that leaves with its deposit.
        let alone =
            |t: &Template| ![TEMPLATE, fill::PUBLIC_ROLE, report::TEMPLATE].contains(&t.name.as_str());
        let filled = |t: &Template| self.enclave.is_some() || !adopted::takes_up(t);
        let offered = |t: &&Template| t.in_force(day) && t.open != Open::Enclave && alone(t) && filled(t);
        let mut known: Vec<pb::PaperTemplate> =
            self.printer.press()?.templates().filter(offered).map(shown).collect();
        known.sort_by(|a, b| a.title.cmp(&b.title));
        Ok(known)
    }

    /// What would be inserted, and all that is missing or wrong.
    async fn check(&self, caller: &Caller, order: pb::PaperOrder) -> Result<pb::CheckPaperResponse> {
        let ready = self.ready(caller, order).await?;
        let (inserted, faults) =
            self.printer.press()?.check(&ready.template, ready.day, &ready.values).map_err(refused)?;
        let mut faults: Vec<pb::PaperFault> = faults
            .into_iter()
            .map(|fault| pb::PaperFault { message: fault.to_string(), field: fault.field })
            .collect();
        if let Err(unsigned) = self.minute_signed(&ready).await {
            faults.push(pb::PaperFault { field: "minute".into(), message: unsigned.message });
        }
        Ok(pb::CheckPaperResponse { inserted: inserted.into_iter().map(said).collect(), faults })
    }

    /// The paper: with the seal where it is one that leaves, and then written down.
    async fn render(&self, caller: &Caller, wanted: pb::RenderPaperRequest) -> Result<Paper> {
        let ready = self.ready(caller, wanted.order.unwrap_or_default()).await?;
        let identifier =
            if wanted.identifier.is_empty() { Uuid::now_v7().to_string() } else { wanted.identifier };
        if wanted.preview {
            return Ok(self.laid_out(caller, ready, identifier, Stamp::Preview).await?.0);
        }
        let (paper, sealed) = self.laid_out(caller, ready, identifier, Stamp::Final).await?;
        if let Some(sealed) = sealed {
            self.given(caller, &sealed).await?;
        }
        Ok(paper)
    }

    /// The paper, kept as a piece under the key of its command, which identifies it too.
    async fn keep(
        &self,
        command: Command,
        wanted: pb::KeepPaperRequest,
    ) -> Result<(pb::UploadResponse, bool)> {
        let decision = decide(&command.caller, Action::DeposerPiece, Resource::Court);
        if !decision.allowed {
            self.documents.refused(&command, &decision).await?;
        }
        let policies = decision.policies.clone();
        decision.or_forbidden()?;
        if let Some(before) = self.documents.answered(&command).await? {
            return Ok((before, true));
        }
        let ready = self.ready(&command.caller, wanted.order.unwrap_or_default()).await?;
        let template = self.printer.press()?.in_force(&ready.template, ready.day).map_err(refused)?;
        let kind = template.kept_as.clone().ok_or_else(|| {
            Failure::invalid(
                "PAP-004",
                "modele",
                "Un papier de ce modèle ne se garde pas comme pièce\u{a0}: imprimez-le, ou téléchargez-le.",
            )
        })?;
        let minute = minute::of(template, &ready.values);
        let (paper, seal) = self.laid_out(&command.caller, ready, command.key_text(), Stamp::Final).await?;
        let mut received = self.documents.store.receive()?;
        received.write(&paper.pdf).await?;
        let new = NewPiece {
            file_name: format!("{}.pdf", paper.title.replace('/', "-")),
            class: crate::upload::class(&command.caller, &kind)?,
            kind,
            media_type: "application/pdf",
            sha: received.sha256(),
            size: received.size(),
            received_at: self.documents.clock.now(),
            policies,
            seal,
            minute,
        };
        let documents = self.documents.clone();
        detached(async move {
            documents.store.keep(received).await?;
            documents.record(&command, new).await
        })
        .await
    }

    /// Laid out; a paper that leaves bears the seal where its template wants it.
    async fn laid_out(
        &self,
        caller: &Caller,
        ready: Ready,
        identifier: String,
        stamp: Stamp,
    ) -> Result<(Paper, Option<Sealed>)> {
        if stamp == Stamp::Final {
            self.minute_signed(&ready).await?;
        }
        let Ready { template, day, values, dossier, .. } = ready;
        // Whoever asks without a name waits for others like them, and never takes the last place.
        let _apart = if template == fill::PUBLIC_ROLE { Some(self.printer.apart().await?) } else { None };
        let of = self.printer.press()?.in_force(&template, day).map_err(refused)?;
        let (of, of_dossier) = (of.sealed, of.of_dossier);
        if of && of_dossier && stamp == Stamp::Final {
            self.may_seal(caller, &dossier).await?;
        }
        let mut paper = self.printer.lay_out(&template, day, values, identifier.clone(), stamp).await?;
        if !of || stamp != Stamp::Final {
            return Ok((paper, None));
        }
        let at = self.documents.clock.now();
        let sealed = self.seals.seal(&mut paper, (&template, &identifier), &dossier, at)?;
        Ok((paper, Some(sealed)))
    }

    /// Whether the caller gives papers of a case the seal: to read a case is not to speak for the Court. A refusal is written down.
    async fn may_seal(&self, caller: &Caller, dossier: &str) -> Result<()> {
        let dossier = Uuid::parse_str(dossier).map_err(Failure::internal)?;
        let mut tx = db::begin(&self.documents.pool).await?;
        let known = case(&mut tx, Some(dossier)).await?;
        let decision = decide(caller, Action::ScellerPapier, Resource::Case(&known));
        if decision.allowed {
            return Ok(());
        }
        self.documents.log(&mut tx, caller, Action::ScellerPapier, dossier, &decision, "sceau").await?;
        tx.commit().await?;
        Err(Failure::new(
            Kind::Forbidden,
            "PAP-017",
            "Ce papier porte le sceau de la Cour\u{a0}: le greffe qui tient le dossier le délivre. Demandez-le-lui ; vous pouvez en voir l’aperçu.",
        ))
    }

    /// The order, with what is kept read and what is typed put in its place.
    async fn ready(&self, caller: &Caller, order: pb::PaperOrder) -> Result<Ready> {
        decide(caller, Action::FairePapier, Resource::Court).or_forbidden()?;
        let day = self.day(&order.day)?;
        let template = self.printer.press()?.in_force(&order.template, day).map_err(refused)?;
        if template.open == Open::Enclave {
            return Err(Failure::invalid(
                "PAP-011",
                "modele",
                "Ce papier est du délibéré\u{a0}: il ne se fait pas ici, mais de la page «\u{a0}Délibéré\u{a0}» du dossier, par qui juge l’affaire.",
            ));
        }
        let known = self.gather(caller, template, &order).await?;
        let values = fill::values(caller, template, known, order.values)?;
        Ok(Ready {
            template: order.template,
            day,
            values,
            dossier: order.dossier_id,
            pieces: order.piece_ids,
        })
    }
}

/// The refusal, as everywhere: each field with its reason.
pub(crate) fn refused(refusal: Refusal) -> Failure {
    let message = refusal.to_string();
    match refusal {
        Refusal::Faults(faults) => {
            faults.iter().fold(Failure::new(Kind::Invalid, "PAP-001", message), |failure, fault| {
                failure.with_violation("PAP-001", &fault.field, fault.to_string())
            })
        }
        Refusal::Unknown(_) | Refusal::NotInForce { .. } => Failure::invalid("PAP-002", "modele", message),
        Refusal::TooManyPages(_) => Failure::new(Kind::TooLarge, "PAP-006", message),
        Refusal::Layout(_) => Failure::internal(message),
    }
}

fn shown(template: &Template) -> pb::PaperTemplate {
    pb::PaperTemplate {
        name: template.name.clone(),
        title: template.title.clone(),
        from: template.from.to_string(),
        until: template.until.map(|day| day.to_string()).unwrap_or_default(),
        fields: template.fields.iter().map(field).collect(),
        kept: template.kept_as.is_some(),
        of_dossier: template.of_dossier,
    }
}

fn field(of: &greffe_render::Field) -> pb::PaperField {
    pb::PaperField {
        name: of.name.clone(),
        label: of.label.clone(),
        kind: of.kind.code().to_owned(),
        required: of.required,
        among: of.among.clone(),
        typed: of.sources.contains(&Origin::Saisie) || of.columns.iter().any(|c| field(c).typed),
        columns: of.columns.iter().map(field).collect(),
    }
}

fn said(inserted: greffe_render::Inserted) -> pb::InsertedValue {
    let source = pb::PaperSource { origin: inserted.source.genre.code().to_owned(), id: inserted.source.id };
    pb::InsertedValue { field: inserted.field, text: inserted.text, source: Some(source) }
}
