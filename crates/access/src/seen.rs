//! What the policies see: the caller as `moi`, and of the object only what concerns `moi`. Everyone else is absent, so
//! that two questions that differ by names alone are the same question, and no name ever enters an evaluation.
//!
//! This holds as long as policies ask of a set of people only whether it contains the principal; a test reads them for it.

use std::collections::HashSet;

use cedar_policy::{Entity, EntityId, EntityTypeName, EntityUid, RestrictedExpression as Value};
use greffe_chassis::Caller;
use uuid::Uuid;

use crate::{CaseRelations, Deliberation, Demand, Paper, Resource};

/// The one who asks, or the office for which they ask.
const ME: &str = "moi";
/// Anybody else, where an attribute must name somebody.
const OTHER: &str = "autre";

/// A caller and an object, without a name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Seen {
    roles: Vec<String>,
    chambres: Vec<String>,
    is_agent: bool,
    has_office: bool,
    object: Object,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Object {
    Court,
    Case(Case),
    Paper(Case, Sheet),
    Demand(Own),
    /// Its object is nil: nothing else of it is a name.
    Deliberation(Deliberation),
}

/// A demand, in relation to the caller.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Own {
    author: bool,
    /// `None` when it was deposited for no office.
    office: Option<bool>,
}

/// A case, in relation to the caller.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Case {
    known: bool,
    chambre: String,
    consulted: Vec<String>,
    rapporteur: bool,
    avocat_general: bool,
    office: bool,
    former_office: bool,
    follower: bool,
    granted: bool,
    habilitated: bool,
    emergency: bool,
    named: bool,
    recused: bool,
    distributed: bool,
    communicated: bool,
    sealed: bool,
}

/// A paper, in relation to the caller.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Sheet {
    class: u8,
    kind: String,
    author: bool,
    /// `None` when no office deposited it.
    depositor: Option<bool>,
    served: bool,
}

impl Seen {
    pub(crate) fn of(caller: &Caller, resource: Resource<'_>) -> Self {
        let known = |id: &str| Uuid::parse_str(id).ok().filter(|id| !id.is_nil());
        let me = Me { agent: known(&caller.agent_id), office: known(&caller.office_id) };
        let object = match resource {
            Resource::Court => Object::Court,
            Resource::Case(case) => Object::Case(me.case(case)),
            Resource::Paper(case, paper) => Object::Paper(me.case(case), me.paper(paper)),
            Resource::Demand(demand) => Object::Demand(me.demand(demand)),
            Resource::Deliberation(of) => Object::Deliberation(Deliberation { object: Uuid::nil(), ..*of }),
        };
        Self {
            roles: caller.roles.clone(),
            chambres: caller.chambres.clone(),
            is_agent: me.agent.is_some(),
            has_office: me.office.is_some(),
            object,
        }
    }

    /// The principal and the resource, as Cedar wants them.
    pub(crate) fn entities(&self) -> Result<(Entity, Entity), String> {
        let agent = entity(
            "Agent",
            vec![
                ("roles", strings(&self.roles)),
                ("chambres", strings(&self.chambres)),
                ("matricule", me_or(self.is_agent, "")),
                ("cabinet", me_or(self.has_office, "")),
            ],
        )?;
        let object = match &self.object {
            Object::Court => entity("Cour", Vec::new()),
            Object::Case(case) => {
                let mut attributes = case.attributes();
                attributes.push(("cabinets", me_in(case.office)));
                attributes.push(("anciensCabinets", me_in(case.former_office)));
                attributes.push(("suivis", me_in(case.follower)));
                attributes.push(("habilites", me_in(case.habilitated)));
                entity("Dossier", attributes)
            }
            Object::Paper(case, sheet) => {
                let mut attributes = case.attributes();
                attributes.push(("admis", me_in(case.granted)));
                attributes.push(("habilites", me_in(case.habilitated)));
                attributes.push(("admisEnUrgence", me_in(case.emergency)));
                attributes.push(("dossier", string(if case.known { OTHER } else { "" })));
                attributes.push(("classe", Value::new_long(i64::from(sheet.class))));
                attributes.push(("nature", string(&sheet.kind)));
                attributes.push(("auteur", me_or(sheet.author, OTHER)));
                attributes
                    .push(("cabinetDeposant", sheet.depositor.map_or(string(""), |own| me_or(own, OTHER))));
                attributes.push(("cabinetsServis", me_in(sheet.served)));
                entity("Piece", attributes)
            }
            Object::Demand(own) => entity(
                "Demande",
                vec![
                    ("auteur", me_or(own.author, OTHER)),
                    ("cabinetDeposant", own.office.map_or(string(""), |own| me_or(own, OTHER))),
                ],
            ),
            Object::Deliberation(of) => entity(
                "Delibere",
                vec![
                    ("rapporteur", Value::new_bool(of.rapporteur)),
                    ("formation", Value::new_bool(of.formation)),
                    ("president", Value::new_bool(of.president)),
                    ("doyen", Value::new_bool(of.doyen)),
                    ("parquet", Value::new_bool(of.parquet)),
                    ("recuse", Value::new_bool(of.recused)),
                    ("ferme", Value::new_bool(of.shut_out)),
                    ("prononce", Value::new_bool(of.pronounced)),
                    ("sien", Value::new_bool(of.own)),
                    ("partage", Value::new_bool(of.shared)),
                ],
            ),
        };
        Ok((agent, object?))
    }
}

/// Who the caller is, before names go.
struct Me {
    agent: Option<Uuid>,
    office: Option<Uuid>,
}

impl Me {
    fn agent_in(&self, agents: &[Uuid]) -> bool {
        self.agent.is_some_and(|me| agents.contains(&me))
    }

    fn office_in(&self, offices: &[Uuid]) -> bool {
        self.office.is_some_and(|mine| offices.contains(&mine))
    }

    fn case(&self, case: &CaseRelations) -> Case {
        Case {
            known: !case.dossier.is_nil(),
            chambre: case.chambre.clone(),
            consulted: case.chambres_consultees.clone(),
            rapporteur: self.agent_in(&case.rapporteurs),
            avocat_general: self.agent_in(&case.avocats_generaux),
            office: self.office_in(&case.offices),
            former_office: self.office_in(&case.former_offices),
            follower: self.agent_in(&case.followers),
            granted: self.agent_in(&case.granted),
            habilitated: self.agent_in(&case.habilitated),
            emergency: self.agent_in(&case.emergency),
            named: self.agent_in(&case.named),
            recused: self.agent_in(&case.recused),
            distributed: case.distributed,
            communicated: case.communicated,
            sealed: case.sealed,
        }
    }

    fn paper(&self, paper: &Paper) -> Sheet {
        Sheet {
            class: paper.class,
            kind: paper.kind.clone(),
            author: self.agent == Some(paper.author),
            depositor: paper.depositor.map(|office| self.office == Some(office)),
            served: self.office_in(&paper.offices),
        }
    }

    fn demand(&self, demand: &Demand) -> Own {
        Own {
            author: self.agent == Some(demand.author),
            office: demand.office.map(|office| self.office == Some(office)),
        }
    }
}

impl Case {
    fn attributes(&self) -> Vec<(&'static str, Value)> {
        vec![
            ("chambre", string(&self.chambre)),
            ("chambresConsultees", strings(&self.consulted)),
            ("rapporteurs", me_in(self.rapporteur)),
            ("avocatsGeneraux", me_in(self.avocat_general)),
            ("distribue", Value::new_bool(self.distributed)),
            ("communique", Value::new_bool(self.communicated)),
            ("scelle", Value::new_bool(self.sealed)),
            ("nommes", me_in(self.named)),
            ("recuses", me_in(self.recused)),
        ]
    }
}

fn entity(kind: &str, attributes: Vec<(&'static str, Value)>) -> Result<Entity, String> {
    let attributes = attributes.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Entity::new(uid(kind, ME)?, attributes, HashSet::new()).map_err(|e| e.to_string())
}

pub(crate) fn uid(kind: &str, id: &str) -> Result<EntityUid, String> {
    let name: EntityTypeName = format!("Greffe::{kind}").parse().map_err(|e| format!("{e}"))?;
    Ok(EntityUid::from_type_name_and_id(name, EntityId::new(id)))
}

fn string(value: &str) -> Value {
    Value::new_string(value.to_owned())
}

fn strings(values: &[String]) -> Value {
    Value::new_set(values.iter().map(|value| string(value)))
}

fn me_or(me: bool, other: &str) -> Value {
    string(if me { ME } else { other })
}

fn me_in(is: bool) -> Value {
    Value::new_set(is.then(|| string(ME)))
}
