//! What an act would change, said before it is recorded: nothing is written.

use greffe_access::{Action, Resource, decide};
use greffe_chassis::{Caller, Result, db};
use greffe_contracts::{common::v1::Finding, dossier::v1 as pb};
use greffe_procedure::consequences::{Consequence, consequences};

use crate::{Dossiers, access, journal::Journal, record::Wanted};

impl Dossiers {
    /// Derives the journal with and without the act, and tells the difference.
    pub(crate) async fn preview(&self, caller: &Caller, wanted: Wanted) -> Result<pb::PreviewActResponse> {
        let mut tx = db::begin(&self.pool).await?;
        let journal = Journal::lock(&mut tx, wanted.dossier).await?.ok_or_else(access::unknown_case)?;
        tx.rollback().await?;
        let case = journal.relations();
        if !decide(caller, Action::LireDossier, Resource::Case(&case)).allowed {
            return Err(access::unknown_case());
        }
        // A correction may be weighed before its motive is written.
        let fact = self.prepare(caller, &journal, &wanted, "essai")?;
        let today = self.clock.today();
        let before = journal.law.derive(&journal.acts, today);
        let mut after = journal.clone();
        let act = after.push(self.clock.now(), fact)?.clone();
        let mut answer = pb::PreviewActResponse { version: journal.version(), ..Default::default() };
        match journal.law.admit(&journal.acts, &act, self.clock.now()) {
            Ok(findings) => answer.findings = findings,
            Err(refused) => answer.refusal = Some(refusal(&refused)),
        }
        let derived = journal.law.derive(&after.acts, today);
        let said = consequences(journal.law.catalogue, &before, &derived);
        answer.consequences = said.into_iter().map(told).collect();
        Ok(answer)
    }
}

/// A difference, as it travels.
pub fn told(c: Consequence) -> pb::Consequence {
    pb::Consequence { kind: c.kind.to_owned(), change: c.change.to_owned(), text: c.text, basis: c.article }
}

fn refusal(failure: &greffe_chassis::Failure) -> Finding {
    Finding {
        code: failure.code.to_string(),
        severity: "bloquante".into(),
        message: failure.message.clone(),
        field: failure.violations.first().map(|v| v.field.clone()).unwrap_or_default(),
        ..Default::default()
    }
}
