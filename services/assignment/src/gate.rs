//! What the gate asks of assignment: who is designated, who waits to be, who may not be, who sits.

use greffe_bus::gate::{Asked, Part};
use greffe_chassis::{Result, SharedClock};
use greffe_distribution::{Rules, audience::barred};
use greffe_procedure::{
    catalogue::{self, ServiceFact},
    gate::Observed,
    symbol::Symbol,
};
use sqlx::{PgConnection, PgPool};
use uuid::Uuid;

use crate::{
    Assignments,
    distribution::{Case, impediments},
    store,
};

impl Part for Assignments {
    const PART: catalogue::Part = catalogue::Part::Assignment;

    fn parts(&self) -> (&PgPool, &SharedClock) {
        (&self.pool, &self.clock)
    }

    async fn observe(&self, tx: &mut PgConnection, asked: &Asked<'_>) -> Result<Vec<Observed>> {
        let case = &asked.case.relations;
        let mut found = Vec::new();
        let mut say = |fact, detail: String| found.push(Observed { fact, of: Symbol::NONE, detail });
        for kind in store::waiting(tx, case.dossier).await? {
            let label = asked.catalogue.type_named(&kind).map_or(kind.clone(), |ty| ty.label.clone());
            say(ServiceFact::DesignationWaits, format!("«\u{a0}{label}\u{a0}» attend d’être au journal."));
        }
        if case.rapporteurs.is_empty() {
            say(ServiceFact::NoRapporteur, "Aucun rapporteur n’est désigné.".into());
        }
        let both = case.rapporteurs.iter().filter(|id| case.avocats_generaux.contains(id));
        let designated: Vec<Uuid> = case.rapporteurs.iter().chain(&case.avocats_generaux).copied().collect();
        let agents = store::agents_by_id(tx, &designated).await?;
        let name = |id: &Uuid| {
            let agent = agents.iter().find(|agent| agent.agent_id == id.to_string());
            agent.map_or_else(|| "Une personne inconnue du registre".to_owned(), |a| a.display_name.clone())
        };
        for id in both {
            say(
                ServiceFact::Incompatible,
                format!("{} est désignée comme rapporteur et comme avocat général.", name(id)),
            );
        }
        // Where several chambers examine the case, whoever reports is of any of them.
        let known = Case::read(asked.case.clone(), asked.facts);
        let of_one = !known.is_of_several();
        for id in &designated {
            let agent = agents.iter().find(|agent| agent.agent_id == id.to_string());
            if agent.is_none_or(|agent| agent.suspended) {
                say(
                    ServiceFact::AgentSuspended,
                    format!("{} n’est plus en fonction au registre des agents.", name(id)),
                );
            }
            let reports = of_one && case.rapporteurs.contains(id) && !case.chambre.is_empty();
            let rapporteur = agent.filter(|_| reports);
            if rapporteur.is_some_and(|agent| !agent.chambres.contains(&case.chambre)) {
                say(
                    ServiceFact::OtherChamber,
                    format!("{} n’est pas membre de la chambre saisie au registre.", name(id)),
                );
            }
        }
        let facts = known.facts(&impediments(tx, &[case.dossier]).await?);
        let limits = Rules::newest();
        for id in &designated {
            if let Some(limit) = barred(&limits, &facts, *id) {
                let detail = format!("{} {} ({}).", name(id), limit.phrase, limit.texte);
                say(ServiceFact::Impeded, detail);
            }
        }
        for finding in self.composition(tx, case.dossier).await? {
            say(ServiceFact::BadComposition, format!("{} ({})", finding.phrase, finding.texte));
        }
        Ok(found)
    }
}
