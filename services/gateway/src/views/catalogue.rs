//! The law as a catalogue to walk through: procedures, notices, tasks, checks and acts, each tied to the others.

use greffe_procedure::{
    act::ActKind,
    catalogue::{
        ActType, Catalogue, Condition, Control, Facts, NoticeType, Pattern, Procedure, Procedures, Rule,
        TaskType,
    },
    symbol::Symbol,
    term::Term,
};
use serde::Serialize;
use utoipa::ToSchema;

use super::{Label, rule};

/// Everything that the law of one version knows, to be searched.
#[derive(Serialize, ToSchema)]
pub struct LawIndex {
    /// Version of the law.
    catalogue: String,
    /// Procedures, in the order of the catalogue.
    procedures: Vec<Label>,
    /// Procedures, rules, notices, tasks, checks and acts, in this order.
    entries: Vec<LawEntry>,
}

/// A thing of the law that has a page of its own.
#[derive(Serialize, ToSchema)]
pub struct LawEntry {
    /// What it is and what it is called.
    #[serde(flatten)]
    link: LawLink,
    /// The text it comes from.
    article: String,
    /// In a few words: the length of a rule, whom a notice goes to, who owes a task.
    note: String,
    /// Codes of the procedures that know it.
    procedures: Vec<&'static str>,
}

/// The name of a thing of the law.
#[derive(Serialize, ToSchema)]
pub struct LawLink {
    /// `procedure`, `regle`, `avis`, `tache`, `controle`, `acte`.
    nature: &'static str,
    /// Its identifier.
    id: &'static str,
    /// What people read.
    label: String,
}

/// A piece of a sentence about acts: plain words, or an act.
#[derive(Serialize, ToSchema)]
pub struct LawWord {
    /// The words, or the name of the act.
    text: String,
    /// Type of the act; `null` for plain words.
    act: Option<String>,
    /// Codes that the act must hold.
    codes: Vec<LawCode>,
}

/// A code that a field of an act must hold.
#[derive(Serialize, ToSchema)]
pub struct LawCode {
    /// Field.
    field: String,
    /// Code.
    code: String,
}

/// What every page says first.
#[derive(Serialize, ToSchema)]
pub struct LawHead {
    /// What it is.
    #[serde(flatten)]
    link: LawLink,
    /// Version of the law.
    catalogue: String,
    /// The text it comes from.
    article: String,
    /// Procedures that know it; itself for a procedure.
    known_by: Vec<LawLink>,
}

/// A procedure as a whole.
#[derive(Serialize, ToSchema)]
pub struct ProcedureDetail {
    /// What it is.
    #[serde(flatten)]
    head: LawHead,
    /// The act that opens a dossier of it.
    opened_by: LawLink,
    /// Why it cannot wait; `null` where it may.
    urgency: Option<String>,
    /// The day by which the Court must have ruled; `null` where no text sets one.
    statutory: Option<StatutoryDate>,
    /// In order: the last whose condition holds is the dossier's.
    stages: Vec<StageDetail>,
    /// Points where a dossier may be stopped, with what is looked at there.
    milestones: Vec<MilestoneDetail>,
    /// Its terms.
    rules: Vec<LawEntry>,
    /// Its notices.
    notices: Vec<LawEntry>,
    /// Its tasks.
    tasks: Vec<LawEntry>,
}

/// The day by which the Court must have ruled.
#[derive(Serialize, ToSchema)]
pub struct StatutoryDate {
    /// The rule that sets it.
    rule: LawLink,
    /// The text.
    article: String,
    /// In words.
    length: String,
    /// What happens if it is missed; `null` where no text says it.
    missed: Option<String>,
    /// Days before it at which one is warned, longest first.
    warnings: Vec<u16>,
    /// Whether it moves to a working day.
    prorogation: bool,
}

/// A stage as a procedure knows it.
#[derive(Serialize, ToSchema)]
pub struct StageDetail {
    /// Its code.
    code: &'static str,
    /// What people read.
    label: String,
    /// The text.
    article: String,
    /// Acts that bring a dossier there; empty for the first.
    when: Vec<LawWord>,
    /// Whether the case is over there.
    terminal: bool,
    /// Whether the case waits there.
    suspended: bool,
    /// Acts that are possible there.
    acts: Vec<LawLink>,
}

/// A point where a dossier may be stopped.
#[derive(Serialize, ToSchema)]
pub struct MilestoneDetail {
    /// Its code.
    code: &'static str,
    /// What people read.
    label: String,
    /// Acts that pass it.
    passed_by: Vec<LawLink>,
    /// What is looked at before; the note says how grave a defect is.
    checks: Vec<LawEntry>,
}

/// A notice that the law wants.
#[derive(Serialize, ToSchema)]
pub struct NoticeDetail {
    /// What it is.
    #[serde(flatten)]
    head: LawHead,
    /// Who sends it.
    by: String,
    /// To whom it goes.
    to: String,
    /// Codes of the ways that the law admits, the usual one first.
    means: Vec<&'static str>,
    /// Acts that make it due.
    on: Vec<LawWord>,
    /// When it is not due, whatever the act; empty where it always is.
    unless: Vec<LawWord>,
    /// Time to send it, in words; `null` where no text sets one.
    within: Option<String>,
    /// What it must say.
    mentions: Vec<String>,
    /// Acts that prove it, besides the record of its sending.
    proved_by: Vec<LawWord>,
    /// What follows from a proof that does not come, empty when nothing is written.
    without_proof: String,
    /// An open point of law, empty when none.
    doubt: String,
    /// Rules whose term it starts or satisfies.
    rules: Vec<LawEntry>,
}

/// A task that someone owes.
#[derive(Serialize, ToSchema)]
pub struct TaskDetail {
    /// What it is.
    #[serde(flatten)]
    head: LawHead,
    /// Who is in charge.
    role: String,
    /// `normale`, `haute`, `critique`.
    severity: &'static str,
    /// When it is owed; empty where a term that lapses or lacks a fact opens it.
    when: Vec<LawWord>,
    /// By when; empty where no day is set.
    due: Vec<LawWord>,
    /// Acts that close it.
    closed_by: Vec<LawLink>,
    /// Whether each term that lacks a fact opens it.
    opens_on_missing: bool,
    /// Whether it is owed even where the case is over.
    after_end: bool,
    /// Stages at which it is owed.
    stages: Vec<Label>,
    /// Rules whose lapse opens it.
    rules: Vec<LawEntry>,
}

/// Something that must be in order.
#[derive(Serialize, ToSchema)]
pub struct ControlDetail {
    /// What it is.
    #[serde(flatten)]
    head: LawHead,
    /// `bloquante`, `avertissement`, `information`.
    severity: &'static str,
    /// What a defect leads to.
    consequence: String,
    /// Milestones that it stops.
    milestones: Vec<Label>,
    /// When there is something to look at; empty for always.
    when: Vec<LawWord>,
    /// What makes it regular.
    regular: Vec<LawWord>,
    /// What makes it irregular.
    irregular: Vec<LawWord>,
    /// Acts that cure it.
    cured_by: Vec<LawLink>,
    /// Rules whose terms must have been kept.
    rules: Vec<LawEntry>,
}

/// A type of act, and what follows from it.
#[derive(Serialize, ToSchema)]
pub struct ActTypeDetail {
    /// What it is.
    #[serde(flatten)]
    head: LawHead,
    /// `fait_recu`, `acte_de_la_cour`.
    class: &'static str,
    /// Its dates, the first places it in time.
    dates: Vec<String>,
    /// Its fields.
    fields: Vec<String>,
    /// Stages that admit or expect it.
    stages: Vec<Label>,
    /// What to do when it is refused, empty when nothing is written.
    remedy: String,
    /// Why nothing follows from it, empty where something does.
    quiet: String,
    /// Rules whose terms it starts.
    opens: Vec<LawEntry>,
    /// Rules whose terms it satisfies.
    satisfies: Vec<LawEntry>,
    /// Rules whose terms it interrupts, moves, shortens or ends.
    touches: Vec<LawEntry>,
    /// Tasks that it may open.
    tasks_opened: Vec<LawEntry>,
    /// Tasks that it closes.
    tasks_closed: Vec<LawEntry>,
    /// Notices that it makes due.
    notices_due: Vec<LawEntry>,
    /// Notices that it proves.
    notices_proved: Vec<LawEntry>,
    /// Stages that it brings a dossier to, or out of.
    moves: Vec<Label>,
    /// Checks that look at it.
    checks: Vec<LawEntry>,
}

impl LawIndex {
    /// All of a version of the law.
    #[must_use]
    pub fn of(law: &Catalogue) -> Self {
        let entries = law.procedures().iter().map(|p| procedure(law, p));
        let entries = entries.chain(law.rules().iter().map(|r| rule_entry(law, r)));
        let entries = entries.chain(law.notices().iter().map(|n| notice(law, n)));
        let entries = entries.chain(law.tasks().iter().map(|t| task(law, t)));
        let entries = entries.chain(law.controls().iter().map(|c| control(law, c)));
        let entries = entries.chain(law.act_types().iter().map(|a| act(law, a)));
        let procedures = law.procedures().iter();
        Self {
            catalogue: law.version().to_owned(),
            procedures: procedures.map(|p| labelled(p.code, &p.label)).collect(),
            entries: entries.collect(),
        }
    }
}

impl ProcedureDetail {
    /// A procedure by its code; `None` when the law knows none of it.
    #[must_use]
    pub fn of(law: &Catalogue, code: &str) -> Option<Self> {
        let at = law.procedure_named(code)?;
        let of = law.procedures().get(at)?;
        let stages = of.stages.iter().filter_map(|stage| {
            let known = law.stages().get(stage.stage)?;
            Some(StageDetail {
                code: known.name.as_str(),
                label: known.label.clone(),
                article: stage.article.clone(),
                when: condition(law, &stage.when),
                terminal: known.terminal,
                suspended: known.suspended,
                acts: of.possible_at(stage.stage).iter(law).map(|kind| act_link(law, kind)).collect(),
            })
        });
        let controls: Vec<&Control> = some_of(law.controls(), of.controls());
        let milestones = law.milestones().iter().enumerate().filter_map(|(at, milestone)| {
            let checks = controls.iter().filter(|control| control.milestones >> at & 1 == 1);
            let checks: Vec<_> = checks.map(|of| control(law, of)).collect();
            (!checks.is_empty()).then(|| MilestoneDetail {
                code: milestone.name.as_str(),
                label: milestone.label.clone(),
                passed_by: act_links(law, &milestone.passed_by),
                checks,
            })
        });
        let statutory = of.statutory.and_then(|at| law.rules().get(at)).map(|of| StatutoryDate {
            rule: link("regle", of.id.as_str(), &of.label),
            article: of.article.clone(),
            length: rule::length(of, of.term),
            missed: of.sanction.as_ref().map(|sanction| sanction.label.clone()),
            warnings: of.warnings.clone(),
            prorogation: of.prorogation,
        });
        Some(Self {
            head: LawHead {
                link: link("procedure", of.code.as_str(), &of.label),
                catalogue: law.version().to_owned(),
                article: of.article.clone(),
                known_by: Vec::new(),
            },
            opened_by: act_link(law, of.opened_by),
            urgency: Some(of.urgency.clone()).filter(|words| !words.is_empty()),
            statutory,
            stages: stages.collect(),
            milestones: milestones.collect(),
            rules: some_of(law.rules(), of.rules()).into_iter().map(|of| rule_entry(law, of)).collect(),
            notices: some_of(law.notices(), of.notices()).into_iter().map(|of| notice(law, of)).collect(),
            tasks: some_of(law.tasks(), of.tasks()).into_iter().map(|of| task(law, of)).collect(),
        })
    }
}

impl NoticeDetail {
    /// A notice by its identifier; `None` when the law knows none of it.
    #[must_use]
    pub fn of(law: &Catalogue, id: &str) -> Option<Self> {
        let of = law.notices().iter().find(|notice| notice.id.as_str() == id)?;
        let rules = law.rules().iter().filter(|rule| ties(law, rule, of));
        Some(Self {
            head: head(law, notice(law, of)),
            by: law.body_label(of.by).to_owned(),
            to: law.recipient_label(of.to).to_owned(),
            means: of.means.iter().map(|way| way.as_str()).collect(),
            on: any_of(law, &of.on),
            unless: condition(law, &of.unless),
            within: of.within.map(Term::words),
            mentions: of.mentions.clone(),
            proved_by: any_of(law, &of.proved_by),
            without_proof: of.without_proof.clone(),
            doubt: of.doubt.clone(),
            rules: rules.map(|of| rule_entry(law, of)).collect(),
        })
    }
}

impl TaskDetail {
    /// A task by its code; `None` when the law knows none of it.
    #[must_use]
    pub fn of(law: &Catalogue, code: &str) -> Option<Self> {
        let (at, of) = law.tasks().iter().enumerate().find(|(_, task)| task.code.as_str() == code)?;
        let lapses = |rule: &&Rule| rule.sanction.as_ref().is_some_and(|sanction| sanction.task == Some(at));
        let due = of
            .due
            .as_ref()
            .map(|(after, term)| sentence(law, &format!("{} à compter de\u{a0}: `{after}`", term.words())));
        let mut when = of.when.map(|when| condition(law, &when)).unwrap_or_default();
        if !of.each.is_empty() {
            let each: Vec<String> = of.each.iter().map(|pattern| format!("`{pattern}`")).collect();
            when.extend(sentence(
                law,
                &format!("chaque {}, jusqu’à l’acte qui lui répond", each.join(" ou ")),
            ));
        }
        Some(Self {
            head: head(law, task(law, of)),
            role: role(law, of),
            severity: of.severity.as_str(),
            when,
            due: due.unwrap_or_default(),
            closed_by: act_links(law, &of.cured_by),
            opens_on_missing: of.opens_on_missing,
            after_end: of.after_end,
            stages: stages(law, |stage| of.owed_at(stage)),
            rules: law.rules().iter().filter(lapses).map(|of| rule_entry(law, of)).collect(),
        })
    }
}

impl ControlDetail {
    /// A check by its identifier; `None` when the law knows none of it.
    #[must_use]
    pub fn of(law: &Catalogue, id: &str) -> Option<Self> {
        let of = law.controls().iter().find(|control| control.id.as_str() == id)?;
        let milestones = law.milestones().iter().enumerate();
        let stopped = milestones.filter(|(at, _)| of.milestones >> at & 1 == 1);
        let when = |of: Option<Condition>| of.map(|of| condition(law, &of)).unwrap_or_default();
        Some(Self {
            head: head(law, control(law, of)),
            severity: of.gravity.finding_word(),
            consequence: of.consequence.clone(),
            milestones: stopped.map(|(_, of)| labelled(of.name, &of.label)).collect(),
            when: when(Some(of.when)),
            regular: when(of.regular),
            irregular: when(of.irregular),
            cured_by: act_links(law, &of.cured_by),
            rules: some_of(law.rules(), &of.kept).into_iter().map(|of| rule_entry(law, of)).collect(),
        })
    }
}

impl ActTypeDetail {
    /// A type of act by its name; `None` when the law knows none of it.
    #[must_use]
    pub fn of(law: &Catalogue, kind: &str) -> Option<Self> {
        let of = law.type_named(kind)?;
        let follows = law.follows(of.kind);
        let rules = |ids: &[Symbol]| -> Vec<LawEntry> {
            let all = law.rules().iter().filter(|rule| ids.contains(&rule.id));
            all.map(|of| rule_entry(law, of)).collect()
        };
        let tasks = |codes: &[Symbol]| -> Vec<LawEntry> {
            let all = law.tasks().iter().filter(|task| codes.contains(&task.code));
            all.map(|of| task(law, of)).collect()
        };
        let notices = |ids: &[Symbol]| -> Vec<LawEntry> {
            let all = law.notices().iter().filter(|notice| ids.contains(&notice.id));
            all.map(|of| notice(law, of)).collect()
        };
        let checks = law.controls().iter().filter(|control| follows.checks.contains(&control.id));
        let moves = law.stages().iter().filter(|stage| follows.stages.contains(&stage.name));
        Some(Self {
            head: head(law, act(law, of)),
            class: of.class.as_str(),
            dates: of.dates.iter().map(|date| date.label.clone()).collect(),
            fields: of.attrs.iter().map(|attr| attr.label.clone()).collect(),
            stages: stages(law, |stage| of.stages_anywhere() >> stage & 1 == 1),
            remedy: of.remedy.clone(),
            quiet: of.quiet.clone(),
            opens: rules(&follows.opens),
            satisfies: rules(&follows.satisfies),
            touches: rules(&follows.touches),
            tasks_opened: tasks(&follows.tasks_opened),
            tasks_closed: tasks(&follows.tasks_closed),
            notices_due: notices(&follows.notices_due),
            notices_proved: notices(&follows.notices_proved),
            moves: moves.map(|stage| labelled(stage.name, &stage.label)).collect(),
            checks: checks.map(|of| control(law, of)).collect(),
        })
    }
}

/// Where a rule is used: procedures, tasks, notices, checks.
pub(super) struct Uses {
    pub procedures: Vec<LawLink>,
    pub tasks: Vec<LawEntry>,
    pub notices: Vec<LawEntry>,
    pub checks: Vec<LawEntry>,
}

impl Uses {
    pub(super) fn of(law: &Catalogue, rule: &Rule) -> Self {
        let known = rule_entry(law, rule);
        let lapse = rule.sanction.as_ref().and_then(|sanction| sanction.task);
        let kept = |control: &&Control| {
            let kept = some_of(law.rules(), &control.kept);
            kept.iter().any(|of| of.id == rule.id)
        };
        Self {
            procedures: procedure_links(law, &known.procedures),
            tasks: lapse.and_then(|at| law.tasks().get(at)).map(|of| task(law, of)).into_iter().collect(),
            notices: law
                .notices()
                .iter()
                .filter(|of| ties(law, rule, of))
                .map(|of| notice(law, of))
                .collect(),
            checks: law.controls().iter().filter(kept).map(|of| control(law, of)).collect(),
        }
    }
}

/// Codes of a field of the opening act that a procedure knows: those that its rules, notices, tasks and checks speak of, and those
/// that no other procedure opened by the same act speaks of.
pub fn opening_codes(law: &Catalogue, procedure: &Procedure, field: &str) -> Vec<&'static str> {
    let ty = law.act_type(procedure.opened_by);
    let Some(attr) = ty.and_then(|ty| ty.attr_named(field)) else { return Vec::new() };
    let greffe_procedure::catalogue::AttrType::Code(codes) = &attr.ty else { return Vec::new() };
    let spoken = |of: &Procedure| spoken_of(law, of, procedure.opened_by, field);
    let own = spoken(procedure);
    let others: Vec<String> =
        law.procedures().iter().filter(|of| of.code != procedure.code).flat_map(spoken).collect();
    let known =
        |code: &&'static str| own.iter().any(|own| own == code) || others.iter().all(|other| other != code);
    codes.iter().map(|code| code.as_str()).filter(known).collect()
}

fn spoken_of(law: &Catalogue, procedure: &Procedure, kind: ActKind, field: &str) -> Vec<String> {
    let at = law.procedure_named(procedure.code.as_str()).unwrap_or(usize::MAX);
    let mut said = String::new();
    let mut pattern = |of: &Pattern| said.push_str(&format!("`{of}` "));
    for rule in some_of(law.rules(), procedure.rules()) {
        let started = rule.triggers.iter().filter(|trigger| trigger.procedures.contains(at));
        started.filter_map(|trigger| trigger.pattern.as_ref()).for_each(&mut pattern);
    }
    for notice in some_of(law.notices(), procedure.notices()) {
        notice.on.iter().for_each(&mut pattern);
    }
    for task in some_of(law.tasks(), procedure.tasks()) {
        task.each.iter().for_each(&mut pattern);
    }
    let tasks = some_of(law.tasks(), procedure.tasks()).into_iter().filter_map(|task| task.when);
    let controls = some_of(law.controls(), procedure.controls());
    let controls = controls.iter().flat_map(|of| [Some(of.when), of.regular]).flatten();
    for mut asked in tasks.chain(controls).chain(procedure.stages.iter().map(|stage| stage.when)) {
        asked.none = Facts::NONE;
        said.push_str(&law.words(&asked));
        said.push(' ');
    }
    let named = sentence(law, &said).into_iter().filter(|word| word.act.as_deref() == Some(kind.as_str()));
    named.flat_map(|word| word.codes).filter(|of| of.field == field).map(|of| of.code).collect()
}

/// Whether a notice starts a rule's term or satisfies it: by the record of its sending, or by what proves it.
fn ties(law: &Catalogue, rule: &Rule, notice: &NoticeType) -> bool {
    let started = rule.triggers.iter().filter_map(|trigger| trigger.pattern.as_ref());
    let satisfied = rule.satisfied_by.iter().map(|satisfaction| &satisfaction.pattern);
    let mut patterns = started.chain(satisfied);
    let tied = patterns.any(|pattern| {
        let named = pattern.filters.iter().any(|(_, codes)| codes.contains(&notice.id));
        named || notice.proved_by.iter().any(|proof| meet(proof, pattern))
    });
    tied && law.procedures().iter().enumerate().any(|(at, procedure)| {
        notice.procedures.contains(at)
            && procedure
                .rules()
                .iter()
                .any(|known| law.rules().get(*known).is_some_and(|of| of.id == rule.id))
    })
}

/// Whether an act may be of both patterns.
fn meet(one: &Pattern, other: &Pattern) -> bool {
    let agree = |(field, codes): &(Symbol, Vec<Symbol>)| {
        let asked = other.filters.iter().find(|(named, _)| named == field);
        asked.is_none_or(|(_, others)| codes.iter().any(|code| others.contains(code)))
    };
    one.kind == other.kind && one.filters.iter().all(agree)
}

fn some_of<'a, T>(all: &'a [T], positions: &[usize]) -> Vec<&'a T> {
    positions.iter().filter_map(|at| all.get(*at)).collect()
}

fn link(nature: &'static str, id: &'static str, label: &str) -> LawLink {
    LawLink { nature, id, label: label.to_owned() }
}

fn labelled(code: Symbol, label: &str) -> Label {
    Label { code: code.as_str().to_owned(), label: label.to_owned() }
}

fn stages(law: &Catalogue, at: impl Fn(usize) -> bool) -> Vec<Label> {
    let stages = law.stages().iter().enumerate().filter(|(position, _)| at(*position));
    stages.map(|(_, stage)| labelled(stage.name, &stage.label)).collect()
}

fn act_link(law: &Catalogue, kind: ActKind) -> LawLink {
    let label = law.act_type(kind).map_or("", |ty| ty.label.as_str());
    link("acte", kind.as_str(), label)
}

fn act_links(law: &Catalogue, kinds: &[ActKind]) -> Vec<LawLink> {
    kinds.iter().map(|kind| act_link(law, *kind)).collect()
}

fn procedure_links(law: &Catalogue, codes: &[&str]) -> Vec<LawLink> {
    let known = law.procedures().iter().filter(|of| codes.contains(&of.code.as_str()));
    known.map(|of| link("procedure", of.code.as_str(), &of.label)).collect()
}

fn head(law: &Catalogue, entry: LawEntry) -> LawHead {
    LawHead {
        known_by: procedure_links(law, &entry.procedures),
        link: entry.link,
        catalogue: law.version().to_owned(),
        article: entry.article,
    }
}

fn entry(link: LawLink, article: &str, note: String, procedures: Vec<&'static str>) -> LawEntry {
    LawEntry { link, article: article.to_owned(), note, procedures }
}

fn known_by(law: &Catalogue, of: Procedures) -> Vec<&'static str> {
    let all = law.procedures().iter().enumerate().filter(|(at, _)| of.contains(*at));
    all.map(|(_, procedure)| procedure.code.as_str()).collect()
}

fn procedure(law: &Catalogue, of: &Procedure) -> LawEntry {
    let note = if of.urgency.is_empty() { act_link(law, of.opened_by).label } else { of.urgency.clone() };
    entry(link("procedure", of.code.as_str(), &of.label), &of.article, note, vec![of.code.as_str()])
}

fn rule_entry(law: &Catalogue, of: &Rule) -> LawEntry {
    let opens = |procedure: &&Procedure| {
        some_of(law.rules(), procedure.rules()).iter().any(|known| known.id == of.id)
    };
    let procedures = law.procedures().iter().filter(opens).map(|procedure| procedure.code.as_str());
    entry(
        link("regle", of.id.as_str(), &of.label),
        &of.article,
        rule::length(of, of.term),
        procedures.collect(),
    )
}

fn notice(law: &Catalogue, of: &NoticeType) -> LawEntry {
    let note = format!("à {}", law.recipient_label(of.to));
    entry(link("avis", of.id.as_str(), &of.label), &of.article, note, known_by(law, of.procedures))
}

fn task(law: &Catalogue, of: &TaskType) -> LawEntry {
    entry(
        link("tache", of.code.as_str(), &of.label),
        &of.article,
        role(law, of),
        known_by(law, of.procedures),
    )
}

fn role(law: &Catalogue, of: &TaskType) -> String {
    let known = law.roles().iter().find(|(code, _)| *code == of.role);
    known.map_or_else(|| of.role.as_str().replace('_', " "), |(_, label)| label.clone())
}

fn control(law: &Catalogue, of: &Control) -> LawEntry {
    let note = of.gravity.finding_word().to_owned();
    entry(link("controle", of.id.as_str(), &of.label), &of.article, note, known_by(law, of.procedures))
}

fn act(law: &Catalogue, of: &ActType) -> LawEntry {
    let note = if of.class.as_str() == "fait_recu" { "fait reçu" } else { "acte de la Cour" };
    entry(
        link("acte", of.kind.as_str(), &of.label),
        &of.article,
        note.to_owned(),
        known_by(law, of.procedures),
    )
}

fn condition(law: &Catalogue, of: &Condition) -> Vec<LawWord> {
    sentence(law, &law.words(of))
}

/// Acts of which one is enough.
pub(super) fn any_of(law: &Catalogue, patterns: &[Pattern]) -> Vec<LawWord> {
    let said: Vec<String> = patterns.iter().map(|pattern| format!("`{pattern}`")).collect();
    sentence(law, &said.join(" ou "))
}

/// A text whose acts stand between back quotes, as the catalogue writes them: `memoire_depose(nature=ampliatif)`.
fn sentence(law: &Catalogue, text: &str) -> Vec<LawWord> {
    let parts = text.split('`').enumerate().filter(|(_, part)| !part.is_empty());
    let words = parts.map(|(at, part)| {
        if at % 2 == 0 {
            return LawWord { text: part.to_owned(), act: None, codes: Vec::new() };
        }
        let (kind, filters) = part.split_once('(').unwrap_or((part, ""));
        let filters = filters.trim_end_matches(')').split(", ").filter_map(|filter| filter.split_once('='));
        let codes = filters.flat_map(|(field, codes)| {
            let of = |code: &str| LawCode { field: field.to_owned(), code: code.to_owned() };
            codes.split('|').map(of).collect::<Vec<_>>()
        });
        let text = law.type_named(kind).map_or_else(|| kind.to_owned(), |ty| ty.label.clone());
        LawWord { text, act: Some(kind.to_owned()), codes: codes.collect() }
    });
    words.collect()
}
