//! Magistrates of an extract: it names them, the product knows them by their id in the register of agents. A name is one
//! person's or it is a defect, that asks somebody: never a guess.

use anyhow::{Context as _, Result};
use greffe_chassis::{Caller, peer::Peer};
use greffe_contracts::assignment::v1::{
    Agent, ListAgentsRequest, assignment_service_client::AssignmentServiceClient,
};

/// Acts that name a magistrate, with the functions of those that they may name.
const NAMING: &[(&str, &[&str])] = &[
    ("rapporteur_designe", &["president", "magistrat_siege"]),
    ("avocat_general_designe", &["avocat_general"]),
    ("magistrat_remplace", FUNCTIONS),
];
/// Functions of magistrates in the register.
const FUNCTIONS: &[&str] = &["president", "magistrat_siege", "avocat_general"];
/// What goes before a name and is none.
const TITLES: &[&str] = &["m", "mr", "mme", "mlle", "monsieur", "madame", "mademoiselle"];

/// Functions of those whom an act may name; none for an act that names no magistrate.
#[must_use]
pub fn named_by(kind: &str) -> Option<&'static [&'static str]> {
    NAMING.iter().find(|(naming, _)| *naming == kind).map(|(_, functions)| *functions)
}

fn is_title(word: &str) -> bool {
    TITLES.contains(&word.trim_end_matches('.'))
}

/// The magistrates of the register, those who left among them.
#[derive(Debug, Default)]
pub struct Magistrates(Vec<Agent>);

/// Whose name it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// This one's alone: their id.
    One(String),
    /// Nobody's.
    Nobody,
    /// One of several, as the register names them.
    Several(Vec<String>),
}

impl Magistrates {
    /// Of agents of the register, each once.
    #[must_use]
    pub fn of(agents: impl IntoIterator<Item = Agent>) -> Self {
        let mut all: Vec<Agent> = agents.into_iter().collect();
        all.sort_by(|a, b| a.agent_id.cmp(&b.agent_id));
        all.dedup_by(|a, b| a.agent_id == b.agent_id);
        Self(all)
    }

    /// Asks the register.
    ///
    /// # Errors
    /// When the assignment service does not answer.
    pub async fn registered(peer: &Peer, caller: &Caller) -> Result<Self> {
        let mut all = Vec::new();
        for function in FUNCTIONS {
            let wanted = ListAgentsRequest { role: (*function).to_owned(), ..Default::default() };
            let found = AssignmentServiceClient::new(peer.channel())
                .list_agents(peer.request(caller, wanted)?)
                .await
                .context("le service d’affectation ne donne pas le registre des magistrats")?;
            all.extend(found.into_inner().agents);
        }
        Ok(Self::of(all))
    }

    /// Whose name it is, among those of some functions.
    #[must_use]
    pub fn named(&self, written: &str, functions: &[&str]) -> Named {
        let wanted = Written::read(written);
        let mut found = self.0.iter().filter(|agent| {
            agent.roles.iter().any(|role| functions.contains(&role.as_str()))
                && wanted.may_be(&agent.display_name)
        });
        let Some(first) = found.next() else { return Named::Nobody };
        let others: Vec<&Agent> = found.collect();
        if others.is_empty() {
            return Named::One(first.agent_id.clone());
        }
        let all = std::iter::once(first).chain(others);
        Named::Several(all.map(|agent| agent.display_name.clone()).collect())
    }
}

/// A name as somebody wrote it: its words, without accents, capitals, titles.
struct Written(Vec<String>);

impl Written {
    fn read(text: &str) -> Self {
        let folded = greffe_french::fold(text);
        let words = folded.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
        let mut words: Vec<String> = words.map(str::to_owned).collect();
        // « M. Lenoir » has a title; « M. P. Lenoir » and « Lenoir M. » an initial besides or instead.
        if words.len() > 1 && is_title(&words[0]) {
            words.remove(0);
        }
        Self(words)
    }

    /// Whether somebody of the register may be called so: their family name is there whole; of their first names there is nothing,
    /// all, or the first letters. The register writes first names, in one word, then the family name.
    fn may_be(&self, registered: &str) -> bool {
        let registered = registered.trim();
        let registered = match registered.split_once(char::is_whitespace) {
            Some((title, rest)) if is_title(&greffe_french::fold(title)) => rest.trim_start(),
            _ => registered,
        };
        let Some((first, family)) = registered.split_once(char::is_whitespace) else {
            return !self.0.is_empty() && self.0 == Self::read(registered).0;
        };
        let (first, family) = (Self::read(first).0, Self::read(family).0);
        let mut rest = self.0.clone();
        for word in &family {
            let Some(at) = rest.iter().position(|written| written == word) else { return false };
            rest.remove(at);
        }
        let letters = |written: &[String]| -> bool {
            written.len() <= first.len()
                && written
                    .iter()
                    .zip(&first)
                    .all(|(letter, word)| letter.chars().count() == 1 && word.starts_with(letter.as_str()))
        };
        !family.is_empty() && (rest == first || letters(&rest))
    }
}
