//! The letter: plain text for the body of a message, and a paper of the Court for whoever prints or keeps it, which the document
//! service lays out.

use futures::future::BoxFuture;
use greffe_chassis::{Caller, Failure, Result, peer::Peer};
use greffe_contracts::{
    document::v1::{
        PaperOrder, PaperRow, PaperSource, PaperValue, RenderPaperRequest,
        paper_service_client::PaperServiceClient, render_paper_response::Part,
    },
    words::capitalised,
};
use jiff::civil::Date;
use uuid::Uuid;

use super::{pb, words};

/// The first day of the letters that show terms apart and of those that reproduce articles: what left before is shown as it left.
pub const VARIANTS_FROM: Date = jiff::civil::date(2026, 12, 1);

/// A list of its own in a letter, and the mentions that stand there.
type Apart = (&'static str, fn(&str) -> bool);

/// The template of a letter, by what it must say.
fn template(sending: &pb::Sending, day: Date) -> (&'static str, Option<Apart>) {
    let holds = |is: fn(&str) -> bool| sending.fields.iter().any(|field| is(&field.mention));
    if day >= VARIANTS_FROM && holds(words::apart) {
        ("lettre_delai", Some(("delais", words::apart)))
    } else if day >= VARIANTS_FROM && holds(words::reproduced) {
        ("lettre_articles", Some(("articles", words::reproduced)))
    } else {
        ("lettre_avis", None)
    }
}

/// Who lays letters out.
pub trait Letters: Send + Sync {
    /// The PDF of a letter: the same order under the same identifier gives the same bytes.
    fn pdf<'a>(&'a self, wanted: RenderPaperRequest) -> BoxFuture<'a, Result<Vec<u8>>>;
}

impl Letters for Peer {
    fn pdf<'a>(&'a self, wanted: RenderPaperRequest) -> BoxFuture<'a, Result<Vec<u8>>> {
        Box::pin(async move {
            let request = self.request(&Caller::service(crate::NAME), wanted)?;
            let answer = { PaperServiceClient::new(self.channel()) }.render_paper(request).await;
            let mut parts = answer.map_err(|status| Failure::from_status(&status))?.into_inner();
            let mut pdf = Vec::new();
            while let Some(part) = parts.message().await.map_err(|status| Failure::from_status(&status))? {
                if let Some(Part::Chunk(chunk)) = part.part {
                    pdf.extend_from_slice(&chunk);
                }
            }
            Ok(pdf)
        })
    }
}

/// Nobody lays letters out.
pub(crate) struct NoLetters;

impl Letters for NoLetters {
    fn pdf<'a>(&'a self, _: RenderPaperRequest) -> BoxFuture<'a, Result<Vec<u8>>> {
        Box::pin(async { Err(Failure::unavailable("no document service")) })
    }
}

/// The letter of a sending, as the document service is asked for it: each mention with where its words come from.
pub fn order(sending: &pb::Sending, key: Uuid, day: Date, preview: bool) -> RenderPaperRequest {
    let source = |origin: &str, id: &str| Some(PaperSource { origin: origin.into(), id: id.into() });
    let value = |field: &str, text: &str, origin: &str, id: &str| PaperValue {
        field: field.into(),
        text: text.into(),
        rows: Vec::new(),
        source: source(origin, id),
    };
    let (dossier, article) = (sending.dossier_id.as_str(), sending.article.as_str());
    let writer = if sending.checked_by.is_empty() { "greffe" } else { &sending.checked_by };
    let row = |field: &pb::NoticeField| {
        let (origin, id) = if field.editable { ("saisie", writer) } else { ("dossier", dossier) };
        PaperRow {
            values: vec![
                value("intitule", &capitalised(&field.mention), "regle", article),
                value("texte", &field.text, origin, id),
            ],
        }
    };
    let (template, apart) = template(sending, day);
    let (shown_apart, others): (Vec<_>, Vec<_>) =
        sending.fields.iter().partition(|field| apart.is_some_and(|(_, is)| is(&field.mention)));
    let list = |field: &str, of: Vec<&pb::NoticeField>| PaperValue {
        field: field.into(),
        rows: of.into_iter().map(row).collect(),
        source: source("regle", article),
        ..Default::default()
    };
    let mut values = vec![
        value("destinataire", &sending.recipient_name, "personne", dossier),
        value("adresse", &sending.address, "personne", dossier),
        value("pourvoi", &sending.dossier_number, "dossier", dossier),
        value("objet", &sending.label, "regle", article),
        value("fondement", &sending.article, "regle", article),
        value("reference", &sending.key, "calcul", dossier),
        list("mentions", others),
    ];
    if let Some((name, _)) = apart {
        values.push(list(name, shown_apart));
    }
    if signed(sending) {
        values.push(value("signataire", &sending.checked_by, "saisie", writer));
        values.push(value("qualite", "Le greffier", "saisie", writer));
    }
    let order = PaperOrder { template: template.into(), day: day.to_string(), values, ..Default::default() };
    RenderPaperRequest { order: Some(order), preview, identifier: key.to_string() }
}

fn signed(sending: &pb::Sending) -> bool {
    !sending.checked_by.is_empty() && sending.fields.iter().any(|field| field.signed)
}

/// The letter of a sending.
pub fn letter(sending: &pb::Sending) -> String {
    let mut text = String::new();
    let mut line = |words: &str| {
        text.push_str(words);
        text.push('\n');
    };
    line("COUR DE CASSATION");
    line("Greffe");
    line("");
    line(&sending.recipient_name);
    for part in sending.address.split('\n') {
        line(part);
    }
    line("");
    line(&format!("Pourvoi n° {}", sending.dossier_number));
    line(&format!("Objet\u{a0}: {}", sending.label));
    line(&format!("Fondement\u{a0}: {}", sending.article));
    line("");
    for field in &sending.fields {
        line(&format!("{}\u{a0}:", capitalised(&field.mention)));
        for part in field.text.split('\n') {
            line(&format!("    {part}"));
        }
        line("");
    }
    if signed(sending) {
        line(&format!("Signé par le greffier\u{a0}: {}", sending.checked_by));
    }
    line(&format!("Référence de l’envoi\u{a0}: {}", sending.key));
    text
}
