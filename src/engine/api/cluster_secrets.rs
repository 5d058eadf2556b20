//! What must not be told of a cluster: values of settings that are secret by their names, tokens and passwords in addresses.

use super::cluster::Cluster;
use crate::base::environment;

/// What stands for a secret.
const MASK: &str = "•••";

/// Texts of fewer signs are masked only where they stand alone: else "a" would take letters out of words.
const LONG: usize = 4;

/// Whether a setting of Spark is secret by its name, as `spark.hadoop.fs.s3a.secret.key`.
pub fn is_secret_setting(name: &str) -> bool {
    const WORDS: [&str; 7] = ["secret", "password", "passwd", "passphrase", "token", "credential", "accesskey"];
    let name = name.to_lowercase();
    WORDS.iter().any(|word| name.contains(word))
        || name.split(['.', '-', '_']).any(|part| part == "key" || part == "pwd")
}

/// The secrets of a cluster, to be masked in what is told.
#[derive(Clone, Default)]
pub(in crate::engine) struct Secrets(Vec<String>);

impl Secrets {
    pub fn of(cluster: &Cluster) -> Secrets {
        let mut found = Vec::new();
        for (name, value) in &cluster.conf {
            if is_secret_setting(name) {
                found.push(value.trim().to_owned());
            }
            found.extend(named(value));
            found.extend(password(value).map(str::to_owned));
        }
        let surroundings = environment::text(environment::SPARK_REMOTE);
        for remote in cluster.remote.iter().chain(&surroundings) {
            found.extend(options(remote));
        }
        for address in [&cluster.master, &cluster.remote, &cluster.path_root, &cluster.staging].into_iter().flatten() {
            found.extend(password(address).map(str::to_owned));
        }
        // No secret, but words that messages have.
        found.retain(|text| !text.is_empty() && !["true", "false"].contains(&text.to_lowercase().as_str()));
        // One may be a part of another.
        found.sort_by_key(|text| std::cmp::Reverse(text.len()));
        found.dedup();
        Secrets(found)
    }

    /// The text without them.
    pub fn masked(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, secret| without(&text, secret))
    }
}

fn without(text: &str, secret: &str) -> String {
    if secret.chars().count() >= LONG {
        return text.replace(secret, MASK);
    }
    let (mut out, mut rest) = (String::new(), text);
    while let Some(at) = rest.find(secret) {
        let (before, found) = rest.split_at(at);
        let behind = &found[secret.len()..];
        let stands_alone = !before.ends_with(char::is_alphanumeric) && !behind.starts_with(char::is_alphanumeric);
        out.push_str(before);
        out.push_str(if stands_alone { MASK } else { secret });
        rest = behind;
    }
    out + rest
}

/// The values of `password=…` and the like within a value, as in the URL of a database or an option of Java.
fn named(value: &str) -> Vec<String> {
    let parts = value.split([';', '&', '?', ' ', ',', '"', '\'']);
    let pairs = parts.filter_map(|part| part.split_once('='));
    pairs.filter(|(name, _)| is_secret_setting(name)).map(|(_, value)| value.to_owned()).collect()
}

/// The password in `scheme://user:password@host`.
fn password(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("://")?;
    let place = rest.split(['/', '?', ';']).next().unwrap_or_default();
    place.rsplit_once('@').and_then(|(user, _)| user.split_once(':')).map(|(_, password)| password)
}

/// The values of the options of a server of Spark Connect that are sent to it: its token, and what it has as headers.
fn options(remote: &str) -> Vec<String> {
    const HARMLESS: [&str; 4] = ["use_ssl", "user_id", "user_agent", "session_id"];
    let options = remote.split(';').skip(1).filter_map(|option| option.split_once('='));
    let secret = options.filter(|(name, _)| !HARMLESS.contains(name) && !name.starts_with("grpc_"));
    let both = |(_, value): (&str, &str)| [value.to_owned(), decoded(value)];
    secret.flat_map(both).collect()
}

/// The text in which `%` and two digits stand for a byte.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let digits = behind.get(..2).filter(|_| *first == b'%').and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &behind[2..];
            }
            None => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cluster(conf: &[(&str, &str)], remote: Option<&str>) -> Cluster {
        let conf = conf.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        Cluster { conf, remote: remote.map(str::to_owned), ..Cluster::default() }
    }

    #[test]
    fn names_tell_what_is_secret() {
        for name in
            ["spark.hadoop.fs.s3a.secret.key", "spark.hadoop.fs.azure.account.key.x.dfs", "a.apiToken", "DB_PWD"]
        {
            assert!(is_secret_setting(name), "{name}");
        }
        for name in ["spark.executor.memory", "spark.sql.shuffle.partitions", "spark.hadoop.keytab"] {
            assert!(!is_secret_setting(name), "{name}");
        }
    }

    #[test]
    fn secrets_are_masked_wherever_they_stand() {
        let conf = [
            ("spark.hadoop.fs.s3a.secret.key", "hunter22"),
            ("spark.ssl.keyPassword", "xy"),
            ("spark.my.token.enabled", "true"),
            ("spark.hadoop.javax.jdo.option.ConnectionURL", "jdbc:postgresql://db/hive?user=h&password=s3same"),
            ("spark.driver.extraJavaOptions", "-Da=1 -Djavax.net.ssl.trustStorePassword=changeit -Db=2"),
            ("spark.hadoop.fs.defaultFS", "ftp://anna:ftp-pass@host/x"),
            ("spark.executor.memory", "4g"),
        ];
        let remote = "sc://host:443/;use_ssl=true;user_id=anna;token=a%2Bb%3D%3D;x-proxy=letmein";
        let secrets = Secrets::of(&cluster(&conf, Some(remote)));
        for secret in ["hunter22", "s3same", "changeit", "ftp-pass", "a%2Bb%3D%3D", "a+b==", "letmein", "xy"] {
            let masked = secrets.masked(&format!("it said <{secret}> twice: {secret}"));
            assert_eq!(masked, "it said <•••> twice: •••", "{secret}");
        }
        let words = "true: galaxy of 4g for anna, proxy at host:443";
        assert_eq!(secrets.masked(words), words, "what is no secret stays");
        let whole = secrets.masked(remote);
        assert_eq!(whole, "sc://host:443/;use_ssl=true;user_id=anna;token=•••;x-proxy=•••");
    }
}
