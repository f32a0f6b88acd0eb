//! Numbers of pourvois: every form people write, the series they belong to, the key letter that betrays a typing mistake.

use std::fmt;

/// Letters in the order of the residue: three that are taken for others are left out, and two are exchanged.
const LETTERS: &[u8; 23] = b"ABCDEFHGJKMNPQRSTUVWXYZ";
/// Two-digit years below are of this century.
const PIVOT: u32 = 70;

/// A number: year and five-digit sequence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PourvoiNumber {
    year: u32,
    sequence: u32,
}

/// The letter received is not the one that the number bears. To confirm: never refused, never changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Warning {
    /// The number.
    pub number: PourvoiNumber,
    /// The letter received.
    pub received: char,
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "La lettre reçue est «\u{a0}{}\u{a0}»\u{a0}; celle du numéro {} serait «\u{a0}{}\u{a0}». Vérifiez chaque chiffre sur la pièce.",
            self.received,
            self.number.bare(),
            self.number.letter()
        )
    }
}

/// Why a text is no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NotANumber;

impl fmt::Display for NotANumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("un numéro de pourvoi s’écrit C 17-18.194, 17-18.194 ou 1718194")
    }
}

impl std::error::Error for NotANumber {}

impl PourvoiNumber {
    /// From a four-digit year and a sequence of at most five digits.
    pub fn new(year: u32, sequence: u32) -> Option<Self> {
        ((1900 + PIVOT)..(2000 + PIVOT)).contains(&year).then_some(())?;
        (1..=99_999).contains(&sequence).then_some(Self { year, sequence })
    }

    /// Reads any form: `C 17-18.194`, `17-18.194`, `1718194`, `n° c 17-18194`, with any spaces.
    ///
    /// # Errors
    /// When it holds anything but one optional letter and seven digits, with their usual marks.
    pub fn parse(text: &str) -> Result<(Self, Option<Warning>), NotANumber> {
        let text = text.trim();
        let lower = text.to_lowercase();
        let body = ["pourvoi n°", "pourvoi no", "n°", "no "]
            .iter()
            .find_map(|p| lower.strip_prefix(p))
            .unwrap_or(&lower);
        let mut letter = None;
        let mut digits = String::with_capacity(7);
        for c in body.chars() {
            match c {
                c if c.is_whitespace() => {}
                '-' | '\u{2011}' | '\u{2013}' if digits.len() == 2 => {}
                '.' if digits.len() == 4 => {}
                '0'..='9' if digits.len() < 7 => digits.push(c),
                c if c.is_ascii_alphabetic() && letter.is_none() && digits.is_empty() => {
                    letter = Some(c.to_ascii_uppercase())
                }
                _ => return Err(NotANumber),
            }
        }
        if digits.len() != 7 {
            return Err(NotANumber);
        }
        let (year, sequence) = digits.split_at(2);
        let year: u32 = year.parse().map_err(|_| NotANumber)?;
        let year = if year < PIVOT { 2000 + year } else { 1900 + year };
        let number = Self::new(year, sequence.parse().map_err(|_| NotANumber)?).ok_or(NotANumber)?;
        let warning = letter
            .filter(|received| *received != number.letter())
            .map(|received| Warning { number, received });
        Ok((number, warning))
    }

    /// Four-digit year.
    pub const fn year(self) -> u32 {
        self.year
    }

    /// Sequence in the year.
    pub const fn sequence(self) -> u32 {
        self.sequence
    }

    /// The key letter.
    pub fn letter(self) -> char {
        let code = self.year % 100 * 100_000 + self.sequence;
        char::from(LETTERS[(code % 23) as usize])
    }

    /// `17-18.194`, without its letter.
    pub fn bare(self) -> String {
        format!("{:02}-{:02}.{:03}", self.year % 100, self.sequence / 1000, self.sequence % 1000)
    }
}

impl fmt::Display for PourvoiNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.letter(), self.bare())
    }
}
