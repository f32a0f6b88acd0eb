//! Joined dossiers of a takeover (CPC 367): a jonction and a disjonction of the former system are the acts that the product
//! records for one, in the journal of the head and by reference in each other, at their place among the acts of each. The
//! sender names dossiers by their numbers; the ids of those of one series are known before the first of them is read.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use greffe_chassis::{Failure, Kind, Result};
use greffe_contracts::{
    common::v1::Id,
    dossier::v1 as pb,
    events::v1::{ActRecorded, DisjonctionPrononcee, JonctionPrononcee, act_recorded::Body},
    stock,
};
use uuid::Uuid;

use crate::{
    case::groups,
    journal::Journal,
    law,
    numbering::{self, Number},
};

/// Dossiers that were ever joined with each other, and the acts that they have in common.
#[derive(Debug, Default)]
pub(super) struct Series {
    /// By year and sequence of their numbers.
    dossiers: HashMap<(i32, i32), Uuid>,
    /// Of each act by its key: the head, and the id that it bears there.
    acts: HashMap<String, (Uuid, Id)>,
}

/// The series of a run, with an id for each of their dossiers.
pub(super) fn of(run: &[pb::ImportDossiersRequest]) -> HashMap<String, Series> {
    let mut all: HashMap<String, Series> = HashMap::new();
    for one in run.iter().filter(|one| !one.series.is_empty()) {
        let written = one.opening.as_ref().map(|opening| opening.existing_number.as_str());
        // A number that does not read is refused when its dossier is.
        if let Ok((number, _)) = numbering::read("existing_number", written.unwrap_or_default()) {
            let series = all.entry(one.series.clone()).or_default();
            series.dossiers.entry((number.year, number.sequence)).or_insert_with(Uuid::now_v7);
        }
    }
    all
}

impl Series {
    /// The id of one of its dossiers.
    pub(super) fn dossier(&self, number: Number) -> Option<Uuid> {
        self.dossiers.get(&(number.year, number.sequence)).copied()
    }

    fn named(&self, field: &str, written: &str) -> Result<Uuid> {
        let (number, _) = numbering::read(field, written)?;
        self.dossier(number).ok_or_else(|| {
            let shown: String = written.chars().take(40).filter(|c| !c.is_control()).collect();
            apart(
                field,
                format!(
                    "Le dossier «\u{a0}{shown}\u{a0}» n’est pas repris avec celui-ci. Reprenez ensemble tous les dossiers que la jonction désigne."
                ),
            )
        })
    }
}

/// What is joined is not taken together.
pub(super) fn apart(field: &str, message: impl Into<String>) -> Failure {
    Failure::invalid("STK-009", field, message)
}

/// More is joined than is taken together. The dossiers under a head alone are fewer, and so of no other bound.
pub(super) fn too_long() -> Failure {
    Failure::invalid(
        "STK-011",
        "series",
        format!(
            "Les dossiers joints les uns aux autres sont plus de {}, ou comptent plus de {} actes\u{a0}: ils n’entrent pas d’un coup. Vérifiez les numéros de jonctions.csv, ou retirez-en une jonction et prononcez-la ensuite dans l’application, à son jour.",
            stock::SERIES_DOSSIERS_MAX,
            stock::SERIES_ACTS_MAX
        ),
    )
}

/// The act of a jonction or a disjonction, as this journal bears it: that of its head, or a reference to it.
///
/// # Errors
/// When it names a dossier that is not of the series, its day is not known, or it does not follow from what the journal says.
pub(super) fn join(
    journal: &Journal,
    mut fact: ActRecorded,
    joinder: &pb::StockJoinder,
    series: Option<&mut Series>,
) -> Result<ActRecorded> {
    let series = series.ok_or_else(|| {
        apart("joinder", "Ce dossier est joint, et n’est repris avec aucun autre. Reprenez-les ensemble.")
    })?;
    let head = series.named("joinder.head", &joinder.head)?;
    let mut others = BTreeSet::new();
    for number in &joinder.dossiers {
        others.insert(series.named("joinder.dossiers", number)?);
    }
    others.remove(&head);
    if others.is_empty() || journal.dossier != head && !others.contains(&journal.dossier) {
        return Err(apart(
            "joinder.dossiers",
            "La jonction ne désigne pas ce dossier, ou n’en désigne aucun autre. Indiquez le dossier de tête et ceux qui lui sont joints.",
        ));
    }
    if fact.dates.first().and_then(law::known_day).is_none() {
        return Err(Failure::invalid(
            "PAR-016",
            "prononce",
            "La date de la décision manque. Indiquez le jour où la jonction ou la disjonction a été prononcée.",
        ));
    }
    let standing = groups::membership(journal.dossier, &journal.facts).map(|standing| standing.head);
    let ids = others.iter().copied().map(Id::from);
    fact.body = Some(if joinder.leaving {
        if journal.dossier != head && standing != Some(head) {
            return Err(Failure::new(
                Kind::Refused,
                "PAR-019",
                "Ce dossier n’est pas joint à ce dossier de tête. Corrigez la disjonction, ou la jonction qui doit la précéder.",
            ));
        }
        Body::DisjonctionPrononcee(DisjonctionPrononcee { head: Some(head.into()), leaving: ids.collect() })
    } else {
        if standing.is_some() {
            return Err(Failure::new(
                Kind::Refused,
                "PAR-021",
                "Ce dossier est déjà joint à un dossier de tête. Une disjonction doit précéder cette jonction.",
            ));
        }
        let dossiers = std::iter::once(Id::from(head)).chain(ids).collect();
        Body::JonctionPrononcee(JonctionPrononcee { head: Some(head.into()), dossiers })
    });
    let (of, common) =
        *series.acts.entry(joinder.key.clone()).or_insert_with(|| (head, Uuid::now_v7().into()));
    if of != head || journal.facts.iter().any(|known| common_act(known) == Some(common.into())) {
        return Err(apart(
            "joinder.key",
            "Deux jonctions de la même série portent la même clé. Chacune a la sienne.",
        ));
    }
    if journal.dossier == head {
        fact.act_id = Some(common);
    } else {
        (fact.common_act, fact.common_head) = (Some(common), Some(head.into()));
    }
    // It concerns the dossiers as they are.
    fact.scope = None;
    Ok(fact)
}

/// The act of the head that an act is, or refers to.
fn common_act(fact: &ActRecorded) -> Option<Uuid> {
    fact.common_act.or(fact.act_id).map(Uuid::from)
}

/// Dossiers with the acts in common that their journals bear, and those that are joined to another.
#[derive(Debug, Default)]
pub(super) struct Borne {
    acts: HashSet<(Uuid, Option<Uuid>)>,
    joined: HashSet<Uuid>,
}

/// What the journals of a run bear.
pub(super) fn borne<'a>(journals: impl Iterator<Item = &'a Journal>) -> Borne {
    let mut borne = Borne::default();
    for journal in journals.filter(|journal| is_of_one(journal)) {
        let acts = journal.facts.iter().filter(|fact| groups::regroups(fact));
        borne.acts.extend(acts.map(|fact| (journal.dossier, common_act(fact))));
        if head(journal) != journal.dossier {
            borne.joined.insert(journal.dossier);
        }
    }
    borne
}

/// Whether each dossier that a journal's jonctions and disjonctions name bears them too, and its head stands under no other.
pub(super) fn whole(journal: &Journal, borne: &Borne) -> bool {
    let mut acts = journal.facts.iter().filter(|fact| groups::regroups(fact));
    let head = head(journal);
    (head == journal.dossier || !borne.joined.contains(&head))
        && acts.all(|fact| {
            touched(fact).iter().all(|id| borne.acts.contains(&(Uuid::from(*id), common_act(fact))))
        })
}

fn touched(fact: &ActRecorded) -> Vec<Id> {
    let (head, others) = match &fact.body {
        Some(Body::JonctionPrononcee(body)) => (body.head, &body.dossiers),
        Some(Body::DisjonctionPrononcee(body)) => (body.head, &body.leaving),
        _ => return Vec::new(),
    };
    head.into_iter().chain(others.iter().copied()).collect()
}

/// Whether a journal bears a jonction or a disjonction.
pub(super) fn is_of_one(journal: &Journal) -> bool {
    journal.facts.iter().any(groups::regroups)
}

/// The dossier under which a journal's stands: itself, where it is joined to none.
pub(super) fn head(journal: &Journal) -> Uuid {
    groups::membership(journal.dossier, &journal.facts).map_or(journal.dossier, |standing| standing.head)
}

/// The groups that the journals of a run say, by their heads, in the order of numbers.
pub(super) fn grouped<'a>(journals: impl Iterator<Item = &'a Journal>) -> HashMap<Uuid, pb::Group> {
    let (mut numbers, mut members) = (HashMap::new(), BTreeMap::new());
    for journal in journals.filter(|journal| is_of_one(journal)) {
        let number = groups::number(journal);
        if let Some(standing) = groups::membership(journal.dossier, &journal.facts) {
            let place = (journal.header.number_year, journal.header.number_seq);
            let member = pb::GroupMember {
                dossier_id: journal.dossier.to_string(),
                number: number.clone(),
                joined_on: standing.joined_on.map(|day| day.to_string()).unwrap_or_default(),
            };
            members.insert(place, (standing.head, member));
        }
        numbers.insert(journal.dossier, number);
    }
    let mut all: HashMap<Uuid, pb::Group> = HashMap::new();
    for (head, member) in members.into_values() {
        let group = all.entry(head).or_insert_with(|| pb::Group {
            head_id: head.to_string(),
            head_number: numbers.get(&head).cloned().unwrap_or_default(),
            ..Default::default()
        });
        group.members.push(member);
    }
    all
}
