//! What stands around the database: keys, services, broker, certificates, identity provider, files.

use std::time::Duration;

use anyhow::{Context, Result};
use greffe_bus::{link::Link, topology};
use greffe_chassis::{
    Caller, Failure, SharedClock,
    config::ServiceConfig,
    identity::{Signer, Verifier},
};
use greffe_contracts::admin::v1 as pb;
use jiff::Timestamp;
use reqwest::{Client, tls::TlsInfo};
use serde_json::Value;

use greffe_document::papers::{Place, Seals};

use super::{Oidc, Report, Storage};
use crate::commands::operator::{Service, Services};

/// Longest wait for an answer.
const ANSWER: Duration = Duration::from_secs(5);
/// Days before its end at which a certificate is looked at, and at which it is bad.
const NEAR_DAYS: i64 = 21;
const BAD_DAYS: i64 = 3;
/// Least share of the memory and the descriptors of the broker that must be free.
const FREE: f64 = 0.1;

/// The key that signs and the one that verifies are a pair.
pub(super) fn keys(report: &mut Report, config: &ServiceConfig, signer: &Signer, clock: &SharedClock) {
    let public = &config.identity.public_key_file;
    if public.is_empty() {
        return report.beware(
            "clés",
            "la clé publique n’est pas indiquée",
            "GREFFE__IDENTITY__PUBLIC_KEY_FILE",
        );
    }
    let pair = Verifier::from_file(public, "doctor", clock.clone())
        .and_then(|verifier| verifier.verify(&signer.sign(&Caller::service("doctor"), "doctor")?));
    report.check(
        pair.is_ok(),
        "clés",
        if pair.is_ok() {
            "la privée et la publique vont ensemble"
        } else {
            "la privée et la publique ne vont pas ensemble"
        },
        "refaites la paire et donnez-la à tous les services",
    );
}

/// Each service answers an operator, and has set nothing apart.
pub(super) async fn services(report: &mut Report, services: &Services) {
    for service in Service::ALL {
        let of = format!("service {}", service.name());
        let answer = async {
            let request = services.request(service, pb::ListParkedRequest {})?;
            let asked = services.client(service).list_parked(request).await;
            asked.map_err(|status| anyhow::anyhow!(Failure::from_status(&status).message))
        };
        match answer.await {
            Err(error) => report.bad(
                &of,
                format!("ne répond pas ({error:#})"),
                "voyez son journal ; docs/runbooks/service-absent.md",
            ),
            Ok(answer) => {
                let (parked, unreadable) = (answer.get_ref().total, answer.get_ref().unreadable);
                match (parked, unreadable) {
                    (0, Some(0)) => report.good(&of, "répond, sans rien à part"),
                    (0, None) => report.bad(
                        &of,
                        "répond, mais ne joint pas le courtier",
                        "docs/runbooks/courtier-bloque.md",
                    ),
                    (_, unreadable) => report.bad(
                        &of,
                        format!(
                            "{parked} événements rangés à part, {} messages illisibles",
                            unreadable.unwrap_or_default()
                        ),
                        "greffe parking list ; docs/runbooks/evenements-ranges-a-part.md",
                    ),
                }
            }
        }
    }
}

/// Exchanges and queues as declared, and the broker's limits.
pub(super) async fn broker(report: &mut Report, url: &str, api: Option<&str>) {
    if url.is_empty() {
        report.beware("courtier", "non contrôlé", "indiquez GREFFE__BROKER__URL");
    } else {
        declared(report, url).await;
    }
    match api {
        None => report.beware("limites du courtier", "non contrôlées", "indiquez --broker-api"),
        Some(api) => {
            if let Err(error) = limits(report, api).await {
                report.bad(
                    "limites du courtier",
                    format!("l’API de gestion ne répond pas ({error:#})"),
                    "corrigez --broker-api",
                );
            }
        }
    }
}

async fn declared(report: &mut Report, url: &str) {
    if let Err(failure) = Link::open(url).await {
        let why = std::error::Error::source(&failure).map(ToString::to_string).unwrap_or_default();
        return report.bad(
            "courtier",
            format!("ne répond pas ({why})"),
            "démarrez-le, ou corrigez broker.url ; rien ne se perd entre-temps",
        );
    }
    let mut missing = Vec::new();
    for (service, _) in topology::SUBSCRIPTIONS {
        for name in [topology::queue(service), topology::parking(service)] {
            if topology::depth(url, &name).await.is_err() {
                missing.push(name);
            }
        }
    }
    if !missing.is_empty() {
        return report.bad(
            "files",
            format!("il manque {}", missing.join(", ")),
            "un service les déclare à sa connexion ; puis greffe rebuild broker",
        );
    }
    // All are there: declared again, they change nothing, and differences are refused.
    let again = async { topology::declare(Link::open(url).await?.channel()).await }.await;
    report.check(
        again.is_ok(),
        "files",
        if again.is_ok() {
            "toutes là, avec leurs propriétés"
        } else {
            "une file ou un échange a d’autres propriétés"
        },
        "supprimez-la une fois vide : le service la redéclare ; puis greffe rebuild broker",
    );
}

async fn limits(report: &mut Report, api: &str) -> Result<()> {
    let http = Client::builder().timeout(ANSWER).build()?;
    let nodes: Value = http
        .get(format!("{}/nodes", api.trim_end_matches('/')))
        .send()
        .await?
        .error_for_status()?
        .json()
        .await?;
    let nodes = nodes.as_array().context("réponse inattendue")?;
    for node in nodes {
        let of = format!("courtier {}", node["name"].as_str().unwrap_or_default());
        let number = |key: &str| node[key].as_f64().unwrap_or_default();
        let alarm = |key: &str| node[key].as_bool().unwrap_or_default();
        if !node["running"].as_bool().unwrap_or_default() {
            report.bad(&of, "arrêté", "docs/runbooks/noeud-du-courtier-absent.md");
            continue;
        }
        let stopped = alarm("mem_alarm") || alarm("disk_free_alarm");
        let memory = 1.0 - number("mem_used") / number("mem_limit").max(1.0);
        let files = 1.0 - number("fd_used") / number("fd_total").max(1.0);
        let disk = number("disk_free") - number("disk_free_limit");
        report.check(
            !stopped && memory > FREE && files > FREE && disk > 0.0,
            &of,
            format!(
                "mémoire libre {:.0} %, descripteurs libres {:.0} %, disque libre {:.1} Gio{}",
                memory * 100.0,
                files * 100.0,
                number("disk_free") / f64::from(1 << 30),
                if stopped { ", il n’accepte plus rien" } else { "" }
            ),
            "docs/runbooks/courtier-bloque.md",
        );
    }
    report.check(
        nodes.len() % 2 == 1,
        "nœuds du courtier",
        format!("{}", nodes.len()),
        "un nombre impair : sinon une coupure arrête les deux moitiés",
    );
    Ok(())
}

/// The provider says who it is, and signs.
pub(super) async fn identity(report: &mut Report, oidc: &Oidc, clock: &SharedClock) {
    let of = "fournisseur d’identité";
    if oidc.issuer.is_empty() {
        return report.beware(
            of,
            "non contrôlé",
            "indiquez GREFFE__OIDC__ISSUER, ou la configuration de la passerelle",
        );
    }
    match provider(&oidc.issuer, clock).await {
        Ok((keys, apart)) => {
            report.check(
                keys > 0,
                of,
                format!("répond, {keys} clé(s) de signature"),
                "il doit publier ses clés (jwks_uri)",
            );
            if let Some(apart) = apart {
                report.check(
                    apart.abs() < 60 || !clock.is_system(),
                    "horloge du fournisseur d’identité",
                    format!("{} s d’écart", apart.abs()),
                    "au-delà d’une minute ses jetons sont refusés : réglez les horloges",
                );
            }
        }
        Err(error) => report.bad(
            of,
            format!("{error:#}"),
            "personne ne peut se connecter : corrigez oidc.issuer, ou rétablissez-le",
        ),
    }
}

async fn provider(issuer: &str, clock: &SharedClock) -> Result<(usize, Option<i64>)> {
    let http = Client::builder().timeout(ANSWER).build()?;
    let url = format!("{}/.well-known/openid-configuration", issuer.trim_end_matches('/'));
    let answer = http.get(&url).send().await.context("ne répond pas")?.error_for_status()?;
    let date = answer.headers().get("date").and_then(|v| v.to_str().ok()).and_then(|v| {
        jiff::fmt::rfc2822::parse(v).ok().map(|at| clock.now().as_second() - at.timestamp().as_second())
    });
    let said: Value = answer.json().await.context("sa description ne se lit pas")?;
    anyhow::ensure!(said["issuer"] == issuer, "se nomme {}, et non {issuer}", said["issuer"]);
    for key in ["authorization_endpoint", "token_endpoint", "jwks_uri"] {
        anyhow::ensure!(said[key].is_string(), "ne publie pas {key}");
    }
    let keys: Value = http.get(said["jwks_uri"].as_str().unwrap_or_default()).send().await?.json().await?;
    Ok((keys["keys"].as_array().map_or(0, Vec::len), date))
}

/// The end of each certificate that the addresses show.
pub(super) async fn certificates(report: &mut Report, urls: &[&str], clock: &SharedClock, production: bool) {
    let mut seen = Vec::new();
    for url in urls.iter().filter(|url| !url.is_empty()) {
        let Ok(url) = reqwest::Url::parse(url) else {
            report.bad("certificats", format!("{url} n’est pas une adresse"), "corrigez la configuration");
            continue;
        };
        let origin = url.origin().ascii_serialization();
        if seen.contains(&origin) {
            continue;
        }
        let of = format!("certificat de {origin}");
        if url.scheme() != "https" {
            if production {
                report.bad(
                    &of,
                    "cette adresse n’est pas chiffrée",
                    "une adresse https:// est exigée en production",
                );
            } else {
                report.beware(&of, "cette adresse n’est pas chiffrée", "exigé en production (--production)");
            }
        } else {
            match end_of(&origin).await {
                Err(error) => {
                    report.bad(&of, format!("{error:#}"), "refaites le certificat, ou ajoutez son autorité")
                }
                Ok(end) => {
                    let days = (end.as_second() - clock.now().as_second()) / 86_400;
                    let found = format!("encore {days} jours");
                    let remedy = "docs/runbooks/certificat-bientot-expire.md";
                    match days {
                        ..BAD_DAYS => report.bad(&of, found, remedy),
                        BAD_DAYS..NEAR_DAYS => report.beware(&of, found, remedy),
                        _ => report.good(&of, found),
                    }
                }
            }
        }
        seen.push(origin);
    }
}

async fn end_of(origin: &str) -> Result<Timestamp> {
    let http = Client::builder().timeout(ANSWER).tls_info(true).build()?;
    let answer = http.get(origin).send().await.context("la connexion chiffrée ne s’établit pas")?;
    let info = answer.extensions().get::<TlsInfo>().context("le certificat n’est pas montré")?;
    not_after(info.peer_certificate().context("le certificat n’est pas montré")?)
        .context("le certificat ne se lit pas")
}

/// The certificate that seals papers, and how long it will.
pub(super) fn seal(report: &mut Report, place: &Place, clock: &SharedClock, production: bool) {
    let of = "sceau";
    let remedy = "GREFFE__SEAL__CERTIFICATE_FILE et GREFFE__SEAL__KEY_FILE ; docs/operations.md";
    match Seals::open(place) {
        Err(failure) => report.bad(of, format!("{failure}"), remedy),
        Ok(seals) if seals.trial() && production => {
            report.bad(of, "les papiers portent le sceau d’essai, sans valeur", remedy);
        }
        Ok(seals) if seals.trial() => {
            report.beware(of, "les papiers portent le sceau d’essai, sans valeur", remedy);
        }
        Ok(seals) => {
            let days = seals.until().duration_since(clock.now()).as_hours() / 24;
            let found = format!("certificat valable encore {days} jours");
            let remedy = "docs/runbooks/sceau-bientot-expire.md";
            if days <= BAD_DAYS {
                report.bad(of, found, remedy);
            } else if days <= NEAR_DAYS {
                report.beware(of, found, remedy);
            } else {
                report.good(of, found);
            }
        }
    }
}

/// The end of validity of an X.509 certificate (RFC 5280, 4.1): the second time of the fifth field of what is signed.
pub fn not_after(der: &[u8]) -> Option<Timestamp> {
    let (_, certificate, _) = element(der)?;
    let (_, signed, _) = element(certificate)?;
    let mut rest = signed;
    // The version is there when it is not the first.
    if *rest.first()? == 0xa0 {
        rest = element(rest)?.2;
    }
    // Serial number, algorithm, issuer.
    for _ in 0..3 {
        rest = element(rest)?.2;
    }
    let (_, validity, _) = element(rest)?;
    let (_, _, after) = element(validity)?;
    let (tag, text, _) = element(after)?;
    let text = std::str::from_utf8(text).ok()?;
    // UTCTime has two digits of the year; from fifty on they are of the last century.
    let text = match tag {
        0x17 if text.get(..2)? < "50" => format!("20{text}"),
        0x17 => format!("19{text}"),
        0x18 => text.to_owned(),
        _ => return None,
    };
    let at = jiff::civil::DateTime::strptime("%Y%m%d%H%M%SZ", &text).ok()?;
    jiff::tz::TimeZone::UTC.to_timestamp(at).ok()
}

/// Tag and content of the first element (DER), and what follows it.
fn element(der: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (tag, rest) = der.split_first()?;
    let (first, mut rest) = rest.split_first()?;
    let mut length = usize::from(*first);
    if length >= 0x80 {
        let (bytes, after) = rest.split_at_checked(length & 0x7f)?;
        if bytes.len() > 4 {
            return None;
        }
        length = bytes.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte));
        rest = after;
    }
    let (content, rest) = rest.split_at_checked(length)?;
    Some((*tag, content, rest))
}

/// Where papers are kept.
pub(super) fn files(report: &mut Report, storage: &Storage) {
    if storage.path.is_empty() {
        return report.beware(
            "pièces",
            "non contrôlées",
            "indiquez GREFFE__STORAGE__PATH, ou la configuration des pièces",
        );
    }
    let kind = if storage.kind.is_empty() { "disk" } else { &storage.kind };
    let folder = std::path::Path::new(&storage.path);
    let probe = folder.join(".greffe-doctor");
    let written =
        folder.is_dir() && std::fs::write(&probe, b"").and_then(|()| std::fs::remove_file(&probe)).is_ok();
    report.check(
        written,
        "pièces",
        format!("{} ({kind}) {}", folder.display(), if written { "s’écrit" } else { "ne s’écrit pas" }),
        "créez le dossier et donnez-le au compte du service",
    );
}
