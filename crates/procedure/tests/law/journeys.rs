//! Complete journals, told act by act: what each act changes is the list reviewed, nothing more. Each procedure is followed to
//! each of its ends. A journal is a file of `journeys/`; beside it stands what follows (`GREFFE_GOLDEN=1` rewrites it).

use std::{collections::BTreeMap, fmt::Write, fs, path::Path};

use greffe_procedure::{
    act::{Act, ActBuilder, AttrValue, DateValue, DeclaredParty, ResidenceZone, Role},
    admission::{Admission, admit},
    catalogue::{ActClass, AttrType, Catalogue, Procedure},
    consequences::consequences,
    day::{Day, Instant},
    derivation::{Derivation, NoticeStatus},
    derive::derive,
    ids::{ActId, PartyId, PersonId, PourvoiId},
    profile::CourtProfile,
    symbol::Symbol,
};
use serde::Deserialize;
use uuid::Uuid;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/law/journeys");
const POURVOI: PourvoiId = PourvoiId(Uuid::from_u128(9));

/// A journal as its file tells it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Told {
    title: String,
    procedure: String,
    /// Name of each party, with its role and where it lives.
    party: BTreeMap<String, ToldParty>,
    act: Vec<ToldAct>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ToldParty {
    role: Role,
    #[serde(default = "metropole")]
    zone: ResidenceZone,
}

fn metropole() -> ResidenceZone {
    ResidenceZone::Metropole
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ToldAct {
    kind: String,
    /// The first date of its type.
    on: Day,
    /// The others.
    #[serde(default)]
    dates: BTreeMap<String, Day>,
    #[serde(default)]
    attrs: BTreeMap<String, toml::Value>,
    #[serde(default)]
    parties: Vec<String>,
    /// Position, from 1, of the act it is about, of the one it corrects.
    about: Option<usize>,
    corrects: Option<usize>,
}

impl Told {
    fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap();
        toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    fn party(&self, name: &str) -> PartyId {
        let at =
            self.party.keys().position(|known| known == name).unwrap_or_else(|| panic!("nobody is {name}"));
        PartyId(Uuid::from_u128(10 + at as u128))
    }

    fn act(&self, at: usize, told: &ToldAct) -> Act {
        let catalogue = Catalogue::embedded();
        let id = |at: usize| ActId(Uuid::from_u128(100 + at as u128));
        let mut builder = ActBuilder::new(catalogue, id(at), at as u64 + 1, &told.kind);
        let ty = catalogue.kind(&told.kind).and_then(|kind| catalogue.act_type(kind));
        let ty = ty.unwrap_or_else(|| panic!("no act {}", told.kind));
        builder = builder.day(ty.dates[0].name.as_str(), told.on);
        for (name, day) in &told.dates {
            builder = builder.date(name, DateValue::Day(*day));
        }
        for (name, value) in &told.attrs {
            let spec = ty.attr_named(name).unwrap_or_else(|| panic!("{}.{name}", told.kind));
            builder = match (&spec.ty, value) {
                (AttrType::Code(_), toml::Value::String(code)) => builder.code(name, code),
                (AttrType::Day, toml::Value::String(day)) => {
                    builder.attr(name, AttrValue::Day(day.parse().unwrap()))
                }
                (AttrType::Bool, toml::Value::Boolean(yes)) => builder.attr(name, AttrValue::Bool(*yes)),
                (AttrType::Int, toml::Value::Integer(count)) => builder.attr(name, AttrValue::Int(*count)),
                _ => panic!("{}.{name} = {value}", told.kind),
            };
        }
        // Who exactly acts is nothing to the law: any identifier does.
        for spec in ty.attrs.iter().filter(|spec| spec.required && spec.ty == AttrType::Id) {
            builder = builder.attr(spec.name.as_str(), AttrValue::Id(Uuid::from_u128(7)));
        }
        for name in &told.parties {
            builder = builder.party(self.party(name));
        }
        if let Some(about) = told.about {
            builder = builder.refers_to(id(about - 1));
        }
        if let Some(corrected) = told.corrects {
            builder = builder.supersedes(id(corrected - 1));
        }
        if ty.attr_named("procedure").is_some() && at == 0 {
            builder = builder.code("procedure", &self.procedure).pourvoi(POURVOI);
            for (name, party) in &self.party {
                let id = self.party(name);
                builder = builder.declare(DeclaredParty {
                    party: id,
                    person: PersonId(id.0),
                    role: party.role,
                    zone: party.zone,
                    nature: None,
                });
            }
        }
        builder.build().unwrap_or_else(|error| panic!("{}, act {}: {error}", self.title, at + 1))
    }
}

/// A journal followed: what each act changed, and what it all came to.
struct Followed {
    told: Told,
    acts: Vec<Act>,
    text: String,
    last: Derivation,
}

fn follow(path: &Path) -> Followed {
    let (catalogue, profile) = (Catalogue::embedded(), CourtProfile::embedded());
    let told = Told::read(path);
    let mut text = format!("{}\n", told.title);
    let mut acts: Vec<Act> = Vec::new();
    let mut before: Option<Derivation> = None;
    for (at, of) in told.act.iter().enumerate() {
        let act = told.act(at, of);
        let ty = catalogue.act_type(act.kind).unwrap();
        // What an act says of a later day is only known then.
        let known = of.dates.values().copied().fold(of.on, Day::max);
        let noon = Instant(i64::from(known.number()) * 86_400_000_000 + 43_200_000_000);
        let admitted = admit(catalogue, profile, &acts, &act, noon);
        let _ = writeln!(text, "\n{}. {}, {}", at + 1, of.on.long(), ty.label);
        match &admitted {
            Admission::Admitted(findings) => {
                for finding in findings {
                    let _ = writeln!(text, "   ! {}", finding.message);
                }
            }
            Admission::Refused(finding) => panic!("{}, act {}: {}", told.title, at + 1, finding.message),
        }
        acts.push(act);
        let after = derive(catalogue, profile, &acts, of.on);
        let nothing = derive(catalogue, profile, &[], of.on);
        for consequence in consequences(catalogue, before.as_ref().unwrap_or(&nothing), &after) {
            let _ = writeln!(text, "   - {} [{}]", consequence.text, consequence.article);
        }
        before = Some(after);
    }
    let last = before.unwrap();
    let _ = writeln!(text, "\nEn fin de compte\u{a0}: {}", catalogue.stage(last.stage).unwrap().label);
    for check in &last.checks {
        let control = catalogue.control_of(*check).unwrap();
        let _ = writeln!(text, "   ? {} {}\u{a0}: {}", control.id, check.result.as_str(), control.label);
    }
    for notice in &last.notices {
        let ty = catalogue.notice_of(notice).unwrap();
        let _ = write!(text, "   > {} {}\u{a0}: {}", ty.id, notice.status.as_str(), ty.label);
        // What is not sent says why not.
        let why = if notice.status == NoticeStatus::Due { ty.doubt.as_str() } else { "" };
        let _ = if why.is_empty() { writeln!(text) } else { writeln!(text, " ({why})") };
    }
    Followed { told, acts, text, last }
}

fn journeys() -> Vec<(std::path::PathBuf, Followed)> {
    let mut paths: Vec<_> = fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "toml"));
    paths.sort();
    paths.into_iter().map(|path| (path.clone(), follow(&path))).collect()
}

/// Rules that a journey opens, to its end.
pub fn rules_opened() -> impl Iterator<Item = Symbol> {
    journeys().into_iter().flat_map(|(_, followed)| followed.last.deadlines).map(|deadline| deadline.key.rule)
}

#[test]
fn each_journal_changes_what_was_reviewed_and_nothing_more() {
    let mut changed = Vec::new();
    for (path, followed) in journeys() {
        let kept = path.with_extension("txt");
        if std::env::var_os("GREFFE_GOLDEN").is_some() {
            fs::write(&kept, &followed.text).unwrap();
        }
        if fs::read_to_string(&kept).unwrap_or_default() != followed.text {
            changed.push(path.display().to_string());
        }
    }
    assert!(changed.is_empty(), "look, then GREFFE_GOLDEN=1: {changed:?}");
}

#[test]
fn an_open_dossier_is_never_forgotten() {
    let (catalogue, profile) = (Catalogue::embedded(), CourtProfile::embedded());
    for (path, followed) in journeys() {
        for end in 1..=followed.acts.len() {
            let day = followed.told.act[end - 1].on;
            let derived = derive(catalogue, profile, &followed.acts[..end], day);
            let over = catalogue.stage(derived.stage).is_some_and(|stage| stage.terminal);
            assert!(derived.live || over, "{}: nothing is owed after act {end}", path.display());
        }
    }
}

/// Each procedure ends in as many ways as its terminal stages name acts; a journal reaches each.
#[test]
fn each_procedure_is_followed_to_each_of_its_ends() {
    let catalogue = Catalogue::embedded();
    let journeys = journeys();
    let mut missing = Vec::new();
    for procedure in catalogue.procedures() {
        let code: Symbol = procedure.code;
        let ends = procedure.stages.iter().filter(|stage| catalogue.stages()[stage.stage].terminal);
        for end in ends {
            for ty in catalogue.act_types() {
                let (all, any) = (end.when.all, end.when.any);
                if !catalogue.names(all, ty.kind) && !catalogue.names(any, ty.kind) {
                    continue;
                }
                let reached = journeys.iter().any(|(_, followed)| {
                    followed.last.procedure == code
                        && catalogue.stage(followed.last.stage).is_some_and(|stage| stage.terminal)
                        && followed.acts.iter().any(|act| act.kind == ty.kind)
                });
                if !reached {
                    missing.push(format!("{code}: no journal ends by {}", ty.kind));
                }
            }
        }
    }
    missing.extend(catalogue.procedures().iter().flat_map(|of| codes_unreached(of, &journeys)));
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

/// Where an end is made by what an act says, a journal says each; what an arrêt rules is many things, which end alike.
fn codes_unreached(procedure: &Procedure, journeys: &[(std::path::PathBuf, Followed)]) -> Vec<String> {
    let catalogue = Catalogue::embedded();
    let followed = || journeys.iter().map(|(_, of)| of).filter(|of| of.last.procedure == procedure.code);
    let says = |kind: &str, attr: &str, code: &str| {
        let mut acts = followed().flat_map(|of| &of.acts).filter(|act| act.kind.as_str() == kind);
        acts.any(|act| {
            act.attrs.iter().any(|(name, value)| {
                name.as_str() == attr && matches!(value, AttrValue::Code(said) if said.as_str() == code)
            })
        })
    };
    let ends = procedure.stages.iter().filter(|stage| catalogue.stages()[stage.stage].terminal);
    let words: String = ends.map(|end| catalogue.words(&end.when)).collect();
    let mut unreached = Vec::new();
    for pattern in words.split('`').skip(1).step_by(2) {
        let Some((kind, filters)) = pattern.split_once('(') else { continue };
        if kind == "decision_prononcee" {
            continue;
        }
        for (attr, codes) in filters.trim_end_matches(')').split(", ").filter_map(|of| of.split_once('=')) {
            let never = codes.split('|').filter(|code| !says(kind, attr, code));
            unreached.extend(
                never.map(|code| format!("{}: no journal ends by {kind}({attr}={code})", procedure.code)),
            );
        }
    }
    unreached
}

#[test]
fn what_journals_tell_is_of_both_kinds() {
    let catalogue = Catalogue::embedded();
    for (path, followed) in journeys() {
        let of = |class| followed.acts.iter().any(|act| catalogue.act_type(act.kind).unwrap().class == class);
        assert!(of(ActClass::ReceivedFact) && of(ActClass::CourtAct), "{}", path.display());
    }
}

/// A notice that a journal leaves due at its end is one that no text asks for: what the law wants told is told in each.
#[test]
fn a_notice_that_was_never_sent_says_why() {
    let catalogue = Catalogue::embedded();
    let unsent = journeys().into_iter().flat_map(|(path, followed)| {
        let due = followed.last.notices.into_iter().filter(|notice| notice.status == NoticeStatus::Due);
        let types = due.filter_map(|notice| catalogue.notice_of(&notice));
        let wanted = types.filter(|ty| !ty.doubt.starts_with("usage"));
        wanted.map(|ty| format!("{}: {}", path.display(), ty.id)).collect::<Vec<_>>()
    });
    let unsent: Vec<String> = unsent.collect();
    assert!(unsent.is_empty(), "{}", unsent.join("\n"));
}
