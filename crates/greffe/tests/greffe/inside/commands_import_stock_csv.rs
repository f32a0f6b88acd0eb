//! `commands::import::stock::csv`, from inside.

use greffe::inside::commands::import::stock::csv::{Broken, Row, Table};

#[test]
fn quotes_hold_separators_and_lines_and_faults_stay_of_their_row() {
    let folder = std::env::temp_dir().join(format!("greffe-csv-{}", uuid::Uuid::now_v7()));
    std::fs::create_dir_all(&folder).unwrap();
    let text = b"a;b\r\nun;\"deux; \"\"et\"\"\ntrois\"\n\xe9t\xe9;x\nseul\n;\n".to_vec();
    std::fs::write(folder.join("essai.csv"), text).unwrap();
    let mut table = Table::open(&folder, "essai.csv", &["a", "b"]).unwrap().unwrap();
    let rows: Vec<Row> = std::iter::from_fn(|| table.next_row().unwrap()).collect();
    let told: Vec<_> = rows.iter().map(|r| (r.line, r.get("a"), r.get("b"), r.broken)).collect();
    assert_eq!(
        told,
        [
            (2, "un", "deux; \"et\"\ntrois", None),
            (4, "été", "x", Some(Broken::Encoding)),
            (5, "seul", "", Some(Broken::Columns)),
            (6, "", "", None),
        ]
    );
    assert_eq!(rows[0].object(), r#"{"a":"un","b":"deux; \"et\"\ntrois"}"#);
    assert!(Table::open(&folder, "essai.csv", &["a"]).is_err(), "another header");
    assert!(Table::open(&folder, "absent.csv", &["a"]).unwrap().is_none());
    std::fs::remove_dir_all(folder).unwrap();
}
