//! A paper laid out for one reader, whose name and instant are across each page: a read like any other, decided and written down.

use greffe_chassis::{Caller, Failure, Kind, Result, clock::paris_day};
use greffe_contracts::deliberation::v1 as pb;
use greffe_procedure::day::{Instant, paris_minute};
use greffe_render::{Content, Origin, Stamp, Values};

use super::Enclave;
use crate::papers::{of_dossier, value};

/// Its template.
const TEMPLATE: &str = "papier_delibere";

impl Enclave {
    /// A version, as a PDF under the reader's name.
    pub(super) async fn print(
        &self,
        caller: &Caller,
        wanted: &pb::PrintPaperRequest,
    ) -> Result<pb::PrintPaperResponse> {
        let pb::PrintPaperRequest { dossier_id, paper_id, version } = wanted.clone();
        let read = self.read(caller, &pb::ReadPaperRequest { dossier_id, paper_id, version }).await?;
        let (Some((cases, printer)), Some(paper)) = (&self.printing, read.paper) else {
            return Err(unprinted());
        };
        let case = cases.dossier(caller, &wanted.dossier_id).await?;
        let day = paris_day(self.clock.now());
        let template = printer.press()?.in_force(TEMPLATE, day).map_err(crate::papers::refused)?;
        let mut values = of_dossier(&case, template);
        let mut put = |field: &str, content: Content, origin: Origin, id: &str| {
            values.insert(field.to_owned(), value(content, origin, id));
        };
        let of = paper.paper_id.as_str();
        let text = |text: &str| Content::Texte(text.to_owned());
        put("nature", text(&paper.kind), Origin::Acte, of);
        put("intitule", text(&paper.title), Origin::Acte, of);
        put("version", text(&paper.version.to_string()), Origin::Acte, of);
        put("lecteur", text(&read.reader), Origin::Personne, &caller.agent_id);
        let at = paris_minute(Instant(self.clock.now().as_microsecond()));
        put("lu_le", text(&at), Origin::Calcul, of);
        put("corps", Content::Liste(parts(&read.text, of)), Origin::Acte, of);
        let identifier = uuid::Uuid::now_v7().to_string();
        let laid = printer.lay_out(TEMPLATE, day, values, identifier, Stamp::Final).await?;
        Ok(pb::PrintPaperResponse { pdf: laid.pdf })
    }
}

/// The blocks of a text as the editor writes them (`web/src/pages/delibere/texte.ts`), each with what it is. Bold and italic
/// are left out: the template has one face.
pub fn parts(text: &str, id: &str) -> Vec<Values> {
    let text = text.replace("\r\n", "\n");
    let blocks = text.split("\n\n").flat_map(block).filter(|(_, words)| !words.trim().is_empty());
    let part = |(nature, words): (&'static str, String)| {
        let row = [("nature", nature.to_owned()), ("texte", words)];
        row.map(|(field, said)| (field.to_owned(), value(Content::Texte(said), Origin::Acte, id)))
            .into_iter()
            .collect()
    };
    blocks.map(part).collect()
}

fn block(written: &str) -> Vec<(&'static str, String)> {
    const TITLES: [(&str, &str); 3] = [("## ", "titre"), ("### ", "intertitre"), ("#### ", "sous_titre")];
    let one = |nature, written: &str| vec![(nature, plain(written))];
    let titled = |(mark, nature): &(&str, &'static str)| Some((*nature, written.strip_prefix(mark)?));
    if !written.contains('\n')
        && let Some((nature, words)) = TITLES.iter().find_map(titled)
    {
        return one(nature, words);
    }
    if let Some(words) = written.strip_prefix("#. ") {
        return one("numero", words);
    }
    if written.lines().all(|line| line == ">" || line.starts_with("> ")) && !written.is_empty() {
        let lines: Vec<&str> = written.lines().map(|line| line.get(2..).unwrap_or_default()).collect();
        return one("citation", &lines.join("\n"));
    }
    if written.starts_with("- ")
        && written.lines().all(|line| line.starts_with("- ") || line.starts_with("  "))
    {
        let points = written[2..].split("\n- ");
        return points.map(|point| ("point", plain(&point.replace("\n  ", "\n")))).collect();
    }
    let escaped = ["\\#", "\\>", "\\-"].iter().any(|mark| written.starts_with(mark));
    one("paragraphe", if escaped { &written[1..] } else { written })
}

/// The words of lines, without the stars that mark them and without the backslash before what would be taken for a mark.
pub fn plain(lines: &str) -> String {
    lines
        .split('\n')
        .map(|line| words(line, true).unwrap_or_else(|| words(line, false).unwrap_or_default()))
        .collect::<Vec<_>>()
        .join("\n")
}

/// A line; nothing where its marks are not closed, if they are read as marks.
fn words(line: &str, marked: bool) -> Option<String> {
    if line == "\\" {
        return Some(String::new());
    }
    let chars: Vec<char> = line.chars().collect();
    let blank = |at: Option<&char>| at.is_none_or(|c| c.is_whitespace());
    let (mut said, mut at, mut bold, mut italic) = (String::new(), 0, false, false);
    while let Some(c) = chars.get(at).copied() {
        if c == '\\' && chars.get(at + 1).is_some_and(|next| matches!(next, '\\' | '*')) {
            said.push(chars[at + 1]);
            at += 2;
            continue;
        }
        let run = chars[at..].iter().take_while(|c| **c == '*').count();
        let alone =
            blank(at.checked_sub(1).and_then(|before| chars.get(before))) && blank(chars.get(at + run));
        if marked && (1..=3).contains(&run) && !alone {
            bold ^= run > 1;
            italic ^= run != 2;
            at += run;
            continue;
        }
        let whole = run.max(1);
        said.extend(&chars[at..at + whole]);
        at += whole;
    }
    (!bold && !italic).then_some(said)
}

pub(super) fn unprinted() -> Failure {
    Failure::new(
        Kind::Unavailable,
        "DEL-009",
        "Les papiers du délibéré ne s’impriment pas sur cette installation. Adressez-vous à l’exploitation.",
    )
}
