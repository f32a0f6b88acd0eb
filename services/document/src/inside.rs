//! What tests look at without going through a door: they stand in a program of their own beside this library, which is
//! then compiled once.

pub use crate::DEFAULTS;

pub mod content {
    pub use crate::content::{HEAD, Look, file_name};
}
pub mod controls {
    pub mod clamd {
        pub use crate::controls::clamd::{Antivirus, Said, read};
    }
}
pub mod deliberation {
    pub mod compare {
        pub use crate::deliberation::compare::segments;
    }
    pub mod print {
        pub use crate::deliberation::print::parts;
    }
    pub mod reading {
        pub use crate::deliberation::reading::watermark;
    }
    pub mod vault {
        pub use crate::deliberation::vault::{Place, Vault};

        /// Seals for a place.
        ///
        /// # Errors
        /// When nothing can be sealed.
        pub fn seal(vault: &Vault, place: Place<'_>, text: &str) -> greffe_chassis::Result<Vec<u8>> {
            vault.seal(place, text)
        }

        /// Opens what was sealed for a place.
        ///
        /// # Errors
        /// When it was sealed for another, or altered.
        pub fn open(vault: &Vault, place: Place<'_>, sealed: &[u8]) -> greffe_chassis::Result<String> {
            vault.open(place, sealed)
        }
    }
}
pub mod papers {
    pub mod adopted {
        pub use crate::papers::adopted::{body, retracted};
    }
    pub mod due {
        pub use crate::papers::due::due;
    }
}
pub mod reader {
    pub mod archive {
        pub use crate::reader::archive::of_xml;
    }
}
pub mod search {
    pub use crate::search::{NAME_WORDS, in_names};
}
pub mod served {
    pub use crate::served::{named, of};
}
pub mod store {
    pub use crate::store::{ALTERED, Kind, Parts, Storage, Store, collected, hex, index};
    pub mod blocks {
        pub use crate::store::blocks::{BLOCK, Blocks, KNOWN, checked, hashed};
    }
    pub mod signature {
        pub use crate::store::signature::{Keys, Signed};
    }
    pub mod whole {
        pub use crate::store::whole::{ALTERED, checked};
    }
}
pub mod words {
    pub use crate::words::as_sought;
}
