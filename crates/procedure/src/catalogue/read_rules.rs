//! Compiles the rules of delay: what starts each, how long it is, what touches and satisfies it.

use super::{
    Bound, Catalogue, Former, Rule, Sanction, Satisfaction, Special, Trigger,
    raw::{RawRule, RawSpecial, RawTrigger},
    read::{Compiler, folder},
};
use crate::symbol::Symbol;

impl Compiler {
    /// The special texts that a journal may name, each once.
    pub(super) fn special_texts(&mut self, rules: &[(String, RawRule)]) {
        for special in rules.iter().flat_map(|(_, rule)| &rule.special).filter(|special| !special.simulated) {
            let text = self.symbol(&special.text);
            if !self.named.special.contains(&text) {
                self.named.special.push(text);
            }
        }
    }

    pub(super) fn rule(&mut self, path: String, raw: RawRule, ids: &[String]) {
        self.file = path;
        if raw.example.is_empty() {
            self.problem("une règle porte au moins un exemple");
        }
        if folder(&self.file) != raw.id.split('.').next() {
            self.problem(&format!("« {} » se range dans le dossier de son premier mot", raw.id));
        }
        if ids.iter().filter(|id| **id == raw.id).count() > 1 {
            self.problem(&format!("« {} » est le nom de deux règles", raw.id));
        }
        let bound = self.bound(&raw.bound);
        let regime = self.named(&raw.regime, |c, name| c.regimes.iter().position(|r| r.name == name));
        let doubtful = regime.and_then(|at| self.catalogue.regimes.get(at));
        let local_holidays_doubtful = doubtful.is_some_and(|regime| regime.local_holidays_doubtful);
        let mut former: Vec<Former> = raw
            .former
            .into_iter()
            .map(|f| Former { before: f.before, term: f.term, article: f.article })
            .collect();
        former.sort_by_key(|former| former.before);
        let triggers: Vec<Trigger> = raw.trigger.iter().map(|t| self.trigger(t, bound, ids)).collect();
        let special: Vec<Special> = raw.special.iter().map(|of| self.special(of, &triggers)).collect();
        let yields_to = self.one_of_rules(&raw.yields_to, ids);
        let satisfied_by: Vec<Satisfaction> = raw
            .satisfied_by
            .iter()
            .map(|s| Satisfaction {
                pattern: self.pattern(&s.act),
                personal: s.personal,
                unless_of: s.unless_of.iter().map(|name| self.kind(name)).collect(),
                start: self.start(&s.start, &triggers),
            })
            .collect();
        // What serves one start of several is looked for from each act on.
        if !raw.each && satisfied_by.iter().any(|s| s.start.is_some()) {
            self.problem("`start` d’un acte qui satisfait ne va qu’avec `each`");
        }
        let distance =
            self.named(&raw.distance, |c, name| c.distances.iter().position(|d| d.name.as_str() == name));
        let interruptions: Vec<usize> = raw
            .interrupted_by
            .iter()
            .filter_map(|id| {
                self.named(id, |c, name| c.interruptions.iter().position(|i| i.id.as_str() == name))
            })
            .collect();
        let sanction = raw.sanction.map(|s| Sanction {
            task: self.named(&s.task, |c, name| c.tasks.iter().position(|t| t.code.as_str() == name)),
            label: s.label,
            by: s.by,
        });
        let rule = Rule {
            id: self.symbol(&raw.id),
            label: raw.label,
            article: raw.article,
            procedures: self.procedures(&raw.procedures),
            bound,
            recodification: raw.recodification,
            simulated: raw.simulated,
            triggers,
            each: raw.each,
            when: self.condition(&raw.when),
            owed_for: raw.owed_for.iter().map(|pattern| self.pattern(pattern)).collect(),
            term: raw.term,
            former,
            special,
            special_only: raw.special_only,
            yields_to,
            distance,
            distance_doubtful: raw.distance_doubtful,
            prorogation: raw.prorogation,
            prorogation_doubtful: raw.prorogation_doubtful,
            earliest: raw.earliest,
            regime,
            local_holidays_doubtful,
            interruptions,
            set_back_by: 0,
            reduced_by: self.optional_event(&raw.reduced_by),
            moved_by: self.optional_event(&raw.moved_by),
            extended_by: self.optional_event(&raw.extended_by),
            extension_limit: raw.extension_limit,
            or_from: self.optional_event(&raw.or_from),
            satisfied_by,
            optional: raw.optional,
            moot: self.condition(&raw.moot),
            moot_for_party: raw.moot_for_party.iter().map(|pattern| self.pattern(pattern)).collect(),
            sanction,
            warnings: raw.warnings,
            doubt: raw.doubt,
            examples: raw.example,
        };
        if rule.triggers.iter().any(|trigger| !trigger.procedures.meets(rule.procedures)) {
            self.problem("un départ n’est d’aucune procédure de la règle");
        }
        // A journal is counted in days, and holds last days: what is counted otherwise is only simulated.
        let journalled = rule.triggers.iter().any(|trigger| trigger.pattern.is_some());
        if journalled && (rule.earliest || rule.counts_hours()) {
            self.problem("un délai d’heures, ou une date avant laquelle rien ne peut être fait, n’a pas d’acte qui l’ouvre");
        }
        self.catalogue.rules.push(rule);
    }

    /// Whom a word of the data files binds.
    fn bound(&mut self, word: &str) -> Bound {
        let bound = Bound::ALL.into_iter().find(|(known, _)| *known == word).map(|(_, bound)| bound);
        bound.unwrap_or_else(|| {
            self.problem(&format!("« {word} » ne lie personne"));
            Bound::Court
        })
    }

    /// Position of a rule, nothing for an empty name, a problem when no rule bears it.
    pub(super) fn one_of_rules(&mut self, name: &str, ids: &[String]) -> Option<usize> {
        let at = ids.iter().position(|id| id == name);
        if !name.is_empty() && at.is_none() {
            self.problem(&format!("aucune règle « {name} »"));
        }
        at
    }

    fn special(&mut self, raw: &RawSpecial, triggers: &[Trigger]) -> Special {
        Special {
            text: self.symbol(&raw.text),
            term: raw.term,
            distance: raw.distance,
            from: self.start(&raw.from, triggers),
            simulated: raw.simulated,
            procedures: self.procedures(&raw.procedures),
        }
    }

    /// Position of a start of a rule, nothing for an empty name, a problem when none bears it.
    fn start(&mut self, name: &str, triggers: &[Trigger]) -> Option<usize> {
        if name.is_empty() {
            return None;
        }
        let at = triggers.iter().position(|trigger| trigger.name.as_str() == name);
        if at.is_none() {
            self.problem(&format!("aucun départ « {name} »"));
        }
        at
    }

    fn trigger(&mut self, raw: &RawTrigger, of_rule: Bound, ids: &[String]) -> Trigger {
        let after = self.one_of_rules(&raw.after, ids);
        let bound = if raw.bound.is_empty() { of_rule } else { self.bound(&raw.bound) };
        let unless = (!raw.unless.is_empty()).then(|| self.symbol(&raw.unless));
        if unless.is_some_and(|date| !self.borne_by(&raw.act, date)) {
            self.problem(&format!("« {} » ne porte pas de date « {} »", raw.act, raw.unless));
        }
        // Months clipped by a short month leave two readings, which only a chain of rules tells.
        if raw.first.months != 0 || raw.first.hours != 0 {
            self.problem("un premier délai se compte en jours ; de mois, c’est une règle");
        }
        Trigger {
            name: self.symbol(&raw.name),
            procedures: self.procedures(&raw.procedures),
            pattern: (!raw.act.is_empty()).then(|| self.pattern(&raw.act)),
            label: raw.label.clone(),
            bound,
            unless,
            after,
            first: raw.first,
            term: raw.term,
            until: self.until(raw),
            uninterrupted: raw.uninterrupted,
        }
    }

    /// The day, stated by the act, on which a term ends: it leaves no length to count.
    fn until(&mut self, raw: &RawTrigger) -> Option<Symbol> {
        if raw.until.is_empty() {
            return None;
        }
        if raw.term.is_some() || !raw.after.is_empty() || !raw.first.is_empty() {
            self.problem("un terme que l’acte fixe n’a pas de longueur et ne suit aucun autre délai");
        }
        let date = self.symbol(&raw.until);
        // A rule that is only simulated names no act: the line says the day.
        if !raw.act.is_empty() && !self.borne_by(&raw.act, date) {
            self.problem(&format!("« {} » ne porte pas de date « {date} »", raw.act));
        }
        Some(date)
    }

    /// Whether acts of a pattern bear a date.
    fn borne_by(&self, pattern: &str, date: Symbol) -> bool {
        let kind = pattern.split(['(', '.']).next().unwrap_or_default().trim();
        self.catalogue.type_named(kind).is_some_and(|ty| ty.bears(date))
    }

    /// Position of something named, nothing for an empty name, a problem when nobody bears it.
    fn named(&mut self, name: &str, find: impl Fn(&Catalogue, &str) -> Option<usize>) -> Option<usize> {
        if name.is_empty() {
            return None;
        }
        let found = find(&self.catalogue, name);
        if found.is_none() {
            self.problem(&format!("« {name} » n’est déclaré nulle part"));
        }
        found
    }
}
