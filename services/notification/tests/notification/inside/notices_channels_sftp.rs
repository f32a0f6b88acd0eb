//! `notices::channels::sftp`, from inside.

use greffe_notification::inside::notices::channels::{
    PostSettings,
    sftp::{ABANDONED, SPOOL, Sftp, Spool, listed, quoted},
};
use uuid::Uuid;

#[test]
fn letters_of_a_process_that_died_are_removed_and_no_others() {
    let home = std::env::temp_dir().join(format!("greffe-balai-{}", Uuid::new_v4()));
    let [old, young, other] =
        [format!("{SPOOL}a"), format!("{SPOOL}b"), "autre".into()].map(|name| home.join(name));
    for folder in [&old, &young, &other] {
        std::fs::create_dir_all(folder).unwrap();
        std::fs::write(folder.join("pdf"), "Mme Martin").unwrap();
    }
    let before = std::time::UNIX_EPOCH;
    for folder in [&old, &other] {
        std::fs::File::open(folder).unwrap().set_modified(before).unwrap();
    }
    Spool::sweep(&home, ABANDONED);
    assert_eq!([&old, &young, &other].map(|folder| folder.exists()), [false, true, true]);
    std::fs::remove_dir_all(home).unwrap();
}

#[test]
fn only_whole_status_files_are_fetched() {
    let line =
        |size: &str, name: &str| format!("-rw-r--r--    1 1000     1000     {size:>8} Nov 28 22:10 {name}");
    assert_eq!(listed(&line("120", "statuts-000001.csv")), Some("statuts-000001.csv"));
    for (size, name) in
        [("120", ".statuts.csv"), ("120", "a.pdf"), ("99999999", "a.csv"), ("1", "a;b.csv"), ("1", "a b.csv")]
    {
        assert_eq!(listed(&line(size, name)), None, "{name}");
    }
    assert_eq!(listed("drwxr-xr-x    2 0        0            4096 Nov 28 22:10 lus.csv"), None);
}

#[test]
fn a_server_is_named_with_its_key_or_the_channel_does_not_open() {
    let settings = PostSettings { sftp: "greffe@poste.example:2222".into(), ..Default::default() };
    assert!(Sftp::new(&settings).is_err(), "no key");
    assert_eq!(quoted("a \"b\""), "\"a \\\"b\\\"\"");
}
