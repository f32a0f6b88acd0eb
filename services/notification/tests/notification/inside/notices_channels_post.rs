//! `notices::channels::post`, from inside.

use greffe_notification::inside::notices::channels::{
    Channel as _, What, day_of,
    post::{Post, PostSettings, quoted, status},
};
use uuid::Uuid;

#[test]
fn a_status_line_is_read_and_an_unknown_one_is_told() {
    let key = Uuid::from_u128(7);
    let read = status("a.csv#2".into(), &format!("{key};non_reclame;2026-12-20;2C123"));
    assert_eq!(
        (read.key, read.what, read.reference.as_str()),
        (Some(key), What::Returned("non_reclamee"), "2C123")
    );
    assert_eq!(read.on, day_of("2026-12-20"));
    assert!(matches!(status("a.csv#3".into(), "x;perdu").what, What::Unreadable(_)));
}

#[tokio::test]
async fn a_status_file_stays_until_each_of_its_lines_is_kept() {
    let folder = std::env::temp_dir().join(format!("greffe-essai-{}", Uuid::new_v4()));
    let back = folder.join("retour");
    std::fs::create_dir_all(&back).unwrap();
    let lines =
        format!("cle;statut;date;reference\n{0};expedie;;\n\n{0};distribue;;2C1\n", Uuid::from_u128(7));
    std::fs::write(back.join("a.csv"), lines).unwrap();
    std::fs::write(back.join("vide.csv"), "cle;statut;date;reference\n").unwrap();
    let text = |path: &std::path::Path| path.display().to_string();
    let settings = PostSettings { depot: text(&folder), retour: text(&back), ..Default::default() };
    let post = Post::new(&settings).unwrap();
    let read: Vec<String> = post.news().await.unwrap().into_iter().map(|news| news.line).collect();
    assert_eq!(read.len(), 2);
    assert!(back.join("lus/vide.csv").exists(), "nothing to keep");
    // The second could not be kept.
    post.heard(&read[..1]).await.unwrap();
    assert!(back.join("a.csv").exists(), "its last line is still to be read");
    post.heard(&read).await.unwrap();
    assert!(back.join("lus/a.csv").exists() && !back.join("a.csv").exists());
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn a_cell_stays_in_its_place() {
    assert_eq!(quoted("1, rue \"A\";\nParis"), "\"1, rue \"\"A\"\";, Paris\"");
}
