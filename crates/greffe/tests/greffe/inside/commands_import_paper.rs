//! `commands::import::paper`, from inside.

use greffe::inside::commands::import::paper::page;

#[test]
fn the_table_of_places_is_true() {
    let pdf = page("Mémoire (ampliatif)", "Pourvoi n° X 26-14.001");
    let text: String = pdf.iter().map(|byte| char::from(*byte)).collect();
    assert!(text.contains("M\u{e9}moire \\(ampliatif\\)"));
    let start: usize =
        text.split("startxref\n").nth(1).and_then(|rest| rest.lines().next()).unwrap().parse().unwrap();
    assert!(text[..].chars().skip(start).collect::<String>().starts_with("xref"));
    let (_, stream) = text.split_once("/Length ").unwrap();
    let length: usize = stream.split(' ').next().unwrap().parse().unwrap();
    let body = stream.split_once("stream\n").unwrap().1.split_once("\nendstream").unwrap().0;
    assert_eq!(body.chars().count(), length);
}
