//! The electronic way of counsel: a signed call to their system, and its signed acknowledgements. The contract stands in
//! `proto/avis/conseils.md`.

use base64::{Engine, engine::general_purpose::STANDARD};
use futures::future::BoxFuture;
use greffe_chassis::{Failure, Result};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, encode};
use reqwest::{Client, Response, StatusCode};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tokio::sync::Mutex;
use uuid::Uuid;

use super::{Asked, Channel, News, PATIENCE, Parcel, Sent, What, day_of, unreadable};

/// Header that bears our signature.
const SIGNATURE: &str = "Greffe-Signature";

/// Section `avis.conseils`.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct CounselSettings {
    /// URL of their system; empty: the channel is closed.
    pub adresse: String,
    /// PEM (PKCS#8) of the Ed25519 key with which we sign.
    pub cle: String,
    /// PEM of the Ed25519 key with which they sign.
    pub cle_des_conseils: String,
}

/// The adapter.
pub struct Counsel {
    client: Client,
    base: String,
    ours: EncodingKey,
    theirs: DecodingKey,
    /// After which acknowledgement the next are asked for.
    after: Mutex<String>,
}

/// What we send.
#[derive(Serialize)]
struct Body<'a> {
    cle: Uuid,
    avis: Uuid,
    version: u32,
    dossier: &'a str,
    objet: &'a str,
    fondement: &'a str,
    cabinet: &'a str,
    texte: &'a str,
    pdf: String,
}

/// What we sign.
#[derive(Serialize)]
struct Signed {
    cle: Uuid,
    sha256: String,
}

/// What they sign: `pris_en_charge`, `inconnu`, `recu`, `refuse`.
#[derive(Deserialize)]
struct Said {
    cle: Uuid,
    etat: String,
    #[serde(default)]
    sha256: String,
    #[serde(default)]
    le: String,
    #[serde(default)]
    reference: String,
}

#[derive(Deserialize)]
struct Acknowledgement {
    rang: String,
    accuse: String,
}

impl Counsel {
    /// On its settings.
    ///
    /// # Errors
    /// When a key does not read.
    pub fn new(settings: &CounselSettings) -> Result<Self> {
        let read = |path: &str| std::fs::read(path).map_err(|e| unreadable(path, e));
        let ours = EncodingKey::from_ed_pem(&read(&settings.cle)?).map_err(Failure::internal)?;
        let theirs =
            DecodingKey::from_ed_pem(&read(&settings.cle_des_conseils)?).map_err(Failure::internal)?;
        let client = Client::builder().timeout(PATIENCE).build().map_err(Failure::internal)?;
        let base = settings.adresse.trim_end_matches('/').to_owned();
        Ok(Self { client, base, ours, theirs, after: Mutex::default() })
    }

    fn signature(&self, cle: Uuid, body: &[u8]) -> Result<String> {
        let signed = Signed { cle, sha256: hex(&Sha256::digest(body)) };
        encode(&Header::new(Algorithm::EdDSA), &signed, &self.ours).map_err(Failure::internal)
    }

    /// What a token of theirs says, when it is theirs.
    fn said(&self, token: &str) -> Option<Said> {
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.required_spec_claims.clear();
        validation.validate_exp = false;
        decode::<Said>(token.trim(), &self.theirs, &validation).ok().map(|token| token.claims)
    }

    async fn handed(&self, parcel: &Parcel) -> Sent {
        let body = Body {
            cle: parcel.key,
            avis: parcel.notice,
            version: parcel.version,
            dossier: &parcel.number,
            objet: &parcel.label,
            fondement: &parcel.article,
            cabinet: &parcel.address,
            texte: &parcel.text,
            pdf: STANDARD.encode(&parcel.pdf),
        };
        let Ok(body) = serde_json::to_vec(&body) else {
            return Sent::Refused("L’avis ne peut pas être composé.".into());
        };
        let Ok(signature) = self.signature(parcel.key, &body) else {
            return Sent::Later("La signature du greffe est indisponible.".into());
        };
        greffe_bus::faults::point("notice.mid_send");
        let wanted = hex(&Sha256::digest(&body));
        let call = self.client.put(format!("{}/avis/{}", self.base, parcel.key)).header(SIGNATURE, signature);
        match call.header("content-type", "application/json").body(body).send().await {
            Err(error) if error.is_connect() => {
                Sent::Later("Le système des conseils n’est pas joignable.".into())
            }
            Err(error) => Sent::Unknown(format!(
                "Le système des conseils n’a pas répondu\u{a0}: {}",
                error.without_url()
            )),
            Ok(answer) => self.answered(parcel.key, &wanted, answer).await,
        }
    }

    async fn answered(&self, key: Uuid, sha256: &str, answer: Response) -> Sent {
        let status = answer.status();
        let text = answer.text().await.unwrap_or_default();
        match status {
            StatusCode::TOO_MANY_REQUESTS => {
                Sent::Later("Le système des conseils demande d’attendre.".into())
            }
            _ if status.is_success() => match self.said(&text) {
                Some(said) if said.cle == key && said.sha256 == sha256 => Sent::Taken(said.reference),
                Some(_) => {
                    Sent::Unknown("L’accusé du système des conseils ne porte pas sur cet envoi.".into())
                }
                None => Sent::Unknown("L’accusé du système des conseils n’est pas signé par lui.".into()),
            },
            _ if status.is_client_error() && status != StatusCode::REQUEST_TIMEOUT => {
                let words: String = text.chars().take(300).collect();
                Sent::Refused(format!(
                    "Refusé par le système des conseils ({})\u{a0}: {words}",
                    status.as_u16()
                ))
            }
            _ => Sent::Unknown(format!("Le système des conseils a répondu {}.", status.as_u16())),
        }
    }

    async fn asked(&self, key: Uuid) -> Asked {
        let Ok(signature) = self.signature(key, b"") else {
            return Asked::Silent("La signature du greffe est indisponible.".into());
        };
        let call = self.client.get(format!("{}/avis/{key}", self.base)).header(SIGNATURE, signature);
        let answer = match call.send().await {
            Ok(answer) => answer.text().await.unwrap_or_default(),
            Err(error) => {
                return Asked::Silent(format!(
                    "Le système des conseils n’a pas répondu\u{a0}: {}",
                    error.without_url()
                ));
            }
        };
        match self.said(&answer) {
            Some(said) if said.cle == key && said.etat == "inconnu" => {
                Asked::Never("Le système des conseils atteste qu’il ne l’a pas.".into())
            }
            Some(said) if said.cle == key => Asked::Taken(said.reference),
            _ => Asked::Silent("La réponse du système des conseils n’est pas signée par lui.".into()),
        }
    }

    async fn acknowledged(&self) -> Result<Vec<News>> {
        let after = self.after.lock().await.clone();
        let signature = self.signature(Uuid::nil(), b"")?;
        let call =
            self.client.get(format!("{}/accuses?apres={after}", self.base)).header(SIGNATURE, signature);
        let answer = call.send().await.and_then(Response::error_for_status).map_err(Failure::unavailable)?;
        let read: Vec<Acknowledgement> = answer.json().await.map_err(Failure::unavailable)?;
        Ok(read.into_iter().map(|one| self.news_of(one)).collect())
    }

    fn news_of(&self, Acknowledgement { rang, accuse }: Acknowledgement) -> News {
        let Some(said) = self.said(&accuse) else {
            let what = What::Unreadable("Accusé qui n’est pas signé par le système des conseils.".into());
            return News { line: rang, key: None, what, on: None, reference: String::new() };
        };
        let what = match said.etat.as_str() {
            "pris_en_charge" => What::Taken,
            "recu" => What::Received,
            "refuse" => What::Returned("refusee"),
            other => What::Unreadable(format!("État inconnu\u{a0}: {other}")),
        };
        News { line: rang, key: Some(said.cle), what, on: day_of(&said.le), reference: said.reference }
    }
}

impl Channel for Counsel {
    fn name(&self) -> &'static str {
        "conseils"
    }

    fn carries(&self) -> &'static [&'static str] {
        &["voie_electronique"]
    }

    fn send<'a>(&'a self, parcel: &'a Parcel) -> BoxFuture<'a, Sent> {
        Box::pin(self.handed(parcel))
    }

    fn ask<'a>(&'a self, parcel: &'a Parcel) -> BoxFuture<'a, Asked> {
        Box::pin(self.asked(parcel.key))
    }

    fn news(&self) -> BoxFuture<'_, Result<Vec<News>>> {
        Box::pin(self.acknowledged())
    }

    fn heard<'a>(&'a self, lines: &'a [String]) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            // Their own order, which lines keep; after a start all is asked again, and heard once all the same.
            if let Some(last) = lines.last() {
                last.clone_into(&mut *self.after.lock().await);
            }
            Ok(())
        })
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
