//! What a certificate says, in words that its hash is of, and its number.

use greffe_contracts::{dossier::v1 as pb, words::capitalised};
use greffe_procedure::{
    day::{Day, Instant, paris_minute},
    profile::CourtProfile,
};
use jiff::Timestamp;
use uuid::Uuid;

use super::Statement;

/// What is certified.
pub struct Certified<'a> {
    /// The demand; its random id is in the text, so that nobody guesses a hash from what is known of a case.
    pub demand: Uuid,
    /// Which certificate.
    pub kind: Statement,
    /// Who asked.
    pub requester: &'a pb::Requester,
    /// What was asked.
    pub sought: &'a pb::DecisionSought,
    /// Dossiers about the decision.
    pub retained: &'a [pb::Candidate],
    /// ISO day and number of a pending request of legal aid that no dossier holds.
    pub aid: Option<(&'a str, &'a str)>,
}

/// `CNP-2026-00001`.
pub fn number(year: i32, seq: i32) -> String {
    format!("CNP-{year}-{seq:05}")
}

/// Year and sequence of a number in any spelling: `cnp 2026/1`.
pub fn read_number(text: &str) -> Option<(i32, i32)> {
    let text = text.trim();
    let bare = text.get(..3).filter(|head| head.eq_ignore_ascii_case("cnp")).map_or("", |_| &text[3..]);
    let mut parts = bare.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    let (year, seq) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    parts.next().is_none().then_some((year, seq))
}

/// The text: UTF-8, lines ended by LF. It bears its printed number, and the instant at which what it says was true.
pub fn text(of: &Certified<'_>, number: &str, at: Timestamp, court: &CourtProfile) -> String {
    let title = match of.kind {
        Statement::NonPourvoi => "Certificat de non-pourvoi",
        Statement::Partiel => "Certificat de non-pourvoi partiel",
        Statement::DatePourvoi => "Attestation de pourvoi",
    };
    let mut lines = vec![
        capitalised(&court.name),
        "Greffe".to_owned(),
        String::new(),
        format!("{title} n°\u{a0}{number}"),
        "Article 505 du code de procédure civile".to_owned(),
        String::new(),
        format!(
            "Décision\u{a0}: {}",
            decision(&of.sought.court, &of.sought.rendered_on, &of.sought.case_number)
        ),
    ];
    if !of.sought.parties.is_empty() {
        lines.push(format!("Parties selon la demande\u{a0}: {}", of.sought.parties.join(", ")));
    }
    lines.push(format!(
        "Demandeur du certificat\u{a0}: {} ({})",
        of.requester.name,
        quality(&of.requester.quality)
    ));
    if !of.sought.reference.is_empty() {
        lines.push(format!("Référence du demandeur\u{a0}: {}", of.sought.reference));
    }
    lines.push(String::new());
    let at = paris_minute(Instant(at.as_microsecond()));
    lines.push(format!("Situation au {at} (heure de {})\u{a0}:", court.seat));
    lines.extend(stated(of, court));
    lines.push(String::new());
    lines.push(
        "La recherche a porté sur les pourvois enregistrés et sur les demandes d’aide juridictionnelle inscrites aux dossiers de la Cour ou au registre de son bureau d’aide juridictionnelle. Le greffe ne se prononce ni sur l’expiration du délai de pourvoi, ni sur le caractère exécutoire de la décision (article 504 du code de procédure civile).".to_owned(),
    );
    lines.push(String::new());
    lines.push(format!("Identifiant\u{a0}: {}", of.demand));
    lines.join("\n") + "\n"
}

fn stated(of: &Certified<'_>, court: &CourtProfile) -> Vec<String> {
    let greffe = format!("le greffe de la {}", court.name);
    match of.kind {
        Statement::NonPourvoi => vec![format!(
            "{} certifie qu’aucun pourvoi en cassation n’est enregistré contre cette décision.",
            capitalised(&greffe)
        )],
        Statement::Partiel => {
            let mut aid: Vec<String> = of
                .retained
                .iter()
                .filter(|c| !c.aid_requested_on.is_empty())
                .map(|c| {
                    let number =
                        if c.aid_id.is_empty() { String::new() } else { format!(" (n°\u{a0}{})", c.number) };
                    format!("présentée le {}{number}", day(&c.aid_requested_on))
                })
                .collect();
            aid.extend(of.aid.map(|(on, reference)| {
                let reference =
                    if reference.is_empty() { String::new() } else { format!(" (n°\u{a0}{reference})") };
                format!("présentée le {}{reference}", day(on))
            }));
            vec![format!(
                "{} certifie qu’aucun pourvoi en cassation n’est enregistré contre cette décision, mais qu’une demande d’aide juridictionnelle, {}, est en cours d’examen.",
                capitalised(&greffe),
                aid.join(" et ")
            )]
        }
        Statement::DatePourvoi => of
            .retained
            .iter()
            .map(|c| {
                format!(
                    "{} atteste qu’un pourvoi en cassation, n°\u{a0}{}, a été formé le {} contre la décision suivante\u{a0}: {}.",
                    capitalised(&greffe),
                    c.number,
                    day(&c.formed_on),
                    decision(&c.court, &c.rendered_on, &c.case_number)
                )
            })
            .collect(),
    }
}

fn decision(court: &str, rendered_on: &str, case_number: &str) -> String {
    let mut text = court.to_owned();
    if !rendered_on.is_empty() {
        text.push_str(&format!(", {}", day(rendered_on)));
    }
    if !case_number.is_empty() {
        text.push_str(&format!(", n°\u{a0}{case_number}"));
    }
    text
}

fn day(iso: &str) -> String {
    let Ok(day) = iso.parse::<Day>() else { return iso.to_owned() };
    let mut text = String::new();
    day.write_medium(&mut text);
    text
}

fn quality(code: &str) -> &str {
    match code {
        "avocat" => "avocat",
        "juridiction" => "juridiction",
        _ => "partie",
    }
}
