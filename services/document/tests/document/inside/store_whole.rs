//! `store::whole`, from inside.

use futures::{Stream, StreamExt as _, stream};
use greffe_chassis::Result;
use greffe_document::inside::store::whole::{ALTERED, checked};
use sha2::{Digest as _, Sha256};
use tokio_util::bytes::Bytes;

fn parts(of: &[&'static [u8]]) -> impl Stream<Item = Result<Bytes>> + Send + 'static {
    stream::iter(of.iter().map(|part| Ok(Bytes::from_static(part))).collect::<Vec<_>>())
}

#[tokio::test]
async fn what_came_passes_in_its_parts_and_ends() {
    let wanted = Sha256::digest(b"memoire").to_vec();
    let read: Vec<_> = checked(parts(&[b"mem", b"oi", b"re"]), wanted).collect().await;
    let read: Vec<Bytes> = read.into_iter().map(Result::unwrap).collect();
    assert_eq!(read, [&b"mem"[..], b"oi", b"re"]);
    let nothing = Sha256::digest(b"").to_vec();
    assert_eq!(checked(parts(&[]), nothing).count().await, 0);
}

#[tokio::test]
async fn what_was_altered_or_cut_never_passes_whole() {
    let wanted = Sha256::digest(b"memoire").to_vec();
    for kept in [&[&b"mem"[..], b"oI", b"re"][..], &[b"mem", b"oi"], &[b"memoire", b"s"], &[]] {
        let read: Vec<Result<Bytes>> = checked(parts(kept), wanted.clone()).collect().await;
        let (last, passed) = read.split_last().unwrap();
        assert_eq!(last.as_ref().unwrap_err().code, ALTERED);
        assert_eq!(passed.len(), kept.len().saturating_sub(1));
    }
}
