//! Real servers on this machine to publish to: OpenSSH, `rclone serve webdav`, and the
//! S3 of `moto`. They come with `cargo xtask test` on Linux; where one is missing there
//! is none to try (`None`).

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// The password of every server here.
pub const PASSWORD: &str = "Bí-mật-7k2";

/// What a server is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// OpenSSH, entered with a key.
    Sftp,
    /// rclone's SFTP, entered with a password.
    SftpByPassword,
    /// rclone.
    Dav,
    /// moto, which checks every signature.
    S3,
}

/// What a server lets its user do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum May {
    /// Everything.
    Write,
    /// Look.
    Read,
    /// Everything, on a disk of 600 kB.
    WriteLittle,
}

/// A server that runs until it is dropped.
pub struct Server {
    /// What it is.
    pub kind: Kind,
    /// The port it listens on.
    pub port: u16,
    process: Child,
    place: TempDir,
    /// User and password of S3.
    pair: (String, String),
}

impl Server {
    /// Starts a server.
    ///
    /// # Panics
    ///
    /// When it is installed and does not run.
    pub fn start(kind: Kind, may: May) -> Option<Self> {
        let place = tempfile::tempdir().expect("a folder for such things");
        fs::create_dir(place.path().join("served")).expect("room");
        let port = free_port();
        let process = match kind {
            Kind::Sftp => sshd(place.path(), port, may)?,
            Kind::SftpByPassword => rclone_sftp(place.path(), port, may)?,
            Kind::Dav => rclone(place.path(), port, may)?,
            Kind::S3 => moto(port)?,
        };
        let pair = ("toa-soan".to_owned(), PASSWORD.to_owned());
        let mut server = Self { kind, port, process, place, pair };
        server.wait();
        if kind == Kind::S3 {
            let policy = if may == May::Read { "s3:Get*" } else { "*" };
            let said = server.boto(&["make", policy], b"");
            let (user, secret) = said.trim().split_once(' ').expect("two words");
            server.pair = (user.to_owned(), secret.to_owned());
        }
        Some(server)
    }

    fn wait(&mut self) {
        let end = Instant::now() + Duration::from_secs(30);
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            assert!(Instant::now() < end, "{:?} does not answer", self.kind);
            assert!(self.process.try_wait().expect("a child").is_none(), "it ended");
            std::thread::sleep(Duration::from_millis(50));
        }
    }

    /// The address of its folder `bản tin`, by way of a port.
    pub fn address(&self, port: u16) -> String {
        let user = &self.pair.0;
        match self.kind {
            Kind::Sftp => {
                let folder = self.served().display().to_string();
                format!("sftp://{}@127.0.0.1:{port}{folder}/bản tin", me())
            }
            Kind::SftpByPassword => format!("sftp://{user}@127.0.0.1:{port}/bản tin"),
            Kind::Dav => format!("http://{user}@127.0.0.1:{port}/bản tin/"),
            Kind::S3 => format!("s3+http://{user}@127.0.0.1:{port}/ban-tin/bản tin"),
        }
    }

    /// The password to hand over. None for SFTP, which is entered with a key.
    pub fn password(&self) -> Option<&str> {
        (self.kind != Kind::Sftp).then_some(self.pair.1.as_str())
    }

    /// The private key that lets in, and one that does not (SFTP).
    pub fn keys(&self) -> [PathBuf; 2] {
        ["user", "stranger"].map(|name| self.place.path().join(name))
    }

    /// The fingerprint of the server (SFTP).
    ///
    /// # Panics
    ///
    /// When it has none.
    pub fn fingerprint(&self) -> String {
        let key = self.place.path().join("host.pub");
        let said = run(Command::new("ssh-keygen").arg("-lf").arg(key));
        said.split(' ').nth(1).expect("a fingerprint").to_owned()
    }

    /// Runs again on the same port, with another key (SFTP).
    ///
    /// # Panics
    ///
    /// When it does not run.
    pub fn change_key(&mut self) {
        self.end();
        fs::remove_file(self.place.path().join("host")).expect("there was a key");
        let place = self.place.path();
        self.process = sshd(place, self.port, May::Write).expect("it ran before");
        self.wait();
    }

    /// The folder that is served, above `bản tin`.
    fn served(&self) -> PathBuf {
        self.place.path().join("served")
    }

    /// Every file that stands in its folder, and beside it under `../`.
    ///
    /// # Panics
    ///
    /// When they cannot be read.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut found = BTreeMap::new();
        if self.kind == Kind::S3 {
            let said = self.boto(&["list"], b"");
            for line in said.lines() {
                let (name, hex) = line.split_once('\t').expect("two parts");
                let bytes = (0..hex.len() / 2).map(|i| {
                    u8::from_str_radix(&hex[2 * i..2 * i + 2], 16).expect("hex")
                });
                found.insert(name.to_owned(), bytes.collect());
            }
        } else {
            read(&self.served(), "", &mut found);
        }
        let place = |name: String| match name.strip_prefix("bản tin/") {
            Some(inside) => inside.to_owned(),
            None => format!("../{name}"),
        };
        found.into_iter().map(|(name, bytes)| (place(name), bytes)).collect()
    }

    /// Puts a file into its folder as somebody else would.
    ///
    /// # Panics
    ///
    /// When it cannot be written.
    pub fn put(&self, path: &str, bytes: &[u8]) {
        let path = match path.strip_prefix("../") {
            Some(outside) => outside.to_owned(),
            None => format!("bản tin/{path}"),
        };
        if self.kind == Kind::S3 {
            self.boto(&["put", &path], bytes);
            return;
        }
        let path = self.served().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("room");
        fs::write(path, bytes).expect("room");
    }

    fn boto(&self, words: &[&str], input: &[u8]) -> String {
        let python = moto_folder().expect("moto runs").join("python");
        let mut child = Command::new(python)
            .args(["-c", BOTO, &format!("http://127.0.0.1:{}", self.port)])
            .args([&self.pair.0, &self.pair.1])
            .args(words)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("python runs");
        child.stdin.take().expect("asked for").write_all(input).expect("it listens");
        let output = child.wait_with_output().expect("it ran");
        assert!(output.status.success(), "boto {words:?}");
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    fn end(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
    }
}

/// Asks moto as a client of its own would; keys are known to it alone.
const BOTO: &str = r#"
import boto3, json, sys
where, user, secret, verb, *rest = sys.argv[1:]
def client(name):
    return boto3.client(name, endpoint_url=where, region_name="us-east-1",
                        aws_access_key_id=user, aws_secret_access_key=secret)
if verb == "make":
    user, secret = "x", "x"
    iam = client("iam")
    everything = {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Action": rest[0], "Resource": "*"}]}
    iam.create_user(UserName="toa-soan")
    iam.put_user_policy(UserName="toa-soan", PolicyName="p",
                        PolicyDocument=json.dumps(everything))
    key = iam.create_access_key(UserName="toa-soan")["AccessKey"]
    client("s3").create_bucket(Bucket="ban-tin")
    print(key["AccessKeyId"], key["SecretAccessKey"])
elif verb == "list":
    s3 = client("s3")
    for found in s3.list_objects_v2(Bucket="ban-tin").get("Contents", []):
        body = s3.get_object(Bucket="ban-tin", Key=found["Key"])["Body"].read()
        print(found["Key"] + "\t" + body.hex())
elif verb == "put":
    client("s3").put_object(Bucket="ban-tin", Key=rest[0], Body=sys.stdin.buffer.read())
"#;

fn sshd(place: &Path, port: u16, may: May) -> Option<Child> {
    let sshd = Path::new("/usr/sbin/sshd");
    if !sshd.is_file() {
        return None;
    }
    for name in ["host", "user", "stranger"] {
        make_key(&place.join(name));
    }
    // As root it wants a folder of its own, which the system makes when it starts one.
    fs::create_dir("/run/sshd").ok();
    let here = place.display();
    let sftp = if may == May::Read { "internal-sftp -R" } else { "internal-sftp" };
    let config = place.join("config");
    let text = format!(
        "Port {port}\nListenAddress 127.0.0.1\nHostKey {here}/host\nPidFile none\n\
         AuthorizedKeysFile {here}/user.pub\nStrictModes no\nUsePAM no\n\
         PasswordAuthentication no\nPermitRootLogin yes\nSubsystem sftp {sftp}\n"
    );
    fs::write(&config, text).expect("room");
    let mut command = match may {
        May::WriteLittle => {
            let may_mount = Command::new("unshare").args(["-m", "true"]).output();
            if !may_mount.is_ok_and(|ran| ran.status.success()) {
                return None;
            }
            let script =
                format!("mount -t tmpfs -o size=600k none {here}/served && exec \"$@\"");
            let mut command = Command::new("unshare");
            command.args(["-m", "sh", "-c", &script, "sh"]).arg(sshd);
            command
        }
        _ => Command::new(sshd),
    };
    command.args(["-D", "-e", "-f"]).arg(config).stderr(Stdio::null());
    Some(command.spawn().expect("sshd runs"))
}

/// Makes a key unless it stands there.
fn make_key(key: &Path) {
    if !key.exists() {
        fs::remove_file(key.with_extension("pub")).ok();
        let words = ["-q", "-t", "ed25519", "-N", "", "-f"];
        run(Command::new("ssh-keygen").args(words).arg(key));
    }
}

fn rclone_sftp(place: &Path, port: u16, may: May) -> Option<Child> {
    if !Path::new("/usr/bin/rclone").is_file()
        || !Path::new("/usr/bin/ssh-keygen").is_file()
    {
        return None;
    }
    make_key(&place.join("host"));
    let mut command = Command::new("rclone");
    command
        .args(["serve", "sftp", "--user", "toa-soan", "--pass", PASSWORD, "--addr"])
        .arg(format!("127.0.0.1:{port}"))
        // It takes pieces as they come, and has them written when a file is closed.
        .args(["--vfs-cache-mode", "writes", "--vfs-write-back", "0s"])
        .args(["--dir-cache-time", "0s", "--config", "/dev/null", "--cache-dir"])
        .arg(place.join("cache"))
        .arg("--key")
        .arg(place.join("host"))
        .args((may == May::Read).then_some("--read-only"))
        .arg(place.join("served"))
        .stderr(Stdio::null());
    command.spawn().ok()
}

fn rclone(place: &Path, port: u16, may: May) -> Option<Child> {
    let mut command = Command::new("rclone");
    command
        .args(["serve", "webdav", "--user", "toa-soan", "--pass", PASSWORD, "--addr"])
        .arg(format!("127.0.0.1:{port}"))
        // Files that are put there behind its back are seen at once.
        .args(["--dir-cache-time", "0s", "--config", "/dev/null", "--cache-dir"])
        .arg(place.join("cache"))
        .args((may == May::Read).then_some("--read-only"))
        .arg(place.join("served"))
        .stderr(Stdio::null());
    command.spawn().ok()
}

fn moto(port: u16) -> Option<Child> {
    // The four questions of `make` come before there is a key.
    Command::new(moto_folder()?.join("moto_server"))
        .args(["-H", "127.0.0.1", "-p", &port.to_string()])
        .env("INITIAL_NO_AUTH_ACTION_COUNT", "4")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .ok()
}

/// Where `cargo xtask test` puts moto.
fn moto_folder() -> Option<PathBuf> {
    let program = crate::program();
    let target = program.ancestors().nth(2).expect("target/<profile>/program");
    let folder = target.join("moto").join("bin");
    folder.join("moto_server").is_file().then_some(folder)
}

fn me() -> String {
    run(Command::new("id").arg("-un")).trim().to_owned()
}

fn run(command: &mut Command) -> String {
    let output = command.output().expect("it runs");
    assert!(output.status.success(), "{command:?}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn read(folder: &Path, above: &str, into: &mut BTreeMap<String, Vec<u8>>) {
    for entry in fs::read_dir(folder).expect("a folder").map(Result::unwrap) {
        let name = format!("{above}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            read(&entry.path(), &format!("{name}/"), into);
        } else {
            into.insert(name, fs::read(entry.path()).expect("a file"));
        }
    }
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.local_addr().expect("it is bound").port()
}

/// A line to a server that breaks after so many bytes towards it, and stays broken.
pub struct Line {
    /// The port on this side.
    pub port: u16,
    carried: Arc<AtomicU64>,
    brought: Arc<AtomicU64>,
}

impl Line {
    /// Lays a line to a port.
    ///
    /// # Panics
    ///
    /// When there is no port left.
    pub fn to(port: u16, breaks_after: u64) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let [carried, brought] = [(); 2].map(|()| Arc::new(AtomicU64::new(0)));
        let line = Self {
            port: listener.local_addr().expect("it is bound").port(),
            carried: carried.clone(),
            brought: brought.clone(),
        };
        std::thread::spawn(move || {
            for near in listener.incoming().flatten() {
                if carried.load(Ordering::SeqCst) > breaks_after {
                    near.shutdown(Shutdown::Both).ok();
                    continue;
                }
                let Ok(far) = TcpStream::connect(("127.0.0.1", port)) else { continue };
                let (carried, back) =
                    (carried.clone(), (far.try_clone(), near.try_clone()));
                std::thread::spawn(move || carry(near, far, &carried, breaks_after));
                if let (Ok(far), Ok(near)) = back {
                    let brought = brought.clone();
                    std::thread::spawn(move || carry(far, near, &brought, u64::MAX));
                }
            }
        });
        line
    }

    /// Bytes that came back from the server.
    pub fn brought(&self) -> u64 {
        self.brought.load(Ordering::SeqCst)
    }

    /// Bytes carried towards the server.
    pub fn carried(&self) -> u64 {
        self.carried.load(Ordering::SeqCst)
    }
}

fn carry(mut from: TcpStream, mut to: TcpStream, carried: &AtomicU64, most: u64) {
    let mut bytes = [0; 4096];
    while let Ok(many @ 1..) = from.read(&mut bytes) {
        let all = carried.fetch_add(many as u64, Ordering::SeqCst) + many as u64;
        if all > most || to.write_all(&bytes[..many]).is_err() {
            break;
        }
    }
    from.shutdown(Shutdown::Both).ok();
    to.shutdown(Shutdown::Both).ok();
}
