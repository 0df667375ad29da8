//! Ctrl-C, and whatever else asks a program to end.

use std::thread;

/// Calls what is given, once, when somebody asks the program to end. Until then it no longer ends by itself.
pub fn on_interrupt(ask: impl FnOnce() + Send + 'static) {
    // Without a thread it is as it was: the program ends by itself.
    let _ = thread::Builder::new().spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build();
        if let Ok(runtime) = runtime {
            runtime.block_on(interrupted());
            ask();
        }
    });
}

#[cfg(unix)]
async fn interrupted() {
    use std::future::poll_fn;
    use std::task::Poll;
    use tokio::signal::unix::{SignalKind, signal};
    let kinds = [SignalKind::interrupt(), SignalKind::terminate(), SignalKind::hangup()];
    let mut signals: Vec<_> = kinds.into_iter().filter_map(|kind| signal(kind).ok()).collect();
    poll_fn(|context| match signals.iter_mut().any(|signal| signal.poll_recv(context).is_ready()) {
        true => Poll::Ready(()),
        false => Poll::Pending,
    })
    .await;
}

#[cfg(not(unix))]
async fn interrupted() {
    // Where it cannot be heard, the system ends the program as ever.
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
