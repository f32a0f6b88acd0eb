//! Rules of orientation, which people write: the first that applies to a case names a chamber, or a circuit within one.
//!
//! A rule is what a case must be ([`Conditions`]) and where it then goes. Pure: which rules are in force, and who wrote them, is
//! the affair of who keeps them. What a set would have done of cases already given is told by [`measure`].

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::orientation::{Attacked, all_words};

/// What rules look at in a case, in one spelling.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    procedure: String,
    matter: String,
    keywords: Vec<String>,
    texts: BTreeSet<String>,
    courts: Vec<String>,
    sections: Vec<String>,
    natures: Vec<String>,
    detained: bool,
    urgent: bool,
}

/// The same, as it is said.
#[derive(Debug, Clone, Copy, Default)]
pub struct Said<'a> {
    /// Code of the procedure.
    pub procedure: &'a str,
    /// Nature de l’affaire orientée, empty when unknown.
    pub matter: &'a str,
    /// Terms of the nomenclature.
    pub keywords: &'a [String],
    /// Articles cited, each in one spelling.
    pub texts: &'a [String],
    /// Decisions attacked.
    pub attacked: &'a [Attacked],
    /// A party is detained.
    pub detained: bool,
    /// The case cannot wait.
    pub urgent: bool,
}

/// Words between blanks, so that a run of whole words is found as text is.
fn phrase(text: &str) -> String {
    format!(" {} ", all_words(text).join(" "))
}

fn code(text: &str) -> String {
    all_words(text).concat()
}

impl Known {
    /// Of what is said.
    #[must_use]
    pub fn new(said: Said<'_>) -> Self {
        let of = |field: fn(&Attacked) -> &str| said.attacked.iter().map(|one| phrase(field(one))).collect();
        Self {
            procedure: said.procedure.to_owned(),
            matter: code(said.matter),
            keywords: said.keywords.iter().map(|keyword| phrase(keyword)).collect(),
            texts: said.texts.iter().cloned().collect(),
            courts: of(|one| &one.court),
            sections: of(|one| &one.section),
            natures: of(|one| &one.nature),
            detained: said.detained,
            urgent: said.urgent,
        }
    }
}

/// What a case must be. Of several values in one field one is enough; every field that says something must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Conditions {
    /// Codes of procedures.
    pub procedures: Vec<String>,
    /// Beginnings of codes of matters: `80` holds for `80A`.
    pub matters: Vec<String>,
    /// Whole words that a keyword bears.
    pub keywords: Vec<String>,
    /// Articles, each in the spelling of [`Said::texts`].
    pub texts: Vec<String>,
    /// Whole words of a court attacked, its kind or its name: `conseil de prud’hommes`, `Lyon`.
    pub courts: Vec<String>,
    /// Whole words of its section.
    pub sections: Vec<String>,
    /// Whole words of the nature of the decision.
    pub natures: Vec<String>,
    /// Whether a party is detained.
    pub detained: Option<bool>,
    /// Whether the case cannot wait.
    pub urgent: Option<bool>,
}

impl Conditions {
    /// Whether it asks nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The same in one spelling, so that it is made once for many cases.
    fn plain(&self) -> Self {
        let phrases = |of: &[String]| of.iter().map(|text| phrase(text)).collect();
        Self {
            matters: self.matters.iter().map(|matter| code(matter)).collect(),
            keywords: phrases(&self.keywords),
            courts: phrases(&self.courts),
            sections: phrases(&self.sections),
            natures: phrases(&self.natures),
            ..self.clone()
        }
    }

    fn hold(&self, of: &Known) -> bool {
        let any = |wanted: &[String], found: &[String]| {
            wanted.is_empty() || wanted.iter().any(|one| found.iter().any(|text| text.contains(one.as_str())))
        };
        (self.procedures.is_empty() || self.procedures.contains(&of.procedure))
            && (self.matters.is_empty()
                || self
                    .matters
                    .iter()
                    .any(|prefix| !of.matter.is_empty() && of.matter.starts_with(prefix.as_str())))
            && any(&self.keywords, &of.keywords)
            && (self.texts.is_empty() || self.texts.iter().any(|text| of.texts.contains(text)))
            && any(&self.courts, &of.courts)
            && any(&self.sections, &of.sections)
            && any(&self.natures, &of.natures)
            && self.detained.is_none_or(|wanted| wanted == of.detained)
            && self.urgent.is_none_or(|wanted| wanted == of.urgent)
    }
}

/// A rule: to which cases it applies, and where they go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// What must be.
    pub when: Conditions,
    /// Code of the chamber, or of the circuit.
    pub target: String,
    /// The least is looked at first; of two alike, the first of the list.
    pub priority: u32,
    /// First day on which it applies.
    pub from: Option<Date>,
    /// Last day.
    pub until: Option<Date>,
}

/// Rules ready to be asked of many cases.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// In the order in which they are looked at: place in the list, rule.
    ordered: Vec<(usize, Rule)>,
}

impl Rules {
    /// Those that apply on a day.
    #[must_use]
    pub fn on(list: &[Rule], day: Date) -> Self {
        Self::of(list, |rule| {
            rule.from.is_none_or(|from| from <= day) && rule.until.is_none_or(|until| day <= until)
        })
    }

    /// Those that apply on a day or will: what is tried before it begins.
    #[must_use]
    pub fn from(list: &[Rule], day: Date) -> Self {
        Self::of(list, |rule| rule.until.is_none_or(|until| day <= until))
    }

    fn of(list: &[Rule], kept: impl Fn(&Rule) -> bool) -> Self {
        let rules = list.iter().enumerate().filter(|(_, rule)| kept(rule));
        let mut ordered: Vec<(usize, Rule)> =
            rules.map(|(place, rule)| (place, Rule { when: rule.when.plain(), ..rule.clone() })).collect();
        ordered.sort_by_key(|(place, rule)| (rule.priority, *place));
        Self { ordered }
    }

    /// The place in the list of the rule that decides, and where it sends.
    #[must_use]
    pub fn first(&self, of: &Known) -> Option<(usize, &str)> {
        self.all(of).next()
    }

    /// Every rule that applies, in the order in which they are looked at.
    pub fn all(&self, of: &Known) -> impl Iterator<Item = (usize, &str)> {
        self.ordered
            .iter()
            .filter(move |(_, rule)| rule.when.hold(of))
            .map(|(at, rule)| (*at, rule.target.as_str()))
    }
}

/// What a rule would have done.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RuleMeasure {
    /// Cases to which it applies, another before it or not.
    pub applies: u32,
    /// Cases that it decides.
    pub decides: u32,
    /// Of those, cases that people sent there too.
    pub agrees: u32,
}

/// What a set would have done of the cases that people sent to one place.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct TargetMeasure {
    /// Cases that people sent there.
    pub decided: u32,
    /// Cases that the set sends there.
    pub sent: u32,
    /// Cases of both.
    pub agreed: u32,
}

/// What a set would have done of cases already given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Measure {
    /// Cases looked at.
    pub cases: u32,
    /// Those that a rule decides.
    pub decided: u32,
    /// Of those, where people went the same way.
    pub agreed: u32,
    /// By place in the list of rules.
    pub rules: BTreeMap<usize, RuleMeasure>,
    /// By chamber or circuit.
    pub targets: BTreeMap<String, TargetMeasure>,
}

/// Looks at cases, each with where people sent it; nothing where nobody recorded it.
#[must_use]
pub fn measure<'a>(rules: &Rules, cases: impl Iterator<Item = (&'a Known, &'a str)>) -> Measure {
    let mut measure = Measure::default();
    for (known, went) in cases {
        measure.cases += 1;
        if !went.is_empty() {
            measure.targets.entry(went.to_owned()).or_default().decided += 1;
        }
        for (rank, (place, target)) in rules.all(known).enumerate() {
            let rule = measure.rules.entry(place).or_default();
            rule.applies += 1;
            if rank > 0 {
                continue;
            }
            let right = u32::from(went == target);
            rule.decides += 1;
            rule.agrees += right;
            measure.decided += 1;
            measure.agreed += right;
            let of = measure.targets.entry(target.to_owned()).or_default();
            of.sent += 1;
            of.agreed += right;
        }
    }
    measure
}
