//! In a build that checks itself, how many acts and parties a derivation looked at: work is measured in steps, which no other
//! work on the machine disturbs.

thread_local! {
    static COUNT: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// One more.
#[inline(always)]
pub fn count() {
    #[cfg(debug_assertions)]
    COUNT.with(|count| count.set(count.get() + 1));
}

/// How many since the last time, in this thread; none are counted in what serves.
pub fn taken() -> u64 {
    COUNT.with(|count| count.replace(0))
}
