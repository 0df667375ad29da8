//! Telling the pages that are open that there is something new: server-sent events (html.spec.whatwg.org,
//! “Server-sent events”).

use super::http::Body;
use super::store::Store;
use hyper::body::Bytes;
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::timeout;

/// After so long without news a sign of life is sent: a page that is gone is noticed by it.
const SIGN_OF_LIFE: Duration = Duration::from_secs(20);

/// A stream that tells of each round from now on, beginning with the one that is shown.
pub(super) fn events(store: Arc<Store>) -> Body {
    let (sender, receiver) = mpsc::channel(4);
    tokio::spawn(async move {
        let mut rounds = store.rounds();
        let mut said = Bytes::from(event(&store, rounds.borrow_and_update().to_owned()));
        while sender.send(io::Result::Ok(said)).await.is_ok() {
            said = match timeout(SIGN_OF_LIFE, rounds.changed()).await {
                Ok(Ok(())) => Bytes::from(event(&store, rounds.borrow_and_update().to_owned())),
                Ok(Err(_)) => return,
                Err(_) => Bytes::from_static(b":\n\n"),
            };
        }
    });
    Body::Pieces(receiver, None)
}

/// One round: its number, and the files without a hash in their names that it changed.
fn event(store: &Store, round: u64) -> String {
    let shown = store.shown();
    let loose: &[String] = if shown.round == round { &shown.loose } else { &[] };
    // A page that shows one of very many loads again whatever it shows.
    let loose = loose.get(..100).unwrap_or(loose);
    format!("retry: 800\ndata: {}\n\n", serde_json::json!({"round": shown.round, "loose": loose}))
}
