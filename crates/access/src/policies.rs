//! The policies, read once, and their answers, remembered: an answer depends on what is [`Seen`] and on nothing else.

use std::{
    collections::HashMap,
    str::FromStr,
    sync::{Arc, LazyLock, Mutex, OnceLock},
};

use cedar_policy::{
    ActionConstraint, Authorizer, Context, Decision as Verdict, Entities, EntityUid, Policy, PolicySet,
    Request, Schema, ValidationMode, Validator,
};
use greffe_chassis::{Failure, Result};

use crate::{
    Action, Decision,
    seen::{Seen, uid},
};

/// The schema, as text.
const SCHEMA: &str = include_str!("../policies/schema.cedarschema");

/// The policies, one file a family.
pub const POLICIES: &[&str] = &[
    include_str!("../policies/greffe.cedar"),
    include_str!("../policies/siege.cedar"),
    include_str!("../policies/premier_president.cedar"),
    include_str!("../policies/parquet.cedar"),
    include_str!("../policies/conseil.cedar"),
    include_str!("../policies/autres.cedar"),
    include_str!("../policies/acces.cedar"),
    include_str!("../policies/certificats.cedar"),
    include_str!("../policies/parties.cedar"),
    include_str!("../policies/jalons.cedar"),
    include_str!("../policies/delibere.cedar"),
    include_str!("../policies/interdits.cedar"),
];

/// Questions remembered. They are few, since they name nobody; beyond, all are forgotten, which changes nothing.
const REMEMBERED_MAX: usize = 4096;

/// What is asked of one action: only the policies whose scope admits it, since the others can say nothing of it.
struct Asked {
    action: EntityUid,
    set: PolicySet,
}

struct Policies {
    schema: Schema,
    of: Vec<Asked>,
}

static POLICY: LazyLock<std::result::Result<Policies, String>> = LazyLock::new(load);

fn load() -> std::result::Result<Policies, String> {
    let (schema, _) = Schema::from_cedarschema_str(SCHEMA).map_err(|e| e.to_string())?;
    let set = PolicySet::from_str(&POLICIES.join("\n")).map_err(|e| e.to_string())?;
    let of = Action::ALL.iter().map(|action| asked(*action, &set)).collect::<std::result::Result<_, _>>()?;
    Ok(Policies { schema, of })
}

/// No action is a member of another: the one named in a scope is the one meant.
fn asked(action: Action, all: &PolicySet) -> std::result::Result<Asked, String> {
    let action = uid("Action", action.as_str())?;
    let admits = |policy: &&Policy| match policy.action_constraint() {
        ActionConstraint::Any => true,
        ActionConstraint::Eq(only) => only == action,
        ActionConstraint::In(some) => some.contains(&action),
    };
    let set = PolicySet::from_policies(all.policies().filter(admits).cloned()).map_err(|e| e.to_string())?;
    Ok(Asked { action, set })
}

/// Reads the policies: a service calls this at start, and does not start when it fails. They are part of the program, and no
/// program is built with others than those that [`validated`] was asked about: each start need not ask again.
///
/// # Errors
/// When a policy does not read.
pub fn ready() -> Result<()> {
    POLICY.as_ref().map(|_| ()).map_err(|e| Failure::internal(e.clone()))
}

/// Whether the policies fit the schema in strict mode, so that none can fail on evaluation.
///
/// # Errors
/// What does not read or does not fit.
pub fn validated() -> Result<()> {
    let policies = POLICY.as_ref().map_err(|e| Failure::internal(e.clone()))?;
    let set = PolicySet::from_str(&POLICIES.join("\n")).map_err(|e| Failure::internal(e.to_string()))?;
    let result = Validator::new(policies.schema.clone()).validate(&set, ValidationMode::Strict);
    match result.validation_passed() {
        true => Ok(()),
        false => Err(Failure::internal(
            result.validation_errors().map(ToString::to_string).collect::<Vec<_>>().join("; "),
        )),
    }
}

/// The answers to a question, each found when it is first asked.
pub(crate) struct Answers {
    seen: Seen,
    of: Vec<OnceLock<Decision>>,
}

static REMEMBERED: LazyLock<Mutex<HashMap<Seen, Arc<Answers>>>> = LazyLock::new(Mutex::default);

pub(crate) fn answers(seen: Seen) -> Arc<Answers> {
    let fresh = |seen: Seen| Arc::new(Answers { seen, of: vec![OnceLock::new(); Action::ALL.len()] });
    let Ok(mut remembered) = REMEMBERED.lock() else { return fresh(seen) };
    if let Some(known) = remembered.get(&seen) {
        return known.clone();
    }
    if remembered.len() >= REMEMBERED_MAX {
        remembered.clear();
    }
    let answers = fresh(seen.clone());
    remembered.insert(seen, answers.clone());
    answers
}

impl Answers {
    /// Whether this is allowed. What could not be evaluated is refused, and asked anew the next time.
    pub(crate) fn to(&self, action: Action) -> Decision {
        self.with(action, Clone::clone)
    }

    /// The same, of which only a part is wanted.
    pub(crate) fn with<T>(&self, action: Action, part: impl FnOnce(&Decision) -> T) -> T {
        let Some(place) = self.of.get(action as usize) else { return part(&erroneous()) };
        if let Some(known) = place.get() {
            return part(known);
        }
        match evaluate(&self.seen, action) {
            Ok(decision) => part(place.get_or_init(|| decision)),
            Err(error) => {
                metrics::counter!("greffe_access_errors_total").increment(1);
                tracing::error!(action = action.as_str(), error, "access refused by an evaluation error");
                part(&erroneous())
            }
        }
    }
}

fn erroneous() -> Decision {
    Decision { allowed: false, policies: "erreur".into() }
}

fn evaluate(seen: &Seen, action: Action) -> std::result::Result<Decision, String> {
    let policy = POLICY.as_ref().map_err(Clone::clone)?;
    let asked = policy.of.get(action as usize).ok_or("action inconnue")?;
    let (agent, object) = seen.entities()?;
    let (principal, target) = (agent.uid(), object.uid());
    let entities =
        Entities::from_entities([agent, object], Some(&policy.schema)).map_err(|e| e.to_string())?;
    let request =
        Request::new(principal, asked.action.clone(), target, Context::empty(), Some(&policy.schema))
            .map_err(|e| e.to_string())?;
    let response = Authorizer::new().is_authorized(&request, &asked.set, &entities);
    let errors: Vec<String> = response.diagnostics().errors().map(ToString::to_string).collect();
    if !errors.is_empty() {
        return Err(errors.join("; "));
    }
    let mut policies: Vec<&str> = response
        .diagnostics()
        .reason()
        .map(|id| asked.set.annotation(id, "id").unwrap_or("sans-nom"))
        .collect();
    policies.sort_unstable();
    Ok(Decision { allowed: response.decision() == Verdict::Allow, policies: policies.join(" ") })
}
