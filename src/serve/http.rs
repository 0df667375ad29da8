//! The doors: connections in, answers out. hyper reads and writes HTTP; here are the bounds. Whoever is slow, or
//! sends too much, keeps nobody else waiting.

use super::answer::Desk;
use super::guard::Door;
use super::seats::{Patient, Seats};
use hyper::body::{Bytes, Frame, SizeHint};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use std::convert::Infallible;
use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{mpsc, watch};
use tokio::time::{sleep, timeout};

/// Connections at one door at a time. A browser keeps six to a host.
const GUESTS: usize = 128;
/// Those of one computer of the local network.
const OF_ONE: usize = 32;
/// How long the head of a request may take, and how long somebody may take nothing of an answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// The longest head that is read.
const HEAD_MAX: usize = 32 * 1024;
/// How much of what is not read any more is still taken, so that the answer arrives before the door is shut.
const LEFTOVER_MAX: u64 = 8 * 1024 * 1024;

/// A door whose port is ours.
pub(super) struct Opened {
    /// Which it is.
    pub door: Door,
    /// Where those who come in are heard.
    pub listener: TcpListener,
}

/// One thread answers. What takes longer, to make a page or to wait for a disk, has threads of its own.
pub(super) fn runtime() -> io::Result<Runtime> {
    Builder::new_current_thread().enable_all().build()
}

/// Serves at all doors until it is told to stop.
pub(super) fn serve(runtime: Runtime, doors: Vec<Opened>, desk: Arc<Desk>, mut stopped: watch::Receiver<bool>) {
    runtime.block_on(async {
        for Opened { door, listener } in doors {
            tokio::spawn(welcome(listener, door, desk.clone()));
        }
        let _ = stopped.wait_for(|stopped| *stopped).await;
    });
    runtime.shutdown_timeout(Duration::from_millis(200));
}

async fn welcome(listener: TcpListener, door: Door, desk: Arc<Desk>) {
    // At the door of this computer all are one.
    let seats = Seats::new(GUESTS, if door.lan { OF_ONE } else { GUESTS });
    let door = Arc::new(door);
    loop {
        let Ok((stream, from)) = listener.accept().await else {
            // No more sockets to be had: some will be given back.
            sleep(Duration::from_millis(50)).await;
            continue;
        };
        // Whoever finds no seat is sent away at once, not kept waiting.
        if let Some(seat) = seats.take(from.ip()) {
            let (door, desk) = (door.clone(), desk.clone());
            tokio::spawn(async move {
                converse(stream, &door, &desk).await;
                drop(seat);
            });
        }
    }
}

/// Answers all requests of one connection.
async fn converse(stream: TcpStream, door: &Door, desk: &Desk) {
    let _ = stream.set_nodelay(true);
    let service = service_fn(|request| {
        Box::pin(async move { Ok::<_, Infallible>(super::answer::answer(desk, door, &request).await) })
    });
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(PATIENCE)
        .max_header_size(HEAD_MAX)
        .max_buf_size(HEAD_MAX.max(16 * 1024))
        .serve_connection(TokioIo::new(Patient::new(stream, PATIENCE)), service);
    let ended = poll_fn(|context| connection.poll_without_shutdown(context)).await;
    let mut stream = connection.into_parts().io.into_inner().into_inner();
    if ended.is_err() && stream.shutdown().await.is_ok() {
        // A socket that is shut with something unread takes back what it has just said: why it was shut.
        let _ = timeout(Duration::from_secs(2), drain(&mut stream)).await;
    }
}

async fn drain(stream: &mut TcpStream) -> io::Result<()> {
    let (mut buffer, mut taken) = (vec![0; 16 * 1024], 0);
    while taken < LEFTOVER_MAX {
        match stream.read(&mut buffer).await? {
            0 => break,
            read => taken += read as u64,
        }
    }
    Ok(())
}

/// The body of an answer.
pub(super) enum Body {
    /// All of it is there.
    Whole(Option<Bytes>),
    /// It comes in pieces; so many bytes are still to come, if that is known.
    Pieces(mpsc::Receiver<io::Result<Bytes>>, Option<u64>),
}

impl Body {
    /// An answer without one.
    pub(super) fn empty() -> Body {
        Body::Whole(None)
    }
}

impl<T: Into<Bytes>> From<T> for Body {
    fn from(bytes: T) -> Body {
        Body::Whole(Some(bytes.into()).filter(|bytes| !bytes.is_empty()))
    }
}

impl hyper::body::Body for Body {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        match &mut *self {
            Body::Whole(bytes) => Poll::Ready(bytes.take().map(|bytes| Ok(Frame::data(bytes)))),
            Body::Pieces(pieces, left) => pieces.poll_recv(context).map(|piece| {
                let piece = piece?;
                if let (Ok(bytes), Some(left)) = (&piece, left) {
                    *left = left.saturating_sub(bytes.len() as u64);
                }
                Some(piece.map(Frame::data))
            }),
        }
    }

    fn is_end_stream(&self) -> bool {
        matches!(self, Body::Whole(None) | Body::Pieces(_, Some(0)))
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Body::Whole(bytes) => SizeHint::with_exact(bytes.as_ref().map_or(0, |bytes| bytes.len() as u64)),
            Body::Pieces(_, Some(left)) => SizeHint::with_exact(*left),
            Body::Pieces(_, None) => SizeHint::default(),
        }
    }
}
