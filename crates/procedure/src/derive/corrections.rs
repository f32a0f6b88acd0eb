//! Which acts were corrected away, and where each chain of corrections starts.

use std::hint::black_box;

use smallvec::SmallVec;

use crate::{act::Act, ids::ActId};

/// Acts that correct others.
pub(super) struct Corrections {
    /// What is corrected, and by which act: its version and itself.
    targets: SmallVec<[(ActId, u64, ActId); 4]>,
    /// The same by the act that corrects.
    sources: SmallVec<[(ActId, ActId); 4]>,
}

impl Corrections {
    pub(super) fn of(acts: &[Act]) -> Self {
        let mut corrections = Self { targets: SmallVec::new(), sources: SmallVec::new() };
        for act in acts {
            // Read side by side, what all passes over the journal will want of each act is there when they want it.
            black_box(act.kind.0.index() ^ act.dates.len() ^ act.attrs.len() ^ act.scope.parties.len());
            if let Some(corrected) = act.supersedes {
                corrections.targets.push((corrected, act.version, act.id));
            }
        }
        if !corrections.is_empty() {
            corrections.targets.sort_unstable();
            let sources = corrections.targets.iter().map(|(target, _, id)| (*id, *target));
            corrections.sources.extend(sources);
            corrections.sources.sort_unstable();
        }
        corrections
    }

    pub(super) fn is_empty(&self) -> bool {
        self.targets.is_empty()
    }

    /// The last act that corrects an act.
    fn last_of(&self, id: ActId) -> Option<(u64, ActId)> {
        let after = self.targets.partition_point(|(target, ..)| *target <= id);
        let (target, version, by) = *self.targets.get(after.checked_sub(1)?)?;
        (target == id).then_some((version, by))
    }

    /// Whether an act was corrected away. Of two corrections of one act the later counts: a chain has one living end.
    pub(super) fn replaced(&self, act: &Act) -> bool {
        if self.is_empty() {
            return false;
        }
        let rival = act.supersedes.and_then(|target| self.last_of(target));
        self.last_of(act.id).is_some() || rival.is_some_and(|rival| rival > (act.version, act.id))
    }

    /// The first act of the chain of an act, whatever link of it is named.
    pub(super) fn first_of(&self, id: ActId) -> ActId {
        self.root(id, self.sources.len())
    }

    /// The first act of a chain, which is no longer than the journal.
    pub(super) fn root(&self, id: ActId, longest: usize) -> ActId {
        let mut id = id;
        for _ in 0..longest {
            let at = self.sources.partition_point(|(source, _)| *source < id);
            match self.sources.get(at).filter(|(source, _)| *source == id) {
                Some((_, target)) => id = *target,
                None => break,
            }
        }
        id
    }
}
