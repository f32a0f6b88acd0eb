//! PDFs that open, for tests: a received file is looked at, and one that does not open is refused.

/// A PDF whose pages each say a line.
#[must_use]
pub fn pdf(pages: &[&str]) -> Vec<u8> {
    let escaped = |text: &str| text.replace('\\', "\\\\").replace('(', "\\(").replace(')', "\\)");
    let objects = pages.iter().zip(0..).flat_map(|(line, at)| {
        let content = format!("BT /F1 12 Tf 72 740 Td ({}) Tj ET", escaped(line));
        [
            format!(
                "<< /Type /Page /Parent 2 0 R /Contents {} 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
                5 + 2 * at
            ),
            format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len()),
        ]
    });
    let kids: Vec<String> = (0..pages.len()).map(|at| format!("{} 0 R", 4 + 2 * at)).collect();
    let first = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!(
            "<< /Type /Pages /Kids [{}] /Count {} /MediaBox [0 0 595 842] >>",
            kids.join(" "),
            pages.len()
        ),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    pdf_of(&first.into_iter().chain(objects).collect::<Vec<_>>())
}

/// A PDF of these objects, numbered from 1, the first of which is its catalog.
#[must_use]
pub fn pdf_of(objects: &[String]) -> Vec<u8> {
    let mut out = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (number, object) in (1..).zip(objects) {
        places.push(out.len());
        out.push_str(&format!("{number} 0 obj\n{object}\nendobj\n"));
    }
    let start = out.len();
    out.push_str(&format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1));
    for place in places {
        out.push_str(&format!("{place:010} 00000 n \n"));
    }
    let size = objects.len() + 1;
    out.push_str(&format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"));
    out.into_bytes()
}

/// A PDF of one page that takes so many bytes, 1,000 at least.
#[must_use]
pub fn pdf_of_size(size: usize) -> Vec<u8> {
    let of = |padding: usize| {
        let letters = (0..padding).map(|at| char::from(b'a' + u8::try_from(at % 23).unwrap_or_default()));
        pdf_of(&[
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>".to_owned(),
            format!("({})", letters.collect::<String>()),
        ])
    };
    let mut padding = size.saturating_sub(of(0).len());
    // The figures of the last place grow with what stands before them.
    for _ in 0..8 {
        let made = of(padding);
        if made.len() == size {
            return made;
        }
        padding = (padding + size).saturating_sub(made.len());
    }
    of(padding)
}
