//! One page of PDF with a title and a line: what stands for a paper that nobody wrote.

/// The page, in bytes that every viewer opens. Characters outside Latin-1 are left out.
#[must_use]
pub fn page(title: &str, line: &str) -> Vec<u8> {
    let text = format!(
        "BT /F1 20 Tf 72 740 Td ({}) Tj /F1 12 Tf 0 -32 Td ({}) Tj ET",
        escaped(title),
        escaped(line)
    );
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{text}\nendstream", text.chars().count()),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>".to_owned(),
    ];
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(latin(&format!("{} 0 obj\n{object}\nendobj\n", at + 1)));
    }
    let start = out.len();
    let mut end = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        end.push_str(&format!("{place:010} 00000 n \n"));
    }
    end.push_str(&format!(
        "trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    ));
    out.extend(latin(&end));
    out
}

fn escaped(text: &str) -> String {
    let kept =
        text.chars().map(|c| if c == '’' { '\'' } else { c }).filter(|c| u8::try_from(u32::from(*c)).is_ok());
    kept.flat_map(|c| if matches!(c, '(' | ')' | '\\') { vec!['\\', c] } else { vec![c] }).collect()
}

/// One byte a character: the encoding that the page's font announces.
fn latin(text: &str) -> Vec<u8> {
    text.chars().filter_map(|c| u8::try_from(u32::from(c)).ok()).collect()
}
