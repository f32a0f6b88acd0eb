//! `store::signature`, from inside.

use greffe_document::inside::store::{
    hex,
    signature::{Keys, Signed},
};
use sha2::{Digest as _, Sha256};

/// The worked example of the documentation of S3, "GET Bucket Lifecycle".
#[test]
fn a_signature_is_the_one_the_documentation_gives() {
    let keys = Keys {
        access: "AKIAIOSFODNN7EXAMPLE".into(),
        secret: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".into(),
    };
    let signed = Signed {
        method: "GET",
        host: "examplebucket.s3.amazonaws.com",
        target: "/?lifecycle=",
        body_sha256: &hex(&Sha256::digest(b"")),
        checksum: None,
        region: "us-east-1",
        at: "2013-05-24T00:00:00Z".parse().unwrap(),
    };
    let headers = signed.headers(&keys);
    let names: Vec<&str> = headers.iter().map(|(name, _)| *name).collect();
    assert_eq!(names, ["x-amz-content-sha256", "x-amz-date", "authorization"]);
    assert_eq!(headers[1].1, "20130524T000000Z");
    assert_eq!(
        headers[2].1,
        "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, \
         SignedHeaders=host;x-amz-content-sha256;x-amz-date, \
         Signature=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"
    );
}
