//! `controls::clamd`, from inside.

use greffe_document::inside::controls::clamd::{Antivirus, Said, read};

#[test]
fn only_what_clamd_calls_clean_is_clean() {
    assert_eq!(read(b"stream: OK\0").unwrap(), Said::Clean);
    assert_eq!(read(b"stream: Eicar FOUND\0").unwrap(), Said::Infected("Eicar".into()));
    for other in
        ["INSTREAM size limit exceeded. ERROR", "stream: Can't allocate memory ERROR", "", "stream: OKAY"]
    {
        assert!(read(other.as_bytes()).is_err(), "{other}");
    }
}

#[test]
fn whether_there_is_an_antivirus_is_said() {
    assert_eq!(Antivirus::read("aucun").unwrap(), Antivirus::Awaited);
    assert_eq!(Antivirus::read("servir-sans").unwrap(), Antivirus::Without);
    assert_eq!(Antivirus::read("clamd:3310").unwrap(), Antivirus::Tcp("clamd:3310".into()));
    assert_eq!(Antivirus::read("unix:/run/clamd").unwrap(), Antivirus::Unix("/run/clamd".into()));
    for text in ["", "clamd", ":3310", "unix:run"] {
        assert!(Antivirus::read(text).is_err(), "{text}");
    }
}
