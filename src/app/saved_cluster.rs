//! A Spark cluster as the user has set it up: the texts of its form, what is wrong with them, and the [`Cluster`] that they
//! mean. Kept in the user's preferences, never in a project.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::base::Problem;
use crate::engine::{Cluster, shown_address};

/// A cluster with the name that the user gave it. Empty texts are not set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct SavedCluster {
    /// Unique among the user's clusters.
    pub name: String,
    pub kind: ClusterKind,
    /// The URL of the master, or of the server of Spark Connect.
    pub address: String,
    /// A Python that has PySpark.
    pub python: String,
    /// Settings of Spark: names and values.
    pub conf: Vec<(String, String)>,
    /// Where relative paths of projects begin, as a URL.
    pub path_root: String,
    /// Where tables that only this machine can read are put, as a URL.
    pub staging: String,
    /// Whether more than a gigabyte of them may be sent.
    pub ship: bool,
}

/// How a cluster is reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClusterKind {
    /// By its master.
    #[default]
    Master,
    /// By a server of Spark Connect.
    Connect,
}

impl SavedCluster {
    /// What the engine needs to know.
    pub fn cluster(&self) -> Cluster {
        let set = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let (master, remote) = match self.kind {
            ClusterKind::Master => (set(&self.address), None),
            ClusterKind::Connect => (None, set(&self.address)),
        };
        let named = self.conf.iter().filter(|(name, _)| !name.trim().is_empty());
        Cluster {
            master,
            remote,
            conf: named.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned())).collect(),
            python: set(&self.python).map(Into::into),
            path_root: set(&self.path_root),
            staging: set(&self.staging),
            ship: self.ship,
        }
    }

    /// What is wrong with its texts, each at its setting: `address`, `conf[2]`, `path_root`, `staging`. What is only
    /// missing is incomplete. Nothing is looked for on a disk or in a network.
    pub fn problems(&self) -> Vec<Problem> {
        let urls = [("path_root", &self.path_root), ("staging", &self.staging)];
        let urls = urls.into_iter().filter_map(|(setting, url)| Some(url_problem(url.trim())?.at(setting)));
        self.address_problem().into_iter().chain(self.conf_problems()).chain(urls).collect()
    }

    fn address_problem(&self) -> Option<Problem> {
        let address = self.address.trim();
        let problem = match self.kind {
            ClusterKind::Master if is_master(address) => return None,
            ClusterKind::Connect if is_server(address) => return None,
            ClusterKind::Master if address.starts_with("sc://") => {
                Problem::error(say!("cluster-is-server", address = shown_address(address)))
                    .remedy(say!("cluster-choose-connect"))
            }
            ClusterKind::Connect if is_master(address) => {
                Problem::error(say!("cluster-is-master", address = shown_address(address)))
                    .remedy(say!("cluster-choose-master"))
            }
            ClusterKind::Master if address.is_empty() => {
                Problem::incomplete(say!("cluster-no-address")).remedy(say!("cluster-write-master"))
            }
            ClusterKind::Connect if address.is_empty() => {
                Problem::incomplete(say!("cluster-no-address")).remedy(say!("cluster-write-server"))
            }
            ClusterKind::Master => Problem::error(say!("cluster-bad-address", address = shown_address(address)))
                .remedy(say!("cluster-write-master")),
            ClusterKind::Connect => Problem::error(say!("cluster-bad-address", address = shown_address(address)))
                .remedy(say!("cluster-write-server")),
        };
        Some(problem.at("address"))
    }

    fn conf_problems(&self) -> impl Iterator<Item = Problem> {
        self.conf.iter().enumerate().filter_map(|(at, (name, value))| {
            let name = name.trim();
            let problem = match name {
                "" if value.trim().is_empty() => return None,
                "" => Problem::error(say!("cluster-setting-unnamed")).remedy(say!("cluster-setting-name")),
                "spark.master" | "spark.remote" => {
                    Problem::error(say!("cluster-setting-is-address", name = name)).remedy(say!("cluster-fill-address"))
                }
                name if name.contains(|c: char| c == '=' || c.is_whitespace()) => {
                    let problem = Problem::error(say!("cluster-setting-odd", name = name));
                    problem.remedy(say!("cluster-setting-name"))
                }
                name if self.conf[..at].iter().any(|(before, _)| before.trim() == name) => {
                    Problem::error(say!("cluster-setting-twice", name = name)).remedy(say!("cluster-setting-remove"))
                }
                _ => return None,
            };
            Some(problem.at(format!("conf[{at}]")))
        })
    }
}

/// Whether Spark takes it for a master: `spark://host:port`, `yarn`, `k8s://…`, `local`, `local[4]`.
fn is_master(address: &str) -> bool {
    let is_place = |place: &str| {
        let host_and_port = place.rsplit_once(':');
        host_and_port.is_some_and(|(host, port)| is_host(host) && port.parse().is_ok_and(|port: u16| port > 0))
    };
    match address.split_once("://") {
        Some(("spark", places)) => places.split(',').all(is_place),
        Some(("k8s", server)) => !server.is_empty() && !server.contains(char::is_whitespace),
        Some(_) => false,
        None => {
            let inside = |begin: &str| address.strip_prefix(begin).and_then(|rest| rest.strip_suffix(']'));
            let is_count = |count: &str| count.trim() == "*" || count.trim().parse().is_ok_and(|count: u32| count > 0);
            address == "yarn"
                || address == "local"
                || inside("local[").is_some_and(|counts| counts.split(',').all(is_count))
                || inside("local-cluster[").is_some_and(|counts| counts.split(',').all(is_count))
        }
    }
}

/// Whether it is a server of Spark Connect: `sc://host`, `sc://host:port/;token=…`.
fn is_server(address: &str) -> bool {
    let Some(rest) = address.strip_prefix("sc://") else { return false };
    let place = rest.split('/').next().unwrap_or_default();
    match place.rsplit_once(':') {
        Some((host, port)) => is_host(host) && port.parse().is_ok_and(|port: u16| port > 0),
        None => is_host(place),
    }
}

fn is_host(host: &str) -> bool {
    !host.is_empty() && !host.contains(|c: char| c.is_whitespace() || c == '/' || c == '@')
}

fn url_problem(url: &str) -> Option<Problem> {
    let is_url = url.split_once("://").is_some_and(|(scheme, rest)| {
        let is_scheme = scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
        is_scheme && !scheme.is_empty() && !rest.is_empty()
    });
    let problem = || Problem::error(say!("cluster-no-url", url = url)).remedy(say!("cluster-write-url"));
    (!url.is_empty() && !is_url).then(problem)
}

/// A project that does not run on this machine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunPlace {
    /// Its file, or its temporary name.
    pub project: PathBuf,
    /// The name of the cluster.
    pub cluster: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::Severity;

    fn of(kind: ClusterKind, address: &str) -> SavedCluster {
        SavedCluster { name: "test".into(), kind, address: address.into(), ..SavedCluster::default() }
    }

    #[test]
    fn addresses_are_told_apart() {
        use ClusterKind::{Connect, Master};
        for (kind, address) in [
            (Master, "spark://127.0.0.1:7077"),
            (Master, " spark://a:7077,b:7077 "),
            (Master, "spark://[::1]:7077"),
            (Master, "yarn"),
            (Master, "k8s://https://host:6443"),
            (Master, "local"),
            (Master, "local[4]"),
            (Master, "local[*]"),
            (Master, "local[2, 3]"),
            (Master, "local-cluster[2,1,1024]"),
            (Connect, "sc://host"),
            (Connect, "sc://host:15002"),
            (Connect, "sc://host:443/;use_ssl=true;token=a"),
        ] {
            assert_eq!(of(kind, address).problems(), [], "{address}");
        }
        for (kind, address, says) in [
            (Master, "spark://host", "spark://host:7077"),
            (Master, "spark://:7077", "spark://host:7077"),
            (Master, "spark://host:0", "spark://host:7077"),
            (Master, "spark://host:70777", "spark://host:7077"),
            (Master, "localhost:7077", "spark://host:7077"),
            (Master, "local[]", "local[4]"),
            (Master, "local[0]", "local[4]"),
            (Master, "http://host:8080", "spark://host:7077"),
            (Master, "sc://host", "Choose Spark Connect"),
            (Connect, "spark://host:7077", "Choose Spark master"),
            (Connect, "host:15002", "sc://host:15002"),
            (Connect, "sc://", "sc://host:15002"),
            (Connect, "sc://host:x", "sc://host:15002"),
        ] {
            let problems = of(kind, address).problems();
            assert_eq!(problems.len(), 1, "{address}");
            assert_eq!(problems[0].setting.as_deref(), Some("address"));
            assert!(problems[0].severity == Severity::Error && problems[0].to_string().contains(says), "{problems:?}");
        }
        let wrong = of(Master, "sc://host/;token=s3cret").problems();
        assert!(wrong[0].to_string().starts_with("address: \"sc://host\" is"), "{wrong:?}");
        for kind in [Master, Connect] {
            assert_eq!(of(kind, " ").problems()[0].severity, Severity::Incomplete, "nothing is wrong yet");
        }
    }

    #[test]
    fn settings_and_urls_are_checked() {
        let pair = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        let conf = [("spark.cores.max", "2"), ("", ""), ("", "2g"), ("a b", "1"), ("spark.cores.max", "3")];
        let cluster = SavedCluster {
            conf: conf.into_iter().chain([("spark.master", "yarn")]).map(pair).collect(),
            path_root: "/data".into(),
            staging: "hdfs://name/tmp".into(),
            ..of(ClusterKind::Master, "yarn")
        };
        let found: Vec<String> = cluster.problems().into_iter().filter_map(|p| p.setting.map(Into::into)).collect();
        assert_eq!(found, ["conf[2]", "conf[3]", "conf[4]", "conf[5]", "path_root"]);
        assert!(cluster.problems().iter().all(|problem| problem.remedy.is_some()));
    }

    #[test]
    fn only_what_is_written_reaches_the_engine() {
        let conf = vec![(" spark.cores.max ".into(), " 2".into()), (String::new(), "lost".into())];
        let cluster = SavedCluster { conf, python: " ".into(), ..of(ClusterKind::Connect, " sc://host ") }.cluster();
        assert_eq!((cluster.master, cluster.remote.as_deref()), (None, Some("sc://host")));
        assert_eq!((cluster.python, cluster.staging, cluster.path_root), (None, None, None));
        assert_eq!(cluster.conf, [("spark.cores.max".to_owned(), "2".to_owned())].into());
    }
}
