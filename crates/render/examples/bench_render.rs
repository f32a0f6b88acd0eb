//! How many letters of notice are made a second on one core, each with a name and a number of its own.
//! Time is that which the core gave to this process, where Linux tells it: other work on the machine does not count.
//! The last line is `figure: <n> letters/s`, for `make prove`. With `preview`, the time of the first preview of a process,
//! opening of fonts and templates included, the slowest template: `figure: <n> ms`. With `typst PROGRAM`, how many times
//! faster than `PROGRAM compile` on the same letter, a process each, with the same fonts: `figure: <n> ×`.

use std::{
    env, fs,
    hint::black_box,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use greffe_render::{Content, Order, Press, Stamp, Values};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};

const LETTERS: u32 = 400;
const PROCESSES: u32 = 40;

#[derive(Deserialize)]
struct Example {
    jour: Date,
    identifiant: String,
    valeurs: Values,
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => println!("figure: {:.0} letters/s", letters()),
        ["preview"] => println!("figure: {} ms", preview().as_millis()),
        ["typst", program] => println!("figure: {:.1} ×", letters() / processes(program)),
        _ => panic!("bench_render [preview | typst PROGRAM]"),
    }
}

fn templates() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/templates"))
}

fn example(name: &str) -> Example {
    let text = fs::read_to_string(templates().join(name).join("exemple.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn letters() -> f64 {
    let press = Press::new().unwrap();
    let mut example = example("lettre_avis");
    let mut make = |n: u32| {
        for (field, text) in [
            ("destinataire", format!("Mme Élodie Le Goff {n}")),
            ("pourvoi", format!("26-{:02}.{:03}", n / 1000, n % 1000)),
        ] {
            example.valeurs.get_mut(field).unwrap().content = Content::Texte(text);
        }
        let order = Order {
            template: "lettre_avis",
            day: example.jour,
            identifier: &format!("lettre {n}"),
            values: &example.valeurs,
            stamp: Stamp::Final,
        };
        black_box(press.render(&order).unwrap().pdf.len())
    };
    (0..20).for_each(|n| _ = make(n));
    let (since, wall) = (core_time(), Instant::now());
    let bytes: usize = (20..20 + LETTERS).map(&mut make).sum();
    let spent = since.and_then(|since| Some(core_time()? - since)).unwrap_or_else(|| wall.elapsed());
    let each = bytes / LETTERS as usize;
    println!(
        "{LETTERS} letters of {each} bytes, {:.2} ms each",
        1e3 * spent.as_secs_f64() / f64::from(LETTERS)
    );
    f64::from(LETTERS) / spent.as_secs_f64()
}

/// The slowest first preview: nothing is remembered of the ones before, as in a process that has just begun.
fn preview() -> Duration {
    let names: Vec<String> =
        Press::new().unwrap().templates().map(|template| template.name.clone()).collect();
    let first = |name: &String| {
        let example = example(name);
        typst::comemo::evict(0);
        let since = Instant::now();
        let press = Press::new().unwrap();
        let order = Order {
            template: name,
            day: example.jour,
            identifier: &example.identifiant,
            values: &example.valeurs,
            stamp: Stamp::Preview,
        };
        black_box(press.render(&order).unwrap());
        let spent = since.elapsed();
        println!("{name}: {:.1} ms", 1e3 * spent.as_secs_f64());
        spent
    };
    names.iter().map(first).max().unwrap()
}

/// Letters a second by a process each.
fn processes(program: &str) -> f64 {
    let folder = env::temp_dir().join(format!("greffe-bench-render-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    for file in ["maison.typ", "lettre_avis/modele.typ"] {
        fs::copy(templates().join(file), folder.join(Path::new(file).file_name().unwrap())).unwrap();
    }
    let example: Value =
        serde_json::from_str(&fs::read_to_string(templates().join("lettre_avis/exemple.json")).unwrap())
            .unwrap();
    let data = json!({
        "titre": "Lettre d’avis", "jour": "1er décembre 2026", "identifiant": example["identifiant"], "apercu": false,
        "valeurs": plain(&example["valeurs"]),
    });
    fs::write(folder.join("donnees.json"), data.to_string()).unwrap();
    let fonts = concat!(env!("CARGO_MANIFEST_DIR"), "/fonts");
    let compile = || {
        let done = Command::new(program)
            .args(["compile", "--root", ".", "--ignore-system-fonts", "--font-path", fonts])
            .args(["--pdf-standard", "a-2a,ua-1", "modele.typ", "papier.pdf"])
            .current_dir(&folder)
            .stdin(Stdio::null())
            .status()
            .unwrap();
        assert!(done.success());
    };
    compile();
    let since = Instant::now();
    (0..PROCESSES).for_each(|_| compile());
    let spent = since.elapsed();
    println!("{program}: {:.2} ms each", 1e3 * spent.as_secs_f64() / f64::from(PROCESSES));
    fs::remove_dir_all(&folder).unwrap();
    f64::from(PROCESSES) / spent.as_secs_f64()
}

/// Values without their sources, as the layout reads them.
fn plain(values: &Value) -> Value {
    let texts = values.as_object().unwrap().iter().map(|(name, value)| {
        let text = match value.get("liste").and_then(Value::as_array) {
            Some(rows) => rows.iter().map(|row| with_article(plain(row))).collect(),
            None => value["texte"].clone(),
        };
        (name.clone(), text)
    });
    Value::Object(texts.collect())
}

fn with_article(mut row: Value) -> Value {
    if let Some(row) = row.as_object_mut() {
        row.entry("article").or_insert(Value::Null);
    }
    row
}

/// Processor time of the calling thread so far.
fn core_time() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    stat.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}
