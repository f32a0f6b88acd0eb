//! Numbers in every form people write, and the letter that catches a typing mistake.

use greffe_procedure::numbers::PourvoiNumber;
use proptest::prelude::*;

#[test]
fn every_form_reads_the_same() {
    for text in [
        "17-18.194",
        "1718194",
        "C 17-18.194",
        "c17-18.194",
        " C\u{a0}17-18.194 ",
        "n° C 17-18.194",
        "Pourvoi n° C 17-18.194",
        "C 17 18 194",
    ] {
        let (number, _) = PourvoiNumber::parse(text).unwrap_or_else(|_| panic!("{text}"));
        assert_eq!((number.year(), number.sequence()), (2017, 18194), "{text}");
    }
    for text in ["", "17-18", "abc", "17-18.1944", "CC 17-18.194", "17-18.194 C", "2017-18194x"] {
        assert!(PourvoiNumber::parse(text).is_err(), "{text}");
    }
}

#[test]
fn letters_of_published_decisions_fit() {
    for text in [
        "A 15-19.817",
        "N 98-45.621",
        "F 20-80.516",
        "M 21-90.024",
        "V 19-60.147",
        "H 20-14.806",
        "G 20-14.807",
        "Z 16-21.545",
        "P 16-21.558",
        "Q 02-13.269",
    ] {
        let (number, warning) = PourvoiNumber::parse(text).unwrap();
        assert_eq!(warning, None, "{text}");
        assert_eq!(number.to_string(), text);
    }
    let (_, warning) = PourvoiNumber::parse("N 23-18.873").unwrap();
    assert_eq!(warning.unwrap().number.letter(), 'Q', "the misprint of a published text");
}

#[test]
fn the_whole_table_of_letters_fits_where_it_is_at_hand() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/domain/key_letters.csv");
    let Ok(text) = std::fs::read_to_string(path) else {
        eprintln!("NON EXÉCUTÉ : la table des lettres-clés est absente.");
        return;
    };
    for line in text.lines().skip(1) {
        let (letter, number) = line.split_once(',').unwrap();
        let (read, _) = PourvoiNumber::parse(number).unwrap();
        assert_eq!(read.letter().to_string(), letter, "{number}");
    }
}

proptest! {
    #[test]
    fn one_wrong_digit_or_two_exchanged_never_keep_the_letter(sequence in 10_000u32..99_999, year in 2000u32..2069, at in 0usize..5, digit in 0u32..10) {
        let number = PourvoiNumber::new(year, sequence).unwrap();
        let power = 10u32.pow(at as u32);
        let wrong = sequence - sequence / power % 10 * power + digit * power;
        if wrong != sequence && let Some(other) = PourvoiNumber::new(year, wrong) {
            prop_assert_ne!(number.letter(), other.letter());
        }
    }

    #[test]
    fn what_is_printed_reads_back(sequence in 1u32..99_999, year in 1970u32..2069) {
        let number = PourvoiNumber::new(year, sequence).unwrap();
        prop_assert_eq!(PourvoiNumber::parse(&number.to_string()), Ok((number, None)));
    }

    #[test]
    fn no_text_makes_it_panic(text in ".*") {
        let _ = PourvoiNumber::parse(&text);
    }
}
