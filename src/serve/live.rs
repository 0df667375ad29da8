//! Telling the pages that are open that there is something new: server-sent events (html.spec.whatwg.org,
//! “Server-sent events”).

use super::http::Body;
use super::store::Store;
use hyper::body::Bytes;
use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::timeout;

/// After so long without news a sign of life is sent: a page that is gone is noticed by it.
const SIGN_OF_LIFE: Duration = Duration::from_secs(20);

/// A stream that tells of each round from now on, beginning with the one that is shown; `known` is the number of the
/// last round that whoever listens has heard of, if any.
pub(super) fn events(store: Arc<Store>, known: &str) -> Body {
    let since = known.parse().map_or(0, |known: u64| known.saturating_add(1));
    let (sender, receiver) = mpsc::channel(4);
    tokio::spawn(async move {
        let mut rounds = store.rounds();
        // Whoever comes back may have missed some.
        rounds.borrow_and_update();
        let mut said = Bytes::from(event(&store, since));
        while sender.send(io::Result::Ok(said)).await.is_ok() {
            said = match timeout(SIGN_OF_LIFE, rounds.changed()).await {
                Ok(Ok(())) => {
                    let round = *rounds.borrow_and_update();
                    Bytes::from(event(&store, round))
                }
                Ok(Err(_)) => return,
                Err(_) => Bytes::from_static(b":\n\n"),
            };
        }
    });
    Body::Pieces(receiver, None)
}

/// What is shown: the number of the round, and the files without a hash in their names that changed from a round on.
fn event(store: &Store, since: u64) -> String {
    let shown = store.shown();
    let loose = shown.loose.iter().filter(|(round, _)| *round >= since).map(|(_, path)| path);
    // A page that shows one of very many loads again whatever it shows.
    let loose: BTreeSet<&String> = loose.take(100).collect();
    format!("retry: 800\ndata: {}\n\n", serde_json::json!({"round": shown.round, "loose": loose}))
}
