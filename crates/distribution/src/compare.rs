//! Two plans of distribution side by side: what each makes of every load, what is given otherwise, and why.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use uuid::Uuid;

use crate::{
    Candidate, Designation, Load, Nature, Review, Rules, Snapshot, Term, Unusable, proposal::Accounts,
    review, weigh,
};

/// A plan as it stands: what it rests on, and whose each card is.
#[derive(Debug, Clone, Copy)]
pub struct Plan<'a> {
    /// What was known when it was worked out.
    pub snapshot: &'a Snapshot,
    /// The rules of its version.
    pub rules: &'a Rules,
    /// As proposed, then as moved.
    pub designations: &'a [Designation],
    /// Dossiers and ranks that the president moved.
    pub moved: &'a [(Uuid, u8)],
}

/// What a plan is worth, in whole numbers; loads are in hundredths of an ordinary dossier, as if at full time, of those who may be given
/// some of the batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figures {
    /// Cards: a dossier, at a rank.
    pub cards: u32,
    /// Cards with nobody.
    pub waiting: u32,
    /// Those of them that are urgent: what waits there is late.
    pub urgent_waiting: u32,
    /// Load of who bears the least; none when nobody has time.
    pub least: Option<u64>,
    /// Load of who bears the most.
    pub most: Option<u64>,
    /// Mean load.
    pub mean: Option<u64>,
    /// The most less the least.
    pub spread: Option<u64>,
    /// Limits met that no door may pass.
    pub forbidden: u32,
    /// Limits met that the president may pass with a reason.
    pub to_justify: u32,
    /// Preferences unmet, each summed: `hors_specialite`, `hors_suite`, `absent_urgence`.
    pub unmet: Vec<Term>,
}

/// What somebody bears in each plan; none where they are not of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadPair {
    /// The person.
    pub person: Uuid,
    /// In the first plan.
    pub left: Option<Load>,
    /// In the second.
    pub right: Option<Load>,
}

/// How a card differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    /// Whose it is does not.
    Same,
    /// It is somebody else's.
    Person,
    /// The second plan gives what the first leaves waiting.
    Given,
    /// The second plan leaves waiting what the first gives.
    Waiting,
    /// It is of the first plan only.
    OnlyLeft,
    /// It is of the second plan only.
    OnlyRight,
}

impl Change {
    /// Its stable code.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Same => "identique",
            Self::Person => "autre_personne",
            Self::Given => "attribue",
            Self::Waiting => "laisse",
            Self::OnlyLeft => "premier_seul",
            Self::OnlyRight => "second_seul",
        }
    }
}

/// Why a card is given otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// The president moved it, in one plan or in both.
    Moved,
    /// A limit keeps out of one plan who has it in the other.
    KeptOut,
    /// Who has it in one plan is not of the people of the other.
    NotOfPlan,
    /// It does not weigh the same, or is not due the same day.
    Said,
    /// None of these, but who has it in either plan bears another weight already.
    Before,
    /// None of these, but who has it in either plan has another time.
    Time,
    /// Nothing of the card nor of its people differs: the other cards tip it.
    Balance,
}

impl Cause {
    /// Its stable code.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Moved => "deplacement",
            Self::KeptOut => "limite",
            Self::NotOfPlan => "hors_du_plan",
            Self::Said => "poids_ou_terme",
            Self::Before => "charge_anterieure",
            Self::Time => "temps",
            Self::Balance => "equilibre",
        }
    }
}

/// A card in one plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    /// Whose it is.
    pub person: Option<Uuid>,
    /// Weight, in hundredths of an ordinary dossier.
    pub weight: u32,
    /// Day before which it must be judged, when it is urgent.
    pub due: Option<Date>,
    /// Of a card that differs, the account of who has it in either plan, as this plan makes it.
    pub candidates: Vec<Candidate>,
}

/// A card in both plans; none where it is not of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardPair {
    /// The dossier.
    pub dossier: Uuid,
    /// 1, or 2 for the second of a double rapport.
    pub rank: u8,
    /// How it differs.
    pub change: Change,
    /// Why it does; empty where it does not, or is of one plan only.
    pub causes: Vec<Cause>,
    /// In the first plan.
    pub left: Option<Side>,
    /// In the second.
    pub right: Option<Side>,
}

/// Two plans, side by side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// Figures of the first plan, then of the second.
    pub figures: [Figures; 2],
    /// By person.
    pub loads: Vec<LoadPair>,
    /// By dossier and rank.
    pub cards: Vec<CardPair>,
}

/// Lays two plans side by side. Nothing is proposed nor preferred here: what each makes is measured as a proposal is, and each card
/// given otherwise is accounted for in both as [`crate::explain`] does.
///
/// # Errors
/// As [`review`], of either plan.
pub fn compare(left: Plan<'_>, right: Plan<'_>) -> Result<Comparison, Unusable> {
    let (left, right) = (Weighed::of(left)?, Weighed::of(right)?);
    let accounts = [left.accounts(), right.accounts()];
    let keys: BTreeSet<(Uuid, u8)> = left.keys().chain(right.keys()).collect();
    let cards = keys.into_iter().map(|key| pair(key, [&left, &right], &accounts));
    Ok(Comparison {
        figures: [left.figures(&accounts[0]), right.figures(&accounts[1])],
        loads: loads(&left.review.loads, &right.review.loads),
        cards: cards.collect::<Result<_, _>>()?,
    })
}

/// A plan, weighed.
struct Weighed<'a> {
    plan: Plan<'a>,
    snapshot: Snapshot,
    review: Review,
    held: BTreeMap<(Uuid, u8), Uuid>,
}

impl<'a> Weighed<'a> {
    fn of(plan: Plan<'a>) -> Result<Self, Unusable> {
        Ok(Self {
            review: review(plan.snapshot, plan.rules, plan.designations)?,
            snapshot: plan.snapshot.sorted(),
            held: plan.designations.iter().map(|d| ((d.dossier, d.rank), d.person)).collect(),
            plan,
        })
    }

    fn accounts(&self) -> Accounts<'_> {
        Accounts::new(&self.snapshot, self.plan.rules, self.plan.designations)
    }

    /// Its cards.
    fn keys(&self) -> impl Iterator<Item = (Uuid, u8)> {
        self.snapshot
            .dossiers
            .iter()
            .flat_map(|dossier| (1..=dossier.rangs).map(move |rank| (dossier.id, rank)))
    }

    fn side(&self, (dossier, rank): (Uuid, u8)) -> Option<Side> {
        let at = self.snapshot.dossiers.binary_search_by_key(&dossier, |d| d.id).ok()?;
        let of = &self.snapshot.dossiers[at];
        (rank <= of.rangs).then(|| Side {
            person: self.held.get(&(dossier, rank)).copied(),
            weight: weigh(of, self.plan.rules),
            due: of.urgence.map(|urgency| urgency.due),
            candidates: Vec::new(),
        })
    }

    fn has(&self, person: Uuid) -> bool {
        self.snapshot.people.binary_search_by_key(&person, |p| p.id).is_ok()
    }

    fn figures(&self, accounts: &Accounts<'_>) -> Figures {
        // Who can be given nothing, and has nothing of the batch, says nothing of how fair it is.
        let counts = |load: &&Load| load.added > 0 || accounts.may_be_given(load.person);
        let loads: Vec<u64> =
            self.review.loads.iter().filter(counts).filter_map(|load| load.relative_after).collect();
        let (least, most) = (loads.iter().min().copied(), loads.iter().max().copied());
        let missing = &self.review.missing;
        let urgent = missing.iter().filter(|key| self.side(**key).is_some_and(|side| side.due.is_some()));
        let met = |nature: Nature| {
            count(self.review.findings.iter().filter(|finding| finding.exclusion.nature == nature).count())
        };
        Figures {
            cards: count(self.keys().count()),
            waiting: count(missing.len()),
            urgent_waiting: count(urgent.count()),
            least,
            most,
            mean: loads.iter().sum::<u64>().checked_div(loads.len() as u64),
            spread: most.zip(least).map(|(most, least)| most - least),
            forbidden: met(Nature::Interdit),
            to_justify: met(Nature::Ecarte),
            unmet: accounts.unmet().into_iter().map(|(code, value)| Term { code, value }).collect(),
        }
    }
}

fn count(found: usize) -> u32 {
    u32::try_from(found).unwrap_or(u32::MAX)
}

fn pair(
    key: (Uuid, u8),
    plans: [&Weighed<'_>; 2],
    accounts: &[Accounts<'_>; 2],
) -> Result<CardPair, Unusable> {
    let (dossier, rank) = key;
    let mut sides = plans.map(|plan| plan.side(key));
    let change = change(&sides);
    let mut causes = Vec::new();
    if let [Some(left), Some(right)] = &mut sides
        && matches!(change, Change::Person | Change::Given | Change::Waiting)
    {
        let people: Vec<Uuid> = left.person.into_iter().chain(right.person).collect();
        left.candidates = accounts[0].candidates(dossier, rank, |id| people.contains(&id))?;
        right.candidates = accounts[1].candidates(dossier, rank, |id| people.contains(&id))?;
        causes = why(key, plans, left, right);
    }
    let [left, right] = sides;
    Ok(CardPair { dossier, rank, change, causes, left, right })
}

fn change(sides: &[Option<Side>; 2]) -> Change {
    match sides {
        [Some(left), Some(right)] => match (left.person, right.person) {
            (left, right) if left == right => Change::Same,
            (None, _) => Change::Given,
            (_, None) => Change::Waiting,
            _ => Change::Person,
        },
        [_, None] => Change::OnlyLeft,
        [None, _] => Change::OnlyRight,
    }
}

fn why(key: (Uuid, u8), plans: [&Weighed<'_>; 2], left: &Side, right: &Side) -> Vec<Cause> {
    let mut causes = Vec::new();
    if plans.iter().any(|plan| plan.plan.moved.contains(&key)) {
        causes.push(Cause::Moved);
    }
    let kept_out = |side: &Side, person: Option<Uuid>| {
        side.candidates.iter().any(|c| Some(c.person) == person && !c.exclusions.is_empty())
    };
    if kept_out(left, right.person) || kept_out(right, left.person) {
        causes.push(Cause::KeptOut);
    }
    if right.person.is_some_and(|person| !plans[0].has(person))
        || left.person.is_some_and(|person| !plans[1].has(person))
    {
        causes.push(Cause::NotOfPlan);
    }
    if (left.weight, left.due) != (right.weight, right.due) {
        causes.push(Cause::Said);
    }
    if causes.is_empty() {
        let people = || left.person.into_iter().chain(right.person);
        let differs = |of: fn(&Load) -> u64| {
            people().any(|person| {
                let [one, other] =
                    plans.map(|plan| plan.review.loads.iter().find(|load| load.person == person));
                one.map(of) != other.map(of)
            })
        };
        causes.extend(differs(|load| load.before).then_some(Cause::Before));
        causes.extend(differs(|load| load.capacity.into()).then_some(Cause::Time));
    }
    if causes.is_empty() {
        causes.push(Cause::Balance);
    }
    causes
}

/// Loads by person, of those who are of either plan.
fn loads(left: &[Load], right: &[Load]) -> Vec<LoadPair> {
    let of = |loads: &[Load], person: Uuid| loads.iter().find(|load| load.person == person).cloned();
    let people: BTreeSet<Uuid> = left.iter().chain(right).map(|load| load.person).collect();
    people
        .into_iter()
        .map(|person| LoadPair { person, left: of(left, person), right: of(right, person) })
        .collect()
}
