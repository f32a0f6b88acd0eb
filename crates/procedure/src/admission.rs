//! Whether an act may enter a journal: received facts always, with remarks; acts of the Court only where the law allows.

use crate::{
    act::{Act, ActKind, AttrValue, DateValue},
    catalogue::{ActClass, ActType, Catalogue, DateOrder},
    day::{Day, Instant, paris_day},
    derivation::Irregularity,
    derive::{View, common, derive},
    profile::CourtProfile,
};

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Gravity {
    /// To know.
    Information,
    /// To look at.
    Warning,
    /// Stops.
    Blocking,
}

impl Gravity {
    /// As screens read it.
    pub const fn finding_word(self) -> &'static str {
        match self {
            Self::Information => "information",
            Self::Warning => "avertissement",
            Self::Blocking => "bloquante",
        }
    }
}

/// Something to say of an act or of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Stable code with a help page.
    pub code: &'static str,
    /// How grave.
    pub severity: Gravity,
    /// French: what was found, what is expected, what to do.
    pub message: String,
    /// The text.
    pub article: String,
    /// Field of the act it concerns.
    pub field: Option<String>,
    /// Types that cure it.
    pub cured_by: Vec<ActKind>,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Admission {
    /// It may enter, with these remarks.
    Admitted(Vec<Finding>),
    /// It may not.
    Refused(Box<Finding>),
}

/// Looks at an act that wants to enter a journal at an instant.
pub fn admit(
    catalogue: &Catalogue,
    profile: &CourtProfile,
    acts: &[Act],
    proposed: &Act,
    now: Instant,
) -> Admission {
    let Some(ty) = catalogue.act_type(proposed.kind) else {
        return refused(
            "ACT-001",
            "type",
            format!("Le type «\u{a0}{}\u{a0}» n’est pas au catalogue.", proposed.kind),
            "",
        );
    };
    if let Some(refusal) = dates(catalogue, acts, proposed, ty, now) {
        return Admission::Refused(Box::new(refusal));
    }
    // An act that corrects stands where the corrected one stood.
    let others: Vec<Act> = acts.iter().filter(|act| Some(act.id) != proposed.supersedes).cloned().collect();
    let today = paris_day(now);
    let view = View::of(catalogue, &others);
    let at = view.stage();
    let procedure = view.procedure_with(proposed);
    let known = ty.procedures.contains(procedure);
    let fits = known
        && (ty.stages_in(procedure) >> at & 1 == 1 || speaks_of_what_is_done(&view, proposed, ty))
        || proposed.supersedes.is_some();
    if !fits && ty.class == ActClass::CourtAct {
        return Admission::Refused(Box::new(wrong_stage(catalogue, ty, procedure, at, Gravity::Blocking)));
    }
    let mut findings = Vec::new();
    if !fits {
        findings.push(wrong_stage(catalogue, ty, procedure, at, Gravity::Warning));
    }
    let mut after = others;
    after.push(proposed.clone());
    let derived = derive(catalogue, profile, &after, today);
    let late = derived.irregularities.iter().filter(|i| i.act == proposed.id);
    findings.extend(late.map(|i| catalogue.irregularity_finding(i)));
    Admission::Admitted(findings)
}

/// Whether the act names one that stands, of a type of which it may speak at whatever stage.
fn speaks_of_what_is_done(view: &View<'_>, proposed: &Act, ty: &ActType) -> bool {
    let Some(named) = proposed.refers_to.filter(|_| !ty.whatever_stage_of.is_empty()) else { return false };
    let mut live = view.acts.iter().map(|entry| entry.act);
    live.any(|act| act.id == named && ty.whatever_stage_of.contains(&act.kind))
}

/// A date may be neither in the future nor before what it must follow.
fn dates(catalogue: &Catalogue, acts: &[Act], proposed: &Act, ty: &ActType, now: Instant) -> Option<Finding> {
    let today = paris_day(now);
    for (name, value) in &proposed.dates {
        let label = ty.dates.iter().find(|d| d.name == *name).map_or("", |d| &d.label);
        let future = match value {
            DateValue::Day(day) => *day > today,
            DateValue::Minute { at, .. } => *at > now,
            DateValue::Unknown => false,
        };
        if let Some(day) = value.day().filter(|_| future) {
            return Some(Finding {
                code: "DAT-001",
                severity: Gravity::Blocking,
                message: format!(
                    "La date «\u{a0}{label}\u{a0}» ({}) est dans le futur\u{a0}: un acte ne s’enregistre qu’une fois accompli. Corrigez la date.",
                    day.long()
                ),
                article: String::new(),
                field: Some(format!("dates.{name}")),
                cured_by: Vec::new(),
            });
        }
    }
    ty.order.iter().find_map(|order| precedes(catalogue, acts, proposed, (ty, order)))
}

fn precedes(
    catalogue: &Catalogue,
    acts: &[Act],
    proposed: &Act,
    (ty, order): (&ActType, &DateOrder),
) -> Option<Finding> {
    let day = match proposed.attr(order.date) {
        Some(AttrValue::Day(day)) => *day,
        _ => proposed.date(order.date)?.day()?,
    };
    let view = View::of(catalogue, acts);
    if !order.when.holds(view.facts) || !order.procedures.contains(view.procedure_with(proposed)) {
        return None;
    }
    let first: Day = match &order.after {
        // It follows the act that it names, whatever the case became after it.
        Some(_) if speaks_of_what_is_done(&view, proposed, ty) => return None,
        Some(pattern) => {
            let known = || {
                let acts = view.matching(pattern).map(|at| view.acts[at].act);
                acts.filter(|act| Some(act.id) != proposed.supersedes)
            };
            let first = |act: &Act| act.date(pattern.date)?.day();
            // Of several pourvois, that of which the act is; a pourvoi incident follows the principal.
            let own = known().filter(|act| common(&act.scope.pourvois, &proposed.scope.pourvois));
            own.filter_map(first).min().or_else(|| known().filter_map(first).min())?
        }
        None => {
            let mut live = view.acts.iter().map(|entry| entry.act);
            let referred = live.find(|act| Some(act.id) == proposed.refers_to)?;
            referred.dates.first()?.1.day()?
        }
    };
    let field = if proposed.date(order.date).is_some() { "dates" } else { "corps" };
    let rule = order.beyond.and_then(|at| catalogue.rules().get(at));
    // What must wait for the end of a term is possible from the day after it.
    let possible = rule.map_or(first, |rule| rule.term.end(first).plus(1));
    (day < possible).then(|| Finding {
        code: "DAT-002",
        severity: Gravity::Blocking,
        message: match rule {
            None => format!(
                "{} La date saisie est le {}, celle-ci est le {}. Corrigez l’une des deux.",
                order.text,
                day.long(),
                first.long()
            ),
            Some(_) => format!(
                "{} La date saisie est le {}, le premier jour possible est le {}. Choisissez un autre jour.",
                order.text,
                day.long(),
                possible.long()
            ),
        },
        article: rule.map_or_else(String::new, |rule| rule.article.clone()),
        field: Some(format!("{field}.{}", order.date)),
        cured_by: Vec::new(),
    })
}

fn wrong_stage(
    catalogue: &Catalogue,
    ty: &ActType,
    procedure: usize,
    at: usize,
    severity: Gravity,
) -> Finding {
    let blocking = severity == Gravity::Blocking;
    let what = if blocking { "n’est possible" } else { "n’est attendu" };
    let message = match catalogue.procedures().get(procedure) {
        Some(of) if !ty.procedures.contains(procedure) => format!(
            "L’acte «\u{a0}{}\u{a0}» {what} dans aucun dossier de la procédure «\u{a0}{}\u{a0}». {}",
            ty.label, of.label, ty.remedy
        ),
        of => {
            let stages = catalogue.stages();
            let here = stages.get(at).map_or("", |s| &s.label);
            let of_procedure = of.iter().flat_map(|of| &of.stages).map(|stage| stage.stage);
            let admitted: Vec<String> = of_procedure
                .filter(|stage| ty.stages_in(procedure) >> stage & 1 == 1)
                .filter_map(|stage| stages.get(stage))
                .map(|stage| format!("«\u{a0}{}\u{a0}»", stage.label))
                .collect();
            format!(
                "Le dossier est au stade «\u{a0}{here}\u{a0}»\u{a0}; l’acte «\u{a0}{}\u{a0}» {what} qu’au stade {}. {}",
                ty.label,
                admitted.join(" ou "),
                ty.remedy
            )
        }
    };
    Finding {
        code: if blocking { "ACT-020" } else { "ACT-021" },
        severity,
        message,
        article: ty.article.clone(),
        field: None,
        cured_by: Vec::new(),
    }
}

fn refused(code: &'static str, field: &str, message: String, article: &str) -> Admission {
    Admission::Refused(Box::new(Finding {
        code,
        severity: Gravity::Blocking,
        message,
        article: article.to_owned(),
        field: Some(field.to_owned()),
        cured_by: Vec::new(),
    }))
}

impl Catalogue {
    /// A late formality in words.
    pub fn irregularity_finding(&self, irregularity: &Irregularity) -> Finding {
        let rule = self.rule_broken(irregularity);
        let label = rule.map_or("", |rule| &rule.label);
        let sanction = rule.and_then(|rule| rule.sanction.as_ref());
        let cost = sanction.map_or_else(String::new, |s| {
            format!(" Sanction encourue\u{a0}: {}, prononcée par {}.", s.label, s.by)
        });
        Finding {
            code: "ECH-010",
            severity: Gravity::Warning,
            message: format!(
                "«\u{a0}{label}\u{a0}»\u{a0}: accompli le {}, après le terme du {}.{cost}",
                irregularity.on.long(),
                irregularity.due.long()
            ),
            article: rule.map_or_else(String::new, |rule| rule.article.clone()),
            field: None,
            cured_by: Vec::new(),
        }
    }
}
