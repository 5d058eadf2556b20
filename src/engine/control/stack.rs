//! Stack space for recursion: plans of long pipelines are deep trees, and polars walks them recursively.

/// Bytes of stack for threads that plan or compute. Only the used part costs memory.
pub(crate) const STACK: usize = 256 << 20;

/// Runs `work` on a large stack. A panic is resumed in the caller.
pub fn with_deep_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("main-deep".into()).stack_size(STACK);
        match thread.spawn_scoped(scope, work) {
            Ok(thread) => thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            Err(error) => panic!("no thread can be started: {error}"),
        }
    })
}
