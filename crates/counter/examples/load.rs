//! Sends hits to a counter as fast as it answers, stops it, starts it again, and sees
//! whether every one was kept: `load PROGRAM [HITS]`.

#![allow(clippy::print_stdout, reason = "a program for a terminal")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

/// Connections that send at the same time, as many readers would.
const READERS: usize = 32;

const ARTICLES: usize = 100;

fn main() {
    let mut words = std::env::args().skip(1);
    let program = words.next().expect("the path of bantin-counter");
    let hits: usize =
        words.next().map_or(100_000, |word| word.parse().expect("a number"));
    let folder = std::env::temp_dir().join(format!("bantin-load-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a temporary folder");
    let file = folder.join("counts.sqlite");

    let (child, port) = start(&program, &file);
    let began = Instant::now();
    std::thread::scope(|scope| {
        for reader in 0..READERS {
            scope.spawn(move || send(port, reader, hits / READERS));
        }
    });
    let took = began.elapsed().as_secs_f64();
    stop(child);

    let sent = hits / READERS * READERS;
    let (child, port) = start(&program, &file);
    let kept = kept(port);
    stop(child);
    std::fs::remove_dir_all(&folder).ok();
    println!(
        "{:.0} hits/s, {sent} sent, {kept} kept after a restart",
        sent as f64 / took
    );
    assert_eq!(sent as u64, kept, "hits were lost");
}

fn start(program: &str, file: &std::path::Path) -> (Child, u16) {
    let mut child = Command::new(program)
        .env("BANTIN_LANG", "en")
        .args(["run", "--port", "0", "--origin", "*", "--rate", "0", "--this-machine"])
        .args(["--behind-proxy", "--file"])
        .arg(file)
        .stderr(Stdio::piped())
        .spawn()
        .expect("the counter starts");
    let mut said = BufReader::new(child.stderr.take().expect("it was asked for"));
    let mut line = String::new();
    said.read_line(&mut line).expect("it tells where it listens");
    let port = line.trim().rsplit(':').next().and_then(|port| port.parse().ok());
    std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
    (child, port.expect("an address ends in its port"))
}

/// Asks it to stop as the system does, or ends it where there is no such way.
fn stop(mut child: Child) {
    let id = child.id().to_string();
    if !Command::new("kill")
        .args(["-TERM", &id])
        .status()
        .is_ok_and(|done| done.success())
    {
        child.kill().expect("it runs");
    }
    child.wait().expect("it ends");
}

fn send(port: u16, reader: usize, hits: usize) {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("it listens");
    stream.set_nodelay(true).expect("an open socket");
    let mut answers = BufReader::new(stream.try_clone().expect("an open socket"));
    for hit in 0..hits {
        let body = format!(r#"{{"id":"article-{}"}}"#, (hit * 7 + reader) % ARTICLES);
        let request = format!(
            "POST /v1/hit HTTP/1.1\r\nHost: counter\r\nUser-Agent: Firefox\r\n\
             X-Forwarded-For: 10.{reader}.{}.{}\r\nContent-Length: {}\r\n\r\n{body}",
            hit / 250 % 250,
            hit % 250,
            body.len()
        );
        stream.write_all(request.as_bytes()).expect("it takes requests");
        let head = answer(&mut answers).0;
        assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    }
}

/// One answer: its head and its body.
fn answer(answers: &mut BufReader<TcpStream>) -> (String, String) {
    let (mut head, mut length) = (String::new(), 0);
    loop {
        let mut line = String::new();
        answers.read_line(&mut line).expect("it answers");
        if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().expect("a length is a number");
        }
        if line.trim().is_empty() {
            break;
        }
        head += &line;
    }
    let mut body = vec![0; length];
    answers.read_exact(&mut body).expect("a whole answer");
    (head, String::from_utf8(body).expect("JSON is UTF-8"))
}

fn kept(port: u16) -> u64 {
    let ids: Vec<_> = (0..ARTICLES).map(|number| format!("article-{number}")).collect();
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("it listens");
    let path = format!("/v1/stats?ids={}", ids.join(","));
    let request = format!("GET {path} HTTP/1.1\r\nHost: counter\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("it takes requests");
    let (_, body) = answer(&mut BufReader::new(stream));
    let told: serde_json::Value = serde_json::from_str(&body).expect("JSON");
    let views = told["views"].as_object().expect("views by article");
    views.values().filter_map(serde_json::Value::as_u64).sum()
}
