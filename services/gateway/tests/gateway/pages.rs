//! The web application's files, and the end of the process.

use crate::support::{House, problem};

/// A folder with an application of two files, removed at the end.
struct Built(std::path::PathBuf);

impl Built {
    fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("greffe-web-{}", uuid::Uuid::new_v4()));
        std::fs::create_dir_all(folder.join("assets")).unwrap();
        std::fs::write(folder.join("index.html"), "<title>Greffe</title>").unwrap();
        std::fs::write(folder.join("assets/app-1a2b.js"), "export {}").unwrap();
        Self(folder)
    }
}

impl Drop for Built {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

#[tokio::test]
async fn every_page_is_the_application_and_its_files_are_kept_for_ever() {
    let built = Built::new();
    let root = built.0.display().to_string();
    let house = House::open_with(|config| config.web.root = root).await;
    for page in ["/", "/dossiers", "/dossiers/26-10.001?onglet=pieces"] {
        let shown = house.get(page).await;
        assert_eq!(
            (shown.status().as_u16(), &shown.headers()["cache-control"]),
            (200, &"no-cache".parse().unwrap())
        );
        assert!(shown.headers()["content-security-policy"].to_str().unwrap().contains("default-src 'self'"));
        assert_eq!(shown.text().await.unwrap(), "<title>Greffe</title>", "{page}");
    }
    let file = house.get("/assets/app-1a2b.js").await;
    assert!(file.headers()["cache-control"].to_str().unwrap().contains("immutable"));
    assert_eq!(house.get("/assets/gone.js").await.status(), 404, "an old file is no page");
    assert_eq!(house.get("/assets/../../../etc/passwd").await.text().await.unwrap(), "<title>Greffe</title>");
}

#[tokio::test]
async fn an_unknown_address_of_the_api_is_a_problem_and_no_page() {
    let built = Built::new();
    let root = built.0.display().to_string();
    let house = House::open_with(|config| config.web.root = root).await;
    for path in ["/api/v1/nulle-part", "/api/v2/dossiers"] {
        let refused = house.get(path).await;
        assert_eq!(refused.status(), 404);
        assert_eq!(problem(refused).await["code"], "REQ-004");
    }
}

#[tokio::test]
async fn a_gateway_that_ends_says_so_before_it_stops_listening() {
    let house = House::open().await;
    assert_eq!(house.get("/sante/pret").await.status(), 200);
    house.end();
    assert_eq!(house.get("/sante/pret").await.status(), 503);
    assert_eq!(house.get("/sante/vivant").await.status(), 200);
}
