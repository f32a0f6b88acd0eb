//! Where things stand on this machine.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::process::Owner;

/// One set of servers and the files of one stack: the product's (`dev`) or the tests' (`test`).
#[derive(Debug, Clone)]
pub struct Layout {
    /// The checkout.
    pub root: PathBuf,
    /// `dev`, `test`, or the name a campaign gives itself.
    pub name: String,
    /// Keys, logs, stored files: everything `make reset` forgets, except what servers own.
    pub local: PathBuf,
    /// Data of the servers, which may run as another user than ours.
    pub servers: PathBuf,
}

impl Layout {
    /// The product's own data, kept from one `make run` to the next.
    pub fn dev() -> Result<Self> {
        Self::named(&chosen("dev"))
    }

    /// The servers all tests of this checkout share.
    pub fn test() -> Result<Self> {
        Self::named(&chosen("test"))
    }

    /// A set of its own, for a campaign which kills servers and must disturb nobody.
    pub fn named(name: &str) -> Result<Self> {
        Self::in_checkout(checkout()?, name)
    }

    fn in_checkout(root: PathBuf, name: &str) -> Result<Self> {
        let local = root.join(".local").join(name);
        fs::create_dir_all(local.join("logs")).with_context(|| format!("création de {}", local.display()))?;
        let servers = servers_directory(&root, &local, name)?;
        Ok(Self { root, name: name.to_owned(), local, servers })
    }

    /// The log of one server or service.
    pub fn log(&self, of: &str) -> PathBuf {
        self.local.join("logs").join(format!("{of}.log"))
    }
}

/// `GREFFE_LAYOUT` sets a whole run apart (the suite of `make test`, a bench): it neither finds nor disturbs the rest.
fn chosen(usual: &str) -> String {
    std::env::var("GREFFE_LAYOUT").unwrap_or_else(|_| usual.to_owned())
}

/// The checkout that contains the current directory (tests run in their package's directory), or `GREFFE_ROOT`.
fn checkout() -> Result<PathBuf> {
    if let Some(root) = std::env::var_os("GREFFE_ROOT") {
        return Ok(PathBuf::from(root));
    }
    let here = std::env::current_dir().context("lecture du répertoire courant")?;
    match here.ancestors().find(|dir| dir.join("proto").is_dir() && dir.join("Cargo.lock").is_file()) {
        Some(root) => Ok(root.to_owned()),
        None => bail!(
            "le dépôt de Greffe n’est pas au-dessus de {} ; lancez la commande dans le dépôt, ou indiquez-le par GREFFE_ROOT",
            here.display()
        ),
    }
}

/// PostgreSQL and RabbitMQ refuse to run as root, so they run as `nobody`, who cannot walk into a clone kept in
/// a private directory such as `/root`. Their data then stands under `/var/lib/greffe`, by checkout; or under the directory
/// that `GREFFE_SERVERS_IN` names, such as one in memory.
fn servers_directory(root: &Path, local: &Path, name: &str) -> Result<PathBuf> {
    let elsewhere =
        std::env::var_os("GREFFE_SERVERS_IN").filter(|place| !place.is_empty()).map(PathBuf::from);
    let inside = local.join("servers");
    let reachable = |path: &Path| {
        path.ancestors()
            .all(|dir| fs::metadata(dir).map(|m| m.permissions().mode() & 0o001 != 0).unwrap_or(false))
    };
    let chosen = if elsewhere.is_none() && (!Owner::for_servers()?.is_other() || reachable(local)) {
        inside
    } else {
        let digest = Sha256::digest(root.as_os_str().as_encoded_bytes());
        let short: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
        elsewhere.unwrap_or_else(|| "/var/lib/greffe".into()).join(short).join(name)
    };
    fs::create_dir_all(&chosen).with_context(|| format!("création de {}", chosen.display()))?;
    Ok(chosen)
}
