//! What tests look at without going through a door: they stand in a program of their own beside this library, which is
//! then compiled once.

pub mod digest {
    pub use crate::digest::next_after;
}
pub mod notices {
    pub mod channels {
        pub use crate::notices::channels::{Channel, News, PostSettings, What, day_of};
        pub mod post {
            pub use crate::notices::channels::post::{Post, PostSettings, quoted, status};
        }
        pub mod report {
            pub use crate::notices::channels::report::read;
        }
        pub mod sftp {
            pub use crate::notices::channels::sftp::{ABANDONED, SPOOL, Sftp, Spool, listed, quoted};
        }
    }
    pub mod paper {
        pub use crate::notices::paper::{VARIANTS_FROM, letter, order};
    }
    pub mod words {
        pub use crate::notices::words::{channels, known, said_by};
    }
}
