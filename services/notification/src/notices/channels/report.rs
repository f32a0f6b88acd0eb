//! What a message of the greffe's box says of a sending: our own copy, a report that it failed (RFC 3464), a receipt (RFC 8098).

use uuid::Uuid;

use super::{News, What};

/// Reads one message. The line bears its place in the box and its own number, should the box be built anew.
pub fn read(place: &str, raw: &[u8]) -> News {
    let text = String::from_utf8_lossy(raw);
    let lines = unfolded(&text);
    let head = lines.iter().take_while(|line| !line.is_empty());
    let own = head.clone().find_map(|line| value(line, "message-id"));
    let kind =
        head.clone().find_map(|line| value(line, "content-type")).unwrap_or_default().to_ascii_lowercase();
    let line = format!("{place} {}", own.unwrap_or_default());
    let news = |key, what, reference: &str| News {
        line: line.clone(),
        key,
        what,
        on: None,
        reference: reference.to_owned(),
    };
    if !kind.starts_with("multipart/report") {
        return match own.and_then(key_in) {
            Some(key) => news(Some(key), What::Taken, "copie reçue"),
            None => news(None, What::Unreadable("Message qui n’est ni copie ni rapport.".into()), ""),
        };
    }
    let named = |name: &str| lines.iter().find_map(|line| value(line, name)).unwrap_or_default().trim();
    let key = key_in(named("original-message-id"))
        .or_else(|| lines.iter().filter_map(|line| value(line, "message-id")).find_map(key_in));
    if kind.contains("disposition-notification") {
        let said = named("disposition").to_ascii_lowercase();
        let what = if said.contains("displayed") {
            What::Received
        } else {
            What::Unreadable(format!("Accusé sans lecture\u{a0}: {said}"))
        };
        return news(key, what, named("disposition"));
    }
    let status = named("status");
    match named("action").to_ascii_lowercase().as_str() {
        // 5.1.x: nobody of that address; else the box or the relay refuses.
        "failed" if status.starts_with("5.1") => news(key, What::Returned("inconnue"), status),
        "failed" => news(key, What::Returned("refusee"), status),
        "delivered" | "relayed" => news(key, What::Taken, status),
        other => news(key, What::Unreadable(format!("Rapport sans suite\u{a0}: {other}")), status),
    }
}

/// Lines, those that go on the former joined to it.
fn unfolded(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        match lines.last_mut() {
            Some(last) if line.starts_with([' ', '\t']) && !last.is_empty() => {
                last.push(' ');
                last.push_str(line.trim_start());
            }
            _ => lines.push(line.trim_end().to_owned()),
        }
    }
    lines
}

fn value<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    let (found, value) = line.split_once(':')?;
    found.eq_ignore_ascii_case(name).then(|| value.trim())
}

/// The business key in one of our numbers.
fn key_in(number: &str) -> Option<Uuid> {
    let (_, rest) = number.split_once("<avis.")?;
    Uuid::parse_str(rest.split('@').next()?).ok()
}
