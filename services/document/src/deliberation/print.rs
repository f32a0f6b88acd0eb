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

/// The blocks of a text as the editor writes them (`web/src/pages/delibere/texte.ts`), each with what it is, its words, and where they
/// are bold or italic (a field of kind `marques`).
pub fn parts(text: &str, id: &str) -> Vec<Values> {
    let text = text.replace("\r\n", "\n");
    let blocks = text.split("\n\n").flat_map(block).filter(|(_, said)| !said.text.is_empty());
    let part = |(nature, said): (&'static str, Styled)| {
        let marks: Vec<String> = said.marks.iter().map(Mark::written).collect();
        let row = [("nature", nature.to_owned()), ("texte", said.text), ("marques", marks.join("\n"))];
        row.into_iter()
            .filter(|(_, said)| !said.is_empty())
            .map(|(field, said)| (field.to_owned(), value(Content::Texte(said), Origin::Acte, id)))
            .collect()
    };
    blocks.map(part).collect()
}

fn block(written: &str) -> Vec<(&'static str, Styled)> {
    const TITLES: [(&str, &str); 3] = [("## ", "titre"), ("### ", "intertitre"), ("#### ", "sous_titre")];
    let one = |nature, written: &str| vec![(nature, styled(written))];
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
        return points.map(|point| ("point", styled(&point.replace("\n  ", "\n")))).collect();
    }
    let escaped = ["\\#", "\\>", "\\-"].iter().any(|mark| written.starts_with(mark));
    one("paragraphe", if escaped { &written[1..] } else { written })
}

/// Words, and where they are bold or italic.
#[derive(Default)]
struct Styled {
    text: String,
    marks: Vec<Mark>,
}

/// A passage, in bytes.
struct Mark {
    style: &'static str,
    from: usize,
    to: usize,
}

impl Mark {
    fn written(&self) -> String {
        format!("{} {} {}", self.style, self.from, self.to)
    }
}

/// The words of lines, without the stars that mark them and without the backslash before what would be taken for a mark; nothing blank
/// before or after them, as a paper prints them.
fn styled(lines: &str) -> Styled {
    let mut whole = Styled::default();
    for (rank, line) in lines.split('\n').enumerate() {
        if rank > 0 {
            whole.text.push('\n');
        }
        let said = words(line, true).or_else(|| words(line, false)).unwrap_or_default();
        let at = whole.text.len();
        whole.marks.extend(said.marks.into_iter().map(|mark| Mark {
            from: at + mark.from,
            to: at + mark.to,
            ..mark
        }));
        whole.text.push_str(&said.text);
    }
    let before = whole.text.len() - whole.text.trim_start().len();
    let text = whole.text.trim().to_owned();
    let within = |place: usize| place.saturating_sub(before).min(text.len());
    let marks =
        whole.marks.into_iter().map(|mark| Mark { from: within(mark.from), to: within(mark.to), ..mark });
    Styled { marks: marks.filter(|mark| mark.from < mark.to).collect(), text }
}

/// A line; nothing where its marks are not closed, if they are read as marks.
fn words(line: &str, marked: bool) -> Option<Styled> {
    if line == "\\" {
        return Some(Styled::default());
    }
    let chars: Vec<char> = line.chars().collect();
    let blank = |at: Option<&char>| at.is_none_or(|c| c.is_whitespace());
    let (mut said, mut at, mut bold, mut italic, mut since) = (Styled::default(), 0, false, false, 0);
    while let Some(c) = chars.get(at).copied() {
        if c == '\\' && chars.get(at + 1).is_some_and(|next| matches!(next, '\\' | '*')) {
            said.text.push(chars[at + 1]);
            at += 2;
            continue;
        }
        let run = chars[at..].iter().take_while(|c| **c == '*').count();
        let alone =
            blank(at.checked_sub(1).and_then(|before| chars.get(before))) && blank(chars.get(at + run));
        if marked && (1..=3).contains(&run) && !alone {
            if let Some(style) = style(bold, italic)
                && since < said.text.len()
            {
                said.marks.push(Mark { style, from: since, to: said.text.len() });
            }
            since = said.text.len();
            bold ^= run > 1;
            italic ^= run != 2;
            at += run;
            continue;
        }
        let whole = run.max(1);
        said.text.extend(&chars[at..at + whole]);
        at += whole;
    }
    (!bold && !italic).then_some(said)
}

fn style(bold: bool, italic: bool) -> Option<&'static str> {
    match (bold, italic) {
        (true, true) => Some("gras_italique"),
        (true, false) => Some("gras"),
        (false, true) => Some("italique"),
        (false, false) => None,
    }
}

pub(super) fn unprinted() -> Failure {
    Failure::new(
        Kind::Unavailable,
        "DEL-009",
        "Les papiers du délibéré ne s’impriment pas sur cette installation. Adressez-vous à l’exploitation.",
    )
}
