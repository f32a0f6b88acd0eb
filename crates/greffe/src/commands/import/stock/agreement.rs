//! What an extract says of a dossier beside what Greffe holds of it, field by field: pure. What Greffe recorded since is told
//! apart from what contradicts.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use greffe_contracts::{
    common::v1::NamedDate,
    dossier::v1 as pb,
    events::v1::{ActRecorded, act_recorded::Body},
    kind_of, value_of,
};
use jiff::civil::Date;
use uuid::Uuid;

use super::build::{Built, office_id};

/// Acts that a declaration makes by itself, and those of parties too many for one.
const OPENING: &[&str] = &[
    "pourvoi_forme",
    "saisine_recue",
    "requete_deposee",
    "pourvoi_enregistre",
    "saisine_enregistree",
    "parties_declarees",
    "avocat_constitue",
    "decision_notifiee",
];
/// A date that is not known, or that an act does not bear.
const UNKNOWN: &str = "inconnue";

/// A dossier as Greffe holds it.
#[derive(Debug, Default)]
pub struct Held {
    /// Its view.
    pub dossier: pb::Dossier,
    /// Acts that stand in its journal, the oldest first.
    pub acts: Vec<ActRecorded>,
    /// The nearest term that is open, an ISO day, with its label; asked for where the extract says one.
    pub next: Option<(String, String)>,
}

/// What a comparison found.
#[derive(Debug, Default)]
pub struct Compared {
    /// Dossiers of the extract that could be read.
    pub dossiers: usize,
    /// Those that Greffe does not have.
    pub absent: usize,
    /// Kept out of the comparison by their defects, told in the report.
    pub kept_out: usize,
    /// Number, field, former system, Greffe.
    pub differences: Vec<[String; 4]>,
    /// Acts that Greffe alone has: recorded since.
    pub since: usize,
}

impl Compared {
    /// Whether nothing contradicts.
    #[must_use]
    pub fn agree(&self) -> bool {
        self.absent == 0 && self.differences.is_empty()
    }

    /// In words, every difference in it.
    #[must_use]
    pub fn words(&self) -> String {
        let mut out = String::new();
        for [number, field, former, greffe] in &self.differences {
            out.push_str(&format!("{number} · {field} · antérieur « {former} » · Greffe « {greffe} »\n"));
        }
        out.push_str(&self.figures());
        out
    }

    /// How many, and nothing that names anyone.
    #[must_use]
    pub fn figures(&self) -> String {
        format!(
            "{} dossiers comparés, {} absents de Greffe, {} écartés par leurs défauts, {} différences, {} actes enregistrés depuis dans Greffe.",
            self.dossiers,
            self.absent,
            self.kept_out,
            self.differences.len(),
            self.since
        )
    }

    /// A dossier that Greffe does not have.
    pub fn missing(&mut self, number: &str) {
        self.absent += 1;
        self.differs(number, "dossier", "présent", "absent");
    }

    /// A dossier that both have, today.
    pub fn both(&mut self, number: &str, former: &Built, held: &Held, today: Date) {
        self.head(number, &former.request, &held.dossier);
        self.counsel(number, former, &held.dossier);
        self.acts(number, &former.request.acts, &held.acts);
        if !former.terms.is_empty() {
            let coming = former.terms.iter().filter(|(day, _)| *day >= today).min();
            let coming = coming.map(|(day, label)| (day.to_string(), label.clone()));
            if coming.as_ref().map(|(day, _)| day) != held.next.as_ref().map(|(day, _)| day) {
                self.differs(number, "prochaine_echeance", &term(coming.as_ref()), &term(held.next.as_ref()));
            }
        }
    }

    fn differs(&mut self, number: &str, field: &str, former: &str, greffe: &str) {
        if former != greffe {
            self.differences.push([number, field, former, greffe].map(str::to_owned));
        }
    }

    fn head(&mut self, number: &str, wanted: &pb::ImportDossiersRequest, held: &pb::Dossier) {
        let opening = wanted.opening.clone().unwrap_or_default();
        self.differs(number, "procedure", &opening.procedure, &held.procedure);
        self.differs(number, "matiere", &opening.matter, &held.matter);
        let formed = opening.formed.as_ref().and_then(|date| value_of(date).day());
        let formed = formed.map(|day| day.to_string()).unwrap_or_default();
        self.differs(number, "forme_le", &formed, &held.formed_on);
        let former: Vec<String> = opening.parties.iter().map(name_of).collect();
        let former = opening.parties.iter().zip(&former);
        let former = former.map(|(p, name)| [p.role.as_str(), name, &p.residence]);
        let greffe = held.parties.iter().map(|p| [p.role.as_str(), p.name.as_str(), p.residence.as_str()]);
        self.differs(number, "parties", &listed(former), &listed(greffe));
        let former = opening.decisions.iter();
        let former = former.map(|d| [d.court.as_str(), &d.section, &d.rendered_on, &d.case_number]);
        let greffe = held.decisions.iter();
        let greffe = greffe.map(|d| [d.court.as_str(), &d.section, &d.rendered_on, &d.case_number]);
        self.differs(number, "decisions_attaquees", &listed(former), &listed(greffe));
    }

    /// Who represents each party today. Parties that one alone has are told with the parties.
    fn counsel(&mut self, number: &str, former: &Built, held: &pb::Dossier) {
        let mut names: HashMap<String, &str> =
            held.offices.iter().map(|office| (office.office_id.clone(), office.name.as_str())).collect();
        names.extend(former.offices.iter().map(|name| (office_id(name).to_string(), name.as_str())));
        let opening = former.request.opening.iter().flat_map(|opening| &opening.parties);
        let mut offices: Vec<BTreeSet<String>> = Vec::new();
        let mut parties = Vec::new();
        for party in opening {
            parties.push(name_of(party));
            offices.push(Some(party.office_id.clone()).filter(|id| !id.is_empty()).into_iter().collect());
        }
        for act in &former.request.acts {
            let (office, comes) = match act.act.as_ref().and_then(|fact| fact.body.as_ref()) {
                Some(Body::AvocatConstitue(body)) => (body.office_id, true),
                Some(Body::AvocatDecharge(body)) => (body.office_id, false),
                _ => continue,
            };
            let office = office.map(Uuid::from).unwrap_or_default().to_string();
            for at in &act.parties {
                let Some(of) = offices.get_mut(*at as usize) else { continue };
                if comes {
                    of.insert(office.clone());
                } else {
                    of.remove(&office);
                }
            }
        }
        let former =
            parties.iter().map(String::as_str).zip(offices.iter().map(|ids| ids.iter().collect::<Vec<_>>()));
        let greffe = held.parties.iter().map(|p| (p.name.as_str(), p.office_ids.iter().collect::<Vec<_>>()));
        let (former, greffe) = (represented(former, &names), represented(greffe, &names));
        for (party, by) in &former {
            if let Some(here) = greffe.get(party) {
                self.differs(number, "avocats", &format!("{party}, {by}"), &format!("{party}, {here}"));
            }
        }
    }

    /// Each act of the extract is in the journal, at its dates; those that the journal has besides came since.
    fn acts(&mut self, number: &str, former: &[pb::StockAct], held: &[ActRecorded]) {
        let mut left: Vec<(&str, &[NamedDate])> =
            held.iter().map(|act| (act.kind.as_str(), act.dates.as_slice())).collect();
        let mut others = Vec::new();
        // Those alike first: of two of a type, the one that was changed is told, and not the other.
        for act in former {
            let Some(kind) = kind(act) else { continue };
            let dates = act.act.as_ref().map(|fact| fact.dates.as_slice()).unwrap_or_default();
            let alike = |held: &(&str, &[NamedDate])| {
                held.0 == kind && dates.iter().all(|date| day(date) == day_named(held.1, &date.name))
            };
            match left.iter().position(alike) {
                Some(at) => {
                    left.remove(at);
                }
                None => others.push((kind, dates)),
            }
        }
        for (kind, dates) in others {
            // What the declaration made is no other act than itself.
            let same = |held: &(&str, &[NamedDate])| held.0 == kind && !OPENING.contains(&kind);
            match left.iter().position(same).map(|at| left.remove(at).1) {
                Some(held) => {
                    for date in dates {
                        let (field, here) =
                            (format!("actes.{kind}.{}", date.name), day_named(held, &date.name));
                        self.differs(number, &field, &day(date), &here);
                    }
                }
                None => {
                    let dated = dates.iter().map(|date| format!("{} {}", date.name, day(date)));
                    let said: Vec<String> = std::iter::once(kind.to_owned()).chain(dated).collect();
                    self.differs(number, "actes", &said.join(", "), "");
                }
            }
        }
        self.since += left.iter().filter(|(kind, _)| !OPENING.contains(kind)).count();
    }
}

/// The type of an act of an extract.
fn kind(act: &pb::StockAct) -> Option<&'static str> {
    match &act.joinder {
        Some(joinder) if joinder.leaving => Some("disjonction_prononcee"),
        Some(_) => Some("jonction_prononcee"),
        None => act.act.as_ref().and_then(|act| act.body.as_ref()).map(kind_of),
    }
}

fn day(date: &NamedDate) -> String {
    value_of(date).day().map_or_else(|| UNKNOWN.to_owned(), |day| day.to_string())
}

fn day_named(dates: &[NamedDate], name: &str) -> String {
    dates.iter().find(|date| date.name == name).map_or_else(|| UNKNOWN.to_owned(), day)
}

fn name_of(party: &pb::PartyInput) -> String {
    let person = party.person.clone().unwrap_or_default();
    let names = [person.first_names, person.name];
    names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Rows in no order.
fn listed<'a, const N: usize>(all: impl Iterator<Item = [&'a str; N]>) -> String {
    let mut all: Vec<String> = all.map(|one| one.join(", ")).collect();
    all.sort();
    all.join(" ; ")
}

/// By the name of each party, the offices that represent it; namesakes are told together.
fn represented<'a>(
    parties: impl Iterator<Item = (&'a str, Vec<&'a String>)>,
    names: &HashMap<String, &str>,
) -> BTreeMap<String, String> {
    let mut all: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (party, offices) in parties {
        let mut named: Vec<&str> =
            offices.into_iter().map(|id| names.get(id).copied().unwrap_or(id)).collect();
        named.sort_unstable();
        let said = if named.is_empty() { "sans avocat".to_owned() } else { named.join(" et ") };
        all.entry(party.to_owned()).or_default().push(said);
    }
    let told = all.into_iter().map(|(party, mut said)| {
        said.sort();
        (party, said.join(" ; "))
    });
    told.collect()
}

fn term(of: Option<&(String, String)>) -> String {
    match of {
        None => "aucune".to_owned(),
        Some((day, label)) if label.is_empty() => day.clone(),
        Some((day, label)) => format!("{day} ({label})"),
    }
}
