//! What tests look at without going through a door: they stand in a program of their own beside this library, which is
//! then compiled once.

pub mod commands {
    pub mod demo {
        pub use crate::commands::demo::{SET, Set, plans};
    }
    pub mod doctor {
        pub mod around {
            pub use crate::commands::doctor::around::not_after;
        }
    }
    pub mod import {
        pub mod plan {
            pub use crate::commands::import::plan::{Opening, Step};
        }
        pub mod paper {
            pub use crate::commands::import::paper::page;
        }
        pub mod parties {
            pub use crate::commands::import::parties::{
                Party, Role, address, nature, office_name, spoken_of,
            };
        }
        pub mod sheet {
            pub use crate::commands::import::sheet::sheet;
        }
        pub mod stock {
            pub mod csv {
                pub use crate::commands::import::stock::csv::{Broken, Row, Table};
            }
        }
    }
}
