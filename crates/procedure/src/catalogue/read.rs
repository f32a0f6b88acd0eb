//! Reads the data files and compiles them. Names are checked: what nobody declares is a mistake with its file.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::{
    ActClass, ActType, AttrSpec, AttrType, Bound, Catalogue, Condition, DateOrder, DateSpec, Distance,
    EventType, Interruption, Pattern, Procedure, Recourse, Rule, Sanction, Satisfaction, Sentence, Severity,
    Stage, TaskType, Trigger,
};
use crate::{act::ActKind, symbol::Symbol, term::Term};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCatalogue {
    version: String,
    procedures: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAct {
    label: String,
    class: String,
    #[serde(default)]
    article: String,
    #[serde(default)]
    remedy: String,
    #[serde(default)]
    stages: Vec<String>,
    #[serde(default)]
    rests_on: Vec<String>,
    #[serde(default)]
    date: Vec<RawDate>,
    #[serde(default)]
    attr: Vec<RawAttr>,
    #[serde(default)]
    order: Vec<RawOrder>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDate {
    name: String,
    label: String,
    #[serde(default)]
    optional: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAttr {
    name: String,
    label: String,
    #[serde(rename = "type")]
    ty: String,
    #[serde(default)]
    values: Vec<String>,
    #[serde(default)]
    required: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawOrder {
    date: String,
    #[serde(default)]
    after: String,
    text: String,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct RawCondition {
    all: Vec<String>,
    any: Vec<String>,
    none: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStages {
    stage: Vec<RawStage>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawStage {
    name: String,
    label: String,
    #[serde(default)]
    article: String,
    #[serde(default)]
    when: RawCondition,
    #[serde(default)]
    terminal: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawModifiers {
    distance: Vec<RawDistance>,
    event: Vec<RawEvent>,
    interruption: Vec<RawInterruption>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDistance {
    name: String,
    overseas: i32,
    abroad: i32,
    #[serde(default)]
    served_in_person: bool,
    article: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawEvent {
    name: String,
    label: String,
    #[serde(default)]
    sources: Vec<String>,
    #[serde(default)]
    personal: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawInterruption {
    id: String,
    by: String,
    restart: String,
    #[serde(default)]
    or_later: Vec<String>,
    #[serde(default)]
    doubtful: String,
    #[serde(default)]
    restarts_alone: bool,
    recourse: Option<RawRecourse>,
    article: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRecourse {
    by: String,
    within: Term,
    restart: String,
    article: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRule {
    id: String,
    label: String,
    article: String,
    bound: String,
    trigger: Vec<RawTrigger>,
    #[serde(default)]
    term: Term,
    #[serde(default)]
    special: Vec<RawSpecial>,
    #[serde(default)]
    distance: String,
    #[serde(default = "yes")]
    prorogation: bool,
    #[serde(default)]
    interrupted_by: Vec<String>,
    #[serde(default)]
    reduced_by: String,
    #[serde(default)]
    moved_by: String,
    #[serde(default)]
    extended_by: String,
    #[serde(default)]
    satisfied_by: Vec<RawSatisfaction>,
    #[serde(default)]
    optional: bool,
    #[serde(default)]
    moot: RawCondition,
    sanction: Option<RawSanction>,
    #[serde(default)]
    warnings: Vec<u16>,
    #[serde(default)]
    doubt: String,
    #[serde(default)]
    example: Vec<serde_json::Value>,
}

fn yes() -> bool {
    true
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTrigger {
    #[serde(default)]
    name: String,
    #[serde(default)]
    act: String,
    label: String,
    #[serde(default)]
    after: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSpecial {
    text: String,
    term: Term,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSatisfaction {
    act: String,
    #[serde(default = "yes")]
    personal: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSanction {
    label: String,
    by: String,
    #[serde(default)]
    task: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawTask {
    label: String,
    role: String,
    #[serde(default)]
    severity: String,
    when: Option<RawCondition>,
    due: Option<RawDue>,
    #[serde(default)]
    cured_by: Vec<String>,
    article: String,
    #[serde(default)]
    opens_on_missing: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawDue {
    after: String,
    term: Term,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSentence {
    text: String,
    #[serde(default)]
    basis: String,
}

/// What is being built, with the mistakes met.
struct Compiler {
    catalogue: Catalogue,
    problems: Vec<String>,
    file: String,
}

pub(super) fn compile(files: &[(&str, &str)]) -> Result<Catalogue, Vec<String>> {
    let mut compiler =
        Compiler { catalogue: Catalogue::default(), problems: Vec::new(), file: String::new() };
    let under = |folder: &str| -> Vec<(&str, &str)> {
        let prefix = format!("catalogue/{folder}");
        files.iter().copied().filter(|(path, _)| path.starts_with(&prefix)).collect()
    };
    for (path, text) in under("catalogue.toml") {
        compiler.general(path, text);
    }
    // Names of acts and stages first: files speak of one another.
    for (path, _) in under("actes/") {
        compiler.declare(path);
    }
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
        compiler.order(path, act);
    }
    for stage in stages {
        compiler.stage(stage);
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
            let read = raw.into_iter().map(|(name, s)| (name, Sentence::new(s.text, s.basis)));
            compiler.catalogue.sentences = read.collect();
        }
    }
    let rules: Vec<(String, RawRule)> = under("civil/")
        .into_iter()
        .filter_map(|(p, t)| compiler.read(p, t).map(|rule| (p.to_owned(), rule)))
        .collect();
    let ids: Vec<String> = rules.iter().map(|(_, rule)| rule.id.clone()).collect();
    for (path, rule) in rules {
        compiler.rule(path, rule, &ids);
    }
    if compiler.problems.is_empty() { Ok(compiler.catalogue) } else { Err(compiler.problems) }
}

/// Name of a file without folder and ending.
fn stem(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path).trim_end_matches(".toml")
}

impl Compiler {
    fn read<T: serde::de::DeserializeOwned>(&mut self, path: &str, text: &str) -> Option<T> {
        self.file = path.to_owned();
        toml::from_str(text).map_err(|error| self.problem(&error.to_string())).ok()
    }

    fn problem(&mut self, what: &str) {
        self.problems.push(format!("{}: {what}", self.file));
    }

    fn symbol(&mut self, name: &str) -> Symbol {
        match Symbol::intern(name) {
            Some(symbol) => symbol,
            None => {
                self.problem("trop de noms");
                Symbol::NONE
            }
        }
    }

    fn general(&mut self, path: &str, text: &str) {
        let Some(raw) = self.read::<RawCatalogue>(path, text) else { return };
        self.catalogue.version = raw.version;
        for code in raw.procedures.keys() {
            self.symbol(code);
        }
        self.catalogue.procedures =
            raw.procedures.into_iter().map(|(code, label)| Procedure { code, label }).collect();
    }

    fn declare(&mut self, path: &str) {
        let name = stem(path);
        let kind = ActKind(self.symbol(name));
        self.catalogue.act_names.insert(name.to_owned(), kind);
    }

    fn kind(&mut self, name: &str) -> ActKind {
        match self.catalogue.kind(name) {
            Some(kind) => kind,
            None => {
                self.problem(&format!("aucun acte « {name} »"));
                ActKind(Symbol::NONE)
            }
        }
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
        let mut admitted = 0;
        for name in &raw.stages {
            match stages.iter().position(|stage| stage.name == *name) {
                Some(at) => admitted |= 1 << at,
                None => self.problem(&format!("aucun stade « {name} »")),
            }
        }
        let dates = raw.date.iter().map(|d| DateSpec {
            name: self.symbol(&d.name),
            label: d.label.clone(),
            required: !d.optional,
        });
        let dates: Vec<DateSpec> = dates.collect();
        if dates.is_empty() {
            self.problem("un acte porte au moins une date");
        }
        let attrs = raw.attr.iter().map(|attr| self.attr(attr)).collect();
        let rests_on = raw.rests_on.iter().map(|name| self.kind(name)).collect();
        let act = ActType {
            kind,
            label: raw.label.clone(),
            class,
            dates,
            attrs,
            stages: if raw.stages.is_empty() { u32::MAX } else { admitted },
            rests_on,
            order: Vec::new(),
            article: raw.article.clone(),
            remedy: raw.remedy.clone(),
        };
        let at = kind.0.index();
        if self.catalogue.act_slots.len() <= at && at < usize::from(u16::MAX) {
            self.catalogue.act_slots.resize(at + 1, u16::MAX);
        }
        let slot = u16::try_from(self.catalogue.acts.len()).unwrap_or(u16::MAX);
        if let Some(known) = self.catalogue.act_slots.get_mut(at) {
            *known = slot;
        }
        if self.catalogue.acts.len() >= 64 {
            self.problem("plus de 64 types d’actes");
        }
        self.catalogue.acts.push(act);
    }

    fn attr(&mut self, raw: &RawAttr) -> AttrSpec {
        let ty = match raw.ty.as_str() {
            "code" => AttrType::Code(raw.values.iter().map(|value| self.symbol(value)).collect()),
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

    fn order(&mut self, path: &str, raw: &RawAct) {
        self.file = path.to_owned();
        let kind = self.kind(stem(path));
        let Some(slot) = self.catalogue.slot(kind) else { return };
        let orders: Vec<DateOrder> = raw
            .order
            .iter()
            .map(|o| DateOrder {
                date: self.symbol(&o.date),
                after: (!o.after.is_empty()).then(|| self.pattern(&o.after)),
                text: o.text.clone(),
            })
            .collect();
        self.catalogue.acts[slot].order = orders;
    }

    /// `memoire_depose(nature=ampliatif|complementaire).depose`: filters and date may be left out.
    fn pattern(&mut self, text: &str) -> Pattern {
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
        let known = self.catalogue.act_type(kind).is_none_or(|ty| ty.dates.iter().any(|d| d.name == date));
        if !known {
            self.problem(&format!("« {name} » ne porte pas de date « {date} »"));
        }
        Pattern { kind, filters, date }
    }

    fn first_date(&self, kind: ActKind) -> Symbol {
        self.catalogue.act_type(kind).and_then(|ty| ty.dates.first()).map_or(Symbol::NONE, |date| date.name)
    }

    fn condition(&mut self, raw: &RawCondition) -> Condition {
        let mut bits = |names: &[String]| names.iter().fold(0u128, |bits, name| bits | self.fact(name));
        Condition { all: bits(&raw.all), any: bits(&raw.any), none: bits(&raw.none) }
    }

    /// The bit of the fact « an act of the pattern stands ».
    fn fact(&mut self, text: &str) -> u128 {
        let pattern = self.pattern(text);
        let at = match self.catalogue.facts.iter().position(|known| *known == pattern) {
            Some(at) => at,
            None => {
                self.catalogue.facts.push(pattern);
                self.catalogue.facts.len() - 1
            }
        };
        if at >= 128 {
            self.problem("plus de 128 faits");
            return 0;
        }
        1 << at
    }

    fn stage(&mut self, raw: RawStage) {
        let stage = Stage {
            name: self.symbol(&raw.name),
            when: self.condition(&raw.when),
            label: raw.label,
            terminal: raw.terminal,
            article: raw.article,
        };
        self.catalogue.stages.push(stage);
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
            let compiled = EventType {
                name: self.symbol(&event.name),
                label: event.label,
                sources: event.sources.iter().map(|s| self.pattern(s)).collect(),
                personal: event.personal,
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

    fn event(&mut self, name: &str) -> usize {
        match self.catalogue.events.iter().position(|event| event.name.as_str() == name) {
            Some(at) => at,
            None => {
                self.problem(&format!("aucun événement « {name} »"));
                0
            }
        }
    }

    fn optional_event(&mut self, name: &str) -> Option<usize> {
        (!name.is_empty()).then(|| self.event(name))
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
        let task = TaskType {
            code: self.symbol(stem(path)),
            label: raw.label,
            role: self.symbol(&raw.role),
            severity,
            when: raw.when.as_ref().map(|when| self.condition(when)),
            due: raw.due.map(|due| (self.pattern(&due.after), due.term)),
            cured_by: raw.cured_by.iter().map(|name| self.kind(name)).collect(),
            article: raw.article,
            opens_on_missing: raw.opens_on_missing,
        };
        self.catalogue.tasks.push(task);
    }

    fn rule(&mut self, path: String, raw: RawRule, ids: &[String]) {
        self.file = path;
        if raw.example.is_empty() {
            self.problem("une règle porte au moins un exemple");
        }
        let bound = match raw.bound.as_str() {
            "demandeur" => Bound::Demandeur,
            "envers_defendeur_avec_avocat" => Bound::TowardsRepresented,
            "envers_defendeur_sans_avocat" => Bound::TowardsUnrepresented,
            "destinataire" => Bound::Addressee,
            "auteur" => Bound::Author,
            "cour" => Bound::Court,
            other => {
                self.problem(&format!("« {other} » ne lie personne"));
                Bound::Court
            }
        };
        let triggers = raw.trigger.iter().map(|t| self.trigger(t, ids)).collect();
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
            bound,
            triggers,
            term: raw.term,
            special: raw.special.into_iter().map(|s| (s.text, s.term)).collect(),
            distance,
            prorogation: raw.prorogation,
            interruptions,
            reduced_by: self.optional_event(&raw.reduced_by),
            moved_by: self.optional_event(&raw.moved_by),
            extended_by: self.optional_event(&raw.extended_by),
            satisfied_by: raw
                .satisfied_by
                .iter()
                .map(|s| Satisfaction { pattern: self.pattern(&s.act), personal: s.personal })
                .collect(),
            optional: raw.optional,
            moot: self.condition(&raw.moot),
            sanction,
            warnings: raw.warnings,
            doubt: raw.doubt,
            examples: raw.example,
        };
        self.catalogue.rules.push(rule);
    }

    fn trigger(&mut self, raw: &RawTrigger, ids: &[String]) -> Trigger {
        let after = (!raw.after.is_empty()).then(|| ids.iter().position(|id| *id == raw.after)).flatten();
        if !raw.after.is_empty() && after.is_none() {
            self.problem(&format!("aucune règle « {} »", raw.after));
        }
        Trigger {
            name: self.symbol(&raw.name),
            pattern: (!raw.act.is_empty()).then(|| self.pattern(&raw.act)),
            label: raw.label.clone(),
            after,
        }
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
