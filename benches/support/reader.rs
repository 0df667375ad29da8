//! A reader of the preview: HTTP by hand, so that nothing but the server is measured.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;

/// The host and port that the preview says it answers at.
pub fn address(said: impl Read + Send + 'static) -> String {
    let mut lines = BufReader::new(said).lines();
    let address = loop {
        let line = lines.next().expect("it says where it answers").expect("text");
        let Some((_, rest)) = line.split_once("\"serving\":\"http://") else { continue };
        break rest.split(['/', '"']).next().unwrap_or_default().to_owned();
    };
    // Whoever speaks must be heard to the end.
    std::thread::spawn(move || lines.count());
    address
}

/// The page at a path, head and all.
pub fn get(address: &str, path: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("it answers");
    let request = format!("GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("it listens");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("it answers");
    String::from_utf8_lossy(&answer).into_owned()
}
