//! What an act would change, said before it is recorded: nothing is written.

use greffe_access::{Action, Resource, decide};
use greffe_chassis::{Caller, Result, db};
use greffe_contracts::{common::v1::Finding, dossier::v1 as pb};
use greffe_procedure::consequences::{Consequence, consequences};

use crate::{
    Dossiers, access,
    case::{
        common::{Elsewhere, There, translated},
        groups,
    },
    decisions,
    journal::Journal,
    record::Wanted,
};

impl Dossiers {
    /// Derives the journal with and without the act, and tells the difference.
    pub(crate) async fn preview(&self, caller: &Caller, wanted: Wanted) -> Result<pb::PreviewActResponse> {
        let mut tx = db::begin(&self.pool).await?;
        let elsewhere = Elsewhere::of(&mut tx, wanted.dossier, &wanted.fact, wanted.reach(caller)).await?;
        let locked = elsewhere.lock(&mut tx, wanted.dossier).await?;
        let (journal, others) = locked.ok_or_else(access::unknown_case)?;
        tx.rollback().await?;
        let case = journal.relations();
        if !decide(caller, Action::LireDossier, Resource::Case(&case)).allowed {
            return Err(access::unknown_case());
        }
        if others
            .iter()
            .any(|there| !decide(caller, Action::LireDossier, Resource::Case(&there.relations())).allowed)
        {
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
        let weighed = others.iter().map(|there| self.weighed(&after, there)).collect::<Result<Vec<_>>>()?;
        answer.elsewhere = weighed.into_iter().flatten().collect();
        Ok(answer)
    }

    /// What the last act of a journal would change in another one; nothing where it would not enter.
    fn weighed(&self, own: &Journal, there: &Journal) -> Result<Option<pb::ConsequencesElsewhere>> {
        let Some(fact) = own.facts.last() else { return Ok(None) };
        let There::Act(mut copy) = translated(own, fact, there) else { return Ok(None) };
        let unfit = decisions::outcomes_hold(there, &mut copy).err();
        let (now, today) = (self.clock.now(), self.clock.today());
        let mut after = there.clone();
        let act = after.push(now, *copy)?.clone();
        let refused = unfit.or_else(|| there.law.admit(&there.acts, &act, now).err());
        let before = there.law.derive(&there.acts, today);
        let said = consequences(there.law.catalogue, &before, &there.law.derive(&after.acts, today));
        Ok(Some(pb::ConsequencesElsewhere {
            dossier_id: there.dossier.to_string(),
            number: groups::number(there),
            consequences: said.into_iter().map(told).collect(),
            refusal: refused.as_ref().map(refusal),
        }))
    }
}

/// A difference, as it travels.
pub fn told(c: Consequence) -> pb::Consequence {
    pb::Consequence { kind: c.kind.to_owned(), change: c.change.to_owned(), text: c.text, basis: c.article }
}

pub(crate) fn refusal(failure: &greffe_chassis::Failure) -> Finding {
    Finding {
        code: failure.code.to_string(),
        severity: "bloquante".into(),
        message: failure.message.clone(),
        field: failure.violations.first().map(|v| v.field.clone()).unwrap_or_default(),
        ..Default::default()
    }
}
