//! What follows from an act: the terms, tasks, notices, stages and checks that it touches. Read from the rules themselves, so that
//! nobody has to remember it.

use std::fmt;

use super::{Catalogue, Condition, Fact, Facts, Interruption, Pattern};
use crate::{act::ActKind, symbol::Symbol};

/// What acts of a type touch. Every list is in the catalogue's order, each name once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Follows {
    /// Rules whose terms it starts.
    pub opens: Vec<Symbol>,
    /// Rules that it satisfies.
    pub satisfies: Vec<Symbol>,
    /// Rules whose terms it interrupts, moves, shortens or ends.
    pub touches: Vec<Symbol>,
    /// Tasks that it may open.
    pub tasks_opened: Vec<Symbol>,
    /// Tasks that it closes.
    pub tasks_closed: Vec<Symbol>,
    /// Notices that it makes due.
    pub notices_due: Vec<Symbol>,
    /// Notices that it proves.
    pub notices_proved: Vec<Symbol>,
    /// Stages that it moves a dossier to, or out of.
    pub stages: Vec<Symbol>,
    /// Checks that look at it.
    pub checks: Vec<Symbol>,
    /// Whether the parties, their counsel, their residence or the procedure are what it says.
    pub says_who: bool,
}

impl Follows {
    /// Whether nothing follows.
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }
}

impl Catalogue {
    /// What follows from acts of a kind.
    pub fn follows(&self, kind: ActKind) -> Follows {
        let mut follows = Follows::default();
        for rule in &self.rules {
            let started = rule.triggers.iter().filter_map(|trigger| trigger.pattern.as_ref());
            if started.into_iter().any(|pattern| pattern.kind == kind) {
                follows.opens.push(rule.id);
            }
            if rule.satisfied_by.iter().any(|satisfaction| satisfaction.pattern.kind == kind) {
                follows.satisfies.push(rule.id);
            }
            let events =
                [rule.reduced_by, rule.moved_by, rule.extended_by, rule.or_from].into_iter().flatten();
            let interrupting = self.interruptions_of(rule).flat_map(Interruption::events);
            let touched = events.chain(interrupting).filter_map(|event| self.events.get(event));
            let by_event = touched.into_iter().any(|event| event.sources.iter().any(|s| s.kind == kind));
            let mut own = rule.owed_for.iter().chain(&rule.moot_for_party);
            let by_the_party = own.any(|pattern| pattern.kind == kind);
            if by_event || by_the_party || [rule.moot, rule.when].iter().any(|of| self.speaks_of(of, kind)) {
                follows.touches.push(rule.id);
            }
        }
        for task in &self.tasks {
            let opens = |when: Condition| {
                self.names(when.all, kind) || self.names(when.any, kind) || self.undoes(when.none, kind)
            };
            let by_itself = task.each.iter().any(|pattern| pattern.kind == kind);
            if by_itself || task.when.is_some_and(opens) {
                follows.tasks_opened.push(task.code);
            }
            if task.cured_by.contains(&kind) || task.when.is_some_and(|when| self.names(when.none, kind)) {
                follows.tasks_closed.push(task.code);
            }
        }
        for notice in &self.notices {
            if notice.on.iter().any(|pattern| pattern.kind == kind) {
                follows.notices_due.push(notice.id);
            }
            if notice.proved_by.iter().any(|pattern| pattern.kind == kind) {
                follows.notices_proved.push(notice.id);
            }
        }
        for procedure in &self.procedures {
            for stage in procedure.stages.iter().filter(|stage| self.speaks_of(&stage.when, kind)) {
                let name = self.stages[stage.stage].name;
                if !follows.stages.contains(&name) {
                    follows.stages.push(name);
                }
            }
        }
        for control in &self.controls {
            let conditions = [Some(control.when), control.regular, control.irregular];
            if conditions.iter().flatten().any(|condition| self.speaks_of(condition, kind))
                || control.cured_by.contains(&kind)
            {
                follows.checks.push(control.id);
            }
        }
        let marks = self.marks;
        let slot = self.slot(kind);
        follows.says_who = [marks.counsel, marks.discharged, marks.moved, marks.requalified]
            .contains(&kind.0)
            || slot.is_some_and(|slot| marks.opening >> slot & 1 == 1)
            || [&self.notified, &self.verified].into_iter().flatten().any(|pattern| pattern.kind == kind);
        follows
    }

    /// Whether a set of facts holds one that acts of the kind establish.
    pub fn names(&self, facts: Facts, kind: ActKind) -> bool {
        facts.iter().filter_map(|at| self.facts.get(at)).any(|fact| fact.pattern.kind == kind)
    }

    /// A condition in words, with the names of its acts.
    pub fn words(&self, condition: &Condition) -> String {
        let list = |facts: Facts, and: &str| {
            let facts = facts.iter().filter_map(|at| self.facts.get(at));
            facts.map(Fact::words).collect::<Vec<_>>().join(and)
        };
        let said = [
            ("", list(condition.all, " et ")),
            ("", list(condition.any, " ou ")),
            ("sans ", list(condition.none, " ni ")),
        ];
        let said = said.iter().filter(|(_, words)| !words.is_empty());
        said.map(|(before, words)| format!("{before}{words}")).collect::<Vec<_>>().join(", ")
    }

    fn speaks_of(&self, condition: &Condition, kind: ActKind) -> bool {
        let sets = [condition.all, condition.any, condition.none];
        sets.into_iter().any(|facts| self.names(facts, kind) || self.undoes(facts, kind))
    }

    /// Whether acts of the kind undo one of the facts.
    fn undoes(&self, facts: Facts, kind: ActKind) -> bool {
        let mut since = facts.iter().filter_map(|at| self.facts.get(at)?.since.as_ref());
        since.any(|pattern| pattern.kind == kind)
    }
}

impl Fact {
    /// As people read it.
    fn words(&self) -> String {
        match &self.since {
            Some(since) => format!("`{}` depuis `{since}`", self.pattern),
            None => format!("`{}`", self.pattern),
        }
    }
}

impl Interruption {
    /// Positions of the events that it looks at.
    fn events(&self) -> impl Iterator<Item = usize> {
        let recourse = self.recourse.iter().flat_map(|recourse| [recourse.by, recourse.restart]);
        let doubtful = self.doubtful;
        [self.by, self.restart]
            .into_iter()
            .chain(self.or_later.iter().copied())
            .chain(doubtful)
            .chain(recourse)
    }
}

/// As the data files write it, without its date.
impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.as_str())?;
        for (at, (attr, codes)) in self.filters.iter().enumerate() {
            let codes: Vec<&str> = codes.iter().map(|code| code.as_str()).collect();
            let open = if at == 0 { "(" } else { ", " };
            write!(f, "{open}{attr}={}", codes.join("|"))?;
        }
        if self.filters.is_empty() { Ok(()) } else { f.write_str(")") }
    }
}
