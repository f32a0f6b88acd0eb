//! The chamber suggested against the one that judged, over decisions that the Court published, in ten parts. Reads the path of
//! `open.jsonl`; ends with one figure: `margin` (points above the majority guess), `sure` (right among those said 90 % sure).

use greffe_distribution::orientation::{Attacked, Example, Intake, Model, evaluate};
use serde_json::Value;

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().into_iter().flatten().map(text).collect()
}

/// What was known when the dossier was registered; none for what no chamber judged.
fn example(record: &Value) -> Option<Example> {
    let chambre = text(&record["chamber"]["code"]);
    if matches!(chambre.as_str(), "" | "ordo" | "pl") {
        return None;
    }
    let number = text(&record["number"]);
    let attacked: Vec<Attacked> = record["attacked"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|a| Attacked {
            court: text(&a["court"]),
            section: text(&a["section"]),
            nature: text(&a["nature"]),
        })
        .collect();
    let dates: Vec<String> =
        record["attacked"].as_array().into_iter().flatten().map(|a| text(&a["date"])).collect();
    Some(Example {
        group: format!(
            "{} {}",
            attacked.first().map(|a| a.court.to_lowercase()).unwrap_or_default(),
            dates.join(" ")
        ),
        intake: Intake {
            serie: number
                .split_once('-')
                .and_then(|(_, n)| n.chars().next())
                .map(String::from)
                .unwrap_or_default(),
            attacked,
            demandeurs: texts(&record["demandeurs"]),
            defendeurs: texts(&record["defendeurs"]),
            ..Intake::default()
        },
        chambre,
    })
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().expect("usage: orientation OPEN.JSONL [margin|sure]");
    let wanted = arguments.next().unwrap_or_else(|| "margin".to_owned());
    let file = std::fs::read_to_string(&path).expect("the decisions read");
    let mut numbers = std::collections::BTreeSet::new();
    let examples: Vec<Example> = file
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|record| numbers.insert(text(&record["number"])))
        .filter_map(|record| example(&record))
        .collect();
    let figures = evaluate(&examples);
    let percent = |some: u32, of: u32| f64::from(some) * 100.0 / f64::from(of.max(1));
    println!(
        "{} dossiers ; justes {} ({:.1} %) ; toujours la plus fréquente : {} ({:.1} %)",
        figures.asked,
        figures.right,
        percent(figures.right, figures.asked),
        figures.majority,
        percent(figures.majority, figures.asked)
    );
    for (chambre, (asked, right)) in &figures.by_chambre {
        println!("  {chambre} : {right} sur {asked}");
    }
    println!("confiance dite → part juste");
    for (band, (count, right, mean)) in &figures.by_confidence {
        println!(
            "  {:>3} % et plus : {count} dossiers, {:.1} % dits, {:.1} % justes",
            band / 10,
            f64::from(*mean) / 10.0,
            percent(*right, *count)
        );
    }
    println!("dites sûres à 90 % : {}, justes {}", figures.sure.0, figures.sure.1);
    if wanted == "show" {
        let model = Model::learn(&examples);
        for example in examples.iter().step_by(17) {
            println!("{} {:?}", example.chambre, model.suggest(&example.intake).first());
        }
    }
    match wanted.as_str() {
        "sure" => println!("figure: {:.1} %", percent(figures.sure.1, figures.sure.0)),
        _ => println!(
            "figure: {:.1} points",
            percent(figures.right, figures.asked) - percent(figures.majority, figures.asked)
        ),
    }
}
