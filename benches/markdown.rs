//! What the Chinese rules cost: `cargo bench --bench markdown`. Ours makes a whole tree of its own, with
//! places and diagnostics; beside it stand plain pulldown-cmark, drained, kept (its events with their
//! places, as whoever wants more than a stream must keep them) and written as HTML, on the same text in the same
//! run. Medians of interleaved rounds.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros, reason = "a bench reads, measures and prints")]

use gongsheng::diagnostic::Text;
use gongsheng::source::EntrySource;
use gongsheng::{entry, markdown, source};
use pulldown_cmark::{Options, Parser, html};
use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

/// That of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ROUNDS: usize = 61;

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// Prose as it is written most: paragraphs, a heading, a list, some bold.
fn prose() -> Vec<String> {
    let paragraph =
        "县总工会今年把培训送到车间，前三个月办了四十场，来听课的职工有三千多人次，他们说课讲得明白，回去就用得上。";
    let post = format!(
        "{paragraph}\n\n{paragraph}\n\n## 下一步\n\n{paragraph}**重点**看一线。\n\n- 送到班组\n- 送到工地\n\n{paragraph}\n"
    );
    vec![post; 50]
}

/// The bodies of the demo.
fn demo() -> Vec<String> {
    let sources = source::read(Path::new(env!("CARGO_MANIFEST_DIR")));
    let body = |source: &EntrySource| {
        let text = source.text.text();
        text.text[entry::split(text, source.kind).body].to_owned()
    };
    sources.entries.iter().filter(|entry| entry.path.ends_with(".md")).map(|entry| body(entry)).collect()
}

fn measure(name: &str, bodies: &[String]) {
    let texts: Vec<Text> = bodies.iter().map(|body| Text::new("a.md", body.as_str())).collect();
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let (mut ours, mut drained, mut kept, mut written) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let start = Instant::now();
        texts.iter().for_each(|text| drop(black_box(markdown::parse(text, 0..text.text.len()))));
        ours.push(start.elapsed());
        let start = Instant::now();
        bodies.iter().for_each(|body| {
            Parser::new_ext(body, options).into_offset_iter().for_each(|event| drop(black_box(event)))
        });
        drained.push(start.elapsed());
        let start = Instant::now();
        for body in bodies {
            let parser = Parser::new_ext(body, options).into_offset_iter();
            drop(black_box(parser.map(|(event, at)| (event.into_static(), at)).collect::<Vec<_>>()));
        }
        kept.push(start.elapsed());
        let start = Instant::now();
        for body in bodies {
            let mut out = String::with_capacity(body.len() * 2);
            html::push_html(&mut out, Parser::new_ext(body, options));
            black_box(out);
        }
        written.push(start.elapsed());
    }
    let (ours, drained) = (median(&mut ours), median(&mut drained));
    let (kept, written) = (median(&mut kept), median(&mut written));
    let ratio = |other: Duration| ours.as_secs_f64() / other.as_secs_f64();
    let (count, bytes) = (bodies.len(), bodies.iter().map(String::len).sum::<usize>());
    println!("{name}: {count} bodies, {bytes} bytes");
    println!("  ours (tree, places, checks)   {ours:>10.1?}   {:.1?} a body", ours / count as u32);
    println!("  pulldown-cmark, events drained {drained:>9.1?}   ours is {:.2} times", ratio(drained));
    println!("  pulldown-cmark, events kept    {kept:>9.1?}   ours is {:.2} times", ratio(kept));
    println!("  pulldown-cmark, written as HTML {written:>8.1?}   ours is {:.2} times", ratio(written));
}

fn main() {
    measure("prose", &prose());
    measure("the demo", &demo());
}
