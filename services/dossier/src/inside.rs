//! What tests look at without going through a door: they stand in a program of their own beside this library, which is
//! then compiled once.

pub use crate::law::Law;

pub mod access {
    pub use crate::access::action_for;
}
pub mod aides {
    pub use crate::aides::read_number;
    pub mod facts {
        pub use crate::aides::facts::{check, only_adds};
    }
    pub mod term {
        pub use crate::aides::term::{Standing, standing};
    }
}
pub mod certificats {
    pub mod likeness {
        pub use crate::certificats::likeness::{Level, Likeness, Verdict, court, date, number, parties};
    }
    pub mod text {
        pub use crate::certificats::text::{number, read_number};
    }
}
pub mod court {
    pub use crate::court::standing;
}
pub mod decisions {
    pub mod handover {
        pub use crate::decisions::handover::pause;
    }
    pub mod rules {
        pub use crate::decisions::rules::hash;
    }
    pub mod version {
        pub use crate::decisions::version::{Person, letters, write};
    }
}
pub mod orientation {
    pub mod rules {
        pub use crate::orientation::rules::{BETWEEN, Remit, article, check};
    }
}
pub mod rapport {
    pub use crate::rapport::standing;
}
pub mod search {
    pub mod series {
        pub use crate::search::series::{Compared, Series, Why, series};
    }
}
pub mod stock {
    pub mod runs {
        pub use crate::stock::runs::{Coming, Run};
    }
}
pub mod suivi {
    pub use crate::suivi::{digest_of, secret};
    pub mod links {
        pub use crate::suivi::links::{CODE_LENGTH, digest_of_code, grouped, new_code, plain_code};
    }
    pub mod session {
        pub use crate::suivi::session::hearing;
    }
}
pub mod voisins {
    pub mod exchange {
        pub use crate::voisins::exchange::weighed;
    }
}
