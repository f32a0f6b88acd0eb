//! Minutes and their signatures (CPC 456): made by a program that is not ours, taken only when they are what they say.

use std::{fs, path::Path, process::Command};

use greffe_chassis::{Caller, Failure, Kind};
use greffe_contracts::{
    assignment::v1::RelationToCaseResponse,
    document::v1 as pb,
    events::v1::{DecisionPrononcee, act_recorded::Body},
};
use greffe_dev::testing::TestDirectory;
use greffe_seal::Trust;
use uuid::Uuid;

use crate::{
    papers::{Room, ordonnance, written},
    support::{chambre, failure, papers, person},
};

fn president() -> Caller {
    person("president.civ2", "president", &["civ2"])
}

fn registry() -> Caller {
    person("greffe.civ2", "greffe_chambre", &["civ2"])
}

/// What a magistrate's own tool makes, played by pyHanko.
struct Tool(TestDirectory);

impl Tool {
    async fn new() -> Self {
        let tool = Self(TestDirectory::create().await.unwrap());
        tool.run(&["certificates", &tool.path("")]);
        tool
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    fn run(&self, arguments: &[&str]) -> String {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let done = Command::new(root.join(".local/venv/bin/python"))
            .arg(root.join("tests/counterparts/signature.py"))
            .args(arguments)
            .output()
            .expect("the tools of Python: scripts/install.sh test");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        String::from_utf8(done.stdout).unwrap()
    }

    fn trust(&self) -> Trust {
        Trust::new(&fs::read_to_string(self.path("autorite.pem")).unwrap(), true).unwrap()
    }

    fn made(&self, verb: &str, by: &str, paper: &[u8]) -> Vec<u8> {
        let (before, after) = (self.path("avant.pdf"), self.path("apres.pdf"));
        fs::write(&before, paper).unwrap();
        self.run(&[verb, &self.path(""), by, &before, &after]);
        fs::read(after).unwrap()
    }

    fn signed(&self, by: &str, paper: &[u8]) -> Vec<u8> {
        self.made("sign", by, paper)
    }

    fn look(&self, paper: &[u8]) -> serde_json::Value {
        let path = self.path("lu.pdf");
        fs::write(&path, paper).unwrap();
        serde_json::from_str(&self.run(&["look", &self.path(""), &path])).unwrap()
    }
}

impl Room {
    async fn minute(&self, who: &Caller, piece: Uuid) -> Result<pb::Minute, Failure> {
        let wanted = pb::GetMinuteRequest { piece_id: piece.to_string() };
        let answer =
            self.client().await.get_minute(self.world.request(who, wanted)).await.map_err(failure)?;
        Ok(answer.into_inner().minute.unwrap())
    }

    /// As it was last signed.
    async fn last(&self, who: &Caller, piece: Uuid) -> Vec<u8> {
        let wanted = pb::DownloadRequest {
            piece_id: piece.to_string(),
            form: pb::PieceForm::Signed.into(),
            ..Default::default()
        };
        self.world.downloaded(who, wanted).await.unwrap().1
    }

    async fn sign_once(
        &self,
        who: &Caller,
        key: Uuid,
        header: pb::SignMinuteHeader,
        file: &[u8],
    ) -> Result<(pb::Minute, bool), Failure> {
        let header = pb::SignMinuteHeader { size: file.len() as u64, ..header };
        let part = |part| pb::SignMinuteRequest { part: Some(part) };
        let chunks =
            file.chunks(60_000).map(|chunk| part(pb::sign_minute_request::Part::Chunk(chunk.to_vec())));
        let parts: Vec<_> =
            std::iter::once(part(pb::sign_minute_request::Part::Header(header))).chain(chunks).collect();
        let request = self.world.command(who, key, tokio_stream::iter(parts));
        let answer = self.client().await.sign_minute(request).await.map_err(failure)?;
        let replayed = answer.metadata().get("idempotency-replayed").is_some();
        Ok((answer.into_inner().minute.unwrap(), replayed))
    }

    async fn sign(
        &self,
        who: &Caller,
        piece: Uuid,
        quality: &str,
        file: &[u8],
    ) -> Result<pb::Minute, Failure> {
        let header = pb::SignMinuteHeader {
            piece_id: piece.to_string(),
            quality: quality.into(),
            ..Default::default()
        };
        Ok(self.sign_once(who, Uuid::now_v7(), header, file).await?.0)
    }

    async fn by_hand(
        &self,
        who: &Caller,
        wanted: pb::RecordHandSignatureRequest,
    ) -> Result<pb::Minute, Failure> {
        let request = self.world.command(who, Uuid::now_v7(), wanted);
        let answer = self.client().await.record_hand_signature(request).await.map_err(failure)?;
        Ok(answer.into_inner().minute.unwrap())
    }

    /// Minutes that wait for somebody.
    async fn due(&self, who: &Caller) -> Vec<pb::DueMinute> {
        let request = self.world.request(who, pb::ListMinutesRequest {});
        self.client().await.list_minutes(request).await.unwrap().into_inner().minutes
    }

    async fn expedition(&self, minute: Uuid) -> Result<(), Failure> {
        self.certified("expedition", "2026-11-24", minute).await
    }

    async fn copy(&self, minute: Uuid) -> Result<(), Failure> {
        self.certified("copie_conforme", "2026-12-01", minute).await
    }

    async fn certified(&self, name: &str, day: &str, minute: Uuid) -> Result<(), Failure> {
        let template = self.templates(day).await.into_iter().find(|of| of.name == name).unwrap();
        let order = pb::PaperOrder { day: day.into(), ..self.order(name, written(&template)) };
        let order = pb::PaperOrder { piece_ids: vec![minute.to_string()], ..order };
        self.render(&registry(), order).await.map(|_| ())
    }
}

/// An arrêt that was pronounced, kept and named by an act; who presided, who sat, and the greffier.
async fn arret(room: &mut Room) -> Uuid {
    room.journal.tell(&room.world, chambre("civ2"), &[], None).await;
    let said = DecisionPrononcee { nature: "arret".into(), ..Default::default() };
    room.tell_on(Body::DecisionPrononcee(said), "2026-11-20").await;
    let elsewhere = person("greffe.soc", "greffe_chambre", &["soc"]);
    for stranger in [elsewhere, president()] {
        assert_eq!(room.due(&stranger).await, [], "{}", stranger.subject);
    }
    let found = room.due(&registry()).await;
    let [due] = &found[..] else { panic!("{found:?}") };
    assert_eq!((due.state.as_str(), due.pronounced_on.as_str()), ("a_etablir", "2026-11-20"));
    room.pronounce("arret");
    let template =
        room.templates("2026-11-24").await.into_iter().find(|of| of.name == "arret_civil").unwrap();
    let (piece, _) = room.keep(Uuid::now_v7(), room.order("arret_civil", written(&template))).await.unwrap();
    let piece: Uuid = piece.piece_id.parse().unwrap();
    room.journal.tell(&room.world, papers(&[piece]), &[], None).await;
    let found = room.due(&registry()).await;
    let [due] = &found[..] else { panic!("{found:?}") };
    assert_eq!((due.state.as_str(), due.piece_id.clone()), ("a_signer", piece.to_string()));
    let named = |name: &str| RelationToCaseResponse { display_name: name.into(), ..Default::default() };
    room.relate(
        &president(),
        RelationToCaseResponse { president: true, formation: true, ..named("Mme Anne Arnaud") },
    );
    room.relate(&judge(), RelationToCaseResponse { formation: true, ..named("M. Paul Durand") });
    room.relate(&registry(), named("Mme Lucie Ferré"));
    // President of the chamber, who did not sit.
    room.relate(&absent(), RelationToCaseResponse { president: true, ..named("M. Paul Durand") });
    assert_eq!(room.world.checked(&registry(), piece).await.state, "saine");
    piece
}

fn absent() -> Caller {
    person("premier.civ2", "president", &["civ2"])
}

fn judge() -> Caller {
    person("conseiller.civ2", "magistrat_siege", &["civ2"])
}

#[tokio::test]
async fn a_minute_is_signed_by_who_presided_and_by_the_greffier_each_with_their_own_certificate() {
    let tool = Tool::new().await;
    let mut room = Room::trusting(Some(tool.trust())).await;
    let piece = arret(&mut room).await;
    let minute = room.minute(&president(), piece).await.unwrap();
    assert_eq!((minute.state.as_str(), minute.electronic), ("a_signer", true));
    assert_eq!((minute.may_sign, minute.may_replace), (vec!["president".to_owned()], false));
    assert_eq!(room.minute(&registry(), piece).await.unwrap().may_sign, ["greffier"]);
    assert_eq!(room.expedition(piece).await.unwrap_err().code, "MIN-010");
    let told = room.check(&registry(), room.order("expedition", Vec::new())).await.unwrap();
    assert!(told.faults.iter().any(|fault| fault.field == "minute"), "{:?}", told.faults);

    let paper = room.last(&president(), piece).await;
    let signed = tool.signed("arnaud", &paper);
    let key = Uuid::now_v7();
    let header = pb::SignMinuteHeader {
        piece_id: piece.to_string(),
        quality: "president".into(),
        ..Default::default()
    };
    let (minute, replayed) = room.sign_once(&president(), key, header.clone(), &signed).await.unwrap();
    assert!(!replayed);
    let [signature] = &minute.signatures[..] else { panic!("{minute:?}") };
    assert_eq!(
        (signature.quality.as_str(), signature.name.as_str(), signature.holder.as_str()),
        ("president", "Mme Anne Arnaud", "Anne ARNAUD")
    );
    assert_eq!((signature.authority.as_str(), signature.qualified), ("Essai autorite", true));
    let again = room.sign_once(&president(), key, header, &signed).await.unwrap();
    assert_eq!(again, (minute, true), "once a key");
    assert_eq!(room.expedition(piece).await.unwrap_err().code, "MIN-010", "one signature of two");

    // Put on the file as it was before: the other signature would be lost.
    let late = tool.signed("greffier", &paper);
    assert_eq!(room.sign(&registry(), piece, "greffier", &late).await.unwrap_err().code, "MIN-009");
    let last = room.last(&registry(), piece).await;
    assert_eq!(last, signed);
    let both = tool.signed("greffier", &last);
    let minute = room.sign(&registry(), piece, "greffier", &both).await.unwrap();
    assert_eq!((minute.state.as_str(), minute.signatures.len()), ("signee", 2));
    assert!(minute.may_sign.is_empty());
    assert_eq!(room.due(&registry()).await, []);
    let found = tool.look(&room.last(&registry(), piece).await);
    let holders: Vec<&str> =
        found.as_array().unwrap().iter().map(|one| one["holder"].as_str().unwrap()).collect();
    assert_eq!(holders, ["Sceau d’essai, sans valeur", "Anne ARNAUD", "Lucie FERRÉ"]);
    assert!(found.as_array().unwrap().iter().all(|one| one["intact"] == true && one["valid"] == true));
    room.expedition(piece).await.unwrap();
    // The piece is what was made; each read of the minute is in the trail.
    assert_eq!(room.world.download(&registry(), piece).await.unwrap().1, paper);
    assert_eq!(room.world.piece(&registry(), piece).await.unwrap().minute, "signee");
    assert_eq!(room.sign(&president(), piece, "president", &both).await.unwrap_err().code, "MIN-007");
    let trail: Vec<String> = sqlx::query_scalar(
        "SELECT action FROM document.audit WHERE object = $1 AND action LIKE '%signer_minute'",
    )
    .bind(piece)
    .fetch_all(&room.world.pool)
    .await
    .unwrap();
    assert_eq!(trail, ["signer_minute", "contresigner_minute"]);
    an_order_is_signed_by_the_magistrate_that_it_names(&mut room, &tool).await;
}

/// An order has a minute of its own, which no formation signs; what certifies the arrêt does not wait for it, its own copy does.
async fn an_order_is_signed_by_the_magistrate_that_it_names(room: &mut Room, tool: &Tool) {
    let kept = async |room: &mut Room, magistrate: &str| {
        let mut values = ordonnance();
        let named = values.iter_mut().find(|value| value.field == "magistrat").unwrap();
        named.text = magistrate.to_owned();
        let (piece, _) = room.keep(Uuid::now_v7(), room.order("ordonnance", values)).await.unwrap();
        let piece: Uuid = piece.piece_id.parse().unwrap();
        room.journal.tell(&room.world, papers(&[piece]), &[], None).await;
        room.world.checked(&registry(), piece).await;
        piece
    };
    let piece = kept(room, "Mme Anne Arnaud").await;
    let minute = room.minute(&president(), piece).await.unwrap();
    assert_eq!(
        (minute.nature.as_str(), minute.may_sign, minute.may_replace),
        ("ordonnance", vec!["president".to_owned()], false)
    );
    let other = room.minute(&judge(), piece).await.unwrap();
    assert!(other.may_sign.is_empty() && !other.may_replace, "they deliberated on the arrêt, not on this");
    let paper = room.last(&president(), piece).await;
    let tried = "audit WHERE action = 'signer_ordonnance' AND decision = 'refuse'";
    let before = room.world.count(tried).await;
    let refused = room.sign(&judge(), piece, "president", &paper).await.unwrap_err();
    assert_eq!((refused.kind, refused.code.as_ref()), (Kind::Refused, "PAP-018"));
    assert_eq!(room.world.count(tried).await, before + 1, "whoever tries is in the trail");
    let signed = tool.signed("arnaud", &paper);
    let minute = room.sign(&president(), piece, "president", &signed).await.unwrap();
    assert_eq!((minute.state.as_str(), minute.signatures[0].name.as_str()), ("a_signer", "Mme Anne Arnaud"));
    let copy = room.copy(piece).await.unwrap_err();
    assert_eq!(copy.code, "MIN-010");
    for other in ["Mme Arnaud", "Mme Anne-Lise Arnaud", "M. Jean Arnaud, par délégation de Mme Anne Durand"]
    {
        let piece = kept(room, other).await;
        assert!(room.minute(&president(), piece).await.unwrap().may_sign.is_empty(), "{other}");
    }
    let by_hand = |impediment: &str| pb::RecordHandSignatureRequest {
        piece_id: piece.to_string(),
        signed_on: "2026-11-24".into(),
        president: "Mme Anne Arnaud".into(),
        greffier: "Mme Lucie Ferré".into(),
        impediment: impediment.into(),
    };
    let refused = room.by_hand(&registry(), by_hand("congé")).await.unwrap_err();
    assert_eq!(refused.violations[0].field, "empechement");
    let another = pb::RecordHandSignatureRequest { president: "M. Hugo Besnard".into(), ..by_hand("") };
    let refused = room.by_hand(&registry(), another).await.unwrap_err();
    assert_eq!(refused.violations[0].field, "president");
    assert_eq!(room.by_hand(&registry(), by_hand("")).await.unwrap().state, "signee");
    room.copy(piece).await.unwrap();
}

#[tokio::test]
async fn what_is_not_the_minute_with_one_signature_of_its_signer_is_not_taken() {
    let tool = Tool::new().await;
    let mut room = Room::trusting(Some(tool.trust())).await;
    let piece = arret(&mut room).await;
    let paper = room.last(&president(), piece).await;
    let signed = tool.signed("arnaud", &paper);
    let mut altered = signed.clone();
    let at = paper.len() / 2;
    altered[at] ^= 1;
    let mut broken = signed.clone();
    let at = broken.len() - 40;
    broken[at] ^= 1;
    for (what, file, code) in [
        ("nothing added", paper.clone(), "MIN-009"),
        ("another paper", tool.signed("arnaud", &greffe_dev::testing::pdf(&["Autre"])), "MIN-009"),
        ("an altered byte of the paper", altered, "MIN-009"),
        ("an altered byte of what was added", broken, "MIN-009"),
        ("bytes behind", [&signed[..], b"\n%suite"].concat(), "MIN-009"),
        ("other words on the page", tool.made("annotate", "arnaud", &paper), "MIN-009"),
        ("a note over a page", tool.made("cover", "arnaud", &paper), "MIN-009"),
        ("a signature that shows something", tool.made("stamp", "arnaud", &paper), "MIN-009"),
        ("a certificate that is not qualified", tool.signed("simple", &paper), "MIN-009"),
        ("an authority that nobody trusts", tool.signed("inconnue", &paper), "MIN-009"),
        ("somebody else's certificate", tool.signed("durand", &paper), "MIN-006"),
    ] {
        let refused = room.sign(&president(), piece, "president", &file).await.unwrap_err();
        assert_eq!(refused.code, code, "{what}: {}", refused.message);
    }
    let refused = room.sign(&absent(), piece, "president", &tool.signed("durand", &paper)).await.unwrap_err();
    assert_eq!(refused.code, "MIN-005", "who did not sit signs nothing");
    // Who does not preside does not sign as if; a judge who deliberated says why.
    let theirs = tool.signed("durand", &paper);
    let refused = room.sign(&judge(), piece, "president", &theirs).await.unwrap_err();
    assert_eq!((refused.kind, refused.code.as_ref()), (Kind::Forbidden, "MIN-005"));
    assert_eq!(room.sign(&registry(), piece, "president", &signed).await.unwrap_err().code, "MIN-005");
    assert_eq!(room.sign(&president(), piece, "greffier", &signed).await.unwrap_err().code, "MIN-005");
    assert!(room.minute(&judge(), piece).await.unwrap().may_replace);
    let header = pb::SignMinuteHeader {
        piece_id: piece.to_string(),
        quality: "president".into(),
        impediment: "congé de maladie".into(),
        ..Default::default()
    };
    let as_greffier = pb::SignMinuteHeader { quality: "greffier".into(), ..header.clone() };
    let refused = room.sign_once(&registry(), Uuid::now_v7(), as_greffier, &signed).await.unwrap_err();
    assert_eq!((refused.code.as_ref(), refused.violations[0].field.as_str()), ("MIN-004", "empechement"));
    let (minute, _) = room.sign_once(&judge(), Uuid::now_v7(), header, &theirs).await.unwrap();
    assert_eq!(minute.signatures[0].impediment, "congé de maladie");
    // The Court's own seal is nobody's signature, and another piece is no minute.
    let other = room.world.deposit(&registry(), "piece").await;
    room.journal.tell(&room.world, papers(&[other]), &[], None).await;
    assert_eq!(room.minute(&registry(), other).await.unwrap_err().code, "MIN-001");
}

#[tokio::test]
async fn a_minute_on_paper_is_written_down_as_signed_and_corrected() {
    let mut room = Room::new().await;
    let piece = arret(&mut room).await;
    assert!(!room.minute(&registry(), piece).await.unwrap().electronic);
    let paper = room.last(&president(), piece).await;
    assert_eq!(room.sign(&president(), piece, "president", &paper).await.unwrap_err().code, "MIN-003");
    let wanted = pb::RecordHandSignatureRequest {
        piece_id: piece.to_string(),
        signed_on: "2026-11-24".into(),
        president: "Mme Anne Arnaud".into(),
        greffier: "Mme Lucie Ferré".into(),
        impediment: String::new(),
    };
    assert_eq!(room.by_hand(&president(), wanted.clone()).await.unwrap_err().code, "MIN-005");
    for (field, spoiled) in [
        ("signee_le", pb::RecordHandSignatureRequest { signed_on: "2026-11-25".into(), ..wanted.clone() }),
        ("signee_le", pb::RecordHandSignatureRequest { signed_on: "hier".into(), ..wanted.clone() }),
        ("president", pb::RecordHandSignatureRequest { president: " ".into(), ..wanted.clone() }),
        ("greffier", pb::RecordHandSignatureRequest { greffier: "MME ANNE ARNAUD".into(), ..wanted.clone() }),
    ] {
        let refused = room.by_hand(&registry(), spoiled).await.unwrap_err();
        assert_eq!((refused.code.as_ref(), refused.violations[0].field.as_str()), ("MIN-004", field));
    }
    let minute = room.by_hand(&registry(), wanted.clone()).await.unwrap();
    assert_eq!(minute.state, "signee");
    assert_eq!(room.due(&registry()).await, []);
    assert!(minute.signatures.iter().all(|signature| signature.by_hand));
    assert!(minute.may_record && !room.minute(&president(), piece).await.unwrap().may_record);
    let corrected = pb::RecordHandSignatureRequest {
        president: "M. Paul Durand".into(),
        impediment: "empêchement".into(),
        ..wanted
    };
    let minute = room.by_hand(&registry(), corrected).await.unwrap();
    assert_eq!((minute.signatures.len(), minute.signatures[0].name.as_str()), (2, "M. Paul Durand"));
    room.expedition(piece).await.unwrap();
}
