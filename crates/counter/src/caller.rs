//! Who asks, as far as the request tells: address, program, wish not to be counted.

use axum::http::{HeaderMap, HeaderName, header};
use std::net::{IpAddr, SocketAddr};

/// Parts of names by which programs say that they are no readers.
///
/// Only what says so itself is left out: a list of disguises is never complete, and a
/// reader who is not counted is worse than a robot that is.
const ROBOTS: &[&str] = &[
    "bot",
    "crawl",
    "spider",
    "slurp",
    "preview",
    "facebookexternalhit",
    "zalo-scraper",
    "lighthouse",
    "pagespeed",
    "monitor",
    "uptime",
    "scrap",
    "fetcher",
    "archiver",
    "wget/",
    "python-requests",
    "go-http-client",
    "feed",
];

/// Whoever sent a request.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Caller {
    /// The address; of IPv6 the network, since a household has a whole one.
    pub(crate) address: String,
    /// What the program calls itself.
    pub(crate) program: String,
    /// Not to be counted: asked for that, fetched ahead of time, or a robot.
    pub(crate) is_quiet: bool,
}

impl Caller {
    /// Reads a request. The header that a proxy writes is believed only when the
    /// counter is known to stand `behind_proxy`: anyone else can write it too.
    pub(crate) fn read(
        headers: &HeaderMap,
        peer: SocketAddr,
        behind_proxy: bool,
    ) -> Self {
        let forwarded = behind_proxy
            .then(|| text(headers, &HeaderName::from_static("x-forwarded-for")))
            .and_then(|list| list.rsplit(',').next()?.trim().parse().ok());
        let program = text(headers, &header::USER_AGENT).to_owned();
        Self {
            address: network(forwarded.unwrap_or(peer.ip())),
            is_quiet: wants_quiet(headers) || is_robot(&program),
            program,
        }
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(four) => four.to_string(),
        IpAddr::V6(six) => {
            let [a, b, c, d, ..] = six.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

fn wants_quiet(headers: &HeaderMap) -> bool {
    let says = |name: &'static str, word: &str| {
        text(headers, &HeaderName::from_static(name)).to_ascii_lowercase().contains(word)
    };
    says("dnt", "1")
        || says("sec-gpc", "1")
        || ["sec-purpose", "purpose", "x-purpose", "x-moz"]
            .iter()
            .any(|name| says(name, "prefetch") || says(name, "preview"))
}

fn is_robot(program: &str) -> bool {
    let name = program.to_ascii_lowercase();
    name.is_empty() || ROBOTS.iter().any(|robot| name.contains(robot))
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0";

    fn caller(pairs: &[(&'static str, &str)], peer: &str, behind_proxy: bool) -> Caller {
        let headers = pairs
            .iter()
            .map(|(name, value)| (HeaderName::from_static(name), value.parse().unwrap()))
            .collect();
        Caller::read(&headers, peer.parse().unwrap(), behind_proxy)
    }

    #[track_caller]
    fn check_quiet(pairs: &[(&'static str, &str)], expected: bool) {
        assert_eq!(caller(pairs, "192.0.2.1:9", false).is_quiet, expected, "{pairs:?}");
    }

    #[test]
    fn readers_are_counted() {
        check_quiet(&[("user-agent", FIREFOX)], false);
        check_quiet(&[("user-agent", FIREFOX), ("dnt", "0")], false);
        check_quiet(&[("user-agent", "curl/8.5.0")], false);
    }

    #[test]
    fn who_asks_not_to_be_tracked_is_not() {
        check_quiet(&[("user-agent", FIREFOX), ("dnt", "1")], true);
        check_quiet(&[("user-agent", FIREFOX), ("sec-gpc", "1")], true);
    }

    #[test]
    fn pages_fetched_ahead_are_not_read() {
        check_quiet(
            &[("user-agent", FIREFOX), ("sec-purpose", "prefetch;prerender")],
            true,
        );
        check_quiet(&[("user-agent", FIREFOX), ("x-moz", "prefetch")], true);
        check_quiet(&[("user-agent", FIREFOX), ("purpose", "preview")], true);
    }

    #[test]
    fn robots_that_say_so_are_not_readers() {
        for name in [
            "",
            "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
            "facebookexternalhit/1.1",
            "Mozilla/5.0 (compatible; coccocbot-web/1.0)",
            "python-requests/2.32",
        ] {
            check_quiet(&[("user-agent", name)], true);
        }
    }

    #[test]
    fn a_proxy_is_believed_only_where_there_is_one() {
        let sent = [("x-forwarded-for", "203.0.113.9, 198.51.100.7")];
        assert_eq!(caller(&sent, "192.0.2.1:9", false).address, "192.0.2.1");
        assert_eq!(caller(&sent, "192.0.2.1:9", true).address, "198.51.100.7");
        let nonsense = [("x-forwarded-for", "nobody")];
        assert_eq!(caller(&nonsense, "192.0.2.1:9", true).address, "192.0.2.1");
    }

    #[test]
    fn addresses_are_networks() {
        let address = |peer| caller(&[], peer, false).address;
        assert_eq!(address("[2001:db8:1:2:3:4:5:6]:9"), "2001:db8:1:2::/64");
        assert_eq!(address("[::ffff:192.0.2.1]:9"), "192.0.2.1");
    }
}
