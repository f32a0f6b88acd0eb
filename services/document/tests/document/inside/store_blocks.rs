//! `store::blocks`, from inside.

use futures::{TryStreamExt as _, stream};
use greffe_document::inside::store::{
    ALTERED, Parts,
    blocks::{BLOCK, Blocks, KNOWN, checked, hashed},
    collected, index,
};
use tokio_util::bytes::Bytes;

fn file() -> Vec<u8> {
    (0..BLOCK * 2 + 1000).map(|at| u8::try_from(at % 251).unwrap()).collect()
}

fn parts(of: &[u8]) -> Parts {
    let cut: Vec<_> = of.chunks(1 << 16).map(|part| Ok(Bytes::copy_from_slice(part))).collect();
    Box::pin(stream::iter(cut))
}

#[tokio::test]
async fn a_part_is_the_bytes_of_the_file() {
    let file = file();
    let hashes = hashed(parts(&file)).await.unwrap();
    assert_eq!(hashes.len(), 3);
    for (from, to) in [(0, 1), (10, 300_000), (index(BLOCK), file.len()), (file.len() - 1, file.len())] {
        let first = from / index(BLOCK);
        let begun = first * index(BLOCK);
        let wanted = hashes[first..].to_vec();
        let given = checked(parts(&file[begun..]), wanted, from - begun, (to - from) as u64);
        assert!(collected(given).await.unwrap() == file[from..to], "{from}..{to}");
    }
}

#[tokio::test]
async fn a_block_that_was_altered_or_cut_is_not_given() {
    let file = file();
    let hashes = hashed(parts(&file)).await.unwrap();
    let mut altered = file.clone();
    altered[index(BLOCK) + 7] ^= 1;
    for (kept, passes) in [(altered, index(BLOCK)), (file[..index(BLOCK) * 2].to_vec(), 2 * index(BLOCK))] {
        let mut given = Box::pin(checked(parts(&kept), hashes.clone(), 0, file.len() as u64));
        let (mut passed, mut code) = (0, String::new());
        loop {
            match given.try_next().await {
                Ok(Some(bytes)) => passed += bytes.len(),
                Ok(None) => break,
                Err(failure) => {
                    code = failure.code.into_owned();
                    break;
                }
            }
        }
        assert_eq!((passed, code.as_str()), (passes, ALTERED));
    }
}

#[test]
fn the_contents_last_asked_are_known() {
    let blocks = Blocks::default();
    let kept = blocks.of(b"a");
    assert!(kept.set(vec![[0; 32]]).is_ok());
    assert!(blocks.of(b"a").initialized());
    for other in 0..KNOWN as u64 {
        blocks.of(&other.to_be_bytes());
    }
    assert!(!blocks.of(b"a").initialized());
}
