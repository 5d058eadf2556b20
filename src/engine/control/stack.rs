//! Room for recursion: plans of long pipelines are deep trees, and polars walks them by calling itself.

/// Bytes of stack for threads that plan or compute. Only what is used of it costs memory.
pub(crate) const STACK: usize = 256 << 20;

/// Does `work` with plenty of stack. A panic goes on in the caller.
pub fn with_deep_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().name("main-deep".into()).stack_size(STACK);
        match thread.spawn_scoped(scope, work) {
            Ok(thread) => thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
            Err(error) => panic!("no thread can be started: {error}"),
        }
    })
}
