//! Help pages: one for each code, written in `aide/`, served as plain accessible HTML.

use axum::{
    extract::Path,
    http::StatusCode,
    response::{Html, IntoResponse, Response},
};

macro_rules! pages {
    ($($code:literal),* $(,)?) => {
        /// Every code that a client can be given, with its page.
        pub const PAGES: &[(&str, &str)] = &[$(($code, include_str!(concat!("../aide/", $code, ".md")))),*];
    };
}

// In order: a code is found by halves.
pages![
    "ACT-001", "ACT-002", "ACT-003", "ACT-004", "ACT-005", "ACT-006", "ACT-007", "ACT-008", "ACT-009",
    "ACT-010", "ACT-011", "ACT-020", "ACT-021", "ACT-022", "ACT-023", "ACT-024", "ACT-028", "AFF-001",
    "AFF-002", "AFF-003", "AFF-004", "AFF-005", "AFF-006", "AFF-007", "AFF-008", "AFF-009", "AFF-010",
    "AFF-011", "AFF-012", "AFF-013", "AFF-014", "AFF-015", "AFF-016", "AFF-017", "AFF-018", "AFF-019",
    "AFF-020", "AFF-021", "AFF-022", "AFF-023", "AGE-001", "AGE-002", "AGE-003", "AGE-004", "AGE-005",
    "AID-001", "AID-002", "AID-003", "AID-004", "AID-005", "AID-006", "AID-007", "ARR-001", "ARR-002",
    "ARR-003", "ARR-004", "ARR-005", "ARR-006", "ARR-007", "ARR-008", "ARR-009", "ARR-010", "ARR-011",
    "ARR-012", "ARR-013", "ARR-014", "ARR-015", "ARR-016", "ARR-017", "ARR-018", "AUD-001", "AUD-002",
    "AUD-003", "AUD-004", "AUD-005", "AUD-006", "AUD-007", "AUD-008", "AUD-009", "AUD-011", "AUD-012",
    "AUD-013", "AUD-014", "AUD-015", "AUD-016", "AUD-017", "AUD-018", "AUD-019", "AUD-020", "AVI-001",
    "AVI-002", "AVI-003", "AVI-004", "AVI-005", "AVI-006", "AVI-007", "AVI-008", "AVI-009", "AVI-010",
    "AVI-011", "AVI-012", "AVI-013", "CAN-001", "CAN-002", "CAN-003", "CHG-001", "CLE-001", "CLE-002",
    "CNP-001", "CNP-002", "CNP-003", "CNP-004", "CNP-005", "CNP-006", "CNP-007", "CNP-008", "CNP-009",
    "CNP-010", "CNP-011", "CNP-012", "CTL-001", "CTL-002", "CTL-003", "CTL-004", "CTL-005", "CTL-006",
    "CTL-007", "CTL-008", "CTL-009", "CTL-010", "DAT-001", "DAT-002", "DEL-001", "DEL-002", "DEL-003",
    "DEL-004", "DEL-005", "DEL-006", "DEL-007", "DEL-008", "DEL-009", "DEL-010", "DEL-011", "DEL-012",
    "DEL-013", "DEP-001", "DEP-002", "DEP-003", "DEP-004", "DEP-005", "DEP-006", "DEP-007", "DEP-008",
    "DEP-009", "DEP-010", "DIS-001", "DIS-002", "DIS-003", "DIS-004", "DIS-005", "DIS-006", "DIS-007",
    "DIS-008", "DIS-009", "DIS-010", "DIS-011", "DIS-012", "DIS-013", "DIS-014", "DIS-015", "DIS-016",
    "DOC-001", "DOC-002", "DOC-003", "DOC-004", "DOC-005", "DOC-006", "DOC-007", "DOC-008", "DOC-009",
    "DOC-010", "DOC-011", "DOC-012", "DOC-013", "DOC-014", "DOC-015", "DOC-016", "DOC-017", "DOC-018",
    "DOS-001", "DOS-002", "DOS-003", "DOS-004", "DOS-005", "DOS-006", "DOS-007", "DOS-008", "DOS-009",
    "DOS-010", "DOS-011", "DOS-012", "DOS-013", "DOS-014", "DOS-015", "DOS-016", "DOS-017", "DOS-018",
    "DOS-019", "DOS-020", "DRO-001", "DRO-002", "DRO-003", "DRO-004", "DRO-005", "DRO-006", "DRO-007",
    "DRO-008", "DRO-009", "DRO-010", "ECH-001", "ECH-002", "ECH-010", "ECH-011", "ECH-012", "EXP-001",
    "EXP-002", "EXP-003", "EXP-004", "EXP-005", "EXP-006", "IDE-001", "IND-001", "IND-002", "INT-001",
    "LEC-001", "LEC-002", "LEC-003", "LEC-004", "LEC-005", "LIE-001", "LIE-002", "LIE-003", "LIE-004",
    "LIE-005", "LIE-006", "LIE-007", "LIM-001", "LIM-002", "LOI-001", "LOI-002", "LOI-003", "LOI-004",
    "LOI-005", "LOI-006", "LOI-007", "MIN-001", "MIN-002", "MIN-003", "MIN-004", "MIN-005", "MIN-006",
    "MIN-007", "MIN-008", "MIN-009", "MIN-010", "MIN-011", "MIN-012", "MIN-013", "NUM-001", "NUM-002",
    "NUM-003", "ORI-001", "ORI-002", "ORI-003", "ORI-004", "ORI-005", "ORI-006", "ORI-007", "PAN-001",
    "PAP-001", "PAP-002", "PAP-003", "PAP-004", "PAP-005", "PAP-006", "PAP-007", "PAP-008", "PAP-009",
    "PAP-010", "PAP-011", "PAP-012", "PAP-013", "PAP-014", "PAP-015", "PAP-016", "PAP-017", "PAP-018",
    "PAP-019", "PAR-001", "PAR-002", "PAR-003", "PAR-010", "PAR-011", "PAR-012", "PAR-013", "PAR-014",
    "PAR-015", "PAR-016", "PAR-017", "PAR-018", "PAR-019", "PAR-020", "PAR-021", "PAR-022", "PAR-023",
    "PAR-024", "PAR-025", "PAR-026", "PAR-027", "PAR-028", "PAR-029", "PAR-031", "PAR-032", "PAR-033",
    "PAR-034", "PAR-035", "PAR-036", "PAR-037", "PAR-038", "PIE-001", "PIE-002", "PIE-003", "PIE-004",
    "PIE-005", "PIE-006", "PIE-007", "PIE-008", "PIE-009", "PIE-011", "PIE-012", "PIE-013", "PIE-014",
    "PIE-015", "PIE-016", "PIE-017", "PIE-018", "PIE-019", "PIE-020", "PIE-021", "PIE-022", "PUB-001",
    "PUB-002", "PUB-003", "PUB-004", "PUB-005", "PUB-006", "PUB-007", "PUB-008", "PUB-009", "PUB-010",
    "PUB-011", "PUB-012", "REQ-001", "REQ-002", "REQ-003", "REQ-004", "REQ-005", "REQ-006", "SES-001",
    "SES-002", "SES-003", "SES-004", "SES-005", "STK-001", "STK-002", "STK-003", "STK-004", "STK-005",
    "STK-006", "STK-007", "STK-008", "STK-009", "STK-010", "STK-011", "TAC-001", "TAC-002", "TAC-003",
    "TAC-004", "TAC-005", "TAC-006", "TAC-007", "TAC-008", "TAC-009", "TAC-010", "TAC-011", "TAC-012",
    "TAC-013", "TAC-014", "TAC-015", "TAC-016", "TAC-017", "TAC-018", "TAC-019", "TAC-020", "TAC-021",
    "TAC-022", "TAC-023", "TAC-024", "TAC-025", "TAI-001", "TAI-002", "TAI-003", "TAI-004", "TAI-005",
    "TAI-006", "VER-001", "VER-002", "VER-003", "VOI-001", "VOI-002", "VOI-003", "VOI-004", "VOI-005",
    "VOI-006", "VOI-007", "VOI-008",
];

fn page(code: &str) -> Option<&'static str> {
    PAGES.binary_search_by_key(&code, |(code, _)| code).ok().map(|at| PAGES[at].1)
}

/// What the code says in general: the title of its page.
#[must_use]
pub fn title(code: &str) -> &'static str {
    page(code)
        .and_then(|text| text.lines().next())
        .and_then(|line| line.split_once("\u{a0}: "))
        .map_or("Demande refusée", |(_, title)| title)
}

/// `GET /aide/erreurs/{code}`
pub async fn show(Path(code): Path<String>) -> Response {
    match page(&code) {
        Some(text) => Html(html(text)).into_response(),
        None => (StatusCode::NOT_FOUND, Html(html("# Page inconnue\n\nCe code d’erreur n’existe pas.")))
            .into_response(),
    }
}

/// `GET /aide/erreurs`
pub async fn index() -> Html<String> {
    let mut text = "# Codes d’erreur\n\n".to_owned();
    for (code, _) in PAGES {
        text.push_str(&format!("- [{code}](/aide/erreurs/{code})\u{a0}: {}\n", title(code)));
    }
    Html(html(&text))
}

/// A page for the few screens that the gateway itself shows.
#[must_use]
pub fn html(markdown: &str) -> String {
    let mut body = String::new();
    let mut in_list = false;
    for line in markdown.lines() {
        let item = line.strip_prefix("- ");
        if in_list && item.is_none() {
            body.push_str("</ul>\n");
            in_list = false;
        }
        if let Some(item) = item {
            if !in_list {
                body.push_str("<ul>\n");
                in_list = true;
            }
            body.push_str(&format!("<li>{}</li>\n", inline(item)));
        } else if let Some(title) = line.strip_prefix("## ") {
            body.push_str(&format!("<h2>{}</h2>\n", inline(title)));
        } else if let Some(title) = line.strip_prefix("# ") {
            body.push_str(&format!("<h1>{}</h1>\n", inline(title)));
        } else if !line.trim().is_empty() {
            body.push_str(&format!("<p>{}</p>\n", inline(line)));
        }
    }
    if in_list {
        body.push_str("</ul>\n");
    }
    let title = markdown.lines().next().unwrap_or_default().trim_start_matches("# ");
    format!(
        "<!doctype html>\n<html lang=\"fr\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{} — Greffe</title>\n\
         <link rel=\"stylesheet\" href=\"/aide/aide.css\">\n</head>\n<body>\n<main>\n{body}</main>\n\
         <footer><a href=\"/\">Revenir à Greffe</a></footer>\n</body>\n</html>\n",
        escape(title)
    )
}

/// The sheet of these pages: the policy of contents allows no style in the page.
pub const STYLE: &str = "body{font:1.125rem/1.6 Marianne,system-ui,sans-serif;max-width:42rem;margin:2rem auto;padding:0 1rem;color:#161616;background:#fff}\
h1{font-size:1.75rem;line-height:1.3}h2{font-size:1.25rem}a{color:#000091}footer{margin-top:3rem;border-top:1px solid #ddd;padding-top:1rem}";

/// Links and code, the only marks our pages use.
fn inline(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['[', '`']) {
        out.push_str(&escape(&rest[..at]));
        let (shown, after) = if rest[at..].starts_with('`') { code(&rest[at..]) } else { link(&rest[at..]) };
        out.push_str(&shown);
        rest = after;
    }
    out.push_str(&escape(rest));
    out
}

fn code(text: &str) -> (String, &str) {
    match text[1..].split_once('`') {
        Some((inner, after)) => (format!("<code>{}</code>", escape(inner)), after),
        None => ("`".to_owned(), &text[1..]),
    }
}

fn link(text: &str) -> (String, &str) {
    if let Some((label, rest)) = text[1..].split_once("](")
        && let Some((address, after)) = rest.split_once(')')
    {
        return (format!("<a href=\"{}\">{}</a>", escape(address), escape(label)), after);
    }
    ("[".to_owned(), &text[1..])
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
