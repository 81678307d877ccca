//! The built program, asked over the wire as pages ask it.

#![allow(clippy::unwrap_used, reason = "tests; clippy.toml sees only #[test] functions")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};

const ORIGIN: &str = "https://bantin.example.vn";
const ARTICLE: &str = "d5bd5483-0000-4000-8000-000000000001";

/// A counter that runs, on a free port of this machine.
struct Running {
    child: Child,
    port: u16,
    addresses: Vec<String>,
}

impl Running {
    /// One that only this machine reaches.
    fn start(file: &Path, more: &[&str]) -> Self {
        Self::start_open(file, &[more, &["--this-machine"]].concat())
    }

    fn start_open(file: &Path, more: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_bantin-counter"))
            .env("BANTIN_LANG", "en")
            .args(["run", "--port", "0", "--origin", ORIGIN, "--zone", "UTC", "--file"])
            .arg(file)
            .args(more)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut said = BufReader::new(child.stderr.take().unwrap());
        let mut addresses = Vec::new();
        loop {
            let mut line = String::new();
            said.read_line(&mut line).unwrap();
            let Some(address) = line.trim().strip_prefix("Listening on http://") else {
                panic!("it said {line:?}");
            };
            addresses.push(address.to_owned());
            // The other address follows at once, or the buffer is empty.
            if said.buffer().is_empty() {
                break;
            }
        }
        // Keeps the pipe open to the end of the test.
        std::thread::spawn(move || std::io::copy(&mut said, &mut std::io::sink()));
        let port = addresses[0].rsplit(':').next().unwrap().parse().unwrap();
        Self { child, port, addresses }
    }

    /// Sends a request and returns the head and the body of the answer.
    fn ask(
        &self,
        method: &str,
        path: &str,
        headers: &[&str],
        body: &str,
    ) -> (String, String) {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nHost: counter\r\nConnection: close\r\n\
             Content-Length: {}\r\n",
            body.len()
        );
        for header in headers {
            request += &format!("{header}\r\n");
        }
        stream.write_all(format!("{request}\r\n{body}").as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (head.to_lowercase(), body.to_owned())
    }

    /// A reader opens a page.
    fn hit(&self, reader: &str, more: &[&str]) -> serde_json::Value {
        let forwarded = format!("X-Forwarded-For: {reader}");
        let origin = format!("Origin: {ORIGIN}");
        let mut headers = vec!["User-Agent: Firefox/140.0", &forwarded, &origin];
        headers.extend(more);
        let sent = format!(r#"{{"id":"{ARTICLE}"}}"#);
        let (head, body) = self.ask("POST", "/v1/hit", &headers, &sent);
        assert!(head.starts_with("http/1.1 200"), "{head}");
        serde_json::from_str(&body).unwrap()
    }

    fn stats(&self) -> serde_json::Value {
        let path = format!("/v1/stats?ids={ARTICLE},other");
        let (head, body) = self.ask("GET", &path, &[], "");
        assert!(head.starts_with("http/1.1 200"), "{head}");
        serde_json::from_str(&body).unwrap()
    }

    #[cfg(unix)]
    fn signal(mut self, signal: &str) {
        let done = Command::new("kill")
            .args([signal, &self.child.id().to_string()])
            .status()
            .unwrap();
        assert!(done.success());
        self.child.wait().unwrap();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn views_and_visits_are_counted_apart() {
    let folder = folder();
    let counter = Running::start(&folder.path().join("c"), &["--behind-proxy"]);
    counter.hit("192.0.2.1", &[]);
    counter.hit("192.0.2.1", &[]);
    let told = counter.hit("192.0.2.2", &[]);
    assert_eq!(told["views"][ARTICLE], 3);
    for field in ["online", "today", "month", "total"] {
        assert_eq!(told[field], 2, "{field} of {told}");
    }
    let told = counter.stats();
    assert_eq!(
        (&told["views"][ARTICLE], &told["views"]["other"]),
        (&3.into(), &0.into())
    );
    assert!(told["at"].as_i64().unwrap() > 1_700_000_000);
}

#[test]
fn who_asks_for_quiet_and_robots_are_answered_and_not_counted() {
    let folder = folder();
    let counter = Running::start(&folder.path().join("c"), &["--behind-proxy"]);
    for header in ["DNT: 1", "Sec-GPC: 1", "Sec-Purpose: prefetch"] {
        assert_eq!(counter.hit("192.0.2.1", &[header])["views"][ARTICLE], 0, "{header}");
    }
    let robot = ["User-Agent: Googlebot/2.1", "Origin: https://bantin.example.vn"];
    let sent = format!(r#"{{"id":"{ARTICLE}"}}"#);
    assert!(counter.ask("POST", "/v1/hit", &robot, &sent).0.starts_with("http/1.1 200"));
    assert_eq!(counter.stats()["total"], 0);
}

#[cfg(unix)]
#[test]
fn nothing_that_was_answered_is_lost() {
    let folder = folder();
    let file = folder.path().join("c");
    for (round, signal) in ["-TERM", "-KILL", "-INT", "-KILL"].iter().enumerate() {
        let counter = Running::start(&file, &["--behind-proxy"]);
        for _ in 0..5 {
            counter.hit("192.0.2.1", &[]);
        }
        let told = counter.stats();
        assert_eq!(told["views"][ARTICLE], 5 * (round + 1), "before {signal}");
        // Nobody is remembered over a restart, so each round begins a visit.
        assert_eq!(told["total"], round + 1);
        counter.signal(signal);
    }
}

#[test]
fn pages_of_other_origins_are_refused() {
    let folder = folder();
    let counter = Running::start(&folder.path().join("c"), &[]);
    let sent = format!(r#"{{"id":"{ARTICLE}"}}"#);
    let agent = "User-Agent: Firefox/140.0";
    let (head, _) =
        counter.ask("POST", "/v1/hit", &[agent, "Origin: https://else.example"], &sent);
    assert!(head.starts_with("http/1.1 403"), "{head}");
    assert!(!head.contains("access-control-allow-origin"), "{head}");
    assert_eq!(counter.stats()["total"], 0);

    let ours = "Origin: https://BANTIN.example.vn";
    let asked = "Access-Control-Request-Method: POST";
    let (head, _) = counter.ask("OPTIONS", "/v1/hit", &[ours, asked], "");
    assert!(head.starts_with("http/1.1 204"), "{head}");
    for line in [
        "access-control-allow-origin: https://bantin.example.vn",
        "access-control-allow-headers: content-type",
        "vary: origin",
    ] {
        assert!(head.contains(line), "{line} is not in {head}");
    }
}

#[test]
fn what_is_no_article_is_refused_and_not_written() {
    let folder = folder();
    let counter = Running::start(&folder.path().join("c"), &[]);
    let long = format!(r#"{{"id":"{}"}}"#, "a".repeat(65));
    for sent in ["", "{}", "[]", r#"{"id":7}"#, r#"{"id":""}"#, r#"{"id":"a b"}"#, &long]
    {
        let (head, body) = counter.ask("POST", "/v1/hit", &["User-Agent: F"], sent);
        assert!(head.starts_with("http/1.1 400"), "{sent}: {head}");
        assert!(body.contains("error"), "{body}");
    }
    let huge = format!(r#"{{"id":"{}"}}"#, "a".repeat(5000));
    let (head, _) = counter.ask("POST", "/v1/hit", &["User-Agent: F"], &huge);
    assert!(head.starts_with("http/1.1 413"), "{head}");
    for path in ["/v1/stats?ids=<script>", "/v1/stats?ids=../x"] {
        assert!(
            counter.ask("GET", path, &[], "").0.starts_with("http/1.1 400"),
            "{path}"
        );
    }
    assert!(counter.ask("GET", "/", &[], "").0.starts_with("http/1.1 404"));
    assert_eq!(counter.stats()["total"], 0);
}

#[test]
fn an_address_that_asks_too_often_has_to_wait() {
    let folder = folder();
    let more = ["--behind-proxy", "--rate", "60"];
    let counter = Running::start(&folder.path().join("c"), &more);
    let sent = format!(r#"{{"id":"{ARTICLE}"}}"#);
    let from = |reader: &str| {
        let forwarded = format!("X-Forwarded-For: {reader}");
        counter.ask("POST", "/v1/hit", &["User-Agent: F", &forwarded], &sent).0
    };
    let refused = (0..80).map(|_| from("192.0.2.1")).find(|head| !head.contains(" 200"));
    let refused = refused.expect("80 at once are too many for 60 a minute");
    assert!(refused.starts_with("http/1.1 429"), "{refused}");
    assert!(refused.contains("retry-after: 60"), "{refused}");
    assert!(from("192.0.2.2").starts_with("http/1.1 200"));
}

#[test]
fn both_kinds_of_addresses_are_answered() {
    let folder = folder();
    for more in [&[][..], &["--this-machine"][..]] {
        let counter = Running::start_open(&folder.path().join("c"), more);
        assert!(
            counter.addresses.iter().any(|address| address.starts_with("[::")),
            "{:?}",
            counter.addresses
        );
        for address in ["127.0.0.1", "::1"] {
            TcpStream::connect((address, counter.port)).unwrap();
        }
        assert_eq!(counter.ask("GET", "/healthz", &[], "").1, "ok");
    }
}

#[test]
fn no_address_and_no_program_is_written_down() {
    let folder = folder();
    let counter = Running::start(&folder.path().join("c"), &["--behind-proxy"]);
    counter.hit("203.0.113.77", &["X-Mark: Firefox/140.0"]);
    let mut bytes = Vec::new();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        bytes.extend(std::fs::read(entry.unwrap().path()).unwrap());
    }
    let holds =
        |text: &str| bytes.windows(text.len()).any(|part| part == text.as_bytes());
    assert!(holds(ARTICLE), "the file was not read");
    assert!(!holds("203.0.113") && !holds("Firefox"));
}

#[test]
fn old_sums_are_carried_over() {
    let folder = folder();
    let (file, list) = (folder.path().join("c"), folder.path().join("old.csv"));
    std::fs::write(&list, format!("id,views\n{ARTICLE},120\ntotal,7448250\n")).unwrap();
    let carry = |list: &Path| {
        Command::new(env!("CARGO_BIN_EXE_bantin-counter"))
            .env("BANTIN_LANG", "vi")
            .arg("carry")
            .arg(list)
            .arg("--file")
            .arg(&file)
            .output()
            .unwrap()
    };
    let said = carry(&list);
    assert!(said.status.success(), "{said:?}");
    let counter = Running::start(&file, &["--behind-proxy"]);
    let told = counter.hit("192.0.2.1", &[]);
    assert_eq!((&told["total"], &told["today"]), (&7_448_251.into(), &1.into()));
    assert_eq!(told["views"][ARTICLE], 121);

    std::fs::write(&list, "a,1\nb,nhiều\n").unwrap();
    let said = carry(&list);
    assert_eq!(said.status.code(), Some(1));
    let sentence = String::from_utf8(said.stderr).unwrap();
    assert!(sentence.contains("Dòng 2"), "{sentence}");
    assert_eq!(counter.stats()["total"], 7_448_251);
}

#[test]
fn a_port_that_is_taken_is_said() {
    let folder = folder();
    let counter = Running::start(&folder.path().join("c"), &[]);
    let said = Command::new(env!("CARGO_BIN_EXE_bantin-counter"))
        .env("BANTIN_LANG", "en")
        .args(["run", "--origin", "*", "--port", &counter.port.to_string(), "--file"])
        .arg(folder.path().join("other"))
        .output()
        .unwrap();
    assert_eq!(said.status.code(), Some(1));
    let sentence = String::from_utf8(said.stderr).unwrap();
    assert!(sentence.contains("choose another port"), "{sentence}");
}
