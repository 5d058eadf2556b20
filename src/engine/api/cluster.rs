//! Where Spark runs a project.

use std::collections::BTreeMap;
use std::fmt;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// A Spark to run on, and how it is reached. Without a master and a remote, what this machine's Spark is set up with.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Cluster {
    /// `spark://host:port`, `yarn`, `k8s://…`, `local[4]`.
    pub master: Option<String>,
    /// `sc://host:port`: a server of Spark Connect.
    pub remote: Option<String>,
    /// Settings of Spark.
    pub conf: BTreeMap<String, String>,
    /// A Python that has PySpark.
    #[serde(with = "crate::base::os_path::optional")]
    pub python: Option<PathBuf>,
    /// Where relative paths of the project begin on the cluster; `None`: in the project's folder.
    pub path_root: Option<String>,
    /// Where tables that only this machine can read are put for the cluster, as a URL.
    pub staging: Option<String>,
    /// Whether more than a gigabyte of them may be sent.
    pub ship: bool,
}

/// Without values of settings: they may be secret.
impl fmt::Debug for Cluster {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let settings: Vec<&String> = self.conf.keys().collect();
        f.debug_struct("Cluster").field("place", &self.place()).field("settings", &settings).finish_non_exhaustive()
    }
}

impl Cluster {
    /// Its address without what may be secret: the options of a server, among them its token, are left out.
    pub fn place(&self) -> String {
        let address = self.remote.as_deref().or(self.master.as_deref()).unwrap_or("spark");
        match address.strip_prefix("sc://") {
            Some(rest) => format!("sc://{}", rest.split(['/', ';']).next().unwrap_or_default()),
            None => shown_address(address).to_owned(),
        }
    }
}

/// An address of a cluster as it may be shown: without the options behind it, among which is its token.
pub fn shown_address(address: &str) -> &str {
    address.split(';').next().unwrap_or_default().trim().trim_end_matches('/')
}

/// What a cluster has answered to a test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClusterFound {
    /// The version of Spark.
    pub version: String,
    /// The number of executors; `None` where only the server knows it.
    pub executors: Option<u32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_of_a_server_is_not_told() {
        let remote = |remote: &str| Cluster { remote: Some(remote.into()), ..Cluster::default() }.place();
        assert_eq!(remote("sc://host:443/;use_ssl=true;token=s3cret"), "sc://host:443");
        assert_eq!(remote("sc://host"), "sc://host");
        let conf = [("spark.my.token".to_owned(), "s3cret".to_owned())].into();
        let debug =
            format!("{:?}", Cluster { conf, remote: Some("sc://host/;token=s3cret".into()), ..Cluster::default() });
        assert!(debug.contains("spark.my.token") && !debug.contains("s3cret"), "{debug}");
        let master = Some("spark://a:7077,b:7077".to_owned());
        assert_eq!(Cluster { master, ..Cluster::default() }.place(), "spark://a:7077,b:7077");
        assert_eq!(Cluster::default().place(), "spark");
    }
}
