//! In tests, how many acts and parties a derivation looked at: work is measured in steps, which no other work on the
//! machine disturbs.

#[cfg(test)]
thread_local! {
    static COUNT: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// One more.
#[inline(always)]
pub(super) fn count() {
    #[cfg(test)]
    COUNT.with(|count| count.set(count.get() + 1));
}

/// How many since the last time it was asked.
#[cfg(test)]
pub(super) fn taken() -> u64 {
    COUNT.with(std::cell::Cell::take)
}
