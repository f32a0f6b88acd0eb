//! What is stored, against what the owner's journal implies: pure, and naming each difference.

use std::collections::HashMap;

use greffe_access::relations;
use greffe_bus::replica::digest;
use greffe_contracts::{
    act_to_law, deadline::v1 as deadline, dossier::v1::StreamJournalsResponse, events::v1::ActRecorded,
    notification::v1 as notification, number_of,
};
use greffe_procedure::{
    act::Act,
    catalogue::Catalogue,
    day::Day,
    derivation::{Deadline, Derivation, Status, Task},
    derive::derive,
    explain::explain,
    ids::DossierId,
    numbers::PourvoiNumber,
    profile::CourtProfile,
};
use jiff::civil::Date;
use uuid::Uuid;

use super::notices;

/// Roles whose work is that of one chamber, and who does it while the case has none.
const OF_A_CHAMBER: &[&str] = &["greffe_chambre", "president", "magistrat_siege"];
const BEFORE_A_CHAMBER: &str = "greffe_central";

/// A journal as its owner stores it, with what the law reads in it.
pub struct Journal {
    /// The dossier.
    pub dossier: Uuid,
    /// Printed number, or the identifier while none is given.
    pub number: String,
    version: u64,
    stage: String,
    facts: Vec<ActRecorded>,
    acts: Vec<Act>,
    today: Date,
    now: Derivation,
    catalogue: &'static Catalogue,
    profile: &'static CourtProfile,
}

/// What one dossier is compared with.
#[derive(Default)]
pub struct Replicas {
    /// Of the deadline service.
    pub deadline: Option<deadline::StreamReplicasResponse>,
    /// Of the notification service.
    pub notification: Option<notification::StreamReplicasResponse>,
}

impl Journal {
    /// Reads a journal as it came.
    ///
    /// # Errors
    /// With the difference that it is, when the law cannot read it.
    pub fn read(
        sent: StreamJournalsResponse,
        catalogue: &'static Catalogue,
        today: Date,
    ) -> Result<Self, String> {
        let profile = CourtProfile::embedded();
        let dossier = Uuid::parse_str(&sent.dossier_id)
            .map_err(|_| format!("identifiant illisible : {}", sent.dossier_id))?;
        let acts = sent.acts.iter().map(|fact| act_to_law(catalogue, fact)).collect::<Result<Vec<_>, _>>();
        let acts = acts
            .map_err(|error| format!("dossier {dossier} : le journal ne se lit pas ({})", error.message))?;
        let now = derive(catalogue, profile, &acts, Day::from_date(today));
        let number = sent.acts.iter().filter_map(|fact| fact.body.as_ref()).find_map(number_of);
        let number = number.and_then(|(year, sequence)| PourvoiNumber::new(year, sequence));
        let number = number.map_or_else(|| dossier.to_string(), |number| number.to_string());
        Ok(Self {
            dossier,
            number,
            version: sent.version,
            stage: sent.stage,
            facts: sent.acts,
            acts,
            today,
            now,
            catalogue,
            profile,
        })
    }

    /// Everything that differs, each in a sentence.
    #[must_use]
    pub fn differences(&self, with: &Replicas) -> Vec<String> {
        let mut found = self.projection();
        match &with.deadline {
            None => found.push("échéances : aucune réplique de ce dossier".to_owned()),
            Some(replica) => {
                let held = Held {
                    of: "échéances",
                    cursor: replica.cursor,
                    count: replica.act_count,
                    sha256: &replica.acts_sha256,
                };
                found.extend(self.replica(&held));
                if replica.cursor == self.version {
                    found.extend(self.deadlines(replica));
                }
            }
        }
        match &with.notification {
            None => found.push("tâches : aucune réplique de ce dossier".to_owned()),
            Some(replica) => {
                let held = Held {
                    of: "tâches",
                    cursor: replica.cursor,
                    count: replica.act_count,
                    sha256: &replica.acts_sha256,
                };
                found.extend(self.replica(&held));
                if replica.cursor == self.version {
                    found.extend(self.tasks(replica));
                    found.extend(self.notices(replica));
                }
            }
        }
        found.extend(self.forgotten(with));
        found
    }

    /// The journal has no gap, and the row of the dossier says what the journal says.
    fn projection(&self) -> Vec<String> {
        let mut found = Vec::new();
        if let Some((at, fact)) =
            self.facts.iter().enumerate().find(|(at, fact)| fact.version != *at as u64 + 1)
        {
            found.push(format!("journal : l’acte de rang {} porte la version {}", at + 1, fact.version));
        }
        if self.facts.len() as u64 != self.version {
            found.push(format!("journal : {} actes, le dossier dit {}", self.facts.len(), self.version));
        }
        if self.now.stage.as_str() != self.stage {
            found.push(format!(
                "stade : enregistré {}, le journal dit {}",
                quoted(&self.stage),
                quoted(self.now.stage.as_str())
            ));
        }
        found
    }

    fn replica(&self, held: &Held<'_>) -> Vec<String> {
        let mut found = Vec::new();
        if held.cursor != self.version {
            found.push(format!("{} : curseur à {}, le journal est à {}", held.of, held.cursor, self.version));
        }
        if u64::from(held.count) != self.facts.len() as u64 {
            found.push(format!(
                "{} : la réplique tient {} actes, le journal {}",
                held.of,
                held.count,
                self.facts.len()
            ));
        } else if held.sha256 != digest(&self.facts) {
            found.push(format!(
                "{} : un acte de la réplique diffère de celui du journal (empreinte {})",
                held.of,
                brief(held.sha256)
            ));
        }
        found
    }

    /// Notices as they are derived for the day of the replica, against those kept.
    fn notices(&self, replica: &notification::StreamReplicasResponse) -> Vec<String> {
        let derived = self.derived_for(&replica.derived_for);
        let chambre = relations::of(self.dossier, &self.facts).chambre;
        let heads = notices::Heads::of(&self.facts);
        let owed = derived.notices.iter().filter_map(|notice| {
            let ty = self.catalogue.notice_of(notice)?;
            Some(notification::Notice {
                notice_id: notice.key.id("avis", DossierId(self.dossier)).to_string(),
                notice: ty.id.as_str().to_owned(),
                label: ty.label.clone(),
                article: ty.article.clone(),
                party_id: notice.key.party.map(|party| party.to_string()).unwrap_or_default(),
                act_id: heads.of_root(notice.key.root.0).to_string(),
                due: notice.due.map(|day| day.to_string()).unwrap_or_default(),
                derived: notice.status.as_str().to_owned(),
                sender: ty.by.as_str().to_owned(),
                mentions: ty.mentions.clone(),
                chambre: chambre.clone(),
                ..Default::default()
            })
        });
        notices::differences(owed.collect(), replica, &self.facts)
    }

    fn derived_for(&self, day: &str) -> Derivation {
        let (catalogue, profile) = (self.catalogue, self.profile);
        match day.parse::<Day>() {
            Ok(day) => derive(catalogue, profile, &self.acts, day),
            Err(_) => self.now.clone(),
        }
    }

    /// The day of a derivation has come and gone.
    fn late(&self, of: &str, derived: &Derivation) -> Option<String> {
        let change = derived.next_change.filter(|day| *day <= Day::from_date(self.today))?;
        Some(format!(
            "{of} : dérivées pour le {}, le changement du {} n’a pas été calculé",
            derived.as_of.long(),
            change.long()
        ))
    }

    fn deadlines(&self, replica: &deadline::StreamReplicasResponse) -> Vec<String> {
        let derived = self.derived_for(&replica.derived_for);
        let mut stored: HashMap<&str, &deadline::Deadline> =
            replica.deadlines.iter().map(|d| (d.deadline_id.as_str(), d)).collect();
        let mut found = Vec::new();
        for expected in &derived.deadlines {
            let expected = self.described(expected);
            match stored.remove(expected.deadline_id.as_str()) {
                None => found.push(format!(
                    "échéance {} : absente ({})",
                    quoted(&expected.label),
                    expected.deadline_id
                )),
                Some(stored) => found.extend(of_deadline(stored, &expected)),
            }
        }
        found.extend(stored.values().map(|extra| {
            format!(
                "échéance {} : de trop, le journal ne la fonde pas ({})",
                quoted(&extra.label),
                extra.deadline_id
            )
        }));
        found.extend(self.late("échéances", &derived));
        found
    }

    fn described(&self, deadline: &Deadline) -> deadline::Deadline {
        let (catalogue, profile) = (self.catalogue, self.profile);
        let rule = catalogue.rule_of(deadline);
        let text = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let (met_by, met_on) = match deadline.status {
            Status::Met { by, on } | Status::Late { by, on } => (by.to_string(), on.to_string()),
            _ => Default::default(),
        };
        let steps = explain(catalogue, profile, &self.acts, deadline);
        deadline::Deadline {
            deadline_id: deadline.key.id("echeance", DossierId(self.dossier)).to_string(),
            rule: deadline.key.rule.as_str().to_owned(),
            label: rule.map(|r| r.label.clone()).unwrap_or_default(),
            status: deadline.status.as_str().to_owned(),
            due: text(deadline.due),
            raw: text(deadline.raw),
            alert: text(deadline.alert),
            ambiguous: deadline.ambiguous,
            missing: catalogue.missing_of(deadline).into_iter().collect(),
            party_id: deadline.key.party.map(|p| p.to_string()).unwrap_or_default(),
            pourvoi_id: deadline.key.pourvoi.map(|p| p.to_string()).unwrap_or_default(),
            trigger_act_id: deadline.trigger.to_string(),
            met_by_act_id: met_by,
            met_on,
            steps: steps.into_iter().map(|s| deadline::Step { text: s.text, basis: s.basis }).collect(),
            ..Default::default()
        }
    }

    fn tasks(&self, replica: &notification::StreamReplicasResponse) -> Vec<String> {
        let derived = self.derived_for(&replica.derived_for);
        let chambre = relations::of(self.dossier, &self.facts).chambre;
        let mut stored: HashMap<&str, &notification::Task> =
            replica.tasks.iter().map(|t| (t.task_id.as_str(), t)).collect();
        let mut found = Vec::new();
        for expected in &derived.tasks {
            let expected = self.owed(expected, &chambre);
            match stored.remove(expected.task_id.as_str()) {
                None => {
                    found.push(format!("tâche {} : absente ({})", quoted(&expected.label), expected.task_id))
                }
                Some(stored) => found.extend(of_task(stored, &expected)),
            }
        }
        found.extend(stored.values().map(|extra| {
            format!(
                "tâche {} : de trop, le journal ne la fonde pas ({})",
                quoted(&extra.label),
                extra.task_id
            )
        }));
        found.extend(self.late("tâches", &derived));
        found
    }

    fn owed(&self, task: &Task, chambre: &str) -> notification::Task {
        let ty = self.catalogue.task_of(task);
        let role = task.role.as_str();
        let of_chamber = OF_A_CHAMBER.contains(&role);
        let chambre = match task.chambre {
            Some(consulted) => consulted.as_str(),
            None => chambre,
        };
        notification::Task {
            task_id: task.key.id("tache", DossierId(self.dossier)).to_string(),
            code: task.key.rule.as_str().to_owned(),
            label: ty.map(|t| t.label.clone()).unwrap_or_default(),
            severity: task.severity.as_str().to_owned(),
            role: if of_chamber && chambre.is_empty() { BEFORE_A_CHAMBER } else { role }.to_owned(),
            chambre: if of_chamber { chambre.to_owned() } else { String::new() },
            due: task.due.map(|day| day.to_string()).unwrap_or_default(),
            party_id: task.key.party.map(|p| p.to_string()).unwrap_or_default(),
            ..Default::default()
        }
    }

    /// An open dossier that no stored task and no stored term keeps from being forgotten.
    fn forgotten(&self, with: &Replicas) -> Option<String> {
        let terminal = self.catalogue.stage(self.now.stage).is_some_and(|stage| stage.terminal);
        let live = |status: &str| matches!(status, "ouverte" | "interrompue" | "indeterminee");
        let waited = with.deadline.iter().flat_map(|r| &r.deadlines).any(|d| live(&d.status));
        let owed = with.notification.iter().any(|r| !r.tasks.is_empty());
        let kept = terminal || waited || owed;
        (!kept).then(|| {
            "dossier ouvert sans tâche ni échéance vivante : rien ne le rappellera à personne".to_owned()
        })
    }
}

struct Held<'a> {
    of: &'static str,
    cursor: u64,
    count: u32,
    sha256: &'a str,
}

fn of_deadline(stored: &deadline::Deadline, expected: &deadline::Deadline) -> Vec<String> {
    let missing = |d: &deadline::Deadline| d.missing.join(", ");
    let ambiguous =
        |d: &deadline::Deadline| if d.ambiguous { "deux lectures" } else { "une lecture" }.to_owned();
    let why = |d: &deadline::Deadline| {
        d.steps.iter().map(|s| format!("{} [{}]", s.text, s.basis)).collect::<Vec<_>>().join(" ")
    };
    let fields = [
        ("règle", stored.rule.clone(), expected.rule.clone()),
        ("état", stored.status.clone(), expected.status.clone()),
        ("terme", stored.due.clone(), expected.due.clone()),
        ("terme brut", stored.raw.clone(), expected.raw.clone()),
        ("jour de prudence", stored.alert.clone(), expected.alert.clone()),
        ("lectures de la loi", ambiguous(stored), ambiguous(expected)),
        ("information manquante", missing(stored), missing(expected)),
        ("partie", stored.party_id.clone(), expected.party_id.clone()),
        ("pourvoi", stored.pourvoi_id.clone(), expected.pourvoi_id.clone()),
        ("acte de départ", stored.trigger_act_id.clone(), expected.trigger_act_id.clone()),
        ("acte qui satisfait", stored.met_by_act_id.clone(), expected.met_by_act_id.clone()),
        ("jour de satisfaction", stored.met_on.clone(), expected.met_on.clone()),
        ("explication", why(stored), why(expected)),
    ];
    unequal(&format!("échéance {}", quoted(&expected.label)), fields)
}

fn of_task(stored: &notification::Task, expected: &notification::Task) -> Vec<String> {
    let fields = [
        ("code", stored.code.clone(), expected.code.clone()),
        ("libellé", stored.label.clone(), expected.label.clone()),
        ("gravité", stored.severity.clone(), expected.severity.clone()),
        ("rôle", stored.role.clone(), expected.role.clone()),
        ("chambre", stored.chambre.clone(), expected.chambre.clone()),
        ("terme", stored.due.clone(), expected.due.clone()),
        ("partie", stored.party_id.clone(), expected.party_id.clone()),
    ];
    unequal(&format!("tâche {}", quoted(&expected.label)), fields)
}

pub(super) fn unequal<const N: usize>(of: &str, fields: [(&str, String, String); N]) -> Vec<String> {
    let said = |value: String| if value.is_empty() { "rien".to_owned() } else { quoted(&value) };
    let differ = fields.into_iter().filter(|(_, stored, expected)| stored != expected);
    differ
        .map(|(name, stored, expected)| {
            format!("{of}, {name} : enregistré {}, recalculé {}", said(stored), said(expected))
        })
        .collect()
}

pub(super) fn quoted(text: &str) -> String {
    format!("« {text} »")
}

fn brief(sha256: &str) -> &str {
    sha256.get(..12).unwrap_or(sha256)
}
