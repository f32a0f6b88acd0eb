//! The letter: plain text, and the same as a PDF for whoever prints or keeps it.

use std::fmt::Write;

use super::pb;

/// Signs a line.
const WIDTH: usize = 84;
/// Lines a page.
const LINES: usize = 56;

/// The letter of a sending.
pub(super) fn letter(sending: &pb::Sending) -> String {
    let mut text = String::new();
    let mut line = |words: &str| {
        text.push_str(words);
        text.push('\n');
    };
    line("COUR DE CASSATION");
    line("Greffe");
    line("");
    line(&sending.recipient_name);
    for part in sending.address.split('\n') {
        line(part);
    }
    line("");
    line(&format!("Pourvoi n° {}", sending.dossier_number));
    line(&format!("Objet\u{a0}: {}", sending.label));
    line(&format!("Fondement\u{a0}: {}", sending.article));
    line("");
    for field in &sending.fields {
        let mut mention = field.mention.chars();
        let first = mention.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
        line(&format!("{first}{}\u{a0}:", mention.as_str()));
        for part in field.text.split('\n') {
            line(&format!("    {part}"));
        }
        line("");
    }
    if !sending.checked_by.is_empty() && sending.fields.iter().any(|field| field.signed) {
        line(&format!("Signé par le greffier\u{a0}: {}", sending.checked_by));
    }
    line(&format!("Référence de l’envoi\u{a0}: {}", sending.key));
    text
}

/// The same, laid out on A4 in a face that every reader has.
pub(super) fn pdf(text: &str) -> Vec<u8> {
    let lines: Vec<String> = text.lines().flat_map(wrapped).collect();
    let pages: Vec<&[String]> = lines.chunks(LINES).collect();
    let mut objects: Vec<Vec<u8>> = Vec::new();
    let kids: String = (0..pages.len()).fold(String::new(), |mut all, at| {
        let _ = write!(all, "{} 0 R ", 4 + 2 * at);
        all
    });
    objects.push(b"<< /Type /Catalog /Pages 2 0 R /Lang (fr-FR) >>".to_vec());
    objects.push(format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len()).into_bytes());
    objects.push(b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>".to_vec());
    for (at, page) in pages.iter().enumerate() {
        let content = 5 + 2 * at;
        objects.push(
            format!("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >> /Contents {content} 0 R >>")
                .into_bytes(),
        );
        let mut drawn = b"BT /F 9.5 Tf 12.5 TL 62 780 Td\n".to_vec();
        for line in *page {
            drawn.push(b'(');
            for byte in line.chars().map(latin) {
                if matches!(byte, b'(' | b')' | b'\\') {
                    drawn.push(b'\\');
                }
                drawn.push(byte);
            }
            drawn.extend_from_slice(b") Tj T*\n");
        }
        drawn.extend_from_slice(b"ET");
        let mut object = format!("<< /Length {} >>\nstream\n", drawn.len()).into_bytes();
        object.extend_from_slice(&drawn);
        object.extend_from_slice(b"\nendstream");
        objects.push(object);
    }
    file(&objects)
}

fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (object, number) in objects.iter().zip(1..) {
        let _ = writeln!(table, "{:010} 00000 n ", out.len());
        out.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
        out.extend_from_slice(object);
        out.extend_from_slice(b"\nendobj\n");
    }
    let start = out.len();
    out.extend_from_slice(table.as_bytes());
    let size = objects.len() + 1;
    out.extend_from_slice(
        format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n").as_bytes(),
    );
    out
}

/// Cut at spaces, else where the line ends.
fn wrapped(line: &str) -> Vec<String> {
    let indent: String = line.chars().take_while(|c| *c == ' ').collect();
    let (mut lines, mut current) = (Vec::new(), indent.clone());
    for word in line.split(' ').filter(|word| !word.is_empty()) {
        for piece in word.chars().collect::<Vec<_>>().chunks(WIDTH - indent.len()) {
            let piece: String = piece.iter().collect();
            let empty = current.len() == indent.len();
            if !empty && current.chars().count() + 1 + piece.chars().count() > WIDTH {
                lines.push(std::mem::replace(&mut current, indent.clone()));
            } else if !empty {
                current.push(' ');
            }
            current.push_str(&piece);
        }
    }
    lines.push(current);
    lines
}

/// In the encoding of the face (PDF 1.4, annex D).
fn latin(c: char) -> u8 {
    match c {
        '\u{2019}' => 0x92,
        '\u{2018}' => 0x91,
        '\u{201c}' => 0x93,
        '\u{201d}' => 0x94,
        '\u{2013}' => 0x96,
        '\u{2014}' => 0x97,
        '\u{2026}' => 0x85,
        'œ' => 0x9c,
        'Œ' => 0x8c,
        '€' => 0x80,
        '\u{202f}' => 0xa0,
        _ => u8::try_from(u32::from(c)).ok().filter(|byte| *byte >= 0x20).unwrap_or(b'?'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_says_each_mention_and_its_pdf_stands() {
        let fields = vec![pb::NoticeField {
            mention: "le numéro du pourvoi".into(),
            text: "26-10.001".into(),
            ..Default::default()
        }];
        let sending = pb::Sending {
            fields,
            recipient_name: "SCP Martin".into(),
            key: "cle".into(),
            ..Default::default()
        };
        let text = letter(&sending);
        assert!(text.contains("Le numéro du pourvoi\u{a0}:\n    26-10.001"));
        let long = format!("{text}{}", "mot ".repeat(3_000));
        let pdf = pdf(&long);
        let at = pdf.windows(9).rposition(|w| w == b"startxref").unwrap();
        let start: usize = String::from_utf8_lossy(&pdf[at + 10..]).lines().next().unwrap().parse().unwrap();
        assert!(pdf[start..].starts_with(b"xref"));
        assert!(wrapped(&"mot ".repeat(100)).iter().all(|line| line.chars().count() <= WIDTH));
        assert_eq!(wrapped(&"x".repeat(200)).len(), 3);
    }
}
