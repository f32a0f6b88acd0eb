//! Reads the data files and compiles them. Names are checked: what nobody declares is a mistake with its file.

use std::collections::BTreeMap;

use super::raw::{
    RawAct, RawAttr, RawCategories, RawCondition, RawModifiers, RawRegime, RawRule, RawSentence,
    RawSolutions, RawStage, RawStages, RawTask, RawTimeless,
};
use super::{
    ActClass, ActType, AttrSpec, AttrType, Catalogue, Category, Condition, DateOrder, DateSpec, Distance,
    EventType, Fact, Facts, Interruption, KINDS, Pattern, Recourse, Regime, Roster, Severity, Solution,
    Stage, TaskType, Timeless,
    sentence::{Phrase, Sentence},
    sieve::Sieve,
    whole::{Named, Whole},
};
use crate::{act::ActKind, symbol::Symbol};

/// Folders of `catalogue/` that hold no rules. Every other one holds those whose identifiers begin with its name.
const NOT_RULES: [&str; 7] =
    ["actes", "controles", "notifications", "pieces", "procedures", "regimes", "taches"];

/// What is being built, with the mistakes met.
pub(super) struct Compiler {
    pub(super) catalogue: Catalogue,
    pub(super) problems: Vec<String>,
    pub(super) file: String,
    /// Procedures and identifiers that types of attributes stand for.
    pub(super) named: Named,
}

pub(super) fn compile(files: &[(&str, &str)]) -> Result<Catalogue, Vec<String>> {
    let mut compiler = Compiler {
        catalogue: Catalogue::default(),
        problems: Vec::new(),
        file: String::new(),
        named: Named::default(),
    };
    let under = |folder: &str| -> Vec<(&str, &str)> {
        let prefix = format!("catalogue/{folder}");
        files.iter().copied().filter(|(path, _)| path.starts_with(&prefix)).collect()
    };
    // Names first: files speak of one another.
    for (path, _) in under("actes/") {
        compiler.declare(path);
    }
    let whole = Whole::read(&mut compiler, &under);
    let rules: Vec<(String, RawRule)> = files
        .iter()
        .filter(|(path, _)| folder(path).is_some_and(|folder| !NOT_RULES.contains(&folder)))
        .filter_map(|(p, t)| compiler.read(p, t).map(|rule| ((*p).to_owned(), rule)))
        .collect();
    let ids: Vec<String> = rules.iter().map(|(_, rule)| rule.id.clone()).collect();
    compiler.special_texts(&rules);
    let stages: Vec<RawStages> =
        under("stades.toml").into_iter().filter_map(|(p, t)| compiler.read(p, t)).collect();
    let stages: Vec<RawStage> = stages.into_iter().flat_map(|s| s.stage).collect();
    let acts: Vec<(String, RawAct)> = under("actes/")
        .into_iter()
        .filter_map(|(p, t)| compiler.read(p, t).map(|act| (p.to_owned(), act)))
        .collect();
    for (path, act) in &acts {
        compiler.act(path, act, &stages);
    }
    for (path, act) in &acts {
        compiler.order(path, act, &ids);
    }
    for stage in stages {
        let name = compiler.symbol(&stage.name);
        compiler.catalogue.stages.push(Stage {
            name,
            label: stage.label,
            terminal: stage.terminal,
            suspended: stage.suspended,
        });
    }
    for (path, text) in under("solutions.toml") {
        if let Some(raw) = compiler.read::<RawSolutions>(path, text) {
            compiler.solutions(raw);
        }
    }
    for (path, text) in under("occultation.toml") {
        if let Some(raw) = compiler.read::<RawCategories>(path, text) {
            compiler.categories(raw);
        }
    }
    for (path, text) in under("modificateurs.toml") {
        if let Some(raw) = compiler.read(path, text) {
            compiler.modifiers(raw);
        }
    }
    for (path, text) in under("taches/") {
        if let Some(raw) = compiler.read(path, text) {
            compiler.task(path, raw);
        }
    }
    for (path, text) in under("calcul.toml") {
        if let Some(raw) = compiler.read::<BTreeMap<String, RawSentence>>(path, text) {
            compiler.sentences(raw);
        }
    }
    for (path, text) in under("regimes/") {
        if let Some(raw) = compiler.read(path, text) {
            compiler.regime(path, raw);
        }
    }
    for (path, rule) in rules {
        compiler.rule(path, rule, &ids);
    }
    for (path, text) in under("sans_delai.toml") {
        if let Some(raw) = compiler.read(path, text) {
            compiler.timeless(raw, &ids);
        }
    }
    whole.compile(&mut compiler);
    compiler.index();
    if compiler.problems.is_empty() { Ok(compiler.catalogue) } else { Err(compiler.problems) }
}

/// The folder of `catalogue/` in which a file stands; none for those at its top.
pub(super) fn folder(path: &str) -> Option<&str> {
    path.strip_prefix("catalogue/")?.split_once('/').map(|(folder, _)| folder)
}

/// Name of a file without folder and ending.
pub(super) fn stem(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path).trim_end_matches(".toml")
}

impl Compiler {
    pub(super) fn read<T: serde::de::DeserializeOwned>(&mut self, path: &str, text: &str) -> Option<T> {
        self.file = path.to_owned();
        toml::from_str(text).map_err(|error| self.problem(&error.to_string())).ok()
    }

    pub(super) fn problem(&mut self, what: &str) {
        self.problems.push(format!("{}: {what}", self.file));
    }

    pub(super) fn symbol(&mut self, name: &str) -> Symbol {
        match Symbol::intern(name) {
            Some(symbol) => symbol,
            None => {
                self.problem("trop de noms");
                Symbol::NONE
            }
        }
    }

    fn declare(&mut self, path: &str) {
        let name = stem(path);
        let kind = ActKind(self.symbol(name));
        let names = &mut self.catalogue.act_names;
        names.resize_with(names.len().max(name.len() + 1), Vec::new);
        names[name.len()].push((kind.as_str(), kind));
    }

    pub(super) fn kind(&mut self, name: &str) -> ActKind {
        match self.catalogue.kind(name) {
            Some(kind) => kind,
            None => {
                self.problem(&format!("aucun acte « {name} »"));
                ActKind(Symbol::NONE)
            }
        }
    }

    /// The stages of these names, one bit each.
    fn stages_named(&mut self, names: &[String], stages: &[RawStage]) -> u32 {
        let mut admitted = 0;
        for name in names {
            match stages.iter().position(|stage| stage.name == *name) {
                Some(at) => admitted |= 1 << at,
                None => self.problem(&format!("aucun stade « {name} »")),
            }
        }
        admitted
    }

    fn act(&mut self, path: &str, raw: &RawAct, stages: &[RawStage]) {
        self.file = path.to_owned();
        let kind = self.kind(stem(path));
        let class = match raw.class.as_str() {
            "fait_recu" => ActClass::ReceivedFact,
            "acte_de_la_cour" => ActClass::CourtAct,
            other => {
                self.problem(&format!("classe « {other} » inconnue"));
                ActClass::CourtAct
            }
        };
        let admitted = self.stages_named(&raw.stages, stages);
        let also = raw
            .also
            .as_ref()
            .map(|also| (self.procedures(&also.procedures), self.stages_named(&also.stages, stages)));
        let dates = raw.date.iter().map(|d| DateSpec {
            name: self.symbol(&d.name),
            label: d.label.clone(),
            required: !d.optional,
        });
        let dates: Vec<DateSpec> = dates.collect();
        if dates.is_empty() {
            self.problem("un acte porte au moins une date");
        }
        let attrs = raw.attr.iter().map(|attr| self.attr(kind, attr)).collect();
        let procedures = self.procedures(&raw.procedures);
        let rests_on = raw.rests_on.iter().map(|name| self.kind(name)).collect();
        let act = ActType {
            kind,
            label: raw.label.clone(),
            class,
            dates,
            attrs,
            stages: if raw.stages.is_empty() { u32::MAX } else { admitted },
            also,
            whatever_stage_of: raw.whatever_stage_of.iter().map(|name| self.kind(name)).collect(),
            procedures,
            rests_on,
            order: Vec::new(),
            article: raw.article.clone(),
            remedy: raw.remedy.clone(),
            quiet: raw.quiet.clone(),
            roster: match (raw.au_role.as_str(), raw.hors_role) {
                ("", false) => None,
                ("", true) => Some(Roster::Off),
                (day, _) => Some(Roster::On(self.symbol(day))),
            },
        };
        if let Some(Roster::On(day)) = act.roster
            && (raw.hors_role || !act.bears(day))
        {
            self.problem("`au_role` nomme un jour que l’acte porte, et ne va pas avec `hors_role`");
        }
        let at = kind.0.index();
        if self.catalogue.act_slots.len() <= at && at < usize::from(u16::MAX) {
            self.catalogue.act_slots.resize(at + 1, u16::MAX);
        }
        let slot = u16::try_from(self.catalogue.acts.len()).unwrap_or(u16::MAX);
        if let Some(known) = self.catalogue.act_slots.get_mut(at) {
            *known = slot;
        }
        if self.catalogue.acts.len() >= KINDS {
            self.problem(&format!("plus de {KINDS} types d’actes"));
        }
        self.catalogue.acts.push(act);
        self.catalogue.sieves.push(Sieve::default());
    }

    fn attr(&mut self, of: ActKind, raw: &RawAttr) -> AttrSpec {
        let ty = match raw.ty.as_str() {
            "code" => AttrType::Code(raw.values.iter().map(|value| self.symbol(value)).collect()),
            "procedure" => AttrType::Code(self.named.procedures_opened_by(of)),
            "notification" => AttrType::Code(self.named.notices.clone()),
            "controle" => AttrType::Code(self.named.controls.clone()),
            "texte_special" => AttrType::Code(self.named.special.clone()),
            "id" => AttrType::Id,
            "ids" => AttrType::Ids,
            "int" => AttrType::Int,
            "bool" => AttrType::Bool,
            "day" => AttrType::Day,
            "days" => AttrType::Days,
            other => {
                self.problem(&format!("type d’attribut « {other} » inconnu"));
                AttrType::Bool
            }
        };
        AttrSpec { name: self.symbol(&raw.name), label: raw.label.clone(), ty, required: raw.required }
    }

    fn order(&mut self, path: &str, raw: &RawAct, ids: &[String]) {
        self.file = path.to_owned();
        let kind = self.kind(stem(path));
        let Some(slot) = self.catalogue.slot(kind) else { return };
        let orders: Vec<DateOrder> = raw
            .order
            .iter()
            .map(|o| DateOrder {
                date: self.symbol(&o.date),
                after: (!o.after.is_empty()).then(|| self.pattern(&o.after)),
                beyond: self.one_of_rules(&o.beyond, ids),
                when: self.condition(&o.when),
                procedures: self.procedures(&o.procedures),
                text: o.text.clone(),
            })
            .collect();
        if orders.iter().any(|order| order.beyond.is_some() && order.after.is_none()) {
            self.problem("`beyond` compte un délai d’un acte, que `after` nomme");
        }
        self.catalogue.acts[slot].order = orders;
    }

    /// `memoire_depose(nature=ampliatif|complementaire).depose`: filters and date may be left out.
    pub(super) fn pattern(&mut self, text: &str) -> Pattern {
        let (head, date) = match text.rsplit_once('.') {
            Some((head, date)) => (head, Some(date)),
            None => (text, None),
        };
        let (name, inside) = match head.split_once('(') {
            Some((name, rest)) => (name, rest.trim_end_matches(')')),
            None => (head, ""),
        };
        let kind = self.kind(name.trim());
        let mut filters = Vec::new();
        for part in inside.split(',').map(str::trim).filter(|p| !p.is_empty()) {
            let Some((attr, codes)) = part.split_once('=') else {
                self.problem(&format!("filtre « {part} » illisible"));
                continue;
            };
            let codes = codes.split('|').map(|code| self.symbol(code.trim())).collect();
            filters.push((self.symbol(attr.trim()), codes));
        }
        let date = match date {
            Some(date) => self.symbol(date),
            None => self.first_date(kind),
        };
        let known = self.catalogue.act_type(kind).is_none_or(|ty| ty.bears(date));
        if !known {
            self.problem(&format!("« {name} » ne porte pas de date « {date} »"));
        }
        let slot = self.catalogue.slot(kind).unwrap_or(KINDS);
        let sieve = self.catalogue.sieves.get_mut(slot);
        let bit = sieve.map_or(Some(0), |sieve| sieve.bit(&filters)).unwrap_or_else(|| {
            self.problem(&format!("plus de 64 motifs de « {name} »"));
            0
        });
        let kinds = 1u128.checked_shl(slot as u32).unwrap_or(0);
        Pattern { kind, filters, date, slot, kinds, bit }
    }

    fn first_date(&self, kind: ActKind) -> Symbol {
        self.catalogue.act_type(kind).and_then(|ty| ty.dates.first()).map_or(Symbol::NONE, |date| date.name)
    }

    pub(super) fn condition(&mut self, raw: &RawCondition) -> Condition {
        let mut facts = |names: &[String]| {
            let mut facts = Facts::NONE;
            names.iter().for_each(|name| facts.insert(self.fact(name)));
            facts
        };
        Condition::new(facts(&raw.all), facts(&raw.any), facts(&raw.none))
    }

    /// « An act of the pattern stands », or « stands since the last of another ».
    pub(super) fn standing(&mut self, text: &str) -> Fact {
        let (pattern, since) = match text.split_once(" since ") {
            Some((pattern, since)) => (pattern, Some(since)),
            None => (text, None),
        };
        Fact { pattern: self.pattern(pattern), since: since.map(|since| self.pattern(since.trim())) }
    }

    /// The number of that fact.
    fn fact(&mut self, text: &str) -> usize {
        let fact = self.standing(text);
        if let Some(at) = self.catalogue.facts.iter().position(|known| *known == fact) {
            return at;
        }
        let at = self.catalogue.facts.len();
        if at >= Facts::MAX {
            self.problem(&format!("plus de {} faits", Facts::MAX));
        }
        let sieve = self.catalogue.sieves.get_mut(fact.pattern.slot);
        if let (Some(sieve), Ok(number)) = (sieve, u16::try_from(at)) {
            sieve.establishes(fact.pattern.bit, number);
        }
        if let Some(since) = &fact.since {
            self.catalogue.undone.push(at);
            self.catalogue.undoing |= since.kinds;
        }
        self.catalogue.facts.push(fact);
        at
    }

    fn categories(&mut self, raw: RawCategories) {
        for category in raw.category {
            if category.by_law != category.decided_by.is_empty() {
                self.problem(&format!("« {} » se cache de droit, ou par qui le décide", category.code));
            }
            let code = self.symbol(&category.code);
            self.catalogue.categories.push(Category {
                code,
                label: category.label,
                article: category.article,
                by_law: category.by_law,
                decided_by: category.decided_by,
                placeholder: category.placeholder,
            });
        }
    }

    fn solutions(&mut self, raw: RawSolutions) {
        for solution in raw.solution {
            if solution.continues && solution.remits {
                self.problem(&format!("« {} » continue devant la Cour ou renvoie ailleurs", solution.code));
            }
            if self.catalogue.solution(&solution.code).is_some() {
                self.problem(&format!("« {} » est le nom de deux solutions", solution.code));
            }
            let compiled = Solution {
                code: self.symbol(&solution.code),
                label: solution.label,
                article: solution.article,
                public: self.symbol(&solution.public),
                continues: solution.continues,
                remits: solution.remits,
                procedures: self.procedures(&solution.procedures),
            };
            self.catalogue.solutions.push(compiled);
        }
    }

    fn modifiers(&mut self, raw: RawModifiers) {
        for d in raw.distance {
            let name = self.symbol(&d.name);
            self.catalogue.distances.push(Distance {
                name,
                overseas: d.overseas,
                abroad: d.abroad,
                served_in_person: d.served_in_person,
                article: d.article,
            });
        }
        for event in raw.event {
            let sources: Vec<Pattern> = event.sources.iter().map(|s| self.pattern(s)).collect();
            let compiled = EventType {
                name: self.symbol(&event.name),
                label: event.label,
                kinds: sources.iter().fold(0, |kinds, source| kinds | source.kinds),
                sources,
                personal: event.personal,
                article: event.article,
            };
            self.catalogue.events.push(compiled);
        }
        for i in raw.interruption {
            let compiled = Interruption {
                id: self.symbol(&i.id),
                by: self.event(&i.by),
                restart: self.event(&i.restart),
                or_later: i.or_later.iter().map(|name| self.event(name)).collect(),
                doubtful: self.optional_event(&i.doubtful),
                restarts_alone: i.restarts_alone,
                or_suspends: i.or_suspends,
                once: i.once,
                recourse: i.recourse.map(|r| Recourse {
                    by: self.event(&r.by),
                    within: r.within,
                    restart: self.event(&r.restart),
                    article: r.article,
                }),
                article: i.article,
            };
            self.catalogue.interruptions.push(compiled);
        }
    }

    /// Every sentence that the engine says, and none that it does not.
    fn sentences(&mut self, raw: BTreeMap<String, RawSentence>) {
        for name in raw.keys().filter(|name| Phrase::named(name).is_none()) {
            self.problem(&format!("aucune explication ne dit « {name} »"));
        }
        let mut raw = raw;
        for (_, name) in Phrase::ALL {
            let sentence = match raw.remove(*name) {
                Some(s) => Sentence::cut(&s.text, &s.basis).unwrap_or_else(|blank| {
                    self.problem(&format!("« {name} » : rien ne remplit « {{{blank}}} »"));
                    Sentence::default()
                }),
                None => {
                    self.problem(&format!("la phrase « {name} » manque"));
                    Sentence::default()
                }
            };
            self.catalogue.sentences.push(sentence);
        }
    }

    /// What the law of some rules says otherwise: another text, or another basis for the same words.
    fn regime(&mut self, path: &str, mut raw: RawRegime) {
        for name in raw.phrase.keys().filter(|name| Phrase::named(name).is_none()) {
            self.problem(&format!("aucune explication ne dit « {name} »"));
        }
        let mut sentences = Vec::new();
        for (at, (_, name)) in Phrase::ALL.iter().enumerate() {
            let own = raw.phrase.remove(*name).map(|own| match own.text {
                Some(text) => Sentence::cut(&text, &own.basis).unwrap_or_else(|blank| {
                    self.problem(&format!("« {name} » : rien ne remplit « {{{blank}}} »"));
                    Sentence::default()
                }),
                None => self.catalogue.sentences.get(at).cloned().unwrap_or_default().grounded_on(&own.basis),
            });
            sentences.push(own);
        }
        let local_holidays_doubtful = raw.local_holidays_doubtful;
        self.catalogue.regimes.push(Regime {
            name: stem(path).to_owned(),
            local_holidays_doubtful,
            sentences,
        });
    }

    fn timeless(&mut self, raw: RawTimeless, ids: &[String]) {
        for (id, of) in raw.identifiant {
            if ids.contains(&id) {
                self.problem(&format!("« {id} » a une règle et une raison de n’en pas avoir"));
            }
            self.catalogue.timeless.push(Timeless { id, article: of.article, reason: of.reason });
        }
    }

    /// What a derivation asks of the catalogue as a whole, worked out once.
    fn index(&mut self) {
        let catalogue = &mut self.catalogue;
        for at in 0..catalogue.rules.len() {
            let rule = &catalogue.rules[at];
            let chained = rule.triggers.iter().filter_map(|t| catalogue.rules.get(t.after?));
            let interruptions = chained.chain([rule]).flat_map(|rule| &rule.interruptions);
            let doubtful = interruptions.filter_map(|i| catalogue.interruptions.get(*i)?.doubtful);
            let events = doubtful.filter_map(|event| catalogue.events.get(event));
            catalogue.rules[at].set_back_by = events.fold(0, |kinds, event| kinds | event.kinds);
        }
        for (at, rule) in catalogue.rules.iter().enumerate() {
            let (slots, symbol) = (&mut catalogue.rule_slots, rule.id.index());
            slots.resize(slots.len().max(symbol + 1), u16::MAX);
            slots[symbol] = u16::try_from(at).unwrap_or(u16::MAX);
            catalogue.rule_names.insert(rule.id.as_str(), at);
        }
        let events = catalogue.events.iter().map(|event| event.name.as_str());
        catalogue.event_names = events.zip(0..).collect();
        catalogue.missing_task = catalogue.tasks.iter().position(|ty| ty.opens_on_missing);
        catalogue.nothing_task = catalogue.tasks.iter().position(|ty| ty.opens_on_nothing);
    }

    fn event(&mut self, name: &str) -> usize {
        match self.catalogue.events.iter().position(|event| event.name.as_str() == name) {
            Some(at) => at,
            None => {
                self.problem(&format!("aucun événement « {name} »"));
                0
            }
        }
    }

    pub(super) fn optional_event(&mut self, name: &str) -> Option<usize> {
        (!name.is_empty()).then(|| self.event(name))
    }

    /// Where a task is owed: everywhere, but where the case is over or waits, unless it says so.
    fn owed_at(&mut self, raw: &RawTask) -> u32 {
        let stages = self.catalogue.stages.iter().enumerate();
        let usual = |stage: &Stage| if stage.terminal { raw.after_end } else { !stage.suspended };
        let mut owed = stages.filter(|(_, stage)| usual(stage)).fold(0, |owed, (at, _)| owed | 1 << at);
        for name in &raw.still_at {
            match self.catalogue.stages.iter().position(|stage| stage.name.as_str() == name) {
                Some(at) if self.catalogue.stages[at].suspended => owed |= 1 << at,
                Some(_) => self.problem(&format!("au stade « {name} », rien n’est suspendu")),
                None => self.problem(&format!("aucun stade « {name} »")),
            }
        }
        owed
    }

    fn task(&mut self, path: &str, raw: RawTask) {
        let severity = match raw.severity.as_str() {
            "" | "normale" => Severity::Normal,
            "haute" => Severity::High,
            "critique" => Severity::Critical,
            other => {
                self.problem(&format!("gravité « {other} » inconnue"));
                Severity::Normal
            }
        };
        let owed_at = self.owed_at(&raw);
        let cures: Vec<Pattern> = raw.cured_by.iter().map(|name| self.pattern(name)).collect();
        let each: Vec<Pattern> = raw.each.iter().map(|name| self.pattern(name)).collect();
        let chambre = (!raw.chambre.is_empty()).then(|| self.symbol(&raw.chambre));
        let named = |pattern: &Pattern| {
            let ty = self.catalogue.act_type(pattern.kind);
            ty.is_some_and(|ty| ty.attr_named(&raw.chambre).is_some())
        };
        if chambre.is_some() && (each.is_empty() || !each.iter().all(named)) {
            self.problem("`chambre` nomme un attribut que portent tous les actes de `each`");
        }
        let task = TaskType {
            code: self.symbol(stem(path)),
            label: raw.label,
            role: self.role(&raw.role),
            severity,
            when: raw.when.as_ref().map(|when| self.condition(when)),
            each,
            chambre,
            due: raw.due.map(|due| (self.pattern(&due.after), due.term)),
            cured_by: cures.iter().map(|pattern| pattern.kind).collect(),
            cures,
            article: raw.article,
            opens_on_missing: raw.opens_on_missing,
            opens_on_nothing: raw.opens_on_nothing,
            after_end: raw.after_end,
            sans_report: raw.sans_report,
            escalade: raw.escalade,
            owed_at,
            procedures: self.procedures(&raw.procedures),
        };
        self.catalogue.tasks.push(task);
    }
}
