//! A bucket that only one test knows.

use anyhow::Result;
use tokio::sync::OnceCell;

use super::{at_the_end, fresh_name, is_left_over};
use crate::places::Layout;
use crate::servers::{Objects, Servers};

/// A fresh bucket on the tests' object store; deleted with all it holds when dropped.
#[derive(Debug)]
pub struct TestBucket {
    objects: Objects,
    name: String,
}

static OBJECTS: OnceCell<Objects> = OnceCell::const_new();

impl TestBucket {
    /// A bucket of its own.
    ///
    /// # Errors
    /// When the store is not installed or does not answer: a test fails then, it is not skipped.
    pub async fn create() -> Result<Self> {
        let start = || async {
            let objects = Servers::ensure_objects(&Layout::test()?).await?;
            sweep(&objects).await?;
            anyhow::Ok(objects)
        };
        let objects = OBJECTS.get_or_try_init(start).await?.clone();
        // S3 knows no underscore in the name of a bucket.
        let name = fresh_name().replace('_', "-");
        objects.make_bucket(&name).await?;
        Ok(Self { objects, name })
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// The store, its address and its keys.
    pub fn server(&self) -> &Objects {
        &self.objects
    }

    /// Names of the objects.
    pub async fn names(&self) -> Result<Vec<String>> {
        self.objects.names(&self.name).await
    }
}

impl Drop for TestBucket {
    fn drop(&mut self) {
        let (objects, name) = (self.objects.clone(), self.name.clone());
        at_the_end(async move { objects.delete_bucket(&name).await });
    }
}

/// Deletes what killed tests left.
async fn sweep(objects: &Objects) -> Result<()> {
    for name in objects.buckets().await? {
        if is_left_over(&name.replace('-', "_")) {
            objects.delete_bucket(&name).await?;
        }
    }
    Ok(())
}
