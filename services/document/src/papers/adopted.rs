//! The body of an arrêt that takes up the projet which the formation adopted: its front and its signatures are the template's, its
//! number, debates, rapporteur and avocat général those of the journal ([`super::judged`]).

use greffe_access::{Action, Resource, decide};
use greffe_chassis::{Caller, Failure, Result};
use greffe_contracts::{
    dossier::v1::Dossier,
    events::v1::{ActRecorded, act_recorded::Body},
};
use greffe_render::{Content, Open, Origin, Template, Values};
use jiff::Timestamp;
use uuid::Uuid;

use super::{
    Papers,
    fill::{Known, value},
    judged::standing,
};
use crate::{
    deliberation::{closed, print::parts},
    read::case,
};

/// The field that holds it.
const BODY: &str = "corps";
/// Its source: the id of a projet would tell its reader when that was opened.
const ADOPTED: &str = "projet_adopte";
/// The first title of a decision; what stands before it says who asks what against whom, as the front of an arrêt does.
const FACTS: &str = "faits et procédure";
/// What the editor puts before it (`web/src/pages/delibere/structure.ts`): these paragraphs and no others are not printed twice.
const OPENING: [&str; 3] = ["Pourvoi n°", "Avocats constitués", "Sur le rapport de "];
const FORMED: &str = " formé le pourvoi n°";
/// How a dispositif opens.
const ORDERS: [&str; 2] = ["PAR CES MOTIFS", "EN CONSÉQUENCE"];

/// Whether a template takes up the projet that was adopted.
pub(super) fn takes_up(template: &Template) -> bool {
    template.open == Open::Prononce && template.fields.iter().any(|field| field.name == BODY)
}

impl Papers {
    /// Puts in the text that the formation adopted, as the enclave lets it go.
    ///
    /// # Errors
    /// `DEL-009` where there is no enclave; what the enclave refuses.
    pub(super) async fn adopted(&self, known: &mut Known, caller: &Caller, of: &Dossier) -> Result<()> {
        let enclave = self.enclave.as_ref().ok_or_else(closed)?;
        let dossier = Uuid::parse_str(&of.dossier_id).map_err(Failure::internal)?;
        let decision = {
            let mut connection = self.documents.pool.acquire().await?;
            let relations = case(&mut connection, Some(dossier)).await?;
            decide(caller, Action::ReprendreProjet, Resource::Case(&relations))
        };
        let text = enclave.adopted(caller, dossier, decision, retracted(&self.facts(of).await?)).await?;
        known.put(BODY, Content::Liste(body(&text, ADOPTED)), Origin::Acte, ADOPTED);
        Ok(())
    }
}

/// When the journal learnt of the last decision that was taken back: the formation deliberates anew, and says what it adopts then.
#[must_use]
pub fn retracted(facts: &[ActRecorded]) -> Option<Timestamp> {
    let acts = standing(facts).into_iter();
    let rabats = acts.filter(|act| matches!(act.body, Some(Body::ArretRabattu(_))));
    // One of no known instant takes back all that was said.
    let instant = |act: &ActRecorded| {
        let at = act.recorded_at.as_ref()?;
        Timestamp::new(at.seconds, at.nanos).ok()
    };
    rabats.map(|act| instant(act).unwrap_or(Timestamp::MAX)).max()
}

/// The parts of an adopted text, as an arrêt prints them: without what the front says of who asks what, where it has the first title of a
/// decision; the words that open the dispositif as a title.
pub fn body(text: &str, id: &str) -> Vec<Values> {
    let mut rows = parts(text, id);
    let first = rows.iter().position(|row| said(row, "nature") == "titre");
    if let Some(first) = first.filter(|first| said(&rows[*first], "texte").to_lowercase().starts_with(FACTS))
    {
        let rest = rows.split_off(first);
        rows.retain(|row| !is_opening(row));
        rows.extend(rest);
    }
    for row in &mut rows {
        let (nature, words) = (said(row, "nature"), said(row, "texte"));
        let opens = |opening: &&str| {
            words.strip_prefix(*opening).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
        };
        let opens = ORDERS.iter().any(opens);
        if nature == "paragraphe" && opens && words.ends_with(':') && !words.contains('\n') {
            row.insert("nature".into(), value(Content::Texte("titre".into()), Origin::Acte, id));
        }
    }
    rows
}

/// Whether a part says what the front of an arrêt says.
fn is_opening(row: &Values) -> bool {
    let words = said(row, "texte");
    said(row, "nature") == "paragraphe"
        && (words.contains(FORMED) || OPENING.iter().any(|opening| words.starts_with(opening)))
}

fn said<'a>(row: &'a Values, field: &str) -> &'a str {
    match row.get(field).map(|value| &value.content) {
        Some(Content::Texte(text)) => text,
        _ => "",
    }
}
