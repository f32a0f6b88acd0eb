//! Compiles what makes a procedure a whole: stages, milestones and their checks, notices.

use super::{
    Catalogue, Control, Escalation, KINDS, Marks, Milestone, NoticeType, Procedure, ProcedureStage,
    Procedures, Recipient, RequiredPiece, Rule, ServiceFact,
    raw::{RawCatalogue, RawControl, RawNotice, RawPiece, RawProcedure},
    read::{Compiler, stem},
};
use crate::{act::ActKind, admission::Gravity, symbol::Symbol};

/// Procedures that the bits of one number can name.
const PROCEDURES: usize = 32;

/// What types of attributes stand for.
#[derive(Default)]
pub(super) struct Named {
    /// Procedures: code, group, act that opens.
    procedures: Vec<(Symbol, Symbol, ActKind)>,
    pub notices: Vec<Symbol>,
    pub controls: Vec<Symbol>,
    /// Texts that set a length in place of a rule's, which a journal may name.
    pub special: Vec<Symbol>,
}

impl Named {
    /// Procedures of the journals that an act opens; every one, for an act that opens none.
    pub(super) fn procedures_opened_by(&self, act: ActKind) -> Vec<Symbol> {
        let of = |opens: bool| -> Vec<Symbol> {
            self.procedures.iter().filter(|(.., by)| !opens || *by == act).map(|(code, ..)| *code).collect()
        };
        let opened = of(true);
        if opened.is_empty() { of(false) } else { opened }
    }
}

/// The files, read, their names declared.
pub(super) struct Whole {
    general: Vec<RawCatalogue>,
    procedures: Vec<(String, RawProcedure)>,
    notices: Vec<(String, RawNotice)>,
    controls: Vec<(String, RawControl)>,
    pieces: Vec<(String, RawPiece)>,
}

impl Whole {
    pub(super) fn read<'a>(to: &mut Compiler, under: &impl Fn(&str) -> Vec<(&'a str, &'a str)>) -> Self {
        fn all<T: serde::de::DeserializeOwned>(
            to: &mut Compiler,
            files: Vec<(&str, &str)>,
        ) -> Vec<(String, T)> {
            files.into_iter().filter_map(|(p, t)| to.read(p, t).map(|raw| (p.to_owned(), raw))).collect()
        }
        let general = all(to, under("catalogue.toml")).into_iter().map(|(_, raw)| raw).collect();
        let general: Vec<RawCatalogue> = general;
        for (code, label) in general.iter().flat_map(|raw| &raw.roles) {
            let code = to.symbol(code);
            to.catalogue.roles.push((code, label.clone()));
        }
        for (role, raw) in general.iter().flat_map(|raw| &raw.escalades) {
            let (role, to_whom) = (to.role(role), to.role(&raw.vers));
            if role == to_whom {
                to.problem("une escalade va à un autre que celui qui devait agir");
            }
            let escalation = Escalation { role, to: to_whom, days: raw.jours, warning_days: raw.alerte };
            to.catalogue.escalations.push(escalation);
        }
        let procedures: Vec<(String, RawProcedure)> = all(to, under("procedures/"));
        if procedures.len() > PROCEDURES {
            to.problem(&format!("plus de {PROCEDURES} procédures"));
        }
        for (path, raw) in &procedures {
            to.file.clone_from(path);
            let (code, group, by) = (to.symbol(stem(path)), to.symbol(&raw.group), to.kind(&raw.opened_by));
            to.named.procedures.push((code, group, by));
        }
        let notices: Vec<(String, RawNotice)> = all(to, under("notifications/"));
        let controls: Vec<(String, RawControl)> = all(to, under("controles/"));
        to.named.notices = notices.iter().map(|(_, raw)| to.symbol(&raw.id)).collect();
        to.named.controls = controls.iter().map(|(_, raw)| to.symbol(&raw.id)).collect();
        let pieces = all(to, under("pieces/"));
        Self { general, procedures, notices, controls, pieces }
    }

    pub(super) fn compile(self, to: &mut Compiler) {
        let mut usual = String::new();
        for raw in self.general {
            to.file = "catalogue/catalogue.toml".into();
            to.catalogue.version = raw.version;
            usual = raw.usual;
            for text in &raw.ends_for_those_named {
                let pattern = to.pattern(text);
                to.catalogue.partial_ends.push(pattern);
            }
            for name in &raw.revokes {
                let kind = to.kind(name);
                to.catalogue.revokes.push(kind);
            }
            for (code, label) in raw.destinataires {
                let code = to.symbol(&code);
                to.catalogue.bodies.push((code, label));
            }
            for jalon in raw.jalon {
                let acts: Vec<_> = jalon.acts.iter().map(|text| to.standing(text)).collect();
                let passed_by: Vec<ActKind> = acts.iter().map(|fact| fact.pattern.kind).collect();
                let met_by = jalon.met_by.iter().map(|pattern| to.pattern(pattern)).collect();
                let name = to.symbol(&jalon.name);
                if passed_by.is_empty() != jalon.at_end {
                    to.problem(&format!("le jalon « {} » se franchit par des actes ou à la fin", jalon.name));
                }
                to.catalogue.milestones.push(Milestone { name, label: jalon.label, passed_by, acts, met_by });
                if jalon.at_end {
                    let all = to.catalogue.milestones.len();
                    to.catalogue.behind_at_end = 1u16.checked_shl(all as u32).unwrap_or(0).wrapping_sub(1);
                }
            }
        }
        for (path, raw) in self.notices {
            to.file = path;
            to.notice(raw);
        }
        for (path, raw) in self.controls {
            to.file = path;
            to.control(raw);
        }
        for (path, raw) in self.pieces {
            to.file = path;
            to.piece(raw);
        }
        for (path, raw) in self.procedures {
            to.file = path;
            to.procedure(raw);
        }
        to.catalogue.usual = to.catalogue.procedure_named(&usual).unwrap_or_else(|| {
            to.file = "catalogue/catalogue.toml".into();
            to.problem(&format!("aucune procédure « {usual} »"));
            0
        });
        to.mark();
    }
}

impl Compiler {
    /// The procedures of a list of codes and groups; every one, when the list is empty.
    pub(super) fn procedures(&mut self, names: &[String]) -> Procedures {
        if names.is_empty() {
            return Procedures::ALL;
        }
        let mut set = 0;
        for name in names {
            let known = self.named.procedures.iter().take(PROCEDURES).enumerate();
            let of_name = known
                .filter(|(_, (code, group, _))| code.as_str() == name || group.as_str() == name)
                .fold(0u32, |set, (at, _)| set | 1 << at);
            if of_name == 0 {
                self.problem(&format!("aucune procédure ni famille « {name} »"));
            }
            set |= of_name;
        }
        Procedures(set)
    }

    /// Somebody who may be in charge of a task.
    pub(super) fn role(&mut self, name: &str) -> Symbol {
        let symbol = self.symbol(name);
        if !self.catalogue.roles.iter().any(|(known, _)| *known == symbol) {
            self.problem(&format!("aucun rôle « {name} » dans catalogue.toml"));
        }
        symbol
    }

    fn notice(&mut self, raw: RawNotice) {
        let party = Recipient::PARTIES.iter().find(|(word, ..)| *word == raw.to).map(|(_, to, _)| *to);
        let to = party.unwrap_or_else(|| Recipient::Body(self.body(&raw.to)));
        let on: Vec<_> = raw.on.iter().map(|pattern| self.pattern(pattern)).collect();
        if on.is_empty() {
            self.problem("rien ne rend cet avis nécessaire");
        }
        if raw.means.is_empty() {
            self.problem("cet avis n’a pas de mode d’envoi");
        }
        let notice = NoticeType {
            id: self.symbol(&raw.id),
            label: raw.label,
            article: raw.article,
            procedures: self.procedures(&raw.procedures),
            by: self.body(&raw.by),
            to,
            means: raw.means.iter().map(|name| self.symbol(name)).collect(),
            kinds: on.iter().fold(0, |kinds, pattern| kinds | pattern.kinds),
            on,
            unless: self.condition(&raw.unless),
            within: raw.within,
            mentions: raw.mentions,
            proved_by: raw.proved_by.iter().map(|pattern| self.pattern(pattern)).collect(),
            returned_by: raw.returned_by.iter().map(|pattern| self.pattern(pattern)).collect(),
            proof_names_author: raw.proof_names_author,
            without_proof: raw.without_proof,
            doubt: raw.doubt,
        };
        self.catalogue.notices.push(notice);
    }

    fn body(&mut self, name: &str) -> Symbol {
        let symbol = self.symbol(name);
        if !self.catalogue.bodies.iter().any(|(known, _)| *known == symbol) {
            self.problem(&format!("« {name} » n’est ni une partie ni un destinataire de catalogue.toml"));
        }
        symbol
    }

    fn milestones_named(&mut self, names: &[String]) -> u16 {
        let mut named = 0;
        for name in names {
            match self.catalogue.milestones.iter().position(|m| m.name.as_str() == name) {
                Some(at) => named |= 1 << at,
                None => self.problem(&format!("aucun jalon « {name} »")),
            }
        }
        named
    }

    fn control(&mut self, raw: RawControl) {
        let gravity = match raw.severity.as_str() {
            "bloquante" => Gravity::Blocking,
            "avertissement" => Gravity::Warning,
            "information" => Gravity::Information,
            other => {
                self.problem(&format!("gravité « {other} » inconnue"));
                Gravity::Blocking
            }
        };
        let milestones = self.milestones_named(&raw.milestones);
        let warns_before = self.milestones_named(&raw.warns_before);
        if warns_before & !milestones != 0 || warns_before != 0 && gravity != Gravity::Blocking {
            self.problem(
                "« warns_before » nomme des jalons du contrôle, et n’adoucit que ce qui est bloquant",
            );
        }
        let (kept, awaited) = (self.rules_named(&raw.kept), self.rules_named(&raw.awaited));
        let fact = (!raw.fact.is_empty()).then(|| ServiceFact::named(&raw.fact));
        if fact == Some(None) {
            self.problem(&format!("aucun fait de service « {} »", raw.fact));
        }
        for name in &raw.of {
            let catalogue = &self.catalogue;
            let known = catalogue.rules.iter().any(|rule| rule.id.as_str() == name)
                || catalogue.notices.iter().any(|notice| notice.id.as_str() == name)
                || catalogue.tasks.iter().any(|task| task.code.as_str() == name);
            if !known {
                self.problem(&format!("« {name} » n’est ni une règle, ni un avis, ni une tâche"));
            }
        }
        let control = Control {
            fact: fact.flatten(),
            of: raw.of.iter().map(|name| self.symbol(name)).collect(),
            passed_by: raw.passed_by.iter().map(|pattern| self.pattern(pattern)).collect(),
            also_before: raw.also_before.iter().map(|pattern| self.pattern(pattern)).collect(),
            silence_warns: raw.silence_warns,
            warns_before,
            each_pourvoi: raw.each_pourvoi,
            overridden_by: raw.overridden_by.iter().map(|name| self.role(name)).collect(),
            id: self.symbol(&raw.id),
            label: raw.label,
            article: raw.article,
            procedures: self.procedures(&raw.procedures),
            milestones,
            gravity,
            consequence: raw.consequence,
            when: self.condition(&raw.when),
            regular: raw.regular.as_ref().map(|when| self.condition(when)),
            irregular: raw.irregular.as_ref().map(|when| self.condition(when)),
            kept,
            awaited,
            cured_by: raw.cured_by.iter().map(|name| self.kind(name)).collect(),
        };
        self.catalogue.controls.push(control);
    }

    fn piece(&mut self, raw: RawPiece) {
        let piece = RequiredPiece {
            id: self.symbol(&raw.id),
            label: raw.label,
            article: raw.article,
            procedures: self.procedures(&raw.procedures),
            from: raw.from,
            consequence: raw.consequence,
            when: self.condition(&raw.when),
            provided_by: raw.provided_by.iter().map(|text| self.pattern(text)).collect(),
            asked_by: raw.asked_by.iter().map(|text| self.pattern(text)).collect(),
            answers: raw.answers,
        };
        if piece.provided_by.is_empty() {
            self.problem("aucun acte n’apporte cette pièce");
        }
        self.catalogue.required.push(piece);
    }

    fn rules_named(&mut self, ids: &[String]) -> Vec<usize> {
        let known = |id: &String| self.catalogue.rules.iter().position(|rule| rule.id.as_str() == id);
        let found: Vec<Option<usize>> = ids.iter().map(known).collect();
        for (id, _) in ids.iter().zip(&found).filter(|(_, at)| at.is_none()) {
            self.problem(&format!("aucune règle « {id} »"));
        }
        found.into_iter().flatten().collect()
    }

    fn procedure(&mut self, raw: RawProcedure) {
        let at = self.catalogue.procedures.len();
        let Some((code, group, opened_by)) = self.named.procedures.get(at).copied() else { return };
        let mut stages = Vec::new();
        for stage in raw.stage {
            match self.catalogue.stages.iter().position(|known| known.name.as_str() == stage.name) {
                Some(known) => stages.push(ProcedureStage {
                    stage: known,
                    when: self.condition(&stage.when),
                    article: stage.article,
                }),
                None => self.problem(&format!("aucun stade « {} »", stage.name)),
            }
        }
        if !stages.first().is_some_and(|first| first.when.always) {
            self.problem("le premier stade vaut sans condition");
        }
        let statutory = (!raw.statutory.is_empty())
            .then(|| self.catalogue.rules.iter().position(|rule| rule.id.as_str() == raw.statutory));
        if statutory == Some(None) {
            self.problem(&format!("aucune règle « {} »", raw.statutory));
        }
        let catalogue = &self.catalogue;
        let opens = |rule: &Rule| {
            rule.triggers.iter().any(|trigger| trigger.pattern.is_some() && trigger.procedures.contains(at))
        };
        let of = |procedures: Procedures| procedures.contains(at);
        let procedure = Procedure {
            code,
            label: raw.label,
            group,
            article: raw.article,
            opened_by,
            urgency: raw.urgency,
            statutory: statutory.flatten(),
            rules: positions(&catalogue.rules, |rule| opens(rule) && of(rule.procedures)),
            tasks: positions(&catalogue.tasks, |task| of(task.procedures)),
            owed: (0..catalogue.stages.len())
                .map(|stage| positions(&catalogue.tasks, |task| of(task.procedures) && task.owed_at(stage)))
                .collect(),
            notices: positions(&catalogue.notices, |notice| of(notice.procedures)),
            controls: positions(&catalogue.controls, |control| of(control.procedures)),
            possible: (0..catalogue.stages.len()).map(|stage| admitted(catalogue, at, stage)).collect(),
            stages,
        };
        self.catalogue.procedures.push(procedure);
    }

    /// The names that the engine itself knows.
    fn mark(&mut self) {
        let name = |name| Symbol::find(name).unwrap_or(Symbol::NONE);
        let (procedure, decision) = (name("procedure"), name("decision_attaquee"));
        let acts = self.catalogue.acts.iter().take(KINDS).enumerate();
        let opening = acts
            .filter(|(_, ty)| ty.attrs.iter().any(|attr| attr.name == procedure || attr.name == decision))
            .fold(0, |set, (slot, _)| set | 1 << slot);
        let of_kind = |to: &mut Self, kind: &str| to.catalogue.kind(kind).map(|_| to.pattern(kind));
        self.catalogue.notified = of_kind(self, "notification_faite");
        self.catalogue.verified = of_kind(self, "point_verifie");
        self.catalogue.marks = Marks {
            counsel: name("avocat_constitue"),
            discharged: name("avocat_decharge"),
            moved: name("residence_changee"),
            residence: name("residence"),
            requalified: name("qualite_changee"),
            role: name("role"),
            served_in: name("remise_a_personne_en"),
            procedure,
            decision,
            special: name("texte_special"),
            until: name("jusqu_au"),
            months: name("mois"),
            days: name("jours"),
            notice: name("avis"),
            handed: name("remise"),
            point: name("point"),
            result: name("resultat"),
            irregular: name("irregulier"),
            annulled: name("acte_annule"),
            opening,
        };
    }
}

fn positions<T>(all: &[T], wanted: impl Fn(&T) -> bool) -> Vec<usize> {
    all.iter().enumerate().filter(|(_, of)| wanted(of)).map(|(at, _)| at).collect()
}

/// Types that a stage of a procedure admits or expects.
fn admitted(catalogue: &Catalogue, procedure: usize, stage: usize) -> u128 {
    let acts = catalogue.acts.iter().take(KINDS).enumerate();
    let fits =
        acts.filter(|(_, ty)| ty.stages_in(procedure) >> stage & 1 == 1 && ty.procedures.contains(procedure));
    fits.fold(0, |set, (slot, _)| set | 1 << slot)
}
